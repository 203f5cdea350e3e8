"""Whether a condition holds of everybody of whom another one is known to hold: looser bounds, wider sets."""

from fractions import Fraction

from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.values import MET, Comparison, Possible, among, compare, hull, options, point


def follows(condition: ir.Condition, known: ir.Condition) -> bool:
    """Whether `condition` surely holds where `known` does: it is the same, or asks no more of the same value."""
    if condition == known:
        return True
    left = _left(known)
    if left is None:
        return False
    match condition:
        case ir.Compared(comparison, value, ir.Constant(bound, _)) if value == left[0]:
            return compare(comparison, left[1], bound) == MET
        case ir.AmongOf(value, wanted) if value == left[0]:
            return among(left[1], wanted, value.type.integral) == MET
    return False


def _left(known: ir.Condition) -> tuple[ir.Value, Possible] | None:
    """The value that a condition tests against constants, and what it may then be."""
    match known:
        case ir.Compared(Comparison.GE | Comparison.GT, value, ir.Constant(bound, _)) if bound.ordered:
            return value, Possible(bound.low, None)
        case ir.Compared(Comparison.LE | Comparison.LT, value, ir.Constant(bound, _)) if bound.ordered:
            return value, Possible(None, bound.high)
        case ir.Compared(Comparison.EQ, value, ir.Constant(bound, _)):
            return value, bound
        case ir.AmongOf(value, wanted) if wanted:
            return value, hull(_outcome(value, each) for each in wanted)
    return None


def _outcome(value: ir.Value, outcome: object) -> Possible:
    """One outcome that a condition names; of grades those outside the order are negative."""
    if isinstance(outcome, int | Fraction) and (outcome >= 0 or value.type.kind is not Kind.GRADE):
        return point(outcome)
    return options([outcome])
