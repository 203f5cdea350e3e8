"""Sums over groups of members, of each group its greatest or its least value, where the groups may not be known."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from thidua_rules.values.members import COUNTED, Fold
from thidua_rules.values.possible import ABSENT, NO_VALUE, NOTHING, Number, Possible

_NEW = object()
"""A group that no other member is known to be in."""


@frozen
class _Counted:
    """A member that may count: whether it surely does with a value, the ends of that, and its possible groups."""

    sure: bool
    low: Number | None
    high: Number | None
    groups: frozenset[Any] | None


def grouped(fold: Fold, members: Sequence[tuple[int, Possible, Possible]], is_open: bool, domain: Possible) -> Possible:
    """The sum over groups of the greatest (or least) value in each; a member is its places, its value and its group.

    Members whose value is known not to exist are left out; those whose group is known not to exist are one group. The
    ends are exact where the groups of all are known and the collection is closed; else they may be wider than need be:
    of several members whose groups are not known, only one is sure to add something.
    """
    greatest = fold is Fold.MAX
    undetermined = is_open and domain.undetermined
    counted = []
    for places, value, group in members:
        if not places & COUNTED or not (value.ordered or value.undetermined):
            continue
        undetermined = undetermined or value.undetermined or group.undetermined
        if places == COUNTED and (value.has_no_answer or (group.has_no_answer and not value.absent)):
            return NO_VALUE
        if value.ordered:
            sure = places == COUNTED and not (value.absent or value.undetermined) and value.others == NOTHING
            low, high = (value.low, value.high) if greatest else (_turned(value.high), _turned(value.low))
            counted.append(_Counted(sure, low, high, _options(group)))
    more = is_open and domain.ordered
    ends = (domain.low, domain.high) if greatest else (_turned(domain.high), _turned(domain.low))
    low = None if more and (ends[0] is None or ends[0] < 0) else _least(counted)
    high = None if more and (ends[1] is None or ends[1] > 0) else _most(counted, ends[1] if more else None)
    if not greatest:
        low, high = _turned(high), _turned(low)
    return Possible(low, high, undetermined=undetermined)


def _turned(end: Number | None) -> Number | None:
    return None if end is None else -end


def _options(group: Possible) -> frozenset[Any] | None:
    """The groups that a member may be in; None for any."""
    if group.others is None or group.undetermined or (group.ordered and (group.low is None or group.low != group.high)):
        return None
    known = [group.low] if group.ordered else []
    return group.others.union(known, [ABSENT] if group.absent else [])


def _apart(counted: Iterable[_Counted]) -> tuple[Mapping[Any, list[_Counted]], list[_Counted]]:
    """The members of each group, and those whose group is not known."""
    groups: dict[Any, list[_Counted]] = {}
    strays = []
    for each in counted:
        if each.groups is None or len(each.groups) != 1:
            strays.append(each)
        else:
            groups.setdefault(next(iter(each.groups)), []).append(each)
    return groups, strays


def _ways(stray: _Counted, groups: Mapping[Any, object]) -> Iterable[Any]:
    """The groups that a member may be in, all that are new as one."""
    named = stray.groups
    return (*groups, _NEW) if named is None else [each if each in groups else _NEW for each in named]


def _least(counted: Sequence[_Counted]) -> Number | None:
    """The least sum of the greatest values; None if it has no end."""
    groups, strays = _apart(counted)
    lows: dict[Any, Number] = {}
    firm = {group for group, members in groups.items() if any(each.sure for each in members)}
    for group, members in groups.items():
        known = [each.low for each in members if each.low is not None and (each.sure or group not in firm)]
        if group in firm and known:
            lows[group] = max(known)
        elif group in firm or len(known) < len(members):
            return None
        else:
            lows[group] = min(0, *known)
    total, gains = sum(lows.values(), start=Fraction(0)), [Fraction(0)]
    for each in strays:
        if each.low is None:
            return None
        total += min(0, each.low)
        if each.sure:
            ways = [_raised(each.low, lows.get(way, 0), way in firm) for way in _ways(each, groups)]
            gains.append(Fraction(min(ways)) - min(0, each.low))
    return total + max(gains)


def _raised(low: Number, before: Number, firm: bool) -> Number:
    """What one more member surely adds to a group: nothing below what the group has without it."""
    return max(low - before, 0) if firm else low - before


def _most(counted: Sequence[_Counted], floor: Number | None) -> Number | None:
    """The greatest sum of the greatest values, where a group may also have a member of the value `floor`."""
    if any(each.high is None for each in counted):
        return None
    groups, strays = _apart(counted)
    tops: dict[Any, Number] = {}
    highs: dict[Any, Number] = {}
    for group, members in groups.items():
        tops[group] = _greatest(members, floor)
        if any(each.sure for each in members):
            # of all that may raise a group from below 0 only one counts
            entering = [each.high for each in strays if each.high is not None and group in _ways(each, groups)]
            highs[group] = max(tops[group], min(0, max(entering, default=tops[group])))
        else:
            highs[group] = max(tops[group], 0)
    added = []
    for each in strays:
        own = _greatest([each], floor)
        added.append(max(max(tops[way], own) - highs[way] if way in tops else own for way in _ways(each, groups)))
    # several may be in one group, so where all take something away the least of it counts
    loss = max(added) if any(each.sure for each in strays) else 0
    return sum(highs.values()) + (loss if loss < 0 else sum(max(each, 0) for each in added))


def _greatest(members: Sequence[_Counted], floor: Number | None) -> Number:
    """The greatest value that a group with these members can have."""
    return max(each for each in (*(one.high for one in members), floor) if each is not None)
