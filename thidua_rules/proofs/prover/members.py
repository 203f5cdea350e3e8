"""Steps for collections: who is in them, what fixes the place of each, and which of them a condition rests on."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Citation, Gap, MemberOf, Step
from thidua_rules.values import ANYTHING, BARE, BOTH, COUNTED, MET, OUT, place

if TYPE_CHECKING:
    from thidua_rules.proofs.prover.prover import Prover


def extent(
    prover: "Prover", members: ir.Members, condition: ir.Condition | None, scope: Scope
) -> tuple[list[Step], tuple[Citation, ...], tuple[Gap, ...]]:
    """Every element that may be in a collection, with all that fixes its place; closures; what is open."""
    facts, gaps, _ = prover.citing.walk(members.owner, scope)
    found, _ = prover.evaluation.membership(members, scope)
    steps = [_member(prover, members, condition, element, mask, scope) for element, mask in found.items()]
    closures, open_ = prover.citing.closures(members, scope)
    return steps, (*facts, *closures), (*gaps, *open_)


def _member(
    prover: "Prover",
    members: ir.Members,
    condition: ir.Condition | None,
    element: SubjectId,
    membership: int,
    scope: Scope,
) -> Step:
    inner = Scope(element, scope.subject)
    children = []
    mask = membership
    if members.where is not None:
        where = prover.evaluation.condition(members.where, inner)
        mask = BOTH[mask][where]
        children.append(evolve(prover.condition(members.where, inner, where), role="where"))
    filter_ = MET
    if condition is not None:
        filter_ = prover.evaluation.condition(condition, inner)
        children.append(evolve(prover.condition(condition, inner, filter_), role="filter"))
    facts, gaps = prover.citing.belongs(members, element, scope)
    outcome = place(mask, filter_)
    rule = MemberOf(members, condition)
    return Step(rule, inner, outcome, "member", children=tuple(children), facts=facts, gaps=gaps)


def aggregate(
    prover: "Prover",
    rule: ir.Condition,
    members: ir.Members,
    condition: ir.Condition | None,
    scope: Scope,
    allowed: int,
    combined: Callable[[Sequence[int], bool], int],
) -> Step:
    """A condition on a collection: the witnesses alone if it holds whatever else there is, else the roster."""
    found, is_open = prover.evaluation.membership(members, scope)
    steps = [_member(prover, members, condition, element, mask, scope) for element, mask in found.items()]
    places = [step.outcome for step in steps if isinstance(step.outcome, int)]
    outcome = combined(places, is_open)
    facts, gaps, _ = prover.citing.walk(members.owner, scope)
    closures, open_ = prover.citing.closures(members, scope)
    needs_closure = combined(places, True) & ~allowed != 0
    more = is_open or not needs_closure
    kept = list(places)
    for index in reversed(range(len(kept))):
        known = kept[index]
        for wider in (OUT, OUT | BARE | COUNTED, BARE | COUNTED, OUT | BARE, OUT | COUNTED):
            # a member may be left unmentioned only where others may come anyway
            if (wider == OUT and needs_closure) or (wider != OUT and wider & known != known):
                continue
            if combined([*kept[:index], wider, *kept[index + 1 :]], more) & ~allowed == 0:
                kept[index] = wider
                break
    children = []
    for step, left in zip(steps, kept, strict=True):
        dropped = not needs_closure and left == OUT
        children.append(evolve(_within(step, left), needed=not dropped, allowed=left))
    return Step(
        rule,
        scope,
        outcome,
        allowed=allowed,
        children=tuple(children),
        facts=(*facts, *closures) if needs_closure else facts,
        gaps=(*gaps, *open_),
        needs_closure=needs_closure,
    )


def _within(step: Step, left: int) -> Step:
    """A member's step resting only on what keeps it within the places left to it."""
    assert isinstance(step.outcome, int)
    if left == step.outcome:
        return step
    keep = []
    for child in step.children:
        needless = left & (BARE | COUNTED) == BARE | COUNTED and child.role == "filter"
        keep.append(evolve(child, needed=False) if needless or left == ANYTHING else child)
    return evolve(step, children=tuple(keep))


__all__ = ["aggregate", "extent"]
