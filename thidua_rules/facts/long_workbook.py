"""Workbooks read row by row: no more of them is held than a row, and the texts that their cells share.

Cells mean what they mean where the workbook is read whole: openpyxl's own reading of a cell gives them.
"""

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import iterparse

from attrs import frozen
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook.defined_name import DefinedNameList
from openpyxl.worksheet._reader import DATA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.facts.tables import RESULTS
from thidua_rules.facts.workbook import LARGEST_UNPACKED, cell_value, refuse_lost
from thidua_rules.source.yaml_reading import LARGEST_FILE

_SHEETS = "xl/worksheets/"
_CHUNK = 1 << 20
_STRING, _FORMULA, _MERGED = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "f", "mergeCell"))


class NotInOrderError(Exception):
    """The rows of a sheet do not stand as spreadsheets write them."""


@frozen
class Long:
    """A sheet to be read row by row, in the order of its rows; merged ranges as in `Sheet`."""

    title: str
    merged: list[tuple[str, int, int]]
    _archive: zipfile.ZipFile
    _part: str
    _book: Any
    _texts: list[str]

    def rows(self) -> Iterator[tuple[int, dict[int, Any]]]:
        """The number and the filled cells, by column, of each row that has any."""
        formats, book = _formats(self._book), self._book
        known = (book.epoch, book._date_formats, book._timedelta_formats)
        within = [range_boundaries(cells) for cells, _, _ in self.merged]
        last = 0
        with self._archive.open(self._part) as stream:
            parser = _Parser(stream, self._texts, True, *known)
            for number, row in _rows(stream, parser):
                if number <= last or any(cell["row"] != number for cell in row):
                    raise NotInOrderError
                last, cells = number, {}
                for cell in row:
                    told = cell["data_type"]
                    value = cell_value(cell["value"], told, "%" in formats[cell["style_id"]], told == "f")
                    if value is not None and not _covered(within, number, cell["column"]):
                        cells[cell["column"]] = value
                    elif value is None:
                        cells.pop(cell["column"], None)
                if cells:
                    yield number, cells


class _Parser(WorkSheetParser):  # type: ignore[misc]
    """Tells of a cell without a value whether it has a formula."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().parse_cell(element)
        if found["value"] is None and element.find(_FORMULA) is not None:
            found["data_type"] = "f"
        return found


class _Reader(ExcelReader):  # type: ignore[misc]
    """Reads all but the texts and the sheets."""

    def read_strings(self) -> None:
        """They are read without holding their tree."""

    def read_worksheets(self) -> None:
        """Only which there are."""
        self.listed = list(self.parser.find_sheets())
        self.parser.defined_names = DefinedNameList()


def is_long(path: Path, rows: int) -> bool:
    """Whether a workbook has more rows than so many, or is too large to be read whole; False also for a damaged one."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [each for each in archive.infolist() if each.filename.startswith(_SHEETS)]
            if path.stat().st_size > LARGEST_FILE or sum(map(_size, archive.infolist())) > LARGEST_UNPACKED:
                # what is read at once is no more than what is read of a workbook that is read whole
                return sum(map(_size, archive.infolist())) - sum(map(_size, parts)) <= LARGEST_UNPACKED
            return sum(_count(archive, each.filename, b"<row ", b"<row>") for each in parts) > rows
    except Exception:
        # reading it whole tells what is wrong with it
        return False


@contextmanager
def long_sheets(path: Path) -> Iterator[tuple[list[Long], int]]:
    """The sheets of a workbook, and how many rows they have. What is damaged raises whatever openpyxl raises.

    DossierError for a workbook of results, and for one that lacks a sheet.
    """
    with warnings.catch_warnings(), zipfile.ZipFile(path) as archive:
        warnings.simplefilter("ignore")
        reader = _Reader(path, read_only=True, data_only=True)
        with reader.archive:
            reader.read()
            if reader.wb.properties.category == RESULTS:
                raise DossierError([Diagnostic("FILE-23", Place(file=str(path)))])
            refuse_lost(path, [sheet.name for sheet, rel in reader.listed if rel.target not in reader.valid_files])
            listed = [(sheet, rel) for sheet, rel in reader.listed if "chartsheet" not in rel.Type]
            texts = _texts(archive, reader.package)
            found = [
                Long(sheet.name, _merged(archive, rel.target), archive, rel.target, reader.wb, texts)
                for sheet, rel in listed
            ]
            yield found, sum(_count(archive, rel.target, b"<row ", b"<row>") for _, rel in listed)


def _size(part: zipfile.ZipInfo) -> int:
    return part.file_size


def _count(archive: zipfile.ZipFile, part: str, *wanted: bytes) -> int:
    """How often any of some bytes, all of one length, stand in a part of the archive."""
    found, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            body = tail + chunk
            found += sum(map(body.count, wanted))
            tail = body[1 - len(wanted[0]) :]
    return found


def _texts(archive: zipfile.ZipFile, package: Any) -> list[str]:
    """The texts that cells share."""
    part = package.find(SHARED_STRINGS)
    found: list[str] = []
    if part is not None:
        with archive.open(part.PartName[1:]) as stream:
            root = None
            for event, node in iterparse(stream, ("start", "end")):
                root = node if root is None else root
                if event == "end" and node.tag == _STRING:
                    found.append(Text.from_tree(node).content.replace("x005F_", ""))
                    root.clear()
    return found


def _merged(archive: zipfile.ZipFile, part: str) -> list[tuple[str, int, int]]:
    if not _count(archive, part, b"mergeCell"):
        return []
    with archive.open(part) as stream:
        nodes = [node for _, node in _ends(stream) if node.tag == _MERGED]
    corners = [(ref, range_boundaries(ref)) for ref in sorted(node.get("ref", "") for node in nodes)]
    return [(ref, row, column) for ref, (column, row, _, _) in corners]


def _ends(stream: Any) -> Iterator[tuple[Any, Any]]:
    """Elements as they end, and what holds the rows; rows are gone once they have been looked at."""
    data = None
    for event, node in iterparse(stream, ("start", "end")):
        if event == "end":
            yield data, node
            if node.tag == ROW_TAG and data is not None:
                data.clear()
        elif node.tag == DATA_TAG:
            data = node


def _rows(stream: Any, parser: WorkSheetParser) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    for _, node in _ends(stream):
        if node.tag == ROW_TAG:
            yield parser.parse_row(node)
            parser.row_dimensions.clear()


def _formats(book: Any) -> list[str]:
    """How the cells of each style are shown."""
    codes = (each.numFmtId for each in book._cell_styles)
    own = BUILTIN_FORMATS_MAX_SIZE
    return [BUILTIN_FORMATS.get(each, "General") if each < own else book._number_formats[each - own] for each in codes]


def _covered(ranges: list[tuple[int, int, int, int]], row: int, column: int) -> bool:
    """Whether a cell is hidden by a merged range, of which the corner alone counts."""
    return any(
        left <= column <= right and top <= row <= bottom and (row, column) != (top, left)
        for left, top, right, bottom in ranges
    )
