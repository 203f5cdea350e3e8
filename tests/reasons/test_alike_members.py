"""Members are told together only where every word that is said holds of each of them."""

from pathlib import Path

from thidua_rules import load

RULES = """bộ quy tắc: r/1
tên: T
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, ngày: 2021-01-01, cơ quan: X, mục: {Đ1: một}}}
từ vựng:
  tổ: {}
  người:
    tên: chữ
    tổ: {kiểu: thuộc tổ, chiều ngược: thành viên}
    điểm: {kiểu: số nguyên, từ: 0, đến: 10}
  lần phạt: {người phạm: {kiểu: thuộc người, chiều ngược: lần phạt}, đã nộp: đúng/sai}
tiêu chí:
  T: {cho: tổ, tên: T, căn cứ: qd Đ1, khi: mọi thành viên đều (điểm ≥ 5)}
  U: {cho: tổ, tên: U, căn cứ: qd Đ1, khi: mọi thành viên đều (số lần phạt = 0)}
  V: {cho: tổ, tên: V, căn cứ: qd Đ1, khi: mọi thành viên đều (số lần phạt trong đó đã nộp = 0)}
"""


def told(tmp_path: Path, code: str) -> str:
    """Why a group with people of 1, 2 and 1 points, who made one, two and one mistakes, does not do."""
    (tmp_path / "r.yaml").write_text(RULES, encoding="utf-8")
    rules = load(tmp_path)
    people = [{"mã": key, "tên": key.upper(), "tổ": "t", "điểm": each} for key, each in (("a", 1), ("b", 2), ("c", 1))]
    mistakes = [{"mã": f"l{n}", "người phạm": key} for n, key in enumerate("abbc")]
    closed = ["tổ", "người", "lần phạt"]
    data = {"ngày xét": "15/12/2021", "kỳ xét": 2021, "đầy đủ": closed, "tổ": [{"mã": "t"}], "người": people}
    return rules.decide(rules.read_case({**data, "lần phạt": mistakes}))["t", code].explain()


def test_members_with_other_values_are_told_apart(tmp_path: Path) -> None:
    """Those of one point together, the one of two points alone."""
    text = told(tmp_path, "T")
    assert "2 không đạt: A, C: điểm = 1, cần ≥ 5" in text
    assert "B: điểm = 2, cần ≥ 5" in text


def test_members_with_more_of_something_are_told_apart(tmp_path: Path) -> None:
    """Each with their own."""
    text = told(tmp_path, "U")
    for each in ("A: ✓ l0", "B: ✓ 2 đạt: l1, l2", "C: ✓ l3"):
        assert each in text


def test_members_who_lack_the_same_of_what_is_their_own_are_told_together(tmp_path: Path) -> None:
    """Whose it is stands in what is missing."""
    text = told(tmp_path, "V")
    assert "2 chưa rõ: A, C: chưa có: đã nộp" in text
    assert "đã nộp của 4 lần phạt (l0, l1, l2, l3)" in text
