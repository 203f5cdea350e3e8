"""From a name, code or clause to where it is declared, to everywhere it is used, and to another name for it."""

import re
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from thidua_rules.conditions.names import KEYWORDS
from thidua_rules.conditions.pieces import key_of
from thidua_rules.diagnostics import Diagnostic, Place, Severity, UsageError
from thidua_rules.editor.desk import Desk
from thidua_rules.editor.symbols import Occurrence
from thidua_rules.source.text import fold, normalize

Spans = Mapping[Path, tuple[tuple[int, int], ...]]
"""By file, offsets of what is meant, in order."""

_CODE = re.compile(r"[^\W_]\w*(?:-\w+)*")
_NAME = re.compile(r"[^\W\d_][^:#{}\[\],&*!|>%@`\"'“”;()\n]*")


def occurrence_at(desk: Desk, path: Path, offset: int) -> Occurrence | None:
    """What stands at an offset. In a file that cannot be read as it stands, what stood on a line of the same words."""
    page, study = desk.page(path), desk.study(path)
    broken = path in study.unread
    row = page.text[page.text.rfind("\n", 0, offset) + 1 :].split("\n", 1)[0].rstrip("\r")
    column = offset - (page.text.rfind("\n", 0, offset) + 1)
    best: Occurrence | None = None
    for each in study.found.get(path, ()):
        if broken:
            start = (each.place.column or 1) - 1
            inside = each.place.excerpt == row and start <= column <= start + each.place.length
        else:
            start, end = page.span(each.place)
            inside = start <= offset <= end
        # at the edge of two, the one that begins there; of one within another, the shorter
        if inside and (best is None or (each.place.length, -(each.place.column or 0)) < _size(best)):
            best = each
    return best


def _size(each: Occurrence) -> tuple[int, int]:
    return each.place.length, -(each.place.column or 0)


def definitions(desk: Desk, path: Path, offset: int) -> tuple[Place, ...]:
    """Where what stands at an offset is declared, in inherited files too."""
    found = occurrence_at(desk, path, offset)
    if found is None:
        return ()
    return tuple(each.place for each in desk.study(path).declared.symbols.get(found.symbol, ()))


def references(desk: Desk, path: Path, offset: int, declaring: bool = True) -> tuple[Occurrence, ...]:
    """Everywhere that what stands at an offset is written in the files of the ruleset and of those it inherits."""
    found = occurrence_at(desk, path, offset)
    if found is None:
        return ()
    study = desk.study(path)
    everywhere = (each for file in study.files for each in study.found.get(file, ()) if each.symbol == found.symbol)
    return tuple(each for each in everywhere if declaring or not study.declared.is_at(each.symbol, each.place))


@frozen
class Renaming:
    """New texts for what is renamed: by file, the spans that are replaced, and what by."""

    spans: Spans
    text: str


def rename_span(desk: Desk, path: Path, offset: int) -> tuple[int, int]:
    """The offsets of the name that would be renamed. Raises UsageError with the reason where nothing can be."""
    found = _renamed(desk, path, offset)
    return desk.page(path).span(found.place)


def rename(desk: Desk, path: Path, offset: int, name: str) -> Renaming:
    """Another name for what stands at an offset, everywhere in the files of the ruleset.

    Raises UsageError with the reason where that cannot be: nothing that has a name stands there, another ruleset
    declares it, a file cannot be read as it stands, the name is none or is taken, or the ruleset would then have
    errors that it has not now.
    """
    found = _renamed(desk, path, offset)
    study = desk.study(path)
    new = normalize(name)
    kind = found.symbol[0]
    pattern = _NAME if kind in ("name", "type") else _CODE if kind == "code" else re.compile(r"[^\s;:,{}\[\]]+")
    if pattern.fullmatch(new) is None or (kind in ("name", "type") and key_of(new) in KEYWORDS):
        raise _refusal("EDIT-04", name=name)
    old = found.symbol[1]
    after = fold(new) if kind in ("name", "type", "document") else _last(old, kind, fold(new))
    if after != old and (kind, after) in study.declared.symbols:
        taken = study.declared.symbols[kind, after][0]
        raise _refusal("EDIT-05", name=taken.shown, place=taken.place.text())
    if study.unread:
        raise _refusal("EDIT-03", path=str(study.unread[0]))
    spans: dict[Path, tuple[tuple[int, int], ...]] = {}
    for file in study.own:
        page = desk.page(file)
        here = sorted({page.span(each.place) for each in study.found.get(file, ()) if each.symbol == found.symbol})
        if here:
            spans[file] = tuple(here)
    renaming = Renaming(spans, new)
    _try(desk, path, renaming)
    return renaming


def _last(symbol: str, kind: str, new: str) -> str:
    """A symbol with another last part: the rule's own part of a code, the clause of a document."""
    sign = "." if kind == "code" else " "
    head, found, _ = symbol.rpartition(sign)
    return f"{head}{sign}{new}" if found else new


def _renamed(desk: Desk, path: Path, offset: int) -> Occurrence:
    found = occurrence_at(desk, path, offset)
    if found is None:
        raise _refusal("EDIT-01")
    study = desk.study(path)
    if path in study.unread:
        raise _refusal("EDIT-03", path=str(path))
    for each in study.declared.symbols[found.symbol]:
        if Path(each.place.file or "") not in study.own:
            raise _refusal("EDIT-02", name=each.shown, place=each.place.text())
    return found


def _try(desk: Desk, path: Path, renaming: Renaming) -> None:
    """Look whether the ruleset can be used as well after as before."""
    tried = Desk({**desk.texts}, desk.units)
    for file, spans in renaming.spans.items():
        tried.open(file, replaced(desk.text(file), spans, renaming.text))
    wrong = [each for each in tried.findings(path) if each.severity is Severity.ERROR]
    if wrong and len(wrong) > sum(each.severity is Severity.ERROR for each in desk.findings(path)):
        raise _refusal(
            "EDIT-06", name=renaming.text, message_vi=wrong[0].message("vi"), message_en=wrong[0].message("en")
        )


def replaced(text: str, spans: tuple[tuple[int, int], ...], new: str) -> str:
    """The text with other letters in the place of some."""
    for start, end in reversed(spans):
        text = text[:start] + new + text[end:]
    return text


def _refusal(code: str, **arguments: str) -> UsageError:
    return UsageError([Diagnostic(code, arguments=arguments)])
