"""A text as an editor counts it (lines, and the units agreed on) and as the readers of YAML do (lines, letters)."""

import bisect
import re

from attrs import field, frozen

from thidua_rules.diagnostics import Place

_EDITORS = re.compile(r"\r\n|\r|\n")
_READERS = re.compile("\r\n|\r|\n|\x85|\u2028|\u2029")

Position = tuple[int, int]
"""A line and the units before it on the line, both from 0."""


_ENCODINGS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""By the name that the protocol gives to the units: how to encode a text in them, and the bytes of each."""


def _starts(text: str, breaks: re.Pattern[str]) -> list[int]:
    return [0, *(found.end() for found in breaks.finditer(text))]


@frozen
class Page:
    """A text with the offsets at which its lines begin, as editors and as readers of YAML break them."""

    text: str
    units: str = "utf-16"
    editors: list[int] = field(init=False, eq=False, repr=False)
    readers: list[int] = field(init=False, eq=False, repr=False)

    @editors.default
    def _editors(self) -> list[int]:
        return _starts(self.text, _EDITORS)

    @readers.default
    def _readers(self) -> list[int]:
        return _starts(self.text, _READERS)

    def offset(self, position: Position) -> int:
        """The offset of a position; one beyond its line is the line's end, one beyond the text the text's end."""
        line, units = position
        if line >= len(self.editors):
            return len(self.text)
        start = self.editors[line]
        end = self.editors[line + 1] if line + 1 < len(self.editors) else len(self.text)
        row = self.text[start:end].rstrip("\r\n")
        encoding, size = _ENCODINGS[self.units]
        return start + len(row.encode(encoding, "surrogatepass")[: units * size].decode(encoding, "ignore"))

    def position(self, offset: int) -> Position:
        """The position of an offset."""
        line = bisect.bisect_right(self.editors, offset) - 1
        encoding, size = _ENCODINGS[self.units]
        return line, len(self.text[self.editors[line] : offset].encode(encoding, "surrogatepass")) // size

    def span(self, place: Place) -> tuple[int, int]:
        """The offsets that a place covers: one character where it says no length, the first line where no line."""
        line = min((place.line or 1) - 1, len(self.readers) - 1)
        start = min(self.readers[line] + (place.column or 1) - 1, len(self.text))
        return start, min(start + (place.length if place.column is not None else 1), len(self.text))
