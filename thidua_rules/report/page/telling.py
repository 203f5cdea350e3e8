"""What a page says of each subject, verdict by verdict: the reason in a sentence, and the causes in short."""

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from thidua_rules.decision.alike import Alike, moved_gap
from thidua_rules.decision.decision import Decision
from thidua_rules.decision.depth import at_any_depth
from thidua_rules.facts.case import SubjectId
from thidua_rules.proofs.proof import Gap, Step
from thidua_rules.proofs.prover.values import measure_step
from thidua_rules.reasons import Explanation
from thidua_rules.report.measures_in_short import MeasureWords
from thidua_rules.report.page.measures import Measure, ValueWords
from thidua_rules.report.page.people import Person
from thidua_rules.report.reasons import ReasonWords
from thidua_rules.report.table import Sheet
from thidua_rules.report.wording import place_words
from thidua_rules.values import Possible, Status

_WIDE = 10_000
"""Lines are broken by the reader's screen."""

Lack = tuple[bool, int]
"""Whether a verdict rests on more than facts of the subject and where it belongs, and how many causes it has."""


@frozen
class Told:
    """What is said of one subject: for each criterion of its sheet the reason and the lines below it; its values.

    After the lines of the criteria stand those of the values that open. `gaps` are what is missing for the verdicts
    and these values, where they are not known; `lacks` is what each verdict lacks, `place` where its facts were read.
    """

    person: Person
    whys: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    values: tuple[str, ...]
    gaps: tuple[Gap, ...]
    lacks: tuple[Lack, ...]
    place: str = ""


@frozen
class _Telling:
    """One verdict or value: the reason in a sentence, the lines below it, and what is missing."""

    why: str
    lines: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    lacks: Lack = (False, 0)

    def moved(self, other: Callable[[SubjectId], SubjectId]) -> "_Telling":
        """The same of other subjects."""
        return evolve(self, gaps=tuple(moved_gap(each, other) for each in self.gaps)) if self.gaps else self


@frozen
class Teller:
    """Tells of one subject after the other; `measures` are those of each of the `sheets`."""

    decision: Decision
    sheets: tuple[Sheet, ...]
    measures: tuple[tuple[Measure, ...], ...]
    lang: str
    _verdicts: Alike[Decision, _Telling]
    _opened: Alike[Decision, _Telling]
    _values: ValueWords

    @classmethod
    def of(
        cls, decision: Decision, sheets: tuple[Sheet, ...], measures: tuple[tuple[Measure, ...], ...], lang: str
    ) -> "Teller":
        """One who has not told of anybody yet."""
        verdicts = Alike(decision, lambda seen, subject, code: _verdict(seen, subject, code, lang), _Telling.moved)
        opened = Alike(decision, lambda seen, subject, code: _value(seen, subject, code, lang), _Telling.moved)
        return cls(decision, sheets, measures, lang, verdicts, opened, ValueWords(decision, lang))

    def tell(self, person: Person) -> Told:
        """What is said of a subject."""
        return at_any_depth(lambda: self._told(person))

    def _told(self, person: Person) -> Told:
        decision, subject, program = self.decision, person.subject, self.decision.program
        told = []
        for code, _ in self.sheets[person.sheet].criteria:
            mask = decision.record.mask(subject, program.code_of(subject.type, code))
            told.append(self._verdicts.told(subject, code, mask))
        measures = self.measures[person.sheet]
        opened = [self._opened.told(subject, each.rule.code) for each in measures if each.opening]
        return Told(
            person,
            tuple(each.why for each in told),
            tuple(each.lines for each in (*told, *opened)),
            tuple(self._values.of(subject, each) for each in measures),
            tuple(dict.fromkeys(gap for each in (*told, *opened) for gap in each.gaps)),
            tuple(each.lacks for each in told),
            place_words(decision.case.origins.get((subject, "mã")), self.lang),
        )


def _verdict(decision: Decision, subject: SubjectId, code: str, lang: str) -> _Telling:
    verdict = decision[subject, code]
    words = ReasonWords(decision, verdict, verdict.reasons, lang, places=False)
    gaps = words.explanation.proof.direct_gaps if verdict.status is Status.UNKNOWN else ()
    return _Telling(words.reason(), tuple(words.below(_WIDE)), gaps, _lacks(words.explanation))


def _lacks(explanation: Explanation) -> Lack:
    beyond = any(each.kind not in ("condition", "requirement", "conclusion") for each in explanation.walk())
    return beyond, len(explanation.causes)


def _value(decision: Decision, subject: SubjectId, code: str, lang: str) -> _Telling:
    lines = MeasureWords(decision, subject, lang).lines(code, _WIDE)
    return _Telling("", tuple(lines[1:]), tuple(_gaps(measure_step(decision.prover, subject, code))))


def _gaps(step: Step) -> Iterator[Gap]:
    """What a value that is not known lacks."""
    if isinstance(step.outcome, Possible) and not step.outcome.is_point:
        yield from (gap for each in step.walk() for gap in each.gaps if not gap.indirect)
