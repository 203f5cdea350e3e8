"""What a short explanation says once, and in words that fit: seats, runs of periods, groups of which none may hold."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import thidua_rules as tr
from thidua_rules.decision import Decision
from thidua_rules.report.people import near_misses

RULES = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng:
  đơn vị: {tên: chữ}
  người:
    tên: chữ
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: thành viên}
    điểm: {kiểu: số nguyên, từ: 0, đến: 10}
    số phiếu: {kiểu: số nguyên, từ: 0, đến: 9, không đổi được: đúng}
    đủ: đúng/sai
    được hội đồng chọn: đúng/sai
  thành tích:
    khoá: [người, năm]
    người: {kiểu: thuộc người, chiều ngược: thành tích}
    năm: {kiểu: năm}
    tốt: đúng/sai
danh hiệu:
  D1:
    cho: người
    căn cứ: qd Đ1
    yêu cầu: {a: {tên: Đủ tiêu chuẩn, khi: đủ}}
    chỉ tiêu:
      trong: đơn vị
      giới hạn:
        Q1: {tối đa: 1}
        Q2: {tối đa: 1}
      ưu tiên: [điểm giảm dần]
tiêu chí:
  N: {cho: người, căn cứ: qd Đ1, yêu cầu: {a: {không: {1: điểm ≥ 5, 2: đủ}}}}
  P: {cho: người, căn cứ: qd Đ1, khi: số phiếu ≥ 7}
  C: {cho: người, căn cứ: qd Đ1, khi: "số năm liên tục đến năm xét có thành tích trong đó tốt ≥ 1"}
"""
PEOPLE = [
    {"mã": "a", "đơn vị": "x", "điểm": 9, "đủ": True, "chưa đầy đủ": ["thành tích"]},
    {"mã": "b", "đơn vị": "x", "điểm": 8, "đủ": True, "thành tích": [{"năm": 2026}]},
    {"mã": "c", "đơn vị": "x", "điểm": 7, "đủ": False},
]


@cache
def decision() -> Decision:
    """Three people before one seat that two limits give."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "bo.yaml")
        path.write_text(RULES, encoding="utf-8")
        rules = tr.load(path)
    facts = {"đơn vị": [{"mã": "x"}], "người": PEOPLE, "đầy đủ": ["người", "đơn vị"]}
    return rules.decide(rules.read_case(facts, on="15/12/2026", period=2026))


def test_limits_that_say_the_same_are_told_once() -> None:
    """Two limits with as many seats in the same group are one thing to say."""
    assert decision()["b", "D1"].summary().count("1 suất trong x") == 1


def test_seats_are_no_cause_where_nobody_competes_for_them() -> None:
    """Who lacks the standard misses the title by that alone; who has it and no seat, by the seat."""
    causes = {each.verdict.subject.key: each.causes for each in near_misses(decision(), "D1")}
    assert len(causes["c"]) == 1
    assert "Đủ tiêu chuẩn" in causes["c"][0]
    assert "suất" in causes["b"][0]


def test_a_group_of_which_none_may_hold_says_so() -> None:
    """Its parts are told with what they were found to be, which is not what is asked."""
    assert "N.a (không ý nào được đúng): không đạt" in decision()["a", "N"].explain()
    assert "(none of these may hold)" in decision()["a", "N"].explain("en")


@pytest.mark.parametrize("key", ["a", "b"])
def test_a_run_of_periods_is_told_once(key: str) -> None:
    """The line that says what is needed says the value too."""
    text = decision()[key, "C"].explain()
    assert text.count("số kỳ liên tiếp có thành tích") == 1
    assert ("b; 2026" in text) == (key == "b")


def test_what_is_yet_to_be_found_out_is_not_to_be_changed() -> None:
    """A fact that nobody may change, and that is not known yet, is a result to wait for."""
    verdict = decision()["a", "P"]
    told = decision().renderer().after_changes(verdict, verdict.changes())
    assert told == "Sẽ đạt nếu: kết quả là số phiếu = 7 (nay chưa có)."
    assert decision().renderer("en").after_changes(verdict, verdict.changes()).startswith("It will be met if: it turns")
