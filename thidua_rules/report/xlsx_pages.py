"""Sheets of a workbook, written row by row: widths, headings that stay in view, filters and print set-up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from math import ceil
from os import PathLike
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from attrs import define, field, frozen

from thidua_rules.facts.blank import offer
from thidua_rules.facts.tables import RESULTS
from thidua_rules.report.xlsx_rows import Content, Rows, kept
from thidua_rules.report.xlsx_styles import NUMBER, TEXT, Cell, Styles

_LONGEST_NAME = 31
"""The name of a sheet has no more characters."""
_RESERVED = "history"
_WIDEST = 280
"""How many characters across a printed page can still be read."""
_LINE = 15
"""The height of a line in points."""
_MOST_LINES = 27
"""A row cannot be higher than 409 points."""
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_SIZE = re.compile(rb"<dimension\b[^>]*/>")


@frozen
class Column:
    """The heading of a column and its width in characters."""

    heading: str
    width: float = 14


@define
class Book:
    """A workbook that is written as a stream; sheets stand in the order in which they were begun."""

    book: Any
    styles: Styles
    files: ExitStack
    pages: list["Page"] = field(factory=list)
    names: set[str] = field(factory=set)

    @classmethod
    @contextmanager
    def empty(cls) -> Iterator["Book"]:
        """A workbook without sheets; what was written and is not saved is gone at the end."""
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.worksheets[0])
        book.properties.category = RESULTS
        with ExitStack() as files:
            yield cls(book, Styles.of(book), files)

    def page(self, name: str, columns: Sequence[Column], frozen_columns: int, above: Sequence[str] = ()) -> "Page":
        """A sheet with a row of headings that stays in view and stands on every printed page, filters below it.

        `above` are lines that stand over the headings.
        """
        from openpyxl.utils import get_column_letter

        made = self._page(name, [each.width for each in columns], len(above) + 1)
        sheet = made.sheet
        sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{made.head + 1}"
        sheet.print_title_rows = f"{made.head}:{made.head}"
        across = ceil(sum(made.widths) / _WIDEST)
        if across > 1 and frozen_columns:
            sheet.page_setup.fitToWidth = across
            sheet.print_title_cols = f"A:{get_column_letter(frozen_columns)}"
        for line in above:
            made.append([Cell(line, "title")])
        made.append([Cell(each.heading, "head") for each in columns])
        return made

    def free_page(self, name: str, widths: Sequence[float]) -> "Page":
        """A sheet that holds several tables one after the other."""
        return self._page(name, list(widths), 0)

    def _page(self, name: str, widths: list[float], head: int) -> "Page":
        from openpyxl.utils import get_column_letter

        sheet = self.book.create_sheet(self._name(name))
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        _set_up(sheet, sheet.title)
        rows = Rows(self.files.enter_context(TemporaryFile()))  # noqa: SIM115 - closed with the book
        made = Page(sheet, widths, head, rows, self.styles)
        self.pages.append(made)
        return made

    def save(self, path: PathLike[str]) -> None:
        """Write all of it."""
        # an archive that cannot be written to its end complains of itself later on
        with TemporaryFile() as whole:
            self._write(whole)
            whole.seek(0)
            with open(path, "wb") as file:
                copyfileobj(whole, file)

    def _write(self, file: IO[bytes]) -> None:
        """What openpyxl makes of the workbook without rows, with the rows put in."""
        bare = BytesIO()
        self.book.save(bare)
        pages = {page.sheet.path.lstrip("/"): page for page in self.pages}
        with ZipFile(bare) as source, ZipFile(file, "w", ZIP_DEFLATED) as target:
            for entry in source.infolist():
                with target.open(entry.filename, "w") as part:
                    if entry.filename in pages:
                        pages[entry.filename].copy(source.read(entry), part)
                    else:
                        part.write(source.read(entry))

    def _name(self, wanted: str) -> str:
        """A name that a sheet may have and that no other has."""
        held = "".join(each for each in wanted if each not in "[]:*?/\\" and each.isprintable())
        held = held.strip("' ")[:_LONGEST_NAME].rstrip("' ") or "-"
        if held.casefold() == _RESERVED:
            held = f"{held} 1"
        name, again = held, 2
        while name.casefold() in self.names:
            tail = f" {again}"
            name, again = held[: _LONGEST_NAME - len(tail)] + tail, again + 1
        self.names.add(name.casefold())
        return name


@define
class Page:
    """One sheet that is being written; `head` is the row of its headings, 0 if it has none."""

    sheet: Any
    widths: list[float]
    head: int
    rows: Rows
    styles: Styles

    def append(self, cells: Iterable[Cell | str | int | None]) -> None:
        """One more row, as high as its longest text: not every program works that out when it opens a workbook."""
        written: list[tuple[Content, int]] = []
        lines = 1
        for place, given in enumerate(cells):
            if isinstance(given, Cell):
                value, look = given.value, given.look
            else:
                value, look = given, NUMBER if isinstance(given, int) else TEXT
            if isinstance(value, str):
                value = kept(value)
                if place < len(self.widths) and look[0] != "title":
                    lines = max(lines, _wrapped(value, self.widths[place]))
            written.append((value, self.styles.number(value, look)))
        self.rows.append(written, _LINE * min(lines, _MOST_LINES))

    def close(self) -> None:
        """Let the rows be filtered, once all are there."""
        from openpyxl.utils import get_column_letter

        last = max(self.rows.number, self.head)
        self.sheet.auto_filter.ref = f"A{self.head}:{get_column_letter(len(self.widths))}{last}"

    def offer(self, column: int, first: int, last: int, choices: Sequence[str]) -> None:
        """Let the cells of a column, from one row to another, offer what may be written there."""
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(column)
        offer(self.sheet, f"{letter}{first}:{letter}{last}", list(choices))

    def copy(self, bare: bytes, part: IO[bytes]) -> None:
        """Write the sheet, given what openpyxl writes of it without its rows."""
        before, after = _NO_ROWS.split(_SIZE.sub(b"", bare, count=1), maxsplit=1)
        part.write(before)
        part.write(b"<sheetData>")
        self.rows.file.seek(0)
        copyfileobj(self.rows.file, part)
        part.write(b"</sheetData>")
        part.write(after)


def _wrapped(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    if len(text) <= width and "\n" not in text:
        return 1
    if "\n" not in text:
        return 1 + int((len(text) - 1) / (1.1 * width))
    return sum(1 + int((len(line) - 1) / (1.1 * width)) for line in text.split("\n"))


def _set_up(page: Any, name: str) -> None:
    """How a sheet is printed: lying A4 paper, as wide as the page, its name above and the page number below."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.oddHeader.center.text = name.replace("&", "&&")
    page.oddFooter.center.text = "&P/&N"
