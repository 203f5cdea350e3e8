"""Titles under quotas, scores and grades: every executor says what the reference says, a session too, in any order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.crossed import crossed_groups, crossed_quotas
from tests.nested import nested_groups, nested_quotas
from tests.profiles import examples
from thidua_rules.facts.case import Case
from thidua_rules.facts.vocabulary import Vocabulary
from thidua_rules.program import ir
from thidua_rules.testing.awards import AWARDS, SHEETS, dossiers
from thidua_rules.testing.programs import programs, questions, quota_programs, score_programs
from thidua_rules.testing.properties import check_agreement, check_order_free, check_session_equals_batch
from thidua_rules.testing.strategies import cases, narrowings, revisions
from thidua_rules.testing.vocabularies import vocabularies

CROSSED = "people of two collectives and two blocks"
NESTED = "people of collectives that lie in blocks"
KINDS = {
    "single quota": (AWARDS, quota_programs("single")),
    "nested limits": (AWARDS, quota_programs("nested")),
    "crossed limits": (CROSSED, crossed_quotas()),
    "limits of collectives in blocks": (NESTED, nested_quotas()),
    "score": (SHEETS, score_programs()),
    "grade": (SHEETS, score_programs(graded=True)),
    "anything": (None, programs(vocabularies(), titles=True)),
}


def case_of_kind(data: st.DataObject, vocabulary: Vocabulary | str | None, program: ir.Program) -> Case:
    """A case for a program of that kind."""
    if isinstance(vocabulary, str):
        return data.draw(crossed_groups() if vocabulary == CROSSED else nested_groups())
    return data.draw(cases(program.vocabulary) if vocabulary is None else dossiers(vocabulary, unknown=4))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(12))
@given(data=st.data())
def test_forward_says_what_the_reference_says(kind: str, data: st.DataObject) -> None:
    """Every mask and value of forward equals the reference's, unknowns and both quota verdicts included."""
    vocabulary, made = KINDS[kind]
    program = data.draw(made)
    check_agreement(program, case_of_kind(data, vocabulary, program), data.draw(questions(program)))


@pytest.mark.durable
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(3))
@given(data=st.data())
def test_durable_says_what_the_reference_says(kind: str, data: st.DataObject) -> None:
    """Every mask and value of durable equals the reference's."""
    vocabulary, made = KINDS[kind]
    program = data.draw(made)
    case, question = case_of_kind(data, vocabulary, program), data.draw(questions(program))
    check_agreement(program, case, question, ("reference", "durable"))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(12))
@given(data=st.data())
def test_a_session_says_what_a_fresh_run_says(kind: str, data: st.DataObject) -> None:
    """Through additions and revisions, a session finds what a fresh run finds."""
    vocabulary, made = KINDS[kind]
    program = data.draw(made)
    steps = [case_of_kind(data, vocabulary, program)]
    for _ in range(data.draw(st.integers(1, 3))):
        steps.append(data.draw(st.one_of(narrowings(steps[-1]), revisions(steps[-1]))))
    check_session_equals_batch(program, steps, data.draw(questions(program)))


@pytest.mark.parametrize("executor", ["reference", "forward"])
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(5))
@given(data=st.data())
def test_order_changes_nothing(kind: str, executor: str, data: st.DataObject) -> None:
    """Subjects, facts and rules in another order give the same findings."""
    vocabulary, made = KINDS[kind]
    program = data.draw(made)
    case, question = case_of_kind(data, vocabulary, program), data.draw(questions(program))
    check_order_free(program, case, question, executor, seed=data.draw(st.integers(0, 99)))
