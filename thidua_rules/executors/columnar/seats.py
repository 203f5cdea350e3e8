"""Seats under the one limit of a quota that binds, for all candidates of all groups at once.

As `semantics.quotas` has it for one candidate: over the others of its group, who may and who must take a seat first,
who is in the base that seats are reckoned from and who may be; then the seats for every size of the base that is
still possible. Where one more in the base brings at most one more seat, two of these sizes decide.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

import polars as pl
from attrs import frozen

from thidua_rules.executors.columnar.expressions import Writer
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import Form, Mask, Truth, as_mask, as_truth, constant
from thidua_rules.executors.columnar.numbers import NO, YES, rounded
from thidua_rules.executors.columnar.ordering import (
    Keys,
    counted_before,
    counted_in_order,
    group_column,
    keys_of,
    numbered,
)
from thidua_rules.executors.columnar.sheets import Sheet, reference_column
from thidua_rules.executors.forward.reading import rests_on
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.walking import seat_parameters
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.quotas import OPEN, counts_candidates, no_number
from thidua_rules.values import EITHER, MET, NOT_MET, UNDETERMINED, Possible, Rounding, is_unlimited, point

_MAYBE = MET | UNDETERMINED


def binding(writer: Writer, rule: ir.Quota) -> list[ir.Limit]:
    """The limits of a quota that the question does not lift."""
    given = writer.run.question.parameters
    return [each for each in rule.limits if not any(is_unlimited(given[name].low) for name in seat_parameters(each))]


def quota(writer: Writer, rule: ir.Quota, everybody: bool) -> Form:
    """Whether there is a seat for each subject, taken to have the standard.

    Unless `everybody` is asked, those who surely lack the standard are passed over: what stands there says nothing.
    """
    limits = binding(writer, rule)
    if not limits:
        return constant(MET)
    if len(limits) > 1:
        raise Beyond("limits", rule.code)
    (limit,) = limits
    if limit.through.quantities:
        raise Beyond("seats", limit.code)
    group = group_column(writer.run, rule, limit.group)
    keys = keys_of(writer, rule)
    standard = writer.run.form(rule.standard)
    counted = constant(MET) if limit.counts is None else writer.condition(limit.counts)
    inside = _base(writer, limit)
    told = {"chuẩn": as_mask(standard).expr, "tính": as_mask(counted).expr, "nền": as_mask(inside).expr}
    seats = _Seats.of(writer, limit)
    sheet = writer.sheet
    frame = numbered(sheet).with_columns(**told, **seats.columns)
    found = _outcomes(rule, limit, frame, group, keys, seats, everybody or not isinstance(standard, Truth))
    return _as_column(sheet, f"={rule.code}", found)


def _base(writer: Writer, limit: ir.Limit) -> Form:
    if limit.base is None or limit.base.members.where is None:
        return constant(MET)
    members = limit.base.members
    inner = Writer(writer.run, members.element, inner=True)
    assert members.where is not None
    return inner.condition(members.where)


def _as_column(sheet: Sheet, name: str, masks: pl.Series) -> Form:
    """Masks as a column of the sheet; as a Boolean one if none says more."""
    reach = 0
    for each in masks.unique().to_list():
        reach |= each
    if reach & ~EITHER:
        sheet.frame = sheet.frame.with_columns(masks.alias(name))
        return Mask(pl.col(name), reach)
    doubt = (masks == EITHER).any()
    truth = as_truth(Mask(pl.col("m"), EITHER))
    assert truth is not None
    expr = truth.expr if doubt else pl.col("m") == MET
    sheet.frame = sheet.frame.with_columns(masks.alias("m").to_frame().select(expr.alias(name)).to_series())
    return Truth(pl.col(name), not doubt)


@frozen(eq=False)
class _Seats:
    """The seats of a limit: a list by the size of the base, or (without a base) columns of the candidates.

    Of each size: the fewest and the most whole seats (None: no end), whether these are numbers at all, and whether
    they may be none; `even` says that one more in the base brings one more seat or none, whatever the size.
    """

    columns: dict[str, pl.Expr]
    fewest: Sequence[int | None] = ()
    most: Sequence[int | None] = ()
    exact: Sequence[bool] = ()
    even: bool = True

    @classmethod
    def of(cls, writer: Writer, limit: ir.Limit) -> "_Seats":
        """The seats of a limit. Raises Beyond where they may be no number, or hang on more than the base."""
        if limit.base is None:
            number = writer.value(limit.seats)
            if number.flagged:
                raise Beyond("seats", limit.code)
            whole = rounded(number, Fraction(1), Rounding.DOWN)
            exact = YES if number.is_point else (number.low == number.high).fill_null(False)
            return cls({"ít": whole.low, "nhiều": whole.high, "đúng": exact})
        if not rests_on(limit.seats, limit.base):
            raise Beyond("seats", limit.code)
        largest = _largest_group(writer, limit)
        found = [_seats_of(limit, writer, size) for size in range(largest + 2)]
        if any(no_number(each) for each in found):
            raise Beyond("seats", limit.code)
        fewest, most = ([_whole(getattr(each, end)) for each in found] for end in ("low", "high"))
        return cls({}, fewest, most, [each.is_point for each in found], _is_even(fewest) and _is_even(most))


def _seats_of(limit: ir.Limit, writer: Writer, size: int) -> Possible:
    """The seats with so many in the base, on which alone they hang."""
    assert limit.base is not None
    supposed = Evaluation(None, writer.run.question, _none, _none, {limit.base: point(size)})  # type: ignore[arg-type]
    return supposed.value(limit.seats, Scope(None, None))  # type: ignore[arg-type]


def _none(_subject: object, code: str) -> Any:
    raise KeyError(code)


def _largest_group(writer: Writer, limit: ir.Limit) -> int:
    assert limit.base is not None
    collection = limit.base.members.collections[0]
    sheet = writer.run.sheets[collection.member]
    from_column = reference_column(collection.via, collection.owner)
    counts = sheet.frame.lazy().filter(pl.col(from_column).is_not_null()).group_by(from_column).len().collect()
    largest = counts.get_column("len").max()
    return largest if isinstance(largest, int) else 0


def _whole(end: object) -> int | None:
    return None if end is None else floor(end)  # type: ignore[call-overload]


def _is_even(seats: Sequence[int | None]) -> bool:
    known = [each for each in seats if each is not None]
    if len(known) < len(seats):
        return not known
    return all(0 <= after - before <= 1 for before, after in pairwise(known))


def _outcomes(
    rule: ir.Quota, limit: ir.Limit, frame: pl.DataFrame, group: str, keys: Keys, seats: _Seats, everybody: bool
) -> pl.Series:
    """The mask of every row of the frame."""
    table = _weighed(rule, limit, frame, keys)
    grouped = pl.col(group).is_not_null()
    sums = {f"{name} nhóm": pl.col(name).sum() for name in ("trong", "ngờ", "lạ", "chuẩn mở")}
    totals = table.lazy().filter(grouped).group_by(group).agg(**sums).collect()
    asks = (pl.col("tính") & _MAYBE) > 0 if everybody else pl.col("có thể")
    people = table.with_columns(asks.alias("hỏi")).filter(grouped & (pl.col("hỏi") | pl.col("có thể")))
    whole = table.select(_if_counted(pl.when(grouped).then(MET).otherwise(UNDETERMINED).cast(pl.UInt8))).to_series()
    if not people.height:
        return whole
    people = _with_rivals(rule, people, group, keys).join(totals, on=group, how="left", maintain_order="left")
    asking = people.filter("hỏi")
    if not seats.even and asking.select((_doubtful(limit) > 0).any()).item():
        raise Beyond("seats", limit.code)
    return whole.scatter(asking.get_column("dòng"), asking.select(_if_counted(_mask(limit, seats))).to_series())


def _weighed(rule: ir.Quota, limit: ir.Limit, frame: pl.DataFrame, keys: Keys) -> pl.DataFrame:
    """The rows with what each does to the limit, if it comes first: see `semantics.quotas.Rival`."""
    standard, counted, base = pl.col("chuẩn"), pl.col("tính"), pl.col("nền")
    may = ((standard & _MAYBE) > 0) & ((counted & _MAYBE) > 0)
    must = (standard == MET) & (counted == MET)
    surely_in = base == MET
    doubtful = ((base & _MAYBE) > 0) & ~surely_in
    outside = NO if limit.within_base or limit.base is None else ~surely_in
    joins = must | (counted == MET) if counts_candidates(limit, rule) else must
    placed = YES if keys.are_known else ~keys.spread()
    known = (placed | ((standard & _MAYBE) == 0) | ((counted & _MAYBE) == 0)) & _is_single(base) & _is_single(counted)
    numbers = {
        "nhất": pl.when(surely_in).then(may).otherwise(may & outside),
        "thêm": doubtful & may & ~outside,
        "ắt": pl.when(surely_in).then(joins).otherwise(must & outside),
        "ắt thêm": doubtful & joins & ~(must & outside),
        "trong": surely_in,
        "ngờ": doubtful,
        "lạ": ~known,
        "chuẩn mở": ~_is_single(standard),
    }
    told = {name: each.cast(pl.Int64) for name, each in numbers.items()}
    return frame.lazy().with_columns(may.alias("có thể"), placed.alias("yên"), **told).collect()


def _if_counted(mask: pl.Expr) -> pl.Expr:
    """What a limit leaves a candidate, where it counts it; where it may not, everything may be left."""
    counted = pl.col("tính")
    maybe = pl.when(counted == MET).then(mask).otherwise(mask | MET)
    return pl.when((counted & _MAYBE) > 0).then(maybe).otherwise(pl.lit(MET, dtype=pl.UInt8))


def _is_single(mask: pl.Expr) -> pl.Expr:
    return (mask & (mask - 1)) == 0


def _with_rivals(rule: ir.Quota, people: pl.DataFrame, group: str, keys: Keys) -> pl.DataFrame:
    """The candidates with the weights of those who may, and who must, come first; their own left out."""
    level = {"nhất": rule.ties != "all", "thêm": rule.ties != "all"}
    surely = {"ắt": rule.ties == "none", "ắt thêm": rule.ties == "none"}
    own = people.with_columns(pl.when("có thể").then(pl.col(each)).otherwise(0) for each in (*level, *surely))
    if keys.are_known:
        found = counted_in_order(own, group, keys.best, {**level, **surely})
    else:
        most = {name: pl.col(name) for name in level}
        least = {name: pl.col(name) for name in surely}
        first = counted_before(own, group, (YES, keys.best, most), keys.worst, rule.ties != "all")
        found = counted_before(own, group, (YES, keys.worst, least), keys.best, rule.ties == "none")
        found = first.with_columns(found.get_columns()[1:])
    itself = {
        **dict.fromkeys(level, YES if rule.ties != "all" else NO if keys.are_known else keys.spread()),
        **dict.fromkeys(surely, pl.col("yên") if rule.ties == "none" else NO),
    }
    ahead = found.select(pl.all().exclude("dòng").name.suffix(" trước"))
    return own.hstack(ahead).with_columns(
        (pl.col(f"{name} trước") - pl.col(name) * each.cast(pl.Int64)).alias(f"{name} trước")
        for name, each in itself.items()
    )


def _doubtful(limit: ir.Limit) -> pl.Expr:
    """How many may be in the base, the candidate as it is taken to be."""
    return pl.col("ngờ nhóm") - pl.col("ngờ") if limit.within_base else pl.col("ngờ nhóm")


def _mask(limit: ir.Limit, seats: _Seats) -> pl.Expr:
    """What the limit leaves each candidate."""
    used, more = pl.col("nhất trước"), pl.col("thêm trước")
    taken, later = pl.col("ắt trước"), pl.col("ắt thêm trước")
    if limit.base is None:
        fewest, most, exact = pl.col("ít"), pl.col("nhiều"), pl.col("đúng")
        enough, full = (fewest - used >= 1).fill_null(False), (most - taken < 1).fill_null(False)
    else:
        fixed = pl.col("trong nhóm") - pl.col("trong") + 1 if limit.within_base else pl.col("trong nhóm")
        doubtful = _doubtful(limit)
        low, high = (pl.lit(pl.Series(each, dtype=pl.Int64)) for each in (seats.fewest, seats.most))
        enough = (low.gather(fixed + more) - used - more >= 1).fill_null(False)
        full = (high.gather(fixed + doubtful - later) - taken < 1).fill_null(False)
        exact = _all_between(seats.exact, fixed, doubtful)
    settled = pl.col("yên") & (pl.col("lạ nhóm") == 0) & (pl.col("chuẩn mở nhóm") - pl.col("chuẩn mở") == 0)
    otherwise = pl.when(settled & exact).then(UNDETERMINED).otherwise(OPEN)
    return pl.when(enough).then(MET).when(full).then(NOT_MET).otherwise(otherwise).cast(pl.UInt8)


def _all_between(flags: Sequence[bool], start: pl.Expr, more: pl.Expr) -> pl.Expr:
    """Whether a flag of every size from `start` to so many more is set."""
    if all(flags):
        return YES
    unset = [0]
    for each in flags:
        unset.append(unset[-1] + (not each))
    series = pl.lit(pl.Series(unset, dtype=pl.Int64))
    return series.gather(start + more + 1) == series.gather(start)


__all__ = ["binding", "quota"]
