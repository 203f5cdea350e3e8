"""Who decides awards-v1 finds the same of it, so that what is timed is the same work."""

import json
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from tests.benchmarks.awards_v1 import bench, sides
from tests.benchmarks.awards_v1.contestants import PLACES, contestant
from tests.benchmarks.awards_v1.workload import generate


@pytest.mark.parametrize("name", [each for each in PLACES if each != "by hand"])
def test_a_contestant_finds_what_the_code_by_hand_finds(name: str) -> None:
    """Of units, scores, ranks, people and seats, of dossiers where nothing is missing."""
    dossiers = generate(400)
    fingerprints = []
    for each in ("by hand", name):
        try:
            made = contestant(each)
        except ImportError as fault:
            pytest.skip(f"{fault.name} is not installed")
        made.prepare(dossiers)
        fingerprints.append(made.outcome(made.run()).fingerprint)
    assert fingerprints[0] == fingerprints[1]


def test_parts_that_are_measured_are_put_beside_those_that_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file keeps the figures of other parts, and has the card of the machine."""
    file = tmp_path / "r.json"
    file.write_text('{"card": {}, "parts": {"size": [], "ray": [{"name": "Ray"}]}}', encoding="utf-8")
    monkeypatch.setitem(bench.PARTS, "size", lambda run: [{"name": "wheel", "memory": 1.0 * run.rounds}])
    bench.measured(["size"], bench.Run(2, 10), file)
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["parts"] == {"size": [{"name": "wheel", "memory": 2.0}], "ray": [{"name": "Ray"}]}
    assert {"processor", "cores", "Python", "day", "rounds"} <= set(told["card"])


def test_sides_that_find_something_else_are_not_timed_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their outcomes are compared where nothing is missing."""
    monkeypatch.setattr(sides._Side, "ready", _other_every_time)
    with pytest.raises(AssertionError, match="forward finds other than by hand"):
        sides.side_by_side([sides.Asked("by hand"), sides.Asked("forward")], rounds=0)


def _other_every_time(side: sides._Side) -> bool:
    side.fingerprint = side.asked.name
    return bool(side.line.recv())
