"""The reference of the language: every key that a ruleset file may have stands on the page of its section."""

import re

import pytest

from tests.test_docs import ROOT as PROJECT
from tests.test_docs import fenced
from thidua_rules.conditions.names import COMPARISONS, KEYWORDS
from thidua_rules.ruleset.files.keys import FORMS
from thidua_rules.ruleset.files.sources import SECTIONS

FOLDER = "docs/tham-chieu"
HOMES = {
    "head": "phan-dau",
    "validity": "phan-dau",
    "fallback": "ke-thua",
    "replacement": "ke-thua",
    "document": "van-ban",
    "reading": "tieu-chi",
    "shape": "tu-vung",
    "type": "tu-vung",
    "field": "tu-vung",
    "parameter": "tham-so",
    "requirement": "tieu-chi",
    "criterion": "tieu-chi",
    "exception": "tieu-chi",
    "title": "danh-hieu",
    "further condition": "danh-hieu",
    "common exclusion": "danh-hieu",
    "quota": "danh-hieu xep-loai",
    "quota of a grade": "danh-hieu xep-loai",
    "limit": "danh-hieu xep-loai",
    "choice among the level": "danh-hieu xep-loai",
    "quantity": "dai-luong",
    "row of a table by condition": "dai-luong",
    "row of a table": "dai-luong",
    "rank": "dai-luong",
    "amount of money": "dai-luong",
    "score": "diem",
    "item of a score": "diem",
    "line of an item": "diem",
    "grade": "xep-loai",
    "adjustment": "xep-loai",
    "constraint": "rang-buoc",
}
"""The page, or pages, of each form."""
SHARED = ("tieu-chi", "tu-vung")
"""The pages of what many sections share: remarks, and the keys of a type."""
SECTION_PAGES = {
    "văn bản": "van-ban",
    "tham số": "tham-so",
    "từ vựng": "tu-vung",
    "tiêu chí": "tieu-chi",
    "danh hiệu": "danh-hieu",
    "loại trừ chung": "danh-hieu",
    "đại lượng": "dai-luong",
    "xếp hạng": "dai-luong",
    "điểm": "diem",
    "xếp loại": "xep-loai",
    "mức thưởng": "dai-luong",
    "ràng buộc": "rang-buoc",
    "không mã hoá": "van-ban",
    "bổ sung": "ke-thua",
    "thay thế": "ke-thua",
    "dự phòng": "ke-thua",
}
PAGES = sorted(page for page in (PROJECT / FOLDER).glob("*.md") if not page.name.endswith(".en.md"))
"""The Vietnamese pages; their twins say the same of the same keys."""


def told(page: str) -> set[str]:
    """The keys that the tables of a page explain: what stands in backticks in a row's first cell."""
    text = (PROJECT / FOLDER / f"{page}.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE)
    return {key.casefold() for cell in cells for key in re.findall(r"`([^`]+)`", cell)}


def shown(page: str) -> str:
    """The rulesets and scenarios of a page."""
    return " ".join(block for name, block in fenced("yaml") if name == f"{FOLDER}/{page}.md").casefold()


def test_every_key_is_explained_on_the_page_of_its_section() -> None:
    """A key that a ruleset file may have, and that no page explains, is missing from the reference."""
    assert {form.name for form in FORMS} == HOMES.keys()
    shared = {key for page in SHARED for key in told(page)}
    lacking = {
        (form.name, key)
        for form in FORMS
        for key in set(form.keys).difference(form.idle, shared, *(told(page) for page in HOMES[form.name].split()))
    }
    assert lacking == set()


def test_every_section_has_a_page() -> None:
    """The sections of a ruleset file are those that the reference has pages for, and the index leads to each page."""
    assert set(SECTIONS) == SECTION_PAGES.keys()
    index = (PROJECT / FOLDER / "muc-luc.md").read_text(encoding="utf-8")
    assert {page.name for page in PAGES} - {"muc-luc.md"} == set(re.findall(r"\(([\w-]+\.md)\)", index))


def test_every_section_stands_in_the_glossary() -> None:
    """The glossary, the only authority on names, has the English of each section of a ruleset file."""
    glossary = (PROJECT / "docs" / "thuat-ngu.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| ([^|(]+?) (?:\([^|]*)?\|", glossary, re.MULTILINE)
    assert set(SECTIONS) - {term for cell in cells for term in cell.split(", ")} == set()


@pytest.mark.parametrize("page", sorted({*SECTION_PAGES.values(), "phan-dau"}))
def test_every_key_explained_is_shown_in_the_example(page: str) -> None:
    """What a page explains, some example uses, so that it is known to work."""
    text = "".join(shown(each) for each in (page, *SHARED))
    keys = {key for key in told(page) if re.fullmatch(r"[^()\[\]{}:;<>=]+", key)}
    assert {key for key in keys if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text) is None} == set()


def test_every_word_of_conditions_is_explained() -> None:
    """The words of the language of conditions stand on its page, or on that of the section they belong to."""
    pages = " ".join(page.read_text(encoding="utf-8").casefold() for page in PAGES)
    words = {words for _, words in KEYWORDS.values()} | set(COMPARISONS)
    assert {each for each in words if each not in pages} == set()
