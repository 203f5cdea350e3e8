"""Best and worst places in an order, and values cut into cells between breakpoints."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import floor

from thidua_rules.values.comparisons import covers
from thidua_rules.values.possible import NO_VALUE, NONE_KNOWN, Number, Possible, options, point

Key = tuple[Possible, bool]
"""One sort key of a subject, and whether greater comes first."""


def corner(keys: Sequence[Key], best: bool) -> tuple[tuple[int, Number], ...]:
    """A subject's keys at its best or worst, so that a lesser tuple comes before a greater one."""
    result: list[tuple[int, Number]] = []
    for value, descending in keys:
        end = value.high if best == descending else value.low
        if end is None:
            result.append((-1 if best else 1, 0))
        else:
            result.append((0, -end if descending else end))
    return tuple(result)


@cache
def cells(breakpoints: tuple[Number, ...], integral: bool) -> tuple[tuple[Number | None, Number | None, Number], ...]:
    """The line cut at the breakpoints: (low, high, a number inside), points and the open pieces between them.

    With `integral` a piece without a whole number is left out. Ends are exclusive for pieces (low < high).
    """
    points = sorted(set(breakpoints))
    pieces: list[tuple[Number | None, Number | None, Number]] = []
    for low, high in zip([None, *points], [*points, None], strict=True):
        if low is None:
            inside: Number = (high - 1) if high is not None else 0
        elif high is None:
            inside = low + 1
        else:
            inside = Fraction(low + high) / 2
        if integral and low is not None:
            inside = floor(low) + 1
        elif integral and high is not None:
            inside = -floor(-high) - 1
        if low is None or high is None or low < inside < high:
            pieces.append((low, high, inside))
        if high is not None:
            pieces.append((high, high, high))
    return tuple(pieces)


def cell_parts(a: Possible, breakpoints: tuple[Number, ...], integral: bool) -> list[Possible]:
    """The value cut into parts between breakpoints, each represented by a single point, in ascending order."""
    parts: list[Possible] = []
    if a.ordered:
        for low, high, inside in cells(breakpoints, integral):
            if low is not None and low == high:
                reached = covers(a, low)
            else:
                above = a.high is None or low is None or a.high > low
                below = a.low is None or high is None or a.low < high
                reached = above and below and (not integral or _has_whole(a, low, high))
            if reached:
                parts.append(point(inside))
    if a.others is None:
        parts.append(Possible(ordered=False, others=None))
    else:
        parts.extend(options([each]) for each in sorted(a.others, key=repr))
    if a.absent:
        parts.append(NONE_KNOWN)
    if a.undetermined:
        parts.append(NO_VALUE)
    return parts


def _has_whole(a: Possible, low: Number | None, high: Number | None) -> bool:
    least = None if low is None else floor(low) + 1
    most = None if high is None else -floor(-high) - 1
    if a.low is not None:
        least = -floor(-a.low) if least is None else max(least, -floor(-a.low))
    if a.high is not None:
        most = floor(a.high) if most is None else min(most, floor(a.high))
    return least is None or most is None or least <= most
