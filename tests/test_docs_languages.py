"""The pages of the documentation: each in one language with its twin beside it, naming only what exists."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.test_architecture import PACKAGE, ROOMS
from tests.test_docs import PAGES, ROOT, page_name

DOCS = ROOT / "docs"
ALONE = ("README.en.md", "CHANGELOG.en.md", "thuat-ngu.md")
"""Twins of pages that stand at the top of the project, and the glossary, which maps the two languages."""
DIVIDED = [page for page in PAGES if page.is_relative_to(DOCS) and page.name not in ALONE]
VIETNAMESE = [page for page in DIVIDED if not page.name.endswith(".en.md")]
ENGLISH = [page.with_suffix(".en.md") for page in VIETNAMESE]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)")
NAMES = ("Trung tâm Mẫu",)
"""Names of people and bodies with words in lower case."""
LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(text: str) -> list[str]:
    """The fenced blocks of a page, with their fences."""
    return re.findall(r"^```.*?^```$", text, re.MULTILINE | re.DOTALL)


def prose(text: str) -> str:
    """A page without its blocks, code words, quotations, targets of links and remarks."""
    for left_out in (r"^```.*?^```$", r"<!--.*?-->", r"``.+?``|`[^`\n]+`", r"“[^”]*”", r"\]\([^)]*\)"):
        text = re.sub(left_out, " ", text, flags=re.MULTILINE | re.DOTALL)
    return text


def headings(text: str) -> list[str]:
    """The headings of a page, with the signs of their level."""
    return re.findall(r"^#+ .*$", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)


def anchors(text: str) -> set[str]:
    """What `#…` may name on a page, as GitHub writes it."""
    words = (heading.lstrip("#").strip().lower() for heading in headings(text))
    return {re.sub(r"[^\w\- ]", "", each).replace(" ", "-") for each in words} | set(re.findall(r'id="([^"]+)"', text))


def code_words(text: str) -> list[str]:
    """What stands in backticks outside of blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))


def first_cells(text: str) -> list[list[str]]:
    """The code words in the first cell of each row of the tables."""
    return [code_words(cell) for cell in re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE)]


def test_every_page_has_its_twin() -> None:
    """A page in one language stands beside its twin, unless it is one of the few that are alone."""
    assert set(DIVIDED) == {*VIETNAMESE, *ENGLISH}


@pytest.mark.parametrize("page", VIETNAMESE, ids=page_name)
def test_twins_say_the_same(page: Path) -> None:
    """Twins have headings of the same levels, rows about the same words, the same code and links, one to the other."""
    twin = page.with_suffix(".en.md")
    here, there = text_of(page), text_of(twin)
    assert [each.split()[0] for each in headings(there)] == [each.split()[0] for each in headings(here)]
    assert blocks(there) == blocks(here)
    assert first_cells(there) == first_cells(here)
    assert set(code_words(here)) - set(code_words(there)) == set()
    linked = {target.replace(".en.md", ".md") for target, _ in LINK.findall(there)}
    assert {target for target, _ in LINK.findall(here.replace(twin.name, page.name))} - linked == set()
    assert here.splitlines()[2] == f"*English: [{twin.name}]({twin.name})*"
    assert there.splitlines()[2] == f"*Tiếng Việt: [{page.name}]({page.name})*"


@pytest.mark.parametrize("page", VIETNAMESE, ids=page_name)
def test_a_vietnamese_page_has_no_english_sentence(page: Path) -> None:
    """None of the small words that every English sentence needs stands on a Vietnamese page, nor halves in both."""
    told = "\n".join(text_of(page).splitlines()[4:])
    assert re.findall(r"^.*\b(?:the|of|and|is|are|with|for|which|when|its)\b.*$", prose(told), re.MULTILINE) == []
    assert re.findall(r"^.* / [A-Za-z ]*[.:|]?$", prose(told), re.MULTILINE) == []


@pytest.mark.parametrize("page", ENGLISH, ids=page_name)
def test_an_english_page_has_no_vietnamese_word(page: Path) -> None:
    """Vietnamese stands on an English page only as code, in quotation marks or as a name (with a capital letter)."""
    told = prose("\n".join(text_of(page).splitlines()[4:]))
    for name in NAMES:
        told = told.replace(name, "")
    words: Iterable[str] = re.findall(r"[^\W\d_]+", told)
    assert [word for word in words if word[0].islower() and set(word) & set(LETTERS)] == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_lead_to_pages_of_the_same_language_and_to_headings_that_exist(page: Path) -> None:
    """A relative link names a file, its `#…` a heading there; from English pages it leads to English ones."""
    for target, anchor in LINK.findall(text_of(page)):
        found = page.parent / target if target else page
        assert found.exists(), target
        assert not anchor or anchor in anchors(text_of(found)), f"{target}#{anchor}"
    told = "\n".join(text_of(page).splitlines()[4:])
    linked = {(page.parent / target).resolve() for target, _ in LINK.findall(told) if target.endswith(".md")}
    others = VIETNAMESE if page.name.endswith(".en.md") else ENGLISH
    assert linked & {each.resolve() for each in others} == set()


@pytest.mark.parametrize(("first", "pages"), [(ROOT / "README.md", VIETNAMESE), (DOCS / "README.en.md", ENGLISH)])
def test_every_page_can_be_reached_from_the_first(first: Path, pages: list[Path]) -> None:
    """Links lead from the README to each page of its language without changing it."""
    waiting = [first]
    for page in waiting:
        told = "\n".join(text_of(page).splitlines()[4:])
        targets = [(page.parent / target).resolve() for target, _ in LINK.findall(told)]
        waiting += [each for each in dict.fromkeys(targets) if each in pages and each not in waiting]
    assert set(pages) - set(waiting) == set()


@pytest.mark.parametrize("page", [page for page in PAGES if "CHANGELOG" not in page.name], ids=page_name)
def test_modules_and_folders_that_pages_name_exist(page: Path) -> None:
    """`room/module.py` and `room/` stand in the package or in the project, unless a command on the page writes them."""
    text = text_of(page)
    written = set(re.findall(r"-o ([\w./-]+)", text))
    rooms = {each.name for each in PACKAGE.iterdir() if each.is_dir()} | {"tests", "docs", "rulesets", "thidua_rules"}
    named = {word for word in code_words(text) if re.fullmatch(r"[\w.-]+(?:/[\w.-]*)*", word)}
    paths = {word for word in named if word.endswith((".py", ".lark", "/")) or word.split("/")[0] in rooms}
    assert {each for each in paths - written if not ((PACKAGE / each).exists() or (ROOT / each).exists())} == set()


@pytest.mark.parametrize("page", ["kien-truc.md", "kien-truc.en.md"])
def test_the_page_on_architecture_names_every_room_from_the_ground_up(page: str) -> None:
    """The rooms stand in the table in the order in which they may use each other, by their upper parts."""
    shown = [cell[0].removesuffix("/").removesuffix(".py") for cell in first_cells(text_of(DOCS / page)) if cell]
    assert shown[::-1] == list(dict.fromkeys(room.split(".")[0] for room in ROOMS))
