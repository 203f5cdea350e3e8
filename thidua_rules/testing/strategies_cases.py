"""Hypothesis strategies for cases of any vocabulary, valid and with a completion."""

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from attrs import evolve
from hypothesis import reject
from hypothesis import strategies as st

from thidua_rules.facts.case import Case, Closure, Key, Row, Slot, SubjectId
from thidua_rules.facts.completions import closures_against, stranded
from thidua_rules.facts.keys import key_part, part_slot
from thidua_rules.facts.periods import Period
from thidua_rules.facts.singles import implied_slots, single, single_closures
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.testing.strategies_values import DAY, require, single_values, slots, subset
from thidua_rules.values import ABSENT

PERIOD = Period(Kind.YEAR, 2021)


def cases(
    vocabulary: Vocabulary,
    *,
    on: datetime.date = DAY,
    period: Period = PERIOD,
    max_subjects: int = 3,
    complete: bool | None = None,
    closed: bool | None = None,
) -> st.SearchStrategy[Case]:
    """Cases of a vocabulary with up to `max_subjects` subjects of each type.

    `complete` True: every fact is a single value; False: any may be missing or partly known; None: either.
    `closed` True: all types are closed; False: nothing is; None: some types and rosters are.
    Raises InvalidArgument for arguments of another kind.
    """
    require(isinstance(vocabulary, Vocabulary), f"vocabulary must be a Vocabulary, not {vocabulary!r}")
    require(isinstance(on, datetime.date), f"on must be a date, not {on!r}")
    require(isinstance(period, Period), f"period must be a Period, not {period!r}")
    require(isinstance(max_subjects, int) and max_subjects >= 0, f"max_subjects={max_subjects!r} must be ≥ 0")
    require(complete in (True, False, None), f"complete={complete!r} must be True, False or None")
    require(closed in (True, False, None), f"closed={closed!r} must be True, False or None")
    return _cases(vocabulary, on, period, max_subjects, complete, closed)


@st.composite
def _cases(
    draw: st.DrawFn,
    vocabulary: Vocabulary,
    on: datetime.date,
    period: Period,
    max_subjects: int,
    complete: bool | None,
    closed: bool | None,
) -> Case:
    whole = draw(st.integers(0, 2)) == 0 if complete is None else complete
    keys = _keys(draw, vocabulary, on, max_subjects)
    if whole or closed:
        _leave_out_the_homeless(vocabulary, keys)
    existing = {name: [SubjectId(name, key) for key in found] for name, found in keys.items()}
    subjects: dict[str, Mapping[Key, Row]] = {}
    for fact_type in vocabulary:
        rows = {key: _row(draw, fact_type, key, existing, on, whole) for key in keys[fact_type.name]}
        subjects[fact_type.name] = MappingProxyType(rows)
    closures = set[Closure]()
    if closed:
        closures = {Closure(each.name) for each in vocabulary}
    elif closed is None:
        possible = closable(vocabulary, existing)
        chosen = draw(st.lists(st.booleans(), min_size=len(possible), max_size=len(possible)))
        closures = {each for each, taken in zip(possible, chosen, strict=True) if taken}
    closures |= single_closures(vocabulary)
    return with_completion(Case(vocabulary, on, period, MappingProxyType(subjects), frozenset(closures)))


def _keys(draw: st.DrawFn, vocabulary: Vocabulary, on: datetime.date, most: int) -> dict[str, list[Key]]:
    """The keys of each type, those that name others after the others."""
    keys: dict[str, list[Key]] = {each.name: [] for each in vocabulary}
    for fact_type in sorted(vocabulary, key=lambda each: _depth(vocabulary, each)):
        if fact_type.single:
            keys[fact_type.name] = [single(fact_type).key]
            continue
        number = draw(st.integers(0, most))
        if not fact_type.key:
            keys[fact_type.name] = [f"{fact_type.attribute.replace('_', '-')}-{n + 1}" for n in range(number)]
            continue
        existing = {name: [SubjectId(name, key) for key in found] for name, found in keys.items()}
        for _ in range(number):
            key = _record_key(draw, fact_type, existing, on)
            if key is not None and key not in keys[fact_type.name]:
                keys[fact_type.name].append(key)
    return keys


def _depth(vocabulary: Vocabulary, fact_type: FactType, seen: tuple[str, ...] = ()) -> int:
    depth = 0
    for name in fact_type.key:
        declared = fact_type.field(name)
        for target in declared.targets if declared is not None and fact_type.name not in seen else ():
            other = vocabulary.type(target)
            if other is not None:
                depth = max(depth, 1 + _depth(vocabulary, other, (*seen, fact_type.name)))
    return depth


def _record_key(
    draw: st.DrawFn, fact_type: FactType, existing: Mapping[str, Sequence[SubjectId]], on: datetime.date
) -> Key | None:
    parts = []
    for name in fact_type.key:
        declared = fact_type.field(name)
        assert declared is not None
        if declared.kind is Kind.REFERENCE:
            targets = [each for target in declared.targets for each in existing.get(target, ())]
            if not targets:
                return None
            parts.append(key_part(declared, draw(st.sampled_from(targets))))
        else:
            parts.append(draw(single_values(declared, on)))
    return tuple(parts)


def _leave_out_the_homeless(vocabulary: Vocabulary, keys: dict[str, list[Key]]) -> None:
    """Leave out every type whose subjects must refer to somebody when nobody exists to refer to."""
    changed = True
    while changed:
        changed = False
        for fact_type in vocabulary:
            for declared in fact_type.fields:
                needed = declared.kind is Kind.REFERENCE and not declared.may_be_absent
                if needed and keys[fact_type.name] and not any(keys[target] for target in declared.targets):
                    keys[fact_type.name] = []
                    changed = True
        for fact_type in vocabulary:
            kept = [key for key in keys[fact_type.name] if _owners_exist(fact_type, key, keys)]
            changed = changed or len(kept) < len(keys[fact_type.name])
            keys[fact_type.name] = kept


def _owners_exist(fact_type: FactType, key: Key, keys: Mapping[str, list[Key]]) -> bool:
    for name, part in zip(fact_type.key, key, strict=True) if fact_type.key else ():
        declared = fact_type.field(name)
        assert declared is not None
        owner = part_slot(declared, part)
        if isinstance(owner, SubjectId) and owner.key not in keys[owner.type]:
            return False
    return True


def _row(
    draw: st.DrawFn,
    fact_type: FactType,
    key: Key,
    existing: Mapping[str, Sequence[SubjectId]],
    on: datetime.date,
    complete: bool,
) -> Row:
    row: list[Slot] = []
    fixed = dict(zip(fact_type.key, key, strict=True)) if fact_type.key else {}
    for declared in fact_type.fields:
        if declared.name in fixed:
            row.append(part_slot(declared, fixed[declared.name]))
        elif declared.implied:
            row.append(implied_slots(fact_type)[declared.name])
        elif declared.kind is Kind.REFERENCE:
            targets = [each for target in declared.targets for each in existing.get(target, ())]
            row.append(draw(references(declared, targets, complete)))
        else:
            row.append(draw(slots(declared, on=on, complete=complete)))
    return tuple(row)


def references(declared: Field, targets: Sequence[SubjectId], complete: bool) -> st.SearchStrategy[Slot]:
    """What a case may hold of a reference to one of these subjects."""
    choices: list[Any] = [*targets, *([ABSENT] if declared.may_be_absent else [])]
    if not choices:
        return st.none()
    single = st.sampled_from(choices)
    if complete:
        return single
    return st.one_of(single, single, single, st.none(), st.frozensets(single, min_size=1, max_size=3).map(subset))


def closable(vocabulary: Vocabulary, existing: Mapping[str, Sequence[SubjectId]]) -> list[Closure]:
    """Everything that could be closed: each type, and each collection of each subject."""
    found = [Closure(each.name) for each in vocabulary]
    for fact_type in vocabulary.given:
        for collection in vocabulary.collections(fact_type.name):
            found.extend(Closure(collection.member, owner, collection.name) for owner in existing[fact_type.name])
    return found


def with_completion(case: Case) -> Case:
    """The case, without closures that would leave a missing reference nobody to point at.

    A draw is rejected if the case has no completion even with everything open.
    """
    while (found := next(stranded(case), None)) is not None:
        against = closures_against(case, *found)
        if not against:
            reject()
        case = evolve(case, closed=case.closed - {against[0]})
    return case
