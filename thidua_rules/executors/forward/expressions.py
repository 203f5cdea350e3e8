"""Writing expressions as Python source, each at the place where its result is known as early as it can be."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from thidua_rules.executors.forward import aggregates, exact, runtime
from thidua_rules.executors.forward.columns import exact_scale
from thidua_rules.executors.forward.exact import Exact
from thidua_rules.executors.forward.frames import Frame, Interval
from thidua_rules.executors.forward.reading import beyond, first_step, is_constant, only_slot, walks
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import Kind
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
_EXACT = (ir.Calculation, ir.Opposite, ir.Rounded, ir.Bounded, ir.ExtremeOf)
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


Value = str | Interval | Exact
"""The source of a value: the name of a `Possible`, the ends of an interval, or an exact number."""


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
        pending = [f"{self.generator.bind(code, code)}: {self.known_of(code)}" for code in codes if code in self.found]
        so_far = "{" + ", ".join(pending) + "}" if pending else "NOTHING_YET"
        element, subject = self.subject_id(frame), self.subject_id(frame.subject)
        return f"evaluated.{method}({self.generator.bind(expression)}, {element}, {subject}, {so_far})"

    def known_of(self, code: str) -> str:
        """Source of what the running block has found of a code, as the shared evaluation knows it."""
        scale = self.generator.scales.get(code)
        return self.found[code] if scale is None else exact.kept(self.found[code], scale).possible

    def by_slot(self, frame: Frame, expression: Any, evaluate: Callable[[Evaluation, Scope], Any]) -> str:
        """The name of a table from one slot to a result."""
        generator = self.generator
        table = runtime.by_slot(generator.program.vocabulary, frame.type, generator.question, evaluate)
        key = ("slot", frame.type, expression)
        return generator.bind(table, key)

    def through(self, kind: str, expression: Any, frame: Frame) -> str | Exact | None:
        """An expression wholly about the subject that one reference points at is found there, once."""
        step = first_step(expression)
        if step is None:
            return None
        base = frame.subject if all(walk.of_subject for walk, _ in walks(expression)) else frame
        reached = self.reference(base, step)
        if reached is None:
            return None
        position, target = reached
        block, scale = self.generator.outlined(kind, beyond(expression, target), target)
        other = self.fallback(kind, expression, frame)
        name = self.put(frame, "m", f"{self.record(block)}[{position}] if {position} >= 0 else {other}")
        return name if scale is None else exact.kept(name, scale)

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
        if isinstance(through, str):
            return through
        match condition:
            case ir.Compared():
                return self.compared(condition, frame)
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
        test = None
        if isinstance(condition, ir.Compared):
            both = self.is_exact(condition.left, frame) and self.is_exact(condition.right, frame)
            test = self.number_test(condition, frame) if both else None
        table = self.by_slot(frame, condition, lambda evaluation, scope: evaluation.condition(condition, scope))
        if test is not None:
            position, _ = self.generator.field_of(frame.type, name)
            frame.reads_row = True
            return f"{test} else {table}[{frame.row}[{position}]]"
        slot = self.slot(frame, name)
        if isinstance(condition, ir.Fact):
            return f"1 if {slot} is True else 2 if {slot} is False else 3 if {slot} is None else {table}[{slot}]"
        return f"{table}[{slot}]"

    def number_test(self, condition: ir.Compared, frame: Frame) -> str | None:
        """Source of a comparison of two numbers up to what it is where one of them is not plainly known."""
        one, two = self.value(condition.left, frame), self.value(condition.right, frame)
        if not isinstance(one, Exact) or not isinstance(two, Exact):
            return None
        comparison = condition.comparison
        if one.fixed is not None:
            one, two, comparison = two, one, _FLIPPED.get(comparison, comparison)
        plain = Exact("", tuple(dict.fromkeys(one.atoms + two.atoms)), 1, "").plain
        return f"(1 if {exact.compared(comparison, one, two)} else 2) if {plain}"

    def concluded(self, conclusion: ir.Concluded, frame: Frame) -> str:
        """The name of the mask of a conclusion, not applicable included."""
        base, steps = self.given(frame, conclusion.walk), conclusion.walk.steps
        if not steps:
            return self.own(base, conclusion.code)
        if len(steps) > 1:
            found = self.through("concluded", conclusion, frame)
            return (
                found if isinstance(found, str) else self.put(frame, "m", self.fallback("concluded", conclusion, frame))
            )
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

    def compared(self, condition: ir.Compared, frame: Frame) -> str:
        """A comparison of which no side is a slot compared with a constant."""
        comparison, left, right = condition.comparison, condition.left, condition.right
        if is_constant(left) and not is_constant(right):
            left, right, comparison = right, left, _FLIPPED.get(comparison, comparison)
        one, two = self.value(left, frame), self.value(right, frame)
        if isinstance(one, Interval) and isinstance(two, Exact) and two.fixed is not None:
            limit = runtime.constant(right, self.generator.question).low
            source = _OF_INTERVAL[comparison].format(one.low, one.high, self.generator.bind(limit))
            return self.put(frame, "m", source)
        how = self.generator.bind(comparison)
        otherwise = f"compare({how}, {self.known(one)}, {self.known(two)})"
        test = self.number_test(condition, frame)
        return self.put(frame, "m", otherwise if test is None else f"{test} else {otherwise}")

    # ------------------------------------------------------------ values

    def value(self, value: ir.Value, frame: Frame) -> Value:
        """A value: an exact number, the name of a `Possible`, or the names of the ends of an interval."""
        if is_constant(value):
            fixed = runtime.constant(value, self.generator.question)
            name = self.generator.bind(fixed, fixed)
            return exact.constant(fixed, name) or name
        if frame.outer is not None and all(walk.of_subject for walk, _ in walks(value)) and _walks(value):
            frame = frame.subject
        known = frame.known.get(value)
        if known is None:
            known = self._value(value, frame)
            if isinstance(known, Exact) and known.depth > exact.DEEPEST:
                known = exact.kept(self.put(frame, "n", known.held), known.scale)
            frame.known[value] = known
        return known

    def known(self, value: Value) -> str:
        """Source of a value as a `Possible`."""
        if isinstance(value, str):
            return value
        return value.known if isinstance(value, Exact) else f"INTERVALS[{value.low}, {value.high}]"

    def held(self, value: Value, frame: Frame) -> tuple[str, int | None]:
        """The name of a value as records hold it, and its scale if it is an exact number."""
        number = self.exactly(value, frame)
        if number is None:
            return self.possible(value, frame), None
        return (number.held if number.held.isidentifier() else self.put(frame, "n", number.held)), number.scale

    def possible(self, value: Value, frame: Frame) -> str:
        """The name of a value as a `Possible`."""
        return value if isinstance(value, str) else self.put(frame, "v", self.known(value))

    def exactly(self, value: Value, frame: Frame) -> Exact | None:
        """A value as an exact number; None if it is none."""
        if isinstance(value, Interval):
            source = f"{value.low} if {value.low} == {value.high} else ({value.low}, {value.high})"
            return exact.kept(self.put(frame, "n", source), 1)
        return value if isinstance(value, Exact) else None

    def is_exact(self, value: ir.Value, frame: Frame) -> bool:
        """Whether a value is reckoned from numbers of the question and of the element itself alone."""
        return all(
            is_constant(part) or isinstance(part, _EXACT) or self.is_number(part, frame)
            for part in parts(value)
            if isinstance(part, ir.Value)
        )

    def is_number(self, value: ir.Value, frame: Frame) -> bool:
        """Whether a value is a number, date or period that the element itself holds."""
        if isinstance(value, ir.FieldValue):
            kind = self.generator.field_of(value.walk.ends[0], value.name)[1].kind
            return not value.walk.steps and kind.is_ordered and kind is not Kind.GRADE
        if isinstance(value, ir.Derived):
            return not value.walk.steps and value.code in self.generator.scales
        return False

    def field_value(self, value: ir.FieldValue, frame: Frame) -> Value:
        """A field of the element at hand."""
        _, declared = self.generator.field_of(frame.type, value.name)
        if not declared.kind.is_ordered or declared.kind is Kind.GRADE:
            table = self.by_slot(frame, value, lambda evaluation, scope: evaluation.value(value, scope))
            return self.put(frame, "v", f"{table}[{self.slot(frame, value.name)}]")
        if declared.kind.is_number and declared.kind is not Kind.INTEGER:
            column = self.column("exact", frame.type, declared.name)
            return exact.kept(self.put(frame, "n", f"{column}[{frame.at}]"), exact_scale(declared))
        table = self.by_slot(
            frame, ("held", value), lambda evaluation, scope: exact.lowered(evaluation.value(value, scope), 1)
        )
        return exact.slot(self.slot(frame, value.name), table)

    def _value(self, value: ir.Value, frame: Frame) -> Value:
        if isinstance(value, ir.FieldValue) and only_slot(value, frame.outer is not None) is not None:
            return self.field_value(value, frame)
        if isinstance(value, ir.Derived):
            base = self.given(frame, value.walk)
            if len(value.walk.steps) <= 1:
                name = (
                    self.of_referred(value.code, "value", value, base, frame)
                    if value.walk.steps
                    else self.own(base, value.code)
                )
                scale = self.generator.scales.get(value.code)
                return name if scale is None else exact.kept(name, scale)
        through = self.through("value", value, frame)
        if through is not None:
            return through
        match value:
            case ir.Calculation(operator, left, right, _):
                return self.calculation(operator, self.value(left, frame), self.value(right, frame), frame)
            case ir.Opposite(operand, _):
                one = self.value(operand, frame)
                if isinstance(one, Exact):
                    return exact.opposite(one)
                return self.put(frame, "v", f"negative({self.known(one)})")
            case ir.Rounded(rounding, step, operand, _):
                one = self.value(operand, frame)
                how, unit = self.generator.bind(rounding), self.generator.bind(step)
                possible = f"rounded({self.known(one)}, {unit}, {how})"
                whole = exact.rounded_to(one, step, rounding, possible) if isinstance(one, Exact) else None
                return whole or self.put(frame, "v", possible)
            case ir.Shifted(operand, days, months, _):
                move = self.generator.bind(lambda end: shift(int(end), days, months), ("shift", days, months))
                return self.put(frame, "v", f"mapped({self.known(self.value(operand, frame))}, {move})")
            case ir.Bounded(operand, low, high, _):
                return self.bounded(operand, low, high, frame)
            case ir.ExtremeOf(greatest, operands, _):
                values = [self.value(each, frame) for each in operands]
                possible = f"extreme({greatest}, [{', '.join(self.known(each) for each in values)}])"
                numbers = [each for each in values if isinstance(each, Exact)]
                whole = None
                if numbers and len(numbers) == len(values):
                    whole = exact.extreme_of("max" if greatest else "min", numbers, possible)
                return whole or self.put(frame, "v", possible)
            case ir.Otherwise(operand, default, _):
                both = [self.known(self.value(each, frame)) for each in (operand, default)]
                return self.put(frame, "v", f"otherwise({', '.join(both)})")
            case ir.CountOf(members, _):
                return aggregates.counted(self, value, members, frame)
            case ir.RatioOf(members, filter_, _):
                return aggregates.share(self, "value", value, members, filter_, "SHARES", frame)
            case ir.FoldOf():
                return aggregates.fold(self, value, frame)
        return self.put(frame, "v", self.fallback("value", value, frame))

    def bounded(self, operand: ir.Value, low: ir.Value | None, high: ir.Value | None, frame: Frame) -> Value:
        """A value kept within bounds."""
        values = [None if each is None else self.value(each, frame) for each in (operand, low, high)]
        known = ["None" if each is None else self.known(each) for each in values]
        possible = f"bounded({', '.join(known)})"
        whole, floor, ceiling = values
        if isinstance(whole, Exact) and all(each is None or isinstance(each, Exact) for each in values):
            kept: Exact | None = whole
            if isinstance(floor, Exact):
                kept = exact.extreme_of("max", [whole, floor], possible)
            if kept is not None and isinstance(ceiling, Exact):
                kept = exact.extreme_of("min", [kept, ceiling], possible)
            if kept is not None:
                return kept
        return self.put(frame, "v", possible)

    def calculation(self, operator: str, left: Value, right: Value, frame: Frame) -> Value:
        """Arithmetic; sums of numbers of members stay intervals."""
        if operator == "+" and isinstance(left, Interval) and isinstance(right, Interval):
            low = self.put(frame, "n", f"{left.low} + {right.low}")
            high = f"None if {left.high} is None or {right.high} is None else {left.high} + {right.high}"
            return Interval(low, self.put(frame, "n", high))
        one, two, called = self.exactly(left, frame), self.exactly(right, frame), _CALLED[operator]
        whole = None if one is None or two is None else exact.calculated(operator, one, two, called)
        return whole or self.put(frame, "v", f"{called}({self.known(left)}, {self.known(right)})")

    def both(self, frame: Frame, masks: list[str]) -> str:
        """Source of the conjunction; most often all are met, or one surely is not."""
        if len(masks) == 1:
            return masks[0]
        source = masks[0]
        for each in masks[1:]:
            source = f"BOTH[{source}][{each}]"
        failed = " or ".join(f"{each} == 2" for each in masks)
        return self.put(frame, "m", f"1 if {' | '.join(masks)} == 1 else 2 if {failed} else {source}")

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
