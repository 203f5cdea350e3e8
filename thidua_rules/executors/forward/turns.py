"""Candidates in turn before several limits of a quota, all of them at once instead of each alone.

When a candidate is asked about, it is taken to have the standard. For one who has it, that is how things are, and one
round of turns answers for all of these. One who has it not is put in at its place, between those who come before
and those level with it. It may also add to the base of its own groups; those who add alike share a round of turns.
Groups that have no candidate in common do not touch each other, so each such part takes its turns alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import define, field, frozen

from thidua_rules.executors.evaluation import Evaluation
from thidua_rules.executors.quotas import Corner
from thidua_rules.executors.scope import Scope
from thidua_rules.executors.seating import NotSettled, Seats, Turnstile, Way, way_of
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.values import MET, UNDETERMINED, Number

Added = tuple[tuple[int, SubjectId, int], ...]
"""To the bases of which limits and groups somebody may add if taken to have the standard, and what is known of it."""
Part = tuple[str, SubjectId]
"""A group, by the reference that leads to it; it stands for all groups linked with it."""

_MAYBE = MET | UNDETERMINED
_NOBODY = SubjectId("", "")


@define
class _Line(Seats):
    """Turns of candidates whose ways are known beforehand."""

    ways: Mapping[SubjectId, Way | None] = field(factory=dict)

    def way(self, subject: SubjectId) -> Way:
        found = self.ways[subject]
        assert found is not None
        return found

    def with_another(self, subject: SubjectId, tied: Sequence[SubjectId]) -> int:
        """The outcome for a subject taken to have the standard, were it level with these; nothing is changed."""
        line = _Line(
            self.evaluation, self.rule, self.binding, subject, {}, self._least.copy(), self._most.copy(), self.ways
        )
        line.take([subject, *(each for each in tied if each != subject)])
        return line.found[subject]


@frozen(slots=False)
class Turns:
    """All candidates of a quota, before those of its limits that bind."""

    evaluation: Evaluation
    rule: ir.Quota
    binding: Sequence[int]
    _found: dict[tuple[Part, Added], dict[SubjectId, int]] = field(init=False, factory=dict)

    def outcome(self, subject: SubjectId) -> int | None:
        """The outcome for a candidate, taken to have the standard; None if it can still change."""
        part, added = self._part_of[subject], self._added(subject)
        if any(place <= self._place(subject) for other, place in self._doubts if other != part):
            return None
        found = self._found.get((part, added))
        if found is None:
            asking = [each for each in self._parts[part] if self._added(each) == added]
            found = self._found[part, added] = dict(self._in_order(self._parts[part], asking))
        return found.get(subject)

    def _in_order(self, members: Sequence[SubjectId], asking: Sequence[SubjectId]) -> Iterator[tuple[SubjectId, int]]:
        """The outcomes of those asking, who all add the same to the bases, as far as they are settled."""
        # whoever of them is taken, the ways are the same
        candidates = [each for each in members if self._is_possible(each)]
        ways = {each: self._way(each, asking[0]) for each in {*candidates, *asking}}
        rounds, answers = self._by_place(candidates), self._by_place(asking)
        line = _Line(self.evaluation, self.rule, self.binding, _NOBODY, ways=ways)
        for place in sorted(rounds.keys() | answers.keys()):
            tied = rounds.get(place, [])
            if any(ways[each] is None for each in tied):
                return
            alike: dict[tuple[frozenset[tuple[Turnstile, Number | None]], bool], int] = {}
            for each in answers.get(place, ()):
                way = ways[each]
                if way is not None and self.evaluation.standing(self.rule, each).standard != MET:
                    key = frozenset(way.items()), self._is_possible(each)
                    if key not in alike:
                        alike[key] = line.with_another(each, tied)
                    yield each, alike[key]
            line.take(tied)
            for each in answers.get(place, ()):
                if self.evaluation.standing(self.rule, each).standard == MET:
                    yield each, line.found[each]

    def _is_possible(self, subject: SubjectId) -> bool:
        return bool(self.evaluation.standing(self.rule, subject).standard & _MAYBE)

    def _place(self, subject: SubjectId) -> Corner:
        return self.evaluation.standing(self.rule, subject).best

    def _by_place(self, subjects: Sequence[SubjectId]) -> dict[Corner, list[SubjectId]]:
        found: dict[Corner, list[SubjectId]] = {}
        for each in subjects:
            found.setdefault(self._place(each), []).append(each)
        return found

    def _way(self, subject: SubjectId, taken: SubjectId) -> Way | None:
        """The way of a subject where another is taken to have the standard; None if it can still change."""
        try:
            return way_of(self.evaluation, self.rule, self.binding, subject, taken)
        except NotSettled:
            return None

    def _added(self, subject: SubjectId) -> Added:
        """What makes the bases different if this one is taken to have the standard."""
        found = []
        for position in self.binding:
            limit = self.rule.limits[position]
            group = self.evaluation.groups(subject, limit.group).sure
            if limit.base is not None and limit.base.members.where is not None and limit.within_base and group:
                counted = self.evaluation.condition(limit.base.members.where, Scope.of(subject))
                if counted != MET:
                    found.append((position, group, counted))
        return tuple(found)

    # ------------------------------------------------------------ parts that do not touch each other

    @cached_property
    def _parts(self) -> dict[Part, list[SubjectId]]:
        found: dict[Part, list[SubjectId]] = {}
        for subject, part in self._part_of.items():
            found.setdefault(part, []).append(subject)
        return found

    @cached_property
    def _part_of(self) -> dict[SubjectId, Part]:
        """The part of each subject; one without a group is a part of its own."""
        references = {self.rule.limits[position].group for position in self.binding}
        heads: dict[Part, Part] = {}

        def head(part: Part) -> Part:
            while (above := heads.setdefault(part, part)) != part:
                heads[part] = part = heads[above]
            return part

        first: dict[SubjectId, Part] = {}
        for subject in self.evaluation.case.of_type(self.rule.subject):
            first[subject] = ("", subject)
            for reference in sorted(references):
                group = self.evaluation.groups(subject, reference).sure
                if group is not None:
                    heads[head(first[subject])] = head((reference, group))
        return {subject: head(part) for subject, part in first.items()}

    @cached_property
    def _doubts(self) -> list[tuple[Part, Corner]]:
        """The first two parts in which a candidate's way can still change, with the place of the first such one.

        Everybody who comes after it, in whatever part, has no settled turn.
        """
        parts = list(self._parts)
        found = []
        for part in parts:
            outsider = next((self._parts[other][0] for other in parts[:2] if other != part), None)
            if outsider is not None:
                unsure = [
                    self._place(each)
                    for each in self._parts[part]
                    if self._is_possible(each) and self._way(each, outsider) is None
                ]
                if unsure:
                    found.append((min(unsure), part))
        return [(part, place) for place, part in sorted(found)[:2]]
