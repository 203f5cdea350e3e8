"""Moving dates by days and months, and the days, months and years that they are made of."""

import calendar
import datetime

_FIRST, _LAST = datetime.date.min.toordinal(), datetime.date.max.toordinal()


def shift(ordinal: int, days: int, months: int) -> int:
    """The date so many months and then days later; a day that the month lacks becomes the month's last day."""
    day = datetime.date.fromordinal(min(max(ordinal, _FIRST), _LAST))
    if months:
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
            return _FIRST if year < datetime.MINYEAR else _LAST
        month += 1
        day = day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
    return min(max(day.toordinal() + days, _FIRST), _LAST)


def date_of(ordinal: int) -> datetime.date:
    """The date of an ordinal, kept within the calendar."""
    return datetime.date.fromordinal(min(max(ordinal, _FIRST), _LAST))


def day_of(year: int, month: int, day: int) -> int:
    """A day of a year, kept within the calendar; a day that the month lacks becomes the month's last day."""
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return _FIRST if year < datetime.MINYEAR else _LAST
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1])).toordinal()


def months_between(start: int, end: int) -> int:
    """The most whole months that added to one date come to no day after the other."""
    first, last = date_of(start), date_of(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if shift(start, 0, months) <= last.toordinal() else months - 1
