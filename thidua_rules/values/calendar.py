"""Moving dates by days and months."""

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
