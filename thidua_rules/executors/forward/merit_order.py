"""Candidates in turn before several limits of a quota, all of them at once instead of each alone.

When a candidate is asked about, it is taken to have the standard. For one who has it, that is how things are, and one
round of turns answers for all of these. One who has it not is put in at its place, between those who come before
and those level with it. It may also add to the base of its own groups; those who add alike share a round of turns.
Groups that have no candidate in common do not touch each other, so each such part takes its turns alone. Within a
part, those who have come so far are linked by the pools that they pass, and a doubt about one of them is a doubt
about whoever is linked with it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import define, field, frozen

from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.groups import may_have_more
from thidua_rules.semantics.merit_order import (
    Corner,
    NotSettled,
    SeatPool,
    Seats,
    Way,
    comes_first,
    pools,
    way_of,
)
from thidua_rules.semantics.quotas import Standing
from thidua_rules.values import MET, UNDETERMINED, Number, is_settled

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


@define
class _Links:
    """Pools linked by those who have come so far, and how many doubts there are about each set of these."""

    _above: dict[SeatPool, SeatPool] = field(factory=dict)
    _doubts: dict[SeatPool, int] = field(factory=dict)
    _latest: dict[SeatPool, Standing] = field(factory=dict)

    def join(self, pools: Sequence[SeatPool], place: Standing, doubts: int) -> None:
        """Link the pools of one candidate, of whom there are so many doubts beside those about its place."""
        doubts += self.may_swap(pools, place)
        for each in pools:
            if each not in self._latest or self._latest[each].worst <= place.worst:
                self._latest[each] = place
        heads = {self._head(each) for each in pools}
        if heads:
            head = heads.pop()
            for other in heads:
                self._above[other] = head
                self._doubts[head] = self._doubts.get(head, 0) + self._doubts.pop(other, 0)
            self._doubts[head] = self._doubts.get(head, 0) + doubts

    def doubts(self, pools: Sequence[SeatPool]) -> int:
        """How many doubts bear on somebody who must pass these."""
        return sum(self._doubts.get(head, 0) for head in {self._head(each) for each in pools})

    def may_swap(self, pools: Sequence[SeatPool], place: Standing) -> bool:
        """Whether one who comes next may come before another at one of these pools after all."""
        return any(each in self._latest and not comes_first(self._latest[each], place) for each in pools)

    def _head(self, at: SeatPool) -> SeatPool:
        while (above := self._above.get(at, at)) != at:
            self._above[at] = at = self._above.get(above, above)
        return at


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
        found = self._found.get((part, added))
        if found is None:
            asking = [each for each in self._parts[part] if self._added(each) == added]
            members = [*self._parts[part], *self._strays.get(part, ())]
            found = self._found[part, added] = dict(self._in_order(members, asking))
        return found.get(subject)

    def _in_order(self, members: Sequence[SubjectId], asking: Sequence[SubjectId]) -> Iterator[tuple[SubjectId, int]]:
        """The outcomes of those asking, who all add the same to the bases, as far as they are settled."""
        # whoever of them is taken, the ways are the same
        candidates = [each for each in members if self._is_possible(each)]
        ways = {each: self._way(each, asking[0]) for each in {*candidates, *asking}}
        rounds, answers = self._by_place(candidates), self._by_place(asking)
        line = _Line(self.evaluation, self.rule, self.binding, _NOBODY, ways=ways)
        links = _Links()
        unsure = {each for each in candidates if ways[each] is None or not is_settled(self._standing(each).standard)}
        arrivals: dict[SeatPool, list[Corner]] = {}
        for each in sorted(candidates, key=self._place):
            for pool in self._passed[each]:
                arrivals.setdefault(pool, []).append(self._place(each))
        for place in sorted(rounds.keys() | answers.keys()):
            for each in rounds.get(place, ()):
                links.join(self._passed[each], self._standing(each), self._open[each] + (each in unsure))
            tied = [each for each in rounds.get(place, ()) if ways[each] is not None]
            settled = [
                each
                for each in answers.get(place, ())
                if ways[each] is not None
                and links.doubts(self._passed[each]) == (each in unsure)
                and not self._may_be_overtaken(each, arrivals)
                and (self._is_possible(each) or not self._is_open(each, links))
            ]
            alike: dict[tuple[frozenset[tuple[SeatPool, Number | None]], bool], int] = {}
            for each in settled:
                if self._standing(each).standard != MET:
                    key = frozenset((ways[each] or {}).items()), self._is_possible(each)
                    if key not in alike:
                        alike[key] = line.with_another(each, tied)
                    yield each, alike[key]
            line.take(tied)
            for each in settled:
                if self._standing(each).standard == MET:
                    yield each, line.found[each]

    def _is_open(self, subject: SubjectId, links: _Links) -> bool:
        """Whether there is a doubt about the place of one who is no candidate, or about who comes to its pools."""
        return bool(self._open[subject]) or links.may_swap(self._passed[subject], self._standing(subject))

    def _may_be_overtaken(self, subject: SubjectId, arrivals: Mapping[SeatPool, Sequence[Corner]]) -> bool:
        """Whether somebody who at best comes later than this one at best may yet be before it."""
        mine = self._standing(subject)
        return not mine.placed and any(
            bisect_right(arrivals.get(each, ()), mine.best) < bisect_right(arrivals.get(each, ()), mine.worst)
            for each in self._passed[subject]
        )

    def _standing(self, subject: SubjectId) -> Standing:
        return self.evaluation.standing(self.rule, subject)

    def _is_possible(self, subject: SubjectId) -> bool:
        return bool(self._standing(subject).standard & _MAYBE)

    def _place(self, subject: SubjectId) -> Corner:
        return self._standing(subject).best

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
    def _strays(self) -> dict[Part, list[SubjectId]]:
        """By part, candidates of other parts whose groups are not known and may belong to it."""
        part_of_group = {
            (self.rule.limits[at].group, group): self._part_of[subject]
            for subject, passed in self._passed.items()
            for at, group in passed
            if self.evaluation.groups(subject, self.rule.limits[at].group).sure is not None
        }
        found: dict[Part, dict[SubjectId, None]] = {}
        for subject, passed in self._passed.items():
            for at, group in passed if self._is_possible(subject) else ():
                part = part_of_group.get((self.rule.limits[at].group, group))
                if part is not None and part != self._part_of[subject]:
                    found.setdefault(part, {})[subject] = None
        return {part: list(strays) for part, strays in found.items()}

    @cached_property
    def _passed(self) -> dict[SubjectId, tuple[SeatPool, ...]]:
        """The pools that each subject passes, or may pass."""
        return {
            subject: tuple(
                (position, group)
                for position, groups in pools(self.evaluation, self.rule, self.binding, subject)
                for group in groups.known
            )
            for subject in self.evaluation.case.of_type(self.rule.subject)
        }

    @cached_property
    def _open(self) -> dict[SubjectId, int]:
        """At how many of the pools of each subject somebody not yet known may come."""
        found = {}
        for subject in self._passed:
            groups = pools(self.evaluation, self.rule, self.binding, subject)
            found[subject] = sum(
                may_have_more(self.evaluation, self.rule.subject, self.rule.limits[position].group, each)
                for position, each in groups
            )
        return found
