"""Forward agrees with the reference, and generates code that is safe, exact and shared."""

import traceback
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.executors.generating import NUMBER, PERSON, QUESTION, UNIT, VOCABULARY, WHOLE, cases, findings, programs
from tests.profiles import examples
from thidua_rules.executors.forward import Forward
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.reference import Reference
from thidua_rules.values import ABSENT, MET, NOT_MET, Comparison, point


@settings(max_examples=examples(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(programs(), st.lists(cases(), min_size=1, max_size=3))
def test_forward_says_exactly_what_the_reference_says(program: ir.Program, some: list[Case]) -> None:
    """For any program and case, every mask and value equals the reference's, unknowns included."""
    for case in some:
        expected = findings(program, case, Reference().run(program, case, QUESTION))
        assert findings(program, case, Forward().run(program, case, QUESTION)) == expected


def _criterion(condition: ir.Condition) -> ir.Program:
    rule = ir.Criterion("A", PERSON, ir.Requirement("A", "leaf", condition))
    return ir.Program(VOCABULARY, (rule,), (0,), {"ngưỡng": WHOLE})


def _one_person(*row: Any) -> Case:
    subjects = {each.name: {} for each in VOCABULARY} | {PERSON: {"p": row}}
    return Case(VOCABULARY, QUESTION.on, QUESTION.period, subjects)  # type: ignore[arg-type]


OWN = ir.Walk(PERSON, (), False, (PERSON,))
P = SubjectId(PERSON, "p")


def test_text_of_a_ruleset_is_never_part_of_the_source() -> None:
    """A text that would end a string and run code stays a constant."""
    text = '"""\'\n    raise SystemExit\n#'
    program = _criterion(ir.AmongOf(ir.FieldValue(OWN, "mức", WHOLE), frozenset([text, 2])))
    record = Forward().run(program, _one_person(ABSENT, 2, 0, True, None), QUESTION)
    assert record.mask(P, "A") == MET
    assert "SystemExit" not in record.compiled.source


def test_a_traceback_shows_the_generated_line() -> None:
    """What goes wrong inside generated code is shown with its source line."""
    condition = ir.Compared(Comparison.GE, ir.FieldValue(OWN, "điểm", WHOLE), ir.Parameter("ngưỡng", WHOLE))
    program = _criterion(condition)
    broken = _one_person(ABSENT, 2, [], True, None)  # a list is no slot
    with pytest.raises(TypeError) as caught:
        Forward().run(program, broken, QUESTION)
    shown = "".join(traceback.format_exception(caught.value))
    assert "is int else" in shown


def test_a_question_with_another_parameter_is_another_answer() -> None:
    """Code kept for one question is not used for another."""
    condition = ir.Compared(Comparison.GE, ir.FieldValue(OWN, "điểm", WHOLE), ir.Parameter("ngưỡng", WHOLE))
    program, case = _criterion(condition), _one_person(ABSENT, 2, 1, True, None)
    for threshold, expected in ((1, MET), (2, NOT_MET), (1, MET)):
        question = Question(QUESTION.on, QUESTION.period, {"ngưỡng": point(threshold)})
        assert Forward().run(program, case, question).mask(P, "A") == expected


def test_threads_may_share_a_program_and_a_case() -> None:
    """Runs from several threads at once find the same."""
    condition = ir.Compared(Comparison.GE, ir.FieldValue(OWN, "điểm", WHOLE), ir.Parameter("ngưỡng", WHOLE))
    program, case = _criterion(condition), _one_person(ABSENT, 2, 1, True, None)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: Forward().run(program, case, QUESTION).mask(P, "A"), range(64)))
    assert set(found) == {MET}


def test_a_code_that_is_not_asked_of_a_subject_is_an_error() -> None:
    """Codes of other types, and unknown ones, raise KeyError."""
    record = Forward().run(_criterion(ir.Fact(OWN, "đủ")), _one_person(ABSENT, 2, 1, True, None), QUESTION)
    for subject, code in ((SubjectId(UNIT, "u1"), "A"), (P, "B"), (SubjectId(PERSON, "q"), "A")):
        with pytest.raises(KeyError):
            record.mask(subject, code)
    with pytest.raises(KeyError):
        record.value(P, "A")


@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_thresholds_are_exact(shift: int) -> None:
    """A percentage is compared with a third exactly, to the last decimal that a slot can hold."""
    third = ir.Constant(point(Fraction(1, 3)), NUMBER)
    unit = ir.Walk(UNIT, (), False, (UNIT,))
    condition = ir.Compared(Comparison.GE, ir.FieldValue(unit, "tỷ lệ", NUMBER), third)
    program = ir.Program(VOCABULARY, (ir.Criterion("A", UNIT, ir.Requirement("A", "leaf", condition)),), (0,))
    slot = Decimal("33." + "3" * 27) + shift * Decimal("1e-27")
    subjects = {each.name: {} for each in VOCABULARY} | {UNIT: {"u": (None, slot, None, None)}}
    case = Case(VOCABULARY, QUESTION.on, QUESTION.period, subjects)  # type: ignore[arg-type]
    expected = MET if Fraction(slot) >= Fraction(100, 3) else NOT_MET
    assert Forward().run(program, case, QUESTION).mask(SubjectId(UNIT, "u"), "A") == expected
