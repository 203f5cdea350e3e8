"""Titles that a decision gives, as facts of the next one."""

from typing import TYPE_CHECKING, Any

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.facts.vocabulary import FactType, Field, Kind
from thidua_rules.values import Status

if TYPE_CHECKING:
    from thidua_rules.decision.decision import Decision


def awarded_facts(decision: "Decision", into: str) -> dict[str, list[dict[str, Any]]]:
    """A record of type `into` for every title that is surely given, in the form of a dossier.

    The key of that type must be one reference, one title and one period of the kind asked about; UsageError if it is
    not. Titles of subjects that the reference cannot name are left out.
    """
    fact_type = decision.case.vocabulary.type(into)
    key = None if fact_type is None else _title_key(fact_type, decision.question.period.kind)
    if fact_type is None or key is None:
        raise UsageError([Diagnostic("USE-66", arguments={"name": into})])
    person, title_field, period = key
    found = [
        {
            person.name: _written(decision, subject, person),
            title_field.name: title.code,
            period.name: str(decision.question.period),
        }
        for title in decision.program.awarded
        if title.subject in person.targets and title.code in decision.program.nodes
        for subject in decision.case.of_type(title.subject)
        if decision[subject, title.code].status is Status.MET
    ]
    return {fact_type.name: found}


def _title_key(fact_type: FactType, period: Kind) -> tuple[Field, Field, Field] | None:
    """The fields of a key that say who was given which title for which period."""
    fields = [fact_type.fields[fact_type.position(name)] for name in fact_type.key]
    by_kind = {each.kind: each for each in fields}
    if len(fields) != 3 or by_kind.keys() != {Kind.REFERENCE, Kind.TITLE, period}:
        return None
    return by_kind[Kind.REFERENCE], by_kind[Kind.TITLE], by_kind[period]


def _written(decision: "Decision", subject: SubjectId, reference: Field) -> str:
    """The key of a subject as a dossier writes it, with its type where several could be meant."""
    shown = show_key(decision.case.vocabulary, subject)
    return shown if len(reference.targets) == 1 else f"{shown} ({subject.type})"


__all__ = ["awarded_facts"]
