"""What a proof is made of: steps that are instances of rules, the facts they cite, and what is not known."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, Generic, Literal, Protocol, TypeVar

from attrs import define, evolve, field, frozen

from thidua_rules.facts.case import Closure, Key, Slot, SubjectId
from thidua_rules.facts.periods import Period
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.values import ANYTHING, Possible, Status, is_settled, status_of


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
T = TypeVar("T")


@frozen
class Gap:
    """Something not known; `kind` says what.

    - `field`: the field `name` of `subject`.
    - `members`: whether an extent has further members (`closure`): one collection of `subject`, or a whole type, and
      then `subject` is None, for nobody in particular is asked about.
    - `record`: a record of the open extent `closure` whose field `name` is `period`, which a run of periods lacks.
    - `text`: what the text at hand does not say about `subject`; `text` is the ruleset's reason. No fact fills it.

    An indirect gap matters only because a reference is not known.
    """

    subject: SubjectId | None
    name: str | None = None
    closure: Closure | None = None
    indirect: bool = False
    text: str | None = None
    period: Period | None = None

    @property
    def kind(self) -> Literal["field", "members", "record", "text"]:
        """Whether a field, the extent of a list, a record of a list, or text is missing."""
        if self.period is not None:
            return "record"
        return "text" if self.text is not None else "field" if self.closure is None else "members"

    def to_dict(self) -> dict[str, Any]:
        """The gap as plain data; what its kind does not have is None."""
        subject, closure = self.subject, self.closure
        return {
            "kind": self.kind,
            "subject": None if subject is None else {"type": subject.type, "key": _plain_key(subject.key)},
            "name": self.name,
            "type": None if closure is None else closure.type,
            "collection": None if closure is None else closure.collection,
            "period": None if self.period is None else str(self.period),
            "text": self.text,
            "indirect": self.indirect,
        }


def _plain_key(key: Key | Any) -> Any:
    """A key as JSON can hold it: text, a number, or a list of these."""
    if isinstance(key, SubjectId):
        return _plain_key(key.key)
    return [_plain_key(each) for each in key] if isinstance(key, tuple) else key


@frozen
class MemberOf:
    """The rule that places one element of a collection: membership, `where` and the filter."""

    members: ir.Members
    condition: ir.Condition | None


Role = Literal[
    "guard",
    "condition",
    "test",
    "child",
    "exception",
    "operand",
    "member",
    "where",
    "filter",
    "result",
    "key",
    "standard",
    "counts",
    "base",
    "size",
    "seats",
    "other",
]
"""What a step is to the one above it; of a quota: a rival's standard, whether a limit counts it and it is in the base,
the size of the base, and the seats."""
Instance = ir.Rule | ir.Requirement | ir.Exempting | ir.Table | ir.TableRow | MemberOf | ir.Condition | ir.Value


@define(eq=False)
class Later(Generic[T]):
    """Something that is found when first asked for, and then kept: most steps are never looked into."""

    _find: Callable[[], T] | None
    _found: T | None = None

    def get(self) -> T:
        """What is found."""
        if self._find is not None:
            self._found = self._find()
            self._find = None
        return self._found  # type: ignore[return-value]

    def __reduce__(self) -> tuple[Any, ...]:
        """As applications send it between processes: what is found."""
        return type(self), (None, self.get())


Grounds = tuple[tuple[Citation, ...], tuple[Gap, ...]]
"""What a step cites by itself, and what of that is not known."""


def apart(
    facts: Callable[[], tuple[Citation, ...]], gaps: Callable[[], tuple[Gap, ...]]
) -> tuple[Later[Grounds], Later[Grounds]]:
    """What a step cites and what is not known, each by itself: who asks for the one does not look for the other."""
    return Later(lambda: (facts(), ())), Later(lambda: ((), gaps()))


def _steps(held: "tuple[Step, ...] | Later[tuple[Step, ...]]") -> "tuple[Step, ...]":
    return held if isinstance(held, tuple) else held.get()


def _cited(held: tuple[Citation, ...] | Later[Grounds]) -> tuple[Citation, ...]:
    return held if isinstance(held, tuple) else held.get()[0]


def _lacked(held: tuple[Gap, ...] | Later[Grounds]) -> tuple[Gap, ...]:
    return held if isinstance(held, tuple) else held.get()[1]


@frozen
class Step:
    """One instance of a rule for one scope.

    `outcome` is what the engine found: a mask, a `Possible`, or the places of a member. `allowed` is what the step
    is used for: that nothing outside this set is possible. A step that is not `needed` is shown but carries nothing.
    What a `contingent` step leaves open matters only if something else turns out otherwise than it looks; what an
    `immaterial` one leaves open, never. `children`, `facts` and `gaps` are found when they are first asked for.
    """

    rule: Instance
    scope: Scope
    outcome: int | Possible
    role: Role = "other"
    allowed: int = ANYTHING
    needed: bool = True
    _children: "tuple[Step, ...] | Later[tuple[Step, ...]]" = field(default=(), eq=_steps)
    _facts: tuple[Citation, ...] | Later[Grounds] = field(default=(), eq=_cited)
    _gaps: tuple[Gap, ...] | Later[Grounds] = field(default=(), eq=_lacked)
    contingent: bool = False
    immaterial: bool = False

    @property
    def children(self) -> "tuple[Step, ...]":
        """The steps that it rests on, and those that are only shown."""
        return _steps(self._children)

    @property
    def facts(self) -> tuple[Citation, ...]:
        """The facts that it rests on by itself."""
        return _cited(self._facts)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What it would need to know by itself and does not."""
        return _lacked(self._gaps)

    def placed(self, role: Role, allowed: int, needed: bool = True) -> "Step":
        """The same step in another place of a proof; what is found of the one is found of the other."""
        held = (self._children, self._facts, self._gaps, self.contingent, self.immaterial)
        return Step(self.rule, self.scope, self.outcome, role, allowed, needed, *held)

    @property
    def settled(self) -> bool:
        """Whether further facts can no longer change the outcome; a row's covers whether it is chosen."""
        if isinstance(self.rule, ir.TableRow):
            return all(child.settled for child in self.children)
        return is_settled(self.outcome) if isinstance(self.outcome, int) else self.outcome.is_point

    @property
    def has_gap(self) -> bool:
        """Whether something is missing on which this step, if it may still change, depends."""
        return any(True for _ in self.open_gaps())

    def open_gaps(self) -> Iterator[Gap]:
        """What is missing on which this step, if it may still change, depends."""
        return (gap for step, _ in _open_steps(self) for gap in step.gaps)

    def walk(self) -> Iterator["Step"]:
        """This step and those below it, outermost first; one that several others rest on is met once."""
        return self._each(only_needed=False)

    def used(self) -> Iterator["Step"]:
        """The steps that carry the conclusion; one that several others rest on is met once."""
        return self._each(only_needed=True)

    def _each(self, only_needed: bool) -> Iterator["Step"]:
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            step = waiting.pop()
            if (step.needed or not only_needed) and id(step) not in seen:
                seen.add(id(step))
                yield step
                waiting.extend(reversed(step.children))


_What = tuple[SubjectId | None, str | None, Closure | None, Period | None]
_Place = tuple[SubjectId, str]
"""Of whom or what something is missing, and of which subject something was found by which rule."""


@define(eq=False)
class Opened:
    """What was found below rules that were looked at, by subject and code; it is the same in every proof of a run.

    `answerless` are the codes of rules that may rest on what no fact answers by itself; None where that is not known.
    """

    answerless: frozenset[str] | None = None
    gaps: dict[_Place, dict[_What, Gap]] = field(factory=dict)
    unanswered: dict[_Place, tuple["Step", ...]] = field(factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        """As applications send it between processes: empty, it is found again."""
        return Opened, (self.answerless,)


@frozen
class Proof:
    """Why a conclusion about a subject has its verdict: `mask` are the outcomes that the cited facts leave possible."""

    subject: SubjectId
    code: str
    mask: int
    question: Question = field(repr=False)
    root: Step = field(repr=False)
    _opened: Opened = field(factory=Opened, repr=False, eq=False)

    @cached_property
    def facts(self) -> tuple[Citation, ...]:
        """Every fact that the conclusion rests on, each once."""
        return tuple(dict.fromkeys(fact for step in self.root.used() for fact in step.facts))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything unknown that the verdict may still depend on, direct gaps first; empty for a definite verdict."""
        kinds = ("field", "record", "members")
        found = {} if self.root.settled else _found_below(self.root, self._opened.gaps, _Missing, _may_lack)
        return tuple(sorted(found.values(), key=lambda gap: (gap.indirect, kinds.index(gap.kind))))

    @property
    def direct_gaps(self) -> tuple[Gap, ...]:
        """The gaps that matter in themselves; the others only if there are no such."""
        gaps = self.gaps
        return tuple(gap for gap in gaps if not gap.indirect) or gaps

    @cached_property
    def unanswered(self) -> tuple[Step, ...]:
        """The steps by which a verdict is unknown and that no fact answers by itself: seats, and text not at hand."""
        answerless = self._opened.answerless

        def enters(step: Step) -> bool:
            place = _place(step)
            idle = place is not None and answerless is not None and place[1] not in answerless
            return not idle and _may_be_unanswered(step)

        return _found_below(self.root, self._opened.unanswered, _Unanswered, enters) if enters(self.root) else ()


F = TypeVar("F")


class _Search(Protocol[F]):
    """A step below which something is gathered."""

    step: Step
    found: F

    def __init__(self, step: Step) -> None: ...

    def add(self, more: F, contingent: bool) -> None:
        """What was found below one of its children."""
        ...


def _found_below(
    root: Step, kept: dict[_Place, F], search: Callable[[Step], _Search[F]], enters: Callable[[Step], bool]
) -> F:
    """What is gathered below a step; what was found below a rule is kept and not looked for again.

    `enters` says of a step whether anything can be found below it.
    """
    parts: dict[int, F] = {}

    def known(step: Step) -> F | None:
        place = _place(step)
        return parts.get(id(step)) if place is None else kept.get(place)

    path: list[tuple[_Search[F], Iterator[Step]]] = []

    def enter(step: Step) -> None:
        path.append((search(step), iter(step.children)))

    found = known(root)
    if found is None:
        enter(root)
    while path:
        here, waiting = path[-1]
        for child in waiting:
            if enters(child):
                found = known(child)
                if found is None:
                    enter(child)
                    break
                here.add(found, child.contingent)
        else:
            path.pop()
            found, place = here.found, _place(here.step)
            if place is None:
                parts[id(here.step)] = found
            else:
                kept[place] = found
            if path:
                path[-1][0].add(found, here.step.contingent)
    assert found is not None
    return found


def _place(step: Step) -> _Place | None:
    """Of which subject a step says what was found by which rule; None if it is only a part of one."""
    rule = step.rule
    if isinstance(rule, ir.Requirement | ir.Exempting | ir.Quota | ir.Quantity | ir.Rank):
        return step.scope.subject, rule.code
    return None


class _Missing:
    """What a step that may still change lacks by itself, then what those below it do, each once."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.found: dict[_What, Gap] = {}
        self._take(step.gaps, contingent=False)

    def add(self, more: dict[_What, Gap], contingent: bool) -> None:
        """Gaps found below; contingent ones matter only indirectly, and give way to those that do in themselves."""
        if more and not self.found and not contingent:
            self.found = dict(more)
        elif more:
            self._take(more.values(), contingent)

    def _take(self, gaps: Iterable[Gap], contingent: bool) -> None:
        for gap in gaps:
            each = evolve(gap, indirect=True) if contingent and not gap.indirect else gap
            what = (gap.subject, gap.name, gap.closure, gap.period)
            before = self.found.get(what)
            if before is None or (before.indirect and not each.indirect):
                self.found[what] = each


class _Unanswered:
    """A step that is neither surely met, nor surely not met or not applicable: itself if it is one that is sought."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.found: tuple[Step, ...] = (step,) if isinstance(step.rule, ir.Unstated | ir.Quota) else ()

    def add(self, more: tuple[Step, ...], _contingent: bool) -> None:
        if more:
            own = set(map(id, self.found))
            self.found = (*self.found, *(each for each in more if id(each) not in own))


def _may_lack(step: Step) -> bool:
    return not (step.settled or step.immaterial)


def _may_be_unanswered(step: Step) -> bool:
    if step.contingent or step.immaterial:
        return False
    if not isinstance(step.outcome, int) or isinstance(step.rule, MemberOf):
        return isinstance(step.rule, MemberOf) or not step.settled
    return status_of(step.outcome) is Status.UNKNOWN


def _open_steps(root: Step) -> Iterator[tuple[Step, bool]]:
    """The steps whose outcome may still change, and whether they are contingent; a shared one is met once."""
    seen: set[tuple[int, bool]] = set()
    waiting = [(root, False)]
    while waiting:
        step, contingent = waiting.pop()
        if not step.settled and (id(step), contingent) not in seen:
            seen.add((id(step), contingent))
            yield step, contingent
            below = (child for child in reversed(step.children) if not child.immaterial)
            waiting.extend((child, contingent or child.contingent) for child in below)
