"""Seats under several limits where everything is known: candidates in turn, all of a closed part in one pass.

Groups that have a candidate in common are one part, and parts do not touch each other. Within a part everybody is
gone through in the order of places, while the seats taken at each limit of each group are counted. Whoever has not the
standard is answered at its place; if it would add to a base and so to the seats there, as with those seats. From a tie
on for which there are too few seats, turns are taken by `semantics.merit_order.Seats`, which knows what a tie leaves
open. What is not wholly known is left to the general way, `merit_order.Turns`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, cast

from attrs import define, field, frozen

from thidua_rules.executors.forward.closed_groups import Kind, span_of
from thidua_rules.executors.forward.places import Place, Ranking
from thidua_rules.executors.forward.seats import Span
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.semantics.merit_order import SeatPool, Seats, Way
from thidua_rules.values import MET, NOT_MET, UNDETERMINED, Possible

if TYPE_CHECKING:
    from thidua_rules.semantics.evaluation import Evaluation

Pool = tuple[int, int]
"""A limit, by its position among those that bind, in one group, by the position of that."""
_NOBODY = SubjectId("", "")


@frozen
class Binding:
    """One of the limits that bind: what everybody is to it, and in which of its groups, if that is known (else −1)."""

    seats_of: Callable[[int, int], Possible]
    position: int
    limit: ir.Limit
    kinds: Sequence[Kind]
    group_of: Sequence[int]
    groups: Sequence[SubjectId]
    is_closed: Sequence[bool]
    spans: Mapping[tuple[int, int], Span] | None

    def room(self, someone: int, size: int) -> int | None:
        """The whole seats in the group of someone with so many in the base; None if they are no number."""
        if self.spans is not None:
            return self.spans[size, 0].whole
        return span_of(self.limit, lambda each: self.seats_of(someone, each), size, 0).whole


@define
class _Line(Seats):
    """Turns from a tie on, as the rest of the library names people and pools."""

    ways: Mapping[SubjectId, Way] = field(factory=dict)
    candidates: frozenset[SubjectId] = frozenset()

    def way(self, subject: SubjectId) -> Way:
        return self.ways[subject]

    def _is_candidate(self, each: SubjectId) -> bool:
        return each == self.subject or each in self.candidates

    def begin(self, taken: Mapping[SeatPool, int]) -> None:
        """So many seats are surely taken at each pool."""
        self._least.update(taken)
        self._most.update(taken)

    def with_another(self, subject: SubjectId, tied: Sequence[SubjectId]) -> int:
        """The outcome for a subject taken to have the standard, were it level with these; nothing is changed."""
        least, most = self._least.copy(), self._most.copy()
        line = _Line(self.evaluation, self.rule, (), subject, {}, least, most, self.ways, self.candidates)
        line.take([subject, *tied])
        return line.found[subject]


@frozen(slots=False)
class InTurn:
    """All candidates of a quota before the limits that bind."""

    rule: ir.Quota
    subjects: Sequence[SubjectId]
    rankings: Sequence[Ranking]
    limits: Sequence[Binding]

    def settle(self, found: list[int]) -> Iterator[int]:
        """Put the outcome of everybody in a part that is wholly known where it belongs among those found.

        Gives those for whom turns leave it open, since too many tie; they may yet find a seat however that ends.
        """
        for members in self._parts():
            if self._is_known(members):
                yield from _Part(self, members).settle(found)

    def _parts(self) -> list[list[int]]:
        """Everybody whose groups are all known, by part."""
        heads: dict[Pool, Pool] = {}

        def head(at: Pool) -> Pool:
            while (above := heads.setdefault(at, at)) != at:
                heads[at] = at = heads[above]
            return at

        # limits that share a reference share their groups
        first = {id(each.group_of): number for number, each in reversed([*enumerate(self.limits)])}
        numbers = [first[id(each.group_of)] for each in self.limits]
        homes: list[Pool | None] = []
        for someone in range(len(self.subjects)):
            groups = [(number, each.group_of[someone]) for number, each in zip(numbers, self.limits, strict=True)]
            for each in groups[1:]:
                if each != groups[0] and each[1] >= 0 and groups[0][1] >= 0:
                    heads[head(each)] = head(groups[0])
            homes.append(next((each for each in groups if each[1] >= 0), None))
        found: dict[Pool, list[int]] = {}
        for someone, home in enumerate(homes):
            if home is not None:
                found.setdefault(head(home), []).append(someone)
        return list(found.values())

    def _is_known(self, members: Sequence[int]) -> bool:
        """Whether nothing about a part can still change, but perhaps the places of those without the standard."""
        for each in self.limits:
            for someone in members:
                kind, group = each.kinds[someone], each.group_of[someone]
                if not kind.known or group < 0 or not each.is_closed[group]:
                    return False
                if kind.standard == MET and not isinstance(self.rankings[someone], tuple):
                    return False
        return True


Grown = Mapping[Pool, int]
"""The pools that have other seats if somebody is taken to have the standard, with these."""


class _Part:
    """Those of one part."""

    def __init__(self, whole: InTurn, members: Sequence[int]) -> None:
        self.whole, self.members = whole, members
        self.standards = {each for each in members if whole.limits[0].kinds[each].standard == MET}
        self.ways: dict[int, list[Pool]] = {}
        self.grown: dict[int, Grown] = {}
        self.rooms: dict[Pool, int] = {}

    def settle(self, found: list[int]) -> Iterator[int]:
        """Put the outcome of each where it belongs among those found; gives those for whom turns leave it open."""
        if not self._look_at_pools():
            return
        again: dict[tuple[tuple[Pool, int], ...], set[int]] = {}
        asking = [each for each in self.members if isinstance(self.whole.rankings[each], tuple)]
        outcomes = list(self._outcomes(asking, self.rooms, self.grown))
        for someone, mask in outcomes:
            if mask is None:
                again.setdefault(tuple(self.grown[someone].items()), set()).add(someone)
        for grown, others in again.items():
            further = self._outcomes(others, {**self.rooms, **dict(grown)}, {})
            outcomes += [each for each in further if each[0] in others]
        for someone, mask in outcomes:
            if mask == UNDETERMINED:
                yield someone
            elif mask is not None:
                found[someone] = mask

    def _look_at_pools(self) -> bool:
        """Find the seats of each pool, and which pools everybody passes; False if some seats are no number."""
        sizes: dict[Pool, int] = {}
        for number, limit in enumerate(self.whole.limits):
            for someone in self.members:
                pool = number, limit.group_of[someone]
                sizes[pool] = sizes.get(pool, 0) + (limit.kinds[someone].inside == MET)
        more: dict[Pool, int] = {}
        for someone in self.members:
            way, grown = [], {}
            for number, limit in enumerate(self.whole.limits):
                pool, kind = (number, limit.group_of[someone]), limit.kinds[someone]
                if pool not in self.rooms:
                    room, next_room = (limit.room(someone, sizes[pool] + plus) for plus in (0, 1))
                    if room is None or next_room is None:
                        return False
                    self.rooms[pool], more[pool] = room, next_room
                if kind.counted == MET:
                    way.append(pool)
                # whoever is asked about is taken to have the standard, and so to be in the base if that follows
                if limit.limit.within_base and kind.inside != MET and more[pool] != self.rooms[pool]:
                    grown[pool] = more[pool]
            self.ways[someone] = way
            if grown:
                self.grown[someone] = grown
        return True

    def _outcomes(
        self, asking: Iterable[int], rooms: Mapping[Pool, int], grown: Mapping[int, Grown]
    ) -> Iterator[tuple[int, int | None]]:
        """The outcomes of all candidates and of those asking; None if those before it bear on what it adds."""
        place = cast(Callable[[int], Place], self.whole.rankings.__getitem__)
        everybody = sorted(self.standards.union(asking), key=place)
        levels = [list(level) for _, level in groupby(everybody, key=place)]
        taken = dict.fromkeys(rooms, 0)
        refused: set[Pool] = set()
        for number, level in enumerate(levels):
            tied = [each for each in level if each in self.standards]
            able = {each for each in tied if all(taken[pool] < rooms[pool] for pool in self.ways[each])}
            demand = Counter(pool for each in able for pool in self.ways[each])
            if any(taken[pool] + asked > rooms[pool] for pool, asked in demand.items()):
                yield from self._from_tie(levels[number:], rooms, taken, grown)
                return
            for someone in level:
                if someone in self.standards:
                    yield someone, MET if someone in able else NOT_MET
                    continue
                more = grown.get(someone, {})
                if more and (tied or not refused.isdisjoint(more)):
                    yield someone, None
                    continue
                left = [more.get(pool, rooms[pool]) - taken[pool] for pool in self.ways[someone]]
                if any(seats < 1 for seats in left):
                    yield someone, NOT_MET
                elif all(seats > demand[pool] for seats, pool in zip(left, self.ways[someone], strict=True)):
                    yield someone, MET
                else:
                    yield someone, self._level_with(someone, tied, {**rooms, **more}, taken)
            for each in tied:
                refused.update(pool for pool in self.ways[each] if taken[pool] >= rooms[pool])
            for pool, asked in demand.items():
                taken[pool] += asked

    # ------------------------------------------------------------ where too many tie

    def _level_with(
        self, someone: int, tied: Sequence[int], rooms: Mapping[Pool, int], taken: Mapping[Pool, int]
    ) -> int:
        """The outcome for somebody who would be one too many among those who tie."""
        subject, *others = (self.whole.subjects[each] for each in (someone, *tied))
        return self._line([someone, *tied], rooms, taken).with_another(subject, others)

    def _from_tie(
        self,
        levels: Sequence[Sequence[int]],
        rooms: Mapping[Pool, int],
        taken: Mapping[Pool, int],
        grown: Mapping[int, Grown],
    ) -> Iterator[tuple[int, int | None]]:
        """The same of those of these levels, in the first of which too many tie."""
        subjects = self.whole.subjects
        line = self._line([each for level in levels for each in level], rooms, taken)
        for level in levels:
            tied = [subjects[each] for each in level if each in self.standards]
            alike: dict[tuple[Pool, ...], int] = {}
            for someone in level:
                if someone in grown and someone not in self.standards:
                    yield someone, None
                elif someone not in self.standards:
                    way = tuple(self.ways[someone])
                    if way not in alike:
                        alike[way] = line.with_another(subjects[someone], tied)
                    yield someone, alike[way]
            line.take(tied)
            for someone in level:
                if someone in self.standards:
                    yield someone, line.found[subjects[someone]]

    def _line(self, people: Sequence[int], rooms: Mapping[Pool, int], taken: Mapping[Pool, int]) -> _Line:
        """Turns of these people, with so many seats taken."""
        named = {pool: self._pool(pool) for each in people for pool in self.ways[each]}
        ways: dict[SubjectId, Way] = {
            self.whole.subjects[each]: {named[pool]: rooms[pool] for pool in self.ways[each]} for each in people
        }
        candidates = frozenset(self.whole.subjects[each] for each in people if each in self.standards)
        # ways are all known, so nothing is asked of an evaluation
        line = _Line(cast("Evaluation", None), self.whole.rule, (), _NOBODY, ways=ways, candidates=candidates)
        line.begin({named[pool]: taken[pool] for pool in named})
        return line

    def _pool(self, pool: Pool) -> SeatPool:
        limit = self.whole.limits[pool[0]]
        return limit.position, limit.groups[pool[1]]
