"""`thidua decide … --batch`: tables of a whole in, one table of verdicts out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from thidua_rules.cli.given import is_same_file, parameters_given
from thidua_rules.cli.running import print_findings, progressing
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.report.messages import HANDED_OVER, say

_FORMS = (".parquet", ".csv", ".xlsx")
_MOST_TOLD = 12
_SHEET = 1_048_576
"""The rows that a sheet can have, its heading included."""


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

    given = parameters_given(parameters)
    if is_same_file(output, dossier):
        raise UsageError([Diagnostic("USE-70", arguments={"path": output})])
    rules = load(ruleset, on=on, period=period)
    if not dossier.strip() or not Path(dossier).exists():
        raise UsageError([Diagnostic("USE-64", arguments={"path": dossier})])
    from thidua_rules.executors.columnar import require_polars

    require_polars()
    from thidua_rules.distributing import decide_files
    from thidua_rules.executors.columnar.files import appending as to_table

    appending = _to_workbook if Path(output).suffix.lower() == ".xlsx" else to_table
    handed: Counter[tuple[str, str, str]] = Counter()
    findings: list[Diagnostic] = []
    verdicts = 0
    with appending(output) as append, progressing() as told:
        for each in decide_files(rules, dossier, on=on, period=period, parameters=given, told=told):
            append(each.decision.verdicts)
            verdicts += each.decision.verdicts.height
            findings += (one for one in each.decision.findings if one not in findings)
            handed.update({(one.code, one.reason, one.what): one.number for one in each.decision.handed_over})
            told(each.number, each.parts)
    print_findings(findings, lang, False)
    click.echo(say("batch_saved", lang, path=output, number=verdicts))
    for (code, reason, what), number in list(handed.items())[:_MOST_TOLD]:
        why = HANDED_OVER[reason][lang == "en"].format(what=what)
        click.echo(say("batch_handed", lang, code=code, number=number, why=why))
    if len(handed) > _MOST_TOLD:
        click.echo(say("batch_more", lang, number=len(handed) - _MOST_TOLD))
    return 0


@contextmanager
def _to_workbook(path: str) -> Iterator[Callable[[Any], None]]:
    """What appends a table to a workbook, on as many sheets as it needs; it is there whole or not at all."""
    from thidua_rules.report.xlsx_pages import Book, Column
    from thidua_rules.source.whole_files import whole_file

    with whole_file(path) as beside, Book.empty() as book:

        def append(table: Any) -> None:
            for row in table.iter_rows():
                if not book.pages or book.pages[-1].rows.number == _SHEET:
                    book.page("kết luận", [Column(name, 20) for name in table.columns], 2)
                book.pages[-1].append(row)

        yield append
        for page in book.pages:
            page.close()
        book.save(beside)
