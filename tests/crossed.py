"""Quotas with limits in two kinds of groups that people share in all ways: a seat in one may free one in another."""

from typing import Any

from hypothesis import strategies as st

from thidua_rules.facts.case import Between, Case, Closure, OneOf, SubjectId
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.testing.awards import AWARDS, BLOCK, PERSON, UNIT
from thidua_rules.testing.strategies import DAY, PERIOD
from thidua_rules.testing.strategies_cases import with_completion
from thidua_rules.values import ABSENT, point

OWN = ir.Walk(PERSON, (), False, (PERSON,))
WHOLE = ir.ValueType(Kind.INTEGER, None, True)
MANAGER, ENOUGH = (ir.Fact(OWN, name) for name in ("quản lý", "đủ"))
POINTS = ir.FieldValue(OWN, "điểm", WHOLE)


@st.composite
def crossed_quotas(draw: st.DrawFn) -> ir.Program:
    """Few seats in each collective and in each block, which people share in all ways, in the order of their points."""
    groups = ("tập thể", "khối", *draw(st.sampled_from([(), ("tập thể",), ("khối",)])))
    seats = [ir.Constant(point(draw(st.integers(1, 2))), WHOLE) for _ in groups]
    counted = [draw(st.sampled_from([None, None, MANAGER])) for _ in groups]
    limits = [
        ir.Limit(f"X.Q{number}", *each) for number, each in enumerate(zip(groups, seats, counted, strict=True), 1)
    ]
    ties: ir.Ties = draw(st.sampled_from(["council", "all", "none"]))
    rules = (
        ir.Criterion("đủ chuẩn X", PERSON, ir.Requirement("đủ chuẩn X", "leaf", ENOUGH)),
        ir.Quota("chỉ tiêu X", PERSON, "đủ chuẩn X", tuple(limits), (ir.SortKey(POINTS, True),), ties),
    )
    return ir.Program(AWARDS, rules, (0, 1))


@st.composite
def crossed_groups(draw: st.DrawFn) -> Case:
    """Three to five people of two collectives and two blocks, all known but for one or two facts, or a roster."""
    units, blocks = ([SubjectId(name, key) for key in "ab"] for name in (UNIT, BLOCK))
    people: dict[str, dict[str, Any]] = {}
    for number in range(draw(st.integers(3, 5))):
        people[f"p{number}"] = {
            "tập thể": draw(st.sampled_from([*units, units[0], ABSENT])),
            "khối": draw(st.sampled_from(blocks)),
            "mức": 0,
            "điểm": draw(st.integers(0, 2)),
            "quản lý": draw(st.booleans()),
            "đủ": draw(st.integers(0, 3)) > 0,
            "được hội đồng chọn": None,
        }
    unknown = {
        "điểm": Between(0, 2),
        "khối": OneOf(frozenset(blocks)),
        "tập thể": OneOf(frozenset(units)),
        "đủ": None,
        "quản lý": None,
    }
    for _ in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from([*unknown, "điểm"]))
        people[draw(st.sampled_from(sorted(people)))][name] = unknown[name]
    closed = [Closure(PERSON, unit, "thành viên") for unit in units]
    closed += [Closure(PERSON, block, "người trong khối") for block in draw(st.sampled_from([blocks, blocks[:1]]))]
    if draw(st.booleans()):
        closed = [Closure(PERSON)]
    rows = {key: tuple(facts.values()) for key, facts in people.items()}
    subjects: Any = {
        BLOCK: {each.key: (None,) * len(AWARDS.types[0].fields) for each in blocks},
        UNIT: {each.key: (0, True) for each in units},
        PERSON: rows,
    }
    return with_completion(Case(AWARDS, DAY, PERIOD, subjects, frozenset(closed)))
