"""Quotas with limits in two kinds of groups that people share in all ways: a seat in one may free one in another.

The limits count different people: everybody, classes that overlap or exclude each other, nobody at all; and their
seats are numbers, or quantities of the group that count its members.
"""

from typing import Any

from hypothesis import strategies as st

from thidua_rules.facts.case import Between, Case, Closure, OneOf, SubjectId
from thidua_rules.facts.vocabulary import Collection, Kind
from thidua_rules.program import ir
from thidua_rules.testing.awards import AWARDS, BLOCK, PERSON, UNIT
from thidua_rules.testing.strategies import DAY, PERIOD
from thidua_rules.testing.strategies_cases import with_completion
from thidua_rules.values import ABSENT, Comparison, point

OWN = ir.Walk(PERSON, (), False, (PERSON,))
WHOLE = ir.ValueType(Kind.INTEGER, None, True)
MANAGER, ENOUGH, CHOSEN = (ir.Fact(OWN, name) for name in ("quản lý", "đủ", "được hội đồng chọn"))
POINTS = ir.FieldValue(OWN, "điểm", WHOLE)
MOST_POINTS = 5


def _number(number: int) -> ir.Constant:
    return ir.Constant(point(number), WHOLE)


SOME_POINTS = ir.Compared(Comparison.GE, POINTS, _number(1))
COUNTED: tuple[ir.Condition | None, ...] = (
    None,
    MANAGER,
    ir.Negation(MANAGER),
    SOME_POINTS,
    ir.Conjunction((MANAGER, SOME_POINTS)),
    ir.Conjunction((MANAGER, ir.Negation(MANAGER))),
)
"""Whom a limit counts: everybody, a class, the rest, one that overlaps, one within another, nobody."""
ROSTERS = {
    "tập thể": (UNIT, Collection("thành viên", UNIT, PERSON, "tập thể")),
    "khối": (BLOCK, Collection("người trong khối", BLOCK, PERSON, "khối")),
}


def _allowance(reference: str) -> ir.Quantity:
    """A quantity of the groups that a reference leads to: as many as it has managers, but at least one."""
    type_, roster = ROSTERS[reference]
    managers = ir.CountOf(ir.Members(ir.Walk(type_, (), False, (type_,)), (roster,), MANAGER), WHOLE)
    return ir.Quantity(f"hạn mức {reference}", type_, ir.Bounded(managers, _number(1), None, WHOLE), WHOLE)


@st.composite
def crossed_quotas(draw: st.DrawFn) -> ir.Program:
    """Few seats in each collective and in each block, which people share in all ways, in the order of their points."""
    groups = ("tập thể", "khối", *draw(st.sampled_from([(), ("tập thể",), ("khối",)])))
    limits = []
    for number, reference in enumerate(groups, 1):
        seats: ir.Value = _number(draw(st.integers(1, 2)))
        if draw(st.integers(0, 3)) == 0:
            type_, _ = ROSTERS[reference]
            seats = ir.Derived(ir.Walk(PERSON, (reference,), False, (type_,)), f"hạn mức {reference}", WHOLE)
        counts = draw(st.sampled_from([None, None, MANAGER, *COUNTED]))
        limits.append(ir.Limit(f"X.Q{number}", reference, seats, counts))
    keys = (ir.SortKey(POINTS, True), *draw(st.sampled_from([(), (ir.SortKey(CHOSEN, True, choice=True),)])))
    ties: ir.Ties = draw(st.sampled_from(["council", "all", "none"]))
    rules = (
        *(_allowance(each) for each in ROSTERS),
        ir.Criterion("đủ chuẩn X", PERSON, ir.Requirement("đủ chuẩn X", "leaf", ENOUGH)),
        ir.Quota("chỉ tiêu X", PERSON, "đủ chuẩn X", tuple(limits), keys, ties),
    )
    return ir.Program(AWARDS, rules, (0, 0, 0, 1))


@st.composite
def crossed_groups(draw: st.DrawFn, unknown: int = 2, level: bool = True) -> Case:
    """Three to five people of two collectives and two blocks, all known but for a few facts, or a roster.

    The council's choice may be blank besides. Without unknown facts everybody is in a group; without `level`, nobody
    has as many points as another.
    """
    units, blocks = ([SubjectId(name, key) for key in "ab"] for name in (UNIT, BLOCK))
    people: dict[str, dict[str, Any]] = {}
    choices = draw(st.sampled_from([[None], [None, True, False], [True, False]]))
    number_of_people = draw(st.integers(3, 5))
    points = st.integers(0, 2)
    ranked = draw(st.permutations(range(MOST_POINTS)))
    for number in range(number_of_people):
        people[f"p{number}"] = {
            "tập thể": draw(st.sampled_from([*units, units[0], *([ABSENT] if unknown else [])])),
            "khối": draw(st.sampled_from(blocks)),
            "mức": 0,
            "điểm": draw(points) if level else ranked[number],
            "quản lý": draw(st.booleans()),
            "đủ": draw(st.integers(0, 3)) > 0,
            "được hội đồng chọn": draw(st.sampled_from(choices)),
        }
    blank = {
        "điểm": Between(0, 2),
        "khối": OneOf(frozenset(blocks)),
        "tập thể": OneOf(frozenset(units)),
        "đủ": None,
        "quản lý": None,
    }
    for _ in range(draw(st.integers(0, unknown))):
        name = draw(st.sampled_from([*blank, "điểm"]))
        people[draw(st.sampled_from(sorted(people)))][name] = blank[name]
    closed = [Closure(PERSON)]
    if unknown and draw(st.booleans()):
        closed = [Closure(PERSON, unit, "thành viên") for unit in units]
        closed += [Closure(PERSON, block, "người trong khối") for block in draw(st.sampled_from([blocks, blocks[:1]]))]
    rows = {key: tuple(facts.values()) for key, facts in people.items()}
    subjects: Any = {
        BLOCK: {each.key: (None,) * len(AWARDS.types[0].fields) for each in blocks},
        UNIT: {each.key: (0, True) for each in units},
        PERSON: rows,
    }
    return with_completion(Case(AWARDS, DAY, PERIOD, subjects, frozenset(closed)))
