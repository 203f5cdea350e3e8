"""One diagnostic code: how bad it is, and what is said of it."""

from attrs import frozen


@frozen
class Code:
    """The wording of one diagnostic code."""

    severity: str
    vi: str
    en: str
    hint_vi: str = ""
    hint_en: str = ""


def error(vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> Code:
    return Code("error", vi, en, hint_vi, hint_en)


def warning(vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> Code:
    return Code("warning", vi, en, hint_vi, hint_en)


def note(vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> Code:
    return Code("note", vi, en, hint_vi, hint_en)
