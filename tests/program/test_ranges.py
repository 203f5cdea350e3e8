"""Quantities over open collections: bounds that no further member can break."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from tests.program.small import ruleset as written
from tests.program.small import within
from thidua_rules.executors import executor_named
from thidua_rules.facts.case import SubjectId
from thidua_rules.values import MET, NOT_MET, Possible

RULES = written(
    "điểm:\n"
    "  S: {cho: cá nhân, căn cứ: vb-1 M1, mục: {I: {tối đa: 9, trừ: {a: số lần}},"
    " II: {tối đa: 15, áp dụng khi: quản lý, tính: phiếu}}}\n"
    "  R: {cho: tập thể, căn cứ: vb-1 M1, mục: {III: {tối đa: 9, tính: số thành viên}}}\n"
    "xếp loại:\n"
    "  G: {cho: cá nhân, căn cứ: vb-1 M1, như: mức, bảng: {S ≥ 15: tốt, còn lại: đạt}}\n"
    "đại lượng:\n"
    "  trung bình nhóm: {cho: tập thể, kiểu: số, căn cứ: vb-1 M1, tính: trung bình S của thành viên}\n"
    "  lớn nhất nhóm: {cho: tập thể, kiểu: số, căn cứ: vb-1 M1, tính: lớn nhất S của thành viên}\n"
    "  nhỏ nhất nhóm: {cho: tập thể, kiểu: số, căn cứ: vb-1 M1, tính: nhỏ nhất S của thành viên}\n"
    "  tổng nhóm: {cho: tập thể, kiểu: số, căn cứ: vb-1 M1, tính: tổng S của thành viên}\n"
    "  bậc nhóm: {cho: tập thể, kiểu: bậc, như: mức, căn cứ: vb-1 M1, tính: lớn nhất G của thành viên}\n"
    "tiêu chí:\n"
    "  T1: {cho: tập thể, căn cứ: vb-1 M1, khi: mọi thành viên đều (không có mục của S trong đó (điểm = 0))}\n"
    "  T2: {cho: tập thể, căn cứ: vb-1 M1, khi: có thành viên trong đó (điểm mục I ≥ 9)}\n"
    "  T3: {cho: cá nhân, căn cứ: vb-1 M1, khi: R của đơn vị ≥ 2}\n"
)
WIDEST = {
    "trung bình nhóm": (3, 24),
    "lớn nhất nhóm": (3, 24),
    "nhỏ nhất nhóm": (3, 24),
    "tổng nhóm": (0, None),
    "bậc nhóm": (1, 2),
}


def record_of(people: list[dict[str, Any]], closed: bool) -> Any:
    """What the reference finds about one collective: a function of the code."""
    members = [{"mã": f"p{number}", "đơn vị": "u", **each} for number, each in enumerate(people)]
    dossier: dict[str, Any] = {"ngày xét": "2021-12-01", "kỳ xét": "2021", "tập thể": [{"mã": "u"}]}
    case = RULES.read_case({**dossier, "cá nhân": members, **({"đầy đủ": ["cá nhân"]} if closed else {})})
    record = executor_named("reference").run(RULES.program, case, RULES.question(case.on, case.period))

    def found(code: str, person: str | None = None) -> Any:
        subject = SubjectId("tập thể", "u") if person is None else SubjectId("cá nhân", person)
        return record.mask(subject, code) if code in RULES.program.conclusions else record.value(subject, code)

    return found


@pytest.mark.parametrize("code", WIDEST)
def test_an_open_collection_has_the_bounds_of_what_is_summed(code: str) -> None:
    """Of nobody known, a mean or extreme lies within all that a score or grade can be."""
    found: Possible = record_of([], False)(code)
    assert (found.low, found.high) == WIDEST[code]


PERSON = st.fixed_dictionaries(
    {"quản lý": st.booleans(), "số lần": st.integers(0, 6), "phiếu": st.sampled_from([0, 7, 15, 30])}
)


@given(st.lists(PERSON, max_size=2), st.lists(PERSON, min_size=1, max_size=2))
@settings(max_examples=examples(40))
def test_further_members_stay_within_the_bounds(known: list[dict[str, Any]], more: list[dict[str, Any]]) -> None:
    """What all members make of a mean, sum or extreme was possible while some of them were still to come."""
    before, after = record_of(known, False), record_of([*known, *more], True)
    for code in WIDEST:
        assert within(after(code).low, before(code)), code
        assert within(after(code).high, before(code)), code


@given(st.lists(PERSON, max_size=3))
@settings(max_examples=examples(30))
def test_items_are_seen_from_other_subjects(people: list[dict[str, Any]]) -> None:
    """Inside a collection the items are those of each member; along a reference, a score is that of its end."""
    found = record_of(people, True)
    none_lost = all(not (each["quản lý"] and each["phiếu"] == 0) for each in people)
    assert found("T1") == (MET if none_lost else NOT_MET)
    assert found("T2") == (MET if any(each["số lần"] == 0 for each in people) else NOT_MET)
    for number in range(len(people)):
        assert found("T3", f"p{number}") == (MET if len(people) >= 2 else NOT_MET)
