"""Whom or what a paper speaks of, so that its reader knows who that is."""

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.report.units import unit_field, unit_words
from thidua_rules.report.wording import name_of


def is_judged(decision: Decision, subject: SubjectId) -> bool:
    """Whether titles or criteria are about subjects of this type; a record, or a bloc of units, is not judged."""
    rules = (each for each in decision.program.rules if each.subject == subject.type)
    return any(isinstance(each, ir.Criterion) and each.root.about.reported for each in rules)


def known_as(decision: Decision, subject: SubjectId) -> str:
    """The name; of a record, such as an initiative, with whose it is: `sk-014 (Nguyễn Văn A)`."""
    name = name_of(decision, subject)
    if is_judged(decision, subject):
        return name
    whose = unit_words(decision, subject, unit_field(decision, subject.type))
    return f"{name} ({whose})" if whose else name
