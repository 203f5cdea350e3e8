"""Who comes before whom in a group: keys at their best and at their worst, and those ahead counted by one sort."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import polars as pl
from attrs import frozen

from thidua_rules.executors.columnar.expressions import Writer
from thidua_rules.executors.columnar.few import Few, as_number
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import as_mask
from thidua_rules.executors.columnar.numbers import NO, YES, Num
from thidua_rules.executors.columnar.sheets import ROW, Sheet, reference_column
from thidua_rules.executors.columnar.ways import Run
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
        found = writer.value(key.operand)
        number = as_number(found, outside=True) if isinstance(found, Few) else writer.number(key.operand)
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


def in_order(frame: pl.DataFrame, group: str, keys: Sequence[str], level: Mapping[str, bool]) -> pl.DataFrame:
    """For every row, where all keys are known, sums over the rows of its group that come before it by these keys.

    `level` gives the columns that are summed (as `… trước`), and whether rows level with it count, itself among them.
    """
    line = _Line.of(frame, group, [(each,) for each in keys])
    same = {name: _first_alike(frame, level, name) for name in level}
    summed = dict.fromkeys(same.values())
    at = pl.int_range(pl.len(), dtype=ROW)
    plan = frame.lazy().select(group, *line.place(keys), *summed, at.alias("dòng")).sort(*line.names)
    fresh, tied = _changed([group]), _changed([group, *line.names])
    marks = {"đầu": pl.when(fresh).then(at).forward_fill()}
    if any(level.values()):
        marks["hết"] = pl.when(tied.shift(-1, fill_value=True)).then(at).backward_fill()
    if not all(level.values()):
        marks["từ"] = pl.when(tied).then(at).forward_fill()
    sums = []
    for name in summed:
        total = pl.col(name).cum_sum()
        before = total - pl.col(name)
        upto = total.gather(pl.col("hết")) if level[name] else before.gather(pl.col("từ"))
        sums.append((upto - before.gather(pl.col("đầu"))).alias(name))
    found = _worked_out(plan.with_columns(**marks).select("dòng", *sums))
    rows = found.get_column("dòng")
    # what is scattered into is changed in place, so each has its own
    back = {
        name: pl.zeros(frame.height, dtype=pl.Int64, eager=True).scatter(rows, found.get_column(name))
        for name in summed
    }
    return pl.DataFrame([back[first].alias(f"{name} trước") for name, first in same.items()])


def _worked_out(plan: pl.LazyFrame) -> pl.DataFrame:
    """What a plan over sorted rows gives.

    In memory it takes a fraction of the time of the engine for streams, which Polars would take by itself. Without
    its elimination of common subexpressions, which takes some of them for others (Polars 2.1).
    """
    return plan.collect(engine="in-memory", optimizations=pl.QueryOptFlags(comm_subexpr_elim=False))


def _first_alike(frame: pl.DataFrame, level: Mapping[str, bool], name: str) -> str:
    """The first of the columns that are summed in the same way and hold the same."""
    column = frame.get_column(name)
    return next(each for each in level if level[each] == level[name] and frame.get_column(each).equals(column))


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
    line = _Line.of(frame, group, list(zip(standing, seen_from, strict=True)))
    nobody, nothing = pl.lit(None, dtype=ROW).alias("dòng"), pl.lit(0, dtype=pl.Int64)
    told = [each.cast(pl.Int64).alias(name) for name, each in weights.items()]
    at_group = pl.col(group).alias("g")
    # of those level with each other, who counts stands before who asks, or after
    counting = (
        frame.lazy().filter(counts).select(pl.col(group).alias("g"), *line.place(standing, not or_level), *told, nobody)
    )
    asking = frame.lazy().select(
        at_group, *line.place(seen_from, or_level), *(nothing.alias(name) for name in weights), "dòng"
    )
    ordered = pl.concat([counting, asking]).sort(*line.names)
    sums = []
    for name in weights:
        total = pl.col(name).cum_sum()
        start = pl.when(_changed(["g"])).then(total - pl.col(name)).forward_fill()
        sums.append((total - start).alias(name))
    return _worked_out(ordered.select("dòng", *sums)).filter(pl.col("dòng").is_not_null()).sort("dòng")


def _changed(names: Sequence[str]) -> pl.Expr:
    found = pl.int_range(pl.len()) == 0
    for name in names:
        found = found | (pl.col(name) != pl.col(name).shift(1)).fill_null(True)
    return found


@frozen(eq=False)
class _Line:
    """Groups and keys as one number to sort by, where they fit into 64 bits; else as the columns that they are.

    `spans` gives for every key the least and the greatest of its numbers, apart from those that stand for no end.
    """

    group: str
    spans: tuple[tuple[int, int], ...] | None
    names: tuple[str, ...]

    @classmethod
    def of(cls, frame: pl.DataFrame, group: str, keys: Sequence[tuple[str, ...]]) -> "_Line":
        """The line of a frame; of each key the columns in which it stands."""
        near = [[pl.col(each).filter(pl.col(each).is_between(1 - FAR, FAR - 1)) for each in names] for names in keys]
        ends = [
            (pl.min_horizontal(one.min() for one in each), pl.max_horizontal(one.max() for one in each))
            for each in near
        ]
        told = frame.select(
            pl.col(group).max().alias("g"),
            *(end.alias(f"{side}{at}") for at, pair in enumerate(ends) for side, end in zip("ab", pair, strict=True)),
        ).row(0, named=True)
        spans = tuple((int(told[f"a{at}"] or 0), int(told[f"b{at}"] or 0)) for at in range(len(keys)))
        size = 2 * (int(told["g"] or 0) + 1)
        for low, high in spans:
            size *= high - low + 5
        if size < FAR:
            return cls(group, spans, ("chỗ",))
        return cls(group, None, ("nhóm", *(f"k{at}" for at in range(len(keys))), "sau"))

    def place(self, keys: Sequence[str], later: bool = False) -> list[pl.Expr]:
        """Where each row stands, by these columns of its keys; `later`: after others that stand there too."""
        place = pl.col(self.group).cast(pl.Int64)
        numbers = [pl.col(each).cast(pl.Int64) for each in keys]
        if self.spans is None:
            return [
                each.alias(name) for name, each in zip(self.names, [place, *numbers, pl.lit(int(later))], strict=True)
            ]
        for (low, high), number in zip(self.spans, numbers, strict=True):
            # what stands for no end keeps its place around the others
            number = (
                pl.when(number.is_between(low, high))
                .then(number)
                .otherwise(pl.when(number < low).then(low - 1).otherwise(high + 1 + (number > FAR).cast(pl.Int64)))
            )
            place = place * (high - low + 5) + (number - (low - 1))
        return [(place * 2 + int(later)).alias("chỗ")]


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
        one = grouped.select(group, *keys.best, một=pl.lit(1, dtype=pl.Int64))
        places = in_order(one, group, keys.best, {"một": False}).get_column("một trước") + 1
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
