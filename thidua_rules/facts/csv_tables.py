"""Dossiers as CSV files: one for each type, named after it, with the same headings as a workbook."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.spots import TablePlaces
from thidua_rules.facts.tables import Row, Table, read_table, refuse_many
from thidua_rules.source.yaml_reading import read_text


def read_csv(builder: CaseBuilder, path: Path) -> None:
    """Fill the builder from one CSV file. DossierError if it is not readable as text."""
    text = read_text(path, str(path))
    if isinstance(text, Diagnostic):
        raise DossierError([text])
    if "\0" in text:
        raise DossierError([Diagnostic("FILE-14", Place(file=str(path)), {})])
    rows = list(_rows(builder, text, str(path)))
    refuse_many(len(rows), Place(file=str(path)))
    read_table(builder, Table(path.stem, rows, TablePlaces(str(path))))


def _rows(builder: CaseBuilder, text: str, file: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 1
    try:
        for values in reader:
            yield Row(number, values)
            number = reader.line_num + 1
    except csv.Error:
        builder.found.add("FILE-14", Place(file=file, line=number))


def _delimiter(text: str) -> str:
    """The sign between the headings: values say nothing, since commas are decimal in them."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(part for position, part in enumerate(header.split('"')) if position % 2 == 0)
    return max(",;\t", key=outside.count)
