"""The reference of the language: every key that a ruleset file may have stands on the page of its section."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest

from tests.test_docs import ROOT as PROJECT
from tests.test_docs import fenced
from thidua_rules.api import load
from thidua_rules.conditions.names import COMPARISONS, KEYWORDS
from thidua_rules.ruleset.files.forms import Entries, Reader
from thidua_rules.ruleset.files.header import KEYS as HEAD_KEYS
from thidua_rules.ruleset.files.sources import SECTIONS
from thidua_rules.source.yaml_tree import Node

FOLDER = "docs/tham-chieu"
HOMES = {
    "files.header": "phan-dau",
    "files.family": "ke-thua",
    "sections.documents": "van-ban",
    "sections.parameters": "tham-so",
    "sections.vocabulary": "tu-vung",
    "sections.shapes": "tu-vung",
    "sections.criteria": "tieu-chi",
    "sections.remarks": "tieu-chi",
    "sections.titles": "danh-hieu",
    "sections.common_exclusions": "danh-hieu",
    "sections.quotas": "danh-hieu xep-loai",
    "sections.quantities": "dai-luong",
    "sections.pay": "dai-luong",
    "sections.scores": "diem",
    "sections.grades": "xep-loai",
    "sections.constraints": "rang-buoc",
}
"""The page, or pages, of what each module reads."""
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
PAGES = sorted((PROJECT / FOLDER).glob("*.md"))


def told(page: str) -> set[str]:
    """The keys that the tables of a page explain: what stands in backticks in a row's first cell."""
    text = (PROJECT / FOLDER / f"{page}.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE)
    return {key.casefold() for cell in cells for key in re.findall(r"`([^`]+)`", cell)}


def shown(page: str) -> str:
    """The rulesets and scenarios of a page."""
    return " ".join(block for name, block in fenced("yaml") if name == f"{FOLDER}/{page}.md").casefold()


@pytest.fixture(scope="module")
def allowed() -> Mapping[str, set[str]]:
    """The keys that each module of the reader asks for, seen while the bundled rulesets are read."""
    asked: dict[str, set[str]] = defaultdict(set)
    entries = Reader.entries

    def seen(self: Reader, node: Node, keys: Iterable[str], aliases: Mapping[str, str] | None = None) -> Entries | None:
        keys = tuple(keys)
        module = sys._getframe(1).f_globals["__name__"].removeprefix("thidua_rules.ruleset.")
        asked[module] |= set(keys)
        return entries(self, node, keys, aliases)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reader, "entries", seen)
        for reference in ("btnmt/2021", "luat/2025", "danh-gia/2026", "chung/luat-06-2022"):
            load(reference)
    asked["files.header"] |= set(HEAD_KEYS)
    return asked


def test_every_key_is_explained_on_the_page_of_its_section(allowed: Mapping[str, set[str]]) -> None:
    """A key that a ruleset file may have, and that no page explains, is missing from the reference."""
    assert allowed.keys() <= HOMES.keys()
    shared = {key for page in SHARED for key in told(page)}
    lacking = {
        (module, key)
        for module, keys in allowed.items()
        for key in keys.difference(shared, *(told(page) for page in HOMES[module].split()))
    }
    assert lacking == set()


def test_every_section_has_a_page() -> None:
    """The sections of a ruleset file are those that the reference has pages for, and the index leads to each page."""
    assert set(SECTIONS) == SECTION_PAGES.keys()
    index = (PROJECT / FOLDER / "muc-luc.md").read_text(encoding="utf-8")
    assert {page.name for page in PAGES} - {"muc-luc.md"} == set(re.findall(r"\(([\w-]+\.md)\)", index))


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
