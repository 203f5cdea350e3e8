"""Workbooks decided part by part: what the whole gives, verdicts and faults, with no more rows in hand than asked."""

import errno
import pickle
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.xml.constants import SHEET_MAIN_NS

import thidua_rules as tr
from tests.distributing.test_parts import ROWS
from tests.distributing.test_streaming import BROKEN, hold_parts_to_the_whole, rules, streamed
from tests.executors.test_frames import ALL, ASKED, facts, tables
from tests.profiles import examples
from thidua_rules.diagnostics import DossierError

__all__ = ["rules"]
pytestmark = pytest.mark.columnar


def book_of(rows: dict[str, list[dict[str, Any]]]) -> openpyxl.Workbook:
    """A sheet for each type, all said to be complete."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, table in tables(rows).items():
        sheet = book.create_sheet(name)
        for row in (table.columns, *table.rows()):
            sheet.append(row)
    closed = book.create_sheet("đầy đủ")
    for each in ("loại", *ALL):
        closed.append([each])
    return book


def saved(book: openpyxl.Workbook, folder: Path) -> Path:
    book.save(folder / "vao.xlsx")
    return folder / "vao.xlsx"


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes | None]) -> Path:
    """A workbook with a part of its archive changed, or left out."""
    contents = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            contents[name] = change(content) if name.endswith(part) else content
    with zipfile.ZipFile(path, "w") as archive:
        for name, found in contents.items():
            if found is not None:
                archive.writestr(name, found)
    return path


def shared(path: Path) -> Path:
    """A workbook with its texts in the table that cells share, as spreadsheets write them."""
    texts: list[bytes] = []

    def moved(found: re.Match[bytes]) -> bytes:
        texts.append(found[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    rewritten(path, "", lambda body: re.sub(rb't="inlineStr"><is>(<t.*?</t>)</is>', moved, body))
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    rewritten(path, "Types].xml", lambda body: body.replace(b"</Types>", part))
    table = b"".join(b"<si>" + each + b"</si>" for each in texts)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", b'<sst xmlns="%s">%s</sst>' % (SHEET_MAIN_NS.encode(), table))
    return path


@settings(
    max_examples=examples(8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=facts(), most=st.integers(5, 30), percent=st.booleans(), together=st.booleans())
def test_parts_of_a_workbook_give_what_the_whole_gives(
    rules: tr.Ruleset, tmp_path: Path, rows: dict[str, list[dict[str, Any]]], most: int, percent: bool, together: bool
) -> None:
    """Whatever the rows are, shared texts and percentages of cells among them; or too many are bound."""
    book = book_of(rows)
    if percent:
        heading, *columns = book["người"].iter_cols()
        assert heading[0].value == "mã"
        for column in columns:
            for cell in column[1:]:
                if column[0].value == "phiếu" and isinstance(cell.value, float):
                    cell.value, cell.number_format = cell.value / 100, "0.0%"
    path = shared(saved(book, tmp_path)) if together else saved(book, tmp_path)
    hold_parts_to_the_whole(rules, path, most)


def _with(title: str, **cells: Any) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        for name, value in cells.items():
            book[title][name] = value

    return change


def _merged(book: openpyxl.Workbook) -> None:
    book["người"].merge_cells("B3:B5")


def _share(book: openpyxl.Workbook) -> None:
    sheet = book["người"]
    at = [cell.value for cell in sheet[1]].index("phiếu") + 1
    sheet.cell(4, at, 0.985)
    sheet.cell(9, at, 1)
    sheet.cell(12, at, 101)


def _for_another(book: openpyxl.Workbook) -> None:
    book.create_sheet("hồ sơ").append(["bộ quy tắc", "khác/1"])


def _far(book: openpyxl.Workbook) -> None:
    book["người"].insert_rows(6, 3)
    book["người"]["B7"] = "  "
    book["người"]["Z20"] = "lạc"
    book["người"].insert_rows(1, 2)


CHANGES: dict[str, Callable[[openpyxl.Workbook], object]] = {
    "a formula without a value": _with("người", C5="=1+1", B9="=1+1"),
    "a formula without a value where nothing else is": _with("người", C500="=1+1"),
    "an error for a key": _with("người", A7="#REF!", C9="#N/A"),
    "a number for a key": _with("đơn vị", A3=17),
    "a heading that is unknown": _with("người", H1="lạ", H3="x"),
    "merged cells": _merged,
    "shares": _share,
    "shares beside an error for a key": lambda book: (_share(book), _with("người", A7="#REF!")(book)),
    "a dossier for another ruleset": lambda book: (_share(book), _for_another(book)),
    "rows that are blank, cells beside the table": _far,
    "a type that is unknown": lambda book: book.create_sheet("lạ").append(["mã", "b"]),
}


def test_no_more_rows_are_read_at_once_than_are_held(
    rules: tr.Ruleset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three blocks of sixteen rows each, and never the row readers on the file; reading is told as it goes."""
    from thidua_rules.distributing import decide_files
    from thidua_rules.distributing.workbooks import SheetSource

    path = saved(book_of(ROWS), tmp_path)
    held: list[int] = []
    read = SheetSource.rows

    def counted(source: SheetSource, rows: Any) -> Any:
        held.append(len(rows))
        return read(source, rows)

    monkeypatch.setattr(SheetSource, "rows", counted)
    monkeypatch.setattr(tr.Ruleset, "read_case", None)
    heard: list[tuple[int, int]] = []
    parts = list(decide_files(rules, path, most=16, told=lambda *told: heard.append(told), **ASKED))
    assert [(each.number, each.parts) for each in parts] == [(1, 3), (2, 3), (3, 3)]
    assert [sum(held[at : at + 3]) for at in (0, 3, 6)] == [16, 16, 16]
    assert heard[-1] == (55, 55)


DAMAGE: dict[str, tuple[str, Callable[[bytes], bytes | None], str]] = {
    "a sheet that is not there": ("sheet3.xml", lambda _: None, "FILE-17"),
    "a sheet that ends early": ("sheet3.xml", lambda body: body[:-40], "FILE-10"),
    "a text that is not there": ("sharedStrings.xml", lambda _: b"<sst/>", "FILE-10"),
    "a number that is none": ("sheet2.xml", lambda body: body.replace(b"<v>3</v>", b"<v>a</v>"), "FILE-10"),
    "styles that are none": ("styles.xml", lambda _: b"<a", "FILE-10"),
    "results": ("core.xml", lambda body: body.replace(b"</cp:coreProperties>", RESULTS_TOLD), "FILE-23"),
}
RESULTS_TOLD = b"<cp:category>thidua results</cp:category></cp:coreProperties>"


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_damaged_is_told_as_of_the_whole(rules: tr.Ruleset, tmp_path: Path, name: str) -> None:
    """With the file, and the sheet where one is lost."""
    part, change, code = DAMAGE[name]
    path = rewritten(shared(saved(book_of(ROWS), tmp_path)), part, change)
    whole = told(lambda: rules.decide_frames(path, **ASKED))
    assert {each for each, _, _ in whole} == {code}
    assert told(lambda: streamed(rules, path, 20)) == whole


def test_rows_out_of_order_are_read_as_a_whole(rules: tr.Ruleset, tmp_path: Path) -> None:
    """No spreadsheet writes them so; the verdicts are the same."""

    def turned(body: bytes) -> bytes:
        head, *rows = body.split(b"<row ")
        last, rest = rows[-1].split(b"</row>")
        return b"<row ".join([head, last + b"</row>", *rows[:-1]]) + rest

    path = saved(book_of(ROWS), tmp_path)
    wanted = streamed(rules, path, 20)
    assert streamed(rules, rewritten(path, "sheet3.xml", turned), 20) == wanted


def told(decide: Callable[[], Any]) -> list[tuple[str, str, str]]:
    """The faults, in a fixed order."""
    with pytest.raises(DossierError) as refused:
        decide()
    return sorted((each.code, str(each.place), each.message()) for each in refused.value.diagnostics)


@pytest.mark.parametrize("name", CHANGES)
def test_cells_that_are_refused_are_told_as_of_the_whole(rules: tr.Ruleset, tmp_path: Path, name: str) -> None:
    """Code, sheet, row and column of each, doubts among them, wherever in the parts they are."""
    book = book_of(ROWS)
    CHANGES[name](book)
    path = saved(book, tmp_path)
    whole = told(lambda: rules.decide_frames(path, **ASKED))
    assert told(lambda: streamed(rules, path, 20)) == whole != []


@pytest.mark.parametrize("name", BROKEN)
def test_faults_of_rows_are_those_of_the_whole(rules: tr.Ruleset, tmp_path: Path, name: str) -> None:
    """Of values, and of keys and references, which only all parts together show."""
    path = saved(book_of({**ROWS, "người": [*ROWS["người"][4:], *BROKEN[name]]}), tmp_path)
    assert told(lambda: streamed(rules, path, 40)) == told(lambda: rules.decide_frames(path, **ASKED)) != []


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
def test_temporary_files_are_gone_however_it_ends(
    rules: tr.Ruleset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    """Whoever interrupts the reading, and a disk that is full, of which the folder is named."""

    def stopping(*_: object) -> None:
        raise fault

    path = saved(book_of(ROWS), tmp_path)
    folder = tmp_path / "tạm"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(pickle, "dump", stopping)
    with pytest.raises(type(fault)) as stopped:
        streamed(rules, path, 20)
    assert list(folder.iterdir()) == []
    assert getattr(stopped.value, "filename", str(folder)) == str(folder)
