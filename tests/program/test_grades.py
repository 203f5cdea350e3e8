"""Grades once compiled: tables, adjustments in order and quotas equal what is reckoned by hand."""

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from tests.program.small import amounts, one, ruleset
from thidua_rules import Ruleset
from thidua_rules.program import ir
from thidua_rules.values import MET, NOT_MET, Possible, options, point

SCALE = ("yếu", "đạt", "tốt", "xuất sắc")
OUTSIDE = -1
"""`không xếp loại`."""
TABLE = "{phiếu < 3: không xếp loại, phiếu ≥ 25: xuất sắc, phiếu ≥ 18: tốt, phiếu ≥ 10: đạt, còn lại: yếu}"


def graded(body: str, table: str = TABLE) -> Ruleset:
    """A ruleset with the grade G of people on the scale of collectives."""
    head = f"xếp loại:\n  G:\n    cho: cá nhân\n    căn cứ: vb-1 M1\n    như: mức\n    bảng: {table}\n"
    return ruleset(head + "".join(f"    {line}\n" for line in body.splitlines()))


ADJUSTED = graded(
    "điều chỉnh:\n"
    "  - {mã: Đ1, khi: vi phạm, hạ: 1, căn cứ: vb-1 M2}\n"
    "  - {mã: Đ2, khi: quản lý, không cao hơn: mức của đơn vị}\n"
    "  - {mã: Đ3, khi: số lần ≥ 5, thành: không xếp loại}\n"
    "  - {mã: Đ4, khi: số buổi ≥ 3, nâng: 2, không cao hơn: tốt}\n"
    "  - {mã: Đ5, không thấp hơn: đạt}\n"
)
DOMAINS: dict[str, list[Any]] = {
    "quản lý": [True, False],
    "vi phạm": [True, False],
    "số lần": [0, 5],
    "số buổi": [0, 3],
    "phiếu": [1, 5, 10, 18, 25, 30],
    "mức": [OUTSIDE, 0, 1, 2, 3],
}


def by_hand(facts: dict[str, Any]) -> int:
    """The grade of one person of whom everything is known."""
    ballots = facts["phiếu"]
    grade = OUTSIDE if ballots < 3 else 3 if ballots >= 25 else 2 if ballots >= 18 else 1 if ballots >= 10 else 0
    if facts["vi phạm"] and grade != OUTSIDE:
        grade = max(grade - 1, 0)
    if facts["quản lý"] and OUTSIDE not in (grade, facts["mức"]):
        grade = min(grade, facts["mức"])
    if facts["số lần"] >= 5:
        grade = OUTSIDE
    if facts["số buổi"] >= 3 and grade != OUTSIDE:
        grade = min(grade + 2, 3, 2)
    return grade if grade == OUTSIDE else max(grade, 1)


def adjusted(facts: dict[str, Any], executor: str = "reference") -> Possible:
    """What is known of the grade of a person in a collective."""
    own = {name: value for name, value in facts.items() if name != "mức"}
    level = facts["mức"]
    name = None if level is None else "không xếp loại" if level == OUTSIDE else SCALE[level]
    collective = [{"mã": "u", "mức": name}]
    found = amounts(ADJUSTED, {"a": {**own, "đơn vị": "u"}}, executor, **{"tập thể": collective})
    result: Possible = found("a", "G")
    return result


def outcomes(found: Possible) -> set[int]:
    """The grades still possible, −1 for those outside the order."""
    assert found.others is not None
    assert not found.absent
    if not found.ordered:
        return set(found.others)
    assert found.low is not None
    assert found.high is not None
    return set(found.others) | set(range(int(found.low), int(found.high) + 1))


KNOWN = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in DOMAINS.items()})
PARTLY = st.fixed_dictionaries({name: st.sampled_from([None, *values]) for name, values in DOMAINS.items()})


@given(KNOWN)
@settings(max_examples=examples(60))
def test_adjustments_in_order_equal_hand_reckoning(facts: dict[str, Any]) -> None:
    """Steps stop at the ends of the order, bounds outside it do not bind, outcomes outside it stay."""
    grade = by_hand(facts)
    assert adjusted(facts) == (options([OUTSIDE]) if grade == OUTSIDE else point(grade))


@given(PARTLY)
@settings(max_examples=examples(60))
def test_unknown_facts_leave_what_their_completions_give(facts: dict[str, Any]) -> None:
    """Every grade that a completion gives stays possible, and one that none gives only within a range of these."""
    found = adjusted(facts)
    whole = [DOMAINS[name] if value is None else [value] for name, value in facts.items()]
    grades = {by_hand(dict(zip(facts, each, strict=True))) for each in product(*whole)}
    assert grades <= outcomes(found)
    assert not found.undetermined


@given(PARTLY)
@settings(max_examples=examples(25))
def test_forward_finds_what_the_reference_finds(facts: dict[str, Any]) -> None:
    """Both executors leave the same grades possible."""
    assert adjusted(facts, "forward") == adjusted(facts)


@pytest.mark.parametrize(
    ("facts", "grade"),
    [
        ({"phiếu": 25, "vi phạm": None}, Possible(2, 3)),
        ({"phiếu": None, "vi phạm": True}, Possible(0, 2, others=frozenset([OUTSIDE]))),
        ({"phiếu": 1, "vi phạm": None}, options([OUTSIDE])),
        ({"phiếu": 5, "vi phạm": None}, point(0)),
    ],
)
def test_a_step_down_leaves_just_the_grades_it_can_lead_to(facts: dict[str, Any], grade: Possible) -> None:
    """An unknown table result or condition is moved grade by grade."""
    rules = graded("điều chỉnh: [{khi: vi phạm, hạ: 1}]")
    assert one(rules, facts)("G") == grade


def test_steps_are_told_with_their_citations() -> None:
    """The grade by the table, after each adjustment, and at last under its own name; each cites its clause."""
    steps = [rule for rule in ADJUSTED.program.rules if isinstance(rule, ir.Quantity)]
    cited = {rule.code: rule.about.citations for rule in steps}
    assert set(cited) == {"G", "G (bảng)", *(f"G (Đ{each})" for each in range(1, 6))}
    assert cited["G (Đ1)"] == ("vb-1 M2",)
    assert cited["G"] == ("vb-1 M1",)
    texts = {rule.code: rule.about.text for rule in steps}
    assert texts["G (Đ4)"] == "nâng 2 bậc, không cao hơn tốt"


def test_a_grade_without_adjustments_is_one_quantity() -> None:
    """A plain table needs no steps; a grade that does not apply is undetermined."""
    rules = graded("áp dụng khi: quản lý")
    assert [rule.code for rule in rules.program.rules] == ["G"]
    assert one(rules, {"phiếu": 18, "quản lý": True})("G") == point(2)
    assert one(rules, {"phiếu": 18, "quản lý": False})("G").undetermined


# ---------------------------------------------------------------- quotas

LIMITED = graded(
    "điều chỉnh: [{mã: Đ1, khi: vi phạm, hạ: 1}]\n"
    "chỉ tiêu:\n"
    "  bậc: xuất sắc\n"
    "  vượt thì: tốt\n"
    "  trong: đơn vị\n"
    "  giới hạn:\n"
    "    Q1:\n"
    "      tối đa: 40% × số thành viên của đơn vị trong đó (G trước chỉ tiêu ≥ “tốt”)\n"
    "      làm tròn: xuống\n"
    "  ưu tiên: [phiếu giảm dần]\n"
    "  khi bằng nhau: cùng loại\n"
)
PEOPLE = st.lists(
    st.fixed_dictionaries({"phiếu": st.sampled_from([5, 18, 25, 26, 27, 28]), "vi phạm": st.booleans()}),
    min_size=1,
    max_size=6,
)


def limited(people: list[dict[str, Any]], executor: str = "reference") -> Any:
    """The findings about people of one collective."""
    named = {f"p{number}": {**each, "đơn vị": "u"} for number, each in enumerate(people)}
    return amounts(LIMITED, named, executor, **{"tập thể": [{"mã": "u"}]})


def before(facts: dict[str, Any]) -> int:
    """The grade before the quota."""
    ballots = facts["phiếu"]
    grade = 3 if ballots >= 25 else 2 if ballots >= 18 else 0
    return max(grade - 1, 0) if facts["vi phạm"] else grade


@given(PEOPLE)
@settings(max_examples=examples(40))
def test_the_limited_step_goes_to_those_who_come_first(people: list[dict[str, Any]]) -> None:
    """Those with the step take the seats by priority; those left out, ties included, have the step below it."""
    found = limited(people)
    seats = int(Fraction(40, 100) * sum(before(each) >= 2 for each in people))
    for number, each in enumerate(people):
        ahead = sum(
            before(other) == 3 and other["phiếu"] >= each["phiếu"]
            for place, other in enumerate(people)
            if place != number
        )
        grade = before(each) if before(each) != 3 or ahead < seats else 2
        assert found(f"p{number}", "G") == point(grade)
        assert found(f"p{number}", "G trước chỉ tiêu") == point(before(each))
        assert found(f"p{number}", "đủ chuẩn G") == (MET if before(each) == 3 else NOT_MET)


@given(PEOPLE, st.data())
@settings(max_examples=examples(30))
def test_an_unknown_fact_under_a_quota_keeps_its_completions(people: list[dict[str, Any]], data: st.DataObject) -> None:
    """Whatever a missing fact turns out to be, everybody's grade is among those left possible; executors agree."""
    place = data.draw(st.integers(0, len(people) - 1))
    unsure = [{**each, "vi phạm": None} if number == place else each for number, each in enumerate(people)]
    found, forward = limited(unsure), limited(unsure, "forward")
    for breach in (True, False):
        whole = [{**each, "vi phạm": breach} if number == place else each for number, each in enumerate(people)]
        sure = limited(whole)
        for number in range(len(people)):
            assert outcomes(sure(f"p{number}", "G")) <= outcomes(found(f"p{number}", "G"))
            assert forward(f"p{number}", "G") == found(f"p{number}", "G")


def test_one_surely_outside_never_has_the_limited_step() -> None:
    """Who may or may not have the step, but would find no seat, has at most the one that is given instead."""
    people: list[dict[str, Any]] = [
        {"phiếu": 28, "vi phạm": False},
        {"phiếu": 27, "vi phạm": False},
        {"phiếu": 25, "vi phạm": None},
    ]
    assert limited(people)("p2", "G") == point(2)


def test_a_grade_with_a_quota_is_listed_with_the_titles() -> None:
    """Its standard, seats and final grade hang together under the grade's name."""
    assert LIMITED.program.titles["G"] == ir.Title("G", "cá nhân", "đủ chuẩn G", "chỉ tiêu G", "G")


def test_who_has_the_limited_step_counts_among_those_the_seats_are_reckoned_from() -> None:
    """A base of all from `tốt` on has in it whoever has the step above: two of these give the one seat its holder."""
    rules = graded(
        "chỉ tiêu:\n"
        "  {bậc: xuất sắc, vượt thì: tốt, trong: đơn vị, ưu tiên: [phiếu giảm dần], khi bằng nhau: cùng loại, giới hạn:"
        " {Q1: {tối đa: 50% × số thành viên của đơn vị trong đó (G trước chỉ tiêu ≥ “tốt”), làm tròn: xuống}}}"
    )
    (quota,) = [each for each in rules.program.rules if isinstance(each, ir.Quota)]
    assert [each.within_base for each in quota.limits] == [True]
    people: dict[str, dict[str, Any]] = {"a": {"phiếu": None, "đơn vị": "u"}, "b": {"phiếu": 20, "đơn vị": "u"}}
    found = amounts(rules, people, "reference", **{"tập thể": [{"mã": "u"}]})
    assert found("a", "chỉ tiêu G") == MET
