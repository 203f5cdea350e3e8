"""Sheets of a workbook, written row by row: cells whose text stays text, styles, widths, filters and print set-up."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from math import ceil
from os import PathLike
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, Literal

from attrs import define, field, frozen

from thidua_rules.report.messages import Beyond, Shown
from thidua_rules.values import Status

Style = Literal["title", "head", "text", "number", "mark", "fill"]
Content = str | int | float | date | None

_COLOURS: dict[Shown, str] = {
    Status.MET: "C6EFCE",
    Beyond.OUTSIDE: "E4DFEC",
    Status.NOT_MET: "FFC7CE",
    Status.UNKNOWN: "FFEB9C",
    Status.NOT_APPLICABLE: "EDEDED",
}
_LONGEST = 32_000
"""A cell holds no more characters than 32,767."""
_LONGEST_NAME = 31
"""The name of a sheet has no more characters."""
_NOT_HELD = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_OF_FORMULAS = "=+-@\t\n"
_RESERVED = "history"
_WIDEST = 280
"""How many characters across a printed page can still be read."""
_TITLE = "thidua title"
_LINE = 15
"""The height of a line in points."""
_MOST_LINES = 27
"""A row cannot be higher than 409 points."""
_DIGITS = 15
"""How many digits a number of a workbook has."""


@frozen
class Cell:
    """What stands in a cell: text, a number with its format or a day; coloured by an outcome, if there is one."""

    value: Content
    style: Style = "text"
    status: Shown | None = None
    format: str | None = None


@frozen
class Column:
    """The heading of a column and its width in characters."""

    heading: str
    width: float = 14


def number(value: int | Decimal, format_: str | None = None) -> Cell | None:
    """A number that a workbook holds as it is; None for one with more digits than that."""
    exact = Decimal(value)
    _sign, digits, exponent = exact.as_tuple()
    if not isinstance(exponent, int) or len(digits) + max(exponent, 0) > _DIGITS or exponent < -9:
        return None
    places = max(-exponent, 0)
    shown = format_ or ("#,##0" if places == 0 else "#,##0." + "0" * places)
    return Cell(int(exact) if places == 0 else float(exact), "number", format=shown)


@define
class Book:
    """A workbook that is written as a stream; sheets stand in the order in which they were begun."""

    book: Any
    names: set[str] = field(factory=set)

    @classmethod
    def empty(cls) -> "Book":
        """A workbook without sheets, with the styles by which it can be restyled as a whole."""
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        for each in _styles():
            book.add_named_style(each)
        return cls(book)

    def page(self, name: str, columns: Sequence[Column], frozen_columns: int, above: Sequence[str] = ()) -> "Page":
        """A sheet with a row of headings that stays in view and stands on every printed page, filters below it.

        `above` are lines that stand over the headings.
        """
        from openpyxl.utils import get_column_letter

        page = self.book.create_sheet(self._name(name))
        head = len(above) + 1
        for place, column in enumerate(columns, 1):
            page.column_dimensions[get_column_letter(place)].width = column.width
        page.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{head + 1}"
        page.print_title_rows = f"{head}:{head}"
        _set_up(page, page.title)
        across = ceil(sum(each.width for each in columns) / _WIDEST)
        if across > 1 and frozen_columns:
            page.page_setup.fitToWidth = across
            page.print_title_cols = f"A:{get_column_letter(frozen_columns)}"
        made = Page(page, [each.width for each in columns], head)
        for line in above:
            made.append([Cell(line, "title")])
        made.append([Cell(each.heading, "head") for each in columns])
        return made

    def free_page(self, name: str, widths: Sequence[float]) -> "Page":
        """A sheet that holds several tables one after the other."""
        from openpyxl.utils import get_column_letter

        page = self.book.create_sheet(self._name(name))
        for place, width in enumerate(widths, 1):
            page.column_dimensions[get_column_letter(place)].width = width
        _set_up(page, page.title)
        return Page(page, list(widths), None)

    def save(self, path: PathLike[str]) -> None:
        """Write all of it."""
        # an archive that cannot be written to its end complains of itself later on
        with TemporaryFile() as whole:
            self.book.save(whole)
            whole.seek(0)
            with open(path, "wb") as file:
                copyfileobj(whole, file)

    def abandon(self) -> None:
        """End what was begun and is not to be saved."""
        for page in self.book.worksheets:
            with suppress(OSError, ValueError):
                if not page.closed:
                    page.close()

    def _name(self, wanted: str) -> str:
        """A name that a sheet may have and that no other has."""
        kept = _NOT_HELD.sub("", "".join(each for each in wanted if each not in "[]:*?/\\" and each.isprintable()))
        kept = kept.strip("' ")[:_LONGEST_NAME].rstrip("' ") or "-"
        if kept.casefold() == _RESERVED:
            kept = f"{kept} 1"
        name, again = kept, 2
        while name.casefold() in self.names:
            tail = f" {again}"
            name, again = kept[: _LONGEST_NAME - len(tail)] + tail, again + 1
        self.names.add(name.casefold())
        return name


@define
class Page:
    """One sheet that is being written."""

    sheet: Any
    widths: list[float]
    head: int | None
    rows: int = 0

    def append(self, cells: Iterable[Cell | str | int | None]) -> None:
        """One more row."""
        self.rows += 1
        written = [_written(self.sheet, each) for each in cells]
        heights = self.sheet.row_dimensions
        heights[self.rows].height = _LINE * min(self._lines(written), _MOST_LINES)
        self.sheet.append(written)
        del heights[self.rows]  # it is written by now, and a sheet may be long

    def _lines(self, cells: Sequence[Any]) -> int:
        """How many lines the longest text takes; not every program works that out when it opens a workbook."""
        pairs = [(width, cell.value) for width, cell in zip(self.widths, cells, strict=False) if cell.style != _TITLE]
        return max((_wrapped(value, width) for width, value in pairs if isinstance(value, str)), default=1)

    def close(self) -> None:
        """Let the rows be filtered, once all are there."""
        from openpyxl.utils import get_column_letter

        if self.head is not None:
            last = max(self.rows, self.head)
            self.sheet.auto_filter.ref = f"A{self.head}:{get_column_letter(len(self.widths))}{last}"


def _wrapped(text: str, width: float) -> int:
    return sum(1 + int((len(line) - 1) / (1.1 * width)) for line in text.split("\n"))


def kept(text: str) -> str:
    """Text as a workbook can hold it: without control characters, and nothing in it read as an escape."""
    held = _ESCAPED.sub("_x005F_", _NOT_HELD.sub("", text))
    return held if len(held) <= _LONGEST else held[:_LONGEST] + "…"


def _written(sheet: Any, given: Cell | str | int | None) -> Any:
    """A cell of openpyxl; text stays text, even if it begins like a formula or reads like an error."""
    from openpyxl.cell import WriteOnlyCell

    cell = given if isinstance(given, Cell) else Cell(given, "number" if isinstance(given, int) else "text")
    text = kept(cell.value) if isinstance(cell.value, str) else None
    made = WriteOnlyCell(sheet, value=cell.value if text is None else text or None)
    made.style = _style_name(cell)
    if text:
        made.data_type = "s"
        if text[0] in _OF_FORMULAS:
            made.quotePrefix = True  # else it would become a formula once somebody edits the cell
    elif cell.format is not None:
        made.number_format = cell.format
    return made


# ---------------------------------------------------------------- how it looks


def _style_name(cell: Cell) -> str:
    return f"thidua {cell.style}" if cell.status is None else f"thidua {cell.style} {cell.status.value}"


def _styles() -> Iterable[Any]:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    line = Side(style="thin", color="BFBFBF")
    frame = Border(left=line, right=line, top=line, bottom=line)
    text = Alignment(vertical="top", wrap_text=True)
    middle = Alignment(horizontal="center", vertical="top", wrap_text=True)
    size = {"name": "Calibri", "size": 11}
    yield NamedStyle(_TITLE, font=Font(bold=True, **size), alignment=Alignment(vertical="top"))
    yield NamedStyle(
        "thidua head",
        font=Font(bold=True, **size),
        fill=PatternFill("solid", fgColor="D9E1F2"),
        border=frame,
        alignment=Alignment(vertical="center", wrap_text=True),
    )
    yield NamedStyle("thidua text", font=Font(**size), border=frame, alignment=text)
    yield NamedStyle("thidua number", font=Font(**size), border=frame, alignment=Alignment(vertical="top"))
    yield NamedStyle(
        "thidua fill",
        font=Font(**size),
        fill=PatternFill("solid", fgColor="FFF9E5"),
        border=frame,
        alignment=text,
    )
    for status, colour in _COLOURS.items():
        for style, alignment in (("text", text), ("mark", middle), ("number", text)):
            yield NamedStyle(
                f"thidua {style} {status.value}",
                font=Font(**size),
                fill=PatternFill("solid", fgColor=colour),
                border=frame,
                alignment=alignment,
            )


def _set_up(page: Any, name: str) -> None:
    """How a sheet is printed: lying A4 paper, as wide as the page, its name above and the page number below."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.oddHeader.center.text = name.replace("&", "&&")
    page.oddFooter.center.text = "&P/&N"


__all__ = ["Book", "Cell", "Column", "Page", "kept", "number"]
