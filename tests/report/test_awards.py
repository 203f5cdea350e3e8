"""Titles, quotas, scores and grades printed for reading."""

import pytest

from tests.report.titles import ruleset
from thidua_rules.diagnostics import UsageError
from thidua_rules.report.ruleset import ruleset_dict, ruleset_lines

LINES = {
    "CSTĐ": """\
[cá nhân]
CSTĐ  Chiến sĩ thi đua
    căn cứ: 01/VB, A
    tiêu chuẩn:
        CSTĐ.a  đạt LĐTT
            căn cứ: 01/VB, A
    chỉ tiêu, trong cùng `đơn vị`:
        CSTĐ.Q1: tối đa tỷ lệ danh hiệu × số thành viên của đơn vị trong đó đạt LĐTT, làm tròn xuống, ít nhất 1
            căn cứ: 01/VB, A
        ưu tiên: điểm giảm dần
        bằng nhau thì hội đồng chọn
        căn cứ: 01/VB, A""",
    "LĐTT": """\
[cá nhân]
LĐTT  Lao động tiên tiến
    căn cứ: 01/VB, A
    tiêu chuẩn:
        LĐTT.a  Hoàn thành tốt: mức ≥ “đạt”
            căn cứ: 01/VB, A
        loại trừ LĐTT.x1  Bị nhắc nhở nhiều lần: số lần bị nhắc nhở ≥ 2
            căn cứ: 01/VB, A
            trừ khi LĐTT.x1.e1: được minh oan
                căn cứ: 01/VB, A""",
    "CTĐ": """\
[tập thể]
CTĐ  Cờ thi đua
    căn cứ: 01/VB, B
    văn bản chưa có: Điều 26 chưa có nguyên văn""",
    "điểm thử": """\
[cá nhân]
điểm thử (thang 10)
    căn cứ: 01/VB, B
    I  Kỷ luật: tối đa 4
        trừ I.a: 5/4 × số lần bị nhắc nhở, tối đa 3
            căn cứ: 01/VB, B
        căn cứ: 01/VB, B
    II  Kết quả: tối đa 6
        mức ≥ “tốt”: 6
        còn lại: 3
        căn cứ: 01/VB, B""",
    "Mức thử": """\
[cá nhân]
mức thử
    điểm thử ≥ 9: cao
    còn lại: thấp
    Đ1: hạ 1 bậc khi số lần bị nhắc nhở ≥ 3
        căn cứ: 01/VB, B
    căn cứ: 01/VB, B""",
}


@pytest.mark.parametrize("code", LINES)
def test_each_by_its_name(code: str) -> None:
    """What was written is printed in full, with its sources, found by name however it is spelt."""
    assert "\n".join(ruleset_lines(ruleset().model, code, "vi")) == LINES[code]


def test_a_whole_ruleset_holds_them_all() -> None:
    """Titles, scores and grades stand in the whole ruleset too, and a quota once, with its title."""
    text = "\n".join(ruleset_lines(ruleset().model, None, "vi"))
    for lines in LINES.values():
        assert lines in text
    assert text.count("bằng nhau thì hội đồng chọn") == 1


def test_parts_by_their_codes() -> None:
    """A quota, a standard, an exclusion are found by their codes; a near miss is answered with them."""
    model = ruleset().model
    assert next(ruleset_lines(model, "chỉ tiêu CSTĐ", "en")) == "quota, within the same `đơn vị`:"
    assert next(ruleset_lines(model, "đủ chuẩn LĐTT", "vi")).startswith("đủ chuẩn LĐTT")
    assert next(ruleset_lines(model, "LĐTT.x1", "en")).startswith("exclusion LĐTT.x1")
    with pytest.raises(UsageError) as caught:
        list(ruleset_lines(model, "LĐTT.x2", "vi"))
    assert "`LĐTT.x1`" in caught.value.diagnostics[0].hint("vi")


def test_plain_data() -> None:
    """As data a title holds its standard, exclusions marked, and its quota with limits and ties."""
    data = ruleset_dict(ruleset().model, "CSTĐ")
    assert data["quota"]["ties"] == "council"
    assert data["quota"] == ruleset_dict(ruleset().model, "chỉ tiêu CSTĐ")
    limit = data["quota"]["limits"][0]
    assert (limit["code"], limit["rounding"], limit["least"], limit["group"]) == ("CSTĐ.Q1", "xuống", "1", "đơn vị")
    standard = ruleset_dict(ruleset().model, "LĐTT")["standard"]
    assert [(each["code"], each["excluding"]) for each in standard["children"]] == [
        ("LĐTT.a", False),
        ("LĐTT.x1", True),
    ]
    assert ruleset_dict(ruleset().model, "CTĐ")["standard"]["unstated"] == "Điều 26 chưa có nguyên văn"
