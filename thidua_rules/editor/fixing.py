"""Quick fixes: what the hint of a finding says should stand there, put there."""

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from thidua_rules.diagnostics import Diagnostic
from thidua_rules.editor.desk import Desk

_MEANT = re.compile(r"^có phải (?:là )?(.*)\?$")
_WORDS = re.compile(r"`([^`]+)`")
_WHOLE = ("YAML-", "FILE-")
"""Findings whose place is only a character of what is wrong."""


@frozen
class Fix:
    """What a finding suggests: other letters in the place of those from `start` to `end` (offsets)."""

    finding: Diagnostic
    text: str
    start: int
    end: int


def fixes(desk: Desk, path: Path, findings: tuple[Diagnostic, ...], first: int, last: int) -> tuple[Fix, ...]:
    """The fixes of the findings that touch the letters from `first` to `last` of a file."""
    page = desk.page(path)
    found: list[Fix] = []
    for each in findings:
        if each.place.file is None or Path(each.place.file) != path or each.place.line is None:
            continue
        start, end = page.span(each.place)
        if start <= last and first <= end:
            found.extend(Fix(each, text, start, end) for text in suggested(each))
    return tuple(dict.fromkeys(found))


def suggested(finding: Diagnostic) -> Iterator[str]:
    """What should stand in the place of a finding; nothing where its hint says something else."""
    if finding.code.startswith(_WHOLE):
        return
    said = finding.arguments.get("suggestion")
    if isinstance(said, str):
        yield said
        return
    meant = _MEANT.match(str(finding.arguments.get("hint_vi", "")))
    written = (finding.place.excerpt or "")[(finding.place.column or 1) - 1 :][: finding.place.length]
    for words in _WORDS.findall(meant[1]) if meant is not None else ():
        # a code or a clause is suggested by itself, and stands after the word or the document that asks for it
        wrong = str(next((finding.arguments[name] for name in ("code", "clause") if name in finding.arguments), ""))
        yield written.replace(wrong, words, 1) if wrong and wrong in written and wrong != written else words
