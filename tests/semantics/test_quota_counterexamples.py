"""Quotas and ties on which earlier or simpler semantics went wrong, each by name; and numbers that floats get wrong."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from thidua_rules.facts.case import Between, Case, Closure, OneOf, SubjectId
from thidua_rules.facts.vocabulary import Collection, Kind
from thidua_rules.program import ir
from thidua_rules.program.order import arrange
from thidua_rules.program.question import Question
from thidua_rules.semantics.reference import Findings, Reference
from thidua_rules.testing.awards import AWARDS, BLOCK, MOST_SEATS, PERSON, UNIT, UNLIMITED
from thidua_rules.testing.strategies import DAY, PERIOD
from thidua_rules.values import (
    ABSENT,
    MET,
    NOT_MET,
    UNDETERMINED,
    Comparison,
    Rounding,
    add,
    divide,
    multiply,
    point,
    rounded,
)

WHOLE = ir.ValueType(Kind.INTEGER, None, True)
OWN = ir.Walk(PERSON, (), False, (PERSON,))
GROUP = ir.Walk(PERSON, ("tập thể",), False, (UNIT,))
THE_UNIT = ir.Walk(UNIT, (), False, (UNIT,))
MEMBERS = Collection("thành viên", UNIT, PERSON, "tập thể")
MANAGER, ENOUGH, CHOSEN = (ir.Fact(OWN, name) for name in ("quản lý", "đủ", "được hội đồng chọn"))
BY_POINTS = ir.SortKey(ir.FieldValue(OWN, "điểm", WHOLE), True)
BY_COUNCIL = ir.SortKey(CHOSEN, True, choice=True)
UNKNOWN = MET | NOT_MET | UNDETERMINED
U = SubjectId(UNIT, "u")


def number(of: Fraction | int) -> ir.Constant:
    return ir.Constant(point(of), WHOLE)


def members(where: ir.Condition | None = None, owner: ir.Walk = GROUP) -> ir.CountOf:
    return ir.CountOf(ir.Members(owner, (MEMBERS,), where), WHOLE)


def share(rate: ir.Value, of: ir.Value, rounding: Rounding = Rounding.DOWN) -> ir.Value:
    return ir.Rounded(rounding, Fraction(1), ir.Calculation("×", rate, of, WHOLE), WHOLE)


def limit(seats: ir.Value, code: str = "X.Q1", **more: Any) -> ir.Limit:
    return ir.Limit(code, "tập thể", seats, **more)


def case(people: Mapping[str, Mapping[str, Any]], seats: Any = 0, closed: bool = True) -> Case:
    """One collective with these people; what is not said of them is false, or 0."""
    usual = {"tập thể": U, "khối": None, "mức": 0, "điểm": 0, "quản lý": False, "đủ": True, "được hội đồng chọn": None}
    rows = {key: tuple({**usual, **facts}.values()) for key, facts in people.items()}
    subjects: Any = {BLOCK: {}, UNIT: {"u": (seats, True)}, PERSON: rows}
    return Case(AWARDS, DAY, PERIOD, subjects, frozenset([Closure(PERSON)] if closed else []))


def decide(
    given: Case,
    *limits: ir.Limit,
    keys: tuple[ir.SortKey, ...] = (BY_POINTS,),
    ties: ir.Ties = "council",
    standard: tuple[ir.Condition, ...] = (ENOUGH,),
    more: tuple[ir.Rule, ...] = (),
    most: Any = UNLIMITED,
) -> Findings:
    """What the reference finds of one title X under these limits."""
    reached = ir.Conjunction((ir.Concluded(OWN, "đủ chuẩn X"), ir.Concluded(OWN, "chỉ tiêu X")))
    rules = (
        ir.Criterion("đủ chuẩn X", PERSON, ir.Requirement("đủ chuẩn X", "leaf", ir.Conjunction(standard))),
        ir.Quota("chỉ tiêu X", PERSON, "đủ chuẩn X", limits, keys, ties),
        ir.Criterion("X", PERSON, ir.Requirement("X", "leaf", reached)),
        *more,
    )
    arranged, circle = arrange(rules)
    assert arranged is not None, circle
    program = ir.Program(AWARDS, *arranged, {MOST_SEATS: WHOLE})
    return Reference().run(program, given, Question(DAY, PERIOD, {MOST_SEATS: most}))


def seats(found: Findings, *keys: str) -> list[int]:
    return [found.mask(SubjectId(PERSON, key), "chỉ tiêu X") for key in keys]


# ---------------------------------------------------------------- groups linked by others


def _linked(points: Any, block: str = "k2") -> int:
    """One seat in each collective and each block; S and R meet in a block, R and Y, of whom S knows nothing, in v."""
    groups = {"S": ("u", "k1", 0), "R": ("v", "k1", 1), "Y": ("v", block, points)}
    people = {
        key: {"tập thể": SubjectId(UNIT, unit), "khối": SubjectId(BLOCK, kind), "điểm": score}
        for key, (unit, kind, score) in groups.items()
    }
    given = case(people)
    given = evolve(
        given, subjects={**given.subjects, UNIT: dict.fromkeys("uv", (0, True)), BLOCK: {"k1": (0,), "k2": (0,)}}
    )
    found = decide(given, limit(number(1)), ir.Limit("X.Q2", "khối", number(1)))
    return found.mask(SubjectId(PERSON, "S"), "chỉ tiêu X")


def test_a_rival_of_a_rival_may_free_a_seat() -> None:
    """Whether R gets the seat in v, and so takes the block's, hangs on Y, who shares no group with S."""
    assert _linked(0) == NOT_MET
    assert _linked(2) == MET
    assert _linked(Between(0, 2)) == UNKNOWN


def test_several_limits_whose_seats_are_no_number_have_no_answer() -> None:
    """As one limit has none: nothing times a number that does not exist is no number of seats."""
    none_there = ir.FieldValue(GROUP, "số suất", WHOLE)
    times = ir.Calculation("×", number(0), none_there, WHOLE)
    given = case({"A": {}}, seats=ABSENT)
    assert seats(decide(given, limit(times)), "A") == [UNDETERMINED]
    assert seats(decide(given, limit(times), limit(number(3), "X.Q2")), "A") == [UNDETERMINED]


# ---------------------------------------------------------------- the base


def _by_size(sure: int, doubtful: int) -> Findings:
    """40 % below six people, else 20 %; a manager R is ahead of A, who is one too."""
    size = members(MANAGER, THE_UNIT)
    rows = (ir.TableRow(ir.Compared(Comparison.LT, size, number(6)), number(Fraction(2, 5))),)
    table = ir.Table((*rows, ir.TableRow(None, number(Fraction(1, 5)))), size, (number(6),))
    rate = ir.Derived(GROUP, "tỷ lệ", WHOLE)
    people: dict[str, dict[str, Any]] = {"R": {"quản lý": True, "điểm": 2}, "A": {"quản lý": True}}
    people |= {f"s{n}": {"quản lý": True, "đủ": False} for n in range(sure - 2)}
    people |= {f"d{n}": {"quản lý": None, "đủ": False} for n in range(doubtful)}
    base = members(MANAGER)
    return decide(
        case(people),
        limit(share(rate, base), base=base),
        more=(ir.Quantity("tỷ lệ", UNIT, table, WHOLE),),
    )


def test_seats_need_not_grow_with_the_base() -> None:
    """k(4..7) = 1, 2, 1, 1: with 4 to 7 in the base the second one is not outside, as both ends alone would say."""
    assert [seats(_by_size(size, 0), "A")[0] for size in (4, 5, 6, 7)] == [NOT_MET, MET, NOT_MET, NOT_MET]
    assert seats(_by_size(4, 3), "A") == [UNKNOWN]


def test_who_may_count_in_the_base_and_take_a_seat_does_both_or_neither() -> None:
    """A is inside in every completion, though both the seats and the rivals vary with R; intervals would not say so."""
    people = {
        "A": {"quản lý": True},
        "R": {"quản lý": None, "điểm": 2},
        "B": {"quản lý": True, "đủ": False},
    }
    base = members(MANAGER)
    two_thirds = share(number(Fraction(2, 3)), base)
    found = decide(case(people), limit(two_thirds, base=base, within_base=True), standard=(ENOUGH, MANAGER))
    assert seats(found, "A") == [MET]


def test_whether_a_rival_has_the_standard_is_not_asked_again_for_each_base() -> None:
    """With half a seat each, A is outside whether or not R is in the base; that R then has the standard is not seen.

    A declared loss: one unknown fact of R bears both on the seats and on R's standard.
    """
    people = {"A": {"quản lý": True}, "R": {"quản lý": None, "điểm": 2}}
    base = members(MANAGER)
    half = limit(share(number(Fraction(1, 2)), base), base=base, within_base=True)
    assert seats(decide(case(people), half, standard=(ENOUGH, MANAGER)), "A") == [UNKNOWN]
    for manager in (True, False):
        people["R"]["quản lý"] = manager
        assert seats(decide(case(people), half, standard=(ENOUGH, MANAGER)), "A") == [NOT_MET]


def test_who_is_taken_to_have_the_standard_counts_in_the_base_of_every_limit() -> None:
    """With the standard in the base, one without it is judged as if in the base, under one limit and under two."""
    base = members(MANAGER)
    whole = limit(base, base=base, within_base=True)
    narrow = limit(base, "X.Q2", base=base, within_base=True, counts=ENOUGH)
    given = case({"p": {"quản lý": False}})
    for limits in ((whole,), (whole, narrow)):
        assert seats(decide(given, *limits, standard=(ENOUGH, MANAGER)), "p") == [MET]


def test_seats_of_an_unknown_number_are_no_tie() -> None:
    """While the number of seats is not known, nothing is excluded, a seat or none included."""
    own = ir.FieldValue(GROUP, "số suất", WHOLE)
    given = case({"p": {}, "q": {}}, seats=Between(0, 2))
    assert seats(decide(given, limit(own), keys=()), "p", "q") == [UNKNOWN, UNKNOWN]


def test_an_open_group_leaves_nobody_surely_inside_a_limit() -> None:
    """A newcomer may come first; only a lifted limit leaves all inside, and known rivals suffice to be outside."""
    people = {"p": {"điểm": 2}, "q": {"điểm": 1}}
    given = case(people, closed=False)
    assert seats(decide(given, limit(number(1))), "p", "q") == [UNKNOWN, NOT_MET]
    lifted = limit(ir.Parameter(MOST_SEATS, WHOLE))
    assert seats(decide(given, lifted), "p", "q") == [MET, MET]
    assert seats(decide(given, lifted, most=point(0)), "p", "q") == [NOT_MET, NOT_MET]


def test_without_a_group_or_a_number_of_seats_there_is_no_answer() -> None:
    """Nobody's seats, and seats that are `không có`, are undetermined."""
    own = ir.FieldValue(GROUP, "số suất", WHOLE)
    assert seats(decide(case({"p": {"tập thể": ABSENT}}), limit(number(1))), "p") == [UNDETERMINED]
    assert seats(decide(case({"p": {}}, seats=ABSENT), limit(own)), "p") == [UNDETERMINED]


# ---------------------------------------------------------------- ties


def test_a_tie_for_the_last_seat_is_open_until_the_council_decides() -> None:
    """Two tie for one seat: each is unknown until both are decided about; the third is outside all along."""
    keys = (BY_POINTS, BY_COUNCIL)
    people: dict[str, dict[str, Any]] = {"p": {"điểm": 2}, "q": {"điểm": 2}, "r": {"điểm": 1}}
    assert seats(decide(case(people), limit(number(1)), keys=keys), "p", "q", "r") == [UNKNOWN, UNKNOWN, NOT_MET]
    people["p"]["được hội đồng chọn"] = True
    assert seats(decide(case(people), limit(number(1)), keys=keys), "p", "q", "r") == [UNKNOWN, UNKNOWN, NOT_MET]
    people["q"]["được hội đồng chọn"] = False
    assert seats(decide(case(people), limit(number(1)), keys=keys), "p", "q", "r") == [MET, NOT_MET, NOT_MET]


def test_a_tie_that_the_council_leaves_is_undetermined() -> None:
    """With both chosen, or neither, the tie stays; where there are seats for both there is none."""
    keys = (BY_POINTS, BY_COUNCIL)
    for chosen in (True, False):
        people = {key: {"được hội đồng chọn": chosen} for key in "pq"}
        assert seats(decide(case(people), limit(number(1)), keys=keys), "p", "q") == [UNDETERMINED, UNDETERMINED]
        assert seats(decide(case(people), limit(number(2)), keys=keys), "p", "q") == [MET, MET]


def test_whether_anybody_of_the_unit_is_awarded_is_not_seen_through_a_tie() -> None:
    """One of two who tie will hold the title; that there is a holder is unknown member by member (declared loss)."""
    holders = members(ir.Concluded(OWN, "X"), THE_UNIT)
    has = ir.Criterion("Y", UNIT, ir.Requirement("Y", "leaf", ir.Compared(Comparison.GE, holders, number(1))))
    found = decide(case({"p": {}, "q": {}}), limit(number(1)), keys=(BY_COUNCIL,), more=(has,))
    assert found.mask(U, "Y") == MET | NOT_MET


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("all", [MET, MET, MET, NOT_MET]),
        ("none", [MET, NOT_MET, NOT_MET, NOT_MET]),
        ("council", [MET, UNDETERMINED, UNDETERMINED, NOT_MET]),
    ],
)
def test_what_becomes_of_those_who_tie_for_the_last_seat(ties: ir.Ties, expected: list[int]) -> None:
    """Two seats, one ahead, two level, one behind: all who are level, none of them, or whom the council chooses.

    A seat that stays empty goes to nobody behind.
    """
    people = {"p": {"điểm": 2}, "q": {"điểm": 1}, "r": {"điểm": 1}, "s": {"điểm": 0}}
    assert seats(decide(case(people), limit(number(2)), ties=ties), "p", "q", "r", "s") == expected


def test_a_key_without_a_value_comes_last() -> None:
    """Whoever has no points comes behind everybody with points, in either direction."""
    people = {"p": {"điểm": ABSENT}, "q": {"điểm": 0}}
    for descending in (True, False):
        keys = (ir.SortKey(BY_POINTS.operand, descending),)
        assert seats(decide(case(people), limit(number(1)), keys=keys), "p", "q") == [NOT_MET, MET]


# ---------------------------------------------------------------- several limits


MANAGERS_ONE = limit(number(1), "X.Q2", counts=MANAGER)


def test_rivals_of_a_narrower_limit_take_no_more_than_its_seats() -> None:
    """Of two seats at most one is a manager's: behind three managers, and level with them, there is room."""
    for points in (0, 2):
        people: dict[str, dict[str, Any]] = {key: {"quản lý": True, "điểm": 2} for key in ("m1", "m2", "m3")}
        people["w"] = {"điểm": points}
        assert seats(decide(case(people), limit(number(2)), MANAGERS_ONE), "w") == [MET]


def test_a_rival_of_unknown_class_is_taken_as_the_worse_case() -> None:
    """If one ahead may be no manager, both seats may be gone; one's own unknown class needs both to agree."""
    people: dict[str, dict[str, Any]] = {
        "m1": {"quản lý": True, "điểm": 2},
        "m2": {"quản lý": None, "điểm": 1},
        "w": {"điểm": 0},
    }
    assert seats(decide(case(people), limit(number(2)), MANAGERS_ONE), "m1", "m2", "w") == [MET, MET | NOT_MET, UNKNOWN]


@pytest.mark.parametrize("ties", ["none", "council", "all"])
def test_who_a_narrower_limit_leaves_out_is_not_level_at_the_wider_one(ties: ir.Ties) -> None:
    """Two managers tie for their one seat; a third person, level with both, has one of the two seats for sure."""
    people: dict[str, dict[str, Any]] = {"m1": {"quản lý": True}, "m2": {"quản lý": True}, "w": {}}
    managers = {"none": NOT_MET, "council": UNDETERMINED, "all": MET}[ties]
    found = decide(case(people), limit(number(2)), MANAGERS_ONE, ties=ties)
    assert seats(found, "m1", "m2", "w") == [managers, managers, MET]


BY_VOTES_AND_COUNCIL = (BY_POINTS, BY_COUNCIL)


def test_limits_on_different_people_leave_nobody_open() -> None:
    """Nobody is level and all is known but the council's choice: who is stopped by one limit alone is outside."""
    one_good, one_leader = (
        limit(number(1), code, counts=ir.Fact(OWN, name)) for code, name in (("X.Q1", "đủ"), ("X.Q2", "quản lý"))
    )
    people = {"p": {"quản lý": True, "điểm": 2}, "w": {"đủ": False, "điểm": 1}, "v": {}}
    found = decide(case(people), one_good, one_leader, keys=BY_VOTES_AND_COUNCIL)
    assert seats(found, "p", "w", "v") == [MET, MET, NOT_MET]


def test_a_blank_choice_counts_only_between_those_who_are_level() -> None:
    """The first two are level: who of them is chosen is open, while nobody waits for the choice of the third."""
    people = {"a": {"điểm": 2}, "b": {"điểm": 2}, "c": {"điểm": 1, "quản lý": True}, "d": {"quản lý": True}}
    found = decide(case(people), limit(number(3)), MANAGERS_ONE, keys=BY_VOTES_AND_COUNCIL)
    assert seats(found, "a", "b", "c", "d") == [MET, MET, MET, NOT_MET]
    found = decide(case(people), limit(number(1)), MANAGERS_ONE, keys=BY_VOTES_AND_COUNCIL)
    assert seats(found, "a", "b", "c", "d") == [UNKNOWN, UNKNOWN, NOT_MET, NOT_MET]


def test_who_has_a_seat_wherever_it_belongs_has_a_seat() -> None:
    """Of two units with one seat each it is not known which is its own, and nobody else asks."""
    given = in_two_units({"p": {"tập thể": None}, "q": {"tập thể": SubjectId(UNIT, "v"), "đủ": False}})
    assert seats(decide(given, limit(number(1))), "p") == [MET]
    given = in_two_units({"p": {"tập thể": None}, "q": {"tập thể": SubjectId(UNIT, "v"), "điểm": 1}})
    assert seats(decide(given, limit(number(1)), keys=(BY_POINTS,)), "p") == [MET | NOT_MET]


def test_a_rival_brings_its_seat_to_the_unit_it_belongs_to() -> None:
    """The seats are the managers of the unit; whoever comes is one, so nobody is ousted wherever it belongs."""
    base = members(MANAGER)
    people: dict[str, dict[str, Any]] = {"c": {"quản lý": True}, "r": {"tập thể": None, "quản lý": True, "điểm": 2}}
    found = decide(in_two_units(people), limit(base, base=base), keys=(BY_POINTS,))
    assert seats(found, "c", "r") == [MET, MET]


def in_two_units(people: Mapping[str, Mapping[str, Any]]) -> Case:
    """As `case`, with a second collective, and no third."""
    given = case(people)
    closed = given.closed | {Closure(UNIT)}
    people_known = {key: tuple(row) for key, row in given.subjects[PERSON].items()}
    present = {
        key: (row[0] or OneOf(frozenset([U, SubjectId(UNIT, "v")])), *row[1:]) for key, row in people_known.items()
    }
    return evolve(
        given, closed=closed, subjects={**given.subjects, UNIT: {"u": (0, True), "v": (0, True)}, PERSON: present}
    )


# ---------------------------------------------------------------- exact numbers


@pytest.mark.parametrize("percent", [29, 35, 57])
@pytest.mark.parametrize("rounding", list(Rounding))
def test_seats_are_exact_where_floats_are_not(percent: int, rounding: Rounding) -> None:
    """A percentage of every whole number up to 2,000 and around a million is rounded as in integers."""
    for size in (*range(2001), *range(999_900, 1_000_101)):
        found = rounded(multiply(point(Fraction(percent, 100)), point(size)), Fraction(1), rounding)
        hundredths = percent * size
        expected = {
            Rounding.DOWN: hundredths // 100,
            Rounding.UP: -(-hundredths // 100),
            Rounding.NEAREST: (hundredths + 50) // 100,
        }[rounding]
        assert found == point(expected)


def test_seats_of_a_great_unit_are_exact() -> None:
    """29 % of 100 people are 29 seats, though 0.29 × 100 is less than 29 in floats."""
    assert int(0.29 * 100) == 28
    base = members()
    ranked = {f"p{n:03}": {"điểm": 2 if n < 28 else 1 if n == 28 else 0} for n in range(100)}
    found = decide(case(ranked), limit(share(number(Fraction(29, 100)), base), base=base, within_base=True))
    assert seats(found, "p028", "p029") == [MET, NOT_MET]


def test_totals_of_tenths_and_quarters_are_exact() -> None:
    """Ten times 0.1 is 1, and thousands of quarters and tenths add up to what they are."""
    tenth, quarter = point(Fraction(1, 10)), point(Fraction(1, 4))
    total = point(0)
    for _ in range(10):
        total = add(total, tenth)
    assert total == point(1)
    for _ in range(4000):
        total = add(total, add(quarter, tenth))
    assert total == point(1401)


def test_sums_of_shares_over_great_counts_are_exact() -> None:
    """Three ratios with denominators near a million sum to exactly what fractions say, one part in 10¹⁸ included."""
    counts = (999_983, 999_979, 999_961)
    total = point(0)
    for each in counts:
        total = add(total, divide(point(each - 1), point(each)))
    exact = sum((Fraction(each - 1, each) for each in counts), Fraction(0))
    assert total == point(exact)
    product = counts[0] * counts[1] * counts[2]
    assert total != point(exact + Fraction(1, product))
