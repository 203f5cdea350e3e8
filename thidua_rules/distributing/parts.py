"""Tables cut into parts: what is bound stands in one part, whom its rows point at stands in it too."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl
from attrs import frozen

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.distributing.bonds import Bond
from thidua_rules.executors.columnar.frames import Frames
from thidua_rules.executors.columnar.sheets import Sheet, reference_column
from thidua_rules.facts.tables import ROWS_VARIABLE
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program.codes import as_written

OWN, ROW, KEY = "__own", "__row", "__key"
"""Columns beside the facts: whether a row is decided in this part, where it stood in its table, and its key."""


Part = Mapping[str, pl.DataFrame]
"""Some rows of each sheet, by type, with `OWN`, `ROW` and `KEY`; references mean rows of the part."""


@frozen
class Cut:
    """Tables as cut: the number of the part in which each row is decided, by type."""

    frames: Frames
    part_of: Mapping[str, pl.Series]
    parts: tuple[int, ...]

    def rows(self, part: int) -> dict[str, pl.DataFrame]:
        """The rows of a part, all that they point at, and so on, in order: `ROW`, and `OWN` for those of the part."""
        taken = {name: of == part for name, of in self.part_of.items()}
        waiting = set(taken)
        while waiting:
            name = waiting.pop()
            for column, target in _references(self.frames.sheets[name]):
                at = self.frames.sheets[name].frame.get_column(column).filter(taken[name]).drop_nulls()
                if not taken[target].gather(at).all():
                    taken[target].scatter(at, True)
                    waiting.add(target)
        sets = {name: of.arg_true().cast(pl.UInt32) for name, of in taken.items()}
        return {
            name: pl.DataFrame({OWN: self.part_of[name].gather(rows) == part, ROW: rows}) for name, rows in sets.items()
        }

    def part(self, part: int) -> Part:
        """The rows of a part, each with what is known of it."""
        rows = self.rows(part)
        sheets = self.frames.sheets
        places = {name: _places(each[ROW], sheets[name].height) for name, each in rows.items()}
        found = {}
        for name, sheet in sheets.items():
            table = _some(sheet.frame.with_columns(self.frames.keys[name].alias(KEY)), rows[name][ROW])
            found[name] = table.hstack(rows[name]).with_columns(
                places[target].gather(table[column]).alias(column) for column, target in _references(sheet)
            )
        return found


def _some(table: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """Some rows of a table, without a copy where they stand together."""
    together = len(rows) > 0 and rows[-1] - rows[0] + 1 == len(rows)
    return table.slice(rows[0], len(rows)) if together else table[rows]


def _references(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The columns of a sheet that hold rows, and the types whose rows they are."""
    for declared in sheet.fact_type.fields:
        for target in declared.targets if declared.kind is Kind.REFERENCE else ():
            yield reference_column(declared.name, target), target


def _places(rows: pl.Series, height: int) -> pl.Series:
    """Where each row of a table stands among some of its rows."""
    places = pl.int_range(len(rows), dtype=pl.UInt32, eager=True)
    return pl.zeros(height, dtype=pl.UInt32, eager=True).scatter(rows, places)


def cut_into(bonds: Sequence[Bond], frames: Frames, number: int) -> Cut:
    """At most so many parts of about the same size. Raises UsageError where the tables cannot be cut, with why."""
    labels, sizes = _bound(bonds, frames)
    if number > 1 and bonds and len(sizes) < 2 <= sum(map(len, labels.values())):
        raise UsageError([Diagnostic("USE-91", arguments={"rules": _rules(bonds)})])
    return _cut(frames, labels, sizes, _begin() // -(-sizes["len"].sum() // number))


def cut_below(bonds: Sequence[Bond], frames: Frames, most: int) -> Cut:
    """Parts in which at most so many rows are decided. Raises UsageError where the tables cannot be cut, with why."""
    labels, sizes = _bound(bonds, frames)
    rows = int(sizes["len"].max() or 0)  # type: ignore[arg-type]
    if rows > most:
        told = {"rules": _rules(bonds), "rows": rows, "most": most, "variable": ROWS_VARIABLE}
        raise UsageError([Diagnostic("USE-93", arguments=told)])
    # what fills more than half is a part by itself; what begins within a half and fills no more stays below the whole
    half = max(1, most // 2)
    large = pl.col("len") > half
    begin = pl.when(large).then(0).otherwise(pl.col("len")).cum_sum() - pl.col("len")
    return _cut(frames, labels, sizes, pl.when(large).then(-1 - pl.int_range(pl.len())).otherwise(begin // half))


def _begin() -> pl.Expr:
    return pl.col("len").cum_sum() - pl.col("len")


def _rules(bonds: Sequence[Bond]) -> str:
    return ", ".join(dict.fromkeys(f"`{as_written(each.rule)}`" for each in bonds))


def _bound(bonds: Sequence[Bond], frames: Frames) -> tuple[dict[str, pl.Series], pl.DataFrame]:
    """What is bound to each row, by a label, and how many rows have each label."""
    lists = any(each.owner is not None for each in frames.closed)
    if lists or frames.case is not None or any(sheet.unknown for sheet in frames.sheets.values()):
        raise UsageError([Diagnostic("USE-90")])
    labels = _labels(bonds, frames)
    sizes = pl.concat(labels.values()).sort().rle().struct.unnest().rename({"value": "label"})
    return labels, sizes.with_columns(pl.col("len").cast(pl.Int64))


def _cut(frames: Frames, labels: Mapping[str, pl.Series], sizes: pl.DataFrame, part: pl.Expr) -> Cut:
    cut = sizes.with_columns(part=part)
    parts = pl.zeros(sum(map(len, labels.values())), dtype=pl.Int64, eager=True).scatter(cut["label"], cut["part"])
    part_of = {name: parts.gather(label) for name, label in labels.items()}
    return Cut(frames, part_of, tuple(cut["part"].unique(maintain_order=True).to_list()))


def _labels(bonds: Sequence[Bond], frames: Frames) -> dict[str, pl.Series]:
    """The least number of a row that each row is bound to, by type."""
    # those who are pointed at get the least numbers, so that most often rows only need to take over theirs
    above = dict.fromkeys(frames.sheets, 0)
    for _ in above:
        for bond in bonds:
            above[bond.source] = max(above[bond.source], above[bond.target] + 1)
    labels, begin = {}, 0
    for name in sorted(above, key=above.__getitem__):
        end = begin + frames.sheets[name].height
        labels[name], begin = pl.int_range(begin, end, dtype=pl.UInt32, eager=True), end
    ordered = sorted(bonds, key=lambda bond: above[bond.source])
    while True:
        before = dict(labels)
        for bond in ordered:
            at = frames.sheets[bond.source].frame.get_column(reference_column(bond.via, bond.target))
            edges = pl.DataFrame({"at": at, "own": labels[bond.source], "other": labels[bond.target].gather(at)})
            labels[bond.source] = edges.select(pl.min_horizontal("own", "other")).to_series()
            lower = edges.filter(pl.col("own") < pl.col("other")).group_by("at").agg(pl.col("own").min())
            if len(lower):
                labels[bond.target] = labels[bond.target].clone().scatter(lower["at"], lower["own"])
        if all(labels[name].equals(before[name]) for name in labels):
            return labels
