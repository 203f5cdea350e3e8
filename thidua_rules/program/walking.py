"""Going through the parts of expressions without knowing their kinds."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

import attrs

from thidua_rules.program import ir

T = TypeVar("T")

_OPAQUE = (ir.ValueType, ir.Walk, ir.About, ir.Through)
_OF_MEMBERS = (ir.CountOf, ir.RatioOf, ir.RatioCompared, ir.EveryOf, ir.FoldOf, ir.StreakOf)


def children(part: object) -> Sequence[object]:
    """The direct parts of an expression or rule; types, walks and remarks have none."""
    if isinstance(part, tuple):
        return part
    return [getattr(part, each) for each in _names_of_parts(cast(Any, type(part)))]


@cache
def _names_of_parts(kind: type) -> tuple[str, ...]:
    """The attributes of a class that hold parts."""
    if issubclass(kind, _OPAQUE) or not attrs.has(kind):
        return ()
    return tuple(attrs.fields_dict(cast(Any, kind)))


def parts(part: object) -> Iterator[object]:
    """An expression and everything inside it, outermost first."""
    waiting = [part]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(children(found)))


def outer_parts(part: object) -> Iterator[object]:
    """As `parts`, without what is inside of anything that is asked of the members of a collection."""
    yield part
    for child in () if isinstance(part, _OF_MEMBERS) else children(part):
        yield from outer_parts(child)


def looks_beyond(condition: ir.Condition) -> bool:
    """Whether a condition needs more than the fields of the subject itself."""
    return any(
        isinstance(part, ir.Members)
        or (isinstance(part, ir.FieldValue | ir.Fact | ir.PresentFact) and bool(part.walk.steps))
        for part in parts(condition)
    )


def conjuncts(condition: ir.Condition | None) -> Iterator[ir.Condition]:
    """What must all hold for a condition to hold; nothing for None."""
    if isinstance(condition, ir.Conjunction):
        for each in condition.operands:
            yield from conjuncts(each)
    elif condition is not None:
        yield condition


@lru_cache(maxsize=1024)
def seat_parameters(limit: ir.Limit) -> tuple[str, ...]:
    """The parameters that the seats of a limit are reckoned from; `không giới hạn` for one of them lifts it.

    A ceiling put on the seats is none of these: without it they are what they are.
    """
    return tuple(dict.fromkeys(_reckoned_from(limit.seats)))


def _reckoned_from(part: object) -> Iterator[str]:
    if isinstance(part, ir.Parameter):
        yield part.name
    for child in (part.operand, part.low) if isinstance(part, ir.Bounded) else children(part):
        yield from _reckoned_from(child)


def rewritten(part: T, change: Callable[[object], object]) -> T:
    """An expression or rule in which every part, the innermost first, is what `change` makes of it."""
    found: Any = part
    if isinstance(found, tuple):
        new_items = tuple(rewritten(each, change) for each in found)
        same = all(new is old for new, old in zip(new_items, found, strict=True))
        return part if same else cast(T, new_items)
    if not attrs.has(type(found)) or isinstance(found, _OPAQUE):
        return part
    before = {each: getattr(found, each) for each in attrs.fields_dict(type(found))}
    changed = {name: new for name, old in before.items() if (new := rewritten(old, change)) is not old}
    return cast(T, change(attrs.evolve(found, **changed) if changed else found))
