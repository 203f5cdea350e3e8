"""Counts, shares, sums and extremes over the members of collections: one grouping by owner each."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any, Literal

import polars as pl
from attrs import evolve, frozen

from thidua_rules.executors.columnar import numbers as num
from thidua_rules.executors.columnar.expressions import Writer
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import Form, Mask, Truth, as_mask, as_truth, constant
from thidua_rules.executors.columnar.numbers import Num
from thidua_rules.executors.columnar.quotients import Quotient
from thidua_rules.executors.columnar.sheets import WIDEST, Sheet, reference_column
from thidua_rules.executors.columnar.ways import Collected, Way
from thidua_rules.executors.forward.reading import is_constant
from thidua_rules.program import ir
from thidua_rules.values import BARE, COUNTED, EITHER, MET, OUT, UNDETERMINED, Fold, place, point

How = Literal["sum", "any", "min", "max"]
_EMPTY: Mapping[How, tuple[Any, Any]] = {
    "sum": (pl.Int64, 0),
    "any": (pl.Boolean, False),
    "min": (pl.Int64, None),
    "max": (pl.Int64, None),
}
_ONE = pl.lit(1, dtype=pl.Int64)


@frozen(eq=False)
class Owned:
    """The members of a collection: their sheet, the column of their owners' rows, and the sheet of the owners."""

    members: Writer
    owners: Sheet
    rows: str

    def grouped(self, key: str, found: Mapping[str, tuple[pl.Expr, How]]) -> dict[str, pl.Expr]:
        """Columns of the owners: what is made of an expression about each member, and its value without members."""
        names = {name: f"{key}.{name}" for name in found}
        if not all(self.owners.has(name) for name in names.values()):
            frame = (
                self.members.sheet.done().lazy().select(self.rows, **{name: expr for name, (expr, _) in found.items()})
            )
            told = frame.filter(pl.col(self.rows).is_not_null()).group_by(self.rows)
            table = told.agg(getattr(pl.col(name), how)() for name, (_, how) in found.items()).collect()
            at = table.get_column(self.rows)
            columns = []
            for name, (_, how) in found.items():
                dtype, empty = _EMPTY[how]
                whole = pl.repeat(empty, self.owners.height, dtype=dtype, eager=True)
                columns.append(whole.scatter(at, table.get_column(name).cast(dtype)).alias(names[name]))
            self.owners.frame = self.owners.frame.with_columns(columns)
        return {name: pl.col(column) for name, column in names.items()}

    def kept(self, key: str, expr: pl.Expr) -> pl.Expr:
        """A column of the owners under a name of its own."""
        return pl.col(key) if self.owners.has(key) else self.owners.put(key, expr)


def owned(asker: Writer, members: ir.Members) -> Owned:
    """The members of a collection, if it surely has no others."""
    run, writer = asker.run, Writer(asker.run, members.element, inner=True)
    rows = None
    for collection in reversed(members.collections):
        sheet = run.sheets[collection.member]
        if collection.member not in run.closed:
            raise Beyond("open", collection.member)
        if collection.via in sheet.unknown:
            raise Beyond("reference", collection.via)
        column = reference_column(collection.via, collection.owner)
        if rows is None:
            rows, path = column, column
        else:
            path += f"→{column}"
            if not writer.sheet.has(path):
                writer.sheet.put(path, pl.lit(sheet.series(column)).gather(pl.col(rows)))
            rows = path
    assert rows is not None
    if not members.owner.steps and not asker.inner:
        # who owns them is who the rule is asked of
        writer.asking = members.collections[0].owner, rows
    return Owned(writer, run.sheets[members.collections[0].owner], rows)


def _key(asker: Writer, *parts: object) -> str:
    """A name for columns of the same thing, and of nothing else."""
    return asker.run.names.setdefault(parts, f"Σ{len(asker.run.names)}")


def _where(found: Owned, members: ir.Members) -> Form:
    return constant(MET) if members.where is None else found.members.condition(members.where)


def collected(writer: Writer, expression: Collected) -> Form | Num | Quotient:
    """What is asked of the members of a collection."""
    match expression:
        case ir.StreakOf():
            return streak(writer, expression)
        case ir.RatioOf():
            return ratio(writer, expression)
        case ir.CountOf():
            return counted(writer, expression)
        case ir.FoldOf():
            return folded(writer, expression)
        case ir.EveryOf():
            return every(writer, expression)
    return share(writer, expression)


def counted(writer: Writer, value: ir.CountOf) -> Num:
    """How many members there are."""
    members = value.members
    found = owned(writer, members)
    inside = _where(found, members)
    truth = as_truth(inside)
    if truth is not None and truth.definite:
        one = _ONE if members.where is None else truth.expr.cast(pl.UInt32)
        columns = found.grouped(_key(writer, "đếm", members.collections, members.where), {"số": (one, "sum")})
        low = high = columns["số"]
    else:
        bits = as_mask(inside).expr
        columns = found.grouped(
            _key(writer, "đếm", members.collections, members.where),
            {"ít": ((bits == MET).cast(pl.UInt32), "sum"), "nhiều": (((bits & 9) > 0).cast(pl.UInt32), "sum")},
        )
        low, high = columns["ít"], columns["nhiều"]
    number = Num(low, high, Fraction(1), (0, found.members.sheet.height))
    way = writer.way(members.owner)
    brought = writer.brought_num(evolve(way, absent=False), number)
    if not way.absent:
        return brought
    low = brought.low.fill_null(0)
    return evolve(brought, low=low, high=low if brought.is_point else brought.high.fill_null(0))


@cache
def _placed() -> pl.Series:
    return pl.Series([place(a, b) if a and b else 0 for a in range(16) for b in range(16)], dtype=pl.UInt8)


def _places(found: Owned, members: ir.Members, condition: ir.Condition) -> pl.Expr:
    """The places left to each member, as `values.place` has them."""
    inside, met = as_mask(_where(found, members)), as_mask(found.members.condition(condition))
    return pl.lit(_placed()).gather(inside.expr.cast(pl.UInt32) * 16 + met.expr)


def every(writer: Writer, condition: ir.EveryOf) -> Form:
    """Whether all members meet a condition."""
    members = condition.members
    found = owned(writer, members)
    inside, met = as_truth(_where(found, members)), as_truth(found.members.condition(condition.condition))
    if inside is not None and met is not None:
        fails = inside.expr & ~met.expr
        must, may = fails.fill_null(False), fails.fill_null(True)
    else:
        places = _places(found, members, condition.condition)
        must, may = places == BARE, (places & BARE) > 0
    key = _key(writer, "mọi", members.collections, members.where, condition.condition)
    told = found.grouped(key, {"trượt": (must, "any"), "có thể": (may, "any")})
    definite = inside is not None and met is not None and inside.definite and met.definite
    if definite:
        form: Form = Truth(~told["trượt"], True)
    else:
        failed, may_fail = told["trượt"], told["có thể"]
        form = Truth(pl.when(failed | ~may_fail).then(~failed))
    return _of_owner(writer, members, form, MET, found.owners, key)


def _of_owner(writer: Writer, members: ir.Members, form: Form, empty: int, owners: Sheet, key: str) -> Form:
    """What was found of owners, for the rows here; `empty` where there is no owner."""
    way = writer.way(members.owner)
    if way.rows is None:
        return form
    kept = _kept(owners, form, key)
    brought = writer.brought(Way(way.sheet, way.rows, False), kept)
    if not way.absent:
        return brought
    nowhere = pl.col(way.rows).is_null()
    if isinstance(brought, Truth) and not empty & ~EITHER:
        return Truth(pl.when(nowhere).then(empty == MET).otherwise(brought.expr), brought.definite)
    mask = as_mask(brought)
    return Mask(pl.when(nowhere).then(pl.lit(empty, dtype=pl.UInt8)).otherwise(mask.expr), mask.reach | empty)


def _kept(owners: Sheet, form: Form, key: str) -> Form:
    """The same as a column of the owners."""
    name = f"{key}.là"
    if isinstance(form, Truth):
        expr = pl.col(name) if owners.has(name) else owners.put(name, form.expr)
        return evolve(form, expr=expr)
    mask = as_mask(form)
    return Mask(pl.col(name) if owners.has(name) else owners.put(name, mask.expr), mask.reach)


def share(writer: Writer, condition: ir.RatioCompared) -> Form:
    """The share of members that meet a condition against a threshold, exactly and without division."""
    members = condition.members
    threshold = writer.run.known(condition.threshold).low
    found = owned(writer, members)
    if threshold is None:
        return constant(UNDETERMINED)
    exact = Fraction(threshold)
    p, q = exact.numerator, exact.denominator
    if (abs(p) + q) * (found.members.sheet.height + 1) >= WIDEST:
        raise Beyond("wide")
    weight = {OUT: 0, BARE: -p, COUNTED: q - p}
    ways = [[weight[bit] for bit in (OUT, BARE, COUNTED) if each & bit] or [0] for each in range(8)]
    least, most = (pl.lit(pl.Series([pick(each) for each in ways], dtype=pl.Int64)) for pick in (min, max))
    places = _places(found, members, condition.condition)
    key = _key(writer, "phần", condition)
    told = found.grouped(
        key,
        {
            "ít": (least.gather(places.cast(pl.UInt32)), "sum"),
            "nhiều": (most.gather(places.cast(pl.UInt32)), "sum"),
            "chắc": ((places & OUT) == 0, "any"),
            "ai": (places != OUT, "any"),
        },
    )
    reach = Num(told["ít"], told["nhiều"], Fraction(1), (-WIDEST + 1, WIDEST - 1))
    bits = as_mask(num.compare(condition.comparison, reach, num.fixed(point(0)))).expr
    sure = pl.when(told["chắc"]).then(pl.lit(0, dtype=pl.UInt8)).otherwise(pl.lit(UNDETERMINED, dtype=pl.UInt8))
    expr = pl.when(told["ai"]).then(bits | sure).otherwise(pl.lit(UNDETERMINED, dtype=pl.UInt8))
    return _of_owner(writer, members, Mask(expr, EITHER | UNDETERMINED), UNDETERMINED, found.owners, key)


def ratio(writer: Writer, value: ir.RatioOf) -> Quotient:
    """The share of members that meet a condition, where it is known of each."""
    members = value.members
    found = owned(writer, members)
    inside, met = as_truth(_where(found, members)), as_truth(found.members.condition(value.condition))
    way = writer.way(members.owner)
    if inside is None or met is None or not (inside.definite and met.definite) or way.absent:
        raise Beyond("construct", "tỷ lệ")
    key = _key(writer, value)
    told = found.grouped(
        key,
        {
            "đạt": ((inside.expr & met.expr).cast(pl.UInt32), "sum"),
            "tất cả": (inside.expr.cast(pl.UInt32), "sum"),
        },
    )
    ends = (0, found.members.sheet.height)
    top, bottom = (writer.brought_num(way, Num(each, each, Fraction(1), ends)) for each in told.values())
    return Quotient(top, bottom)


def folded(writer: Writer, value: ir.FoldOf) -> Num:
    """The sum, the greatest or the least of the members' values."""
    members = value.members
    if value.by is not None or value.fold is Fold.MEAN:
        raise Beyond("construct", value.fold.value)
    found = owned(writer, members)
    item = found.members.number(value.item)
    if item.undetermined is not None or ((item.low_open or item.high_open) and value.fold is not Fold.SUM):
        raise Beyond("construct", value.fold.value)
    turned = item.negative() if value.fold is Fold.MIN else item
    bits = as_mask(_where(found, members)).expr
    may = ((bits & 9) > 0) & turned.is_ordered
    must = may & (bits == MET)
    if item.absent is not None:
        must = must & ~item.absent
    key = _key(writer, value.fold.value, value)
    number = _sum(found, key, turned, may, must) if value.fold is Fold.SUM else _greatest(found, key, turned, may, must)
    if value.fold is Fold.MIN:
        number = number.negative()
        number = evolve(number, low=found.kept(f"{key}.low", number.low), high=found.kept(f"{key}.high", number.high))
    way = writer.way(members.owner)
    brought = writer.brought_num(Way(way.sheet, way.rows, False), number)
    if not way.absent:
        return brought
    nowhere = pl.col(str(way.rows)).is_null()
    if value.fold is Fold.SUM:
        low, high = (pl.when(nowhere).then(0).otherwise(end) for end in (brought.low, brought.high))
        return evolve(brought, low=low, high=high)
    assert brought.ordered is not None
    assert brought.undetermined is not None
    return evolve(brought, ordered=brought.ordered.fill_null(False), undetermined=brought.undetermined.fill_null(True))


def _sum(found: Owned, key: str, item: Num, may: pl.Expr, must: pl.Expr) -> Num:
    height = found.members.sheet.height
    ends = (min(0, item.ends[0]) * height, max(0, item.ends[1]) * height)
    if max(map(abs, ends)) >= WIDEST:
        raise Beyond("wide")
    told: dict[str, tuple[pl.Expr, How]] = {}
    for name, end, pick in (("low", item.low, pl.min_horizontal), ("high", item.high, pl.max_horizontal)):
        wide = end.cast(pl.Int64)
        told[name] = (pl.when(must).then(wide).when(may).then(pick(wide, pl.lit(0, dtype=pl.Int64))), "sum")
        told[f"{name} hở"] = (may & end.is_null(), "any")
    columns = found.grouped(key, told)
    low, high = columns["low"], columns["high"]
    if item.low_open or item.high_open:
        low, high = (
            found.kept(f"{key}.{name} mở", pl.when(~columns[f"{name} hở"]).then(columns[name]))
            for name in ("low", "high")
        )
    return Num(low, high, item.unit, ends, item.low_open, item.high_open)


def _greatest(found: Owned, key: str, item: Num, may: pl.Expr, must: pl.Expr) -> Num:
    low, high = item.low.cast(pl.Int64), item.high.cast(pl.Int64)
    columns = found.grouped(
        key,
        {
            "chắc": (pl.when(must).then(low), "max"),
            "ít": (pl.when(may).then(low), "min"),
            "nhiều": (pl.when(may).then(high), "max"),
            "có": (may, "any"),
            "đủ": (must, "any"),
        },
    )
    floor = found.kept(f"{key}.đáy", columns["chắc"].fill_null(columns["ít"]))
    lacking = found.kept(f"{key}.thiếu", ~columns["đủ"])
    return Num(floor, columns["nhiều"], item.unit, item.ends, ordered=columns["có"], undetermined=lacking)


def streak(writer: Writer, value: ir.StreakOf) -> Num:
    """How many periods in a row, counting back, have a member, where it is known of which period each is."""
    if not is_constant(value.until):
        raise Beyond("construct", "liên tục")
    until = writer.run.known(value.until)
    members, found = value.members, owned(writer, value.members)
    cells = found.members.sheet.cells[value.period]
    if not until.is_point or until.low is None or until.low % 1 or cells.nulls or cells.odd is not None:
        raise Beyond("construct", "liên tục")
    key = _key(writer, value)
    names = [f"{key}.{end}" for end in ("ít", "nhiều")]
    bits = as_mask(_where(found, members)).expr
    # once for each owner and period; those counted back from the last one without a gap stand at their own numbers
    told = found.members.sheet.done().lazy()
    told = told.select(
        pl.col(found.rows).alias("ai"),
        (int(until.low) - pl.col(cells.name).cast(pl.Int64)).alias("cách"),
        (bits == MET).alias("ít"),
        ((bits & 9) > 0).alias("nhiều"),
    )
    told = told.filter(pl.col("ai").is_not_null() & (pl.col("cách") >= 0))
    columns = []
    for name, end in zip(names, ("ít", "nhiều"), strict=True):
        days = told.filter(end).select("ai", "cách").unique().sort("ai", "cách")
        runs = days.group_by("ai", maintain_order=True).agg((pl.col("cách") == pl.int_range(pl.len())).sum().alias("n"))
        table = runs.collect()
        whole = pl.zeros(found.owners.height, dtype=pl.Int64, eager=True)
        columns.append(whole.scatter(table.get_column("ai"), table.get_column("n").cast(pl.Int64)).alias(name))
    found.owners.frame = found.owners.frame.with_columns(columns)
    number = Num(pl.col(names[0]), pl.col(names[1]), Fraction(1), (0, found.members.sheet.height))
    way = writer.way(members.owner)
    brought = writer.brought_num(Way(way.sheet, way.rows, False), number)
    if not way.absent:
        return brought
    return evolve(brought, low=brought.low.fill_null(0), high=brought.high.fill_null(0))
