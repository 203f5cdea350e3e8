"""Rows under headings, as in a sheet, a CSV or a Parquet file: one table for each type, and two for the rest.

The table `hồ sơ` holds the question as rows of a key and a value; `đầy đủ` lists what is complete.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.facts.assembling import suggest
from thidua_rules.facts.building import CaseBuilder, known_name
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.spots import InTable
from thidua_rules.facts.vocabulary import FactType, Field, Vocabulary
from thidua_rules.source.text import did_you_mean, fold, python_name

MOST_ROWS = 200_000
"""A table of more rows is refused before it is read; the environment variable of the same name may ask for more."""
ROWS_VARIABLE = "THIDUA_MOST_ROWS"
HEADER, COMPLETE = "hồ sơ", "đầy đủ"
RESULTS = "thidua results"
"""The category, among its properties, of a workbook that is written of a decision and is no dossier."""
_LONGEST_TITLE = 31
COMPLETE_COLUMNS = ("loại", "mã", "bộ sưu tập")


@frozen
class Row:
    """One line of a table: its number, counted from 1 as people see it, and its raw values."""

    number: int
    values: Sequence[Any]


@frozen
class Table:
    """A table as read. `convert` turns a raw value into a native one for the field it stands under, where need be."""

    title: str
    rows: Iterable[Row]
    place: Callable[[int, str], Place]
    convert: Callable[[Field | None, Any], Any] | None = None


def most_rows(otherwise: int = MOST_ROWS) -> int:
    """How many rows may be held, as the environment asks."""
    asked = os.environ.get(ROWS_VARIABLE, "")
    return int(asked) if asked.isascii() and asked.isdigit() else otherwise


def refuse_many(rows: int, place: Place) -> None:
    """DossierError if a table has more rows than are read."""
    most = most_rows()
    if rows > most:
        raise DossierError([Diagnostic("FILE-21", place, {"rows": rows, "most": most, "variable": ROWS_VARIABLE})])


def sheet_title(fact_type: FactType) -> str:
    """The title of a type's sheet: its name, or its ASCII attribute where a workbook cannot show the name."""
    name = fact_type.name
    if len(name) <= _LONGEST_TITLE and not set("[]:*?/\\'") & set(name):
        return name
    return fact_type.attribute[:_LONGEST_TITLE]


def find_type(vocabulary: Vocabulary, title: str) -> FactType | None:
    """The type whose table has this title: its name however spelt, or its ASCII attribute."""
    found = vocabulary.type(title)
    if found is not None:
        return found
    for each in vocabulary.given:
        if title == sheet_title(each) or _ascii(title) == each.attribute:
            return each
    return None


def _ascii(title: str) -> str | None:
    """The attribute that a title in plain letters spells; one with some marks is a misspelt name instead."""
    return python_name(title) if title.isascii() else None


def read_table(builder: CaseBuilder, table: Table) -> None:
    """Fill the builder from one table."""
    if _is_titled(table.title, HEADER):
        _read_header(builder, table)
    elif _is_titled(table.title, COMPLETE):
        _read_closures(builder, table)
    else:
        fact_type = find_type(builder.vocabulary, table.title)
        if fact_type is None:
            names = [*(each.name for each in builder.vocabulary.given), HEADER, COMPLETE]
            builder.found.add("FACT-20", table.place(0, ""), name=table.title, **suggest(table.title, names))
        else:
            _read_records(builder, fact_type, table)


def _is_titled(title: str, name: str) -> bool:
    return fold(title) == fold(name) or _ascii(title) == python_name(name)


def read_arrow(
    builder: CaseBuilder, title: str, columns: Mapping[str, Any], place: Callable[[int, str], Place]
) -> bool:
    """Fill the builder from a table in Arrow's columns, by their headings; whether it could be, without a fault."""
    fact_type = find_type(builder.vocabulary, title)
    if fact_type is None or _is_titled(title, HEADER) or _is_titled(title, COMPLETE):
        return False
    known = {known_name(fact_type, heading): column for heading, column in columns.items()}
    named = {name: column for name, column in known.items() if name is not None}
    return len(named) == len(columns) and builder.add_arrow(fact_type, named, place)


def is_blank(value: Any) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def _filled(table: Table) -> Iterable[Row]:
    return (row for row in table.rows if not all(map(is_blank, row.values)))


def _read_records(builder: CaseBuilder, fact_type: FactType, table: Table) -> None:
    rows = iter(_filled(table))
    first = next(rows, None)
    if first is None:
        return
    if not any(_names_a_field(fact_type, value) for value in first.values):
        # one fault in place of one for every cell below a title or of a table without headings
        builder.found.add("FACT-49", table.place(first.number, ""), type=fact_type.name)
        return
    headings = _headings(builder, fact_type, table, first)
    named = {position: name for position, name in enumerate(headings) if name}
    nameless = [position for position, name in enumerate(headings) if name == ""]
    alike: list[Row] = []
    for row in rows:
        stray = (*nameless, *range(len(headings), len(row.values)))
        lost = [position for position in stray if position < len(row.values) and not is_blank(row.values[position])]
        if lost:
            # faults come in the order of the rows
            _take_alike(builder, fact_type, table, named, alike)
            alike = []
            for position in lost:
                value = str(row.values[position])[:60]
                builder.found.add("FACT-42", table.place(row.number, letter_of(position)), value=value)
        alike.append(row)
    _take_alike(builder, fact_type, table, named, alike)


def _take_alike(
    builder: CaseBuilder, fact_type: FactType, table: Table, named: Mapping[int, str], rows: Sequence[Row]
) -> None:
    """Take rows a column at a time; a row may end before its last headings."""
    columns: dict[str, Sequence[Any]] = {}
    for position, name in named.items():
        values = [row.values[position] if position < len(row.values) else None for row in rows]
        declared = fact_type.field(name)
        columns[name] = values if table.convert is None else [table.convert(declared, value) for value in values]
    names = tuple(columns)
    builder.add_alike(fact_type, columns, [InTable(table.place, names, row.number) for row in rows])


def _names_a_field(fact_type: FactType, heading: Any) -> bool:
    """Whether a cell of the first row is `mã` or a field, perhaps misspelt."""
    written = "" if is_blank(heading) else str(heading)
    names = ["mã", *(each.name for each in fact_type.given)]
    return bool(written) and (fact_type.field(written) is not None or bool(did_you_mean(written, names)))


def _headings(builder: CaseBuilder, fact_type: FactType, table: Table, row: Row) -> list[str | None]:
    """The declared name of each column: "" without heading, None for one that is refused."""
    found: list[str | None] = []
    for position, value in enumerate(row.values):
        if is_blank(value):
            found.append("")
            continue
        place = table.place(row.number, str(value).strip() if isinstance(value, str) else letter_of(position))
        name = known_name(fact_type, str(value))
        if name is None:
            builder.unknown_field(fact_type, str(value).strip(), place)
        elif name in found:
            builder.found.add("FACT-43", place, key=name)
            name = None
        found.append(name)
    return found


def letter_of(position: int) -> str:
    """The letter with which a spreadsheet heads a column, counted from 0."""
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _read_header(builder: CaseBuilder, table: Table) -> None:
    names = ("bộ quy tắc", "ngày xét", "kỳ xét")
    known = {fold(name): name for name in names}
    seen: set[str] = set()
    for row in _filled(table):
        key = row.values[0] if row.values else None
        value = row.values[1] if len(row.values) > 1 else None
        name = known.get(fold(str(key)))
        place = table.place(row.number, "")
        if name is None:
            if fold(str(key)) not in (fold("mục"), fold("tên")):
                builder.found.add("FACT-41", place, name=str(key), **suggest(str(key), list(names)))
            continue
        if name in seen:
            builder.found.add("FACT-43", place, key=name)
        seen.add(name)
        if is_blank(value):
            continue
        if name == "bộ quy tắc":
            builder.ruleset = str(value).strip()
        elif name == "ngày xét":
            builder.ask(on=value, place=place)
        else:
            whole = isinstance(value, float) and value.is_integer()
            builder.ask(period=int(str(value)[:-2]) if whole else value, place=place)


def _read_closures(builder: CaseBuilder, table: Table) -> None:
    """Types in the first column; with an owner's `mã` and a `bộ sưu tập`, that collection of that owner."""
    order = [0, 1, 2]
    for position, row in enumerate(_filled(table)):
        values = ["" if is_blank(value) else value for value in row.values]
        folded = [fold(str(value)) for value in values]
        if position == 0 and fold("loại") in folded:
            order = [folded.index(fold(name)) if fold(name) in folded else len(values) + 9 for name in COMPLETE_COLUMNS]
            for each, written in zip(folded, values, strict=True):
                if each and each not in map(fold, COMPLETE_COLUMNS):
                    place = table.place(row.number, str(written))
                    builder.found.add(
                        "FACT-41", place, name=str(written), **suggest(str(written), list(COMPLETE_COLUMNS))
                    )
            continue
        type_name, key, collection = (values[at] if at < len(values) else "" for at in order)
        place = table.place(row.number, "")
        fact_type = builder.find_type(str(type_name), place)
        if fact_type is None:
            continue
        if key == "" and collection == "":
            builder.close_type(fact_type.name, place)
        elif key == "" or collection == "":
            builder.found.add("FACT-44", place)
        else:
            builder.close_roster(SubjectId(fact_type.name, key), str(collection), place)
