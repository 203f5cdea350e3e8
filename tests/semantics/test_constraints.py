"""Facts that break a constraint: refused alike at once and one at a time, and never mended by more facts."""

from collections.abc import Iterator, Sequence

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.diagnostics import DossierError
from thidua_rules.facts.case import Case
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts
from thidua_rules.semantics.constraints import refuse_breaches
from thidua_rules.session.incremental import Incremental
from thidua_rules.testing.programs import programs, questions
from thidua_rules.testing.properties import _lead
from thidua_rules.testing.strategies import cases, narrowings, revisions


def conditions(program: ir.Program) -> Iterator[ir.Constraint]:
    """What the criteria of a program ask of facts alone, as constraints."""
    for rule in program.rules:
        for node in ir.nodes_below(rule.root) if isinstance(rule, ir.Criterion) else ():
            asked = node.condition
            if asked is not None and not any(isinstance(part, ir.Concluded | ir.Derived) for part in parts(asked)):
                yield ir.Constraint(node.code, rule.subject, asked)


def at_once(program: ir.Program, case: Case, question: Question) -> set[tuple[object, ...]]:
    """Which constraints a case is refused for, by their title, and for whom."""
    try:
        refuse_breaches(program, case, lambda: question)
    except DossierError as refused:
        return {tuple(each.arguments[name] for name in ("title", "type", "key")) for each in refused.diagnostics}
    return set()


def one_by_one(session: Incremental) -> set[tuple[object, ...]]:
    """The same of the facts of a session."""
    try:
        session.require_completion()
    except DossierError as refused:
        told = [each for each in refused.diagnostics if each.code == "FACT-48"]
        return {tuple(each.arguments[name] for name in ("title", "type", "key")) for each in told}
    return set()


@st.composite
def constrained(draw: st.DrawFn) -> tuple[ir.Program, Question, Sequence[Case]]:
    program = draw(programs(max_rules=3))
    program = evolve(program, constraints=tuple(conditions(program)))
    found = [draw(cases(program.vocabulary, max_subjects=2))]
    for _ in range(2 if any(found[0].subjects.values()) else 0):
        found.append(draw(st.one_of(narrowings(found[-1]), revisions(found[-1]))))
    return program, draw(questions(program)), found


@settings(max_examples=examples(60))
@given(constrained())
def test_a_session_refuses_what_a_case_is_refused_for(drawn: tuple[ir.Program, Question, Sequence[Case]]) -> None:
    """After every change of its facts a session breaks the constraints that a case of these facts breaks."""
    program, question, all_ = drawn
    session = Incremental(program, question)
    before = None
    for case in all_:
        _lead(session, before, case)
        assert one_by_one(session) == at_once(program, case, question)
        before = case


@settings(max_examples=examples(60))
@given(st.data())
def test_no_further_fact_mends_a_breach(data: st.DataObject) -> None:
    """What is refused is refused with every further fact too: only correcting a fact helps."""
    program, question, all_ = data.draw(constrained())
    case = all_[0]
    refused = at_once(program, case, question)
    if any(case.subjects.values()):
        assert refused <= at_once(program, data.draw(narrowings(case)), question)
