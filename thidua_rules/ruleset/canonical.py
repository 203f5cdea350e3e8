"""The canonical form of a ruleset: what it says, without where and in which order it is written."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
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
    ItemDeclaration,
    LimitDeclaration,
    Node,
    ParameterDeclaration,
    QuantityDeclaration,
    QuotaDeclaration,
    Remarks,
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
        "documents": _sorted(model.documents),
        "parameters": _sorted(model.parameters),
        "types": _sorted(model.vocabulary.given),
        "criteria": _sorted(model.criteria),
        "quantities": _sorted(model.quantities),
        "ranks": _sorted(model.ranks),
        "titles": _sorted(model.titles),
        "scores": _sorted(model.scores),
        "grades": _sorted(model.grades),
        "constraints": _sorted(model.constraints),
        **({"left_out": _sorted(model.left_out)} if model.left_out else {}),
        "replacements": _sorted(model.replacements),
        "fallbacks": _sorted(model.fallbacks),
    }


def _sorted(items: Iterable[Any]) -> list[Any]:
    """The forms of things whose order has no meaning."""
    return sorted(map(_plain, items), key=lambda each: json.dumps(each, ensure_ascii=False, sort_keys=True))


def _plain(value: Any) -> Any:
    """A value or a record as plain data."""
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
        return {"one_of": _sorted(value.values)}
    if isinstance(value, Written):
        return print_condition(value.tree)
    if isinstance(value, Citation):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else _record(value)


_UNORDERED: Mapping[type, tuple[str, ...]] = {
    FactType: ("fields",),
    Node: ("children", "exceptions"),
    TitleDeclaration: ("further",),
    QuotaDeclaration: ("limits",),
    ScoreDeclaration: ("items",),
    ItemDeclaration: ("minus", "plus", "items"),
}
"""The records that are in no order among those of their kind."""
_NAMES: Mapping[type, tuple[str, ...]] = {Remarks: ("citations",), FactType: ("key",), Field: ("targets",)}
"""The names, and citations, that are in no order."""
_LATER: Mapping[type, tuple[str, ...]] = {
    Node: ("keeps_seat",),
    Document: ("draft",),
    QuantityDeclaration: ("reads", "serving"),
    ParameterDeclaration: ("ends",),
    LimitDeclaration: ("guard",),
    QuotaDeclaration: ("choice", "guard"),
    CriterionDeclaration: ("serving", "noted"),
    Field: ("fixed", "absent_fails", "implied"),
    FactType: ("single",),
}
"""What records came to hold later: where it says nothing it is left out, so that a ruleset keeps the hash it had."""


def _record(value: Any) -> dict[str, Any]:
    """A record as plain data; fields that do not count for equality (places) are left out."""
    kind = type(value)
    held = {each.name: getattr(value, each.name) for each in attrs.fields(kind) if each.eq}
    if isinstance(value, FactType):
        held["fields"] = value.given
    form = {name: _plain(each) for name, each in held.items() if each or name not in _LATER.get(kind, ())}
    for name in _UNORDERED.get(kind, ()):
        form[name] = _sorted(held[name])
    names = _NAMES.get(kind, ())
    if isinstance(value, Field) and value.kind in (Kind.CHOICE, Kind.TITLE):
        names = (*names, "options", "labels")
    for name in names:
        form[name].sort()
    if isinstance(value, CriterionDeclaration):
        form["for"] = form.pop("subject")
    return form
