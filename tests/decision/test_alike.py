"""What is told of one subject serves for another of whom everything looked at is the same, and for no other."""

from collections.abc import Callable
from pathlib import Path

from attrs import evolve
from hypothesis import given, settings

from tests.again import again
from tests.profiles import examples
from tests.report.test_any_program import decisions
from thidua_rules.api import load
from thidua_rules.decision import Decision
from thidua_rules.decision.alike import Alike
from thidua_rules.executors import executor_named
from thidua_rules.facts.case import SubjectId
from thidua_rules.report.reasons import ReasonWords

REFERENCE = executor_named("reference")
DOSSIER = Path(__file__).parents[2] / "docs" / "vi-du" / "ho-so-2021.xlsx"
Telling = tuple[str, tuple[str, ...], tuple[SubjectId, ...]]


def tell(decision: Decision, subject: SubjectId, code: str) -> Telling:
    """A verdict in a sentence and in short, and of whom something is missing."""
    verdict = decision[subject, code]
    words = ReasonWords(decision, verdict, verdict.reasons, places=False)
    gaps = tuple(each.subject for each in verdict.proof.gaps if each.subject is not None)
    return words.reason(), tuple(words.below(100)), gaps


def moved(telling: Telling, other: Callable[[SubjectId], SubjectId]) -> Telling:
    """The same of other subjects."""
    return (*telling[:2], tuple(map(other, telling[2])))


def compared(decision: Decision, every: int = 1) -> tuple[int, int]:
    """How many verdicts there are and how many of them were told anew; one of so many held against itself alone."""
    anew: list[str] = []

    def noted(seen: Decision, subject: SubjectId, code: str) -> Telling:
        anew.append(code)
        return tell(seen, subject, code)

    alike, verdicts = Alike(decision, noted, moved), list(decision)
    for place, each in enumerate(verdicts):
        told = alike.told(each.subject, each.code, each.mask)
        assert place % every or told == tell(decision, each.subject, each.code)
    return len(verdicts), len(anew)


def repeated(decision: Decision, times: int) -> Decision:
    """What the same executor finds of the case so many times over."""
    case = again(decision.case, times)
    return evolve(decision, case=case, record=REFERENCE.run(decision.program, case, decision.question))


@settings(max_examples=examples(40))
@given(decisions())
def test_whatever_the_rules_nobody_is_told_of_otherwise(decision: Decision) -> None:
    """Of any rules and facts, everybody there three times: each telling is that of the subject by itself."""
    compared(repeated(decision, 3))


def test_a_dossier_twice_over_is_mostly_told_once() -> None:
    """The bundled dossier beside itself: all is told as by itself, and few of the verdicts anew."""
    rules = load("btnmt/2021")
    found, anew = compared(rules.decide(again(rules.read_case(DOSSIER), 2)), every=max(1, 420 // examples(30)))
    assert anew < found / 6
