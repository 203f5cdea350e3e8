"""The proof checker's own arithmetic: three-valued logic, intervals, ratios and order, told apart from the engine's.

Outcomes are sets of letters: M met, N not met, A not applicable, U undetermined. A missing end of an interval is
`END`, a number larger than any in law.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product

from attrs import frozen

from thidua_rules.facts.case import OneOf, Slot, SubjectId
from thidua_rules.program import ir
from thidua_rules.values import Comparison, Number, Possible, Rounding

Letters = frozenset[str]
END = Fraction(10**60)


@frozen
class Extent:
    """Members of a collection by the places left to them (O out, B in, C counted), and whether more may come."""

    places: Mapping[SubjectId, Letters]
    more: bool


UNDETERMINED_VALUE = Possible(ordered=False, undetermined=True)


FIRST_DAY, LAST_DAY = 1, datetime.date.max.toordinal()


def moved(ordinal: int, days: int, months: int) -> int:
    """A date so many months later, on the last day of a month that has no such day, and then so many days later."""
    date = datetime.date.fromordinal(min(max(ordinal, FIRST_DAY), LAST_DAY))
    months += date.year * 12 + date.month - 1
    if months < 12:
        return FIRST_DAY
    if months >= 10_000 * 12:
        return LAST_DAY
    first = datetime.date(months // 12, months % 12 + 1, 1)
    next_month = (first + datetime.timedelta(days=31)).replace(day=1) if months + 1 < 10_000 * 12 else None
    length = 31 if next_month is None else (next_month - first).days
    return min(max(first.toordinal() + min(date.day, length) - 1 + days, FIRST_DAY), LAST_DAY)


def built(year: int, month: int, day: int) -> int:
    """The day of a year, or the last day of its month."""
    if year < 1:
        return FIRST_DAY
    return LAST_DAY if year > 9999 else moved(datetime.date(2000, month, day).toordinal(), 0, 12 * (year - 2000))


def part_of(value: Possible, part: str) -> Possible:
    """The years, or months, that a stretch of days touches."""
    if part == "year":
        return each_end(value, lambda end: _dated(end).year)
    if value.low is not None and value.high is not None and _dated(value.low).year == _dated(value.high).year:
        return each_end(value, lambda end: _dated(end).month)
    return Possible(1, 12, value.ordered, frozenset(), value.absent, value.undetermined)


def whole_months(start: Possible, end: Possible) -> Possible:
    """From the latest start to the earliest end, and from the earliest to the latest."""
    low = None if start.high is None or end.low is None else _passed(_dated(start.high), _dated(end.low))
    high = None if start.low is None or end.high is None else _passed(_dated(start.low), _dated(end.high))
    absent, vague = start.absent or end.absent, start.undetermined or end.undetermined
    both = start.ordered and end.ordered
    return Possible(low if both else None, high if both else None, both, frozenset(), absent, vague)


def _dated(ordinal: Number) -> datetime.date:
    return datetime.date.fromordinal(min(max(int(ordinal), FIRST_DAY), LAST_DAY))


def _passed(start: datetime.date, end: datetime.date) -> int:
    months = 12 * (end.year - start.year) + end.month - start.month
    is_last = (end + datetime.timedelta(days=1)).day == 1 if end < datetime.date.max else True
    return months if end.day >= start.day or is_last else months - 1


def picked(**chosen: bool) -> Letters:
    return frozenset(letter for letter, included in chosen.items() if included)


def truth(slot: Slot) -> Letters:
    if slot is None:
        return frozenset("MN")
    values = slot.values if isinstance(slot, OneOf) else {slot}
    return frozenset("M" if value is True else "N" for value in values)


def three_valued(operands: Iterable[Letters], strong: str, weak: str) -> Letters:
    """Three-valued and/or: one strong outcome decides; otherwise an undetermined one does."""
    found = {weak}
    for operand in operands:
        found = {strong if strong in (a, b) else "U" if "U" in (a, b) else weak for a in found for b in operand}
    return frozenset(found)


def excuse(body: str, exception: str) -> str:
    if body == "A" or exception in ("N", "A") or body == "M":
        return body
    return "M" if exception == "M" else "U"


def grouped(node: ir.Requirement, children: list[Letters]) -> Letters:
    """Every combination of the children's outcomes, those not applicable left out."""
    states = {(0, 0, 0)}
    for child in children:
        states = {
            (met + (each == "M"), open_ + (each == "U"), failed + (each == "N"))
            for met, open_, failed in states
            for each in child
        }
    return frozenset(group_outcome(node, *state) for state in states)


def group_outcome(node: ir.Requirement, met: int, vague: int, failed: int) -> str:
    if met + vague + failed == 0:
        return "A"
    if node.group == "all":
        return "N" if failed else "U" if vague else "M"
    if node.group == "at_least":
        return "M" if met >= node.least else "U" if met + vague >= node.least else "N"
    if node.group == "none":
        return "N" if met else "U" if vague else "M"
    return "M" if met else "U" if vague else "N"


def low_end(value: Possible) -> Fraction:
    return -END if value.low is None else Fraction(value.low)


def high_end(value: Possible) -> Fraction:
    return END if value.high is None else Fraction(value.high)


def tidy(end: Fraction) -> Number | None:
    if abs(end) >= END / 10**20:
        return None
    return end.numerator if end.denominator == 1 else end


def cover(values: Iterable[Possible]) -> Possible:
    found = list(values)
    ordered = [value for value in found if value.ordered]
    others: frozenset[object] | None = frozenset()
    for value in found:
        others = None if others is None or value.others is None else others | value.others
    return Possible(
        tidy(min(map(low_end, ordered))) if ordered else None,
        tidy(max(map(high_end, ordered))) if ordered else None,
        bool(ordered),
        others,
        any(value.absent for value in found),
        any(value.undetermined for value in found),
    )


def outermost(greatest: bool, values: Sequence[Possible]) -> Possible:
    """The greatest or least of some values, of which those that do not exist are passed over."""
    numbers = [value for value in values if value.ordered]
    firm = [value for value in numbers if not value.absent]
    lows, highs = [low_end(value) for value in numbers], [high_end(value) for value in numbers]
    if not numbers or any(not value.ordered and not value.absent for value in values):
        nobody = all(value.absent for value in values)
        return Possible(ordered=False, absent=nobody, undetermined=any(value.undetermined for value in values))
    if greatest:
        low, high = (max(map(low_end, firm)) if firm else min(lows)), max(highs)
    else:
        low, high = min(lows), (min(map(high_end, firm)) if firm else max(highs))
    return Possible(
        tidy(low),
        tidy(high),
        absent=all(value.absent for value in values),
        undetermined=any(value.undetermined for value in values),
    )


def replaced(value: Possible, default: Possible) -> Possible:
    """A value, with another one in place of its not existing or having no answer."""
    if not value.absent and not value.undetermined:
        return value
    kept = Possible(value.low, value.high, value.ordered, value.others)
    return cover([kept, default] if value.ordered or value.others != frozenset() else [default])


def each_end(value: Possible, change: Callable[[Number], Number]) -> Possible:
    low = None if value.low is None else change(value.low)
    high = None if value.high is None else change(value.high)
    return Possible(low, high, value.ordered, frozenset(), value.absent, value.undetermined)


def round_to(number: Fraction, step: Fraction, rounding: Rounding) -> Number:
    below = number // step
    if rounding is Rounding.UP and below * step != number:
        below += 1
    if rounding is Rounding.NEAREST and 2 * (number - below * step) >= step:
        below += 1
    return below * step


def kept_within(value: Possible, low: Possible | None, high: Possible | None) -> Possible:
    """The value moved up to `low` and then down to `high`; a bound that may lie outside the order may not bind."""
    spans = [(low_end(value), high_end(value))] if value.ordered else []
    vague = value.undetermined
    for bound, choose in ((low, max), (high, min)):
        if bound is None or not spans:
            continue
        idle = bound.absent or bound.others is None or len(bound.others) > 0
        moved = [(choose(a, low_end(bound)), choose(b, high_end(bound))) for a, b in spans] if bound.ordered else []
        vague = vague or bound.undetermined
        spans = moved + (spans if idle else [])
    ends = (tidy(min(a for a, _ in spans)), tidy(max(b for _, b in spans))) if spans else (None, None)
    return Possible(*ends, bool(spans), value.others, value.absent, vague)


def calculate(operator: str, a: Possible, b: Possible) -> Possible:
    ordered = a.ordered and b.ordered
    absent, vague = a.absent or b.absent, a.undetermined or b.undetermined
    if not ordered:
        return Possible(None, None, False, frozenset(), absent, vague)
    if operator == "/":
        if low_end(b) == high_end(b) == 0:
            return Possible(None, None, False, frozenset(), absent, True)
        if low_end(b) <= 0 <= high_end(b):
            vague = True
            if low_end(b) < 0 < high_end(b):
                return Possible(None, None, True, frozenset(), absent, True)
    ends = [corner_end(operator, x, y) for x, y in corners(operator, a, b)]
    return Possible(tidy(min(ends)), tidy(max(ends)), True, frozenset(), absent, vague)


def corners(operator: str, a: Possible, b: Possible) -> Iterator[tuple[Fraction, Fraction]]:
    low, high = low_end(b), high_end(b)
    if operator == "/":
        # an end at zero is approached from the side the divisor is on
        low, high = low or 1 / END, high or -1 / END
    return product((low_end(a), high_end(a)), (low, high))


def corner_end(operator: str, x: Fraction, y: Fraction) -> Fraction:
    if operator == "+":
        return max(-END, min(END, x + y))
    if operator == "−":
        return max(-END, min(END, x - y))
    if operator == "/":
        if abs(y) == END:
            return Fraction(0)
        y = 1 / y
    result = x * y
    return max(-END, min(END, result))


def comparing(comparison: Comparison, a: Possible, b: Possible) -> Letters:
    found: set[str] = {"U"} if a.undetermined or b.undetermined else set()
    if a.absent or b.absent:
        found.add("N")
    if a.ordered and b.ordered:
        found |= ordering(comparison, (low_end(a), high_end(a)), (low_end(b), high_end(b)))
    a_other, b_other = a.others is None or bool(a.others), b.others is None or bool(b.others)
    unequal = {Comparison.EQ: "N", Comparison.NE: "M"}.get(comparison)
    mixed = (a.ordered and b_other) or (b.ordered and a_other)
    if unequal is None:
        return frozenset(found | ({"N"} if mixed or (a_other and b_other) else set()))
    if mixed:
        found.add(unequal)
    if a_other and b_other:
        equal = "M" if unequal == "N" else "N"
        if a.others is None or b.others is None:
            found |= {equal, unequal}
        else:
            found |= {equal if x == y else unequal for x in a.others for y in b.others}
    return frozenset(found)


def ordering(comparison: Comparison, a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]) -> set[str]:
    tests: dict[Comparison, tuple[bool, bool]] = {
        Comparison.GE: (a[1] >= b[0], a[0] < b[1]),
        Comparison.GT: (a[1] > b[0], a[0] <= b[1]),
        Comparison.LE: (a[0] <= b[1], a[1] > b[0]),
        Comparison.LT: (a[0] < b[1], a[1] >= b[0]),
    }
    meet = a[1] >= b[0] and b[1] >= a[0]
    same = a[0] == a[1] == b[0] == b[1]
    tests[Comparison.EQ] = (meet, not same)
    tests[Comparison.NE] = (not same, meet)
    met, not_met = tests[comparison]
    return ({"M"} if met else set()) | ({"N"} if not_met else set())


def is_among(value: Possible, wanted: frozenset[object], whole: bool) -> Letters:
    found: set[str] = {"U"} if value.undetermined else set()
    if value.absent:
        found.add("N")
    if value.others is None:
        found |= {"M", "N"}
    else:
        found |= {"M" if each in wanted else "N" for each in value.others}
    if value.ordered:
        numbers = [each for each in wanted if isinstance(each, int | Fraction)]
        inside = [each for each in numbers if low_end(value) <= each <= high_end(value)]
        room = high_end(value) - low_end(value)
        other = room > 0 if not whole or room == 0 else room + 1 > sum(each.denominator == 1 for each in inside)
        found |= ({"M"} if inside else set()) | ({"N"} if other or not inside else set())
    return frozenset(found)


def may_equal(value: Possible, number: int) -> bool:
    return value.ordered and low_end(value) <= number <= high_end(value)


def ratio_holds(comparison: Comparison, extent: Extent, limit: Fraction) -> Letters:
    if not extent.places and not extent.more:
        return frozenset("U")
    low = high = Fraction(0)
    for places in extent.places.values():
        worth = [{"O": Fraction(0), "B": -limit, "C": 1 - limit}[each] for each in places]
        low, high = low + min(worth), high + max(worth)
    if extent.more:
        low = -END if limit > 0 else low
        high = END if limit < 1 else high
    someone = any("O" not in places for places in extent.places.values())
    return frozenset(ordering(comparison, (low, high), (Fraction(0), Fraction(0))) | (set() if someone else {"U"}))


def share_of(extent: Extent) -> Possible:
    if not extent.places and not extent.more:
        return UNDETERMINED_VALUE
    places = extent.places.values()
    someone = any("O" not in each for each in places)
    if extent.more:
        return Possible(0, 1, undetermined=not someone)
    least, most = sum(each == {"C"} for each in places), sum("C" in each for each in places)
    others, more_others = sum(each == {"B"} for each in places), sum("B" in each for each in places)
    low = Fraction(least, least + more_others) if least + more_others else Fraction(1)
    high = Fraction(most, most + others) if most + others else Fraction(0)
    return Possible(low, high, undetermined=not someone)


def sooner(a: list[tuple[Possible, bool]], b: list[tuple[Possible, bool]], *, surely: bool) -> bool:
    """Whether keys a come before keys b: at a's worst against b's best, or at a's best against b's worst."""
    first = [high_end(key) if descending is not surely else low_end(key) for key, descending in a]
    second = [low_end(key) if descending is not surely else high_end(key) for key, descending in b]
    signs = [-1 if descending else 1 for _, descending in a]
    return [x * s for x, s in zip(first, signs, strict=True)] < [y * s for y, s in zip(second, signs, strict=True)]


def pieces(value: Possible, marks: Iterable[Number | None], whole: bool) -> Iterator[Possible]:
    """The value cut at the marks: each mark, and one number from each gap that the value reaches."""
    points = sorted({Fraction(mark) for mark in marks if mark is not None})
    if value.ordered:
        low, high = low_end(value), high_end(value)
        for mark in points:
            if low <= mark <= high:
                yield Possible(tidy(mark), tidy(mark))
        edges = [-END, *points, END]
        for left, right in pairwise(edges):
            reaches = low < right and high > left
            if whole and reaches:
                first = max(left // 1 + 1, -(-low // 1))
                last = min(-(-right // 1) - 1, high // 1)
                reaches = first <= last
            inside = number_inside(left, right, whole)
            if reaches and inside is not None:
                yield Possible(tidy(inside), tidy(inside))
    if value.others is None:
        yield Possible(ordered=False, others=None)
    else:
        yield from (Possible(ordered=False, others=frozenset([each])) for each in value.others)
    if value.absent:
        yield Possible(ordered=False, absent=True)
    if value.undetermined:
        yield UNDETERMINED_VALUE


def number_inside(left: Fraction, right: Fraction, whole: bool) -> Fraction | None:
    if left == -END and right == END:
        return Fraction(0)
    if left == -END:
        return Fraction(-(-right // 1) - 1)
    if right == END:
        return Fraction(left // 1 + 1)
    if not whole:
        return (left + right) / 2
    inside = Fraction(left // 1 + 1)
    return inside if inside < right else None
