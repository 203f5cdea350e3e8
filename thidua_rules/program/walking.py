"""Going through the parts of expressions without knowing their kinds."""

from collections.abc import Iterator
from typing import Any, cast

import attrs

from thidua_rules.program import ir

_OPAQUE = (ir.ValueType, ir.Walk, ir.About)


def children(part: object) -> Iterator[object]:
    """The direct parts of an expression or rule; types, walks and remarks have none."""
    if isinstance(part, tuple):
        yield from part
    elif attrs.has(type(part)) and not isinstance(part, _OPAQUE):
        for each in attrs.fields_dict(cast(Any, type(part))):
            yield getattr(part, each)


def parts(part: object) -> Iterator[object]:
    """An expression and everything inside it, outermost first."""
    yield part
    for child in children(part):
        yield from parts(child)
