"""Dossiers that show a claim: read by the ordinary readers, decided by the ordinary rules, with nothing to spare."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from thidua_rules.api import Ruleset
from thidua_rules.authoring.on_demand import OnDemand
from thidua_rules.diagnostics import DossierError
from thidua_rules.facts.case import Case, Slot, SubjectId
from thidua_rules.facts.completions import has_completion
from thidua_rules.facts.singles import blank_row, single_closures
from thidua_rules.facts.writing import to_dict, to_yaml
from thidua_rules.program.question import Question
from thidua_rules.semantics.protocol import Record

Shows = Callable[[Case, Record], bool]
"""Whether a case, and what was found of it, shows a claim."""


@frozen
class Demonstration:
    """A dossier that shows a claim of `subjects`: nothing in it can be left out.

    Of a claim about two dossiers it is the one with the last of the subjects, or, if a `change` is given (field, slot),
    the one in which that field of the first does not hold that yet.
    """

    ruleset: str
    case: Case
    subjects: tuple[SubjectId, ...]
    change: tuple[str, Slot] | None = None

    @property
    def data(self) -> dict[str, Any]:
        """The dossier as a dict, as `Ruleset.read_case` takes it."""
        return to_dict(self.case, self.ruleset)

    @property
    def text(self) -> str:
        """The dossier as a YAML file."""
        return to_yaml(self.case, self.ruleset)


def demonstrated(
    ruleset: Ruleset, question: Question, case: Case, subjects: Iterable[SubjectId], shows: Shows
) -> Demonstration | None:
    """The case, with what it can do without left out, if it shows the claim of these subjects; else None.

    What is left is written as a dossier and read again, and decided by the default executor.
    """
    kept = tuple(subjects)

    def still(each: Case) -> bool:
        return shows(each, OnDemand(ruleset.program, each, question))

    if not still(case):
        return None
    for each in (_shrunk(case, frozenset(kept), still), case):
        shown = _read_again(ruleset, each, kept, shows)
        if shown is not None:
            return shown
    return None


def _read_again(ruleset: Ruleset, case: Case, subjects: tuple[SubjectId, ...], shows: Shows) -> Demonstration | None:
    try:
        read = ruleset.read_case(to_dict(case, ruleset.id))
    except DossierError:
        return None
    if not all(each in read for each in subjects) or not shows(read, ruleset.decide(read).record):
        return None
    return Demonstration(ruleset.id, read, subjects)


def _shrunk(case: Case, kept: frozenset[SubjectId], still: Callable[[Case], bool]) -> Case:
    """The case without what the claim does not need: whole subjects, then closures, then single facts.

    With fewer facts never more is known, so a fact that cannot be left out now cannot be left out later either.
    """
    while (smaller := next(filter(still, _without_one(case, kept)), None)) is not None:
        case = smaller
    for closure in sorted(case.closed - single_closures(case.vocabulary), key=str):
        case = _if(still, evolve(case, closed=case.closed - {closure}), case)
    for fact_type in case.vocabulary:
        blank = blank_row(fact_type)
        for key in list(case.subjects[fact_type.name]):
            for at, declared in enumerate(fact_type.fields):
                row = case.subjects[fact_type.name][key]
                if row[at] is not None and row[at] != blank[at] and declared.name not in fact_type.key:
                    less = (*row[:at], None, *row[at + 1 :])
                    smaller = _with_rows(case, fact_type.name, {**case.subjects[fact_type.name], key: less})
                    case = _if(still, smaller, case)
    return case


def _if(still: Callable[[Case], bool], smaller: Case, case: Case) -> Case:
    return smaller if has_completion(smaller) and still(smaller) else case


def _without_one(case: Case, kept: frozenset[SubjectId]) -> Iterator[Case]:
    """The case without one of the subjects that nobody refers to."""
    referred = {slot for rows in case.subjects.values() for row in rows.values() for slot in row}
    inside = {part for rows in case.subjects.values() for key in rows if isinstance(key, tuple) for part in key}
    for fact_type in case.vocabulary.given:
        rows = case.subjects[fact_type.name]
        for key in () if fact_type.single else rows:
            subject = SubjectId(fact_type.name, key)
            if subject not in kept and subject not in referred and not inside & {subject, key}:
                yield _with_rows(case, fact_type.name, {k: row for k, row in rows.items() if k != key})


def _with_rows(case: Case, type_name: str, rows: Mapping[Any, Any]) -> Case:
    return evolve(case, subjects={**case.subjects, type_name: rows})


__all__ = ["Demonstration", "Shows", "demonstrated"]
