"""Types of which nothing is judged and only values are reckoned: scores, amounts, places among others."""

from pathlib import Path

import thidua_rules as tr
from thidua_rules.report.table import sheets

RULES = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng:
  tổ: {}
  người:
    tổ: {kiểu: thuộc tổ, chiều ngược: thành viên}
    nghỉ: {kiểu: số nguyên, từ: 0}
    lương: tiền
điểm:
  điểm tháng:
    cho: người
    căn cứ: qd Đ1
    mục:
      I: {tên: Chuyên cần, tối đa: 20, bảng: {nghỉ = 0: 20, nghỉ ≤ 5: 15, còn lại: 0}}
      II: {tên: Khác, tối đa: 10, tính: 10}
đại lượng:
  thưởng: {cho: người, kiểu: tiền, căn cứ: qd Đ1, tính: làm tròn xuống đến 1.000 của (10% × lương)}
xếp hạng:
  thứ: {cho: người, trong: tổ, theo: [điểm tháng giảm dần], căn cứ: qd Đ1}
"""


def test_a_type_with_values_alone_has_a_sheet(tmp_path: Path) -> None:
    """Everything declared is a column, with what is known of it; the parts of scores and their scales are none."""
    (tmp_path / "bo.yaml").write_text(RULES, encoding="utf-8")
    rules = tr.load(tmp_path / "bo.yaml")
    people = [
        {"mã": "a", "tổ": "t", "nghỉ": "3", "lương": "5.000.000"},
        {"mã": "b", "tổ": "t", "nghỉ": "0", "lương": "7.500.000"},
        {"mã": "c", "tổ": "t"},
    ]
    facts = {"tổ": [{"mã": "t"}], "người": people, "đầy đủ": ["tổ", "người"]}
    (sheet,) = sheets(rules.decide(rules.read_case(facts, on="15/12/2026", period=2026)))
    assert (sheet.criteria, sheet.measures) == ((), ("thưởng", "điểm tháng", "thứ"))
    assert [line.values for line in sheet.lines] == [
        ("500.000", "25", "? 2..3"),
        ("750.000", "30", "1"),
        ("? chưa biết", "? 10..30", "? 1..3"),
    ]
