"""The commands about decisions beside others: verify a kept one, compare two, see what another ruleset would do."""

from collections.abc import Sequence
from typing import Any

import click

from thidua_rules.cli.colours import painted_line
from thidua_rules.cli.dossiers import decided
from thidua_rules.cli.running import as_json_text, waiting, width

_MOST = 40
"""How many differences or changes are told before the rest is only counted; `--json` tells all."""


def verify_decision(lang: str, path: str, executor: str | None, as_json: bool) -> int:
    """Decide a kept decision again and print what differs; 1 if anything does."""
    from thidua_rules.keeping.telling import verification_lines
    from thidua_rules.keeping.verifying import verify

    with waiting():
        found = verify(path, executor=executor)
    if as_json:
        click.echo(as_json_text(found.to_dict()))
    else:
        for line in verification_lines(found, lang, width(), _MOST):
            click.echo(painted_line(line))
    return 0 if found.same else 1


def compare_decisions(lang: str, before: str, after: str, as_json: bool) -> int:
    """Print what is otherwise in the second of two kept decisions."""
    return _compared(lang, before, after, as_json)


def impact_of(
    lang: str,
    before: str,
    after: str,
    dossier: str,
    on: str | None,
    period: str | None,
    parameters: Sequence[str],
    as_json: bool,
) -> int:
    """Print whom another ruleset, or other parameters, would treat otherwise on a dossier."""
    one = decided(before, dossier, on, period, "forward", ())
    other = decided(after, dossier, on, period, "forward", tuple(parameters))
    return _compared(lang, one, other, as_json)


def _compared(lang: str, before: Any, after: Any, as_json: bool) -> int:
    from thidua_rules.keeping.comparing import compare
    from thidua_rules.keeping.side_by_side import comparison_lines

    with waiting():
        found = compare(before, after)
    if as_json:
        click.echo(as_json_text(found.to_dict()))
    else:
        for line in comparison_lines(found, lang, width(), _MOST):
            click.echo(painted_line(line))
    return 0


__all__ = ["compare_decisions", "impact_of", "verify_decision"]
