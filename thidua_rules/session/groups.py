"""Ranks and seats of a whole group at once, on facts that change.

What each of a group is to a rule is found once and kept; where the group surely has no further members, they are kept
in order too, and whoever is asked about is looked up in it. Where something of them is not known, all outcomes are
found by one pass, as the default executor does. One against all others, as the meaning is written, would cost a group
of thousands its square.
"""

from collections.abc import Callable, Mapping, Sequence

from attrs import define, field, frozen
from sortedcontainers import SortedList

from thidua_rules.executors.forward.closed_groups import Kind, OneLimit, kinds_of, settle_places
from thidua_rules.executors.forward.exact import Held, lifted, lowered
from thidua_rules.executors.forward.in_turn import Binding, InTurn
from thidua_rules.executors.forward.places import Place, Ranking
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
    """What somebody is to a rule: its place or keys, and what it is to each limit that binds."""

    ranking: Ranking
    kinds: tuple[Kind, ...] = ()

    @property
    def place(self) -> Place | None:
        """Its place in the order of merit; None if that is not known, or it takes no seat in it."""
        takes = not self.kinds or self.kinds[0].takes
        return self.ranking if takes and isinstance(self.ranking, tuple) else None

    @property
    def is_inside(self) -> bool:
        """Whether it surely is in the base of the one limit."""
        return bool(self.kinds) and self.kinds[0].is_inside

    @property
    def is_known(self) -> bool:
        """Whether all is known of it that bears on others."""
        if not self.kinds:
            return self.place is not None
        return self.kinds[0].known and self.kinds[0].takes == (self.place is not None)


@define(eq=False)
class Standings:
    """A group with what each in it is to a rule, and their places in order, kept so as they change.

    `changed` are those of whom that has to be found again. Counted are those in the base, and those not known.
    """

    candidates: dict[SubjectId, Candidate] = field(factory=dict)
    changed: set[SubjectId] = field(factory=set)
    order: SortedList[Place] = field(factory=SortedList)
    inside: int = 0
    unknown: int = 0

    def put(self, subject: SubjectId, candidate: Candidate) -> None:
        """Somebody is in the group, and this to the rule."""
        old = self.candidates.get(subject)
        if old is not None:
            self._count(old, -1)
            if old.place is not None:
                self.order.remove(old.place)
        self.candidates[subject] = candidate
        self._count(candidate, 1)
        if candidate.place is not None:
            self.order.add(candidate.place)

    def _count(self, candidate: Candidate, by: int) -> None:
        self.inside += by * candidate.is_inside
        self.unknown += by * (not candidate.is_known)


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
        kinds = []
        for position, limit in self._binding(rule):
            where = None if limit.base is None else limit.base.members.where
            inside = MET if where is None else self.evaluation.condition(where, Scope.of(subject))
            packed = standard << 8 | counts(self.evaluation, limit, subject) << 4 | inside
            kinds.append(self._kinds_of(rule, position)[packed])
        return Candidate(ranking, tuple(kinds))

    def standings(
        self, rule: ir.Rank | ir.Quota, group: SubjectId, candidate: Callable[[SubjectId], Candidate]
    ) -> Standings:
        """Everybody in a group; nobody if somebody else may be in it."""
        reference = rule.group if isinstance(rule, ir.Rank) else self._binding(rule)[0][1].group
        found = Standings()
        for each in self._members(rule.subject, reference, group):
            found.put(each, candidate(each))
        return found

    def outcome(self, rule: ir.Rank | ir.Quota, group: Standings, subject: SubjectId) -> int | Possible | None:
        """The outcome of one of a group of which all is known; None if it is not."""
        if group.unknown or subject not in group.candidates:
            return None
        mine = group.candidates[subject]
        if isinstance(rule, ir.Rank):
            assert mine.place is not None
            return lifted(group.order.bisect_left(mine.place) + 1, 1)
        if len(mine.kinds) != 1:
            return None
        found = [0]
        limit = self._one_limit(rule, [subject], [mine])
        if limit.settle_known((0,), group.order, group.inside, len(group.candidates), found):
            return found[0]
        return None

    def outcomes(self, rule: ir.Rank | ir.Quota, group: SubjectId, standings: Standings) -> Outcomes:
        """All outcomes in a group."""
        members, candidates = [*standings.candidates], [*standings.candidates.values()]
        if not members:
            return {}
        rankings = [each.ranking for each in candidates]
        everybody = [range(len(members))]
        if isinstance(rule, ir.Rank):
            places: list[Held | None] = [None] * len(members)
            settle_places(rankings, everybody, _units(rule), places)
            return {each: lifted(place, 1) for each, place in zip(members, places, strict=True) if place is not None}
        found = [0] * len(members)
        binding = self._binding(rule)
        if len(binding) == 1:
            self._one_limit(rule, members, candidates).settle(everybody, found)
        else:
            limits = [
                Binding(
                    self._seats(limit, members),
                    position,
                    limit,
                    [each.kinds[number] for each in candidates],
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

    def _one_limit(self, rule: ir.Quota, members: Sequence[SubjectId], candidates: Sequence[Candidate]) -> OneLimit:
        """The one limit that binds, before some of a group."""
        ((position, limit),) = self._binding(rule)
        rankings, kinds = [each.ranking for each in candidates], [each.kinds[0] for each in candidates]
        seats = self._seats(limit, members)
        return OneLimit(limit, rule.ties, rankings, kinds, _units(rule), self._spans_of(rule, position), seats)

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

    def _kinds_of(self, rule: ir.Quota, position: int) -> Table:
        key = rule.code, position
        if key not in self._kinds:
            self._kinds[key] = Table(kinds_of(rule.limits[position], rule), most=16**3)
        return self._kinds[key]

    def _spans_of(self, rule: ir.Quota, position: int) -> Table | None:
        key = rule.code, position
        if key not in self._spans:
            limit = rule.limits[position]
            alone = rests_on(limit.seats, limit.base)
            self._spans[key] = spans(limit, self.evaluation.question) if alone else None
        return self._spans[key]

    def _seats(self, limit: ir.Limit, members: Sequence[SubjectId]) -> Callable[[int, int], Possible]:
        return lambda at, size: self.evaluation.seats(limit, members[at], point(size))


def _units(rule: ir.Rank | ir.Quota) -> tuple[int, ...]:
    return (_UNIT,) * len(rule.keys)
