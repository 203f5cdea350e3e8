"""What generated code calls: tables that fill themselves from the shared evaluation, and the way back to it.

Nothing here decides what an expression means; that is `executors.evaluation` alone.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from thidua_rules.executors.forward.closed_groups import span_of
from thidua_rules.facts.case import Case, Slot, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.protocol import Record
from thidua_rules.values import (
    MET,
    NO_VALUE,
    NOT_MET,
    UNDETERMINED,
    Comparison,
    Number,
    Possible,
    at_least,
    excused,
    guarded,
    hull,
    place,
    ratio,
    ratio_compare,
)

Pending = Mapping[str, Any]
"""What the running block has found so far about the subject at hand, by code."""

GUARDED = tuple(tuple(guarded(guard, mask) for mask in range(16)) for guard in range(16))
EXCUSED = tuple(tuple(excused(mask, [exception]) for exception in range(16)) for mask in range(16))
PLACED = tuple(tuple(place(membership, condition) for condition in range(16)) for membership in range(16))

MOST_REMEMBERED = 1024
"""A table grows no further than this; what it does not hold is worked out anew."""


class Table(dict[Any, Any]):
    """A function of one hashable argument that remembers its results, up to `most`; indexing it calls it."""

    def __init__(self, function: Callable[[Any], Any], most: int = MOST_REMEMBERED) -> None:
        self._function, self._most = function, most

    def __missing__(self, key: Any) -> Any:
        made = self._function(key)
        if len(self) < self._most:
            self[key] = made
        return made


class _OneSlot:
    """A case of which only one slot is ever read."""

    def __init__(self, vocabulary: Vocabulary, held: Slot) -> None:
        self.vocabulary, self._held = vocabulary, held

    def slot(self, subject: SubjectId, name: str) -> Slot:
        return self._held


def _no_finding(subject: SubjectId, code: str) -> Any:
    raise KeyError((subject, code))


def by_slot(
    vocabulary: Vocabulary, type_name: str, question: Question, evaluate: Callable[[Evaluation, Scope], Any]
) -> Table:
    """A table from slot to result, for an expression that reads just one slot of its own subject."""
    nobody = SubjectId(type_name, "")

    def from_slot(held: Slot) -> Any:
        case = cast(Case, _OneSlot(vocabulary, held))
        return evaluate(Evaluation(case, question, _no_finding, _no_finding), Scope(nobody, nobody))

    return Table(from_slot)


def constant(value: ir.Value, question: Question) -> Possible:
    """The value of an expression without facts."""
    nobody = SubjectId("", "")
    return Evaluation(cast(Case, None), question, _no_finding, _no_finding).value(value, Scope(nobody, nobody))


def spans(limit: ir.Limit, question: Question) -> Table:
    """From how many are in the base, and how many more perhaps, to the seats, where nothing else bears on them."""
    nobody = SubjectId("", "")

    def seats(size: int) -> Possible:
        given: dict[ir.Value, Possible] = {} if limit.base is None else {limit.base: Possible(size, size)}
        evaluation = Evaluation(cast(Case, None), question, _no_finding, _no_finding, given)
        return evaluation.value(limit.seats, Scope(nobody, nobody))

    known = Table(seats)
    return Table(lambda counts: span_of(limit, known.__getitem__, *counts))


INTERVALS = Table(lambda ends: Possible(*ends))
"""From (low, high) to the interval."""


@lru_cache(maxsize=MOST_REMEMBERED)
def enough(least: int, masks: tuple[int, ...]) -> int:
    """`values.at_least`, remembered."""
    return at_least(least, masks)


def _places(tally: Sequence[int]) -> list[int]:
    return [each for each in range(2, 8) for _ in range(tally[each])]


SHARES = Table(lambda tally: ratio(_places(tally), tally[8]))
"""From how many members have each set of places (index) and whether more may come (at 8) to the share."""


def share_compared(comparison: Comparison, threshold: Number) -> Table:
    """The same for a share compared with a threshold."""
    return Table(lambda tally: ratio_compare(comparison, _places(tally), tally[8], threshold))


def first_met(rows: Sequence[tuple[int, Possible]]) -> Possible:
    """The result of the first row that is met, by the masks and results of all, as `Evaluation` has it."""
    results = []
    for mask, result in rows:
        if mask & (MET | UNDETERMINED):
            results.append(result)
        if not mask & (NOT_MET | UNDETERMINED):
            return hull(results)
    return hull([*results, NO_VALUE])


def guarded_value(guard: int, value: Possible) -> Possible:
    """A quantity under a guard, as `Evaluation.measure` has it."""
    if guard == MET:
        return value
    parts = [value] if guard & (MET | UNDETERMINED) else []
    return hull([*parts, NO_VALUE] if guard & (NOT_MET | UNDETERMINED) else parts)


class Fallback:
    """The shared evaluation, for what has no faster form; it reads the record made so far."""

    def __init__(self, case: Case, question: Question, record: Record) -> None:
        self.case, self._question, self._record = case, question, record
        self._pending: Pending = {}
        self._pending_for: SubjectId | None = None
        self._evaluation: Evaluation | None = None

    @property
    def evaluation(self) -> Evaluation:
        """Made when first needed: most runs never need it."""
        if self._evaluation is None:
            self._evaluation = Evaluation(self.case, self._question, self._mask, self._value)
        return self._evaluation

    def _mask(self, subject: SubjectId, code: str) -> int:
        if code in self._pending and subject == self._pending_for:
            return cast(int, self._pending[code])
        return self._record.mask(subject, code)

    def _value(self, subject: SubjectId, code: str) -> Possible:
        if code in self._pending and subject == self._pending_for:
            return cast(Possible, self._pending[code])
        return self._record.value(subject, code)

    def condition(self, condition: ir.Condition, element: SubjectId, subject: SubjectId, pending: Pending) -> int:
        """The outcomes of a condition."""
        self._pending, self._pending_for = pending, subject
        return self.evaluation.condition(condition, Scope(element, subject))

    def concluded(self, conclusion: ir.Concluded, element: SubjectId, subject: SubjectId, pending: Pending) -> int:
        """The outcomes of a bare conclusion, not applicable included."""
        self._pending, self._pending_for = pending, subject
        return self.evaluation.concluded(conclusion, Scope(element, subject))

    def value(self, value: ir.Value, element: SubjectId, subject: SubjectId, pending: Pending) -> Possible:
        """What is known of a value."""
        self._pending, self._pending_for = pending, subject
        return self.evaluation.value(value, Scope(element, subject))

    def measure(self, quantity: ir.Quantity, element: SubjectId, subject: SubjectId, pending: Pending) -> Possible:
        """What is known of a quantity."""
        self._pending, self._pending_for = pending, subject
        return self.evaluation.measure(quantity, Scope(element, subject))
