"""Tables from files and back: Parquet and CSV, one file for each type or a folder of them."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import polars as pl
from attrs import frozen

from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.executors.columnar.frames import Given
from thidua_rules.facts.spots import TablePlaces
from thidua_rules.source.whole_files import whole_file

SUFFIXES = (".parquet", ".csv")
_AT_ONCE = 100_000
"""So many rows become text at once."""


@frozen
class Source:
    """A table in a file: its heading, and as much of it as is asked for; titled after what it holds.

    Values of a CSV file are read as people write them, those of a Parquet file as they are. Raises DossierError.
    """

    path: Path
    columns: tuple[str, ...]
    doubts: tuple[Diagnostic, ...] = ()
    damaged = False

    @classmethod
    def at(cls, path: Path) -> "Source":
        """The table of a file."""
        with _readable(path):
            return cls(path, tuple(_scan(path).collect_schema()))

    @property
    def title(self) -> str:
        """What it is called, as its sheet would be in a workbook."""
        return self.path.stem

    @property
    def place(self) -> TablePlaces:
        """Where its cells are."""
        return TablePlaces(str(self.path))

    def height(self) -> int:
        """How many rows it has."""
        with _readable(self.path):
            return int(_scan(self.path).select(pl.len()).collect().item())

    def read(self, columns: Sequence[str] | None = None) -> Given:
        """The table, or some columns of it."""
        scan = _scan(self.path)
        with _readable(self.path):
            return self._given((scan if columns is None else scan.select(columns)).collect())

    def rows(self, rows: pl.Series) -> Given:
        """Some rows, by where they stand, from 0 and in order; nothing else of the file is held."""
        begin, length = (int(rows[0]), int(rows[-1] - rows[0]) + 1) if len(rows) else (0, 0)
        scan = _scan(self.path).slice(begin, length)
        if length > len(rows):
            at = (rows - begin).cast(pl.UInt32).alias(_ROW).to_frame().lazy()
            scan = scan.with_row_index(_ROW).join(at, on=_ROW, how="semi", maintain_order="left").drop(_ROW)
        with _readable(self.path):
            return self._given(scan.collect(engine="streaming"), rows)

    def _given(self, frame: pl.DataFrame, rows: pl.Series | None = None) -> Given:
        # the heading of a CSV file is its first line
        first = 1 if self.path.suffix.lower() == ".parquet" else 2
        return Given(self.title, frame, self.place, first, rows)


_ROW = "__row"


_TOO_MUCH = {"FILE-04", "FILE-21"}
R = TypeVar("R")


def told_by_rows(fault: DossierError, by_rows: Callable[[], R]) -> R:
    """What the row readers say of a file in which a fault was found by columns, or all faults that they find.

    Where they refuse it for its size, the fault is raised as it was found.
    """
    try:
        return by_rows()
    except DossierError as told:
        if any(each.code in _TOO_MUCH for each in told.diagnostics):
            raise fault from None
        raise


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        if not path.is_file():
            raise OSError
        yield
    except (pl.exceptions.PolarsError, UnicodeDecodeError, OSError) as fault:
        code = "FILE-16" if path.suffix.lower() == ".parquet" else "FILE-14"
        raise DossierError([Diagnostic(code, Place(file=str(path)), {})]) from fault


def _scan(path: Path) -> pl.LazyFrame:
    if path.suffix.lower() == ".parquet":
        return pl.scan_parquet(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading = next((line for line in file if line.strip()), "")
    outside = "".join(part for at, part in enumerate(heading.split('"')) if at % 2 == 0)
    separator = max(",;\t", key=outside.count)
    return pl.scan_csv(path, separator=separator, infer_schema=False, encoding="utf8")


def in_columns(path: str | os.PathLike[str]) -> bool:
    """Whether a dossier is a file, or a folder of files, that is read by columns."""
    return Path(path).is_dir() or Path(path).suffix.lower() in SUFFIXES


def sources(path: str | os.PathLike[str]) -> list[Source]:
    """The tables of a file, or of a folder of files. Raises DossierError."""
    source = Path(path)
    if not source.exists():
        raise DossierError([Diagnostic("FILE-01", Place(file=str(source)), {})])
    if source.is_dir():
        files = sorted(each for each in source.iterdir() if each.suffix.lower() in SUFFIXES)
        if not files:
            raise DossierError([Diagnostic("FILE-09", Place(file=str(source)), {})])
    else:
        files = [source]
    return [Source.at(each) for each in files]


@contextmanager
def appending(path: str | os.PathLike[str]) -> Iterator[Callable[[pl.DataFrame], None]]:
    """What appends a table to a .parquet or .csv file; the file is there whole or not at all."""
    write = _parquet if Path(path).suffix.lower() == ".parquet" else _csv
    with whole_file(path) as beside, write(beside) as append:
        yield append


@contextmanager
def _parquet(path: Path) -> Iterator[Callable[[pl.DataFrame], None]]:
    from pyarrow.parquet import ParquetWriter

    writer = None

    def append(table: pl.DataFrame) -> None:
        nonlocal writer
        found = table.to_arrow(compat_level=pl.CompatLevel.oldest())
        if writer is None:
            writer = ParquetWriter(path, found.schema)
        writer.write_table(found)

    try:
        yield append
    finally:
        if writer is not None:
            writer.close()


@contextmanager
def _csv(path: Path) -> Iterator[Callable[[pl.DataFrame], None]]:
    with path.open("wb") as file:

        def append(table: pl.DataFrame) -> None:
            for each in table.iter_slices(_AT_ONCE):
                file.write(each.write_csv(include_header=not file.tell()).encode())

        yield append


def write_table(table: pl.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write a table as .parquet or .csv; the file is there whole or not at all."""
    with appending(path) as append:
        append(table)
