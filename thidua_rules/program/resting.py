"""Which rules rest on a kind of rule or expression, themselves or through what they use."""

from collections.abc import Iterator

from thidua_rules.program import ir
from thidua_rules.program.walking import children


def resting_on(program: ir.Program, kind: type) -> frozenset[str]:
    """The codes of all that is decided by rules in which such a part stands, or that use one of these."""
    # kept with the program, as its cached properties are: the same for every decision by it
    kept: dict[type, frozenset[str]] = program.__dict__.setdefault("_resting", {})
    if kind not in kept:
        kept[kind] = _found(program, kind)
    return kept[kind]


def _found(program: ir.Program, kind: type) -> frozenset[str]:
    found: set[str] = set()
    for rule in program.rules:  # each stands after those it uses
        if any(isinstance(part, kind) or not found.isdisjoint(_used(part)) for part in _parts(rule)):
            found.update(ir.codes_of(rule))
    return frozenset(found)


def _parts(rule: ir.Rule) -> Iterator[object]:
    """Everything in a rule, in whatever order is the quickest."""
    waiting: list[object] = [rule]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(children(part))


def _used(part: object) -> tuple[str, ...]:
    if isinstance(part, ir.Concluded | ir.Derived):
        return tuple(part.codes)
    return (part.standard,) if isinstance(part, ir.Quota) else ()
