"""Parameters: typed values of the text, dated where they change, which an inheriting ruleset may set anew."""

import datetime
from collections.abc import Iterable

from attrs import evolve

from thidua_rules.diagnostics import Diagnostic
from thidua_rules.facts._numbers import written_date
from thidua_rules.facts.case import Slot
from thidua_rules.facts.vocabulary import UNLIMITED, Field, Kind
from thidua_rules.ruleset.files.forms import Entries, Entry, Reader
from thidua_rules.ruleset.files.header import read_date
from thidua_rules.ruleset.files.keys import PARAMETER
from thidua_rules.ruleset.model import ParameterDeclaration, RulesetModel
from thidua_rules.ruleset.sections.remarks import Context, read_remarks
from thidua_rules.ruleset.sections.shapes import Like, read_shape, read_value
from thidua_rules.ruleset.sections.title_names import with_titles
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar
from thidua_rules.values import ABSENT

_ENDS = "hết hiệu lực"

Values = tuple[tuple[datetime.date | None, Slot], ...]


def read_parameters(
    reader: Reader, entries: Iterable[Entry], context: Context, like: Like
) -> tuple[ParameterDeclaration, ...]:
    """All parameters; of an inherited one, what the ruleset that sets it last says.

    A ruleset sets an inherited parameter anew by naming it without `kiểu`.
    """
    declared: dict[str, tuple[Entry, ParameterDeclaration]] = {}
    for entry in entries:
        parts = reader.entries(entry.node, PARAMETER)
        if parts is None:
            continue
        key = fold(entry.name)
        if key in declared:
            first, known = declared[key]
            if first.origin == entry.origin or "kiểu" in parts:
                place = known.place.text()
                code = "PARAM-01" if first.origin == entry.origin else "PARAM-02"
                reader.found.add(code, entry.key.place, name=entry.name, first=place)
                continue
            again = _finished(reader, entry, parts, known.shape, context)
            if again is not None:
                declared[key] = (entry, evolve(again, name=known.name))
            continue
        shape = read_shape(reader, entry.name, entry.key.place, parts, context.types, like, context.documents)
        if shape is None:
            continue
        if shape.kind is Kind.REFERENCE:
            reader.found.add("PARAM-03", parts["kiểu"][1].place)
            continue
        bare = with_titles(evolve(shape, citation=None, evidence=None), context.titles)
        parameter = _finished(reader, entry, parts, bare, context)
        if parameter is not None:
            declared[key] = (entry, parameter)
    return tuple(parameter for _, parameter in declared.values())


def undated_findings(model: RulesetModel) -> tuple[Diagnostic, ...]:
    """A warning for each parameter whose dated values begin after the ruleset does, a note where they end before."""
    start = model.valid_from
    found = []
    for each in model.parameters:
        first = each.values[0][0]
        if start is not None and first is not None and first > start:
            days = {"first": f"{first:%d/%m/%Y}", "start": f"{start:%d/%m/%Y}"}
            found.append(Diagnostic("PARAM-11", each.place, {"name": each.name, **days}))
        if each.ends is not None and (model.valid_to is None or each.ends <= model.valid_to):
            found.append(Diagnostic("PARAM-12", each.place, {"name": each.name, "end": f"{each.ends:%d/%m/%Y}"}))
    return tuple(found)


def _finished(
    reader: Reader, entry: Entry, parts: Entries, shape: Field, context: Context
) -> ParameterDeclaration | None:
    remarks = read_remarks(reader, parts, context)
    if not remarks.citations and "căn cứ" not in parts:
        reader.found.add("PARAM-04", entry.key.place, name=entry.name)
    if "giá trị" not in parts:
        reader.found.add("PARAM-05", entry.key.place, name=entry.name)
        return None
    node = parts["giá trị"][1]
    values = _dated(reader, node, shape) if isinstance(node, Branch) else ((None, _value(reader, node, shape)),)
    usable = tuple((start, value) for start, value in values if value is not None)
    ends = read_date(reader, parts[_ENDS][1]) if _ENDS in parts else None
    return ParameterDeclaration(entry.name, shape, usable, remarks, entry.key.place, ends) if usable else None


def _dated(reader: Reader, node: Branch, shape: Field) -> Values:
    """Values by the day from which each holds, ascending."""
    found: dict[datetime.date, Slot] = {}
    for key, value in node:
        day = written_date(normalize(key.text))
        if day is None:
            reader.found.add("PARAM-06", key.place, text=normalize(key.text))
        elif day in found:
            reader.found.add("PARAM-07", key.place, text=normalize(key.text))
        else:
            found[day] = _value(reader, value, shape)
    return tuple(sorted(found.items(), key=lambda pair: pair[0]))


def _value(reader: Reader, node: Node, shape: Field) -> Slot:
    """One value; `không giới hạn` of an ordered type is the known absence of a limit."""
    if isinstance(node, Scalar) and fold(node.text) == UNLIMITED and shape.kind is not Kind.TEXT:
        if shape.kind.is_ordered:
            return ABSENT
        reader.found.add("PARAM-08", node.place, kind=shape.kind.value)
        return None
    value = read_value(reader, shape, node)
    if isinstance(value, tuple):
        reader.found.add("PARAM-09", node.place)
        return None
    return value
