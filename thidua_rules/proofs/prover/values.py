"""Steps for values: everything that was read to find a value, by its kind."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Grounds, Later, Role, Step
from thidua_rules.proofs.prover.groups import rank_step
from thidua_rules.proofs.prover.members import extent, grounds
from thidua_rules.proofs.prover.streaks import first_lacking
from thidua_rules.semantics.evaluation import Reached
from thidua_rules.values import ANYTHING, COUNTED, Possible

if TYPE_CHECKING:
    from thidua_rules.proofs.prover.prover import Prover


def value_step(prover: "Prover", value: ir.Value, scope: Scope) -> Step:
    """The step for a value; it rests on everything that was read to find it."""
    outcome = prover.evaluation.value(value, scope)
    elements: Later[tuple[Step, ...]] | None = None
    cited: tuple[Later[Grounds], Later[Grounds]] | tuple[()] = ()
    match value:
        case ir.FieldValue(walk, name, _):
            cited = (Later(lambda: prover.citing.field(walk, name, scope)),) * 2
        case ir.Derived(walk, _, _):
            cited = (Later(lambda: prover.citing.walk(walk, scope)),) * 2
        case ir.CountOf(members, _) | ir.FoldOf(_, _, members, _, _, _):
            elements, cited = extent(prover, members, None, scope), grounds(prover, members, scope)
        case ir.RatioOf(members, filter_, _):
            elements, cited = extent(prover, members, filter_, scope), grounds(prover, members, scope)
        case ir.StreakOf(_, members, _, _, _):
            elements, (facts, gaps) = extent(prover, members, None, scope), grounds(prover, members, scope)
            belonging = Later(lambda: (facts.get()[0], gaps.get()[1]))
            cited = (Later(lambda: _periods(prover, value, scope, elements.get(), belonging.get())),) * 2
        case ir.Constant() | ir.Parameter() | ir.Asked():
            return Step(value, scope, outcome, "operand")
    below = Later(lambda: _below(prover, value, scope, elements.get() if elements is not None else ()))
    return Step(value, scope, outcome, "operand", ANYTHING, True, below, *cited)


def _below(prover: "Prover", value: ir.Value, scope: Scope, elements: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps of all that a value is reckoned from, the elements of a collection first."""
    operands: Sequence[ir.Value | None] = ()
    match value:
        case ir.Derived(walk, _, _):
            reached = prover.evaluation.reach(walk, scope).subjects
            return tuple(measure_step(prover, subject, value.code_of(subject.type)) for subject in reached)
        case ir.Calculation(_, left, right, _):
            operands = (left, right)
        case ir.Opposite(operand, _) | ir.Rounded(_, _, operand, _) | ir.Shifted(operand, _, _, _):
            operands = (operand,)
        case ir.DayOf(operand, _, _, _) | ir.DatePart(_, operand, _):
            operands = (operand,)
        case ir.MonthsBetween(start, end, _):
            operands = (start, end)
        case ir.Bounded(operand, low, high, _):
            operands = (operand, low, high)
        case ir.ExtremeOf(_, extremes, _):
            operands = extremes
        case ir.Otherwise(operand, default, _):
            operands = (operand, default)
        case ir.StreakOf(until, _, _, _, _):
            operands = (until,)
        case ir.FoldOf(_, item, _, _, _, by):
            counted = [each.scope for each in elements if isinstance(each.outcome, int) and each.outcome & COUNTED]
            items = [prover.value(part, each) for part in (item, by) if part is not None for each in counted]
            return (*elements, *items)
    return (*elements, *(prover.value(each, scope) for each in operands if each is not None))


def _periods(
    prover: "Prover", streak: ir.StreakOf, scope: Scope, elements: Sequence[Step], belonging: Grounds
) -> Grounds:
    """The periods of all records of a run, beside what they belong to."""
    facts, gaps = belonging
    more, open_ = prover.citing.fields(Reached(tuple(each.scope.element for each in elements)), streak.period)
    return facts + more, (*first_lacking(prover.evaluation, streak, scope), *gaps, *open_)


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
    def children() -> Iterator[Step]:
        if rule.guard is not None:
            yield _condition(prover, rule.guard, scope, "guard")
        if isinstance(rule.body, ir.Table):
            yield from (_row(prover, row, scope) for row in rule.body.rows)
        else:
            yield prover.value(rule.body, scope)

    return Step(rule, scope, outcome, "other", ANYTHING, True, Later(lambda: tuple(children())))


def _row(prover: "Prover", row: ir.TableRow, scope: Scope) -> Step:
    result = prover.value(row.result, scope).placed("result", ANYTHING)
    children: tuple[Step, ...] = (result,)
    if row.condition is not None:
        children = (_condition(prover, row.condition, scope, "test"), result)
    return Step(row, scope, result.outcome, "result", children=children)


def _condition(prover: "Prover", condition: ir.Condition, scope: Scope, role: Role) -> Step:
    mask = prover.evaluation.condition(condition, scope)
    return prover.condition(condition, scope, mask, mask).placed(role, mask)
