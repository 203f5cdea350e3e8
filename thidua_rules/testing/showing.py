"""Programs in a few lines, for the messages of failed properties; cases are shown by `facts.showing`."""

from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.showing import show_case
from thidua_rules.program import ir
from thidua_rules.values import Possible

_LEFT_OUT = (ir.ValueType, ir.About)


def show_program(program: ir.Program) -> str:
    """Every rule on a line, types and remarks left out."""
    return "\n".join(f"  {type(rule).__name__} {_show(rule)}" for rule in program.rules)


def _show(part: Any) -> str:
    match part:
        case ir.Walk(_, steps, of_subject, _):
            return "/".join(("subject" if of_subject else "self", *steps))
        case ir.Constant(value, _):
            return _show(value)
        case Possible():
            return _possible(part)
        case SubjectId():
            return str(part.key)
        case Fraction() | str() | int() | None:
            return str(part)
        case Enum():
            return str(part.value)
        case frozenset():
            return "{" + " | ".join(sorted(map(_show, part))) + "}"
        case tuple():
            return "(" + ", ".join(map(_show, part)) + ")"
    if attrs.has(type(part)):
        inside = [getattr(part, each.name) for each in attrs.fields(type(part))]
        shown = [_show(each) for each in inside if each not in ((), None) and not isinstance(each, _LEFT_OUT)]
        return f"{type(part).__name__}({', '.join(shown)})"
    return str(part)


def _possible(value: Possible) -> str:
    parts = []
    if value.ordered:
        parts.append(str(value.low) if value.is_point else f"[{_end(value.low)}; {_end(value.high)}]")
    if value.others is None:
        parts.append("any")
    else:
        parts.extend(sorted(map(str, value.others)))
    parts += ["không có"] if value.absent else []
    parts += ["undetermined"] if value.undetermined else []
    return " | ".join(parts)


def _end(end: object) -> str:
    return "…" if end is None else str(end)


__all__ = ["show_case", "show_program"]
