"""Hypothesis profiles: `quick` in everyday runs and CI, `deep` with `--profile=deep` or THIDUA_PROFILE=deep."""

import importlib.util
import os

import pytest
from hypothesis import HealthCheck, settings

from tests.profiles import EVERYDAY

settings.register_profile(
    "quick",
    max_examples=EVERYDAY,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("deep", settings.get_profile("quick"), max_examples=50 * EVERYDAY)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--profile=deep` for long property runs."""
    parser.addoption("--profile", default=os.environ.get("THIDUA_PROFILE", "quick"), choices=["quick", "deep"])


def pytest_configure(config: pytest.Config) -> None:
    """Load the chosen profile before any test is made."""
    settings.load_profile(config.getoption("--profile"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests of the durable extra are skipped without it; where THIDUA_REQUIRE_DURABLE is set that is a failure."""
    if item.get_closest_marker("durable") is None or importlib.util.find_spec("durable") is not None:
        return
    if os.environ.get("THIDUA_REQUIRE_DURABLE"):
        pytest.fail("durable-rules is not installed, and THIDUA_REQUIRE_DURABLE asks for it", pytrace=False)
    pytest.skip("needs the durable extra")
