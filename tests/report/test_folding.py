"""Long explanations tell each part once."""

from hypothesis import given
from hypothesis import strategies as st

import thidua_rules as tr
from thidua_rules.report.folding import folded

LINES = """\
điểm = 99, cần ≥ 90
    mục I = 30
    mục II = 69
        phiếu 1
điểm = 99, cần < 50
    mục I = 30
    mục II = 69
        phiếu 1
hạng = 2
    điểm = 99
        mục I = 30
        mục II = 69
            phiếu 1
điểm = 98, cần < 50
    mục I = 30
    mục II = 68
lỗi = 0
    chưa có
lỗi = 0
    chưa có
"""
FOLDED = """\
điểm = 99, cần ≥ 90
    mục I = 30
    mục II = 69
        phiếu 1
điểm = 99, cần < 50 (như trên)
hạng = 2
    điểm = 99 (như trên)
điểm = 98, cần < 50
    mục I = 30
    mục II = 68
lỗi = 0
    chưa có
lỗi = 0
    chưa có
"""


def test_a_part_that_comes_again_is_named_and_not_told_again() -> None:
    """The same lines under the same value are left out, at any depth and with any threshold; short ones stay."""
    assert list(folded(LINES.splitlines(), "vi")) == FOLDED.splitlines()


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abc")), max_size=30))
def test_nothing_is_lost(tree: list[tuple[int, str]]) -> None:
    """Every line that is left out is told elsewhere, and no line is added."""
    lines = ["    " * depth + word for depth, word in tree]
    shown = list(folded(lines, "vi"))
    assert {line.strip() for line in lines} == {line.strip().removesuffix(" (như trên)") for line in shown}
    assert len(shown) <= len(lines)


def test_explanations_of_grades_are_short() -> None:
    """A grade that looks at one score in every row of its table tells that score once."""
    rules = tr.load("danh-gia/2026")
    facts = {"ngày xét": "10/12/2026", "kỳ xét": "2026", "tổ chức": [{"mã": "t"}]}
    text = rules.decide(rules.read_case(facts)).explain_value("t", "mức của tổ chức", full=True)
    assert text.count("chưa có: điểm tiêu chí chung") == 1
    assert "(như trên)" in text
