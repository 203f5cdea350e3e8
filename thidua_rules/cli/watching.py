"""The command that looks again at every save: watch."""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from thidua_rules.cli.colours import painted_finding, painted_line
from thidua_rules.cli.given import parameters_given
from thidua_rules.cli.nearby import from_here
from thidua_rules.cli.running import width
from thidua_rules.diagnostics import Severity
from thidua_rules.report.messages import say

if TYPE_CHECKING:
    from thidua_rules.authoring.watching import Round

_PAUSE = 0.4
"""Seconds between two looks at the files."""
_MOST = 20
"""How many findings, scenarios and changes are told of each save."""


def watch_ruleset(
    lang: str,
    ruleset: str,
    dossier: str | None,
    on: str | None,
    period: str | None,
    parameters: Sequence[str],
    ticks: Iterable[object] | None = None,
) -> int:
    """Tell what is otherwise after each save, until the ticks end or somebody interrupts."""
    from thidua_rules.authoring.watching import Asked, watch

    asked = Asked(ruleset, dossier, on, period, parameters_given(parameters))
    try:
        for each in watch(asked, _pauses() if ticks is None else ticks):
            for line in _lines(each, lang):
                click.echo(line)
    except KeyboardInterrupt:
        click.echo(say("watch_ended", lang))
    return 0


def _pauses() -> Iterator[None]:
    while True:
        time.sleep(_PAUSE)
        yield None


def _lines(found: "Round", lang: str) -> Iterator[str]:
    yield f"── {time.strftime('%H:%M:%S')} " + "─" * max(width() - 12, 0)
    yield from _findings(found, lang)
    yield from _scenarios(found, lang)
    yield from _verdicts(found, lang)
    if found.before is None:
        yield say("watch_begun", lang, files=found.files)


def _findings(found: "Round", lang: str) -> Iterator[str]:
    """Errors stand as long as they are there, warnings are told once; then how many there are of each."""
    came = found.came()
    told = [each for each in found.findings if each.severity is Severity.ERROR or each in came]
    for each in told[:_MOST]:
        yield painted_finding(each, lang)
    if len(told) > _MOST:
        yield say("and_more", lang, number=len(told) - _MOST)
    severities = [each.severity for each in found.findings]
    numbers = {f"{each.value}s": severities.count(each) for each in Severity}
    gone = found.gone()
    yield say("warnings", lang, **numbers) + (f"; {say('watch_gone', lang, number=gone)}" if gone else "")


def _scenarios(found: "Round", lang: str) -> Iterator[str]:
    if found.broken:
        yield say("watch_broken" if found.before is not None else "watch_broken_first", lang)
        return
    before = {each.scenario.name for each in found.before.failed} if found.before is not None else set()
    for each in found.failed[:_MOST]:
        new = "" if each.scenario.name in before or found.before is None else f" ({say('watch_new', lang)})"
        yield painted_line(f"✗ {each.scenario.name}{new}")
        for one in each.mismatches:
            wanted = one.expectation
            said = f"{say('expected', lang)} {wanted.wanted}, {say('found', lang)} {one.actual}"
            yield f"  {from_here(wanted.place.text(lang))}: {wanted.subject} {wanted.code}: {said}"
    if len(found.failed) > _MOST:
        yield say("and_more", lang, number=len(found.failed) - _MOST)
    if found.outcomes:
        yield say("passed", lang, passed=len(found.outcomes) - len(found.failed), all=len(found.outcomes))


def _verdicts(found: "Round", lang: str) -> Iterator[str]:
    for each in found.faults[:_MOST]:
        yield painted_finding(each, lang)
    if found.compared is None:
        return
    if not found.compared.changes and found.compared.codes == ((), ()) and found.compared.subjects == ((), ()):
        yield say("watch_same", lang)
        return
    from thidua_rules.keeping.side_by_side import comparison_lines

    for line in comparison_lines(found.compared, lang, width(), _MOST):
        yield painted_line(line)
