"""The rows of a sheet as they stand in its file: text that stays text, numbers and days, written as a stream.

openpyxl writes everything else of a workbook; cell by cell it takes many times as long.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from html import escape
from typing import BinaryIO

from attrs import define, field

Content = str | int | float | date | None

_LONGEST = 32_000
"""A cell holds no more characters than 32,767."""
_NOT_HELD = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def kept(text: str) -> str:
    """Text as a workbook can hold it: without control characters, and nothing in it read as an escape."""
    # what can be printed holds no control characters
    held = text if text.isprintable() else _NOT_HELD.sub("", text)
    if "_x" in held:
        held = _ESCAPED.sub("_x005F_", held)
    return held if len(held) <= _LONGEST else held[:_LONGEST] + "…"


@define
class Rows:
    """The rows of one sheet, in a file of their own until the sheet is put together."""

    file: BinaryIO
    number: int = 0
    """How many there are."""
    _letters: list[str] = field(factory=list)

    def append(self, cells: Iterable[tuple[Content, int]], height: float) -> None:
        """One more row, so many points high: each content (text as `kept`) with the number of its style."""
        self.number += 1
        number = self.number
        written = "".join(
            [
                f'<c r="{self._letter(place)}{number}" s="{style}"{_content(value)}'
                for place, (value, style) in enumerate(cells)
            ]
        )
        row = f'<row r="{number}" ht="{height}" customHeight="1">{written}</row>'
        self.file.write(row.encode())

    def _letter(self, place: int) -> str:
        while len(self._letters) <= place:
            from openpyxl.utils import get_column_letter

            self._letters.append(get_column_letter(len(self._letters) + 1))
        return self._letters[place]


def _content(value: Content) -> str:
    """What follows the style of a cell."""
    if value is None or value == "":
        return "/>"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date):
        from openpyxl.utils.datetime import to_excel

        value = to_excel(value)
    return f"><v>{value!r}</v></c>"


@lru_cache(maxsize=1024)
def _text(value: str) -> str:
    """Text held as text, whatever it begins with: a formula has an element of its own, never written."""
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(value, quote=False)}</t></is></c>'
