"""The reference of the language: every key that a ruleset file may have stands on the page of its section."""

import re

import pytest

from tests.test_docs import ROOT as PROJECT
from tests.test_docs import fenced
from thidua_rules.authoring.reference import FORM_TABLES, SECTION_PAGES, SHARED, of_key, of_section
from thidua_rules.conditions.names import COMPARISONS, KEYWORDS
from thidua_rules.ruleset.files.keys import FORMS
from thidua_rules.ruleset.files.sources import SECTIONS

FOLDER = "docs/tham-chieu"
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
    assert {form.name for form in FORMS} == FORM_TABLES.keys()
    keys = [(form, key) for form in FORMS for key in form.keys if key not in form.idle]
    for lang in ("vi", "en"):
        assert [(form.name, key) for form, key in keys if of_key(form.name, key, lang) is None] == []
        assert all(of_section(section, lang).text for section in SECTIONS)


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
    text = "".join(shown(each) for each in (page, *(each for each, _ in SHARED)))
    keys = {key for key in told(page) if re.fullmatch(r"[^()\[\]{}:;<>=]+", key)}
    assert {key for key in keys if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text) is None} == set()


def test_every_word_of_conditions_is_explained() -> None:
    """The words of the language of conditions stand on its page, or on that of the section they belong to."""
    pages = " ".join(page.read_text(encoding="utf-8").casefold() for page in PAGES)
    words = {words for _, words in KEYWORDS.values()} | set(COMPARISONS)
    assert {each for each in words if each not in pages} == set()
