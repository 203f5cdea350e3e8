"""The page of a ruleset, which `show` writes and `test` with its marks."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from thidua_rules.report.messages import say
from thidua_rules.ruleset.model import RulesetModel

if TYPE_CHECKING:
    from thidua_rules.report.page.rules import Marks


def page_path(output: str | None, lang: str) -> Path | None:
    """Where the page goes, if anywhere: looked at before anything is worked out."""
    if output is not None and Path(output).suffix.lower() != ".html":
        raise click.UsageError("-o: " + say("rules_html", lang))
    return None if output is None else Path(output)


def write_page(
    model: RulesetModel, path: Path, lang: str, marks: "Marks | None" = None, *, quiet: bool = False
) -> None:
    """Write the page, and say so unless it is to be quiet."""
    from thidua_rules.report.page.rules import write_rules_page

    write_rules_page(model, path, lang, marks)
    if not quiet:
        click.echo(say("saved", lang, path=path))
