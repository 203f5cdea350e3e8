"""A decision on one page: who gets a title, who has no seat, who waits for what, what is to be collected."""

import re
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


BOTH = """bộ quy tắc: r/1
tên: T
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, ngày: 2021-01-01, cơ quan: X, mục: {Đ1: một}}}
từ vựng:
  người: {điểm: {kiểu: số nguyên, từ: 0, đến: 10}, được đề nghị: đúng/sai}
tiêu chí:
  ĐN: {cho: người, tên: Được đề nghị, căn cứ: qd Đ1, khi: được đề nghị, chỉ ghi nhận: đúng}
xếp loại:
  mức: {cho: người, bậc: [yếu, giỏi], căn cứ: qd Đ1, bảng: {điểm ≥ 5: giỏi, còn lại: yếu}}
danh hiệu:
  G: {cho: người, tên: Giỏi, căn cứ: qd Đ1, yêu cầu: {a: mức ≥ “giỏi”}}
"""


def test_grades_and_marks_stand_beside_titles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A type with titles keeps its grades, and what is only noted, in the overview."""
    (tmp_path / "r.yaml").write_text(BOTH, encoding="utf-8")
    rules = load(tmp_path)
    people = [{"mã": "a", "điểm": 9, "được đề nghị": True}, {"mã": "b", "điểm": 3, "được đề nghị": False}]
    print_decision(rules.decide(rules.read_case({"ngày xét": "15/12/2021", "kỳ xét": 2021, "người": people})))
    shown = capsys.readouterr().out
    assert "ĐN  Được đề nghị:  1 có  1 không" in shown
    assert re.search(r"giỏi *│ *1│", shown)


def test_what_was_not_gathered_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where verdicts are left out of what is to be collected, their number is told."""
    monkeypatch.setattr("thidua_rules.report.overview.MOST_ASKED", 1)
    assert list(Overview(decision()).missing())[-1] == (
        "  (gom từ 1 trong 3 kết luận chưa đủ căn cứ; đủ cả thì ghi ra sổ: -o ket-qua.xlsx)"
    )
