"""Circles of objects are looked for again after much was made, whatever came of it."""

import gc

import pytest

from thidua_rules.diagnostics import DossierError
from thidua_rules.facts.reading import read_case
from thidua_rules.source.uncollected import uncollected

from ..facts.sample import VOCABULARY


def test_circles_are_looked_for_again_afterwards() -> None:
    """Also where reading ends in faults."""
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(DossierError):
        read_case(VOCABULARY, {"không có loại này": []})
    assert gc.isenabled()


def test_whoever_switched_it_off_finds_it_off() -> None:
    """It is not switched on for them."""
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
