"""From a program to Python source: one function per block of rules, one loop over the subjects of a type in each.

Text of a ruleset never enters the source: names there are generated, and everything else is a constant bound to a
name (`K…`) in the namespace in which the source is executed. An expression that has no faster form, or that meets a
slot or reference which is not plainly known, is handed to the shared evaluation at that very place.
"""

from math import lcm
from typing import Any

from attrs import evolve

from thidua_rules.executors.forward import closed_groups, exact, groups, places, runtime
from thidua_rules.executors.forward.exact import Exact
from thidua_rules.executors.forward.expressions import Expressions
from thidua_rules.executors.forward.frames import Frame
from thidua_rules.executors.forward.reading import binding_limits, only_slot, rests_on
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.values import (
    APPLIED,
    BOTH,
    CALCULATIONS,
    EITHER_OF,
    NEGATED,
    Possible,
    among,
    bounded,
    compare,
    extreme,
    folded,
    grouped,
    mapped,
    negative,
    otherwise,
    presence,
    rounded,
)

_FUNCTIONS: tuple[Any, ...] = (
    *(among, bounded, compare, extreme, folded, grouped, mapped, negative, otherwise, presence, rounded),
    *(*CALCULATIONS.values(), exact.first_held, exact.lifted, exact.spread, places.number_of),
    *(runtime.enough, runtime.first_met, runtime.guarded_value),
    *(groups.ranks, groups.seated, groups.seated_before_one, groups.seated_before_several),
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
    "INTERVALS": runtime.INTERVALS,
    "SHARES": runtime.SHARES,
    "PLAIN_KEYS": places.PLAIN_KEYS,
    "CONDITION_KEYS": places.CONDITION_KEYS,
    "NOTHING_YET": {},
    **{each.__name__: each for each in _FUNCTIONS},
}
"""What generated source may name."""


class Generator:
    """Writes the blocks of one program under one question; `places` says where each code's result will stand."""

    def __init__(self, program: ir.Program, question: Question) -> None:
        self.program, self.question = program, question
        self.namespace: dict[str, Any] = dict(HELPERS)
        self.sources: list[str] = []
        self.places: dict[str, tuple[int, int, str]] = {}
        self._constants: dict[object, str] = {}
        self.scales: dict[str, int] = {}
        """Of each quantity that is held as an exact number, how many times it is held."""
        self._outlined: dict[object, tuple[int, int | None]] = {}

    def write(self) -> None:
        """Write every block, in an order in which each comes after those it reads."""
        program = self.program
        for stratum in sorted(set(program.strata)):
            rules = [rule for rule, at in zip(program.rules, program.strata, strict=True) if at == stratum]
            for rule in rules:
                if isinstance(rule, ir.Rank | ir.Quota):
                    self.add(Writer(self, rule.subject).placed(rule), rule.subject, [rule.code])
            for subject in dict.fromkeys(rule.subject for rule in rules):
                same = [rule for rule in rules if rule.subject == subject and not isinstance(rule, ir.Rank | ir.Quota)]
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

    def outlined(self, kind: str, expression: Any, subject: str) -> tuple[int, int | None]:
        """The block that finds one expression for all subjects of a type to which others refer, and its scale."""
        key = (kind, expression, subject)
        if key not in self._outlined:
            source, scale = Writer(self, subject).single(kind, expression)
            self._outlined[key] = self.add(source, subject, []), scale
        return self._outlined[key]

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


class Writer(Expressions):
    """Writes one whole block."""

    # ------------------------------------------------------------ whole blocks

    def rules(self, rules: list[Any]) -> str:
        """A block of criteria and quantities, in order."""
        for rule in rules:
            if isinstance(rule, ir.Criterion):
                self.requirement(rule.root)
            else:
                self.found[rule.code], scale = self.measure(rule)
                if scale is not None:
                    self.generator.scales[rule.code] = scale
        return self.finish(f"({', '.join(self.found.values())},)")

    def single(self, kind: str, expression: Any) -> tuple[str, int | None]:
        """A block that finds one expression, and the scale at which it is held."""
        if kind == "concluded":
            return self.finish(self.concluded(expression, self.frame)), None
        if kind == "condition":
            return self.finish(self.condition(expression, self.frame)), None
        name, scale = self.held(self.value(expression, self.frame), self.frame)
        return self.finish(name), scale

    def placed(self, rule: ir.Rank | ir.Quota) -> str:
        """A block that ranks, or gives seats; each subject's tuple holds its place, or its mask, only."""
        ids, bound = self.column("ids", self.type), self.generator.bind(rule)
        if isinstance(rule, ir.Rank):
            self.generator.scales[rule.code] = 1
            ranking, units = self.ranking(rule)
            groups = self.closed_groups(rule.group)
            return self.finish(ranking, f"ranks({bound}, {ids}, found, {groups}, {units}, evaluated)")
        binding = self.binding(rule)
        if binding is None:
            return self.finish("()", f"seated({bound}, {ids}, evaluated)")
        ranking, units = self.ranking(rule)
        if len(binding) > 1:
            limits = "".join(f"({self.before(rule, position)}), " for position in binding)
            return self.finish(ranking, f"seated_before_several({bound}, {ids}, found, ({limits}), evaluated)")
        limit = rule.limits[binding[0]]
        given = f"{bound}, {self.generator.bind(limit)}, {ids}, found, {self.kinds(rule, limit)}"
        more = f"{self.closed_groups(limit.group)}, {units}, {self.spans(limit)}, evaluated"
        return self.finish(ranking, f"seated_before_one({given}, {more})")

    def before(self, rule: ir.Quota, position: int) -> str:
        """Source of what is known of everybody before one of several limits."""
        limit = rule.limits[position]
        _, declared = self.generator.field_of(self.type, limit.group)
        target = declared.targets[0]
        columns = [
            self.column("refs", self.type, declared.name, target),
            self.column("ids", target),
            self.column("whole", target, self.type, declared.name, declared.reverse or ""),
        ]
        kinds, spans = self.kinds(rule, limit), self.spans(limit)
        return ", ".join([str(position), self.generator.bind(limit), kinds, *columns, spans])

    def kinds(self, rule: ir.Quota, limit: ir.Limit) -> str:
        """The name of a list of what every candidate is to a limit."""
        standard = self.own(self.frame, rule.standard)
        counted = "1" if limit.counts is None else self.condition(limit.counts, self.frame)
        where = None if limit.base is None else limit.base.members.where
        inside = "1" if where is None else self.condition(where, self.frame)
        table = self.generator.bind(runtime.Table(closed_groups.kinds_of(limit, rule), most=16**3))
        kinds = self.fresh("t")
        self.frame.body.append(f"{kinds}.append({table}[{standard} << 8 | {counted} << 4 | {inside}])")
        self._prologue[kinds] = "[]"
        return kinds

    def ranking(self, rule: ir.Rank | ir.Quota) -> tuple[str, tuple[int, ...]]:
        """Source of the place of a subject, or of its keys where one is not plainly known.

        With it how many of the units in which keys are ordered make one.
        """
        plain, numbers, vague, units = [], [], [], []
        for key in rule.keys:
            number, held = self.sort_key(key.operand)
            plain += [f"type({atom}) is int" for atom in number.atoms]
            numbers.append(f"-{number.whole}" if key.descending else number.whole)
            vague.append(f"({held}, {key.descending})")
            units.append(number.scale)
        place = f"({''.join(each + ', ' for each in numbers)})"
        return (f"{place} if {' and '.join(plain)} else [{', '.join(vague)}]" if plain else place), tuple(units)

    def sort_key(self, operand: ir.Value | ir.Condition) -> tuple[Exact, str]:
        """The number by which a sort key orders, and the source of what is held of it."""
        if not isinstance(operand, ir.Value):
            mask = self.condition(operand, self.frame)
            return exact.kept(self.put(self.frame, "k", f"PLAIN_KEYS[{mask}]"), 1), f"CONDITION_KEYS[{mask}]"
        value = self.value(operand, self.frame)
        number = self.exactly(value, self.frame)
        if number is not None:
            return number, number.held
        name = self.possible(value, self.frame)
        return exact.kept(self.put(self.frame, "k", f"number_of({name})"), 1), name

    def binding(self, rule: ir.Quota) -> list[int] | None:
        """The limits of a quota that bind, by position; None if they, or their groups, are not of a form that is fast.

        That is if the groups of one of several limits may be of several types.
        """
        found = binding_limits(rule, self.generator.question)
        homes = [self.generator.field_of(self.type, rule.limits[each].group)[1] for each in found or ()]
        return None if len(homes) > 1 and any(len(each.targets) > 1 for each in homes) else found

    def closed_groups(self, reference: str) -> str:
        """Source of the members of the closed groups to which a reference leads; none if it leads to several types."""
        _, declared = self.generator.field_of(self.type, reference)
        if len(declared.targets) != 1:
            return "()"
        return self.column("groups", declared.targets[0], self.type, declared.name, declared.reverse or "")

    def spans(self, limit: ir.Limit) -> str:
        """Source of the table of seats by the size of the base, if nothing else bears on them; else None."""
        if not rests_on(limit.seats, limit.base):
            return "None"
        return self.generator.bind(runtime.spans(limit, self.generator.question))

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

    def measure(self, quantity: ir.Quantity) -> tuple[str, int | None]:
        """A quantity; the name of what is held of it, and its scale if that is an exact number."""
        frame, body = self.frame, quantity.body
        if isinstance(body, ir.Table):
            only = only_slot((body, quantity.guard))
            if only is not None and not self.is_numeric(only):
                table = self.by_slot(frame, quantity, lambda evaluation, scope: evaluation.measure(quantity, scope))
                return self.put(frame, "v", f"{table}[{self.slot(frame, only)}]"), None
            value, scale = self.chosen(body, evolve(quantity, guard=None), frame)
        else:
            value, scale = self.held(self.value(body, frame), frame)
        if quantity.guard is not None:
            guard = self.condition(quantity.guard, frame)
            known = value if scale is None else exact.kept(value, scale).possible
            value = self.put(frame, "v", f"{value} if {guard} == 1 else guarded_value({guard}, {known})")
        return value, scale

    def is_numeric(self, name: str) -> bool:
        """Whether a field holds numbers, dates or periods: more than a table of its slots remembers."""
        kind = self.generator.field_of(self.type, name)[1].kind
        return kind.is_ordered and kind is not Kind.GRADE

    def chosen(self, table: ir.Table, quantity: ir.Quantity, frame: Frame) -> tuple[str, int | None]:
        """The result of the first row that is met, and its scale."""
        cut, only = table.tested is not None, only_slot(table)
        if cut and not self.is_cut_at_numbers(table, frame):
            return self.put(frame, "v", self.fallback("measure", quantity, frame)), None
        masks = [None if row.condition is None else self.condition(row.condition, frame) for row in table.rows]
        results = [self.value(row.result, frame) for row in table.rows]
        numbers = [each for each in results if isinstance(each, Exact)]
        scale = lcm(*(each.scale for each in numbers))
        is_exact = len(numbers) == len(results) and scale <= exact.MOST_SCALE
        if only is not None:

            def measured(evaluation: Evaluation, scope: Scope) -> Possible | exact.Held:
                found = evaluation.measure(quantity, scope)
                return exact.lowered(found, scale) if is_exact else found

            whole = f"{self.by_slot(frame, ('held', quantity), measured)}[{self.slot(frame, only)}]"
        elif cut:
            whole = self.fallback("measure", quantity, frame)
        else:
            rows = [f"({mask or 1}, {self.known(each)}), " for mask, each in zip(masks, results, strict=True)]
            whole = f"first_met(({''.join(rows)}))"
        if not is_exact:
            return self.put(frame, "v", whole), None
        name = self.put(frame, "n", "None")
        tests: list[tuple[str, str]] = []
        for mask, each in zip(masks, numbers, strict=True):
            tests.append(("True" if mask is None else f"{mask} == 1", f"{name} = {each.at(scale)}"))
            if each.atoms:
                tests[-1] = (tests[-1][0], f"{name} = {each.at(scale)} if {each.plain} else None")
            if mask is None:
                break
            # a row of which that is not known stays possible beside those below it
            tests.append((f"{mask} != 2", "pass"))
        for number, (test, then) in enumerate(tests):
            frame.body += [f"{'elif' if number else 'if'} {test}:", f"    {then}"]
        if not (cut or only):
            held = [
                f"({mask or 1}, {each.held}, {scale // each.scale}), "
                for mask, each in zip(masks, numbers, strict=True)
            ]
            whole = f"first_held(({''.join(held)})) or {whole}"
        frame.body += [f"if {name} is None:", f"    {name} = {whole}"]
        return name, scale

    def is_cut_at_numbers(self, table: ir.Table, frame: Frame) -> bool:
        """Whether a table that is cut cell by cell can be read row by row where the tested number is known."""
        marks = [self.value(each, frame) for each in table.breakpoints]
        exactly = all(isinstance(each, Exact) for each in marks)
        return exactly and table.tested is not None and self.is_exact(table.tested, frame)
