"""Vietnamese text: how two spellings of one name are found equal, and what a misspelt name may have meant.

Every name of a ruleset is compared by its *key*, syllable by syllable: Unicode composition, case, white space,
where the tone sits (`hoà` = `hòa`) and i/y (`tỷ` = `tỉ`) do not distinguish names.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MOST_NEAR = 3
_FINAL_Y = re.compile(r"^(h|k|l|m|s|t|qu)y$")


def normalize(text: str) -> str:
    """The same text composed (NFC), with every run of white space (NBSP too) as one space and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=16384)
def fold_syllable(syllable: str) -> str:
    """The key of one syllable: letters without the tone, then the tone, so that its place does not matter."""
    lowered = unicodedata.normalize("NFC", syllable).casefold().replace("ð", "đ")
    decomposed = unicodedata.normalize("NFD", lowered)
    tone = "".join(mark for mark in decomposed if mark in _TONES)
    letters = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES))
    return _FINAL_Y.sub(r"\1i", letters) + tone


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key of a name: folded syllables joined by single spaces. Two names are the same when their keys are."""
    return " ".join(fold_syllable(syllable) for syllable in normalize(name).split(" "))


def strip_marks(text: str) -> str:
    """The text in plain ASCII letters: no tone, no hat, `đ` as `d`."""
    plain = text.replace("đ", "d").replace("Đ", "D").replace("ð", "d").replace("Ð", "D")
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).encode("ascii", "ignore").decode()


def python_name(name: str) -> str:
    """The ASCII attribute for a name: `tỷ lệ giải ngân` → `ty_le_giai_ngan`."""
    words = re.findall(r"[a-z0-9]+", strip_marks(normalize(name)).lower())
    joined = "_".join(words) or "ten"
    return f"n_{joined}" if joined[0].isdigit() else joined


def did_you_mean(name: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """The declared names nearest to a misspelt one, best first; tone and hat count little, letters count much."""
    by_plain: dict[str, list[str]] = {}
    for candidate in candidates:
        by_plain.setdefault(strip_marks(normalize(candidate)).lower(), []).append(candidate)
    wanted = strip_marks(normalize(name)).lower()
    near = difflib.get_close_matches(wanted, by_plain, n=_MOST_NEAR, cutoff=0.72)
    found = [candidate for plain in near for candidate in sorted(by_plain[plain])]
    return tuple(found[:_MOST_NEAR])


def near_hint(near: Iterable[str], quoted: str = "`{}`") -> dict[str, str]:
    """The hint of a diagnostic that names what may have been meant; none where nothing comes near."""
    listed = ", ".join(map(quoted.format, near))
    return {"hint_vi": f"có phải {listed}?", "hint_en": f"did you mean {listed}?"} if listed else {}
