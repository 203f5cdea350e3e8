"""A case with some facts replaced: what sessions, replays and the search for changes start from."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve

from thidua_rules.diagnostics import Collector, DossierError
from thidua_rules.facts.case import Case, OneOf, Slot, SubjectId
from thidua_rules.facts.codec import Refusal, decode, encode
from thidua_rules.facts.completions import refuse_stranded
from thidua_rules.facts.keys import show_key
from thidua_rules.facts.vocabulary import Field, Kind


def with_slots(case: Case, changes: Mapping[tuple[SubjectId, str], Slot]) -> Case:
    """The case with these slots instead of its own; a slot of None makes the fact missing.

    A slot outside its domain, a reference to nobody, a change of a key, or a missing reference with nobody left to
    point at raises DossierError with all faults; KeyError if a subject or field does not exist.
    """
    found = Collector()
    subjects = {subject.type: dict(case.subjects[subject.type]) for subject, _ in changes}
    for (subject, name), slot in changes.items():
        fact_type = case.vocabulary.type(subject.type)
        declared = fact_type.field(name) if fact_type is not None else None
        if fact_type is None or declared is None:
            raise KeyError(name)
        place = case.origins.get((subject, declared.name))
        row = list(subjects[subject.type][subject.key])
        position = fact_type.position(name)
        if declared.name in fact_type.key and slot != row[position]:
            found.add("FACT-24", place, type=fact_type.name, field=declared.name)
            continue
        try:
            _check(case, declared, slot)
        except Refusal as refusal:
            found.add(refusal.code, place, **{"bounds_en": "", **refusal.arguments, "field": declared.name})
            continue
        row[position] = slot
        subjects[subject.type][subject.key] = tuple(row)
    found.raise_errors(DossierError)
    changed = {name: MappingProxyType(rows) for name, rows in subjects.items()}
    made = evolve(case, subjects=MappingProxyType({**case.subjects, **changed}))
    refuse_stranded(made, found)
    found.raise_errors(DossierError)
    return made


def _check(case: Case, declared: Field, slot: Slot) -> None:
    if declared.kind is Kind.REFERENCE:
        for each in slot.values if isinstance(slot, OneOf) else (slot,):
            if isinstance(each, SubjectId) and each not in case:
                shown = show_key(case.vocabulary, each)
                raise Refusal("FACT-25", targets=" / ".join(declared.targets), key=shown)
    encode(declared, decode(declared, slot))
