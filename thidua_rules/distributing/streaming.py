"""Files of more rows than are held at a time: decided part by part, each read from them when its turn comes.

Keys and references of all rows are held, since they say what is bound together; of the rest only the rows of a part.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from thidua_rules.api import Asked, Periodic, Ruleset, as_date, as_period
from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.distributing.bonds import bonds_of
from thidua_rules.distributing.parts import OWN, ROW, cut_below
from thidua_rules.executors.columnar.batch import BatchDecision
from thidua_rules.executors.columnar.files import Source, in_columns, sources, told_by_rows
from thidua_rules.executors.columnar.frames import Frames, Given, frames_of
from thidua_rules.facts.building import known_name
from thidua_rules.facts.tables import find_type, most_rows
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.source.text import fold

HELD = 1_000_000
"""So many rows are decided at once; the environment variable THIDUA_MOST_ROWS may ask for more, or for fewer."""


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
) -> Iterator[Portion]:
    """The verdicts on all subjects of a dossier, in as many parts as hold at most `most` rows each.

    A part has the rows that are decided in it; those that they point at are read with them. Raises DossierError with
    every fault as `read_frames` does, perhaps after some parts; UsageError where more rows are bound together.
    """
    held = most_rows(HELD) if most is None else most
    try:
        tables = [(each, _type_of(rules.program.vocabulary, each)) for each in _tables(path)]
        height = sum(each.height() for each, of in tables if of is not None)
    except DossierError:
        height = 0  # which row readers may read, or tell all faults of
    if height <= held:
        yield Portion(1, 1, rules.decide_frames(path, on=on, period=period, parameters=parameters))
        return
    try:
        bound = _bound(rules, tables, on, period)
    except DossierError:
        rules.read_frames(path, on=on, period=period)  # which tells all other faults too
        raise
    cut = cut_below(bonds_of(rules.program), bound, held)
    faults: dict[tuple[str, Place, str], Diagnostic] = {}
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
            yield Portion(number, len(cut.parts), decision.among(own))
    if faults:
        files = [str(each.path) for each, _ in tables]
        error = DossierError(sorted(faults.values(), key=lambda each: _order(files, each.place)))
        told_by_rows(error, lambda: rules.read_case(path, on=on, period=period))
        raise error


def _tables(path: str | os.PathLike[str]) -> list[Source]:
    return sources(path) if in_columns(path) else []


def _type_of(vocabulary: Vocabulary, table: Source) -> FactType | None:
    """The type whose facts a table holds; None for `hồ sơ` and `đầy đủ`, and for what is unknown."""
    found = find_type(vocabulary, table.path.stem)
    return None if found is None or found.is_dossier else found


def _order(files: Sequence[str], place: Place) -> tuple[int, int]:
    return files.index(place.file) if place.file in files else len(files), place.line or 0


def _bound(rules: Ruleset, tables: Iterable[tuple[Source, FactType | None]], on: Asked, period: Periodic) -> Frames:
    """Keys and references of all rows, and whatever is no table of facts."""
    kept = Vocabulary(tuple(evolve(each, fields=tuple(_binding(each))) for each in rules.program.vocabulary))
    given = []
    for each, of in tables:
        names = {"mã", *(declared.name for declared in _binding(of))} if of is not None else set()
        table = each.read([column for column in each.columns if of is None or known_name(of, column) in names])
        given.append(table if of is not None else _without_ruleset(table))
    return frames_of(kept, given, as_date(on), as_period(period), (), rules.id)


def _without_ruleset(table: Given) -> Given:
    """That a dossier was made for another ruleset is a doubt, which reading the parts tells."""
    other = [not (row and fold(str(row[0])) == fold("bộ quy tắc")) for row in table.frame.iter_rows()]
    return evolve(table, frame=table.frame.filter(other))


def _binding(fact_type: FactType) -> Iterator[Field]:
    return (each for each in fact_type.fields if each.kind is Kind.REFERENCE or each.name in fact_type.key)


__all__ = ["HELD", "Portion", "decide_files"]
