"""Where somebody belongs: the unit that a quota counts within, or the first thing that a subject refers to."""

from collections.abc import Iterator

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.report.wording import name_of


def unit_field(decision: Decision, type_name: str) -> str | None:
    """The reference field that tells the unit of subjects of a type; None where nobody has one."""
    fact_type = decision.program.vocabulary.type(type_name)
    if fact_type is None:
        return None
    quotas = (rule for rule in decision.program.rules if isinstance(rule, ir.Quota) and rule.subject == type_name)
    names = [limit.group for quota in quotas for limit in quota.limits]
    names += [each.name for each in fact_type.fields if each.kind is Kind.REFERENCE]
    told = (name for name in dict.fromkeys(names) if any(_units(decision, type_name, name)))
    return next(told, None)


def _units(decision: Decision, type_name: str, name: str) -> Iterator[bool]:
    case = decision.case
    return (isinstance(case.slot(each, name), SubjectId) for each in case.of_type(type_name))


def unit_words(decision: Decision, subject: SubjectId, field: str | None) -> str:
    """The name of a subject's unit; empty if it has none or it is not known."""
    slot = None if field is None else decision.case.slot(subject, field)
    return name_of(decision, slot) if isinstance(slot, SubjectId) else ""
