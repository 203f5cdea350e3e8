"""Titles that a decision gives, as facts of the next one."""

from collections.abc import Callable
from typing import Any

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.facts.vocabulary import FactType, Field, Kind
from thidua_rules.program.codes import as_written
from thidua_rules.program.ir import Program


def awarded_facts(
    program: Program, case: Case, is_given: Callable[[SubjectId, str], bool], into: str
) -> dict[str, list[dict[str, Any]]]:
    """A record of type `into` for every title that is surely given, in the form of a dossier.

    The key of that type must be one reference, one title and one period of the kind asked about; UsageError if it is
    not. Titles of subjects that the reference cannot name are left out.
    """
    fact_type = case.vocabulary.type(into)
    key = None if fact_type is None else _title_key(fact_type, case.period.kind)
    if fact_type is None or key is None:
        raise UsageError([Diagnostic("USE-66", arguments={"name": into})])
    person, title_field, period = key
    found = [
        {
            person.name: _written(case, subject, person),
            title_field.name: as_written(title.code),
            period.name: str(case.period),
        }
        for title in program.awarded
        if title.subject in person.targets and title.code in program.nodes
        for subject in case.of_type(title.subject)
        if is_given(subject, title.code)
    ]
    return {fact_type.name: found}


def _title_key(fact_type: FactType, period: Kind) -> tuple[Field, Field, Field] | None:
    """The fields of a key that say who was given which title for which period."""
    fields = [fact_type.fields[fact_type.position(name)] for name in fact_type.key]
    by_kind = {each.kind: each for each in fields}
    if len(fields) != 3 or by_kind.keys() != {Kind.REFERENCE, Kind.TITLE, period}:
        return None
    return by_kind[Kind.REFERENCE], by_kind[Kind.TITLE], by_kind[period]


def _written(case: Case, subject: SubjectId, reference: Field) -> str:
    """The key of a subject as a dossier writes it, with its type where several could be meant."""
    shown = show_key(case.vocabulary, subject)
    return shown if len(reference.targets) == 1 else f"{shown} ({subject.type})"
