"""What the law promises holds of the shipped rulesets: of every one in `.ci/run`, here of those that are quick."""

import pytest

from thidua_rules.api import load
from thidua_rules.proving.invariants import prove
from thidua_rules.proving.result import Result

pytestmark = pytest.mark.prove


@pytest.mark.parametrize("name", ["chung/luat-06-2022", "danh-gia/2026"])
def test_the_invariants_are_proved(name: str) -> None:
    """Each of them, and none because nobody meets what it starts from."""
    report = prove(load(name), seconds=120)
    assert {(each.result, each.vacuous) for each in report.proofs} == {(Result.PROVED, False)}
