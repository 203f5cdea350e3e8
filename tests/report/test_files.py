"""Decisions as pages and terminal tables."""

import io
import re
from contextlib import redirect_stdout
from html.parser import HTMLParser

import pytest

from tests.report.small import decision
from thidua_rules.report.html import to_html
from thidua_rules.report.terminal import print_decision

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


def test_a_terminal_table() -> None:
    """Names come out as they are, and every mark is explained."""
    with redirect_stdout(io.StringIO()) as output:
        print_decision(decision(), grid=True)
    text = output.getvalue()
    assert NAME in text
    assert "✓ đạt  ✗ không đạt  ? chưa đủ căn cứ  – không áp dụng" in text
    assert "Bộ quy tắc thu/2021 · ngày xét 15/01/2022 · kỳ xét 2021" in text
    assert "\x1b" not in text
