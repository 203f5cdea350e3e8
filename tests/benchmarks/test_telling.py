"""Telling why takes work in step with the number of people: counted, so that no machine is too slow for it."""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import pytest

from tests.benchmarks.bench_quotas import crowd, program
from thidua_rules.api import in_words
from thidua_rules.decision import Decision, Identity, Verdict
from thidua_rules.executors.forward import Forward
from thidua_rules.program.question import Question
from thidua_rules.proofs.proof import Step
from thidua_rules.testing.awards import PERSON
from thidua_rules.testing.strategies_cases import PERIOD
from thidua_rules.testing.strategies_values import DAY

PEOPLE = 60


def verdicts(decision: Decision) -> list[Verdict]:
    """All that is found of everybody, seats included."""
    return [each for subject in decision.case.of_type(PERSON) for each in decision.verdicts(subject)]


def workbook(decision: Decision) -> None:
    """The decision as a workbook, which is thrown away."""
    with TemporaryDirectory() as folder:
        decision.to_xlsx(Path(folder, "a.xlsx"))


TELLING: dict[str, Callable[[Decision], object]] = {
    "explanations": lambda decision: [each.explain() for each in verdicts(decision)],
    "summaries": lambda decision: [each.summary() for each in verdicts(decision)],
    "what is missing": lambda decision: [each.missing() for each in verdicts(decision)],
    "data": lambda decision: decision.to_json(),
    "workbook": workbook,
    "a page": lambda decision: decision.to_html(),
}


def decided(groups: int, people: int, limits: int) -> Decision:
    """Candidates for seats, nothing told of them yet."""
    made, case, question = program(limits), crowd(groups, people), Question(DAY, PERIOD)
    identity = Identity("thu/2021", "", str, "", Forward.name)
    return Decision(identity, made, case, question, Forward().run(made, case, question), in_words)


def calls(work: Callable[[], object]) -> int:
    """How many calls of Python functions it takes."""
    found = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal found
        found += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found


@pytest.mark.parametrize("limits", [1, 2])
@pytest.mark.parametrize("kind", TELLING)
def test_twice_the_people_take_twice_the_work(kind: str, limits: int) -> None:
    """In units of one size it takes at most 2.2 times the calls for twice the people."""
    warm, few, many = (decided(people // 10, people, limits) for people in (PEOPLE, PEOPLE, 2 * PEOPLE))
    TELLING[kind](warm)
    assert calls(lambda: TELLING[kind](many)) <= 2.2 * calls(lambda: TELLING[kind](few))


def test_rivals_are_told_of_once_for_all_of_a_body(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor do the steps of proofs grow faster than the people where all of them are in one body."""
    made: list[int] = []
    make = Step.__init__

    def counted(*given: object, **named: object) -> None:
        made[-1] += 1
        make(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Step, "__init__", counted)
    for people in (PEOPLE, 2 * PEOPLE):
        made.append(0)
        for each in verdicts(decided(1, people, 1)):
            assert each.proof.root.children is not None
            each.explain()
    assert 0 < made[1] <= 2.2 * made[0]
