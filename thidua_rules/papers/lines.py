"""A template as text: each paragraph a line, and where it stands in the document."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from thidua_rules.diagnostics import Diagnostic, Place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WHOLE = re.compile(r"(\{[{%#])(?:tr|tc|p|r)(?=\s)")
_CELL = re.compile(r"\{%\s*(?:colspan|cellbg)\s+(.*?)\s*%\}")
_MERGED = re.compile(r"\{%\s*[vh]m\s*%\}")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_OF_PART = {"header": ("đầu trang", "page header"), "footer": ("chân trang", "page footer")}


@frozen
class Line:
    """A paragraph: its text, its number among all, and its place in words of both languages."""

    text: str
    number: int
    where: tuple[str, str]

    def fault(self, file: str, code: str, about: str, **arguments: Any) -> Diagnostic:
        """A diagnostic about part of the paragraph."""
        whole = re.search(rf"(?<![\w.]){re.escape(about)}(?!\w)", self.text)
        column = (whole.start() if whole else max(self.text.find(about), 0)) + 1
        place = Place(file=file, line=self.number, column=column, length=max(len(about), 1), excerpt=self.text)
        return Diagnostic(code, place, {"where_vi": self.where[0], "where_en": self.where[1], **arguments})

    @property
    def plain(self) -> str:
        """The paragraph for Jinja alone: the marks that only Word's paragraphs, rows and cells need are gone."""
        text = _WHOLE.sub(r"\1", self.text)
        text = _MERGED.sub("", _CELL.sub(r"{{ \1 }}", text))
        return _TAG.sub(lambda tag: tag[0].translate(_QUOTES), text)


def lines_of(parts: Iterable[tuple[str, Any]]) -> tuple[Line, ...]:
    """The paragraphs of the parts of a document, each given by what it is (`body`, `header`, `footer`) and its XML."""
    found: list[Line] = []
    for kind, root in parts:
        tables = {table: number for number, table in enumerate(root.iter(f"{_W}tbl"), 1)}
        for number, paragraph in enumerate(root.iter(f"{_W}p"), 1):
            text = unicodedata.normalize("NFC", "".join(_texts(paragraph))).replace("\n", " ")
            where = _where(paragraph, number, tables)
            if kind != "body":
                where = (f"{_OF_PART[kind][0]}, {where[0]}", f"{_OF_PART[kind][1]}, {where[1]}")
            found.append(Line(text, len(found) + 1, where))
    return tuple(found)


def _texts(paragraph: Any) -> Iterator[str]:
    """The text of a paragraph without that of the boxes in it, whose paragraphs are told by themselves."""
    for each in paragraph:
        if each.tag == f"{_W}t":
            yield each.text or ""
        elif each.tag == f"{_W}tab":
            yield " "
        elif each.tag != f"{_W}p":
            yield from _texts(each)


def _where(paragraph: Any, number: int, tables: dict[Any, int]) -> tuple[str, str]:
    """`đoạn 3`, or `bảng 1, dòng 2, ô 3` of the innermost table."""
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    row = None if cell is None else next(cell.iterancestors(f"{_W}tr"), None)
    if cell is None or row is None:
        return f"đoạn {number}", f"paragraph {number}"
    table = next(row.iterancestors(f"{_W}tbl"))
    rows, cells = list(table.iter(f"{_W}tr")), list(row.iter(f"{_W}tc"))
    numbers = tables[table], rows.index(row) + 1, cells.index(cell) + 1
    return "bảng {}, dòng {}, ô {}".format(*numbers), "table {}, row {}, cell {}".format(*numbers)
