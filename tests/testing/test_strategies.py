"""The public strategies: what they draw is valid, and what they are asked is checked."""

from pathlib import Path

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument, NoSuchExample, Unsatisfiable

from tests.facts.test_completions import CHAIN, small_cases
from tests.testing.bundled import VOCABULARY
from thidua_rules import load
from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.case import Between, Case, Closure, OneOf
from thidua_rules.facts.codec import decode, encode
from thidua_rules.facts.singles import single_closures
from thidua_rules.facts.vocabulary import Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.testing.programs import programs, questions
from thidua_rules.testing.strategies import DAY, PERIOD, cases, has_completion, narrowings, revisions, slots, values
from thidua_rules.testing.strategies_cases import with_completion
from thidua_rules.testing.vocabularies import vocabularies
from thidua_rules.values import ABSENT

ANY = st.one_of(vocabularies(), st.just(VOCABULARY), st.just(CHAIN))


def check(case: Case) -> None:
    """The case is one that `CaseBuilder` would have made."""
    builder = CaseBuilder(case.vocabulary)
    for fact_type in case.vocabulary.given:
        if case.is_closed(fact_type.name):
            builder.close_type(fact_type.name)
        for subject in case.of_type(fact_type.name):
            known = [(each, case.slot(subject, each.name)) for each in fact_type.given]
            given_ = {declared.name: decode(declared, slot) for declared, slot in known if slot is not None}
            builder.add(fact_type.name, {"mã": subject.key, **given_} if fact_type.coded else given_)
    for closure in case.closed:
        if closure.owner is not None and closure.collection is not None:
            builder.close_roster(closure.owner, closure.collection)
    built = builder.build(case.on, case.period)
    assert built.subjects == case.subjects
    assert built.closed == case.closed


@given(st.data())
def test_cases_are_valid(data: st.DataObject) -> None:
    """The builder of cases takes every case drawn as it is, and so every case narrowed or revised."""
    case = data.draw(cases(data.draw(ANY), max_subjects=2))
    check(case)
    assert has_completion(case)
    if any(case.subjects.values()):
        check(data.draw(narrowings(case)))
        check(data.draw(revisions(case)))


def test_strategies_are_short_to_name() -> None:
    """Hypothesis names the strategy of every rejected draw, and complains if that is long, however large the case."""
    rules = load("btnmt/2021")
    case = rules.read_case(Path(__file__).parents[2] / "docs" / "vi-du" / "ho-so-2021.xlsx")
    for strategy in (cases(case.vocabulary), narrowings(case), revisions(case), programs(case.vocabulary)):
        assert len(repr(strategy)) < 10_000


@given(st.data())
def test_somebody_is_left_to_point_at(data: st.DataObject) -> None:
    """Whatever refers to whatever, repaired cases, narrowings and revisions have a completion."""
    case = with_completion(data.draw(small_cases()))
    assert has_completion(case)
    assert has_completion(data.draw(narrowings(case)))
    assert has_completion(data.draw(revisions(case)))


@given(st.data())
def test_complete_and_closed_mean_what_they_say(data: st.DataObject) -> None:
    """A complete case holds single values only; a closed one closes every type; an open one closes nothing."""
    vocabulary = data.draw(ANY)
    complete = data.draw(cases(vocabulary, complete=True, closed=True))
    rows = [row for each in complete.subjects.values() for row in each.values()]
    assert not any(slot is None or isinstance(slot, Between | OneOf) for row in rows for slot in row)
    partial = data.draw(cases(vocabulary, complete=False, closed=True))
    assert {Closure(each.name) for each in vocabulary} <= complete.closed & partial.closed
    assert data.draw(cases(vocabulary, closed=False)).closed == single_closures(vocabulary)


@given(st.data())
def test_no_more_subjects_than_asked(data: st.DataObject) -> None:
    """`max_subjects` bounds each type, 0 included."""
    most = data.draw(st.integers(0, 2))
    case = data.draw(cases(VOCABULARY, max_subjects=most))
    assert all(len(rows) <= most for rows in case.subjects.values())


@given(st.data())
def test_slots_are_in_normal_form(data: st.DataObject) -> None:
    """What is drawn for a field is what reading it would give."""
    fields = [each for fact_type in VOCABULARY for each in fact_type.fields if each.kind is not Kind.REFERENCE]
    field = data.draw(st.sampled_from(fields))
    slot = data.draw(slots(field))
    assert encode(field, decode(field, slot)) == slot
    single = data.draw(values(field))
    assert single is not None
    assert single is not ABSENT or field.may_be_absent


@given(st.data())
def test_a_narrowing_adds_and_takes_nothing_back(data: st.DataObject) -> None:
    """Subjects, single values and closures of before are there after, and something else is too."""
    case = data.draw(cases(data.draw(ANY), complete=False, max_subjects=2))
    more = data.draw(narrowings(case))
    assert case.closed <= more.closed
    for name, rows in case.subjects.items():
        for key, row in rows.items():
            for old, new in zip(row, more.subjects[name][key], strict=True):
                assert old == new or old is None or isinstance(old, Between | OneOf)


@given(st.data())
def test_programs_name_only_what_is_there(data: st.DataObject) -> None:
    """Rules are about declared types, and a question gives every parameter a value."""
    program = data.draw(programs(max_rules=3))
    names = {each.name for each in program.vocabulary}
    assert all(rule.subject in names for rule in program.rules)
    assert len({code for rule in program.rules for code in ir.codes_of(rule)}) == len(program.homes)
    assert set(data.draw(questions(program)).parameters) == set(program.parameters)


@pytest.mark.parametrize(
    "arguments",
    [
        {"vocabulary": "từ vựng"},
        {"max_subjects": -1},
        {"complete": "yes"},
        {"closed": 2},
        {"on": "2021-12-31"},
        {"period": 2021},
    ],
)
def test_wrong_arguments_are_told_at_once(arguments: dict[str, object]) -> None:
    """A strategy with a wrong argument is refused when it is made, not when it draws."""
    with pytest.raises(InvalidArgument, match=next(iter(arguments))):
        cases(**{"vocabulary": VOCABULARY, **arguments})  # type: ignore[arg-type]


def test_references_and_other_objects_are_refused() -> None:
    """Values of a reference, narrowings of no case, and programs of no rules cannot be drawn."""
    reference = next(each for fact_type in VOCABULARY for each in fact_type.fields if each.kind is Kind.REFERENCE)
    for wrong in (
        lambda: values(reference),
        lambda: narrowings("case"),  # type: ignore[arg-type]
        lambda: revisions(None),  # type: ignore[arg-type]
        lambda: programs(max_rules=0),
        lambda: programs("vocabulary"),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidArgument):
            wrong()


def test_nothing_can_be_added_where_all_is_known_and_closed() -> None:
    """With everything known and closed, drawing an addition is rejected."""
    case = Case(Vocabulary(()), DAY, PERIOD, {})
    with pytest.raises((NoSuchExample, Unsatisfiable)):
        find(narrowings(case), lambda _: True)
