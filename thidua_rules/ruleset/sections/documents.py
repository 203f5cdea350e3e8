"""Legal documents with the inventory of their clauses, and the citations that point into it."""

from collections.abc import Iterable, Mapping

from attrs import evolve

from thidua_rules.diagnostics import Place
from thidua_rules.ruleset.files.forms import Entry, Reader, suggestion
from thidua_rules.ruleset.files.header import read_date
from thidua_rules.ruleset.files.keys import DOCUMENT
from thidua_rules.ruleset.model import Citation, Document, LeftOut
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar

_LEFT_OUT = fold("không mã hoá")
_OURS, _THEIRS = fold("do bộ quy tắc đặt"), fold("của văn bản")

_KINDS = (
    *("Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Thông tư", "Thông tư liên tịch", "Quyết định"),
    *("Chỉ thị", "Công văn", "Kế hoạch", "Hướng dẫn", "Quy chế", "Thông báo"),
)
"""What a document may be, as citations say it before the number."""

Documents = Mapping[str, Document]


def read_documents(reader: Reader, entries: Iterable[Entry]) -> dict[str, Document]:
    """The documents by identifier. Two rulesets may declare one document if they declare it alike."""
    documents: dict[str, Document] = {}
    origins: dict[str, int] = {}
    for entry in entries:
        document = _document(reader, entry)
        if document is None:
            continue
        known = documents.get(document.id)
        if known is None:
            documents[document.id], origins[document.id] = document, entry.origin
        elif origins[document.id] == entry.origin or known != document:
            reader.found.add("DOC-01", entry.key.place, id=document.id, first=known.place.text())
    return documents


def _document(reader: Reader, entry: Entry) -> Document | None:
    parts = reader.entries(entry.node, DOCUMENT)
    if parts is None:
        return None
    number = reader.optional_text(parts, "số hiệu")
    draft = "dự thảo" in parts and reader.boolean(parts["dự thảo"][1])
    if "số hiệu" not in parts and not draft:
        reader.found.add("DOC-02", entry.key.place, id=entry.name)
    letters = fold(reader.optional_text(parts, "mã mục") or "của văn bản")
    if letters not in (_OURS, _THEIRS):
        reader.found.add("DOC-03", parts["mã mục"][1].place)
    kind = reader.optional_text(parts, "loại") or ""
    kinds = {fold(each): each for each in _KINDS}
    if kind and fold(kind) not in kinds:
        reader.found.add("DOC-08", parts["loại"][1].place, name=kind, **suggestion(kind, _KINDS))
    notes = (reader.optional_text(parts, key) for key in ("nguồn", "ghi chú"))
    clauses = _clauses(reader, parts["mục"][1]) if "mục" in parts else {}
    return Document(
        id=entry.name,
        number=number or "",
        kind=kinds.get(fold(kind), ""),
        draft=draft,
        date=read_date(reader, parts["ngày"][1]) if "ngày" in parts else None,
        body=reader.optional_text(parts, "cơ quan") or "",
        title=reader.optional_text(parts, "tên") or "",
        clause_letters_ours=letters == _OURS,
        clauses=clauses,
        note="\n".join(note for note in notes if note),
        place=entry.key.place,
        unconfirmed=_unconfirmed(reader, entry.name, parts["cần xác nhận"][1], clauses)
        if "cần xác nhận" in parts
        else (),
    )


def _unconfirmed(reader: Reader, document: str, node: Node, clauses: Mapping[str, str]) -> tuple[str, ...]:
    """The clauses still to be looked up: those of a list, or with `đúng` all of them."""
    if isinstance(node, Scalar):
        return tuple(clauses) if reader.boolean(node) else ()
    known = {fold(each): each for each in clauses}
    found: dict[str, None] = {}
    for text, place in reader.texts(node):
        if fold(text) in known:
            found[known[fold(text)]] = None
        else:
            reader.found.add("DOC-07", place, id=document, clause=text, **suggestion(text, clauses))
    return tuple(found)


def _clauses(reader: Reader, node: Node) -> dict[str, str]:
    if not isinstance(node, Branch):
        reader.found.add("DOC-04", node.place)
        return {}
    clauses: dict[str, str] = {}
    for key, value in node:
        gist = reader.text(value)
        clauses[normalize(key.text)] = gist or ""
    return clauses


def read_left_out(
    reader: Reader, documents: Documents, declared: Iterable[Entry], apart: Iterable[Entry]
) -> tuple[LeftOut, ...]:
    """The clauses that are no rules: of each document under its own `không mã hoá`, of all under the ruleset's."""
    found: list[LeftOut] = []
    written: list[tuple[str, Scalar, Node]] = []
    for entry in declared:
        for key, node in entry.node if isinstance(entry.node, Branch) else ():
            if fold(key.text) == _LEFT_OUT and isinstance(node, Branch):
                written.extend((f"{entry.name} ", clause, reason) for clause, reason in node)
            elif fold(key.text) == _LEFT_OUT:
                reader.found.add("RULE-03", node.place, key=key.text)
    written.extend(("", entry.key, entry.node) for entry in apart)
    for before, key, node in written:
        citation = _citation(reader, before + normalize(key.text), key.place, documents)
        reason = reader.text(node)
        if citation is None or reason is None:
            continue
        first = next((each for each in found if each.citation == citation), None)
        if first is not None and first.reason != reason:
            reader.found.add("DOC-10", key.place, clause=str(citation), first=first.place.text())
        elif first is None:
            found.append(LeftOut(citation, reason, key.place))
    return tuple(found)


def read_citations(reader: Reader, node: Node, documents: Documents) -> tuple[Citation, ...]:
    """The citations that a scalar (`a; b`) or a list writes, each a declared clause of a declared document."""
    found: list[Citation] = []
    for text, place in reader.texts(node):
        for part in text.split(";"):
            citation = _citation(reader, part.strip(), _place_of(part, place, node), documents)
            if citation is not None and citation not in found:
                found.append(citation)
    return tuple(found)


def _citation(reader: Reader, text: str, place: Place, documents: Documents) -> Citation | None:
    identifier, _, clause = text.partition(" ")
    if not identifier:
        reader.found.add("SET-05", place)
        return None
    folded = {fold(each): document for each, document in documents.items()}
    document = folded.get(fold(identifier))
    if document is None:
        numbered = [each.id for each in documents.values() if fold(each.number) == fold(identifier)]
        reader.found.add("DOC-05", place, id=identifier, **suggestion(identifier, numbered or documents))
        return None
    clauses = {fold(each): each for each in document.clauses}
    if not clause and clauses:
        reader.found.add("DOC-06", place, id=document.id, **suggestion("", document.clauses))
        return None
    if clause and fold(clause) not in clauses:
        reader.found.add("DOC-07", place, id=document.id, clause=clause, **suggestion(clause, document.clauses))
        return None
    return Citation(document.id, clauses.get(fold(clause), ""), place)


def _place_of(part: str, place: Place, node: Node) -> Place:
    """The place of one of several citations in one scalar."""
    if not isinstance(node, Scalar) or place.excerpt is None or place.column is None:
        return place
    at = place.excerpt.find(part.strip(), place.column - 1)
    return place if at < 0 else evolve(place, column=at + 1, length=max(1, len(part.strip())))
