"""The executor that defines the semantics: every rule for every subject, in the program's order, nothing clever."""

from typing import ClassVar

from attrs import define, field

from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.ir import Program
from thidua_rules.program.question import Question
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.values import Possible


@define
class Findings:
    """A record as two plain dictionaries."""

    masks: dict[tuple[SubjectId, str], int] = field(factory=dict)
    values: dict[tuple[SubjectId, str], Possible] = field(factory=dict)

    def mask(self, subject: SubjectId, code: str) -> int:
        """The outcomes still possible for a criterion or requirement."""
        return self.masks[subject, code]

    def value(self, subject: SubjectId, code: str) -> Possible:
        """What is known of a quantity or rank."""
        return self.values[subject, code]


class Reference:
    """Direct evaluation."""

    name: ClassVar[str] = "reference"

    def run(self, program: Program, case: Case, question: Question) -> Findings:
        """Decide every conclusion for every subject."""
        findings = Findings()
        evaluation = Evaluation(case, question, findings.mask, findings.value)
        for rule in program.rules:
            for subject in case.of_type(rule.subject):
                apply(rule, subject, evaluation, findings)
        return findings


def apply(rule: ir.Rule, subject: SubjectId, evaluation: Evaluation, findings: Findings) -> None:
    """Decide one rule for one subject and write down what was found."""
    scope = Scope(subject, subject)
    if isinstance(rule, ir.Criterion):
        found: dict[str, int] = {}
        evaluation.requirement(rule.root, scope, found)
        findings.masks.update({(subject, code): mask for code, mask in found.items()})
    elif isinstance(rule, ir.Quantity):
        findings.values[subject, rule.code] = evaluation.measure(rule, scope)
    elif isinstance(rule, ir.Quota):
        findings.masks[subject, rule.code] = evaluation.quota(rule, subject)
    else:
        findings.values[subject, rule.code] = evaluation.rank(rule, subject)
