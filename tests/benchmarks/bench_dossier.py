"""One dossier, decided by forward, by hand-written Python and by durable-rules used directly, in one run.

Run with `python -m tests.benchmarks.bench_dossier`. Times are medians of interleaved rounds, so that what else the
machine does weighs on all alike.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.by_hand import ByHand, lay_out
from tests.benchmarks.dossier import dossier, ruleset
from thidua_rules.executors.forward import Forward
from thidua_rules.semantics.reference import Reference

ROUNDS, RUNS = 15, 40


def contestants() -> dict[str, Callable[[], Any]]:
    """What is timed, by name; everything that does not depend on the question alone is inside."""
    rules = ruleset()
    case, question = dossier(rules)
    executor, hand, units = Forward(), ByHand(case), lay_out(case)
    found: dict[str, Callable[[], Any]] = {
        "forward": lambda: executor.run(rules.program, case, question),
        "by hand": lambda: hand.decide(units),
    }
    direct = _durable(case, hand, units)
    if direct is not None:
        found["durable-rules"] = direct
    return found


def medians(timed: dict[str, Callable[[], Any]], rounds: int = ROUNDS, runs: int = RUNS) -> dict[str, float]:
    """Seconds per run of each, the median of interleaved rounds."""
    for run in timed.values():
        run()
    times: dict[str, list[float]] = {name: [] for name in timed}
    collecting = gc.isenabled()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, run in timed.items():
                start = time.perf_counter()
                for _ in range(runs):
                    run()
                times[name].append((time.perf_counter() - start) / runs)
    finally:
        if collecting:
            gc.enable()
    return {name: statistics.median(each) for name, each in times.items()}


def _durable(case: Any, hand: ByHand, units: Any) -> Callable[[], Any] | None:
    try:
        from tests.benchmarks.direct_durable import direct
    except ImportError:
        return None
    return direct(case, hand, units)


def main() -> None:
    """Print times and ratios."""
    timed = contestants()
    found = medians(timed)
    rules = ruleset()
    case, question = dossier(rules)
    found |= medians({"reference": lambda: Reference().run(rules.program, case, question)}, 3, 2)
    for name, seconds in found.items():
        sys.stdout.write(f"{name:14} {seconds * 1e6:10.1f} µs  {seconds / found['forward']:8.2f} × forward\n")
    sys.stdout.write(f"forward / by hand: {found['forward'] / found['by hand']:.2f} (at most 3 is promised)\n")
    if "durable-rules" not in found:
        sys.stdout.write("durable-rules: skipped, not installed (pip install thidua-rules[durable])\n")


if __name__ == "__main__":
    main()
