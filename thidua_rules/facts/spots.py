"""Where a record and its values stand: the shape of it is kept while reading, a place is made when somebody asks."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from attrs import frozen

from thidua_rules.diagnostics import Place

Path = tuple[str | int, ...]
Locate = Callable[[Path], Place]


class Spot(Protocol):
    """Where one record was read. Names are those of declared fields, and `mã`."""

    @property
    def place(self) -> Place:
        """The place of the record as a whole."""

    @property
    def names(self) -> Iterable[str]:
        """What the record may say, by name."""

    @property
    def sparse(self) -> bool:
        """Whether a name may stand there of which the record says nothing: a heading over an empty cell."""

    def of(self, name: str) -> Place:
        """The place of one of the `names`."""


@frozen
class Told:
    """Places that a caller gives with a record."""

    place: Place
    places: Mapping[str, Place]
    sparse = False

    @property
    def names(self) -> Iterable[str]:
        """The names that have a place of their own."""
        return self.places

    def of(self, name: str) -> Place:
        """The place that was given."""
        return self.places[name]


@frozen
class InData:
    """A record among nested data: `written` says how each name is spelt there."""

    locate: Locate
    above: Path
    step: str | int
    written: Mapping[str, str]
    sparse = False

    @property
    def place(self) -> Place:
        """The place of the record."""
        return self.locate((*self.above, self.step))

    @property
    def names(self) -> Iterable[str]:
        """The names among its keys."""
        return self.written

    def of(self, name: str) -> Place:
        """The place of a value."""
        return self.locate((*self.above, self.step, self.written[name]))


@frozen
class InTable:
    """A row of a table under the headings `names`."""

    cell: Callable[[int, str], Place]
    names: Iterable[str]
    number: int
    sparse = True

    @property
    def place(self) -> Place:
        """The place of the row."""
        return self.cell(self.number, "")

    def of(self, name: str) -> Place:
        """The place of a cell."""
        return self.cell(self.number, name)


@frozen
class DataPlaces:
    """Places in JSON or Python data: `$.tập thể[2].mã`."""

    file: str | None

    def __call__(self, path: Path) -> Place:
        """The place that a path leads to; an empty step at its end stands for the key itself."""
        steps = path[:-1] if path and path[-1] == "" else path
        shown = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
        return Place(file=self.file, path=f"${shown}")


@frozen
class TablePlaces:
    """Places in a table: file, sheet, row and the heading of the column."""

    file: str
    sheet: str | None = None

    def __call__(self, number: int, column: str) -> Place:
        """The place of a cell; of a row without a column, of the table with row 0."""
        return Place(file=self.file, sheet=self.sheet, line=number or None, cell_column=column or None)


@frozen
class TreePlaces:
    """Places of a YAML tree by path; what has none stands at the root."""

    known: Mapping[Path, Place]
    root: Place

    def __call__(self, path: Path) -> Place:
        """The place of a value, or of a key where an empty step follows."""
        return self.known.get(path, self.root)
