"""What a sheet of a workbook holds, whoever read it."""

from decimal import Decimal
from typing import Any

from attrs import frozen


@frozen
class Sheet:
    """A sheet: the values of its cells by row and column, counted from 1, and the ranges that are merged.

    A merged range is its name (`A2:B3`) with the row and column of its corner.
    """

    title: str
    rows: dict[int, dict[int, Any]]
    merged: list[tuple[str, int, int]]


class Percentage:
    """A number in a cell formatted as a percentage: 0.985 is shown, and meant, as 98,5%."""

    def __init__(self, value: float) -> None:
        self.points = Decimal(repr(value)) * 100

    def __str__(self) -> str:
        return written(self.points)


@frozen
class Failed:
    """An error in place of a value, such as `#REF!`."""

    value: str


class Unreckoned:
    """A formula of which no value was kept."""


def written(points: Decimal) -> str:
    """A percentage as people write it."""
    return f"{points.normalize():f}".replace(".", ",") + "%"
