"""As many subjects are looked at as the rules in question count to."""

import pytest

from thidua_rules.api import load
from thidua_rules.proving.question import usual_question
from thidua_rules.proving.sizes import sizes_for

pytestmark = pytest.mark.prove


def test_a_share_that_a_quantity_says_is_enough_for_a_seat() -> None:
    """The 20 % of the decree come from a quantity of the group: one seat for five, and one officer more."""
    rules = load("danh-gia/2026")
    asked = usual_question(rules)
    sizes = sizes_for(rules.program, asked, ["chỉ tiêu mức của công chức"], most=40, wide=True)
    assert sizes["công chức"] == 6
