"""A decision on a terminal: who meets what, what is missing, and how many."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from thidua_rules.decision.decision import Decision
from thidua_rules.report.messages import MARK, Beyond, heading, say, status_word
from thidua_rules.report.table import Sheet, sheets, summary
from thidua_rules.values import Status

_COLOURS = {
    Status.MET: "green",
    Beyond.OUTSIDE: "magenta",
    Status.NOT_MET: "red",
    Status.UNKNOWN: "yellow",
    Status.NOT_APPLICABLE: "dim",
}
_WIDTH = 140


class _Screen(Console):
    """A console that leaves it to the command what to do when the reader goes away, as in `| head`."""

    def on_broken_pipe(self) -> None:
        """Raise on; rich would end the program with exit code 1, which means findings here."""
        raise  # noqa: PLE0704 - called by rich while it handles the BrokenPipeError


def print_decision(decision: Decision, lang: str = "vi", plain: bool = False) -> None:
    """Print a table for each type of subjects, then the counts, then what the marks mean; `plain` without colours."""
    screen = _Screen(highlight=False, no_color=plain or None)
    if not screen.is_terminal:
        screen = _Screen(highlight=False, width=_WIDTH)
    question = decision.question
    screen.print(
        f"{say('ruleset', lang)} {decision.identity.ruleset} · {say('on', lang)} {question.on:%d/%m/%Y} · "
        f"{say('period', lang)} {question.period}",
        markup=False,
    )
    for sheet in sheets(decision, lang):
        screen.print(_table(sheet, lang))
    for sheet in sheets(decision, lang):
        if sheet.criteria:
            screen.print(_counts(sheet, lang))
        for name, counts in sheet.graded():
            screen.print(_grades(sheet, name, counts, lang))
    found = {each for sheet in sheets(decision, lang) for each in sheet.outcomes} or set(Status)
    screen.print("  ".join(f"{MARK[each]} {status_word(each, lang).lower()}" for each in MARK if each in found))


def _table(sheet: Sheet, lang: str) -> Table:
    table = Table(title=sheet.type, title_justify="left", pad_edge=False)
    table.add_column(heading("code", lang), no_wrap=True)
    table.add_column(heading("name", lang))
    for code, _ in sheet.criteria:
        table.add_column(code, justify="center", no_wrap=True)
    for name in sheet.measures:
        table.add_column(name)
    if sheet.criteria:
        table.add_column(say("what_is_missing", lang))
    for line in sheet.lines:
        marks = [Text(MARK[each], style=_COLOURS[each]) for each in line.statuses]
        notes = [line.notes] if sheet.criteria else []
        table.add_row(_plain(line.key), _plain(line.name), *marks, *map(_plain, (*line.values, *notes)))
    return table


def _grades(sheet: Sheet, name: str, counts: tuple[tuple[str, int], ...], lang: str) -> Table:
    title = f"{say('summary', lang)}: {sheet.type} ({len(sheet.lines)})"
    table = Table(title=title, title_justify="left", pad_edge=False)
    table.add_column(name)
    table.add_column(say("how_many", lang), justify="right")
    for value, count in counts:
        table.add_row(_plain(value), str(count))
    return table


def _counts(sheet: Sheet, lang: str) -> Table:
    title = f"{say('summary', lang)}: {sheet.type} ({len(sheet.lines)})"
    table = Table(title=title, title_justify="left", pad_edge=False)
    table.add_column(heading("code", lang), no_wrap=True)
    table.add_column(say("requirement", lang))
    for status in sheet.outcomes:
        table.add_column(f"{MARK[status]} {status_word(status, lang).lower()}", justify="right")
    for code, title, counts in summary(sheet):
        table.add_row(_plain(code), _plain(title), *map(str, counts))
    return table


def _plain(text: str) -> Text:
    """Text that the terminal takes as it is: no markup, no emoji names, no control characters."""
    return Text("".join(each if each.isprintable() else " " for each in text))
