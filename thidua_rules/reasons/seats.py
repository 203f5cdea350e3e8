"""Where a candidate stands before a quota: the seats of each limit, who comes before, and where the line is."""

from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Step
from thidua_rules.proofs.prover.groups import is_level, rivals
from thidua_rules.proofs.prover.prover import Prover
from thidua_rules.semantics.quotas import Standing
from thidua_rules.values import MET, NOT_MET


@frozen
class Order:
    """A candidate among those of the first limit's group: who is surely before, level, or perhaps before.

    `last` is who has the last seat and `seats` how many there are, where there is just one limit, the order is known
    and somebody is left without; else None.
    """

    place: int
    of: int
    before: tuple[SubjectId, ...]
    level: tuple[SubjectId, ...]
    perhaps: tuple[SubjectId, ...]
    last: SubjectId | None = None
    seats: int | None = None


def order(prover: Prover, step: Step, limit: ir.Limit) -> Order:
    """The order before a quota as its step tells of it."""
    rule, subject = step.rule, step.scope.subject
    assert isinstance(rule, ir.Quota)
    groups = prover.evaluation.groups(subject, limit.group)
    mine = prover.standing(rule, subject)
    found = [
        (each.subject, prover.standing(rule, each.subject))
        for each in rivals(step)
        if each.standard != NOT_MET and prover.evaluation.groups(each.subject, limit.group).meets(groups)
    ]
    found.sort(key=lambda each: (each[1].best, each[1].worst))
    before = tuple(each for each, place in found if place.standard == MET and place.worst < mine.best)
    level = tuple(each for each, place in found if is_level(mine, place, rule))
    surely = {*before, *level}
    perhaps = tuple(each for each, place in found if each not in surely and place.best <= mine.worst)
    last, seats = _line(prover, rule, subject, limit, [(subject, mine), *found])
    return Order(len(before) + 1, len(found) + 1, before, level, perhaps, last, seats)


Tie = Literal["council", "same", "all", "none"]
"""What is done about a tie: the council has yet to choose, or said the same of all who tie; or as the rule says."""


def tie(prover: Prover, step: Step) -> Tie:
    """How the tie of a quota's step is to be resolved."""
    rule, subject = step.rule, step.scope.subject
    assert isinstance(rule, ir.Quota)
    if rule.ties != "council":
        return rule.ties
    mine = prover.standing(rule, subject)
    level = [each.subject for each in rivals(step) if is_level(mine, prover.standing(rule, each.subject), rule)]
    chosen = [key.operand for key in rule.keys if key.choice and not isinstance(key.operand, ir.Value)]
    masks = {prover.evaluation.condition(each, Scope.of(one)) for one in (subject, *level) for each in chosen}
    return "same" if masks and masks <= {MET, NOT_MET} else "council"


def _line(
    prover: Prover,
    rule: ir.Quota,
    subject: SubjectId,
    limit: ir.Limit,
    candidates: Sequence[tuple[SubjectId, Standing]],
) -> tuple[SubjectId | None, int | None]:
    """The last candidate who has a seat, and how many seats there are."""
    evaluation = prover.evaluation
    seats = evaluation.seats(limit, subject, evaluation.base_size(limit, subject, subject))
    known = all(place.standard == MET or each == subject for each, place in candidates)
    if len(rule.limits) > 1 or not known or not seats.is_point or seats.low is None or not rule.keys:
        return None, None
    number = int(seats.low // 1)
    ordered = sorted(candidates, key=lambda each: (each[1].best, each[1].worst))
    seated, rest = ordered[:number], ordered[max(number, 0) :]
    if seated and rest and max(place.worst for _, place in seated) < min(place.best for _, place in rest):
        return seated[-1][0], number
    return None, None


__all__ = ["Order", "Tie", "order", "tie"]
