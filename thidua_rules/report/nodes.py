"""Requirements of a ruleset printed for reading: conditions, guards, exceptions, sources, readings."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from thidua_rules.report.lines import Line, plain
from thidua_rules.report.messages import say
from thidua_rules.report.wording import citation_pieces
from thidua_rules.ruleset.model import ExceptionNode, Node, Remarks, RowDeclaration, Written

Documents = Mapping[str, str]
"""The names of documents by their identifiers."""


def all_nodes(node: Node) -> Iterator[Node]:
    """A node and everything below it."""
    yield node
    for child in node.children:
        yield from all_nodes(child)


def node_line(node: Node, documents: Documents, lang: str) -> Line:
    """A criterion or requirement with everything below it."""
    title = node.remarks.title
    text = node.condition.text if node.condition else ""
    told = f"  {title}" + (f": {text}" if text and title else text)
    below = [
        *_group(node, lang),
        *guard_lines(node.guard, lang),
        *([] if node.not_encoded is None else [Line(say("not_encoded", lang), f": {node.not_encoded}")]),
        *([] if node.unstated is None else [plain(say("unstated", lang, reason=node.unstated))]),
        *remark_lines(node.remarks, documents, lang),
        *(_exception(each, documents, lang) for each in node.exceptions),
        *(node_line(each, documents, lang) for each in node.children),
    ]
    place = node.place if node.condition is None else node.condition.place
    if node.excluding:
        return Line("", f"{say('exclusion', lang)} {node.code}{told}", tuple(below), place, (node.code,))
    return Line(node.code, told, tuple(below), place, (node.code,))


def _group(node: Node, lang: str) -> Iterator[Line]:
    if node.group in ("any", "none", "at_least"):
        yield plain(f"{say('group_' + node.group, lang, least=node.least)}:")


def _exception(exception: ExceptionNode, documents: Documents, lang: str) -> Line:
    told = f"{say('exception', lang)} {exception.code}: {exception.condition.text}"
    below = (*guard_lines(exception.guard, lang), *titled_lines(exception.remarks, documents, lang))
    return Line("", told, below, exception.condition.place, (exception.code,))


def guard_lines(guard: Written | None, lang: str, more: str = "") -> Iterator[Line]:
    """When something applies, if not always."""
    if guard is not None:
        yield Line(say("guard", lang), f": {guard.text}{more}", place=guard.place)


def row_lines(rows: Iterable[RowDeclaration], documents: Documents, lang: str) -> Iterator[Line]:
    """The rows of a table."""
    for row in rows:
        condition = row.condition.text if row.condition else say("otherwise", lang)
        below = tuple(titled_lines(row.remarks, documents, lang))
        yield Line(condition, f": {row.result.text}", below, row.place)


def titled_lines(remarks: Remarks, documents: Documents, lang: str) -> Iterator[Line]:
    """The name, where it does not stand beside the code, and the other remarks."""
    if remarks.title:
        yield plain(remarks.title)
    yield from remark_lines(remarks, documents, lang)


def remark_lines(remarks: Remarks, documents: Documents, lang: str) -> Iterator[Line]:
    """Sources, readings, and who knows."""
    if remarks.citations:
        summary = f" ({say('from_summary', lang)})" if remarks.summary else ""
        pieces = ((": ", ""), *citation_pieces(map(str, remarks.citations), documents), (summary, ""))
        yield Line(say("reference", lang), "".join(text for text, _ in pieces), cited=pieces)
    reading = remarks.interpretation
    if reading is not None:
        why = [Line(say("because", lang), f": {reading.reason}")]
        why += (Line(say("other_reading", lang), f": {each}") for each in reading.alternatives)
        if reading.parameter is not None:
            why.append(plain(say("read_by", lang, parameter=reading.parameter)))
        yield Line(say("reading", lang), f": {reading.chosen}", tuple(why))
    for key, value in (
        ("evidence", remarks.evidence),
        ("confirmed_by", remarks.confirmed_by),
        ("note", remarks.note),
    ):
        if value:
            yield Line(say(key, lang), f": {value}")


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
