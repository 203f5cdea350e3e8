"""Comparing values of which only part is known: met if it holds for all pairs, not met if for none."""

import operator
from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from math import floor
from typing import Any

from thidua_rules.values.outcomes import EITHER, MET, NOT_MET, UNDETERMINED
from thidua_rules.values.possible import Number, Possible


class Comparison(Enum):
    """The comparison operators of the language, in canonical form."""

    EQ = "="
    NE = "≠"
    LT = "<"
    LE = "≤"
    GT = ">"
    GE = "≥"


def compare(comparison: Comparison, a: Possible, b: Possible) -> int:
    """Met if it holds for all pairs, not met if for none.

    A comparison with the known absence is not met; an order comparison with an outcome outside the order is not
    met; with an undetermined value it is undetermined.
    """
    result = UNDETERMINED if a.undetermined or b.undetermined else 0
    if a.absent or b.absent:
        result |= NOT_MET
    if a.ordered and b.ordered:
        result |= _compare_ordered(comparison, a, b)
    a_other, b_other = a.others is None or bool(a.others), b.others is None or bool(b.others)
    if comparison in (Comparison.EQ, Comparison.NE):
        same, different = MET, NOT_MET
        if comparison is Comparison.NE:
            same, different = NOT_MET, MET
        if (a.ordered and b_other) or (b.ordered and a_other):
            result |= different
        if a_other and b_other:
            result |= _compare_others(a.others, b.others, same, different)
    elif (a_other and b.has_value) or (b_other and a.has_value):
        result |= NOT_MET
    return result


def _compare_others(a: frozenset[Any] | None, b: frozenset[Any] | None, same: int, different: int) -> int:
    if a is None or b is None:
        return same | different
    result = same if a & b else 0
    return result | (0 if len(a) == 1 and a == b else different)


def _compare_ordered(comparison: Comparison, a: Possible, b: Possible) -> int:
    if comparison in (Comparison.LT, Comparison.LE):
        a, b = b, a
        comparison = Comparison.GT if comparison is Comparison.LT else Comparison.GE
    # from the ends that are farthest apart: whether a pair may meet it, and whether one may fail it
    above, below = (a.high, b.low), (a.low, b.high)
    if comparison is Comparison.GE:
        met, not_met = _may(operator.ge, *above), _may(operator.lt, *below)
    elif comparison is Comparison.GT:
        met, not_met = _may(operator.gt, *above), _may(operator.le, *below)
    else:
        equal = _may(operator.ge, *above) and _may(operator.le, *below)
        differ = not (a.low is not None and a.low == a.high == b.low == b.high)
        met, not_met = (equal, differ) if comparison is Comparison.EQ else (differ, equal)
    return (MET if met else 0) | (NOT_MET if not_met else 0)


def _may(holds: Callable[[Number, Number], bool], a: Number | None, b: Number | None) -> bool:
    """Whether it holds of two ends; where there is no end it does."""
    return a is None or b is None or holds(a, b)


def among(a: Possible, wanted: frozenset[Any], integral: bool = False) -> int:
    """Whether the value is one of these grades, choices, texts or numbers; the known absence is none of them.

    `integral`: the value is always a whole number, so that an interval may be wholly wanted.
    """
    result = (UNDETERMINED if a.undetermined else 0) | (NOT_MET if a.absent else 0)
    if a.others is None:
        result |= EITHER
    else:
        result |= (MET if a.others & wanted else 0) | (NOT_MET if a.others - wanted else 0)
    if a.ordered:
        inside = [x for x in wanted if isinstance(x, int | Fraction) and covers(a, x)]
        if a.low is None or a.high is None:
            wholly = False
        elif a.low == a.high:
            wholly = bool(inside)
        else:
            whole = sum(x.denominator == 1 for x in inside)
            wholly = integral and whole == floor(a.high) + floor(-a.low) + 1
        result |= (MET if inside else 0) | (0 if wholly else NOT_MET)
    return result


def covers(a: Possible, x: Number) -> bool:
    return (a.low is None or a.low <= x) and (a.high is None or x <= a.high)


def presence(a: Possible) -> int:
    """Whether there is a value, as against the known absence."""
    result = (MET if a.has_value else 0) | (NOT_MET if a.absent else 0)
    return result | (UNDETERMINED if a.undetermined else 0)
