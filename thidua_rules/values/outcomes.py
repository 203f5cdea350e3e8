"""Outcomes of conditions: what is still possible as a set of bits, and how conditions combine."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Final

MET: Final = 1
NOT_MET: Final = 2
NOT_APPLICABLE: Final = 4
UNDETERMINED: Final = 8
EITHER: Final = MET | NOT_MET
ANYTHING: Final = 15


class Status(Enum):
    """The verdict shown to people; the value is a stable word for files."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


_SHOWN = {MET: Status.MET, NOT_MET: Status.NOT_MET, NOT_APPLICABLE: Status.NOT_APPLICABLE}


def status_of(mask: int) -> Status:
    """The verdict that a mask amounts to: a single outcome of the first three, else unknown."""
    return _SHOWN.get(mask, Status.UNKNOWN)


def is_settled(mask: int) -> bool:
    """Whether further facts can no longer change the mask."""
    return mask & (mask - 1) == 0


def outcomes(mask: int) -> list[int]:
    """The single outcomes in a mask."""
    return [bit for bit in (MET, NOT_MET, NOT_APPLICABLE, UNDETERMINED) if mask & bit]


def _both(a: int, b: int) -> int:
    if NOT_APPLICABLE in (a, b):
        return b if a == NOT_APPLICABLE else a
    if NOT_MET in (a, b):
        return NOT_MET
    return UNDETERMINED if UNDETERMINED in (a, b) else MET


def _either(a: int, b: int) -> int:
    if NOT_APPLICABLE in (a, b):
        return b if a == NOT_APPLICABLE else a
    if MET in (a, b):
        return MET
    return UNDETERMINED if UNDETERMINED in (a, b) else NOT_MET


def _lift(operation: Callable[[int, int], int]) -> tuple[tuple[int, ...], ...]:
    """The table of an operation on single outcomes, extended to sets of outcomes."""

    def extended(a: int, b: int) -> int:
        result = 0
        for one in outcomes(a):
            for other in outcomes(b):
                result |= operation(one, other)
        return result

    return tuple(tuple(extended(a, b) for b in range(16)) for a in range(16))


BOTH: Final = _lift(_both)
EITHER_OF: Final = _lift(_either)
NEGATED: Final = tuple(sum({MET: NOT_MET, NOT_MET: MET}.get(bit, bit) for bit in outcomes(mask)) for mask in range(16))
APPLIED: Final = tuple((mask & 11) | (NOT_MET if mask & NOT_APPLICABLE else 0) for mask in range(16))
"""A conclusion inside a larger expression: not applicable counts as not met."""


def all_of(masks: Iterable[int]) -> int:
    """Every child is met, those not applicable left out; not applicable when no child is left."""
    result = NOT_APPLICABLE
    for mask in masks:
        result = BOTH[result][mask]
    return result


def any_of(masks: Iterable[int]) -> int:
    """Some child is met, those not applicable left out; not applicable when no child is left."""
    result = NOT_APPLICABLE
    for mask in masks:
        result = EITHER_OF[result][mask]
    return result


def none_of(masks: Iterable[int]) -> int:
    """No child is met, those not applicable left out; not applicable when no child is left."""
    return NEGATED[any_of(masks)]


def at_least(least: int, masks: Sequence[int]) -> int:
    """At least so many children are met; those not applicable count for nothing, and the number stays."""
    states = {(0, 0, False)}
    for mask in masks:
        states = {
            (met + (bit == MET), open_ + (bit == UNDETERMINED), some or bit != NOT_APPLICABLE)
            for met, open_, some in states
            for bit in outcomes(mask)
        }
    result = 0
    for met, open_, some in states:
        if not some:
            result |= NOT_APPLICABLE
        elif met >= least:
            result |= MET
        else:
            result |= UNDETERMINED if met + open_ >= least else NOT_MET
    return result


def guarded(guard: int, mask: int) -> int:
    """A node under `áp dụng khi`: itself where the guard is met, not applicable where it is not, both if unknown."""
    result = 0
    if guard & (MET | UNDETERMINED):
        result |= mask
    if guard & (NOT_MET | NOT_APPLICABLE | UNDETERMINED):
        result |= NOT_APPLICABLE
    return result


def excused(mask: int, exceptions: Iterable[int]) -> int:
    """A requirement under `trừ khi`: met where an exception is; what is not applicable stays so."""
    applicable = mask & ~NOT_APPLICABLE
    for exception in exceptions:
        applicable = EITHER_OF[applicable][APPLIED[exception]] if applicable else 0
    return applicable | (mask & NOT_APPLICABLE)
