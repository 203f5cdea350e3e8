"""A case as another vocabulary has it: what that one does not know is left out."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve

from thidua_rules.facts.case import Between, Case, Closure, Key, OneOf, Row, Slot, SubjectId
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.values import ABSENT


def translated(case: Case, vocabulary: Vocabulary) -> Case:
    """The case with the types and fields that both vocabularies have; values that the other one lacks are missing."""
    if case.vocabulary is vocabulary:
        return case
    subjects: dict[str, Mapping[Key, Row]] = {}
    for fact_type in vocabulary:
        old = case.vocabulary.type(fact_type.name)
        if old is not None and old.name in case.subjects and old.key == fact_type.key:
            rows = {each.key: _row(case, each, old, fact_type) for each in case.of_type(old.name)}
            subjects[fact_type.name] = MappingProxyType(rows)
    closed = frozenset(each for each in case.closed if _is_known(each, vocabulary))
    return evolve(case, vocabulary=vocabulary, subjects=MappingProxyType(subjects), closed=closed)


def _is_known(closure: Closure, vocabulary: Vocabulary) -> bool:
    if closure.owner is None or closure.collection is None:
        return vocabulary.type(closure.type) is not None
    return vocabulary.collection(closure.owner.type, closure.collection) is not None


def _row(case: Case, subject: SubjectId, old: FactType, new: FactType) -> Row:
    found: list[Slot] = []
    for declared in new.fields:
        before = old.field(declared.name)
        slot = None if before is None else case.slot(subject, before.name)
        found.append(None if before is None else _slot(slot, before, declared))
    return tuple(found)


def _slot(slot: Slot, old: Field, new: Field) -> Slot:
    """The same value in another field's terms, or nothing where that one has no such value."""
    if slot is None or old == new:
        return slot
    if slot is ABSENT:
        return slot if new.may_be_absent else None
    if old.kind is not new.kind or isinstance(slot, Between | OneOf):
        return None
    if isinstance(slot, SubjectId):
        return slot if slot.type in new.targets else None
    if old.kind is Kind.GRADE and isinstance(slot, int):
        name = old.options[slot] if slot >= 0 else old.outside[-1 - slot]
        if name in new.options:
            return new.options.index(name)
        return -1 - new.outside.index(name) if name in new.outside else None
    if isinstance(slot, str):
        return slot if not new.options or slot in new.options else None
    if old.kind.is_number and not isinstance(slot, bool):
        below = new.low is not None and slot < new.low
        return None if below or (new.high is not None and slot > new.high) else slot
    return slot
