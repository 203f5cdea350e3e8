"""How many have each outcome: the numbers of the overview, and the bars that draw them."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from thidua_rules.facts.codec import show
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.report.messages import MARK, Beyond, Shown, status_word
from thidua_rules.report.table import Sheet
from thidua_rules.values import Status

LETTER: dict[Shown, str] = {
    Status.MET: "m",
    Beyond.OUTSIDE: "o",
    Status.UNKNOWN: "u",
    Status.NOT_MET: "n",
    Status.NOT_APPLICABLE: "a",
}
"""A letter for each outcome, in the order in which they are told."""
_GRADES = ("g0", "g1", "g2", "g3", "g4")


@frozen
class Part:
    """One part of a bar: how many, in words, and where it stands (both in percent). `look` names its colour."""

    look: str
    sign: str
    word: str
    count: int
    start: float
    width: float


@frozen
class Figure:
    """A criterion, title or grade with its bar; `column` is its place among the criteria of its sheet, if it is one."""

    code: str
    title: str
    parts: tuple[Part, ...]
    column: int | None = None
    is_title: bool = False


@frozen
class Overview:
    """The figures of one type: its titles, its other criteria, and its grades."""

    type: str
    size: int
    titles: tuple[Figure, ...]
    criteria: tuple[Figure, ...]
    grades: tuple[Figure, ...]


def overviews(program: ir.Program, sheets: tuple[Sheet, ...], lang: str) -> tuple[Overview, ...]:
    """The figures of every type."""
    return tuple(_overview(program, sheet, lang) for sheet in sheets)


def title_codes(program: ir.Program) -> frozenset[str]:
    """The codes of titles as they are written."""
    return frozenset(as_written(each.code) for each in program.awarded if each.code in program.conclusions)


def _overview(program: ir.Program, sheet: Sheet, lang: str) -> Overview:
    titled = title_codes(program)
    figures = [
        Figure(
            code,
            title,
            tuple(_bar((LETTER[each], MARK[each], status_word(each, lang).lower(), count[each]) for each in LETTER)),
            column,
            code in titled,
        )
        for column, ((code, title), count) in enumerate(zip(sheet.criteria, sheet.counts(), strict=True))
    ]
    grades = [
        Figure(
            name,
            "",
            tuple(
                _bar(
                    (LETTER[Status.UNKNOWN], value, status_word(Status.UNKNOWN, lang).lower(), count)
                    if value == MARK[Status.UNKNOWN]
                    else (_GRADES[min(place, len(_GRADES) - 1)], "", value, count)
                    for place, (value, count) in enumerate(counts)
                )
            ),
        )
        for name, counts in sheet.graded()
    ]
    return Overview(
        sheet.type,
        len(sheet.lines),
        tuple(each for each in figures if each.is_title),
        tuple(each for each in figures if not each.is_title),
        tuple(grades),
    )


def _bar(counts: Iterable[tuple[str, str, str, int]]) -> Iterator[Part]:
    """The parts that are not empty, each where the last one ends."""
    found = [each for each in counts if each[3]]
    whole = sum(each[3] for each in found)
    start = 0
    for look, sign, word, count in found:
        yield Part(look, sign, word, count, round(100 * start / whole, 3), round(100 * count / whole, 3))
        start += count


def number(count: int, lang: str) -> str:
    """A number with its thousands apart, as the language writes it."""
    return show(Field("", "", Kind.INTEGER), count, lang)
