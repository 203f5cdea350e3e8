"""Files of more rows than are held at a time: decided part by part, each read from them when its turn comes.

Keys and references of all rows are held, since they say what is bound together; of the rest only the rows of a part.
"""

import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from attrs import evolve, frozen

from thidua_rules.api import Asked, Periodic, Ruleset, as_date, as_period
from thidua_rules.diagnostics import Diagnostic, DossierError, Place, UsageError
from thidua_rules.distributing.bonds import bonds_of
from thidua_rules.distributing.parts import OWN, ROW, cut_below
from thidua_rules.distributing.workbooks import SheetSource, Told, copied
from thidua_rules.executors.columnar.batch import BatchDecision
from thidua_rules.executors.columnar.files import Source, in_columns, sources, told_by_rows
from thidua_rules.executors.columnar.frames import Frames, frames_of
from thidua_rules.facts.building import known_name
from thidua_rules.facts.long_workbook import NotInOrderError, is_long
from thidua_rules.facts.tables import find_type, most_rows
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.facts.workbook import damaged

HELD = 1_000_000
"""So many rows are decided at once; the environment variable THIDUA_MOST_ROWS may ask for more, or for fewer."""

Readable = Source | SheetSource
_DAMAGED = (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, EOFError, BadZipFile, zlib.error)
"""What surfaces of a damaged archive in openpyxl."""


@frozen
class Portion:
    """What was decided of a part: its place among all parts, from 1, and their number."""

    number: int
    parts: int
    decision: BatchDecision[Any]


def decide_files(
    rules: Ruleset,
    path: str | os.PathLike[str],
    *,
    on: Asked = None,
    period: Periodic = None,
    parameters: Mapping[str, object] | None = None,
    most: int | None = None,
    told: Told = lambda done, all_: None,
) -> Iterator[Portion]:
    """The verdicts on all subjects of a dossier, in as many parts as hold at most `most` rows each.

    A part has the rows that are decided in it; those that they point at are read with them. Raises DossierError with
    every fault as `read_frames` does, perhaps after some parts; UsageError where more rows are bound together. While
    a workbook is read, `told` hears how many of how many rows have been.
    """
    with ExitStack() as stack:
        vocabulary = rules.program.vocabulary
        if Path(path).suffix.lower() == ".xlsx":
            # those of more rows, row readers refuse
            held = most_rows() if most is None else most
            long = is_long(Path(path), min(held, most_rows()))
            tables = stack.enter_context(_copied(vocabulary, Path(path), told)) if long else []
        else:
            held = most_rows(HELD) if most is None else most
            tables = _long_tables(vocabulary, path, held)
        if tables:
            yield from _in_parts(rules, path, tables, held, on, period, parameters)
        else:
            yield Portion(1, 1, rules.decide_frames(path, on=on, period=period, parameters=parameters))


def _in_parts(
    rules: Ruleset,
    path: str | os.PathLike[str],
    tables: Sequence[tuple[Readable, FactType | None]],
    held: int,
    on: Asked,
    period: Periodic,
    parameters: Mapping[str, object] | None,
) -> Iterator[Portion]:
    workbook = any(isinstance(each, SheetSource) for each, _ in tables)

    def whole() -> None:
        """Tell all faults; there are some."""
        given = {str(at): each.read() for at, (each, _) in enumerate(tables)} if workbook else path
        try:
            rules.read_frames(given, on=on, period=period)
        except DossierError as fault:
            raise DossierError([*doubts, *fault.diagnostics]) from None

    doubts = [one for each, _ in tables for one in each.doubts]
    faults: dict[tuple[str, Place, str], Diagnostic] = {}
    try:
        bound = _bound(rules, tables, on, period)
        cut = cut_below(bonds_of(rules.program), bound, held)
    except DossierError:
        whole()
        raise
    except UsageError:
        if any(each.damaged for each, _ in tables):
            whole()
        raise
    for number, part in enumerate(cut.parts, 1):
        rows = cut.rows(part)
        try:
            found = [each.read() if of is None else each.rows(rows[of.name][ROW]) for each, of in tables]
            frames = rules.read_frames({str(each): one for each, one in enumerate(found)}, on=on, period=period)
        except DossierError as fault:
            # those who are pointed at from several parts are read with each of them
            faults |= {(each.code, each.place, each.message()): each for each in fault.diagnostics}
        if not faults:
            decision = rules.decide_frames(frames, parameters=parameters)
            own = {name: bound.keys[name].gather(each.filter(OWN)[ROW]) for name, each in rows.items()}
            # by their keys: subjects that were read by rows do not stand in the order of the table
            told = evolve(decision.among(own), findings=(*(doubts if number == 1 else ()), *decision.findings))
            yield Portion(number, len(cut.parts), told)
    if faults:
        order = [each.place(0, "") for each, _ in tables]
        error = DossierError([*doubts, *sorted(faults.values(), key=lambda each: _order(order, each.place))])
        if not workbook:
            told_by_rows(error, lambda: rules.read_case(path, on=on, period=period))
        raise error


def _long_tables(
    vocabulary: Vocabulary, path: str | os.PathLike[str], held: int
) -> list[tuple[Readable, FactType | None]]:
    """The tables of files that have more rows than are held."""
    try:
        tables = [(each, _type_of(vocabulary, each.title)) for each in (sources(path) if in_columns(path) else [])]
        long = sum(each.height() for each, of in tables if of is not None) > held
    except DossierError:
        long = False  # row readers may read it, or tell all faults of it
    return list(tables) if long else []


@contextmanager
def _copied(vocabulary: Vocabulary, path: Path, told: Told) -> Iterator[list[tuple[Readable, FactType | None]]]:
    """The sheets of a long workbook; none where it has to be read as a whole."""
    with ExitStack() as stack:
        try:
            found = stack.enter_context(copied(path, vocabulary, partial(_type_of, vocabulary), _bound_names, told))
        except NotInOrderError:
            found = []
        except _DAMAGED as fault:
            raise damaged(path) from fault
        yield [(each, _type_of(vocabulary, each.title)) for each in found]


def _type_of(vocabulary: Vocabulary, title: str) -> FactType | None:
    """The type whose facts a table holds; None for `hồ sơ` and `đầy đủ`, and for what is unknown."""
    found = find_type(vocabulary, title)
    return None if found is None or found.is_dossier else found


def _order(tables: Sequence[Place], place: Place) -> tuple[int, int]:
    table = evolve(place, line=None, cell_column=None)
    return tables.index(table) if table in tables else len(tables), place.line or 0


def _bound(rules: Ruleset, tables: Iterable[tuple[Readable, FactType | None]], on: Asked, period: Periodic) -> Frames:
    """Keys and references of all rows, and whatever is no table of facts."""
    kept = Vocabulary(tuple(evolve(each, fields=tuple(_binding(each))) for each in rules.program.vocabulary))
    given = []
    for each, of in tables:
        names = set() if of is None else _bound_names(of)
        wanted = [column for column in each.columns if of is not None and known_name(of, column) in names]
        table = each.read(None if of is None else wanted)
        # that a dossier was made for another ruleset is a doubt, which reading the parts tells
        given.append(table if of is not None else table.without("bộ quy tắc"))
    return frames_of(kept, given, as_date(on), as_period(period), (), rules.id)


def _bound_names(fact_type: FactType) -> set[str]:
    return {"mã", *(declared.name for declared in _binding(fact_type))}


def _binding(fact_type: FactType) -> Iterator[Field]:
    return (each for each in fact_type.fields if each.kind is Kind.REFERENCE or each.name in fact_type.key)
