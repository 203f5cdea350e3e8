"""What is known of one value, and exact arithmetic on it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from math import floor
from typing import Any, Final

from attrs import evolve, frozen

from thidua_rules.values.calendar import date_of, months_between


class Absent(Enum):
    """The type of the known absence."""

    ABSENT = "không có"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT
"""The value that is known not to exist (`không có`), unlike a missing one."""

Number = int | Fraction
NOTHING: Final[frozenset[Any]] = frozenset()
NO_LIMIT: Final = 10**30
"""`không giới hạn` as a number: so far above all that facts and laws hold that what is reckoned with it stays above."""


def is_unlimited(number: Number | None) -> bool:
    """Whether a number is `không giới hạn`, or was reckoned from it."""
    return number is not None and number >= NO_LIMIT // 10**6


@frozen
class Possible:
    """What is known of one value.

    `low`…`high` (None: no end) is the part in the order, if `ordered`; `others` are the possible outcomes outside
    the order (options of a choice, texts, subjects; None: any of an open domain); `absent` and `undetermined` say
    whether the known absence, and no value at all, are possible.
    """

    low: Number | None = None
    high: Number | None = None
    ordered: bool = True
    others: frozenset[Any] | None = NOTHING
    absent: bool = False
    undetermined: bool = False

    @property
    def is_point(self) -> bool:
        """Whether just one outcome is left."""
        count = int(self.absent) + int(self.undetermined)
        if self.ordered:
            count += 1 if self.low is not None and self.low == self.high else 2
        return count + (2 if self.others is None else len(self.others)) == 1

    @property
    def has_no_answer(self) -> bool:
        """Whether it is surely undetermined."""
        return self.undetermined and not (self.has_value or self.absent)

    @property
    def has_value(self) -> bool:
        """Whether a value, in the order or outside it, is possible."""
        return self.ordered or self.others is None or bool(self.others)


def point(value: Number) -> Possible:
    """Exactly this number, date, period or grade."""
    return Possible(value, value)


def between(low: Number | None, high: Number | None) -> Possible:
    """Anything from low to high, both included."""
    return Possible(low, high)


def options(values: Iterable[Any]) -> Possible:
    """One of these outcomes, which have no order."""
    return Possible(ordered=False, others=frozenset(values))


NO_VALUE: Final = Possible(ordered=False, undetermined=True)
"""Surely undetermined: an empty ratio, a table without a row."""
NONE_KNOWN: Final = Possible(ordered=False, absent=True)
"""Surely `không có`."""


def hull(values: Iterable[Possible]) -> Possible:
    """The least description that covers all of these."""
    result: Possible | None = None
    for value in values:
        result = value if result is None else _join(result, value)
    if result is None:
        raise ValueError("the hull of nothing")
    return result


def _join(a: Possible, b: Possible) -> Possible:
    low, high = (a.low, a.high) if a.ordered else (b.low, b.high)
    if a.ordered and b.ordered:
        low = None if a.low is None or b.low is None else min(a.low, b.low)
        high = None if a.high is None or b.high is None else max(a.high, b.high)
    others = None if a.others is None or b.others is None else a.others | b.others
    return Possible(low, high, a.ordered or b.ordered, others, a.absent or b.absent, a.undetermined or b.undetermined)


def _carry(operands: Sequence[Possible], low: Number | None, high: Number | None) -> Possible:
    """The result of an operation on several: absence and undetermination of any of them carry over."""
    ordered = all(each.ordered for each in operands)
    return Possible(
        low if ordered else None,
        high if ordered else None,
        ordered,
        NOTHING,
        any(each.absent for each in operands),
        any(each.undetermined for each in operands),
    )


def _of_two(a: Possible, b: Possible, low: Number | None, high: Number | None) -> Possible:
    """The same of two; what is surely no number has no ends."""
    absent, undetermined = a.absent or b.absent, a.undetermined or b.undetermined
    if not (a.ordered and b.ordered):
        return Possible(ordered=False, absent=absent, undetermined=undetermined)
    return Possible(low, high, True, NOTHING, absent, undetermined)


def add(a: Possible, b: Possible) -> Possible:
    """a + b."""
    low = None if a.low is None or b.low is None else a.low + b.low
    if a.low is a.high and b.low is b.high:
        return _of_two(a, b, low, low)
    return _of_two(a, b, low, None if a.high is None or b.high is None else a.high + b.high)


def negative(a: Possible) -> Possible:
    """−a."""
    return _of_two(a, a, None if a.high is None else -a.high, None if a.low is None else -a.low)


def subtract(a: Possible, b: Possible) -> Possible:
    """a − b."""
    return add(a, negative(b))


def multiply(a: Possible, b: Possible) -> Possible:
    """a × b."""
    if a.low is a.high and b.low is b.high and a.low is not None and b.low is not None:
        low = a.low * b.low
        return _of_two(a, b, low, low)
    ends = [_product(x, y) for x in _ends(a) for y in _ends(b)]
    return _of_two(a, b, *_spread(ends))


def divide(a: Possible, b: Possible) -> Possible:
    """a / b, exactly; undetermined where b is 0."""
    if not (a.ordered and b.ordered):
        return _of_two(a, b, None, None)
    zero = _contains_zero(b)
    if b.low == b.high == 0:
        return evolve(_of_two(a, b, None, None), ordered=False, undetermined=True)
    if zero and b.low != 0 and b.high != 0:
        return evolve(_of_two(a, b, None, None), undetermined=True)
    # an end at 0 is left open: the quotient has no bound on that side
    inverse = _spread([_inverse(x, b) for x in _ends(b)])
    quotient = multiply(Possible(a.low, a.high), Possible(*inverse))
    return evolve(_of_two(a, b, quotient.low, quotient.high), undetermined=a.undetermined or b.undetermined or zero)


CALCULATIONS: Mapping[str, Callable[[Possible, Possible], Possible]] = {
    "+": add,
    "−": subtract,
    "×": multiply,
    "/": divide,
}
"""By the sign of the language."""

_INFINITY = "infinity"
_MINUS_INFINITY = "-infinity"
_End = Number | str


def _ends(a: Possible) -> tuple[_End, _End]:
    return (_MINUS_INFINITY if a.low is None else a.low, _INFINITY if a.high is None else a.high)


def _sign(x: _End) -> int:
    if isinstance(x, str):
        return 1 if x == _INFINITY else -1
    return (x > 0) - (x < 0)


def _product(x: _End, y: _End) -> _End:
    if not isinstance(x, str) and not isinstance(y, str):
        return x * y
    sign = _sign(x) * _sign(y)
    return 0 if sign == 0 else _INFINITY if sign > 0 else _MINUS_INFINITY


def _inverse(x: _End, of: Possible) -> _End:
    if isinstance(x, str):
        return 0
    if x == 0:
        return _INFINITY if of.low == 0 else _MINUS_INFINITY
    return Fraction(1) / x


def _spread(ends: Sequence[_End]) -> tuple[Number | None, Number | None]:
    numbers = [x for x in ends if not isinstance(x, str)]
    low = None if _MINUS_INFINITY in ends or not numbers else min(numbers)
    high = None if _INFINITY in ends or not numbers else max(numbers)
    return low, high


def _contains_zero(a: Possible) -> bool:
    return (a.low is None or a.low <= 0) and (a.high is None or a.high >= 0)


class Rounding(Enum):
    """How a number is rounded; the value is the word of the language. A half goes up."""

    DOWN = "xuống"
    UP = "lên"
    NEAREST = "gần nhất"


def round_number(x: Number, step: Number, rounding: Rounding) -> Number:
    """x as a multiple of step."""
    quotient = Fraction(x) / Fraction(step)
    if rounding is Rounding.DOWN:
        whole = floor(quotient)
    elif rounding is Rounding.UP:
        whole = -floor(-quotient)
    else:
        whole = floor(quotient + Fraction(1, 2))
    return whole * Fraction(step)


def rounded(a: Possible, step: Number, rounding: Rounding) -> Possible:
    """Rounding is monotone, so the ends are rounded."""
    return mapped(a, lambda end: round_number(end, step, rounding))


def extreme(greatest: bool, operands: Sequence[Possible]) -> Possible:
    """The greatest or the least of some values; what is known not to exist is left out."""
    if not greatest:
        return negative(extreme(True, [negative(each) for each in operands]))
    numbers = [each for each in operands if each.ordered]
    sure = [each for each in numbers if not each.absent] or numbers
    lows = [each.low for each in sure]
    known = [low for low in lows if low is not None]
    # of those surely there the best low counts; where nobody is, any one may be the only one
    low = (max(known, default=None)) if any(not each.absent for each in numbers) else _least(lows)
    highs = [each.high for each in numbers]
    return Possible(
        low,
        None if None in highs else max((high for high in highs if high is not None), default=None),
        ordered=bool(numbers) and all(each.ordered or each.absent for each in operands),
        absent=all(each.absent for each in operands),
        undetermined=any(each.undetermined for each in operands),
    )


def _least(lows: Sequence[Number | None]) -> Number | None:
    return None if None in lows else min((low for low in lows if low is not None), default=None)


def otherwise(operand: Possible, default: Possible) -> Possible:
    """A value, or another one where it is known not to exist or has no answer."""
    if not (operand.absent or operand.undetermined):
        return operand
    held = [evolve(operand, absent=False, undetermined=False)] if operand.has_value else []
    return hull([*held, default])


def mapped(a: Possible, monotone: Callable[[Number], Number]) -> Possible:
    """A monotone function of the ordered part."""
    low = None if a.low is None else monotone(a.low)
    high = None if a.high is None else monotone(a.high)
    return _carry((a,), low, high)


def date_part(a: Possible, part: str) -> Possible:
    """The year or month of a date; the months of a stretch over a new year are taken as all."""
    if part == "year":
        return mapped(a, lambda end: date_of(int(end)).year)
    if a.low is None or a.high is None or date_of(int(a.low)).year != date_of(int(a.high)).year:
        return _carry((a,), 1, 12)
    return mapped(a, lambda end: date_of(int(end)).month)


def months_passed(start: Possible, end: Possible) -> Possible:
    """The whole months from one date to another: most from the earliest to the latest."""
    low = None if start.high is None or end.low is None else months_between(int(start.high), int(end.low))
    high = None if start.low is None or end.high is None else months_between(int(start.low), int(end.high))
    return _carry((start, end), low, high)


def bounded(a: Possible, low: Possible | None, high: Possible | None) -> Possible:
    """a, kept at or above `low` and at or below `high`; a bound without a place in the order does not bind.

    An outcome of `a` outside the order stays. Where a bound is undetermined, so is the result.
    """
    result = a
    for bound, pick in ((low, _greater), (high, _lesser)):
        if bound is None or not result.ordered:
            continue
        loose = bound.absent or bound.others is None or bool(bound.others)
        parts = [evolve(result, ordered=False, low=None, high=None)]
        if loose:
            parts.append(Possible(result.low, result.high))
        if bound.ordered:
            parts.append(pick(result, bound))
        if bound.undetermined:
            parts.append(NO_VALUE)
        result = hull(part for part in parts if part.ordered or part.others != NOTHING or _is_something(part))
    return result


def _is_something(a: Possible) -> bool:
    return a.absent or a.undetermined


def _greater(a: Possible, b: Possible) -> Possible:
    low = b.low if a.low is None else a.low if b.low is None else max(a.low, b.low)
    return Possible(low, None if a.high is None or b.high is None else max(a.high, b.high))


def _lesser(a: Possible, b: Possible) -> Possible:
    high = b.high if a.high is None else a.high if b.high is None else min(a.high, b.high)
    return Possible(None if a.low is None or b.low is None else min(a.low, b.low), high)
