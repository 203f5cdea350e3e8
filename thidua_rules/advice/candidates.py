"""Which values a fact could take instead: options one by one, ordered values by halving, nearest first.

Nothing is taken from the kinds of rules. What has an order is tried as whole intervals: those under which the
conclusion cannot be met are put aside, the others are halved, so that every threshold is found wherever it comes
from: a constant, a parameter, a calculation, or the value of a rival.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import ceil, floor

from attrs import frozen

from thidua_rules.advice.counterfactual import Place, Trials
from thidua_rules.facts.case import Between, OneOf, Slot
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program.walking import parts
from thidua_rules.values import ABSENT, MET

FARTHEST = 2**60
"""A value more units away than this is not looked for."""
_ORDINALS = {Kind.DATE: (1, 3652059), Kind.MONTH: (12, 119999), Kind.QUARTER: (4, 39999)}

Ends = tuple[int | None, int | None]


@frozen
class Line:
    """The values of an ordered field as whole numbers of its least unit; None is no end."""

    declared: Field
    low: int | None
    high: int | None
    start: int

    @classmethod
    def of(cls, trials: Trials, place: Place) -> "Line | None":
        """The line of a field that has one. A grade is tried grade by grade and has none."""
        declared = trials.declared(place)
        if not declared.kind.is_ordered or declared.kind is Kind.GRADE:
            return None
        scale = 10**declared.decimals if declared.kind.is_number else 1
        low = None if declared.low is None else ceil(declared.low * scale)
        high = None if declared.high is None else floor(declared.high * scale)
        if not declared.kind.is_number:
            least, greatest = _ORDINALS.get(declared.kind, (1, 9999))
            low, high = max(least, low or least), greatest if high is None else min(high, greatest)
        elif low is None:
            # an amount of which none was ever below zero is taken not to go below zero
            low = min(0, *(floor(each * scale) for each in _seen(trials, place)))
        start = _inside(_start(trials, place, declared, scale), (low, high))
        if not trials.is_missing(place) and declared.better:
            # nothing is advised that is for the worse
            low, high = (start, high) if declared.better > 0 else (low, start)
        return cls(declared, low, high, start)

    def slot(self, position: int) -> Slot:
        """The value at a whole number of units."""
        if not self.declared.kind.is_number:
            return position
        whole, rest = divmod(position, 10**self.declared.decimals)
        return Decimal(position).scaleb(-self.declared.decimals) if rest else whole

    def within(self, ends: Ends) -> Slot:
        """The interval, or its only value."""
        low, high = ends
        if low is not None and low == high:
            return self.slot(low)
        return Between(None if low is None else self.slot(low), None if high is None else self.slot(high))


def _start(trials: Trials, place: Place, declared: Field, scale: int) -> int:
    """Where the search begins: at the present value, or for a missing one at nothing, or at the day asked about."""
    now = trials.now(place)
    if isinstance(now, Between):
        now = now.low if now.low is not None else now.high
    elif isinstance(now, OneOf):
        now = min((each for each in now.values if isinstance(each, int | Decimal)), default=None)
    if isinstance(now, int | Decimal):
        return floor(Fraction(now) * scale)
    question = trials.question
    if declared.kind is Kind.DATE:
        return question.on.toordinal()
    if declared.kind is question.period.kind:
        return question.period.ordinal
    per_year = {Kind.MONTH: 12, Kind.QUARTER: 4, Kind.YEAR: 1, Kind.SCHOOL_YEAR: 1}
    return question.year * per_year.get(declared.kind, 0)


def _seen(trials: Trials, place: Place) -> Iterator[Fraction]:
    for subject in trials.case.of_type(place[0].type):
        slot = trials.case.slot(subject, place[1])
        ends: Iterable[object] = slot if isinstance(slot, Between) else (slot,)
        if isinstance(slot, OneOf):
            ends = slot.values
        yield from (Fraction(each) for each in ends if isinstance(each, int | Decimal))
    yield Fraction(0)


def nearest_first(line: Line, might: Callable[[Slot], int]) -> Iterator[Slot]:
    """The values that might do, nearest to the start first; `might` is the mask under a value or an interval."""
    order = count()
    waiting: list[tuple[int, int, int, Ends]] = []

    def wait(low: int | None, high: int | None, span: int) -> None:
        if low is None or high is None or low <= high:
            distance = abs(_inside(line.start, (low, high)) - line.start)
            if distance <= FARTHEST:
                heapq.heappush(waiting, (distance, next(order), span, (low, high)))

    wait(line.low, line.high, 1)
    while waiting:
        _, _, span, (low, high) = heapq.heappop(waiting)
        mask = might(line.within((low, high)))
        if not mask & MET:
            continue
        at = _inside(line.start, (low, high))
        if mask == MET or (low == high == at):
            yield line.slot(at)
        if mask == MET or ((low is None or low < at) and (high is None or at < high)):
            # the nearest value by itself, and what lies to either side
            if mask != MET:
                wait(at, at, span)
            wait(low, at - 1, span)
            wait(at + 1, high, span)
        elif high is None:
            wait(at, at + span - 1, span)
            wait(at + span, None, span * 4)
        elif low is None:
            wait(at - span + 1, at, span)
            wait(None, at - span, span * 4)
        elif low < high:
            middle = (low + high) // 2
            wait(low, middle, span)
            wait(middle + 1, high, span)


def weakest(line: Line, met: Callable[[Slot], bool]) -> Slot:
    """The greatest value up to which every one from the start on does; the start itself if there is no end to it."""
    if met(line.within((line.start, line.high))):
        return line.slot(line.start)
    good, step = line.start, 1
    while step <= FARTHEST and met(line.within((line.start, _least(good + step, line.high)))):
        good, step = _least(good + step, line.high), step * 2
    while step > 1:
        step //= 2
        if met(line.within((line.start, _least(good + step, line.high)))):
            good = _least(good + step, line.high)
    return line.slot(good)


def options(trials: Trials, place: Place) -> list[Slot]:
    """The values of a field without a line, the nearest to the present one first; grades rise from the lowest."""
    declared = trials.declared(place)
    now = trials.now(place)
    found: list[Slot]
    if declared.kind is Kind.BOOLEAN:
        found = [True, False]
    elif declared.kind is Kind.GRADE:
        grades: list[int] = list(range(len(declared.options)))
        if isinstance(now, int):
            grades.sort(key=lambda grade: abs(grade - now))
        outside = [-1 - position for position in range(len(declared.outside))]
        if isinstance(now, int) and now >= 0 and declared.better:
            # nothing is advised that is for the worse
            return [each for each in grades if (each - now) * declared.better > 0]
        found = [*grades, *outside]
    elif declared.options:
        found = list(declared.options)
    else:
        found = list(_texts(trials, place))
    if declared.may_be_absent:
        found.append(ABSENT)
    if isinstance(now, OneOf):
        found.sort(key=lambda slot: slot not in now.values)
    return [slot for slot in found if slot != now]


def _texts(trials: Trials, place: Place) -> Iterator[str]:
    """The texts that rules, parameters and other subjects hold."""
    found: set[str] = set()
    for subject in trials.case.of_type(place[0].type):
        slot = trials.case.slot(subject, place[1])
        if isinstance(slot, str):
            found.add(slot)
    values = (trials.program.rules, tuple(trials.question.parameters.values()))
    for part in parts(values):
        if isinstance(part, frozenset):
            found |= {each for each in part if isinstance(each, str)}
    yield from sorted(found)


def _inside(position: int, ends: Ends) -> int:
    low, high = ends
    if low is not None and position < low:
        return low
    return high if high is not None and position > high else position


def _least(position: int, high: int | None) -> int:
    return position if high is None else min(position, high)
