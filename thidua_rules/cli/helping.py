"""The command that tells a diagnostic code, or a key, at length: help."""

from collections.abc import Sequence

import click

from thidua_rules.cli.running import as_json_text, width


def tell_help(lang: str, topic: Sequence[str], as_json: bool) -> int:
    """Print what there is to say of a code or key, or the list of all codes."""
    from thidua_rules.authoring.helping import help_data, help_lines, help_on, template
    from thidua_rules.diagnostics import CODES
    from thidua_rules.report.wording import wrapped

    name = " ".join(topic)
    if name:
        found = help_on(name, lang)
        click.echo(as_json_text(help_data(found)) if as_json else "\n".join(help_lines(found, lang, width())))
    elif as_json:
        click.echo(
            as_json_text({code: {"vi": template(each.vi), "en": template(each.en)} for code, each in CODES.items()})
        )
    else:
        for code, each in CODES.items():
            said = template(each.vi if lang == "vi" else each.en)
            click.echo("\n".join(wrapped(said, width(), f"{code:<9} ", " " * 10)))
    return 0
