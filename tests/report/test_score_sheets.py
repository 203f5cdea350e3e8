"""Score sheets as data: every part of a score with its points, and why it has no more and no fewer."""

import pytest

from tests.report.school import decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.report.score_sheets import ScoreRow, points_words, remark_words, score_row, score_sheets

(SHEET,) = score_sheets(decision().program)


def row(key: str, lang: str = "vi") -> ScoreRow:
    """The line of one person."""
    return score_row(decision(), SHEET, SubjectId("người", key), lang)


def test_the_parts_stand_in_the_order_of_the_ruleset() -> None:
    """Items each before those below them, the penalty last; lines that take off are no columns."""
    headings = [(each.heading(), each.depth) for each in SHEET.columns]
    assert headings == [("I Chuyên cần", 0), ("II Nền nếp", 0), ("III Chuyên môn", 0), ("III.1 Dự giờ", 1), ("trừ", 0)]
    assert ([each.code for each in SHEET.ranks], [each.code for each in SHEET.grades]) == (["thứ tự"], ["loại"])


def test_points_are_those_of_the_decision() -> None:
    """Points, maxima and the total are the values that were found, whatever is not known told as such."""
    found = row("a")
    assert [points_words(SHEET.type, each, "vi") for each in found.points] == ["7,5", "0", "8", "8", "0"]
    assert [None if each is None else each.low for each in found.most] == [9, 0, 10, 10, None]
    assert found.total == decision().possible("a", "điểm năm")
    assert points_words(SHEET.type, row("c").total, "vi") == "? 14,25..22,25"


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (
            "a",
            [
                "I.a −1,5: đi muộn (số lần muộn = 3)",
                "II không áp dụng (áp dụng khi: chủ nhiệm) (chủ nhiệm = sai)",
                "III.1 8: điểm dự giờ = 8",
            ],
        ),
        ("b", ["II mất điểm khi mất hồ sơ (mất hồ sơ = đúng)", "trừ.a −2: 2, khi mất hồ sơ"]),
        (
            "c",
            [
                "II ? 0..6: chưa rõ mất hồ sơ (chưa có: mất hồ sơ)",
                "III.1 7,25: điểm dự giờ = 7,25",
                "trừ.a ? −0..2: 2, khi mất hồ sơ (chưa có: mất hồ sơ)",
            ],
        ),
    ],
)
def test_what_was_taken_off_is_told_with_its_reason(key: str, told: list[str]) -> None:
    """Deductions, lost points and parts that do not apply are told; a part with all its points is not."""
    assert [f"{each.part.name} {remark_words(each, SHEET.type, 'vi')}" for each in row(key).remarks] == told


def test_remarks_in_english() -> None:
    """The words around the ruleset's own are English."""
    told = [remark_words(each, SHEET.type, "en") for each in row("a", "en").remarks]
    assert told[1] == "does not apply (applies when: chủ nhiệm) (chủ nhiệm = no)"
