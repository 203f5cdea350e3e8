"""What rules find when it is asked for: the rules that an expectation leads to, of the subjects it leads to."""

from collections.abc import Iterable, Mapping

from attrs import define, field

from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.values import Possible


@define(eq=False)
class OnDemand:
    """A record that is filled as it is read.

    What `affected` (codes of rules) does not name is as `known` found it: a program that differs from another in a
    few rules need decide again only these and those that lead to them.
    """

    program: ir.Program
    case: Case
    question: Question
    known: "OnDemand | None" = None
    affected: frozenset[str] = frozenset()
    masks: dict[tuple[SubjectId, str], int] = field(factory=dict)
    values: dict[tuple[SubjectId, str], Possible] = field(factory=dict)
    evaluation: Evaluation = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.evaluation = Evaluation(self.case, self.question, self.mask, self.value)

    def mask(self, subject: SubjectId, code: str) -> int:
        """The outcomes still possible for a criterion, requirement or quota."""
        found = self.masks.get((subject, code))
        if found is None:
            rule = self.program.homes[code]
            if self.known is not None and rule.code not in self.affected:
                return self.known.mask(subject, code)
            if isinstance(rule, ir.Criterion):
                below: dict[str, int] = {}
                self.evaluation.requirement(rule.root, Scope.of(subject), below)
                self.masks.update({(subject, each): mask for each, mask in below.items()})
            else:
                assert isinstance(rule, ir.Quota)
                self.masks[subject, code] = self.evaluation.quota(rule, subject)
            found = self.masks[subject, code]
        return found

    def value(self, subject: SubjectId, code: str) -> Possible:
        """What is known of a quantity or rank."""
        found = self.values.get((subject, code))
        if found is None:
            rule = self.program.homes[code]
            if self.known is not None and rule.code not in self.affected:
                return self.known.value(subject, code)
            if isinstance(rule, ir.Rank):
                found = self.evaluation.rank(rule, subject)
            else:
                assert isinstance(rule, ir.Quantity)
                found = self.evaluation.measure(rule, Scope.of(subject))
            self.values[subject, code] = found
        return found


def users_of(program: ir.Program) -> Mapping[str, frozenset[str]]:
    """By code of a rule, the rules that lead to it, itself included."""
    uses = {rule.code: _uses(rule, program) for rule in program.rules}
    found: dict[str, set[str]] = {code: {code} for code in uses}
    for code, used in uses.items():
        for each in used:
            found[each].add(code)
    return {code: frozenset(_closure(code, found)) for code in found}


def rules_below(program: ir.Program, code: str) -> tuple[ir.Rule, ...]:
    """The rule that decides a code and those that it leads to, in the order of the program."""
    uses = {rule.code: _uses(rule, program) for rule in program.rules}
    reached = _closure(program.homes[code].code, uses)
    return tuple(rule for rule in program.rules if rule.code in reached)


def _closure(code: str, users: Mapping[str, Iterable[str]]) -> set[str]:
    reached, waiting = {code}, [code]
    while waiting:
        for each in users[waiting.pop()]:
            if each not in reached:
                reached.add(each)
                waiting.append(each)
    return reached


def _uses(rule: ir.Rule, program: ir.Program) -> set[str]:
    codes = {code for part in parts(rule) if isinstance(part, ir.Concluded | ir.Derived) for code in part.codes}
    if isinstance(rule, ir.Quota):
        codes.add(rule.standard)
        codes |= {each.code for limit in rule.limits for each in limit.through.quantities}
    return {program.homes[code].code for code in codes}
