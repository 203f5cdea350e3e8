"""One page: what it holds, and that nothing in it is taken for markup."""

import re

import pytest

from tests.report import small, titles
from tests.report.page.reading import Page
from thidua_rules.report.conditions import PLACE
from thidua_rules.report.page import to_html

NAME = "Cục <B> [bold]:smile: =1+1"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page_is_well_formed_and_stands_alone(lang: str) -> None:
    """Every element is closed, every link within it leads somewhere, and it fetches nothing."""
    text = to_html(small.decision(), lang)
    page = Page(text)
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert {each for each in page.links if each.startswith("#")} == page.links - {"data:,"}
    assert {each.removeprefix("#") for each in page.links if each.startswith("#")} <= set(page.ids)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|\bsrc=|@import|url\(", text)
    assert f'<html lang="{lang}">' in text
    assert ("Cần thu thập" if lang == "vi" else "To be collected") in page.text


def test_only_the_code_of_the_page_may_run() -> None:
    """The policy names the style and the script by their hashes and allows nothing else."""
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', to_html(small.decision()))
    assert policy is not None
    told = policy[1].replace("&#39;", "'")
    assert "unsafe" not in told
    assert told.startswith("default-src 'none'")
    assert len(re.findall(r"'sha256-[\w+/]{43}='", told)) == 2


def test_each_subject_has_its_verdicts_as_the_decision_has_them() -> None:
    """Outcome, reason and causes of a verdict stand in the data, names as they are."""
    page, decision = Page(to_html(small.decision())), small.decision()
    assert [row[3] for row in page.people][:2] == ["Cục A", NAME]
    for verdict in decision:
        letter = {"met": "m", "not_met": "n", "unknown": "u", "not_applicable": "a"}[verdict.status.value]
        assert page.outcome(str(verdict.subject.key), verdict.code) == letter
        short = [each.partition(PLACE)[0] for each in decision.renderer("vi").short(verdict, 10_000).splitlines()]
        told = page.lines(str(verdict.subject.key), verdict.code)
        assert told == short[-len(told) :] if told else len(short) == 1
        why = page.why(str(verdict.subject.key), verdict.code)
        assert why in verdict.summary() or len(verdict.summary()) >= 199


def test_who_has_the_standard_but_no_seat_is_told_so() -> None:
    """The outcome has its own letter, counts and reason."""
    page = Page(to_html(titles.decision()))
    assert page.outcome("n4", "CSTĐ") == "o"
    assert "đủ chuẩn, ngoài chỉ tiêu" in page.text
    assert page.why("n4", "CSTĐ").startswith("xếp thứ")


def test_scores_stand_with_their_items_and_what_they_can_be_at_most() -> None:
    """A score, its items one step in, and its grade; maxima are part of the value."""
    page = Page(to_html(titles.decision()))
    measures = page.data["muc-muc-luc"]["types"][1]["measures"]
    assert measures == [
        ["điểm thử", 0, 0],
        ["II Kết quả", 1, 0],
        ["I Kỷ luật", 1, 0],
        ["a", 2, 0],
        ["mức thử", 0, 1],
    ]
    assert page.told("n2")[-1] == ["8,75 / 10", "6 / 6", "2,75 / 4", "1,25", "thấp"]
    assert page.told("n2")[-2] == titles.decision().explain_value("n2", "mức thử", width=10_000).splitlines()[1:]


def test_what_is_missing_stands_under_who_supplies_it() -> None:
    """A thing is told once under its supplier; whose it is, as the people of the page."""
    unit = {"mã": "a", "tỷ lệ hoàn thành kế hoạch": "100%", "được miễn": "đúng", "được giao giải ngân": "đúng"}
    case = small.ruleset().read_case({"ngày xét": "15/01/2022", "kỳ xét": "2021", "tập thể": [unit]})
    page = Page(to_html(small.ruleset().decide(case)))
    assert re.search(
        r"Phòng Kế hoạch\s+giải ngân đúng tiến độ\s+tập thể 1\s*minh chứng: Báo cáo giải ngân\n", page.text
    )
    assert page.data["muc-ten"] == [[page.place("a")]]


def test_the_question_is_told() -> None:
    """Ruleset, hashes, day, period, executor, parameters and readings."""
    identity = small.decision().identity
    page = Page(to_html(small.decision()))
    for each in (identity.ruleset, identity.ruleset_hash, identity.facts_hash, "15/01/2022", "mức kế hoạch", "100%"):
        assert each in page.text
    assert "Xét theo cả năm." in page.text
