"""Periods: years, school years, quarters and months, as the law counts them."""

import calendar
import datetime
import re

from attrs import frozen

from thidua_rules.facts.vocabulary import Kind

_SHAPES = (
    (Kind.SCHOOL_YEAR, re.compile(r"(\d{4})\s*-\s*(\d{4})", re.ASCII)),
    (Kind.QUARTER, re.compile(r"[Qq]([1-4])/(\d{4})", re.ASCII)),
    (Kind.MONTH, re.compile(r"(\d{2})/(\d{4})", re.ASCII)),
    (Kind.YEAR, re.compile(r"(\d{4})", re.ASCII)),
)


@frozen(order=False)
class Period:
    """A period of one kind; `ordinal` counts periods of that kind, so the next one is `ordinal + 1`.

    A year's ordinal is its number, a school year's its first year, a quarter's `4 × year + quarter − 1`, a month's
    `12 × year + month − 1`.
    """

    kind: Kind
    ordinal: int

    def __str__(self) -> str:
        if self.kind is Kind.MONTH:
            return f"{self.ordinal % 12 + 1:02d}/{self.ordinal // 12:04d}"
        if self.kind is Kind.QUARTER:
            return f"Q{self.ordinal % 4 + 1}/{self.ordinal // 4:04d}"
        if self.kind is Kind.SCHOOL_YEAR:
            return f"{self.ordinal:04d}-{self.ordinal + 1:04d}"
        return f"{self.ordinal:04d}"

    @property
    def last_day(self) -> datetime.date:
        """The last day of the period; a school year ends on 31 August here."""
        if self.kind is Kind.SCHOOL_YEAR:
            return datetime.date(self.ordinal + 1, 8, 31)
        if self.kind is Kind.YEAR:
            return datetime.date(self.ordinal, 12, 31)
        months = 12 if self.kind is Kind.MONTH else 4
        year, within = divmod(self.ordinal, months)
        month = within + 1 if self.kind is Kind.MONTH else 3 * (within + 1)
        return datetime.date(year, month, calendar.monthrange(year, month)[1])


def parse_period(text: str) -> Period | None:
    """The period that a text writes (`2021`, `2021-2022`, `Q1/2021`, `03/2021`), or None if it writes none.

    No calendar has a year 0: a period of it is none.
    """
    stripped = text.strip()
    for kind, shape in _SHAPES:
        match = shape.fullmatch(stripped)
        if match is None:
            continue
        first = int(match[1])
        if kind is Kind.YEAR:
            return Period(kind, first) if first else None
        second = int(match[2])
        if kind is Kind.SCHOOL_YEAR:
            return Period(kind, first) if first and second == first + 1 else None
        per_year = 4 if kind is Kind.QUARTER else 12
        return Period(kind, second * per_year + first - 1) if second and 1 <= first <= per_year else None
    return None
