"""What any node may carry besides its meaning: title, citation, evidence, a recorded reading."""

from collections.abc import Mapping

from attrs import field, frozen

from thidua_rules.conditions import NameTable
from thidua_rules.ruleset.files.forms import Entries, Reader, suggestion
from thidua_rules.ruleset.files.keys import READING
from thidua_rules.ruleset.model import Citation, Interpretation, Remarks
from thidua_rules.ruleset.sections.documents import Documents, read_citations
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_tree import Node


@frozen
class Context:
    """What rules are read against: the names conditions may use, the types, the documents, the parameters.

    `types` and `parameters` map folded names to names as declared, `titles` codes of titles to their names.
    """

    names: NameTable
    documents: Documents = field(factory=dict)
    types: Mapping[str, str] = field(factory=dict)
    parameters: Mapping[str, str] = field(factory=dict)
    titles: Mapping[str, str] = field(factory=dict)


def read_remarks(reader: Reader, entries: Entries, context: Context, inherited: tuple[Citation, ...] = ()) -> Remarks:
    """The remarks among the entries of a node; without a citation of its own it has those of its parent."""
    citations = inherited
    if "căn cứ" in entries:
        citations = read_citations(reader, entries["căn cứ"][1], context.documents)
    summary = False
    if "nguồn" in entries:
        node = entries["nguồn"][1]
        summary = fold(reader.text(node) or "") == fold("tóm tắt")
        if not summary:
            reader.found.add("RULE-18", node.place)
    return Remarks(
        title=reader.optional_text(entries, "tên") or "",
        citations=citations,
        evidence=reader.optional_text(entries, "minh chứng"),
        confirmed_by=reader.optional_text(entries, "người xác nhận"),
        interpretation=_interpretation(reader, entries["diễn giải"][1], context) if "diễn giải" in entries else None,
        summary=summary,
        note=reader.optional_text(entries, "ghi chú"),
    )


def _interpretation(reader: Reader, node: Node, context: Context) -> Interpretation | None:
    parts = reader.entries(node, READING)
    if parts is None:
        return None
    if "chọn" not in parts or "lý do" not in parts:
        reader.found.add("RULE-14", node.place)
        return None
    alternatives = reader.texts(parts["phương án khác"][1]) if "phương án khác" in parts else []
    parameter = None
    if "tham số" in parts:
        written = reader.text(parts["tham số"][1]) or ""
        parameter = context.parameters.get(fold(written))
        if parameter is None and written:
            place = parts["tham số"][1].place
            reader.found.add("RULE-15", place, name=written, **suggestion(written, context.parameters.values()))
    return Interpretation(
        chosen=reader.text(parts["chọn"][1]) or "",
        reason=reader.text(parts["lý do"][1]) or "",
        alternatives=tuple(text for text, _ in alternatives),
        parameter=parameter,
    )
