"""The commands for editors: schema."""

import click

from thidua_rules.cli.running import as_json_text
from thidua_rules.report.messages import say


def write_schema(lang: str, of: str, output: str | None) -> int:
    """Print the JSON Schema of one kind of file, or write it to a file."""
    from thidua_rules.authoring.schema import schema
    from thidua_rules.source.whole_files import whole_file

    text = as_json_text(schema("scenarios" if of == "scenarios" else "ruleset", lang))
    if output is None:
        click.echo(text)
    else:
        with whole_file(output) as path:
            path.write_text(text + "\n", encoding="utf-8")
        click.echo(say("saved", lang, path=output))
    return 0


__all__ = ["write_schema"]
