"""The smallest parts of a condition's text: syllables, numbers, dates, quoted texts, signs."""

import re
import unicodedata

from attrs import field, frozen

from thidua_rules.source.text import fold_syllable

_SHAPES = re.compile(
    r"""
      (?P<text>“[^”]*” | "[^"]*")
    | (?P<open_quote>[“”"])
    | (?P<date>[0-9]{2}/[0-9]{2}/[0-9]{4}(?![0-9]) | [0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))
    | (?P<odd_date>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}(?![0-9]) | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]))
    | (?P<period>[0-9]{4}[-–][0-9]{4}(?![0-9]) | [0-9]{2}/[0-9]{4}(?![0-9]) | [Qq][0-9]+/[0-9]{4}(?![0-9]))
    | (?P<number>[0-9]+(?:[.,][0-9]+)*(?:[ \u00a0]?%)?)
    | (?P<word>[^\W\d_](?:[^\W_]|[\u0300-\u036f])*)
    | (?P<sign>[=<>]\u0338|<=|>=|==|!=|<>|=>|=<|&&|\|\||\S)
    """,
    re.VERBOSE,
)
_CODE = re.compile(r"[^\W_][\w\u0300-\u036f]*(?:[.-][\w\u0300-\u036f]+)*")


@frozen
class Piece:
    """One part of a text: its kind, its characters as written and their offsets, and the key that names match by.

    The key is the folded syllable, or the characters themselves.
    """

    kind: str
    text: str
    start: int
    end: int
    key: str = field(init=False, eq=False)

    @key.default
    def _key(self) -> str:
        return fold_syllable(self.text) if self.kind == "word" else self.text


def split(text: str) -> list[Piece]:
    """The parts of a text in order; white space only separates."""
    return [Piece(str(found.lastgroup), found[0], found.start(), found.end()) for found in _SHAPES.finditer(text)]


def key_of(name: str) -> tuple[str, ...]:
    """The keys of the parts of a name: two names with equal keys are one."""
    return tuple(piece.key for piece in split(name))


def code_at(text: str, start: int) -> str | None:
    """The rule code that begins at an offset, as written, or None."""
    found = _CODE.match(text, start)
    return found[0] if found else None


def composed(text: str) -> str:
    """The text in composed form."""
    return unicodedata.normalize("NFC", text)
