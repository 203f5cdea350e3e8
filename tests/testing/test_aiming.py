"""Cases drawn for a purpose have it, and a property that never met its premise is no success."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

import thidua_rules as tr
from tests.profiles import examples
from thidua_rules.testing import cases, cases_where, check_whenever

RULES = tr.load("btnmt/2021")
FEW = settings(
    max_examples=3, phases=[Phase.generate], deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def anybody(case: tr.Case, code: str, status: tr.Status = tr.Status.MET) -> bool:
    """Whether somebody has this verdict."""
    return any(each.status is status for each in RULES.decide(case) if each.code == code)


@FEW
@given(cases_where(RULES, "LĐTT"))
def test_somebody_meets_what_was_aimed_at(case: tr.Case) -> None:
    """A title of the ministry's rules is met in every case drawn for it, and the case is complete."""
    assert anybody(case, "LĐTT")
    assert all(slot is not None for rows in case.subjects.values() for row in rows.values() for slot in row)


@FEW
@given(cases_where(RULES, "LĐTT", tr.Status.NOT_MET))
def test_somebody_fails_what_was_aimed_at(case: tr.Case) -> None:
    """The other status can be aimed at as well."""
    assert anybody(case, "LĐTT", tr.Status.NOT_MET)


@FEW
@given(cases_where(RULES, "T1", away=True), st.data())
def test_one_fact_away_is_not_yet_there(case: tr.Case, data: st.DataObject) -> None:
    """With `away`, somebody does not meet the conclusion yet."""
    assert any(each.status is not tr.Status.MET for each in RULES.decide(case) if each.code == "T1")


@pytest.mark.skipif(examples(10) <= 10, reason="takes many seconds: for the deeper profile")
def test_a_title_under_a_quota_is_reached() -> None:
    """CSTĐCS has a share of LĐTT as its quota, so whoever meets it stands in a group of many; they meet LĐTT too."""

    def both(case: tr.Case) -> bool:
        decision = RULES.decide(case)
        met = [each.subject for each in decision if each.code == "CSTĐCS" and each.status is tr.Status.MET]
        return all(decision[subject, "LĐTT"].status is tr.Status.MET for subject in met)

    check_whenever(cases_where(RULES, "CSTĐCS"), lambda case: anybody(case, "CSTĐCS"), both, examples=1)


def test_a_premise_that_never_held_is_a_failure() -> None:
    """What is said of those who meet a title is not green where nobody does."""
    nobody = cases(RULES.model.vocabulary, complete=True, closed=True, max_subjects=1)
    with pytest.raises(AssertionError, match="none of"):
        check_whenever(nobody, lambda case: anybody(case, "CSTĐCS"), lambda case: False, examples=10)


def test_what_does_not_follow_is_shown() -> None:
    """A case with the premise and without the rest fails."""
    with pytest.raises(AssertionError, match="should follow"):
        check_whenever(cases_where(RULES, "LĐTT"), lambda case: True, lambda case: False, examples=2)


def test_what_several_types_share_can_be_aimed_at(tmp_path: Path) -> None:
    """Somebody of one or the other type has it, and both types come up."""
    text = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng: {thợ: {giỏi: đúng/sai}, thầy: {giỏi: đúng/sai}}
tiêu chí: {T: {cho: [thợ, thầy], căn cứ: qd Đ1, khi: giỏi}}
"""
    (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    rules = tr.load(tmp_path)
    seen = set[str]()

    @settings(FEW, max_examples=10)
    @given(cases_where(rules, "T"))
    def check(case: tr.Case) -> None:
        met = [each.subject.type for each in rules.decide(case) if each.status is tr.Status.MET]
        assert met
        seen.update(met)

    check()
    assert seen == {"thợ", "thầy"}


def test_unknown_codes_are_refused() -> None:
    """The arguments are checked."""
    with pytest.raises(InvalidArgument):
        cases_where(RULES, "không có")
