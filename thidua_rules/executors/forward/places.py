"""The keys of candidates as plain numbers: one tuple where they are known, two ends where they are not."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from thidua_rules.executors.forward.exact import Held
from thidua_rules.semantics.groups import may_be_unranked
from thidua_rules.values import MET, NOT_MET, UNDETERMINED, Number, Possible

Place = tuple[Any, ...]
"""The keys of a subject as numbers in the order's own unit, so that a lesser tuple comes before a greater one."""
Keys = list[tuple[Held, bool]]
"""What is held of each key, and whether greater comes first."""
Ranking = Place | Keys
"""What is known of the place of a subject: the place itself, or its keys if one of them is not plainly known."""
Ends = tuple[Place, Place]
"""The place of a subject at its best and at its worst."""

PLAIN_KEYS = tuple({MET: 1, NOT_MET: 0}.get(mask) for mask in range(16))
"""A condition as a sort key, by its mask: met comes after not met, so that `descending` puts it first."""


@frozen(order=False)
class _Beyond:
    """Stands before or after every number."""

    rank: int

    def __lt__(self, other: object) -> bool:
        return self.rank < (other.rank if isinstance(other, _Beyond) else 0)

    def __gt__(self, other: object) -> bool:
        return self.rank > (other.rank if isinstance(other, _Beyond) else 0)

    def __le__(self, other: object) -> bool:
        return self == other or self < other

    def __ge__(self, other: object) -> bool:
        return self == other or self > other


_FIRST, _LAST, _NOWHERE = _Beyond(-1), _Beyond(1), _Beyond(2)


CONDITION_KEYS = tuple(Possible(int(mask == MET), int(bool(mask & (MET | UNDETERMINED)))) for mask in range(16))
"""The same where it is not plainly known."""


def number_of(value: Possible) -> Number | None:
    """The number that a value surely is; None if it may be anything else."""
    return value.low if value.ordered and value.is_point else None


def ends(keys: Keys, units: Sequence[int], *, ranked_only: bool = False) -> Ends:
    """The place at its best and at its worst, of keys so many of whose units make one of the order's.

    A key without a place in the order comes after all that have one, as `semantics.quotas.standing` has it, unless
    `ranked_only` such are looked at, as `semantics.groups.rank` does.
    """
    best: list[Any] = []
    worst: list[Any] = []
    for (held, greater_first), unit in zip(keys, units, strict=True):
        first: Number | None
        last: Number | None
        if isinstance(held, Possible):
            first, last = (None if each is None else each * unit for each in (held.low, held.high))
        else:
            first, last = held if isinstance(held, tuple) else (held, held)
        if greater_first:
            first, last = _opposite(last), _opposite(first)
        best.append(_FIRST if first is None else first)
        worst.append(_LAST if last is None else last)
        if not ranked_only and isinstance(held, Possible) and may_be_unranked([(held, greater_first)]):
            worst[-1] = _NOWHERE
            if not held.ordered:
                best[-1] = _NOWHERE
    return tuple(best), tuple(worst)


def _opposite(number: Number | None) -> Number | None:
    return None if number is None else -number


def is_ranked(keys: Keys) -> bool:
    """Whether every key may have a place in the order."""
    return all(not isinstance(held, Possible) or held.ordered for held, _ in keys)


def is_vague(keys: Keys) -> bool:
    """Whether one of the keys may have no place in the order."""
    return may_be_unranked((held, False) for held, _ in keys if isinstance(held, Possible))
