"""Seats of all candidates of a quota: each group is gone through once and sorted, each candidate is then looked up.

What the others of a group do to a limit depends on the candidate only by who comes first. So they are sorted by kind
(what one does if it comes first), and for a candidate it is enough to count how many of each kind do.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, combinations
from math import floor

from attrs import define, evolve, field, frozen

from thidua_rules.executors.forward.merit_order import Turns
from thidua_rules.executors.forward.reading import asks_of_element
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.groups import may_have_more
from thidua_rules.semantics.merit_order import Corner
from thidua_rules.semantics.quotas import OPEN, Rival, Seating, Standing, no_number
from thidua_rules.values import MET, NOT_MET, UNDETERMINED, Number, Possible, is_settled, is_unlimited, point

Further = tuple[tuple[int, SubjectId | None], ...]
"""The limits beside the one at hand that may stop somebody, each with the group in which they would."""
Kind = tuple[Rival, Further]
"""What somebody does to a limit, if it comes first."""

_MAYBE = MET | UNDETERMINED
_ENDLESS = 10**18


Reach = tuple[int, int]
"""Where somebody comes at its best and at its worst, by number among all places of its group."""


@define
class _RivalClass:
    """Where those of one kind come, each end sorted."""

    best: list[int] = field(factory=list)
    worst: list[int] = field(factory=list)

    def ahead_of(self, mine: Reach, ties: ir.Ties) -> tuple[int, int]:
        """How many perhaps come before a candidate, and how many surely do."""
        best, worst = mine
        perhaps = bisect_left(self.best, worst) if ties == "all" else bisect_right(self.best, worst)
        return perhaps, bisect_right(self.worst, best) if ties == "none" else bisect_left(self.worst, best)

    def is_apart_from(self, place: int) -> bool:
        """Whether all of them surely come before somebody whose place is known, or surely after."""
        return bisect_right(self.best, place) == bisect_left(self.worst, place)


@frozen
class _Ahead:
    """How many of one kind perhaps, and how many surely, come before a candidate."""

    rival: Rival
    perhaps: int
    surely: int
    blocked: bool
    """Whether some limit beside the one at hand may stop them and not the candidate."""

    @property
    def is_doubtful(self) -> bool:
        """Whether they may count in the base and may not."""
        return len(self.rival.bases) == 2


@frozen(slots=False)
class Span:
    """The seats of a limit for each number of doubtful members in the base, from none to all."""

    seats: Sequence[Possible]
    """One for each number; only one, if the seats are reckoned from no base."""
    doubtful: int

    @cached_property
    def ordered(self) -> bool:
        """Whether there may be seats at all."""
        return any(each.ordered for each in self.seats)

    @cached_property
    def vague(self) -> int:
        """Whether there may be no answer, as a mask to be added."""
        return UNDETERMINED if any(no_number(each) for each in self.seats) else 0

    @cached_property
    def exact(self) -> bool:
        """Whether the seats for each number are known."""
        return all(each.is_point for each in self.seats)

    @cached_property
    def whole(self) -> int | None:
        """How many whole seats there surely are, if no number of members is in doubt; else None."""
        only = self.seats[0]
        return floor(only.low) if len(self.seats) == 1 and only.low is not None and only.is_point else None

    def holds(self, ways: Sequence[tuple[int, int]]) -> bool:
        """Whether a seat is left, however many of the doubtful count.

        Each way is a bound on the seats taken: so many, and one more for each of the doubtful, up to a number of them.
        """
        for start, gains in ways:
            if self.spare[gains] - start >= 1:
                return True
        return len(ways) > 1 and all(
            low - min(start + min(x, gains) for start, gains in ways) >= 1 for x, low in enumerate(self._low)
        )

    def is_full(self, taken: int, gains: int) -> bool:
        """Whether no seat is left, however many of the doubtful count.

        So many are taken, and one more for each of `gains` of the doubtful, which are the last to count.
        """
        return self.reach[gains] - taken < 1

    @cached_property
    def spare(self) -> list[int]:
        """The fewest seats beside those taken by the doubtful, by how many of these take one if they count."""
        return [min(rising, self._least_from[gains + 1] - gains) for gains, rising in enumerate(self._rising)]

    @cached_property
    def reach(self) -> list[int]:
        """The most seats beside those taken by the doubtful, where so many of these take one, the last to count."""
        pairs = zip(self._most_until, self._falling[1:], strict=True)
        return [max(most, falling + spared) for spared, (most, falling) in enumerate(pairs)][::-1]

    @cached_property
    def _low(self) -> list[int]:
        return self._each(lambda seats: -_ENDLESS if seats.low is None else _whole(seats.low))

    @cached_property
    def _high(self) -> list[int]:
        return self._each(lambda seats: _ENDLESS if seats.high is None else _whole(seats.high))

    def _each(self, end: Callable[[Possible], int]) -> list[int]:
        found = [end(each) for each in self.seats]
        return found if len(found) > 1 else found * (self.doubtful + 1)

    @cached_property
    def _rising(self) -> list[int]:
        return list(accumulate((low - x for x, low in enumerate(self._low)), min))

    @cached_property
    def _least_from(self) -> list[int]:
        return [*accumulate(reversed(self._low), min, initial=_ENDLESS)][::-1]

    @cached_property
    def _most_until(self) -> list[int]:
        return list(accumulate(self._high, max))

    @cached_property
    def _falling(self) -> list[int]:
        lowered = [high - x for x, high in enumerate(self._high)]
        return [*accumulate(reversed(lowered), max, initial=-_ENDLESS)][::-1]


def _whole(number: Number) -> int:
    return int(number // 1)


@define
class _Crowd:
    """Everybody who may be in one group, as one limit sees them."""

    more: bool
    places: Mapping[Corner, int]
    """All places of the group by number, so that who comes first is told by ints."""
    kinds: dict[Kind, _RivalClass] = field(factory=dict)
    fixed: int = 0
    doubtful: int = 0
    changeable: int = 0
    """So many of whom something other than the standard and the place can still change."""
    movable: _RivalClass = field(factory=_RivalClass)
    """Those who may take a seat in a place that is not known."""
    unqualified: int = 0
    """So many of whom the standard can still change."""
    spans: dict[tuple[int, int], Span] = field(factory=dict)

    def reach(self, standing: Standing) -> Reach:
        """Where one of the group comes."""
        return self.places[standing.best], self.places[standing.worst]


@define(eq=False)
class Competition:
    """All candidates of a quota."""

    evaluation: Evaluation
    rule: ir.Quota
    tied: Mapping[SubjectId, int] = field(factory=dict)
    """The outcomes of turns that are already known not to settle it: `UNDETERMINED`, since too many tie."""
    _alike: dict[str, bool] = field(init=False, factory=dict)
    _crowds: dict[tuple[int, SubjectId], _Crowd] = field(init=False, factory=dict)
    _kinds: dict[tuple[int, SubjectId, bool], Kind] = field(init=False, factory=dict)
    _turns: Turns | None = field(init=False, default=None)

    def outcomes(self, subject: SubjectId) -> int:
        """Whether there is a seat for a subject that is taken to have the standard."""
        return _OfMany(self.evaluation, self.rule, subject, self).outcomes()

    def is_alike(self, limit: ir.Limit) -> bool:
        """Whether the base does not look back at the candidate, and so is one for all of a group."""
        if limit.code not in self._alike:
            where = None if limit.base is None else limit.base.members.where
            self._alike[limit.code] = where is None or asks_of_element(where)
        return self._alike[limit.code]

    def turns(self, binding: Sequence[int]) -> Turns:
        """All candidates in turn before the limits that bind; these are the same for all."""
        if self._turns is None:
            self._turns = Turns(self.evaluation, self.rule, binding)
        return self._turns

    def crowd(self, seating: Seating, position: int, group: SubjectId) -> _Crowd:
        """Everybody who may be in the group of a candidate."""
        found = self._crowds.get((position, group))
        if found is None:
            found = self._crowds[position, group] = self._gathered(seating, position)
        return found

    def _gathered(self, seating: Seating, position: int) -> _Crowd:
        evaluation, rule, limit = self.evaluation, self.rule, self.rule.limits[position]
        groups = evaluation.groups(seating.subject, limit.group)
        peers = list(evaluation.peers(rule.subject, limit.group, groups))
        standings = [evaluation.standing(rule, other) for other, _ in peers]
        corners = sorted({corner for each in standings for corner in (each.best, each.worst)})
        places = {corner: number for number, corner in enumerate(corners)}
        crowd = _Crowd(may_have_more(evaluation, rule.subject, limit.group, groups), places)
        for (other, theirs), standing in zip(peers, standings, strict=True):
            member, (best, worst) = theirs.sure is not None, crowd.reach(standing)
            kind = self.kind(seating, position, other, member)
            alike = crowd.kinds.setdefault(kind, _RivalClass())
            alike.best.append(best)
            alike.worst.append(worst)
            crowd.fixed += kind[0].bases == (True,)
            crowd.doubtful += len(kind[0].bases) == 2
            crowd.changeable += not seating.is_fixed(limit, other, member)
            if seating.is_movable(limit, other):
                crowd.movable.best.append(best)
                crowd.movable.worst.append(worst)
            crowd.unqualified += not is_settled(standing.standard)
        for alike in (crowd.movable, *crowd.kinds.values()):
            alike.best.sort()
            alike.worst.sort()
        return crowd

    def kind(self, seating: Seating, position: int, other: SubjectId, member: bool) -> Kind:
        """What a subject does to a limit, if it comes first; `member`: it is surely in the group."""
        key = (position, other, member)
        found = self._kinds.get(key)
        if found is None:
            inner, further = seating.ways(position, other)
            rival = evolve(seating.rival(position, other, member, True, True), inner=inner)
            limits = self.rule.limits
            found = rival, tuple((each, self.evaluation.groups(other, limits[each].group).sure) for each in further)
            self._kinds[key] = found
        return found

    def span(self, crowd: _Crowd, limit: ir.Limit, subject: SubjectId, fixed: int, doubtful: int) -> Span:
        """The seats of a limit in the group of a subject, with so many in the base, and so many more perhaps."""
        found = crowd.spans.get((fixed, doubtful))
        if found is None:
            sizes = range(fixed, fixed + doubtful + 1) if limit.base is not None else (fixed,)
            seats = [self.evaluation.seats(limit, subject, point(size)) for size in sizes]
            found = crowd.spans[fixed, doubtful] = Span(seats, doubtful)
        return found


@frozen(slots=False)
class _OfMany(Seating):
    """One candidate before the limits, which finds the others of its groups counted and sorted."""

    competition: Competition

    def is_settled(self, position: int) -> bool:
        limit = self.rule.limits[position]
        group = self.evaluation.groups(self.subject, limit.group).sure
        if group is None or not self.competition.is_alike(limit):
            return super().is_settled(position)
        crowd = self.competition.crowd(self, position, group)
        others = crowd.unqualified - (not is_settled(self.mine.standard))
        if not self.mine.placed or crowd.more or crowd.changeable or others:
            return False
        return crowd.movable.is_apart_from(crowd.places[self.mine.best])

    def in_turn(self, binding: Sequence[int]) -> int | None:
        if self.subject in self.competition.tied:
            return self.competition.tied[self.subject]
        if not all(self.competition.is_alike(self.rule.limits[position]) for position in binding):
            return super().in_turn(binding)
        return self.competition.turns(binding).outcome(self.subject)

    def under(self, position: int, settled: bool) -> int:
        limit = self.rule.limits[position]
        group = self.evaluation.groups(self.subject, limit.group).sure
        if group is None or not self.competition.is_alike(limit):
            return super().under(position, settled)
        crowd = self.competition.crowd(self, position, group)
        bases = self.competition.kind(self, position, self.subject, True)[0].bases
        own = MET if limit.within_base else self.in_base(limit, self.subject)
        fixed = crowd.fixed - (bases == (True,)) + (own == MET)
        doubtful = crowd.doubtful - (len(bases) == 2) + bool(own & _MAYBE and own != MET)
        span = self.competition.span(crowd, limit, self.subject, fixed, doubtful)
        if not span.ordered:
            return UNDETERMINED
        ahead = list(self._ahead(crowd, position))
        beyond = self.evaluation.seats(limit, self.subject, Possible(fixed, None)) if crowd.more else None
        if (beyond is None or is_unlimited(beyond.low)) and span.holds(self._most(ahead)):
            return MET | span.vague
        taken, gains = self._fewest(ahead)
        if span.is_full(taken, gains) if beyond is None else beyond.high is not None and beyond.high - taken < 1:
            return NOT_MET | span.vague
        return UNDETERMINED if settled and span.exact and not span.vague else OPEN

    def _ahead(self, crowd: _Crowd, position: int) -> Iterator[_Ahead]:
        """Those who come before this candidate, by kind."""
        same = crowd.kinds.get(self.competition.kind(self, position, self.subject, True))
        mine = crowd.reach(self.mine)
        itself = _RivalClass([mine[0]], [mine[1]]).ahead_of(mine, self.rule.ties)
        # limits that would stop this one too, with the group in which they would
        shared = {
            at: self.evaluation.groups(self.subject, limit.group).sure
            for at, limit in enumerate(self.rule.limits)
            if at != position and self.counts(limit, self.subject) == MET
        }
        for kind, alike in crowd.kinds.items():
            perhaps, surely = alike.ahead_of(mine, self.rule.ties)
            if alike is same:
                perhaps, surely = perhaps - itself[0], surely - itself[1]
            if perhaps:
                rival, further = kind
                blocked = any(group is None or group != shared.get(at) for at, group in further)
                yield _Ahead(rival, perhaps, surely, blocked)

    def _most(self, ahead: Sequence[_Ahead]) -> list[tuple[int, int]]:
        """Bounds on the seats taken first: so many, and how many more if as many of the doubtful count."""
        # as for one candidate alone, narrower limits that stop some let through no more than their own seats
        narrow = set() if self.rule.ties == "all" else {at for each in ahead for at, sure in each.rival.inner if sure}
        ways = []
        for size in range(len(narrow) + 1):
            for chosen in combinations(sorted(narrow), size):
                start = sum(self.room(position, most=True) for position in chosen)
                gains = 0
                for each in ahead:
                    if not any(sure and at in chosen for at, sure in each.rival.inner):
                        most = each.rival.most
                        start += most[each.rival.bases[0]] * each.perhaps
                        gains += (each.is_doubtful and most[1] - most[0]) * each.perhaps
                ways.append((start, gains))
        return ways

    def _fewest(self, ahead: Sequence[_Ahead]) -> tuple[int, int]:
        """How many seats must be taken first, and how many more if all of the doubtful count."""
        taken = gains = inside = 0
        capped: dict[int, int] = {}
        for each in ahead:
            rival = each.rival
            if rival.inner:
                inside += rival.may * each.perhaps
                if len(rival.inner) == 1 and not each.blocked:
                    at = rival.inner[0][0]
                    capped[at] = capped.get(at, 0) + rival.must * each.surely
            elif not each.blocked:
                taken += rival.least[rival.bases[0]] * each.surely
                gains += (each.is_doubtful and rival.least[1] - rival.least[0]) * each.surely
        for position, number in capped.items():
            room = self.room(position, most=False)
            if self.rule.ties != "none" or inside < room:
                taken += min(number, room)
        return taken, gains
