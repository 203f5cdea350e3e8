"""Deciding one conclusion again as if some facts were otherwise, keeping what does not depend on them.

Nothing here knows the kinds of rules or expressions: what a rule reads is noted while it is decided, and what was
found is kept for every later trial that agrees on what was read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from time import perf_counter
from typing import TypeVar, cast

from attrs import define, field, frozen

from thidua_rules.facts.case import Between, Case, OneOf, Slot, SubjectId
from thidua_rules.facts.periods import Period
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import looks_beyond
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.quotas import Standing
from thidua_rules.semantics.reference import Findings, apply
from thidua_rules.values import MET, NOT_MET, UNDETERMINED, Possible

_T = TypeVar("_T")

Place = tuple[SubjectId, str]
"""A field of a subject."""


class Mode(Enum):
    """How a conclusion is decided again.

    PLAIN: as always. ADVISING: as if what applies now went on applying, whatever known facts change. ADVERSE: so too,
    and what the facts of the path have no say in and is not known turns out badly. What is not sure to be met as
    ADVERSE is not sure as ADVISING either.
    """

    PLAIN = "plain"
    ADVISING = "advising"
    ADVERSE = "adverse"


class OutOfTime(Exception):
    """There is no time for more."""


class _View:
    """A case with other values in some fields, noting which fields of the path are read."""

    def __init__(self, trials: "Trials", slots: Mapping[Place, Slot]) -> None:
        case = trials.case
        self.slots = slots
        self._trials = trials
        self.vocabulary = case.vocabulary
        self.is_closed = case.is_closed
        self.roster_closed = case.roster_closed
        self.referring = case.referring

    def of_type(self, name: str) -> Iterable[SubjectId]:
        """Nobody is supposed to be there, or not to be."""
        return self._trials.case.of_type(name)

    def candidates(self, subject: SubjectId, via: str) -> tuple[tuple[SubjectId, ...], bool]:
        """No reference is ever supposed otherwise."""
        return self._trials.case.candidates(subject, via)

    def slot(self, subject: SubjectId, name: str) -> Slot:
        """What is supposed of one field."""
        self._trials.spent += 1
        place = (subject, name)
        if subject in self._trials.path and self._trials.may_change(place):
            self._trials.reads.add(place)
        return self.at(place)

    def at(self, place: Place) -> Slot:
        """As `slot`, unnoted."""
        return self.slots[place] if place in self.slots else self._trials.now(place)


@frozen
class _Counterfactual(Evaluation):
    """Evaluates under one set of supposed facts; who stands where before a quota is asked often and found once."""

    trials: "Trials | None" = None
    standings: dict[tuple[str, SubjectId], tuple[Standing, frozenset[Place]]] = field(factory=dict)

    def standing(self, rule: ir.Quota, subject: SubjectId) -> Standing:
        """As always."""
        assert self.trials is not None
        asked = (rule.code, subject)
        if asked not in self.standings:
            # one trial may look at a thousand rivals
            self.trials.spend()
            self.standings[asked] = self.trials.noting(lambda: Evaluation.standing(self, rule, subject))
        found, reads = self.standings[asked]
        self.trials.reads |= reads
        return found


@frozen
class _Advising(_Counterfactual):
    """Evaluates as `Mode.ADVISING` or `Mode.ADVERSE` says."""

    adverse: bool = False
    unchanged: Callable[[], Evaluation] | None = None

    def condition(self, condition: ir.Condition, scope: Scope) -> int:
        """As always, but for guards and for what is not known."""
        assert self.trials is not None
        mask, reads = self.trials.noting(lambda: Evaluation.condition(self, condition, scope))
        guard = id(condition) in self.trials.guards
        if self.adverse and not reads and mask not in (MET, NOT_MET, UNDETERMINED):
            # a part of what is possible, so that whatever is sure in general is sure here
            badly = MET if guard else NOT_MET
            return badly if mask & badly else UNDETERMINED
        if guard and mask & NOT_MET and self.unchanged is not None:
            before = self.unchanged().condition(condition, scope)
            if not before & NOT_MET:
                # the union, so that knowing more never allows more
                return (mask & ~NOT_MET) | before
        return mask


_Found = dict[tuple[Place, ...], dict[tuple[Slot, ...], Findings]]


@define(eq=False)
class Trials:
    """Decides `code` about `subject` under supposed facts of `path`, the subjects that references lead to from it.

    `until` is the time (`perf_counter`) after which no rule is decided any more, `most` how many
    rules, candidates and fields may be looked at in all: the same on every machine.
    """

    program: ir.Program
    case: Case
    question: Question
    subject: SubjectId
    code: str
    until: float | None = None
    most: int | None = None
    spent: int = 0
    path: frozenset[SubjectId] = field(init=False)
    count: int = 0
    reads: set[Place] = field(init=False, factory=set)
    guards: frozenset[int] = field(init=False)
    _may_change: dict[Place, bool] = field(init=False, factory=dict)
    _present: dict[Place, Slot] = field(init=False, factory=dict)
    _orders: dict[frozenset[Place], tuple[Place, ...]] = field(init=False, factory=dict)
    _found: defaultdict[tuple[Mode, SubjectId, str], _Found] = field(init=False, factory=lambda: defaultdict(dict))

    def __attrs_post_init__(self) -> None:
        self.path = _path(self.case, self.subject)
        self.guards = self.program.guards

    def now(self, place: Place) -> Slot:
        """What the case holds."""
        if place not in self._present:
            self._present[place] = self.case.slot(*place)
        return self._present[place]

    def is_missing(self, place: Place) -> bool:
        """Whether the case leaves the fact open, at least in part."""
        now = self.now(place)
        return now is None or isinstance(now, Between | OneOf)

    def declared(self, place: Place) -> Field:
        """The declaration of a field."""
        fact_type = self.case.vocabulary.type(place[0].type)
        declared = fact_type.field(place[1]) if fact_type is not None else None
        assert declared is not None
        return declared

    def mask(self, slots: Mapping[Place, Slot], mode: Mode) -> int:
        """The outcomes of the conclusion if these facts were so (None: not known). OutOfTime when no more may be."""
        self.count += 1
        self.spend()
        return self._evaluation(_View(self, slots), mode).conclusion(self.subject, self.code)

    def places(self) -> list[Place]:
        """The fields on the path that the conclusion may read, whatever they hold; neither references nor keys."""
        found: set[Place] = set()
        while True:
            self.reads = set()
            self.mask(dict.fromkeys(found), Mode.PLAIN)
            if self.reads <= found:
                return sorted(found, key=lambda place: (place[0] != self.subject, str(place)))
            found |= self.reads

    def may_change(self, place: Place) -> bool:
        """Whether a field is no reference, no part of a key, and not known for good: past, or declared unchangeable."""
        if place not in self._may_change:
            fact_type = self.case.vocabulary.type(place[0].type)
            declared = self.declared(place)
            key = fact_type.key if fact_type is not None else ()
            free = self.is_missing(place) or not (declared.fixed or self._is_past(place[0], key))
            self._may_change[place] = free and declared.kind is not Kind.REFERENCE and declared.name not in key
        return self._may_change[place]

    def _is_past(self, record: SubjectId, key: Iterable[str]) -> bool:
        """Whether a record is of a period before the one that is asked about."""
        asked = self.question.period
        before = Period(asked.kind, asked.ordinal - 1).last_day
        for name in key:
            slot, kind = self.now((record, name)), self.declared((record, name)).kind
            if kind.is_period and isinstance(slot, int) and Period(kind, slot).last_day <= before:
                return True
        return False

    def breaks_constraint(self, slots: Mapping[Place, Slot]) -> bool:
        """Whether what is supposed surely contradicts what the ruleset demands of every fact."""
        if not self.program.constraints:
            return False
        evaluation = self._evaluation(_View(self, slots))
        changed = {subject for subject, _ in slots}
        return any(
            evaluation.condition(each.condition, Scope.of(subject)) == NOT_MET
            for each in self.program.constraints
            for subject in (self.case.of_type(each.subject) if looks_beyond(each.condition) else changed)
            if subject.type == each.subject
        )

    def spend(self) -> None:
        """Count one more thing that is done. OutOfTime when no more may be."""
        self.spent += 1
        late = self.until is not None and perf_counter() > self.until
        if late or (self.most is not None and self.spent > self.most):
            raise OutOfTime

    def noting(self, decide: Callable[[], _T]) -> tuple[_T, frozenset[Place]]:
        """What was found, and which places were read for that."""
        outside, self.reads = self.reads, set()
        try:
            found = decide()
        finally:
            inside, self.reads = frozenset(self.reads), outside
        self.reads |= inside
        return found, inside

    def _evaluation(self, view: _View, mode: Mode = Mode.PLAIN) -> Evaluation:
        def decide(home: ir.Rule, subject: SubjectId) -> Findings:
            findings = Findings()
            apply(home, subject, evaluation, findings)
            return findings

        def found(subject: SubjectId, code: str) -> Findings:
            home = self.program.homes[code]
            known = self._found[mode, subject, home.code]
            for reads, by_values in known.items():
                kept = by_values.get(tuple(view.at(each) for each in reads))
                if kept is not None:
                    self.reads.update(reads)
                    return kept
            self.spend()
            findings, inside = self.noting(lambda: decide(home, subject))
            reads = self._orders.setdefault(inside, tuple(inside))
            known.setdefault(reads, {})[tuple(view.at(each) for each in reads)] = findings
            return findings

        def conclusion(subject: SubjectId, code: str) -> int:
            return found(subject, code).mask(subject, code)

        def quantity(subject: SubjectId, code: str) -> Possible:
            return found(subject, code).value(subject, code)

        case = cast(Case, view)
        evaluation = _Counterfactual(case, self.question, conclusion, quantity, trials=self)
        if mode is not Mode.PLAIN:
            adverse, unchanged = mode is Mode.ADVERSE, self._unchanged(view)
            evaluation = _Advising(
                case, self.question, conclusion, quantity, trials=self, adverse=adverse, unchanged=unchanged
            )
        return evaluation

    def _unchanged(self, view: _View) -> Callable[[], Evaluation] | None:
        """What there is without the changes to known facts; None if there are none."""
        missing = {place: slot for place, slot in view.slots.items() if self.is_missing(place)}
        if len(missing) == len(view.slots):
            return None
        made: list[Evaluation] = []

        def evaluation() -> Evaluation:
            if not made:
                made.append(self._evaluation(_View(self, missing)))
            return made[0]

        return evaluation


def _path(case: Case, subject: SubjectId) -> frozenset[SubjectId]:
    found = {subject}
    waiting = [subject]
    while waiting:
        current = waiting.pop()
        fact_type = case.vocabulary.type(current.type)
        assert fact_type is not None
        for declared in fact_type.fields:
            slot = case.slot(current, declared.name) if declared.kind is Kind.REFERENCE else None
            if isinstance(slot, SubjectId) and slot not in found:
                found.add(slot)
                waiting.append(slot)
    return frozenset(found)
