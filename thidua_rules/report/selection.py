"""Which part of a decision is told: some units, people, titles, outcomes; all of it where nothing is said."""

from collections.abc import Collection, Iterator, Sequence

from attrs import frozen

from thidua_rules.decision.decision import Decision, require_conclusion
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.keys import show_key, subject_in
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program.codes import as_written
from thidua_rules.report.messages import OUTCOMES, Shown
from thidua_rules.report.wording import name_of
from thidua_rules.source.text import did_you_mean, fold, near_hint


@frozen
class Selection:
    """The subjects, conclusions and outcomes that are told; None where all are. `people` were named one by one."""

    subjects: frozenset[SubjectId] | None = None
    codes: frozenset[str] | None = None
    outcomes: frozenset[Shown] | None = None
    people: bool = False

    def of_type(self, case: Case, type_name: str) -> Iterator[SubjectId]:
        """The subjects of a type that are told."""
        return (each for each in case.of_type(type_name) if self.subjects is None or each in self.subjects)

    def has_code(self, code: str) -> bool:
        """Whether a conclusion, by its code within the program, is told."""
        return self.codes is None or as_written(code) in self.codes

    def has_outcome(self, outcome: Shown) -> bool:
        """Whether those of an outcome are told."""
        return self.outcomes is None or outcome in self.outcomes


EVERYTHING = Selection()


def selected(
    decision: Decision,
    units: Sequence[str] = (),
    people: Sequence[str] = (),
    titles: Sequence[str] = (),
    only: Sequence[str] = (),
) -> Selection:
    """The selection that codes or names of units and people, codes of titles and words of `OUTCOMES` ask for.

    A unit stands for itself and for all that refer to it, directly or through others. UsageError, all at once, for
    what the dossier or the ruleset does not have.
    """
    faults: list[Diagnostic] = []
    named = {each for written in people for each in _named(decision, written, faults)}
    homes = {each for written in units for each in _named(decision, written, faults)}
    for code in titles:
        try:
            require_conclusion(decision.program, code)
        except UsageError as error:
            faults.extend(error.diagnostics)
    if faults:
        raise UsageError(faults)
    within = _within(decision.case, homes) if units else None
    subjects = within if not people else named if within is None else within & named
    return Selection(
        None if subjects is None else frozenset(subjects),
        frozenset(map(as_written, titles)) if titles else None,
        frozenset(OUTCOMES[each] for each in only) if only else None,
        bool(people),
    )


def _named(decision: Decision, written: str, faults: list[Diagnostic]) -> Collection[SubjectId]:
    """The subjects that a code or a name means; a fault with what comes near if there are none."""
    case = decision.case
    types = [each.name for each in case.vocabulary if any(True for _ in case.of_type(each.name))]
    found = [each for name in types if (each := subject_in(case, name, written)) is not None]
    if not found:
        asked = {rule.subject for rule in decision.program.rules}
        subjects = [each for name in types if name in asked for each in case.of_type(name)]
        found = [each for each in subjects if fold(name_of(decision, each)) == fold(written)]
        if not found:
            known = dict.fromkeys(
                text for each in subjects for text in (show_key(case.vocabulary, each), name_of(decision, each))
            )
            hints = near_hint(did_you_mean(written, known), "“{}”")
            faults.append(Diagnostic("USE-77", arguments={"name": written, **hints}))
    return found


def _within(case: Case, homes: set[SubjectId]) -> set[SubjectId]:
    """These subjects and all that refer to them, directly or through others."""
    referring: dict[SubjectId, list[SubjectId]] = {}
    for fact_type in case.vocabulary:
        places = [place for place, each in enumerate(fact_type.fields) if each.kind is Kind.REFERENCE]
        for subject in case.of_type(fact_type.name) if places else ():
            row = case.row(subject)
            for place in places:
                target = row[place]
                if isinstance(target, SubjectId):
                    referring.setdefault(target, []).append(subject)
    found, waiting = set(homes), list(homes)
    while waiting:
        for each in referring.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found
