"""What another ruleset would change, as a workbook and as a page that needs nothing from elsewhere."""

from collections import Counter
from collections.abc import Iterator, Mapping
from os import PathLike
from typing import Any

from markupsafe import Markup

from thidua_rules.keeping.comparing import Kind
from thidua_rules.keeping.impact import Changed, Impact
from thidua_rules.keeping.side_by_side import KINDS
from thidua_rules.report.messages import Shown, heading, say
from thidua_rules.report.page.embedding import policy
from thidua_rules.report.page.templating import template, written
from thidua_rules.report.xlsx_pages import Book, Column
from thidua_rules.report.xlsx_styles import Cell
from thidua_rules.source.whole_files import whole_file
from thidua_rules.values import Status

MOST_ROWS = 20_000
"""So many changes are on a page; the rest is only counted there."""
_LOOKS: Mapping[Kind, tuple[str, Shown | None]] = {
    "gained": ("m", Status.MET),
    "lost": ("n", Status.NOT_MET),
    "unknown": ("u", Status.UNKNOWN),
    "known": ("o", None),
    "other": ("a", None),
    "value": ("a", None),
}
"""The colour of each kind of change, on a page and in a workbook."""
_MOST_BARS = 15
_COLUMNS = (
    *(("impact_dossier", 24), ("page_unit", 26), ("type", 14), ("impact_key", 14), ("name", 26)),
    *(("code", 14), ("impact_title", 30), ("impact_kind", 20), ("compared_before", 20), ("compared_after", 20)),
    ("because", 60),
)


def write_impact_xlsx(impact: Impact, path: str | PathLike[str]) -> None:
    """Write the workbook: the counts with a chart, then every change; OSError if it cannot be written."""
    with whole_file(path) as beside, Book.empty() as book:
        for key, counts in impact.tables.items():
            _counts(book, impact.lang, key, counts)
        lang = impact.lang
        columns = [Column(heading(key, lang), width) for key, width in _COLUMNS]
        page = book.page(say(impact.title, lang), columns, 1, [_above(impact)])
        for row in impact.rows:
            page.append(_cells(row, lang))
        page.close()
        book.save(beside)


def _above(impact: Impact) -> str:
    numbers = {"changes": len(impact.rows), "subjects": impact.subjects, "dossiers": len(impact.found)}
    return f"{' → '.join(impact.sides)} · {say('impact_counts', impact.lang, **numbers)}"


def _counts(book: Book, lang: str, key: str, counts: Mapping[str, Counter[Kind]]) -> None:
    from openpyxl.chart import BarChart, Reference

    kinds = [kind for kind in KINDS if any(each[kind] for each in counts.values())]
    columns = [Column(say(key, lang), 50), *(Column(say(KINDS[kind][1], lang), 16) for kind in kinds)]
    page = book.page(say(key, lang), columns, 1)
    for name, each in counts.items():
        page.append([name or "–", *(Cell(each[kind], "number", _LOOKS[kind][1]) for kind in kinds)])
    page.close()
    if counts:
        chart = BarChart(type="bar", grouping="stacked", overlap=100)
        last = page.head + min(len(counts), _MOST_BARS)
        chart.add_data(
            Reference(page.sheet, min_col=2, max_col=1 + len(kinds), min_row=page.head, max_row=last),
            titles_from_data=True,
        )
        chart.set_categories(Reference(page.sheet, min_col=1, min_row=page.head + 1, max_row=last))
        chart.y_axis.delete = chart.x_axis.delete = False
        chart.x_axis.scaling.orientation = "maxMin"
        page.sheet.add_chart(chart, f"{'ABCDEFGHIJ'[1 + len(kinds)]}2")


def _cells(row: Changed, lang: str) -> Iterator[Cell | str]:
    kind = say(KINDS[row.kind][1], lang)
    yield from (row.dossier, row.unit, row.type, row.key, row.name, row.code, row.title)
    yield Cell(kind, "text", _LOOKS[row.kind][1])
    yield from (row.before, row.after, row.why)


def write_impact_html(impact: Impact, path: str | PathLike[str]) -> None:
    """Write the page; a file of that name is replaced when the new one is whole. OSError if it cannot be."""
    with whole_file(path) as beside:
        beside.write_text(impact_html(impact), encoding="utf-8")


def impact_html(impact: Impact) -> str:
    """The page: the counts with bars, and every change unit by unit."""
    style = written("page.css")
    lang = impact.lang
    units: dict[str, list[Changed]] = {}
    for row in impact.rows[:MOST_ROWS]:
        units.setdefault(row.unit, []).append(row)
    return template("impact.html", "thidua_rules.keeping").render(
        lang=lang,
        style=Markup(style),
        policy=policy(style, ""),
        title=say(impact.title, lang),
        above=_above(impact),
        tables=[(say(key, lang), list(_figures(counts, lang))) for key, counts in impact.tables.items() if counts],
        units=sorted(units.items()),
        left=len(impact.rows) - MOST_ROWS,
        looks={kind: (look, KINDS[kind][0], say(KINDS[kind][1], lang)) for kind, (look, _) in _LOOKS.items()},
        say=lambda key, **arguments: say(key, lang, **arguments),
        heading=lambda key: heading(key, lang),
    )


def _figures(counts: Mapping[str, Counter[Kind]], lang: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each name with the parts of its bar, all bars on one scale."""
    most = max(each.total() for each in counts.values())
    for name, each in list(counts.items())[:_MOST_BARS]:
        parts: list[dict[str, Any]] = []
        start = 0.0
        for kind, (mark, word) in KINDS.items():
            if each[kind]:
                width = round(100 * each[kind] / most, 2)
                told = {"look": _LOOKS[kind][0], "sign": mark, "word": say(word, lang), "count": each[kind]}
                parts.append({**told, "start": round(start, 2), "width": width})
                start += width
        yield name, parts
