"""Cases in which a conclusion comes out as wanted: drawn, then led there step by step along the rules.

Random facts almost never meet a title that asks for ten things at once, so properties of who meets it would hold of
nobody. Here a complete case is drawn and changed fact by fact. Each change is tried on what the rules of the
conclusion read, with values at and next to the constants that they compare with, and kept if the conclusion comes
no farther from the wanted status. All choices come from Hypothesis, so failures are reproduced.
"""

import random
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from thidua_rules.api import Ruleset
from thidua_rules.authoring.hunting import Hunt, fact_type_of
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.testing.showing import show_case
from thidua_rules.testing.strategies_cases import PERIOD, cases
from thidua_rules.testing.strategies_values import DAY, require
from thidua_rules.values import MET, NOT_MET, Status

MOST_WAYS = 10
"""Ways tried from one drawn case; after that the draw is rejected."""


def cases_where(
    rules: Ruleset,
    code: str,
    status: Status = Status.MET,
    *,
    away: bool = False,
    on: Any = DAY,
    period: Any = PERIOD,
    max_subjects: int = 2,
) -> st.SearchStrategy[Case]:
    """Complete, closed cases in which the conclusion `code` is met (or not met) by at least one subject.

    Where several types share the code, by one of either type.

    With `away`, cases in which it is not so, but would be if one fact were otherwise. Numbers stand at the constants
    of the rules or one step beside them. Cases satisfy the constraints of the ruleset. A draw is rejected if no way is
    found (`MOST_STEPS`, `MOST_WAYS`); a title with a quota may take seconds a case. InvalidArgument for an unknown
    code or another status.
    """
    require(isinstance(rules, Ruleset), f"rules must be a Ruleset, not {rules!r}")
    program = rules.program
    own = {program.code_of(each, code) for each in program.types_of(code)}
    require(bool(own & program.conclusions.keys()), f"{code!r} is no conclusion of {rules.id}")
    require(status in (Status.MET, Status.NOT_MET), f"status={status!r} must be MET or NOT_MET")
    drawn = cases(rules.model.vocabulary, on=on, period=period, max_subjects=max_subjects, complete=True, closed=True)
    wanted = MET if status is Status.MET else NOT_MET

    # without arguments, which Hypothesis would print: a ruleset is long
    @st.composite
    def aimed(draw: st.DrawFn) -> Case:
        return _aimed(draw, rules, code, wanted, away, drawn)

    return aimed()


def _aimed(draw: st.DrawFn, rules: Ruleset, code: str, wanted: int, away: bool, drawn: st.SearchStrategy[Case]) -> Case:
    case = draw(drawn)
    chance = random.Random(draw(st.integers(0, 2**32 - 1)))
    home = chance.choice(rules.program.types_of(code))
    own = rules.program.code_of(home, code)
    hunt = Hunt(rules.program, rules.question(case.on, case.period), own, wanted, chance)
    subjects = tuple(case.of_type(home))
    found: tuple[Case, SubjectId] | None = (case, chance.choice(subjects)) if subjects else None
    found = found or hunt.newcomer(case, fact_type_of(case, home), None)
    for _ in range(MOST_WAYS if found is not None else 0):
        assert found is not None
        reached = hunt.run(*found, away)
        if reached is not None:
            return reached
    return reject()


def check_whenever(
    drawn: st.SearchStrategy[Case],
    premise: Callable[[Case], bool],
    then: Callable[[Case], bool],
    *,
    examples: int = 50,
) -> None:
    """Whenever the premise holds of a case, so does the other; AssertionError if not, or if no case had the premise."""
    tried, seen = 0, 0
    slow = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]

    # an aimed case hardly gets smaller, and each draw takes its time
    phases = (Phase.explicit, Phase.generate)

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=slow, phases=phases)
    @given(drawn)
    def check(case: Case) -> None:
        nonlocal tried, seen
        tried += 1
        if premise(case):
            seen += 1
            assert then(case), f"the premise holds, but not what should follow from it:\n{show_case(case)}"

    check()
    assert seen, f"the premise held in none of {tried} cases, so nothing was tested: aim at it with `cases_where`"
