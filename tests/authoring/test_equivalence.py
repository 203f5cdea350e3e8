"""Changes that make no difference: what is left out has the same outcome for every complete fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_rules.authoring.equivalence import same_condition, same_table
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.values import Comparison, compare, point
from thidua_rules.values.outcomes import MET

WHOLE = ir.ValueType(Kind.INTEGER, None, True)
POINTS = ir.FieldValue(ir.own("người"), "điểm", WHOLE)
DAYS = ir.FieldValue(ir.own("người"), "ngày", WHOLE)
FACT = ir.Fact(ir.own("người"), "được chọn")


def compared(comparison: Comparison, number: int, value: ir.Value = POINTS) -> ir.Condition:
    """A comparison of points."""
    return ir.Compared(comparison, value, ir.Constant(point(number), WHOLE))


def between(low: int, high: int) -> ir.Condition:
    """`từ low đến dưới high`."""
    return ir.Conjunction((compared(Comparison.GE, low), compared(Comparison.LT, high)))


def table(*conditions: ir.Condition | None) -> tuple[ir.TableRow, ...]:
    """A table whose rows have results of their own."""
    return tuple(ir.TableRow(each, ir.Constant(point(n), WHOLE)) for n, each in enumerate(conditions))


TOP = compared(Comparison.GE, 90)


@pytest.mark.parametrize(
    ("second", "same"),
    [(between(70, 91), True), (between(70, 89), False), (between(69, 90), False), (compared(Comparison.GE, 70), True)],
)
def test_what_a_row_before_has_taken_makes_no_difference(second: ir.Condition, same: bool) -> None:
    """The upper end of a row may move where the row before begins, the lower one may not."""
    assert same_table(table(TOP, between(70, 90), None), table(TOP, second, None)) is same


def test_what_another_alternative_takes_makes_no_difference() -> None:
    """`= 2` or (`≥ 2` and chosen) is the same as with `≥ 3`; without the first it is not."""
    chosen = [ir.Conjunction((compared(Comparison.GE, number), FACT)) for number in (2, 3)]
    one, other = (ir.Disjunction((compared(Comparison.EQ, 2), each)) for each in chosen)
    assert same_condition(one, other)
    assert not same_condition(*chosen)


comparisons = st.builds(compared, st.sampled_from(Comparison), st.integers(0, 3), st.sampled_from([POINTS, DAYS]))
conditions = st.recursive(
    comparisons | st.just(FACT),
    lambda inner: (
        st.builds(ir.Negation, inner)
        | st.builds(lambda a, b: ir.Conjunction((a, b)), inner, inner)
        | st.builds(lambda a, b: ir.Disjunction((a, b)), inner, inner)
    ),
    max_leaves=4,
)


def holds(condition: ir.Condition, values: dict[ir.Value, int], chosen: bool) -> bool:
    """What a condition amounts to for complete facts."""
    match condition:
        case ir.Negation(operand):
            return not holds(operand, values, chosen)
        case ir.Conjunction(operands):
            return all(holds(each, values, chosen) for each in operands)
        case ir.Disjunction(operands):
            return any(holds(each, values, chosen) for each in operands)
        case ir.Compared(comparison, left, ir.Constant(constant)):
            return compare(comparison, point(values[left]), constant) == MET
    return chosen


@given(conditions, conditions, st.integers(-1, 4), st.integers(-1, 4), st.booleans())
def test_conditions_said_to_be_the_same_are(
    one: ir.Condition, other: ir.Condition, points: int, days: int, chosen: bool
) -> None:
    """Whatever the values, both hold or neither does; every condition is the same as itself."""
    assert same_condition(one, one)
    values: dict[ir.Value, int] = {POINTS: points, DAYS: days}
    if same_condition(one, other):
        assert holds(one, values, chosen) is holds(other, values, chosen)
