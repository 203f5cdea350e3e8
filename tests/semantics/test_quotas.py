"""Quotas, scores and grades against brute force: every completion of small dossiers, every order of candidates."""

import random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.crossed import crossed_groups, crossed_quotas
from tests.profiles import examples
from tests.semantics.comparing import contradictions, told, widened
from tests.semantics.completions import samples
from tests.semantics.oracle import UNDEFINED, F, Oracle, T, U
from tests.semantics.seats import seats_of
from thidua_rules.facts.case import Case, Closure, OneOf, SubjectId
from thidua_rules.facts.vocabulary import Collection, Kind
from thidua_rules.program import ir
from thidua_rules.program.bases import with_base
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts, rewritten
from thidua_rules.semantics.reference import Reference
from thidua_rules.testing.awards import AWARDS, BLOCK, PERSON, SHEETS, UNIT, dossiers
from thidua_rules.testing.programs import questions, quota_programs, score_programs
from thidua_rules.testing.strategies import DAY, PERIOD, narrowings
from thidua_rules.values import MET, NOT_MET, UNDETERMINED, Rounding, point

QUOTA = "chỉ tiêu X"
OWN = ir.Walk(PERSON, (), False, (PERSON,))
GROUP = ir.Walk(PERSON, ("tập thể",), False, (UNIT,))
MEMBERS = Collection("thành viên", UNIT, PERSON, "tập thể")
WHOLE = ir.ValueType(Kind.INTEGER, None, True)
MANAGER, ENOUGH, CHOSEN = (ir.Fact(OWN, name) for name in ("quản lý", "đủ", "được hội đồng chọn"))
POINTS = ir.FieldValue(OWN, "điểm", WHOLE)


def _number(number: object) -> ir.Constant:
    return ir.Constant(point(number), WHOLE)  # type: ignore[arg-type]


KINDS = {
    "single quota": (quota_programs("single"), dossiers(AWARDS)),
    "nested limits": (quota_programs("nested"), dossiers(AWARDS)),
    "crossed limits": (crossed_quotas(), crossed_groups()),
    "score": (score_programs(), dossiers(SHEETS, people=3, unknown=4)),
    "grade": (score_programs(graded=True), dossiers(SHEETS, people=3, unknown=4)),
}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(20))
@given(data=st.data())
def test_no_completion_contradicts_what_is_found(kind: str, data: st.DataObject) -> None:
    """What brute force finds in any completion is among what the reference leaves possible."""
    made, some = KINDS[kind]
    program, case = data.draw(made), data.draw(some)
    question = data.draw(questions(program))
    record = Reference().run(program, case, question)
    subjects = {each for name in case.subjects for each in case.of_type(name)}
    for completion in samples(case, random.Random(data.draw(st.integers(0, 1000))), 12):
        wrong = contradictions(record, Oracle(program, completion, question).run(), subjects)
        assert not wrong, told(wrong, program, case, completion)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(12))
@given(data=st.data())
def test_more_facts_never_widen(kind: str, data: st.DataObject) -> None:
    """Through any sequence of added facts, masks and values only narrow, the seats of others included."""
    made, some = KINDS[kind]
    program, case = data.draw(made), data.draw(some)
    question = data.draw(questions(program))
    record = Reference().run(program, case, question)
    for _ in range(data.draw(st.integers(1, 4))):
        more = data.draw(narrowings(case))
        after = Reference().run(program, more, question)
        wrong = widened(program, record, after, case)
        assert not wrong, told(wrong, program, case, more)
        case, record = more, after


COMPLETE = {
    "single quota": (quota_programs("single"), dossiers(unknown=0, closed=True)),
    "nested limits": (quota_programs("nested"), dossiers(unknown=0, closed=True)),
    "crossed limits": (crossed_quotas(), crossed_groups(unknown=0)),
}


@pytest.mark.parametrize("kind", COMPLETE)
@settings(max_examples=examples(12))
@given(data=st.data())
def test_a_complete_closed_case_is_decided(kind: str, data: st.DataObject) -> None:
    """With every fact known, seats are unknown only by an unresolved tie, or where the text gives no answer."""
    made, some = COMPLETE[kind]
    program, case = data.draw(made), _chosen(data.draw(some))
    question = data.draw(questions(program))
    record = Reference().run(program, case, question)
    found = Oracle(program, case, question).run()
    seated = {(QUOTA, T): MET, (QUOTA, F): NOT_MET}
    vague = any(UNDEFINED in each or len(each) > 1 for each in found.values.values())
    vague = vague or any(U in each for (_, code), each in found.verdicts.items() if code.startswith("đủ chuẩn"))
    for (subject, code), outcomes in found.verdicts.items():
        if code == QUOTA and not vague and not found.tied and outcomes in ({T}, {F}):
            mask = record.mask(subject, code)
            told_ = [f"{code} of {subject} is {outcomes}, not {mask}"]
            assert mask == seated[code, next(iter(outcomes))], told(told_, program, case)


def _chosen(case: Case) -> Case:
    """The case with the council's choice made where it is blank."""
    blank = {(each, CHOSEN.name): False for each in case.of_type(PERSON) if case.slot(each, CHOSEN.name) is None}
    return case.supposing(blank)


@settings(max_examples=examples(25))
@given(crossed_quotas(), crossed_groups(unknown=0, level=False))
def test_a_council_is_waited_for_only_where_there_is_a_tie(program: ir.Program, case: Case) -> None:
    """Under several limits, with all known but the council's choice and nobody level, everybody is decided."""
    record = Reference().run(program, case, Question(DAY, PERIOD))
    oracle = Oracle(program, _chosen(case), Question(DAY, PERIOD)).run()
    for each in case.of_type(PERSON):
        seated = {frozenset([T]): MET, frozenset([F]): NOT_MET, frozenset([U]): UNDETERMINED}
        wrong = [f"{each} is {oracle.verdicts[each, QUOTA]}, found {record.mask(each, QUOTA)}"]
        assert record.mask(each, QUOTA) == seated[oracle.verdicts[each, QUOTA]], told(wrong, program, case)


@pytest.mark.parametrize("kind", COMPLETE)
@settings(max_examples=examples(12))
@given(data=st.data())
def test_nobody_holds_a_seat_that_is_not_there(kind: str, data: st.DataObject) -> None:
    """In a complete case no more are awarded in a group than its seats, unless all who tie are."""
    made, some = COMPLETE[kind]
    program, case = data.draw(made), _chosen(data.draw(some))
    question = data.draw(questions(program))
    quota = next(rule for rule in program.rules if isinstance(rule, ir.Quota))
    assume(quota.ties != "all")
    record = Reference().run(program, case, question)
    oracle = Oracle(program, case, question).run()
    candidates = [each for each in case.of_type(PERSON) if record.mask(each, quota.standard) == MET]
    holders = [each for each in candidates if record.mask(each, QUOTA) == MET]
    for limit in quota.limits:
        for holder in holders:
            group = oracle.slot(holder, limit.group)
            counted = [
                each
                for each in holders
                if oracle.slot(each, limit.group) == group
                and (limit.counts is None or oracle.holds(limit.counts, each, each) == {T})
            ]
            seats = seats_of(oracle, limit, holder)
            assert seats is None or len(counted) <= max(0, seats), told([f"{limit.code}: {counted}"], program, case)


# ---------------------------------------------------------------- precision


@st.composite
def plain_quotas(draw: st.DrawFn) -> ir.Program:
    """Quotas whose standard, base and keys each rest on one fact of the candidate that no other one uses."""
    where = draw(st.sampled_from([None, MANAGER, ir.Concluded(OWN, "đủ chuẩn X")]))
    base = ir.CountOf(ir.Members(GROUP, (MEMBERS,), where), WHOLE)
    within = where is None or draw(st.booleans())
    rate = _number(draw(st.fractions(0, 1, max_denominator=5)))
    rounding = draw(st.sampled_from(list(Rounding)))
    seats: ir.Value = ir.Rounded(rounding, 1, ir.Calculation("×", rate, base, WHOLE), WHOLE)  # type: ignore[arg-type]
    if draw(st.booleans()):
        # fewer seats where the base is greater
        seats = ir.Bounded(seats, None, ir.Calculation("−", _number(draw(st.integers(2, 4))), base, WHOLE), WHOLE)
    if draw(st.booleans()):
        seats = ir.Bounded(seats, _number(1), None, WHOLE)
    if isinstance(where, ir.Concluded):
        within = True
    conditions = (ENOUGH, MANAGER) if within and where is MANAGER else (ENOUGH,)
    leaf = ir.Requirement("đủ chuẩn X", "leaf", ir.Conjunction(conditions))
    keys = draw(
        st.sampled_from(
            [
                (),
                (ir.SortKey(CHOSEN, True, choice=True),),
                (ir.SortKey(POINTS, True),),
                (ir.SortKey(POINTS, False), ir.SortKey(CHOSEN, True, choice=True)),
            ]
        )
    )
    limit = ir.Limit("X.Q1", "tập thể", seats, None, base, within)
    ties: ir.Ties = draw(st.sampled_from(["council", "all", "none"]))
    rules = (
        ir.Criterion("đủ chuẩn X", PERSON, leaf),
        ir.Quota(QUOTA, PERSON, "đủ chuẩn X", (limit,), keys, ties),
    )
    return ir.Program(AWARDS, rules, (0, 1))


def together(case: Case) -> Case:
    """The case with everybody known to be in one collective and one block."""
    found = {name: [SubjectId(name, key) for key in case.subjects[name]][:1] for name in (UNIT, BLOCK)}
    people = {key: (*found[UNIT], *found[BLOCK], *row[2:]) for key, row in case.subjects[PERSON].items()}
    if not (found[UNIT] and found[BLOCK]):
        people = {}
    return evolve(case, subjects={**case.subjects, PERSON: people})


@settings(max_examples=examples(25))
@given(plain_quotas(), dossiers(people=4, unknown=4, closed=True).map(together))
def test_seats_that_all_completions_agree_on_are_found(program: ir.Program, case: Case) -> None:
    """Inside where every completion has a seat, outside where none has, if nobody's group is open.

    Outside only where the standard and the base share no fact: see the loss declared among the counterexamples.
    """
    people = list(case.of_type(PERSON))
    question = Question(DAY, PERIOD)
    every = list(samples(case, random.Random(0), 700, strangers=False))
    assert len(every) < 700, "all of them, not some drawn by chance"
    record = Reference().run(program, case, question)
    shared = MANAGER in parts(program.rules[0])
    oracles = [Oracle(program, each, question).run() for each in every]
    for each in people:
        outcomes = {outcome for oracle in oracles for outcome in oracle.verdicts[each, QUOTA]}
        mask = record.mask(each, QUOTA)
        wrong = [f"{each} is {outcomes}, found {mask}"]
        assert (mask == MET) == (outcomes == {T}), told(wrong, program, case)
        assert mask != NOT_MET or outcomes == {F}, told(wrong, program, case)
        assert shared or outcomes != {F} or mask == NOT_MET, told(wrong, program, case)


@settings(max_examples=examples(25))
@given(plain_quotas(), dossiers(people=4, unknown=4))
def test_seats_named_by_a_quantity_are_as_sharp_as_the_formula(program: ir.Program, case: Case) -> None:
    """The same formula as a quantity of the collective leaves nobody more open, and nobody less."""
    standard, quota = program.rules
    assert isinstance(quota, ir.Quota)
    base = quota.limits[0].base
    assert base is not None
    alone = evolve(base, members=evolve(base.members, owner=ir.own(UNIT)))
    formula = rewritten(quota.limits[0].seats, lambda part: alone if part == base else part)
    amount = ir.Quantity("số suất", UNIT, formula, WHOLE)
    named = evolve(quota.limits[0], seats=ir.Derived(GROUP, amount.code, WHOLE), base=None)
    settled = evolve(with_base(named, PERSON, {amount.code: amount}), within_base=quota.limits[0].within_base)
    assert settled.base == base
    by_quantity = ir.Program(AWARDS, (standard, amount, evolve(quota, limits=(settled,))), (0, 1, 1))
    found = [Reference().run(each, case, Question(DAY, PERIOD)) for each in (program, by_quantity)]
    for each in case.of_type(PERSON):
        masks = [record.mask(each, QUOTA) for record in found]
        assert masks[0] == masks[1], told([f"{each}: {masks}"], by_quantity, case)


@st.composite
def one_astray(draw: st.DrawFn) -> Case:
    """Everything known, and everybody of one of two collectives, but for one person whose collective is not known."""
    units = [SubjectId(UNIT, key) for key in "ab"]
    usual = {each.name: None for each in AWARDS.type(PERSON).fields}  # type: ignore[union-attr]
    people = {}
    for number in range(draw(st.integers(2, 5))):
        facts = {
            "tập thể": draw(st.sampled_from(units)) if number else OneOf(frozenset(units)),
            "mức": 0,
            "điểm": draw(st.integers(0, 2)),
            "quản lý": draw(st.booleans()),
            "đủ": draw(st.integers(0, 3)) > 0,
            "được hội đồng chọn": draw(st.booleans()),
            "khối": SubjectId(BLOCK, "k"),
        }
        people[f"p{number}"] = tuple({**usual, **facts}.values())
    subjects: Any = {BLOCK: {"k": (1,)}, UNIT: {each.key: (1, True) for each in units}, PERSON: people}
    return Case(AWARDS, DAY, PERIOD, subjects, frozenset([Closure(PERSON), Closure(UNIT), Closure(BLOCK)]))


def _moved(case: Case, person: SubjectId, unit: SubjectId) -> Case:
    people = case.subjects[PERSON]
    return evolve(case, subjects={**case.subjects, PERSON: {**people, person.key: (unit, *people[person.key][1:])}})


@settings(max_examples=examples(25))
@given(plain_quotas(), one_astray())
def test_a_seat_in_every_group_that_it_may_be_is_a_seat(program: ir.Program, case: Case) -> None:
    """Where only one person's group is unknown, everybody is found what both groups agree on, the person too."""
    question = Question(DAY, PERIOD)
    completions = [_moved(case, SubjectId(PERSON, "p0"), SubjectId(UNIT, key)) for key in "ab"]
    record = Reference().run(program, case, question)
    oracles = [Oracle(program, each, question).run() for each in completions]
    for each in case.of_type(PERSON):
        outcomes = {outcome for oracle in oracles for outcome in oracle.verdicts[each, QUOTA]}
        mask = record.mask(each, QUOTA)
        wrong = [f"{each} is {outcomes}, found {mask}"]
        assert (mask == MET) == (outcomes == {T}), told(wrong, program, case)
        assert (mask == NOT_MET) == (outcomes == {F}), told(wrong, program, case)
