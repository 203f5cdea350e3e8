"""A decision on one page: who gets a title, who has no seat, who waits for what, what is to be collected."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.test_any_program import decisions
from tests.report.titles import decision
from thidua_rules import load
from thidua_rules.decision import Decision
from thidua_rules.report.overview import Overview
from thidua_rules.report.terminal import print_decision

ROOT = Path(__file__).parents[2]
TITLE = """\
CSTĐ  Chiến sĩ thi đua:  ✓ 1 đạt  ◐ 2 đủ chuẩn, ngoài chỉ tiêu  ? 2 chưa đủ căn cứ  ✗ 1 không đạt
    ✓ Người Một
    ◐ Người Bốn: xếp thứ 4 trong 5 ứng viên; 2 suất trong Cục A
    ◐ Người Sáu: xếp thứ 5 trong 5 ứng viên; 2 suất trong Cục A
    ? Người Hai: xếp thứ 2 trong 5 ứng viên; 2 suất trong Cục A; bằng nhau với Người Ba; bằng nhau,
        chờ hội đồng chọn"""


def test_a_title_is_told_by_who_gets_it_who_has_no_seat_and_who_waits() -> None:
    """Counts first, then names, and of those who do not have it yet the reason."""
    assert TITLE in "\n".join(Overview(decision()).lines("cá nhân"))


def test_what_is_missing_is_gathered_by_who_supplies_it() -> None:
    """One line for a thing that several lack, under who can say it."""
    lines = list(Overview(decision()).missing())
    assert lines[0] == "Cần thu thập:"
    assert any("được hội đồng chọn của 2 cá nhân (Người Hai, Người Ba)" in line for line in lines)


@given(decisions(), st.sampled_from(["vi", "en"]), st.sampled_from([60, 100]))
def test_every_decision_has_an_overview_of_its_width(decided: Decision, lang: str, width: int) -> None:
    """Whatever the rules and facts, no line is wider than asked."""
    overview = Overview(decided, lang, width)
    lines = [line for each in decided.program.vocabulary for line in overview.lines(each.name)]
    assert max(map(len, [*lines, *overview.missing(), ""])) <= width


def test_a_ministry_fits_on_a_few_pages(capsys: pytest.CaptureFixture[str]) -> None:
    """Thirteen collectives and 86 people are told in some hundred lines."""
    rules = load("btnmt/2021")
    print_decision(rules.decide(rules.read_case(str(ROOT / "docs" / "vi-du" / "ho-so-2021.xlsx"))))
    assert len(capsys.readouterr().out.splitlines()) <= 140
