"""Sheets of plain workbooks by calamine, which is many times faster than openpyxl; all others are left to openpyxl.

calamine tells the values alone. What it does not tell is looked for in the archive itself: cells that hold an error, or
a formula that was never reckoned, and those that are shown as a percentage. A workbook is plain if all of its cells
are written in the one way that spreadsheets write them, so that both libraries read the same of it.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from thidua_rules.facts.sheets import Percentage, Sheet
from thidua_rules.facts.tables import letter_of

_CELL = re.compile(
    rb'<c r="([A-Z]{1,2})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?(?: t="(?:n|s|b|str|inlineStr)")?[ \n]?/?>'
)
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[ \n/>]")
# numbers that Python reads as whole ones although they are written otherwise, or that are too great to be exact
_ODD_NUMBER = re.compile(rb"<v>-?(?:[0-9]+\.0*<|[0-9.]+[eE]|[0-9]{16})")
_NO_VALUE = re.compile(rb"</f>(?!<v>[^<])|<f[^>]*/>(?!<v>[^<])")
_EMPTY_TEXTS = (b"<t></t>", b"<t/>", b"<t />", b"<si/>", b"<si />", b"<si></si>")
_ODD_TEXTS = (
    *_EMPTY_TEXTS,
    b"<t> ",
    b" </t>",
    b"\n</t>",
    b"<t>\n",
    b"<v> ",
    b" </v>",
    b"<v>\n",
    b"\n</v>",
    b"_x",
    b"<!DOCTYPE",
)
_HEADER_END = 200
_PERCENT, _NUMBERS, _DAYS = {9, 10}, {*range(5), 37, 38, 39, 40, 49}, {14, 22}
_NUMBER_FORMAT = re.compile(r'[0#?.,; ()_\-"@]*|General')
_PERCENT_FORMAT = re.compile(r"[0#?.,]*%")
_DAY_FORMAT = re.compile(r"(?:\[\$-[0-9A-Fa-f]+\])?[dmyDMY/.\- \\,]*[dyDY][dmyDMY/.\- \\,]*(?: hh?:mm(?::ss)?)?(?:;@)?")
_FIRST_DAY = datetime.date(1900, 3, 1)
"""Before it, spreadsheets count a day that there never was."""


class _NotPlainError(Exception):
    """Something that the two libraries may read otherwise, or that calamine would need too much room for."""


def plain_sheets(content: bytes) -> list[Sheet] | None:
    """The sheets of a workbook; None if it is not plain, or if calamine is not installed."""
    try:
        import python_calamine
    except ImportError:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.testzip() is not None:
                return None
            bodies = _bodies(archive)
            formats = _formats(archive.read("xl/styles.xml"))
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = [each.name for each in book.sheets_metadata]
            return [_sheet(book, name, body, formats) for name, body in zip(names, bodies, strict=True)]
    except BaseException as fault:
        if isinstance(fault, KeyboardInterrupt | SystemExit):
            raise
        # openpyxl reads it, or tells what is wrong with it; what panics in calamine is no Exception
        return None


def _bodies(archive: zipfile.ZipFile) -> list[bytes]:
    """The content of each sheet, in the order of the workbook."""
    workbook, links = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
    texts = [archive.read(name) for name in archive.namelist() if name == "xl/sharedStrings.xml"]
    targets = {each.get("Id"): each.get("Target", "") for each in _tree(links)}
    link = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    sheets = [each for each in _tree(workbook).iter() if each.tag.endswith("}sheet")]
    paths = [targets[each.get(link)] for each in sheets]
    if b"date1904" in workbook or not all(re.fullmatch(r"(/xl/)?worksheets/[^/]+", path) for path in paths):
        raise _NotPlainError
    bodies = [archive.read("xl/worksheets/" + path.rpartition("/")[2]) for path in paths]
    for each in (*bodies, *texts):
        if any(odd in each for odd in _ODD_TEXTS) or each.find(b"\r", _HEADER_END) >= 0:
            raise _NotPlainError
    return bodies


def _tree(part: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in part:
        raise _NotPlainError
    return ElementTree.fromstring(part)


def _formats(styles: bytes) -> Mapping[bytes, str]:
    """What cells of each style show: a `percent`, a `number`, a `day`, or what is not known."""
    root = _tree(styles)
    space = root.tag.partition("}")[0] + "}"
    own = {int(each.get("numFmtId", "0")): each.get("formatCode", "") for each in root.iter(f"{space}numFmt")}
    found = {}
    for number, each in enumerate(root.iterfind(f"{space}cellXfs/{space}xf")):
        code = int(each.get("numFmtId", "0"))
        text = own.get(code)
        if code in _PERCENT or (text is not None and _PERCENT_FORMAT.fullmatch(text)):
            found[b"%d" % number] = "percent"
        elif code in _DAYS or (text is not None and _DAY_FORMAT.fullmatch(text)):
            found[b"%d" % number] = "day"
        elif code in _NUMBERS or (text is not None and _NUMBER_FORMAT.fullmatch(text)):
            found[b"%d" % number] = "number"
    return found


def _sheet(book: Any, name: str, body: bytes, formats: Mapping[bytes, str]) -> Sheet:
    cells = _CELL.findall(body)
    odd = _ODD_NUMBER.search(body) or (b"<f" in body and _NO_VALUE.search(body))
    if odd or len(cells) != len(_ANY_CELL.findall(body)):
        raise _NotPlainError
    height = max((int(number) for _, number, _ in cells), default=0)
    width = max((_column(letters) for letters in {letters for letters, _, _ in cells}), default=0)
    if height * width > 20 * len(cells) + 10_000:
        raise _NotPlainError  # few cells far apart would make a rectangle of millions
    shown = {style: formats.get(style or b"0") for style in {style for _, _, style in cells}}
    if None in shown.values():
        raise _NotPlainError
    special = {
        (int(number), _column(letters)): shown[style] for letters, number, style in cells if shown[style] != "number"
    }
    sheet = book.get_sheet_by_name(name)
    rows: dict[int, dict[int, Any]] = {}
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), 1):
        filled = ((column, value) for column, value in enumerate(values, 1) if value != "")
        found = {column: _value(value, special.get((number, column))) for column, value in filled}
        if found:
            rows[number] = found
    merged = [
        (f"{letter_of(left)}{top + 1}:{letter_of(right)}{bottom + 1}", top + 1, left + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return Sheet(name, rows, sorted(merged))


def _value(value: Any, shown: str | None) -> Any:
    """A value as openpyxl has it: whole numbers are whole, and days are days where they are shown so."""
    if isinstance(value, float):
        if shown == "day":
            raise _NotPlainError
        whole = int(value) if value.is_integer() else value
        return Percentage(whole) if shown == "percent" else whole
    if isinstance(value, datetime.date):
        day = value.date() if isinstance(value, datetime.datetime) else value
        if (
            shown != "day"
            or day < _FIRST_DAY
            or (day is not value and value != datetime.datetime(*day.timetuple()[:3]))
        ):
            raise _NotPlainError  # a time of day among them, which the two libraries round in ways of their own
        return day
    if not isinstance(value, str | bool):
        raise _NotPlainError
    return value


def _column(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = 26 * number + each - 64
    return number
