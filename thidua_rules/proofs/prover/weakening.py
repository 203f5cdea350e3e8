"""What a step may give up: the least that must be known of its parts for the whole to stay what it is used for."""

from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from typing import Literal

from attrs import frozen

from thidua_rules.program import ir
from thidua_rules.semantics.evaluation import combine
from thidua_rules.values import (
    ANYTHING,
    BOTH,
    EITHER_OF,
    MET,
    NEGATED,
    NOT_MET,
    excused,
    guarded,
    outcomes,
)

_BY_SIZE = sorted(range(1, ANYTHING + 1), key=lambda mask: (-len(outcomes(mask)), mask))


def weaken(masks: Sequence[int], combined: Callable[[Sequence[int]], int], allowed: int) -> list[int]:
    """The least that must be known of each mask so that their combination stays within `allowed`.

    As much is given up as that allows, last first, so that the first witnesses stay.
    """
    kept = list(masks)
    for index in reversed(range(len(kept))):
        known = kept[index]
        for wider in _BY_SIZE:
            if wider & known == known:
                kept[index] = wider
                if combined(kept) & ~allowed == 0:
                    break
    return kept


@frozen(cache_hash=True)
class Joined:
    """How the outcomes of parts make that of the whole.

    The parts of a requirement are its guard, if it is `guarded`, then what it asks, then its exceptions; those of an
    exception its test, then its guard.
    """

    how: Literal["negation", "conjunction", "disjunction", "exception", "leaf", "all", "any", "at_least", "none"]
    least: int = 0
    guarded: bool = False
    exceptions: int = 0

    @classmethod
    def of(cls, node: ir.Requirement | ir.Exempting) -> "Joined":
        """How a requirement or exception is made of its parts."""
        if isinstance(node, ir.Exempting):
            return cls("exception", guarded=node.guard is not None)
        return cls(node.group, node.least, node.guard is not None, len(node.exceptions))

    def outcome(self, masks: Sequence[int]) -> int:
        """The outcome of the whole."""
        match self.how:
            case "negation":
                return NEGATED[masks[0]]
            case "conjunction":
                return reduce(lambda result, mask: BOTH[result][mask], masks, MET)
            case "disjunction":
                return reduce(lambda result, mask: EITHER_OF[result][mask], masks, NOT_MET)
            case "exception":
                return guarded(masks[1], masks[0]) if self.guarded else masks[0]
            case how:
                asked = masks[self.guarded : len(masks) - self.exceptions]
                body = asked[0] if how == "leaf" else combine(how, self.least, asked)
                mask = excused(body, masks[len(masks) - self.exceptions :])
                return guarded(masks[0], mask) if self.guarded else mask

    def weakened(self, masks: Sequence[int], allowed: int) -> tuple[int, ...]:
        """The least that must be known of each part."""
        return _weakened(self, tuple(masks), allowed)


@lru_cache(maxsize=16384)
def _weakened(joined: Joined, masks: tuple[int, ...], allowed: int) -> tuple[int, ...]:
    return tuple(weaken(masks, joined.outcome, allowed))


NEGATION, CONJUNCTION, DISJUNCTION = Joined("negation"), Joined("conjunction"), Joined("disjunction")
