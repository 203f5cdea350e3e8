"""Whether a case has a completion: whether every reference that is not known has somebody left to point at.

An unknown reference may point at an existing subject whose roster is not closed, at nobody where that is allowed, or
at a newcomer of a type that is not closed. A newcomer must itself be able to point at somebody with each of its own
references, so a type can be open and yet have no newcomer: persons belong to units, units to blocks, and all blocks
and their lists are complete.
"""

from collections.abc import Iterator
from math import ceil, floor, prod

from attrs import evolve

from thidua_rules.diagnostics import Collector
from thidua_rules.facts._numbers import decimals_of
from thidua_rules.facts.case import Case, Closure, OneOf, SubjectId
from thidua_rules.facts.keys import key_part, show_key
from thidua_rules.facts.vocabulary import FactType, Field, Kind
from thidua_rules.values import ABSENT

_SHOWN = 5


def has_completion(case: Case) -> bool:
    """Whether every reference of the case that is not known has somebody to point at, or may point at nobody."""
    return next(stranded(case), None) is None


def stranded(case: Case) -> Iterator[tuple[SubjectId, Field]]:
    """The references of the case that can be completed in no way, by type, field and key."""
    coming = newcomers(case)
    lists = {(each.type, each.collection) for each in case.closed if each.owner is not None}
    for fact_type in case.vocabulary:
        for declared in _references(fact_type):
            settled = _may_be_anybody(case, declared, coming)
            if settled and (fact_type.name, declared.reverse) not in lists:
                continue
            for subject in case.referring(fact_type.name, declared.name)[1]:
                slot = case.slot(subject, declared.name)
                if not isinstance(slot, OneOf):
                    possible = settled
                else:
                    possible = ABSENT in slot.values or bool(case.candidates(subject, declared.name)[0])
                if not possible:
                    yield subject, declared


def newcomers(case: Case) -> frozenset[str]:
    """The types of which a completion may have further members.

    Such a type is open, and each of its references may be `không có`, or point at an existing subject whose roster
    is open, or at a newcomer. Newcomers may point at each other or at themselves, so the largest set of such types
    is meant; but a key names only what exists without it, so through the fields of a key it is the smallest, and
    where all keys that can be made are taken there is no newcomer either.
    """
    possible = frozenset(each.name for each in case.vocabulary if not case.is_closed(each.name))
    while True:
        kept: frozenset[str] = frozenset()
        while more := {
            each.name
            for each in case.vocabulary
            if each.name in possible - kept and _can_come(case, each, possible, kept)
        }:
            kept |= more
        if kept == possible:
            return kept
        possible = kept


def closures_against(case: Case, subject: SubjectId, declared: Field) -> tuple[Closure, ...]:
    """The closures that keep a stranded reference from pointing at anybody.

    It can be completed once all of them are taken back, and often once some are: the nearest come first.
    """
    slot = case.slot(subject, declared.name)
    found: dict[Closure, None] = {}
    if isinstance(slot, OneOf):
        owners = [each for each in slot.values if isinstance(each, SubjectId)]
        found.update(dict.fromkeys(_rosters(case, declared, sorted(owners, key=repr))))
    else:
        _collect(case, declared, newcomers(case), found)
    return tuple(found)


def refuse_stranded(case: Case, found: Collector) -> None:
    """Record each reference that can be completed in no way, at its place, with the closures that are in the way."""
    # who is missing the same reference is kept from it by the same closures
    hints: dict[Field, dict[str, str]] = {}
    for subject, declared in stranded(case):
        hint = hints.get(declared)
        if hint is None:
            hint = _hint(case, closures_against(case, subject, declared))
            if not isinstance(case.slot(subject, declared.name), OneOf):
                hints[declared] = hint
        place = case.origins.get((subject, declared.name)) or case.origins.get((subject, "mã"))
        who, targets = show_key(case.vocabulary, subject), " / ".join(declared.targets)
        found.add("FACT-35", place, member=who, field=declared.name, targets=targets, **hint)


def free_owners(case: Case, declared: Field) -> Iterator[SubjectId]:
    """The existing subjects that a further reference may point at: those whose roster is not closed."""
    for target in declared.targets:
        for each in case.of_type(target):
            if declared.reverse is None or not case.roster_closed(each, declared.reverse):
                yield each


def _references(fact_type: FactType) -> Iterator[Field]:
    return (each for each in fact_type.fields if each.kind is Kind.REFERENCE)


def _may_be_anybody(case: Case, declared: Field, coming: frozenset[str]) -> bool:
    if declared.may_be_absent or not coming.isdisjoint(declared.targets):
        return True
    return next(free_owners(case, declared), None) is not None


def _can_come(case: Case, fact_type: FactType, possible: frozenset[str], settled: frozenset[str]) -> bool:
    """Whether a newcomer has a key made of what is there or `settled`, and can refer to what is there or `possible`."""
    others = (each for each in _references(fact_type) if each.name not in fact_type.key)
    if not all(_may_be_anybody(case, each, possible) for each in others):
        return False
    return not fact_type.key or _has_free_key(case, fact_type, settled)


def _has_free_key(case: Case, fact_type: FactType, settled: frozenset[str]) -> bool:
    """Whether a further record can have a key that no record has."""
    parts = [fact_type.fields[fact_type.position(name)] for name in fact_type.key]
    named = [each for each in parts if each.kind is Kind.REFERENCE and settled.isdisjoint(each.targets)]
    if any(next(free_owners(case, each), None) is None for each in named):
        return False
    sizes = [_domain_size(each) for each in parts if each.kind is not Kind.REFERENCE]
    if None in sizes or len(named) + len(sizes) < len(parts):
        return True
    number = prod(each for each in sizes if each is not None)
    owners = {each.name: {key_part(each, owner) for owner in free_owners(case, each)} for each in named}
    number *= prod(map(len, owners.values()))
    taken = 0
    for record in case.of_type(fact_type.name):
        assert isinstance(record.key, tuple)
        known = zip(fact_type.key, record.key, strict=True)
        taken += all(name not in owners or part in owners[name] for name, part in known)
    return taken < number


def _domain_size(declared: Field) -> int | None:
    """How many single values a field may have, or None if there is no end of them."""
    kind = declared.kind
    if kind is Kind.BOOLEAN:
        return 2
    if kind is Kind.GRADE:
        low = 0 if declared.low is None else ceil(declared.low)
        high = len(declared.options) - 1 if declared.high is None else floor(declared.high)
        return high - low + 1 + len(declared.outside)
    if declared.options:
        return len(declared.options)
    if declared.low is None or declared.high is None:
        return None
    grain = 10 ** decimals_of(declared) if kind.is_number else 1
    return floor(declared.high * grain) - ceil(declared.low * grain) + 1


def _rosters(case: Case, declared: Field, owners: list[SubjectId]) -> Iterator[Closure]:
    for each in owners:
        collection = case.vocabulary.collection(each.type, declared.reverse) if declared.reverse else None
        if collection is not None and case.roster_closed(each, collection.name):
            yield Closure(collection.member, each, collection.name)


def _collect(case: Case, declared: Field, coming: frozenset[str], found: dict[Closure, None]) -> None:
    """Gather the closed rosters of those who exist, and what keeps each target type from having a newcomer."""
    waiting, seen = [declared], {declared}
    while waiting:
        reference = waiting.pop(0)
        owners = [each for target in reference.targets for each in case.of_type(target)]
        found.update(dict.fromkeys(_rosters(case, reference, owners)))
        for target in reference.targets:
            if case.is_closed(target):
                found.setdefault(Closure(target))
            fact_type = case.vocabulary.type(target)
            assert fact_type is not None
            for each in _references(fact_type):
                needed = evolve(each, may_be_absent=False) if each.name in fact_type.key else each
                if each not in seen and not _may_be_anybody(case, needed, coming):
                    seen.add(each)
                    waiting.append(each)


def _hint(case: Case, closures: tuple[Closure, ...]) -> dict[str, str]:
    """The closures in the way, in the words of a dossier; nothing if there are none."""
    if not closures:
        return {}
    shown = [_shown(case, each) for each in closures[:_SHOWN]]
    more = " …" if len(closures) > _SHOWN else ""
    vi, en = "; ".join(vi for vi, _ in shown) + more, "; ".join(en for _, en in shown) + more
    return {
        "hint_vi": f"đã ghi là đầy đủ: {vi}; bỏ bớt, hoặc ghi rõ giá trị",
        "hint_en": f"said to be complete: {en}; take some of it back, or give the value",
    }


def _shown(case: Case, closure: Closure) -> tuple[str, str]:
    if closure.owner is None:
        return f"`{closure.type}`", f"`{closure.type}`"
    whose = show_key(case.vocabulary, closure.owner)
    return f"`{closure.collection}` của `{whose}`", f"`{closure.collection}` of `{whose}`"
