"""`thidua decide … --batch`: tables of a whole in, one table of verdicts out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from thidua_rules.cli.running import print_findings, waiting
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.report.messages import HANDED_OVER, say

_FORMS = (".parquet", ".csv")
_MOST_TOLD = 12


def decide_batch(
    lang: str,
    output: str,
    ruleset: str,
    dossier: str,
    on: str | None,
    period: str | None,
    parameters: Sequence[str],
    options: Mapping[str, object],
) -> int:
    """Decide tables by columns and write the verdicts; tell what was left to forward, and why.

    `options` are those of the command that do not go together with it, by name.
    """
    other = next((name for name, given in options.items() if given), None)
    if other is not None:
        raise UsageError([Diagnostic("USE-37", arguments={"option": other})])
    if Path(output).suffix.lower() not in _FORMS or "\0" in output:
        raise UsageError([Diagnostic("USE-36", arguments={"path": output})])
    from thidua_rules.api import load
    from thidua_rules.cli.dossiers import is_same_file, parameters_given

    given = parameters_given(parameters)
    if is_same_file(output, dossier):
        raise UsageError([Diagnostic("USE-70", arguments={"path": output})])
    rules = load(ruleset, on=on, period=period)
    if not dossier.strip() or not Path(dossier).exists():
        raise UsageError([Diagnostic("USE-64", arguments={"path": dossier})])
    with waiting():
        frames = rules.read_frames(dossier, on=on, period=period)
        batch = rules.decide_frames(frames, parameters=given)
        batch.write(output)
    print_findings(batch.findings, lang, False)
    click.echo(say("batch_saved", lang, path=output, number=batch.verdicts.height))
    for each in batch.handed_over[:_MOST_TOLD]:
        why = HANDED_OVER[each.reason][lang == "en"].format(what=each.what)
        click.echo(say("batch_handed", lang, code=each.code, number=each.number, why=why))
    if len(batch.handed_over) > _MOST_TOLD:
        click.echo(say("batch_more", lang, number=len(batch.handed_over) - _MOST_TOLD))
    return 0
