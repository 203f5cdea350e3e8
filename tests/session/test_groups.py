"""Ranks and seats in a session are found for a group at once, and are those of a fresh run."""

import random
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.executors.test_forward_seats import _by_points, _case, _known_case, _program
from tests.profiles import examples
from thidua_rules.executors.forward import Forward
from thidua_rules.facts.case import Case, Closure, SubjectId
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.reference import Reference
from thidua_rules.session.groups import Candidate, Groups
from thidua_rules.session.incremental import Incremental
from thidua_rules.testing.awards import PERSON, UNIT
from thidua_rules.testing.properties import findings
from thidua_rules.testing.strategies_cases import PERIOD
from thidua_rules.testing.strategies_values import DAY

QUESTION = Question(DAY, PERIOD)
BY_POINTS = _by_points(Fraction(1, 3), True, "council")


def _session(program: ir.Program, case: Case) -> Incremental:
    session = Incremental(program, QUESTION)
    for name in case.subjects:
        for subject in case.of_type(name):
            session.put(subject, case.row(subject))
    for closure in sorted(case.closed, key=str):
        session.close(closure)
    return session


@settings(max_examples=examples(10))
@given(seed=st.integers(0, 2**32))
def test_seats_after_changes_are_those_of_a_fresh_run(seed: int) -> None:
    """With up to thirty candidates, as facts of some change and types are closed and reopened, all is as found anew."""
    chance = random.Random(seed)
    program = _program(chance)
    one, other = (chance.choice([_case, _known_case])(chance) for _ in range(2))
    session = _session(program, one)
    for _ in range(3):
        now = session.case()
        assert findings(program, now, session) == findings(program, now, Reference().run(program, now, QUESTION))
        subject = chance.choice([*one.of_type(PERSON)])
        session.put(subject, other.row(chance.choice([*other.of_type(PERSON)])))
        (session.reopen if chance.random() < 0.2 else session.close)(Closure(PERSON))


def test_in_a_group_that_is_known_nobody_is_held_against_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every outcome in it comes from one look at the group, before and after a fact changes."""
    monkeypatch.delattr(Evaluation, "quota")
    case = _known_case(random.Random(5))
    session = _session(BY_POINTS, case)
    for _ in range(2):
        expected = Forward().run(BY_POINTS, session.case(), QUESTION)
        for each in case.of_type(PERSON):
            assert session.mask(each, "chỉ tiêu X") == expected.mask(each, "chỉ tiêu X")
        best = max(case.of_type(PERSON), key=lambda each: str(case.slot(each, "điểm")))
        row = case.row(best)
        session.put(best, (*row[:3], -9, *row[4:]))


def test_after_a_change_only_the_one_who_changed_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others of a group keep their places in order, in which whoever is asked about is looked up."""
    looked_at: list[SubjectId] = []
    candidate = Groups.candidate

    def noting(groups: Groups, rule: ir.Rank | ir.Quota, subject: SubjectId) -> Candidate:
        looked_at.append(subject)
        return candidate(groups, rule, subject)

    monkeypatch.setattr(Groups, "candidate", noting)
    case = _known_case(random.Random(5))
    session = _session(BY_POINTS, case)
    people = [*case.of_type(PERSON)]
    for each in people:
        session.mask(each, "chỉ tiêu X")
    assert sorted(looked_at) == sorted(people)
    for changed in people:
        looked_at.clear()
        row = case.row(changed)
        session.put(changed, (*row[:3], -9, *row[4:]))
        for each in people:
            session.mask(each, "chỉ tiêu X")
        assert looked_at == [changed]


def test_a_change_in_one_group_decides_nothing_in_another() -> None:
    """After a fact of one person changes, the seats of that person's unit alone are found again."""
    case = _known_case(random.Random(5))
    session = _session(BY_POINTS, case)
    units: dict[object, list[SubjectId]] = {}
    for each in case.of_type(PERSON):
        units.setdefault(case.slot(each, "tập thể"), []).append(each)
        session.mask(each, "chỉ tiêu X")
    changed, unchanged = units.values()
    row = case.row(changed[0])
    session.put(changed[0], (*row[:5], not row[5], row[6]))
    before = session.evaluations
    for each in unchanged:
        session.mask(each, "chỉ tiêu X")
    assert session.evaluations == before
    for each in changed:
        session.mask(each, "chỉ tiêu X")
    assert session.evaluations == before + len(changed) + 1  # the standard of the one who changed as well


def test_an_open_group_whose_seats_are_its_own_fact_is_decided_one_by_one() -> None:
    """Somebody else may be in it, so there is nobody to look at together."""
    (rule,) = (each for each in BY_POINTS.rules if isinstance(each, ir.Quota))
    owner = ir.Walk(PERSON, ("tập thể",), False, (UNIT,))
    number = ir.FieldValue(owner, "số suất", ir.ValueType(Kind.INTEGER, None, True))
    given = evolve(rule, limits=(evolve(rule.limits[0], seats=number, base=None),))
    program = evolve(BY_POINTS, rules=tuple(given if each is rule else each for each in BY_POINTS.rules))
    session = _session(program, _known_case(random.Random(5)))
    for closure in session.case().closed:
        session.reopen(closure)
    now = session.case()
    assert findings(program, now, session) == findings(program, now, Reference().run(program, now, QUESTION))
