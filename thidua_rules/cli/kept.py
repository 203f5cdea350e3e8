"""The commands about decisions beside others: verify a kept one, compare two, see what another ruleset would do."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from thidua_rules.cli.colours import painted_line
from thidua_rules.cli.dossiers import decided
from thidua_rules.cli.given import is_same_file
from thidua_rules.cli.running import as_json_text, progressing, waiting, width
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.report.messages import say

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


def compare_decisions(lang: str, before: str, after: str, output: str | None, as_json: bool) -> int:
    """Print or save what is otherwise in the second of two kept decisions."""
    from thidua_rules.keeping.comparing import compare
    from thidua_rules.keeping.impact import Impact

    writing = _writer(output)
    if output is not None and (is_same_file(output, before) or is_same_file(output, after)):
        raise UsageError([Diagnostic("KEEP-20", arguments={"path": output})])
    with waiting():
        found = compare(before, after)
    return _told(Impact({Path(after).name: found}, lang, "compared_changes"), output, writing, as_json)


def impact_of(
    lang: str,
    before: str,
    after: str,
    dossiers: Sequence[str],
    output: str | None,
    on: str | None,
    period: str | None,
    parameters: Sequence[str],
    as_json: bool,
) -> int:
    """Print or save whom another ruleset, or other parameters, would treat otherwise on some dossiers."""
    from thidua_rules.keeping.impact import Impact

    writing = _writer(output)
    for each in dossiers:
        if output is not None and is_same_file(output, each):
            raise UsageError([Diagnostic("USE-70", arguments={"path": output})])
    names = _names(dossiers)
    with progressing() as tell:
        found = {
            name: _impact(before, after, dossier, on, period, parameters, _share(tell, number, len(names)))
            for number, (name, dossier) in enumerate(names.items())
        }
    return _told(Impact(found, lang), output, writing, as_json)


def _writer(output: str | None) -> Any:
    """What writes changes to a file of that name; UsageError, before anything that takes long, if nothing does."""
    from thidua_rules.keeping.impact_files import write_impact_html, write_impact_xlsx

    if output is None:
        return None
    found = {".xlsx": write_impact_xlsx, ".html": write_impact_html}.get(Path(output).suffix.lower())
    if found is None:
        raise UsageError([Diagnostic("KEEP-20", arguments={"path": output})])
    return found


def _told(impact: Any, output: str | None, writing: Any, as_json: bool) -> int:
    """Print changes, and write them to a file too if one is named."""
    from thidua_rules.keeping.impact import impact_lines

    if as_json:
        click.echo(as_json_text(impact.to_dict()))
    else:
        for line in impact_lines(impact, width(), _MOST):
            click.echo(painted_line(line))
    if output is not None:
        writing(impact, output)
        if not as_json:
            click.echo(say("saved", impact.lang, path=output))
    return 0


_STEPS = 100
"""Into so many steps the work on one dossier is divided: both decisions take half of them."""


def _impact(
    before: str,
    after: str,
    dossier: str,
    on: str | None,
    period: str | None,
    parameters: Sequence[str],
    tell: Callable[[int], None],
) -> Any:
    from thidua_rules.keeping.comparing import compare

    tell(0)
    one = decided(before, dossier, on, period, "forward", ())
    tell(_STEPS // 4)
    other = decided(after, dossier, on, period, "forward", tuple(parameters))
    half = _STEPS // 2
    return compare(one, other, lambda done, all_: tell(half + half * done // max(all_, 1)))


def _share(tell: Callable[[int, int], None], number: int, all_: int) -> Callable[[int], None]:
    """Tells of the work on one dossier as a part of all."""
    return lambda step: tell(number * _STEPS + step, all_ * _STEPS)


def _names(dossiers: Sequence[str]) -> dict[str, str]:
    """Each dossier by its name, or by its path where another one has that name."""
    paths = list(dict.fromkeys(dossiers))
    short = [Path(each).name for each in paths]
    return {name if short.count(name) == 1 else path: path for name, path in zip(short, paths, strict=True)}
