"""The commands about papers in Word: write one, copy the templates."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from thidua_rules.cli.dossiers import decided
from thidua_rules.cli.given import is_same_file
from thidua_rules.cli.running import waiting
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.report.messages import say


def write_papers(
    lang: str,
    output: str,
    kind: str,
    template: str | None,
    units: Sequence[str],
    people: Sequence[str],
    titles: Sequence[str],
    by: Any,
    **asked: Any,
) -> int:
    """Write a paper about a dossier, which is decided, or about a kept decision."""
    from thidua_rules.papers.filling import require_extra
    from thidua_rules.papers.writing import write_paper

    require_extra()  # told before what takes long
    if asked["dossier"] is None:
        decision = _kept(**asked)
    elif is_same_file(output, asked["dossier"]):
        raise UsageError([Diagnostic("USE-70", arguments={"path": output})])
    else:
        decision = decided(**asked)
    with waiting():
        write_paper(decision, output, kind, units=units, people=people, titles=titles, by=by, template=template)
    click.echo(say("saved", lang, path=output))
    return 0


def _kept(ruleset: str, **asked: Any) -> Any:
    """The decision that a file keeps, if it is made again today; the other options would be those of another one."""
    from thidua_rules.keeping.verifying import verify

    if Path(ruleset).suffix.lower() != ".thidua":
        raise UsageError([Diagnostic("KEEP-14", arguments={"path": ruleset})])
    given = {"--on": asked["on"], "--period": asked["period"], "--parameter": asked["parameters"]}
    faults = [Diagnostic("KEEP-16", arguments={"option": name}) for name, value in given.items() if value]
    if faults:
        raise UsageError(faults)
    with waiting():
        found = verify(ruleset)
    if not found.same:
        raise UsageError([Diagnostic("KEEP-15", arguments={"path": ruleset, "count": len(found.differences)})])
    return found.decision


def copy_paper_templates(lang: str, folder: str) -> int:
    """Copy the bundled templates into a folder."""
    from thidua_rules.papers.writing import copy_templates

    for each in copy_templates(folder):
        click.echo(say("saved", lang, path=each))
    return 0
