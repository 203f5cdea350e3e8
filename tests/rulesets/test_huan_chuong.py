"""Orders and medals of decree 65/2014: the text that the sources hold, apart from the yearly titles."""

import pytest

from thidua_rules import list_rulesets, load
from thidua_rules.api import Ruleset
from thidua_rules.authoring.check import check
from thidua_rules.program.ir import Unstated


@pytest.fixture(scope="module")
def yearly() -> Ruleset:
    """The ruleset of the same decree on titles and certificates."""
    return load("luat/2014")


def test_every_clause_is_decided_or_says_why_not(yearly: Ruleset) -> None:
    """Nothing is found by `check`, articles 7 to 22 are cited to the last clause, and what stays open is missing text:

    the terms of service of the Glorious Fighter medal, which stand in a law that is not here.
    """
    report = check("huan-chuong/2014")
    assert report.clean, [str(each) for each in report.findings]
    assert all(cited == listed for cited, listed in report.cited().values())
    assert report.ruleset is not None
    added = {code: node for code, node in report.ruleset.program.nodes.items() if code not in yearly.program.nodes}
    assert {code for code, node in added.items() if isinstance(node.condition, Unstated)} == {
        "HCCSVV2.tc.k1",
        "HCCSVV3.tc.k1",
    }


def test_orders_burden_no_yearly_dossier(yearly: Ruleset) -> None:
    """`luat/2014` asks nothing about orders: they are a ruleset of their own upon it."""
    assert not [code for code in yearly.program.titles if code.startswith("HC")]


def test_orders_end_with_their_decree() -> None:
    """Decree 91/2017 has no text on orders here, so none are decided once decree 65/2014 has ended."""
    summaries = {each.id: each for each in list_rulesets()}
    orders = [each for each in summaries.values() if each.family == "huan-chuong"]
    assert [each.valid_to for each in orders] == [summaries["luat/2014"].valid_to]
