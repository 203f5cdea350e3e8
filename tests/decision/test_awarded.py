"""Titles given by one decision are facts of the next."""

from pathlib import Path

import pytest

from thidua_rules import UsageError, load

RULES = """
bộ quy tắc: nho/2021
tên: Nhỏ
hiệu lực: {từ: 2020-01-01, đến: 2029-12-31}
chọn theo: kỳ xét
văn bản:
  vb: {số hiệu: 1/2020, ngày: 2020-01-01, cơ quan: Bộ, mục: {Đ1: một}}
từ vựng:
  người: {giỏi: đúng/sai}
  đã nhận:
    khoá: [người nhận, danh hiệu, năm]
    người nhận: {kiểu: thuộc người, chiều ngược: đã nhận}
    danh hiệu: {kiểu: danh hiệu}
    năm: {kiểu: năm}
danh hiệu:
  A: {cho: người, tên: Giỏi, căn cứ: vb Đ1, yêu cầu: {a: giỏi}}
  B:
    cho: người
    tên: Giỏi hai năm
    căn cứ: vb Đ1
    yêu cầu: {a: có đã nhận trong đó (danh hiệu là “A” và năm = năm xét - 1)}
"""


def rules(folder: Path) -> Path:
    path = folder / "nho.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def test_what_is_given_this_year_counts_next_year(tmp_path: Path) -> None:
    """The records of a decision, put into the next year's dossier, are what its rules ask for."""
    ruleset = load(rules(tmp_path))
    people = [{"mã": "p", "giỏi": True}, {"mã": "q", "giỏi": False}, {"mã": "r"}]
    first = ruleset.decide(ruleset.read_case({"người": people}, on="2021-12-01", period=2021))
    assert first.as_facts("đã nhận") == {"đã nhận": [{"người nhận": "p", "danh hiệu": "A", "năm": "2021"}]}
    dossier = {"người": people, **first.as_facts("đã nhận"), "đầy đủ": ["đã nhận"]}
    second = ruleset.decide(ruleset.read_case(dossier, on="2022-12-01", period=2022))
    assert [second[key, "B"].status.value for key in "pqr"] == ["met", "not_met", "not_met"]


@pytest.mark.parametrize("name", ["người", "không có loại này"])
def test_a_type_that_takes_no_titles_is_refused(tmp_path: Path, name: str) -> None:
    """Only a record of a subject, a title and a period takes titles."""
    ruleset = load(rules(tmp_path))
    decision = ruleset.decide(ruleset.read_case({"người": []}, on="2021-12-01", period=2021))
    with pytest.raises(UsageError, match="USE-66"):
        decision.as_facts(name)
