"""Sums over groups: never narrower than what is possible, exact where the groups are known, narrower the more is."""

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from thidua_rules.proofs.checker.grouped import Entry, grouped_value
from thidua_rules.values import ABSENT, BARE, COUNTED, OUT, Fold, Possible, grouped

Drawn = tuple[int, Possible, Possible]
GROUPS = "abc"
ELSEWHERE = ("x", "y", "z")
places = st.sampled_from([COUNTED, COUNTED, OUT | COUNTED, BARE | COUNTED, OUT])
folds = st.sampled_from([Fold.MAX, Fold.MIN])


@st.composite
def values(draw: st.DrawFn) -> Possible:
    low = draw(st.integers(-2, 3))
    return Possible(low, low + draw(st.integers(0, 2)), absent=draw(st.integers(0, 5)) == 5)


@st.composite
def groups(draw: st.DrawFn) -> Possible:
    among = draw(st.sets(st.sampled_from(GROUPS), min_size=1).map(frozenset))
    others = draw(st.sampled_from([frozenset([min(among)]), among, None]))
    return Possible(ordered=False, others=others, absent=draw(st.integers(0, 5)) == 5)


members = st.lists(st.tuples(places, values(), groups()), max_size=3)


def outcomes(fold: Fold, drawn: list[Drawn], more: tuple[tuple[int, str], ...] = ()) -> set[int]:
    """The sums of every completion."""
    choices: list[list[Any]] = []
    for where, value, group in drawn:
        keys = [*(group.others if group.others is not None else (*GROUPS, *ELSEWHERE)), *([ABSENT] * group.absent)]
        assert value.low is not None
        assert value.high is not None
        numbers = range(int(value.low), int(value.high) + 1)
        counted = list(itertools.product(keys, numbers)) if where & COUNTED else []
        choices.append([*counted, *([None] if where != COUNTED or value.absent else [])])
    found = set()
    for chosen in itertools.product(*choices):
        by_group: dict[Any, list[int]] = {}
        for group_, number in (*filter(None, chosen), *((key, number) for number, key in more)):
            by_group.setdefault(group_, []).append(number)
        extreme = max if fold is Fold.MAX else min
        found.add(sum(map(extreme, by_group.values())))
    return found


@given(folds, members, st.booleans())
def test_no_sum_is_left_out(fold: Fold, drawn: list[Drawn], is_open: bool) -> None:
    """Whatever the places, values and groups turn out to be, and whoever else may come, the sum lies between the ends;
    where every group is known and nobody else may come, both ends are reached."""
    domain = Possible(-1, 2)
    found = grouped(fold, drawn, is_open, domain)
    ways = outcomes(fold, drawn)
    if is_open:
        ways |= {each for key in "ax" for number in (-1, 2) for each in outcomes(fold, drawn, ((number, key),))}
    assert all((found.low is None or found.low <= each) and (found.high is None or each <= found.high) for each in ways)
    if not is_open and all(group.is_point for _, _, group in drawn):
        assert (found.low, found.high) == (min(ways), max(ways))


@given(folds, members, st.booleans())
def test_the_checker_reckons_the_same(fold: Fold, drawn: list[Drawn], is_open: bool) -> None:
    """The checker, which shares no code with it, comes to the same ends."""
    domain = Possible(-1, 2)
    entries = [Entry(where == COUNTED, value, group) for where, value, group in drawn if where & COUNTED]
    assert grouped_value(fold, entries, domain, is_open) == grouped(fold, drawn, is_open, domain)


@given(st.data(), folds, members, st.booleans())
def test_more_facts_never_widen_it(data: st.DataObject, fold: Fold, drawn: list[Drawn], is_open: bool) -> None:
    """A place, value or group that is known better, and a member that has come, leave no end further out."""
    domain = Possible(-1, 2)
    before = grouped(fold, drawn, is_open, domain)
    better = list(drawn)
    if drawn:
        index = data.draw(st.integers(0, len(drawn) - 1))
        where, value, group = drawn[index]
        bits = [bit for bit in (OUT, BARE, COUNTED) if where & bit]
        assert value.low is not None
        keys = sorted(group.others) if group.others is not None else [*GROUPS, *ELSEWHERE]
        better[index] = data.draw(
            st.sampled_from(
                [
                    (data.draw(st.sampled_from(bits)), value, group),
                    (where, Possible(value.low, value.low), group),
                    (where, Possible(value.high, value.high), group),
                    (where, value, Possible(ordered=False, others=frozenset([data.draw(st.sampled_from(keys))]))),
                ]
            )
        )
    if is_open and data.draw(st.booleans()):
        better.append((COUNTED, Possible(-1, 2), Possible(ordered=False, others=None)))
    after = grouped(fold, better, is_open and data.draw(st.booleans()), domain)
    assert before.low is None or (after.low is not None and after.low >= before.low)
    assert before.high is None or (after.high is not None and after.high <= before.high)
