"""Named quantities, by formula or by table, and ranks."""

from collections.abc import Iterable

from attrs import evolve

from thidua_rules.conditions.nodes import TextLiteral
from thidua_rules.facts.singles import speaks_of_dossier
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.ruleset.files.forms import Entries, Entry, Reader
from thidua_rules.ruleset.files.keys import QUANTITY, RANK, RESULT, ROW, SHAPE
from thidua_rules.ruleset.model import QuantityDeclaration, RankDeclaration, RowDeclaration, Written
from thidua_rules.ruleset.sections.criteria import check_order, for_each, listed_subjects, read_subject
from thidua_rules.ruleset.sections.remarks import Context, read_remarks
from thidua_rules.ruleset.sections.shapes import Like, read_shape
from thidua_rules.ruleset.sections.title_names import with_titles
from thidua_rules.ruleset.sections.written import read_condition, read_result
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar, Sequence

_OTHERWISE = fold("còn lại")


def read_quantities(
    reader: Reader, entries: Iterable[Entry], context: Context, like: Like
) -> tuple[QuantityDeclaration, ...]:
    """All quantities that can be read."""
    return for_each(((entry, _quantity(reader, entry, context, like)) for entry in entries), context)


def _quantity(reader: Reader, entry: Entry, context: Context, like: Like) -> QuantityDeclaration | None:
    parts = reader.entries(entry.node, QUANTITY)
    if parts is None:
        return None
    subject = subject_of(reader, entry, parts, context)
    shape = shape_of(reader, entry, parts, context, like)
    remarks = read_remarks(reader, parts, context)
    guard = read_condition(reader, parts["áp dụng khi"][1], context.names) if "áp dụng khi" in parts else None
    if ("tính" in parts) == ("bảng" in parts):
        reader.found.add("RULE-12", parts["bảng"][0].place if "bảng" in parts else entry.key.place, name=entry.name)
        return None
    if shape is None:
        return None
    formula: Written | None = None
    rows: tuple[RowDeclaration, ...] = ()
    if "tính" in parts:
        formula = read_result(reader, parts["tính"][1], context.names, shape)
    else:
        rows = read_rows(reader, parts["bảng"][1], context, shape)
    if subject is None or (formula is None and not rows):
        return None
    reads = (reader.text(parts["đọc là"][1]) or "") if "đọc là" in parts else ""
    serving = "không báo riêng" in parts and reader.boolean(parts["không báo riêng"][1])
    place, said = entry.key.place, says_decimals(parts)
    return QuantityDeclaration(entry.name, subject, shape, formula, rows, guard, remarks, place, said, reads, serving)


def subject_of(reader: Reader, entry: Entry, parts: Entries, context: Context) -> str | None:
    """The type that `cho` names; None (told) if it is not there or names none."""
    if "cho" not in parts:
        reader.found.add("RULE-01", entry.key.place, code=entry.name)
        return None
    return read_subject(reader, parts["cho"][1], context)


def shape_of(reader: Reader, entry: Entry, parts: Entries, context: Context, like: Like) -> Field | None:
    """The type of the quantity, from the keys beside it or from a mapping under `kiểu`."""
    keys: Entries = {key: pair for key, pair in parts.items() if key in SHAPE.keys}
    if "kiểu" in parts and isinstance(parts["kiểu"][1], Branch):
        inner = reader.entries(parts["kiểu"][1], SHAPE)
        keys = {**{key: pair for key, pair in keys.items() if key != "kiểu"}, **(inner or {})}
    shape = read_shape(reader, entry.name, entry.key.place, keys, context.types, like, context.documents)
    if shape is not None and shape.kind is Kind.REFERENCE:
        reader.found.add("RULE-19", parts["kiểu"][1].place)
        return None
    return None if shape is None else with_titles(evolve(shape, reverse=None), context.titles)


def says_decimals(parts: Entries) -> bool:
    """Whether `thập phân` is written, beside the quantity's keys or in a mapping under `kiểu`."""
    kind = parts["kiểu"][1] if "kiểu" in parts else None
    inner = [fold(key.text) for key, _ in kind] if isinstance(kind, Branch) else []
    return "thập phân" in parts or fold("thập phân") in inner


def read_rows(reader: Reader, node: Node, context: Context, shape: Field) -> tuple[RowDeclaration, ...]:
    """The rows of a table, in order; `còn lại` can only be the last."""
    read: list[RowDeclaration | None] = []
    if isinstance(node, Branch):
        read = [_short_row(reader, key, value, context, shape) for key, value in node]
    elif isinstance(node, Sequence):
        read = [_long_row(reader, value, context, shape) for value in node.items]
    else:
        reader.found.add("RULE-13", node.place)
    rows = tuple(each for each in read if each is not None)
    for row in rows[:-1]:
        if row.condition is None:
            reader.found.add("RULE-16", row.place)
    return rows


def _short_row(reader: Reader, key: Scalar, node: Node, context: Context, shape: Field) -> RowDeclaration | None:
    """`điều kiện: kết quả`, or `điều kiện: {là: kết quả, căn cứ: …}`."""
    parts: Entries | None = {"là": (key, node)}
    if isinstance(node, Branch):
        parts = reader.entries(node, RESULT)
    if parts is None:
        return None
    if "là" not in parts:
        reader.found.add("RULE-17", node.place)
        return None
    condition = None if fold(key.text) == _OTHERWISE else read_condition(reader, key, context.names)
    result = _row_result(reader, parts["là"][1], context, shape)
    if result is None or (condition is None and fold(key.text) != _OTHERWISE):
        return None
    return RowDeclaration(condition, result, read_remarks(reader, parts, context), key.place)


def _row_result(reader: Reader, node: Node, context: Context, shape: Field) -> Written | None:
    """The result of a row; of a true/false quantity one of the two words."""
    result = read_result(reader, node, context.names, shape)
    if result is not None and shape.kind is Kind.BOOLEAN and not isinstance(result.tree, TextLiteral):
        reader.found.add("RULE-23", node.place, text=result.text, name=shape.name)
        return None
    return result


def _long_row(reader: Reader, node: Node, context: Context, shape: Field) -> RowDeclaration | None:
    """`{mã, khi, là, căn cứ}`, or `{còn lại: kết quả}`."""
    parts = reader.entries(node, ROW)
    if parts is None:
        return None
    if "còn lại" in parts:
        parts = {**parts, "là": parts["còn lại"]}
    if "là" not in parts or ("khi" in parts) == ("còn lại" in parts):
        reader.found.add("RULE-17", node.place)
        return None
    condition = read_condition(reader, parts["khi"][1], context.names) if "khi" in parts else None
    result = _row_result(reader, parts["là"][1], context, shape)
    remarks = read_remarks(reader, parts, context)
    code = reader.optional_text(parts, "mã")
    if code is not None:
        remarks = evolve(remarks, title=f"{code} {remarks.title}".strip())
    if result is None or (condition is None and "khi" in parts):
        return None
    return RowDeclaration(condition, result, remarks, node.place)


def read_ranks(reader: Reader, entries: Iterable[Entry], context: Context) -> tuple[RankDeclaration, ...]:
    """All ranks that can be read."""
    return for_each(((entry, _rank(reader, entry, context)) for entry in entries), context)


def _rank(reader: Reader, entry: Entry, context: Context) -> RankDeclaration | None:
    parts = reader.entries(entry.node, RANK)
    if parts is None:
        return None
    subject = subject_of(reader, entry, parts, context)
    remarks = read_remarks(reader, parts, context)
    check_order(reader, entry, context, "xếp hạng", entry.node, entry.key.place)
    if "trong" not in parts or "theo" not in parts:
        reader.found.add("RULE-20", entry.key.place, name=entry.name)
        return None
    group = reader.text(parts["trong"][1])
    reader.of_dossier = reader.of_dossier or (group is not None and speaks_of_dossier(group))
    node = parts["theo"][1]
    keys = [
        read_condition(reader, each, context.names) for each in (node.items if isinstance(node, Sequence) else (node,))
    ]
    found = tuple(each for each in keys if each is not None)
    if subject is None or group is None or not found or len(found) < len(keys):
        return None
    several = len(listed_subjects(entry.node, context)) > 1
    return RankDeclaration(entry.name, subject, group, found, remarks, entry.key.place, several)
