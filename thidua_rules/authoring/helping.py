"""A diagnostic code, or a key of the language, told at length: from the catalogue and the reference pages alone."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import log

from attrs import frozen

from thidua_rules.authoring import reference
from thidua_rules.authoring.reference import Row
from thidua_rules.diagnostics import CODES, Code, Diagnostic, UsageError
from thidua_rules.diagnostics.examples import EXAMPLES, Example
from thidua_rules.report.messages import say
from thidua_rules.report.wording import wrapped
from thidua_rules.ruleset.files.forms import suggestion
from thidua_rules.source.text import did_you_mean, fold

FAMILY_PAGES = {
    "SET": ("phan-dau",),
    "COMP": ("ke-thua",),
    "DOC": ("van-ban",),
    "PARAM": ("tham-so", "tu-vung"),
    "VOC": ("tu-vung",),
    "RULE": ("tieu-chi", "dai-luong"),
    "TABLE": ("dai-luong", "xep-loai"),
    "TITLE": ("danh-hieu",),
    "QUOTA": ("danh-hieu",),
    "SCORE": ("diem",),
    "GRADE": ("xep-loai",),
    "PAY": ("dai-luong",),
    "NAME": ("dieu-kien",),
    "COND": ("dieu-kien",),
    "TYPE": ("dieu-kien", "tu-vung"),
    "TEST": ("tinh-huong",),
}
"""The pages on which a family of codes finds what it speaks of, the first one foremost."""
MOST_RELATED = 4
_AKIN = 0.14
"""How much of their words two codes must share to be told together."""


@frozen
class CodeHelp:
    """All that is known of a code: its wording, texts that cause it, the keys it speaks of, and codes akin to it."""

    code: str
    entry: Code
    example: Example | None
    keys: tuple[tuple[str, Row], ...]
    pages: tuple[str, ...]
    related: tuple[str, ...]


@frozen
class KeyHelp:
    """All that the reference says of a key."""

    key: str
    rows: tuple[Row, ...]


def help_on(name: str, lang: str = "vi") -> CodeHelp | KeyHelp:
    """What there is to say of a code in any case, or of a key. Raises UsageError that names the nearest ones."""
    code = next((each for each in CODES if each.casefold() == name.strip().casefold()), None)
    if code is not None:
        pages = FAMILY_PAGES.get(code.partition("-")[0], ())
        return CodeHelp(code, CODES[code], EXAMPLES.get(code), _keys(code, pages, lang), pages, _related(code))
    rows = reference.anywhere(name, lang)
    if rows:
        return KeyHelp(next(key for key in rows[0].keys if fold(key) == fold(name)), rows)
    known = (*CODES, *dict.fromkeys(key for row in reference.rows(lang) for key in row.keys))
    raise UsageError([Diagnostic("HELP-01", arguments={"name": name, **_nearest(name, known)})])


def _nearest(name: str, known: tuple[str, ...]) -> dict[str, str]:
    """The hint: the codes that begin alike, or the names that are spelt alike."""
    family, _, number = name.strip().upper().partition("-")
    alike = [code for code in CODES if code.startswith(f"{family}-")]
    if alike and number.isdecimal():
        near = sorted(alike, key=lambda code: abs(int(code.partition("-")[2]) - int(number)))[:MOST_RELATED]
        shown = ", ".join(f"`{code}`" for code in sorted(near))
        return {"hint_vi": f"gần đó có {shown}", "hint_en": f"nearby there are {shown}"}
    return suggestion(name, alike or known, 8) if alike or did_you_mean(name, known) else {}


def _keys(code: str, pages: tuple[str, ...], lang: str) -> tuple[tuple[str, Row], ...]:
    """The keys in backticks that a code's words name, each with what the reference says of it."""
    entry = CODES[code]
    found: dict[str, tuple[str, Row]] = {}
    for words in re.findall(r"`([^`]+)`", f"{entry.vi} {entry.hint_vi}"):
        key = words.partition(":")[0].strip()
        rows = [row for row in reference.anywhere(key, lang) if row.page in pages]
        rows.sort(key=lambda row: pages.index(row.page))
        if rows:
            found.setdefault(fold(key), (key, rows[0]))
    return tuple(found.values())


@cache
def _words(code: str) -> frozenset[str]:
    entry = CODES[code]
    return frozenset(re.findall(r"[^\W\d_]{2,}", re.sub(r"{\w+}", "", f"{entry.vi} {entry.hint_vi}").casefold()))


@cache
def _weights() -> dict[str, float]:
    """How telling each word is: the fewer codes have it, the more."""
    counts = Counter(word for code in CODES for word in _words(code))
    return {word: log(len(CODES) / number) for word, number in counts.items()}


@cache
def _weight(code: str) -> float:
    return sum(_weights()[word] for word in _words(code))


def _related(code: str) -> tuple[str, ...]:
    weights, mine = _weights(), _words(code)

    def akin(other: str) -> float:
        common = sum(weights[word] for word in mine & _words(other))
        near = 1.0 if other.partition("-")[0] == code.partition("-")[0] else 0.6
        return near * common / (_weight(code) + _weight(other) - common or 1)

    ranked = sorted((each for each in CODES if each != code), key=akin, reverse=True)
    return tuple(each for each in ranked[:MOST_RELATED] if akin(each) >= _AKIN)


# ---------------------------------------------------------------- in words


def help_lines(found: CodeHelp | KeyHelp, lang: str, width: int) -> Iterator[str]:
    """What was found, in lines for a terminal."""
    if isinstance(found, KeyHelp):
        yield from _key_lines(found, lang, width)
    else:
        yield from _code_lines(found, lang, width)


def _key_lines(found: KeyHelp, lang: str, width: int) -> Iterator[str]:
    yield f"`{found.key}`"
    for row in found.rows:
        yield ""
        yield from wrapped(f"{reference.title(row.page, lang)}:", width)
        yield from wrapped(row.text, width, "  ", "  ")


def _code_lines(found: CodeHelp, lang: str, width: int) -> Iterator[str]:
    yield f"{found.code}  {say(f'help_{found.entry.severity}', lang)}"
    yield from wrapped(template(found.entry.vi if lang == "vi" else found.entry.en), width, "  ", "  ")
    if found.example is not None:
        yield from _headed("help_example", lang)
        yield f"  {found.example.line}"
        yield f"  {' ' * found.example.start}{'^' * found.example.length}"
    hint = found.entry.hint_vi if lang == "vi" else found.entry.hint_en
    if hint or (found.example is not None and found.example.mended):
        yield from _headed("help_mend", lang)
        yield from wrapped(template(hint), width, "  ", "  ") if hint else ()
        if found.example is not None and found.example.mended:
            yield f"  {found.example.mended}"
    if found.keys:
        yield from _headed("help_keys", lang)
        for key, row in found.keys:
            yield from wrapped(f"`{key}`: {row.text}", width, "  ", "    ")
    if found.related:
        yield from _headed("help_related", lang)
        for code in found.related:
            entry = CODES[code]
            yield from wrapped(f"{code}  {template(entry.vi if lang == 'vi' else entry.en)}", width, "  ", "    ")
    if found.pages:
        yield from _headed("help_pages", lang)
        for page in found.pages:
            yield f"  {reference.title(page, lang)} (docs/{reference.PAGES}/{page}{'' if lang == 'vi' else '.en'}.md)"


def _headed(key: str, lang: str) -> Iterator[str]:
    yield ""
    yield say(key, lang)


def template(text: str) -> str:
    """A wording whose arguments are not known: `{name}` becomes `…`."""
    return re.sub(r"{\w+}", "…", text).replace("{{", "{").replace("}}", "}")


def help_data(found: CodeHelp | KeyHelp) -> dict[str, object]:
    """The same as plain data."""
    if isinstance(found, KeyHelp):
        return {"key": found.key, "rows": [{"page": row.page, "text": row.text} for row in found.rows]}
    entry, example = found.entry, found.example
    return {
        "code": found.code,
        "severity": entry.severity,
        "message": {"vi": template(entry.vi), "en": template(entry.en)},
        "hint": {"vi": template(entry.hint_vi), "en": template(entry.hint_en)},
        "example": None if example is None else {"line": example.line, "column": example.start + 1},
        "keys": {key: row.text for key, row in found.keys},
        "related": list(found.related),
        "pages": list(found.pages),
    }
