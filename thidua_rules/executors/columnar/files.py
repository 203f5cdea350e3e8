"""Tables from files and back: Parquet and CSV, one file for each type or a folder of them."""

import os
from pathlib import Path
from typing import Any

import polars as pl

from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.executors.columnar.frames import Given
from thidua_rules.facts.spots import TablePlaces
from thidua_rules.source.whole_files import whole_file

SUFFIXES = (".parquet", ".csv")
"""The forms of files that are read and written."""


def given_files(source: str | os.PathLike[str]) -> list[Given]:
    """The tables of a file, or of a folder of files, each named after what it holds.

    Values of a CSV file are read as people write them, those of a Parquet file as they are. Raises DossierError.
    """
    path = Path(source)
    if not path.exists():
        raise DossierError([Diagnostic("FILE-01", Place(file=str(path)), {})])
    if path.is_dir():
        files = sorted(each for each in path.iterdir() if each.suffix.lower() in SUFFIXES)
        if not files:
            raise DossierError([Diagnostic("FILE-09", Place(file=str(path)), {})])
    else:
        files = [path]
    return [_given(each) for each in files]


def _given(path: Path) -> Given:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise DossierError([Diagnostic("FILE-08", Place(file=str(path)), {"suffix": suffix, "known": known})])
    parquet = suffix == ".parquet"
    try:
        frame = pl.read_parquet(path) if parquet else _csv(path)
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as fault:
        raise DossierError([Diagnostic("FILE-16" if parquet else "FILE-14", Place(file=str(path)), {})]) from fault
    # the heading of a CSV file is its first line
    return Given(path.stem, frame, TablePlaces(str(path)), 1 if parquet else 2)


def _csv(path: Path) -> pl.DataFrame:
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading = next((line for line in file if line.strip()), "")
    outside = "".join(part for at, part in enumerate(heading.split('"')) if at % 2 == 0)
    separator = max(",;\t", key=outside.count)
    return pl.read_csv(path, separator=separator, infer_schema=False, encoding="utf8")


def write_table(table: pl.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write a table as .parquet or .csv; the file is there whole or not at all."""
    write: Any = table.write_parquet if Path(path).suffix.lower() == ".parquet" else table.write_csv
    with whole_file(path) as beside:
        write(beside)


__all__ = ["SUFFIXES", "given_files", "write_table"]
