"""From a ruleset as written to the program that executors run: every condition typed, every rule put in order."""

from collections.abc import Iterable

from attrs import define, field

from thidua_rules.diagnostics import Collector, Diagnostic
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.apart import told_apart, told_together
from thidua_rules.program.bases import settle_bases
from thidua_rules.program.codes import as_written, codes_of_title, quota_code, standard_code
from thidua_rules.program.compiler import Compiler
from thidua_rules.program.declared_shapes import check_shapes
from thidua_rules.program.grades import compile_grade
from thidua_rules.program.invariants import compile_invariant
from thidua_rules.program.names import Names, type_of
from thidua_rules.program.order import arrange
from thidua_rules.program.ranges import Ranges, bound_folds
from thidua_rules.program.score_parts import made_up
from thidua_rules.program.scores import compile_score, without_unused
from thidua_rules.program.titles import compile_title, with_applicability
from thidua_rules.program.truths import is_truth
from thidua_rules.program.typing import Typer
from thidua_rules.program.warnings import applicability, tell_circle, warn
from thidua_rules.ruleset.model import (
    Node,
    QuantityDeclaration,
    RankDeclaration,
    RulesetModel,
    ScoreDeclaration,
)
from thidua_rules.ruleset.sections.grades import before_quota
from thidua_rules.source.text import fold
from thidua_rules.values import ABSENT


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
        invariants=tuple(compiled.invariants),
    )
    return program, collector.items


@define
class _Compiled:
    """What the declarations of a ruleset become; `owners` gives the score or grade that a code is part of."""

    rules: list[ir.Rule] = field(factory=list)
    awarded: list[ir.Title] = field(factory=list)
    constraints: list[ir.Constraint] = field(factory=list)
    invariants: list[ir.Invariant] = field(factory=list)
    owners: dict[str, str] = field(factory=dict)

    def take(self, rules: Iterable[ir.Rule | None], title: ir.Title | None = None, owner: str | None = None) -> None:
        """Take up the rules of one declaration, but for what had a fault."""
        found = [each for each in rules if each is not None]
        self.rules.extend(found)
        if title is not None:
            self.awarded.append(title)
        if owner is not None:
            self.owners.update({each.code: owner for each in found})


def _compiled(compiler: Compiler) -> _Compiled:
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
    invariants = [compile_invariant(compiler, each) for each in model.invariants]
    compiled.invariants.extend(each for each in invariants if each is not None)
    return compiled


def _names(model: RulesetModel, period: Kind) -> Names:
    valued = [each for each in model.quantities if not is_truth(each)]
    measures = {_named(each): (each.name, type_of(each.shape)) for each in valued}
    truths = {_named(each): each.name for each in model.quantities if is_truth(each)}
    measures |= {_named(each): (each.name, ir.WHOLE) for each in model.ranks}
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
