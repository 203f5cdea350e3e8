"""What an expression reads, as code generation needs to know it."""

from collections.abc import Iterator
from typing import Any

import attrs
from attrs import evolve

from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts, seat_parameters
from thidua_rules.values import is_unlimited

_WALKING = (ir.Fact, ir.Concluded, ir.FieldValue, ir.Derived, ir.PresentFact)
_RECKONED = (ir.Calculation, ir.Opposite, ir.Rounded, ir.Shifted, ir.DayOf, ir.DatePart)
_CONSTANT = (ir.Constant, ir.Parameter, ir.Asked, *_RECKONED)
_OPAQUE = (ir.ValueType, ir.Walk, ir.About)
_ABOUT_ELEMENTS = ("condition", "item", "by")
"""The parts of aggregates that are evaluated with an element at hand."""


def is_constant(value: object) -> bool:
    """Whether the question alone fixes a value."""
    return all(isinstance(each, _CONSTANT) for each in parts(value) if isinstance(each, ir.Value))


def walks(expression: object, inside: bool = False) -> Iterator[tuple[ir.Walk, bool]]:
    """Every walk that starts from the scope of the expression, and whether it stands inside a collection.

    Inside a collection only walks from the subject of the rule start there; the others start from its elements.
    """
    if isinstance(expression, _WALKING):
        if expression.walk.of_subject or not inside:
            yield expression.walk, inside
    elif isinstance(expression, ir.Members):
        if expression.owner.of_subject or not inside:
            yield expression.owner, inside
        yield from walks(expression.where, True)
    else:
        for name, part in _fields(expression):
            yield from walks(part, inside or name in _ABOUT_ELEMENTS)


def asks_of_element(condition: ir.Condition) -> bool:
    """Whether a condition on an element of a collection never looks back at the subject of the rule."""
    return not any(walk.of_subject for walk, _ in walks(condition, True))


def _fields(part: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(part, tuple):
        yield from (("", each) for each in part)
    elif attrs.has(type(part)) and not isinstance(part, _OPAQUE):
        for each in attrs.fields(type(part)):
            yield each.name, getattr(part, each.name)


def only_slot(expression: object, inside: bool = False) -> str | None:
    """The name of the one field of the scope's own element that an expression reads, if it reads nothing else.

    `inside` says that the element may be another than the subject of the rule.
    """
    found: set[str] = set()
    for part in parts(expression):
        if isinstance(part, ir.Fact | ir.FieldValue | ir.PresentFact):
            if part.walk.steps or (inside and part.walk.of_subject):
                return None
            found.add(part.name)
        elif isinstance(part, ir.Concluded | ir.Derived | ir.Members):
            return None
    return found.pop() if len(found) == 1 else None


def rests_on(expression: object, base: object) -> bool:
    """Whether the question and this one part of an expression fix its value."""
    if expression == base:
        return True
    if isinstance(expression, (*_WALKING, ir.Members)):
        return False
    return all(rests_on(part, base) for _, part in _fields(expression))


def binding_limits(rule: ir.Quota, question: Question) -> list[int] | None:
    """The limits of a quota that bind, by position; None if none does, or if one looks back at the candidate."""
    binding = [
        position
        for position, each in enumerate(rule.limits)
        if not any(is_unlimited(question.parameters[name].low) for name in seat_parameters(each))
    ]
    bases = [rule.limits[position].base for position in binding]
    where = [each.members.where for each in bases if each is not None]
    alike = all(each is None or asks_of_element(each) for each in where)
    return binding if binding and alike else None


def first_step(expression: object) -> str | None:
    """The reference that every walk of an expression follows first, if they all do and start alike."""
    found: set[tuple[bool, str]] = set()
    for walk, inside in walks(expression):
        if inside or not walk.steps:
            return None
        found.add((walk.of_subject, walk.steps[0]))
    return found.pop()[1] if len(found) == 1 else None


def beyond(expression: Any, target: str) -> Any:
    """The same expression, seen from the subject of type `target` to which the first step of its walks leads."""
    if isinstance(expression, ir.Walk):
        return ir.Walk(target, expression.steps[1:], False, expression.ends)
    if isinstance(expression, ir.Members):
        return evolve(expression, owner=beyond(expression.owner, target))
    if isinstance(expression, tuple):
        return tuple(beyond(each, target) for each in expression)
    if not attrs.has(type(expression)) or isinstance(expression, ir.ValueType | ir.About):
        return expression
    changes = {name: beyond(each, target) for name, each in _fields(expression) if name not in _ABOUT_ELEMENTS}
    return evolve(expression, **changes)
