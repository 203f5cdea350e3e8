"""Steps for collections: who is in them, what fixes the place of each, and which of them a condition rests on."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Citation, Gap, Grounds, Later, MemberOf, Step, apart
from thidua_rules.values import ANYTHING, BARE, BOTH, COUNTED, MET, OUT, place

if TYPE_CHECKING:
    from thidua_rules.proofs.prover.prover import Prover


def extent(
    prover: "Prover", members: ir.Members, condition: ir.Condition | None, scope: Scope
) -> Later[tuple[Step, ...]]:
    """Every element that may be in a collection, with all that fixes its place."""

    def steps() -> tuple[Step, ...]:
        found, _ = prover.evaluation.membership(members, scope)
        return tuple(_member(prover, members, condition, element, mask, scope) for element, mask in found.items())

    return Later(steps)


def grounds(
    prover: "Prover", members: ir.Members, scope: Scope, closed: Callable[[], bool] = lambda: True
) -> tuple[Later[Grounds], Later[Grounds]]:
    """The walk to the owner of a collection and, if it rests on being `closed`, what closes it; and what is open.

    What closes it may be everybody of a type, so that who asks only what is open does not look at them.
    """

    def facts() -> tuple[Citation, ...]:
        walked = prover.citing.walk(members.owner, scope)[0]
        return (*walked, *prover.citing.closed(members, scope)) if closed() else walked

    def gaps() -> tuple[Gap, ...]:
        return (*prover.citing.walk(members.owner, scope)[1], *prover.citing.open(members, scope))

    return apart(facts, gaps)


def _member(
    prover: "Prover",
    members: ir.Members,
    condition: ir.Condition | None,
    element: SubjectId,
    membership: int,
    scope: Scope,
) -> Step:
    inner = Scope(element, scope.subject)
    mask = membership
    where = filter_ = MET
    if members.where is not None:
        where = prover.evaluation.condition(members.where, inner)
        mask = BOTH[mask][where]
    if condition is not None:
        filter_ = prover.evaluation.condition(condition, inner)

    def children() -> Iterator[Step]:
        if members.where is not None:
            yield prover.condition(members.where, inner, where, where).placed("where", where)
        if condition is not None:
            yield prover.condition(condition, inner, filter_, filter_).placed("filter", filter_)

    grounds = Later(lambda: prover.citing.belongs(members, element))
    below = Later(lambda: tuple(children()))
    rule = MemberOf(members, condition)
    return Step(rule, inner, place(mask, filter_), "member", ANYTHING, True, below, grounds, grounds)


def aggregate(
    prover: "Prover",
    rule: ir.Condition,
    members: ir.Members,
    condition: ir.Condition | None,
    scope: Scope,
    outcome: int,
    allowed: int,
    combined: Callable[[Counter[int], bool], int],
) -> Step:
    """A condition on a collection: the witnesses alone if it holds whatever else there is, else the roster."""
    elements = extent(prover, members, condition, scope)

    def left() -> tuple[list[int], bool]:
        places = [step.outcome for step in elements.get() if isinstance(step.outcome, int)]
        is_open = prover.evaluation.membership(members, scope)[1]
        return _given_up(places, is_open, combined, allowed)

    found = Later(left)

    def children() -> tuple[Step, ...]:
        kept, closed = found.get()
        return tuple(_within(step, each, closed) for step, each in zip(elements.get(), kept, strict=True))

    cited = grounds(prover, members, scope, lambda: found.get()[1])
    return Step(rule, scope, outcome, "other", allowed, True, Later(children), *cited)


def _given_up(
    places: Sequence[int], is_open: bool, combined: Callable[[Counter[int], bool], int], allowed: int
) -> tuple[list[int], bool]:
    """The places that must be known of each member, last first given up, and whether the roster must be closed."""
    tally = Counter(places)
    needs_closure = combined(tally, True) & ~allowed != 0
    more = is_open or not needs_closure
    # what may not be given up of one member may not be of one met later either: ever less is known by then
    wider = {
        known: [
            each
            for each in (OUT, OUT | BARE | COUNTED, BARE | COUNTED, OUT | BARE, OUT | COUNTED)
            # a member may be left unmentioned only where others may come anyway
            if not ((each == OUT and needs_closure) or (each != OUT and each & known != known))
        ]
        for known in tally
    }
    kept = list(places)
    for index in reversed(range(len(kept))):
        known = kept[index]
        while wider[known]:
            given = wider[known][0]
            tally[known] -= 1
            tally[given] += 1
            if combined(tally, more) & ~allowed == 0:
                kept[index] = given
                break
            tally[given] -= 1
            tally[known] += 1
            del wider[known][0]
    return kept, needs_closure


def _within(step: Step, left: int, closed: bool) -> Step:
    """A member's step resting only on what keeps it within the places left to it."""
    needed = closed or left != OUT
    if left == step.outcome:
        return step.placed(step.role, left, needed)

    def children() -> Iterator[Step]:
        for child in step.children:
            needless = left & (BARE | COUNTED) == BARE | COUNTED and child.role == "filter"
            yield child.placed(child.role, child.allowed, child.needed and not (needless or left == ANYTHING))

    return evolve(step, allowed=left, needed=needed, children=Later(lambda: tuple(children())))
