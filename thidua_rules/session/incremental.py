"""Facts that come and go one at a time: what was found is kept until a fact that it was found from changes.

Each rule is decided for each subject when first asked for, by the shared evaluation on a view of the facts that
notes what is read. A change forgets what depended on it, directly or through other findings, and nothing else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any, TypeVar, cast

from attrs import define, field

from thidua_rules.diagnostics import Collector, DossierError, Place
from thidua_rules.facts.case import Case, Closure, Key, OneOf, Row, Slot, SubjectId, key_order
from thidua_rules.facts.completions import refuse_stranded
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.singles import blank_row, single, single_closures
from thidua_rules.facts.vocabulary import Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.constraints import tell_breaches
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.reference import Findings, apply
from thidua_rules.values import Possible

T = TypeVar("T")
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


@define
class _Finding:
    """What one rule found about one subject, and what it read for that."""

    masks: dict[str, int]
    amount: Possible | None
    reads: frozenset[Read]


@define(eq=False)
class Incremental:
    """A program on facts that change. It is not for several threads at once.

    `evaluations` counts how often a rule was decided for a subject, which tells what a change has cost.
    """

    program: ir.Program
    question: Question
    evaluations: int = 0
    _facts: Facts = field(init=False)
    _evaluation: Evaluation = field(init=False)
    _found: dict[Read, _Finding] = field(init=False, factory=dict)
    _readers: defaultdict[Read, set[Read]] = field(init=False, factory=lambda: defaultdict(set))

    def __attrs_post_init__(self) -> None:
        self._facts = Facts(self.program.vocabulary)
        self._evaluation = Evaluation(cast(Case, self._facts), self.question, self.mask, self.value)

    # ------------------------------------------------------------ changes

    def put(self, subject: SubjectId, row: Row) -> None:
        """A subject comes, or its facts change; `row` has all its slots, None where nothing is known.

        A subject that a slot refers to and that has not come counts as one of which nothing is known.
        """
        self._forget(self._facts.put(subject, row))

    def remove(self, subject: SubjectId) -> None:
        """A subject goes; KeyError if it has not come. Others may still refer to it."""
        self._forget(self._facts.remove(subject))

    def close(self, closure: Closure) -> None:
        """There are no others in a type or in one subject's collection."""
        self._forget(self._facts.close(closure))

    def reopen(self, closure: Closure) -> None:
        """There may be others again."""
        self._forget(self._facts.reopen(closure))

    def _forget(self, changed: Iterable[Read]) -> None:
        waiting = list(changed)
        while waiting:
            readers = self._readers.pop(waiting.pop(), None)
            for reader in readers or ():
                finding = self._found.pop(reader, None)
                if finding is not None:
                    for read in finding.reads:
                        others = self._readers.get(read)
                        if others is not None:
                            others.discard(reader)
                            if not others:
                                del self._readers[read]
                    waiting.append(reader)

    # ------------------------------------------------------------ what is found

    def mask(self, subject: SubjectId, code: str) -> int:
        """The outcomes still possible for a criterion or requirement; KeyError as for any record."""
        return self._finding(subject, code).masks[code]

    def value(self, subject: SubjectId, code: str) -> Possible:
        """What is known of a quantity or rank; KeyError as for any record."""
        amount = self._finding(subject, code).amount
        if amount is None:
            raise KeyError((subject, code))
        return amount

    def subjects(self, type_name: str) -> tuple[SubjectId, ...]:
        """The subjects of a type, those referred to but not yet come included, in the order of their keys."""
        return tuple(self._facts.of_type(type_name))

    def case(self) -> Case:
        """The facts of now as a case."""
        return self._facts.case(self.question)

    def require_completion(self) -> None:
        """DossierError if a missing reference has nobody left to point at, or facts break a constraint, as when a case
        is built."""
        found = Collector()
        outside, self._facts.reads = self._facts.reads, set()
        try:
            refuse_stranded(cast(Case, self._facts), found)
            tell_breaches(self.program, self._evaluation, found, self._kept)
        finally:
            self._facts.reads = outside
        found.raise_errors(DossierError)

    def _finding(self, subject: SubjectId, code: str) -> _Finding:
        rule = self.program.homes[code]
        node: Read = ("rule", subject, rule.code)
        found = self._found.get(node)
        if found is None:
            if rule.subject != subject.type or subject not in self._facts:
                raise KeyError((subject, code))
            found = self._decide(rule, subject, node)
        self._facts.reads.add(node)
        return found

    def _kept(self, constraint: ir.Constraint, subject: SubjectId) -> int:
        """Whether a subject keeps a constraint."""
        node: Read = ("constraint", subject, constraint.code)
        found = self._found.get(node)
        if found is None:
            scope = Scope.of(subject)
            mask, reads = self._noting(subject, lambda: self._evaluation.condition(constraint.condition, scope))
            found = self._keep(node, _Finding({constraint.code: mask}, None, reads))
        return found.masks[constraint.code]

    def _decide(self, rule: ir.Rule, subject: SubjectId, node: Read) -> _Finding:
        findings = Findings()
        _, reads = self._noting(subject, lambda: apply(rule, subject, self._evaluation, findings))
        self.evaluations += 1
        masks = {code: mask for (_, code), mask in findings.masks.items()}
        return self._keep(node, _Finding(masks, findings.values.get((subject, rule.code)), reads))

    def _noting(self, subject: SubjectId, find: Callable[[], T]) -> tuple[T, frozenset[Read]]:
        """What is found about a subject, and what was read for that."""
        outside, self._facts.reads = self._facts.reads, set()
        try:
            # a finding goes with its subject
            return find(), frozenset({*self._facts.reads, ("slot", subject, 0)})
        finally:
            self._facts.reads = outside

    def _keep(self, node: Read, finding: _Finding) -> _Finding:
        self._found[node] = finding
        for read in finding.reads:
            self._readers[read].add(node)
        return finding


__all__ = ["Incremental"]
