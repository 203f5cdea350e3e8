"""Seats and places in groups of which everything that bears on them is plainly known: one sort, one pass.

A group is settled if nobody else may be in it and, of all its members, the place in the order, the standard, whether
the limit counts them and whether they are in its base are known. Whoever is in another group is left to the general
way. The two agree where both apply; tests hold them to it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import floor
from typing import Any

from attrs import frozen

from thidua_rules.program import ir
from thidua_rules.values import MET, NOT_APPLICABLE, NOT_MET, UNDETERMINED, Number, Possible

Place = tuple[Any, ...]
"""The keys of a subject as plain numbers, so that a lesser tuple comes before a greater one."""
Row = tuple[Place | None, int, int, int]
"""Of a candidate its place (None: not plainly known), standard, whether it is counted, and whether in the base."""

PLAIN_KEYS = tuple({MET: 1, NOT_MET: 0}.get(mask) for mask in range(16))
"""A condition as a sort key, by its mask: met comes after not met, so that `descending` puts it first."""

_DEFINITE = frozenset([MET, NOT_MET])
_STANDARDS = frozenset([MET, NOT_MET, NOT_APPLICABLE])


def number_of(value: Possible) -> Number | None:
    """The number that a value surely is; None if it may be anything else."""
    return value.low if value.ordered and value.is_point else None


def whole_of(seats: Possible) -> int | None:
    """How many whole seats there surely are; None if that is not known."""
    number = number_of(seats)
    return None if number is None else floor(number)


def descending(number: Any) -> Any:
    """A number so that greater ones come first; exact."""
    return number.copy_negate() if type(number) is Decimal else -number


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
                found[position] = _PLACES[bisect_left(known, place) + 1]
    return found


class _Points(dict[int, Possible]):
    def __missing__(self, number: int) -> Possible:
        made = self[number] = Possible(number, number)
        return made


_PLACES: Mapping[int, Possible] = _Points()


@frozen
class SettledLimit:
    """The one limit of a quota that binds, and what is known of each candidate before it.

    `seats` says how many there are, as `whole_of` has it, for each size of the base; None if that hangs on the group.
    """

    limit: ir.Limit
    rows: Sequence[Row]
    grouped: Grouped | None
    seats: Mapping[int, int | None] | None

    def outcomes(self, ties: ir.Ties, seats_of: Callable[[int, int], Possible]) -> list[int]:
        """The outcome of every candidate of a settled group; 0 for all others.

        `seats_of` gives the seats for a candidate, by its position, with so many in the base.
        """
        found = [0] * len(self.rows)
        for members in () if self.grouped is None else self.grouped.closed():
            takers: list[Place] = []
            total = 0
            for position in members:
                place, standard, counted, inside = self.rows[position]
                if place is None or standard not in _STANDARDS or counted not in _DEFINITE or inside not in _DEFINITE:
                    break
                total += inside == MET
                if self._takes(standard, counted, inside):
                    takers.append(place)
            else:
                takers.sort()
                self._seat(members, takers, total, ties, seats_of, found)
        return found

    def _takes(self, standard: int, counted: int, inside: int) -> bool:
        """Whether somebody takes a seat: who has the standard is in the base if that follows, or not in the group."""
        return standard == MET and counted == MET and (inside == MET or not self.limit.within_base)

    def _seat(
        self,
        members: Sequence[int],
        takers: Sequence[Place],
        total: int,
        ties: ir.Ties,
        seats_of: Callable[[int, int], Possible],
        found: list[int],
    ) -> None:
        """The outcomes within one group, of which these take seats and so many are in the base."""
        sizes: dict[int, int | None] = {}
        for position in members:
            place, standard, counted, inside = self.rows[position]
            if counted == NOT_MET:
                found[position] = MET
                continue
            # whoever is asked about is taken to have the standard, and so to be in the base if that follows
            base = total + (self.limit.within_base and inside != MET)
            if base not in sizes:
                sizes[base] = whole_of(seats_of(position, base)) if self.seats is None else self.seats[base]
            seats = sizes[base]
            if seats is None:
                continue
            assert place is not None
            before = bisect_left(takers, place)
            level = bisect_right(takers, place) - self._takes(standard, counted, inside)
            most = before if ties == "all" else level
            fewest = level if ties == "none" else before
            found[position] = MET if most < seats else NOT_MET if fewest >= seats else UNDETERMINED


__all__ = ["PLAIN_KEYS", "Grouped", "SettledLimit", "descending", "number_of", "settled_places", "whole_of"]
