"""Quotas with limits one within the other: collectives that lie in blocks, classes of people, and what crosses them.

Seats are numbers, numbers of the group, or shares of its people, rounded in all ways; people are many enough to tie at
an edge, and of a few of them something is not known.
"""

from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from tests.crossed import CHOSEN, COUNTED, ENOUGH, MANAGER, OWN, POINTS, ROSTERS, SOME_POINTS, WHOLE
from thidua_rules.facts.case import Between, Case, Closure, OneOf, SubjectId
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.bases import with_base
from thidua_rules.testing.awards import AWARDS, BLOCK, MOST_SEATS, PERSON, UNIT
from thidua_rules.testing.strategies import DAY, PERIOD
from thidua_rules.testing.strategies_cases import with_completion
from thidua_rules.values import ABSENT, Comparison, Rounding, point

NUMBER = ir.ValueType(Kind.NUMBER)
STANDARD, QUOTA, TITLE = "đủ chuẩn X", "chỉ tiêu X", "X"
_HELD = ir.Concluded(OWN, STANDARD)
_SHARES = (Fraction(1, 2), Fraction(1, 3), Fraction(2, 3), Fraction(29, 100), Fraction(1))
_WITHIN = (None, ENOUGH, _HELD)
"""What somebody with the standard surely meets."""


def _number(number: Fraction | int) -> ir.Constant:
    return ir.Constant(point(number), NUMBER)


@st.composite
def _limits(draw: st.DrawFn, number: int) -> ir.Limit:
    reference = draw(st.sampled_from(["tập thể", "khối", "khối"] if number == 1 else ["tập thể", "khối"]))
    target, roster = ROSTERS[reference]
    kind = draw(st.sampled_from(["constant", "field", "parameter", "share", "share", "share", "cut"]))
    counts = draw(st.sampled_from([None, None, MANAGER, ir.Conjunction((MANAGER, SOME_POINTS)), *COUNTED]))
    where = draw(st.sampled_from([*_WITHIN, MANAGER]))
    people = ir.CountOf(ir.Members(ir.Walk(PERSON, (reference,), False, (target,)), (roster,), where), WHOLE)
    seats: ir.Value = _number(draw(st.integers(0, 4)))
    if kind == "field":
        seats = ir.FieldValue(ir.Walk(PERSON, (reference,), False, (target,)), "số suất", WHOLE)
    elif kind == "parameter":
        seats = ir.Parameter(MOST_SEATS, NUMBER)
    elif kind == "share":
        seats = ir.Calculation("×", _number(draw(st.sampled_from(_SHARES))), people, NUMBER)
        rounding = draw(st.sampled_from([None, *Rounding]))
        seats = seats if rounding is None else ir.Rounded(rounding, Fraction(1), seats, WHOLE)
    elif kind == "cut":
        # fewer seats from some size on
        seats = ir.Bounded(people, None, ir.Calculation("−", _number(draw(st.integers(2, 6))), people, WHOLE), WHOLE)
    limit = with_base(ir.Limit(f"X.Q{number}", reference, seats, counts), PERSON, {})
    within = limit.base is not None and where in _WITHIN and draw(st.booleans())
    return evolve(limit, within_base=True) if within else limit


@st.composite
def nested_quotas(draw: st.DrawFn) -> ir.Program:
    """A title under two or three limits, and collectives and blocks that ask who has it."""
    limits = [draw(_limits(number)) for number in range(1, 1 + draw(st.sampled_from([2, 2, 3])))]
    more = [(), (ir.SortKey(MANAGER, True),), (ir.SortKey(CHOSEN, True, choice=True),)]
    keys = (ir.SortKey(POINTS, True), *draw(st.sampled_from(more)))
    ties: ir.Ties = draw(st.sampled_from(["council", "all", "none"]))
    target, roster = ROSTERS["tập thể"]
    holders = ir.CountOf(ir.Members(ir.own(target), (roster,), ir.Concluded(OWN, TITLE)), WHOLE)
    has_one = ir.Compared(Comparison.GE, holders, ir.Constant(point(1), WHOLE))
    parts = tuple(ir.Requirement(f"X.{each}", "leaf", ir.Concluded(OWN, each)) for each in (STANDARD, QUOTA))
    rules = (
        ir.Criterion(STANDARD, PERSON, ir.Requirement(STANDARD, "leaf", ENOUGH)),
        ir.Quota(QUOTA, PERSON, STANDARD, tuple(limits), keys, ties),
        ir.Criterion(TITLE, PERSON, ir.Requirement(TITLE, "all", None, parts)),
        ir.Criterion("có X", target, ir.Requirement("có X", "leaf", has_one)),
        ir.Quantity("số X", target, holders, WHOLE),
        ir.Rank("hạng", PERSON, "khối", (ir.SortKey(ir.Concluded(OWN, TITLE), True),), WHOLE),
    )
    titles = (ir.Title(TITLE, PERSON, STANDARD, QUOTA),)
    return ir.Program(AWARDS, rules, (0, 1, 2, 3, 3, 3), {MOST_SEATS: NUMBER}, awarded=titles)


@st.composite
def nested_groups(draw: st.DrawFn, unknown: int = 2) -> Case:
    """Up to nine people of three collectives in two blocks, mostly that of their collective; all types are closed."""
    units = [SubjectId(UNIT, key) for key in "abc"]
    blocks = [SubjectId(BLOCK, key) for key in "kl"]
    homes = dict(zip(units, (blocks[0], blocks[0], blocks[1]), strict=True))
    strays = draw(st.integers(0, 3)) == 0
    people: dict[str, dict[str, Any]] = {}
    choices: list[bool | None] = draw(st.sampled_from([[None], [None, True, False], [True, False]]))
    most = draw(st.sampled_from([2, 2, 30]))
    for number in range(draw(st.integers(3, 9))):
        unit = draw(st.sampled_from(units))
        stray = strays and draw(st.integers(0, 3)) == 0
        people[f"p{number}"] = {
            "tập thể": ABSENT if strays and draw(st.integers(0, 7)) == 0 else unit,
            "khối": draw(st.sampled_from(blocks)) if stray else homes[unit],
            "mức": 0,
            "điểm": draw(st.integers(0, most)),
            "quản lý": draw(st.booleans()),
            "đủ": draw(st.integers(0, 3)) > 0,
            "được hội đồng chọn": draw(st.sampled_from(choices)),
        }
    blank = {"điểm": Between(0, 2), "đủ": None, "quản lý": None, "tập thể": OneOf(frozenset(units))}
    for _ in range(draw(st.integers(0, unknown))):
        people[draw(st.sampled_from(sorted(people)))].update([draw(st.sampled_from(list(blank.items())[: 3 + strays]))])
    seats = [0, 1, 2, 3] if unknown == 0 else [0, 1, 2, 3, None]
    subjects: Any = {
        BLOCK: {each.key: (draw(st.sampled_from(seats)),) for each in blocks},
        UNIT: {each.key: (draw(st.sampled_from(seats)), True) for each in units},
        PERSON: {key: tuple(facts.values()) for key, facts in people.items()},
    }
    closed = frozenset(Closure(each) for each in (BLOCK, UNIT, PERSON))
    return with_completion(Case(AWARDS, DAY, PERIOD, subjects, closed))
