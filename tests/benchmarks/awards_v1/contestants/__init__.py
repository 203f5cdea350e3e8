"""Who decides awards-v1: each is made of nothing, is given dossiers, runs, and tells what it found."""

import importlib
from typing import Any, Protocol

from tests.benchmarks.awards_v1.workload import Dossiers, Outcome


class Contestant(Protocol):
    """Making it and giving it dossiers is not timed; running is. `prepare` also takes a single unit's dossier."""

    def prepare(self, dossiers: Dossiers) -> None:
        """Lay the dossiers out in the form that this engine reads."""

    def run(self) -> Any:
        """Decide them once more."""

    def outcome(self, found: Any) -> Outcome:
        """What a run has found."""


PLACES = {
    "by hand": ("by_hand", "ByHand"),
    "forward": ("ours", "ByForward"),
    "forward, decide": ("ours", "Deciding"),
    "columnar": ("ours", "ByColumns"),
    "columnar, tables": ("ours", "ByTables"),
    "Zen": ("zen_engine", "Zen"),
    "OpenFisca": ("openfisca", "OpenFisca"),
    "Polars": ("polars_tuned", "PolarsTuned"),
    "DuckDB": ("duckdb_sql", "DuckDB"),
}
"""Where each stands, by the name that it is told by."""


def contestant(name: str) -> Contestant:
    """One by its name. Raises ImportError where what it needs is not installed."""
    module, kind = PLACES[name]
    made: Contestant = getattr(importlib.import_module(f"{__name__}.{module}"), kind)()
    return made


__all__ = ["PLACES", "Contestant", "contestant"]
