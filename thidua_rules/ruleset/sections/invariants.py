"""`bất biến`: what should hold of every dossier, stated in one sentence of four forms around conditions.

`A thì B`, `A thì không đạt danh hiệu nào`, `càng nhiều S càng không mất X; Y`, `F khác nhau thì kết quả như nhau`.
"""

import re
from collections.abc import Iterable
from typing import Any

from thidua_rules.facts.vocabulary import Vocabulary
from thidua_rules.ruleset.files.forms import Entry, Reader, suggestion
from thidua_rules.ruleset.files.keys import INVARIANT
from thidua_rules.ruleset.model import InvariantDeclaration
from thidua_rules.ruleset.sections.criteria import for_each, read_subject
from thidua_rules.ruleset.sections.remarks import Context, read_remarks
from thidua_rules.ruleset.sections.written import read_part
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar

MOST = 40
"""So many subjects of a type at most are looked at."""
_MORE = re.compile(
    r"\s*càng (nhiều|cao|ít|thấp) (?P<more>.+?) càng không mất (?P<kept>.+?)\s*", re.IGNORECASE | re.DOTALL
)
_ALIKE = re.compile(
    r"\s*(?P<alike>.+?) khác nhau thì kết quả như nhau(?P<tied> trừ khi bằng nhau)?\s*", re.IGNORECASE | re.DOTALL
)
_IMPLIES = re.compile(
    r"\s*(?:nếu )?(?P<premise>.+?)(?<!\S)thì(?!\S)\s*(?P<conclusion>.+?)\s*", re.IGNORECASE | re.DOTALL
)
_NO_TITLE, _ANY_TITLE = fold("không đạt danh hiệu nào"), fold("danh hiệu nào")
_LESS = (fold("ít"), fold("thấp"))
_FILTERED = re.compile(r"(?<!\S)trong đó(?!\S)", re.IGNORECASE)


def read_invariants(
    reader: Reader, entries: Iterable[Entry], context: Context, vocabulary: Vocabulary
) -> tuple[InvariantDeclaration, ...]:
    """All invariants that can be read; two of one code are told."""
    kept = reader.unique(entries, "RULE-10")
    return for_each(((entry, _invariant(reader, entry, context, vocabulary)) for entry in kept), context)


def _invariant(reader: Reader, entry: Entry, context: Context, vocabulary: Vocabulary) -> InvariantDeclaration | None:
    parts = reader.entries(entry.node, INVARIANT)
    if parts is None:
        return None
    if "cho" not in parts:
        reader.found.add("RULE-01", entry.key.place, code=entry.name)
    if "khẳng định" not in parts:
        reader.found.add("INV-01", entry.key.place, code=entry.name)
    subject = read_subject(reader, parts["cho"][1], context) if "cho" in parts else None
    sizes = _sizes(reader, parts["cỡ"][1], context) if "cỡ" in parts else ()
    if subject is None or "khẳng định" not in parts:
        return None
    stated = _statement(reader, parts["khẳng định"][1], subject, context, vocabulary)
    if stated is None:
        return None
    text = normalize(reader.text(parts["khẳng định"][1]) or "")
    remarks = read_remarks(reader, parts, context)
    return InvariantDeclaration(
        entry.name, subject, text, sizes=sizes, remarks=remarks, place=entry.key.place, **stated
    )


def _statement(
    reader: Reader, node: Node, subject: str, context: Context, vocabulary: Vocabulary
) -> dict[str, Any] | None:
    if not isinstance(node, Scalar) or not node.text.strip():
        reader.found.add("SET-07", node.place)
        return None
    if found := _MORE.fullmatch(node.text):
        return _growing(reader, node, found, subject, context, vocabulary)
    if found := _ALIKE.fullmatch(node.text):
        fact_type = vocabulary.type(subject)
        declared = fact_type.field(found["alike"]) if fact_type is not None else None
        if declared is None:
            named = [each.name for each in fact_type.given] if fact_type is not None else []
            told = {"name": found["alike"], "subject": subject, **suggestion(found["alike"], named)}
            reader.found.add("INV-05", node.place, **told)
            return None
        return {"alike": declared.name, "tied": found["tied"] is not None}
    if found := _IMPLIES.fullmatch(node.text):
        premise = read_part(reader, node, context.names, found.span("premise"))
        if fold(found["conclusion"]) == _NO_TITLE:
            return None if premise is None else {"premise": premise}
        conclusion = read_part(reader, node, context.names, found.span("conclusion"))
        return None if premise is None or conclusion is None else {"premise": premise, "conclusion": conclusion}
    reader.found.add("INV-02", node.place)
    return None


def _growing(
    reader: Reader, node: Scalar, found: re.Match[str], subject: str, context: Context, vocabulary: Vocabulary
) -> dict[str, Any] | None:
    named = _FILTERED.split(found["more"])[0].strip()
    collection = vocabulary.collection(subject, named) is not None
    more = read_part(reader, node, context.names, found.span("more"), "số" if collection else "")
    kept = []
    if fold(found["kept"]) != _ANY_TITLE:
        for each in re.finditer(r"[^;]*[^;\s]", found["kept"]):
            start = found.start("kept") + each.start() + len(each[0]) - len(each[0].lstrip())
            kept.append(read_part(reader, node, context.names, (start, found.start("kept") + each.end()), "đạt"))
    if more is None or None in kept:
        return None
    return {"more": more, "collection": collection, "less": fold(found[1]) in _LESS, "kept": tuple(kept)}


def _sizes(reader: Reader, node: Node, context: Context) -> tuple[tuple[str, int], ...]:
    if not isinstance(node, Branch):
        reader.found.add("SET-01", node.place)
        return ()
    found = []
    for key, value in node:
        name = context.types.get(fold(key.text))
        text = reader.text(value)
        if name is None:
            reader.found.add("RULE-11", key.place, name=key.text, **suggestion(key.text, context.types.values()))
        elif text is not None and not (text.isascii() and text.isdigit() and int(text) <= MOST):
            reader.found.add("INV-03", value.place, text=text, most=MOST)
        elif text is not None:
            found.append((name, int(text)))
    return tuple(sorted(found))
