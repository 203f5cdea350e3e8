"""Writing expressions as Python source, each at the place where its result is known as early as it can be."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from thidua_rules.executors.forward import aggregates, runtime
from thidua_rules.executors.forward.frames import Frame, Interval
from thidua_rules.executors.forward.reading import beyond, first_step, is_constant, only_slot, walks
from thidua_rules.executors.forward.slots import comparison_test
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.walking import parts
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.values import (
    Comparison,
)
from thidua_rules.values.calendar import shift

if TYPE_CHECKING:
    from thidua_rules.executors.forward.generate import Generator

_CALLED = {"+": "add", "−": "subtract", "×": "multiply", "/": "divide"}
_FLIPPED = {
    Comparison.LT: Comparison.GT,
    Comparison.LE: Comparison.GE,
    Comparison.GT: Comparison.LT,
    Comparison.GE: Comparison.LE,
}
# for a number of members known to be from {0} to {1} (None: no end) against the constant {2}
_OF_INTERVAL = {
    Comparison.GE: "1 if {0} >= {2} else 2 if {1} is not None and {1} < {2} else 3",
    Comparison.GT: "1 if {0} > {2} else 2 if {1} is not None and {1} <= {2} else 3",
    Comparison.LE: "2 if {0} > {2} else 1 if {1} is not None and {1} <= {2} else 3",
    Comparison.LT: "2 if {0} >= {2} else 1 if {1} is not None and {1} < {2} else 3",
    Comparison.EQ: "(1 if {0} == {2} else 2) if {0} == {1} else"
    " 2 if {0} > {2} or ({1} is not None and {1} < {2}) else 3",
    Comparison.NE: "(2 if {0} == {2} else 1) if {0} == {1} else"
    " 1 if {0} > {2} or ({1} is not None and {1} < {2}) else 3",
}


class Expressions:
    """Writes conditions and values into the frames of one block, a loop over the subjects of one type."""

    def __init__(self, generator: "Generator", type_name: str) -> None:
        self.generator, self.type = generator, type_name
        self.frame = Frame(type_name, "i", "r")
        self.found: dict[str, str] = {}
        self._prologue: dict[str, str] = {}
        self._names = 0

    # ------------------------------------------------------------ names and places

    def fresh(self, letter: str) -> str:
        """A new local name."""
        self._names += 1
        return f"{letter}{self._names}"

    def column(self, *key: str) -> str:
        """The local name of a column of the case, fetched once."""
        name = "c" + self.generator.bind(key, key)[1:]
        self._prologue[name] = f"columns[{self.generator.bind(key, key)}]"
        return name

    def record(self, block: int) -> str:
        """The local name of an earlier block's results."""
        self._prologue[f"b{block}"] = f"records[{block}]"
        return f"b{block}"

    def put(self, frame: Frame, letter: str, source: str) -> str:
        """Name the value of a source expression."""
        name = self.fresh(letter)
        frame.body.append(f"{name} = {source}")
        return name

    def slot(self, frame: Frame, name: str) -> str:
        """The local name of a slot."""
        position, _ = self.generator.field_of(frame.type, name)
        known = frame.slots.get(position)
        if known is None:
            known = frame.slots[position] = self.fresh("s")
        return known

    def reference(self, frame: Frame, step: str) -> tuple[str, str] | None:
        """The position of the subject a reference points at (−1: not plainly known), and that subject's type."""
        _, declared = self.generator.field_of(frame.type, step)
        if len(declared.targets) != 1:
            return None
        target = declared.targets[0]
        key = ("reference", declared.name)
        if key not in frame.known:
            column = self.column("refs", frame.type, declared.name, target)
            frame.known[key] = self.put(frame, "p", f"{column}[{frame.at}]")
        return frame.known[key], target

    def subject_id(self, frame: Frame) -> str:
        """Source of the subject of a frame."""
        return f"{self.column('ids', frame.type)}[{frame.at}]"

    def given(self, frame: Frame, walk: ir.Walk) -> Frame:
        """The frame from which a walk starts."""
        return frame.subject if walk.of_subject else frame

    # ------------------------------------------------------------ ways round

    def fallback(self, method: str, expression: Any, frame: Frame) -> str:
        """Source that hands an expression to the shared evaluation."""
        named = (each for each in parts(expression) if isinstance(each, ir.Concluded | ir.Derived))
        codes = dict.fromkeys(code for each in named for code in each.codes)
        pending = [f"{self.generator.bind(code, code)}: {self.found[code]}" for code in codes if code in self.found]
        so_far = "{" + ", ".join(pending) + "}" if pending else "NOTHING_YET"
        element, subject = self.subject_id(frame), self.subject_id(frame.subject)
        return f"evaluated.{method}({self.generator.bind(expression)}, {element}, {subject}, {so_far})"

    def by_slot(self, frame: Frame, expression: Any, evaluate: Callable[[Evaluation, Scope], Any]) -> str:
        """The name of a table from one slot to a result."""
        generator = self.generator
        table = runtime.by_slot(generator.program.vocabulary, frame.type, generator.question, evaluate)
        key = ("slot", frame.type, expression)
        return generator.bind(table, key)

    def through(self, kind: str, expression: Any, frame: Frame) -> str | None:
        """An expression wholly about the subject that one reference points at is found there, once."""
        step = first_step(expression)
        if step is None:
            return None
        base = frame.subject if all(walk.of_subject for walk, _ in walks(expression)) else frame
        reached = self.reference(base, step)
        if reached is None:
            return None
        position, target = reached
        block = self.generator.outlined(kind, beyond(expression, target), target)
        other = self.fallback(kind, expression, frame)
        return self.put(frame, "m", f"{self.record(block)}[{position}] if {position} >= 0 else {other}")

    # ------------------------------------------------------------ conditions

    def condition(self, condition: ir.Condition, frame: Frame) -> str:
        """The name of the mask of a condition."""
        if frame.outer is not None and all(walk.of_subject for walk, _ in walks(condition)) and _walks(condition):
            frame = frame.subject
        known = frame.known.get(condition)
        if known is None:
            known = frame.known[condition] = self._condition(condition, frame)
        return known

    def _condition(self, condition: ir.Condition, frame: Frame) -> str:
        name = only_slot(condition, frame.outer is not None)
        if name is not None:
            return self.put(frame, "m", self.slot_test(condition, name, frame))
        if isinstance(condition, ir.Concluded):
            return self.put(frame, "m", f"APPLIED[{self.concluded(condition, frame)}]")
        through = self.through("condition", condition, frame)
        if through is not None:
            return through
        match condition:
            case ir.Compared(comparison, left, right):
                return self.compared(comparison, left, right, frame)
            case ir.AmongOf(operand, wanted):
                value = self.possible(self.value(operand, frame), frame)
                return self.put(frame, "m", f"among({value}, {self.generator.bind(wanted)}, {operand.type.integral})")
            case ir.PresentOf(operand):
                return self.put(frame, "m", f"presence({self.possible(self.value(operand, frame), frame)})")
            case ir.Negation(operand):
                return self.put(frame, "m", f"NEGATED[{self.condition(operand, frame)}]")
            case ir.Conjunction(operands) if operands:
                return self.both(frame, [self.condition(each, frame) for each in operands])
            case ir.Disjunction(operands) if operands:
                return self.either(frame, [self.condition(each, frame) for each in operands])
            case ir.Unstated():
                return "8"
            case ir.EveryOf(members, filter_):
                return aggregates.every(self, condition, members, filter_, frame)
            case ir.RatioCompared(comparison, members, filter_, threshold) if is_constant(threshold):
                limit = runtime.constant(threshold, self.generator.question).low
                if limit is not None:
                    table = self.generator.bind(runtime.share_compared(comparison, limit))
                    return aggregates.share(self, "condition", condition, members, filter_, table, frame)
        return self.put(frame, "m", self.fallback("condition", condition, frame))

    def slot_test(self, condition: ir.Condition, name: str, frame: Frame) -> str:
        """Source of a condition on one slot: a test for plain slots, a table for all others."""
        slot = self.slot(frame, name)
        table = self.by_slot(frame, condition, lambda evaluation, scope: evaluation.condition(condition, scope))
        if isinstance(condition, ir.Fact):
            return f"1 if {slot} is True else 2 if {slot} is False else 3 if {slot} is None else {table}[{slot}]"
        if isinstance(condition, ir.Compared):
            _, declared = self.generator.field_of(frame.type, name)
            test = comparison_test(condition, declared, self.generator.question)
            if test is not None:
                operator, limit = test
                against = self.generator.bind(limit)
                return f"(1 if {slot} {operator} {against} else 2) if type({slot}) in NUMBERS else {table}[{slot}]"
        return f"{table}[{slot}]"

    def concluded(self, conclusion: ir.Concluded, frame: Frame) -> str:
        """The name of the mask of a conclusion, not applicable included."""
        base, steps = self.given(frame, conclusion.walk), conclusion.walk.steps
        if not steps:
            return self.own(base, conclusion.code)
        if len(steps) > 1:
            found = self.through("concluded", conclusion, frame)
            return found if found is not None else self.put(frame, "m", self.fallback("concluded", conclusion, frame))
        return self.of_referred(conclusion.code, "concluded", conclusion, base, frame)

    def own(self, frame: Frame, code: str) -> str:
        """What has been found of a code, for the subject of a frame."""
        if frame.outer is None and code in self.found:
            return self.found[code]
        block, place, home = self.generator.places[code]
        assert home == frame.type
        key = ("found", block)
        if key not in frame.known:
            frame.known[key] = self.put(frame, "e", f"{self.record(block)}[{frame.at}]")
        return self.put(frame, "m", f"{frame.known[key]}[{place}]")

    def of_referred(self, code: str, kind: str, expression: Any, base: Frame, frame: Frame) -> str:
        """What has been found of a code, for the subject that a reference points at."""
        other = self.fallback(kind, expression, frame)
        reached = self.reference(base, expression.walk.steps[0])
        if reached is None or expression.apart or self.generator.places[code][2] != reached[1]:
            return self.put(frame, "m", other)
        position, _ = reached
        block, place, _ = self.generator.places[code]
        return self.put(frame, "m", f"{self.record(block)}[{position}][{place}] if {position} >= 0 else {other}")

    def compared(self, comparison: Comparison, left: ir.Value, right: ir.Value, frame: Frame) -> str:
        """A comparison of which no side is a slot compared with a constant."""
        if is_constant(left) and not is_constant(right):
            left, right, comparison = right, left, _FLIPPED.get(comparison, comparison)
        one = self.value(left, frame)
        if isinstance(one, Interval) and is_constant(right):
            limit = runtime.constant(right, self.generator.question)
            if limit.is_point and limit.ordered:
                source = _OF_INTERVAL[comparison].format(one.low, one.high, self.generator.bind(limit.low))
                return self.put(frame, "m", source)
        two = self.possible(self.value(right, frame), frame)
        how = self.generator.bind(comparison)
        return self.put(frame, "m", f"compare({how}, {self.possible(one, frame)}, {two})")

    # ------------------------------------------------------------ values

    def value(self, value: ir.Value, frame: Frame) -> str | Interval:
        """A value: the name of a `Possible`, or the names of the ends of an interval."""
        if is_constant(value):
            fixed = runtime.constant(value, self.generator.question)
            return self.generator.bind(fixed, fixed)
        if frame.outer is not None and all(walk.of_subject for walk, _ in walks(value)) and _walks(value):
            frame = frame.subject
        known = frame.known.get(value)
        if known is None:
            known = frame.known[value] = self._value(value, frame)
        return known

    def possible(self, value: str | Interval, frame: Frame) -> str:
        """The name of a value as a `Possible`."""
        if isinstance(value, str):
            return value
        return self.put(frame, "v", f"INTERVALS[{value.low}, {value.high}]")

    def _value(self, value: ir.Value, frame: Frame) -> str | Interval:
        name = only_slot(value, frame.outer is not None)
        if name is not None:
            table = self.by_slot(frame, value, lambda evaluation, scope: evaluation.value(value, scope))
            return self.put(frame, "v", f"{table}[{self.slot(frame, name)}]")
        if isinstance(value, ir.Derived):
            base = self.given(frame, value.walk)
            if not value.walk.steps:
                return self.own(base, value.code)
            if len(value.walk.steps) == 1:
                return self.of_referred(value.code, "value", value, base, frame)
        through = self.through("value", value, frame)
        if through is not None:
            return through
        match value:
            case ir.Calculation(operator, left, right, _):
                return self.calculation(operator, self.value(left, frame), self.value(right, frame), frame)
            case ir.Opposite(operand, _):
                return self.put(frame, "v", f"negative({self.possible(self.value(operand, frame), frame)})")
            case ir.Rounded(rounding, step, operand, _):
                inner = self.possible(self.value(operand, frame), frame)
                how, unit = self.generator.bind(rounding), self.generator.bind(step)
                return self.put(frame, "v", f"rounded({inner}, {unit}, {how})")
            case ir.Shifted(operand, days, months, _):
                inner = self.possible(self.value(operand, frame), frame)
                move = self.generator.bind(lambda end: shift(int(end), days, months), ("shift", days, months))
                return self.put(frame, "v", f"mapped({inner}, {move})")
            case ir.Bounded(operand, low, high, _):
                ends = [
                    "None" if each is None else self.possible(self.value(each, frame), frame)
                    for each in (operand, low, high)
                ]
                return self.put(frame, "v", f"bounded({', '.join(ends)})")
            case ir.ExtremeOf(greatest, operands, _):
                values = [self.possible(self.value(each, frame), frame) for each in operands]
                return self.put(frame, "v", f"extreme({greatest}, [{', '.join(values)}])")
            case ir.Otherwise(operand, default, _):
                values = [self.possible(self.value(each, frame), frame) for each in (operand, default)]
                return self.put(frame, "v", f"otherwise({', '.join(values)})")
            case ir.CountOf(members, _):
                return aggregates.counted(self, value, members, frame)
            case ir.RatioOf(members, filter_, _):
                return aggregates.share(self, "value", value, members, filter_, "SHARES", frame)
            case ir.FoldOf():
                return aggregates.fold(self, value, frame)
        return self.put(frame, "v", self.fallback("value", value, frame))

    def calculation(self, operator: str, left: str | Interval, right: str | Interval, frame: Frame) -> str | Interval:
        """Arithmetic; sums of numbers of members stay intervals."""
        if operator == "+" and isinstance(left, Interval) and isinstance(right, Interval):
            low = self.put(frame, "n", f"{left.low} + {right.low}")
            high = f"None if {left.high} is None or {right.high} is None else {left.high} + {right.high}"
            return Interval(low, self.put(frame, "n", high))
        one, two = self.possible(left, frame), self.possible(right, frame)
        return self.put(frame, "v", f"{_CALLED[operator]}({one}, {two})")

    def both(self, frame: Frame, masks: list[str]) -> str:
        """Source of the conjunction; most often all are met."""
        if len(masks) == 1:
            return masks[0]
        source = masks[0]
        for each in masks[1:]:
            source = f"BOTH[{source}][{each}]"
        return self.put(frame, "m", f"1 if {' | '.join(masks)} == 1 else {source}")

    def either(self, frame: Frame, masks: list[str]) -> str:
        """Source of the disjunction."""
        if len(masks) == 1:
            return masks[0]
        source = masks[0]
        for each in masks[1:]:
            source = f"EITHER_OF[{source}][{each}]"
        return self.put(frame, "m", f"1 if {' or '.join(each + ' == 1' for each in masks)} else {source}")


def _walks(expression: object) -> bool:
    """Whether an expression reads facts or findings at all."""
    return next(walks(expression), None) is not None
