"""Formulas in words: what is computed is told by what it is computed from."""

import pytest

from tests.report.test_negation import decision


def test_a_formula_is_told_by_its_text_and_its_operands() -> None:
    """What is computed in a requirement is named by its formula; steps in between are not told at all."""
    text = decision()["p", "N1.g"].explain(full=True)
    assert "(số buổi − số lần vắng) / (2 × số buổi) = " in text
    assert "kết quả tính" not in text
    quantity = decision()["p", "N1.h"].explain(full=True)
    assert "tỷ lệ vắng = 20%, cần ≤ 10%" in quantity
    assert "số lần vắng = 2" in quantity
    assert "kết quả tính" not in quantity


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("F.a", "ngày vào + 10 tháng = 15/01/2027, cần ≤ 30/06/2026", "ngày vào + 10 months = "),
        (
            "F.b",
            "số tháng kể từ ngày vào đến ngày xét = 9, cần ≥ 12",
            "months from ngày vào to the day of deciding = 9",
        ),
        ("F.c", "làm tròn xuống đến 0,5 của (số lần vắng / số buổi) = 0", "(số lần vắng / số buổi) rounded down to 0"),
        ("F.d", "số lần vắng × (tháng của ngày vào − 1) = 4, cần ≤ 3", "số lần vắng × (month of ngày vào − 1) = 4"),
    ],
)
def test_every_kind_of_formula_is_told_in_both_languages(code: str, vi: str, en: str) -> None:
    """Days, parts of days, roundings and months passed read as a ruleset writes them."""
    verdict = decision()["p", code]
    assert vi in verdict.explain(full=True)
    assert en in verdict.explain("en", full=True)
