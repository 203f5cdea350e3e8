"""From tables back to a case: all of it, or just the facts that bear on one subject."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import polars as pl

from thidua_rules.executors.columnar.frames import Frames
from thidua_rules.executors.columnar.reach import touched
from thidua_rules.executors.columnar.sheets import Sheet, reference_column
from thidua_rules.executors.columnar.tables import slot_of_plain
from thidua_rules.facts.case import Case, Key, Row, Slot, SubjectId
from thidua_rules.facts.keys import key_part
from thidua_rules.facts.singles import single
from thidua_rules.facts.vocabulary import FactType, Kind
from thidua_rules.program import ir
from thidua_rules.values import ABSENT


def case_of_all(frames: Frames) -> Case:
    """The whole as a case; subjects stand in the order of the rows."""
    return _case(frames, {name: pl.int_range(sheet.height, eager=True) for name, sheet in frames.sheets.items()})


def case_of_one(program: ir.Program, frames: Frames, key: str, type_name: str | None) -> Case:
    """The facts that bear on one subject, and no others. KeyError if there is no such subject."""
    asked = [each.name for each in frames.vocabulary if type_name in (None, each.name)]
    found = [(name, at) for name in asked for at in (frames.keys[name] == key).arg_true().to_list()]
    if len(found) != 1:
        raise KeyError(key)
    if frames.case is not None and any(sheet.unknown for sheet in frames.sheets.values()):
        return frames.case  # whom a reference may mean is not known, so everybody bears on it
    return _case(frames, touched(program, frames.sheets, {found[0][0]: found[0][1:]}))


def _case(frames: Frames, rows: Mapping[str, Any]) -> Case:
    return _Gathering(frames, {name: pl.Series(at).cast(pl.UInt32) for name, at in rows.items()}).case()


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
        closed = frozenset(
            each for each in frames.closed if each.owner is None or each.owner.key in subjects[each.owner.type]
        )
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
