"""The bundled dossier decided, and as a page of any size: its subjects again and again under other keys and names."""

from functools import cache
from pathlib import Path

from attrs import evolve

import thidua_rules as tr
from thidua_rules.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.report.page.paper import Gathered, Matter, paper
from thidua_rules.report.page.people import Person
from thidua_rules.report.page.telling import Told

DOSSIER = Path(__file__).parents[3] / "docs" / "vi-du" / "ho-so-2021.xlsx"


@cache
def decision() -> Decision:
    """What is found of the bundled dossier: 86 people and 13 units."""
    rules = tr.load("btnmt/2021")
    return rules.decide(rules.read_case(DOSSIER))


@cache
def _told(lang: str) -> tuple[Matter, tuple[Told, ...]]:
    matter = Matter.of(decision(), lang)
    return matter, tuple(map(matter.teller().tell, matter.people))


def page(times: int, lang: str = "vi") -> str:
    """The page on the dossier so many times over; the first time under its own keys."""
    matter, told = _told(lang)
    gathered = Gathered()
    for turn in range(times):
        for each in told:
            gathered.add(each if turn == 0 else evolve(each, person=_another(each.person, turn)))
    gathered.close()
    return paper(matter, gathered)


def _another(person: Person, turn: int) -> Person:
    line = evolve(
        person.line,
        subject=SubjectId(person.subject.type, f"{person.line.key}-{turn}"),
        key=f"{person.line.key}-{turn}",
        name=f"{person.line.name} {turn}",
    )
    unit = None if person.unit is None else SubjectId(person.unit.type, f"{person.unit.key}-{turn}")
    return evolve(person, line=line, anchor=f"{person.anchor}-{turn}", unit=unit)
