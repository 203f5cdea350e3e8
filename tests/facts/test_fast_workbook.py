"""A workbook read by calamine is the one that openpyxl reads: the same case, or the same faults at the same places."""

import datetime
import io
import zipfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules import load
from thidua_rules.diagnostics import DossierError
from thidua_rules.facts import workbook
from thidua_rules.facts.blank import write_blank_workbook
from thidua_rules.facts.fast_workbook import plain_sheets
from thidua_rules.facts.hashing import facts_hash
from thidua_rules.facts.reading import read_case
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary

pytest.importorskip("python_calamine")

EXAMPLES = Path(__file__).parents[2] / "docs" / "vi-du"
UNIT = "đơn vị"
VOCABULARY = Vocabulary(
    (
        FactType(
            UNIT,
            "don_vi",
            (
                Field("tên", "ten", Kind.TEXT),
                Field("tỷ lệ", "ty_le", Kind.PERCENT, Fraction(0), Fraction(100), decimals=1, may_be_absent=True),
                Field("ngày", "ngay", Kind.DATE),
                Field("điểm", "diem", Kind.NUMBER, decimals=2),
                Field("đủ", "du", Kind.BOOLEAN),
            ),
        ),
    )
)
HEADINGS = ["mã", "tên", "tỷ lệ", "ngày", "điểm", "đủ"]


def outcome(path: Path, vocabulary: Vocabulary = VOCABULARY) -> Any:
    """All that reading a workbook comes to."""
    try:
        found = read_case(vocabulary, path, on=datetime.date(2021, 12, 15), period=2021)
    except DossierError as error:
        return error.diagnostics
    rows = {name: {key: repr(row) for key, row in of.items()} for name, of in found.subjects.items()}
    return rows, dict(found.origins), found.closed, found.findings, facts_hash(found)


def both(path: Path, monkeypatch: pytest.MonkeyPatch, vocabulary: Vocabulary = VOCABULARY) -> tuple[Any, Any]:
    """What comes of a workbook with calamine, and without."""
    fast = outcome(path, vocabulary)
    with monkeypatch.context() as patch:
        patch.setattr(workbook, "plain_sheets", lambda _: None)
        return fast, outcome(path, vocabulary)


@pytest.mark.parametrize("name", ["ho-so-2021.xlsx", "ho-so-hai-nam.xlsx"])
def test_the_workbooks_of_the_documentation_are_plain(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are read by calamine, days and percentages included, and say the same."""
    path, vocabulary = EXAMPLES / name, load("btnmt/2021").program.vocabulary
    assert plain_sheets(path.read_bytes()) is not None
    fast, slow = both(path, monkeypatch, vocabulary)
    assert fast == slow


def test_a_blank_workbook_is_plain(tmp_path: Path) -> None:
    """What people fill in is read the fast way."""
    write_blank_workbook(VOCABULARY, "mẫu/2021", tmp_path / "a.xlsx")
    assert plain_sheets((tmp_path / "a.xlsx").read_bytes()) is not None


VALUES = st.sampled_from(
    [
        None,
        "a",
        "b 2",
        " đầu và cuối ",
        "hai\ndòng",
        "_x000D_",
        "#N/A",
        "=1+1",
        "không có",
        "98,5%",
        0,
        1,
        0.985,
        98.5,
        2.50,
        -3,
        1e20,
        2**53 + 1,
        True,
        False,
        datetime.date(2020, 2, 29),
        datetime.datetime(2020, 2, 29),
        datetime.date(1900, 2, 1),
        datetime.datetime(2020, 2, 29, 7, 30),
        datetime.time(7, 30),
        datetime.timedelta(days=2, hours=3),
        Decimal("0.1"),
    ]
)
PLAIN_FORMATS = (
    "General",
    "0",
    "0.00",
    "#,##0",
    "@",
    "0%",
    "0.0%",
    "dd/mm/yyyy",
    "yyyy-mm-dd",
    "d.m.yy;@",
    "dd/mm/yyyy hh:mm",
)
ODD_FORMATS = ("hh:mm", "mmm yyyy", '0.0" %"', "[$-42A]dd/mm/yyyy", "m", "0;[Red]-0", "[h]:mm")
FORMATS = st.sampled_from((*PLAIN_FORMATS, *ODD_FORMATS))


@st.composite
def books(draw: st.DrawFn) -> bytes:
    """Workbooks of a table or two, with cells of all sorts and formats."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = draw(st.sampled_from([UNIT, "don_vi", "lạ"]))
    sheet.append(draw(st.sampled_from([HEADINGS, [*HEADINGS[:3], None, "lạ"], ["mã", 0.5, *HEADINGS[1:]]])))
    for number in range(draw(st.integers(0, 3))):
        sheet.append([f"a{number}", *(draw(VALUES) for _ in HEADINGS[1:])])
        for cell in sheet[sheet.max_row][1:]:
            if draw(st.booleans()):
                cell.number_format = draw(FORMATS)
    if draw(st.integers(0, 5)) == 0:
        sheet.merge_cells(draw(st.sampled_from(["A2:B2", "C1:C3", "B4:D5"])))
    if draw(st.integers(0, 5)) == 0:
        sheet.cell(draw(st.sampled_from([7, 60, 5000])), draw(st.sampled_from([2, 9, 30])), draw(VALUES))
    if draw(st.integers(0, 3)) == 0:
        other = book.create_sheet(draw(st.sampled_from(["đầy đủ", "hồ sơ"])))
        other.append(
            draw(st.sampled_from([["loại"], [UNIT], ["kỳ xét", 2021], ["ngày xét", datetime.date(2021, 1, 2)]]))
        )
        other.sheet_state = draw(st.sampled_from(["visible", "hidden"]))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, *HealthCheck]
)
@given(content=books())
def test_any_workbook_says_the_same_by_either_library(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values and formats of all sorts, merged cells, cells far away, other sheets and headings."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    fast, slow = both(path, monkeypatch)
    assert fast == slow


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """A workbook with one part of its archive changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(stream, "w") as changed:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(part):
                assert old in content
                content = content.replace(old, new)
            changed.writestr(name, content)
    path.write_bytes(stream.getvalue())
    return path


CELL = b'<c r="E2" t="n"><v>7</v></c>'
CELLS = [
    b'<c r="E2"><v>7</v></c>',
    b'<c r="E2"><v>7.0</v></c>',
    b'<c r="E2"><v>7E0</v></c>',
    b'<c r="E2"><v>0.1</v></c>',
    b'<c r="E2"><v>007</v></c>',
    b'<c r="E2"><v> 7 </v></c>',
    b'<c r="E2"><v></v></c>',
    b'<c r="E2"/>',
    b'<c r="E2" t="e"><v>#REF!</v></c>',
    b'<c r="E2" t="b"><v>1</v></c>',
    b'<c r="E2" t="d"><v>2020-02-29</v></c>',
    b'<c r="E2"><f>3+4</f><v>7</v></c>',
    b'<c r="E2" t="str"><f>"a"</f><v>a</v></c>',
    b'<c r="E2" t="str"><f>"a"</f><v></v></c>',
    b'<c r="E2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    b'<c r="E2"><f>3+4</f></c>',
    b'<c r="E2"><f t="shared" si="0"/><v>7</v></c>',
    b'<c r="E2"><f t="shared" si="0"/></c>',
    b"<c r='E2'><v>7</v></c>",
    b'<c t="n" r="E2" s="0"><v>7</v></c>',
    b'<c r="E2" s="99"><v>7</v></c>',
    b'<c r="E2" t="inlineStr"><is><t> 7 </t></is></c>',
    b'<c r="E2" t="inlineStr"><is><t/></is></c>',
    b'<c r="E2" t="inlineStr"><is><r><t>7</t></r><r><t xml:space="preserve"> </t></r></is></c>',
    b'<c r="E2" t="inlineStr"><is><t>7\r\n8</t></is></c>',
    b'<c r="E2" t="s"><v>0</v></c>',
    b'<c r="E1048576"><v>7</v></c>',
    b'<c r="XFD2"><v>7</v></c>',
    b'<c r="E2"><v>7</v>',
    b"",
]


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_however_it_is_written_says_the_same(
    cell: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers, errors, formulas with and without a value, texts in runs, other order and quotes, damage."""
    book = openpyxl.Workbook()
    book.active.title = UNIT
    for row in (HEADINGS, ["a", "x", 98.5, None, 7]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    fast, slow = both(rewritten(tmp_path / "a.xlsx", "sheet1.xml", CELL, cell), monkeypatch)
    assert fast == slow


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("workbook.xml", b"<workbookPr", b'<workbookPr date1904="1"'),
        ("workbook.xml", b"<workbookPr", b"<workbookXx"),
        ("styles.xml", b"yyyy-mm-dd", b"yyyy-mm-dd hh"),
        ("styles.xml", b"yyyy-mm-dd", b"General"),
        ("styles.xml", b"</styleSheet>", b""),
        ("workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/sheet9.xml"),
        ("sheet1.xml", b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"),
    ],
)
def test_other_parts_of_a_workbook_bear_on_it_the_same(
    part: str, old: bytes, new: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other calendars and formats, and parts that are lost or damaged."""
    book = openpyxl.Workbook()
    book.active.title = UNIT
    for row in (HEADINGS, ["a", "x", 98.5, datetime.date(2020, 2, 29), 7]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    fast, slow = both(rewritten(tmp_path / "a.xlsx", part, old, new), monkeypatch)
    assert fast == slow


@settings(
    max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, *HealthCheck]
)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4))
def test_damage_is_told_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: list[tuple[int, int]]
) -> None:
    """Whatever bytes of the archive are changed."""
    book = openpyxl.Workbook()
    book.active.title = UNIT
    for row in (HEADINGS, ["a", "x", 98.5, datetime.date(2020, 2, 29), 7]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    content = bytearray(stream.getvalue())
    for at, value in damage:
        content[at % len(content)] = value
    (tmp_path / "a.xlsx").write_bytes(bytes(content))
    fast, slow = both(tmp_path / "a.xlsx", monkeypatch)
    assert fast == slow
