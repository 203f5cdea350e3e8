"""Titles, quotas, scores and grades of a ruleset printed for reading."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from thidua_rules.facts.codec import show
from thidua_rules.facts.vocabulary import DOSSIER, Field, Kind
from thidua_rules.report.messages import say
from thidua_rules.report.nodes import (
    INDENT,
    Documents,
    guard_lines,
    node_dict,
    node_lines,
    remark_lines,
    row_lines,
    titled_lines,
)
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

_ROUNDED = {Rounding.DOWN: "rounded_down", Rounding.UP: "rounded_up", Rounding.NEAREST: "rounded_nearest"}
_TIES = {"council": "ties_council", "all": "ties_all", "none": "ties_none"}
_TAKEN = {"sum": "take_sum", "greatest": "take_greatest", "least": "take_least"}


def title_lines(declared: TitleDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    """A title: its standard with exclusions, what it takes besides, and its quota."""
    yield f"[{declared.subject}]"
    yield f"{declared.code}  {declared.remarks.title}".rstrip()
    yield from (INDENT + line for line in guard_lines(declared.guard, lang))
    yield from (INDENT + line for line in remark_lines(declared.remarks, documents, lang))
    if declared.standard.unstated is not None:
        yield f"{INDENT}{say('unstated', lang, reason=declared.standard.unstated)}"
    for key, nodes in (("standard", declared.standard.children), ("further", declared.further)):
        if nodes:
            yield f"{INDENT}{say(key, lang)}:"
            for node in nodes:
                yield from node_lines(node, 2, documents, lang)
    if declared.quota is not None:
        yield from (INDENT + line for line in quota_lines(declared.quota, documents, lang))


def quota_lines(declared: QuotaDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    """A quota: its limits, the order of candidates, and what is done about ties."""
    step = f" “{declared.grade}”" if declared.grade else ""
    yield f"{say('quota', lang)}{step}, {within(declared.group, lang, declared.each_type)}:"
    yield from (INDENT + line for line in guard_lines(declared.guard, lang))
    for limit in declared.limits:
        yield from (INDENT + line for line in _limit(limit, documents, lang))
    if declared.otherwise:
        yield f"{INDENT}{say('beyond', lang)}: {declared.otherwise}"
    if declared.priorities:
        yield f"{INDENT}{say('priorities', lang)}: {'; '.join(each.text for each in declared.priorities)}"
    by = "" if declared.choice is None else f": {declared.choice.text}"
    yield f"{INDENT}{say(_TIES[declared.ties], lang)}{by}"
    yield from (INDENT + line for line in titled_lines(declared.remarks, documents, lang))


def within(group: str, lang: str, each_type: bool = False) -> str:
    """Among whom a quota or a rank is reckoned: who share a reference, or everybody in the dossier; of one type."""
    told = say("within_dossier", lang) if group == DOSSIER else say("within_group", lang, group=group)
    return say("of_each_type", lang, within=told) if each_type else told


def _limit(declared: LimitDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    words = [declared.most.text, *_rounding(declared.rounding, Decimal(1), lang)]
    if declared.least is not None:
        words.append(say("at_least", lang, number=declared.least.text))
    yield f"{declared.code}: {say('most', lang)} {', '.join(words)}"
    if declared.group is not None:
        yield f"{INDENT}{within(declared.group, lang)}"
    if declared.counts is not None:
        yield f"{INDENT}{say('counted_who', lang)}: {declared.counts.text}"
    yield from (INDENT + line for line in guard_lines(declared.guard, lang))
    yield from (INDENT + line for line in titled_lines(declared.remarks, documents, lang))


def _rounding(rounding: Rounding | None, step: Decimal, lang: str) -> Iterator[str]:
    if rounding is not None:
        unit = "" if step == 1 else f" {say('to_step', lang)} {_number(step, lang)}"
        yield say(_ROUNDED[rounding], lang) + unit


def _number(number: Decimal, lang: str) -> str:
    return show(Field("", "", Kind.NUMBER, decimals=9), number, lang)


# ---------------------------------------------------------------- scores


def score_lines(declared: ScoreDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    """A score: its scale, then every item with what is taken off and added."""
    yield f"[{declared.subject}]"
    words = [
        *([f"{say('scale', lang)} {declared.scale.text}"] if declared.scale else []),
        *([f"{say('ceiling', lang)} {declared.ceiling.text}"] if declared.ceiling else []),
        *_rounding(declared.rounding, declared.step, lang),
    ]
    title = f"  {declared.remarks.title}" if declared.remarks.title else ""
    yield f"{declared.name}{title}" + (f" ({', '.join(words)})" if words else "")
    yield from (INDENT + line for line in guard_lines(declared.guard, lang))
    yield from (INDENT + line for line in remark_lines(declared.remarks, documents, lang))
    for item in (*declared.items, declared.bonus, declared.penalty):
        if item is not None:
            yield from (INDENT + line for line in _item(item, documents, lang))


def _item(declared: ItemDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    words = [
        *([f"{say('most', lang)} {declared.most.text}"] if declared.most else []),
        *([f"= {declared.formula.text}"] if declared.formula else []),
        *_rounding(declared.rounding, declared.step, lang),
    ]
    yield f"{declared.code}  {declared.remarks.title}".rstrip() + (f": {', '.join(words)}" if words else "")
    if declared.guard is not None:
        dropped = say("dropped" if declared.dropped else "in_full", lang)
        yield f"{INDENT}{say('guard', lang)}: {declared.guard.text}; {dropped}"
    if declared.forfeit is not None:
        yield f"{INDENT}{say('forfeit', lang)}: {declared.forfeit.text}"
    yield from (INDENT + line for line in row_lines(declared.rows, documents, lang))
    for key, lines in (("minus", declared.minus), ("plus", declared.plus)):
        for line in lines:
            yield from (INDENT + each for each in _line(key, line, documents, lang))
    yield from (INDENT + line for line in remark_lines(declared.remarks, documents, lang))
    if declared.items and declared.take != "sum":
        yield f"{INDENT}{say(_TAKEN[declared.take], lang)}:"
    for item in declared.items:
        yield from (INDENT + line for line in _item(item, documents, lang))


def _line(key: str, declared: ScoreLine, documents: Documents, lang: str) -> Iterator[str]:
    most = f", {say('most', lang)} {declared.most.text}" if declared.most else ""
    yield f"{say(key, lang)} {declared.code}: {declared.points.text}{most}"
    yield from (INDENT + line for line in guard_lines(declared.guard, lang))
    yield from (INDENT + line for line in titled_lines(declared.remarks, documents, lang))


# ---------------------------------------------------------------- grades


def grade_lines(declared: GradeDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    """A grade: its table, what adjusts it, and its quota."""
    yield f"[{declared.subject}]"
    yield f"{declared.name}  {declared.remarks.title}".rstrip()
    yield from (INDENT + line for line in guard_lines(declared.guard, lang))
    yield from (INDENT + line for line in row_lines(declared.rows, documents, lang))
    for adjustment in declared.adjustments:
        yield from (INDENT + line for line in _adjustment(adjustment, documents, lang))
    yield from (INDENT + line for line in remark_lines(declared.remarks, documents, lang))
    if declared.quota is not None:
        yield from (INDENT + line for line in quota_lines(declared.quota, documents, lang))


def _adjustment(declared: Adjustment, documents: Documents, lang: str) -> Iterator[str]:
    words = []
    if declared.steps:
        words.append(say("lowered" if declared.steps < 0 else "raised", lang, steps=abs(declared.steps)))
    bounds = (("grade_at_most", declared.at_most), ("grade_at_least", declared.at_least), ("becomes", declared.becomes))
    words.extend(f"{say(key, lang)} {written.text}" for key, written in bounds if written is not None)
    when = f" {say('when', lang)} {declared.condition.text}" if declared.condition else ""
    yield f"{declared.code}: {', '.join(words)}{when}"
    yield from (INDENT + line for line in titled_lines(declared.remarks, documents, lang))


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


__all__ = ["grade_lines", "quota_dict", "quota_lines", "score_lines", "title_dict", "title_lines"]
