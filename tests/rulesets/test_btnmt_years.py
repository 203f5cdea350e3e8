"""The years of one ministry: each period has its ruleset, and all of them share the ministry's own body of rules."""

import pytest

from thidua_rules import load
from thidua_rules.authoring.check import check
from thidua_rules.program.ir import codes_of

SHARED = ("chung/btnmt-2018", "chung/btnmt-2019", "chung/btnmt-2020", "chung/btnmt-2024")
YEARS = (2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025)


@pytest.mark.parametrize("year", YEARS)
def test_every_period_of_a_year_has_its_ruleset(year: int) -> None:
    """The year, its first month and its last month pick the ruleset of that year; until June 2025 the decree of 2024
    holds, and with it the ruleset of 2024."""
    first = "btnmt/2024" if year == 2025 else f"btnmt/{year}"
    found = [load("btnmt", period=period).id for period in (f"01/{year}", str(year), f"12/{year}")]
    assert found == [first, f"btnmt/{year}", f"btnmt/{year}"]


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


@pytest.mark.parametrize(("period", "ruleset"), [("06/2025", "2024"), ("Q2/2025", "2024"), ("07/2025", "2025")])
def test_the_ministry_follows_the_decree_of_the_day(period: str, ruleset: str) -> None:
    """The ministry's circular goes on through 2025, and the decree under it changes on 1 July."""
    chosen = load("btnmt", period=period)
    assert chosen.id == f"btnmt/{ruleset}"
    decrees = {"2024": "nd-98-2023", "2025": "nd-152-2025"}
    assert {each.id for each in chosen.model.documents} & set(decrees.values()) == {decrees[ruleset]}
    assert "BKB-CN.tc.d.bo" in {code for rule in chosen.program.rules for code in codes_of(rule)}
