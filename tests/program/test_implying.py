"""Which conditions follow from others about the same value."""

import pytest

from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.implying import follows
from thidua_rules.values import Comparison, options, point

GRADE = ir.ValueType(
    Kind.GRADE, Field("mức", "muc", Kind.GRADE, options=("yếu", "đạt", "tốt"), outside=("không xếp loại",)), True
)
SELF = ir.Walk("cá nhân", ends=("cá nhân",))
LEVEL = ir.FieldValue(SELF, "mức", GRADE)
OTHER = ir.FieldValue(SELF, "mức khác", GRADE)


def compared(sign: str, step: int, value: ir.Value = LEVEL) -> ir.Condition:
    """The grade against a step of the scale."""
    return ir.Compared(Comparison(sign), value, ir.Constant(options([step]) if step < 0 else point(step), GRADE))


def among(*steps: int) -> ir.Condition:
    """The grade as one of these, −1 outside the order."""
    return ir.AmongOf(LEVEL, frozenset(steps))


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        (compared("≥", 1), compared("≥", 2), True),
        (compared("≥", 2), compared("≥", 1), False),
        (compared("≥", 1), among(2), True),
        (compared("≥", 2), among(1, 2), False),
        (compared("≤", 1), compared("≤", 0), True),
        (compared("≥", 0), among(-1), False),
        (compared("≠", 2), among(-1), True),
        (among(1, 2), among(2), True),
        (among(2), among(1, 2), False),
        (among(-1, 2), among(-1), True),
        (compared("≥", 1), compared("=", 2), True),
        (compared("≥", 1), compared("≥", 2, OTHER), False),
        (ir.Fact(SELF, "nữ"), ir.Fact(SELF, "nữ"), True),
        (ir.Fact(SELF, "nữ"), ir.Fact(SELF, "nam"), False),
    ],
)
def test_what_asks_no_more_of_the_same_value_follows(
    condition: ir.Condition, known: ir.Condition, expected: bool
) -> None:
    """A looser bound or a wider set follows from what is known; nothing follows about another value."""
    assert follows(condition, known) is expected
