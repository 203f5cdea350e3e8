"""The recorded readings of the rulesets of Law 2022: each parameter that switches one changes its verdict."""

from typing import Any

import pytest

from thidua_rules import load
from thidua_rules.api import Ruleset
from thidua_rules.authoring.scenarios import STATUS_WORDS

YEARS = {"luat/2024": 2024, "luat/2025": 2025}
"""The year under review for each regime."""

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


@pytest.fixture(scope="module", params=YEARS)
def regime(request: pytest.FixtureRequest) -> Ruleset:
    """Each regime under Law 2022."""
    return load(request.param)


@pytest.fixture(scope="module")
def latest() -> Ruleset:
    """The regime of Decree 152/2025."""
    return load("luat/2025")


def _verdict(rules: Ruleset, facts: dict[str, Any], subject: str, code: str, **parameters: object) -> str:
    year = YEARS[rules.id]
    case = rules.read_case(facts, on=f"15/12/{year}", period=str(year))
    named = {name.replace("_", " "): value for name, value in parameters.items()}
    return STATUS_WORDS[rules.decide(case, parameters=named)[subject, code].status]


def _fighter(code: str, years: range | tuple[int, ...]) -> dict[str, Any]:
    received = [{"danh hiệu": code, "năm": year} for year in years]
    return {"cá nhân": [{"mã": "nv", "danh hiệu đã nhận": received}]}


def test_the_year_under_review_may_count(regime: Ruleset) -> None:
    """Three years that end with the year under review count only if that year does."""
    year = YEARS[regime.id]
    facts = _fighter("CSTĐCS", range(year - 2, year + 1))
    assert _verdict(regime, facts, "nv", "CSTĐB.a") == "không đạt"
    assert _verdict(regime, facts, "nv", "CSTĐB.a", số_năm_lùi_khi_đếm_danh_hiệu=0) == "đạt"


def test_two_times_of_the_ministry_may_be_two_years_running(regime: Ruleset) -> None:
    """Two years running count as two times only under the other reading, two times three years apart under ours."""
    year = YEARS[regime.id]
    running, apart = _fighter("CSTĐB", (year - 2, year - 1)), _fighter("CSTĐB", (year - 4, year - 1))
    yearly = {"số năm giữa hai lần danh hiệu cấp bộ": 1}
    assert _verdict(regime, running, "nv", "CSTĐTQ.a") == "không đạt"
    assert _verdict(regime, running, "nv", "CSTĐTQ.a", **yearly) == "đạt"
    assert _verdict(regime, apart, "nv", "CSTĐTQ.a") == "đạt"
    assert _verdict(regime, apart, "nv", "CSTĐTQ.a", **yearly) == "không đạt"


def test_initiatives_of_earlier_years_may_count(regime: Ruleset) -> None:
    """An initiative of the year before counts only if two years are looked at."""
    before = {"mã": "sk", "loại thành tích": "sáng kiến", "năm": YEARS[regime.id] - 1, "được công nhận": True}
    facts = {"cá nhân": [{"mã": "nv", "sáng kiến": [before | {"lần sử dụng": []}]}]}
    assert _verdict(regime, facts, "nv", "CSTĐCS.b.b2") == "không đạt"
    assert _verdict(regime, facts, "nv", "CSTĐCS.b.b2", số_năm_tính_sáng_kiến=2) == "đạt"


@pytest.mark.parametrize(("initiatives", "strict"), [(None, "chưa đủ căn cứ"), (1, "không đạt"), (2, "đạt")])
def test_two_initiatives_may_be_asked_of_those_twice_fighters(
    regime: Ruleset, initiatives: int | None, strict: str
) -> None:
    """Who was a fighter twice needs two initiatives for the commendation only under the stricter reading."""
    year = YEARS[regime.id]
    fighter = _fighter("CSTĐCS", (year - 2, year - 1))["cá nhân"][0]
    fighter |= {"khen thưởng đã nhận": [], "kết quả năm": [], "kỷ luật": []}
    if initiatives is not None:
        one = {"loại thành tích": "sáng kiến", "năm": year - 1, "được công nhận": True, "được áp dụng hiệu quả": True}
        fighter["sáng kiến"] = [{"mã": f"sk{each}", **one, "lần sử dụng": []} for each in range(initiatives)]
    facts = {"cá nhân": [fighter]}
    both = {"hai sáng kiến của bằng khen cấp bộ": "cả hai trường hợp"}
    assert _verdict(regime, facts, "nv", "BKB-CN.tc.d") == "đạt"
    assert _verdict(regime, facts, "nv", "BKB-CN.tc.d", **both) == strict


def test_a_circular_without_text_may_be_waited_for(latest: Ruleset) -> None:
    """Who has the standard of the law is met by default, unknown if the circular's text is to be waited for."""
    facts = {"cá nhân": [{"mã": "nv", **GOOD}]}
    waiting = {"phần Thông tư chưa có nguyên văn": "chờ văn bản"}
    assert _verdict(latest, facts, "nv", "LĐTT") == "đạt"
    assert _verdict(latest, facts, "nv", "LĐTT", **waiting) == "chưa đủ căn cứ"
    assert _verdict(latest, facts, "nv", "LĐTT.tt", **waiting) == "chưa đủ căn cứ"
    low = {"cá nhân": [{"mã": "nv", **GOOD, "đoàn kết tương trợ": False}]}
    assert _verdict(latest, low, "nv", "LĐTT", **waiting) == "không đạt"


@pytest.mark.parametrize(("done", "strict"), [("15/12/2024", "đạt"), ("16/12/2024", "không đạt")])
def test_a_whole_year_after_a_discipline_may_be_asked(latest: Ruleset, done: str, strict: str) -> None:
    """A discipline completed within the last twelve months bars a yearly title only under the stricter reading."""
    discipline = {"mã": "kl", "hình thức": "khiển trách", "năm": 2024, "ngày chấp hành xong": done}
    facts = {"cá nhân": [{"mã": "nv", **GOOD, "kỷ luật": [discipline]}]}
    assert _verdict(latest, facts, "nv", "LĐTT") == "đạt"
    assert _verdict(latest, facts, "nv", "LĐTT", thành_tích_của_năm_có_kỷ_luật="phải trọn năm") == strict


def test_a_body_may_set_a_share_and_then_women_come_first(latest: Ruleset) -> None:
    """With 15 % of seven people there is one seat, and it goes to the woman; without a share all get the title."""
    people = [{"mã": f"n{each}", **GOOD} for each in range(7)]
    people[3]["giới tính"] = "nữ"
    facts = {"tập thể": [{"mã": "dv", "thành viên": people}]}
    for each in range(7):
        assert _verdict(latest, facts, f"n{each}", "CSTĐCS") == "đạt"
        expected = "đạt" if each == 3 else "không đạt"
        assert _verdict(latest, facts, f"n{each}", "CSTĐCS", tỷ_lệ_CSTĐCS="15%") == expected


def test_rounding_of_the_flags_is_a_reading(latest: Ruleset) -> None:
    """20 % of three leaders gives no flag rounded down and one rounded to the nearest."""
    flag = {
        "là tập thể dẫn đầu khối thi đua": True,
        "tiêu biểu trong số tập thể dẫn đầu khối thi đua": True,
        "hoàn thành vượt chỉ tiêu thi đua và nhiệm vụ": True,
        "là tập thể tiêu biểu xuất sắc": True,
        "nội bộ đoàn kết": True,
        "tổ chức đảng và đoàn thể trong sạch vững mạnh": True,
        "thực hành tiết kiệm và chống lãng phí": True,
        "phòng chống tham nhũng và tệ nạn xã hội": True,
        "dẫn đầu khối thi đua do trung ương tổ chức": False,
        "dẫn đầu phong trào chuyên đề": False,
        "tỷ lệ nữ": "30%",
    }
    units = [{"mã": f"t{each}", **flag, "được hội đồng chọn": each == 0} for each in range(3)]
    facts = {"bộ ngành tỉnh": [{"mã": "bo", "tập thể trực thuộc": units}]}
    assert _verdict(latest, facts, "t0", "chỉ tiêu CTĐCP") == "không đạt"
    assert _verdict(latest, facts, "t0", "chỉ tiêu CTĐCP", phần_cộng_trước_khi_làm_tròn_xuống="0,5") == "đạt"


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
    return found.low if found.is_point else None
