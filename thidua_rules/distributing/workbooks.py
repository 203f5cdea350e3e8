"""Workbooks that are not held whole: each sheet is copied, row by row, to where any of its rows can be read again."""

import pickle
import tempfile
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

import polars as pl
from attrs import define, evolve, field, frozen

from thidua_rules.diagnostics import Diagnostic, Place
from thidua_rules.executors.columnar.frames import Given
from thidua_rules.facts.building import CaseBuilder, known_name
from thidua_rules.facts.long_workbook import Long, long_sheets
from thidua_rules.facts.sheets import Failed, Sheet, Unreckoned
from thidua_rules.facts.spots import TablePlaces
from thidua_rules.facts.tables import is_blank
from thidua_rules.facts.vocabulary import FactType, Vocabulary
from thidua_rules.facts.workbook import Shares, headings_of, read_sheet
from thidua_rules.source.text import fold

Told = Callable[[int, int], None]
"""Hears how many of how many are done."""
_OFTEN = 1_000
"""So many rows are read before it is told again."""


@frozen
class SheetGiven(Given):
    """Rows of a sheet, which the reader of workbooks reads; its frame has no columns, so that no other tries."""

    sheet: Sheet = field(kw_only=True)

    def fill(self, builder: CaseBuilder) -> None:
        """As `read_workbook` does."""
        builder.place = Place(file=self.place.file)  # type: ignore[attr-defined]
        read_sheet(builder, self.place.file, self.sheet)  # type: ignore[attr-defined]

    def without(self, first: str) -> "SheetGiven":
        """The sheet without the rows whose first cell says this."""
        rows = {number: cells for number, cells in self.sheet.rows.items() if fold(str(cells.get(1))) != fold(first)}
        return evolve(self, sheet=evolve(self.sheet, rows=rows))


@define(eq=False)
class SheetSource:
    """A sheet in a temporary file of its own, to be read as a `Source` is.

    `columns` are those headings that were asked for: of all rows, they alone are in memory.
    """

    title: str
    place: TablePlaces
    doubts: tuple[Diagnostic, ...] = ()
    damaged: bool = False
    """Whether cells are merged, failed or not reckoned, which is refused."""
    columns: tuple[str, ...] = ()
    _merged: list[tuple[str, int, int]] = field(factory=list)
    _file: IO[bytes] = field(kw_only=True)
    _begins: "array[int]" = field(factory=lambda: array("Q"))
    _numbers: "array[int]" = field(factory=lambda: array("I"))
    _always: dict[int, dict[int, Any]] = field(factory=dict)
    """The heading, and rows without values that are refused: they come with every part."""
    _kept: list[pl.Series] = field(factory=list)

    def height(self) -> int:
        """How many rows it has below its heading."""
        return len(self._numbers)

    def read(self, columns: Sequence[str] | None = None) -> Given:
        """The sheet, or some of its `columns`."""
        if columns is None or len(self._kept) < len(self.columns):
            return self._given(range(len(self._numbers)))
        frame = pl.DataFrame(self._kept).select(columns)
        first = min(self._numbers, default=1)
        return Given(self.title, frame, self.place, first, pl.Series(self._numbers, dtype=pl.UInt32) - first)

    def rows(self, rows: pl.Series) -> Given:
        """Some rows, by where they stand below the heading, from 0 and in order."""
        return self._given(rows.to_list())

    def _given(self, rows: Sequence[int]) -> Given:
        found = dict(self._always)
        for each in rows:
            self._file.seek(self._begins[each])
            # nobody else can write to this file: it has no name, or is locked
            found[self._numbers[each]] = pickle.load(self._file)
        sheet = Sheet(self.title, {number: found[number] for number in sorted(found)}, self._merged)
        return SheetGiven(self.title, pl.DataFrame(), self.place, sheet=sheet)


@contextmanager
def copied(
    path: Path,
    vocabulary: Vocabulary,
    types: Callable[[str], FactType | None],
    needed: Callable[[FactType], set[str]],
    told: Told,
) -> Iterator[list[SheetSource]]:
    """The sheets of a workbook, copied to temporary files that are gone at the end.

    `types` says of what type the rows of a sheet are, `needed` which of its fields are held of all rows.
    """
    with ExitStack() as files:
        found = []
        with long_sheets(path) as (sheets, rows):
            done = 0
            for each in sheets:
                file = files.enter_context(_temporary())
                source = SheetSource(each.title, TablePlaces(str(path), each.title), file=file, merged=each.merged)
                fact_type = types(each.title)
                copying = _copy(each, source, fact_type, set() if fact_type is None else needed(fact_type), vocabulary)
                for _ in copying:
                    done += 1
                    if done % _OFTEN == 0:
                        told(done, rows)
                found.append(source)
            told(rows, rows)
        yield found


@contextmanager
def _temporary() -> Iterator[IO[bytes]]:
    folder = tempfile.gettempdir()
    try:
        with tempfile.TemporaryFile() as file:
            yield file
    except OSError as fault:
        if fault.filename is None:
            fault.filename = folder
        raise


def _copy(
    sheet: Long, source: SheetSource, fact_type: FactType | None, needed: set[str], vocabulary: Vocabulary
) -> Iterator[None]:
    """Copy a sheet, row by row."""
    shares = Shares(vocabulary, source.place.file, sheet.title)
    held: dict[int, list[Any]] = {}
    source.damaged = bool(sheet.merged)
    begun = fact_type is None
    for number, cells in sheet.rows():
        shares.see(number, cells)
        lost = any(isinstance(each, Failed | Unreckoned) for each in cells.values())
        source.damaged = source.damaged or lost
        blank = all(is_blank(each) or isinstance(each, Failed | Unreckoned) for each in cells.values())
        if fact_type is not None and (not begun or blank):
            if lost or not begun:
                source._always[number] = cells
            if not blank:
                begun = True
                headings = headings_of(cells)
                held = {at: [] for at, name in headings.items() if known_name(fact_type, name) in needed}
                source.columns = tuple(headings[at] for at in held)
        else:
            source._begins.append(source._file.tell())
            source._numbers.append(number)
            pickle.dump(cells, source._file, pickle.HIGHEST_PROTOCOL)
            for at, values in held.items():
                values.append(cells.get(at))
        yield
    source.doubts = tuple(shares.told())
    if len(set(source.columns)) == len(source.columns):
        source._kept = list(_series(source.columns, held))


def _series(names: Sequence[str], held: Mapping[int, list[Any]]) -> Iterator[pl.Series]:
    """The columns of which all values are of one type."""
    for name, at in zip(names, list(held), strict=True):
        values = held[at]
        if len({type(each) for each in values} - {type(None)}) <= 1:
            try:
                yield pl.Series(name, values, dtype=None if any(each is not None for each in values) else pl.String)
            except (TypeError, OverflowError, pl.exceptions.PolarsError):
                return
