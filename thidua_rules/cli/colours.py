"""Colours on a terminal; click leaves them out where the output goes elsewhere."""

import click

from thidua_rules.cli.nearby import finding_from_here
from thidua_rules.diagnostics import Diagnostic, Severity
from thidua_rules.report.messages import MARK, Beyond, Shown
from thidua_rules.values import Status

_SEVERITIES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_COLOURS: dict[Shown, str] = {
    Status.MET: "green",
    Beyond.OUTSIDE: "magenta",
    Status.NOT_MET: "red",
    Status.UNKNOWN: "yellow",
}
_MARKS = {MARK[each]: colour for each, colour in _COLOURS.items()}


def painted_finding(finding: Diagnostic, lang: str) -> str:
    """A finding as text, its code in the colour of its severity."""
    text = finding_from_here(finding).text(lang)
    return text.replace(finding.code, click.style(finding.code, fg=_SEVERITIES[finding.severity]), 1)


def painted_line(line: str) -> str:
    """A line of an explanation, the mark it begins with in the colour of its status."""
    rest = line.lstrip()
    colour = _MARKS.get(rest[:1])
    return line if colour is None else line[: len(line) - len(rest)] + click.style(rest[0], fg=colour) + rest[1:]
