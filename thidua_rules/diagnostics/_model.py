"""A diagnostic, the place it points at, and the errors that carry diagnostics."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import Any

from attrs import field, frozen

from thidua_rules.diagnostics.catalogue import CODES


class Severity(Enum):
    """How bad it is: errors and warnings are findings (exit code 1), notes are not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Place:
    """Where something stands: a line and column of a text file, a cell of a sheet, or a path in JSON or Python data.

    Lines, rows and columns count from 1; `length` is the number of characters to underline in `excerpt`,
    the whole source line.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    length: int = 1
    excerpt: str | None = None
    sheet: str | None = None
    cell_column: str | None = None
    path: str | None = None

    def text(self, lang: str = "vi") -> str:
        """The place in one line, as `file:line:column`, `file, trang “…”, dòng 5, cột “…”`, or a JSON path."""
        words = {"vi": ("trang", "dòng", "cột"), "en": ("sheet", "row", "column")}[lang]
        parts = [self.file] if self.file else []
        if self.sheet is not None or self.cell_column is not None:
            if self.sheet is not None:
                parts.append(f"{words[0]} “{self.sheet}”")
            if self.line is not None:
                parts.append(f"{words[1]} {self.line}")
            if self.cell_column is not None:
                parts.append(f"{words[2]} “{self.cell_column}”")
        elif self.line is not None:
            numbers = f"{self.line}:{self.column}" if self.column is not None else str(self.line)
            parts = [f"{self.file}:{numbers}" if self.file else numbers]
        if self.path is not None:
            parts.append(self.path)
        return ", ".join(parts)


@frozen
class Diagnostic:
    """One finding: a stable code, the place, and the values its message speaks of.

    The wording lives in the catalogue, in Vietnamese and in English; `hint` may be overridden per finding by the
    argument `hint_vi` / `hint_en`.
    """

    code: str
    place: Place = Place()
    arguments: dict[str, Any] = field(factory=dict, hash=False)

    @property
    def severity(self) -> Severity:
        """The severity that the catalogue gives to this code."""
        return Severity(CODES[self.code].severity)

    def message(self, lang: str = "vi") -> str:
        """What is wrong, in one sentence without a full stop."""
        entry = CODES[self.code]
        return (entry.vi if lang == "vi" else entry.en).format(**self.arguments)

    def hint(self, lang: str = "vi") -> str:
        """What to do about it; empty when the message says it all."""
        given = self.arguments.get(f"hint_{lang}")
        if given is not None:
            return str(given)
        entry = CODES[self.code]
        return (entry.hint_vi if lang == "vi" else entry.hint_en).format(**self.arguments)

    def text(self, lang: str = "vi") -> str:
        """The finding as shown on a terminal: place, code, message, excerpt with an underline, hint."""
        kind = _SEVERITY_WORDS[lang][self.severity]
        where = self.place.text(lang)
        lines = [f"{where}{'  ' if where else ''}{kind} {self.code}  {self.message(lang)}"]
        lines.extend(_excerpt(self.place))
        hint = self.hint(lang)
        if hint:
            lines.append(f"{'gợi ý' if lang == 'vi' else 'hint'}: {hint}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    def to_json(self) -> dict[str, Any]:
        """The finding as plain data: code, severity, place, message and hint in both languages."""
        place = {
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "sheet": self.place.sheet,
            "cell_column": self.place.cell_column,
            "path": self.place.path,
        }
        return {
            "code": self.code,
            "severity": self.severity.value,
            "place": {name: value for name, value in place.items() if value is not None},
            "message": {lang: self.message(lang) for lang in ("vi", "en")},
            "hint": {lang: self.hint(lang) for lang in ("vi", "en")},
        }


_SEVERITY_WORDS = {
    "vi": {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.NOTE: "ghi chú"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"},
}
_LONGEST_EXCERPT = 160


def _excerpt(place: Place) -> list[str]:
    if place.excerpt is None or place.line is None or place.column is None:
        return []
    text, start = place.excerpt.replace("\t", " "), place.column - 1
    if len(text) > _LONGEST_EXCERPT:
        cut = max(0, start - _LONGEST_EXCERPT // 2)
        text, start = text[cut : cut + _LONGEST_EXCERPT], start - cut
    margin = f"{place.line:>5} | "
    under = max(1, min(place.length, len(text) - start))
    return [margin + text, " " * (len(margin) - 2) + "| " + " " * start + "^" * under]


FEWEST_FOLDED = 4
"""So many findings of one kind in one column are told as one."""
_PLACES_SHOWN = 5
_OF_FACTS = "FACT"


def folded(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, tuple[Place, ...]]]:
    """Each finding with the places of those that say the same of one column of facts, or of one field, after it.

    A few of a kind stay apart; many are told at the first of them.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for position, each in enumerate(diagnostics):
        place, named = each.place, each.arguments.get("field") or each.arguments.get("type")
        column = (place.cell_column or named) if each.code.startswith(_OF_FACTS) else None
        key = (each.code, place.file, place.sheet, column) if column is not None else position
        groups.setdefault(key, []).append(each)
    for group in groups.values():
        if len(group) < FEWEST_FOLDED:
            yield from ((each, ()) for each in group)
        else:
            yield group[0], tuple(each.place for each in group[1:])


def more_places(places: Sequence[Place], lang: str = "vi") -> str:
    """`và 496 chỗ nữa như vậy: dòng 3, dòng 4 …`; empty without a place."""
    if not places:
        return ""
    words = {"vi": ("và {number} chỗ nữa như vậy", "dòng"), "en": ("and {number} more like it", "line")}[lang]
    shown = [f"{words[1]} {each.line}" if each.line is not None else each.path or "" for each in places[:_PLACES_SHOWN]]
    listed = ", ".join(each for each in shown if each)
    rest = " …" if len(places) > _PLACES_SHOWN else ""
    return words[0].format(number=len(places)) + (f": {listed}{rest}" if listed else "")


class ThiduaError(Exception):
    """The root of the errors that this library raises on purpose; `diagnostics` holds every finding, not the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        lines = (part for each, places in folded(self.diagnostics) for part in (each.text(), more_places(places)))
        super().__init__("\n".join(filter(None, lines)))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.diagnostics,)


class RulesetError(ThiduaError):
    """A ruleset cannot be used as it stands; nothing of it was loaded."""


class DossierError(ThiduaError):
    """Facts cannot be accepted as they stand; none of them was taken."""


class ArchiveError(ThiduaError):
    """A kept decision cannot be opened as it stands; nothing of it was used."""


class UsageError(ThiduaError):
    """The library or the command was asked for something that does not exist: a subject, a code, an executor."""


_REFUSALS = ("YAML-11", "YAML-14", "YAML-16")


def distinct(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings, each once: a text that several rules share is looked at once for each of them."""
    kept: dict[tuple[str, Place], list[Diagnostic]] = {}
    found = []
    for each in findings:
        alike = kept.setdefault((each.code, each.place), [])
        if each not in alike:
            alike.append(each)
            found.append(each)
    return tuple(found)


class Collector:
    """Gathers diagnostics so that all faults are reported in one go.

    What stands where YAML was refused (a tag, an anchor, an alias, a value cut by a comma) is no value: further
    findings about that place would only follow from the first and are left out.
    """

    def __init__(self) -> None:
        self.items: list[Diagnostic] = []
        self._refused: set[tuple[str | None, int | None, int | None]] = set()

    def add(self, code: str, place: Place | None = None, /, **arguments: Any) -> None:
        """Record one finding."""
        self.extend([Diagnostic(code, place or Place(), arguments)])

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record findings made elsewhere."""
        for each in diagnostics:
            spot = each.place.file, each.place.line, each.place.column
            if spot not in self._refused or each.code in _REFUSALS:
                self.items.append(each)
            if each.code in _REFUSALS and each.place.line is not None:
                self._refused.add(spot)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that forbid going on."""
        return tuple(item for item in self.items if item.severity is Severity.ERROR)

    def raise_errors(self, error: type[ThiduaError]) -> None:
        """Raise `error` with all errors, if there are any."""
        if self.errors:
            raise error(self.errors)
