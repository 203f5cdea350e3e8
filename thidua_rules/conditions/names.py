"""The words of conditions: keywords, and the names that a ruleset declares; the longest match wins."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from attrs import evolve, field, frozen

from thidua_rules.conditions.pieces import Piece, key_of
from thidua_rules.source.text import normalize, strip_marks

Key = tuple[str, ...]

_SPELLINGS: Mapping[str, str] = {
    "hoặc": "OR",
    "và": "AND",
    "không": "NOT",
    "không phải": "NOT",
    "chưa": "NOT",
    "từ": "FROM",
    "đến": "TO",
    "trở lên": "UPWARD",
    "là": "IS",
    "thuộc": "IN",
    "có": "HAS",
    "mọi": "EVERY",
    "đều": "HOLDS",
    "trong đó": "WHERE",
    "của": "OF",
    "của đối tượng xét": "OF_SUBJECT",
    "đạt": "REACHES",
    "đủ chuẩn": "QUALIFIES",
    "số": "COUNT",
    "tỷ lệ": "SHARE",
    "tổng": "FOLD",
    "trung bình": "FOLD",
    "lớn nhất": "FOLD",
    "nhỏ nhất": "FOLD",
    "số năm liên tục": "STREAK",
    "số kỳ liên tục": "STREAK",
    "số ngày kể từ": "ELAPSED",
    "số tháng kể từ": "ELAPSED",
    "số lớn nhất trong": "EXTREME",
    "số nhỏ nhất trong": "EXTREME",
    "ngày muộn nhất trong": "EXTREME",
    "ngày sớm nhất trong": "EXTREME",
    "không có thì": "OTHERWISE",
    "số dư của": "REMAINDER",
    "chia cho": "DIVIDED_BY",
    "chia": "DIVIDED_BY",
    "làm tròn lên": "ROUND",
    "làm tròn xuống": "ROUND",
    "làm tròn gần nhất": "ROUND",
    "điểm mục": "POINTS",
    "tối đa mục": "MAXIMUM",
    "thang": "SCALE",
    "mục của": "ITEMS_OF",
    "chỉ tiêu": "QUOTA",
    "giảm dần": "ORDER",
    "tăng dần": "ORDER",
}
COMPARISONS: Mapping[str, str] = {
    "bằng": "=",
    "khác": "≠",
    "ít nhất": "≥",
    "không quá": "≤",
    "trên": ">",
    "dưới": "<",
}
"""Comparison words: operators only after an operand."""

KEYWORDS: Mapping[Key, tuple[str, str]] = MappingProxyType(
    {key_of(words): (kind, words) for words, kind in _SPELLINGS.items()}
    | {key_of(words): ("COMPARE", words) for words in COMPARISONS}
)
"""Terminal and canonical spelling of each keyword, by its key."""

THIS_ITEM = key_of("mục này")
"""What an item of a score calls itself by: a text, its code."""

OF_DOSSIER = key_of("của hồ sơ")
"""What follows the name of a type where all its subjects in the dossier are meant."""

_LONGEST_KEYWORD = max(len(key) for key in KEYWORDS)


@frozen
class NameTable:
    """All names declared by a ruleset, found by their folded syllables whatever their spelling.

    `item` is the code that `mục này` stands for, in the items of a score. `types` are the names of types, which only
    `của hồ sơ` makes names of conditions, each with the collections that its subjects are in (`thành viên của cụm`).
    """

    spelling: Mapping[Key, str]
    item: str | None = None
    types: Mapping[Key, tuple[str, tuple[str, ...]]] = MappingProxyType({})
    longest: int = field(eq=False, repr=False)
    """No name or keyword has more pieces."""

    @longest.default
    def _longest_key(self) -> int:
        return max((_LONGEST_KEYWORD, *(len(key) for key in (*self.spelling, *self.types))))

    @classmethod
    def of(cls, names: Iterable[str], types: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> "NameTable":
        """The table of these declared names; of two that fold alike, the first gives the spelling."""
        spelling: dict[Key, str] = {}
        for name in names:
            spelling.setdefault(key_of(name), normalize(name))
        spelling.pop((), None)
        return cls(MappingProxyType(spelling), None, {key_of(name): (name, seen) for name, seen in types.items()})

    def of_item(self, code: str) -> "NameTable":
        """The same table in an item of that code."""
        return evolve(self, item=code)

    def without(self, name: str) -> "NameTable":
        """The same table with one name left out."""
        spelling = dict(self.spelling)
        spelling.pop(key_of(name), None)
        return evolve(self, spelling=MappingProxyType(spelling))

    def type_of_dossier(self, pieces: Sequence[Piece], at: int) -> tuple[str, int] | None:
        """The type of which `… của hồ sơ` is said at a piece, and the number of pieces of its name."""
        keys = tuple([piece.key for piece in pieces[at : at + self.longest + len(OF_DOSSIER)]])
        if OF_DOSSIER[-1] not in keys:
            return None
        for length in range(len(keys) - len(OF_DOSSIER), 0, -1):
            if keys[length : length + len(OF_DOSSIER)] == OF_DOSSIER and keys[:length] in self.types:
                return self.types[keys[:length]][0], length
        return None

    def match(self, pieces: Sequence[Piece], at: int, after_operand: bool) -> tuple[str, str, int] | None:
        """The longest keyword or name that begins at a piece: its terminal, canonical spelling, number of pieces.

        A keyword wins over a name of the same syllables, which no ruleset may declare anyway.
        """
        keys = tuple([piece.key for piece in pieces[at : at + self.longest]])
        for length in range(len(keys), 0, -1):
            key = keys[:length]
            keyword = KEYWORDS.get(key)
            if keyword is not None and (keyword[0] != "COMPARE" or after_operand):
                return (*keyword, length)
            name = self.spelling.get(key)
            if name is not None:
                return "NAME", name, length
        return None

    def nearest(self, phrase: str, least: float) -> tuple[float, str, str] | None:
        """How near the nearest name or keyword is (1: only marks differ), its terminal and spelling."""
        wanted = _plain(phrase)
        best: tuple[float, str, str] | None = None
        for kind, words in (*(("NAME", name) for name in self.spelling.values()), *KEYWORDS.values()):
            ratio = _likeness(wanted, _plain(words), max(least, best[0] if best else 0))
            if ratio is not None and (best is None or ratio > best[0]):
                best = (ratio, kind, words)
        return best


def _plain(words: str) -> str:
    return strip_marks(normalize(words)).lower()


def _likeness(wanted: str, candidate: str, least: float) -> float | None:
    """The likeness if it reaches `least`; short words only when they differ in nothing but marks."""
    if wanted == candidate:
        return 1.0
    if min(len(wanted), len(candidate)) < 5:
        return None
    matcher = difflib.SequenceMatcher(None, wanted, candidate)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return None
    ratio = matcher.ratio()
    return ratio if ratio >= least else None


def type_hint(name: str, seen: tuple[str, ...]) -> dict[str, str]:
    """The hint where the name of a type stands for its subjects: the collections they are in, or the whole dossier."""
    ways = [*(f"`{each}`" for each in seen[:4]), f"`{name} của hồ sơ`"]
    return {
        "hint_vi": f"`{name}` là một loại, không phải một nhóm; viết {' hoặc '.join(ways)}",
        "hint_en": f"`{name}` is a type and no collection; write {' or '.join(ways)}",
    }
