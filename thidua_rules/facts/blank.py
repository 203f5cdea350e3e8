"""A workbook without facts, for people to fill in: a sheet for each type, with what each column may hold."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from thidua_rules.facts.tables import COMPLETE, COMPLETE_COLUMNS, HEADER, sheet_title
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.facts.writing import DATE_FORMAT, PERCENT_FORMAT
from thidua_rules.source.whole_files import whole_file

_LAST_ROW = 2000
"""Down to this row cells offer their choices."""
_LONGEST_LIST = 255
_AS_TEXT = "@"
_FORMATS = {Kind.PERCENT: PERCENT_FORMAT, Kind.DATE: DATE_FORMAT}
_TYPED_AS_TEXT = frozenset(
    (Kind.TEXT, Kind.REFERENCE, Kind.GRADE, Kind.CHOICE, Kind.MONTH, Kind.QUARTER, Kind.SCHOOL_YEAR)
)


def write_blank_workbook(vocabulary: Vocabulary, ruleset: str, path: Path | str) -> None:
    """Write a workbook with the headings of every type and no rows, which reads as an empty dossier of the ruleset.

    Cells offer what they may hold where that is a short list; a heading's comment says the kind, the evidence and who
    confirms it. Codes are cells of text, so that `001` stays `001`.
    """
    import openpyxl
    from openpyxl.styles import Font

    bold = Font(bold=True)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = HEADER
    for row in (("bộ quy tắc", ruleset), ("ngày xét", None), ("kỳ xét", None)):
        sheet.append(row)
    sheet["B2"].number_format, sheet["B3"].number_format = _FORMATS[Kind.DATE], _AS_TEXT
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 24
    for fact_type in vocabulary.given:
        _fill(book.create_sheet(sheet_title(fact_type)), fact_type, bold)
    complete = book.create_sheet(COMPLETE)
    complete.append(COMPLETE_COLUMNS)
    offer(complete, f"A2:A{_LAST_ROW}", [each.name for each in vocabulary.given if not each.single])
    for name in "ABC":
        complete.column_dimensions[name].width = 28
        complete[f"{name}1"].font = bold
    # written at once: a workbook that is left open complains for itself when the disk is full
    held = BytesIO()
    book.save(held)
    with whole_file(path) as beside:
        beside.write_bytes(held.getvalue())


def _fill(sheet: Any, fact_type: FactType, bold: Any) -> None:
    from openpyxl.comments import Comment
    from openpyxl.utils import get_column_letter

    columns: list[tuple[str, Field | None]] = [("mã", None)] if fact_type.coded else []
    columns += [(each.name, each) for each in fact_type.given]
    for number, (name, declared) in enumerate(columns, 1):
        letter = get_column_letter(number)
        heading = sheet.cell(1, number, name)
        heading.font = bold
        sheet.column_dimensions[letter].width = min(40, max(12, len(name) + 3))
        if declared is not None:
            heading.comment = Comment("\n".join(told(declared)), "thidua")
            offer(sheet, f"{letter}2:{letter}{_LAST_ROW}", choices(declared))
        format_ = _AS_TEXT if declared is None or declared.kind in _TYPED_AS_TEXT else _FORMATS.get(declared.kind)
        if format_ is not None:
            sheet.column_dimensions[letter].number_format = format_
    sheet.freeze_panes = "B2" if fact_type.coded else "A2"


def choices(declared: Field) -> list[str]:
    """What may be written where a field holds one of a list; empty for any other field."""
    absent = ["không có"] if declared.may_be_absent else []
    if declared.kind is Kind.BOOLEAN:
        return ["đúng", "sai", *absent]
    return [*declared.options, *declared.outside, *absent] if declared.options else []


def offer(sheet: Any, cells: str, listed: list[str]) -> None:
    """Let cells offer these; anything else stays allowed, since a fact may be known in part (`tốt | khá`)."""
    from openpyxl.worksheet.datavalidation import DataValidation

    joined = ",".join(listed)
    if not listed or len(joined) > _LONGEST_LIST or any("," in each or '"' in each for each in listed):
        return
    offered = DataValidation(type="list", formula1=f'"{joined}"', allow_blank=True, showErrorMessage=False)
    offered.add(cells)
    sheet.add_data_validation(offered)


def told(declared: Field) -> Iterator[str]:
    """What a heading says of its column."""
    yield declared.kind.value + (f" {' | '.join(declared.targets)}" if declared.targets else "")
    values = choices(declared)
    if values and declared.kind is not Kind.BOOLEAN:
        yield "; ".join(values)
    for word, text in (
        ("câu hỏi", declared.question),
        ("minh chứng", declared.evidence),
        ("người xác nhận", declared.confirmed_by),
        ("ghi chú", declared.note),
    ):
        if text:
            yield f"{word}: {text}"
