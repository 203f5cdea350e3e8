"""Hypothesis strategies for facts added to a case, and for revisions of it."""

from collections.abc import Iterable
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from attrs import evolve
from hypothesis import reject
from hypothesis import strategies as st

from thidua_rules.facts.case import Between, Case, Key, OneOf, Row, Slot, SubjectId
from thidua_rules.facts.completions import free_owners, has_completion, newcomers
from thidua_rules.facts.keys import key_part
from thidua_rules.facts.singles import implied_slots, single, single_closures
from thidua_rules.facts.vocabulary import FactType, Field, Kind
from thidua_rules.testing.strategies_cases import closable, references, with_completion
from thidua_rules.testing.strategies_values import interval, require, single_values, slots, subset
from thidua_rules.values import ABSENT


def narrowings(case: Case) -> st.SearchStrategy[Case]:
    """The case with one more fact: a value narrowed, a subject added to an open extent, or an extent closed.

    A draw is rejected when nothing can be added. Raises InvalidArgument if `case` is no Case.
    """
    require(isinstance(case, Case), f"case must be a Case, not {case!r}")
    return _narrowings(case)


@st.composite
def _narrowings(draw: st.DrawFn, case: Case) -> Case:
    unknown = [
        (subject, declared)
        for fact_type in case.vocabulary
        for subject in case.of_type(fact_type.name)
        for declared in fact_type.fields
        if _is_partial(case.slot(subject, declared.name))
    ]
    coming = newcomers(case)
    open_types = [each for each in case.vocabulary if _may_come(case, each, coming)]
    existing = {each.name: list(case.of_type(each.name)) for each in case.vocabulary}
    further = [
        each
        for each in closable(case.vocabulary, existing)
        if each not in case.closed and has_completion(evolve(case, closed=case.closed | {each}))
    ]
    ways = [*(["value"] * 2 if unknown else []), *(["subject"] if open_types else [])]
    ways += ["close"] if further else []
    if not ways:
        reject()
    way = draw(st.sampled_from(ways))
    if way == "close":
        return evolve(case, closed=case.closed | {draw(st.sampled_from(further))})
    if way == "subject":
        return _with_subject(draw, case, draw(st.sampled_from(open_types)))
    subject, declared = draw(st.sampled_from(unknown))
    return _with_slot(case, subject, declared, draw(_narrower(case, subject, declared)))


def _is_partial(slot: Slot) -> bool:
    return slot is None or isinstance(slot, Between | OneOf)


def _narrower(case: Case, subject: SubjectId, declared: Field) -> st.SearchStrategy[Slot]:
    slot = case.slot(subject, declared.name)
    if declared.kind is Kind.REFERENCE:
        candidates: list[Any] = list(case.candidates(subject, declared.name)[0])
        candidates += [ABSENT] if (ABSENT in slot.values if isinstance(slot, OneOf) else declared.may_be_absent) else []
        if not candidates:
            return st.just(slot)
        return st.frozensets(st.sampled_from(candidates), min_size=1, max_size=2).map(subset)
    if isinstance(slot, OneOf):
        members = sorted(slot.values, key=repr)
        return st.frozensets(st.sampled_from(members), min_size=1, max_size=len(members)).map(subset)
    if isinstance(slot, Between):
        low = declared.low if slot.low is None else Fraction(slot.low)
        high = declared.high if slot.high is None else Fraction(slot.high)
        within = evolve(declared, low=low, high=high, may_be_absent=False, outside=())
        end = single_values(within, case.on)
        return st.one_of(end, st.tuples(end, end).map(interval))
    return slots(declared, on=case.on)


def _with_slot(case: Case, subject: SubjectId, declared: Field, slot: Slot) -> Case:
    fact_type = case.vocabulary.type(subject.type)
    assert fact_type is not None
    row = list(case.row(subject))
    row[fact_type.position(declared.name)] = slot
    rows = {**case.subjects[subject.type], subject.key: tuple(row)}
    return evolve(case, subjects=MappingProxyType({**case.subjects, subject.type: MappingProxyType(rows)}))


def _may_come(case: Case, fact_type: FactType, coming: frozenset[str]) -> bool:
    """Whether a further subject may come next: its key can name only who is there already."""
    named = (each for each in fact_type.fields if each.name in fact_type.key and each.kind is Kind.REFERENCE)
    return fact_type.name in coming and all(next(free_owners(case, each), None) is not None for each in named)


def _with_subject(draw: st.DrawFn, case: Case, fact_type: FactType) -> Case:
    """The case with one more subject, in no roster that is closed."""
    free = {each.name: list(free_owners(case, each)) for each in fact_type.fields if each.kind is Kind.REFERENCE}
    taken = case.subjects.get(fact_type.name, {})
    row: list[Slot] = []
    for declared in fact_type.fields:
        if declared.name in fact_type.key:
            if declared.kind is not Kind.REFERENCE:
                row.append(draw(single_values(declared, case.on)))
            else:
                row.append(draw(st.sampled_from(free[declared.name])))
        elif declared.implied:
            row.append(implied_slots(fact_type)[declared.name])
        elif declared.kind is Kind.REFERENCE:
            row.append(draw(references(declared, free[declared.name], complete=False)))
        else:
            row.append(draw(slots(declared, on=case.on)))
    if fact_type.key:
        parts = [fact_type.fields[fact_type.position(name)] for name in fact_type.key]
        key: Key = tuple(key_part(each, row[fact_type.position(each.name)]) for each in parts)
    else:
        key = f"{fact_type.attribute.replace('_', '-')}-thêm-{len(taken) + 1}"
    if key in taken:
        reject()
    rows = MappingProxyType({**taken, key: tuple(row)})
    return evolve(case, subjects=MappingProxyType({**case.subjects, fact_type.name: rows}))


def revisions(case: Case) -> st.SearchStrategy[Case]:
    """The case with one fact replaced or retracted, one closure taken back, or a subject removed that nobody refers to.

    Closures that a replaced fact contradicts are taken back with it. Nothing is promised of verdicts across a
    revision, but that a session equals a fresh run. A draw is rejected when nothing can be revised. Raises
    InvalidArgument if `case` is no Case.
    """
    require(isinstance(case, Case), f"case must be a Case, not {case!r}")
    return _revisions(case)


@st.composite
def _revisions(draw: st.DrawFn, case: Case) -> Case:
    given = [
        (subject, declared)
        for fact_type in case.vocabulary
        for subject in case.of_type(fact_type.name)
        for declared in fact_type.fields
        if not (declared.implied or declared.name in fact_type.key) and case.slot(subject, declared.name) is not None
    ]
    pointed = {slot for each in case.subjects.values() for row in each.values() for slot in _pointed_at(row)}
    pointed |= {each.owner for each in case.closed if each.owner is not None}
    pointed |= {single(each) for each in case.vocabulary.singles}
    alone = [each for name in case.subjects for each in case.of_type(name) if each not in pointed]
    opened = sorted(case.closed - single_closures(case.vocabulary), key=repr)
    ways = [*(["value"] * 3 if given else []), *(["remove"] if alone else []), *(["open"] if opened else [])]
    if not ways:
        reject()
    way = draw(st.sampled_from(ways))
    if way == "open":
        revised = evolve(case, closed=case.closed - {draw(st.sampled_from(opened))})
    elif way == "remove":
        gone = draw(st.sampled_from(alone))
        rows = MappingProxyType({key: row for key, row in case.subjects[gone.type].items() if key != gone.key})
        revised = evolve(case, subjects=MappingProxyType({**case.subjects, gone.type: rows}))
    else:
        subject, declared = draw(st.sampled_from(given))
        if declared.kind is Kind.REFERENCE:
            targets = [each for target in declared.targets for each in case.of_type(target)]
            slot = draw(references(declared, targets, complete=False))
        else:
            slot = draw(slots(declared, on=case.on))
        revised = _with_slot(case, subject, declared, slot)
    return with_completion(revised)


def _pointed_at(row: Row) -> Iterable[SubjectId]:
    for slot in row:
        for each in slot.values if isinstance(slot, OneOf) else (slot,):
            if isinstance(each, SubjectId):
                yield each
