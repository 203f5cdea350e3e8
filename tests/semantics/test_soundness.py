"""The reference against brute force: an oracle that knows every fact, over the completions of small cases."""

import random

from hypothesis import given
from hypothesis import strategies as st

from tests.semantics.comparing import contradictions, told, widened
from tests.semantics.completions import samples
from tests.semantics.oracle import UNDEFINED, Oracle, U
from thidua_rules.semantics.reference import Reference
from thidua_rules.testing.programs import programs, questions
from thidua_rules.testing.strategies import cases, narrowings


@given(st.data())
def test_no_completion_contradicts_what_is_found(data: st.DataObject) -> None:
    """For every rule kind, what the oracle finds in any completion is among what the reference leaves possible."""
    program = data.draw(programs())
    question = data.draw(questions(program))
    case = data.draw(cases(program.vocabulary, complete=False))
    record = Reference().run(program, case, question)
    subjects = {each for name in case.subjects for each in case.of_type(name)}
    for completion in samples(case, random.Random(data.draw(st.integers(0, 1000))), 25):
        found = Oracle(program, completion, question).run()
        wrong = contradictions(record, found, subjects)
        assert not wrong, told(wrong, program, case, completion)


@given(st.data())
def test_more_facts_never_widen(data: st.DataObject) -> None:
    """Through any sequence of added facts, masks and values only narrow."""
    program = data.draw(programs())
    question = data.draw(questions(program))
    case = data.draw(cases(program.vocabulary, complete=False))
    record = Reference().run(program, case, question)
    for _ in range(data.draw(st.integers(1, 3))):
        more = data.draw(narrowings(case))
        after = Reference().run(program, more, question)
        wrong = widened(program, record, after, case)
        assert not wrong, told(wrong, program, case, more)
        case, record = more, after


@given(st.data())
def test_a_complete_closed_case_is_decided(data: st.DataObject) -> None:
    """With every fact known and everything closed the reference says just what the oracle says.

    Only where the text gives no answer (an empty ratio, a missing row) may it say less.
    """
    program = data.draw(programs())
    question = data.draw(questions(program))
    case = data.draw(cases(program.vocabulary, complete=True, closed=True))
    record = Reference().run(program, case, question)
    found = Oracle(program, case, question).run()
    subjects = {each for name in case.subjects for each in case.of_type(name)}
    wrong = contradictions(record, found, subjects)
    if not found.doubtful:
        for (subject, code), outcomes in found.verdicts.items():
            mask = record.mask(subject, code)
            assert U not in outcomes
            wrong += [] if mask in (1, 2, 4) else [f"{code} of {subject} is only known as {mask}"]
        for (subject, code), values in found.values.items():
            value = record.value(subject, code)
            assert UNDEFINED not in values
            wrong += [] if value.is_point else [f"{code} of {subject} is only known as {value}"]
    assert not wrong, told(wrong, program, case)
