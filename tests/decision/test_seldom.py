"""Looking less often for circles of objects: for as long as the work takes, and no longer."""

import gc
from collections.abc import Iterator

import pytest

from thidua_rules.decision.seldom import seldom_collected


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """A threshold of the application's own."""
    before = gc.get_threshold()
    gc.set_threshold(701, 11, 12)
    yield
    gc.set_threshold(*before)


def test_what_was_set_before_holds_again_after_an_error() -> None:
    """Whatever happens inside, and only when the last of several is done."""

    def fail() -> None:
        with seldom_collected():
            with seldom_collected():
                assert gc.get_threshold() > (5_000, 12, 12)
            assert gc.get_threshold()[0] > 5_000
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.get_threshold() == (701, 11, 12)


def test_an_application_that_looks_less_often_yet_is_left_alone() -> None:
    """Nothing is made more frequent, and what is off stays off."""
    for threshold in ((10**6, 100, 1_000), (0, 10, 10)):
        gc.set_threshold(*threshold)
        with seldom_collected():
            assert gc.get_threshold() == threshold
        assert gc.get_threshold() == threshold
