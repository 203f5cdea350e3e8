"""What a tested value may be, cut at the constants it is tested against, and the cells no row covers in words."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import floor

from attrs import field, frozen

_JOINTS = ("và", "hoặc", "trong đó")


@frozen
class Cell:
    """A stretch of values: one value, or those between two (None: no end), as they compare with the constants."""

    low: Fraction | None
    high: Fraction | None

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low == self.high


@frozen
class Axis:
    """What one tested value or condition may be: cells of numbers, options by name, or whether it holds."""

    shown: str
    choices: tuple[Cell | str | bool, ...]
    marks: Mapping[Fraction, str] = field(factory=dict, hash=False)


Point = Mapping[str, Cell | str | bool]


def cells_of(
    marks: Iterable[Fraction], low: Fraction | None, high: Fraction | None, step: Fraction | None
) -> tuple[Cell, ...]:
    """The constants and the stretches between them, without those that hold no value."""
    ends: list[Fraction | None] = [None, *sorted(marks), None]
    found: list[Cell] = []
    for before, after in itertools.pairwise(ends):
        if before is not None:
            found.append(Cell(before, before))
        found.append(Cell(before, after))
    return tuple(each for each in found if _has_values(each, low, high, step))


def _has_values(cell: Cell, low: Fraction | None, high: Fraction | None, step: Fraction | None) -> bool:
    if cell.low is not None and cell.low == cell.high:
        fits = step is None or (cell.low / step).denominator == 1
        return fits and (low is None or low <= cell.low) and (high is None or cell.low <= high)
    if cell.low is not None and high is not None and high <= cell.low:
        return False
    if cell.high is not None and low is not None and cell.high <= low:
        return False
    if step is None or cell.low is None or cell.high is None:
        return True
    return (floor(cell.low / step) + 1) * step < cell.high


def listed_gaps(axes: tuple[Axis, ...], gaps: list[Point]) -> Iterator[str]:
    """What no row covers, in words; of several values only if all gaps together are one block of combinations."""
    if len(axes) == 1:
        yield from _shown_gaps(axes[0], [point[axes[0].shown] for point in gaps])
        return
    open_ = [[each for each in axis.choices if any(point[axis.shown] == each for point in gaps)] for axis in axes]
    size = 1
    for choices in open_:
        size *= len(choices)
    if size != len(gaps):
        return
    parts = []
    for axis, choices in zip(axes, open_, strict=True):
        if len(choices) < len(axis.choices):
            ways = list(_shown_gaps(axis, choices)) or [_shown_truth(axis, choices)]
            parts.append(ways[0] if len(ways) == 1 else f"({' hoặc '.join(ways)})")
    yield " và ".join(parts)


def _shown_truth(axis: Axis, choices: list[Cell | str | bool]) -> str:
    """A condition as it is asked, or its negation; of a value, that there is none."""
    if choices == [True]:
        return axis.shown
    if not all(isinstance(each, bool) for each in axis.choices):
        return f"không có {axis.shown}"
    return f"không ({axis.shown})" if any(f" {each} " in axis.shown for each in _JOINTS) else f"không {axis.shown}"


def _shown_gaps(axis: Axis, uncovered: list[Cell | str | bool]) -> Iterator[str]:
    """The uncovered values in words, neighbouring cells together; nothing of a mere yes or no."""
    is_value = not all(isinstance(each, bool) for each in axis.choices)
    stretch: list[Cell] = []
    for choice in axis.choices:
        if isinstance(choice, Cell):
            if choice in uncovered:
                stretch.append(choice)
            elif stretch:
                yield _shown_stretch(axis, stretch)
                stretch = []
        elif isinstance(choice, str) and choice in uncovered:
            yield f"{axis.shown} = “{choice}”"
    if stretch:
        yield _shown_stretch(axis, stretch)
    if is_value and False in uncovered:
        yield f"không có {axis.shown}"


def _shown_stretch(axis: Axis, cells: list[Cell]) -> str:
    first, last = cells[0], cells[-1]
    if first.is_point and first is last and first.low is not None:
        return f"{axis.shown} = {axis.marks[first.low]}"
    parts: list[str] = []
    if first.low is not None:
        parts.append(f"{axis.marks[first.low]} {'≤' if first.is_point else '<'}")
    parts.append(axis.shown)
    if last.high is not None:
        parts.append(f"{'≤' if last.is_point else '<'} {axis.marks[last.high]}")
    return " ".join(parts)
