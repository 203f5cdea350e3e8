"""The shape of a value: the type of a field, a parameter or a quantity, with its bounds and everything about it."""

import keyword
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import evolve

from thidua_rules.diagnostics import Place
from thidua_rules.facts.case import Slot
from thidua_rules.facts.codec import Refusal, parse_text
from thidua_rules.facts.vocabulary import LESS_IS_BETTER, Field, Kind
from thidua_rules.ruleset.files.forms import Entries, Entry, Reader, suggestion
from thidua_rules.ruleset.sections.documents import Documents, read_citations
from thidua_rules.source.text import fold, normalize, python_name
from thidua_rules.source.yaml_tree import Node, Scalar

Like = Callable[[str, Place], Field | None]
"""Finds the field that `như` names, and tells if there is none."""

_KINDS = {fold(kind.value): kind for kind in Kind if kind is not Kind.REFERENCE}
_REFERENCE = re.compile(r"thuộc\s+(?:\[(?P<several>[^\[\]]*)\]|(?P<one>[^\[\]]+))", re.IGNORECASE)
_LIST_OF = {Kind.GRADE: "bậc", Kind.CHOICE: "lựa chọn"}
_MOST_DECIMALS = 12
_DIRECTIONS = {fold(word): word for word in ("càng cao càng tốt", LESS_IS_BETTER)}
_ATTRIBUTE = re.compile(r"[a-z][a-z0-9_]*")


def attribute_of(reader: Reader, name: str, entries: Entries) -> str:
    """The Python attribute of a name: the one given with `mã python`, or its ASCII form."""
    if "mã python" in entries:
        node = entries["mã python"][1]
        given = reader.text(node) or ""
        if _ATTRIBUTE.fullmatch(given) and not keyword.iskeyword(given):
            return given
        reader.found.add("VOC-07", node.place, text=given)
    plain = python_name(name)
    return f"{plain}_" if keyword.iskeyword(plain) else plain


def read_shape(
    reader: Reader,
    name: str,
    place: Place,
    entries: Entries,
    types: Mapping[str, str],
    like: Like,
    documents: Documents,
) -> Field | None:
    """The shape among the entries of a mapping; None (told) if its type cannot be made out."""
    base = Field(name, attribute_of(reader, name, entries), Kind.TEXT, place=place)
    model = _model(reader, entries, like)
    if model is None and "như" in entries:
        return None
    typed = _typed(reader, base, model, entries, types)
    if typed is None:
        return None
    described = _described(reader, typed, entries, documents)
    return _bounded(reader, described, entries)


def read_value(reader: Reader, shape: Field, node: Node) -> Slot:
    """The value of a shape that a scalar writes; None (told) if it is blank or does not fit."""
    if not isinstance(node, Scalar) or not node.text.strip():
        reader.found.add("SET-05", node.place)
        return None
    try:
        return parse_text(shape, _unquoted(shape, node.text))
    except Refusal as refusal:
        reader.found.add(refusal.code, node.place, **{"field": shape.name, **refusal.arguments})
    return None


def _unquoted(shape: Field, text: str) -> str:
    """A text as conditions write it, `“Cảnh cáo”`, without its quotes; of other kinds the text as it is."""
    bare = text.strip()
    return bare[1:-1] if shape.kind is Kind.TEXT and bare[:1] == "“" and bare[-1:] == "”" else text


def _model(reader: Reader, entries: Entries, like: Like) -> Field | None:
    if "như" not in entries:
        return None
    node = entries["như"][1]
    text = reader.text(node)
    return None if text is None else like(text, node.place)


def _typed(
    reader: Reader, base: Field, model: Field | None, entries: Entries, types: Mapping[str, str]
) -> Field | None:
    """The field with its kind, and with the options or targets that belong to the kind."""
    if model is not None:
        base = evolve(model, name=base.name, attribute=base.attribute, place=base.place, reverse=None)
    if "kiểu" in entries:
        kind, targets = _kind(reader, entries["kiểu"][1], types)
        if kind is None:
            return None
        if model is not None and kind is not model.kind:
            reader.found.add("VOC-10", entries["kiểu"][1].place, name=model.name, kind=model.kind.value)
            return None
        decimals = 4 if kind in (Kind.NUMBER, Kind.PERCENT) else 0
        base = base if model is not None else evolve(base, kind=kind, targets=targets, decimals=decimals)
    elif model is None:
        reader.found.add("VOC-01", base.place, name=base.name)
        return None
    return _with_options(reader, base, entries)


def _kind(reader: Reader, node: Node, types: Mapping[str, str]) -> tuple[Kind | None, tuple[str, ...]]:
    text = reader.text(node)
    if text is None:
        return None, ()
    kind = _KINDS.get(fold(text))
    if kind is not None:
        return kind, ()
    reference = _REFERENCE.fullmatch(text)
    if reference is None:
        kinds = [each.value for each in Kind if each is not Kind.REFERENCE] + [
            f"thuộc {each}" for each in types.values()
        ]
        reader.found.add("VOC-02", node.place, text=text, **suggestion(text, kinds))
        return None, ()
    targets: list[str] = []
    for part in (reference["several"] or reference["one"]).split(","):
        target = types.get(fold(part))
        if target is None:
            reader.found.add("VOC-03", node.place, name=normalize(part), **suggestion(part, types.values()))
        elif target not in targets:
            targets.append(target)
    return (Kind.REFERENCE, tuple(targets)) if targets else (None, ())


def _with_options(reader: Reader, shape: Field, entries: Entries) -> Field | None:
    for key in ("bậc", "lựa chọn", "ngoài bậc"):
        owner = Kind.CHOICE if key == "lựa chọn" else Kind.GRADE
        if key in entries and shape.kind is not owner:
            reader.found.add("VOC-04", entries[key][0].place, key=key, kind=shape.kind.value)
    if shape.kind not in _LIST_OF:
        return shape
    key = _LIST_OF[shape.kind]
    if key in entries:
        shape = evolve(shape, options=_names(reader, entries[key][1]))
    if "ngoài bậc" in entries and shape.kind is Kind.GRADE:
        shape = evolve(shape, outside=_names(reader, entries["ngoài bậc"][1]))
    if not shape.options:
        reader.found.add("VOC-05", shape.place, name=shape.name, key=key)
        return None
    twice = [each for each in shape.outside if fold(each) in {fold(option) for option in shape.options}]
    if twice:
        reader.found.add("VOC-06", entries.get("ngoài bậc", entries[key])[1].place, name=twice[0])
    return shape


def _names(reader: Reader, node: Node) -> tuple[str, ...]:
    """The texts of a list without repetition; a repetition is told."""
    names: dict[str, str] = {}
    for text, place in reader.texts(node):
        if fold(text) in names:
            reader.found.add("VOC-06", place, name=text)
        for sign in ("|", ".."):
            if sign in text:
                reader.found.add("VOC-22", place, name=text, sign=sign)
        names.setdefault(fold(text), text)
    return tuple(names.values())


def _described(reader: Reader, shape: Field, entries: Entries, documents: Documents) -> Field:
    """The field with what people are told about it, and with its reverse collection and default."""
    direction = reader.optional_text(entries, "hướng")
    if direction is not None and fold(direction) not in _DIRECTIONS:
        reader.found.add("VOC-11", entries["hướng"][1].place)
    if "chiều ngược" in entries and shape.kind is not Kind.REFERENCE:
        reader.found.add("VOC-04", entries["chiều ngược"][0].place, key="chiều ngược", kind=shape.kind.value)
    for key, speaks in (("đơn vị tính", shape.kind.is_number), ("hướng", shape.kind.is_ordered)):
        if key in entries and not speaks:
            reader.idle_key(entries[key][0])
    citations = read_citations(reader, entries["căn cứ"][1], documents) if "căn cứ" in entries else ()
    return evolve(
        shape,
        reverse=reader.optional_text(entries, "chiều ngược") if shape.kind is Kind.REFERENCE else None,
        may_be_absent=reader.boolean(entries["có thể không có"][1]) if "có thể không có" in entries else False,
        absent_fails=_absent_fails(reader, entries),
        fixed=reader.boolean(entries["không đổi được"][1]) if "không đổi được" in entries else False,
        unit=reader.optional_text(entries, "đơn vị tính") or shape.unit,
        direction=_DIRECTIONS.get(fold(direction or "")) or shape.direction,
        question=reader.optional_text(entries, "câu hỏi"),
        evidence=reader.optional_text(entries, "minh chứng"),
        answered_by=reader.optional_text(entries, "người trả lời"),
        confirmed_by=reader.optional_text(entries, "người xác nhận"),
        citation="; ".join(str(each) for each in citations) or None,
        note=reader.optional_text(entries, "ghi chú"),
        default=None,
    )


def _absent_fails(reader: Reader, entries: Entries) -> bool:
    """Whether `không có thì: không đạt` says that a test of what is known not to exist is meant to fail."""
    if "không có thì" not in entries:
        return False
    key, node = entries["không có thì"]
    text = reader.text(node)
    if text is not None and fold(text) != fold("không đạt"):
        reader.found.add("VOC-26", node.place, text=text)
    elif "có thể không có" not in entries or not reader.boolean(entries["có thể không có"][1]):
        reader.found.add("VOC-27", key.place)
    return True


def _bounded(reader: Reader, shape: Field, entries: Entries) -> Field:
    if "thập phân" in entries:
        shape = _with_decimals(reader, shape, entries["thập phân"][1])
    free = evolve(shape, low=None, high=None, may_be_absent=False)
    ends = {"từ": shape.low, "đến": shape.high}
    for key in ends:
        if key not in entries:
            continue
        if not shape.kind.is_ordered or shape.kind is Kind.GRADE:
            reader.found.add("VOC-04", entries[key][0].place, key=key, kind=shape.kind.value)
            continue
        value = read_value(reader, free, entries[key][1])
        ends[key] = Fraction(value) if not isinstance(value, tuple | str | None) else ends[key]  # type: ignore[arg-type]
    if ends["từ"] is not None and ends["đến"] is not None and ends["từ"] > ends["đến"]:
        reader.found.add("VOC-12", (entries.get("đến") or entries["từ"])[1].place, name=shape.name)
        return shape
    bounded = evolve(shape, low=ends["từ"], high=ends["đến"])
    return _with_default(reader, bounded, entries) if "mặc định" in entries else bounded


def _with_decimals(reader: Reader, shape: Field, node: Node) -> Field:
    text = reader.text(node) or ""
    if shape.kind not in (Kind.NUMBER, Kind.PERCENT, Kind.MONEY):
        reader.found.add("VOC-04", node.place, key="thập phân", kind=shape.kind.value)
        return shape
    if not (text.isascii() and text.isdigit()) or int(text) > _MOST_DECIMALS:
        reader.found.add("VOC-13", node.place, limit=_MOST_DECIMALS)
        return shape
    return evolve(shape, decimals=int(text))


def _with_default(reader: Reader, shape: Field, entries: Entries) -> Field:
    key, node = entries["mặc định"]
    if shape.citation is None:
        reader.found.add("VOC-14", key.place, name=shape.name)
    if shape.kind is Kind.REFERENCE:
        reader.found.add("VOC-04", key.place, key="mặc định", kind=shape.kind.value)
        return shape
    value = read_value(reader, shape, node)
    return shape if value is None else evolve(shape, default=_unquoted(shape, reader.text(node) or ""))


def short_form(entry: Entry) -> Entries | None:
    """The entries that a field's short form stands for: a bare scalar is its type."""
    return {"kiểu": (entry.key, entry.node)} if isinstance(entry.node, Scalar) else None
