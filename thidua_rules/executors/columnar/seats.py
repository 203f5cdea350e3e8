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
from attrs import evolve, frozen

from thidua_rules.executors.columnar.expressions import Writer
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import TRUE, Form, Mask, Truth, as_mask, as_truth
from thidua_rules.executors.columnar.numbers import NO, YES, rounded
from thidua_rules.executors.columnar.ordering import (
    Keys,
    counted_before,
    group_column,
    in_order,
    keys_of,
    numbered,
)
from thidua_rules.executors.columnar.sheets import Sheet
from thidua_rules.executors.forward.reading import rests_on
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.quotas import OPEN, counts_candidates, no_number
from thidua_rules.values import EITHER, MET, NOT_MET, UNDETERMINED, Possible, Rounding, point

_MAYBE = MET | UNDETERMINED
_MOST = ("nhất", "thêm")
"""The weights of those who may come first; the others are those of who must."""


def under_one(writer: Writer, rule: ir.Quota, limit: ir.Limit, everybody: bool) -> Form:
    """Whether the one limit that binds leaves a seat to each subject, taken to have the standard.

    Unless `everybody` is asked, those who surely lack the standard are passed over: what stands there says nothing.
    """
    if limit.through.quantities:
        raise Beyond("seats", limit.code)
    group = group_column(writer.run, rule, limit.group)
    keys = keys_of(writer, rule)
    standard = writer.run.form(rule.standard)
    counted = TRUE if limit.counts is None else writer.condition(limit.counts)
    of_standard, of_count, of_base = map(known, (standard, counted, base_of(writer, limit)))
    every = everybody or not isinstance(standard, Truth) or counted is not TRUE
    if limit.base is not None and not rests_on(limit.seats, limit.base):
        raise Beyond("seats", limit.code)
    seats = Seats({}) if limit.base is not None else Seats.by_candidate(writer, limit)
    groups = writer.along((limit.group,), writer.sheet, None).sheet.height
    told = _Told(rule, limit, group, keys, of_standard, of_count, of_base, seats, every, groups)
    return as_column(writer.sheet, f"={rule.code}", _outcomes(numbered(writer.sheet), told, writer.run.question))


@frozen(eq=False)
class Known:
    """What is known of a condition in every row: whether it may be met, surely is, and can no longer change."""

    may: pl.Expr
    sure: pl.Expr
    settled: pl.Expr


def known(form: Form) -> Known:
    if form is TRUE:
        return Known(YES, YES, YES)
    if isinstance(form, Truth):
        if form.definite:
            return Known(form.expr, form.expr, YES)
        return Known(form.expr.fill_null(True), form.expr.fill_null(False), form.expr.is_not_null())
    bits = as_mask(form).expr
    return Known((bits & _MAYBE) > 0, bits == MET, (bits & (bits - 1)) == 0)


@frozen(eq=False)
class _Told:
    """One limit of a quota with all that bears on it; `everybody`: rows that surely lack the standard ask too."""

    rule: ir.Quota
    limit: ir.Limit
    group: str
    keys: Keys
    standard: Known
    counted: Known
    base: Known
    seats: "Seats"
    everybody: bool
    groups: int
    """How many rows the type of the groups has."""
    doubts: frozenset[str] = frozenset()
    """What is counted of the groups: who is in the base (`trong`) and, if that is so of anybody, may be, and so on."""

    def total(self, name: str) -> pl.Expr:
        """How many of a group there are of whom something is so."""
        return pl.col(f"{name} nhóm") if name in self.doubts else pl.lit(0)

    def own(self, name: str) -> pl.Expr:
        """1 if it is so of the candidate."""
        return pl.col(name) if name in self.doubts else pl.lit(0)

    @property
    def doubtful(self) -> pl.Expr:
        """How many may be in the base, the candidate as it is taken to be."""
        return self.total("ngờ") - self.own("ngờ") if self.limit.within_base else self.total("ngờ")

    @property
    def weights(self) -> dict[str, bool]:
        """The sums over those who come first, and whether those level with a candidate do."""
        ties = self.rule.ties
        found = {"nhất": ties != "all", "ắt": ties == "none"}
        return found | {"thêm": ties != "all", "ắt thêm": ties == "none"} if "ngờ" in self.doubts else found


def base_of(writer: Writer, limit: ir.Limit) -> Form:
    if limit.base is None or limit.base.members.where is None:
        return TRUE
    members = limit.base.members
    inner = Writer(writer.run, members.element, inner=True)
    assert members.where is not None
    return inner.condition(members.where)


def as_column(sheet: Sheet, name: str, masks: pl.Series) -> Form:
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
class Seats:
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
    def by_candidate(cls, writer: Writer, limit: ir.Limit) -> "Seats":
        """The seats of a limit without a base, as columns. Raises Beyond where they may be no number."""
        number = writer.number(limit.seats)
        if number.flagged:
            raise Beyond("seats", limit.code)
        whole = rounded(number, Fraction(1), Rounding.DOWN)
        exact = YES if number.is_point else (number.low == number.high).fill_null(False)
        return cls({"ít": whole.low, "nhiều": whole.high, "đúng": exact})

    @classmethod
    def by_size(cls, limit: ir.Limit, question: Question, largest: int) -> "Seats":
        """The seats for every size of the base up to the largest. Raises Beyond where they may be no number."""
        found = [_seats_of(limit, question, size) for size in range(largest + 1)]
        if any(no_number(each) for each in found):
            raise Beyond("seats", limit.code)
        fewest, most = ([_whole(getattr(each, end)) for each in found] for end in ("low", "high"))
        return cls({}, fewest, most, [each.is_point for each in found], _is_even(fewest) and _is_even(most))


def _seats_of(limit: ir.Limit, question: Question, size: int) -> Possible:
    """The seats with so many in the base, on which alone they hang."""
    assert limit.base is not None
    supposed = Evaluation(None, question, _none, _none, {limit.base: point(size)})  # type: ignore[arg-type]
    return supposed.value(limit.seats, Scope(None, None))  # type: ignore[arg-type]


def _none(_subject: object, code: str) -> Any:
    raise KeyError(code)


def _whole(end: object) -> int | None:
    return None if end is None else floor(end)  # type: ignore[call-overload]


def _is_even(seats: Sequence[int | None]) -> bool:
    known = [each for each in seats if each is not None]
    if len(known) < len(seats):
        return not known
    return all(0 <= after - before <= 1 for before, after in pairwise(known))


def _outcomes(frame: pl.DataFrame, told: _Told, question: Question) -> pl.Series:
    """The mask of every row of the frame."""
    grouped = YES if frame.get_column(told.group).null_count() == 0 else pl.col(told.group).is_not_null()
    competes = _and(told.standard.may, told.counted.may)
    placed = YES if told.keys.are_known else ~told.keys.spread()
    flags = {
        "trong": told.base.sure,
        "ngờ": NO if told.base.may is told.base.sure else told.base.may & ~told.base.sure,
        "lạ": _not(_and(told.base.settled, told.counted.settled)),
        "chuẩn mở": _not(told.standard.settled),
    }
    summed = [name for name, flag in flags.items() if flag is not NO]
    told = evolve(told, doubts=frozenset(summed))
    asks = told.counted.may if told.everybody else competes
    people = frame.lazy().select(
        "dòng",
        told.group,
        *dict.fromkeys((*told.keys.best, *told.keys.worst)),
        **told.seats.columns,
        **{name: flags[name].cast(pl.Int64) for name in summed},
        **{"có thể": competes, "hỏi": asks, "yên": placed, "tính": told.counted.sure, "chuẩn": told.standard.sure},
    )
    people = people.filter(_and(grouped, pl.col("hỏi") | pl.col("có thể")))
    counts = [frame.lazy().filter(_and(grouped, flags[name])).group_by(told.group).len() for name in summed]
    table, *numbers = pl.collect_all([people, *counts])
    table = table.with_columns(
        by_group(each, told.group, told.groups).gather(table.get_column(told.group)).alias(f"{name} nhóm")
        for name, each in zip(summed, numbers, strict=True)
    )
    whole = _whole_sheet(frame, told)
    if not table.height:
        return whole
    asking = _with_rivals(_weighed(table, told), told).filter("hỏi")
    if told.limit.base is not None:
        largest = table.select((told.total("trong") + told.total("ngờ")).max()).item()
        told = evolve(told, seats=Seats.by_size(told.limit, question, largest + 1))
    if not told.seats.even and asking.select((told.doubtful > 0).any()).item():
        raise Beyond("seats", told.limit.code)
    masks = asking.select(_if_counted(_mask(told))).to_series()
    return whole.scatter(asking.get_column("dòng"), masks)


def by_group(numbers: pl.DataFrame, group: str, height: int) -> pl.Series:
    """The numbers of groups (`len`) by their rows, of so many rows; 0 of those that are not there."""
    at, number = numbers.get_column(group), numbers.get_column("len").cast(pl.Int64)
    return pl.zeros(height, dtype=pl.Int64, eager=True).scatter(at, number)


def _whole_sheet(frame: pl.DataFrame, told: _Told) -> pl.Series:
    """What stands where nobody asks: no limit in the way, or no group to have a seat in."""
    if frame.get_column(told.group).null_count() == 0:
        return pl.repeat(MET, frame.height, dtype=pl.UInt8, eager=True)
    nowhere = pl.col(told.group).is_null() & told.counted.may
    alone = pl.when(told.counted.sure).then(UNDETERMINED).otherwise(UNDETERMINED | MET)
    return frame.select(pl.when(nowhere).then(alone).otherwise(MET).cast(pl.UInt8)).to_series()


def _weighed(table: pl.DataFrame, told: _Told) -> pl.DataFrame:
    """The candidates with what each does to the limit, if it comes first: see `semantics.quotas.Rival`."""
    may, counted = pl.col("có thể"), pl.col("tính")
    surely_in = told.own("trong") == 1
    must = pl.col("chuẩn") & counted
    joins = must | counted if counts_candidates(told.limit, told.rule) else must
    outside = NO if told.limit.within_base or told.limit.base is None else ~surely_in
    weights = {"nhất": _or(surely_in, outside), "ắt": pl.when(surely_in).then(joins).otherwise(_and(must, outside))}
    if "ngờ" in told.doubts:
        doubtful = told.own("ngờ") == 1
        weights |= {"thêm": doubtful & ~outside, "ắt thêm": doubtful & joins & ~(must & outside)}
    return table.with_columns((may & each).cast(pl.Int64).alias(name) for name, each in weights.items())


def _and(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    if a is NO or b is NO:
        return NO
    return b if a is YES else a if b is YES or a is b else a & b


def _or(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    return YES if a is YES or b is YES else b if a is NO else a if b is NO else a | b


def _not(a: pl.Expr) -> pl.Expr:
    return NO if a is YES else YES if a is NO else ~a


def _if_counted(mask: pl.Expr) -> pl.Expr:
    """What a limit leaves a candidate whom it may count; where it need not, it may be met all the same."""
    return pl.when("tính").then(mask).otherwise(mask | MET)


def _with_rivals(people: pl.DataFrame, told: _Told) -> pl.DataFrame:
    """The candidates with the weights of those who may, and who must, come first; their own left out."""
    if told.keys.are_known:
        return _in_order(people, told)
    # one sort does for the groups in which every place is known
    moving = people.filter(~pl.col("yên")).get_column(told.group).unique()
    moves = people.get_column(told.group).is_in(moving.implode())
    steady = _in_order(people.filter(~moves), told).with_columns(rời=YES)
    moved = _moving(people.filter(moves), told)
    return pl.concat([steady, moved.select(steady.columns)])


def _in_order(people: pl.DataFrame, told: _Told) -> pl.DataFrame:
    """The same where every place is known."""
    found = people.hstack(in_order(people, told.group, told.keys.best, told.weights))
    itself = {name: told.rule.ties != "all" if name in _MOST else told.rule.ties == "none" for name in told.weights}
    return found.with_columns(pl.col(f"{name} trước") - pl.col(name) for name, counts in itself.items() if counts)


def _moving(people: pl.DataFrame, told: _Told) -> pl.DataFrame:
    """The same where some place is not."""
    group, keys, ties = told.group, told.keys, told.rule.ties
    weights = told.weights
    level = {name: pl.col(name) for name in weights if name in _MOST}
    surely = {name: pl.col(name) for name in weights if name not in _MOST}
    first = counted_before(people, group, (YES, keys.best, level), keys.worst, weights["nhất"])
    second = counted_before(people, group, (YES, keys.worst, surely), keys.best, weights["ắt"])
    ahead = [each for one in (first, second) for each in one.get_columns()[1:]]
    found = people.with_columns(each.alias(f"{each.name} trước") for each in ahead)
    itself = {
        **dict.fromkeys(level, YES if ties != "all" else keys.spread()),
        **dict.fromkeys(surely, pl.col("yên") if ties == "none" else NO),
    }
    return found.with_columns(
        _apart(people, told),
        *(
            (pl.col(f"{name} trước") - pl.col(name) * each.cast(pl.Int64)).alias(f"{name} trước")
            for name, each in itself.items()
            if each is not NO
        ),
    )


def _apart(people: pl.DataFrame, told: _Told) -> pl.Series:
    """Whether all whose place is not known surely come before each, if its own is known, or surely after."""
    movable, one = pl.col("có thể") & ~pl.col("yên"), {"chen": pl.lit(1)}
    early, late = (
        counted_before(people, told.group, (movable, ends, one), told.keys.best, or_level).get_column("chen")
        for ends, or_level in ((told.keys.best, True), (told.keys.worst, False))
    )
    return (early == late).alias("rời")


def _mask(told: _Told) -> pl.Expr:
    """What the limit leaves each candidate."""
    seats, nothing = told.seats, pl.lit(0)
    used, taken = pl.col("nhất trước"), pl.col("ắt trước")
    more, later = (pl.col("thêm trước"), pl.col("ắt thêm trước")) if "ngờ" in told.doubts else (nothing, nothing)
    if told.limit.base is None:
        fewest, most, exact = pl.col("ít"), pl.col("nhiều"), pl.col("đúng")
        enough, full = (fewest - used >= 1).fill_null(False), (most - taken < 1).fill_null(False)
    else:
        inside = told.total("trong")
        fixed = inside - told.own("trong") + 1 if told.limit.within_base else inside
        low, high = (pl.lit(pl.Series(each, dtype=pl.Int64)) for each in (seats.fewest, seats.most))
        enough = (low.gather(fixed + more) - used - more >= 1).fill_null(False)
        full = (high.gather(fixed + told.doubtful - later) - taken < 1).fill_null(False)
        exact = _all_between(seats.exact, fixed, told.doubtful)
    still = told.total("chuẩn mở") - told.own("chuẩn mở")
    settled = pl.col("yên") & (told.total("lạ") == 0) & (still == 0)
    settled = settled if told.keys.are_known else settled & pl.col("rời")
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
