"""A decision as a workbook: a summary of each type, every requirement, and what is missing."""

from pathlib import Path
from typing import Any

from thidua_rules.decision.decision import Decision
from thidua_rules.report.messages import MARK, say, status_word
from thidua_rules.report.table import detail_rows, sheets
from thidua_rules.values import Status

_COLOURS = {
    Status.MET: "C6EFCE",
    Status.NOT_MET: "FFC7CE",
    Status.UNKNOWN: "FFEB9C",
    Status.NOT_APPLICABLE: "EDEDED",
}
_WIDEST = 60


def to_xlsx(decision: Decision, path: Path, lang: str = "vi") -> None:
    """Write the workbook; it replaces a file of that name."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, PatternFill

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets(decision, lang):
        page = book.create_sheet(_title(sheet.type))
        heads = [
            say("code", lang),
            say("name", lang),
            *(code for code, _ in sheet.criteria),
            say("what_is_missing", lang),
        ]
        _heading(page, heads)
        for line in sheet.lines:
            page.append([_safe(line.key), _safe(line.name), *(MARK[each] for each in line.statuses), _safe(line.notes)])
            for column, status in enumerate(line.statuses, 3):
                cell = page.cell(page.max_row, column)
                cell.fill = PatternFill("solid", fgColor=_COLOURS[status])
                cell.alignment = Alignment(horizontal="center")
        page.append([])
        for status in Status:
            counts = [count[status] for count in sheet.counts()]
            page.append([None, f"{MARK[status]} {status_word(status, lang).lower()}", *counts])
        _fit(page)
    details = book.create_sheet(say("details", lang))
    keys = ("subject", "code", "name", "code", "requirement", "result", "reason", "reference")
    _heading(details, [say(key, lang) for key in keys])
    for row in detail_rows(decision, lang):
        details.append([_safe(each) for each in row])
    details.auto_filter.ref = details.dimensions
    _fit(details)
    book.save(path)


def _safe(text: str) -> str:
    """Text that a spreadsheet does not take for a formula, without characters that a workbook cannot hold."""
    kept = "".join(each for each in text if each >= " " or each in "\n\t")
    return f"'{kept}" if kept[:1] in ("=", "+", "@") else kept


def _title(name: str) -> str:
    return "".join(each for each in name if each not in "[]:*?/\\")[:31]


def _heading(page: Any, heads: list[str]) -> None:
    from openpyxl.styles import Font

    page.append(heads)
    for cell in page[1]:
        cell.font = Font(bold=True)
    page.freeze_panes = "C2"


def _fit(page: Any) -> None:
    for column in page.columns:
        longest = max((len(str(cell.value)) for cell in column if cell.value is not None), default=0)
        page.column_dimensions[column[0].column_letter].width = min(_WIDEST, max(5, longest + 2))
