"""The criteria of `btnmt/2021` on durable-rules as its own documentation shows it, without this library.

A fact per subject, a rule for "met" and one for "not met" per criterion (neither fires where something is missing).
Counting members, the conclusions TT, H and CN, the rank and what is reported are plain Python here, so durable-rules
does less than forward does. Truth values are text, for want of a safe test on booleans.
"""

import itertools
from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import Any

from durable.lang import assert_facts, delete_state, m, ruleset, when_all

from tests.benchmarks.by_hand import (
    DRINKING,
    FACT,
    LATE,
    NAMED_FIELDS,
    NAMED_SORTS,
    ByHand,
    Person,
    Unit,
    among,
    count,
    degree,
    from_,
    none,
)
from thidua_rules.facts.case import Row
from thidua_rules.values import BOTH, EITHER_OF, MET, NOT_MET

UNIT_TESTS = {
    "T1": ["plan", "measures", "target", "idea", "activity"],
    "T2": ["approved", "done", "law", "money"],
    "T3": ["reform", "reform_full", "cut", "served", "online"],
    "T4": ["order", "punctual", "sober", "united", "model", "thrift", "clean"],
}
PERSON_TESTS = {
    "C1": ["excellent"],
    "C2": ["target", "idea", "useful"],
    "C3": ["learning"],
    "C4": ["discipline", "blameless"],
    "C5": ["lawful", "self_reliant", "helpful", "active", "moral"],
}
WORD = {MET: "yes", NOT_MET: "no"}


def direct(case: Any, hand: ByHand, units: list[Unit]) -> Callable[[], dict[tuple[str, str], str]]:
    """What decides the criteria of a dossier; the result is by criterion and subject."""
    found: dict[tuple[str, str], str] = {}
    name = f"awards{id(found)}"
    _declare(name, found)
    numbers = itertools.count()

    def run() -> dict[tuple[str, str], str]:
        found.clear()
        session = f"s{next(numbers)}"
        facts = []
        for unit in units:
            facts.append({"sid": session, "kind": "unit", "who": "unit", **_unit_fact(hand, unit)})
            for position, person in enumerate(unit.members):
                facts.append({"sid": session, "kind": "person", "who": f"p{position}", **_person_fact(hand, person)})
        assert_facts(name, facts)
        delete_state(name, session)
        return dict(found)

    return run


def _declare(name: str, found: dict[tuple[str, str], str]) -> None:
    def conclude(code: str, outcome: str) -> Callable[[Any], None]:
        def act(context: Any) -> None:
            found[code, context.m.who] = outcome

        return act

    with ruleset(name):
        for kind, tests in (("unit", UNIT_TESTS), ("person", PERSON_TESTS)):
            for code, names in tests.items():
                met = reduce(and_, (getattr(m, each) == "yes" for each in names))
                failed = reduce(or_, (getattr(m, each) == "no" for each in names))
                when_all((m.kind == kind) & met)(conclude(code, "met"))
                when_all((m.kind == kind) & failed)(conclude(code, "not met"))
            # every fact must fire some rule, or deleting its session crashes
            when_all(m.kind == kind)(lambda context: None)


def _fact(masks: dict[str, int]) -> dict[str, str]:
    return {name: WORD[mask] for name, mask in masks.items() if mask in WORD}


def _flags(row: Row, positions: dict[str, int]) -> dict[str, str]:
    return {name: "yes" if row[at] else "no" for name, at in positions.items() if row[at] is not None}


def _unit_fact(hand: ByHand, unit: Unit) -> dict[str, str]:
    row = unit.row
    offences = [each for person in unit.members for each in person.offences]
    done = row[hand.done]
    fact = _flags(
        row,
        {
            "plan": hand.plan, "measures": hand.measures, "approved": hand.approved, "reform": hand.reform,
            "reform_full": hand.reform_full, "cut": hand.cut, "served": hand.served, "order": hand.order,
            "united": hand.united,
        },
    )  # fmt: skip
    if done is not None:
        fact["done"] = "yes" if done >= 100 else "no"
    for name, given, well in (("law", hand.law, hand.law_well), ("money", hand.money, hand.money_well)):
        if row[given] is False:
            fact[name] = "yes"
        elif row[given] is True and row[well] is not None:
            fact[name] = "yes" if row[well] else "no"
    fact |= _fact(
        {
            "model": degree(row[hand.model], 2),
            "thrift": degree(row[hand.thrift], 1),
            "clean": degree(row[hand.clean], 1),
            "target": MET if unit.targets else NOT_MET,
            "idea": from_(1, count(unit.ideas, hand.field, NAMED_FIELDS, unit.more_ideas)),
            "activity": from_(2, count(unit.activities, hand.wholesome, {True}, unit.more_activities)),
            "online": hand.online(unit),
            "punctual": none(count(offences, hand.deed, LATE, False)),
            "sober": none(count(offences, hand.deed, DRINKING, False)),
        }
    )
    return fact


def _person_fact(hand: ByHand, person: Person) -> dict[str, str]:
    row = person.row
    fact = _flags(
        row,
        {
            "learning": hand.learning, "discipline": hand.discipline,
            "self_reliant": hand.self_reliant, "helpful": hand.helpful, "active": hand.active, "moral": hand.moral,
        },
    )  # fmt: skip
    grade = row[hand.grade]
    if grade is not None:
        fact["excellent"] = "yes" if grade == 3 else "no"
    ideas = [EITHER_OF[among(i[hand.field], NAMED_FIELDS)][FACT[i[hand.alike]]] for i in person.ideas]
    useful = [BOTH[among(i[hand.sort], NAMED_SORTS)][FACT[i[hand.quality]]] for i in person.ideas]
    return fact | _fact(
        {
            "lawful": degree(row[hand.lawful], 1),
            "target": MET if person.targets else NOT_MET,
            "idea": hand.some_idea(ideas, person.more_ideas),
            "useful": hand.some_idea(useful, person.more_ideas),
            "blameless": NOT_MET if person.offences else MET,
        }
    )
