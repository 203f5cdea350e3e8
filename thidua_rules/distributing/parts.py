"""Tables cut into parts: what is bound stands in one part, whom its rows point at stands in it too."""

from collections.abc import Mapping, Sequence

import polars as pl

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.distributing.bonds import Bond
from thidua_rules.executors.columnar.frames import Frames, Given
from thidua_rules.executors.columnar.sheets import reference_column
from thidua_rules.facts.tables import find_type
from thidua_rules.facts.vocabulary import Kind, Vocabulary
from thidua_rules.program.codes import as_written

OWN, ROW = "__own", "__row"
"""Columns beside the facts: whether a row is decided in this part, and where it stood in its table."""


Part = Mapping[str, pl.DataFrame]
"""Some rows of each table, by type, with `OWN` and `ROW`."""


def parts_of(
    vocabulary: Vocabulary, bonds: Sequence[Bond], frames: Frames, given: Sequence[Given], number: int
) -> list[Part]:
    """At most so many parts of about the same size.

    Raises UsageError where the tables cannot be cut: everybody is bound to everybody, or it is not known whom a row
    means.
    """
    lists = any(each.owner is not None for each in frames.closed)
    if lists or frames.case is not None or any(sheet.unknown for sheet in frames.sheets.values()):
        raise UsageError([Diagnostic("USE-90")])
    labels = _labels(bonds, frames)
    sizes = pl.concat(each.to_frame("label") for each in labels.values()).group_by("label").len()
    if number > 1 and bonds and len(sizes) < 2 <= sum(map(len, labels.values())):
        told = {"rules": ", ".join(dict.fromkeys(f"`{as_written(each.rule)}`" for each in bonds))}
        raise UsageError([Diagnostic("USE-91", arguments=told)])
    each_size = -(-sizes["len"].sum() // number)
    cut = sizes.sort("label").with_columns(part=((pl.col("len").cum_sum() - pl.col("len")) // each_size))
    part_of = {
        name: label.to_frame("label").join(cut, on="label", how="left", maintain_order="left")["part"]
        for name, label in labels.items()
    }
    tables = {find_type(vocabulary, each.title).name: each.frame for each in given}  # type: ignore[union-attr]
    return [_tables(frames, tables, part_of, at) for at in sorted(cut["part"].unique().to_list())]


def _labels(bonds: Sequence[Bond], frames: Frames) -> dict[str, pl.Series]:
    """The least number of a row that each row is bound to, by type."""
    labels, begin = {}, 0
    for name, sheet in frames.sheets.items():
        labels[name] = pl.int_range(begin, begin + sheet.height, dtype=pl.Int64, eager=True)
        begin += sheet.height
    while True:
        before = dict(labels)
        for bond in bonds:
            at = frames.sheets[bond.source].frame.get_column(reference_column(bond.via, bond.target))
            edges = pl.DataFrame({"at": at, "own": labels[bond.source], "other": labels[bond.target].gather(at)})
            least = pl.min_horizontal("own", "other")
            labels[bond.source] = edges.select(least)["own"]
            lowest = edges.drop_nulls().group_by("at").agg(least.min().alias("least"))
            labels[bond.target] = (
                labels[bond.target]
                .to_frame("own")
                .with_row_index("at")
                .with_columns(pl.col("at").cast(at.dtype))
                .join(lowest, on="at", how="left", maintain_order="left")
                .select(pl.min_horizontal("own", "least"))["own"]
            )
        if all(labels[name].equals(before[name]) for name in labels):
            return labels


def _tables(
    frames: Frames, tables: Mapping[str, pl.DataFrame], part_of: Mapping[str, pl.Series], part: int
) -> dict[str, pl.DataFrame]:
    """The rows of a part, and all that they point at, and so on."""
    taken = {name: (of == part).arg_true() for name, of in part_of.items()}
    waiting = dict(taken)
    while waiting:
        further: dict[str, list[pl.Series]] = {}
        for name, rows in waiting.items():
            sheet = frames.sheets[name]
            for declared in sheet.fact_type.fields:
                for target in declared.targets if declared.kind is Kind.REFERENCE else ():
                    at = sheet.frame.get_column(reference_column(declared.name, target)).gather(rows)
                    further.setdefault(target, []).append(at.drop_nulls().cast(pl.UInt32))
        waiting = {}
        for name, found in further.items():
            rows = pl.concat(found).unique()
            rows = rows.filter(~rows.is_in(taken[name].implode()))
            if len(rows):
                waiting[name], taken[name] = rows, pl.concat([taken[name], rows])
    return {
        name: frame.with_columns((part_of[name] == part).alias(OWN), pl.int_range(pl.len()).alias(ROW))[
            taken[name].sort()
        ]
        for name, frame in tables.items()
    }
