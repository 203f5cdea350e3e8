"""Every diagnostic code in one place: severity, message and hint, in Vietnamese and in English.

Codes are stable: a code keeps its meaning for ever and is never used again for something else.
`{name}` in a text is an argument of the diagnostic.
"""

from attrs import frozen


@frozen
class Code:
    """The wording of one diagnostic code."""

    severity: str
    vi: str
    en: str
    hint_vi: str = ""
    hint_en: str = ""


def _error(vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> Code:
    return Code("error", vi, en, hint_vi, hint_en)


def _warning(vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> Code:
    return Code("warning", vi, en, hint_vi, hint_en)


def _note(vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> Code:
    return Code("note", vi, en, hint_vi, hint_en)


_FILES: dict[str, Code] = {}

_CONDITIONS: dict[str, Code] = {}

_RULESETS: dict[str, Code] = {}

_FACTS: dict[str, Code] = {}

_USE: dict[str, Code] = {}

CODES: dict[str, Code] = {**_FILES, **_CONDITIONS, **_RULESETS, **_FACTS, **_USE}
