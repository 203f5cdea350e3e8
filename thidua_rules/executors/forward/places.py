"""The keys of candidates as plain numbers: one tuple where they are known, two ends where they are not."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from thidua_rules.semantics.groups import may_be_unranked
from thidua_rules.values import MET, NOT_MET, UNDETERMINED, Key, Number, Possible

Place = tuple[Any, ...]
"""The keys of a subject as numbers in the order's own unit, so that a lesser tuple comes before a greater one."""
Ranking = Place | list[Key]
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


def descending(number: Any) -> Any:
    """A number so that greater ones come first; exact."""
    return number.copy_negate() if type(number) is Decimal else -number


def ends(keys: Sequence[Key], units: Sequence[int], *, ranked_only: bool = False) -> Ends:
    """The place at its best and at its worst, of keys so many of whose units make one of the order's.

    A key without a place in the order comes after all that have one, as `semantics.quotas.standing` has it, unless
    `ranked_only` such are looked at, as `semantics.groups.rank` does.
    """
    return (
        tuple(_end(key, unit, best=True, ranked=ranked_only) for key, unit in zip(keys, units, strict=True)),
        tuple(_end(key, unit, best=False, ranked=ranked_only) for key, unit in zip(keys, units, strict=True)),
    )


def _end(key: Key, unit: int, best: bool, ranked: bool) -> Any:
    value, greater_first = key
    if not ranked and (not value.ordered or (not best and may_be_unranked([key]))):
        return _NOWHERE
    end = value.high if best == greater_first else value.low
    if end is None:
        return _FIRST if best else _LAST
    number = Fraction(end) * unit
    # whole numbers and decimals are compared many times faster than fractions
    plain = number.numerator if number.denominator == 1 else number
    return -plain if greater_first else plain


__all__ = ["CONDITION_KEYS", "PLAIN_KEYS", "Ends", "Place", "Ranking", "descending", "ends", "number_of"]
