"""The whole suite: `python -m tests.benchmarks.awards_v1.bench [--only PART ...] [--people N] [--json FILE]`.

What the parts measure goes into the JSON file, beside what other parts have put there; `--write-docs` writes the page
`docs/do-toc-do.md`, its English twin and its plots from that file, and measures nothing. Contestants are compared
before they are timed. Peers that are not installed are said and left out
(`pip install zen-engine OpenFisca-Core duckdb polars pyarrow numpy ray`).
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import frozen

from tests.benchmarks.awards_v1 import costs
from tests.benchmarks.awards_v1.card import card
from tests.benchmarks.awards_v1.page import JSON, write_docs
from tests.benchmarks.awards_v1.sides import Asked, side_by_side
from tests.benchmarks.awards_v1.workload import generate

SIZES = (1_000, 10_000, 100_000, 1_000_000, 3_000_000)
BY_ROWS = 100_000
"""Who decides row by row takes part up to so many people."""
COLUMNS = ["columnar, tables", "Polars", "OpenFisca", "DuckDB"]
DOSSIERS = (30, 100, 300, 1_000, 3_000)
MISSING = (0.0, 0.02, 0.1, 0.3)
Found = list[dict[str, Any]]


@frozen
class Run:
    """How many rounds, and the most people."""

    rounds: int
    people: int


def dossier(run: Run) -> Found:
    """One dossier of ten people."""
    names = ("by hand", "forward", "forward, decide", "Zen")
    return side_by_side([*map(Asked, names), Asked("by hand", 0, 0.1), Asked("forward", 0, 0.1)], run.rounds)


def people(run: Run) -> Found:
    """From a thousand people on."""
    found: Found = []
    for size in SIZES:
        if size <= run.people:
            rows = ["by hand", "forward", "Zen"] if size <= BY_ROWS else []
            found += side_by_side([Asked(name, size) for name in (*rows, *COLUMNS)], run.rounds)
    return found


def missing(run: Run) -> Found:
    """So many values left out: forward at most 100,000 people, columns at most a million."""
    found: Found = []
    for name, most in (("forward", BY_ROWS), ("columnar, tables", 1_000_000)):
        found += side_by_side([Asked(name, min(most, run.people), share) for share in MISSING], run.rounds)
    return found


def facts(run: Run) -> Found:
    """Dossiers of more and more facts."""
    found: Found = []
    for size in DOSSIERS:
        made = generate(size)
        counted = sum(map(len, (*made.units.values(), *made.people.values())))
        sides = side_by_side([Asked("by hand", size), Asked("forward", size)], run.rounds)
        found += [each | {"facts": counted} for each in sides]
    return found


PARTS: dict[str, Callable[[Run], Found]] = {
    "dossier": dossier,
    "people": people,
    "missing": missing,
    "facts": facts,
    "rules": lambda run: costs.by_rules(run.rounds),
    "reading": lambda run: costs.reading(run.rounds),
    "loading": lambda run: costs.loading(run.rounds),
    "command": lambda run: costs.command(run.rounds),
    "size": lambda run: costs.sizes(),
    "ray": lambda run: costs.ray(run.rounds, run.people),
}


def measured(parts: list[str], run: Run, file: Path) -> None:
    """Measure parts, and put what each finds into the file as soon as it is there."""
    told = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"parts": {}}
    for name in parts:
        sys.stdout.write(f"== {name}\n")
        try:
            found = PARTS[name](run)
        except ImportError as fault:
            sys.stdout.write(f"left out: {fault.name} is not installed\n")
            continue
        for each in found:
            about = ", ".join(f"{key} {each[key]}" for key in ("people", "missing", "facts", "rules") if key in each)
            figures = [f"{each['seconds'] * 1e3:12.3f} ms"] if "seconds" in each else []
            figures += [f"{each['memory']:8.1f} MB"] if each.get("memory") else []
            sys.stdout.write(f"{each['name']:22} {about:32} {' '.join(figures)}\n")
        sys.stdout.flush()
        told["card"] = {**card(), "day": time.strftime("%Y-%m-%d"), "rounds": str(run.rounds)}
        told["parts"][name] = found
        file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, or write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", default=list(PARTS), choices=list(PARTS), metavar="PART")
    parser.add_argument("--people", type=int, default=SIZES[-1], help="at most so many")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, default=JSON, help="where the figures are kept")
    parser.add_argument("--write-docs", action="store_true", help="write the page from the figures")
    given = parser.parse_args()
    if given.write_docs:
        write_docs(json.loads(given.json.read_text(encoding="utf-8")))
    else:
        measured(given.only, Run(given.rounds, given.people), given.json)


if __name__ == "__main__":
    main()
