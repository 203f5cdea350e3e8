"""Who decides awards-v1 finds the same of it, so that what is timed is the same work."""

import pytest

pytest.importorskip("numpy")

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
