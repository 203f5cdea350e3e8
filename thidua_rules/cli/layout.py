"""The command that lays out the files of rulesets: fmt."""

from collections.abc import Sequence

import click

from thidua_rules.cli.nearby import from_here
from thidua_rules.cli.running import as_json_text, print_findings, waiting
from thidua_rules.report.messages import say


def format_files(lang: str, paths: Sequence[str], only_check: bool, as_json: bool) -> int:
    """Write the files in their canonical layout, or only tell which are not; 1 for such ones, and for faults."""
    from thidua_rules.authoring.formatting import format_rulesets

    with waiting():
        formatted = format_rulesets(paths)
    changed = [each for each in formatted if each.changed]
    findings = [one for each in formatted for one in each.findings]
    if not only_check:
        for each in changed:
            each.write()
    if as_json:
        names = [str(each.path) for each in changed]
        click.echo(as_json_text({"changed": names, "findings": [each.to_json() for each in findings]}))
    else:
        for each in changed:
            click.echo(from_here(str(each.path)))
        print_findings(findings, lang, as_json)
        numbers = {"changed": len(changed), "all": sum(not each.findings for each in formatted)}
        click.echo(say("to_lay_out" if only_check else "laid_out", lang, **numbers))
    return 1 if findings or (only_check and changed) else 0
