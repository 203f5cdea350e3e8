"""Dates and periods, as they are written, some years later."""

import datetime
import re

from thidua_rules.facts._numbers import written_date

_PERIOD = re.compile(r"(?:Q[1-4]/|[0-9]{1,2}/)?(?:19|20)[0-9]{2}(?:\s*[-–]\s*(?:19|20)[0-9]{2})?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
_OWN_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9]|/[^0-9])")
"""No part of the number of a document, as in `152/2025/NĐ-CP`."""


def moved_date(day: datetime.date, years: int) -> datetime.date:
    """The same day of another year; of 29/02 in a year without it, the day before."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def moved_text(text: str, years: int) -> str:
    """A date or period that a text writes, in the same form some years later; another text as it is."""
    day = written_date(text)
    if day is not None:
        return same_form(text, moved_date(day, years))
    if not _PERIOD.fullmatch(text.strip()):
        return text
    return _YEAR.sub(lambda found: str(int(found[0]) + years), text)


def moved_title(title: str, year: int, years: int) -> str:
    """The title of a year's ruleset some years later: years of documents that it names stay as they are."""
    own = (year, year + 1)  # a school year is called by two
    return _OWN_YEAR.sub(lambda found: str(int(found[0]) + years * (int(found[0]) in own)), title)


def without_year(identifier: str) -> str:
    """An identifier with its years left open: `chung/btnmt-…`."""
    return _YEAR.sub("…", identifier)


def same_form(text: str, day: datetime.date) -> str:
    """A day written as a text writes one: `15/12/2021`, or else `2021-12-15`."""
    return f"{day:%d/%m/%Y}" if "/" in text else day.isoformat()
