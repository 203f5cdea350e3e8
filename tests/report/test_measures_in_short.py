"""Scores, grades and other values in short: what counts, with its reason, in few lines."""

import pytest

from tests.report import school, titles
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.report.measures_in_short import MOST_LINES


def test_a_score_is_its_items_and_what_was_taken_off() -> None:
    """Each item with its points of its maximum, below it why it has no more; what rests on the total; the source."""
    assert school.decision().explain_value("b", "điểm năm").splitlines() == [
        "Bình · điểm năm = 17 (thang 34)",
        "  I Chuyên cần = 9/9",
        "  II Nền nếp = 0/15: mất điểm khi mất hồ sơ (mất hồ sơ = đúng)",
        "  III Chuyên môn = 10/10",
        "    III.1 Dự giờ = 10/10",
        "  trừ = 2",
        "    trừ.a −2: 2, khi mất hồ sơ",
        "  → thứ tự = 1..2",
        "  → loại = đạt",
        "Căn cứ: 1/QC, Đ1",
    ]


def test_an_item_is_told_with_what_is_below_it() -> None:
    """Of one item only its own part of the sheet is told."""
    told = school.decision().explain_value("a", "điểm năm.III").splitlines()
    assert told == [
        "=An · điểm năm.III Chuyên môn = 8",
        "  III Chuyên môn = 8/10",
        "    III.1 Dự giờ = 8/10: điểm dự giờ = 8",
        "Căn cứ: 1/QC, Đ1",
    ]


def test_a_grade_is_the_row_that_holds_and_what_changed_it() -> None:
    """Rows that do not hold and adjustments that do not apply are left out; the score it goes by follows."""
    raised = school.decision().explain_value("b", "loại").splitlines()
    assert raised[:4] == [
        "Bình · loại = đạt",
        "  theo bảng: điểm năm từ 15 đến dưới 25 → khá (điểm năm = 17)",
        "  k1 hạ 1 bậc → đạt (mất hồ sơ = đúng)",
        "  điểm năm = 17/34",
    ]
    assert not any("k1" in line for line in school.decision().explain_value("a", "loại").splitlines())


def test_what_is_missing_is_told_with_who_knows_it() -> None:
    """A value that is not known ends with what would have to be found out."""
    told = school.decision().explain_value("c", "loại", width=60).splitlines()
    assert told[told.index("Còn thiếu:") + 1].startswith("  - mất hồ sơ (minh chứng: Biên bản")


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_value_fits(width: int, lang: str) -> None:
    """No value takes more than 40 lines, and none is wider than it may be."""
    for decision in (school.decision(), titles.decision()):
        for rule in decision.program.rules:
            if isinstance(rule, ir.Quantity | ir.Rank):
                for subject in decision.case.of_type(rule.subject):
                    lines = decision.explain_value(subject, as_written(rule.code), lang, width=width).splitlines()
                    assert len(lines) <= MOST_LINES
                    assert max(map(len, lines)) <= width


def test_in_full_everything_is_told() -> None:
    """Asked for in full, every value and row stands there as before."""
    told = school.decision().explain_value("b", "điểm năm", full=True)
    assert "9 − điểm năm.I.a (ít nhất 0, nhiều nhất 9) = 9" in told
