"""Literals on the scale or list they are compared with, and which values can be compared at all."""

from thidua_rules.conditions import nodes
from thidua_rules.facts.texts import Text
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.names import Typed, TypeFault, suggest
from thidua_rules.program.units import UNIT_WORDS
from thidua_rules.source.text import did_you_mean
from thidua_rules.values import Comparison, Possible, options, point

_EQUALITY = (Comparison.EQ, Comparison.NE)


def literal(node: nodes.TextLiteral, type_: ir.ValueType) -> Typed:
    """The grade, choice, text or title that a literal means where this type is wanted; raises TypeFault."""
    shape = type_.shape
    if shape is None or type_.kind not in (Kind.GRADE, Kind.CHOICE, Kind.TEXT, Kind.TITLE):
        raise TypeFault("TYPE-06", node.span, text=node.text, kind=type_.kind.value)
    if type_.kind is Kind.TEXT or (type_.kind is Kind.TITLE and not shape.options):
        text = Text(node.text) if type_.kind is Kind.TEXT else node.text
        return Typed(ir.Constant(options([text]), type_), type_)
    name = shape.option(node.text)
    if name is not None:
        return Typed(ir.Constant(_outcome(shape, name), type_), type_)
    near = did_you_mean(node.text, (*shape.options, *shape.outside))
    raise TypeFault(
        "TYPE-07", node.span, text=node.text, name=shape.name, options="; ".join(shape.options), **suggest(near)
    )


def check_comparable(comparison: Comparison, a: Typed, b: Typed, span: nodes.Span) -> None:
    """Raise TypeFault unless the two can be compared so: like units, one scale, an order if it is asked for."""
    if a.unit is not None and b.unit is not None:
        if "either" in (a.unit, b.unit) and "money" not in (a.unit, b.unit):
            return
        if a.unit != b.unit:
            raise TypeFault("TYPE-08", span, left=UNIT_WORDS[a.unit], right=UNIT_WORDS[b.unit])
        return
    if a.type.kind is not b.type.kind:
        raise TypeFault("TYPE-09", span, left=a.type.kind.value, right=b.type.kind.value, **_of_a_day(a, b))
    if a.type.kind is Kind.GRADE and not _same_scale(a.type.shape, b.type.shape):
        raise TypeFault("TYPE-10", span)
    outside = a.type.kind is Kind.GRADE and any(
        isinstance(each.value, ir.Constant) and not each.value.value.ordered for each in (a, b)
    )
    if comparison not in _EQUALITY and (not a.type.kind.is_ordered or outside):
        raise TypeFault("TYPE-11", span, operator=comparison.value, kind=a.type.kind.value)


def _of_a_day(a: Typed, b: Typed) -> dict[str, str]:
    """The hint where a day is compared with a year, or with what may be one."""
    kinds = {a.type.kind, b.type.kind}
    if Kind.DATE not in kinds or not (Kind.YEAR in kinds or "plain" in (a.unit, b.unit)):
        return {}
    return {
        "hint_vi": "lấy năm của ngày: `năm của <ngày> = kỳ xét`; hoặc dựng một ngày: `ngày 30/3 của <năm>`",
        "hint_en": "take the year of the day: `năm của <ngày> = kỳ xét`; or build a day: `ngày 30/3 của <năm>`",
    }


def day_by_slashes(node: nodes.Arithmetic, kind: Kind) -> dict[str, str]:
    """The hint where `30/3/(kỳ xét + 1)`, meant as a day, reads as two divisions."""
    day = node.left
    if kind is not Kind.YEAR or not isinstance(day, nodes.Arithmetic) or {node.operator, day.operator} != {"/"}:
        return {}
    if not (isinstance(day.left, nodes.NumberLiteral) and isinstance(day.right, nodes.NumberLiteral)):
        return {}
    written = f"`ngày {day.left.value}/{day.right.value} của …`"
    return {
        "hint_vi": f"`/` ở đây là phép chia; một ngày của một năm tính ra thì viết {written}",
        "hint_en": f"`/` divides here; a day of a year that is computed is written {written}",
    }


def _outcome(shape: Field, name: str) -> Possible:
    """A grade by its place in the order, an outcome outside the order by −1−n, a choice by its name."""
    if shape.kind is not Kind.GRADE:
        return options([name])
    return point(shape.options.index(name)) if name in shape.options else options([-1 - shape.outside.index(name)])


def _same_scale(a: Field | None, b: Field | None) -> bool:
    return a is not None and b is not None and (a.options, a.outside) == (b.options, b.outside)


def outcomes(constant: ir.Constant) -> frozenset[object]:
    """The one outcome of a literal, as conditions look for it."""
    value = constant.value
    if value.ordered:
        return frozenset([value.low])
    assert value.others is not None
    return value.others
