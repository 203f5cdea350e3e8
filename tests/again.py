"""A case again and again beside itself: everybody once more under another key and name, all else known alike."""

from attrs import evolve

from thidua_rules.facts.case import Case, Key, OneOf, Slot, SubjectId
from thidua_rules.facts.vocabulary import FactType, Kind


def again(case: Case, times: int) -> Case:
    """The case so many times over; the first time under its own keys and names."""
    subjects: dict[str, dict[Key, tuple[Slot, ...]]] = {}
    for name, rows in case.subjects.items():
        fact_type = case.vocabulary.type(name)
        assert fact_type is not None
        fields = [each.name for each in fact_type.fields]
        mine = subjects[name] = {}
        for turn in range(times):
            for key, row in rows.items():
                other = _key(case, fact_type, key, turn)
                mine[other] = tuple(
                    other if turn and field == "mã" else f"{slot} {turn}" if turn and field == "tên" and slot else each
                    for field, slot, each in zip(fields, row, (_slot(case, each, turn) for each in row), strict=True)
                )
    closed = {
        each if each.owner is None else each._replace(owner=_subject(case, each.owner, turn))
        for turn in range(times)
        for each in case.closed
    }
    origins = {
        (_subject(case, who, turn), name): place for turn in range(times) for (who, name), place in case.origins.items()
    }
    return evolve(case, subjects=subjects, closed=frozenset(closed), origins=origins)


def _subject(case: Case, subject: SubjectId, turn: int) -> SubjectId:
    fact_type = case.vocabulary.type(subject.type)
    return subject if fact_type is None else SubjectId(subject.type, _key(case, fact_type, subject.key, turn))


def _key(case: Case, fact_type: FactType, key: Key, turn: int) -> Key:
    if turn == 0 or (not fact_type.key and not isinstance(key, str)):
        return key
    if not isinstance(key, tuple):
        return f"{key}-{turn}"
    parts = []
    for name, part in zip(fact_type.key, key, strict=True):
        declared = fact_type.field(name)
        assert declared is not None
        if isinstance(part, SubjectId):
            parts.append(_subject(case, part, turn))
        elif declared.kind is Kind.REFERENCE:
            parts.append(_subject(case, SubjectId(declared.targets[0], part), turn).key)
        else:
            parts.append(part)
    return tuple(parts)


def _slot(case: Case, slot: Slot, turn: int) -> Slot:
    if isinstance(slot, SubjectId):
        return _subject(case, slot, turn)
    if isinstance(slot, OneOf):
        return OneOf(frozenset(_slot(case, each, turn) for each in slot.values))
    return slot
