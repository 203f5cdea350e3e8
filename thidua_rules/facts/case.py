"""A case: the facts of one decision, and the question they are to answer."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from attrs import define, evolve, field

from thidua_rules.diagnostics import Diagnostic, Place
from thidua_rules.facts.periods import Period
from thidua_rules.facts.prompts import shortened
from thidua_rules.facts.vocabulary import Vocabulary
from thidua_rules.values import ABSENT, Absent

Key = str | tuple[Any, ...]
"""What identifies a subject within its type: its `mã`, or the values of its `khoá` (codes, ordinals)."""


class SubjectId(NamedTuple):
    """A subject or record: its type (declared name) and its key."""

    type: str
    key: Key


class Closure(NamedTuple):
    """The fact that there are no others: of a whole type, or (with owner) of one subject's collection."""

    type: str
    owner: SubjectId | None = None
    collection: str | None = None


class Between(NamedTuple):
    """An ordered value known up to an interval, both ends included; None is no end. Ends are slot values."""

    low: Any
    high: Any


class OneOf(NamedTuple):
    """A value known to be one of these slot values."""

    values: frozenset[Any]


Slot = None | bool | int | Decimal | str | SubjectId | Absent | Between | OneOf
"""What a row holds of one field.

None is missing. Numbers are int or Decimal (a percentage in points), dates their `toordinal()`, periods and grades
their ordinals (a grade's index among `options`; the n-th outcome outside the order is −1−n), choices, titles and
texts are str as declared, references are SubjectId, ABSENT is the known absence; Between and OneOf are partial.
"""

Row = tuple[Slot, ...]
"""The slots of one subject, in the order of its type's fields."""


@define(frozen=True, eq=False, slots=False, repr=False)
class Case:
    """Typed facts about subjects, and the question: the date and the period that are asked about.

    `subjects` maps type name → key → row, `closed` says which extents have no further members, `origins` says
    where a fact was read, `findings` what was doubtful on reading and yet accepted. A case is immutable and valid:
    `facts.building` is the only way to make one.
    """

    vocabulary: Vocabulary
    on: datetime.date
    period: Period
    subjects: Mapping[str, Mapping[Key, Row]]
    closed: frozenset[Closure] = frozenset()
    origins: Mapping[tuple[SubjectId, str], Place] = field(factory=lambda: MappingProxyType({}))
    findings: tuple[Diagnostic, ...] = ()

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(rows)} {name}" for name, rows in self.subjects.items() if rows)
        return f"<Case {self.on}, {self.period}: {counts}>"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """What notebooks and Hypothesis show: every known fact, a subject a line."""
        from thidua_rules.facts.showing import show_case

        printer.text(f"{self!r}\n{shortened(show_case(self))}")

    def __reduce__(self) -> tuple[Any, ...]:
        """As applications send a case between processes: the facts, and nothing that was worked out from them."""
        subjects = {name: dict(rows) for name, rows in self.subjects.items()}
        origins = dict(self.origins) if isinstance(self.origins, MappingProxyType) else self.origins
        return _restored, (self.vocabulary, self.on, self.period, subjects, self.closed, origins, self.findings)

    def row(self, subject: SubjectId) -> Row:
        """The slots of a subject; KeyError if there is no such subject."""
        return self.subjects[subject.type][subject.key]

    def slot(self, subject: SubjectId, name: str) -> Slot:
        """What is known of one field of a subject."""
        type_name, key = subject
        place = self._places.get((type_name, name))
        if place is None:
            fact_type = self.vocabulary.type(type_name)
            assert fact_type is not None
            place = self._places[type_name, name] = fact_type.position(name)
        return self.subjects[type_name][key][place]

    def of_type(self, name: str) -> Iterable[SubjectId]:
        """The subjects of a type, in the order of their keys."""
        return self._sorted[name]

    def key_words(self, subject: SubjectId) -> str:
        """The key of a subject as people write it."""
        from thidua_rules.facts.keys import show_key

        return show_key(self.vocabulary, subject)

    def __contains__(self, subject: object) -> bool:
        return isinstance(subject, SubjectId) and subject.key in self.subjects.get(subject.type, {})

    @cached_property
    def _sorted(self) -> Mapping[str, tuple[SubjectId, ...]]:
        return {
            each.name: tuple(
                SubjectId(each.name, key) for key in sorted(self.subjects.get(each.name, {}), key=key_order)
            )
            for each in self.vocabulary
        }

    def is_closed(self, type_name: str) -> bool:
        """Whether the type is known to have no further members."""
        return Closure(type_name) in self.closed

    def roster_closed(self, owner: SubjectId, collection: str) -> bool:
        """Whether one subject's collection is known to have no further members."""
        member = self.vocabulary.collection(owner.type, collection)
        assert member is not None
        return Closure(member.member, owner, member.name) in self.closed

    @cached_property
    def _places(self) -> dict[tuple[str, str], int]:
        """Where in a row the fields that were asked for stand."""
        return {}

    @cached_property
    def _references(self) -> dict[tuple[str, str], tuple[dict[SubjectId, list[SubjectId]], list[SubjectId]]]:
        return {}

    def referring(self, member: str, via: str) -> tuple[Mapping[SubjectId, list[SubjectId]], list[SubjectId]]:
        """The subjects of a type by whom their reference `via` surely points at, and those whose is not known."""
        found = self._references.get((member, via))
        if found is None:
            fact_type = self.vocabulary.type(member)
            assert fact_type is not None
            position = fact_type.position(via)
            sure: dict[SubjectId, list[SubjectId]] = {}
            unsure: list[SubjectId] = []
            for subject in self.of_type(member):
                slot = self.subjects[member][subject.key][position]
                if isinstance(slot, SubjectId):
                    sure.setdefault(slot, []).append(subject)
                elif slot is None or isinstance(slot, OneOf):
                    unsure.append(subject)
            found = self._references[member, via] = (sure, unsure)
        return found

    def supposing(self, slots: Mapping[tuple[SubjectId, str], Slot]) -> "Case":
        """This case with other valid values in fields that are neither references nor keys, unchecked and cheap."""
        subjects = {name: self.subjects[name] for name in self.subjects}
        for (subject, name), slot in slots.items():
            fact_type = self.vocabulary.type(subject.type)
            assert fact_type is not None
            position, row = fact_type.position(name), subjects[subject.type][subject.key]
            subjects[subject.type] = {
                **subjects[subject.type],
                subject.key: (*row[:position], slot, *row[position + 1 :]),
            }
        supposed = evolve(self, subjects=subjects)
        # who refers to whom is the same, so the indexes are
        supposed.__dict__.update(_sorted=self._sorted, _references=self._references, _places=self._places)
        return supposed

    def candidates(self, subject: SubjectId, via: str) -> tuple[tuple[SubjectId, ...], bool]:
        """The existing subjects that an unknown reference may point at, and whether it may point at a new one.

        A subject whose roster is closed is no candidate: its members are those already known.
        """
        fact_type = self.vocabulary.type(subject.type)
        declared = fact_type.field(via) if fact_type else None
        assert declared is not None
        slot = self.slot(subject, via)
        if isinstance(slot, OneOf):
            allowed, fresh = sorted(slot.values - {ABSENT}, key=lambda each: (each.type, key_order(each.key))), False
        else:
            allowed = [each for target in declared.targets for each in self.of_type(target)]
            fresh = any(not self.is_closed(target) for target in declared.targets)
        name = declared.reverse
        return (
            tuple(each for each in allowed if name is None or not self.roster_closed(each, name)),
            fresh,
        )


def _restored(
    vocabulary: Vocabulary,
    on: datetime.date,
    period: Period,
    subjects: Mapping[str, Mapping[Key, Row]],
    closed: frozenset[Closure],
    origins: Mapping[tuple[SubjectId, str], Place],
    findings: tuple[Diagnostic, ...],
) -> Case:
    rows = MappingProxyType({name: MappingProxyType(each) for name, each in subjects.items()})
    return Case(vocabulary, on, period, rows, closed, origins, findings)


def key_order(key: Key) -> tuple[tuple[int, Any], ...]:
    """Sorts keys of any shape: numbers before texts, parts of a key from left to right."""
    parts = key if isinstance(key, tuple) else (key,)
    return tuple((0, part) if isinstance(part, int) else (1, str(part)) for part in parts)
