"""Replaying a proof: deciding again from the cited facts alone, with everything else missing and open."""

from thidua_rules.facts.case import Case, Closure, Key, OneOf, Slot, SubjectId
from thidua_rules.facts.singles import blank_row, implied_slots, single, single_closures
from thidua_rules.program.ir import Program
from thidua_rules.proofs.proof import CitedClosure, Proof
from thidua_rules.semantics.reference import Reference


def cited_case(case: Case, proof: Proof) -> Case:
    """The case that holds the cited facts and nothing more."""
    slots: dict[SubjectId, dict[str, Slot]] = {proof.subject: {}}
    closed: set[Closure] = set()
    for fact in proof.facts:
        if isinstance(fact, CitedClosure):
            closed.add(fact.closure)
            for subject in (*fact.members, *((fact.closure.owner,) if fact.closure.owner else ())):
                slots.setdefault(subject, {})
            continue
        known = slots.setdefault(fact.subject, {})
        if fact.name is not None:
            known[fact.name] = fact.slot
            for target in _targets(fact.slot):
                slots.setdefault(target, {})
    subjects: dict[str, dict[Key, tuple[Slot, ...]]] = {}
    for subject, known in slots.items():
        fact_type = case.vocabulary.type(subject.type)
        assert fact_type is not None
        # a record's key is what the record is: it comes with the record
        own = {name: case.slot(subject, name) for name in (*fact_type.key, *implied_slots(fact_type))}
        row = tuple(known.get(each.name, own.get(each.name)) for each in fact_type.fields)
        subjects.setdefault(subject.type, {})[subject.key] = row
        for slot in own.values():
            for target in _targets(slot):
                subjects.setdefault(target.type, {}).setdefault(target.key, _empty(case, target))
    for each in case.vocabulary.singles:
        subjects.setdefault(each.name, {}).setdefault(single(each).key, blank_row(each))
    closures = frozenset(closed) | single_closures(case.vocabulary)
    return Case(case.vocabulary, case.on, case.period, subjects, closures)


def replay(program: Program, case: Case, proof: Proof) -> int:
    """The outcomes that the cited facts leave possible, by the reference semantics."""
    again = cited_case(case, proof)
    return Reference().run(program, again, proof.question).mask(proof.subject, proof.code)


def _targets(slot: Slot) -> tuple[SubjectId, ...]:
    if isinstance(slot, SubjectId):
        return (slot,)
    if isinstance(slot, OneOf):
        return tuple(each for each in slot.values if isinstance(each, SubjectId))
    return ()


def _empty(case: Case, subject: SubjectId) -> tuple[Slot, ...]:
    fact_type = case.vocabulary.type(subject.type)
    assert fact_type is not None
    return blank_row(fact_type)
