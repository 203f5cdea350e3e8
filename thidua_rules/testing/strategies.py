"""Hypothesis strategies for the facts of any vocabulary: cases, facts added to them, and revisions of them.

Every case drawn is valid: values lie in their domains, references point at somebody who exists, and each missing
reference still has somebody it may point at.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import Any

from attrs import evolve
from hypothesis import reject
from hypothesis import strategies as st

from thidua_rules.facts._numbers import decimals_of
from thidua_rules.facts.case import Between, Case, Closure, Key, OneOf, Row, Slot, SubjectId
from thidua_rules.facts.codec import encode
from thidua_rules.facts.keys import key_part, part_slot
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.values import ABSENT

DAY = datetime.date(2022, 1, 15)
PERIOD = Period(Kind.YEAR, 2021)
_WORDS = ("a", "b", "Nguyễn Văn A", "1.000", "x = “y”\nz")

# ---------------------------------------------------------------- values of one field


def values(field: Field, *, on: datetime.date = DAY) -> st.SearchStrategy[Slot]:
    """Single values of a field, as a case holds them; numbers near its bounds come often, dates lie around `on`.

    `không có` is among them where declared. A reference has no values of its own: InvalidArgument.
    """
    _require(isinstance(field, Field), f"field must be a Field, not {field!r}")
    _require(field.kind is not Kind.REFERENCE, f"`{field.name}` is a reference: its values are subjects of a case")
    found = _single(field, on)
    return st.one_of(found, found, found, st.just(ABSENT)) if field.may_be_absent else found


def slots(field: Field, *, on: datetime.date = DAY, complete: bool = False) -> st.SearchStrategy[Slot]:
    """What a case may hold of a field that is no reference: missing, a value, an interval, a set.

    `complete`: a single value (`không có` included).
    """
    single = values(field, on=on)
    if complete:
        return single
    partial: list[st.SearchStrategy[Slot]] = []
    if field.kind.is_ordered:
        inner = evolve(field, may_be_absent=False, outside=())
        end = st.one_of(st.none(), _single(inner, on))
        partial.append(st.tuples(end, end).map(_interval))
    if field.kind is not Kind.BOOLEAN:
        plain = single.filter(lambda slot: not (isinstance(slot, str) and set("“”") & set(slot)))
        partial.append(st.frozensets(plain, min_size=1, max_size=3).map(_set))
    return st.one_of(st.none(), single, single, single, *partial)


def _single(field: Field, on: datetime.date) -> st.SearchStrategy[Any]:
    kind = field.kind
    if kind is Kind.BOOLEAN:
        return st.booleans()
    if kind is Kind.GRADE:
        low, high = _ends(field, 0, len(field.options) - 1)
        return st.sampled_from([*range(low, high + 1), *(-1 - n for n in range(len(field.outside)))])
    if field.options:
        return st.sampled_from(field.options)
    if kind in (Kind.TEXT, Kind.TITLE):
        return st.sampled_from(_WORDS[:3] if kind is Kind.TITLE else _WORDS)
    if kind is Kind.DATE:
        return st.integers(*_ends(field, on.toordinal() - 800, on.toordinal() + 200))
    if kind.is_period:
        now = _ordinal(kind, on)
        return st.integers(*_ends(field, now - 4, now + 1))
    grain = 10 ** decimals_of(field)
    low, high = _ends(evolve(field, low=_times(field.low, grain), high=_times(field.high, grain)), 0, 200 * grain)
    number = st.one_of(st.sampled_from([low, high]), st.integers(low, high))
    return number.map(lambda steps: encode(field, Fraction(steps, grain)))


def _ordinal(kind: Kind, on: datetime.date) -> int:
    months = {Kind.MONTH: 12, Kind.QUARTER: 4}.get(kind, 1)
    return on.year * months + (on.month - 1) * months // 12 if months > 1 else on.year


def _times(bound: Fraction | None, grain: int) -> Fraction | None:
    return None if bound is None else bound * grain


def _ends(field: Field, low: int, high: int) -> tuple[int, int]:
    """The part of a usual range that lies in the bounds of a field, or the part of the bounds nearest to it."""
    least = None if field.low is None else ceil(field.low)
    most = None if field.high is None else floor(field.high)
    span = high - low
    low = low if least is None else max(low, least)
    high = high if most is None else min(high, most)
    if low > high:
        low = low if most is None else max(most - span, least if least is not None else most - span)
        high = low + span if most is None else most
    return low, high


def _interval(ends: tuple[Any, Any]) -> Slot:
    low, high = ends
    if low is None and high is None:
        return None
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
        if low == high:
            return low  # type: ignore[no-any-return]
    return Between(low, high)


def _set(members: Iterable[Any]) -> Slot:
    found = frozenset(members)
    return next(iter(found)) if len(found) == 1 else OneOf(found)


# ---------------------------------------------------------------- cases


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
    _require(isinstance(vocabulary, Vocabulary), f"vocabulary must be a Vocabulary, not {vocabulary!r}")
    _require(isinstance(on, datetime.date), f"on must be a date, not {on!r}")
    _require(isinstance(period, Period), f"period must be a Period, not {period!r}")
    _require(isinstance(max_subjects, int) and max_subjects >= 0, f"max_subjects={max_subjects!r} must be ≥ 0")
    _require(complete in (True, False, None), f"complete={complete!r} must be True, False or None")
    _require(closed in (True, False, None), f"closed={closed!r} must be True, False or None")
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
    closures: set[Closure] = set()
    if closed:
        closures = {Closure(each.name) for each in vocabulary}
    elif closed is None:
        possible = _closures(vocabulary, existing)
        chosen = draw(st.lists(st.booleans(), min_size=len(possible), max_size=len(possible)))
        closures = {each for each, taken in zip(possible, chosen, strict=True) if taken}
    return _with_completion(
        Case(vocabulary, on, period, MappingProxyType(subjects), frozenset(closures)), repair=not closed
    )


def _keys(draw: st.DrawFn, vocabulary: Vocabulary, on: datetime.date, most: int) -> dict[str, list[Key]]:
    """The keys of each type, those that name others after the others."""
    keys: dict[str, list[Key]] = {each.name: [] for each in vocabulary}
    for fact_type in sorted(vocabulary, key=lambda each: _depth(vocabulary, each)):
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
            parts.append(draw(_single(declared, on)))
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
        elif declared.kind is Kind.REFERENCE:
            targets = [each for target in declared.targets for each in existing.get(target, ())]
            row.append(draw(_references(declared, targets, complete)))
        else:
            row.append(draw(slots(declared, on=on, complete=complete)))
    return tuple(row)


def _references(declared: Field, targets: Sequence[SubjectId], complete: bool) -> st.SearchStrategy[Slot]:
    """What a case may hold of a reference to one of these subjects."""
    choices: list[Any] = [*targets, *([ABSENT] if declared.may_be_absent else [])]
    if not choices:
        return st.none()
    single = st.sampled_from(choices)
    if complete:
        return single
    return st.one_of(single, single, single, st.none(), st.frozensets(single, min_size=1, max_size=3).map(_set))


def _closures(vocabulary: Vocabulary, existing: Mapping[str, Sequence[SubjectId]]) -> list[Closure]:
    """Everything that could be closed: each type, and each collection of each subject."""
    found = [Closure(each.name) for each in vocabulary]
    for fact_type in vocabulary:
        for collection in vocabulary.collections(fact_type.name):
            found.extend(Closure(collection.member, owner, collection.name) for owner in existing[fact_type.name])
    return found


def _with_completion(case: Case, repair: bool) -> Case:
    """The case, without the closures that would leave a missing reference nobody to point at."""
    closed = set(case.closed)
    for subject, declared in _unknown_references(case):
        current = evolve(case, closed=frozenset(closed))
        if _may_refer(current, subject, declared) or not repair:
            continue
        owners = {each.owner for each in closed if each.owner is not None and each.collection == declared.reverse}
        allowed = _allowed(case, subject, declared)
        closed = {each for each in closed if each.owner not in owners & allowed or each.collection != declared.reverse}
        if not allowed:
            closed -= {Closure(target) for target in declared.targets}
    return evolve(case, closed=frozenset(closed))


def _allowed(case: Case, subject: SubjectId, declared: Field) -> set[SubjectId | None]:
    slot = case.slot(subject, declared.name)
    if isinstance(slot, OneOf):
        return set(slot.values) - {ABSENT}
    return {each for target in declared.targets for each in case.of_type(target)}


def _unknown_references(case: Case) -> Iterable[tuple[SubjectId, Field]]:
    for fact_type in case.vocabulary:
        for position, declared in enumerate(fact_type.fields):
            if declared.kind is not Kind.REFERENCE:
                continue
            for subject in case.of_type(fact_type.name):
                slot = case.row(subject)[position]
                if slot is None or isinstance(slot, OneOf):
                    yield subject, declared


def _may_refer(case: Case, subject: SubjectId, declared: Field) -> bool:
    candidates, fresh = case.candidates(subject, declared.name)
    return fresh or bool(candidates) or _may_be_absent(declared, case.slot(subject, declared.name))


def _may_be_absent(declared: Field, slot: Slot) -> bool:
    return ABSENT in slot.values if isinstance(slot, OneOf) else declared.may_be_absent


def has_completion(case: Case) -> bool:
    """Whether every missing reference of the case may still point at somebody, or at nobody."""
    return all(_may_refer(case, subject, declared) for subject, declared in _unknown_references(case))


def _leaves_room(case: Case) -> bool:
    """Whether the case has a completion, newcomers included: an unseen owner must have somewhere to point too."""
    return has_completion(case) and all(
        _may_refer(evolve(case, closed=case.closed | _full(case)), subject, declared)
        for subject, declared in _unknown_references(case)
    )


def _full(case: Case) -> set[Closure]:
    """The types that can have no newcomer, since one would have nobody to point at."""
    full: set[Closure] = set()
    for fact_type in case.vocabulary:
        for declared in fact_type.fields:
            owners = [each for target in declared.targets for each in case.of_type(target)]
            stuck = all(declared.reverse and case.roster_closed(each, declared.reverse) for each in owners)
            closed = all(case.is_closed(target) for target in declared.targets)
            if declared.kind is Kind.REFERENCE and not declared.may_be_absent and stuck and closed:
                full.add(Closure(fact_type.name))
    return full


# ---------------------------------------------------------------- additions and revisions


def narrowings(case: Case) -> st.SearchStrategy[Case]:
    """The case with one more fact: a value narrowed, a subject added to an open extent, or an extent closed.

    A draw is rejected when nothing can be added. Raises InvalidArgument if `case` is no Case.
    """
    _require(isinstance(case, Case), f"case must be a Case, not {case!r}")
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
    open_types = [each for each in case.vocabulary if not case.is_closed(each.name) and _has_owners(case, each)]
    existing = {each.name: list(case.of_type(each.name)) for each in case.vocabulary}
    closable = [
        each
        for each in _closures(case.vocabulary, existing)
        if each not in case.closed and _leaves_room(evolve(case, closed=case.closed | {each}))
    ]
    ways = [*(["value"] * 2 if unknown else []), *(["subject"] if open_types else [])]
    ways += ["close"] if closable else []
    if not ways:
        reject()
    way = draw(st.sampled_from(ways))
    if way == "close":
        return evolve(case, closed=case.closed | {draw(st.sampled_from(closable))})
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
        candidates += [ABSENT] if _may_be_absent(declared, slot) else []
        if not candidates:
            return st.just(slot)
        return st.frozensets(st.sampled_from(candidates), min_size=1, max_size=2).map(_set)
    if isinstance(slot, OneOf):
        members = sorted(slot.values, key=repr)
        return st.frozensets(st.sampled_from(members), min_size=1, max_size=len(members)).map(_set)
    if isinstance(slot, Between):
        low = declared.low if slot.low is None else Fraction(slot.low)
        high = declared.high if slot.high is None else Fraction(slot.high)
        within = evolve(declared, low=low, high=high, may_be_absent=False, outside=())
        end = _single(within, case.on)
        return st.one_of(end, st.tuples(end, end).map(_interval))
    return slots(declared, on=case.on)


def _with_slot(case: Case, subject: SubjectId, declared: Field, slot: Slot) -> Case:
    fact_type = case.vocabulary.type(subject.type)
    assert fact_type is not None
    row = list(case.row(subject))
    row[fact_type.position(declared.name)] = slot
    rows = {**case.subjects[subject.type], subject.key: tuple(row)}
    return evolve(case, subjects=MappingProxyType({**case.subjects, subject.type: MappingProxyType(rows)}))


def _free(case: Case, declared: Field) -> list[SubjectId]:
    """The subjects that a further one may refer to: those whose roster is not closed."""
    targets = [each for target in declared.targets for each in case.of_type(target)]
    name = declared.reverse
    return [each for each in targets if name is None or not case.roster_closed(each, name)]


def _has_owners(case: Case, fact_type: FactType) -> bool:
    """Whether a further subject can be keyed, and its references have somebody to point at."""
    for declared in fact_type.fields:
        if declared.kind is Kind.REFERENCE and not _free(case, declared):
            fresh = any(not case.is_closed(target) for target in declared.targets) or declared.may_be_absent
            if declared.name in fact_type.key or not fresh:
                return False
    return True


def _with_subject(draw: st.DrawFn, case: Case, fact_type: FactType) -> Case:
    """The case with one more subject, in no roster that is closed."""
    free = {each.name: _free(case, each) for each in fact_type.fields if each.kind is Kind.REFERENCE}
    taken = case.subjects.get(fact_type.name, {})
    row: list[Slot] = []
    for declared in fact_type.fields:
        if declared.name in fact_type.key:
            if declared.kind is not Kind.REFERENCE:
                row.append(draw(_single(declared, case.on)))
            else:
                row.append(draw(st.sampled_from(free[declared.name])))
        elif declared.kind is Kind.REFERENCE:
            row.append(draw(_references(declared, free[declared.name], complete=False)))
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
    added = evolve(case, subjects=MappingProxyType({**case.subjects, fact_type.name: rows}))
    if not has_completion(added):
        reject()
    return added


def revisions(case: Case) -> st.SearchStrategy[Case]:
    """The case with one fact replaced or retracted, one closure taken back, or a subject removed that nobody refers to.

    Closures that a replaced fact contradicts are taken back with it. Nothing is promised of verdicts across a
    revision, but that a session equals a fresh run. A draw is rejected when nothing can be revised. Raises
    InvalidArgument if `case` is no Case.
    """
    _require(isinstance(case, Case), f"case must be a Case, not {case!r}")
    return _revisions(case)


@st.composite
def _revisions(draw: st.DrawFn, case: Case) -> Case:
    given = [
        (subject, declared)
        for fact_type in case.vocabulary
        for subject in case.of_type(fact_type.name)
        for declared in fact_type.fields
        if declared.name not in fact_type.key and case.slot(subject, declared.name) is not None
    ]
    pointed = {slot for each in case.subjects.values() for row in each.values() for slot in _pointed_at(row)}
    pointed |= {each.owner for each in case.closed if each.owner is not None}
    alone = [each for name in case.subjects for each in case.of_type(name) if each not in pointed]
    ways = [*(["value"] * 3 if given else []), *(["remove"] if alone else []), *(["open"] if case.closed else [])]
    if not ways:
        reject()
    way = draw(st.sampled_from(ways))
    if way == "open":
        revised = evolve(case, closed=case.closed - {draw(st.sampled_from(sorted(case.closed, key=repr)))})
    elif way == "remove":
        gone = draw(st.sampled_from(alone))
        rows = MappingProxyType({key: row for key, row in case.subjects[gone.type].items() if key != gone.key})
        revised = evolve(case, subjects=MappingProxyType({**case.subjects, gone.type: rows}))
    else:
        subject, declared = draw(st.sampled_from(given))
        if declared.kind is Kind.REFERENCE:
            targets = [each for target in declared.targets for each in case.of_type(target)]
            slot = draw(_references(declared, targets, complete=False))
        else:
            slot = draw(slots(declared, on=case.on))
        revised = _with_slot(case, subject, declared, slot)
    return _with_completion(revised, repair=True)


def _pointed_at(row: Row) -> Iterable[SubjectId]:
    for slot in row:
        for each in slot.values if isinstance(slot, OneOf) else (slot,):
            if isinstance(each, SubjectId):
                yield each


def _require(condition: bool, message: str) -> None:
    if not condition:
        from hypothesis.errors import InvalidArgument

        raise InvalidArgument(message)


__all__ = ["cases", "has_completion", "narrowings", "revisions", "slots", "values"]
