"""A decision as one page that can be printed; it needs nothing from elsewhere."""

from html import escape

from thidua_rules.decision.decision import Decision
from thidua_rules.report.messages import MARK, say, status_word
from thidua_rules.report.rendering import Renderer
from thidua_rules.report.table import Sheet, sheets
from thidua_rules.values import Status

_STYLE = """
body { font-family: "Times New Roman", serif; margin: 2em; color: #111; }
table { border-collapse: collapse; margin: 1em 0; width: 100%; }
th, td { border: 1px solid #999; padding: .25em .5em; text-align: left; vertical-align: top; }
th { background: #eee; } td.s { text-align: center; }
.met { background: #e3f4e3; } .not_met { background: #fbe3e3; }
.unknown { background: #fdf6d8; } .not_applicable { color: #777; }
pre { white-space: pre-wrap; font-family: inherit; } details { margin: .5em 0; }
@media print { details { break-inside: avoid; } }
"""


def to_html(decision: Decision, lang: str = "vi") -> str:
    """The page: identity, a table for each type, and the explanation of every criterion not met or not known."""
    identity = decision.identity
    question = decision.question
    head = (
        f"<h1>{escape(say('ruleset', lang))}: {escape(identity.ruleset)}</h1>"
        f"<p>{escape(say('on', lang))}: {question.on:%d/%m/%Y} · {escape(say('period', lang))}: {question.period}<br>"
        f"<small>sha256 {identity.ruleset_hash} · {escape(say('facts', lang))} {identity.facts_hash} · "
        f"thidua_rules {escape(identity.version)} · {escape(identity.executor)}</small></p>"
    )
    body = "".join(_sheet(decision, sheet, lang) for sheet in sheets(decision, lang))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{escape(identity.ruleset)}</title><style>{_STYLE}</style></head><body>{head}{body}</body></html>\n"
    )


def _sheet(decision: Decision, sheet: Sheet, lang: str) -> str:
    heads = "".join(f'<th title="{escape(title)}">{escape(code)}</th>' for code, title in sheet.criteria)
    rows = "".join(
        f"<tr><td>{escape(line.key)}</td><td>{escape(line.name)}</td>"
        + "".join(f'<td class="s {each.value}">{MARK[each]}</td>' for each in line.statuses)
        + f"<td>{escape(line.notes)}</td></tr>"
        for line in sheet.lines
    )
    totals = "".join(
        f'<tr class="{status.value}"><td></td><td>{MARK[status]} {escape(status_word(status, lang).lower())}</td>'
        + "".join(f'<td class="s">{count[status]}</td>' for count in sheet.counts())
        + "<td></td></tr>"
        for status in Status
    )
    renderer = Renderer(decision, lang)
    why = "".join(
        f"<details><summary>{escape(line.name)} · {escape(code)}: {escape(status_word(status, lang))}</summary>"
        f"<pre>{escape(renderer.verdict(decision[line.subject, code], with_changes=False))}</pre></details>"
        for line in sheet.lines
        for (code, _), status in zip(sheet.criteria, line.statuses, strict=True)
        if status in (Status.NOT_MET, Status.UNKNOWN)
    )
    return (
        f"<h2>{escape(sheet.type)}</h2><table><thead><tr><th>{escape(say('code', lang))}</th>"
        f"<th>{escape(say('name', lang))}</th>{heads}<th>{escape(say('what_is_missing', lang))}</th></tr></thead>"
        f"<tbody>{rows}{totals}</tbody></table><h3>{escape(say('reason', lang))}</h3>{why}"
    )
