"""What a page says of each subject, verdict by verdict: the reason in a sentence, and the causes in short."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from thidua_rules.decision.decision import Decision
from thidua_rules.decision.depth import at_any_depth
from thidua_rules.proofs.proof import Gap, Step
from thidua_rules.proofs.prover.values import measure_step
from thidua_rules.report.measures_in_short import MeasureWords
from thidua_rules.report.page.measures import Measure, value_of
from thidua_rules.report.page.people import Person
from thidua_rules.report.reasons import ReasonWords
from thidua_rules.report.table import Sheet
from thidua_rules.values import Possible, Status

_WIDE = 10_000
"""Lines are broken by the reader's screen."""


@frozen
class Told:
    """What is said of one subject: for each criterion of its sheet the reason and the lines below it; its values.

    After the lines of the criteria stand those of the values that open. `gaps` are what is missing for the verdicts
    and these values, where they are not known.
    """

    person: Person
    whys: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    values: tuple[str, ...]
    gaps: tuple[Gap, ...]


def tell(
    decision: Decision,
    sheets: tuple[Sheet, ...],
    measures: tuple[tuple[Measure, ...], ...],
    people: Iterable[Person],
    lang: str,
) -> Iterator[Told]:
    """What is said of each of the people; `measures` are those of each sheet."""
    for person in people:
        yield at_any_depth(
            lambda person=person: _told(decision, sheets[person.sheet], measures[person.sheet], person, lang)  # type: ignore[misc]
        )


def _told(decision: Decision, sheet: Sheet, measures: tuple[Measure, ...], person: Person, lang: str) -> Told:
    whys: list[str] = []
    lines: list[tuple[str, ...]] = []
    gaps: dict[Gap, None] = {}
    for code, _ in sheet.criteria:
        verdict = decision[person.subject, code]
        words = ReasonWords(decision, verdict, verdict.reasons, lang)
        whys.append(words.reason())
        lines.append(tuple(words.below(_WIDE)))
        if verdict.status is Status.UNKNOWN:
            gaps |= dict.fromkeys(words.explanation.proof.direct_gaps)
    for each in measures:
        if each.opening:
            told = MeasureWords(decision, person.subject, lang).lines(each.rule.code, _WIDE)
            lines.append(tuple(told[1:]))
            gaps |= dict.fromkeys(_gaps(measure_step(decision.prover, person.subject, each.rule.code)))
    values = tuple(value_of(decision, person.subject, each, lang) for each in measures)
    return Told(person, tuple(whys), tuple(lines), values, tuple(gaps))


def _gaps(step: Step) -> Iterator[Gap]:
    """What a value that is not known lacks."""
    if isinstance(step.outcome, Possible) and not step.outcome.is_point:
        yield from (gap for each in step.walk() for gap in each.gaps if not gap.indirect)


__all__ = ["Told", "tell"]
