"""Small changes of one expression: a threshold by a step, `và` into `hoặc`, ≥ into >, a period by a year, a base."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, cast

import attrs
from attrs import evolve, frozen

from thidua_rules.authoring.equivalence import same_condition
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.report.messages import in_both
from thidua_rules.report.wording import value_words, wanted_words
from thidua_rules.values import Comparison, Number, Possible, Rounding, is_unlimited, point

ChangeKind = Literal[
    "threshold",
    "requirement",
    "exception",
    "exclusion",
    "guard",
    "connective",
    "comparison",
    "period",
    "base",
    "parameter",
    "order",
    "ties",
    "rounding",
]
"""What a small change does."""


@frozen
class Change:
    """One change of an expression or rule: its kind, where in it (`path`), what it was and is now, in both languages.

    `now` is what stands there instead.
    """

    kind: ChangeKind
    path: tuple[str | int, ...]
    told: tuple[str, str]
    now: Any = attrs.field(repr=False)


_COMPARISONS = {
    Comparison.GE: Comparison.GT,
    Comparison.LE: Comparison.LT,
    Comparison.GT: Comparison.GE,
    Comparison.LT: Comparison.LE,
    Comparison.EQ: Comparison.NE,
    Comparison.NE: Comparison.EQ,
}
_ROUNDINGS = {Rounding.DOWN: Rounding.UP, Rounding.UP: Rounding.DOWN, Rounding.NEAREST: Rounding.DOWN}
_OPAQUE = (ir.ValueType, ir.Walk, ir.About, ir.Through)
_YEAR = ir.ValueType(Kind.INTEGER, None, True)
_MOST_DECIMALS = 2
"""A finer scale than this is what numbers have where nobody has said otherwise, and no step that people would take."""


def changes_of(part: object, numbers: bool = False) -> Iterator[Change]:
    """Every small change of an expression that may make a difference, the outermost first.

    With `numbers` of every constant in it too.
    """
    if isinstance(part, tuple):
        for position, each in enumerate(part):
            for change in changes_of(each, numbers):
                now = (*part[:position], change.now, *part[position + 1 :])
                yield evolve(change, path=(position, *change.path), now=now)
        return
    if not attrs.has(type(part)) or isinstance(part, _OPAQUE):
        return
    yield from (Change(kind, (), told, now) for kind, told, now in _here(part, numbers))
    if isinstance(part, ir.Negation) and isinstance(part.operand, ir.AmongOf):
        return  # `≠` is one thing
    for name in attrs.fields_dict(cast(Any, type(part))):
        if isinstance(part, ir.Members) and name != "where":
            continue
        for change in changes_of(getattr(part, name), numbers):
            whole: Any = evolve(cast(Any, part), **{name: change.now})
            if isinstance(part, ir.Conjunction | ir.Disjunction) and same_condition(part, whole):
                continue
            yield evolve(change, path=(name, *change.path), now=whole)


Here = tuple[ChangeKind, tuple[str, str], object]


def _here(part: object, numbers: bool) -> Iterator[Here]:
    """The changes of a part itself."""
    match part:
        case ir.Compared(Comparison.GE, ir.CountOf(), ir.Constant(Possible(low=1, high=1))):
            yield "comparison", _of(part.left, in_both("mutant_there_is")), evolve(part, comparison=Comparison.LT)
        case ir.Compared(comparison, left, right):
            yield from _threshold(part, "right", right, left)
            yield from _threshold(part, "left", left, right)
            if not (_is_discrete(left, right) and comparison not in (Comparison.EQ, Comparison.NE)):
                yield _compared(part, comparison)
        case ir.RatioCompared(comparison, _, _, threshold):
            yield from _threshold(part, "threshold", threshold, threshold)
            yield _compared(part, comparison)
        case ir.AmongOf():
            yield "comparison", _among(part, "=", "≠"), ir.Negation(part)
        case ir.Negation(ir.AmongOf() as operand):
            yield "comparison", _among(operand, "≠", "="), operand
        case ir.Conjunction(operands) if len(operands) > 1:
            yield "connective", in_both("mutant_and"), ir.Disjunction(operands)
        case ir.Disjunction(operands) if len(operands) > 1:
            yield "connective", in_both("mutant_or"), ir.Conjunction(operands)
        case ir.Members(_, _, where) if where is not None:
            yield "base", _called(part.collections[-1].name, in_both("mutant_filter")), evolve(part, where=None)
        case ir.Asked(what, type_) if what != "on":
            yield "period", in_both("mutant_earlier"), _shifted(part, "−", type_)
            yield "period", in_both("mutant_later"), _shifted(part, "+", type_)
        case ir.Rounded(rounding, _, _, _):
            other = _ROUNDINGS[rounding]
            told = in_both("mutant_rounding", before=rounding.value, after=other.value)
            yield "rounding", told, evolve(part, rounding=other)
        case ir.Constant() if numbers:
            yield from (("threshold", told, now) for told, now in _moved(part, part.type))


def _among(part: ir.AmongOf, before: str, after: str) -> tuple[str, str]:
    """`lĩnh vực “môi trường”: = thành ≠`."""
    vi, en = in_both("mutant_becomes", before=before, after=after)
    name = _name(part.operand)
    wanted = [wanted_words(part.operand.type, part.wanted, lang) for lang in ("vi", "en")]
    return f"{name} {wanted[0]}: {vi}".lstrip(), f"{name} {wanted[1]}: {en}".lstrip()


def _of(value: ir.Value, told: tuple[str, str]) -> tuple[str, str]:
    """What is told of a change, after the name of what is compared there, if it has one."""
    return _called(_name(value), told)


def _called(name: str, told: tuple[str, str]) -> tuple[str, str]:
    return (f"{name}: {told[0]}", f"{name}: {told[1]}") if name else told


def _name(value: ir.Value) -> str:
    """What a value is called; empty for one that is reckoned from others."""
    match value:
        case ir.FieldValue(_, name, _):
            return name
        case ir.Parameter(name, _):
            return name
        case ir.Derived():
            return as_written(value.code)
        case ir.CountOf(members, _) | ir.FoldOf(_, _, members, _, _, _) | ir.StreakOf(_, members, _, _, _):
            return members.collections[-1].name
    return ""


def _compared(part: ir.Compared | ir.RatioCompared, comparison: Comparison) -> Here:
    other = _COMPARISONS[comparison]
    told = in_both("mutant_becomes", before=comparison.value, after=other.value)
    if isinstance(part, ir.Compared):
        told = _of(part.left, told)
    return "comparison", told, evolve(part, comparison=other)


def _shifted(value: ir.Value, operator: Literal["+", "−"], type_: ir.ValueType) -> ir.Value:
    return ir.Calculation(operator, value, ir.Constant(point(1), _YEAR), type_)


def _is_discrete(left: ir.Value, right: ir.Value) -> bool:
    """Whether ≥ and > differ by a step that is taken as a change of the threshold already."""
    constants = [each for each in (left, right) if isinstance(each, ir.Constant)]
    others = [each for each in (left, right) if not isinstance(each, ir.Constant)]
    if len(constants) != 1 or not constants[0].value.ordered:
        return False
    type_ = others[0].type
    return type_.integral or not type_.kind.is_number


def _threshold(part: ir.Compared | ir.RatioCompared, name: str, value: ir.Value, other: ir.Value) -> Iterator[Here]:
    among_equals = isinstance(part, ir.Compared) and part.comparison in (Comparison.EQ, Comparison.NE)
    if isinstance(value, ir.Constant) and not (among_equals and not other.type.kind.is_number):
        for told, now in _moved(value, other.type):
            yield "threshold", _of(other, told), evolve(cast(Any, part), **{name: now})


def _moved(constant: ir.Constant, scale: ir.ValueType) -> Iterator[tuple[tuple[str, str], ir.Constant]]:
    """A constant a step up and a step down, where there is such a step."""
    value = constant.value
    if not value.ordered or value.low is None or value.low != value.high or is_unlimited(value.low):
        return
    shape = scale.shape or constant.type.shape
    told_as = evolve(constant.type, shape=constant.type.shape or shape)
    kind = Kind.PERCENT if constant.type.kind is Kind.PERCENT else scale.kind
    for moved in steps_of(value.low, kind, shape):
        words = tuple(
            f"{value_words(told_as, value, lang)} → {value_words(told_as, point(moved), lang)}" for lang in ("vi", "en")
        )
        yield (words[0], words[1]), evolve(constant, value=point(moved))


def steps_of(value: Number, kind: Kind, shape: Field | None) -> Iterator[Number]:
    """A number of the order a step up and a step down on the scale of its field, within the field's ends."""
    unit: Number = 1
    if kind.is_number:
        share = 100 if kind is Kind.PERCENT else 1
        decimals = shape.decimals if shape is not None and shape.decimals <= _MOST_DECIMALS else 0
        unit = Fraction(1, 10 ** max(decimals, _digits(Fraction(value) * share)) * share)
    last = len(shape.options) - 1 if shape is not None and kind is Kind.GRADE else None
    for moved in (value + unit, value - unit):
        # no number that is counted or measured here goes below zero, so −1 would be 0 once more
        if not (moved < 0 <= value) and (last is None or moved <= last):
            exact = Fraction(moved)
            yield exact.numerator if exact.denominator == 1 else exact


def _digits(number: Fraction) -> int:
    """How many decimals a number is written with; 0 for one whose decimals do not end."""
    return next((digits for digits in range(10) if (number * 10**digits).denominator == 1), 0)
