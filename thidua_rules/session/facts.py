"""The facts of now, which come and go one at a time, and what was read of them.

They are offered as a `Case` is; every change says what it changed, in the words in which reads are noted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any, cast

from thidua_rules.diagnostics import Place
from thidua_rules.facts.case import Case, Closure, Key, OneOf, Row, Slot, SubjectId, key_order
from thidua_rules.facts.singles import blank_row, single, single_closures
from thidua_rules.facts.vocabulary import Kind, Vocabulary
from thidua_rules.program.question import Question

Read = tuple[Any, ...]
"""Something that was read: `slot subject position`, `type T`, `kids member via owner`, `unsure member via`,
`closed T`, `roster owner collection`, or `rule subject code` for what another rule found."""


class Facts:
    """The facts of now, offered as a `Case` is, and noting every read in `reads`.

    A subject that others refer to and that has not come is there with everything missing.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.reads: set[Read] = set()
        self.origins: Mapping[tuple[SubjectId, str], Place] = {}
        self._rows: dict[str, dict[Key, Row]] = {each.name: {} for each in vocabulary}
        self._come: set[SubjectId] = set()
        self._referred: defaultdict[SubjectId, int] = defaultdict(int)
        self._always = single_closures(vocabulary)
        self._closed: set[Closure] = set(self._always)
        self._sorted: dict[str, tuple[SubjectId, ...]] = {}
        self._positions: dict[tuple[str, str], int] = {}
        self._kids: defaultdict[tuple[str, str, SubjectId], set[SubjectId]] = defaultdict(set)
        self._unsure: defaultdict[tuple[str, str], set[SubjectId]] = defaultdict(set)
        self._references = {
            each.name: [
                (position, declared.name)
                for position, declared in enumerate(each.fields)
                if declared.kind is Kind.REFERENCE
            ]
            for each in vocabulary
        }
        for each in vocabulary.singles:
            list(self._set(single(each), blank_row(each)))

    # ------------------------------------------------------------ as a case

    def row(self, subject: SubjectId) -> Row:
        """The slots of a subject; KeyError if there is no such subject."""
        found = self._rows[subject.type][subject.key]
        self.reads.update(("slot", subject, position) for position in range(len(found)))
        return found

    def slot(self, subject: SubjectId, name: str) -> Slot:
        """What is known of one field of a subject."""
        position = self._positions.get((subject.type, name))
        if position is None:
            fact_type = self.vocabulary.type(subject.type)
            assert fact_type is not None
            position = self._positions[subject.type, name] = fact_type.position(name)
        self.reads.add(("slot", subject, position))
        return self._rows[subject.type][subject.key][position]

    def of_type(self, name: str) -> Iterable[SubjectId]:
        """The subjects of a type, in the order of their keys."""
        self.reads.add(("type", name))
        return self._all(name)

    def _all(self, name: str) -> tuple[SubjectId, ...]:
        found = self._sorted.get(name)
        if found is None:
            found = self._sorted[name] = tuple(SubjectId(name, key) for key in sorted(self._rows[name], key=key_order))
        return found

    def __contains__(self, subject: object) -> bool:
        return isinstance(subject, SubjectId) and subject.key in self._rows.get(subject.type, {})

    def is_closed(self, type_name: str) -> bool:
        """Whether the type is known to have no further members."""
        self.reads.add(("closed", type_name))
        return Closure(type_name) in self._closed

    def roster_closed(self, owner: SubjectId, collection: str) -> bool:
        """Whether one subject's collection is known to have no further members."""
        member = self.vocabulary.collection(owner.type, collection)
        assert member is not None
        self.reads.add(("roster", owner, member.name))
        return Closure(member.member, owner, member.name) in self._closed

    def referring(self, member: str, via: str) -> tuple[Mapping[SubjectId, list[SubjectId]], list[SubjectId]]:
        """The subjects of a type by whom their reference `via` surely points at, and those whose is not known."""
        self.reads.add(("unsure", member, via))
        return _Kids(self, member, via), sorted(self._unsure[member, via], key=_by_key)

    def kids(self, member: str, via: str, owner: SubjectId) -> list[SubjectId]:
        """The subjects of a type whose reference `via` surely points at `owner`."""
        self.reads.add(("kids", member, via, owner))
        return sorted(self._kids.get((member, via, owner), ()), key=_by_key)

    def candidates(self, subject: SubjectId, via: str) -> tuple[tuple[SubjectId, ...], bool]:
        """As `Case.candidates`."""
        return Case.candidates(cast(Case, self), subject, via)

    def case(self, question: Question) -> Case:
        """The facts of now as a case, the subjects not yet come included."""
        subjects = {name: dict(rows) for name, rows in self._rows.items()}
        return Case(self.vocabulary, question.on, question.period, subjects, frozenset(self._closed))

    @property
    def closed(self) -> Set[Closure]:
        """All closures, without noting that they were read."""
        return self._closed

    # ------------------------------------------------------------ changes; each returns what it changed

    def put(self, subject: SubjectId, row: Row) -> Iterator[Read]:
        """Set all slots of a subject."""
        if subject in self._come:
            yield from self._unrefer(subject, self._rows[subject.type][subject.key])
        self._come.add(subject)
        yield from self._set(subject, row)
        for target in self._targets(subject, row):
            self._referred[target] += 1
            if target not in self:
                yield from self._set(target, self._blank(target))

    def remove(self, subject: SubjectId) -> Iterator[Read]:
        """Take a subject away, and that its lists are complete; KeyError if it has not come."""
        self._come.remove(subject)
        for closure in [each for each in self._closed if each.owner == subject]:
            yield from self.reopen(closure)
        yield from self._unrefer(subject, self._rows[subject.type][subject.key])
        yield from self._set(subject, self._blank(subject) if self._stays(subject) else None)

    def close(self, closure: Closure) -> Iterator[Read]:
        """Say that there are no others."""
        if closure not in self._closed:
            self._closed.add(closure)
            yield _read_of(closure)

    def reopen(self, closure: Closure) -> Iterator[Read]:
        """Take that back."""
        if closure in self._closed - self._always:
            self._closed.remove(closure)
            yield _read_of(closure)

    def _blank(self, subject: SubjectId) -> Row:
        fact_type = self.vocabulary.type(subject.type)
        assert fact_type is not None
        return blank_row(fact_type)

    def _stays(self, subject: SubjectId) -> bool:
        """Whether a subject that has not come is there all the same."""
        fact_type = self.vocabulary.type(subject.type)
        assert fact_type is not None
        return fact_type.single or subject in self._referred

    def _targets(self, subject: SubjectId, row: Row) -> Iterator[SubjectId]:
        for position, _ in self._references[subject.type]:
            slot = row[position]
            if isinstance(slot, SubjectId):
                yield slot
            elif isinstance(slot, OneOf):
                yield from (each for each in slot.values if isinstance(each, SubjectId))

    def _unrefer(self, subject: SubjectId, row: Row) -> Iterator[Read]:
        for target in self._targets(subject, row):
            self._referred[target] -= 1
            if not self._referred[target]:
                del self._referred[target]
                if target not in self._come and not self._stays(target):
                    yield from self._set(target, None)

    def _set(self, subject: SubjectId, row: Row | None) -> Iterator[Read]:
        """Replace what is held of a subject (None: nothing), keeping the indexes in step."""
        rows = self._rows[subject.type]
        old = rows.get(subject.key)
        if row is None:
            rows.pop(subject.key, None)
        else:
            rows[subject.key] = row
        if (old is None) != (row is None):
            self._sorted.pop(subject.type, None)
            yield ("type", subject.type)
        for position in range(len(row or old or ())):
            if old is None or row is None or old[position] != row[position]:
                yield ("slot", subject, position)
        for position, via in self._references[subject.type]:
            before = () if old is None else self._home(subject, via, old[position])
            after = () if row is None else self._home(subject, via, row[position])
            if before != after:
                if before:
                    self._leave(before, subject)
                    yield before
                if after:
                    self._index(after).add(subject)
                    yield after

    def _home(self, subject: SubjectId, via: str, slot: Slot) -> Read:
        """The index that a reference puts its subject in, as what is read of it."""
        if isinstance(slot, SubjectId):
            return ("kids", subject.type, via, slot)
        return ("unsure", subject.type, via) if slot is None or isinstance(slot, OneOf) else ()

    def _leave(self, home: Read, subject: SubjectId) -> None:
        index = self._index(home)
        index.discard(subject)
        if not index and home[0] == "kids":
            del self._kids[home[1:]]

    def _index(self, home: Read) -> set[SubjectId]:
        return self._kids[home[1:]] if home[0] == "kids" else self._unsure[home[1:]]


class _Kids(Mapping[SubjectId, list[SubjectId]]):
    """Members by owner, each owner's read only when asked for."""

    def __init__(self, facts: Facts, member: str, via: str) -> None:
        self._facts, self._member, self._via = facts, member, via

    def __getitem__(self, owner: SubjectId) -> list[SubjectId]:
        return self._facts.kids(self._member, self._via, owner)

    def __iter__(self) -> Iterator[SubjectId]:
        raise NotImplementedError("members are asked for by owner")

    def __len__(self) -> int:
        raise NotImplementedError("members are asked for by owner")


def _by_key(subject: SubjectId) -> tuple[tuple[int, Any], ...]:
    return key_order(subject.key)


def _read_of(closure: Closure) -> Read:
    if closure.owner is None:
        return ("closed", closure.type)
    return ("roster", closure.owner, closure.collection)
