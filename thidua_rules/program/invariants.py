"""Invariants as stated to the program's: conditions typed, what may grow found, faults told at their places."""

from thidua_rules.program import ir
from thidua_rules.program.compiler import Compiler
from thidua_rules.program.names import Scope
from thidua_rules.ruleset.model import InvariantDeclaration


def compile_invariant(compiler: Compiler, declared: InvariantDeclaration) -> ir.Invariant | None:
    """An invariant; None (told) with a fault."""
    states = _states(compiler, declared, Scope((declared.subject,), declared.subject))
    if states is None:
        return None
    told = compiler.about(declared.remarks, declared.text)
    return ir.Invariant(declared.code, declared.subject, states, dict(declared.sizes), told)


def _states(
    compiler: Compiler, declared: InvariantDeclaration, scope: Scope
) -> ir.Implies | ir.Keeps | ir.Alike | None:
    if declared.alike is not None:
        return ir.Alike(declared.alike, declared.tied)
    if declared.more is not None:
        return _keeps(compiler, declared, scope)
    assert declared.premise is not None
    premise = compiler.condition(declared.premise, scope)
    conclusion = None if declared.conclusion is None else compiler.condition(declared.conclusion, scope)
    if premise is None or (conclusion is None and declared.conclusion is not None):
        return None
    return ir.Implies(premise, conclusion)


def _keeps(compiler: Compiler, declared: InvariantDeclaration, scope: Scope) -> ir.Keeps | None:
    assert declared.more is not None
    written = declared.more
    typed = compiler.typed(written, lambda: compiler.typer.value(written.tree, scope))
    titles = []
    for each in declared.kept:
        attained = compiler.condition(each, scope)
        if attained is None:
            return None
        assert isinstance(attained, ir.Concluded)
        titles.append(attained.code)
    if typed is None:
        return None
    value = typed.value
    if isinstance(value, ir.CountOf) and len(value.members.collections) == 1 and not value.members.owner.steps:
        return ir.Keeps(value.members, declared.less, tuple(titles))
    if isinstance(value, ir.FieldValue) and not value.walk.steps and value.type.kind.is_ordered:
        return ir.Keeps(value, declared.less, tuple(titles))
    named = written.text.removeprefix("số ") if declared.collection else written.text
    compiler.collector.add("INV-04", written.place_of(written.tree.span), name=named, subject=declared.subject)
    return None
