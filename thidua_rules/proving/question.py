"""What proofs are about where nobody says: the question of the ruleset's scenarios, or the end of its validity."""

import datetime
from contextlib import suppress

from thidua_rules.api import Ruleset, as_date, as_period
from thidua_rules.authoring.scenarios import read_scenarios
from thidua_rules.diagnostics import UsageError
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program.question import Question


def usual_question(ruleset: Ruleset, on: str | None = None, period: str | None = None) -> Question:
    """The question for a day and a period, as far as given."""
    day, when = as_date(on), as_period(period)
    if day is None or when is None:
        usual_day, usual_period = _of_scenarios(ruleset) or _of_validity(ruleset)
        day, when = day or usual_day, when or usual_period
    return ruleset.question(day, when)


def _of_scenarios(ruleset: Ruleset) -> tuple[datetime.date, Period] | None:
    for path in ruleset.model.scenario_files:
        for each in read_scenarios(path)[0]:
            if each.ruleset in (None, ruleset.id) and each.on and each.period:
                with suppress(UsageError):
                    day, period = as_date(each.on), as_period(each.period)
                    if day is not None and period is not None:
                        return day, period
    return None


def _of_validity(ruleset: Ruleset) -> tuple[datetime.date, Period]:
    ends = [each for each in (ruleset.model.valid_to, ruleset.model.valid_from) if each is not None]
    day = ends[0] if ends else datetime.date(2024, 12, 31)
    return day, Period(Kind.YEAR, day.year)
