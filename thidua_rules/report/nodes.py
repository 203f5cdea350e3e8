"""Requirements of a ruleset printed for reading: conditions, guards, exceptions, sources, readings."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from thidua_rules.report.messages import say
from thidua_rules.report.wording import citation_words
from thidua_rules.ruleset.model import Node, Remarks, RowDeclaration, Written

Documents = Mapping[str, str]
"""The names of documents by their identifiers."""
INDENT = "    "


def all_nodes(node: Node) -> Iterator[Node]:
    """A node and everything below it."""
    yield node
    for child in node.children:
        yield from all_nodes(child)


def node_lines(node: Node, depth: int, documents: Documents, lang: str) -> Iterator[str]:
    """A criterion or requirement with everything below it."""
    pad = INDENT * depth
    title = node.remarks.title
    text = node.condition.text if node.condition else ""
    excluding = f"{say('exclusion', lang)} " if node.excluding else ""
    yield f"{pad}{excluding}{node.code}  {title}" + (f": {text}" if text and title else text)
    if node.group in ("any", "none", "at_least"):
        yield f"{pad}    {say('group_' + node.group, lang, least=node.least)}:"
    yield from (f"{pad}    {line}" for line in guard_lines(node.guard, lang))
    if node.not_encoded is not None:
        yield f"{pad}    {say('not_encoded', lang)}: {node.not_encoded}"
    if node.unstated is not None:
        yield f"{pad}    {say('unstated', lang, reason=node.unstated)}"
    yield from (f"{pad}    {line}" for line in remark_lines(node.remarks, documents, lang))
    for exception in node.exceptions:
        yield f"{pad}    {say('exception', lang)} {exception.code}: {exception.condition.text}"
        yield from (f"{pad}        {line}" for line in guard_lines(exception.guard, lang))
        yield from (f"{pad}        {line}" for line in titled_lines(exception.remarks, documents, lang))
    for child in node.children:
        yield from node_lines(child, depth + 1, documents, lang)


def guard_lines(guard: Written | None, lang: str) -> Iterator[str]:
    """When something applies, if not always."""
    if guard is not None:
        yield f"{say('guard', lang)}: {guard.text}"


def row_lines(rows: Iterable[RowDeclaration], documents: Documents, lang: str) -> Iterator[str]:
    """The rows of a table."""
    for row in rows:
        condition = row.condition.text if row.condition else say("otherwise", lang)
        yield f"{condition}: {row.result.text}"
        yield from (INDENT + line for line in titled_lines(row.remarks, documents, lang))


def titled_lines(remarks: Remarks, documents: Documents, lang: str) -> Iterator[str]:
    """The name, where it does not stand beside the code, and the other remarks."""
    if remarks.title:
        yield remarks.title
    yield from remark_lines(remarks, documents, lang)


def remark_lines(remarks: Remarks, documents: Documents, lang: str) -> Iterator[str]:
    """Sources, readings, and who knows."""
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
    for key, value in (
        ("evidence", remarks.evidence),
        ("confirmed_by", remarks.confirmed_by),
        ("note", remarks.note),
    ):
        if value:
            yield f"{say(key, lang)}: {value}"


def node_dict(node: Node) -> dict[str, Any]:
    """A node as plain data."""
    return {
        "code": node.code,
        "title": node.remarks.title,
        "group": node.group,
        "condition": node.condition.text if node.condition else None,
        "guard": node.guard.text if node.guard else None,
        "not_encoded": node.not_encoded,
        "unstated": node.unstated,
        "excluding": node.excluding,
        "reading": node.remarks.interpretation.chosen if node.remarks.interpretation else None,
        "exceptions": [{"code": each.code, "condition": each.condition.text} for each in node.exceptions],
        "citations": [str(each) for each in node.remarks.citations],
        "children": [node_dict(child) for child in node.children],
    }


__all__ = [
    "INDENT",
    "Documents",
    "all_nodes",
    "guard_lines",
    "node_dict",
    "node_lines",
    "remark_lines",
    "row_lines",
    "titled_lines",
]
