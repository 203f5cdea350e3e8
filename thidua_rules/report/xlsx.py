"""A decision as a workbook: how many meet what, a page for each type, every requirement, and what is missing."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from thidua_rules.decision.decision import Decision
from thidua_rules.report.messages import MARK, Beyond, Shown, heading, say, status_word
from thidua_rules.report.table import Sheet, absences, details, sheets, summary
from thidua_rules.report.wording import doubt_words
from thidua_rules.values import Status

_COLOURS = {
    Status.MET: "C6EFCE",
    Beyond.OUTSIDE: "E4DFEC",
    Status.NOT_MET: "FFC7CE",
    Status.UNKNOWN: "FFEB9C",
    Status.NOT_APPLICABLE: "EDEDED",
}
_WIDEST = 60
_LONGEST = 32_000
"""A cell holds no more characters than 32767."""


def to_xlsx(decision: Decision, path: Path, lang: str = "vi") -> None:
    """Write the workbook; it replaces a file of that name."""
    from openpyxl import Workbook

    book = Workbook()
    found = sheets(decision, lang)
    front = book.active
    front.title = _title(say("summary", lang))
    _summary(front, decision, found, lang)
    for sheet in found:
        _type(book.create_sheet(_title(sheet.type)), sheet, lang)
    _details(book.create_sheet(_title(say("details", lang))), decision, lang)
    _absences(book.create_sheet(_title(say("missing", lang))), decision, lang)
    book.save(path)


def _summary(page: Any, decision: Decision, found: tuple[Sheet, ...], lang: str) -> None:
    identity, question = decision.identity, decision.question
    for key, value in (
        ("ruleset", identity.ruleset),
        ("on", f"{question.on:%d/%m/%Y}"),
        ("period", str(question.period)),
        ("ruleset_hash", identity.ruleset_hash),
        ("facts_hash", identity.facts_hash),
        ("executor", f"{identity.executor} (thidua_rules {identity.version})"),
    ):
        _append(page, [heading(key, lang), value])
    for each in decision.findings:
        _append(page, [heading("doubts", lang), doubt_words(each, lang)])
    for sheet in found:
        _append(page, [])
        words = [f"{MARK[status]} {status_word(status, lang).lower()}" for status in sheet.outcomes]
        _append(page, [f"{sheet.type} ({len(sheet.lines)})", say("requirement", lang), *words], bold=True)
        for code, title, counts in summary(sheet):
            _append(page, [code, title, *counts])
        for name, graded in sheet.graded():
            _append(page, [name, say("how_many", lang)], bold=True)
            for value, count in graded:
                _append(page, [value, count])
    _fit(page)


def _type(page: Any, sheet: Sheet, lang: str) -> None:
    codes = [code for code, _ in sheet.criteria]
    _heading(
        page, [heading("code", lang), heading("name", lang), *codes, *sheet.measures, heading("what_is_missing", lang)]
    )
    for line in sheet.lines:
        marks = [_cell(page, MARK[each], each) for each in line.statuses]
        values = [_cell(page, each) for each in line.values]
        page.append([_cell(page, line.key), _cell(page, line.name), *marks, *values, _cell(page, line.notes)])
    _append(page, [])
    for status in sheet.outcomes:
        counts = [count[status] for count in sheet.counts()]
        _append(page, ["", f"{MARK[status]} {status_word(status, lang).lower()}", *counts])
    _fit(page)


def _details(page: Any, decision: Decision, lang: str) -> None:
    keys = ("subject", "code", "name", "requirement_code", "requirement", "result", "reason", "reference")
    _heading(page, [heading(key, lang) for key in keys])
    for each in details(decision, lang):
        result = _cell(page, status_word(each.status, lang).lower(), each.status)
        noted = _cell(page, each.noted)
        reasons = "\n".join(each.reasons)
        before = (_cell(page, text) for text in (each.type, each.key, each.name, each.code, each.title))
        page.append([*before, noted if each.noted else result, _cell(page, reasons), _cell(page, each.source)])
    page.auto_filter.ref = page.dimensions
    _fit(page)


def _absences(page: Any, decision: Decision, lang: str) -> None:
    keys = ("whose", "what_to_know", "evidence", "answered_by", "confirmed_by", "waiting")
    _heading(page, [heading(key, lang) for key in keys])
    for each in absences(decision, lang):
        waiting = "; ".join(each.waiting)
        _append(page, [each.name, each.what, each.evidence, each.answered_by, each.confirmed_by, waiting])
    page.auto_filter.ref = page.dimensions
    _fit(page)


def _append(page: Any, values: Iterable[str | int], bold: bool = False) -> None:
    page.append([_cell(page, each, bold=bold) for each in values])


def _cell(page: Any, value: str | int, status: Shown | None = None, bold: bool = False) -> Any:
    """A cell, coloured by a status; text stays text, even if it begins like a formula."""
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = Cell(page, row=1, column=1, value=_kept(value) if isinstance(value, str) else value)
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.alignment = Alignment(
            horizontal="center" if len(cell.value) == 1 and status is not None else None,
            vertical="top",
            wrap_text=len(cell.value) > _WIDEST or "\n" in cell.value,
        )
    if status is not None:
        cell.fill = PatternFill("solid", fgColor=_COLOURS[status])
    if bold:
        cell.font = Font(bold=True)
    return cell


def _kept(text: str) -> str | None:
    """Text without the characters that a workbook cannot hold; an empty cell for no text."""
    kept = "".join(each for each in text if each >= " " or each in "\n\t")
    return (kept if len(kept) <= _LONGEST else kept[:_LONGEST] + "…") or None


def _title(name: str) -> str:
    return "".join(each for each in name if each not in "[]:*?/\\" and each.isprintable()).strip("' ")[:31] or "-"


def _heading(page: Any, heads: list[str]) -> None:
    _append(page, heads, bold=True)
    page.freeze_panes = "C2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _fit(page: Any) -> None:
    for column in page.columns:
        lines = (line for cell in column if cell.value is not None for line in str(cell.value).split("\n"))
        longest = max(map(len, lines), default=0)
        page.column_dimensions[column[0].column_letter].width = min(_WIDEST, max(5, longest + 2))
