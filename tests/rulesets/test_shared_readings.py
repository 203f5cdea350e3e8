"""Readings that the laws of 2003 and 2022 share: each parameter that switches one changes its verdict."""

import pytest

from tests.rulesets.regimes import YEARS, fighter, verdict_on
from thidua_rules import load
from thidua_rules.api import Ruleset


@pytest.fixture(scope="module", params=YEARS)
def regime(request: pytest.FixtureRequest) -> Ruleset:
    """Each regime."""
    return load(request.param)


def test_the_year_under_review_may_count(regime: Ruleset) -> None:
    """Three years that end with the year under review count only if that year does."""
    year = YEARS[regime.id]
    facts = fighter("CSTĐCS", range(year - 2, year + 1))
    assert verdict_on(regime, facts, "nv", "CSTĐB.a") == "không đạt"
    assert verdict_on(regime, facts, "nv", "CSTĐB.a", số_năm_lùi_khi_đếm_danh_hiệu=0) == "đạt"


def test_two_times_of_the_ministry_may_be_two_years_running(regime: Ruleset) -> None:
    """Two years running count as two times only under the other reading, two times three years apart under ours."""
    year = YEARS[regime.id]
    running, apart = fighter("CSTĐB", (year - 2, year - 1)), fighter("CSTĐB", (year - 4, year - 1))
    yearly = {"số năm giữa hai lần danh hiệu cấp bộ": 1, "hai lần liên tục của danh hiệu cấp bộ": "cách đúng số năm"}
    assert verdict_on(regime, running, "nv", "CSTĐTQ.a") == "không đạt"
    assert verdict_on(regime, running, "nv", "CSTĐTQ.a", **yearly) == "đạt"
    assert verdict_on(regime, apart, "nv", "CSTĐTQ.a") == "đạt"
    assert verdict_on(regime, apart, "nv", "CSTĐTQ.a", **yearly) == "không đạt"


def test_initiatives_of_earlier_years_may_count(regime: Ruleset) -> None:
    """An initiative of the year before counts only if two years are looked at."""
    before = {"mã": "sk", "loại thành tích": "sáng kiến", "năm": YEARS[regime.id] - 1, "được công nhận": True}
    facts = {"cá nhân": [{"mã": "nv", "sáng kiến": [before | {"lần sử dụng": []}]}]}
    assert verdict_on(regime, facts, "nv", "CSTĐCS.b.b2") == "không đạt"
    assert verdict_on(regime, facts, "nv", "CSTĐCS.b.b2", số_năm_tính_sáng_kiến=2) == "đạt"
