"""The command that begins a ruleset: new."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from thidua_rules.cli.colours import painted_finding
from thidua_rules.diagnostics import Severity
from thidua_rules.report.messages import say

if TYPE_CHECKING:
    from thidua_rules.authoring.scaffolding import Answers


def new_ruleset(lang: str, identifier: str, source: str | None, folder: str | None, yes: bool) -> int:
    """Write a new ruleset and print what was decided, and what does not fit yet; 1 if that is an error."""
    from thidua_rules.authoring.scaffolding import next_year, small_ruleset

    if source is not None:
        draft = next_year(identifier, source, folder)
    else:
        # what can be wrong is told before anything is asked
        draft = small_ruleset(identifier, None, folder)
        if not yes and sys.stdin.isatty():
            draft = small_ruleset(identifier, _asked(lang, identifier), folder)
    for each in draft.notes:
        click.echo(painted_finding(each, lang))
    findings = draft.write()
    wrong = [each for each in findings if each.severity is Severity.ERROR]
    for each in wrong:
        click.echo(painted_finding(each, lang), err=True)
    click.echo(say("saved", lang, path=draft.folder))
    click.echo(say("new_next", lang, path=draft.folder))
    return 1 if wrong else 0


def _asked(lang: str, identifier: str) -> "Answers":
    from thidua_rules.authoring.scaffolding import PERIODS, Answers

    default = Answers.default(identifier)

    def ask(question: str, value: str, known: Iterable[str] = ()) -> str:
        names = tuple(known)
        kind = click.Choice(names) if names else None
        return str(click.prompt(say(question, lang), default=value, type=kind))

    return Answers(
        ask("new_title", default.title),
        ask("new_body", default.body),
        ask("new_who", default.who),
        ask("new_period", default.period, PERIODS),
    )
