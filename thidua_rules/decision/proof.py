"""What a proof is made of: steps that are instances of rules, the facts they cite, and what is not known."""

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from thidua_rules.executors.evaluation import Scope
from thidua_rules.executors.protocol import Question
from thidua_rules.facts.case import Closure, Slot, SubjectId
from thidua_rules.program import ir
from thidua_rules.values import ANYTHING, Possible, is_settled


@frozen
class Cited:
    """A fact: a subject exists (no name), or a field of it is known to this extent."""

    subject: SubjectId
    name: str | None = None
    slot: Slot = None


@frozen
class CitedClosure:
    """A fact: the extent has these members and no others."""

    closure: Closure
    members: tuple[SubjectId, ...]


Citation = Cited | CitedClosure


@frozen
class Gap:
    """Something not known: a field of a subject (`name`), or whether an extent has further members (`closure`).

    An indirect gap matters only because a reference is not known.
    """

    subject: SubjectId | None
    name: str | None = None
    closure: Closure | None = None
    indirect: bool = False


@frozen
class MemberOf:
    """The rule that places one element of a collection: membership, `where` and the filter."""

    members: ir.Members
    condition: ir.Condition | None


Role = Literal[
    "guard", "condition", "test", "child", "exception", "operand", "member", "where", "filter", "result", "key", "other"
]
Instance = (
    ir.Requirement | ir.Exempting | ir.Quantity | ir.Rank | ir.Table | ir.TableRow | MemberOf | ir.Condition | ir.Value
)


@frozen
class Step:
    """One instance of a rule for one scope.

    `outcome` is what the engine found: a mask, a `Possible`, or the places of a member. `allowed` is what the step
    is used for: that nothing outside this set is possible. A step that is not `needed` is shown but carries nothing.
    `needs_closure` tells whether an aggregate rests on its extents being closed.
    """

    rule: Instance
    scope: Scope
    outcome: int | Possible
    role: Role = "other"
    allowed: int = ANYTHING
    needed: bool = True
    children: tuple["Step", ...] = ()
    facts: tuple[Citation, ...] = ()
    gaps: tuple[Gap, ...] = ()
    needs_closure: bool = False

    @property
    def settled(self) -> bool:
        """Whether further facts can no longer change the outcome; a row's covers whether it is chosen."""
        if isinstance(self.rule, ir.TableRow):
            return all(child.settled for child in self.children)
        return is_settled(self.outcome) if isinstance(self.outcome, int) else self.outcome.is_point

    def walk(self) -> Iterator["Step"]:
        """This step and those below it, outermost first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def used(self) -> Iterator["Step"]:
        """The steps that carry the conclusion."""
        if self.needed:
            yield self
            for child in self.children:
                yield from child.used()


@frozen
class Proof:
    """Why a conclusion about a subject has its verdict: `mask` are the outcomes that the cited facts leave possible."""

    subject: SubjectId
    code: str
    mask: int
    question: Question
    root: Step

    @property
    def facts(self) -> tuple[Citation, ...]:
        """Every fact that the conclusion rests on, each once."""
        return tuple(dict.fromkeys(fact for step in self.root.used() for fact in step.facts))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything unknown that the verdict may still depend on, direct gaps first; empty for a definite verdict."""
        found: dict[tuple[SubjectId | None, str | None, Closure | None], Gap] = {}
        for gap in _open_gaps(self.root):
            key = (gap.subject, gap.name, gap.closure)
            if key not in found or not gap.indirect:
                found[key] = gap
        return tuple(sorted(found.values(), key=lambda gap: (gap.indirect, gap.closure is not None)))


def _open_gaps(step: Step) -> Iterator[Gap]:
    if step.settled:
        return
    yield from step.gaps
    for child in step.children:
        yield from _open_gaps(child)
