"""What is said of a ruleset that is nearly right leads to what was meant."""

from pathlib import Path

import pytest

from thidua_rules.api import inspect
from thidua_rules.diagnostics import Diagnostic

HEAD = """bộ quy tắc: r
tên: T
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, ngày: 2021-01-01, cơ quan: X, mục: {Đ1: một}}}
"""
VOCABULARY = """từ vựng:
  cơ quan: {}
  cụm: {}
  người:
    cụm: {kiểu: thuộc cụm, chiều ngược: thành viên}
    chủ: {kiểu: 'thuộc [cụm, cơ quan]', chiều ngược: nhân sự}
    xếp loại: {kiểu: lựa chọn, lựa chọn: [tốt, không đánh giá]}
    giỏi: đúng/sai
"""


def findings(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    path = folder / "b.yaml"
    path.write_text(text, encoding="utf-8")
    return inspect(path)[1]


def about(folder: Path, condition: str, rest: str = "") -> tuple[Diagnostic, ...]:
    """What is found of a criterion with this condition."""
    rule = f"tiêu chí:\n  B: {{cho: người, tên: B, căn cứ: qd Đ1, khi: '{condition}'{rest}}}\n"
    return findings(folder, HEAD + VOCABULARY + rule)


@pytest.mark.parametrize(
    "condition", ["xếp loại thuộc {“tốt”; không đánh giá}", "xếp loại là không đánh giá", "xếp loại là không  đánh giá"]
)
def test_a_text_without_quotes_is_shown_whole(tmp_path: Path, condition: str) -> None:
    """A word of the language at its beginning belongs to the text that lacks its quotation marks."""
    (found,) = about(tmp_path, condition)
    assert found.code == "COND-21"
    assert (found.hint("vi"), found.hint("en")) == ("viết `“không đánh giá”`", "write `“không đánh giá”`")


def test_the_name_within_an_ambiguous_one_is_named(tmp_path: Path) -> None:
    """`số thành viên` is refused for a collection `thành viên` elsewhere: the hint says so, and where."""
    vocabulary = VOCABULARY + "  hội đồng: {số thành viên: {kiểu: số nguyên}}\n"
    (found,) = findings(tmp_path, HEAD + vocabulary)
    assert found.code == "VOC-20"
    for lang in ("vi", "en"):
        assert "`thành viên`" in found.hint(lang)
        assert "b.yaml:9:" in found.hint(lang)


def test_a_part_of_a_name_after_a_count_is_no_keyword(tmp_path: Path) -> None:
    """`số cơ quan` speaks of `cơ quan`, not of `có`."""
    (found,) = about(tmp_path, "số cơ quan > 3")
    assert (found.code, found.arguments["name"]) == ("NAME-01", "cơ quan")
    assert "`có`" not in found.hint("vi") + found.hint("en")


def test_all_keys_are_named_where_none_is_like_the_wrong_one(tmp_path: Path) -> None:
    """The key that was meant is among those that the hint lists, however many there are."""
    (found,) = findings(tmp_path, HEAD + VOCABULARY + "zzzz: 1\n")
    assert found.code == "SET-02"
    assert "…" not in found.hint("vi") + found.hint("en")


def test_a_collection_behind_a_reference_to_several_types_is_told_as_such(tmp_path: Path) -> None:
    """The `chiều ngược` stands there already: the hint speaks of the types that the reference may lead to."""
    (found,) = about(tmp_path, "số thành viên của chủ ≥ 1")
    assert found.code == "TYPE-24"
    for lang in ("vi", "en"):
        assert "chiều ngược" not in found.hint(lang)
        assert "`cụm`, `cơ quan`" in found.hint(lang)


def test_a_decimal_comma_in_braces_is_one_fault(tmp_path: Path) -> None:
    """What the comma left of the value is not judged as if it were the value."""
    parameter = "tham số: {m: {kiểu: phần trăm, căn cứ: qd Đ1, giá trị: 35,0%}}\n"
    assert [each.code for each in findings(tmp_path, HEAD + parameter + VOCABULARY)] == ["YAML-16"]


@pytest.mark.parametrize("written", ["{kiểu: số nguyên}", "số nguyên"])
def test_a_field_named_by_a_key_of_types_is_told_so(tmp_path: Path, written: str) -> None:
    """`khoá` lists key fields, so a field of that name is refused as such."""
    (found,) = findings(tmp_path, f"{HEAD}từ vựng:\n  người: {{khoá: {written}, giỏi: đúng/sai}}\n")
    assert found.code == "VOC-29"
    assert "`khoá`" in found.message("vi")
    assert "`khoá`" in found.message("en")


def test_an_anchor_names_the_way_out(tmp_path: Path) -> None:
    """A condition that is used several times is named."""
    text = HEAD + VOCABULARY + "tiêu chí:\n  B: {cho: người, tên: B, căn cứ: qd Đ1, khi: &a giỏi}\n"
    (found,) = findings(tmp_path, text)
    assert found.code == "YAML-11"
    assert all("`kiểu: đúng/sai`" in found.hint(lang) for lang in ("vi", "en"))


def test_a_list_in_place_of_a_text_is_called_a_list(tmp_path: Path) -> None:
    """It is not blank, and the message does not say so."""
    (found,) = findings(tmp_path, HEAD.replace("tên: T", "tên: [T, U]") + VOCABULARY)
    assert found.code == "SET-03"
    assert "danh sách" in found.message("vi")
    assert "list" in found.message("en")


def test_a_collection_of_another_type_is_shown_with_the_way_to_it(tmp_path: Path) -> None:
    """From a person, the members of the group are those `của cụm`: the `chiều ngược` stands there already."""
    (found,) = about(tmp_path, "số thành viên ≥ 5")
    assert found.code == "TYPE-24"
    for lang in ("vi", "en"):
        assert "`thành viên của cụm`" in found.hint(lang)
        assert "chiều ngược" not in found.hint(lang)


DAY = "  đơn:\n    người: {kiểu: thuộc người, chiều ngược: đơn}\n    ngày nộp: ngày\n"


@pytest.mark.parametrize(
    ("condition", "code", "hint"),
    [
        ("có đơn trong đó (ngày nộp = 2026)", "TYPE-09", "`năm của <ngày> = kỳ xét`"),
        ("có đơn trong đó (ngày nộp = năm xét)", "TYPE-09", "`năm của <ngày> = kỳ xét`"),
        ("có đơn trong đó (ngày nộp < 30/03/(kỳ xét + 1))", "TYPE-20", "`ngày 30/3 của …`"),
    ],
)
def test_a_day_of_a_year_is_shown_how_to_be_written(tmp_path: Path, condition: str, code: str, hint: str) -> None:
    """A day against a year, and a day that reads as two divisions, are told by the form that was meant."""
    rule = f"tiêu chí:\n  B: {{cho: người, tên: B, căn cứ: qd Đ1, khi: '{condition}'}}\n"
    found = findings(tmp_path, HEAD + "chọn theo: kỳ xét\n" + VOCABULARY + DAY + rule)
    assert [each.code for each in found] == [code]
    assert all(hint in found[0].hint(lang) for lang in ("vi", "en"))


def test_a_value_in_braces_is_one_fault(tmp_path: Path) -> None:
    """`khi: {giỏi}` is told as such, and read without the braces."""
    rule = "tiêu chí:\n  B: {cho: người, tên: B, căn cứ: qd Đ1, khi: {giỏi}}\n"
    assert [each.code for each in findings(tmp_path, HEAD + VOCABULARY + rule)] == ["YAML-21"]


def test_ways_to_break_a_tie_are_named_with_the_form_that_names_a_condition(tmp_path: Path) -> None:
    """Whoever writes a mapping for the council's choice is shown its key."""
    title = (
        "danh hiệu:\n  T: {cho: người, tên: T, căn cứ: qd Đ1, yêu cầu: {a: giỏi}, chỉ tiêu: "
        "{trong: cụm, giới hạn: {Q: {tối đa: 1}}, ưu tiên: [xếp loại là “tốt”], khi bằng nhau: {trường: giỏi}}}\n"
    )
    found = {each.code: each for each in findings(tmp_path, HEAD + VOCABULARY + title)}
    assert all("`{hội đồng chọn: <" in found["QUOTA-07"].hint(lang) for lang in ("vi", "en"))
