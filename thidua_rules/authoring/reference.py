"""What the reference pages say of a key: its one wording, for commands and editors as for readers of the pages."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen

import thidua_rules
from thidua_rules.source.text import fold

PAGES = "tham-chieu"
"""The folder of the pages."""
FORM_TABLES: dict[str, tuple[tuple[str, int], ...]] = {
    "head": (("phan-dau", 0),),
    "validity": (("phan-dau", 0),),
    "fallback": (("ke-thua", 1),),
    "replacement": (("ke-thua", 1),),
    "document": (("van-ban", 0),),
    "reading": (("tieu-chi", 0),),
    "shape": (("tu-vung", 1),),
    "type": (("tu-vung", 0),),
    "field": (("tu-vung", 1),),
    "parameter": (("tham-so", 0),),
    "requirement": (("tieu-chi", 0),),
    "criterion": (("tieu-chi", 0),),
    "exception": (("tieu-chi", 0),),
    "title": (("danh-hieu", 0),),
    "further condition": (("danh-hieu", 0),),
    "common exclusion": (("danh-hieu", 1),),
    "quota": (("danh-hieu", 2), ("xep-loai", 0)),
    "quota of a grade": (("xep-loai", 0), ("danh-hieu", 2)),
    "limit": (("danh-hieu", 2), ("xep-loai", 0)),
    "choice among the level": (("danh-hieu", 2),),
    "quantity": (("dai-luong", 0),),
    "row of a table by condition": (("dai-luong", 0),),
    "row of a table": (("dai-luong", 0),),
    "rank": (("dai-luong", 1),),
    "amount of money": (("dai-luong", 2),),
    "score": (("diem", 0),),
    "item of a score": (("diem", 1),),
    "line of an item": (("diem", 1),),
    "grade": (("xep-loai", 0),),
    "adjustment": (("xep-loai", 0),),
    "constraint": (("rang-buoc", 0),),
    "invariant": (("bat-bien", 0),),
}
"""For each form (`ruleset/files/keys.py`) the tables that tell of its keys: the page and the table's place on it."""
SHARED = (("tieu-chi", 0), ("tu-vung", 1))
"""The tables of what many forms share: remarks, and the keys of a kind."""
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
    "bất biến": "bat-bien",
    "không mã hoá": "van-ban",
    "chấp nhận": "chap-nhan",
    "bổ sung": "ke-thua",
    "thay thế": "ke-thua",
    "dự phòng": "ke-thua",
}

_ROW = re.compile(r"^\| (.*?) \| (.*) \|$")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_LIKE_ELSEWHERE = ("như ", "as ")


@frozen
class Row:
    """A row of a table of the reference: the keys that it tells of, what it says, and where it stands."""

    keys: tuple[str, ...]
    text: str
    page: str
    table: int


def pages() -> tuple[str, ...]:
    """The names of the pages, without their endings."""
    return tuple(sorted(path.stem for path in _folder().glob("*.md") if not path.name.endswith(".en.md")))


@cache
def title(page: str, lang: str = "vi") -> str:
    """The heading of a page, without marks."""
    return _plain(_lines(page, lang)[0].lstrip("# ")).replace("`", "")


@cache
def rows(lang: str = "vi") -> tuple[Row, ...]:
    """The rows of every table of the reference."""
    return tuple(row for page in pages() for row in _rows(page, lang))


def of_key(form: str, key: str, lang: str = "vi") -> Row | None:
    """What is said of a key of a form: on the page of the form, or else on those that many forms share."""
    return _first(key, (*FORM_TABLES[form], *SHARED), lang)


def of_section(section: str, lang: str = "vi") -> Row:
    """What is said of a section of a ruleset file: its row, or else the first sentences of its page."""
    page = SECTION_PAGES[section]
    return _first(section, ((page, 0), ("muc-luc", -1)), lang) or Row((section,), _opening(page, lang), page, 0)


def of_scenario(key: str, lang: str = "vi") -> Row | None:
    """What is said of a key of a file of scenarios."""
    return _first(key, (("tinh-huong", 0),), lang)


def anywhere(key: str, lang: str = "vi") -> tuple[Row, ...]:
    """All that the reference says of a key, but for where it only points elsewhere."""
    found = [row for row in rows(lang) if row.page != "muc-luc" and _tells(row, key)]
    return tuple(row for row in found if not row.text.startswith(_LIKE_ELSEWHERE)) or tuple(found)


def _first(key: str, tables: tuple[tuple[str, int], ...], lang: str) -> Row | None:
    found = [row for page, table in tables for row in rows(lang) if (row.page, row.table) == (page, table)]
    telling = [row for row in found if _tells(row, key)]
    return next((row for row in telling if not row.text.startswith(_LIKE_ELSEWHERE)), next(iter(telling), None))


def _tells(row: Row, key: str) -> bool:
    return fold(key) in map(fold, row.keys)


def _rows(page: str, lang: str) -> Iterator[Row]:
    table = -1
    lines = _lines(page, lang)
    for line, below in zip(lines, (*lines[1:], ""), strict=True):
        if line.startswith("| ---"):
            table += 1
        elif not below.startswith("| ---") and (found := _ROW.match(line)) is not None:
            keys = tuple(re.findall(r"`([^`]+)`", found[1]))
            if keys:
                yield Row(keys, _plain(found[2]), page, table)


def _opening(page: str, lang: str) -> str:
    paragraphs = [line for line in _lines(page, lang)[1:] if line.strip() and not line.startswith(("*", "#", "|", "`"))]
    return _plain(paragraphs[0])


def _plain(text: str) -> str:
    """A text without links and emphasis; what stands in backticks keeps them."""
    return re.sub(r"(?<![`\w*])\*{1,2}([^*`]+)\*{1,2}", r"\1", _LINK.sub(r"\1", text))


@cache
def _lines(page: str, lang: str) -> list[str]:
    ending = ".md" if lang == "vi" else ".en.md"
    return (_folder() / f"{page}{ending}").read_text(encoding="utf-8").splitlines()


def _folder() -> Path:
    package = Path(thidua_rules.__file__).resolve().parent
    # inside the wheel the pages are package data; in a checkout they stand among the documentation
    bundled = package / PAGES
    return bundled if bundled.is_dir() else package.parent / "docs" / PAGES
