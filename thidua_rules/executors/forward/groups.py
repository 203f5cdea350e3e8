"""Ranks and seats of all subjects at once: keys, groups and standings are found once, groups are sorted once."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from thidua_rules.executors.forward.closed_groups import Groups, Kind, OneLimit, settle_places
from thidua_rules.executors.forward.exact import Held
from thidua_rules.executors.forward.in_turn import Binding, InTurn
from thidua_rules.executors.forward.places import Ranking
from thidua_rules.executors.forward.runtime import Fallback
from thidua_rules.executors.forward.seats import Competition, Span
from thidua_rules.executors.forward.together import Together
from thidua_rules.facts.case import Case, Slot, SubjectId
from thidua_rules.program import ir
from thidua_rules.semantics.groups import may_be_unranked
from thidua_rules.values import ABSENT, NO_VALUE, UNDETERMINED, Key, Possible, corner, point

_ALONE = tuple((mask,) for mask in range(16))
"""The record of one mask."""


def _together(rule: ir.Rank | ir.Quota, fallback: Fallback) -> Together:
    shared = fallback.evaluation
    return Together(fallback.case, shared.question, shared.conclusion, shared.quantity).remember([rule])


def seated(rule: ir.Quota, subjects: Sequence[SubjectId], fallback: Fallback) -> list[tuple[int]]:
    """Whether there is a seat, for every subject."""
    competition = Competition(_together(rule, fallback), rule)
    return [_ALONE[competition.outcomes(subject)] for subject in subjects]


def seated_before_one(
    rule: ir.Quota,
    limit: ir.Limit,
    subjects: Sequence[SubjectId],
    rankings: Sequence[Ranking],
    kinds: Sequence[Kind],
    groups: Groups,
    units: Sequence[int],
    spans: Mapping[tuple[int, int], Span] | None,
    fallback: Fallback,
) -> list[tuple[int]]:
    """The same where just one limit binds; in closed groups by one pass over each."""
    found = [0] * len(subjects)

    def seats(at: int, size: int) -> Possible:
        return fallback.evaluation.seats(limit, subjects[at], point(size))

    OneLimit(limit, rule.ties, rankings, kinds, units, spans, seats).settle(groups, found)
    if all(found):
        return [_ALONE[mask] for mask in found]
    competition = Competition(_together(rule, fallback), rule)
    return [_ALONE[mask or competition.outcomes(subject)] for mask, subject in zip(found, subjects, strict=True)]


def seated_before_several(
    rule: ir.Quota,
    subjects: Sequence[SubjectId],
    rankings: Sequence[Ranking],
    limits: Sequence[Any],
    fallback: Fallback,
) -> list[tuple[int]]:
    """The same where several limits bind; in closed parts by one pass over each."""
    found = [0] * len(subjects)

    def seats_before(limit: ir.Limit) -> Callable[[int, int], Possible]:
        return lambda at, size: fallback.evaluation.seats(limit, subjects[at], point(size))

    binding = [Binding(seats_before(each[1]), *each) for each in limits]
    tied = {subjects[at]: UNDETERMINED for at in InTurn(rule, subjects, rankings, binding).settle(found)}
    if all(found):
        return [_ALONE[mask] for mask in found]
    competition = Competition(_together(rule, fallback), rule, tied)
    return [_ALONE[mask or competition.outcomes(subject)] for mask, subject in zip(found, subjects, strict=True)]


def ranks(
    rank: ir.Rank,
    subjects: Sequence[SubjectId],
    rankings: Sequence[Ranking],
    groups: Groups,
    units: Sequence[int],
    fallback: Fallback,
) -> list[tuple[Held]]:
    """The place of every subject; in closed groups by sorting each once."""
    found: list[Held | None] = [None] * len(subjects)
    settle_places(rankings, groups, units, found)
    left = [position for position, place in enumerate(found) if place is None]
    if left:
        general = _ranks(rank, subjects, left, fallback)
        return [(place or general[position],) for position, place in enumerate(found)]
    return [(place,) for place in found if place is not None]


def _ranks(
    rank: ir.Rank, subjects: Sequence[SubjectId], asked: Sequence[int], fallback: Fallback
) -> dict[int, Possible]:
    """The places of those asked about; where everybody's group is known, by sorting each group once."""
    case, together = fallback.case, _together(rank, fallback)
    groups = [case.slot(subject, rank.group) for subject in subjects]
    if not all(isinstance(group, SubjectId) or group is ABSENT for group in groups):
        return {position: together.rank(rank, subjects[position]) for position in asked}
    keys = {position: together.keys(rank, subjects[position]) for position in asked}
    ranked: dict[Slot, list[int]] = {}
    for position in asked:
        if groups[position] is not ABSENT and all(value.ordered for value, _ in keys[position]):
            ranked.setdefault(groups[position], []).append(position)
    found = dict.fromkeys(asked, NO_VALUE)
    is_open = not case.is_closed(rank.subject)
    for group, members in ranked.items():
        assert isinstance(group, SubjectId)
        more = is_open and not closed_group(case, rank, group)
        found.update(_places_in(members, keys, more))
    return found


def _places_in(members: Sequence[int], keys: Mapping[int, list[Key]], more: bool) -> Iterator[tuple[int, Possible]]:
    directed = [keys[each] for each in members]
    best = [corner(each, best=True) for each in directed]
    worst = [corner(each, best=False) for each in directed]
    vague = [may_be_unranked(each) for each in directed]
    all_best = sorted(best)
    sure_worst = sorted(corner_ for corner_, uncertain in zip(worst, vague, strict=True) if not uncertain)
    for position, at_best, at_worst, uncertain in zip(members, best, worst, vague, strict=True):
        ahead = bisect_left(sure_worst, at_best)
        # it counts itself where its own best comes before its worst
        perhaps = bisect_left(all_best, at_worst) - (at_best < at_worst)
        yield position, Possible(1 + ahead, None if more else 1 + perhaps, undetermined=uncertain)


def closed_group(case: Case, rank: ir.Rank, group: SubjectId) -> bool:
    """Whether no other subject may turn up in a group."""
    fact_type = case.vocabulary.type(rank.subject)
    declared = fact_type.field(rank.group) if fact_type is not None else None
    return declared is not None and declared.reverse is not None and case.roster_closed(group, declared.reverse)
