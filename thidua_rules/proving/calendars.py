"""Dates as terms of the solver: years, months and days, and what is reckoned from them."""

import datetime
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from typing import Any

import z3
from attrs import define, field

from thidua_rules.proving.terms import Amount, known, pick, term
from thidua_rules.values.calendar import date_of, day_of, months_between, shift

_LAST_DAY = datetime.date.max.toordinal()
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (0, *accumulate(_LENGTHS[:-1]))
Civil = tuple[Any, Any, Any]
"""Year, month and day."""


@define
class Calendar:
    """Takes dates apart; what that demands goes into `axioms`."""

    axioms: list[Any] = field(factory=list)
    _civil: dict[Any, Civil] = field(factory=dict)

    def shifted(self, day: Amount, days: int, months: int) -> Amount:
        """As `values.calendar.shift`."""
        if known(day):
            return shift(int(day), days, months)
        day = _whole(day)
        if months:
            year, month, at = self.civil(day)
            count = year * 12 + month - 1 + months
            year, month = count / 12, count % 12 + 1
            moved = ordinal(year, month, _least(at, _length(year, month)))
            day = z3.If(year < 1, 1, z3.If(year > datetime.MAXYEAR, _LAST_DAY, moved))
        return _within(day + days)

    def day_in(self, year: Amount, month: int, day: int) -> Amount:
        """As `values.calendar.day_of`."""
        if known(year):
            return day_of(int(year), month, day)
        year = _whole(year)
        at = ordinal(year, term(month), _least(term(day), _length(year, term(month))))
        return z3.If(year < 1, 1, z3.If(year > datetime.MAXYEAR, _LAST_DAY, at))

    def part(self, part: str, day: Amount) -> Amount:
        """The year or the month of a date."""
        if known(day):
            found = date_of(int(day))
            return found.year if part == "year" else found.month
        return self.civil(day)[0 if part == "year" else 1]

    def months_between(self, start: Amount, end: Amount) -> Amount:
        """As `values.calendar.months_between`."""
        if known(start) and known(end):
            return months_between(int(start), int(end))
        (year, month, day), (last_year, last_month, last_day) = self.civil(start), self.civil(end)
        months = (last_year - year) * 12 + last_month - month
        return months - pick(_least(day, _length(last_year, last_month)) <= last_day, 0, 1)

    def civil(self, day: Amount) -> Civil:
        """The year, the month and the day of a date."""
        if known(day):
            found = date_of(int(day))
            return term(found.year), term(found.month), term(found.day)
        day = _whole(day)
        made = self._civil.get(day)
        if made is None:
            year, month, at = (z3.FreshInt(part) for part in ("năm", "tháng", "ngày"))
            self._civil[day] = made = (year, month, at)
            self.axioms += [
                z3.And(year >= 1, year <= datetime.MAXYEAR, month >= 1, month <= 12, at >= 1),
                at <= _length(year, month),
                _within(day) == ordinal(year, month, at),
            ]
        return made


def first_day(reached: Callable[[int], bool]) -> int:
    """The first day that a condition holds of, which then holds of all that follow; the day after the last if none."""
    return bisect_left(range(1, _LAST_DAY + 1), True, key=reached) + 1


def ordinal(year: Any, month: Any, day: Any) -> Any:
    """The number of a day, as `datetime.date.toordinal`."""
    past = year - 1
    started = _by_month(month, lambda at: _BEFORE[at - 1])
    leap = z3.If(z3.And(month > 2, _is_leap(year)), 1, 0)
    return past * 365 + past / 4 - past / 100 + past / 400 + started + leap + day


def _whole(amount: Any) -> Any:
    """A year or a day, which is a whole number even where it is reckoned among fractions."""
    return z3.ToInt(amount) if z3.is_real(amount) else amount


def _by_month(month: Any, number: Callable[[int], int]) -> Any:
    found = term(number(12))
    for at in range(11, 0, -1):
        found = z3.If(month == at, number(at), found)
    return found


def _length(year: Any, month: Any) -> Any:
    return _by_month(month, lambda at: _LENGTHS[at - 1]) + z3.If(z3.And(month == 2, _is_leap(year)), 1, 0)


def _is_leap(year: Any) -> Any:
    return z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))


def _least(a: Any, b: Any) -> Any:
    return z3.If(a <= b, a, b)


def _within(day: Any) -> Any:
    return z3.If(day < 1, 1, z3.If(day > _LAST_DAY, _LAST_DAY, day))
