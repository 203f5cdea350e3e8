"""From a ruleset as written to the program that executors run: every condition typed, every rule put in order."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from attrs import evolve

from thidua_rules.conditions import nodes
from thidua_rules.diagnostics import Collector, Diagnostic, Place
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.order import arrange
from thidua_rules.program.titles import codes_of_title, compile_title, settle_bases
from thidua_rules.program.typing import Names, Scope, TypeFault, Typer, is_constant, type_of
from thidua_rules.program.walking import parts
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
    Written,
)
from thidua_rules.text import fold
from thidua_rules.values import ABSENT, point

T = TypeVar("T")


def compile_ruleset(model: RulesetModel, period: Kind = Kind.YEAR) -> tuple[ir.Program | None, tuple[Diagnostic, ...]]:
    """The program of a ruleset and every finding; no program if one of them is an error."""
    compiler = Compiler(model, Typer(_names(model, period)), Collector())
    rules = [
        *(compiler.criterion(each) for each in model.criteria if each.root.not_encoded is None),
        *(compiler.quantity(each) for each in model.quantities),
        *(compiler.rank(each) for each in model.ranks),
    ]
    titles = [compile_title(compiler, each) for each in model.titles]
    collector = compiler.collector
    whole: list[ir.Rule] = [each for each in rules if each is not None]
    constraints = [found for each in model.constraints if (found := compiler.constraint(each)) is not None]
    awarded = []
    for found in titles:
        if found is not None:
            whole.extend(found[0])
            awarded.append(found[1])
    whole = settle_bases(whole, _applicability(whole))
    arranged = None
    if not collector.errors:
        arranged, cycle = arrange(whole)
        if cycle:
            _tell_circle(cycle, whole, model, collector)
    if collector.errors or arranged is None:
        return None, tuple(collector.items)
    _warn(whole, model, collector)
    parameters = {each.name: type_of(each.shape) for each in model.parameters}
    documents = {each.id: each.name for each in model.documents}
    lettered = frozenset(each.id for each in model.documents if each.clause_letters_ours)
    program = ir.Program(
        model.vocabulary,
        *arranged,
        parameters,
        documents,
        lettered,
        awarded=tuple(awarded),
        constraints=tuple(constraints),
    )
    return program, tuple(collector.items)


def _names(model: RulesetModel, period: Kind) -> Names:
    whole = ir.ValueType(Kind.INTEGER, None, True)
    measures = {(each.subject, fold(each.name)): (each.name, type_of(each.shape)) for each in model.quantities}
    measures |= {(each.subject, fold(each.name)): (each.name, whole) for each in model.ranks}
    conclusions: dict[str, str] = {}
    for criterion in model.criteria:
        for code in _codes(criterion.root):
            conclusions[code] = criterion.subject
    for title in model.titles:
        inner = (code for node in (title.standard, *title.further) for code in _codes(node))
        for code in (*codes_of_title(title), *inner):
            conclusions[code] = title.subject
    parameters = {fold(each.name): (each.name, type_of(each.shape)) for each in model.parameters}
    unlimited = {each.name for each in model.parameters if any(value is ABSENT for _, value in each.values)}
    return Names(model.vocabulary, parameters, measures, conclusions, period, frozenset(unlimited))


def _codes(node: Node) -> list[str]:
    if node.not_encoded is not None:
        return []
    return [node.code, *(code for child in node.children for code in _codes(child))]


def _place_of(model: RulesetModel, code: str) -> Place:
    for criterion in model.criteria:
        if criterion.root.code == code:
            return criterion.root.place
    for title in model.titles:
        if code in codes_of_title(title):
            return title.place
    places = {each.name: each.place for each in model.quantities} | {each.name: each.place for each in model.ranks}
    return places.get(code, Place())


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

    def constraint(self, declared: ConstraintDeclaration) -> ir.Constraint | None:
        """A constraint; None (told) with a fault, or if it looks beyond the fact itself."""
        scope = Scope((declared.subject,), declared.subject)
        condition = self.condition(declared.condition, scope)
        if condition is None:
            return None
        if any(_looks_beyond(part) for part in parts(condition)):
            self.collector.add("TYPE-44", declared.condition.place)
            return None
        about_it = about(declared.remarks, declared.condition.text)
        return ir.Constraint(declared.code, declared.subject, condition, about_it)

    def _result(self, declared: QuantityDeclaration, written: Written, scope: Scope) -> ir.Value | None:
        return self.typed(written, lambda: self._as_declared(declared, written.tree, scope))

    def _as_declared(self, declared: QuantityDeclaration, tree: nodes.Expression, scope: Scope) -> ir.Value:
        like = self.typer.expected(tree, self.typer.blank(type_of(declared.shape)), scope)
        wanted = self.typer.blank(type_of(declared.shape))
        fits = like.unit == wanted.unit or (like.unit == "either" and wanted.unit in ("plain", "percent"))
        if not fits or (wanted.unit is None and like.type.kind is not wanted.type.kind):
            raise TypeFault(
                "TYPE-30",
                tree.span,
                found=like.type.kind.value,
                wanted=declared.shape.kind.value,
                name=declared.name,
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
        return _cut(tuple(rows)) if len(rows) == len(declared.rows) else None

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


def _looks_beyond(part: object) -> bool:
    """Whether a part of a condition needs more than the fields of the subject itself."""
    if isinstance(part, ir.Concluded | ir.Derived | ir.Members):
        return True
    return isinstance(part, ir.FieldValue | ir.Fact | ir.PresentFact) and bool(part.walk.steps)


# ---------------------------------------------------------------- tables


def _cut(rows: tuple[ir.TableRow, ...]) -> ir.Table:
    """A table, cut cell by cell if all rows test one value against constants and no result mentions it."""
    tested: set[ir.Value] = set()
    marks: list[ir.Value] = []
    for row in rows:
        if row.condition is not None and not _simple(row.condition, tested, marks):
            return ir.Table(rows)
    if len(tested) != 1:
        return ir.Table(rows)
    (value,) = tested
    if any(value in parts(row.result) for row in rows):
        return ir.Table(rows)
    return ir.Table(rows, value, tuple(marks))


def _simple(condition: ir.Condition, tested: set[ir.Value], marks: list[ir.Value]) -> bool:
    match condition:
        case ir.Compared(_, left, right) if is_constant(right):
            tested.add(left)
            marks.append(right)
            return not is_constant(left)
        case ir.Compared(_, left, right) if is_constant(left):
            tested.add(right)
            marks.append(left)
            return True
        case ir.AmongOf(operand, wanted):
            tested.add(operand)
            whole = ir.ValueType(Kind.NUMBER)
            numbers = [each for each in wanted if isinstance(each, int | Fraction)]
            marks.extend(ir.Constant(point(each), whole) for each in sorted(numbers))
            return True
        case ir.PresentOf(operand):
            tested.add(operand)
            return True
        case ir.Negation(operand):
            return _simple(operand, tested, marks)
        case ir.Conjunction(operands) | ir.Disjunction(operands):
            simple = [_simple(each, tested, marks) for each in operands]  # every one collects its marks
            return all(simple)
    return False


# ---------------------------------------------------------------- warnings


def _warn(rules: Sequence[ir.Rule], model: RulesetModel, collector: Collector) -> None:
    """What is allowed but rarely meant."""
    nodes_by_code = {node.code: node for rule in rules if isinstance(rule, ir.Criterion) for node in _below(rule.root)}
    for rule in rules:
        if not isinstance(rule, ir.Criterion):
            continue
        for node in _below(rule.root):
            if node.condition is None or isinstance(node.condition, ir.Concluded):
                continue
            for part in parts(node.condition):
                target = nodes_by_code.get(part.code) if isinstance(part, ir.Concluded) else None
                if target is not None and _may_not_apply(target, nodes_by_code):
                    collector.add("TYPE-31", _node_place(model, node.code), code=target.code)
            for name in _unguarded(node.condition, model):
                collector.add("TYPE-32", _node_place(model, node.code), name=name)


def _tell_circle(cycle: list[str], rules: list[ir.Rule], model: RulesetModel, collector: Collector) -> None:
    """Rules that lead back to themselves: through others, or in one criterion where a node refers to one beside it."""
    for rule in rules if len(set(cycle)) == 1 else ():
        if not isinstance(rule, ir.Criterion) or rule.code != cycle[0]:
            continue
        around = {each.code: {one.code for one in _below(each)} for each in _below(rule.root)}
        for node in _below(rule.root):
            for part in parts(node.condition) if node.condition is not None else ():
                if isinstance(part, ir.Concluded) and node.code not in around.get(part.code, {node.code}):
                    place = _node_place(model, node.code)
                    collector.add("TYPE-33", place, code=node.code, target=part.code, criterion=rule.code)
                    return
    collector.add("TYPE-27", _place_of(model, cycle[0]), cycle=" → ".join(cycle))


def _below(node: ir.Requirement) -> list[ir.Requirement]:
    return [node, *(each for child in node.children for each in _below(child))]


def _applicability(rules: Sequence[ir.Rule]) -> Callable[[str], bool]:
    """Whether the conclusion of a code may be not applicable."""
    by_code = {node.code: node for rule in rules if isinstance(rule, ir.Criterion) for node in _below(rule.root)}
    return lambda code: code in by_code and _may_not_apply(by_code[code], by_code)


def _may_not_apply(node: ir.Requirement, by_code: Mapping[str, ir.Requirement]) -> bool:
    if node.guard is not None:
        return True
    if isinstance(node.condition, ir.Concluded):
        target = by_code.get(node.condition.code)
        return target is not None and _may_not_apply(target, by_code)
    return bool(node.children) and all(_may_not_apply(child, by_code) for child in node.children)


def _unguarded(condition: ir.Condition, model: RulesetModel) -> list[str]:
    inside = list(parts(condition))
    asked = {part.name for part in inside if isinstance(part, ir.PresentFact)}
    found = []
    for part in inside:
        if isinstance(part, ir.FieldValue) and part.type.shape is not None:
            shape = part.type.shape
            if shape.may_be_absent and shape.name not in asked and shape.name not in found:
                found.append(shape.name)
    return found


def _node_place(model: RulesetModel, code: str) -> Place:
    """Where the condition of a node stands, or else the node."""

    def search(node: Node) -> Place | None:
        if node.code == code:
            return node.place if node.condition is None else node.condition.place
        return next((place for child in node.children if (place := search(child))), None)

    roots = [each.root for each in model.criteria]
    roots += [node for title in model.titles for node in (title.standard, *title.further)]
    return next((place for each in roots if (place := search(each))), Place())
