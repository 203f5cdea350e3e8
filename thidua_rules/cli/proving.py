"""The command that proves the invariants of a ruleset: prove."""

import re
from collections.abc import Sequence
from pathlib import Path

import click

from thidua_rules.cli.running import as_json_text, progressing, width
from thidua_rules.report.messages import say


def prove_ruleset(
    lang: str,
    ruleset: str,
    names: Sequence[str],
    as_json: bool,
    on: str | None,
    period: str | None,
    seconds: float,
    output: str | None,
) -> int:
    """Prove the invariants, or those named; 1 if one is refuted, 3 if none is but one is open."""
    from thidua_rules.api import load
    from thidua_rules.proving.invariants import prove
    from thidua_rules.proving.result import Result
    from thidua_rules.proving.telling import proof_lines, proofs_data

    rules = load(ruleset)
    with progressing() as tell:
        report = prove(rules, names, on=on, period=period, seconds=seconds, tell=tell)
    shown = [each for each in report.proofs if each.demonstration is not None]
    saved = []
    if output is not None and shown:
        from thidua_rules.source.whole_files import write_all

        texts = {}
        for each in shown:
            assert each.demonstration is not None
            name = re.sub(r"[^\w.-]+", "-", each.invariant.code)
            texts[f"{name}.yaml"] = each.demonstration.text.encode()
        write_all(Path(output), texts)
        saved = [Path(output) / name for name in texts]
    if as_json:
        click.echo(as_json_text(proofs_data(report)))
    else:
        for line in proof_lines(report, lang, width()):
            click.echo(line)
        for path in saved:
            click.echo(say("saved", lang, path=path))
    if report.count(Result.REFUTED):
        return 1
    return 3 if report.count(Result.OPEN) else 0
