"""Formulas say of complete facts what the reference finds, and call impossible only what no small dossier shows."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.executors import generating
from tests.profiles import examples
from tests.proving.comparing import agrees, choices, everything_closed, is_plain
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.proving.solving import NO_END, Search
from thidua_rules.semantics.reference import Reference
from thidua_rules.testing.awards import AWARDS
from thidua_rules.testing.programs import programs, questions, quota_programs
from thidua_rules.values import MET, NOT_APPLICABLE, NOT_MET

pytestmark = pytest.mark.prove
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
DAY = generating.QUESTION.on.toordinal()


@st.composite
def complete(draw: st.DrawFn, vocabulary: Vocabulary, subjects: dict[str, list[SubjectId]]) -> Case:
    """Cases of some subjects in which everything is known."""
    rows: dict[str, dict[object, object]] = {each.name: {} for each in vocabulary}
    for fact_type in vocabulary:
        for each in subjects[fact_type.name]:
            drawn = (choices(one, subjects, (DAY - 1, DAY, DAY + 1)) for one in fact_type.fields)
            rows[fact_type.name][each.key] = tuple(draw(st.sampled_from(found)) for found in drawn)
    asked = generating.QUESTION
    return Case(vocabulary, asked.on, asked.period, rows, everything_closed(vocabulary))  # type: ignore[arg-type]


PEOPLE = {
    generating.BLOCK: list(generating._BLOCKS),
    generating.UNIT: list(generating._UNITS),
    generating.PERSON: list(generating._PEOPLE),
    generating.RECORD: list(generating._RECORDS),
}


@given(generating.programs(3).filter(is_plain), complete(generating.VOCABULARY, PEOPLE))
@settings(max_examples=examples(20), suppress_health_check=_SLOW)
def test_formulas_say_of_a_complete_dossier_what_the_reference_finds(program: ir.Program, case: Case) -> None:
    """Criteria with every way of joining, quantities, tables, ranks, collections, across references and members."""
    record = Reference().run(program, case, generating.QUESTION)
    assert agrees(program, generating.QUESTION, case, record)


CANDIDATES = {"khối": [SubjectId("khối", "k")], "tập thể": [SubjectId("tập thể", each) for each in "ab"]} | {
    "cá nhân": [SubjectId("cá nhân", each) for each in "pqrs"]
}


@given(quota_programs(), complete(AWARDS, CANDIDATES), st.data())
@settings(max_examples=examples(20), suppress_health_check=_SLOW)
def test_formulas_seat_the_candidates_whom_the_reference_seats(
    program: ir.Program, case: Case, data: st.DataObject
) -> None:
    """One limit and several, rates by the base, classes of people, the three treatments of ties."""
    question = data.draw(questions(program))
    record = Reference().run(program, case, question)
    assert agrees(program, question, case, record)


# ---------------------------------------------------------------- against all small dossiers

UNIT, PERSON = "đơn vị", "người"
TINY = Vocabulary(
    (
        FactType(UNIT, "don_vi", (Field("đủ", "du", Kind.BOOLEAN),)),
        FactType(
            PERSON,
            "nguoi",
            (
                Field("đơn vị", "don_vi", Kind.REFERENCE, targets=(UNIT,), reverse="thành viên"),
                Field("tốt", "tot", Kind.BOOLEAN),
                Field("điểm", "diem", Kind.INTEGER, Fraction(0), Fraction(2)),
            ),
        ),
    )
)
SCORES = (0, 1, 2)


def all_small() -> Iterator[Case]:
    """Every dossier of one unit with at most two people, whose scores are small."""
    unit = SubjectId(UNIT, "u")
    kinds = [(unit, good, score) for good, score in product((True, False), SCORES)]
    for enough, number in product((True, False), (0, 1, 2)):
        for people in combinations_with_replacement(kinds, number):
            rows = {UNIT: {"u": (enough,)}, PERSON: {f"p{at}": each for at, each in enumerate(people)}}
            yield Case(TINY, generating.QUESTION.on, generating.QUESTION.period, rows, everything_closed(TINY))


SMALL = tuple(all_small())


def agrees_with_all_small(program: ir.Program, question: Question) -> None:
    """What some small dossier shows is possible; what is possible, some small dossier shows, if all was decided."""
    search = Search(program, question, {UNIT: 1, PERSON: 2}, effort=NO_END)
    found: dict[str, set[int]] = {}
    for case in SMALL:
        record = Reference().run(program, case, question)
        for rule in program.rules:
            if isinstance(rule, ir.Criterion | ir.Quota):
                for subject, code in product(case.of_type(rule.subject), ir.codes_of(rule)):
                    found.setdefault(code, set()).add(record.mask(subject, code))
    # a unit must be there, as it is in all that are tried
    search.dossier.axioms.append(search.dossier.exists(search.first(UNIT)))
    for code, masks in found.items():
        seat = search.first(program.homes[code].subject)
        outcome = search.formulas.outcome(seat, code)
        for bit, formula in ((MET, outcome.met), (NOT_MET, outcome.not_met), (NOT_APPLICABLE, outcome.not_applicable)):
            possible = search.possible(seat, formula)
            assert possible is not None
            assert possible or bit not in masks, (code, bit)
            if possible and not search.formulas.choices and not search.formulas.left_out:
                assert bit in masks, (code, bit)


TINY_PROGRAMS = programs(TINY, max_rules=2, depth=1, titles=True).filter(is_plain)


@given(TINY_PROGRAMS.flatmap(lambda each: st.tuples(st.just(each), questions(each))))
@settings(max_examples=examples(100), suppress_health_check=_SLOW)
def test_the_solver_agrees_with_all_small_dossiers(asked: tuple[ir.Program, Question]) -> None:
    """Of every requirement and title: met, not met, not applicable by somebody, or by nobody."""
    agrees_with_all_small(*asked)
