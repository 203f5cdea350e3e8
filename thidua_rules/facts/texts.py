"""Texts of the kind `chữ` as rules compare them: alike in spelling is equal, as with names."""

from thidua_rules.source.text import fold


class Text(str):
    """A text that equals every other spelling of it: capitals, white space and where a tone stands do not tell apart.

    It shows as it was written. A plain `str` is no such text and equals none, since it could not hash alike.
    """

    __slots__ = ("key",)
    key: str

    def __new__(cls, written: str) -> "Text":
        """The text as written, with what it is compared by."""
        made = super().__new__(cls, written)
        made.key = fold(str(written))
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.key == other.key

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.key)
