"""The readings that `btnmt/2021` records of the ministry's own documents: each parameter switches its verdicts."""

from typing import Any

import pytest

from thidua_rules import load
from thidua_rules.api import Ruleset
from thidua_rules.authoring.scenarios import STATUS_WORDS

BLOCK = {
    "khối thi đua": [
        {"mã": "k", "đơn vị trong khối": [{"mã": "dv", "điểm thi đua": 900}, {"mã": "dv2", "điểm thi đua": 901}]}
    ]
}
HEAD = BLOCK | {"cá nhân": [{"mã": "nv", "đơn vị": "dv", "là người đứng đầu": True}]}
SESSION = {"danh hiệu": "CSTĐB", "năm": 2021, "bỏ phiếu kín": True, "tổng số thành viên": 20, "chủ tịch đồng ý": True}
ABSENT_ASKED = SESSION | {"số thành viên dự họp": 16, "số ý kiến bằng văn bản": 0, "số phiếu đồng ý": 15}
IN_WRITING = SESSION | {"số thành viên dự họp": 0, "số ý kiến bằng văn bản": 20, "số phiếu đồng ý": 20}
UNDISCUSSED = {"cá nhân": [{"mã": "nv", "phiên xét của hội đồng": []}]}
CARELESS = {"cá nhân": [{"mã": "nv", "thực hiện tốt kỷ luật kỷ cương và nội quy": False}]}
DISUNITED = {"tập thể": [{"mã": "nv", "nội bộ đoàn kết": False}]}
MET, NOT_MET, UNASKED = "đạt", "không đạt", "không áp dụng"


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    """The bundled ruleset."""
    return load("btnmt/2021")


@pytest.mark.parametrize(
    ("facts", "subject", "parameter", "values"),
    [
        (
            {"cá nhân": [{"mã": "nv", "phiên xét của hội đồng": [ABSENT_ASKED]}]},
            "nv; CSTĐB; 2021",
            "tỷ lệ phiếu ở hội đồng của Bộ tính trên",
            {"tổng số thành viên": {"PX.c": NOT_MET, "PX": NOT_MET}, "thành viên có ý kiến": {"PX.c": MET, "PX": MET}},
        ),
        (
            {"cá nhân": [{"mã": "nv", "phiên xét của hội đồng": [IN_WRITING]}]},
            "nv; CSTĐB; 2021",
            "lấy ý kiến bằng văn bản thay cuộc họp",
            {"không thay được": {"PX.b": NOT_MET, "PX": NOT_MET}, "thay được": {"PX.b": UNASKED, "PX": MET}},
        ),
        (
            HEAD,
            "nv",
            "điều kiện của người đứng đầu áp dụng cho",
            {
                "không danh hiệu nào": {"H": NOT_MET, "LĐTT.h": UNASKED, "CSTĐCS.h": UNASKED, "CSTĐTQ.h": UNASKED},
                "chiến sĩ thi đua": {"LĐTT.h": UNASKED, "CSTĐCS.h": NOT_MET, "CSTĐB.h": NOT_MET},
                "mọi danh hiệu cá nhân": {"LĐTT.h": NOT_MET, "LĐTT": NOT_MET, "CSTĐCS.h": NOT_MET},
            },
        ),
        (
            CARELESS,
            "nv",
            "tiêu chí phong trào đối với danh hiệu",
            {
                "xét riêng": {"CN": NOT_MET, "LĐTT.pt": UNASKED, "LĐTT": "chưa đủ căn cứ"},
                "là điều kiện": {"LĐTT.pt": NOT_MET, "LĐTT": NOT_MET, "CSTĐCS.pt": NOT_MET, "CSTĐTQ.pt": NOT_MET},
            },
        ),
        (
            DISUNITED,
            "nv",
            "tiêu chí phong trào đối với danh hiệu",
            {
                "xét riêng": {"TT": NOT_MET, "TTLĐTT.pt": UNASKED},
                "là điều kiện": {"TTLĐTT.pt": NOT_MET, "TTLĐXS.pt": NOT_MET, "CTĐB.pt": NOT_MET, "CTĐCP.pt": NOT_MET},
            },
        ),
        (
            BLOCK,
            "dv",
            "hạng được đề nghị Cờ thi đua của Bộ",
            {0: {"CTĐB.hang": UNASKED, "CTĐB": "chưa đủ căn cứ"}, 1: {"CTĐB.hang": NOT_MET, "CTĐB": NOT_MET}},
        ),
        (
            UNDISCUSSED,
            "nv",
            "quy chế hội đồng áp dụng cho",
            {
                "hình thức khen thưởng": {"CSTĐCS.hd": UNASKED, "CSTĐB.hd": UNASKED, "BKTTG-CN.hd": NOT_MET},
                "cả danh hiệu cấp bộ trở lên": {"CSTĐCS.hd": UNASKED, "CSTĐB.hd": NOT_MET, "CSTĐTQ.hd": NOT_MET},
                "cả Chiến sĩ thi đua cơ sở": {"CSTĐCS.hd": NOT_MET, "CSTĐB.hd": NOT_MET},
            },
        ),
    ],
)
def test_a_reading_is_switched_by_its_parameter(
    rules: Ruleset, facts: dict[str, Any], subject: str, parameter: str, values: dict[object, dict[str, str]]
) -> None:
    """With each value of the parameter the verdicts are those of that reading; the first value is the default."""
    case = rules.read_case(facts, on="15/01/2022", period="2021")
    default, *_ = values.values()
    for chosen, expected in [({}, default), *(({parameter: value}, found) for value, found in values.items())]:
        decision = rules.decide(case, parameters=chosen)
        assert {code: STATUS_WORDS[decision[decision.key(subject, code), code].status] for code in expected} == expected


@pytest.mark.parametrize("code", ["LĐTT", "CTĐB", "TTLĐXS", "TTLĐTT"])
def test_details_of_the_ministry_that_are_not_at_hand_can_be_asked_for(code: str) -> None:
    """In 2024 the ministry's own details of a title, whose text is missing, count only if the parameter says so."""
    rules = load("btnmt/2024")
    kind = rules.program.homes[code].subject
    case = rules.read_case({kind: [{"mã": "x"}]}, on="15/01/2025", period="2024")
    strict = rules.decide(case, parameters={"phần chưa có của thông tư của Bộ": "là điều kiện"})
    assert STATUS_WORDS[rules.decide(case)["x", f"{code}.bo"].status] == UNASKED
    assert STATUS_WORDS[strict["x", f"{code}.bo"].status] == "chưa đủ căn cứ"
