"""The promises of the library on generated programs and dossiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_rules.conditions import NameTable
from thidua_rules.testing import properties
from thidua_rules.testing.programs import programs, questions
from thidua_rules.testing.properties import (
    FORMS,
    check_agreement,
    check_canonical_printing,
    check_knowledge_monotone,
    check_order_free,
    check_round_trip,
    check_session_equals_batch,
    check_sound_proofs,
)
from thidua_rules.testing.strategies import cases, narrowings, revisions
from thidua_rules.testing.vocabularies import vocabularies


@given(st.data())
def test_forward_agrees_with_the_reference(data: st.DataObject) -> None:
    """Forward finds of every generated case just what the reference finds."""
    program = data.draw(programs())
    question = data.draw(questions(program))
    check_agreement(program, data.draw(cases(program.vocabulary)), question)


@given(st.data())
def test_forward_is_knowledge_monotone(data: st.DataObject) -> None:
    """Through forward too, facts added make nothing less known."""
    program = data.draw(programs())
    question = data.draw(questions(program))
    case = data.draw(cases(program.vocabulary, complete=False))
    check_knowledge_monotone(program, case, data.draw(narrowings(case)), question, "forward")


@pytest.mark.parametrize("executor", ["reference", "forward"])
@given(data=st.data())
def test_order_changes_nothing(executor: str, data: st.DataObject) -> None:
    """Facts and rules in another order give the same findings."""
    program = data.draw(programs())
    question = data.draw(questions(program))
    case = data.draw(cases(program.vocabulary))
    check_order_free(program, case, question, executor, seed=data.draw(st.integers(0, 99)))


@given(st.data())
def test_a_session_equals_a_fresh_run(data: st.DataObject) -> None:
    """Through additions and revisions, a session finds what a fresh run finds."""
    program = data.draw(programs())
    question = data.draw(questions(program))
    steps = [data.draw(cases(program.vocabulary))]
    for _ in range(data.draw(st.integers(0, 3))):
        steps.append(data.draw(st.one_of(narrowings(steps[-1]), revisions(steps[-1]))))
    check_session_equals_batch(program, steps, question)


@given(st.data())
def test_proofs_are_sound(data: st.DataObject) -> None:
    """The independent checker accepts every proof, and the cited facts alone give the verdict again."""
    program = data.draw(programs())
    question = data.draw(questions(program))
    check_sound_proofs(program, data.draw(cases(program.vocabulary)), question)


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_cases_come_back_from_every_form(form: str, data: st.DataObject) -> None:
    """A generated case written and read again is the same case."""
    check_round_trip(data.draw(data.draw(vocabularies().map(cases))), form)


NAMES = NameTable.of(["tỷ lệ giải ngân", "có kế hoạch", "thành viên", "tuổi"])


@pytest.mark.parametrize("text", ["tỷ lệ giải ngân>=98,5 %", "không ( đạt T1 hoặc có kế hoạch)", "số thành viên ≥ 2"])
def test_conditions_have_a_canonical_text(text: str) -> None:
    """However a condition is written, its canonical text means the same and is its own."""
    check_canonical_printing(text, NAMES)


@pytest.mark.parametrize("wrong", ["tuổi ≥ 36", "tuổi  ≥ 35"])
def test_a_printer_that_says_something_else_is_found_out(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that means something else, and one that is not printed again as it is, break the promise."""
    printed = iter([wrong, "tuổi ≥ 35"])
    monkeypatch.setattr(properties, "print_condition", lambda _: next(printed))
    with pytest.raises(AssertionError, match=r"means something else|not its own canonical text"):
        check_canonical_printing("tuổi ≥ 35", NAMES)
