"""The promise about speed, and that what is compared is the same."""

import subprocess
import sys

import pytest

from tests.benchmarks.bench_dossier import contestants, medians
from tests.benchmarks.by_hand import PERSON_CODES, UNIT_CODES, UNIT_VALUES, ByHand, lay_out
from tests.benchmarks.dossier import PERSON, UNIT, dossier, ruleset
from thidua_rules.executors.forward import Forward
from thidua_rules.program import ir


@pytest.mark.parametrize("seed", range(20))
def test_the_rules_by_hand_find_the_same(seed: int) -> None:
    """Every mask and value of the hand-written rules is forward's, whatever facts are missing."""
    rules = ruleset()
    case, question = dossier(rules, seed, missing=0.02 * seed)
    record = Forward().run(rules.program, case, question)
    for unit, (masks, values, people) in zip(case.of_type(UNIT), ByHand(case).decide(lay_out(case)), strict=True):
        assert {code: record.mask(unit, code) for code in UNIT_CODES} == dict(zip(UNIT_CODES, masks, strict=True))
        for code, found in zip(UNIT_VALUES, values, strict=True):
            value = record.value(unit, code)
            assert (value.low, value.high) == found
        for person, masks in zip(case.of_type(PERSON), people, strict=True):
            expected = dict(zip(PERSON_CODES, masks, strict=True))
            assert {code: record.mask(person, code) for code in PERSON_CODES} == expected


def test_the_rules_by_hand_are_all_the_rules() -> None:
    """No code of the ruleset is left out of the comparison."""
    codes = {code for rule in ruleset().program.rules for code in ir.codes_of(rule)}
    assert codes == {*UNIT_CODES, *PERSON_CODES, *UNIT_VALUES}


def test_forward_stays_within_three_times_the_hand_written_rules() -> None:
    """One collective with ten people: forward with its flat record takes at most three times as long."""
    timed = {name: run for name, run in contestants().items() if name in ("forward", "by hand")}
    # whatever else the machine is doing at one time, it is not doing at all times
    found = [medians(timed, 9, 20) for _ in range(3)]
    assert any(each["forward"] <= 3 * each["by hand"] for each in found), found


@pytest.mark.durable
def test_the_ratio_to_durable_rules_is_reported() -> None:
    """The benchmark runs on durable-rules too, and says how long that takes."""
    pytest.importorskip("durable", reason="needs the durable extra", exc_type=ImportError)
    # in a process of its own: the stock host of durable-rules leaves threads behind
    command = [sys.executable, "-m", "tests.benchmarks.bench_dossier"]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, encoding="utf-8")
    assert "durable-rules: skipped" not in shown.stdout
    assert "durable-rules" in shown.stdout
