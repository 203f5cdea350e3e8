"""Declarations of single rules to the program's: conditions typed, faults collected with their places."""

from collections.abc import Callable
from typing import TypeVar

from attrs import evolve

from thidua_rules.conditions import nodes
from thidua_rules.diagnostics import Collector
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.names import Scope, TypeFault, type_of
from thidua_rules.program.tables import cut
from thidua_rules.program.truths import compile_truth
from thidua_rules.program.typing import Typer
from thidua_rules.program.walking import parts
from thidua_rules.program.warnings import node_place
from thidua_rules.ruleset.model import (
    ConstraintDeclaration,
    CriterionDeclaration,
    ExceptionNode,
    Node,
    QuantityDeclaration,
    RankDeclaration,
    Remarks,
    RulesetModel,
    Written,
)

T = TypeVar("T")


class Compiler:
    """Types every condition of a ruleset, collecting faults with their places."""

    def __init__(self, model: RulesetModel, typer: Typer, collector: Collector) -> None:
        self.model, self.typer, self.collector = model, typer, collector

    @staticmethod
    def about(remarks: Remarks, text: str = "") -> ir.About:
        """What people are told about a node."""
        return ir.About(
            title=remarks.title,
            text=text,
            citations=tuple(str(each) for each in remarks.citations),
            evidence=remarks.evidence,
            confirmed_by=remarks.confirmed_by,
            reading=None if remarks.interpretation is None else remarks.interpretation.chosen,
            summary=remarks.summary,
        )

    def typed(self, written: Written, make: Callable[[], T]) -> T | None:
        """What `make` makes of a text; None (told at its place) if it raises TypeFault."""
        try:
            return make()
        except TypeFault as fault:
            self.collector.add(fault.code, written.place_of(fault.span), **fault.arguments)
            return None

    def condition(self, written: Written, scope: Scope) -> ir.Condition | None:
        """A condition; None (told) with a fault."""
        return self.typed(written, lambda: self.typer.condition(written.tree, scope))

    def criterion(self, declared: CriterionDeclaration) -> ir.Criterion | None:
        root = self.node(declared.root, Scope((declared.subject,), declared.subject))
        if root is not None and declared.serving:
            root = evolve(root, about=evolve(root.about, serving=True))
        if root is not None and declared.noted:
            root = _noted(root)
        return None if root is None else ir.Criterion(root.code, declared.subject, root)

    def node(self, node: Node, scope: Scope) -> ir.Requirement | None:
        """A requirement with all below it; None (told) with a fault."""
        children = [self.node(child, scope) for child in node.children if child.not_encoded is None]
        remarks = tuple((child.code, child.not_encoded) for child in node.children if child.not_encoded is not None)
        condition = None if node.condition is None else self.condition(node.condition, scope)
        if condition is not None and node.excluding:
            condition = ir.Negation(condition)
        if node.unstated is not None:
            condition = ir.Unstated(node.unstated)
        guard = None if node.guard is None else self.condition(node.guard, scope)
        exceptions = [self._exception(each, scope) for each in node.exceptions]
        missing = (node.condition is not None and condition is None) or (node.guard is not None and guard is None)
        found = [each for each in children if each is not None]
        exempting = [each for each in exceptions if each is not None]
        if missing or len(found) < len(children) or len(exempting) < len(exceptions):
            return None
        assert node.group != "not_encoded"
        return ir.Requirement(
            code=node.code,
            group="leaf" if node.group == "unstated" else node.group,
            condition=condition,
            children=tuple(found),
            least=node.least,
            guard=guard,
            exceptions=tuple(exempting),
            remarks=remarks,
            about=evolve(
                self.about(node.remarks, node.condition.text if node.condition else ""), excluding=node.excluding
            ),
        )

    def _exception(self, node: ExceptionNode, scope: Scope) -> ir.Exempting | None:
        condition = self.condition(node.condition, scope)
        guard = None if node.guard is None else self.condition(node.guard, scope)
        if condition is None or (node.guard is not None and guard is None):
            return None
        return ir.Exempting(node.code, condition, guard, self.about(node.remarks, node.condition.text))

    def quantity(self, declared: QuantityDeclaration) -> ir.Quantity | None:
        scope = Scope((declared.subject,), declared.subject)
        type_ = type_of(declared.shape)
        guard = None if declared.guard is None else self.condition(declared.guard, scope)
        body: ir.Value | ir.Table | None
        text = ""
        if declared.formula is not None:
            body = self.as_declared(declared.name, declared.shape, declared.formula, scope)
            text = declared.formula.text
        else:
            body = self._table(declared, scope)
        if body is None or (declared.guard is not None and guard is None):
            return None
        told = evolve(self.about(declared.remarks, text), reads=declared.reads, serving=declared.serving)
        return ir.Quantity(declared.name, declared.subject, body, type_, guard, told)

    def truth(self, declared: QuantityDeclaration) -> list[ir.Rule]:
        """A true/false quantity; no rules (told) with a fault, as where a conclusion has its name."""
        name = as_written(declared.name)
        alike = next((each for each in self.typer.names.conclusions if as_written(each) == name), None)
        if alike is not None:
            first = node_place(self.model, alike).text()
            self.collector.add("RULE-21", declared.place, name=declared.name, first=first)
            return []
        scope = Scope((declared.subject,), declared.subject)
        return compile_truth(declared, lambda written: self.condition(written, scope), self.about)

    def constraint(self, declared: ConstraintDeclaration) -> ir.Constraint | None:
        """A constraint; None (told) with a fault, or if it asks what rules have found."""
        scope = Scope((declared.subject,), declared.subject)
        condition = self.condition(declared.condition, scope)
        if condition is None:
            return None
        if any(isinstance(part, ir.Concluded | ir.Derived) for part in parts(condition)):
            self.collector.add("TYPE-44", declared.condition.place)
            return None
        about_it = self.about(declared.remarks, declared.condition.text)
        return ir.Constraint(declared.code, declared.subject, condition, about_it)

    def as_declared(self, name: str, shape: Field, written: Written, scope: Scope) -> ir.Value | None:
        """A value of the type that `name` is declared with; None (told) with a fault."""
        return self.typed(written, lambda: self._as_declared(name, shape, written.tree, scope))

    def _as_declared(self, name: str, shape: Field, tree: nodes.Expression, scope: Scope) -> ir.Value:
        wanted = self.typer.blank(type_of(shape))
        like = self.typer.expected(tree, wanted, scope)
        fits = like.unit == wanted.unit or (like.unit == "either" and wanted.unit in ("plain", "percent"))
        if not fits or (wanted.unit is None and like.type.kind is not wanted.type.kind):
            kinds = {"found": like.type.kind.value, "wanted": shape.kind.value}
            raise TypeFault("TYPE-30", tree.span, name=name, **kinds)
        return like.value

    def _table(self, declared: QuantityDeclaration, scope: Scope) -> ir.Table | None:
        rows: list[ir.TableRow] = []
        for row in declared.rows:
            condition = None if row.condition is None else self.condition(row.condition, scope)
            result = self.as_declared(declared.name, declared.shape, row.result, scope)
            if result is None or (row.condition is not None and condition is None):
                continue
            text = row.condition.text if row.condition else ""
            rows.append(ir.TableRow(condition, result, self.about(row.remarks, text)))
        return cut(tuple(rows)) if len(rows) == len(declared.rows) else None

    def rank(self, declared: RankDeclaration) -> ir.Rank | None:
        fact_type = self.model.vocabulary.type(declared.subject)
        assert fact_type is not None
        group = fact_type.field(declared.group)
        if group is None or group.kind is not Kind.REFERENCE:
            self.collector.add("TYPE-29", declared.place, name=declared.group, subject=declared.subject)
            return None
        scope = Scope((declared.subject,), declared.subject)
        keys = [self.key(each, scope) for each in declared.keys]
        found = [each for each in keys if each is not None]
        if len(found) < len(keys):
            return None
        return ir.Rank(
            declared.name, declared.subject, group.name, tuple(found), ir.WHOLE, self.about(declared.remarks)
        )

    def key(self, written: Written, scope: Scope) -> ir.SortKey | None:
        """A key of an order: a condition, or a value with its direction."""
        return self.typed(written, lambda: self._key(written.tree, scope))

    def _key(self, tree: nodes.Expression, scope: Scope) -> ir.SortKey:
        if not isinstance(tree, nodes.Ordered):
            return ir.SortKey(self.typer.condition(tree, scope), True)
        typed = self.typer.value(tree.operand, scope)
        if not typed.type.kind.is_ordered:
            raise TypeFault("TYPE-28", tree.span)
        return ir.SortKey(typed.value, tree.descending)


def _noted(node: ir.Requirement) -> ir.Requirement:
    """A requirement that is neither good nor bad, with all below it."""
    return evolve(node, about=evolve(node.about, noted=True), children=tuple(map(_noted, node.children)))
