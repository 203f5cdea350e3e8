"""The question that facts are to answer: the date, the period, and the value of every parameter then."""

import datetime
from collections.abc import Iterator, Mapping

from attrs import field, frozen

from thidua_rules.diagnostics import Diagnostic
from thidua_rules.facts.case import Slot
from thidua_rules.facts.lifting import lift
from thidua_rules.facts.periods import Period
from thidua_rules.program.outline import Dated, Outline
from thidua_rules.values import ABSENT, NO_LIMIT, NO_VALUE, Possible, point


@frozen
class Question:
    """What is asked of the facts: the date, the period, and the value of every parameter."""

    on: datetime.date
    period: Period
    parameters: Mapping[str, Possible] = field(factory=dict, hash=False)

    @property
    def year(self) -> int:
        """`năm xét`: the year in which the period ends."""
        return self.period.last_day.year


def deciding_day(outline: Outline, on: datetime.date, period: Period) -> datetime.date:
    """The day that picks dated parameters: the last of the period, or the day of deciding (`chọn theo`)."""
    return period.last_day if outline.select_by == "kỳ xét" else on


def is_in_force(outline: Outline, on: datetime.date, period: Period) -> bool:
    """Whether the ruleset is in force on the day that counts."""
    day = deciding_day(outline, on, period)
    after_start = outline.valid_from is None or outline.valid_from <= day
    return after_start and (outline.valid_to is None or day <= outline.valid_to)


def out_of_force(outline: Outline, on: datetime.date, period: Period) -> Iterator[Diagnostic]:
    """A warning if the ruleset is not in force on the day that counts."""
    if not is_in_force(outline, on, period):
        ends = [f"{day:%d/%m/%Y}" if day else "…" for day in (outline.valid_from, outline.valid_to)]
        day = deciding_day(outline, on, period)
        yield Diagnostic("USE-67", arguments={"name": outline.id, "valid": "–".join(ends), "day": f"{day:%d/%m/%Y}"})


def parameter_values(
    outline: Outline, on: datetime.date, period: Period, overrides: Mapping[str, Slot]
) -> dict[str, Possible]:
    """The value of every parameter; `overrides` are by declared name.

    One without a value on the day that counts is undetermined: the text says none. `không giới hạn` of a number is
    NO_LIMIT, of a day, a period or a grade anything at all.
    """
    day = deciding_day(outline, on, period)
    return {
        each.name: _possible(each, overrides[each.name] if each.name in overrides else _in_force(each, day))
        for each in outline.parameters
    }


def _in_force(parameter: Dated, day: datetime.date) -> Slot:
    current: Slot = None
    if parameter.ends is not None and day >= parameter.ends:
        return None
    for start, value in parameter.values:
        if start is None or start <= day:
            current = value
    return current


def _possible(parameter: Dated, slot: Slot) -> Possible:
    if slot is ABSENT:
        return point(NO_LIMIT) if parameter.shape.kind.is_number else Possible()
    return NO_VALUE if slot is None else lift(parameter.shape, slot)
