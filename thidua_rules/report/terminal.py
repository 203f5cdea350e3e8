"""A decision on a terminal: who meets what, what is missing, and how many."""

from collections.abc import Iterable, Iterator

from attrs import frozen
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from thidua_rules.decision.decision import Decision
from thidua_rules.report.messages import MARK, Beyond, heading, say, status_word
from thidua_rules.report.overview import Overview
from thidua_rules.report.people import near_miss_lines, people_lines
from thidua_rules.report.selection import EVERYTHING, Selection
from thidua_rules.report.table import Sheet, reading_order, sheets, summary
from thidua_rules.values import Status

_COLOURS = {
    Status.MET: "green",
    Beyond.OUTSIDE: "magenta",
    Status.NOT_MET: "red",
    Status.UNKNOWN: "yellow",
    Status.NOT_APPLICABLE: "dim",
}
_WIDTH = 140
_FRAME = 3
"""What a column takes besides its content."""
_NAME, _VALUE, _NOTES = 16, 24, 20
"""The room that names, values and notes need at least; longer ones are wrapped."""


class _Screen(Console):
    """A console that leaves it to the command what to do when the reader goes away, as in `| head`."""

    def on_broken_pipe(self) -> None:
        """Raise on; rich would end the program with exit code 1, which means findings here."""
        raise  # noqa: PLE0704 - called by rich while it handles the BrokenPipeError


def print_decision(
    decision: Decision,
    lang: str = "vi",
    plain: bool = False,
    grid: bool = False,
    selection: Selection = EVERYTHING,
    missed: str | None = None,
) -> None:
    """Print who gets each title and what is missing; of types without titles, and with `grid` of all, tables.

    A table has the criteria as columns; after the tables stand the counts and what the marks mean. `plain` is without
    colours. A `selection` of people is told one by one; with `missed`, the code of a title, only who nearly has it.
    """
    screen = _Screen(highlight=False, no_color=plain or None)
    if not screen.is_terminal:
        screen = _Screen(highlight=False, width=_WIDTH)
    if missed is not None:
        _print_lines(screen, near_miss_lines(decision, missed, selection, lang, screen.width))
        return
    question = decision.question
    screen.print(
        f"{say('ruleset', lang)} {decision.identity.ruleset} · {say('on', lang)} {question.on:%d/%m/%Y} · "
        f"{say('period', lang)} {question.period}",
        markup=False,
    )
    overview = Overview(decision, lang, screen.width, selection)
    if selection.people and not grid:
        _print_lines(screen, people_lines(decision, selection, lang, screen.width))
        screen.print()
        _print_lines(screen, overview.missing())
        return
    found_sheets = sheets(decision, lang, selection)
    if not found_sheets:
        screen.print(_nobody(decision, lang), markup=False)
        return
    titled = {} if grid else {sheet.type: list(overview.lines(sheet.type)) for sheet in found_sheets}
    for sheet in found_sheets:
        if titled.get(sheet.type):
            screen.print(f"\n{sheet.type} ({len(sheet.lines)})", markup=False)
            _print_lines(screen, titled[sheet.type])
    for sheet in found_sheets:
        for part in fitting(sheet, screen.width) if not titled.get(sheet.type) else ():
            screen.print(_table(part, lang))
    for sheet in found_sheets:
        if sheet.criteria and not titled.get(sheet.type):
            screen.print(_counts(sheet, lang))
        for name, counts in sheet.graded():
            screen.print(_grades(sheet, name, counts, lang))
    if any(titled.values()):
        screen.print()
        if selection.has_outcome(Status.UNKNOWN):
            _print_lines(screen, overview.missing())
        screen.print(say("grid_hint", lang), markup=False)
        told = filter(overview.tells, decision.titles())
        failed = next((each.code for each in told if each.status is Status.NOT_MET), None)
        if failed is not None:
            screen.print(say("why_not_hint", lang, code=failed), markup=False)
    found = {each for sheet in found_sheets for each in sheet.outcomes} or set(Status)
    screen.print("  ".join(f"{MARK[each]} {status_word(each, lang).lower()}" for each in MARK if each in found))


def _nobody(decision: Decision, lang: str) -> str:
    """Why there is nothing to print: the dossier has nobody of whom anything is asked, or none is selected."""
    asked = dict.fromkeys(rule.subject for rule in reading_order(decision.program))
    if any(True for name in asked for _ in decision.case.of_type(name)):
        return say("none_selected", lang)
    titled = {each.subject for each in decision.program.awarded}
    types = [name for name in asked if not titled or name in titled]
    return say("no_subjects", lang, types=f" {say('or', lang)} ".join(types))


def _print_lines(screen: Console, lines: Iterable[str]) -> None:
    for line in lines:
        screen.print(_plain(line))


@frozen
class Part:
    """As many columns of a sheet as a screen has room for; the notes stand in the last part."""

    sheet: Sheet
    criteria: range
    measures: bool
    notes: bool


def fitting(sheet: Sheet, width: int) -> Iterator[Part]:
    """The sheet whole, or in parts below each other on a narrow screen: cut headings and names would tell nothing."""
    key = max((cell_len(line.key) for line in sheet.lines), default=2)
    name = min(_NAME, max((cell_len(line.name) for line in sheet.lines), default=4))
    room = width - key - name - 3 * _FRAME
    values = sum(
        _FRAME + min(_VALUE, max(map(cell_len, each)))
        for each in zip(*(line.values for line in sheet.lines), strict=True)
    )
    columns = [_FRAME + cell_len(code) for code, _ in sheet.criteria]
    start, used = 0, 0
    for end, column in enumerate(columns):
        if used + column > room and end > start:
            yield Part(sheet, range(start, end), False, False)
            start, used = end, 0
        used += column
    last = range(start, len(columns))
    if used + values + (_NOTES if columns else 0) <= room:
        yield Part(sheet, last, True, bool(columns))
        return
    if last:
        yield Part(sheet, last, False, False)
    yield Part(sheet, range(0), True, bool(columns))


def _table(part: Part, lang: str) -> Table:
    sheet = part.sheet
    table = Table(title=sheet.type, title_justify="left", pad_edge=False)
    table.add_column(heading("code", lang), no_wrap=True)
    table.add_column(heading("name", lang))
    for column in part.criteria:
        table.add_column(sheet.criteria[column][0], justify="center", no_wrap=True)
    for name in sheet.measures if part.measures else ():
        table.add_column(name)
    if part.notes:
        table.add_column(say("what_is_missing", lang))
    for line in sheet.lines:
        marks = [Text(MARK[line.statuses[each]], style=_COLOURS[line.statuses[each]]) for each in part.criteria]
        told = [*(line.values if part.measures else ()), *([line.notes] if part.notes else [])]
        table.add_row(_plain(line.key), _plain(line.name), *marks, *map(_plain, told))
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
