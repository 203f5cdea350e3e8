"""Which periods a run of periods lacks: those of which no record is known, though the list may hold more."""

from collections.abc import Iterator, Mapping
from math import ceil, floor

from thidua_rules.facts.case import Closure
from thidua_rules.facts.lifting import lift
from thidua_rules.facts.periods import Period
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Gap
from thidua_rules.semantics.evaluation import MOST_PERIODS, Evaluation, compare_period
from thidua_rules.values import COUNTED, MET, Comparison, Possible, place


def first_lacking(evaluation: Evaluation, streak: ir.StreakOf, scope: Scope) -> tuple[Gap, ...]:
    """The record that breaks what is surely a run, counting back."""
    return tuple(_lacking(evaluation, streak, scope, MOST_PERIODS))[:1]


def lacking_for(
    evaluation: Evaluation,
    quantities: Mapping[str, ir.Rule],
    comparison: Comparison,
    left: ir.Value,
    limit: Possible,
    scope: Scope,
) -> tuple[Gap, ...]:
    """The records lacking for a run, or a quantity that is nothing but one, to be as long as a comparison asks."""
    if isinstance(left, ir.Derived) and not left.walk.steps:
        rule = quantities[left.code]
        subject = scope.subject if left.walk.of_subject else scope.element
        if isinstance(rule, ir.Quantity) and isinstance(rule.body, ir.StreakOf):
            left, scope = rule.body, Scope.of(subject)
    if not isinstance(left, ir.StreakOf) or not limit.is_point or limit.low is None:
        return ()
    needed = min(limit.low, MOST_PERIODS)
    most = ceil(needed) if comparison in (Comparison.GE, Comparison.LT) else floor(needed) + 1
    return tuple(_lacking(evaluation, left, scope, most))


def _lacking(evaluation: Evaluation, streak: ir.StreakOf, scope: Scope, most: int) -> Iterator[Gap]:
    """The periods without a record among the last `most`, down to one whose records surely break the run."""
    case, members = evaluation.case, streak.members
    until, reached = evaluation.value(streak.until, scope), evaluation.reach(members.owner, scope)
    if not until.is_point or until.low is None or len(members.collections) != 1 or len(reached.subjects) != 1:
        return
    (collection,), (owner,) = members.collections, reached.subjects
    if case.is_closed(collection.member) or case.roster_closed(owner, collection.name):
        return
    shape = evaluation.declared(members.element, streak.period)
    belonging, _ = evaluation.membership(members, scope)
    at = {each: lift(shape, case.slot(each, streak.period)) for each in belonging}
    for period in range(int(until.low), int(until.low) - most, -1):
        if shape.low is not None and period < shape.low:
            return
        here = [each for each in belonging if compare_period(at[each], period) & MET]
        if not here:
            roster = Closure(collection.member, owner, collection.name)
            yield Gap(owner, streak.period, roster, period=Period(shape.kind, period))
            continue
        wheres = [
            MET if members.where is None else evaluation.condition(members.where, Scope(each, scope.subject))
            for each in here
        ]
        if not any(place(belonging[each], where) & COUNTED for each, where in zip(here, wheres, strict=True)):
            return
