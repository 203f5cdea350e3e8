"""Hypothesis profiles, chosen by `--profile` or THIDUA_PROFILE: `quick` while working, `ci` before a change lands
(twice as many examples), `deep` now and then."""

import gc
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

from tests.profiles import EVERYDAY
from thidua_rules.source.kept import VARIABLE

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The browser in which pages are tried."""

settings.register_profile(
    "ci",
    max_examples=EVERYDAY,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("quick", settings.get_profile("ci"), max_examples=EVERYDAY // 2)
settings.register_profile("deep", settings.get_profile("ci"), max_examples=50 * EVERYDAY)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--profile=deep` for long property runs."""
    parser.addoption("--profile", default=os.environ.get("THIDUA_PROFILE", "quick"), choices=["quick", "ci", "deep"])


def pytest_configure(config: pytest.Config) -> None:
    """Load the chosen profile before any test is made."""
    settings.load_profile(config.getoption("--profile"))
    if VARIABLE not in os.environ:
        # one cache for this run, of its own; the workers of pytest-xdist share it
        kept = tempfile.mkdtemp(prefix="thidua-rules-")
        os.environ[VARIABLE] = kept
        config.add_cleanup(lambda: shutil.rmtree(kept, ignore_errors=True))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays to the end: no circles of objects are looked for in it, then or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests that need an extra are skipped without it; where THIDUA_REQUIRE_… is set that is a failure."""
    for marker, missing in _EXTRAS:
        lacking = missing() if item.get_closest_marker(marker) is not None else None
        if lacking is not None and os.environ.get(f"THIDUA_REQUIRE_{marker.upper()}"):
            pytest.fail(f"{lacking} is not installed, and THIDUA_REQUIRE_{marker.upper()} asks for it", pytrace=False)
        if lacking is not None:
            pytest.skip(f"needs {lacking}")


def missing_for_columnar() -> str | None:
    """What the tests marked `columnar` lack here."""
    return next((each for each in ("polars", "pyarrow") if importlib.util.find_spec(each) is None), None)


def missing_for_lsp() -> str | None:
    """What the tests marked `lsp` lack here."""
    return None if importlib.util.find_spec("pygls") is not None else "pygls"


def missing_for_durable() -> str | None:
    """What the tests marked `durable` lack here."""
    return None if importlib.util.find_spec("durable") is not None else "durable-rules"


def missing_for_ray() -> str | None:
    """What the tests marked `ray` lack here."""
    return missing_for_columnar() or (None if importlib.util.find_spec("ray") is not None else "ray")


def missing_for_spark() -> str | None:
    """What the tests marked `spark` lack here."""
    lacking = missing_for_columnar() or (None if importlib.util.find_spec("pyspark") is not None else "pyspark")
    return lacking or (None if shutil.which("java") else "java")


def missing_for_prove() -> str | None:
    """What the tests marked `prove` lack here."""
    return None if importlib.util.find_spec("z3") is not None else "z3-solver"


def missing_for_browser() -> str | None:
    """What the tests marked `browser` lack here."""
    needed = [each for each in ("playwright", "axe_core_python") if importlib.util.find_spec(each) is None]
    return next(iter(needed), None if CHROMIUM is not None else "chromium")


_EXTRAS = (
    ("durable", missing_for_durable),
    ("browser", missing_for_browser),
    ("columnar", missing_for_columnar),
    ("prove", missing_for_prove),
    ("ray", missing_for_ray),
    ("spark", missing_for_spark),
    ("lsp", missing_for_lsp),
)
