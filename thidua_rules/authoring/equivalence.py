"""Changes that make no difference to complete facts, as far as the comparisons in one condition or table show it.

Comparisons of one value with constants go together: they are tried at each constant, between them, beyond them, and
for a value outside of the order. Every other test is taken to be met or not met by itself. Two conditions that agree
for all of these agree for all complete facts; the other way round nothing is said.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product

from attrs import define, field

from thidua_rules.program import ir
from thidua_rules.values import Comparison, Number

_MOST = 4_000
"""So many combinations are tried; what has more is taken to make a difference."""
Trial = Callable[[ir.Condition], bool]
"""Whether a condition holds in one of the combinations."""
_HOLDS: dict[Comparison, Callable[[Number, Number], bool]] = {
    Comparison.EQ: lambda a, b: a == b,
    Comparison.NE: lambda a, b: a != b,
    Comparison.LT: lambda a, b: a < b,
    Comparison.LE: lambda a, b: a <= b,
    Comparison.GT: lambda a, b: a > b,
    Comparison.GE: lambda a, b: a >= b,
}


def same_condition(one: ir.Condition, other: ir.Condition) -> bool:
    """Whether two conditions surely hold of the same complete facts."""
    return _agree((one, other), lambda trial: trial(one) == trial(other))


def same_table(one: Sequence[ir.TableRow], other: Sequence[ir.TableRow]) -> bool:
    """Whether two tables of the same length surely choose the same row for the same complete facts.

    Only rows that compare what the changed ones do are looked at: where these agree, so do all rows together.
    """
    pairs = [(a.condition, b.condition) for a, b in zip(one, other, strict=True)]
    compared = {value for a, b in pairs if a != b for value in _tests_of((a, b)).marks}
    kept = [(a, b) for a, b in pairs if a != b or compared & _tests_of((a, b)).marks.keys()]
    before, after = [a for a, _ in kept], [b for _, b in kept]
    return _agree((*before, *after), lambda trial: _chosen(before, trial) == _chosen(after, trial))


def _chosen(conditions: Sequence[ir.Condition | None], trial: Trial) -> int | None:
    return next((row for row, each in enumerate(conditions) if each is None or trial(each)), None)


def _tests_of(conditions: Iterable[ir.Condition | None]) -> "_Tests":
    tests = _Tests()
    for each in conditions:
        if each is not None:
            tests.collect(each)
    return tests


def _agree(conditions: Iterable[ir.Condition | None], agree: Callable[[Trial], bool]) -> bool:
    tests = _tests_of(conditions)
    return tests.count() <= _MOST and all(agree(trial) for trial in tests.trials())


@define
class _Tests:
    """What some conditions test: values with the constants they are compared with, and anything else."""

    marks: dict[ir.Value, set[Number]] = field(factory=dict)
    others: dict[ir.Condition, None] = field(factory=dict)

    def collect(self, condition: ir.Condition) -> None:
        match condition:
            case ir.Negation(operand):
                self.collect(operand)
            case ir.Conjunction(operands) | ir.Disjunction(operands):
                for each in operands:
                    self.collect(each)
            case _:
                found = _compared(condition)
                if found is None:
                    self.others[condition] = None
                else:
                    self.marks.setdefault(found[0], set()).update(found[1])

    def count(self) -> int:
        """How many combinations there are."""
        number: int = 2 ** len(self.others)
        for marks in self.marks.values():
            number *= 2 * len(marks) + 3
        return number

    def trials(self) -> Iterator[Trial]:
        """Every combination."""
        for points in product(*(_points(*each) for each in self.marks.items())):
            at = dict(zip(self.marks, points, strict=True))
            for answers in product((False, True), repeat=len(self.others)):
                given = dict(zip(self.others, answers, strict=True))
                yield lambda condition, at=at, given=given: _holds(condition, at, given)  # type: ignore[misc]


Point = Number | str
"""A number, `absent` (no comparison holds) or `outside` (of the order: only ≠ holds)."""


def _points(value: ir.Value, marks: set[Number]) -> list[Point]:
    ordered = sorted(marks)
    whole = value.type.integral or not value.type.kind.is_number
    between: list[Number] = [
        a + 1 if whole else (Fraction(a) + Fraction(b)) / 2 for a, b in pairwise(ordered) if not whole or b - a > 1
    ]
    return [*ordered, *between, ordered[0] - 1, ordered[-1] + 1, "absent", "outside"]


def _compared(condition: ir.Condition) -> tuple[ir.Value, tuple[Number, ...]] | None:
    """The value and the constants that a test compares it with, if it does nothing else."""
    match condition:
        case ir.Compared(_, left, ir.Constant(constant)) if constant.ordered and constant.low is not None:
            return None if isinstance(left, ir.Constant) else (left, (constant.low,))
        case ir.AmongOf(operand, wanted):
            numbers = tuple(each for each in wanted if isinstance(each, int | Fraction) and each >= 0)
            return (operand, numbers) if len(numbers) == len(wanted) else None
    return None


def _holds(condition: ir.Condition, at: dict[ir.Value, Point], given: dict[ir.Condition, bool]) -> bool:
    match condition:
        case ir.Negation(operand):
            return not _holds(operand, at, given)
        case ir.Conjunction(operands):
            return all(_holds(each, at, given) for each in operands)
        case ir.Disjunction(operands):
            return any(_holds(each, at, given) for each in operands)
    found = _compared(condition)
    if found is None:
        return given[condition]
    point, numbers = at[found[0]], found[1]
    if isinstance(condition, ir.AmongOf):
        return point in numbers
    assert isinstance(condition, ir.Compared)
    if isinstance(point, str):
        return point == "outside" and condition.comparison is Comparison.NE
    return _HOLDS[condition.comparison](point, numbers[0])
