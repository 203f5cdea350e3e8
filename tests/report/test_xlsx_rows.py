"""Rows of a workbook: what is put into a cell is what is read from it, and never a formula."""

import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.report.xlsx_pages import Book, Column
from thidua_rules.report.xlsx_rows import kept
from thidua_rules.report.xlsx_styles import Cell

CONTENTS = st.one_of(
    st.text(max_size=12),
    st.integers(-(10**15), 10**15),
    st.floats(-1e9, 1e9, allow_nan=False, width=32),
    st.dates(datetime.date(1901, 1, 1), datetime.date(9999, 12, 31)),
    st.none(),
)


Contents = list[list[str | int | float | datetime.date | None]]


def reread(contents: Contents, read_only: bool) -> list[list[Any]]:
    """The cells of a sheet with these rows, as they are read again."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.xlsx")
        with Book.empty() as book:
            page = book.page("a", [Column("đầu")], 0)
            for row in contents:
                days = (isinstance(each, datetime.date) for each in row)
                page.append(
                    Cell(each, format="dd/mm/yyyy" if day else None) for each, day in zip(row, days, strict=True)
                )
            page.close()
            book.save(path)
        found = openpyxl.load_workbook(path, read_only=read_only)
        cells = [list(row) for row in found["a"].iter_rows(min_row=2)]
        found.close()
    return cells


@settings(max_examples=examples(20))
@given(st.lists(st.lists(CONTENTS, max_size=6), max_size=9))
@example([["=1+1", "<a>&amp;\"'", " hai\n dòng\t"], ["@x", "_x0041_", "]]>"], ["\x00\ud800", "#N/A", ""]])
@example([[datetime.date(2022, 1, 15), 0.1, 12]])
def test_a_cell_holds_what_was_put_into_it(contents: Contents) -> None:
    """Text is text, as far as a workbook can hold it, numbers are numbers and days are days; nothing is a formula."""
    found = reread(contents, read_only=False)
    for row, cells in zip(contents, found, strict=False):
        for each, cell in zip(row, cells, strict=False):
            assert cell.data_type != "f"
            if isinstance(each, str):
                assert (cell.value or "").replace("_x005F_", "_") == kept(each).replace("_x005F_", "_")
                assert cell.data_type == ("s" if kept(each) else "n")
            else:
                assert (cell.value.date() if isinstance(each, datetime.date) else cell.value) == each


def test_a_reader_that_goes_row_by_row_finds_every_cell() -> None:
    """No smaller sheet is declared than there is."""
    found = reread([["a", "b"], ["c", 1]], read_only=True)
    assert [[cell.value for cell in row] for row in found] == [["a", "b"], ["c", 1]]
