"""Dossiers in .xlsx workbooks: one sheet for each type, headings are names of fields, hidden sheets count."""

import datetime
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.fast_workbook import plain_sheets
from thidua_rules.facts.sheets import Failed, Percentage, Sheet, Unreckoned, written
from thidua_rules.facts.spots import TablePlaces
from thidua_rules.facts.tables import RESULTS, Row, Table, find_type, letter_of, read_table, refuse_many
from thidua_rules.facts.vocabulary import Field, Kind, Vocabulary
from thidua_rules.source.yaml_reading import LARGEST_FILE, load_bytes

LARGEST_UNPACKED = 400 * 1024 * 1024
_CORE = "docProps/core.xml"


def read_workbook(builder: CaseBuilder, path: Path) -> None:
    """Fill the builder from a workbook. DossierError if it is no workbook at all."""
    content = load_bytes(path, str(path), LARGEST_FILE)
    if isinstance(content, Diagnostic):
        raise DossierError([content])
    has_formulas = _check_archive(content, path)
    sheets = plain_sheets(content)
    for each in _sheets(content, path, has_formulas) if sheets is None else sheets:
        shares = Shares(builder.vocabulary, str(path), each.title)
        for number, cells in each.rows.items():
            shares.see(number, cells)
        builder.found.extend(shares.told())
        read_sheet(builder, str(path), each)


def damaged(path: Path) -> DossierError:
    """That a file is no workbook, or a damaged one."""
    return DossierError([Diagnostic("FILE-10", Place(file=str(path)), {})])


def _check_archive(content: bytes, path: Path) -> bool:
    """Whether any sheet holds a formula; refuses what is no archive, no dossier, or unpacks to more than reasonable."""
    formulas = False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST_UNPACKED:
                limit = f"{LARGEST_UNPACKED // 1048576}"
                arguments = {"size": f"> {limit}", "limit": limit}
                raise DossierError([Diagnostic("FILE-04", Place(file=str(path)), arguments)])
            if _CORE in archive.namelist() and f">{RESULTS}<".encode() in archive.read(_CORE):
                raise DossierError([Diagnostic("FILE-23", Place(file=str(path)))])
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            for name in sheets:
                body = archive.read(name)
                refuse_many(body.count(b"<row ") + body.count(b"<row>"), Place(file=str(path)))
                formulas = formulas or b"<f>" in body or b"<f " in body or b"<f/" in body
            return formulas
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error) as fault:
        raise damaged(path) from fault


def _load(content: bytes, path: Path, values: bool) -> Any:
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            # it warns of styles and extensions that it does not know, which hold no facts
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    except Exception as fault:
        # a damaged archive surfaces in openpyxl as anything from KeyError to a parser's own errors
        raise damaged(path) from fault


def _refuse_lost_sheets(content: bytes, path: Path, book: Any) -> None:
    """Refuse a workbook that lists a sheet whose content is not in the archive: openpyxl leaves such a sheet out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.lower() == "xl/workbook.xml"]
        listed = _sheets_listed(archive.read(names[0])) if names else []
    refuse_lost(path, [title for title in listed if title not in book.sheetnames])


def refuse_lost(path: Path, titles: Sequence[str]) -> None:
    """DossierError if there are sheets whose content is not in the archive."""
    if titles:
        raise DossierError(
            [Diagnostic("FILE-17", Place(file=str(path), sheet=title), {"sheet": title}) for title in titles]
        )


def _sheets_listed(workbook: bytes) -> list[str]:
    from xml.etree import ElementTree

    # openpyxl has read this part before, so that it is well formed and declares nothing dangerous
    elements = ElementTree.fromstring(workbook).iter()
    return [each.get("name", "") for each in elements if each.tag.endswith("}sheet")]


def _sheets(content: bytes, path: Path, has_formulas: bool) -> Iterator[Sheet]:
    """The sheets as openpyxl reads them."""
    book = _load(content, path, True)
    formulas = _load(content, path, False) if has_formulas else None
    _refuse_lost_sheets(content, path, book)
    for sheet in book.worksheets:
        formulated = {} if formulas is None else formulas[sheet.title]._cells
        # the cells that exist, not the rectangle around them: one formatted cell far down must not cost a million rows
        rows: dict[int, dict[int, Any]] = {}
        for (row, column), cell in sheet._cells.items():
            formula = getattr(formulated.get((row, column)), "data_type", None) == "f"
            value = cell_value(cell.value, cell.data_type, "%" in (cell.number_format or ""), formula)
            if value is not None:
                rows.setdefault(row, {})[column] = value
        corners = [(each, sheet[each.split(":")[0]]) for each in sorted(map(str, sheet.merged_cells.ranges))]
        merged = [(each, corner.row, corner.column) for each, corner in corners]
        yield Sheet(sheet.title, {row: rows[row] for row in sorted(rows)}, merged)


def cell_value(value: Any, data_type: str, percentage: bool, formula: bool) -> Any:
    """What a cell holds, by what openpyxl tells of it; None for nothing."""
    if value is None:
        return Unreckoned() if formula else None
    if data_type == "e":
        return Failed(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and percentage:
        return Percentage(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    # rich text comes as a list of runs that prints as the text
    return value if isinstance(value, bool | int | float | str | datetime.date) else str(value)


def headings_of(cells: Mapping[int, Any]) -> dict[int, str]:
    """The headings by column that a row holds, if it is the first that holds any."""
    return {column: str(value) for column, value in cells.items() if not isinstance(value, Unreckoned)}


def read_sheet(builder: CaseBuilder, file: str, sheet: Sheet) -> None:
    """Fill the builder from a sheet."""
    place = TablePlaces(file, sheet.title)
    headings = next(filter(None, map(headings_of, sheet.rows.values())), {})

    def at(number: int, column: int) -> Place:
        return place(number, headings.get(column, letter_of(column - 1)).strip())

    for merged, row, column in sheet.merged:
        builder.found.add("FILE-11", at(row, column), cells=merged)
    table: list[Row] = []
    for number, cells in sheet.rows.items():
        values: list[Any] = [None] * max(cells)
        for column, value in cells.items():
            if isinstance(value, Unreckoned):
                builder.found.add("FILE-12", at(number, column))
            elif isinstance(value, Failed):
                builder.found.add("FILE-13", at(number, column), value=value.value)
            else:
                values[column - 1] = value
        table.append(Row(number, values))
    read_table(builder, Table(sheet.title, table, place, _convert))


class Shares:
    """Plain numbers up to 1 in the percentages of a sheet: 1 is read as 1%, and 100% may be meant."""

    def __init__(self, vocabulary: Vocabulary, file: str, title: str) -> None:
        self._type = find_type(vocabulary, title)
        self._place = TablePlaces(file, title)
        self._headings: dict[int, str] = {}
        self._fields: dict[int, Field] = {}
        self._found: dict[int, tuple[int, Any, int]] = {}

    def see(self, number: int, cells: Mapping[int, Any]) -> None:
        """Look at the next row."""
        if not self._headings:
            self._headings = headings_of(cells)
            for column, heading in self._headings.items():
                declared = None if self._type is None else self._type.field(heading)
                if declared is not None and declared.kind is Kind.PERCENT:
                    self._fields[column] = declared
        for column in self._fields:
            value = cells.get(column)
            if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1:
                first, what, count = self._found.get(column, (number, value, 0))
                self._found[column] = first, what, count + 1

    def told(self) -> Iterator[Diagnostic]:
        """The doubts, one for each column that has such numbers, at the first of them."""
        for column, declared in self._fields.items():
            if column in self._found:
                number, value, count = self._found[column]
                points = Decimal(repr(value))
                arguments = {"read": written(points), "meant": written(points * 100), "count": count}
                place = self._place(number, self._headings[column].strip())
                yield Diagnostic("FACT-47", place, {"field": declared.name, **arguments})


def _convert(field: Field | None, value: Any) -> Any:
    if not isinstance(value, Percentage):
        return value
    return value.points if field is not None and field.kind is Kind.PERCENT else str(value)
