"""One pure function from a part to its verdicts, and the whole put together again from all parts."""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import polars as pl
from attrs import frozen

from thidua_rules.api import Asked, Periodic, Ruleset
from thidua_rules.distributing.bonds import bonds_of
from thidua_rules.distributing.parts import OWN, ROW, Cut, Part, cut_into
from thidua_rules.facts.tables import find_type

Work = Callable[[bytes], bytes]
"""From a part, as bytes, to what was found of it, as bytes: Arrow, so that it can go anywhere."""
Run = Callable[[Work, Iterable[bytes]], Iterable[bytes]]
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
    from thidua_rules.executors.columnar.frames import given_tables

    frames = rules.read_frames(tables, on=on, period=period, closed=closed)
    cut = cut_into(bonds_of(rules.program), frames, parts)
    typed = [(find_type(rules.program.vocabulary, each.title), each.frame) for each in given_tables(tables)]
    whole = {of.name: frame for of, frame in typed if of is not None and not of.is_dossier}
    names = tuple(each.type for each in frames.closed if each.owner is None)
    work = partial(
        decide_part, rules, on=frames.on, period=frames.period, closed=names, parameters=dict(parameters or {})
    )
    found: dict[tuple[str, str], list[pl.DataFrame]] = {}
    handed: Counter[str] = Counter()
    for answer in run(work, (packed(_part(cut, each, whole)) for each in cut.parts)):
        for name, table in unpacked(answer).items():
            kind, _, of = name.partition(":")
            if kind == "handed":
                handed.update(dict(table.iter_rows()))
            else:
                found.setdefault((kind, of), []).append(table)
    joined = {name: pl.concat(each).sort(ROW).drop(ROW) for name, each in found.items()}
    statuses, seats = ({of: each for (kind, of), each in joined.items() if kind == wanted} for wanted in _KINDS)
    return Parted(statuses, seats, len(cut.parts), handed)


def _part(cut: Cut, part: int, tables: Mapping[str, pl.DataFrame]) -> Part:
    return {name: tables[name][rows[ROW]].hstack(rows) for name, rows in cut.rows(part).items() if name in tables}


_KINDS = ("statuses", "seats")
_HANDED = {"reason": pl.String, "number": pl.Int64}


def decide_part(
    rules: Ruleset, part: bytes, *, on: Any, period: Any, closed: tuple[str, ...], parameters: Mapping[str, object]
) -> bytes:
    """What is found of the rows that are decided in a part."""
    tables = unpacked(part)
    given = {name: table.drop(OWN, ROW) for name, table in tables.items()}
    decision = rules.decide_frames(given, on=on, period=period, closed=closed, parameters=parameters)
    keys = decision.frames.keys
    decision = decision.among({name: keys[name].filter(table[OWN]) for name, table in tables.items()})
    found = {
        f"{kind}:{name}": table.hstack(tables[name].filter(OWN).select(ROW))
        for kind in _KINDS
        for name, table in getattr(decision, kind).items()
        if name in tables
    }
    counts = decision.counts
    columns = {"reason": list(counts), "number": list(counts.values())}
    found["handed:"] = pl.DataFrame(columns, schema=_HANDED)
    return packed(found)


def packed(tables: Part) -> bytes:
    """Tables by name as bytes: for each its name and its Arrow stream, with their lengths before them."""
    out = io.BytesIO()
    for name, table in tables.items():
        stream = io.BytesIO()
        table.write_ipc_stream(stream)
        for each in (name.encode(), stream.getvalue()):
            out.write(len(each).to_bytes(8, "big"))
            out.write(each)
    return out.getvalue()


def unpacked(given: bytes) -> dict[str, pl.DataFrame]:
    """Tables by name from bytes."""
    stream, found = io.BytesIO(given), {}
    while name := _next(stream):
        found[name.decode()] = pl.read_ipc_stream(io.BytesIO(_next(stream)))
    return found


def _next(stream: io.BytesIO) -> bytes:
    return stream.read(int.from_bytes(stream.read(8), "big"))
