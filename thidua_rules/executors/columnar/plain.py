"""The rows that hold nothing open for some rules, and sheets of these rows alone.

What columns cannot say of all rows they mostly can of those for whom all is known that a rule looks at.
"""

from collections.abc import Iterable, Mapping
from functools import reduce

import polars as pl
from attrs import evolve

from thidua_rules.executors.columnar.reach import Look, Path, Step, end_of, looks_of, paths_of
from thidua_rules.executors.columnar.settled import Finding
from thidua_rules.executors.columnar.sheets import ROW, Cells, Sheet, Sheets, reference_column, set_ends
from thidua_rules.facts.case import Between, OneOf
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir

Flags = dict[str, pl.Series]
"""By type, whether something is so of each row."""


def plain_rows(
    program: ir.Program,
    rules: Iterable[ir.Rule],
    sheets: Sheets,
    closed: frozenset[str],
    findings: Mapping[str, Finding],
    strict: bool,
) -> Flags:
    """Of whom all is known that the rules look at, and of whom they look at too.

    `findings` are what was found of codes that are not decided by these rules. `strict`: known to be a value, and not
    just to be absent, or undetermined.
    """
    looks = [(rule, _looks(program, sheets, rule)) for rule in rules]
    found = {name: _all(sheet, False) for name, sheet in sheets.items()}
    for rule, some in looks:
        for look in some:
            for name, flags in _open(sheets, closed, findings, strict, rule, look):
                found[name] = found[name] | flags
    paths = {name: paths_of(looks, name) for name in sheets}
    while True:
        before = dict(found)
        for name, ways in paths.items():
            found[name] = reduce(lambda flags, way: flags | _led_to(sheets, found, way), ways, found[name])
        if all(found[name].equals(before[name]) for name in found):
            return {name: ~flags for name, flags in found.items()}


def _looks(program: ir.Program, sheets: Sheets, rule: ir.Rule) -> set[Look]:
    """All that a rule looks at, with whom the references mean that it asks for."""
    found = looks_of(program, rule)
    for look in tuple(found):
        end = end_of(look.path, rule.subject)
        for name in look.fields:
            declared = sheets[end].fact_type.field(name)
            assert declared is not None
            found |= {Look((*look.path, Step(end, declared.name, target, False))) for target in declared.targets}
    return found


def _all(sheet: Sheet, value: bool) -> pl.Series:
    return pl.repeat(value, sheet.height, dtype=pl.Boolean, eager=True)


def _some(sheet: Sheet, rows: Iterable[int]) -> pl.Series:
    at = pl.Series(sorted(set(rows)), dtype=ROW)
    return _all(sheet, False).scatter(at, True) if at.len() else _all(sheet, False)


def _open(
    sheets: Sheets, closed: frozenset[str], findings: Mapping[str, Finding], strict: bool, rule: ir.Rule, look: Look
) -> Iterable[tuple[str, pl.Series]]:
    """What one look of a rule meets that is not known, by type."""
    end = end_of(look.path, rule.subject)
    sheet = sheets[end]
    for name in look.fields:
        declared = sheet.fact_type.field(name)
        assert declared is not None
        if declared.kind is not Kind.REFERENCE:
            yield end, _open_cells(sheet, sheet.cells[declared.name], strict)
    for code in look.codes:
        if code in findings:
            yield end, ~(findings[code].valued if strict else findings[code].settled)
    for step in look.path:
        source = sheets[step.source]
        if not step.back:
            yield step.source, _some(source, source.unknown.get(step.via, {}))
            continue
        if step.target not in closed:
            yield step.source, ~_some(source, source.rosters.get((step.target, step.via), ()))
        for at in sheets[step.target].unknown.get(step.via, {}).values():
            mine = None if at is None else [row for name, row in at if name == step.source]
            yield step.source, _all(source, True) if mine is None else _some(source, mine)


def _open_cells(sheet: Sheet, cells: Cells, strict: bool) -> pl.Series:
    """Where a field is not known."""
    lacking = sheet.frame.get_column(cells.name).is_null()
    if cells.odd is None or strict:
        return lacking
    partly = [False, *(not isinstance(each, OneOf | Between) for each in cells.slots)]
    known = pl.Series(partly, dtype=pl.Boolean).gather(sheet.frame.get_column(cells.odd))
    return lacking & ~known


def _led_to(sheets: Sheets, flags: Flags, path: Path) -> pl.Series:
    """Of whom a path leads to somebody, at its end or on its way, of whom it is so."""
    found = flags[path[-1].target] if path else None
    for step in reversed(path):
        assert found is not None
        found = _seen_from(sheets, step, found) | flags[step.source]
    return pl.Series([False], dtype=pl.Boolean) if found is None else found


def seen_along(sheets: Sheets, path: Path, found: pl.Series) -> pl.Series:
    """Of whom a path leads to somebody of whom it is so; no reference on it may be unknown."""
    return reduce(lambda flags, step: _seen_from(sheets, step, flags), reversed(path), found)


def _seen_from(sheets: Sheets, step: Step, found: pl.Series) -> pl.Series:
    """Of whom a step leads to somebody of whom it is so; whom an unknown reference may mean is seen to beforehand."""
    source = sheets[step.source]
    if not step.back:
        at = source.frame.get_column(reference_column(step.via, step.target))
        return found.gather(at).fill_null(False) if found.len() else _all(source, False)
    at = sheets[step.target].frame.get_column(reference_column(step.via, step.source))
    return _all(source, False).scatter(at.filter(found).drop_nulls().unique(), True)


def sheets_of_rows(sheets: Sheets, keep: Flags, findings: Iterable[tuple[str, Finding]]) -> dict[str, Sheet]:
    """Some rows of the sheets, as if there were no others, with what was found of them, by type.

    References to others are gone; nobody may follow them.
    """
    extra: dict[str, list[pl.Series]] = {name: [] for name in sheets}
    for name, finding in findings:
        extra[name] += finding.columns
    places = {}
    for name, flags in keep.items():
        number = flags.cast(ROW).cum_sum() - 1
        places[name] = number.zip_with(flags, pl.Series([None], dtype=ROW)) if number.len() else number.cast(ROW)
    return {name: _rows(sheet, keep[name], places, extra[name]) for name, sheet in sheets.items()}


def _rows(sheet: Sheet, keep: pl.Series, places: Mapping[str, pl.Series], extra: list[pl.Series]) -> Sheet:
    columns = {each.name: each for each in (*sheet.frame.get_columns(), *extra)}
    absent = set()
    for declared in sheet.fact_type.fields:
        if declared.kind is Kind.REFERENCE:
            names = {target: reference_column(declared.name, target) for target in declared.targets}
            nowhere = reduce(lambda a, b: a & b, [columns[name].is_null() for name in names.values()])
            if (nowhere & keep).any():
                absent.add(declared.name)
            for target, name in names.items():
                at = places[target]
                columns[name] = at.gather(columns[name]).alias(name) if at.len() else columns[name].clear(keep.len())
    frame = pl.DataFrame(list(columns.values())).filter(keep)
    cells = {name: _cells(frame, each) for name, each in sheet.cells.items()}
    return Sheet(sheet.fact_type, frame, cells, absent=frozenset(absent))


def _cells(frame: pl.DataFrame, cells: Cells) -> Cells:
    values = frame.get_column(cells.name)
    lacking = values.is_null()
    odd = None
    if cells.odd is not None and (frame.get_column(cells.odd) > 0).any():
        odd = cells.odd
        lacking = lacking & (frame.get_column(odd) == 0)
    found = evolve(cells, odd=odd, slots=cells.slots if odd else (), nulls=bool(lacking.any()), ends=None)
    set_ends(found, values)
    return found
