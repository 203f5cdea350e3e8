"""What is told of one subject, told again of another of whom everything is the same that was looked at to tell it.

While something is told the facts and outcomes are handed out through a glass that notes each of them. Subjects stand
in the notes as the how-manieth was met, so that what was noted of one can be looked up of another: where all of it is
the same, so is what would be told. Names and keys that were said are noted like any fact. What looks at everybody of a
type, as seats and ranks do, is told of each by itself.
"""

from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from typing import Any, Generic, Literal, Protocol, TypeVar, cast

from attrs import define, evolve, field, frozen

from thidua_rules.facts.case import Case, OneOf, SubjectId, key_order
from thidua_rules.proofs.proof import Gap
from thidua_rules.semantics.protocol import Record
from thidua_rules.values import Absent, Possible


class Seen(Protocol):
    """A decision (of attrs, for another one is made that sees through the glass), as far as it is looked at."""

    @property
    def case(self) -> Case: ...
    @property
    def record(self) -> Record: ...


D = TypeVar("D", bound=Seen)
T = TypeVar("T")
MOST_MET = 40
"""What meets more subjects than this is told of each by itself."""
MOST_KEPT = 200
"""So many different tellings of one conclusion and outcome are kept."""
_PATIENCE = 750
"""After so many looks for a conclusion and outcome, if most were for new tellings, the glass is not worth its price."""
_SURE = 3
"""The same after so many that looked at everybody, each of which counts for this part of all the patience there is."""

Kind = Literal["slot", "there", "key", "members", "roster", "mask", "value"]
Look = tuple[Kind, int, Any]
"""What was looked at: of what kind, of the how-manieth subject, and which field, collection, reference or code."""


class _Unlike(Exception):
    """Something was looked at that is not the same of any two subjects."""


@frozen
class _World:
    """What can be looked at, and the subjects in the order in which they were met."""

    case: Case
    record: Record
    met: list[SubjectId]

    def look(self, what: Look) -> Hashable:
        """What is seen, subjects as the how-manieth they are."""
        kind, number, name = what
        found = _LOOKS[kind](self.case, self.record, self.met[number], name)
        return found if found.__class__ in _SAME else self._signed(found)

    def _signed(self, found: Any) -> Hashable:
        if isinstance(found, SubjectId):
            return self._number(found)
        if isinstance(found, Decimal):
            return ("number", str(found))
        if isinstance(found, OneOf):
            if any(isinstance(each, SubjectId) for each in found.values):
                raise _Unlike
            return ("one of", frozenset(map(repr, found.values)))
        if isinstance(found, tuple):
            # the members of a collection, or the ends of an interval
            return tuple(each if each.__class__ in _SAME else self._signed(each) for each in found)
        return cast(Hashable, found)

    def _number(self, subject: SubjectId) -> Hashable:
        """The how-manieth a subject is; of one met now its type, and where it stands in the order of keys."""
        if subject in self.met:
            return ("met", self.met.index(subject))
        if len(self.met) == MOST_MET:
            raise _Unlike
        own = key_order(subject.key)
        before = sum(each.type == subject.type and key_order(each.key) < own for each in self.met)
        self.met.append(subject)
        return ("new", subject.type, before)


_SAME = frozenset([int, str, bool, type(None), Absent, Possible])
"""What is seen of these types is compared as it is."""
_LOOKS: Mapping[Kind, Callable[[Case, Record, SubjectId, Any], Any]] = {
    "slot": lambda case, _, subject, name: case.slot(subject, name),
    "there": lambda case, _, subject, __: subject in case,
    "key": lambda case, _, subject, __: case.key_words(subject),
    "members": lambda case, _, subject, what: tuple(case.referring(*what)[0].get(subject, ())),
    "roster": lambda case, _, subject, name: case.roster_closed(subject, name),
    "mask": lambda _, record, subject, code: record.mask(subject, code),
    "value": lambda _, record, subject, code: record.value(subject, code),
}


@define(eq=False)
class _Glass:
    """The facts and outcomes of a decision, for whoever tells something; what is looked at is noted."""

    _world: _World
    seen: dict[Look, Hashable] = field(factory=dict)

    def noted(self, kind: Kind, subject: SubjectId, name: Any = None) -> Any:
        """What is so of a subject, noted."""
        world = self._world
        try:
            what: Look = (kind, world.met.index(subject), name)
        except ValueError:
            raise _Unlike from None
        if what not in self.seen:
            self.seen[what] = world.look(what)
        return _LOOKS[kind](world.case, world.record, subject, name)

    def mask(self, subject: SubjectId, code: str) -> int:
        return cast(int, self.noted("mask", subject, code))

    def value(self, subject: SubjectId, code: str) -> Possible:
        return cast(Possible, self.noted("value", subject, code))

    def slot(self, subject: SubjectId, name: str) -> Any:
        return self.noted("slot", subject, name)

    def __contains__(self, subject: SubjectId) -> bool:
        return cast(bool, self.noted("there", subject))

    def key_words(self, subject: SubjectId) -> str:
        return cast(str, self.noted("key", subject))

    def roster_closed(self, owner: SubjectId, collection: str) -> bool:
        return cast(bool, self.noted("roster", owner, collection))

    def referring(self, member: str, via: str) -> tuple["_Members", list[SubjectId]]:
        unsure = self._world.case.referring(member, via)[1]
        if unsure:
            raise _Unlike
        return _Members(self, (member, via)), unsure

    def is_closed(self, type_name: str) -> bool:
        return self._world.case.is_closed(type_name)

    def __getattr__(self, name: str) -> Any:
        """What belongs to the question is the same of all; anything else tells of everybody."""
        if name in ("vocabulary", "on", "period"):
            return getattr(self._world.case, name)
        raise _Unlike


@frozen
class _Members:
    """Who refers to whom by a reference, looked up one by one."""

    glass: _Glass
    what: tuple[str, str]

    def get(self, owner: SubjectId, _default: object = None) -> tuple[SubjectId, ...]:
        return cast(tuple[SubjectId, ...], self.glass.noted("members", owner, self.what))


@define(eq=False)
class _Told(Generic[T]):
    """Something told, what was still to be looked at to tell it, and the subjects that were met by then.

    `cost` is how much was looked at in all.
    """

    looks: list[tuple[Look, Hashable]]
    telling: T
    met: list[SubjectId]
    cost: int


@define(eq=False)
class _Fork(Generic[T]):
    """What is looked at next, after some that are the same of all, and how it goes on from what is seen."""

    looks: list[tuple[Look, Hashable]]
    what: Look
    ways: dict[Hashable, "_Fork[T] | _Told[T]"]


@define(eq=False)
class _Kept(Generic[T]):
    """The tellings of one conclusion and outcome, and how much was looked at for those that served again and for new
    ones."""

    first: "_Fork[T] | _Told[T] | None" = None
    size: int = 0
    again: int = 0
    new: int = 0

    @property
    def is_worth_it(self) -> bool:
        """Whether tellings serve often enough to look for them."""
        return self.new < _PATIENCE or self.new < 2 * self.again

    def find(self, world: _World) -> "_Told[T] | None":
        """What was told of a subject of whom everything is the same."""
        at = self.first
        while at is not None:
            for what, wanted in at.looks:
                if world.look(what) != wanted:
                    return None
            if isinstance(at, _Told):
                return at
            at = at.ways.get(world.look(at.what))
        return None

    def keep(self, looks: list[tuple[Look, Hashable]], telling: T, met: list[SubjectId]) -> None:
        """Keep a telling under what was looked at."""
        if self.size == MOST_KEPT:
            return
        told = _Told(looks, telling, met, len(looks))
        if self.first is None:
            self.first, self.size = told, 1
            return
        above: tuple[_Fork[T], Hashable] | None = None
        at: _Fork[T] | _Told[T] = self.first
        while True:
            same = _common(at.looks, told.looks)
            if same < len(at.looks):
                # one of those looks turned out otherwise: from there two ways go on
                what, seen = at.looks[same]
                if same == len(told.looks) or told.looks[same][0] != what:
                    return
                fork = _Fork(at.looks[:same], what, {seen: at, told.looks[same][1]: told})
                at.looks, told.looks = at.looks[same + 1 :], told.looks[same + 1 :]
                if above is None:
                    self.first = fork
                else:
                    above[0].ways[above[1]] = fork
                break
            told.looks = told.looks[same:]
            if isinstance(at, _Told) or not told.looks or told.looks[0][0] != at.what:
                return
            seen = told.looks[0][1]
            told.looks = told.looks[1:]
            if seen not in at.ways:
                at.ways[seen] = told
                break
            above, at = (at, seen), at.ways[seen]
        self.size += 1


def _common(one: list[tuple[Look, Hashable]], other: list[tuple[Look, Hashable]]) -> int:
    """How many looks two lists begin with alike."""
    return next(
        (n for n, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), min(len(one), len(other))
    )


@frozen
class Alike(Generic[D, T]):
    """Tells of a subject and a code, by `tell`; once for all of whom it is told alike.

    `moved` gives a telling of some subjects as one of others; a text names none but those whose names are the same.
    """

    decision: D
    tell: Callable[[D, SubjectId, str], T]
    moved: Callable[[T, Callable[[SubjectId], SubjectId]], T]
    _kept: dict[tuple[str, str, Hashable], _Kept[T]] = field(factory=dict)

    def told(self, subject: SubjectId, code: str, outcome: Hashable = None) -> T:
        """What is told of a subject; `outcome` is what was found, by which tellings are told apart from the first."""
        kept = self._kept.setdefault((subject.type, code, outcome), _Kept())
        if not kept.is_worth_it:
            return self.tell(self.decision, subject, code)
        world = _World(self.decision.case, self.decision.record, [subject])
        try:
            found = kept.find(world)
        except _Unlike:
            found = None
        if found is not None:
            kept.again += found.cost
            places = dict(zip(found.met, world.met, strict=True))
            return self.moved(found.telling, places.__getitem__)
        return self._new(kept, subject, code)

    def _new(self, kept: _Kept[T], subject: SubjectId, code: str) -> T:
        glass = _Glass(_World(self.decision.case, self.decision.record, [subject]))
        seen: D = evolve(cast(Any, self.decision), case=glass, record=glass)
        try:
            telling = self.tell(seen, subject, code)
        except _Unlike:
            kept.new += _PATIENCE // _SURE
            return self.tell(self.decision, subject, code)
        kept.new += len(glass.seen)
        kept.keep(list(glass.seen.items()), telling, glass._world.met)
        return telling


def moved_gap(gap: Gap, other: Callable[[SubjectId], SubjectId]) -> Gap:
    """The same of other subjects."""
    closure = gap.closure
    if closure is not None and closure.owner is not None:
        closure = closure._replace(owner=other(closure.owner))
    return evolve(gap, subject=None if gap.subject is None else other(gap.subject), closure=closure)
