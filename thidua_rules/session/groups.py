"""Ranks and seats of a whole group at once, on facts that change.

What each of a group is to a rule is found once and kept; where the group surely has no further members, all outcomes
in it are found by one sort of these, as the default executor does. One against all others, as the meaning is written,
would cost a group of thousands its square.
"""

from collections.abc import Callable, Mapping, Sequence

from attrs import define, field, frozen

from thidua_rules.executors.forward.closed_groups import Kind, OneLimit, kinds_of, settle_places
from thidua_rules.executors.forward.exact import Held, lifted, lowered
from thidua_rules.executors.forward.in_turn import Binding, InTurn
from thidua_rules.executors.forward.places import Ranking
from thidua_rules.executors.forward.reading import binding_limits, rests_on
from thidua_rules.executors.forward.runtime import Table, spans
from thidua_rules.executors.forward.seats import Competition
from thidua_rules.executors.forward.together import Together
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.merit_order import counts
from thidua_rules.session.facts import Facts
from thidua_rules.values import MET, UNDETERMINED, Possible, point

Outcomes = Mapping[SubjectId, int | Possible]
"""The places, or the masks, of those for whom the group as a whole settles it."""

_UNIT = 10**6
"""So many of the units in which keys are ordered make one: enough for percentages of four decimals."""


@frozen
class Candidate:
    """What somebody is to a rule: its place or keys, and as `kinds_of` takes it what it is to each limit that binds."""

    ranking: Ranking
    packed: tuple[int, ...] = ()


@define(eq=False)
class Groups:
    """The groups of all rules, on the facts of now."""

    facts: Facts
    evaluation: Evaluation
    _limits: dict[str, tuple[int, ...] | None] = field(factory=dict)
    _kinds: dict[tuple[str, int], Table] = field(factory=dict)
    _spans: dict[tuple[str, int], Table | None] = field(factory=dict)

    def group(self, rule: ir.Rank | ir.Quota, subject: SubjectId) -> SubjectId | None:
        """The one group of a subject that all of a rule is about; None if there is none such."""
        references = {rule.group} if isinstance(rule, ir.Rank) else {each.group for _, each in self._binding(rule)}
        if len(references) != 1:
            return None
        slot = self.facts.slot(subject, references.pop())
        return slot if isinstance(slot, SubjectId) else None

    def candidate(self, rule: ir.Rank | ir.Quota, subject: SubjectId) -> Candidate:
        """What a subject is to a rule."""
        keys = [(lowered(value, _UNIT), greater) for value, greater in self.evaluation.keys(rule, subject)]
        numbers = [(held, greater) for held, greater in keys if isinstance(held, int)]
        plain = tuple(-number if greater else number for number, greater in numbers)
        ranking: Ranking = plain if len(plain) == len(keys) else keys
        if isinstance(rule, ir.Rank):
            return Candidate(ranking)
        standard = self.evaluation.conclusion(subject, rule.standard)
        packed = []
        for _, limit in self._binding(rule):
            where = None if limit.base is None else limit.base.members.where
            inside = MET if where is None else self.evaluation.condition(where, Scope.of(subject))
            packed.append(standard << 8 | counts(self.evaluation, limit, subject) << 4 | inside)
        return Candidate(ranking, tuple(packed))

    def outcomes(
        self, rule: ir.Rank | ir.Quota, group: SubjectId, candidate: Callable[[SubjectId], Candidate]
    ) -> Outcomes:
        """The outcomes in a group; none if somebody else may be in it."""
        reference = rule.group if isinstance(rule, ir.Rank) else self._binding(rule)[0][1].group
        members = self._members(rule.subject, reference, group)
        if not members:
            return {}
        candidates = [candidate(each) for each in members]
        rankings = [each.ranking for each in candidates]
        everybody, units = [range(len(members))], (_UNIT,) * len(rule.keys)
        if isinstance(rule, ir.Rank):
            places: list[Held | None] = [None] * len(members)
            settle_places(rankings, everybody, units, places)
            return {each: lifted(place, 1) for each, place in zip(members, places, strict=True) if place is not None}
        found = [0] * len(members)
        binding = self._binding(rule)
        if len(binding) == 1:
            ((position, limit),) = binding
            kinds, seats = self._kinds_of(rule, 0, candidates), self._seats(limit, members)
            one = OneLimit(limit, rule.ties, rankings, kinds, units, self._spans_of(rule, position), seats)
            one.settle(everybody, found)
        else:
            limits = [
                Binding(
                    self._seats(limit, members),
                    position,
                    limit,
                    self._kinds_of(rule, number, candidates),
                    [0] * len(members),
                    [group],
                    [True],
                    self._spans_of(rule, position),
                )
                for number, (position, limit) in enumerate(binding)
            ]
            tied = [*InTurn(rule, members, rankings, limits).settle(found)]
            if tied:
                competition = self._competition(rule, {members[at]: UNDETERMINED for at in tied})
                for at in tied:
                    found[at] = competition.outcomes(members[at])
        return {each: mask for each, mask in zip(members, found, strict=True) if mask}

    def _competition(self, rule: ir.Quota, tied: Mapping[SubjectId, int]) -> Competition:
        """All candidates, of whom turns leave these open; they may have a seat however a tie ends."""
        of = self.evaluation
        together = Together(of.case, of.question, of.conclusion, of.quantity).remember([rule])
        return Competition(together, rule, tied)

    def _members(self, type_name: str, reference: str, group: SubjectId) -> Sequence[SubjectId]:
        """Everybody in a group, if there surely is nobody else; else nobody."""
        reverse = self.evaluation.declared(type_name, reference).reverse
        is_whole = reverse is not None and self.facts.roster_closed(group, reverse)
        known, unsure = self.facts.referring(type_name, reference)
        if not is_whole and (unsure or not self.facts.is_closed(type_name)):
            return ()
        return known[group]

    def _binding(self, rule: ir.Quota) -> Sequence[tuple[int, ir.Limit]]:
        """The limits that bind, each with its position, if none of them looks back at the candidate; else none."""
        if rule.code not in self._limits:
            found = binding_limits(rule, self.evaluation.question)
            self._limits[rule.code] = None if found is None else tuple(found)
        return [(position, rule.limits[position]) for position in self._limits[rule.code] or ()]

    def _kinds_of(self, rule: ir.Quota, number: int, candidates: Sequence[Candidate]) -> list[Kind]:
        table = self._kinds.get((rule.code, number))
        if table is None:
            limit = self._binding(rule)[number][1]
            table = self._kinds[rule.code, number] = Table(kinds_of(limit, rule), most=16**3)
        return [table[each.packed[number]] for each in candidates]

    def _spans_of(self, rule: ir.Quota, position: int) -> Table | None:
        key = rule.code, position
        if key not in self._spans:
            limit = rule.limits[position]
            alone = rests_on(limit.seats, limit.base)
            self._spans[key] = spans(limit, self.evaluation.question) if alone else None
        return self._spans[key]

    def _seats(self, limit: ir.Limit, members: Sequence[SubjectId]) -> Callable[[int, int], Possible]:
        return lambda at, size: self.evaluation.seats(limit, members[at], point(size))
