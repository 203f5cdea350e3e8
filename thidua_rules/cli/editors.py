"""The commands for editors: schema and lsp."""

import os
import sys

import click

from thidua_rules.cli.running import as_json_text
from thidua_rules.diagnostics import Diagnostic, UsageError
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


def serve_editor(lang: str) -> int:
    """Answer an editor over the standard streams, until it goes away."""
    try:
        from thidua_rules.editor.server import build
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError([Diagnostic("EDIT-07", arguments={"python": sys.executable})]) from error
    # the server closes what it writes to
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:
        build().start_io(stdout=output)
    return 0
