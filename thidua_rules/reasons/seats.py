"""Where a candidate stands before a quota: the seats of each limit, who comes before, and where the line is."""

from bisect import bisect_right
from typing import Literal

from attrs import frozen

from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Step
from thidua_rules.proofs.prover.candidates import Candidates
from thidua_rules.proofs.prover.groups import level
from thidua_rules.proofs.prover.prover import Prover
from thidua_rules.values import MET, NOT_MET, UNDETERMINED


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
    mine = prover.evaluation.standing(rule, subject)
    found = prover.candidates(rule, limit, subject)
    # whoever may come first or is level stands no later at best
    first = found.ordered[: bisect_right(found.ordered_places, mine.worst)]
    before = tuple(each for each, place in first if place.standard == MET and place.worst < mine.best)
    tied = {each for each, _ in found.level(subject, mine)}
    level_ = tuple(each for each, _ in first if each in tied)
    surely = {subject, *before, *tied}
    perhaps = tuple(each for each, _ in first if each not in surely)
    last, seats = _line(prover, rule, limit, found, subject)
    return Order(len(before) + 1, found.others(subject) + 1, before, level_, perhaps, last, seats)


Tie = Literal["council", "same", "all", "none"]
"""What is done about a tie: the council has yet to choose, or said the same of all who tie; or as the rule says."""


def would_be_seated(prover: Prover, step: Step) -> bool:
    """Whether a requirement asks for a seat of somebody who surely does not compete: it says what would be."""
    asked = step.rule.condition if isinstance(step.rule, ir.Requirement) else None
    quota = prover.program.homes.get(asked.code) if isinstance(asked, ir.Concluded) else None
    return isinstance(quota, ir.Quota) and not competes(prover, quota, step.scope.subject)


def competes(prover: Prover, quota: ir.Quota, subject: SubjectId) -> bool:
    """Whether a subject may be a candidate: has the standard, and every further condition that comes first."""
    return bool(prover.record.mask(subject, quota.standard) & (MET | UNDETERMINED))


def tie(prover: Prover, step: Step) -> Tie:
    """How the tie of a quota's step is to be resolved."""
    rule, subject = step.rule, step.scope.subject
    assert isinstance(rule, ir.Quota)
    if rule.ties != "council":
        return rule.ties
    tied = [each for each, _ in level(prover, rule, subject)]
    chosen = [key.operand for key in rule.keys if key.choice and not isinstance(key.operand, ir.Value)]
    masks = {prover.evaluation.condition(each, Scope.of(one)) for one in (subject, *tied) for each in chosen}
    return "same" if masks and masks <= {MET, NOT_MET} else "council"


def _line(
    prover: Prover, rule: ir.Quota, limit: ir.Limit, found: Candidates, subject: SubjectId
) -> tuple[SubjectId | None, int | None]:
    """The last candidate who has a seat, and how many seats there are."""
    evaluation = prover.evaluation
    seats = evaluation.seats(limit, subject, evaluation.base_size(limit, subject, subject))
    if len(rule.limits) > 1 or not seats.is_point or seats.low is None or not rule.keys:
        return None, None
    number = int(seats.low // 1)
    last = found.last_seated(subject, evaluation.standing(rule, subject), number)
    return last, None if last is None else number
