"""The recorded readings of the rulesets of Law 2003: each parameter that switches one changes its verdict."""

from typing import Any

import pytest

from tests.rulesets.regimes import YEARS, verdict_on
from thidua_rules import load
from thidua_rules.api import Ruleset

REGIMES = ("luat/2014", "luat/2017")

GOOD: dict[str, Any] = {
    "mức hoàn thành nhiệm vụ": "hoàn thành tốt nhiệm vụ",
    "đạt năng suất và chất lượng cao": True,
    "chấp hành chủ trương và pháp luật và quy chế": "tốt",
    "có tinh thần tự lực tự cường": True,
    "đoàn kết tương trợ": True,
    "tích cực tham gia phong trào thi đua": True,
    "tích cực học tập nâng cao trình độ": True,
    "có đạo đức và lối sống lành mạnh": True,
    "giới tính": "nam",
    "thuộc lực lượng vũ trang": False,
    "ngày tuyển dụng": "01/03/2010",
    "số ngày làm việc nghỉ trong năm": 0,
    "số ngày làm việc nghỉ thai sản": 0,
    "số ngày làm việc nghỉ điều trị do hành động dũng cảm": 0,
    "số tháng đào tạo tập trung": "không có",
    "chuyển công tác trong năm": False,
    "được biệt phái trong năm": False,
    "kỷ luật": [],
    "sáng kiến": [],
}


@pytest.fixture(scope="module", params=REGIMES)
def regime(request: pytest.FixtureRequest) -> Ruleset:
    """Each regime under Law 2003."""
    return load(request.param)


def _unit(rules: Ruleset, size: int, qualified: int, **shared: object) -> dict[str, Any]:
    """A unit of outstanding workers of whom the first ones have an initiative of their own; the council has chosen."""
    people = []
    for number in range(size):
        initiative = {"mã": f"sk{number}", "loại thành tích": "sáng kiến", "năm": YEARS[rules.id]}
        initiative |= {"được công nhận": True, "lần sử dụng": []}
        person = {"mã": f"n{number}", **GOOD, "được hội đồng chọn": number == 0, **shared}
        people.append(person | {"sáng kiến": [initiative] if number < qualified else []})
    return {"tập thể": [{"mã": "dv", "thành viên": people}]}


def test_the_comma_decides_on_outstanding_work_alone(regime: Ruleset) -> None:
    """Who did outstanding work without an initiative is a fighter only if the comma makes that a case of its own."""
    person = {"mã": "nv", **GOOD, "mức hoàn thành nhiệm vụ": "hoàn thành xuất sắc nhiệm vụ"}
    facts = {"cá nhân": [person]}
    assert verdict_on(regime, facts, "nv", "đủ chuẩn CSTĐCS") == "không đạt"
    apart = {"cách đọc cụm từ hoàn thành xuất sắc": "trường hợp riêng"}
    assert verdict_on(regime, facts, "nv", "đủ chuẩn CSTĐCS", **apart) == "đạt"


def test_the_comma_decides_what_armed_forces_need_besides_cunning(regime: Ruleset) -> None:
    """Cunning in combat suffices without outstanding work only if the comma sets them apart."""
    cunning = {"thuộc lực lượng vũ trang": True, "mưu trí và sáng tạo trong chiến đấu được công nhận": "cơ sở"}
    facts = {"cá nhân": [{"mã": "nv", **GOOD, **cunning}]}
    assert verdict_on(regime, facts, "nv", "đủ chuẩn CSTĐCS") == "không đạt"
    apart = {"cách đọc cụm từ hoàn thành xuất sắc": "trường hợp riêng"}
    assert verdict_on(regime, facts, "nv", "đủ chuẩn CSTĐCS", **apart) == "đạt"


def test_rounding_is_a_reading(regime: Ruleset) -> None:
    """15 % of 6 gives nobody rounded down, one person rounded to the nearest, or with a least of one."""
    facts = _unit(regime, 6, 1)
    assert verdict_on(regime, facts, "n0", "CSTĐCS") == "không đạt"
    assert verdict_on(regime, facts, "n0", "CSTĐCS", phần_cộng_trước_khi_làm_tròn_xuống="0,5") == "đạt"
    assert verdict_on(regime, facts, "n0", "CSTĐCS", số_chiến_sĩ_thi_đua_tối_thiểu_của_đơn_vị=1) == "đạt"


def test_a_body_may_set_a_lower_share(regime: Ruleset) -> None:
    """With 10 % instead of 15 % a unit of seven loses its only seat."""
    facts = _unit(regime, 7, 1)
    assert verdict_on(regime, facts, "n0", "CSTĐCS") == "đạt"
    assert verdict_on(regime, facts, "n0", "CSTĐCS", tỷ_lệ_CSTĐCS="10%") == "không đạt"


def test_the_share_may_be_reckoned_over_the_whole_ministry(regime: Ruleset) -> None:
    """A unit of six has no seat of its own, and one if 15 % are taken over the seven of its ministry."""
    facts = _unit(regime, 6, 1, **{"bộ ngành tỉnh": "bo"})
    alone = {"mã": "k", **GOOD, "bộ ngành tỉnh": "bo"}
    facts |= {"cá nhân": [alone], "bộ ngành tỉnh": [{"mã": "bo"}], "đầy đủ": ["cá nhân"]}
    whole = {"tỷ lệ CSTĐCS": "100%", "tỷ lệ CSTĐCS tính chung": "15%"}
    assert verdict_on(regime, facts, "n0", "CSTĐCS") == "không đạt"
    assert verdict_on(regime, facts, "n0", "CSTĐCS", **whole) == "đạt"


def test_who_does_not_answer_in_writing_may_be_passed_over() -> None:
    """A member who is absent and silent spoils the session only under the stricter reading."""
    rules = load("luat/2017")
    vote = {"danh hiệu": "CSTĐB", "năm": 2021, "tổng số thành viên": 10, "số thành viên dự họp": 9}
    facts = {"cá nhân": [{"mã": "nv", "phiên xét của hội đồng": [vote | {"số ý kiến bằng văn bản": 0}]}]}
    assert verdict_on(rules, facts, "nv", "CSTĐB.p3") == "không đạt"
    assert verdict_on(rules, facts, "nv", "CSTĐB.p3", số_ý_kiến_vắng_mặt_được_thiếu=1) == "đạt"


def test_rounding_of_the_flags_is_a_reading(regime: Ruleset) -> None:
    """20 % of three collectives with the standard gives no flag rounded down and one rounded to the nearest."""
    flag = {
        "hoàn thành vượt chỉ tiêu thi đua và nhiệm vụ": True,
        "là tập thể tiêu biểu xuất sắc trong toàn quốc": True,
        "tiêu biểu xuất sắc nhất trong phong trào thi đua của bộ ngành tỉnh": True,
        "được công nhận đạt tiêu chuẩn Cờ thi đua cấp bộ": True,
        "dẫn đầu khối thi đua do trung ương tổ chức": False,
        "nội bộ đoàn kết": True,
        "thực hành tiết kiệm và chống lãng phí": "đi đầu",
        "phòng chống tham nhũng và tệ nạn xã hội": "đi đầu",
        "tỷ lệ nữ": "30%",
    }
    units = [{"mã": f"t{each}", **flag, "được hội đồng chọn": each == 0} for each in range(3)]
    facts = {"bộ ngành tỉnh": [{"mã": "bo", "tập thể trực thuộc": units}]}
    assert verdict_on(regime, facts, "t0", "đủ chuẩn CTĐCP") == "đạt"
    assert verdict_on(regime, facts, "t0", "CTĐCP") == "không đạt"
    assert verdict_on(regime, facts, "t0", "CTĐCP", phần_cộng_trước_khi_làm_tròn_số_cờ="0,5") == "đạt"
