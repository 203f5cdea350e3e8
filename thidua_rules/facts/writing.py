"""Cases back to files and data; each form, read again, gives an equal case."""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.facts.case import Between, Case, Closure, OneOf, Slot, SubjectId, key_order
from thidua_rules.facts.codec import decode, show
from thidua_rules.facts.keys import show_key
from thidua_rules.facts.tables import COMPLETE, COMPLETE_COLUMNS, HEADER, sheet_title
from thidua_rules.facts.vocabulary import FactType, Field, Kind
from thidua_rules.source.yaml_writing import write_yaml

PERCENT_FORMAT, DATE_FORMAT = "0.0###%", "dd/mm/yyyy"
"""How cells of a workbook show percentages and dates."""

_LONGEST_CELL = 32767
_MOST_CELL_DIGITS = 15
_FIRST_CELL_YEAR = 1901


def to_dict(case: Case, ruleset: str | None = None) -> dict[str, Any]:
    """The case in the form of a dossier: texts, whole numbers, booleans, lists and dicts, ready for JSON.

    Records stand flat under their type; an owner says `đầy đủ` for the collections that are complete.
    """
    found: dict[str, Any] = {"bộ quy tắc": ruleset} if ruleset is not None else {}
    found["ngày xét"] = f"{case.on.day:02d}/{case.on.month:02d}/{case.on.year:04d}"
    found["kỳ xét"] = str(case.period)
    complete = _closed_types(case)
    if complete:
        found[COMPLETE] = complete
    for fact_type in case.vocabulary.given:
        records = [_record(case, fact_type, subject) for subject in case.of_type(fact_type.name)]
        # nothing may be known of the one subject of a type, which is there all the same
        if any(records):
            found[fact_type.name] = records
    return found


def to_json(case: Case, ruleset: str | None = None) -> str:
    """The case as JSON text."""
    return json.dumps(to_dict(case, ruleset), ensure_ascii=False, indent=2) + "\n"


def to_yaml(case: Case, ruleset: str | None = None) -> str:
    """The case as a YAML dossier."""
    return write_yaml(to_dict(case, ruleset))


def to_csv(case: Case, folder: Path | str, ruleset: str | None = None) -> None:
    """Write the case as a folder of CSV files, one for each type that has members."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for title, rows in _tables(case, ruleset):
        with (target / f"{title}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows([_cell_text(each) for each in row] for row in rows)


def to_xlsx(case: Case, path: Path | str, ruleset: str | None = None) -> None:
    """Write the case as a workbook. DossierError if a text is longer than a cell can hold."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in _tables(case, ruleset):
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for column, each in enumerate(row, 1):
                if each != "" and each is not None:
                    _fill_cell(sheet.cell(number, column), each, str(path), title)
        if title != HEADER:
            sheet.freeze_panes = "A2"
            for cell in sheet[1]:
                cell.font = Font(bold=True)
    book.save(path)


def _closed_types(case: Case) -> list[str]:
    return [each.name for each in case.vocabulary if Closure(each.name) in case.closed and not each.single]


def _rosters(case: Case) -> Iterator[tuple[SubjectId, str]]:
    owned = [each for each in case.closed if each.owner is not None and each.collection is not None]
    for each in sorted(owned, key=lambda one: (one.owner.type, key_order(one.owner.key), one.collection)):  # type: ignore[union-attr]
        assert each.owner is not None
        assert each.collection is not None
        yield each.owner, each.collection


def _record(case: Case, fact_type: FactType, subject: SubjectId) -> dict[str, Any]:
    record: dict[str, Any] = {"mã": subject.key} if fact_type.coded else {}
    for field, slot in zip(fact_type.fields, case.row(subject), strict=True):
        if slot is not None and not field.implied:
            record[field.name] = _data(case, field, slot)
    complete = [
        each.name for each in case.vocabulary.collections(subject.type) if case.roster_closed(subject, each.name)
    ]
    if complete:
        record[COMPLETE] = complete
    return record


def _data(case: Case, field: Field, slot: Slot) -> Any:
    if isinstance(slot, Between):
        ends = (("từ", slot.low), ("đến", slot.high))
        return {word: show(field, end) for word, end in ends if end is not None}
    if isinstance(slot, OneOf):
        return {"một trong": sorted(_text(case, field, each) for each in slot.values)}
    if isinstance(slot, bool) or (field.kind is Kind.INTEGER and isinstance(slot, int)):
        return slot
    return _text(case, field, slot)


def _text(case: Case, field: Field, slot: Slot) -> str:
    if isinstance(slot, OneOf) and field.kind is Kind.REFERENCE:
        return " | ".join(sorted(_text(case, field, each) for each in slot.values))
    if not isinstance(slot, SubjectId):
        return show(field, slot)
    shown = show_key(case.vocabulary, slot)
    others = [each for each in field.targets if each != slot.type and SubjectId(each, slot.key) in case]
    return f"{shown} ({slot.type})" if others else shown


def _tables(case: Case, ruleset: str | None) -> Iterator[tuple[str, list[list[Any]]]]:
    """Titles with rows; a cell is text, or a pair of a field and its slot."""
    header = [["bộ quy tắc", ruleset]] if ruleset is not None else []
    day = f"{case.on.day:02d}/{case.on.month:02d}/{case.on.year:04d}"
    yield HEADER, [*header, ["ngày xét", day], ["kỳ xét", str(case.period)]]
    for fact_type in case.vocabulary.given:
        names = ["mã"] if fact_type.coded else []
        rows: list[list[Any]] = [[*names, *(field.name for field in fact_type.given)]]
        for subject in case.of_type(fact_type.name):
            cells: list[Any] = [subject.key] if fact_type.coded else []
            for field in fact_type.given:
                slot = case.slot(subject, field.name)
                cells.append(_text(case, field, slot) if field.kind is Kind.REFERENCE else (field, slot))
            rows.append(cells)
        if len(rows) > 1:
            yield sheet_title(fact_type), rows
    closed = [[name, "", ""] for name in _closed_types(case)]
    closed += [[owner.type, show_key(case.vocabulary, owner), name] for owner, name in _rosters(case)]
    if closed:
        yield COMPLETE, [list(COMPLETE_COLUMNS), *closed]


def _cell_text(cell: Any) -> str:
    return show(*cell) if isinstance(cell, tuple) else str(cell or "")


def _fill_cell(cell: Any, content: Any, file: str, title: str) -> None:
    if isinstance(content, tuple):
        field, slot = content
        if slot is None:
            return
        if (
            field.kind.is_number
            and isinstance(slot, int | Decimal)
            and len(Decimal(slot).as_tuple().digits) <= (_MOST_CELL_DIGITS)
        ):
            percent = field.kind is Kind.PERCENT
            exact = Decimal(slot) / 100 if percent else Decimal(slot)
            if percent or abs(exact) < 10**_MOST_CELL_DIGITS:
                cell.value = float(exact) if exact % 1 else int(exact)
                cell.number_format = PERCENT_FORMAT if percent else "General"
                return
        if field.kind is Kind.DATE and isinstance(slot, int):
            day = decode(field, slot)
            if day.year >= _FIRST_CELL_YEAR:
                cell.value, cell.number_format = day, DATE_FORMAT
                return
        content = show(field, slot)
    if len(content) > _LONGEST_CELL:
        place = Place(file=file, sheet=title, line=cell.row)
        raise DossierError([Diagnostic("FACT-45", place, {"limit": _LONGEST_CELL})])
    # as text whatever it looks like: "=1" is no formula
    cell.value = content
    cell.data_type = "s"
