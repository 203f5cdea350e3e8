"""The canonical form of a ruleset: what it says, without where and in which order it is written."""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from thidua_rules.conditions import print_condition
from thidua_rules.facts.case import OneOf
from thidua_rules.facts.vocabulary import FactType, Field, Kind
from thidua_rules.ruleset.model import (
    Citation,
    CriterionDeclaration,
    Document,
    ExceptionNode,
    GradeDeclaration,
    ItemDeclaration,
    LimitDeclaration,
    Node,
    ParameterDeclaration,
    QuantityDeclaration,
    QuotaDeclaration,
    RankDeclaration,
    RowDeclaration,
    RulesetModel,
    ScoreDeclaration,
    TitleDeclaration,
    Written,
)
from thidua_rules.values import ABSENT


def content_hash(model: RulesetModel) -> str:
    """SHA-256 (hex) of the canonical form of the composed ruleset, what it inherits included."""
    return hashlib.sha256(canonical_text(model).encode()).hexdigest()


def canonical_text(model: RulesetModel) -> str:
    """The canonical form as one line of JSON, of which the content hash is taken."""
    return json.dumps(canonical(model), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(model: RulesetModel) -> dict[str, Any]:
    """The ruleset as plain data: conditions as their canonical text, no places, and order only where it has meaning.

    Order has meaning among the rows of a table, the keys of a rank or quota, the adjustments of a grade, grades and
    outcomes, and values by date.
    """
    return {
        "id": model.id,
        "title": model.title,
        "valid": [_plain(model.valid_from), _plain(model.valid_to)],
        "select_by": model.select_by,
        "parents": sorted(model.parents),
        "documents": _sorted(model.documents, _document),
        "parameters": _sorted(model.parameters, _parameter),
        "types": _sorted(model.vocabulary.given, _fact_type),
        "criteria": _sorted(model.criteria, _criterion),
        "quantities": _sorted(model.quantities, _quantity),
        "ranks": _sorted(model.ranks, _rank),
        "titles": _sorted(model.titles, _title),
        "scores": _sorted(model.scores, _score),
        "grades": _sorted(model.grades, _grade),
        "constraints": _sorted(model.constraints, _record),
        **({"left_out": _sorted(model.left_out, _plain)} if model.left_out else {}),
        "replacements": _sorted(model.replacements, _plain),
        "fallbacks": _sorted(model.fallbacks, _plain),
    }


def _sorted(items: Iterable[Any], form: Callable[[Any], Any]) -> list[Any]:
    """The forms of things whose order has no meaning."""
    return sorted(map(form, items), key=lambda each: json.dumps(each, ensure_ascii=False, sort_keys=True))


def _plain(value: Any) -> Any:
    """A value or a small record as plain data; fields that do not count for equality (places) are left out."""
    if value is None or isinstance(value, bool | str):
        return value
    if value is ABSENT:
        return {"absent": True}
    if isinstance(value, int | Decimal | Fraction):
        # one text for one number, however it is held: 3, 3.0 and 6/2
        return str(Fraction(value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, OneOf):
        return {"one_of": _sorted(value.values, _plain)}
    if isinstance(value, Written):
        return print_condition(value.tree)
    if isinstance(value, Citation):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return {each.name: _plain(getattr(value, each.name)) for each in attrs.fields(type(value)) if each.eq}


_LATER: Mapping[type, tuple[str, ...]] = {
    Node: ("keeps_seat",),
    Document: ("draft",),
    QuantityDeclaration: ("reads", "serving"),
    ParameterDeclaration: ("ends",),
    LimitDeclaration: ("guard",),
    QuotaDeclaration: ("choice", "guard"),
    Field: ("fixed", "absent_fails", "implied"),
    FactType: ("single",),
}
"""What records came to hold later: where it says nothing it is left out, so that a ruleset keeps the hash it had."""


def _record(value: Any, **instead: Any) -> dict[str, Any]:
    """A record as plain data, some of its fields in another form; citations in no order."""
    later = _LATER.get(type(value), ())
    form = {
        each.name: instead[each.name] if each.name in instead else _plain(getattr(value, each.name))
        for each in attrs.fields(type(value))
        if each.eq and not (each.name in later and not getattr(value, each.name))
    }
    if isinstance(form.get("remarks"), dict):
        form["remarks"]["citations"].sort()
    return form


def _document(document: Document) -> dict[str, Any]:
    return _record(document, clauses=dict(document.clauses))


def _shape(shape: Any) -> dict[str, Any]:
    form = _record(shape, targets=sorted(shape.targets))
    if shape.kind in (Kind.CHOICE, Kind.TITLE):
        form["options"].sort()
        form["labels"].sort()
    return form


def _parameter(parameter: ParameterDeclaration) -> dict[str, Any]:
    return _record(parameter, shape=_shape(parameter.shape))


def _fact_type(fact_type: Any) -> dict[str, Any]:
    return _record(fact_type, fields=_sorted(fact_type.given, _shape), key=sorted(fact_type.key))


def _node(node: Node) -> dict[str, Any]:
    return _record(node, children=_sorted(node.children, _node), exceptions=_sorted(node.exceptions, _exception))


def _criterion(declared: CriterionDeclaration) -> dict[str, Any]:
    later = {name: True for name in ("serving", "noted") if getattr(declared, name)}
    return {"for": declared.subject, "root": _node(declared.root), **later}


def _exception(node: ExceptionNode) -> dict[str, Any]:
    return _record(node)


def _quantity(quantity: Any) -> dict[str, Any]:
    return _record(quantity, shape=_shape(quantity.shape), rows=[_row(each) for each in quantity.rows])


def _row(row: RowDeclaration) -> dict[str, Any]:
    return _record(row)


def _title(title: TitleDeclaration) -> dict[str, Any]:
    quota = None if title.quota is None else _quota(title.quota)
    return _record(title, standard=_node(title.standard), further=_sorted(title.further, _node), quota=quota)


def _score(score: ScoreDeclaration) -> dict[str, Any]:
    bonus, penalty = (None if each is None else _item(each) for each in (score.bonus, score.penalty))
    items = _sorted(score.items, _item)
    return _record(score, shape=_shape(score.shape), items=items, bonus=bonus, penalty=penalty)


def _item(item: ItemDeclaration) -> dict[str, Any]:
    minus, plus, items = _sorted(item.minus, _record), _sorted(item.plus, _record), _sorted(item.items, _item)
    return _record(item, rows=[_row(each) for each in item.rows], minus=minus, plus=plus, items=items)


def _grade(grade: GradeDeclaration) -> dict[str, Any]:
    quota = None if grade.quota is None else _quota(grade.quota)
    rows, adjustments = [_row(each) for each in grade.rows], [_record(each) for each in grade.adjustments]
    return _record(grade, shape=_shape(grade.shape), rows=rows, adjustments=adjustments, quota=quota)


def _quota(quota: QuotaDeclaration) -> dict[str, Any]:
    return _record(quota, limits=_sorted(quota.limits, _record))


def _rank(rank: RankDeclaration) -> dict[str, Any]:
    return _record(rank)
