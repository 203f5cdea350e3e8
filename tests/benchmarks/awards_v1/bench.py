"""awards-v1 side by side: `python -m tests.benchmarks.awards_v1.bench [--people 10000] [--missing 0.1] [NAME ...]`.

Every contestant decides in a process of its own, in turn, so that what else the machine does weighs on all alike. What
they found is compared first; then medians of wall time, the ratio to the hand-written Python, and the most memory.
Without `--people`, one dossier of ten people. Peers that are not installed are said and left out
(`pip install zen-engine OpenFisca-Core duckdb polars pyarrow`).
"""

import argparse
import multiprocessing
import statistics
import sys
import time
from multiprocessing.connection import Connection
from typing import Any

from attrs import define, field

from tests.benchmarks.awards_v1.contestants import PLACES, contestant
from tests.benchmarks.awards_v1.workload import generate

BY_HAND = "by hand"


def _serve(name: str, people: int, missing: float, seconds: float, line: Connection) -> None:
    """Decide as often as asked, in this process; a dossier that takes little time is decided many times a round."""
    import gc
    import resource

    try:
        began = time.perf_counter()
        made = contestant(name)
        making = time.perf_counter() - began
    except ImportError as fault:
        line.send(fault.name or str(fault))
        return
    dossiers = generate(people, missing) if people else generate(1000, missing).one()
    made.prepare(dossiers)
    found = made.run()
    line.send((made.outcome(found).fingerprint, making))
    gc.collect()
    gc.freeze()
    while line.recv():
        del found
        times, until = [], time.perf_counter() + (0 if people else seconds)
        while True:
            began = time.perf_counter()
            found = made.run()
            times.append(time.perf_counter() - began)
            if time.perf_counter() > until:
                break
        line.send((statistics.median(times), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


@define
class _Side:
    """One contestant in its process."""

    name: str
    process: Any
    line: Connection
    fingerprint: str = ""
    making: float = 0.0
    times: list[float] = field(factory=list)
    memory: float = 0.0

    @classmethod
    def started(cls, name: str, people: int, missing: float, seconds: float) -> "_Side":
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(
            target=_serve, args=(name, people, missing, seconds, theirs), daemon=True
        )
        process.start()
        theirs.close()
        return cls(name, process, ours)

    def ready(self) -> bool:
        """Whether it can take part; what is missing is said."""
        try:
            first = self.line.recv()
        except EOFError:
            first = "it ended"
        if isinstance(first, str):
            sys.stdout.write(f"{self.name}: left out ({first})\n")
            return False
        self.fingerprint, self.making = first
        return True

    def round(self) -> None:
        """One more measure."""
        self.line.send(True)
        took, self.memory = self.line.recv()
        self.times.append(took)

    def end(self) -> None:
        """Let the process go."""
        self.line.send(False)
        self.process.join(10)


def side_by_side(
    names: list[str], people: int = 0, missing: float = 0.0, rounds: int = 5, seconds: float = 0.3
) -> dict[str, float]:
    """Seconds a run of each that takes part, the median of its rounds; prints a table."""
    sides = []
    for name in dict.fromkeys((BY_HAND, *names)):
        each = _Side.started(name, people, missing, seconds)
        if each.ready():
            sides.append(each)
    for _ in range(rounds):
        for each in sides:
            each.round()
    hand = next(each for each in sides if each.name == BY_HAND)
    sys.stdout.write(f"\n{people or 'one dossier of 10'} people, {missing:.0%} missing, {rounds} rounds\n")
    for each in sides:
        took, ratio = statistics.median(each.times), statistics.median(each.times) / statistics.median(hand.times)
        same = "" if each.fingerprint == hand.fingerprint else "  other outcome"
        figures = f"{_told(took):>12}  {ratio:8.3g} ×  {each.memory:7.0f} MB  made in {each.making:.2f} s"
        sys.stdout.write(f"{each.name:16} {figures}{same}\n")
        each.end()
    sys.stdout.flush()
    return {each.name: statistics.median(each.times) for each in sides}


def _told(seconds: float) -> str:
    return f"{seconds * 1e6:.1f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.1f} ms"


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=list(PLACES), choices=list(PLACES), metavar="NAME")
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--missing", type=float, default=0.0)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    side_by_side(given.names, given.people, given.missing, given.rounds)


if __name__ == "__main__":
    main()
