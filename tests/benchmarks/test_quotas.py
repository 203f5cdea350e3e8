"""Seats of a whole ministry's people are found in seconds, however they are grouped."""

import pytest

from tests.benchmarks.bench_quotas import GROUPS, seconds


@pytest.mark.parametrize("groups", GROUPS)
@pytest.mark.parametrize("limits", [1, 2])
def test_five_thousand_people_are_seated_in_seconds(limits: int, groups: int) -> None:
    """With 5,000 people in one group or in 200, forward needs seconds; the limit is far above what it takes."""
    assert seconds(limits, groups) < 20
