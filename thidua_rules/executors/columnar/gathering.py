"""From tables back to a case of some rows: the facts that bear on somebody, and no others."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import polars as pl
from attrs import evolve

from thidua_rules.executors.columnar.frames import Frames
from thidua_rules.executors.columnar.reach import touched
from thidua_rules.executors.columnar.sheets import Sheet, reference_column
from thidua_rules.executors.columnar.tables import slot_of_plain
from thidua_rules.facts.case import Case, Closure, Key, Row, Slot, SubjectId
from thidua_rules.facts.keys import key_part
from thidua_rules.facts.singles import single
from thidua_rules.facts.vocabulary import FactType, Kind
from thidua_rules.program import ir
from thidua_rules.values import ABSENT

Rows = Mapping[str, pl.Series]
"""Some rows of every type."""


def case_of_one(program: ir.Program, frames: Frames, key: str, type_name: str | None) -> Case:
    """The facts that bear on one subject, and no others. KeyError if there is no such subject."""
    asked = [each.name for each in frames.vocabulary if type_name in (None, each.name)]
    found = [(name, at) for name in asked for at in (frames.keys[name] == key).arg_true().to_list()]
    if len(found) != 1:
        raise KeyError(key)
    return gathered(frames, touched(program, program.rules, frames.sheets, {found[0][0]: found[0][1:]}))[0]


def gathered(frames: Frames, rows: Rows) -> tuple[Case, dict[str, list[SubjectId]]]:
    """Some rows as a case, and who stands in each of them, by type."""
    if frames.case is not None:
        return part_of(frames.case, rows)
    gathering = _Gathering(frames, {name: at.cast(pl.UInt32) for name, at in rows.items()})
    case = gathering.case()
    return case, {each.name: list(gathering.subjects(each).values()) for each in frames.vocabulary}


def part_of(case: Case, rows: Rows) -> tuple[Case, dict[str, list[SubjectId]]]:
    """Some rows of a case, counted in the order of its keys, as a case of their own; and who stands in each of them."""
    everybody = {name: list(case.of_type(name)) for name in rows}
    if all(at.len() == len(everybody[name]) for name, at in rows.items()):
        return case, everybody
    found = {name: [everybody[name][at] for at in some.to_list()] for name, some in rows.items()}
    subjects: dict[str, Mapping[Key, Row]] = {}
    for name, some in found.items():
        subjects[name] = MappingProxyType({each.key: case.row(each) for each in some})
    kept = MappingProxyType(subjects)
    return evolve(case, subjects=kept, closed=_closed_among(case.closed, kept)), found


def _closed_among(closed: Iterable[Closure], subjects: Mapping[str, Mapping[Key, Row]]) -> frozenset[Closure]:
    return frozenset(each for each in closed if each.owner is None or each.owner.key in subjects[each.owner.type])


class _Gathering:
    """Some rows of every type on their way into a case."""

    def __init__(self, frames: Frames, rows: Mapping[str, pl.Series]) -> None:
        self.frames, self.rows = frames, rows
        self._subjects: dict[str, dict[int, SubjectId]] = {}

    def case(self) -> Case:
        """The case of these rows."""
        subjects: dict[str, Mapping[Key, Row]] = {}
        for fact_type in self.frames.vocabulary:
            known, slots = self.subjects(fact_type), self._slots(fact_type)
            found = {subject.key: row for subject, row in zip(known.values(), slots, strict=True)}
            subjects[fact_type.name] = MappingProxyType(found)
        frames = self.frames
        closed = _closed_among(frames.closed, subjects)
        return Case(frames.vocabulary, frames.on, frames.period, MappingProxyType(subjects), closed)

    def subjects(self, fact_type: FactType) -> dict[int, SubjectId]:
        """Who stands in each of the rows."""
        known = self._subjects.get(fact_type.name)
        if known is None:
            known = self._subjects[fact_type.name] = self._found(fact_type)
        return known

    def _found(self, fact_type: FactType) -> dict[int, SubjectId]:
        rows = self.rows[fact_type.name]
        if not fact_type.key:
            if fact_type.single:
                return {at: single(fact_type) for at in rows.to_list()}
            keys = self.frames.keys[fact_type.name].gather(rows)
            return {at: SubjectId(fact_type.name, key) for at, key in zip(rows.to_list(), keys.to_list(), strict=True)}
        sheet = self.frames.sheets[fact_type.name]
        parts = [self._column(sheet, fact_type.position(name)) for name in fact_type.key]
        fields = [fact_type.fields[fact_type.position(name)] for name in fact_type.key]
        found = {}
        for at, *row in zip(rows.to_list(), *parts, strict=True):
            key = tuple(key_part(one, part) for one, part in zip(fields, row, strict=True))
            found[at] = SubjectId(fact_type.name, key)
        return found

    def _slots(self, fact_type: FactType) -> list[Row]:
        sheet = self.frames.sheets[fact_type.name]
        columns = [self._column(sheet, position) for position in range(len(fact_type.fields))]
        return list(zip(*columns, strict=True)) if columns else [()] * len(self.rows[fact_type.name])

    def _column(self, sheet: Sheet, position: int) -> list[Slot]:
        """The slots of one field."""
        declared = sheet.fact_type.fields[position]
        rows = self.rows[sheet.fact_type.name]
        if declared.kind is Kind.REFERENCE:
            found: list[Slot] = [ABSENT] * len(rows)
            for target in declared.targets:
                fact_type = self.frames.vocabulary.type(target)
                assert fact_type is not None
                known = self.subjects(fact_type)
                at = sheet.frame.get_column(reference_column(declared.name, target)).gather(rows).to_list()
                found = [old if row is None else known[row] for old, row in zip(found, at, strict=True)]
            return found
        cells = sheet.cells[declared.name]
        values = sheet.frame.get_column(cells.name).gather(rows).to_list()
        slots = [slot_of_plain(cells, each) for each in values]
        if cells.odd is None:
            return slots
        odd = sheet.frame.get_column(cells.odd).gather(rows).to_list()
        return [cells.slots[at - 1] if at else slot for slot, at in zip(slots, odd, strict=True)]
