"""The arithmetic of partial knowledge: verdicts still possible, intervals, and what rules do with them.

A *mask* is the non-empty set of outcomes of a condition that the known facts leave possible, as bits of an int.
A `Possible` is the same for a value: an interval of an ordered domain, outcomes outside the order, the known absence
(`không có`), and whether the value may be undetermined. Numbers are exact; there is no float here.
The meaning of each operation is fixed by the page on semantics in `docs/`.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from fractions import Fraction
from functools import cache
from math import floor
from typing import Any, Final

from attrs import evolve, frozen

MET: Final = 1
NOT_MET: Final = 2
NOT_APPLICABLE: Final = 4
UNDETERMINED: Final = 8
EITHER: Final = MET | NOT_MET
ANYTHING: Final = 15


class Status(Enum):
    """The verdict shown to people; the value is a stable word for files."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


_SHOWN = {MET: Status.MET, NOT_MET: Status.NOT_MET, NOT_APPLICABLE: Status.NOT_APPLICABLE}


def status_of(mask: int) -> Status:
    """The verdict that a mask amounts to: a single outcome of the first three, else unknown."""
    return _SHOWN.get(mask, Status.UNKNOWN)


def is_settled(mask: int) -> bool:
    """Whether further facts can no longer change the mask."""
    return mask & (mask - 1) == 0


# ---------------------------------------------------------------- conditions


def outcomes(mask: int) -> list[int]:
    """The single outcomes in a mask."""
    return [bit for bit in (MET, NOT_MET, NOT_APPLICABLE, UNDETERMINED) if mask & bit]


def _both(a: int, b: int) -> int:
    if NOT_APPLICABLE in (a, b):
        return b if a == NOT_APPLICABLE else a
    if NOT_MET in (a, b):
        return NOT_MET
    return UNDETERMINED if UNDETERMINED in (a, b) else MET


def _either(a: int, b: int) -> int:
    if NOT_APPLICABLE in (a, b):
        return b if a == NOT_APPLICABLE else a
    if MET in (a, b):
        return MET
    return UNDETERMINED if UNDETERMINED in (a, b) else NOT_MET


def _lift(operation: Callable[[int, int], int]) -> tuple[tuple[int, ...], ...]:
    """The table of an operation on single outcomes, extended to sets of outcomes."""

    def extended(a: int, b: int) -> int:
        result = 0
        for one in outcomes(a):
            for other in outcomes(b):
                result |= operation(one, other)
        return result

    return tuple(tuple(extended(a, b) for b in range(16)) for a in range(16))


BOTH: Final = _lift(_both)
EITHER_OF: Final = _lift(_either)
NEGATED: Final = tuple(sum({MET: NOT_MET, NOT_MET: MET}.get(bit, bit) for bit in outcomes(mask)) for mask in range(16))
APPLIED: Final = tuple((mask & 11) | (NOT_MET if mask & NOT_APPLICABLE else 0) for mask in range(16))
"""A conclusion inside a larger expression: not applicable counts as not met."""


def all_of(masks: Iterable[int]) -> int:
    """Every child is met, those not applicable left out; not applicable when no child is left."""
    result = NOT_APPLICABLE
    for mask in masks:
        result = BOTH[result][mask]
    return result


def any_of(masks: Iterable[int]) -> int:
    """Some child is met, those not applicable left out; not applicable when no child is left."""
    result = NOT_APPLICABLE
    for mask in masks:
        result = EITHER_OF[result][mask]
    return result


def none_of(masks: Iterable[int]) -> int:
    """No child is met, those not applicable left out; not applicable when no child is left."""
    return NEGATED[any_of(masks)]


def at_least(least: int, masks: Sequence[int]) -> int:
    """At least so many children are met; those not applicable count for nothing, and the number stays."""
    states = {(0, 0, False)}
    for mask in masks:
        states = {
            (met + (bit == MET), open_ + (bit == UNDETERMINED), some or bit != NOT_APPLICABLE)
            for met, open_, some in states
            for bit in outcomes(mask)
        }
    result = 0
    for met, open_, some in states:
        if not some:
            result |= NOT_APPLICABLE
        elif met >= least:
            result |= MET
        else:
            result |= UNDETERMINED if met + open_ >= least else NOT_MET
    return result


def guarded(guard: int, mask: int) -> int:
    """A node under `áp dụng khi`: itself where the guard is met, not applicable where it is not, both if unknown."""
    result = 0
    if guard & (MET | UNDETERMINED):
        result |= mask
    if guard & (NOT_MET | NOT_APPLICABLE | UNDETERMINED):
        result |= NOT_APPLICABLE
    return result


def excused(mask: int, exceptions: Iterable[int]) -> int:
    """A requirement under `trừ khi`: met where an exception is; what is not applicable stays so."""
    applicable = mask & ~NOT_APPLICABLE
    for exception in exceptions:
        applicable = EITHER_OF[applicable][APPLIED[exception]] if applicable else 0
    return applicable | (mask & NOT_APPLICABLE)


# ---------------------------------------------------------------- values


class Absent(Enum):
    """The type of the known absence."""

    ABSENT = "không có"

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent.ABSENT
"""The value that is known not to exist (`không có`), unlike a missing one."""

Number = int | Fraction
NOTHING: Final[frozenset[Any]] = frozenset()


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
    """The result of an arithmetic operation: absence and undetermination of any operand carry over."""
    return Possible(
        low,
        high,
        all(each.ordered for each in operands),
        NOTHING,
        any(each.absent for each in operands),
        any(each.undetermined for each in operands),
    )


def add(a: Possible, b: Possible) -> Possible:
    """a + b."""
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    return _carry((a, b), low, high)


def negative(a: Possible) -> Possible:
    """−a."""
    return _carry((a,), None if a.high is None else -a.high, None if a.low is None else -a.low)


def subtract(a: Possible, b: Possible) -> Possible:
    """a − b."""
    return add(a, negative(b))


def multiply(a: Possible, b: Possible) -> Possible:
    """a × b."""
    ends = [_product(x, y) for x in _ends(a) for y in _ends(b)]
    return _carry((a, b), *_spread(ends))


def divide(a: Possible, b: Possible) -> Possible:
    """a / b, exactly; undetermined where b is 0."""
    if not (a.ordered and b.ordered):
        return _carry((a, b), None, None)
    zero = _contains_zero(b)
    if zero and b.low == b.high:
        return evolve(_carry((a, b), None, None), ordered=False, undetermined=True)
    if zero and b.low != 0 and b.high != 0:
        return evolve(_carry((a, b), None, None), undetermined=True)
    # an end at 0 is left open: the quotient has no bound on that side
    inverse = _spread([_inverse(x, b) for x in _ends(b)])
    quotient = multiply(Possible(a.low, a.high), Possible(*inverse))
    return evolve(_carry((a, b), quotient.low, quotient.high), undetermined=a.undetermined or b.undetermined or zero)


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
    low = None if a.low is None else round_number(a.low, step, rounding)
    high = None if a.high is None else round_number(a.high, step, rounding)
    return _carry((a,), low, high)


def mapped(a: Possible, monotone: Callable[[Number], Number]) -> Possible:
    """A monotone function of the ordered part."""
    low = None if a.low is None else monotone(a.low)
    high = None if a.high is None else monotone(a.high)
    return _carry((a,), low, high)


# ---------------------------------------------------------------- comparisons


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
    a_low_b_high = None if a.low is None or b.high is None else a.low - b.high
    a_high_b_low = None if a.high is None or b.low is None else a.high - b.low
    if comparison is Comparison.GE:
        met = a_high_b_low is None or a_high_b_low >= 0
        not_met = a_low_b_high is None or a_low_b_high < 0
    elif comparison is Comparison.GT:
        met = a_high_b_low is None or a_high_b_low > 0
        not_met = a_low_b_high is None or a_low_b_high <= 0
    else:
        equal = (a_high_b_low is None or a_high_b_low >= 0) and (a_low_b_high is None or a_low_b_high <= 0)
        differ = not (a_low_b_high == 0 and a_high_b_low == 0)
        met, not_met = (equal, differ) if comparison is Comparison.EQ else (differ, equal)
    return (MET if met else 0) | (NOT_MET if not_met else 0)


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
        inside = [x for x in wanted if isinstance(x, int | Fraction) and _covers(a, x)]
        if a.low is None or a.high is None:
            wholly = False
        elif a.low == a.high:
            wholly = bool(inside)
        else:
            whole = sum(x.denominator == 1 for x in inside)
            wholly = integral and whole == floor(a.high) + floor(-a.low) + 1
        result |= (MET if inside else 0) | (0 if wholly else NOT_MET)
    return result


def _covers(a: Possible, x: Number) -> bool:
    return (a.low is None or a.low <= x) and (a.high is None or x <= a.high)


def presence(a: Possible) -> int:
    """Whether there is a value, as against the known absence."""
    result = (MET if a.has_value else 0) | (NOT_MET if a.absent else 0)
    return result | (UNDETERMINED if a.undetermined else 0)


# ---------------------------------------------------------------- collections

OUT: Final = 1
BARE: Final = 2
COUNTED: Final = 4
"""A member's possible places, as bits: outside, in it without meeting the filter, in it and meeting it."""


def place(membership: int, condition: int) -> int:
    """The places left to a member by what is known of its membership and of the filter (masks)."""
    result = OUT if membership != MET else 0
    if membership & (MET | UNDETERMINED):
        if condition & (MET | UNDETERMINED):
            result |= COUNTED
        if condition & (NOT_MET | NOT_APPLICABLE | UNDETERMINED):
            result |= BARE
    return result


def count(places: Iterable[int], is_open: bool) -> Possible:
    """How many members are in the collection and meet the filter."""
    sure = possible = 0
    for each in places:
        sure += each == COUNTED
        possible += bool(each & COUNTED)
    return Possible(sure, None if is_open else possible)


def every(places: Iterable[int], is_open: bool) -> int:
    """All members in the collection meet the filter; met when it is surely empty and closed."""
    result = MET | (NOT_MET if is_open else 0)
    for each in places:
        if each == BARE:
            return NOT_MET
        if each & BARE:
            result |= NOT_MET
    return result


def ratio_compare(comparison: Comparison, places: Sequence[int], is_open: bool, threshold: Number) -> int:
    """The share of members meeting the filter against a constant p/q, as q·met − p·total against 0, exactly.

    A member's best and worst places are chosen one by one, so members do not blur each other. Undetermined where
    nobody is in the collection.
    """
    exact = Fraction(threshold)
    p, q = exact.numerator, exact.denominator
    weight = {OUT: 0, BARE: -p, COUNTED: q - p}
    low = high = 0
    sure = False
    anyone = is_open
    for each in places:
        terms = [weight[bit] for bit in (OUT, BARE, COUNTED) if each & bit]
        low, high = low + min(terms), high + max(terms)
        sure = sure or not each & OUT
        anyone = anyone or each != OUT
    if not anyone:
        return UNDETERMINED
    reach = Possible(None if is_open and p > 0 else low, None if is_open and p < q else high)
    return compare(comparison, reach, point(0)) | (0 if sure else UNDETERMINED)


def ratio(places: Sequence[int], is_open: bool) -> Possible:
    """The share of members meeting the filter as a number from 0 to 1; undetermined where nobody is in it."""
    met_sure = sum(each == COUNTED for each in places)
    met_possible = sum(bool(each & COUNTED) for each in places)
    bare_sure = sum(each == BARE for each in places)
    bare_possible = sum(bool(each & BARE) for each in places)
    sure = any(not each & OUT for each in places)
    if not is_open and not met_possible and not bare_possible:
        return NO_VALUE
    low = Fraction(met_sure, met_sure + bare_possible) if met_sure + bare_possible else Fraction(1)
    high = Fraction(met_possible, met_possible + bare_sure) if met_possible + bare_sure else Fraction(0)
    if is_open:
        low, high = Fraction(0), Fraction(1)
    return Possible(low, high, undetermined=not sure)


Member = tuple[int, Possible]
"""A member's places and the value to be summed or compared."""


def total(members: Sequence[Member], is_open: bool, domain: Possible) -> Possible:
    """The sum over the members that meet the filter; an uncertain member adds the hull of its value and 0.

    Members whose value is known not to exist add nothing.
    """
    result = point(0)
    for places, value in members:
        if not places & COUNTED:
            continue
        parts = [evolve(value, absent=False, others=NOTHING)] if value.ordered or value.undetermined else []
        if places != COUNTED or value.absent or value.others != NOTHING:
            parts.append(point(0))
        result = add(result, hull(parts))
    if is_open:
        below = domain.low is None or domain.low < 0
        above = domain.high is None or domain.high > 0
        result = evolve(
            result,
            low=None if below else result.low,
            high=None if above else result.high,
            undetermined=result.undetermined or domain.undetermined,
        )
    return result


class Fold(Enum):
    """What is made of the values of a collection; the value is the word of the language."""

    SUM = "tổng"
    MEAN = "trung bình"
    MAX = "lớn nhất"
    MIN = "nhỏ nhất"


def folded(fold: Fold, members: Sequence[Member], is_open: bool, domain: Possible) -> Possible:
    """Sum, mean, greatest or least of the members' values; all but the sum are undetermined where nobody is left.

    Members whose value is known not to exist, or lies outside the order, are left out.
    """
    if fold is Fold.SUM:
        return total(members, is_open, domain)
    counted = [
        (places, value) for places, value in members if places & COUNTED and (value.ordered or value.undetermined)
    ]
    sure = [value for places, value in counted if places == COUNTED and not value.absent and value.others == NOTHING]
    parts = [evolve(value, absent=False, others=NOTHING) for _, value in counted]
    if is_open:
        parts.append(evolve(domain, absent=False, others=NOTHING))
    if not parts:
        return NO_VALUE
    everything = hull(parts)
    undetermined = everything.undetermined or not sure
    if fold is Fold.MEAN:
        if not is_open and len(sure) == len(parts) and all(value.ordered for value in sure):
            mean = divide(total([(COUNTED, value) for value in sure], False, domain), point(len(sure)))
            return evolve(mean, undetermined=undetermined)
        return evolve(everything, undetermined=undetermined)
    certain = [value for value in sure if value.ordered]
    if fold is Fold.MAX:
        lows = [value.low for value in certain if value.low is not None]
        return evolve(everything, low=max(lows) if lows else everything.low, undetermined=undetermined)
    highs = [value.high for value in certain if value.high is not None]
    return evolve(everything, high=min(highs) if highs else everything.high, undetermined=undetermined)


# ---------------------------------------------------------------- ranks

Key = tuple[Possible, bool]
"""One sort key of a subject, and whether greater comes first."""


def corner(keys: Sequence[Key], best: bool) -> tuple[tuple[int, Number], ...]:
    """A subject's keys at its best or worst, so that a lesser tuple comes before a greater one."""
    result: list[tuple[int, Number]] = []
    for value, descending in keys:
        end = value.high if best == descending else value.low
        if end is None:
            result.append((-1 if best else 1, 0))
        else:
            result.append((0, -end if descending else end))
    return tuple(result)


@cache
def cells(breakpoints: tuple[Number, ...], integral: bool) -> tuple[tuple[Number | None, Number | None, Number], ...]:
    """The line cut at the breakpoints: (low, high, a number inside), points and the open pieces between them.

    With `integral` a piece without a whole number is left out. Ends are exclusive for pieces (low < high).
    """
    points = sorted(set(breakpoints))
    pieces: list[tuple[Number | None, Number | None, Number]] = []
    for low, high in zip([None, *points], [*points, None], strict=True):
        if low is None:
            inside: Number = (high - 1) if high is not None else 0
        elif high is None:
            inside = low + 1
        else:
            inside = Fraction(low + high) / 2
        if integral and low is not None:
            inside = floor(low) + 1
        elif integral and high is not None:
            inside = -floor(-high) - 1
        if low is None or high is None or low < inside < high:
            pieces.append((low, high, inside))
        if high is not None:
            pieces.append((high, high, high))
    return tuple(pieces)


def cell_parts(a: Possible, breakpoints: tuple[Number, ...], integral: bool) -> list[Possible]:
    """The value cut into parts between breakpoints, each represented by a single point, in ascending order."""
    parts: list[Possible] = []
    if a.ordered:
        for low, high, inside in cells(breakpoints, integral):
            if low is not None and low == high:
                reached = _covers(a, low)
            else:
                above = a.high is None or low is None or a.high > low
                below = a.low is None or high is None or a.low < high
                reached = above and below and (not integral or _has_whole(a, low, high))
            if reached:
                parts.append(point(inside))
    if a.others is None:
        parts.append(Possible(ordered=False, others=None))
    else:
        parts.extend(options([each]) for each in sorted(a.others, key=repr))
    if a.absent:
        parts.append(NONE_KNOWN)
    if a.undetermined:
        parts.append(NO_VALUE)
    return parts


def _has_whole(a: Possible, low: Number | None, high: Number | None) -> bool:
    least = None if low is None else floor(low) + 1
    most = None if high is None else -floor(-high) - 1
    if a.low is not None:
        least = -floor(-a.low) if least is None else max(least, -floor(-a.low))
    if a.high is not None:
        most = floor(a.high) if most is None else min(most, floor(a.high))
    return least is None or most is None or least <= most
