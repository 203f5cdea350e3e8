"""The solver is an extra: without it the tests of proofs are left out, which must show."""

import importlib.util

import pytest


@pytest.mark.prove
def test_the_solver_is_installed() -> None:
    """One skip stands for all the tests that could not be collected."""
    assert importlib.util.find_spec("z3") is not None
