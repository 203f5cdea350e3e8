"""Seats found for all candidates at once are those of the reference, in groups larger than other tests have."""

import random
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from attrs import evolve
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.executors import executor_named
from thidua_rules.executors.forward import groups
from thidua_rules.executors.forward.seats import Span
from thidua_rules.facts.case import Between, Case, Closure, Key, OneOf, Row, Slot, SubjectId
from thidua_rules.facts.vocabulary import Collection, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.order import arrange
from thidua_rules.program.question import Question
from thidua_rules.testing.awards import AWARDS, BLOCK, PERSON, UNIT, Shape, dossiers
from thidua_rules.testing.programs import questions, quota_programs
from thidua_rules.testing.properties import check_agreement
from thidua_rules.testing.strategies_cases import PERIOD
from thidua_rules.testing.strategies_values import DAY
from thidua_rules.values import ABSENT, UNDETERMINED, Rounding, point

OWN = ir.Walk(PERSON, (), False, (PERSON,))
WHOLE = ir.ValueType(Kind.INTEGER, None, True)
NUMBER = ir.ValueType(Kind.NUMBER)
QUALIFIED, MANAGER, CHOSEN = (ir.Fact(OWN, name) for name in ("đủ", "quản lý", "được hội đồng chọn"))


def _seats(rate: Fraction, base: ir.Value) -> ir.Value:
    share = ir.Calculation("×", ir.Constant(point(rate), NUMBER), base, NUMBER)
    return ir.Rounded(Rounding.DOWN, Fraction(1), share, WHOLE)


def _program(chance: random.Random) -> ir.Program:
    """One title: those who are `đủ`, at most a share of the members of the unit, and perhaps narrower limits."""
    where = chance.choice([None, CHOSEN, CHOSEN, MANAGER, ir.Concluded(OWN, "đủ chuẩn X")])
    owner = ir.Walk(PERSON, ("tập thể",), False, (UNIT,))
    base = ir.CountOf(ir.Members(owner, (Collection("thành viên", UNIT, PERSON, "tập thể"),), where), WHOLE)
    parts = [ir.Requirement("đủ chuẩn X.1", "leaf", QUALIFIED)]
    within = where is None or isinstance(where, ir.Concluded)
    if not within and chance.random() < 0.7:
        parts.append(ir.Requirement("đủ chuẩn X.2", "leaf", ir.Conjunction((where,))))  # type: ignore[arg-type]
        within = True
    rates = [Fraction(1, 5), Fraction(2, 5), Fraction(1, 2), Fraction(4, 5), Fraction(1), Fraction(5, 2)]
    seats = _seats(chance.choice(rates), base)
    if chance.random() < 0.2:
        # fewer seats from some size on
        rest = ir.Calculation("−", ir.Constant(point(chance.randrange(4, 14)), WHOLE), base, WHOLE)
        seats = ir.Bounded(base, None, rest, WHOLE)
    within = within and chance.random() < 0.8
    limits = [ir.Limit("X.Q1", "tập thể", seats, None, base, within)]
    few = ir.Constant(point(chance.randrange(1, 4)), WHOLE)
    others = [
        ir.Limit("X.Q2", "tập thể", _seats(chance.choice(rates), seats), MANAGER, base, within),
        ir.Limit("X.Q2", "tập thể", few, MANAGER),
        ir.Limit("X.Q2", "khối", few, chance.choice([None, MANAGER])),
        ir.Limit("X.Q2", "tập thể", few, None),
    ]
    limits += [others[chance.randrange(4)] for _ in range(chance.randrange(2))]
    points = ir.FieldValue(OWN, "điểm", ir.ValueType(Kind.INTEGER, None, True))
    keys = chance.choice([(), (ir.SortKey(points, True),), (ir.SortKey(points, False), ir.SortKey(MANAGER, True))])
    ties: ir.Ties = chance.choice(["council", "all", "none"])
    if ties == "council" and chance.random() < 0.5:
        keys = (*keys, ir.SortKey(CHOSEN, True, choice=True))
    standard = ir.Requirement("đủ chuẩn X", "all", None, tuple(parts))
    quota = ir.Quota("chỉ tiêu X", PERSON, "đủ chuẩn X", tuple(limits), keys, ties)
    arranged, circle = arrange([ir.Criterion("đủ chuẩn X", PERSON, standard), quota])
    assert arranged is not None, circle
    return ir.Program(AWARDS, *arranged)


def _case(chance: random.Random) -> Case:
    """Up to thirty people in two collectives and two blocks, of whom more or less is known."""
    doubt = chance.choice([0, 0.01, 0.02, 0.1, 0.5])

    def fact() -> Slot:
        return None if chance.random() < doubt else chance.random() < 0.7

    def score() -> Slot:
        held = chance.randrange(3)
        if chance.random() < doubt:
            return chance.choice([None, Between(held, 2), OneOf(frozenset([held, ABSENT]))])
        return held if chance.random() < 0.95 else ABSENT

    def home() -> Slot:
        if chance.random() < doubt / 3:
            return chance.choice([None, ABSENT, OneOf(frozenset(units))])
        return units[chance.random() < 0.2]

    units, blocks = ([SubjectId(name, key) for key in ("a", "b")] for name in (UNIT, BLOCK))
    people: dict[Key, Row] = {
        f"p{number}": (home(), blocks[chance.random() < 0.5], 1, score(), fact(), fact(), fact())
        for number in range(chance.randrange(1, 31))
    }
    closed = {Closure(each.name) for each in AWARDS}
    if chance.random() < 0.1:
        closed.remove(Closure(PERSON))
    places: dict[str, dict[Key, Row]] = {BLOCK: {"a": (1,), "b": (2,)}, UNIT: {"a": (1, True), "b": (2, True)}}
    return Case(AWARDS, DAY, PERIOD, {**places, PERSON: people}, frozenset(closed))


@settings(max_examples=examples(60))
@given(seed=st.integers(0, 2**32))
@example(seed=943)  # too many tie, and who has not the standard adds a seat
def test_many_candidates_are_seated_as_by_the_reference(seed: int) -> None:
    """With up to thirty candidates in two groups, every mask of a title's quota is the reference's."""
    chance = random.Random(seed)
    check_agreement(_program(chance), _case(chance), Question(DAY, PERIOD))


@pytest.mark.parametrize("shape", ["single", "nested"])
@settings(max_examples=examples(6))
@given(data=st.data())
def test_any_quota_is_filled_as_by_the_reference(shape: Shape, data: st.DataObject) -> None:
    """The same for quotas and dossiers of every kind, with people added who mix what is known of the others."""
    program = data.draw(quota_programs(shape))
    case = data.draw(dossiers(people=6))
    rows = list(case.subjects[PERSON].values())
    assume(rows)
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    more: dict[Key, Row] = {
        f"q{number}": tuple(chance.choice(column) for column in zip(*rows, strict=True))
        for number in range(chance.randrange(8, 18))
    }
    people = {**case.subjects[PERSON], **more}
    crowded = evolve(case, subjects={**case.subjects, PERSON: people})
    check_agreement(program, crowded, data.draw(questions(program)))


def test_a_span_says_at_once_what_each_number_of_doubtful_members_says() -> None:
    """Whether seats are left, or full, for all small seats: as each number of doubtful members says."""
    ways = list(product(range(3), range(4)))
    for seats in product(range(4), repeat=4):
        span = Span([point(each) for each in seats], 3)
        for taken, gains in ways:
            fewest = [taken + max(0, x - (3 - gains)) for x in range(4)]
            assert span.is_full(taken, gains) == all(each - used < 1 for each, used in zip(seats, fewest, strict=True))
        for chosen in product(ways, [(1, 1), (2, 0)]):
            most = [min(start + min(x, more) for start, more in chosen) for x in range(4)]
            assert span.holds(chosen) == all(each - used >= 1 for each, used in zip(seats, most, strict=True))


@settings(max_examples=examples(40))
@given(seed=st.integers(0, 2**32))
def test_where_everything_is_known_nobody_is_left_to_the_general_way(seed: int) -> None:
    """In closed groups without a doubt one pass over each group finds the outcome of every candidate of one limit."""
    chance = random.Random(seed)
    program, case = _program(chance), _known_case(chance)
    assume(len(next(rule for rule in program.rules if isinstance(rule, ir.Quota)).limits) == 1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(groups, "Competition", _Nobody)
        check_agreement(program, case, Question(DAY, PERIOD))


@settings(max_examples=examples(40))
@given(seed=st.integers(0, 2**32))
def test_before_several_limits_only_those_who_tie_are_left_to_the_general_way(seed: int) -> None:
    """Where everything is known and nobody ties, one pass over those in common groups finds every outcome."""
    chance = random.Random(seed)
    program, case = _program(chance), _known_case(chance)
    quota = next(rule for rule in program.rules if isinstance(rule, ir.Quota))
    assume(len(quota.limits) > 1)
    points = (ir.SortKey(ir.FieldValue(OWN, "điểm", WHOLE), True),)
    rules = tuple(evolve(rule, keys=points) if rule is quota else rule for rule in program.rules)
    people = [*case.subjects[PERSON].items()]
    chance.shuffle(people)
    ranked = {key: (*row[:3], place, *row[4:]) for place, (key, row) in enumerate(people)}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(groups, "Competition", _Nobody)
        case = evolve(case, subjects={**case.subjects, PERSON: ranked})
        check_agreement(evolve(program, rules=rules), case, Question(DAY, PERIOD))


class _Nobody:
    """Stands for the general way where it must not be needed."""

    def __init__(self, *_: object) -> None:
        pass

    def outcomes(self, subject: SubjectId) -> int:
        raise AssertionError(f"{subject} was left over")


def _known_case(chance: random.Random) -> Case:
    """Up to thirty people of whom everything is known, ties included."""
    units, blocks = ([SubjectId(name, key) for key in ("a", "b")] for name in (UNIT, BLOCK))
    people: dict[Key, Row] = {
        f"p{number}": (chance.choice(units), blocks[0], 1, chance.randrange(4), *(chance.random() < 0.7 for _ in "abc"))
        for number in range(chance.randrange(1, 31))
    }
    places: dict[str, dict[Key, Row]] = {BLOCK: {"a": (1,), "b": (2,)}, UNIT: {"a": (1, True), "b": (2, True)}}
    return Case(AWARDS, DAY, PERIOD, {**places, PERSON: people}, frozenset(Closure(each.name) for each in AWARDS))


def _by_points(rate: Fraction, descending: bool, ties: ir.Ties, vocabulary: Vocabulary = AWARDS) -> ir.Program:
    """One title with one limit, a share of the members of the unit, in the order of points."""
    owner = ir.Walk(PERSON, ("tập thể",), False, (UNIT,))
    base = ir.CountOf(ir.Members(owner, (Collection("thành viên", UNIT, PERSON, "tập thể"),), None), WHOLE)
    points = ir.SortKey(ir.FieldValue(OWN, "điểm", WHOLE), descending)
    limit = ir.Limit("X.Q1", "tập thể", _seats(rate, base), None, base)
    standard = ir.Requirement("đủ chuẩn X", "all", None, (ir.Requirement("đủ chuẩn X.1", "leaf", QUALIFIED),))
    quota = ir.Quota("chỉ tiêu X", PERSON, "đủ chuẩn X", (limit,), (points,), ties)
    arranged, _ = arrange([ir.Criterion("đủ chuẩn X", PERSON, standard), quota])
    assert arranged is not None
    return ir.Program(vocabulary, *arranged)


def _tie_stays(rate: Fraction, third: Row) -> None:
    """Of `p1` and `p2`, who are level before the last seat, a tie stays a tie and lacks no fact, beside a third."""
    program, question = _by_points(rate, True, "council"), Question(DAY, PERIOD)
    people: dict[Key, Row] = {
        "p1": (HOME, HOME_BLOCK, 1, 0, False, False, False),
        "p2": (HOME, HOME_BLOCK, 1, 0, False, True, False),
        "p3": third,
    }
    subjects = {BLOCK: {"a": (1,)}, UNIT: {"a": (1, True)}, PERSON: people}
    case = Case(AWARDS, DAY, PERIOD, subjects, frozenset(Closure(each.name) for each in AWARDS))
    for executor in ("reference", "forward"):
        record = executor_named(executor).run(program, case, question)
        assert record.mask(SubjectId(PERSON, "p1"), "chỉ tiêu X") == UNDETERMINED
    check_agreement(program, case, question)


HOME, HOME_BLOCK = SubjectId(UNIT, "a"), SubjectId(BLOCK, "a")


def test_the_place_of_somebody_who_takes_no_seat_keeps_nothing_open() -> None:
    """Only the points of one without the standard are not known."""
    _tie_stays(Fraction(1, 3), (HOME, HOME_BLOCK, 1, None, False, False, False))


def test_the_place_of_somebody_who_surely_comes_first_keeps_nothing_open() -> None:
    """Only the points of one who has the standard are not known, and they are more than those of all others."""
    _tie_stays(Fraction(2, 3), (HOME, HOME_BLOCK, 1, Between(1, 2), False, True, False))


def _as_percentage(field: Field) -> Field:
    return evolve(field, kind=Kind.PERCENT, low=Fraction(0), high=Fraction(100), decimals=1)


PERCENTS = Vocabulary(
    tuple(
        evolve(each, fields=tuple(_as_percentage(one) if one.name == "điểm" else one for one in each.fields))
        for each in AWARDS.types
    )
)
"""The same with points that are percentages: slots hold them a hundred times as large as rules reckon with them."""


@settings(max_examples=examples(30))
@given(seed=st.integers(0, 2**32))
def test_slots_and_values_of_one_key_are_held_against_each_other_in_one_unit(seed: int) -> None:
    """In a group of which some percentages are known and others only between bounds, the order is the reference's."""
    chance = random.Random(seed)
    ties: ir.Ties = chance.choice(["council", "all", "none"])
    program = _by_points(Fraction(chance.randrange(1, 5), 5), chance.random() < 0.5, ties, PERCENTS)
    case = _known_case(chance)
    places = AWARDS.type(PERSON)
    assert places is not None
    at = places.position("điểm")

    def percent() -> Slot:
        number = Decimal(chance.randrange(0, 1001, 125)) / 10
        return chance.choice([number, number, None, Between(number, min(number + 25, Decimal(100)))])

    people: dict[Key, Row] = {key: (*row[:at], percent(), *row[at + 1 :]) for key, row in case.subjects[PERSON].items()}
    check_agreement(
        program,
        evolve(case, vocabulary=PERCENTS, subjects={**case.subjects, PERSON: people}),
        Question(DAY, PERIOD),
    )
