"""Decisions as workbooks, pages and terminal tables."""

import io
import re
from contextlib import redirect_stdout
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from tests.report.small import decision
from thidua_rules.report.html import to_html
from thidua_rules.report.terminal import print_decision
from thidua_rules.report.xlsx import to_xlsx

NAME = "Cục <B> [bold]:smile: =1+1"
"""A name that markup, spreadsheets and pages must leave as it is."""


class Reader(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open += [tag] if tag not in ("meta", "br") else []
        named = dict(attrs)
        self.ids |= {str(named["id"])} if "id" in named else set()
        self.links |= {str(named["href"])} if "href" in named else set()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_page(lang: str) -> None:
    """The page is well formed, stands alone, keeps names as they are, and links each failure to its explanation."""
    page = to_html(decision(), lang)
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    assert NAME in reader.text
    assert reader.links == {f"#{each}" for each in reader.ids}
    assert len(reader.ids) == 5
    assert not re.search(r"https?://|<script|\bsrc=", page)
    text = "".join(reader.text)
    assert decision()["n3", "C1"].explain(lang, width=120).splitlines()[1] in text
    assert ("Còn thiếu" if lang == "vi" else "Missing") in text


def test_a_workbook(tmp_path: Path) -> None:
    """A summary, a sheet for each type, every requirement, and what is missing; all cells are plain text or numbers."""
    path = tmp_path / "kq.xlsx"
    to_xlsx(decision(), path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Tổng hợp", "tập thể", "cá nhân", "Chi tiết", "Còn thiếu"]
    assert {cell.data_type for page in book for row in page for cell in row} <= {"s", "n"}
    assert [cell.value for cell in book["tập thể"][3]] == ["b", NAME, "✓", None]
    assert [cell.value for cell in book["Tổng hợp"][12]] == ["C1", "Mức hoàn thành", 2, 2, 0, 0]
    details = [[cell.value for cell in row] for row in book["Chi tiết"]]
    reason = "tỷ lệ hoàn thành kế hoạch = 98,5%, cần ≥ 100%   [dòng 7]"
    row = ["tập thể", "a", "Cục A", "T1.a", "Hoàn thành kế hoạch", "không đạt", reason, "Công văn 01/VB-THU, T1.a"]
    assert row in details
    assert [cell.value for cell in book["Còn thiếu"][2]][:2] == ["Người Bốn", "là người đứng đầu"]


def test_a_workbook_in_english(tmp_path: Path) -> None:
    """The names of sheets and statuses are in English too."""
    path = tmp_path / "kq.xlsx"
    to_xlsx(decision(), path, "en")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Summary", "tập thể", "cá nhân", "Details", "Missing"]
    assert "not met" in {cell.value for cell in book["Details"]["F"]}


def test_a_formula_stays_text(tmp_path: Path) -> None:
    """A key that begins like a formula is written as text, and control characters are left out."""
    from openpyxl import Workbook

    from thidua_rules.report.xlsx import _cell

    book = Workbook()
    book.active.append([_cell(book.active, "=1+1"), _cell(book.active, "a\x01b"), _cell(book.active, "x" * 40_000)])
    book.save(tmp_path / "a.xlsx")
    first, second, third = openpyxl.load_workbook(tmp_path / "a.xlsx").active[1]
    assert (first.value, first.data_type, second.value) == ("=1+1", "s", "ab")
    assert len(third.value) <= 32_767


def test_a_terminal_table() -> None:
    """Names come out as they are, and every mark is explained."""
    with redirect_stdout(io.StringIO()) as output:
        print_decision(decision(), grid=True)
    text = output.getvalue()
    assert NAME in text
    assert "✓ đạt  ✗ không đạt  ? chưa đủ căn cứ  – không áp dụng" in text
    assert "Bộ quy tắc thu/2021 · ngày xét 15/01/2022 · kỳ xét 2021" in text
    assert "\x1b" not in text


def test_headings_begin_with_a_capital(tmp_path: Path) -> None:
    """No column is without a heading, and no two have the same."""
    path = tmp_path / "kq.xlsx"
    to_xlsx(decision(), path)
    for page in openpyxl.load_workbook(path).worksheets[1:]:
        heads = [str(cell.value) for cell in page[1]]
        assert len(set(heads)) == len(heads)
        assert all(each[0].isupper() for each in heads)
