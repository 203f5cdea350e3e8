"""The checker's own reckoning of sums over groups: of each group the greatest or the least value."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from thidua_rules.proofs.checker.exact import END, UNDETERMINED_VALUE, tidy
from thidua_rules.values import ABSENT, Fold, Number, Possible

_ELSEWHERE = object()
"""A group of its own."""


@frozen
class Entry:
    """An element that may count: whether it surely is one, its value and its group."""

    sure: bool
    value: Possible
    group: Possible


@frozen
class _Part:
    """An element with a number: its ends, turned about where the least values are summed, and where it may be."""

    firm: bool
    low: Fraction
    high: Fraction
    where: frozenset[object] | None


def grouped_value(fold: Fold, entries: Sequence[Entry], domain: Possible, more: bool) -> Possible:
    sign = 1 if fold is Fold.MAX else -1
    told = [each for each in entries if each.value.ordered or each.value.undetermined]
    if any(each.sure and _is_void(each) for each in told):
        return UNDETERMINED_VALUE
    vague = any(each.value.undetermined or each.group.undetermined for each in told) or (more and domain.undetermined)
    parts = [_part(each, sign) for each in told if each.value.ordered]
    named: defaultdict[object, list[_Part]] = defaultdict(list)
    for each in parts:
        if each.where is not None and len(each.where) == 1:
            named[next(iter(each.where))].append(each)
    roaming = [each for each in parts if each.where is None or len(each.where) != 1]
    beyond = _ends(domain, sign) if more and domain.ordered else None
    low = -END if beyond is not None and beyond[0] < 0 else _from_below(named, roaming)
    high = END if beyond is not None and beyond[1] > 0 else _from_above(named, roaming, beyond)
    ends = (low, high) if sign == 1 else (-high, -low)
    return Possible(tidy(Fraction(ends[0])), tidy(Fraction(ends[1])), undetermined=vague)


def _is_void(entry: Entry) -> bool:
    """Whether an element that counts has no value to sum, or no group to be in."""
    return entry.value.has_no_answer or (entry.group.has_no_answer and not entry.value.absent)


def _ends(value: Possible, sign: int) -> tuple[Fraction, Fraction]:
    low, high = _end(value.low, -END), _end(value.high, END)
    return (low, high) if sign == 1 else (-high, -low)


def _end(end: Number | None, missing: Fraction) -> Fraction:
    return Fraction(missing if end is None else end)


def _part(entry: Entry, sign: int) -> _Part:
    value, group = entry.value, entry.group
    doubtful = value.absent or value.undetermined or value.others != frozenset()
    where: set[object] | None = None
    if (
        group.others is not None
        and not group.undetermined
        and (not group.ordered or group.low == group.high is not None)
    ):
        where = {*group.others, *([group.low] if group.ordered else []), *([ABSENT] if group.absent else [])}
    return _Part(entry.sure and not doubtful, *_ends(value, sign), None if where is None else frozenset(where))


def _from_below(named: dict[object, list[_Part]], roaming: list[_Part]) -> Fraction:
    """What the groups surely come to, and what one element whose group is not known surely adds to them."""
    least = {}
    settled = set()
    for group, parts in named.items():
        firm = [each.low for each in parts if each.firm]
        least[group] = max(firm) if firm else min([Fraction(0), *(each.low for each in parts)])
        settled |= {group} if firm else set()
    certain = sum(least.values(), Fraction(0)) + sum(min(each.low, Fraction(0)) for each in roaming)
    best = Fraction(0)
    for each in roaming:
        if each.firm:
            added = []
            for group in _places(each, least):
                extra = each.low - least.get(group, 0)
                added.append(max(extra, Fraction(0)) if group in settled else extra)
            best = max(best, min(added) - min(each.low, Fraction(0)))
    return certain + best


def _from_above(
    named: dict[object, list[_Part]], roaming: list[_Part], beyond: tuple[Fraction, Fraction] | None
) -> Fraction:
    """What the groups come to at most, each element whose group is not known where it adds most."""
    most: dict[object, Fraction] = {}
    nothing: dict[object, Fraction] = {}
    for group, parts in named.items():
        top = max([*(each.high for each in parts), *([] if beyond is None else [beyond[1]])])
        firm = any(each.firm for each in parts)
        comers = [each.high for each in roaming if each.where is None or group in each.where]
        # whoever comes may lift it once, up to 0; what is above that each adds for itself
        lifted = min(Fraction(0), max(comers, default=top))
        most[group] = max(top, lifted if firm else Fraction(0))
        # what the group comes to once it surely has a member
        nothing[group] = top
    added = []
    for each in roaming:
        alone = each.high if beyond is None else max(each.high, beyond[1])
        added.append(max(max(nothing.get(way, alone), each.high) - most.get(way, 0) for way in _places(each, most)))
    whole = sum(most.values(), Fraction(0))
    if any(each.firm for each in roaming) and max(added) < 0:
        return whole + max(added)
    return whole + sum(max(each, Fraction(0)) for each in added)


def _places(part: _Part, known: dict[object, Fraction]) -> Iterator[object]:
    if part.where is not None:
        yield from part.where
    else:
        yield from known
        yield _ELSEWHERE
