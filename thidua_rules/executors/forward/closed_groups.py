"""Seats and places in groups that surely have no further members: each group in one pass.

Of every candidate its place is given, and what it is to the one limit that binds: its standard, whether the limit
counts it and whether it is in the base. Where all of that is known of a group, it is sorted once. Where some is not,
those who may take a seat are sorted by their best places and those who must by their worst, and each candidate is
held against them. Before several limits candidates take their turn (`in_turn`); whatever is of neither form
(open groups, bases that look back at the candidate) is left to the general way, `seats.Competition`. The ways agree
where several apply; tests hold them to it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from attrs import frozen

from thidua_rules.executors.forward.exact import Held
from thidua_rules.executors.forward.places import Ends, Place, Ranking, ends, is_ranked, is_vague
from thidua_rules.executors.forward.seats import Span
from thidua_rules.program import ir
from thidua_rules.semantics.quotas import OPEN, counts_candidates
from thidua_rules.values import (
    MET,
    NO_VALUE,
    NOT_APPLICABLE,
    NOT_MET,
    UNDETERMINED,
    Possible,
    is_settled,
)

Groups = Sequence[Sequence[int]]
"""The members of groups, by position."""

_DEFINITE = (MET, NOT_MET)
_STANDARDS = (MET, NOT_MET, NOT_APPLICABLE)
_MAYBE = MET | UNDETERMINED
_LEVEL_WITH_LAST = {"council": UNDETERMINED, "all": MET, "none": NOT_MET}
"""What becomes of those who tie for the last seat."""

# ---------------------------------------------------------------- ranks


def settle_places(rankings: Sequence[Ranking], groups: Groups, units: Sequence[int], found: list[Held | None]) -> None:
    """Put the place of every member of these groups where it belongs among those found."""
    for members in groups:
        places = [rankings[at] for at in members]
        if all(type(place) is tuple for place in places):
            places.sort()
            for at in members:
                found[at] = bisect_left(places, rankings[at]) + 1
        else:
            _places_in_doubt(members, places, units, found)


def _places_in_doubt(
    members: Sequence[int], rankings: Sequence[Ranking], units: Sequence[int], found: list[Held | None]
) -> None:
    """The places within one group of which not all keys are known; who has a key outside the order has none."""
    ranked: list[tuple[int, Place, Place, bool]] = []
    for at, ranking in zip(members, rankings, strict=True):
        if isinstance(ranking, tuple):
            ranked.append((at, ranking, ranking, False))
        elif len(members) == 1 and is_ranked(ranking) and not is_vague(ranking):
            found[at] = 1
        elif is_ranked(ranking):
            ranked.append((at, *ends(ranking, units, ranked_only=True), is_vague(ranking)))
        else:
            found[at] = NO_VALUE
    best = sorted(each[1] for each in ranked)
    worst = sorted(each[2] for each in ranked if not each[3])
    for at, at_best, at_worst, vague in ranked:
        ahead = bisect_left(worst, at_best)
        # it counts itself where its own best comes before its worst
        perhaps = bisect_left(best, at_worst) - (at_best < at_worst)
        if vague:
            found[at] = Possible(1 + ahead, 1 + perhaps, undetermined=True)
        else:
            found[at] = 1 + ahead if ahead == perhaps else (1 + ahead, 1 + perhaps)


# ---------------------------------------------------------------- seats


@frozen(eq=False, slots=False)
class Kind:
    """What somebody is to a limit, and what it does to it if it comes first: one object for all who are alike.

    `bases` are the possible answers to whether it is in the base. Then how many seats, none or one, it may and must
    take, and how many more if that is in doubt and it is in the base after all: as `semantics.quotas.Rival` has it, for
    who is surely in the group.
    """

    standard: int
    counted: int
    inside: int
    known: bool
    takes: bool
    """Whether it takes a seat, where all of that is known."""
    bases: tuple[bool, ...]
    may: int
    more_may: int
    must: int
    more_must: int

    @cached_property
    def is_inside(self) -> bool:
        """Whether it surely is in the base."""
        return self.inside == MET

    @cached_property
    def is_counted(self) -> bool:
        """Whether the limit counts it, or may."""
        return self.counted != NOT_MET

    @cached_property
    def competes(self) -> bool:
        """Whether it may take a seat at all."""
        return bool(self.standard & _MAYBE) and bool(self.counted & _MAYBE)

    @cached_property
    def is_open(self) -> bool:
        """Whether the standard can still change."""
        return not is_settled(self.standard)

    @cached_property
    def is_doubtful(self) -> bool:
        """Whether something other than the standard can still change."""
        return not is_settled(self.inside) or not is_settled(self.counted)


def kinds_of(limit: ir.Limit, rule: ir.Quota) -> Callable[[int], Kind]:
    """From a standard, whether the limit counts and whether it is in the base, as `packed`, to what somebody is."""
    candidates = counts_candidates(limit, rule)

    def kind(packed: int) -> Kind:
        standard, counted, inside = packed >> 8, packed >> 4 & 15, packed & 15
        known = standard in _STANDARDS and counted in _DEFINITE and inside in _DEFINITE
        may = bool(standard & _MAYBE) and bool(counted & _MAYBE)
        must = standard == MET and counted == MET
        # who has the standard is in the base if that follows, and else not in the group
        takes = must and (inside == MET or not limit.within_base)
        if limit.base is None:
            return Kind(standard, counted, inside, known, takes, (True,), may, 0, must, 0)
        bases = tuple(answer for answer, bits in ((False, NOT_MET | UNDETERMINED), (True, _MAYBE)) if inside & bits)
        # who meets what the base asks for and is not in it is not in the group, and takes no seat of it
        beside = not limit.within_base and inside != MET
        # where the base is who competes, whoever is in it does
        must_inside = must or (counted == MET and candidates)
        most, least = ([may and beside, may], [must and beside, must_inside])
        more = [each[True] - each[False] if len(bases) == 2 else 0 for each in (most, least)]
        return Kind(standard, counted, inside, known, takes, bases, most[bases[0]], more[0], least[bases[0]], more[1])

    return kind


@frozen(slots=False)
class OneLimit:
    """The one limit of a quota that binds, and what is known of each candidate before it.

    `spans` gives the seats with so many members in the base and so many more perhaps, where nothing else bears on
    them; None if they hang on the group too, where `seats_of` a candidate tells them for a number in the base.
    """

    limit: ir.Limit
    ties: ir.Ties
    rankings: Sequence[Ranking]
    kinds: Sequence[Kind]
    units: Sequence[int]
    spans: Mapping[tuple[int, int], Span] | None
    seats_of: Callable[[int, int], Possible]

    def settle(self, groups: Groups, found: list[int]) -> None:
        """Put the outcome of every member of these groups where it belongs among those found."""
        kinds, rankings = self.kinds, self.rankings
        for members in groups:
            takers: list[Ranking] = []
            total = 0
            for at in members:
                kind = kinds[at]
                if kind.takes:
                    takers.append(rankings[at])
                if kind.is_inside:
                    total += 1
                if not kind.known:
                    break
            else:
                if self._settled(members, takers, total, found):
                    continue
            self._in_doubt(members, found)

    def _span_in(self, members: Sequence[int]) -> Callable[[int, int], Span]:
        """The seats of a group, for each number in the base and of those perhaps in it."""
        if self.spans is not None:
            shared = self.spans
            return lambda fixed, doubtful: shared[fixed, doubtful]
        known: dict[tuple[int, int], Span] = {}

        def span(fixed: int, doubtful: int) -> Span:
            found = known.get((fixed, doubtful))
            if found is None:
                found = span_of(self.limit, lambda size: self.seats_of(members[0], size), fixed, doubtful)
                known[fixed, doubtful] = found
            return found

        return span

    # ------------------------------------------------------------ everything known

    def _settled(self, members: Sequence[int], takers: list[Ranking], total: int, found: list[int]) -> bool:
        """The outcomes within one group, of which these take seats and so many are in the base; False if in doubt."""
        known = sorted(place for place in takers if isinstance(place, tuple))
        return len(known) == len(takers) and self.settle_known(members, known, total, len(members), found)

    def settle_known(
        self, asking: Sequence[int], known: Sequence[Place], total: int, size: int, found: list[int]
    ) -> bool:
        """The outcomes of some of a group of this size, in which so many are in the base and these places take seats.

        The places are in order; False, and nothing to be relied on, if seats or the places of those who ask are not
        known.
        """
        span = self._span_in(asking)
        # whoever is asked about is taken to have the standard, and so to be in the base if that follows
        seats = span(total, 0).whole
        more = span(total + 1, 0).whole if self.limit.within_base and total < size else seats
        if seats is None or more is None:
            return False
        if min(seats, more) > len(known):
            for at in asking:
                found[at] = MET
            return True
        kinds, rankings, level, number = self.kinds, self.rankings, _LEVEL_WITH_LAST[self.ties], len(known)
        for at in asking:
            kind = kinds[at]
            room = seats if kind.is_inside else more
            if room > number or not kind.is_counted:
                found[at] = MET
            elif room <= 0:
                found[at] = NOT_MET
            else:
                last, place = known[room - 1], rankings[at]
                if type(place) is not tuple:
                    return False
                if place == last:
                    tied = not kind.takes or (room < number and known[room] == last)
                    found[at] = level if tied else MET
                else:
                    found[at] = MET if place < last else NOT_MET
        return True

    # ------------------------------------------------------------ something not known

    def _in_doubt(self, members: Sequence[int], found: list[int]) -> None:
        """The outcomes within one group of which not everything is known."""
        # the places of those who may, and who must, take a seat first, and of those who do if they are in the base
        may: list[Place] = []
        more_may: list[Place] = []
        must: list[Place] = []
        more_must: list[Place] = []
        mine: list[tuple[Kind, Ends]] = []
        # the places of those who may take a seat in a place that is not known
        early: list[Place] = []
        late: list[Place] = []
        fixed = doubtful = changeable = unqualified = 0
        for at in members:
            ranking, kind = self.rankings[at], self.kinds[at]
            reach = (ranking, ranking) if isinstance(ranking, tuple) else ends(ranking, self.units)
            mine.append((kind, reach))
            best, worst = reach
            if kind.may:
                may.append(best)
            if kind.must:
                must.append(worst)
            if len(kind.bases) == 2:
                doubtful += 1
                more_may.extend([best] * kind.more_may)
                more_must.extend([worst] * kind.more_must)
            elif kind.bases[0]:
                fixed += 1
            changeable += kind.is_doubtful
            if kind.competes and best != worst:
                early.append(best)
                late.append(worst)
            unqualified += kind.is_open
        for each in (may, more_may, must, more_must, early, late):
            each.sort()
        reaches_first = bisect_left if self.ties == "all" else bisect_right
        stays_first = bisect_right if self.ties == "none" else bisect_left
        span = self._span_in(members)
        spans: dict[Kind, Span] = {}
        for at, (kind, (best, worst)) in zip(members, mine, strict=True):
            if not kind.counted & _MAYBE:
                found[at] = MET
                continue
            seats = spans.get(kind)
            if seats is None:
                own = MET if self.limit.within_base else kind.inside
                sure = fixed - (kind.bases == (True,)) + (own == MET)
                seats = span(sure, doubtful - (len(kind.bases) == 2) + bool(own & _MAYBE and own != MET))
                spans[kind] = seats
            # a candidate does not come before itself
            itself = best < worst if self.ties == "all" else True
            surely = best == worst and self.ties == "none"
            mask = self._held(
                seats,
                best == worst
                and not changeable
                and unqualified == kind.is_open
                # all others whose place is not known are surely before this one or surely after
                and bisect_right(early, best) == bisect_left(late, best),
                reaches_first(may, worst) - (kind.may and itself),
                reaches_first(more_may, worst) - (kind.more_may and itself),
                stays_first(must, best) - (kind.must and surely),
                stays_first(more_must, best) - (kind.more_must and surely),
            )
            found[at] = mask if kind.counted == MET else mask | MET

    def _held(self, seats: Span, settled: bool, most: int, most_more: int, fewest: int, fewest_more: int) -> int:
        """The outcome, where at most and at least so many seats are taken first, and more if the doubtful count."""
        if not seats.ordered:
            return UNDETERMINED
        if seats.spare[most_more] - most >= 1:
            return MET | seats.vague
        if seats.reach[fewest_more] - fewest < 1:
            return NOT_MET | seats.vague
        return UNDETERMINED if settled and seats.exact and not seats.vague else OPEN


def span_of(limit: ir.Limit, seats: Callable[[int], Possible], fixed: int, doubtful: int) -> Span:
    """The seats with so many in the base, and with each number of those perhaps in it."""
    sizes = range(fixed, fixed + doubtful + 1) if limit.base is not None else (fixed,)
    return Span([seats(size) for size in sizes], doubtful)
