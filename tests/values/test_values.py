"""The arithmetic of partial knowledge: every operation against the same operation on single values."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thidua_rules.values import (
    BARE,
    BOTH,
    COUNTED,
    EITHER_OF,
    MET,
    NO_VALUE,
    NONE_KNOWN,
    NOT_APPLICABLE,
    NOT_MET,
    OUT,
    UNDETERMINED,
    Comparison,
    Fold,
    Possible,
    Rounding,
    Status,
    add,
    all_of,
    among,
    any_of,
    at_least,
    between,
    cell_parts,
    compare,
    count,
    divide,
    every,
    excused,
    folded,
    guarded,
    hull,
    multiply,
    negative,
    none_of,
    options,
    outcomes,
    point,
    presence,
    ratio,
    ratio_compare,
    round_number,
    rounded,
    status_of,
    subtract,
    total,
)

NUMBERS = st.one_of(st.integers(-4, 4), st.sampled_from([Fraction(1, 3), Fraction(-5, 2), Fraction(7, 2)]))
MASKS = st.integers(1, 15)


@st.composite
def known(draw: st.DrawFn) -> tuple[Possible, list[Fraction | int]]:
    """An interval, and some numbers inside it."""
    inside = sorted(draw(st.lists(NUMBERS, min_size=1, max_size=4)))
    low = None if draw(st.integers(0, 5)) == 0 else inside[0]
    high = None if draw(st.integers(0, 5)) == 0 else inside[-1]
    return Possible(low, high), inside


def holds(found: Possible, number: Fraction | int) -> bool:
    return found.ordered and (found.low is None or found.low <= number) and (found.high is None or number <= found.high)


# ---------------------------------------------------------------- conditions


@pytest.mark.parametrize(
    ("mask", "status"),
    [(MET, Status.MET), (NOT_MET, Status.NOT_MET), (NOT_APPLICABLE, Status.NOT_APPLICABLE)],
)
def test_a_single_outcome_is_shown_as_it_is(mask: int, status: Status) -> None:
    """Only a singleton of the first three outcomes is a definite verdict."""
    assert status_of(mask) is status
    assert status_of(mask | UNDETERMINED) is Status.UNKNOWN
    assert status_of(UNDETERMINED) is Status.UNKNOWN


@given(st.lists(MASKS, max_size=5))
def test_groups_are_the_union_over_single_outcomes(masks: list[int]) -> None:
    """All, any, none and at-least of masks are what they are of each choice of single outcomes, put together."""
    chosen = list(itertools.product(*(outcomes(mask) for mask in masks)))
    for whole in (all_of, any_of, none_of, lambda each: at_least(2, each)):
        united = 0
        for each in chosen:
            united |= whole(list(each))
        assert whole(masks) == united


@given(st.lists(st.sampled_from([MET, NOT_MET, NOT_APPLICABLE, UNDETERMINED]), max_size=5), st.integers(1, 3))
def test_at_least_counts_what_applies(single: list[int], least: int) -> None:
    """The number stays when children do not apply; one child at least is any, and nothing left is not applicable."""
    met, unsure = single.count(MET), single.count(UNDETERMINED)
    expected = MET if met >= least else UNDETERMINED if met + unsure >= least else NOT_MET
    assert at_least(least, single) == (expected if any(each != NOT_APPLICABLE for each in single) else NOT_APPLICABLE)
    assert at_least(1, single) == any_of(single)


@given(MASKS, MASKS)
def test_fewer_outcomes_never_give_more(a: int, b: int) -> None:
    """Every table is monotone: outcomes of a part are among the outcomes of the whole."""
    for part in range(1, 16):
        if part & ~a == 0:
            for table in (BOTH, EITHER_OF):
                assert table[part][b] & ~table[a][b] == 0
            assert guarded(part, b) & ~guarded(a, b) == 0
            assert guarded(b, part) & ~guarded(b, a) == 0
            assert excused(part, [b]) & ~excused(a, [b]) == 0


def test_an_exception_excuses_what_applies_and_nothing_else() -> None:
    """Met exceptions make a requirement met; one that does not apply stays so; a missing exception may excuse."""
    assert excused(NOT_MET, [MET]) == MET
    assert excused(NOT_APPLICABLE, [MET]) == NOT_APPLICABLE
    assert excused(NOT_MET, [MET | NOT_MET]) == MET | NOT_MET
    assert excused(NOT_MET, [NOT_APPLICABLE]) == NOT_MET


# ---------------------------------------------------------------- values


@given(known(), known())
def test_arithmetic_covers_every_pair(a: tuple[Possible, list], b: tuple[Possible, list]) -> None:  # type: ignore[type-arg]
    """Sum, difference, product and quotient of numbers inside lie inside the result, undetermined by 0 included."""
    (left, xs), (right, ys) = a, b
    for x, y in itertools.product(xs, ys):
        assert holds(add(left, right), x + y)
        assert holds(subtract(left, right), x - y)
        assert holds(multiply(left, right), x * y)
        assert holds(negative(left), -x)
        quotient = divide(left, right)
        assert quotient.undetermined if y == 0 else holds(quotient, Fraction(x) / y)


@given(known())
@example((point(0), [0]))
def test_what_is_reckoned_from_no_number_has_no_ends(a: tuple[Possible, list]) -> None:  # type: ignore[type-arg]
    """Not even 0 times it: who reads the ends would take them for a number."""
    for operation in (add, subtract, multiply, divide):
        for found in (operation(a[0], NONE_KNOWN), operation(NONE_KNOWN, a[0])):
            assert (found.ordered, found.low, found.high) == (False, None, None)


@given(NUMBERS, NUMBERS)
def test_arithmetic_of_points_is_exact(x: Fraction | int, y: Fraction | int) -> None:
    """Known numbers give known numbers."""
    assert add(point(x), point(y)) == point(x + y)
    assert multiply(point(x), point(y)) == point(x * y)
    assert divide(point(x), point(y)) == (NO_VALUE if y == 0 else point(Fraction(x) / y))


def test_absence_and_undetermination_carry_over() -> None:
    """What may not exist, or may have no value, makes the result the same."""
    assert add(NONE_KNOWN, point(1)) == NONE_KNOWN
    assert multiply(NO_VALUE, point(1)) == NO_VALUE
    assert add(Possible(1, 2, absent=True), point(1)) == Possible(2, 3, absent=True)


@given(known(), st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(1, 4), Fraction(5)]), st.sampled_from(Rounding))
def test_rounding_covers_and_stays_within_a_step(a: tuple[Possible, list], step: Fraction, way: Rounding) -> None:  # type: ignore[type-arg]
    """Each number inside is rounded to a multiple of the step, less than a step away, inside the rounded interval."""
    found, xs = a
    for x in xs:
        result = round_number(x, step, way)
        assert holds(rounded(found, step, way), result)
        assert (result / step).denominator == 1
        away = result - x
        assert {Rounding.DOWN: -step < away <= 0, Rounding.UP: 0 <= away < step}.get(way, -step / 2 < away <= step / 2)


def test_a_half_goes_up() -> None:
    """0,5 and −0,5 are rounded up, to 1 and 0."""
    assert round_number(Fraction(1, 2), Fraction(1), Rounding.NEAREST) == 1
    assert round_number(Fraction(-1, 2), Fraction(1), Rounding.NEAREST) == 0


@given(st.lists(known(), min_size=1, max_size=3))
def test_a_hull_covers_its_parts(parts: list[tuple[Possible, list]]) -> None:  # type: ignore[type-arg]
    """Whatever one part holds, the hull holds."""
    whole = hull(each for each, _ in parts)
    assert all(holds(whole, x) for _, xs in parts for x in xs)


def test_sums_beyond_64_bits_are_exact() -> None:
    """Three shares with denominators near 10⁶ add up exactly, where 64-bit integers would wrap."""
    shares = [Fraction(999_979, 999_983), Fraction(999_959, 999_979), Fraction(1, 999_961)]
    found = add(add(point(shares[0]), point(shares[1])), point(shares[2]))
    assert found == point(sum(shares, Fraction(0)))
    assert found.low is not None
    assert Fraction(found.low).denominator > 2**59
    limit = sum(shares, Fraction(0))
    assert compare(Comparison.GE, found, point(limit)) == MET
    assert compare(Comparison.GE, found, point(limit + Fraction(1, 10**30))) == NOT_MET


# ---------------------------------------------------------------- comparisons


@given(known(), known(), st.sampled_from(Comparison))
def test_a_comparison_is_possible_where_a_pair_has_it(
    a: tuple[Possible, list], b: tuple[Possible, list], sign: Comparison
) -> None:  # type: ignore[type-arg]
    """Met and not met are each possible if some pair of numbers inside says so, and surely so for points."""
    (left, xs), (right, ys) = a, b
    tests = {
        Comparison.EQ: lambda x, y: x == y,
        Comparison.NE: lambda x, y: x != y,
        Comparison.LT: lambda x, y: x < y,
        Comparison.LE: lambda x, y: x <= y,
        Comparison.GT: lambda x, y: x > y,
        Comparison.GE: lambda x, y: x >= y,
    }
    for x, y in itertools.product(xs, ys):
        outcome = MET if tests[sign](x, y) else NOT_MET
        assert compare(sign, left, right) & outcome
        assert compare(sign, point(x), point(y)) == outcome


def test_outcomes_outside_the_order_have_no_place_in_it() -> None:
    """Order comparisons with them are not met either way; they are equal to themselves only."""
    outside = options([-1])
    for sign in (Comparison.LT, Comparison.LE, Comparison.GT, Comparison.GE):
        assert compare(sign, outside, point(1)) == NOT_MET
        assert compare(sign, outside, outside) == NOT_MET
    assert compare(Comparison.EQ, outside, outside) == MET
    assert compare(Comparison.NE, outside, point(1)) == MET
    assert compare(Comparison.EQ, options(["a", "b"]), options(["a"])) == MET | NOT_MET


def test_the_known_absence_compares_with_nothing() -> None:
    """No comparison with `không có` is met, `≠` neither; with no value at all it is undetermined."""
    for sign in Comparison:
        assert compare(sign, NONE_KNOWN, point(1)) == NOT_MET
        assert compare(sign, NO_VALUE, point(1)) == UNDETERMINED
    assert presence(NONE_KNOWN) == NOT_MET
    assert presence(NO_VALUE) == UNDETERMINED
    assert presence(Possible(1, 2, absent=True)) == MET | NOT_MET


@given(st.integers(-2, 3), st.integers(0, 3), st.frozensets(st.sampled_from([-1, 0, 1, 2, Fraction(1, 2)]), min_size=1))
def test_among_is_met_if_every_value_is_wanted(low: int, width: int, wanted: frozenset[Fraction | int]) -> None:
    """Of whole numbers, an interval may be wholly wanted; of others only a point can be."""
    values = range(low, low + width + 1)
    expected = (MET if any(x in wanted for x in values) else 0) | (
        NOT_MET if any(x not in wanted for x in values) else 0
    )
    found = among(between(low, low + width), wanted, integral=True)
    assert found & expected == expected
    if not any(isinstance(each, Fraction) for each in wanted):
        assert found == expected
    inner = among(between(low, low + width), wanted)
    assert inner & NOT_MET or width == 0


# ---------------------------------------------------------------- collections

PLACES = st.lists(st.integers(1, 7), max_size=4)


def arrangements(places: list[int]) -> list[tuple[int, ...]]:
    return list(itertools.product(*([bit for bit in (OUT, BARE, COUNTED) if each & bit] for each in places)))


@given(PLACES, st.sampled_from(Comparison), st.sampled_from([0, 1, Fraction(1, 2), Fraction(2, 3), Fraction(7, 10)]))
def test_counts_and_shares_cover_every_arrangement(places: list[int], sign: Comparison, limit: Fraction | int) -> None:
    """Each choice of a place for each member is covered; the ends of counts and shares are reached."""
    counts, shares = [], []
    for each in arrangements(places):
        met, bare = each.count(COUNTED), each.count(BARE)
        counts.append(met)
        assert every(places, False) & (NOT_MET if bare else MET)
        compared = ratio_compare(sign, places, False, limit)
        if met + bare:
            share = Fraction(met, met + bare)
            shares.append(share)
            assert holds(ratio(places, False), share)
            assert compared & compare(sign, point(share), point(limit))
        else:
            assert ratio(places, False).undetermined
            assert compared & UNDETERMINED
    found = count(places, False)
    assert (found.low, found.high) == (min(counts), max(counts))
    assert count(places, True).high is None
    if shares:
        value = ratio(places, False)
        assert (value.low, value.high) == (min(shares), max(shares))
        if sign not in (Comparison.EQ, Comparison.NE) and len(shares) == len(counts):
            united = 0
            for share in shares:
                united |= compare(sign, point(share), point(limit))
            assert ratio_compare(sign, places, False, limit) == united
    else:
        assert ratio(places, False) == NO_VALUE


@given(st.lists(st.tuples(st.integers(1, 7), known()), max_size=3))
def test_aggregates_cover_every_arrangement(members: list[tuple[int, tuple[Possible, list]]]) -> None:  # type: ignore[type-arg]
    """Sum, mean, greatest and least of any members that count, with any of their values, lie inside."""
    given_ = [(places, value) for places, (value, _) in members]
    results = {fold: folded(fold, given_, False, Possible()) for fold in Fold}
    for each in arrangements([places for places, _ in members]):
        lists = [xs for place, (_, (_, xs)) in zip(each, members, strict=True) if place == COUNTED]
        for chosen in itertools.product(*lists):
            assert holds(results[Fold.SUM], sum(chosen))
            if not chosen:
                assert results[Fold.MAX].undetermined
                assert results[Fold.MEAN].undetermined
                continue
            assert holds(results[Fold.MAX], max(chosen))
            assert holds(results[Fold.MIN], min(chosen))
            assert holds(results[Fold.MEAN], Fraction(sum(chosen)) / len(chosen))


def test_an_open_sum_is_bounded_by_the_sign_of_what_may_be_added() -> None:
    """Further members of a value that is never negative cannot lower a sum."""
    members = [(COUNTED, point(3))]
    assert total(members, True, between(0, 5)) == Possible(3, None)
    assert total(members, True, between(-1, 5)) == Possible(None, None)


# ---------------------------------------------------------------- cells


@given(known(), st.lists(NUMBERS, max_size=3), st.booleans())
def test_every_value_is_represented_by_a_cell_on_its_side_of_all_breakpoints(
    a: tuple[Possible, list],  # type: ignore[type-arg]
    marks: list[Fraction | int],
    integral: bool,
) -> None:
    """For each number inside there is a part that compares with every breakpoint as it does."""
    found, xs = a
    parts = [each.low for each in cell_parts(found, tuple(marks), integral)]
    for x in xs:
        if integral and Fraction(x).denominator != 1:
            continue
        signs = [(x > mark, x == mark) for mark in marks]
        assert signs in [[(part > mark, part == mark) for mark in marks] for part in parts if part is not None]


def test_whoever_surely_has_no_answer_leaves_none() -> None:
    """A member that surely counts and whose value is surely undetermined leaves every fold of it so, whoever comes."""
    beyond = Possible(undetermined=True)
    for fold in Fold:
        for is_open in (True, False):
            found = folded(fold, [(COUNTED, NO_VALUE), (COUNTED, point(1))], is_open, beyond)
            assert found.has_no_answer
