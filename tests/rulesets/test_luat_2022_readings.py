"""The recorded readings of the rulesets of Law 2022: each parameter that switches one changes its verdict."""

from typing import Any

import pytest

from tests.rulesets.regimes import YEARS, fighter, verdict_on
from thidua_rules import load
from thidua_rules.api import Ruleset

REGIMES = ("luat/2024", "luat/2025")

GOOD: dict[str, Any] = {
    "mức hoàn thành nhiệm vụ": "hoàn thành xuất sắc nhiệm vụ",
    "có tinh thần tự lực tự cường": True,
    "đoàn kết tương trợ": True,
    "tích cực tham gia phong trào thi đua": True,
    "ngày tuyển dụng": "01/03/2010",
    "giới tính": "nam",
    "đang bị xem xét kỷ luật hoặc xác minh": False,
    "kỷ luật": [],
}


@pytest.fixture(scope="module", params=REGIMES)
def regime(request: pytest.FixtureRequest) -> Ruleset:
    """Each regime under Law 2022."""
    return load(request.param)


@pytest.fixture(scope="module")
def latest() -> Ruleset:
    """The regime of Decree 152/2025."""
    return load("luat/2025")


@pytest.mark.parametrize(("initiatives", "strict"), [(None, "chưa đủ căn cứ"), (1, "không đạt"), (2, "đạt")])
def test_two_initiatives_may_be_asked_of_those_twice_fighters(
    regime: Ruleset, initiatives: int | None, strict: str
) -> None:
    """Who was a fighter twice needs two initiatives for the commendation only under the stricter reading."""
    year = YEARS[regime.id]
    person = fighter("CSTĐCS", (year - 2, year - 1))["cá nhân"][0]
    person |= {"khen thưởng đã nhận": [], "kết quả năm": [], "kỷ luật": []}
    if initiatives is not None:
        one = {"loại thành tích": "sáng kiến", "năm": year - 1, "được công nhận": True, "được áp dụng hiệu quả": True}
        person["sáng kiến"] = [{"mã": f"sk{each}", **one, "lần sử dụng": []} for each in range(initiatives)]
    facts = {"cá nhân": [person]}
    both = {"hai sáng kiến của bằng khen cấp bộ": "cả hai trường hợp"}
    assert verdict_on(regime, facts, "nv", "BKB-CN.tc.d") == "đạt"
    assert verdict_on(regime, facts, "nv", "BKB-CN.tc.d", **both) == strict


def test_a_circular_without_text_may_be_waited_for(latest: Ruleset) -> None:
    """Who has the standard of the law is met by default, unknown if the circular's text is to be waited for."""
    facts = {"cá nhân": [{"mã": "nv", **GOOD}]}
    waiting = {"phần Thông tư chưa có nguyên văn": "chờ văn bản"}
    assert verdict_on(latest, facts, "nv", "LĐTT") == "đạt"
    assert verdict_on(latest, facts, "nv", "LĐTT", **waiting) == "chưa đủ căn cứ"
    assert verdict_on(latest, facts, "nv", "LĐTT.tt", **waiting) == "chưa đủ căn cứ"
    low = {"cá nhân": [{"mã": "nv", **GOOD, "đoàn kết tương trợ": False}]}
    assert verdict_on(latest, low, "nv", "LĐTT", **waiting) == "không đạt"


@pytest.mark.parametrize(("done", "strict"), [("15/12/2024", "đạt"), ("16/12/2024", "không đạt")])
def test_a_whole_year_after_a_discipline_may_be_asked(latest: Ruleset, done: str, strict: str) -> None:
    """A discipline completed within the last twelve months bars a yearly title only under the stricter reading."""
    discipline = {"mã": "kl", "hình thức": "khiển trách", "năm": 2024, "ngày chấp hành xong": done}
    facts = {"cá nhân": [{"mã": "nv", **GOOD, "kỷ luật": [discipline]}]}
    assert verdict_on(latest, facts, "nv", "LĐTT") == "đạt"
    assert verdict_on(latest, facts, "nv", "LĐTT", thành_tích_của_năm_có_kỷ_luật="phải trọn năm") == strict


def test_a_body_may_set_a_share_and_then_women_come_first(latest: Ruleset) -> None:
    """With 15 % of seven people there is one seat, and it goes to the woman; without a share all get the title."""
    people = [{"mã": f"n{each}", **GOOD} for each in range(7)]
    people[3]["giới tính"] = "nữ"
    facts = {"tập thể": [{"mã": "dv", "thành viên": people}]}
    for each in range(7):
        assert verdict_on(latest, facts, f"n{each}", "CSTĐCS") == "đạt"
        expected = "đạt" if each == 3 else "không đạt"
        assert verdict_on(latest, facts, f"n{each}", "CSTĐCS", tỷ_lệ_CSTĐCS="15%") == expected


def test_rounding_of_the_flags_is_a_reading(latest: Ruleset) -> None:
    """20 % of three leaders gives no flag rounded down and one rounded to the nearest."""
    flag = {
        "là tập thể dẫn đầu khối thi đua": True,
        "tiêu biểu trong số tập thể dẫn đầu khối thi đua": True,
        "hoàn thành vượt chỉ tiêu thi đua và nhiệm vụ": True,
        "là tập thể tiêu biểu xuất sắc": True,
        "nội bộ đoàn kết": True,
        "tổ chức đảng và đoàn thể trong sạch vững mạnh": True,
        "thực hành tiết kiệm và chống lãng phí": "đi đầu",
        "phòng chống tham nhũng và tệ nạn xã hội": "đi đầu",
        "dẫn đầu khối thi đua do trung ương tổ chức": False,
        "dẫn đầu phong trào chuyên đề": False,
        "tỷ lệ nữ": "30%",
        "kỷ luật": [],
    }
    units = [{"mã": f"t{each}", **flag, "được hội đồng chọn": each == 0} for each in range(3)]
    facts = {"bộ ngành tỉnh": [{"mã": "bo", "tập thể trực thuộc": units}]}
    assert verdict_on(latest, facts, "t0", "chỉ tiêu CTĐCP") == "không đạt"
    assert verdict_on(latest, facts, "t0", "chỉ tiêu CTĐCP", phần_cộng_trước_khi_làm_tròn_xuống="0,5") == "đạt"


def test_titles_of_one_period_may_share_one_amount_whatever_the_day(latest: Ruleset) -> None:
    """A lesser title decided on another day keeps its amount by default, and loses it under the other reading."""
    decision = {"thành tích từ năm": 2025, "thành tích đến năm": 2025, "mức lương cơ sở": 1000000}
    decisions = [
        {"mã": "q1", "danh hiệu": "LĐTT", "ngày quyết định": "20/01/2026", **decision},
        {"mã": "q2", "danh hiệu": "CSTĐCS", "ngày quyết định": "20/02/2026", **decision},
    ]
    case = latest.read_case(
        {"cá nhân": [{"mã": "nv", "quyết định khen thưởng": decisions}]}, on="15/12/2025", period="2025"
    )
    other: dict[str, object] = {"tiền thưởng danh hiệu cùng thời gian": "cùng thời gian tính thành tích"}
    assert _amount(latest, case, "q1") == 300_000
    assert _amount(latest, case, "q1", other) == 0
    assert _amount(latest, case, "q2", other) == 1_000_000


def _amount(rules: Ruleset, case: Any, code: str, parameters: dict[str, object] | None = None) -> object:
    found = rules.decide(case, parameters=parameters).value(code, "tiền thưởng cá nhân")
    return found.value
