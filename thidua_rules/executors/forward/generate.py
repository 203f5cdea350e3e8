"""From a program to Python source: one function per block of rules, one loop over the subjects of a type in each.

Text of a ruleset never enters the source: names there are generated, and everything else is a constant bound to a
name (`K…`) in the namespace in which the source is executed. An expression that has no faster form, or that meets a
slot or reference which is not plainly known, is handed to the shared evaluation at that very place.
"""

from collections.abc import Callable
from typing import Any

from thidua_rules.executors.calendar import shift
from thidua_rules.executors.evaluation import CALCULATIONS, Evaluation, Scope
from thidua_rules.executors.forward import runtime
from thidua_rules.executors.forward.frames import Frame, Interval, Loop
from thidua_rules.executors.forward.reading import beyond, first_step, is_constant, only_slot, walks
from thidua_rules.executors.forward.slots import comparison_test
from thidua_rules.executors.protocol import Question
from thidua_rules.facts.vocabulary import Field
from thidua_rules.program import ir
from thidua_rules.program.walking import parts
from thidua_rules.values import (
    APPLIED,
    BOTH,
    EITHER_OF,
    NEGATED,
    Comparison,
    among,
    compare,
    folded,
    mapped,
    negative,
    presence,
    rounded,
)

HELPERS: dict[str, Any] = {
    "APPLIED": APPLIED,
    "BOTH": BOTH,
    "EITHER_OF": EITHER_OF,
    "NEGATED": NEGATED,
    "GUARDED": runtime.GUARDED,
    "EXCUSED": runtime.EXCUSED,
    "PLACED": runtime.PLACED,
    "PLACED_IN": runtime.PLACED[1],
    "NUMBERS": runtime.NUMBERS,
    "INTERVALS": runtime.INTERVALS,
    "SHARES": runtime.SHARES,
    "KEYS": runtime.KEYS,
    "NOTHING_YET": {},
    "among": among,
    "compare": compare,
    "enough": runtime.enough,
    "first_met": runtime.first_met,
    "folded": folded,
    "guarded_value": runtime.guarded_value,
    "negative": negative,
    "mapped": mapped,
    "presence": presence,
    "rounded": rounded,
    "ranks": runtime.ranks,
    "add": CALCULATIONS["+"],
    "subtract": CALCULATIONS["−"],
    "multiply": CALCULATIONS["×"],
    "divide": CALCULATIONS["/"],
}
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


class Generator:
    """Writes the blocks of one program under one question; `places` says where each code's result will stand."""

    def __init__(self, program: ir.Program, question: Question) -> None:
        self.program, self.question = program, question
        self.namespace: dict[str, Any] = dict(HELPERS)
        self.sources: list[str] = []
        self.places: dict[str, tuple[int, int, str]] = {}
        self._constants: dict[object, str] = {}
        self._aside: dict[object, int] = {}

    def write(self) -> None:
        """Write every block, in an order in which each comes after those it reads."""
        program = self.program
        for stratum in sorted(set(program.strata)):
            rules = [rule for rule, at in zip(program.rules, program.strata, strict=True) if at == stratum]
            for rule in rules:
                if isinstance(rule, ir.Rank):
                    self.add(Writer(self, rule.subject).rank(rule), rule.subject, [rule.code])
            for subject in dict.fromkeys(rule.subject for rule in rules):
                same = [rule for rule in rules if rule.subject == subject and not isinstance(rule, ir.Rank)]
                if same:
                    writer = Writer(self, subject)
                    source = writer.rules(same)
                    self.add(source, subject, list(writer.found))

    def add(self, source: str, subject: str, codes: list[str]) -> int:
        """Take over a block that is written; its number."""
        number = len(self.sources)
        self.sources.append(f"def block_{number}(columns, records, evaluated):\n{source}")
        self.places.update({code: (number, place, subject) for place, code in enumerate(codes)})
        return number

    def aside(self, kind: str, expression: Any, subject: str) -> int:
        """The block that finds one expression for all subjects of a type to which others refer."""
        key = (kind, expression, subject)
        if key not in self._aside:
            self._aside[key] = self.add(Writer(self, subject).single(kind, expression), subject, [])
        return self._aside[key]

    def bind(self, value: object, key: object = None) -> str:
        """The name of a constant; `key` says which are the same, by default only the very object."""
        known = (id(value),) if key is None else key
        name = self._constants.get(known)
        if name is None:
            name = self._constants[known] = f"K{len(self._constants)}"
            self.namespace[name] = value
        return name

    def field_of(self, type_name: str, name: str) -> tuple[int, Field]:
        """The place and the declaration of a field."""
        fact_type = self.program.vocabulary.type(type_name)
        assert fact_type is not None
        position = fact_type.position(name)
        return position, fact_type.fields[position]


class Writer:
    """Writes one block: a loop over the subjects of one type."""

    def __init__(self, generator: Generator, type_name: str) -> None:
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

    # ------------------------------------------------------------ whole blocks

    def rules(self, rules: list[Any]) -> str:
        """A block of criteria and quantities, in order."""
        for rule in rules:
            if isinstance(rule, ir.Criterion):
                self.requirement(rule.root)
            else:
                self.found[rule.code] = self.measure(rule)
        return self.finish(f"({', '.join(self.found.values())},)")

    def single(self, kind: str, expression: Any) -> str:
        """A block that finds one expression."""
        if kind == "concluded":
            return self.finish(self.concluded(expression, self.frame))
        if kind == "condition":
            return self.finish(self.condition(expression, self.frame))
        return self.finish(self.possible(self.value(expression, self.frame), self.frame))

    def rank(self, rank: ir.Rank) -> str:
        """A block that ranks; each subject's tuple holds its place only."""
        keys = []
        for key in rank.keys:
            if isinstance(key.operand, ir.Value):
                keys.append(self.possible(self.value(key.operand, self.frame), self.frame))
            else:
                keys.append(f"KEYS[{self.condition(key.operand, self.frame)}]")
        ids = self.column("ids", self.type)
        return self.finish(f"({', '.join(keys)},)", f"ranks({self.generator.bind(rank)}, {ids}, found, evaluated)")

    def finish(self, result: str, returned: str = "found") -> str:
        """The whole source of the block's function."""
        body = self.frame.source()
        rows = self.column("rows", self.type)
        lines = [f"{name} = {source}" for name, source in self._prologue.items()]
        lines += ["found = []", f"for i, r in enumerate({rows}):"]
        lines += ["    " + each for each in [*body, f"found.append({result})"]]
        return "\n".join("    " + each for each in [*lines, f"return {returned}"]) + "\n"

    # ------------------------------------------------------------ rules

    def requirement(self, node: ir.Requirement) -> str:
        """A node and all below it; the name of its mask."""
        frame = self.frame
        if node.group == "leaf":
            assert node.condition is not None
            if isinstance(node.condition, ir.Concluded):
                mask = self.concluded(node.condition, frame)
            else:
                mask = self.condition(node.condition, frame)
        else:
            mask = self.combined(node, [self.requirement(child) for child in node.children])
        for exception in node.exceptions:
            met = self.condition(exception.condition, frame)
            if exception.guard is not None:
                met = self.put(frame, "m", f"GUARDED[{self.condition(exception.guard, frame)}][{met}]")
            self.found[exception.code] = met
            mask = self.put(frame, "m", f"EXCUSED[{mask}][{met}]")
        if node.guard is not None:
            mask = self.put(frame, "m", f"GUARDED[{self.condition(node.guard, frame)}][{mask}]")
        self.found[node.code] = mask
        return mask

    def combined(self, node: ir.Requirement, masks: list[str]) -> str:
        """How the masks of children make that of their group."""
        if node.group == "at_least":
            return self.put(self.frame, "m", f"enough({node.least}, ({''.join(each + ', ' for each in masks)}))")
        if not masks:
            return "4"
        if node.group == "all":
            return self.both(self.frame, masks)
        either = self.either(self.frame, masks)
        return either if node.group == "any" else self.put(self.frame, "m", f"NEGATED[{either}]")

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

    def measure(self, quantity: ir.Quantity) -> str:
        """A quantity; the name of its value."""
        frame = self.frame
        if isinstance(quantity.body, ir.Table):
            whole = (quantity.body, quantity.guard)
            name = only_slot(whole)
            if name is not None:
                table = self.by_slot(frame, quantity, lambda evaluation, scope: evaluation.measure(quantity, scope))
                return self.put(frame, "v", f"{table}[{self.slot(frame, name)}]")
            if quantity.body.tested is not None:
                return self.put(frame, "v", self.fallback("measure", quantity, frame))
            value = self.chosen(quantity.body, frame)
        else:
            value = self.possible(self.value(quantity.body, frame), frame)
        if quantity.guard is not None:
            guard = self.condition(quantity.guard, frame)
            value = self.put(frame, "v", f"{value} if {guard} == 1 else guarded_value({guard}, {value})")
        return value

    def chosen(self, table: ir.Table, frame: Frame) -> str:
        """The result of the first row that is met."""
        rows = []
        for row in table.rows:
            mask = "1" if row.condition is None else self.condition(row.condition, frame)
            rows.append(f"({mask}, {self.possible(self.value(row.result, frame), frame)})")
        return self.put(frame, "v", f"first_met(({', '.join(rows)},))")

    # ------------------------------------------------------------ ways round

    def fallback(self, method: str, expression: Any, frame: Frame) -> str:
        """Source that hands an expression to the shared evaluation."""
        codes = dict.fromkeys(each.code for each in parts(expression) if isinstance(each, ir.Concluded | ir.Derived))
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
        block = self.generator.aside(kind, beyond(expression, target), target)
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
            case ir.EveryOf(members, filter_):
                return self.every(condition, members, filter_, frame)
            case ir.RatioCompared(comparison, members, filter_, threshold) if is_constant(threshold):
                limit = runtime.constant(threshold, self.generator.question).low
                if limit is not None:
                    table = self.generator.bind(runtime.share_compared(comparison, limit))
                    return self.share("condition", condition, members, filter_, table, frame)
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
        if reached is None or self.generator.places[code][2] != reached[1]:
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
            case ir.CountOf(members, _):
                return self.counted(value, members, frame)
            case ir.RatioOf(members, filter_, _):
                return self.share("value", value, members, filter_, "SHARES", frame)
            case ir.FoldOf():
                return self.fold(value, frame)
        return self.put(frame, "v", self.fallback("value", value, frame))

    def calculation(self, operator: str, left: str | Interval, right: str | Interval, frame: Frame) -> str | Interval:
        """Arithmetic; sums of numbers of members stay intervals."""
        if operator == "+" and isinstance(left, Interval) and isinstance(right, Interval):
            low = self.put(frame, "n", f"{left.low} + {right.low}")
            high = f"None if {left.high} is None or {right.high} is None else {left.high} + {right.high}"
            return Interval(low, self.put(frame, "n", high))
        one, two = self.possible(left, frame), self.possible(right, frame)
        return self.put(frame, "v", f"{_CALLED[operator]}({one}, {two})")

    # ------------------------------------------------------------ collections

    def loop(self, members: ir.Members, frame: Frame, inside: tuple[Any, ...]) -> tuple[Loop, Frame, bool] | None:
        """The loop over the members of a collection, one for all aggregates that do not look back at the subject.

        With it the frame in which it stands, and whether it is yet to be put there.
        """
        if members.owner.steps:
            return None
        base = self.given(frame, members.owner)
        alone = not any(walk.of_subject for part in inside for walk, _ in walks(part, True))
        key = members.collections
        if alone and base is frame and key in frame.loops:
            return frame.loops[key], frame, False
        loop = self.new_loop(members, base, frame)
        if alone and base is frame:
            frame.loops[key] = loop
            frame.body.append(loop)
            return loop, frame, False
        return loop, frame, True

    def new_loop(self, members: ir.Members, base: Frame, frame: Frame) -> Loop:
        """A loop with nothing in it yet."""
        more, unsure = self.fresh("o"), self.fresh("u")
        header: list[str] = []
        before: list[str] = []
        after: list[str] = []
        at, owner = base.at, base.type
        for depth, collection in enumerate(members.collections):
            member, via = collection.member, collection.via
            kids = self.column("kids", owner, member, via)
            is_open = f"{self.column('open', owner, member, collection.name)}[{at}]"
            is_unsure = f"{self.column('unsure', owner, member, via)}[{at}]"
            if depth == 0:
                before += [f"{more} = {is_open}", f"{unsure} = {is_unsure}"]
            else:
                # any of the elements so far may have more; so may one that is not there yet
                some = self.fresh("o")
                before += [f"{some} = False", f"{unsure} = {unsure} or {self.column('strays', member, via)}"]
                header.append("    " * depth + f"{some} = {some} or {is_open}")
                header.append("    " * depth + f"{unsure} = {unsure} or {is_unsure}")
                after.append(f"{more} = ({more} or {some}) and not {self.column('closed', member)}")
            position = self.fresh("j")
            header.append("    " * depth + f"for {position} in {kids}[{at}]:")
            at, owner = position, member
        inner = Frame(owner, at, self.fresh("r"), outer=frame, rows=self.column("rows", owner))
        return Loop(header, inner, more, unsure, before, after, len(members.collections))

    def membership(self, members: ir.Members, loop: Loop) -> str | None:
        """The name of the mask by which an element is in, None if it surely is."""
        return None if members.where is None else self.condition(members.where, loop.inner)

    def counted(self, value: ir.CountOf, members: ir.Members, frame: Frame) -> str | Interval:
        """How many members there are."""
        found = self.loop(members, frame, (members.where,))
        if found is None:
            return self.put(frame, "v", self.fallback("value", value, frame))
        loop, home, pending = found
        low, high, result = self.fresh("n"), self.fresh("n"), self.fresh("v")
        loop.before.append(f"{low} = {high} = 0")
        mask = self.membership(members, loop)
        if mask is None:
            loop.inner.body += [f"{low} += 1", f"{high} += 1"]
        else:
            loop.inner.body += [
                f"if {mask} == 1:",
                f"    {low} += 1",
                f"    {high} += 1",
                f"elif {mask} & 9:",
                f"    {high} += 1",
            ]
        if pending:
            home.body.append(loop)
        home.body += [
            f"if {loop.unsure}:",
            f"    {result} = {self.fallback('value', value, frame)}",
            f"    {low}, {high} = {result}.low, {result}.high",
            f"elif {loop.more}:",
            f"    {high} = None",
        ]
        return Interval(low, high)

    def every(self, condition: ir.EveryOf, members: ir.Members, filter_: ir.Condition, frame: Frame) -> str:
        """Whether all members meet a condition."""
        found = self.loop(members, frame, (members.where, filter_))
        if found is None:
            return self.put(frame, "m", self.fallback("condition", condition, frame))
        loop, home, pending = found
        failed = self.fresh("n")
        loop.before.append(f"{failed} = 0")
        places = self.places(members, filter_, loop)
        loop.inner.body += [f"if {places} & 2:", f"    {failed} |= 4 if {places} == 2 else 2"]
        if pending:
            home.body.append(loop)
        fast = f"2 if {failed} & 4 else 3 if {failed} or {loop.more} else 1"
        return self.put(frame, "m", f"{self.fallback('condition', condition, frame)} if {loop.unsure} else {fast}")

    def places(self, members: ir.Members, filter_: ir.Condition | None, loop: Loop) -> str:
        """The name of the places left to an element."""
        mask = self.membership(members, loop)
        met = "1" if filter_ is None else self.condition(filter_, loop.inner)
        return self.put(loop.inner, "q", f"PLACED_IN[{met}]" if mask is None else f"PLACED[{mask}][{met}]")

    def share(
        self, kind: str, expression: Any, members: ir.Members, filter_: ir.Condition, table: str, frame: Frame
    ) -> str:
        """What a table says of how many members have which places."""
        found = self.loop(members, frame, (members.where, filter_))
        letter = "m" if kind == "condition" else "v"
        if found is None:
            return self.put(frame, letter, self.fallback(kind, expression, frame))
        loop, home, pending = found
        tally = self.fresh("t")
        loop.before.append(f"{tally} = [0, 0, 0, 0, 0, 0, 0, 0, False]")
        loop.inner.body.append(f"{tally}[{self.places(members, filter_, loop)}] += 1")
        if pending:
            home.body.append(loop)
        home.body += [f"{tally}[1] = 0", f"{tally}[8] = {loop.more}"]
        fast = f"{table}[tuple({tally})]"
        return self.put(frame, letter, f"{self.fallback(kind, expression, frame)} if {loop.unsure} else {fast}")

    def fold(self, value: ir.FoldOf, frame: Frame) -> str:
        """Sum, mean, greatest, least."""
        members = value.members
        found = self.loop(members, frame, (members.where, value.item))
        if found is None:
            return self.put(frame, "v", self.fallback("value", value, frame))
        loop, home, pending = found
        items = self.fresh("t")
        loop.before.append(f"{items} = []")
        places = self.places(members, None, loop)
        item = self.possible(self.value(value.item, loop.inner), loop.inner)
        loop.inner.body += [f"if {places} & 4:", f"    {items}.append(({places}, {item}))"]
        if pending:
            home.body.append(loop)
        how, limits = self.generator.bind(value.fold), self.generator.bind(value.domain)
        fast = f"folded({how}, {items}, {loop.more}, {limits})"
        return self.put(frame, "v", f"{self.fallback('value', value, frame)} if {loop.unsure} else {fast}")


def _walks(expression: object) -> bool:
    """Whether an expression reads facts or findings at all."""
    return next(walks(expression), None) is not None
