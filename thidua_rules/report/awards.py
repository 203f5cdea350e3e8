"""Titles, quotas, scores and grades of a ruleset printed for reading."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from thidua_rules.facts.codec import show
from thidua_rules.facts.vocabulary import DOSSIER, Field, Kind
from thidua_rules.program.codes import quota_code, standard_code
from thidua_rules.program.score_names import item_code
from thidua_rules.report.lines import Line, plain
from thidua_rules.report.messages import say
from thidua_rules.report.nodes import (
    Documents,
    guard_lines,
    node_dict,
    node_line,
    remark_lines,
    row_lines,
    titled_lines,
)
from thidua_rules.report.wording import ROUNDED
from thidua_rules.ruleset.model import (
    Adjustment,
    GradeDeclaration,
    ItemDeclaration,
    LimitDeclaration,
    QuotaDeclaration,
    ScoreDeclaration,
    ScoreLine,
    TitleDeclaration,
)
from thidua_rules.values import Rounding

_TIES = {"council": "ties_council", "all": "ties_all", "none": "ties_none"}
_TAKEN = {"sum": "take_sum", "greatest": "take_greatest", "least": "take_least"}


def title_line(declared: TitleDeclaration, documents: Documents, lang: str) -> Line:
    """A title: its standard with exclusions, what it takes besides, and its quota."""
    unstated = declared.standard.unstated
    below = [
        *guard_lines(declared.guard, lang),
        *remark_lines(declared.remarks, documents, lang),
        *([] if unstated is None else [plain(say("unstated", lang, reason=unstated))]),
    ]
    for key, nodes in (("standard", declared.standard.children), ("further", declared.further)):
        if nodes:
            below.append(Line(say(key, lang), ":", tuple(node_line(each, documents, lang) for each in nodes)))
    if declared.quota is not None:
        below.append(quota_line(declared.quota, declared.code, documents, lang))
    title = f"  {declared.remarks.title}" if declared.remarks.title else ""
    codes = declared.code, standard_code(declared.code)
    return Line(declared.code, title, tuple(below), declared.place, codes)


def quota_line(declared: QuotaDeclaration, owner: str, documents: Documents, lang: str) -> Line:
    """The quota of a title or a grade: its limits, the order of candidates, and what is done about ties."""
    step = f" “{declared.grade}”" if declared.grade else ""
    by = "" if declared.choice is None else f": {declared.choice.text}"
    order = "; ".join(each.text for each in declared.priorities)
    below = [
        *guard_lines(declared.guard, lang),
        *(_limit(each, documents, lang) for each in declared.limits),
        *([Line(say("beyond", lang), f": {declared.otherwise}")] if declared.otherwise else []),
        *([Line(say("priorities", lang), f": {order}")] if declared.priorities else []),
        plain(f"{say(_TIES[declared.ties], lang)}{by}"),
        *titled_lines(declared.remarks, documents, lang),
    ]
    told = f"{step}, {within(declared.group, lang, declared.each_type)}:"
    return Line(say("quota", lang), told, tuple(below), declared.place, (quota_code(owner),))


def within(group: str, lang: str, each_type: bool = False) -> str:
    """Among whom a quota or a rank is reckoned: who share a reference, or everybody in the dossier; of one type."""
    told = say("within_dossier", lang) if group == DOSSIER else say("within_group", lang, group=group)
    return say("of_each_type", lang, within=told) if each_type else told


def _limit(declared: LimitDeclaration, documents: Documents, lang: str) -> Line:
    words = [declared.most.text, *_rounding(declared.rounding, Decimal(1), lang)]
    if declared.least is not None:
        words.append(say("at_least", lang, number=declared.least.text))
    counted = declared.counts
    below = [
        *([] if declared.group is None else [plain(within(declared.group, lang))]),
        *([] if counted is None else [Line(say("counted_who", lang), f": {counted.text}")]),
        *guard_lines(declared.guard, lang),
        *titled_lines(declared.remarks, documents, lang),
    ]
    return Line(
        declared.code, f": {say('most', lang)} {', '.join(words)}", tuple(below), declared.place, (declared.code,)
    )


def _rounding(rounding: Rounding | None, step: Decimal, lang: str) -> Iterator[str]:
    if rounding is not None:
        unit = "" if step == 1 else f" {say('to_step', lang)} {_number(step, lang)}"
        yield say(ROUNDED[rounding], lang) + unit


def _number(number: Decimal, lang: str) -> str:
    return show(Field("", "", Kind.NUMBER, decimals=9), number, lang)


# ---------------------------------------------------------------- scores


def score_line(declared: ScoreDeclaration, documents: Documents, lang: str) -> Line:
    """A score: its scale, then every item with what is taken off and added."""
    words = [
        *([f"{say('scale', lang)} {declared.scale.text}"] if declared.scale else []),
        *([f"{say('ceiling', lang)} {declared.ceiling.text}"] if declared.ceiling else []),
        *_rounding(declared.rounding, declared.step, lang),
    ]
    title = f"  {declared.remarks.title}" if declared.remarks.title else ""
    items = (each for each in (*declared.items, declared.bonus, declared.penalty) if each is not None)
    below = (
        *guard_lines(declared.guard, lang),
        *remark_lines(declared.remarks, documents, lang),
        *(_item(each, declared.name, documents, lang) for each in items),
    )
    told = title + (f" ({', '.join(words)})" if words else "")
    return Line(declared.name, told, below, declared.place, (declared.name,))


def _item(declared: ItemDeclaration, score: str, documents: Documents, lang: str) -> Line:
    words = [
        *([f"{say('most', lang)} {declared.most.text}"] if declared.most else []),
        *([f"= {declared.formula.text}"] if declared.formula else []),
        *_rounding(declared.rounding, declared.step, lang),
    ]
    dropped = say("dropped" if declared.dropped else "in_full", lang)
    forfeit = declared.forfeit
    below = (
        *guard_lines(declared.guard, lang, f"; {dropped}"),
        *([] if forfeit is None else [Line(say("forfeit", lang), f": {forfeit.text}", place=forfeit.place)]),
        *row_lines(declared.rows, documents, lang),
        *(_step("minus", each, score, documents, lang) for each in declared.minus),
        *(_step("plus", each, score, documents, lang) for each in declared.plus),
        *remark_lines(declared.remarks, documents, lang),
        *([plain(f"{say(_TAKEN[declared.take], lang)}:")] if declared.items and declared.take != "sum" else []),
        *(_item(each, score, documents, lang) for each in declared.items),
    )
    told = f"  {declared.remarks.title}".rstrip() + (f": {', '.join(words)}" if words else "")
    return Line(declared.code, told, below, declared.place, (item_code(score, declared.code),))


def _step(key: str, declared: ScoreLine, score: str, documents: Documents, lang: str) -> Line:
    most = f", {say('most', lang)} {declared.most.text}" if declared.most else ""
    below = (*guard_lines(declared.guard, lang), *titled_lines(declared.remarks, documents, lang))
    told = f"{say(key, lang)} {declared.code}: {declared.points.text}{most}"
    return Line("", told, below, declared.place, (item_code(score, declared.code),))


# ---------------------------------------------------------------- grades


def grade_line(declared: GradeDeclaration, documents: Documents, lang: str) -> Line:
    """A grade: its table, what adjusts it, and its quota."""
    below = [
        *guard_lines(declared.guard, lang),
        *row_lines(declared.rows, documents, lang),
        *(_adjustment(each, declared.name, documents, lang) for each in declared.adjustments),
        *remark_lines(declared.remarks, documents, lang),
    ]
    if declared.quota is not None:
        below.append(quota_line(declared.quota, declared.name, documents, lang))
    title = f"  {declared.remarks.title}" if declared.remarks.title else ""
    return Line(declared.name, title, tuple(below), declared.place, (declared.name,))


def _adjustment(declared: Adjustment, grade: str, documents: Documents, lang: str) -> Line:
    words = []
    if declared.steps:
        words.append(say("lowered" if declared.steps < 0 else "raised", lang, steps=abs(declared.steps)))
    bounds = (("grade_at_most", declared.at_most), ("grade_at_least", declared.at_least), ("becomes", declared.becomes))
    words.extend(f"{say(key, lang)} {written.text}" for key, written in bounds if written is not None)
    when = f" {say('when', lang)} {declared.condition.text}" if declared.condition else ""
    below = tuple(titled_lines(declared.remarks, documents, lang))
    return Line(declared.code, f": {', '.join(words)}{when}", below, declared.place, (f"{grade} ({declared.code})",))


# ---------------------------------------------------------------- plain data


def title_dict(declared: TitleDeclaration) -> dict[str, Any]:
    """A title as plain data."""
    return {
        "code": declared.code,
        "title": declared.remarks.title,
        "subject": declared.subject,
        "guard": declared.guard.text if declared.guard else None,
        "citations": [str(each) for each in declared.remarks.citations],
        "standard": node_dict(declared.standard),
        "further": [node_dict(each) for each in declared.further],
        "quota": None if declared.quota is None else quota_dict(declared.quota),
    }


def quota_dict(declared: QuotaDeclaration) -> dict[str, Any]:
    """A quota as plain data."""
    return {
        "group": declared.group,
        "limits": [
            {
                "code": each.code,
                "most": each.most.text,
                "rounding": None if each.rounding is None else each.rounding.value,
                "least": None if each.least is None else each.least.text,
                "group": each.group or declared.group,
                "counts": None if each.counts is None else each.counts.text,
                "guard": None if each.guard is None else each.guard.text,
                "citations": [str(cited) for cited in each.remarks.citations],
            }
            for each in declared.limits
        ],
        "priorities": [each.text for each in declared.priorities],
        "ties": declared.ties,
        "choice": None if declared.choice is None else declared.choice.text,
        "guard": None if declared.guard is None else declared.guard.text,
        "grade": declared.grade,
        "otherwise": declared.otherwise,
        "citations": [str(each) for each in declared.remarks.citations],
    }
