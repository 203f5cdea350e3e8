"""The command that sets two rulesets side by side: diff."""

import click

from thidua_rules.cli.colours import painted_line
from thidua_rules.cli.running import as_json_text, progressing, width


def diff_rulesets(lang: str, before: str, after: str, seconds: float, as_json: bool) -> int:
    """Print what the second ruleset says otherwise than the first, with dossiers decided differently."""
    from thidua_rules.authoring.diff_telling import diff_data, diff_lines
    from thidua_rules.authoring.diffing import diff
    from thidua_rules.authoring.versions import version

    with version(before) as one, version(after) as other, progressing() as tell:
        found = diff(one, other, tell, seconds)
    if as_json:
        click.echo(as_json_text(diff_data(found)))
    else:
        for line in diff_lines(found, lang, width()):
            click.echo(painted_line(line))
    return 0
