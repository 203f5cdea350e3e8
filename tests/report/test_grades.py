"""Grades in the tables and explanations that people read."""

from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import thidua_rules as tr
from tests.report import titles
from tests.report.page.reading import Page
from thidua_rules.decision import Decision
from thidua_rules.report.table import sheets
from thidua_rules.report.terminal import fitting, print_decision
from thidua_rules.report.xlsx import to_xlsx


@cache
def unknown() -> Decision:
    """What is found of a civil servant of whom nothing is known."""
    rules = tr.load("danh-gia/2026")
    return rules.decide(rules.read_case({"ngày xét": "10/12/2026", "kỳ xét": "2026", "công chức": [{"mã": "cc"}]}))


def test_grades_stand_in_columns_after_the_scores_they_go_by() -> None:
    """A table shows each grade and the scores that it compares, but none of its steps, and counts its values."""
    _, people = sheets(titles.decision())
    assert people.measures == ("điểm thử", "mức thử")
    assert {line.key: line.values for line in people.lines} == {
        "n1": ("10", "cao"),
        "n2": ("8,75", "thấp"),
        "n3": ("10", "cao"),
        "n4": ("7", "thấp"),
        "n5": ("7", "thấp"),
        "n6": ("7", "thấp"),
    }
    assert list(people.graded()) == [("mức thử", (("cao", 2), ("thấp", 4)))]


def test_a_type_with_grades_alone_has_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """The conclusion by which a grade's quota finds its candidates is no column; what is not known has its mark."""
    (people,) = sheets(unknown())
    assert (people.criteria, people.measures) == ((), ("điểm năm", "mức của công chức"))
    assert people.lines[0].values[0] == "? 0..100"
    assert [counts[-1] for _, counts in people.graded()] == [("?", 1)]
    print_decision(unknown(), plain=True, grid=True)
    assert "đủ chuẩn mức của công chức" not in capsys.readouterr().out


def test_workbooks_and_pages_show_grades(tmp_path: Path) -> None:
    """The values of a line stand between its marks and its notes, the counts in the summary."""
    to_xlsx(titles.decision(), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    heads = [cell.value for cell in book["cá nhân"][1]]
    assert heads[-2:] == ["điểm thử", "mức thử"]
    assert [cell.value for cell in book["cá nhân"][3]][-2:] == [8.75, "thấp"]
    assert ("thấp", 4) in [(row[0].value, row[1].value) for row in book.worksheets[0].iter_rows()]
    page = Page(titles.decision().to_html())
    assert page.people[page.place("n2")][6] == ["8,75", "thấp"]


def test_seats_of_an_unknown_group_and_facts_missing_twice() -> None:
    """Seats are not told where the group is not known, and a fact that is missing for two reasons is asked for once."""
    lines = unknown().explain_value("cc", "mức của công chức", full=True).splitlines()
    assert "  mức của công chức.Q1: chưa biết thuộc `nhóm` nào nên chưa tính được số suất" in lines
    missing = lines[lines.index("Còn thiếu:") :]
    assert len(missing) == len(set(missing))


@given(st.integers(10, 200), st.booleans())
def test_a_narrow_screen_shows_every_column_once(width: int, graded: bool) -> None:
    """However narrow, every criterion, the values and the notes are shown, each in one part, in order."""
    for sheet in sheets(unknown() if graded else titles.decision()):
        shown = list(fitting(sheet, width))
        assert [column for part in shown for column in part.criteria] == list(range(len(sheet.criteria)))
        assert [part.measures for part in shown] == [False] * (len(shown) - 1) + [True]
        assert [part.notes for part in shown] == [False] * (len(shown) - 1) + [bool(sheet.criteria)]
        assert all(part.criteria or part.measures for part in shown)
        assert width < 150 or len(shown) == 1


STEPS = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01, đến: 2026-12-31}
chọn theo: kỳ xét
văn bản:
  vb: {loại: quyết định, số hiệu: 01/QĐ, ngày: 2026-01-05, cơ quan: Sở, mục: {Đ1: một}}
từ vựng:
  người: {chăm chỉ: đúng/sai, lãnh đạo: đúng/sai}
xếp loại:
  mức xếp:
    cho: người
    bậc: [thấp, trung, cao]
    OUTSIDE
    căn cứ: vb Đ1
    bảng: {chăm chỉ: cao, còn lại: thấp}
    điều chỉnh:
      - {mã: Đ1, khi: lãnh đạo, nâng: 1}
      - {mã: Đ2, khi: không lãnh đạo, hạ: 1}
tiêu chí:
  A: {cho: người, tên: a, căn cứ: vb Đ1, khi: 'mức xếp ≥ “cao”'}
"""


@pytest.mark.parametrize("outside", ["", "ngoài bậc: [miễn xếp]"])
def test_a_grade_moved_past_the_last_one_is_told_as_what_it_becomes(tmp_path: Path, outside: str) -> None:
    """Neither a grade beyond the order nor an outcome outside of it is spoken of where a step is kept within it."""
    (tmp_path / "r.yaml").write_text(STEPS.replace("OUTSIDE", outside), encoding="utf-8")
    rules = tr.load(tmp_path)
    people = [
        {"mã": "p", "chăm chỉ": "đúng", "lãnh đạo": "đúng"},
        {"mã": "q", "chăm chỉ": "sai", "lãnh đạo": "sai"},
    ]
    decision = rules.decide(rules.read_case({"ngày xét": "15/12/2026", "kỳ xét": "2026", "người": people}))
    raised, lowered = (decision.explain_value(each, "mức xếp") for each in ("p", "q"))
    assert raised.startswith("p · mức xếp = cao")
    assert lowered.startswith("q · mức xếp = thấp")
    told = (
        raised
        + lowered
        + decision["p", "A"].explain(full=True)
        + decision["q", "A"].explain(full=True)
        + decision.to_html()
    )
    assert "miễn xếp" not in told
    assert "trung" not in told
    assert "mức xếp (bảng) nâng 1 bậc = cao" in told
    assert "mức xếp (Đ1) hạ 1 bậc = thấp" in told
