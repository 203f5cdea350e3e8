"""A decision as one page that can be printed; it needs nothing from elsewhere."""

from collections.abc import Iterable, Iterator
from html import escape
from os import PathLike

from thidua_rules.decision.decision import Decision
from thidua_rules.report.messages import MARK, Beyond, heading, say, status_word
from thidua_rules.report.rendering import Renderer
from thidua_rules.report.table import Line, Sheet, absences, sheets
from thidua_rules.report.wording import doubt_words
from thidua_rules.values import Status

_STYLE = """
body { font-family: "Times New Roman", serif; margin: 2em; color: #111; }
table { border-collapse: collapse; margin: 1em 0; width: 100%; }
th, td { border: 1px solid #999; padding: .25em .5em; text-align: left; vertical-align: top; }
th { background: #eee; } td.s { text-align: center; } td a { color: inherit; }
.met { background: #e3f4e3; } .not_met { background: #fbe3e3; }
.outside { background: #ece4f3; }
.unknown { background: #fdf6d8; } .not_applicable { color: #777; }
section { margin: 1em 0; } section h4 { margin: 0; } pre { white-space: pre-wrap; font: inherit; margin: .25em 0; }
@media print { section, tr { break-inside: avoid; } thead { display: table-header-group; } }
"""
_EXPLAINED = (Status.NOT_MET, Beyond.OUTSIDE, Status.UNKNOWN)


def to_html(decision: Decision, lang: str = "vi") -> str:
    """The page: identity, a table for each type, what is missing, and why each criterion is not met or not known."""
    return "".join(_page(decision, lang))


def _page(decision: Decision, lang: str) -> Iterator[str]:
    identity, question = decision.identity, decision.question
    title = escape(f"{say('ruleset', lang)} {identity.ruleset}")
    found = sheets(decision, lang)
    yield f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
    yield f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style></head>'
    yield f"<body><h1>{title}</h1>"
    yield f"<p>{escape(heading('on', lang))}: {question.on:%d/%m/%Y} · "
    yield f"{escape(say('period', lang))}: {question.period}<br>"
    yield f"<small>{escape(heading('ruleset_hash', lang))}: {identity.ruleset_hash}<br>"
    yield f"{escape(heading('facts_hash', lang))}: {identity.facts_hash}<br>"
    yield f"thidua_rules {escape(identity.version)} · {escape(identity.executor)}</small></p>"
    if decision.findings:
        told_first = "".join(f"<li>{escape(doubt_words(each, lang))}</li>" for each in decision.findings)
        yield f"<h2>{escape(say('doubts', lang))}</h2><ul>{told_first}</ul>"
    shown = {each for sheet in found for each in sheet.outcomes} or set(Status)
    told = (f"{MARK[each]} {escape(status_word(each, lang).lower())}" for each in MARK if each in shown)
    yield f"<p>{' · '.join(told)}</p>"
    for number, sheet in enumerate(found):
        yield from _sheet(sheet, number, lang)
    yield from _absences(decision, lang)
    yield f"<h2>{escape(say('reason', lang))}</h2>"
    renderer = Renderer(decision, lang)
    for number, sheet in enumerate(found):
        for row, line in enumerate(sheet.lines):
            for column in _explained(line):
                verdict = decision[line.subject, sheet.criteria[column][0]]
                headline, _, reasons = renderer.short(verdict, 120).partition("\n")
                yield f'<section id="v{number}-{row}-{column}"><h4>{escape(headline)}</h4>'
                yield f"<pre>{escape(reasons)}</pre></section>\n"
    yield "</body></html>\n"


def _explained(line: Line) -> Iterator[int]:
    """The columns of a line whose verdicts are explained."""
    return (column for column, status in enumerate(line.statuses) if status in _EXPLAINED)


def _row(cells: Iterable[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(each)}</{tag}>" for each in cells) + "</tr>"


def _sheet(sheet: Sheet, number: int, lang: str) -> Iterator[str]:
    yield f"<h2>{escape(sheet.type)}</h2><table><thead><tr>"
    yield f"<th>{escape(heading('code', lang))}</th><th>{escape(heading('name', lang))}</th>"
    yield "".join(f'<th title="{escape(title)}">{escape(code)}</th>' for code, title in sheet.criteria)
    yield "".join(f"<th>{escape(name)}</th>" for name in sheet.measures)
    yield f"<th>{escape(say('what_is_missing', lang))}</th></tr></thead><tbody>\n"
    for row, line in enumerate(sheet.lines):
        linked = set(_explained(line))
        yield f"<tr><td>{escape(line.key)}</td><td>{escape(line.name)}</td>"
        for column, status in enumerate(line.statuses):
            mark = f'<a href="#v{number}-{row}-{column}">{MARK[status]}</a>' if column in linked else MARK[status]
            yield f'<td class="s {status.value}">{mark}</td>'
        yield "".join(f"<td>{escape(each)}</td>" for each in line.values)
        yield f"<td>{escape(line.notes)}</td></tr>\n"
    for status in sheet.outcomes:
        yield f'<tr class="{status.value}"><td></td><td>{MARK[status]} {escape(status_word(status, lang).lower())}</td>'
        yield "".join(f'<td class="s">{count[status]}</td>' for count in sheet.counts())
        yield "<td></td>" * (len(sheet.measures) + 1) + "</tr>\n"
    yield "</tbody></table>\n<dl>"
    yield "".join(f"<dt>{escape(code)}</dt><dd>{escape(title)}</dd>" for code, title in sheet.criteria) + "</dl>\n"


def _absences(decision: Decision, lang: str) -> Iterator[str]:
    found = absences(decision, lang)
    if not found:
        return
    keys = ("whose", "what_to_know", "evidence", "answered_by", "confirmed_by", "waiting")
    heads = _row([heading(key, lang) for key in keys], "th")
    yield f"<h2>{escape(say('missing', lang))}</h2><table><thead>{heads}</thead>"
    for each in found:
        waiting = "; ".join(each.waiting)
        yield _row([each.name, each.what, each.evidence, each.answered_by, each.confirmed_by, waiting]) + "\n"
    yield "</table>\n"


class Wording(Renderer):
    """What a decision needs to put itself into words: its parts, and the whole of it as a page."""

    def page(self) -> str:
        """The whole decision as one printable HTML page."""
        return to_html(self.decision, self.lang)

    def workbook(self, path: str | PathLike[str], full: bool) -> None:
        """Write the whole decision as a workbook."""
        from thidua_rules.report.xlsx import to_xlsx

        to_xlsx(self.decision, path, self.lang, full)
