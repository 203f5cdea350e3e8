"""Polars, tuned by hand: unit_id is dense, so that joins are gathers, and the quota touches only who competes."""

from typing import Any

import numpy as np
import polars as pl

from tests.benchmarks.awards_v1.workload import PERSON_CODES, PERSON_LEAVES, UNIT_LEAVES, Dossiers, Outcome, arrow

UNIT_FOUND = ["u1", "u2", "u3", "u4", "exemplary", "leading"]
PERSON_FOUND = ["c1", "c2", "c3", "c4", "c5", "A", "B", "C"]


def _leaf(leaf: tuple[Any, ...]) -> pl.Expr:
    kind, name = leaf[:2]
    column = pl.col(name)
    if kind == "true":
        return column
    if kind == "ge":
        return column >= leaf[2]
    if kind == "zero":
        return column == 0
    if kind == "share":
        return column.cast(pl.Int32) * 10 >= pl.col(leaf[2]).cast(pl.Int32) * 3
    codes = pl.Enum(PERSON_CODES[name])
    if kind == "in":
        return pl.any_horizontal(column == pl.lit(each, dtype=codes) for each in leaf[2])
    wanted = pl.lit(leaf[2], dtype=codes)
    return column == wanted if kind == "eq" else column != wanted


def _all(leaves: list[tuple[Any, ...]]) -> pl.Expr:
    """Their conjunction: & of Polars is Kleene's on nulls."""
    found = _leaf(leaves[0])
    for each in leaves[1:]:
        found = found & _leaf(each)
    return found


def _status(truth: pl.Expr) -> pl.Expr:
    return (truth.cast(pl.UInt8) * 2).fill_null(1)


class PolarsTuned:
    """Units by a lazy plan, people by two with the quota between them in numpy."""

    def prepare(self, dossiers: Dossiers) -> None:
        """As frames, codes as enumerations."""
        self.units: Any = pl.from_arrow(arrow(dossiers.units)).rechunk()  # type: ignore[union-attr]
        codes = [pl.col(name).cast(pl.String).cast(pl.Enum(names)) for name, names in PERSON_CODES.items()]
        self.people: Any = pl.from_arrow(arrow(dossiers.people)).with_columns(codes).rechunk()  # type: ignore[union-attr]

    def run(self) -> Any:
        """Units, then people."""
        units = self._units()
        gate = (units["exemplary"] == 2) & (units["leading"] == 2)
        base = self.units["unit_id"][0]
        people = self.people.lazy().with_columns(_all(each).alias(f"k{name}") for name, each in PERSON_LEAVES.items())
        people = people.with_columns(kA=pl.col("kc1") & pl.col("kc4") & pl.col("kc5") & pl.col("ka_x"))
        passes = ~pl.col("is_head") | pl.lit(gate).gather(pl.col("unit_id") - base)
        people = people.with_columns(kB=pl.col("kA") & pl.col("kb_x") & pl.col("kc2") & pl.col("kc3") & passes)
        kept = [_status(pl.col(f"k{name}")).alias(name) for name in PERSON_FOUND[:6]]
        found: Any = people.select("unit_id", "votes_pct", "kA", "kB", "kc_x", *kept).collect()
        having = np.bincount(found.filter(pl.col("kA"))["unit_id"].to_numpy() - base, minlength=len(units))
        seats = having * 15 // 100
        competing = found.select("unit_id", "votes_pct", "kB").with_row_index("row").filter(pl.col("kB"))
        competing = competing.sort("unit_id", "votes_pct", "row", descending=[False, True, False])
        at = competing["unit_id"].to_numpy() - base
        placed = found["kB"]
        if len(at):
            new = np.r_[True, at[1:] != at[:-1]]
            position = np.arange(len(at))
            place = position - np.maximum.accumulate(np.where(new, position, 0))
            placed = placed.scatter(competing["row"].to_numpy()[place >= seats[at]], False)
        last = [_status(pl.lit(placed)).alias("B"), _status(pl.lit(placed) & pl.col("kc_x")).alias("C")]
        return units, found.lazy().select(*PERSON_FOUND[:6], *last).collect()

    def _units(self) -> Any:
        units = self.units.lazy().with_columns(_all(each).alias(f"k{name}") for name, each in UNIT_LEAVES.items())
        units = units.with_columns(kexemplary=pl.col("ku1") & pl.col("ku2") & pl.col("ku3") & pl.col("ku4"))
        points = zip(("u1", "u2", "u3", "u4"), (20, 30, 15, 15), strict=True)
        met = [pl.col(f"k{name}").fill_null(False).cast(pl.Float64) * each for name, each in points]
        score = (
            pl.sum_horizontal(met)
            + pl.col("plan_completion_pct").fill_null(0) * 0.25
            + pl.col("disbursement_pct").fill_null(0) * 0.125
            + pl.col("registered_initiatives").fill_null(0).clip(0, 10) * 2
            + pl.col("cultural_events").fill_null(0).clip(0, 10)
            + pl.col("procedures_cut").fill_null(0).clip(0, 20)
        )
        units = units.with_columns(score=score).sort("block_id", "score", "unit_id", descending=[False, True, False])
        surely = pl.col("kexemplary").fill_null(False)
        units = units.with_columns(
            rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("block_id"),
            kleading=surely & (surely.cast(pl.Int32).cum_sum().over("block_id") == 1),
        )
        found = [_status(pl.col(f"k{name}")).alias(name) for name in UNIT_FOUND]
        return units.sort("unit_id").select("score", "rank", *found).collect()

    def outcome(self, found: Any) -> Outcome:
        """As columns."""
        units, people = found
        return Outcome(units.select(UNIT_FOUND).to_numpy(), units["score"], units["rank"], people.to_numpy())
