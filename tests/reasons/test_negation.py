"""What must not be so is told by what would have to be otherwise."""

from pathlib import Path

from thidua_rules import load

RULES = """bộ quy tắc: r/1
tên: T
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, ngày: 2021-01-01, cơ quan: X, mục: {Đ1: một}}}
từ vựng:
  người: {điểm: {kiểu: số nguyên, từ: 0, đến: 10}, bị phạt: đúng/sai}
tiêu chí:
  N: {cho: người, tên: N, căn cứ: qd Đ1, không: {a: điểm ≥ 5, b: bị phạt}}
  K: {cho: người, tên: K, căn cứ: qd Đ1, khi: không (điểm ≥ 5)}
  L: {cho: người, tên: L, căn cứ: qd Đ1, khi: không cao điểm}
  P: {cho: người, tên: P, căn cứ: qd Đ1, khi: điểm ≥ 5}
  M: {cho: người, tên: M, căn cứ: qd Đ1, khi: không đạt P}
đại lượng:
  cao điểm: {cho: người, kiểu: đúng/sai, tính: điểm ≥ 5, căn cứ: qd Đ1}
"""


def test_the_part_that_is_met_where_none_may_be_is_told_with_the_opposite_need(tmp_path: Path) -> None:
    """Nine points where five are too many need fewer than five, whichever way the rule says so."""
    (tmp_path / "r.yaml").write_text(RULES, encoding="utf-8")
    rules = load(tmp_path)
    people = [{"mã": "a", "điểm": 9, "bị phạt": False}]
    decision = rules.decide(rules.read_case({"ngày xét": "15/12/2021", "kỳ xét": 2021, "người": people}))
    for code in ("N", "K", "L", "M"):
        verdict = decision["a", code]
        for text in (verdict.explain(), verdict.summary()):
            assert "điểm = 9, cần < 5" in text
            assert "cần ≥ 5" not in text
