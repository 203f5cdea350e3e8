"""True/false quantities: a condition with a name, by formula or by table, that is asked of a subject like a conclusion.

What is undetermined or not known of it is so as of any condition; a guard that is not met makes it not applicable.
"""

from collections.abc import Callable

from attrs import evolve

from thidua_rules.conditions.nodes import TextLiteral
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.names import type_of
from thidua_rules.program.tables import cut
from thidua_rules.ruleset.model import QuantityDeclaration, Remarks, Written
from thidua_rules.values import options

TRUE, FALSE = "đúng", "sai"
Typing = Callable[[Written], ir.Condition | None]
"""Types a condition about the quantity's subject; None (told) with a fault."""
Telling = Callable[[Remarks, str], ir.About]
"""What people are told about a node, from its remarks and its text."""


def is_truth(declared: QuantityDeclaration) -> bool:
    """Whether a quantity is a condition rather than a value."""
    return declared.shape.kind is Kind.BOOLEAN


def compile_truth(declared: QuantityDeclaration, typed: Typing, about: Telling) -> list[ir.Rule]:
    """The conclusion that a true/false quantity is, after its table, if it has one; none (told) with a fault."""
    guard = None if declared.guard is None else typed(declared.guard)
    text = "" if declared.formula is None else declared.formula.text
    before: list[ir.Rule] = []
    if declared.formula is not None:
        condition = typed(declared.formula)
    else:
        table = _table(declared, typed, about)
        before = [] if table is None else [table]
        condition = None if table is None else _chosen(table)
    if condition is None or (declared.guard is not None and guard is None):
        return []
    told = about(declared.remarks, text)
    told = evolve(told, truth=True, reads=declared.reads, serving=declared.serving)
    root = ir.Requirement(declared.name, "leaf", condition, guard=guard, about=told)
    return [*before, ir.Criterion(declared.name, declared.subject, root)]


def _table(declared: QuantityDeclaration, typed: Typing, about: Telling) -> ir.Quantity | None:
    """The table as a choice of two words, so that a row that no condition reaches leaves it undetermined."""
    type_ = type_of(Field(declared.name, declared.shape.attribute, Kind.CHOICE, options=(TRUE, FALSE)))
    rows = []
    for row in declared.rows:
        condition = None if row.condition is None else typed(row.condition)
        if row.condition is not None and condition is None:
            return None
        assert isinstance(row.result.tree, TextLiteral)
        result = ir.Constant(options([row.result.tree.text]), type_)
        text = row.condition.text if row.condition else ""
        rows.append(ir.TableRow(condition, result, about(row.remarks, text)))
    return ir.Quantity(f"{declared.name} (bảng)", declared.subject, cut(tuple(rows)), type_)


def _chosen(table: ir.Quantity) -> ir.Condition:
    """Whether the table says `đúng`."""
    itself = ir.Walk(table.subject, ends=(table.subject,))
    return ir.AmongOf(ir.Derived(itself, table.code, table.type), frozenset([TRUE]))
