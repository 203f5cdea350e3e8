"""Who comes before whom in a group: keys at their best and at their worst, and those ahead counted by one sort."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import polars as pl
from attrs import frozen

from thidua_rules.executors.columnar.expressions import Run, Writer
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import as_mask
from thidua_rules.executors.columnar.numbers import NO, YES, Num
from thidua_rules.executors.columnar.sheets import ROW, Sheet, reference_column
from thidua_rules.program import ir
from thidua_rules.values import MET, UNDETERMINED

FAR = 2**62
"""Stands for no end, beyond every number of a column; a key that has no place in the order comes after that."""


@frozen(eq=False)
class Keys:
    """The sort keys of every row by column, so that a lesser one comes first: at its best and at its worst.

    `ordered` says whether all keys may have a place in the order, `unsure` whether one may have none; None: in no row.
    """

    best: tuple[str, ...]
    worst: tuple[str, ...]
    ordered: pl.Expr | None
    unsure: pl.Expr | None

    @property
    def are_known(self) -> bool:
        """Whether every row has just one place."""
        return self.best == self.worst

    def spread(self) -> pl.Expr:
        """Whether the best of a row comes before its worst."""
        found = NO
        for best, worst in zip(reversed(self.best), reversed(self.worst), strict=True):
            found = (pl.col(best) < pl.col(worst)) | ((pl.col(best) == pl.col(worst)) & found)
        return found


def keys_of(writer: Writer, rule: ir.Rank | ir.Quota) -> Keys:
    """The keys of a rank or quota; of a quota, one without a place in the order comes last."""
    best: list[str] = []
    worst: list[str] = []
    ordered: list[pl.Expr] = []
    unsure: list[pl.Expr] = []
    for at, key in enumerate(rule.keys):
        number = _key(writer, key)
        first, last = _corners(number)
        if number.flagged:
            lacking = [each for each in (number.absent, number.undetermined) if each is not None]
            ordered.append(number.is_ordered)
            unsure += lacking
            if isinstance(rule, ir.Quota):
                placed = number.is_ordered
                first = pl.when(placed).then(first).otherwise(FAR + 1)
                last = pl.when(placed & ~pl.any_horizontal(lacking or [NO])).then(last).otherwise(FAR + 1)
        name = f"={rule.code}.khoá{at}"
        writer.sheet.put(name, first)
        best.append(name)
        if not number.is_plain:
            name = f"{name}.sau"
            writer.sheet.put(name, last)
        worst.append(name)
    return Keys(
        tuple(best),
        tuple(worst),
        pl.all_horizontal(ordered) if ordered else None,
        pl.any_horizontal(unsure) if unsure else None,
    )


def _key(writer: Writer, key: ir.SortKey) -> Num:
    """A key as a number of which less comes first."""
    if isinstance(key.operand, ir.Value):
        number = writer.value(key.operand)
    else:
        bits = as_mask(writer.condition(key.operand)).expr
        low, high = (bits == MET).cast(pl.Int64), ((bits & (MET | UNDETERMINED)) > 0).cast(pl.Int64)
        number = Num(low, high, Fraction(1), (0, 1))
    return number.negative() if key.descending else number


def _corners(number: Num) -> tuple[pl.Expr, pl.Expr]:
    low = number.low.fill_null(-FAR) if number.low_open else number.low
    high = number.high.fill_null(FAR) if number.high_open else number.high
    return low, high


def group_column(run: Run, rule: ir.Rank | ir.Quota, reference: str) -> str:
    """The column of the rows of the groups; raises Beyond if somebody's is not known, or others may come."""
    sheet = run.sheets[rule.subject]
    declared = sheet.fact_type.field(reference)
    assert declared is not None
    if rule.subject not in run.closed:
        raise Beyond("open", rule.subject)
    if declared.name in sheet.unknown:
        raise Beyond("reference", declared.name)
    if len(declared.targets) != 1:
        raise Beyond("construct", declared.name)
    return reference_column(declared.name, declared.targets[0])


def placed_alone(frame: pl.DataFrame, group: str, keys: Sequence[str]) -> pl.Series:
    """The place of every row of `frame` (`dòng`, group and keys) in its group; those with equal keys share one."""
    plan = frame.lazy().sort(group, *keys).with_columns(at=pl.int_range(pl.len(), dtype=pl.Int64))
    start = pl.when(_changed([group])).then(pl.col("at")).forward_fill()
    first = pl.when(_changed([group, *keys])).then(pl.col("at")).forward_fill()
    return plan.select("dòng", hạng=first - start + 1).collect().sort("dòng").get_column("hạng")


def counted_in_order(frame: pl.DataFrame, group: str, keys: Sequence[str], level: Mapping[str, bool]) -> pl.DataFrame:
    """For every row, the sums of columns over the rows of its group that come before it, where all keys are known.

    `level` says of each column whether rows that are level with it count too, itself among them.
    """
    plan = frame.lazy().sort(group, *keys)
    fresh, tied = _changed([group]), _changed([group, *keys])
    sums = []
    for name, or_level in level.items():
        total = pl.col(name).cum_sum()
        start = pl.when(fresh).then(total - pl.col(name)).forward_fill()
        if or_level:
            upto = pl.when(tied.shift(-1, fill_value=True)).then(total).backward_fill()
        else:
            upto = pl.when(tied).then(total - pl.col(name)).forward_fill()
        sums.append((upto - start).alias(name))
    return plan.select("dòng", *sums).collect().sort("dòng")


def _changed(names: Sequence[str]) -> pl.Expr:
    found = pl.int_range(pl.len()) == 0
    for name in names:
        found = found | (pl.col(name) != pl.col(name).shift(1)).fill_null(True)
    return found


def counted_before(
    frame: pl.DataFrame,
    group: str,
    points: tuple[pl.Expr, Sequence[str], Mapping[str, pl.Expr]],
    seen_from: Sequence[str],
    or_level: bool,
) -> pl.DataFrame:
    """For every row, sums of weights over the rows of its group that come before it, or are level with it.

    `points` says which rows count, where they stand and with which weights; `seen_from` where the row itself stands.
    The result has `dòng` and the sums, by `dòng`.
    """
    counts, standing, weights = points
    names = [f"k{at}" for at in range(len(standing))]
    places = [pl.col(each).cast(pl.Int64).alias(name) for name, each in zip(names, standing, strict=True)]
    here = [pl.col(each).cast(pl.Int64).alias(name) for name, each in zip(names, seen_from, strict=True)]
    nobody, nothing = pl.lit(None, dtype=ROW).alias("dòng"), pl.lit(0, dtype=pl.Int64)
    told = [each.cast(pl.Int64).alias(name) for name, each in weights.items()]
    counting = frame.lazy().filter(counts).select(pl.col(group).alias("g"), *places, *told, nobody)
    asking = frame.lazy().select(pl.col(group).alias("g"), *here, *(nothing.alias(name) for name in weights), "dòng")
    # of those level with each other, who counts stands before who asks, or after
    line = pl.concat([counting, asking] if or_level else [asking, counting]).sort("g", *names, maintain_order=True)
    sums = []
    for name in weights:
        total = pl.col(name).cum_sum()
        start = pl.when(_changed(["g"])).then(total - pl.col(name)).forward_fill()
        sums.append((total - start).alias(name))
    return line.select("dòng", *sums).filter(pl.col("dòng").is_not_null()).collect().sort("dòng")


def rank(writer: Writer, rule: ir.Rank) -> Num:
    """The place of every subject in its group."""
    sheet = writer.sheet
    group = group_column(writer.run, rule, rule.group)
    keys = keys_of(writer, rule)
    flags = {"đủ": YES if keys.ordered is None else keys.ordered, "ngờ": NO if keys.unsure is None else keys.unsure}
    frame = numbered(sheet).with_columns(**flags)
    grouped = frame.filter(pl.col(group).is_not_null() & pl.col("đủ"))
    height = max(sheet.height, 1)
    name = f"={rule.code}"
    spread = not keys.are_known or keys.unsure is not None
    if not spread:
        places = placed_alone(grouped.select("dòng", group, *keys.best), group, keys.best)
        columns = [_scattered(sheet, grouped, places).alias(name)]
    else:
        sure = ~pl.col("ngờ")
        ahead = counted_before(grouped, group, (sure, keys.worst, {"n": YES}), keys.best, False)
        some = counted_before(grouped, group, (YES, keys.best, {"n": YES}), keys.worst, False)
        itself = grouped.select(keys.spread().cast(pl.Int64)).to_series()
        low = _scattered(sheet, grouped, ahead.get_column("n") + 1)
        high = _scattered(sheet, grouped, some.get_column("n") - itself + 1)
        columns = [low.alias(name), high.alias(f"{name}.cao")]
    alone = sheet.frame.get_column(group).null_count() == 0
    ordered = undetermined = None
    if not (alone and keys.ordered is None and keys.unsure is None):
        placed = frame.select(pl.col(group).is_not_null() & pl.col("đủ")).to_series()
        columns.append(placed.alias(f"{name}.thứ tự"))
        columns.append((~placed | frame.get_column("ngờ")).alias(f"{name}.không đáp số"))
        ordered, undetermined = pl.col(f"{name}.thứ tự"), pl.col(f"{name}.không đáp số")
    sheet.frame = sheet.frame.with_columns(columns)
    first, last = pl.col(name), pl.col(f"{name}.cao")
    last = last if spread else first
    return Num(first, last, Fraction(1), (1, height), ordered=ordered, undetermined=undetermined)


def numbered(sheet: Sheet) -> pl.DataFrame:
    """The frame of a sheet with all columns worked out, and its rows numbered as `dòng`."""
    return sheet.done().with_columns(pl.int_range(pl.len(), dtype=ROW).alias("dòng"))


def _scattered(sheet: Sheet, frame: pl.DataFrame, values: pl.Series) -> pl.Series:
    """Values of some rows as a column of the sheet; 0 in the others."""
    if frame.height == sheet.height:
        return values
    return pl.repeat(0, sheet.height, dtype=values.dtype, eager=True).scatter(frame.get_column("dòng"), values)
