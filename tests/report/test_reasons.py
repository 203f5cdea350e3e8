"""Why, in one sentence and in short."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.profiles import examples
from tests.report.small import decision
from tests.report.test_any_program import decisions
from tests.report.titles import decision as seated
from thidua_rules import load
from thidua_rules.decision import Decision, Verdict
from thidua_rules.report.messages import status_word
from thidua_rules.report.reasons import MOST_LETTERS, MOST_LINES
from thidua_rules.report.wording import shown_as

ROOT = Path(__file__).parents[2]

HEAD = """\
Người Một · C2 Người đứng đầu: KHÔNG ĐẠT
Hoàn thành kế hoạch (T1.a): tỷ lệ hoàn thành kế hoạch = 98,5%, cần ≥ 100% (và 1 nguyên nhân khác).
  ✗ C2.a  đơn vị đạt T1: không đạt
    ✗ T1  Công tác năm (Cục A): không đạt
      ✗ T1.a  Hoàn thành kế hoạch (Cục A): tỷ lệ hoàn thành kế hoạch = 98,5%, cần ≥ 100%   [dòng 7]
      ✓ đạt: T1.d
      ? chưa đủ căn cứ: T1.b, T1.c
  ✗ C2.b  có ít nhất 70% thành viên của đơn vị trong đó đạt C1: không đạt
    tỷ lệ thành viên của đơn vị: 2/3, cần ≥ 70%
      ✗ Người Ba: mức = yếu, cần “đạt” hoặc “tốt”; số ngày nghỉ = 9, cần ≤ 5
Căn cứ: Công văn 01/VB-THU, C2"""

MISSING = """\
Cục A · T1.b Giải ngân: CHƯA ĐỦ CĂN CỨ
Chưa biết “giải ngân đúng tiến độ”.
  chưa có: giải ngân đúng tiến độ
Căn cứ: Công văn 01/VB-THU, T1.b
Còn thiếu:
  - giải ngân đúng tiến độ (minh chứng: Báo cáo giải ngân; người cung cấp: Phòng Kế hoạch)"""


@pytest.mark.parametrize(("key", "code", "expected"), [("n1", "C2", HEAD), ("a", "T1.b", MISSING)])
def test_the_short_form_tells_the_causes_and_folds_the_rest(key: str, code: str, expected: str) -> None:
    """What decides comes first, with its facts and source; what holds is named by its codes."""
    assert decision()[key, code].explain() == expected


@pytest.mark.parametrize(
    ("key", "code", "lang", "expected"),
    [
        ("a", "T1.b", "vi", "Cục A · T1.b: chưa đủ căn cứ – chưa biết “giải ngân đúng tiến độ”"),
        ("a", "T1.b", "en", "Cục A · T1.b: not enough evidence – “giải ngân đúng tiến độ” is not known"),
        (
            "a",
            "T1.a",
            "vi",
            "Cục A · T1.a: không đạt – tỷ lệ hoàn thành kế hoạch = 98,5%, cần ≥ 100%",
        ),
    ],
)
def test_a_summary_is_status_and_reason(key: str, code: str, lang: str, expected: str) -> None:
    """One sentence says what was found and why."""
    assert decision()[key, code].summary(lang) == expected


def _keeps_its_bounds(decided: Iterable[Verdict], lang: str, width: int) -> None:
    for verdict in decided:
        status = status_word(shown_as(verdict), lang)
        assert len(verdict.summary(lang)) <= MOST_LETTERS
        assert f": {status.lower()}" in verdict.summary(lang)
        lines = verdict.explain(lang, width=width).splitlines()
        assert len(lines) <= MOST_LINES
        assert max(map(len, lines)) <= width
        assert status in " ".join(lines[:3])


@given(decisions(), st.sampled_from(["vi", "en"]), st.sampled_from([60, 80, 120]))
def test_summaries_and_short_forms_keep_their_bounds(decided: Decision, lang: str, width: int) -> None:
    """Whatever the rules and facts: 200 letters, 40 lines, and no line wider than asked."""
    _keeps_its_bounds(decided, lang, width)


def test_the_bundled_dossier_is_told_within_bounds() -> None:
    """Of a whole ministry every fifth verdict (deep: each) fits, on the narrowest terminal too."""
    rules = load("btnmt/2021")
    found = list(rules.decide(rules.read_case(str(ROOT / "docs" / "vi-du" / "ho-so-2021.xlsx"))))
    _keeps_its_bounds(found[:: max(1, 75 // examples(30))], "vi", 60)


def test_who_has_no_seat_is_not_told_to_be_within_the_quota() -> None:
    """The line of a quota that is not met says the place and the seats, and no name that says the opposite."""
    text = seated()["n4", "CSTĐ"].explain()
    assert "✗ CSTĐ.chỉ tiêu: xếp thứ 4 trong 5 ứng viên; 2 suất trong Cục A" in text
    assert "trong chỉ tiêu" not in text
