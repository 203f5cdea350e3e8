"""Contestants side by side, each in a process of its own and in turn, so that what else is done weighs on all alike.

A process imports, lays its facts out and decides once, which is compared; then it waits to be asked for more rounds.
"""

import gc
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from tests.benchmarks.awards_v1.contestants import contestant
from tests.benchmarks.awards_v1.workload import generate


@frozen
class Asked:
    """Who decides what: a contestant, so many people (0: one dossier of ten), the share of values left out."""

    name: str
    people: int = 0
    missing: float = 0.0


def _serve(asked: Asked, seconds: float, line: Connection) -> None:
    """Decide as often as asked, in this process; what takes little time is decided many times a round."""
    try:
        began = time.perf_counter()
        made = contestant(asked.name)
        making = time.perf_counter() - began
    except ImportError as fault:
        line.send(fault.name or str(fault))
        return
    people, missing = asked.people, asked.missing
    dossiers = generate(people, missing) if people else generate(1000, missing).one()
    before = _held("VmRSS")
    made.prepare(dossiers)
    found = made.run()
    peak = _held("VmHWM")
    data = getattr(made, "size", lambda found: 0)(found) / 2**20
    line.send((made.outcome(found).fingerprint if not missing else "", making, before, peak, data))
    gc.collect()
    gc.freeze()
    while line.recv():
        del found
        times, until = [], time.perf_counter() + seconds
        while True:
            began = time.perf_counter(), time.process_time()
            found = made.run()
            times.append((time.perf_counter() - began[0], time.process_time() - began[1]))
            if time.perf_counter() > until:
                break
        line.send([statistics.median(each) for each in zip(*times, strict=True)])


def _held(what: str) -> float:
    """MB that this process holds (VmRSS), or has held at most (VmHWM, which unlike ru_maxrss begins with it)."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return float(status.partition(f"{what}:")[2].split()[0]) / 1024


@define
class _Side:
    """One contestant in its process."""

    asked: Asked
    process: Any
    line: Connection
    fingerprint: str = ""
    making: float = 0.0
    times: list[list[float]] = field(factory=list)
    """By the clock, and of the processor, a round."""
    before: float = 0.0
    memory: float = 0.0
    """What was held before the facts were laid out, and the most up to the end of the first run, in MB."""
    data: float = 0.0
    """What goes in and comes out, in MB, of those who tell it."""

    @classmethod
    def started(cls, asked: Asked, seconds: float) -> "_Side":
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(
            target=_serve, args=(asked, seconds, theirs), daemon=True
        )
        process.start()
        theirs.close()
        return cls(asked, process, ours)

    def ready(self) -> bool:
        """Whether it can take part; what is missing is said."""
        try:
            first = self.line.recv()
        except EOFError:
            first = "it ended"
        if isinstance(first, str):
            sys.stdout.write(f"{self.asked.name}: left out ({first})\n")
            return False
        self.fingerprint, self.making, self.before, self.memory, self.data = first
        return True

    def round(self) -> None:
        """One more measure."""
        self.line.send(True)
        self.times.append(self.line.recv())

    def end(self) -> None:
        """Let the process go."""
        self.line.send(False)
        self.process.join(10)


def side_by_side(asked: Sequence[Asked], rounds: int = 5, seconds: float = 0.3) -> list[dict[str, Any]]:
    """What each that takes part needs; of the same dossiers all must find the same, if nothing is missing in them."""
    sides = []
    for each in asked:
        side = _Side.started(each, seconds)
        if side.ready():
            sides.append(side)
    for _ in range(rounds):
        for side in sides:
            side.round()
    found: dict[int, _Side] = {}
    for side in sides:
        side.end()
        other = found.setdefault(side.asked.people, side) if not side.asked.missing else side
        if side.fingerprint != other.fingerprint:
            raise AssertionError(f"{side.asked.name} finds other than {other.asked.name}")
    return [
        {
            "name": side.asked.name,
            "people": side.asked.people or 10,
            "missing": side.asked.missing,
            "seconds": statistics.median(clock for clock, _ in side.times),
            "cpu": statistics.median(cpu for _, cpu in side.times),
            "times": side.times,
            "memory": side.memory,
            "before": side.before,
            "data": side.data,
        }
        for side in sides
    ]


__all__ = ["Asked", "side_by_side"]
