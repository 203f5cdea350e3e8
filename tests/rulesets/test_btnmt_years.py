"""The years of one ministry: each period has its ruleset, and all of them share the ministry's own body of rules."""

import pytest

from thidua_rules import load
from thidua_rules.authoring.check import check

SHARED = ("chung/btnmt-2018", "chung/btnmt-2019", "chung/btnmt-2020")
YEARS = (2018, 2019, 2020, 2021, 2022, 2023, 2024)


@pytest.mark.parametrize("year", YEARS)
def test_every_period_of_a_year_has_its_ruleset(year: int) -> None:
    """The year, its first month and its last month pick the ruleset of that year."""
    for period in (str(year), f"01/{year}", f"12/{year}"):
        assert load("btnmt", period=period).id == f"btnmt/{year}"


@pytest.mark.parametrize("reference", [*SHARED, *(f"btnmt/{year}" for year in YEARS)])
def test_the_rulesets_of_the_ministry_are_clean(reference: str) -> None:
    """No error, no warning, and every clause of every document is cited or said not to be a rule."""
    report = check(reference)
    assert report.clean, [str(each) for each in report.findings]
    assert all(cited == listed for cited, listed in report.cited().values())


@pytest.mark.parametrize(("year", "votes"), [(2018, False), (2019, True), (2023, True)])
def test_the_council_votes_from_the_year_of_its_regulation(year: int, votes: bool) -> None:
    """The vote on a certificate of merit is a condition from 2019 on."""
    assert ("BKTTG-CN.hd" in load(f"btnmt/{year}").program.homes) is votes
