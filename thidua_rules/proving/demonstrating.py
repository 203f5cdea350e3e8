"""Dossiers that show a claim: read by the ordinary readers, decided by the ordinary rules, with nothing to spare."""

from collections.abc import Callable, Iterable
from typing import Any

from attrs import frozen

from thidua_rules.api import Ruleset
from thidua_rules.authoring.on_demand import OnDemand
from thidua_rules.authoring.searching import shrunk
from thidua_rules.diagnostics import DossierError
from thidua_rules.facts.case import Case, Slot, SubjectId
from thidua_rules.facts.completions import has_completion
from thidua_rules.facts.singles import single_closures
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

    whole = single_closures(case.vocabulary)

    def still(each: Case) -> bool:
        there = all(one in each for one in kept) and whole <= each.closed and has_completion(each)
        return there and shows(each, OnDemand(ruleset.program, each, question))

    if not still(case):
        return None
    for each in (shrunk(case, still), case):
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
