"""The commands about papers in Word: write one, copy the templates."""

from collections.abc import Sequence
from typing import Any

import click

from thidua_rules.cli.dossiers import decided, is_same_file
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
    """Decide a dossier and write a paper about it."""
    from thidua_rules.papers.filling import require_extra
    from thidua_rules.papers.writing import write_paper

    require_extra()  # told before what takes long
    if is_same_file(output, asked["dossier"]):
        raise UsageError([Diagnostic("USE-70", arguments={"path": output})])
    decision = decided(**asked)
    with waiting():
        write_paper(decision, output, kind, units=units, people=people, titles=titles, by=by, template=template)
    click.echo(say("saved", lang, path=output))
    return 0


def copy_paper_templates(lang: str, folder: str) -> int:
    """Copy the bundled templates into a folder."""
    from thidua_rules.papers.writing import copy_templates

    for each in copy_templates(folder):
        click.echo(say("saved", lang, path=each))
    return 0


__all__ = ["copy_paper_templates", "write_papers"]
