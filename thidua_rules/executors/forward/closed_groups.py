"""Seats and places in groups that surely have no further members, before one limit: each group in one pass.

Of every candidate a row is given: its place, its standard, whether the limit counts it and whether it is in the base.
Where all of that is known of a group, it is sorted once. Where some is not, those who do the same to the limit are
one class, sorted by their best and by their worst places, and a candidate is held against the classes. Whatever is
not of this form (several limits, open groups, bases that look back at the candidate) is left to the general way,
`seats.Competition`. The two agree where both apply; tests hold them to it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import define, field, frozen

from thidua_rules.executors.forward.places import Ends, Place
from thidua_rules.executors.forward.seats import Span
from thidua_rules.program import ir
from thidua_rules.semantics.quotas import OPEN
from thidua_rules.values import MET, NOT_APPLICABLE, NOT_MET, UNDETERMINED, Possible, is_settled, point

Row = tuple[Place | None, int, int, int]
"""Of a candidate its place (None: not plainly known), standard, whether it is counted, and whether in the base."""

_DEFINITE = frozenset([MET, NOT_MET])
_STANDARDS = frozenset([MET, NOT_MET, NOT_APPLICABLE])
_MAYBE = MET | UNDETERMINED


@frozen
class Grouped:
    """The members of each group by position, and of which groups there may be others."""

    members: Sequence[Sequence[int]]
    is_open: Sequence[bool]
    is_unsure: Sequence[bool]

    def closed(self) -> Iterator[Sequence[int]]:
        """The members of each group that surely has no others."""
        for members, is_open, is_unsure in zip(self.members, self.is_open, self.is_unsure, strict=True):
            if members and not is_open and not is_unsure:
                yield members


def settled_places(places: Sequence[Place | None], grouped: Grouped) -> list[Possible | None]:
    """The place of every subject of a group of whose members all keys are known; None for all others."""
    found: list[Possible | None] = [None] * len(places)
    for members in grouped.closed():
        known = [place for position in members if (place := places[position]) is not None]
        if len(known) == len(members):
            known.sort()
            for position in members:
                place = places[position]
                assert place is not None
                found[position] = point(bisect_left(known, place) + 1)
    return found


Class = tuple[tuple[bool, ...], bool, bool, bool, bool]
"""What somebody who comes first does to a limit.

The possible answers to whether it is in the base; whether it may, and whether it must, take a seat if it is not; and
the same if it is. As `semantics.quotas.Rival` has it, for somebody who is surely in the group.
"""


@define
class _Alike:
    """The places of those of one class, each end sorted."""

    best: list[Place] = field(factory=list)
    worst: list[Place] = field(factory=list)


@frozen(slots=False)
class OneLimit:
    """The one limit of a quota that binds, and what is known of each candidate before it.

    `spans` gives the seats with so many members in the base and so many more perhaps, where nothing else bears on
    them; None if they hang on the group too. `candidates` says that the base is just who competes.
    """

    limit: ir.Limit
    ties: ir.Ties
    rows: Sequence[Row]
    grouped: Grouped | None
    spans: Mapping[tuple[int, int], Span] | None
    candidates: bool
    ends_of: Callable[[int], Ends]
    seats_of: Callable[[int, int], Possible]

    def outcomes(self) -> list[int]:
        """The outcome of every candidate of a closed group; 0 for all others."""
        found = [0] * len(self.rows)
        for members in () if self.grouped is None else self.grouped.closed():
            takers: list[Place] = []
            total = 0
            for position in members:
                place, standard, counted, inside = self.rows[position]
                if place is None or standard not in _STANDARDS or counted not in _DEFINITE or inside not in _DEFINITE:
                    self._in_doubt(members, found)
                    break
                total += inside == MET
                if self._takes(standard, counted, inside):
                    takers.append(place)
            else:
                takers.sort()
                self._settled(members, takers, total, found)
        return found

    def _takes(self, standard: int, counted: int, inside: int) -> bool:
        """Whether somebody takes a seat: who has the standard is in the base if that follows, or not in the group."""
        return standard == MET and counted == MET and (inside == MET or not self.limit.within_base)

    def _spans(self, position: int, known: dict[tuple[int, int], Span]) -> Callable[[int, int], Span]:
        """The seats of the group of a candidate, for each number in the base and of those perhaps in it."""
        if self.spans is not None:
            shared = self.spans
            return lambda fixed, doubtful: shared[fixed, doubtful]

        def span(fixed: int, doubtful: int) -> Span:
            found = known.get((fixed, doubtful))
            if found is None:
                found = span_of(self.limit, lambda size: self.seats_of(position, size), fixed, doubtful)
                known[fixed, doubtful] = found
            return found

        return span

    # ------------------------------------------------------------ everything known

    def _settled(self, members: Sequence[int], takers: Sequence[Place], total: int, found: list[int]) -> None:
        """The outcomes within one group, of which these take seats and so many are in the base."""
        span, ties = self._spans(members[0], {}), self.ties
        for position in members:
            place, standard, counted, inside = self.rows[position]
            if counted == NOT_MET:
                found[position] = MET
                continue
            assert place is not None
            # whoever is asked about is taken to have the standard, and so to be in the base if that follows
            seats = span(total + (self.limit.within_base and inside != MET), 0)
            before = bisect_left(takers, place)
            level = bisect_right(takers, place) - self._takes(standard, counted, inside)
            most = before if ties == "all" else level
            fewest = level if ties == "none" else before
            if seats.whole is None:
                found[position] = self._held(seats, (most, 0), (fewest, 0), True)
            else:
                found[position] = MET if most < seats.whole else NOT_MET if fewest >= seats.whole else UNDETERMINED

    def _held(self, seats: Span, most: tuple[int, int], fewest: tuple[int, int], settled: bool) -> int:
        """The outcome, where at most and at least so many seats are taken first, and more if the doubtful count."""
        if not seats.ordered:
            return UNDETERMINED
        if seats.holds([most]):
            return MET | seats.vague
        if seats.is_full(*fewest):
            return NOT_MET | seats.vague
        return UNDETERMINED if settled and seats.exact and not seats.vague else OPEN

    # ------------------------------------------------------------ something not known

    def _in_doubt(self, members: Sequence[int], found: list[int]) -> None:
        """The outcomes within one group of which not everything is known."""
        span = self._spans(members[0], {})
        classes: dict[Class, _Alike] = {}
        mine: list[tuple[Class, Ends]] = []
        unplaced = unqualified = 0
        for position in members:
            place, standard, counted, inside = self.rows[position]
            at = (place, place) if place is not None else self.ends_of(position)
            kind = self._class(standard, counted, inside)
            alike = classes.setdefault(kind, _Alike())
            alike.best.append(at[0])
            alike.worst.append(at[1])
            mine.append((kind, at))
            # in which place somebody stands who surely takes no seat bears on nobody else
            doubted = at[0] != at[1] and bool(standard & _MAYBE) and bool(counted & _MAYBE)
            unplaced += doubted or not is_settled(inside) or not is_settled(counted)
            unqualified += not is_settled(standard)
        for alike in classes.values():
            alike.best.sort()
            alike.worst.sort()
        fixed = sum(len(alike.best) for kind, alike in classes.items() if kind[0] == (True,))
        doubtful = sum(len(alike.best) for kind, alike in classes.items() if len(kind[0]) == 2)
        for position, (kind, at) in zip(members, mine, strict=True):
            _, standard, counted, inside = self.rows[position]
            if not counted & _MAYBE:
                found[position] = MET
                continue
            own = MET if self.limit.within_base else inside
            sure = fixed - (kind[0] == (True,)) + (own == MET)
            perhaps = doubtful - (len(kind[0]) == 2) + bool(own & _MAYBE and own != MET)
            settled = at[0] == at[1] and not unplaced and unqualified == (not is_settled(standard))
            most, fewest = self._taken(classes.items(), kind, at)
            mask = self._held(span(sure, perhaps), most, fewest, settled)
            found[position] = mask if counted == MET else mask | MET

    def _class(self, standard: int, counted: int, inside: int) -> Class:
        """What somebody does to the limit if it comes first."""
        may = bool(standard & _MAYBE) and bool(counted & _MAYBE)
        must = standard == MET and counted == MET
        if self.limit.base is None:
            return (True,), False, False, may, must
        bases = tuple(answer for answer, bits in ((False, NOT_MET | UNDETERMINED), (True, _MAYBE)) if inside & bits)
        # who meets what the base asks for and is not in it is not in the group, and takes no seat of it
        beside = not self.limit.within_base and inside != MET
        # where the base is who competes, whoever is in it does
        return bases, may and beside, must and beside, may, must or (counted == MET and self.candidates)

    def _taken(
        self, classes: Iterable[tuple[Class, _Alike]], own: Class, at: Ends
    ) -> tuple[tuple[int, int], tuple[int, int]]:
        """The most and the fewest seats that those ahead take, each with how many more if as many doubtful count."""
        best, worst = at
        most = most_more = fewest = fewest_more = 0
        for kind, alike in classes:
            bases, may_beside, must_beside, may_inside, must_inside = kind
            perhaps = bisect_left(alike.best, worst) if self.ties == "all" else bisect_right(alike.best, worst)
            surely = bisect_right(alike.worst, best) if self.ties == "none" else bisect_left(alike.worst, best)
            if kind == own:
                # a candidate does not come before itself
                perhaps -= best < worst if self.ties == "all" else best <= worst
                surely -= worst <= best if self.ties == "none" else worst < best
            if bases[0]:
                most += may_inside * perhaps
                fewest += must_inside * surely
            else:
                most += may_beside * perhaps
                fewest += must_beside * surely
                if len(bases) == 2:
                    most_more += (may_inside - may_beside) * perhaps
                    fewest_more += (must_inside - must_beside) * surely
        return (most, most_more), (fewest, fewest_more)


def span_of(limit: ir.Limit, seats: Callable[[int], Possible], fixed: int, doubtful: int) -> Span:
    """The seats with so many in the base, and with each number of those perhaps in it."""
    sizes = range(fixed, fixed + doubtful + 1) if limit.base is not None else (fixed,)
    return Span([seats(size) for size in sizes], doubtful)


__all__ = ["Grouped", "OneLimit", "Row", "settled_places", "span_of"]
