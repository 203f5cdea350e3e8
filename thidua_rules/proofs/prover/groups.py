"""Steps for places among others: ranks, and seats under the limits of a quota.

Both rest on the whole group: who is in it, who may still come, and what fixes the place of each in the order. Seats
rest besides on the base they are reckoned from and on who has the standard.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, frozen

from thidua_rules.executors.forward.reading import asks_of_element
from thidua_rules.facts.case import Closure, OneOf, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import DOSSIER
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Citation, Gap, Later, Role, Step, apart
from thidua_rules.proofs.prover.candidates import Candidate, is_level
from thidua_rules.semantics.groups import Groups
from thidua_rules.semantics.merit_order import linked
from thidua_rules.semantics.quotas import Standing
from thidua_rules.values import ANYTHING, MET, NOT_MET, Possible

if TYPE_CHECKING:
    from thidua_rules.proofs.prover.prover import Prover

T = TypeVar("T")


def rank_step(prover: "Prover", rule: ir.Rank, scope: Scope, outcome: Possible) -> Step:
    """The step for a rank: the group and the keys of everybody who may be in it."""

    def children() -> Iterator[Step]:
        case = prover.case
        mine = case.slot(scope.subject, rule.group)
        sure, unsure = case.referring(rule.subject, rule.group)
        members = sure.get(mine, ()) if isinstance(mine, SubjectId) and not unsure else case.of_type(rule.subject)
        for subject in members:
            slot = case.slot(subject, rule.group)
            elsewhere = slot is not None and not isinstance(slot, OneOf) and slot != mine
            if not (elsewhere and isinstance(mine, SubjectId)):
                yield from prover.keys(rule, subject)

    asked = (prover, rule.subject, rule.group, [scope.subject])
    cited = apart(lambda: _grouped(*asked), lambda: _open(*asked))
    return Step(rule, scope, outcome, "other", ANYTHING, True, Later(lambda: tuple(children())), *cited)


def _grouped(prover: "Prover", type_name: str, reference: str, subjects: Sequence[SubjectId]) -> tuple[Citation, ...]:
    """The group of everybody of a type, and that no others come into those that these may be in."""
    citing = prover.citing
    facts = [*citing.references(type_name, reference), *citing.unsure(type_name, reference, indirect=False)[0]]
    facts.extend(citing.closed_type(type_name))
    for group, collection in _rosters(prover, type_name, reference, subjects):
        facts.extend(citing.closed_roster(group, collection))
    return tuple(facts)


def _open(prover: "Prover", type_name: str, reference: str, subjects: Sequence[SubjectId]) -> tuple[Gap, ...]:
    """Whose group is not known, and that others may come into those that these may be in."""
    case = prover.case
    gaps = list(prover.citing.unsure(type_name, reference, indirect=False)[1])
    for group, collection in _rosters(prover, type_name, reference, subjects):
        if not case.roster_closed(group, collection):
            gaps.append(Gap(group, None, Closure(type_name, group, collection)))
    if not case.is_closed(type_name):
        reverse = prover.evaluation.declared(type_name, reference).reverse
        gaps.append(Gap(None, None, Closure(type_name), indirect=reverse is not None and reference != DOSSIER))
    return tuple(gaps)


def _rosters(
    prover: "Prover", type_name: str, reference: str, subjects: Sequence[SubjectId]
) -> Iterator[tuple[SubjectId, str]]:
    """The groups that these may be in, and their collections, by which others of an open type may come into them."""
    reverse = prover.evaluation.declared(type_name, reference).reverse
    if prover.case.is_closed(type_name) or reverse is None:
        return
    for group in sorted({group for each in subjects for group in prover.evaluation.groups(each, reference).known}):
        if group.type != DOSSIER:
            yield group, reverse


# ---------------------------------------------------------------- quotas


def quota_step(prover: "Prover", rule: ir.Quota, scope: Scope, allowed: int) -> Step:
    """The step for the seats of a quota: base, seats, the candidate's place, and all who may stand before it."""
    return _Seats(prover, rule, scope.subject, _binding(prover, rule)).step(allowed)


def _binding(prover: "Prover", rule: ir.Quota) -> tuple[ir.Limit, ...]:
    """The limits that the question does not lift."""
    return tuple(limit for limit in rule.limits if not prover.evaluation.is_lifted(limit))


@frozen
class Rival:
    """What one of those in a group does to the limits of a quota; `settled` if nothing but its standard may change."""

    standard: Step
    fixing: tuple[Step, ...]
    settled: bool


@frozen(slots=False)
class _Seats:
    """One candidate before the binding limits of a quota."""

    prover: "Prover"
    rule: ir.Quota
    subject: SubjectId
    limits: tuple[ir.Limit, ...]

    def step(self, allowed: int) -> Step:
        """The step with everything that it rests on."""
        outcome = self.prover.record.mask(self.subject, self.rule.code)
        below = Later(lambda: tuple(self._below()))
        cited = apart(lambda: self._grounds(_grouped), lambda: self._grounds(_open))
        return Step(self.rule, Scope.of(self.subject), outcome, "other", allowed, True, below, *cited)

    def _grounds(self, find: Callable[..., tuple[T, ...]]) -> tuple[T, ...]:
        """What is found of the groups of each limit."""
        references = dict.fromkeys(limit.group for limit in self.limits)
        return tuple(found for each in references for found in find(self.prover, self.rule.subject, each, self._linked))

    def _below(self) -> Iterator[Step]:
        prover, scope = self.prover, Scope.of(self.subject)
        for limit in self.limits:
            yield prover.value(limit.seats, scope).placed("seats", ANYTHING)
            if limit.base is not None:
                yield prover.value(limit.base, scope).placed("size", ANYTHING)
        for other in self.near:
            yield from self._candidate(other)

    @cached_property
    def near(self) -> tuple[SubjectId, ...]:
        """The candidate and all who may share a group with it or with those linked with it, in the order of keys."""
        if len(self.limits) == 1:
            found = tuple(each for each, _ in self.prover.candidates(self.rule, self.limits[0], self.subject).members)
            return found if self.subject in found else (*found, self.subject)
        groups, everybody = self.prover.evaluation.groups, self.prover.case.of_type(self.rule.subject)
        met = {self.subject}
        for limit in self.limits:
            around = [groups(each, limit.group) for each in self._linked]
            known = frozenset(group for each in around for group in each.known)
            where = Groups(known, any(each.fresh for each in around), absent=False)
            met |= {each for each in everybody if groups(each, limit.group).meets(where)}
        return tuple(each for each in everybody if each in met) if self.limits else ()

    @cached_property
    def _linked(self) -> list[SubjectId]:
        """The candidate and, before several limits, everybody who may be before it there or be linked with these."""
        if len(self.limits) < 2:
            return [self.subject]
        binding = [position for position, limit in enumerate(self.rule.limits) if limit in self.limits]
        return linked(self.prover.evaluation, self.rule, binding, self.subject, settled=False)

    def _candidate(self, other: SubjectId) -> Iterator[Step]:
        """What one of those in the groups, the candidate included, does to the limits."""
        found = self.prover.rivals.get((self.rule.code, other)) or self._found(other)
        if other != self.subject:
            yield found.standard
        if found.settled:
            yield from found.fixing
        else:
            idle = other != self.subject and not self._matters(other)
            placed = other not in self._unordered
            for step in found.fixing:
                immaterial = placed and step.role == "key"
                yield evolve(step, contingent=idle, immaterial=immaterial) if idle or immaterial else step
        yield from self._elsewhere(other)

    @cached_property
    def _is_alike(self) -> bool:
        """Whether what somebody does to the limits is the same whichever candidate is looked at."""
        wheres = (limit.base.members.where for limit in self.limits if limit.base is not None)
        return all(where is None or asks_of_element(where) for where in wheres)

    def _found(self, other: SubjectId) -> "Rival":
        """The standard of another, what fixes its place in the order, and whether limits and their bases count it."""
        prover, rule, own = self.prover, self.rule, Scope.of(other)
        mask = prover.record.mask(other, rule.standard)
        standard = prover.conclusion(other, rule.standard, mask).placed("standard", mask)
        fixing = list(prover.keys(rule, other))
        for limit in self.limits:
            if limit.counts is not None:
                fixing.append(self._condition(limit.counts, own, "counts"))
            where = None if limit.base is None else limit.base.members.where
            if where is not None:
                scope = own if self._is_alike else Scope(other, self.subject)
                fixing.append(self._condition(where, scope, "base"))
        found = Rival(standard, tuple(fixing), all(each.settled for each in fixing))
        if self._is_alike:
            prover.rivals[rule.code, other] = found
        return found

    def _elsewhere(self, other: SubjectId) -> Iterator[Step]:
        """Candidates take their turn: who is before the candidate in one group may need a seat in another."""
        for limit in self.limits if len(self.limits) > 1 and other != self.subject else ():
            if self._same_group(limit, other):
                continue
            yield self.prover.value(limit.seats, Scope.of(other)).placed("seats", ANYTHING)
            if limit.base is not None:
                yield self.prover.value(limit.base, Scope.of(other)).placed("size", ANYTHING)
                if limit.base.members.where is not None:
                    yield self._condition(limit.base.members.where, Scope(self.subject, other), "base")

    def _condition(self, condition: ir.Condition, scope: Scope, role: Role) -> Step:
        mask = self.prover.evaluation.condition(condition, scope)
        return self.prover.condition(condition, scope, mask, mask).placed(role, mask)

    def _same_group(self, limit: ir.Limit, other: SubjectId) -> bool:
        groups = self.prover.evaluation.groups
        mine = groups(self.subject, limit.group).sure
        return mine is not None and mine == groups(other, limit.group).sure

    @cached_property
    def _unordered(self) -> frozenset[SubjectId]:
        """Those whose place may make a difference: before one limit, whose may come before or after the candidate's
        own; before several, whose may come before or after that of another candidate."""
        people = [each for each in self.near if self._matters(each)]
        if self.subject not in people:
            people.append(self.subject)
        places = {each: self.prover.evaluation.standing(self.rule, each) for each in people}
        if len(self.limits) < 2:
            mine = places[self.subject]
            level = {each for each, place in places.items() if each != self.subject and not _apart(place, mine)}
            return frozenset([*level, self.subject] if level else [])
        found: set[SubjectId] = set()
        latest: SubjectId | None = None
        for each in sorted(people, key=lambda one: places[one].best):
            if latest is not None and not _apart(places[latest], places[each]):
                found |= {latest, each}
            if latest is None or places[each].worst >= places[latest].worst:
                latest = each
        return frozenset(found)

    def _matters(self, other: SubjectId) -> bool:
        """Whether another may take a seat first, going by what is known of its standard and place."""
        mine = self.prover.evaluation.standing(self.rule, self.subject)
        theirs = self.prover.evaluation.standing(self.rule, other)
        return theirs.standard != NOT_MET and theirs.best <= mine.worst


# ---------------------------------------------------------------- reading a quota's step


def is_tied(prover: "Prover", step: Step) -> bool:
    """Whether a step tells of seats that only a tie leaves open: no other missing fact could resolve it."""
    rule = step.rule
    if not isinstance(rule, ir.Quota) or step.outcome in (MET, NOT_MET):
        return False
    asked = (rule.code, step.scope.subject)
    if asked not in prover.ties:
        prover.ties[asked] = _waits_for_a_choice(prover, step, rule)
    return prover.ties[asked]


def _waits_for_a_choice(prover: "Prover", step: Step, rule: ir.Quota) -> bool:
    if not any(place.standard == MET for _, place in level(prover, rule, step.scope.subject)):
        return False
    choices = {key.operand for key in rule.keys if key.choice}
    open_ = (child for child in step.children if not (child.settled or child.contingent or child.immaterial))
    waiting = [child for child in open_ if not (child.role == "key" and child.rule in choices)]
    return not step.gaps and not any(child.has_gap for child in waiting)


def _apart(one: Standing, other: Standing) -> bool:
    """Whether it is known who of two comes first."""
    return one.worst < other.best or other.worst < one.best


def level(prover: "Prover", rule: ir.Quota, subject: SubjectId) -> Iterator[Candidate]:
    """The others before the limits of a quota who are surely level with a candidate but for the council's choice."""
    limits = _binding(prover, rule)
    mine = prover.evaluation.standing(rule, subject)
    if len(limits) == 1:
        yield from prover.candidates(rule, limits[0], subject).level(subject, mine)
        return
    for other in _Seats(prover, rule, subject, limits).near:
        place = prover.evaluation.standing(rule, other)
        if other != subject and is_level(mine, place, rule):
            yield other, place
