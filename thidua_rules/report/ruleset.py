"""A ruleset printed for reading: criteria, requirements, sources, readings, parameters."""

from collections.abc import Iterator
from typing import Any

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.codec import show
from thidua_rules.report.messages import say
from thidua_rules.ruleset.model import Node, Remarks, RulesetModel
from thidua_rules.text import did_you_mean
from thidua_rules.values import ABSENT

_GROUPS = {
    "any": ("một trong các ý", "one of these"),
    "none": ("không ý nào", "none of these"),
    "at_least": ("ít nhất {n} trong các ý", "at least {n} of these"),
}


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
    """The ruleset, or one of its criteria or requirements, line by line."""
    if code is not None:
        yield from _node(find_node(model, code), 0, lang)
        return
    yield f"{model.id}  {model.title}"
    for document in model.documents:
        day = f" ({document.date:%d/%m/%Y})" if document.date else ""
        yield f"  {document.id}: {document.number}{day} {document.body}".rstrip()
    for parameter in model.parameters:
        for start, slot in parameter.values:
            since = f" ({start:%d/%m/%Y})" if start else ""
            shown = "không giới hạn" if slot is ABSENT else show(parameter.shape, slot, lang)
            yield f"  {parameter.name}{since} = {shown}"
    for criterion in model.criteria:
        yield ""
        yield f"[{criterion.subject}]"
        yield from _node(criterion.root, 0, lang)
    for quantity in model.quantities:
        yield f"{quantity.name} [{quantity.subject}]" + (f": {quantity.formula.text}" if quantity.formula else "")
        for row in quantity.rows:
            yield f"    {row.condition.text if row.condition else 'còn lại'}: {row.result.text}"
    for rank in model.ranks:
        yield f"{rank.name} [{rank.subject}]: {rank.group}; {'; '.join(key.text for key in rank.keys)}"


def _node(node: Node, depth: int, lang: str) -> Iterator[str]:
    pad = "    " * depth
    title = node.remarks.title
    text = node.condition.text if node.condition else ""
    yield f"{pad}{node.code}  {title}" + (f": {text}" if text and title else text)
    if node.group in _GROUPS:
        yield f"{pad}    {_GROUPS[node.group][lang == 'en'].format(n=node.least)}:"
    if node.guard is not None:
        yield f"{pad}    {say('guard', lang)}: {node.guard.text}"
    if node.not_encoded is not None:
        yield f"{pad}    {say('not_encoded', lang)}: {node.not_encoded}"
    yield from (f"{pad}    {line}" for line in _remarks(node.remarks, lang))
    for exception in node.exceptions:
        yield f"{pad}    {say('exception', lang)} {exception.code}: {exception.condition.text}"
    for child in node.children:
        yield from _node(child, depth + 1, lang)


def _remarks(remarks: Remarks, lang: str) -> Iterator[str]:
    if remarks.citations:
        yield f"{say('reference', lang)}: {'; '.join(map(str, remarks.citations))}"
    if remarks.interpretation is not None:
        yield f"{say('reading', lang)}: {remarks.interpretation.chosen}"
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
        "citations": [str(each) for each in node.remarks.citations],
        "children": [_plain(child) for child in node.children],
    }
