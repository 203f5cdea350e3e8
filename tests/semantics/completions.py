"""The completions of a case: every fact given one value, every open extent a few further members."""

import itertools
import random
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import Any

from attrs import evolve

from thidua_rules.facts.case import Between, Case, Closure, OneOf, SubjectId
from thidua_rules.facts.codec import encode
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.values import ABSENT

NEW = "mới"


def samples(case: Case, chance: random.Random, limit: int, strangers: bool = True) -> Iterator[Case]:
    """Up to `limit` completions: all of them where they are few and nobody is added, else drawn by chance."""
    spots = [
        (subject, declared)
        for fact_type in case.vocabulary
        for subject in case.of_type(fact_type.name)
        for declared in fact_type.fields
    ]
    if not strangers or all(case.is_closed(each.name) for each in case.vocabulary):
        choices = [possible(case, subject, declared) for subject, declared in spots]
        size = 1
        for each in choices:
            size *= len(each)
        if 0 < size <= limit:
            for chosen in itertools.product(*choices):
                yield filled(case, dict(zip(spots, chosen, strict=True)))
            return
    for _ in range(limit):
        grown = with_strangers(case, chance) if strangers and chance.random() < 0.6 else case
        found = {}
        for fact_type in grown.vocabulary:
            for subject in grown.of_type(fact_type.name):
                for declared in fact_type.fields:
                    choices = [possible(grown, subject, declared)]
                    if not choices[0]:
                        break
                    found[subject, declared] = chance.choice(choices[0])
        if len(found) == sum(len(each.fields) * len(list(grown.of_type(each.name))) for each in grown.vocabulary):
            yield filled(grown, found)


def possible(case: Case, subject: SubjectId, declared: Field) -> list[Any]:
    """Values that a fact may have: all if they are few, else ends, middles and neighbours."""
    slot = case.slot(subject, declared.name)
    if declared.kind is Kind.REFERENCE:
        if slot is not None and not isinstance(slot, OneOf):
            return [slot]
        absent = declared.may_be_absent if slot is None else ABSENT in slot.values
        if slot is None:
            allowed = [each for target in declared.targets for each in case.of_type(target)]
        else:
            allowed = [each for each in slot.values if each is not ABSENT]
        closed = {each.owner for each in case.closed if each.owner is not None and each.collection == declared.reverse}
        return [each for each in allowed if each not in closed] + ([ABSENT] if absent else [])
    if isinstance(slot, OneOf):
        return sorted(slot.values, key=repr)
    if isinstance(slot, Between):
        low, high = (None if end is None else Fraction(end) for end in slot)
        return scale(
            evolve(declared, low=declared.low if low is None else low, high=declared.high if high is None else high),
            False,
        )
    return scale(declared, True) if slot is None else [slot]


def scale(declared: Field, missing: bool) -> list[Any]:
    extra: list[Any] = [ABSENT] if missing and declared.may_be_absent else []
    kind = declared.kind
    if kind is Kind.BOOLEAN:
        return [True, False, *extra]
    if kind is Kind.GRADE:
        low = 0 if declared.low is None else int(declared.low)
        high = len(declared.options) - 1 if declared.high is None else int(declared.high)
        outside = [-1 - n for n in range(len(declared.outside))] if missing else []
        return [*range(low, high + 1), *outside, *extra]
    if declared.options:
        return [*declared.options, *extra]
    if kind in (Kind.TEXT, Kind.TITLE):
        return ["a", "A " if kind is Kind.TEXT else "khác", "khác", *extra]
    near = {Kind.DATE: 738000, Kind.YEAR: 2021}.get(kind, 0)
    grain = 10**declared.decimals
    low = near - 3 if declared.low is None else ceil(declared.low * grain)
    high = near + 3 if declared.high is None else floor(declared.high * grain)
    low, high = (low, max(low, high)) if declared.high is None else (min(low, high), high)
    if high - low <= 4:
        steps = list(range(low, high + 1))
    else:
        steps = sorted({low, low + 1, (2 * low + high) // 3, (low + high) // 2, high - 1, high})
    if not kind.is_number:
        return [*steps, *extra]
    return [*(encode(declared, Fraction(step, grain)) for step in steps), *extra]


def with_strangers(case: Case, chance: random.Random) -> Case:
    """The case with up to two further subjects of its open types; their facts are missing."""
    subjects = {name: dict(rows) for name, rows in case.subjects.items()}
    for fact_type in sorted(case.vocabulary, key=lambda each: len(each.key)):
        if case.is_closed(fact_type.name):
            continue
        for number in range(chance.choice([0, 0, 1, 1, 2])):
            grown = evolve(case, subjects=MappingProxyType(subjects))
            row: list[Any] = [None] * len(fact_type.fields)
            key: Any = f"{NEW}-{number}"
            if fact_type.key:
                parts = []
                for name in fact_type.key:
                    position = fact_type.position(name)
                    declared = fact_type.fields[position]
                    if declared.kind is Kind.REFERENCE:
                        targets = [each for target in declared.targets for each in grown.of_type(target)]
                        closed = {each.owner for each in case.closed if each.collection == declared.reverse}
                        targets = [each for each in targets if each not in closed]
                        row[position] = chance.choice(targets) if targets else None
                        parts.append(row[position].key if targets else None)
                    else:
                        row[position] = chance.choice([2019, 2020, 2021, 2022])
                        parts.append(row[position])
                key = tuple(parts)
                if None in key:
                    continue
            if key not in subjects[fact_type.name]:
                subjects[fact_type.name][key] = tuple(row)
    return evolve(case, subjects=MappingProxyType(subjects))


def filled(case: Case, found: dict[tuple[SubjectId, Field], Any]) -> Case:
    """The wholly closed case with these values."""
    subjects = {
        fact_type.name: {
            subject.key: tuple(found[subject, declared] for declared in fact_type.fields)
            for subject in case.of_type(fact_type.name)
        }
        for fact_type in case.vocabulary
    }
    return evolve(case, subjects=subjects, closed=frozenset(Closure(each.name) for each in case.vocabulary))
