"""From a ruleset as written to the program that executors run: every condition typed, every rule put in order."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from attrs import define, evolve, field

from thidua_rules.conditions import nodes
from thidua_rules.diagnostics import Collector, Diagnostic
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.apart import told_apart, told_together
from thidua_rules.program.bases import settle_bases
from thidua_rules.program.codes import as_written, quota_code, standard_code
from thidua_rules.program.declared_shapes import check_shapes
from thidua_rules.program.grades import compile_grade
from thidua_rules.program.order import arrange
from thidua_rules.program.ranges import Ranges, bound_folds
from thidua_rules.program.score_parts import made_up
from thidua_rules.program.scores import compile_score, without_unused
from thidua_rules.program.tables import cut
from thidua_rules.program.titles import codes_of_title, compile_title, with_applicability
from thidua_rules.program.truths import compile_truth, is_truth
from thidua_rules.program.typing import Names, Scope, TypeFault, Typer, type_of
from thidua_rules.program.walking import parts
from thidua_rules.program.warnings import applicability, node_place, tell_circle, warn
from thidua_rules.ruleset.model import (
    ConstraintDeclaration,
    CriterionDeclaration,
    ExceptionNode,
    Interpretation,
    Node,
    QuantityDeclaration,
    RankDeclaration,
    Remarks,
    RulesetModel,
    ScoreDeclaration,
    Written,
)
from thidua_rules.ruleset.sections.grades import before_quota
from thidua_rules.source.text import fold
from thidua_rules.values import ABSENT

T = TypeVar("T")


def compile_ruleset(model: RulesetModel, period: Kind = Kind.YEAR) -> tuple[ir.Program | None, tuple[Diagnostic, ...]]:
    """The program of a ruleset and every finding; no program if one of them is an error."""
    program, findings = _compile(told_apart(model), period)
    return program, told_together(findings)


def _compile(model: RulesetModel, period: Kind) -> tuple[ir.Program | None, list[Diagnostic]]:
    compiler = Compiler(model, Typer(_names(model, period)), Collector())
    collector = compiler.collector
    compiled = _compiled(compiler)
    whole = without_unused([*compiled.rules, *compiler.typer.made.values()])
    whole = with_applicability(whole, applicability(whole))
    arranged = None
    if not collector.errors:
        arranged, cycle = arrange(whole)
        if cycle:
            tell_circle(cycle, whole, model, compiled.owners, collector)
    if collector.errors or arranged is None:
        return None, collector.items
    ranges = Ranges(model.vocabulary, compiler.typer.names.unlimited)
    bounded = bound_folds(arranged[0], ranges)
    check_shapes(bounded, model.quantities, model.scores, ranges, collector)
    if collector.errors:
        return None, collector.items
    warn(whole, model, collector)
    parameters = {each.name: type_of(each.shape) for each in model.parameters}
    documents = {each.id: each.name for each in model.documents}
    lettered = frozenset(each.id for each in model.documents if each.clause_letters_ours)
    rules_in_order = settle_bases(bounded, applicability(whole))
    program = ir.Program(
        model.vocabulary,
        rules_in_order,
        arranged[1],
        parameters,
        documents,
        lettered,
        awarded=tuple(compiled.awarded),
        constraints=tuple(compiled.constraints),
        scores=tuple(made_up(each) for each in model.scores),
    )
    return program, collector.items


@define
class _Compiled:
    """What the declarations of a ruleset become; `owners` gives the score or grade that a code is part of."""

    rules: list[ir.Rule] = field(factory=list)
    awarded: list[ir.Title] = field(factory=list)
    constraints: list[ir.Constraint] = field(factory=list)
    owners: dict[str, str] = field(factory=dict)

    def take(self, rules: Iterable[ir.Rule | None], title: ir.Title | None = None, owner: str | None = None) -> None:
        """Take up the rules of one declaration, but for what had a fault."""
        found = [each for each in rules if each is not None]
        self.rules.extend(found)
        if title is not None:
            self.awarded.append(title)
        if owner is not None:
            self.owners.update({each.code: owner for each in found})


def _compiled(compiler: "Compiler") -> _Compiled:
    """Every declaration compiled; faults are told on the way."""
    model, compiled = compiler.model, _Compiled()
    compiled.take(compiler.criterion(each) for each in model.criteria if each.root.not_encoded is None)
    for quantity in model.quantities:
        compiled.take(compiler.truth(quantity) if is_truth(quantity) else [compiler.quantity(quantity)])
    compiled.take(compiler.rank(each) for each in model.ranks)
    for score in model.scores:
        compiled.take(compile_score(compiler, score) or (), owner=score.name)
    for grade in model.grades:
        rules, awarded = compile_grade(compiler, grade) or ([], None)
        compiled.take(rules, awarded, grade.name)
    for title in model.titles:
        rules, awarded = compile_title(compiler, title) or ([], None)
        compiled.take(rules, awarded)
    constraints = [compiler.constraint(each) for each in model.constraints]
    compiled.constraints.extend(each for each in constraints if each is not None)
    return compiled


def _names(model: RulesetModel, period: Kind) -> Names:
    whole = ir.ValueType(Kind.INTEGER, None, True)
    valued = [each for each in model.quantities if not is_truth(each)]
    measures = {_named(each): (each.name, type_of(each.shape)) for each in valued}
    truths = {_named(each): each.name for each in model.quantities if is_truth(each)}
    measures |= {_named(each): (each.name, whole) for each in model.ranks}
    measures |= {_named(each): (each.name, type_of(each.shape)) for each in model.scores}
    for grade in model.grades:
        for name in (grade.name, before_quota(grade.name)) if grade.quota else (grade.name,):
            measures[grade.subject, fold(as_written(name))] = (name, type_of(grade.shape))
    conclusions: dict[str, str] = {}
    for criterion in model.criteria:
        for code in _codes(criterion.root):
            conclusions[code] = criterion.subject
    for title in model.titles:
        inner = (code for node in (title.standard, *title.further) for code in _codes(node))
        for code in (*codes_of_title(title), *inner):
            conclusions[code] = title.subject
    for grade in model.grades:
        if grade.quota is not None:
            conclusions |= dict.fromkeys((standard_code(grade.name), quota_code(grade.name)), grade.subject)
    parameters = {fold(each.name): (each.name, type_of(each.shape)) for each in model.parameters}
    unlimited = {each.name for each in model.parameters if any(value is ABSENT for _, value in each.values)}
    scores: dict[str, tuple[ScoreDeclaration, ...]] = {}
    for score in model.scores:
        scores[score.subject] = (*scores.get(score.subject, ()), score)
    shared = {(subject, as_written(code)): code for code, subject in conclusions.items() if as_written(code) != code}
    lifted = frozenset(unlimited)
    return Names(model.vocabulary, parameters, measures, conclusions, truths, period, lifted, scores, shared)


def _named(declared: QuantityDeclaration | RankDeclaration | ScoreDeclaration) -> tuple[str, str]:
    """The type of a named value and what conditions call it, folded."""
    return declared.subject, fold(as_written(declared.name))


def _codes(node: Node) -> list[str]:
    if node.not_encoded is not None:
        return []
    return [node.code, *(code for child in node.children for code in _codes(child))]


def about(remarks: Remarks, text: str = "") -> ir.About:
    """What people are told about a node."""
    return ir.About(
        title=remarks.title,
        text=text,
        citations=tuple(str(each) for each in remarks.citations),
        evidence=remarks.evidence,
        confirmed_by=remarks.confirmed_by,
        reading=_reading(remarks.interpretation),
        summary=remarks.summary,
    )


def _reading(interpretation: Interpretation | None) -> str | None:
    return None if interpretation is None else interpretation.chosen


class Compiler:
    """Types every condition of a ruleset, collecting faults with their places."""

    def __init__(self, model: RulesetModel, typer: Typer, collector: Collector) -> None:
        self.model, self.typer, self.collector = model, typer, collector

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
            about=evolve(about(node.remarks, node.condition.text if node.condition else ""), excluding=node.excluding),
        )

    def _exception(self, node: ExceptionNode, scope: Scope) -> ir.Exempting | None:
        condition = self.condition(node.condition, scope)
        guard = None if node.guard is None else self.condition(node.guard, scope)
        if condition is None or (node.guard is not None and guard is None):
            return None
        return ir.Exempting(node.code, condition, guard, about(node.remarks, node.condition.text))

    def quantity(self, declared: QuantityDeclaration) -> ir.Quantity | None:
        scope = Scope((declared.subject,), declared.subject)
        type_ = type_of(declared.shape)
        guard = None if declared.guard is None else self.condition(declared.guard, scope)
        body: ir.Value | ir.Table | None
        text = ""
        if declared.formula is not None:
            body = self._result(declared, declared.formula, scope)
            text = declared.formula.text
        else:
            body = self._table(declared, scope)
        if body is None or (declared.guard is not None and guard is None):
            return None
        return ir.Quantity(declared.name, declared.subject, body, type_, guard, about(declared.remarks, text))

    def truth(self, declared: QuantityDeclaration) -> list[ir.Rule]:
        """A true/false quantity; no rules (told) with a fault, as where a conclusion has its name."""
        name = as_written(declared.name)
        alike = next((each for each in self.typer.names.conclusions if as_written(each) == name), None)
        if alike is not None:
            first = node_place(self.model, alike).text()
            self.collector.add("RULE-21", declared.place, name=declared.name, first=first)
            return []
        scope = Scope((declared.subject,), declared.subject)
        return compile_truth(declared, lambda written: self.condition(written, scope), about)

    def constraint(self, declared: ConstraintDeclaration) -> ir.Constraint | None:
        """A constraint; None (told) with a fault, or if it asks what rules have found."""
        scope = Scope((declared.subject,), declared.subject)
        condition = self.condition(declared.condition, scope)
        if condition is None:
            return None
        if any(isinstance(part, ir.Concluded | ir.Derived) for part in parts(condition)):
            self.collector.add("TYPE-44", declared.condition.place)
            return None
        about_it = about(declared.remarks, declared.condition.text)
        return ir.Constraint(declared.code, declared.subject, condition, about_it)

    def as_declared(self, name: str, shape: Field, written: Written, scope: Scope) -> ir.Value | None:
        """A value of the type that `name` is declared with; None (told) with a fault."""
        return self.typed(written, lambda: self._as_declared(name, shape, written.tree, scope))

    def _result(self, declared: QuantityDeclaration, written: Written, scope: Scope) -> ir.Value | None:
        return self.as_declared(declared.name, declared.shape, written, scope)

    def _as_declared(self, name: str, shape: Field, tree: nodes.Expression, scope: Scope) -> ir.Value:
        wanted = self.typer.blank(type_of(shape))
        like = self.typer.expected(tree, wanted, scope)
        fits = like.unit == wanted.unit or (like.unit == "either" and wanted.unit in ("plain", "percent"))
        if not fits or (wanted.unit is None and like.type.kind is not wanted.type.kind):
            raise TypeFault(
                "TYPE-30",
                tree.span,
                found=like.type.kind.value,
                wanted=shape.kind.value,
                name=name,
            )
        return like.value

    def _table(self, declared: QuantityDeclaration, scope: Scope) -> ir.Table | None:
        rows: list[ir.TableRow] = []
        for row in declared.rows:
            condition = None if row.condition is None else self.condition(row.condition, scope)
            result = self._result(declared, row.result, scope)
            if result is None or (row.condition is not None and condition is None):
                continue
            text = row.condition.text if row.condition else ""
            rows.append(ir.TableRow(condition, result, about(row.remarks, text)))
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
        whole = ir.ValueType(Kind.INTEGER, None, True)
        return ir.Rank(declared.name, declared.subject, group.name, tuple(found), whole, about(declared.remarks))

    def key(self, written: Written, scope: Scope) -> ir.SortKey | None:
        """A key of an order: a condition, or a value with its direction."""
        return self.typed(written, lambda: self._key(written.tree, scope))

    def about(self, remarks: Remarks, text: str = "") -> ir.About:
        """What people are told about a node."""
        return about(remarks, text)

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
