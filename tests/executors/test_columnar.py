"""Columnar equals the reference in all that it finds, in columns or by forward, and says what it handed over."""

from functools import partial
from itertools import product

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.executors.generating import (
    BLOCK,
    NUMBER,
    PERSON,
    QUESTION,
    RECORD,
    UNIT,
    VOCABULARY,
    WHOLE,
    cases,
    programs,
)
from tests.executors.test_titles import KINDS, case_of_kind
from tests.nested import QUOTA, STANDARD, TITLE, nested_groups, nested_quotas
from tests.profiles import examples
from thidua_rules.executors import executor_named
from thidua_rules.executors.columnar.handing_over import REASONS
from thidua_rules.facts.case import Case, Closure, SubjectId
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.tables import cut
from thidua_rules.report.messages import HANDED_OVER
from thidua_rules.semantics.reference import Reference
from thidua_rules.testing.programs import questions
from thidua_rules.values import ABSENT, NOT_MET, Comparison, at_least, point

pytestmark = pytest.mark.columnar
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def agree(program: ir.Program, case: Case, question: Question) -> None:
    """Columnar finds what the reference finds, of every code and subject."""
    expected = Reference().run(program, case, question)
    found = executor_named("columnar").run(program, case, question)
    for rule in program.rules:
        for subject in case.of_type(rule.subject):
            for code in ir.codes_of(rule):
                if isinstance(rule, ir.Criterion | ir.Quota):
                    assert found.mask(subject, code) == expected.mask(subject, code), (subject, code)
                else:
                    told = found.value(subject, code), expected.value(subject, code)
                    assert told[0] == told[1], (subject, code)


def closed(case: Case) -> Case:
    """The same facts, with all types known to have no others: what tables of a whole are."""
    return evolve(case, closed=case.closed | {Closure(each.name) for each in case.vocabulary})


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("least", [1, 2])
def test_at_least_so_many_is_what_the_table_says(number: int, least: int) -> None:
    """For all masks of that many children."""
    import polars as pl

    from thidua_rules.executors.columnar.masks import Mask, as_mask, combined

    ways = list(product(range(1, 16), repeat=number))
    names = [f"c{at}" for at in range(number)]
    frame = pl.DataFrame(ways, schema=dict.fromkeys(names, pl.UInt8), orient="row")
    form = combined("at_least", least, [Mask(pl.col(each), 15) for each in names])
    assert frame.select(as_mask(form).expr).to_series().to_list() == [at_least(least, each) for each in ways]


def test_every_reason_for_handing_over_has_its_words() -> None:
    """What is counted can be told."""
    assert set(REASONS) == set(HANDED_OVER)


def test_each_part_of_a_long_sum_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written for a sum of many numbers grows with their number, and not by doubling."""
    from thidua_rules.executors.columnar.expressions import Writer

    one = ir.FieldValue(ir.own(PERSON), "điểm", NUMBER)
    body: ir.Value = one
    for _ in range(9):
        body = ir.Calculation("+", body, one, NUMBER)
    program = ir.Program(VOCABULARY, (ir.Quantity("S", PERSON, body, NUMBER),), (0,))
    row = (ABSENT, None, 2, None, None)
    case = Case(VOCABULARY, QUESTION.on, QUESTION.period, {BLOCK: {}, UNIT: {}, PERSON: {"p": row}, RECORD: {}})
    written, plain = [], Writer.value

    def value(self: Writer, part: ir.Value) -> object:
        written.append(part)
        return plain(self, part)

    monkeypatch.setattr(Writer, "value", value)
    found = executor_named("columnar").run(program, case, QUESTION)
    assert found.value(SubjectId(PERSON, "p"), "S") == point(20)
    assert len(written) == 19


def test_a_value_without_bounds_that_is_not_known_is_no_point() -> None:
    """A day that may be any is not first in a rank, nor the lesser of two, nor beside what a table asks for."""
    kind = ir.ValueType(Kind.DATE)
    day, asked = ir.FieldValue(ir.own(PERSON), "ngày", kind), ir.Asked("on", kind)
    row = ir.TableRow(ir.Compared(Comparison.EQ, day, asked), ir.Constant(point(0), WHOLE))
    rules: tuple[ir.Rule, ...] = (
        ir.Rank("R", PERSON, "đơn vị", (ir.SortKey(day, False),), WHOLE),
        ir.Quantity("S", PERSON, ir.ExtremeOf(True, (day, asked), kind), kind),
        ir.Quantity("T", PERSON, cut((row, ir.TableRow(None, ir.Constant(point(9), WHOLE)))), WHOLE),
    )
    days = {"p": None, "q": QUESTION.on.toordinal(), "r": QUESTION.on.toordinal() - 1}
    unit = SubjectId(UNIT, "u")
    people = {key: (unit, None, None, None, day) for key, day in days.items()}
    subjects = {BLOCK: {}, UNIT: {"u": (ABSENT, None, None, None)}, PERSON: people, RECORD: {}}
    case = closed(Case(VOCABULARY, QUESTION.on, QUESTION.period, subjects))
    agree(ir.Program(VOCABULARY, rules, (0, 0, 0)), case, QUESTION)


@settings(max_examples=examples(30), deadline=None, suppress_health_check=_SLOW)
@given(programs(), st.lists(cases(), min_size=4, max_size=4))
def test_columns_say_what_the_reference_says(program: ir.Program, some: list[Case]) -> None:
    """For any program and case, open or closed, every mask and value equals the reference's, unknowns included."""
    assert program.vocabulary is VOCABULARY
    for number, case in enumerate(some):
        agree(program, closed(case) if number else case, QUESTION)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(10), deadline=None, suppress_health_check=_SLOW)
@given(data=st.data())
def test_titles_in_columns_are_what_the_reference_says(kind: str, data: st.DataObject) -> None:
    """The same of titles under quotas, of scores and of grades."""
    program = data.draw(KINDS[kind][1])
    case = case_of_kind(data, KINDS[kind][0], program)
    agree(program, case, data.draw(questions(program)))


@settings(max_examples=examples(20), deadline=None, suppress_health_check=_SLOW)
@given(nested_quotas(), st.lists(nested_groups(), min_size=2, max_size=2), st.data())
def test_seats_are_right_where_only_who_competes_is_looked_at(
    program: ir.Program, some: list[Case], data: st.DataObject
) -> None:
    """Asked for a title alone, seats of those who may have the standard are what the reference says, and the title."""
    from thidua_rules.executors.columnar.deciding import decide_sheets
    from thidua_rules.executors.columnar.gathering import part_of
    from thidua_rules.executors.columnar.sheets import sheets_of

    question = data.draw(questions(program))
    for case in some:
        told = (TITLE, "có X", QUOTA, STANDARD)
        types = [each.name for each in case.vocabulary]
        gather = partial(part_of, case)
        found = decide_sheets(program, question, sheets_of(case), types, told[:2], told, gather)
        expected = Reference().run(program, case, question)
        for code in told:
            subjects = case.of_type(program.homes[code].subject)
            for subject, mask in zip(subjects, found.masks(code), strict=True):
                if code != QUOTA or expected.mask(subject, STANDARD) != NOT_MET:
                    assert mask == expected.mask(subject, code), (subject, code)
