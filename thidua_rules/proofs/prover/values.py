"""Steps for values: everything that was read to find a value, by its kind."""

from typing import TYPE_CHECKING

from attrs import evolve

from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Citation, Gap, Step
from thidua_rules.proofs.prover.groups import rank_step
from thidua_rules.proofs.prover.members import extent
from thidua_rules.proofs.prover.streaks import first_lacking
from thidua_rules.semantics.evaluation import Reached
from thidua_rules.values import ANYTHING, COUNTED, Possible

if TYPE_CHECKING:
    from thidua_rules.proofs.prover.prover import Prover


def value_step(prover: "Prover", value: ir.Value, scope: Scope) -> Step:
    """The step for a value; it rests on everything that was read to find it."""
    children: list[Step] = []
    facts: tuple[Citation, ...] = ()
    gaps: tuple[Gap, ...] = ()
    match value:
        case ir.FieldValue(walk, name, _):
            facts, gaps, reached = prover.citing.walk(walk, scope)
            more, open_ = prover.citing.fields(reached, name)
            facts, gaps = facts + more, gaps + open_
        case ir.Derived(walk, code, _):
            facts, gaps, reached = prover.citing.walk(walk, scope)
            children = [measure_step(prover, subject, code) for subject in reached.subjects]
        case ir.Calculation(_, left, right, _):
            children = [prover.value(left, scope), prover.value(right, scope)]
        case ir.Opposite(operand, _) | ir.Rounded(_, _, operand, _) | ir.Shifted(operand, _, _, _):
            children = [prover.value(operand, scope)]
        case ir.DayOf(operand, _, _, _) | ir.DatePart(_, operand, _):
            children = [prover.value(operand, scope)]
        case ir.MonthsBetween(start, end, _):
            children = [prover.value(start, scope), prover.value(end, scope)]
        case ir.Bounded(operand, low, high, _):
            children = [prover.value(each, scope) for each in (operand, low, high) if each is not None]
        case ir.ExtremeOf(_, operands, _):
            children = [prover.value(each, scope) for each in operands]
        case ir.Otherwise(operand, default, _):
            children = [prover.value(each, scope) for each in (operand, default)]
        case ir.CountOf(members, _):
            children, facts, gaps = extent(prover, members, None, scope)
        case ir.RatioOf(members, filter_, _):
            children, facts, gaps = extent(prover, members, filter_, scope)
        case ir.FoldOf(_, item, members, _, _, by):
            children, facts, gaps = extent(prover, members, None, scope)
            counted = [each.scope for each in children if isinstance(each.outcome, int) and each.outcome & COUNTED]
            children.extend(prover.value(item, each) for each in counted)
            children.extend(prover.value(by, each) for each in counted if by is not None)
        case ir.StreakOf(until, members, period, _, _):
            children, facts, gaps = extent(prover, members, None, scope)
            elements = [each.scope.element for each in children]
            more, open_ = prover.citing.fields(Reached(tuple(elements)), period)
            facts, gaps = facts + more, (*first_lacking(prover.evaluation, value, scope), *gaps, *open_)
            children.append(prover.value(until, scope))
    outcome = prover.evaluation.value(value, scope)
    return Step(value, scope, outcome, "operand", children=tuple(children), facts=facts, gaps=gaps)


def measure_step(prover: "Prover", subject: SubjectId, code: str) -> Step:
    """The step for a quantity or rank of a subject."""
    found = prover.memo.get((subject, code, ANYTHING))
    if found is None:
        rule = prover.program.homes[code]
        scope = Scope.of(subject)
        outcome = prover.record.value(subject, code)
        if isinstance(rule, ir.Rank):
            found = rank_step(prover, rule, scope, outcome)
        else:
            assert isinstance(rule, ir.Quantity)
            found = _quantity(prover, rule, scope, outcome)
        prover.memo[subject, code, ANYTHING] = found
    return found


def _quantity(prover: "Prover", rule: ir.Quantity, scope: Scope, outcome: Possible) -> Step:
    children = []
    if rule.guard is not None:
        mask = prover.evaluation.condition(rule.guard, scope)
        children.append(evolve(prover.condition(rule.guard, scope, mask), role="guard"))
    if isinstance(rule.body, ir.Table):
        children.extend(_row(prover, row, scope) for row in rule.body.rows)
    else:
        children.append(prover.value(rule.body, scope))
    return Step(rule, scope, outcome, children=tuple(children))


def _row(prover: "Prover", row: ir.TableRow, scope: Scope) -> Step:
    children = []
    if row.condition is not None:
        mask = prover.evaluation.condition(row.condition, scope)
        children.append(evolve(prover.condition(row.condition, scope, mask), role="test"))
    result = prover.value(row.result, scope)
    return Step(row, scope, result.outcome, "result", children=(*children, evolve(result, role="result")))


__all__ = ["measure_step", "value_step"]
