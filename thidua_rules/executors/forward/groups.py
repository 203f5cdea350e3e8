"""Ranks and seats of all subjects at once: keys, groups and standings are found once, groups are sorted once."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from thidua_rules.executors.forward.reading import asks_of_element
from thidua_rules.executors.forward.runtime import Fallback
from thidua_rules.executors.forward.seats import Competition
from thidua_rules.executors.forward.settled import Grouped, Place, SettledLimit, settled_places
from thidua_rules.facts.case import Case, Slot, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.groups import Groups, Member, may_be_unranked
from thidua_rules.semantics.quotas import Standing
from thidua_rules.values import ABSENT, MET, NO_VALUE, Key, Possible, corner, point


@frozen
class _Together(Evaluation):
    """The shared evaluation with keys, groups, standings and seats found once."""

    _directed: dict[SubjectId, list[Key]] = field(factory=dict)
    _grouped: dict[tuple[SubjectId, str], Groups] = field(factory=dict)
    _standings: dict[SubjectId, Standing] = field(factory=dict)
    _members: dict[tuple[str, str], dict[SubjectId, list[Member]]] = field(factory=dict)
    _seats: dict[tuple[str, SubjectId | None, Possible | None], Possible] = field(factory=dict)
    _sizes: dict[tuple[str, SubjectId, int], Possible] = field(factory=dict)
    _remembered: Mapping[int, dict[SubjectId, int]] = field(factory=dict)
    """What is found of the conditions of limits, by their identity; of those alone that ask of the element only."""

    def keys(self, rule: ir.Rank | ir.Quota, subject: SubjectId) -> list[Key]:
        found = self._directed.get(subject)
        if found is None:
            found = self._directed[subject] = super().keys(rule, subject)
        return found

    def groups(self, subject: SubjectId, reference: str) -> Groups:
        found = self._grouped.get((subject, reference))
        if found is None:
            found = self._grouped[subject, reference] = super().groups(subject, reference)
        return found

    def peers(self, type_name: str, reference: str, groups: Groups) -> Iterable[Member]:
        if groups.sure is None:
            return () if groups.nowhere else super().peers(type_name, reference, groups)
        key = (type_name, reference)
        if key not in self._members:
            self._members[key] = self._by_group(type_name, reference)
        return self._members[key].get(groups.sure, ())

    def _by_group(self, type_name: str, reference: str) -> dict[SubjectId, list[Member]]:
        """Who may be in each group that somebody surely is in."""
        placed = [(subject, self.groups(subject, reference)) for subject in self.case.of_type(type_name)]
        found: dict[SubjectId, list[Member]] = {groups.sure: [] for _, groups in placed if groups.sure is not None}
        for subject, groups in placed:
            for group in groups.known & found.keys():
                found[group].append((subject, groups))
        return found

    def standing(self, rule: ir.Quota, subject: SubjectId) -> Standing:
        found = self._standings.get(subject)
        if found is None:
            found = self._standings[subject] = super().standing(rule, subject)
        return found

    def seats(self, limit: ir.Limit, subject: SubjectId, base: Possible) -> Possible:
        group = self.groups(subject, limit.group).sure
        if group is None:
            return super().seats(limit, subject, base)
        key = (limit.code, group, base if limit.base is not None else None)
        found = self._seats.get(key)
        if found is None:
            found = self._seats[key] = super().seats(limit, subject, base)
        return found

    def base_size(self, limit: ir.Limit, subject: SubjectId, taken: SubjectId) -> Possible:
        group = self.groups(subject, limit.group).sure
        where = None if limit.base is None else limit.base.members.where
        if limit.base is None or group is None or (where is not None and id(where) not in self._remembered):
            return super().base_size(limit, subject, taken)
        counted = MET
        if where is not None and limit.within_base and group == self.groups(taken, limit.group).sure:
            counted = self.condition(where, Scope(taken, subject))
        found = self._sizes.get((limit.code, group, counted))
        if found is None:
            found = self._sizes[limit.code, group, counted] = super().base_size(limit, subject, taken)
        return found

    def condition(self, condition: ir.Condition, scope: Scope) -> int:
        known = self._remembered.get(id(condition))
        if known is None:
            return super().condition(condition, scope)
        found = known.get(scope.element)
        if found is None:
            found = known[scope.element] = super().condition(condition, scope)
        return found


def _together(rule: ir.Rank | ir.Quota, fallback: Fallback) -> _Together:
    shared = fallback.evaluation
    remembered: dict[int, dict[SubjectId, int]] = {}
    for limit in rule.limits if isinstance(rule, ir.Quota) else ():
        for each in (limit.counts, None if limit.base is None else limit.base.members.where):
            if each is not None and asks_of_element(each):
                remembered[id(each)] = {}
    return _Together(fallback.case, shared.question, shared.conclusion, shared.quantity, {}, remembered=remembered)


def seated(
    rule: ir.Quota, subjects: Sequence[SubjectId], fallback: Fallback, settled: SettledLimit | None = None
) -> list[tuple[int]]:
    """Whether there is a seat, for every subject; in groups that are settled by one pass over each."""
    if settled is None:
        found = [0] * len(subjects)
    else:
        evaluation, limit = fallback.evaluation, settled.limit
        found = settled.outcomes(rule.ties, lambda at, base: evaluation.seats(limit, subjects[at], point(base)))
        if all(found):
            return [(mask,) for mask in found]
    competition = Competition(_together(rule, fallback), rule)
    return [(mask or competition.outcomes(subject),) for mask, subject in zip(found, subjects, strict=True)]


def ranks(
    rank: ir.Rank,
    subjects: Sequence[SubjectId],
    places: Sequence[Place | None],
    grouped: Grouped | None,
    fallback: Fallback,
) -> list[tuple[Possible]]:
    """The place of every subject; in groups that are settled by sorting each once."""
    found = [None] * len(subjects) if grouped is None else settled_places(places, grouped)
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
