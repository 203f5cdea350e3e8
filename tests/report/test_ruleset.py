"""Rulesets printed for reading."""

import pytest

from tests.report.small import ruleset
from thidua_rules.diagnostics import UsageError
from thidua_rules.report.ruleset import ruleset_dict, ruleset_lines

T1 = """\
T1  Công tác năm
    căn cứ: Công văn 01/VB-THU, T1
    diễn giải: Xét theo cả năm.
        lý do: Văn bản nói về năm.
    T1.a  Hoàn thành kế hoạch: tỷ lệ hoàn thành kế hoạch ≥ mức kế hoạch
        căn cứ: Công văn 01/VB-THU, T1.a
    T1.b  Giải ngân: giải ngân đúng tiến độ
        áp dụng khi: được giao giải ngân
        căn cứ: Công văn 01/VB-THU, T1.b
        người xác nhận: hội đồng
    T1.c  Đủ người tốt: số thành viên trong đó (mức ≥ “tốt”) ≥ 2
        căn cứ: Công văn 01/VB-THU, T1.c
        trừ khi T1.c.m1: được miễn
            căn cứ: Công văn 01/VB-THU, T1.c
    T1.d  Nộp đúng hạn
        một trong các ý:
        căn cứ: Công văn 01/VB-THU, T1.d
        T1.d.1  hạn nộp ≤ ngày xét
            căn cứ: Công văn 01/VB-THU, T1.d
        T1.d.2  được miễn
            căn cứ: Công văn 01/VB-THU, T1.d
    T1.e
        không mã hoá: Lời kêu gọi chung.
        căn cứ: Công văn 01/VB-THU, T1.e
"""


def test_a_criterion() -> None:
    """Every requirement is printed with its condition, guard, exceptions, sources and readings."""
    lines = list(ruleset_lines(ruleset().model, "T1", "vi"))
    assert [line.rstrip() for line in lines] == [line.rstrip() for line in T1.splitlines()]


def test_a_whole_ruleset() -> None:
    """Title, validity, documents, parameters, criteria and quantities are all there."""
    text = "\n".join(ruleset_lines(ruleset().model, None, "vi"))
    assert text.startswith("thu/2021  Bộ thử  (hiệu lực: 01/01/2021 – 31/12/2021)\n")
    assert (
        "vb-1: Công văn 01/VB-THU (02/03/2021) Cơ quan thử; chữ cái của mục trong Công văn 01/VB-THU do bộ quy tắc đặt"
        in text
    )
    assert "mức kế hoạch = 100%" in text
    assert "tỷ lệ người tốt = tỷ lệ thành viên trong đó (mức ≥ “tốt”)" in text
    assert "[cá nhân]\nC2  Người đứng đầu\n    áp dụng khi: là người đứng đầu" in text


def test_a_quantity_by_name() -> None:
    """Quantities are found by their names, however they are spelt."""
    assert next(ruleset_lines(ruleset().model, "Tỷ lệ người tốt", "en")) == "[tập thể]"


def test_an_unknown_code() -> None:
    """A code that does not exist is a finding that names those near it."""
    with pytest.raises(UsageError) as caught:
        list(ruleset_lines(ruleset().model, "T1.x", "vi"))
    assert caught.value.diagnostics[0].code == "USE-51"
    assert "`T1.c`" in caught.value.diagnostics[0].hint("vi")


def test_plain_data() -> None:
    """As data, a criterion holds its requirements, exceptions and what is not encoded."""
    data = ruleset_dict(ruleset().model, "T1")
    assert [child["code"] for child in data["children"]] == ["T1.a", "T1.b", "T1.c", "T1.d", "T1.e"]
    assert data["children"][2]["exceptions"] == [{"code": "T1.c.m1", "condition": "được miễn"}]
    assert data["children"][4]["not_encoded"] == "Lời kêu gọi chung."
    assert data["reading"] == "Xét theo cả năm."
