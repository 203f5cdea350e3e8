"""Comparing a slot with a constant as it stands, without lifting it."""

from decimal import Decimal, Inexact, localcontext
from fractions import Fraction

from thidua_rules.executors.forward import runtime
from thidua_rules.executors.forward.reading import is_constant
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.values import Comparison, Number

OPERATORS = {
    Comparison.EQ: "==",
    Comparison.NE: "!=",
    Comparison.LT: "<",
    Comparison.LE: "<=",
    Comparison.GT: ">",
    Comparison.GE: ">=",
}
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def comparison_test(
    condition: ir.Compared, declared: Field, question: Question
) -> tuple[str, int | Decimal | Fraction] | None:
    """The Python operator and the constant, in units of slots, that decide a comparison for slots that are numbers.

    None unless the field is a number, date or period and the other side is a single one that the question fixes.
    """
    left, right, operator = condition.left, condition.right, OPERATORS[condition.comparison]
    if is_constant(left):
        left, right, operator = right, left, _FLIPPED.get(operator, operator)
    if not isinstance(left, ir.FieldValue) or not is_constant(right):
        return None
    if declared.kind is Kind.GRADE or not declared.kind.is_ordered:
        return None
    limit = runtime.constant(right, question)
    if not (limit.ordered and limit.is_point) or limit.low is None:
        return None
    return operator, in_slot_units(declared, limit.low)


def in_slot_units(declared: Field, value: Number) -> int | Decimal | Fraction:
    """A number as a slot of that field would hold it, exactly."""
    exact = Fraction(value) * (100 if declared.kind is Kind.PERCENT else 1)
    if exact.denominator == 1:
        return Decimal(exact.numerator) if declared.decimals else exact.numerator
    with localcontext() as context:
        context.traps[Inexact] = True
        try:
            return Decimal(exact.numerator) / exact.denominator
        except Inexact:
            return exact
