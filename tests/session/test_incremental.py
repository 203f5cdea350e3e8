"""A session of changing facts equals a fresh run, and recomputes only what a change concerns."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.executors.generating import (
    BLOCK,
    CLOSURES,
    PERSON,
    QUESTION,
    RECORD,
    SUBJECTS,
    UNIT,
    VOCABULARY,
    WHOLE,
    findings,
    programs,
    rows,
)
from tests.profiles import examples
from thidua_rules.facts.case import Case, Closure, OneOf, SubjectId
from thidua_rules.facts.vocabulary import Collection
from thidua_rules.program import ir
from thidua_rules.program.order import arrange
from thidua_rules.semantics.reference import Reference
from thidua_rules.session.incremental import Incremental
from thidua_rules.values import MET, Comparison, point


def _fresh_case(held: dict[SubjectId, Any], closed: set[Closure]) -> Case:
    """The same facts as a case made at once; subjects only referred to have everything missing."""
    subjects: dict[str, dict[Any, Any]] = {each.name: {} for each in VOCABULARY}
    for row in held.values():
        for slot in row:
            for each in slot.values if isinstance(slot, OneOf) else [slot]:
                if isinstance(each, SubjectId):
                    width = len(VOCABULARY.type(each.type).fields)  # type: ignore[union-attr]
                    subjects[each.type][each.key] = (None,) * width
    for subject, row in held.items():
        subjects[subject.type][subject.key] = row
    return Case(VOCABULARY, QUESTION.on, QUESTION.period, subjects, frozenset(closed))


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(programs(), st.data())
def test_after_every_change_the_session_equals_a_fresh_run(program: ir.Program, data: st.DataObject) -> None:
    """Putting, replacing, removing, closing and reopening in any order, every finding equals that of a fresh run."""
    session = Incremental(program, QUESTION)
    held: dict[SubjectId, Any] = {}
    closed: set[Closure] = set()
    for _ in range(data.draw(st.integers(1, 10))):
        change = data.draw(st.sampled_from(["put", "put", "put", "remove", "close", "reopen"]))
        if change == "put":
            subject = data.draw(st.sampled_from(SUBJECTS))
            held[subject] = data.draw(rows(subject))
            session.put(subject, held[subject])
        elif change == "remove" and held:
            subject = data.draw(st.sampled_from(sorted(held)))
            del held[subject]
            session.remove(subject)
        else:
            closure = data.draw(st.sampled_from(CLOSURES))
            (closed.add if change == "close" else closed.discard)(closure)
            (session.close if change == "close" else session.reopen)(closure)
        case = _fresh_case(held, closed)
        expected = findings(program, case, Reference().run(program, case, QUESTION))
        assert findings(program, case, session) == expected
        assert session.case().subjects == case.subjects


def _program() -> ir.Program:
    def own(type_name: str) -> ir.Walk:
        return ir.Walk(type_name, (), False, (type_name,))

    members = ir.Members(own(UNIT), (Collection("thành viên", UNIT, PERSON, "đơn vị"),), ir.Concluded(own(PERSON), "C"))
    many = ir.Compared(Comparison.GE, ir.CountOf(members, WHOLE), ir.Constant(point(1), WHOLE))
    rules: list[ir.Rule] = [
        ir.Criterion("C", PERSON, ir.Requirement("C", "leaf", ir.Fact(own(PERSON), "đủ"))),
        ir.Criterion("T", UNIT, ir.Requirement("T", "leaf", many)),
        ir.Criterion("U", UNIT, ir.Requirement("U", "leaf", ir.Fact(own(UNIT), "đủ"))),
    ]
    arranged, _ = arrange(rules)
    assert arranged is not None
    return ir.Program(VOCABULARY, *arranged)


U1, U2 = SubjectId(UNIT, "u1"), SubjectId(UNIT, "u2")
P1, P2 = SubjectId(PERSON, "p1"), SubjectId(PERSON, "p2")


def _person(unit: SubjectId, enough: bool) -> Any:
    return (unit, 1, 1, enough, None)


@pytest.fixture
def session() -> Incremental:
    """Two units of one person each, everything asked for once."""
    made = Incremental(_program(), QUESTION)
    for unit in (U1, U2):
        made.put(unit, (None, Decimal(50), True, 1))
    made.put(P1, _person(U1, True))
    made.put(P2, _person(U2, True))
    _ask(made)
    return made


def _ask(session: Incremental) -> int:
    """Ask for everything; how much had to be decided for that."""
    before = session.evaluations
    for unit in (U1, U2):
        session.mask(unit, "T")
        session.mask(unit, "U")
    return session.evaluations - before


def test_asking_again_decides_nothing(session: Incremental) -> None:
    """What is found is kept."""
    assert _ask(session) == 0


def test_a_change_costs_only_what_depends_on_it(session: Incremental) -> None:
    """A person's new fact decides anew that person's criterion and the one of the person's unit that counts it."""
    session.put(P1, _person(U1, False))
    assert _ask(session) == 2


def test_an_unrelated_change_costs_nothing(session: Incremental) -> None:
    """Facts that no asked rule reads, and subjects elsewhere, decide nothing anew."""
    session.put(U1, (None, Decimal(99), True, 3))
    session.put(SubjectId(RECORD, "s1"), (P1, "a", 2021, 1, True))
    session.close(Closure(RECORD))
    assert _ask(session) == 0
    session.put(SubjectId(PERSON, "p3"), _person(U1, True))
    assert _ask(session) == 2  # the newcomer, and the unit it came to


def test_a_subject_that_is_referred_to_is_there_until_nobody_does(session: Incremental) -> None:
    """A unit that has not come has everything missing; it goes with the last reference to it."""
    late = SubjectId(UNIT, "u9")
    session.put(P1, _person(late, True))
    assert session.mask(late, "T") == MET
    session.put(P1, _person(U1, True))
    with pytest.raises(KeyError):
        session.mask(late, "T")


def test_removing_what_has_not_come_is_an_error(session: Incremental) -> None:
    """Only what was put can be removed."""
    with pytest.raises(KeyError):
        session.remove(SubjectId(BLOCK, "k1"))
