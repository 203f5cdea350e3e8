"""A program as propositions: what our own code evaluates, what the engine derives, and in which order.

Every node of a requirement tree and every connective is a proposition about the subjects of one type. Leaves, groups
of `ít nhất n`, quantities and ranks are evaluated by our own typed code; all else is derived by the engine. A *level*
is one round: first our own code, on what earlier levels found, then the engine.
"""

from collections.abc import Iterable, Sequence

from attrs import define, field, frozen

from thidua_rules.executors.durable.covers import reach
from thidua_rules.program import ir
from thidua_rules.program.walking import parts
from thidua_rules.values import ANYTHING, MET, NOT_MET, UNDETERMINED

UNCONDITIONAL = MET | NOT_MET | UNDETERMINED
"""What a condition can be: it is never not applicable."""


@frozen
class Leaf:
    """Evaluated by our own code. A `bare` conclusion may be not applicable."""

    condition: ir.Condition
    bare: bool = False


@frozen
class Counted:
    """`ít nhất n trong`: counted by our own code when the children are known."""

    least: int
    operands: tuple[int, ...]


@frozen
class Seated:
    """Whether there is a seat under a quota: our own code looks at all candidates of the group."""

    quota: ir.Quota


@frozen
class Joined:
    """A conclusion about the subject that one reference names: a join by subject keys.

    Where the reference is not known, our own code evaluates `conclusion` instead.
    """

    reference: str
    target: int
    target_type: str
    conclusion: ir.Concluded


@frozen
class Combined:
    """An operation of `covers` on other propositions."""

    operation: str
    operands: tuple[int, ...]


@frozen
class Proposition:
    """Something that is met, not met, not applicable or undetermined of each subject of a type.

    `domain` is the mask within which it stays whatever the facts; `level` the round in which it becomes known.
    """

    number: int
    subject: str
    domain: int
    level: int
    how: Leaf | Counted | Seated | Joined | Combined


@frozen
class Round:
    """One level: rules and propositions for our own code, in order, then propositions for the engine, in order."""

    own: tuple[Proposition | ir.Quantity | ir.Rank, ...]
    derived: tuple[Proposition, ...]


@frozen
class Plan:
    """All propositions by number, the proposition behind each code, and the rounds."""

    propositions: tuple[Proposition, ...]
    codes: dict[str, int]
    rounds: tuple[Round, ...]


def plan_of(program: ir.Program) -> Plan:
    """How a program is run."""
    planning = _Planning(program)
    own: list[tuple[int, Proposition | ir.Quantity | ir.Rank]] = []
    done = 0
    for rule in program.rules:
        if isinstance(rule, ir.Criterion):
            planning.requirement(rule.subject, rule.root)
        elif isinstance(rule, ir.Quota):
            planning.seats(rule)
        else:
            planning.levels[rule.code] = level = planning.level_of(rule)
            own.append((level, rule))
        fresh = planning.propositions[done:]
        own.extend((each.level, each) for each in fresh if isinstance(each.how, Leaf | Counted | Seated))
        done += len(fresh)
    engine = [each for each in planning.propositions if isinstance(each.how, Joined | Combined)]
    count = 1 + max([level for level, _ in own] + [each.level for each in engine], default=-1)
    rounds = tuple(
        Round(
            tuple(each for level, each in own if level == number),
            tuple(each for each in engine if each.level == number),
        )
        for number in range(count)
    )
    return Plan(tuple(planning.propositions), planning.codes, rounds)


@define
class _Planning:
    """The propositions made so far; equal conditions on subjects of one type share one."""

    program: ir.Program
    propositions: list[Proposition] = field(factory=list)
    codes: dict[str, int] = field(factory=dict)
    levels: dict[str, int] = field(factory=dict)
    _made: dict[tuple[str, object], int] = field(factory=dict)

    def _put(self, subject: str, how: Leaf | Counted | Seated | Joined | Combined, domain: int, level: int) -> int:
        number = self._made.get((subject, how))
        if number is None:
            number = self._made[subject, how] = len(self.propositions)
            self.propositions.append(Proposition(number, subject, domain, level, how))
        return number

    def level_of(self, part: object) -> int:
        """The round in which our own code can evaluate an expression or rule: after all conclusions it uses."""
        level = 0
        for each in parts(part):
            if isinstance(each, ir.Concluded):
                level = max(level, *(self.propositions[self.codes[code]].level + 1 for code in each.codes))
            elif isinstance(each, ir.Derived):
                level = max(level, *(self.levels[code] for code in each.codes))
        return level

    def combined(self, subject: str, operation: str, *operands: int) -> int:
        chosen = [self.propositions[each] for each in operands]
        domain = reach(operation, tuple(each.domain for each in chosen))
        return self._put(subject, Combined(operation, operands), domain, max(each.level for each in chosen))

    def chained(self, subject: str, operation: str, operands: Sequence[int]) -> int:
        """An operation on many operands, two at a time."""
        result = operands[0]
        for each in operands[1:]:
            result = self.combined(subject, operation, result, each)
        return result

    def condition(self, subject: str, condition: ir.Condition) -> int:
        match condition:
            case ir.Negation(operand):
                return self.combined(subject, "not", self.condition(subject, operand))
            case ir.Conjunction(operands) if operands:
                return self.chained(subject, "both", [self.condition(subject, each) for each in operands])
            case ir.Disjunction(operands) if operands:
                return self.chained(subject, "either", [self.condition(subject, each) for each in operands])
            case ir.Concluded():
                return self.combined(subject, "applied", self.concluded(subject, condition))
        return self._put(subject, Leaf(condition), UNCONDITIONAL, self.level_of(condition))

    def concluded(self, subject: str, conclusion: ir.Concluded) -> int:
        level = self.level_of(conclusion)
        if len(conclusion.codes) == 1:
            code, steps = conclusion.codes[0], conclusion.walk.steps
            home = self.program.homes[code].subject
            if not steps and home == subject:
                return self.codes[code]
            if len(steps) == 1:
                return self._put(subject, Joined(steps[0], self.codes[code], home, conclusion), ANYTHING, level)
        return self._put(subject, Leaf(conclusion, bare=True), ANYTHING, level)

    def seats(self, rule: ir.Quota) -> None:
        """A quota is reckoned when the standard, and all that its limits and keys use, is known of everybody."""
        level = max(self.level_of(rule), self.propositions[self.codes[rule.standard]].level + 1)
        self.codes[rule.code] = self._put(rule.subject, Seated(rule), UNCONDITIONAL, level)

    def requirement(self, subject: str, node: ir.Requirement) -> int:
        if node.group == "leaf":
            assert node.condition is not None
            if isinstance(node.condition, ir.Concluded):
                result = self.concluded(subject, node.condition)
            else:
                result = self.condition(subject, node.condition)
        else:
            result = self._group(subject, node, [self.requirement(subject, child) for child in node.children])
        for exception in node.exceptions:
            excuse = self._guarded(subject, exception.guard, self.condition(subject, exception.condition))
            self.codes[exception.code] = excuse
            result = self.combined(subject, "excused", result, excuse)
        self.codes[node.code] = result = self._guarded(subject, node.guard, result)
        return result

    def _guarded(self, subject: str, guard: ir.Condition | None, guarded: int) -> int:
        return guarded if guard is None else self.combined(subject, "guarded", self.condition(subject, guard), guarded)

    def _group(self, subject: str, node: ir.Requirement, children: Sequence[int]) -> int:
        if node.group == "at_least" or not children:
            least = {"at_least": node.least, "all": 0, "any": 1, "none": 0}[node.group]
            return self._put(subject, Counted(least, tuple(children)), ANYTHING, 1 + self._latest(children))
        result = self.chained(subject, "both" if node.group == "all" else "either", children)
        return self.combined(subject, "not", result) if node.group == "none" else result

    def _latest(self, numbers: Iterable[int]) -> int:
        return max((self.propositions[each].level for each in numbers), default=-1)
