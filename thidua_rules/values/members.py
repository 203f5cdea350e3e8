"""Counts, shares and sums over members whose place in a collection may not be known."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction
from typing import Final

from attrs import evolve

from thidua_rules.values.comparisons import Comparison, compare
from thidua_rules.values.outcomes import MET, NOT_APPLICABLE, NOT_MET, UNDETERMINED
from thidua_rules.values.possible import NO_VALUE, NOTHING, Number, Possible, add, hull, negative, point

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


def tallied(places: Iterable[int]) -> Counter[int]:
    """How many members have each set of places; a tally stays what it is."""
    return places if isinstance(places, Counter) else Counter(places)


def count(places: Iterable[int], is_open: bool) -> Possible:
    """How many members are in the collection and meet the filter."""
    sure = possible = 0
    for each, number in tallied(places).items():
        sure += number * (each == COUNTED)
        possible += number * bool(each & COUNTED)
    return Possible(sure, None if is_open else possible)


def every(places: Iterable[int], is_open: bool) -> int:
    """All members in the collection meet the filter; met when it is surely empty and closed."""
    result = MET | (NOT_MET if is_open else 0)
    for each, number in tallied(places).items():
        if number and each == BARE:
            return NOT_MET
        if number and each & BARE:
            result |= NOT_MET
    return result


def ratio_compare(comparison: Comparison, places: Iterable[int], is_open: bool, threshold: Number) -> int:
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
    for each, number in tallied(places).items():
        terms = [number * weight[bit] for bit in (OUT, BARE, COUNTED) if each & bit]
        low, high = low + min(terms), high + max(terms)
        sure = sure or bool(number and not each & OUT)
        anyone = anyone or bool(number and each != OUT)
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

    Members whose value is known not to exist, or lies outside the order, are left out; one that surely counts and
    surely has no answer leaves none.
    """
    if fold is Fold.SUM:
        return total(members, is_open, domain)
    if any(places == COUNTED and value.has_no_answer for places, value in members):
        return NO_VALUE
    counted = [
        (places, value) for places, value in members if places & COUNTED and (value.ordered or value.undetermined)
    ]
    surely = [places == COUNTED and not value.absent and value.others == NOTHING for places, value in counted]
    sure = [value for (_, value), counts in zip(counted, surely, strict=True) if counts]
    parts = [evolve(value, absent=False, others=NOTHING) for _, value in counted]
    if is_open:
        parts.append(evolve(domain, absent=False, others=NOTHING))
    if not parts:
        return NO_VALUE
    everything = hull(parts)
    undetermined = everything.undetermined or not sure
    if fold is Fold.MEAN:
        if not everything.ordered or not all(value.ordered for value in sure):
            return evolve(everything, undetermined=undetermined)
        others = [value for (_, value), counts in zip(counted, surely, strict=True) if not counts and value.ordered]
        more = [domain] if is_open and domain.ordered else []
        low = _least_mean(*([value.low for value in part] for part in (sure, others, more)))
        least = _least_mean(*([negative(value).low for value in part] for part in (sure, others, more)))
        return evolve(everything, low=low, high=None if least is None else -least, undetermined=undetermined)
    certain = [value for value in sure if value.ordered]
    if fold is Fold.MAX:
        lows = [value.low for value in certain if value.low is not None]
        return evolve(everything, low=max(lows) if lows else everything.low, undetermined=undetermined)
    highs = [value.high for value in certain if value.high is not None]
    return evolve(everything, high=min(highs) if highs else everything.high, undetermined=undetermined)


def _least_mean(
    sure: Sequence[Number | None], others: Sequence[Number | None], more: Sequence[Number | None]
) -> Number | None:
    """The least mean of numbers that are surely there and of some of those that may be; None if it has no end.

    Of `more` there may be any number.
    """
    ends = [[each for each in part if each is not None] for part in (sure, others, more)]
    if len(ends[0]) + len(ends[1]) + len(ends[2]) < len(sure) + len(others) + len(more):
        return None
    whole, number = sum(map(Fraction, ends[0]), Fraction(0)), len(sure)
    for each in sorted(ends[1]):
        if number and each * number >= whole:
            break
        whole, number = whole + each, number + 1
    return min([*([whole / number] if number else []), *ends[2]])
