"""Days and years as terms of the solver, as the calendar of values has them."""

import datetime

import pytest

pytestmark = pytest.mark.prove


def test_a_year_reckoned_among_fractions_is_a_year() -> None:
    """A quantity may be a year in one case and a half in another; here it is a leap year."""
    import z3

    from thidua_rules.proving.calendars import Calendar

    year, calendar, solver = z3.Real("year"), Calendar(), z3.Solver()
    day = calendar.day_in(year, 2, 29)
    moved = calendar.shifted(z3.ToReal(z3.Int("day")), 0, 1)
    part = calendar.part("year", z3.ToReal(z3.Int("day")))
    leap = datetime.date(2024, 2, 29).toordinal()
    solver.add(year == 2024, z3.Int("day") == leap, *calendar.axioms)
    solver.add(z3.Or(day != leap, moved != datetime.date(2024, 3, 29).toordinal(), part != 2024))
    assert solver.check() == z3.unsat
