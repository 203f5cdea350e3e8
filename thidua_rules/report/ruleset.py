"""A ruleset printed for reading: criteria, requirements, sources, readings, parameters."""

from collections.abc import Iterator, Mapping
from typing import Any

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.codec import show
from thidua_rules.report.messages import say
from thidua_rules.report.wording import citation_words
from thidua_rules.ruleset.model import Node, QuantityDeclaration, RankDeclaration, Remarks, RulesetModel
from thidua_rules.text import did_you_mean, fold
from thidua_rules.values import ABSENT

Documents = Mapping[str, str]
"""The names of documents by their identifiers."""


def find_node(model: RulesetModel, code: str) -> Node:
    """The criterion or requirement of that code; UsageError if there is none."""
    nodes = {node.code: node for criterion in model.criteria for node in _all(criterion.root)}
    if code not in nodes:
        near = ", ".join(f"`{each}`" for each in did_you_mean(code, nodes))
        hints = {"hint_vi": f"có phải {near}?", "hint_en": f"did you mean {near}?"} if near else {}
        raise UsageError([Diagnostic("USE-51", arguments={"code": code, **hints})])
    return nodes[code]


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def ruleset_lines(model: RulesetModel, code: str | None, lang: str) -> Iterator[str]:
    """The ruleset, or one criterion, requirement, quantity or rank of it, line by line."""
    documents = {each.id: each.name for each in model.documents}
    if code is not None:
        named = [each for each in _measures(model) if fold(each.name) == fold(code)]
        for each in named:
            yield from _measure(each, documents, lang)
        if not named:
            yield from _node(find_node(model, code), 0, documents, lang)
        yield from (f"  {line}" for line in _changes(model, lang, code))
        return
    ends = [f"{day:%d/%m/%Y}" if day else "…" for day in (model.valid_from, model.valid_to)]
    yield f"{model.id}  {model.title}  ({say('valid', lang)}: {ends[0]} – {ends[1]})"
    for parent in model.parents:
        yield f"  {say('inherits', lang)}: {parent}"
    yield from (f"  {line}" for line in _changes(model, lang))
    for document in model.documents:
        day = f" ({document.date:%d/%m/%Y})" if document.date else ""
        letters = f"; {say('own_letters', lang, document=document.name)}" if document.clause_letters_ours else ""
        yield f"  {document.id}: {document.name}{day} {document.body}".rstrip() + letters
    for parameter in model.parameters:
        for start, slot in parameter.values:
            since = f" ({say('since', lang)} {start:%d/%m/%Y})" if start else ""
            shown = say("no_limit", lang) if slot is ABSENT else show(parameter.shape, slot, lang)
            yield f"  {parameter.name}{since} = {shown}"
    for criterion in model.criteria:
        yield ""
        yield f"[{criterion.subject}]"
        yield from _node(criterion.root, 0, documents, lang)
    for each in _measures(model):
        yield ""
        yield from _measure(each, documents, lang)


def _changes(model: RulesetModel, lang: str, code: str | None = None) -> Iterator[str]:
    """What replaces inherited rules or is taken from elsewhere; of one rule, if a code is given."""
    for each in model.replacements:
        if code is None or fold(each.target) == fold(code) or fold(each.target).startswith(f"{fold(code)}."):
            yield say("replaces", lang, code=each.target, ruleset=each.ruleset, reason=each.reason)
    for fallback in model.fallbacks:
        if code is None or fold(code) in map(fold, fallback.rules):
            rules = ", ".join(fallback.rules)
            yield say("falls_back", lang, rules=rules, ruleset=fallback.ruleset, reason=fallback.reason)


def _measures(model: RulesetModel) -> Iterator[QuantityDeclaration | RankDeclaration]:
    yield from model.quantities
    yield from model.ranks


def _measure(declared: QuantityDeclaration | RankDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    """A quantity or a rank."""
    yield f"[{declared.subject}]"
    if isinstance(declared, RankDeclaration):
        keys = "; ".join(key.text for key in declared.keys)
        yield f"{declared.name}: {say('rank_within', lang, group=declared.group)}: {keys}"
    else:
        yield declared.name + (f" = {declared.formula.text}" if declared.formula else "")
        if declared.guard is not None:
            yield f"    {say('guard', lang)}: {declared.guard.text}"
        for row in declared.rows:
            condition = row.condition.text if row.condition else say("otherwise", lang)
            yield f"    {condition}: {row.result.text}"
    yield from (f"    {line}" for line in _remarks(declared.remarks, documents, lang))


def _node(node: Node, depth: int, documents: Documents, lang: str) -> Iterator[str]:
    pad = "    " * depth
    title = node.remarks.title
    text = node.condition.text if node.condition else ""
    yield f"{pad}{node.code}  {title}" + (f": {text}" if text and title else text)
    if node.group in ("any", "none", "at_least"):
        yield f"{pad}    {say('group_' + node.group, lang, least=node.least)}:"
    if node.guard is not None:
        yield f"{pad}    {say('guard', lang)}: {node.guard.text}"
    if node.not_encoded is not None:
        yield f"{pad}    {say('not_encoded', lang)}: {node.not_encoded}"
    yield from (f"{pad}    {line}" for line in _remarks(node.remarks, documents, lang))
    for exception in node.exceptions:
        yield f"{pad}    {say('exception', lang)} {exception.code}: {exception.condition.text}"
        if exception.guard is not None:
            yield f"{pad}        {say('guard', lang)}: {exception.guard.text}"
        yield from (f"{pad}        {line}" for line in _remarks(exception.remarks, documents, lang))
    for child in node.children:
        yield from _node(child, depth + 1, documents, lang)


def _remarks(remarks: Remarks, documents: Documents, lang: str) -> Iterator[str]:
    if remarks.citations:
        summary = f" ({say('from_summary', lang)})" if remarks.summary else ""
        yield f"{say('reference', lang)}: {citation_words(map(str, remarks.citations), documents)}{summary}"
    reading = remarks.interpretation
    if reading is not None:
        yield f"{say('reading', lang)}: {reading.chosen}"
        yield f"    {say('because', lang)}: {reading.reason}"
        yield from (f"    {say('other_reading', lang)}: {each}" for each in reading.alternatives)
        if reading.parameter is not None:
            yield f"    {say('read_by', lang, parameter=reading.parameter)}"
    for key, value in (("evidence", remarks.evidence), ("confirmed_by", remarks.confirmed_by)):
        if value:
            yield f"{say(key, lang)}: {value}"


def ruleset_dict(model: RulesetModel, code: str) -> dict[str, Any]:
    """One criterion or requirement as plain data."""
    return _plain(find_node(model, code))


def _plain(node: Node) -> dict[str, Any]:
    return {
        "code": node.code,
        "title": node.remarks.title,
        "group": node.group,
        "condition": node.condition.text if node.condition else None,
        "guard": node.guard.text if node.guard else None,
        "not_encoded": node.not_encoded,
        "reading": node.remarks.interpretation.chosen if node.remarks.interpretation else None,
        "exceptions": [{"code": each.code, "condition": each.condition.text} for each in node.exceptions],
        "citations": [str(each) for each in node.remarks.citations],
        "children": [_plain(child) for child in node.children],
    }
