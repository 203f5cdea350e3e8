"""Dossiers in .xlsx workbooks: one sheet for each type, headings are names of fields, hidden sheets count."""

import datetime
import io
import zipfile
import zlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.spots import TablePlaces
from thidua_rules.facts.tables import Row, Table, find_type, letter_of, read_table, refuse_many
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.source.yaml_reading import LARGEST_FILE, load_bytes

_LARGEST_UNPACKED = 400 * 1024 * 1024


def read_workbook(builder: CaseBuilder, path: Path) -> None:
    """Fill the builder from a workbook. DossierError if it is no workbook at all."""
    content = load_bytes(path, str(path), LARGEST_FILE)
    if isinstance(content, Diagnostic):
        raise DossierError([content])
    has_formulas = _check_archive(content, path)
    book = _load(content, path, True)
    formulas = _load(content, path, False) if has_formulas else None
    _refuse_lost_sheets(content, path, book)
    for sheet in book.worksheets:
        written = formulas[sheet.title] if formulas is not None else None
        _read_sheet(builder, str(path), sheet, written)


def _refuse(path: Path) -> DossierError:
    return DossierError([Diagnostic("FILE-10", Place(file=str(path)), {})])


def _check_archive(content: bytes, path: Path) -> bool:
    """Whether any sheet holds a formula; refuses what is no archive, or unpacks to more than is reasonable."""
    formulas = False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _LARGEST_UNPACKED:
                limit = f"{_LARGEST_UNPACKED // 1048576}"
                arguments = {"size": f"> {limit}", "limit": limit}
                raise DossierError([Diagnostic("FILE-04", Place(file=str(path)), arguments)])
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            for name in sheets:
                body = archive.read(name)
                refuse_many(body.count(b"<row ") + body.count(b"<row>"), Place(file=str(path)))
                formulas = formulas or b"<f>" in body or b"<f " in body or b"<f/" in body
            return formulas
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error) as fault:
        raise _refuse(path) from fault


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
        raise _refuse(path) from fault


def _refuse_lost_sheets(content: bytes, path: Path, book: Any) -> None:
    """Refuse a workbook that lists a sheet whose content is not in the archive: openpyxl leaves such a sheet out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.lower() == "xl/workbook.xml"]
        listed = _sheets_listed(archive.read(names[0])) if names else []
    lost = [title for title in listed if title not in book.sheetnames]
    if lost:
        raise DossierError(
            [Diagnostic("FILE-17", Place(file=str(path), sheet=title), {"sheet": title}) for title in lost]
        )


def _sheets_listed(workbook: bytes) -> list[str]:
    from xml.etree import ElementTree

    # openpyxl has read this part before, so that it is well formed and declares nothing dangerous
    elements = ElementTree.fromstring(workbook).iter()
    return [each.get("name", "") for each in elements if each.tag.endswith("}sheet")]


def _read_sheet(builder: CaseBuilder, file: str, sheet: Any, formulas: Any) -> None:
    place = TablePlaces(file, sheet.title)
    # the cells that exist, not the rectangle around them: one formatted cell far down must not cost a million rows
    rows: dict[int, dict[int, Any]] = {}
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None or (formulas is not None and (row, column) in formulas._cells):
            rows.setdefault(row, {})[column] = cell
    headings: dict[int, str] = {}
    for number in sorted(rows):
        headings = {column: str(cell.value) for column, cell in rows[number].items() if cell.value is not None}
        if headings:
            break

    def at(number: int, column: int, letter: str) -> Place:
        return place(number, headings.get(column, letter).strip())

    for merged in sorted(map(str, sheet.merged_cells.ranges)):
        corner = sheet[merged.split(":")[0]]
        builder.found.add("FILE-11", at(corner.row, corner.column, letter_of(corner.column - 1)), cells=merged)
    _warn_of_shares(builder, sheet, rows, headings, at)
    table: list[Row] = []
    for number in sorted(rows):
        values: list[Any] = [None] * max(rows[number])
        for column, cell in rows[number].items():
            if cell.value is None:
                written = formulas._cells[number, column] if formulas is not None else None
                if getattr(written, "data_type", None) == "f":
                    builder.found.add("FILE-12", at(number, column, letter_of(column - 1)))
            elif cell.data_type == "e":
                builder.found.add("FILE-13", at(number, column, letter_of(column - 1)), value=cell.value)
            else:
                values[column - 1] = _native(cell.value, "%" in (cell.number_format or ""))
        table.append(Row(number, values))
    read_table(builder, Table(sheet.title, table, place, _convert))


def _warn_of_shares(
    builder: CaseBuilder,
    sheet: Any,
    rows: dict[int, dict[int, Any]],
    headings: dict[int, str],
    at: Callable[[int, int, str], Place],
) -> None:
    """Tell, once for each column, of plain numbers up to 1 in a percentage: 1 is read as 1%, and 100% may be meant."""
    fact_type = find_type(builder.vocabulary, sheet.title)
    if fact_type is None:
        return
    for column, heading in headings.items():
        declared = fact_type.field(heading)
        if declared is None or declared.kind is not Kind.PERCENT:
            continue
        cells = ((number, rows[number].get(column)) for number in sorted(rows))
        doubtful = [(number, cell.value) for number, cell in cells if cell is not None and _is_share(cell)]
        if doubtful:
            number, value = doubtful[0]
            points = Decimal(repr(value))
            read, meant = _written(points), _written(points * 100)
            where = at(number, column, letter_of(column - 1))
            arguments = {"field": declared.name, "read": read, "meant": meant, "count": len(doubtful)}
            builder.found.add("FACT-47", where, **arguments)


def _is_share(cell: Any) -> bool:
    """Whether a cell holds a plain number, above 0 and up to 1, that is not formatted as a percentage."""
    value = cell.value
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and 0 < value <= 1 and "%" not in (cell.number_format or "")


class Percentage:
    """A number in a cell formatted as a percentage: 0.985 is shown, and meant, as 98,5%."""

    def __init__(self, value: float) -> None:
        self.points = Decimal(repr(value)) * 100

    def __str__(self) -> str:
        return _written(self.points)


def _written(points: Decimal) -> str:
    """A percentage as people write it."""
    return f"{points.normalize():f}".replace(".", ",") + "%"


def _native(value: Any, percent: bool) -> Any:
    if percent and isinstance(value, int | float) and not isinstance(value, bool):
        return Percentage(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    # rich text comes as a list of runs that prints as the text
    return value if isinstance(value, bool | int | float | str | datetime.date) else str(value)


def _convert(field: Field | None, value: Any) -> Any:
    if not isinstance(value, Percentage):
        return value
    return value.points if field is not None and field.kind is Kind.PERCENT else str(value)
