"""What a verdict comes from: a tree of causes, each of a kind that people have a name for."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

from attrs import define, frozen

from thidua_rules.facts.case import SubjectId
from thidua_rules.proofs.proof import Later, Proof, Step
from thidua_rules.values import Status

Kind = Literal["conclusion", "requirement", "condition", "guard", "members", "alike", "seats", "tie", "unstated"]
"""Of what kind a cause is.

- `conclusion`: a criterion, title or standard, of this subject or of another one;
- `requirement`: a part of one, or an exception;
- `condition`: facts against what is asked of them;
- `guard`: why something applies, does not apply, or may not;
- `members`: how many of a collection do, do not, or may; `alike` are those of whom the same is to be said;
- `seats`: the limits of a quota, and who comes before; `tie`: those who are level at the last seat;
- `unstated`: what the text at hand does not say.
"""


@frozen
class Below:
    """What stands below a cause: what it comes from, and the parts beside that are in order or do not apply.

    What was `told` before in the same explanation has nothing below it.
    """

    causes: tuple["Cause", ...] = ()
    holding: tuple["Cause", ...] = ()
    told: bool = False


_NOTHING = Below()


@define(eq=False)
class Opening(Later[Below]):
    """What stands below a cause, found when first asked for, and only after all that is told `previous` to it."""

    previous: "Cause | None" = None
    whole: bool = False
    """Whether everything below is found too."""

    def get(self) -> Below:
        """What is found."""
        previous, self.previous = self.previous, None
        if previous is not None:
            _find_all(previous)
        return super().get()


def _find_all(cause: "Cause") -> None:
    """Find everything below a cause, in the order in which it is told."""
    below = cause._below
    if isinstance(below, Opening) and not below.whole:
        for each in below.get().causes:
            _find_all(each)
        below.whole = True


def in_order(causes: Iterable["Cause"]) -> tuple["Cause", ...]:
    """Causes that are told one after the other: what two of them have in common is told with the first."""
    found = tuple(causes)
    for previous, each in pairwise(found):
        if isinstance(each._below, Opening):
            each._below.previous = previous
    return found


@frozen
class Cause:
    """One cause, and what it comes from in turn. `step` is the part of the proof that it sums up.

    `status` is what is so of it: that of a conclusion or requirement; that a condition is met, not met or not known.
    A `negated` one is asked not to be met. `subjects` are those it speaks of: the subject itself or the members.
    """

    kind: Kind
    step: Step
    status: Status
    subjects: tuple[SubjectId, ...]
    negated: bool = False
    _below: Below | Opening = _NOTHING

    @property
    def below(self) -> Below:
        """What stands below it, found when first asked for."""
        return self._below if isinstance(self._below, Below) else self._below.get()

    @property
    def causes(self) -> tuple["Cause", ...]:
        """What it comes from in turn."""
        return self.below.causes

    @property
    def holding(self) -> tuple["Cause", ...]:
        """The parts beside the causes that are in order or do not apply."""
        return self.below.holding

    @property
    def told(self) -> bool:
        """Whether it was told before in the same explanation, and so has nothing below it."""
        return self.below.told

    def walk(self) -> Iterator["Cause"]:
        """This cause and those below it, outermost first."""
        waiting = [self]
        while waiting:
            cause = waiting.pop()
            yield cause
            waiting.extend(reversed(cause.causes))

    def leaves(self) -> Iterator["Cause"]:
        """The causes that come from nothing further."""
        return (each for each in self.walk() if not each.causes)


@frozen
class Explanation:
    """Why a verdict is what it is: its causes, the decisive ones first, and the proof that they sum up."""

    proof: Proof
    root: Cause

    @property
    def causes(self) -> tuple[Cause, ...]:
        """What the verdict comes from."""
        return self.root.causes

    def walk(self) -> Iterator[Cause]:
        """Every cause, outermost first."""
        for each in self.causes:
            yield from each.walk()
