"""One pure function from a part to its verdicts, and the whole put together again from all parts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import polars as pl
import pyarrow
from attrs import evolve, frozen

from thidua_rules.api import Asked, Periodic, Ruleset
from thidua_rules.distributing.bonds import bonds_of
from thidua_rules.distributing.parts import KEY, OWN, ROW, Part, cut_into
from thidua_rules.executors.columnar import require_polars
from thidua_rules.executors.columnar.frames import Frames

Work = Callable[[pyarrow.Table], pyarrow.Table]
"""From a part to what was found of it, both as Arrow tables of one row, see `packed`."""
Run = Callable[[Work, Iterable[pyarrow.Table]], Iterable[pyarrow.Table]]
"""Applies work to each part, in any order and anywhere."""


@frozen
class Parted:
    """What was found of some tables that were decided in parts.

    `statuses` and `seats` are as in `decide_frames`: a table for each type, in the order of its rows. `handed_over`
    says how many verdicts columns left to forward, by reason.
    """

    statuses: Mapping[str, pl.DataFrame]
    seats: Mapping[str, pl.DataFrame]
    parts: int
    handed_over: Counter[str]


def decide_in_parts(
    rules: Ruleset,
    tables: Mapping[str, Any],
    *,
    on: Asked = None,
    period: Periodic = None,
    closed: Iterable[str] = (),
    parameters: Mapping[str, object] | None = None,
    parts: int = 8,
    run: Run = map,
) -> Parted:
    """Every verdict of `decide_frames`, found in at most so many parts.

    `run` applies a function to each part, in any order and anywhere: `map`, that of a pool of processes, `by_ray()`,
    `by_spark(session)`. Raises UsageError where the tables cannot be cut, with the reason.
    """
    frames = rules.read_frames(tables, on=on, period=period, closed=closed)
    cut = cut_into(bonds_of(rules.program), frames, parts)
    work = partial(decide_part, rules, _without_rows(frames), parameters=dict(parameters or {}))
    found: dict[tuple[str, str], list[pl.DataFrame]] = {}
    handed: Counter[str] = Counter()
    for answer in run(work, (packed(cut.part(each)) for each in cut.parts)):
        for name, table in unpacked(answer).items():
            kind, _, of = name.partition(":")
            if kind == "handed":
                handed.update(dict(table.iter_rows()))
            else:
                found.setdefault((kind, of), []).append(table)
    statuses, seats = (
        {of: _whole(frames.keys[of], each) for (kind, of), each in found.items() if kind == wanted} for wanted in _KINDS
    )
    return Parted(statuses, seats, len(cut.parts), handed)


def _without_rows(frames: Frames) -> Frames:
    """What is the same in all parts."""
    sheets = {name: evolve(sheet, frame=sheet.frame.clear()).fresh() for name, sheet in frames.sheets.items()}
    return evolve(frames, sheets=sheets, keys={name: each.clear() for name, each in frames.keys.items()})


def _whole(keys: pl.Series, found: list[pl.DataFrame]) -> pl.DataFrame:
    """What was found in parts, in the order of the rows."""
    table = pl.concat(sorted((each for each in found if len(each)), key=lambda each: each[ROW][0]) or found)
    rows = table.drop_in_place(ROW)
    table = table.rechunk() if rows.is_sorted() else table[rows.arg_sort()]
    return table.insert_column(0, keys.alias("mã"))


_KINDS = ("statuses", "seats")
_HANDED = {"reason": pl.String, "number": pl.Int64}


def decide_part(
    rules: Ruleset, frames: Frames, part: pyarrow.Table, *, parameters: Mapping[str, object]
) -> pyarrow.Table:
    """What is found of the rows that are decided in a part of checked tables; `frames` are those without their rows."""
    require_polars()
    tables = unpacked(part)
    own, rows = ({name: table.drop_in_place(each) for name, table in tables.items()} for each in (OWN, ROW))
    keys = {name: table.drop_in_place(KEY) for name, table in tables.items()}
    sheets = {name: evolve(sheet, frame=tables[name]) for name, sheet in frames.sheets.items()}
    decision = rules.decide_frames(evolve(frames, sheets=sheets, keys=keys), parameters=parameters)
    found = {
        f"{kind}:{name}": table.drop("mã").hstack([rows[name]]).filter(own[name])
        for kind in _KINDS
        for name, table in getattr(decision, kind).items()
    }
    counts: Counter[str] = Counter()
    for each in decision.handed_over:
        name = rules.program.homes[each.code].subject
        counts[each.reason] += int(each.keys.is_in(keys[name].filter(own[name]).implode()).sum())
    columns = {"reason": list(counts), "number": list(counts.values())}
    found["handed:"] = pl.DataFrame(columns, schema=_HANDED)
    return packed(found)


def packed(tables: Part) -> pyarrow.Table:
    """Tables by name as one of one row: in the column of each name, the list of its rows."""
    columns = [table.to_struct(name).implode() for name, table in tables.items()]
    # engines and older releases of pyarrow do not know texts as views
    return pl.DataFrame(columns).to_arrow(compat_level=pl.CompatLevel.oldest())


def unpacked(given: pyarrow.Table) -> dict[str, pl.DataFrame]:
    """Tables by name from one of one row."""
    return {each.name: each[0].struct.unnest() for each in pl.DataFrame(given)}
