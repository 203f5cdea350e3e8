"""What is known of a number, date, period or grade as columns: whole multiples of a unit, exact within 64 bits.

Where every value is known the two ends are one column. Bounds are found beforehand from the least and greatest value
that stand in the columns; what may not fit is not computed at all (`Beyond`).
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Any

import polars as pl
from attrs import evolve, frozen

from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import Form, Truth, of_bits, two_sided
from thidua_rules.executors.columnar.sheets import WIDEST
from thidua_rules.values import Comparison, Number, Possible, Rounding

YES, NO = pl.lit(True), pl.lit(False)


@frozen(eq=False)
class Num:
    """Values from `low` to `high`, in multiples of `unit`; null is no end.

    `ends` are bounds on all ends that there are. `low_open` and `high_open` say that an end may be null. `ordered`,
    `absent` and `undetermined` are as in `Possible`; None stands for what holds of every row: a value in the order,
    that surely exists.
    """

    low: pl.Expr
    high: pl.Expr
    unit: Fraction
    ends: tuple[int, int]
    low_open: bool = False
    high_open: bool = False
    ordered: pl.Expr | None = None
    absent: pl.Expr | None = None
    undetermined: pl.Expr | None = None

    @property
    def is_point(self) -> bool:
        """Whether every row has just one value, its flags apart."""
        return self.low is self.high and not (self.low_open or self.high_open)

    @property
    def is_plain(self) -> bool:
        """Whether every row has just one value, and it is one in the order."""
        return self.is_point and not self.flagged

    @property
    def flagged(self) -> bool:
        """Whether a row may have no value in the order."""
        return self.ordered is not None or self.absent is not None or self.undetermined is not None

    @property
    def is_ordered(self) -> pl.Expr:
        """Whether a value in the order is possible."""
        return YES if self.ordered is None else self.ordered

    def over(self, unit: Fraction) -> "Num":
        """The same in a unit of which this one's is a multiple. Raises Beyond if that is too wide."""
        factor = self.unit / unit
        assert factor.denominator == 1
        if factor == 1:
            return self
        return self._times(factor.numerator, unit)

    def times(self, factor: Fraction) -> "Num":
        """The product with a number other than 0; only the unit grows."""
        found = evolve(self, unit=self.unit * abs(factor))
        return found if factor > 0 else found.negative()

    def negative(self) -> "Num":
        """The opposite."""
        if self.is_point:
            low = high = -_wide(self.low)
        else:
            low, high = -_wide(self.high), -_wide(self.low)
        ends = (-self.ends[1], -self.ends[0])
        return evolve(self, low=low, high=high, ends=ends, low_open=self.high_open, high_open=self.low_open)

    def _times(self, factor: int, unit: Fraction) -> "Num":
        ends = within((self.ends[0] * factor, self.ends[1] * factor))
        low = _wide(self.low) * factor
        return evolve(self, low=low, high=low if self.is_point else _wide(self.high) * factor, ends=ends, unit=unit)


def _wide(expr: pl.Expr) -> pl.Expr:
    return expr.cast(pl.Int64)


def within(ends: tuple[int, int]) -> tuple[int, int]:
    """The ends, if 64 bits are surely wide enough for them; else raises Beyond."""
    if max(map(abs, ends)) >= WIDEST:
        raise Beyond("wide")
    return ends


def whole(expr: pl.Expr, ends: tuple[int, int], unit: Fraction = Fraction(1)) -> Num:
    """A column in which every value is known."""
    return Num(expr, expr, unit, ends)


def fixed(value: Possible) -> Num:
    """The same value in every row. Raises Beyond for one outside the order."""
    if value.others is None or value.others:
        raise Beyond("construct", "ngoài bậc")
    known = [Fraction(each) for each in (value.low, value.high) if each is not None] if value.ordered else []
    unit = Fraction(1, lcm(*(each.denominator for each in known)))
    factor = reduce(gcd, (int(each / unit) for each in known), 0) or 1
    unit *= factor
    ends = [int(each / unit) for each in known] or [0]
    low, high = (None if end is None or not value.ordered else int(end / unit) for end in (value.low, value.high))
    first = pl.lit(low).cast(pl.Int64)
    return Num(
        first,
        first if not value.ordered or (low is not None and low == high) else pl.lit(high).cast(pl.Int64),
        unit,
        within((min(ends), max(ends))),
        value.ordered and low is None,
        value.ordered and high is None,
        None if value.ordered else NO,
        YES if value.absent else None,
        YES if value.undetermined else None,
    )


def alike(*numbers: Num) -> tuple[Num, ...]:
    """The numbers in one unit."""
    unit = Fraction(reduce(gcd, (each.unit.numerator * _rest(each, numbers) for each in numbers)), _common(numbers))
    return tuple(each.over(unit) for each in numbers)


def _common(numbers: Sequence[Num]) -> int:
    return lcm(*(each.unit.denominator for each in numbers))


def _rest(number: Num, numbers: Sequence[Num]) -> int:
    return _common(numbers) // number.unit.denominator


def _all(*flags: pl.Expr | None) -> pl.Expr | None:
    known = [each for each in flags if each is not None]
    return reduce(lambda a, b: a & b, known) if known else None


def _any(*flags: pl.Expr | None) -> pl.Expr | None:
    known = [each for each in flags if each is not None]
    return reduce(lambda a, b: a | b, known) if known else None


def _flags(*numbers: Num) -> dict[str, Any]:
    """What carries over from the operands of an operation."""
    return {
        "ordered": _all(*(each.ordered for each in numbers)),
        "absent": _any(*(each.absent for each in numbers)),
        "undetermined": _any(*(each.undetermined for each in numbers)),
    }


# ---------------------------------------------------------------- arithmetic


def add(one: Num, other: Num) -> Num:
    """The sum."""
    a, b = alike(one, other)
    low = _wide(a.low) + _wide(b.low)
    high = low if a.is_point and b.is_point else _wide(a.high) + _wide(b.high)
    ends = within((a.ends[0] + b.ends[0], a.ends[1] + b.ends[1]))
    opened = (a.low_open or b.low_open, a.high_open or b.high_open)
    return Num(low, high, a.unit, ends, *opened, **_flags(a, b))


def multiply(a: Num, b: Num) -> Num:
    """The product, of values whose ends are known."""
    if a.low_open or a.high_open or b.low_open or b.high_open:
        raise Beyond("construct", "×")
    corners = [x * y for x in a.ends for y in b.ends]
    ends = within((min(corners), max(corners)))
    if a.is_point and b.is_point:
        low = high = _wide(a.low) * _wide(b.low)
    else:
        products = [_wide(x) * _wide(y) for x in (a.low, a.high) for y in (b.low, b.high)]
        low, high = pl.min_horizontal(products), pl.max_horizontal(products)
    return Num(low, high, a.unit * b.unit, ends, **_flags(a, b))


def rounded(a: Num, step: Fraction, rounding: Rounding) -> Num:
    """Each end as a multiple of `step`."""
    share = a.unit / step
    p, q = share.numerator, share.denominator
    within((a.ends[0] * p * 2 + q, a.ends[1] * p * 2 + q))

    def at(end: pl.Expr) -> pl.Expr:
        scaled = _wide(end) * p
        if rounding is Rounding.DOWN:
            return scaled.floordiv(q)
        if rounding is Rounding.UP:
            return -((-scaled).floordiv(q))
        return (scaled * 2 + q).floordiv(2 * q)

    low = at(a.low)
    ends = (a.ends[0] * p // q - 1, a.ends[1] * p // q + 1)
    return evolve(a, low=low, high=low if a.is_point else at(a.high), unit=step, ends=ends)


def monotone(a: Num, function: Callable[[int], int]) -> Num:
    """A function of whole numbers that never falls, of each end; worked out once for each number that there is."""
    if a.unit.denominator != 1:
        raise Beyond("construct", "ngày")
    a = a.over(Fraction(1))

    def at(end: pl.Expr) -> pl.Expr:
        return end.map_batches(lambda column: _looked_up(column, function), return_dtype=pl.Int64)

    low = at(a.low)
    ends = (min(function(end) for end in a.ends), max(function(end) for end in a.ends))
    return evolve(a, low=low, high=low if a.is_point else at(a.high), ends=ends)


def _looked_up(column: pl.Series, function: Callable[[int], int]) -> pl.Series:
    known = column.drop_nulls().unique()
    found = pl.Series([function(each) for each in known.to_list()], dtype=pl.Int64)
    return column.cast(pl.Int64).replace_strict(known.cast(pl.Int64), found, return_dtype=pl.Int64)


def kept_above(a: Num, floor: Num) -> Num:
    """a, at or above a value that surely is one in the order."""
    if floor.flagged:
        raise Beyond("construct", "ít nhất")
    a, b = alike(a, floor)
    low = pl.max_horizontal(_wide(a.low), _wide(b.low))
    high = low if a.is_point and b.is_point else _open_max(a, b)
    ends = (min(a.ends[0], b.ends[0]), max(a.ends[1], b.ends[1]))
    opened = (a.low_open and b.low_open, a.high_open or b.high_open)
    return evolve(a, low=low, high=high, ends=ends, low_open=opened[0], high_open=opened[1])


def _open_max(a: Num, b: Num) -> pl.Expr:
    found = pl.max_horizontal(_wide(a.high), _wide(b.high))
    if not (a.high_open or b.high_open):
        return found
    return pl.when(a.high.is_not_null() & b.high.is_not_null()).then(found)


def kept_below(a: Num, ceiling: Num) -> Num:
    """a, at or below a value that surely is one in the order."""
    return kept_above(a.negative(), ceiling.negative()).negative()


def greatest(numbers: Sequence[Num]) -> Num:
    """The greatest of some values that surely are ones in the order."""
    if any(each.flagged for each in numbers):
        raise Beyond("construct", "lớn nhất")
    return reduce(kept_above, numbers)


def least(numbers: Sequence[Num]) -> Num:
    """The least of some values that surely are ones in the order."""
    return greatest([each.negative() for each in numbers]).negative()


def chosen(parts: Sequence[tuple[pl.Expr, Num]]) -> Num:
    """The hull of the values whose condition holds; of each row at least one does, and none is null."""
    numbers = alike(*(number for _, number in parts))
    ways = [(each, number) for (each, _), number in zip(parts, numbers, strict=True)]
    low = _end(ways, pl.min_horizontal, lambda each: each.low, any(each.low_open for each in numbers))
    high = _end(ways, pl.max_horizontal, lambda each: each.high, any(each.high_open for each in numbers))
    return Num(
        low,
        high,
        numbers[0].unit,
        (min(each.ends[0] for each in numbers), max(each.ends[1] for each in numbers)),
        any(each.low_open for each in numbers),
        any(each.high_open for each in numbers),
        _where(ways, [each.ordered for each in numbers]),
        _where(ways, [each.absent for each in numbers], otherwise=False),
        _where(ways, [each.undetermined for each in numbers], otherwise=False),
    )


def _where(
    ways: Sequence[tuple[pl.Expr, Num]], flags: Sequence[pl.Expr | None], otherwise: bool = True
) -> pl.Expr | None:
    """Whether a flag holds of a value that is possible."""
    if all(each is None for each in flags):
        return None
    default = YES if otherwise else NO
    told = [(way, default if flag is None else flag) for (way, _), flag in zip(ways, flags, strict=True)]
    return reduce(lambda a, b: a | b, [way & flag for way, flag in told])


def _end(
    ways: Sequence[tuple[pl.Expr, Num]],
    pick: Callable[[Sequence[pl.Expr]], pl.Expr],
    end: Callable[[Num], pl.Expr],
    opened: bool,
) -> pl.Expr:
    here = [way & number.is_ordered if number.ordered is not None else way for way, number in ways]
    found = pick([pl.when(way).then(_wide(end(number))) for way, (_, number) in zip(here, ways, strict=True)])
    if not opened:
        return found
    lost = reduce(
        lambda a, b: a | b, [way & end(number).is_null() for way, (_, number) in zip(here, ways, strict=True)]
    )
    return pl.when(~lost).then(found)


def first_of(rows: Sequence[tuple[pl.Expr, Num]], last: Num) -> Num | None:
    """The value of the first condition that holds, where all is known; None if a value is not plain."""
    numbers = alike(*(number for _, number in rows), last)
    if not all(each.is_point and not each.low_open for each in numbers):
        return None
    flags: dict[str, pl.Expr | None] = {}
    for name, default in (("ordered", True), ("absent", False), ("undetermined", False)):
        given = [getattr(each, name) for each in numbers]
        told = [pl.lit(default) if each is None else each for each in given]
        flags[name] = _first(rows, told) if any(each is not None for each in given) else None
    expr = _first(rows, [_wide(each.low) for each in numbers])
    ends = (min(each.ends[0] for each in numbers), max(each.ends[1] for each in numbers))
    return Num(expr, expr, numbers[0].unit, ends, **flags)  # type: ignore[arg-type]


def _first(rows: Sequence[tuple[pl.Expr, Num]], values: Sequence[pl.Expr]) -> pl.Expr:
    found = values[-1]
    for (condition, _), value in zip(reversed(rows), reversed(values[:-1]), strict=True):
        found = pl.when(condition).then(value).otherwise(found)
    return found


def otherwise(a: Num, default: Num) -> Num:
    """a, or another value where it is known not to exist or has no answer."""
    lost = _any(a.absent, a.undetermined)
    if lost is None:
        return a
    kept = evolve(a, absent=None, undetermined=None)
    return chosen([(a.is_ordered, kept), (lost, default)])


# ---------------------------------------------------------------- comparisons


def compare(comparison: Comparison, one: Num, other: Num) -> Form:
    """A comparison, met if it holds for all pairs, not met if for none."""
    a, b = alike(one, other)
    if comparison in (Comparison.LT, Comparison.LE):
        a, b = b, a
        comparison = Comparison.GT if comparison is Comparison.LT else Comparison.GE
    if a.is_plain and b.is_plain:
        return Truth(_OPERATORS[comparison](a.low, b.low), True)
    if comparison in (Comparison.EQ, Comparison.NE):
        equal = _may(a.high >= b.low, a.high_open or b.low_open) & _may(a.low <= b.high, a.low_open or b.high_open)
        differ = ~((a.low == a.high) & (b.low == b.high) & (a.low == b.low)).fill_null(False)
        met, not_met = (equal, differ) if comparison is Comparison.EQ else (differ, equal)
    elif comparison is Comparison.GE:
        met, not_met = _may(a.high >= b.low, a.high_open or b.low_open), _may(a.low < b.high, a.low_open or b.high_open)
    else:
        met, not_met = _may(a.high > b.low, a.high_open or b.low_open), _may(a.low <= b.high, a.low_open or b.high_open)
    if not (a.flagged or b.flagged):
        return two_sided(met & ~not_met, not_met & ~met, False)
    ordered = _all(a.ordered, b.ordered)
    if ordered is not None:
        met, not_met = (ordered & met).fill_null(False), (ordered & not_met).fill_null(False)
    absent = _any(a.absent, b.absent)
    return of_bits(met, not_met if absent is None else not_met | absent, _any(a.undetermined, b.undetermined))


def _may(holds: pl.Expr, opened: bool) -> pl.Expr:
    """Whether it holds of two ends; where there is no end it does."""
    return holds.fill_null(True) if opened else holds


_OPERATORS: dict[Comparison, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    Comparison.EQ: lambda a, b: a == b,
    Comparison.NE: lambda a, b: a != b,
    Comparison.GE: lambda a, b: a >= b,
    Comparison.GT: lambda a, b: a > b,
}


def among(a: Num, wanted: frozenset[object], integral: bool) -> Form:
    """Whether a number is one of these."""
    numbers = [Fraction(each) for each in wanted if isinstance(each, int | Fraction) and not isinstance(each, bool)]
    if a.is_plain:
        inside = [int(each / a.unit) for each in numbers if (each / a.unit).denominator == 1]
        return Truth(a.low.is_in(inside), True)
    unit = reduce(common_unit, numbers, a.unit)
    a = a.over(unit)
    covered = [(_covers(a, int(each / unit)), each.denominator == 1) for each in numbers]
    met = _any(*(each for each, _ in covered)) if covered else NO
    assert met is not None
    wholly = (a.low == a.high).fill_null(False) & met
    whole_ones = [each.cast(pl.Int64) for each, is_whole in covered if is_whole]
    if integral and whole_ones:
        number, (p, q) = pl.sum_horizontal(whole_ones), (unit.numerator, unit.denominator)
        wholly = wholly | (number * q == (_wide(a.high) - _wide(a.low)) * p + q).fill_null(False)
    not_met = ~wholly
    if a.ordered is not None:
        met, not_met = a.ordered & met, a.ordered & not_met
    return of_bits(met, not_met if a.absent is None else not_met | a.absent, a.undetermined)


def _covers(a: Num, number: int) -> pl.Expr:
    return (a.low <= number).fill_null(True) & (a.high >= number).fill_null(True)


def common_unit(one: Fraction, other: Fraction) -> Fraction:
    """The greatest unit of which both are multiples."""
    if other == 0:
        return one
    common = lcm(one.denominator, other.denominator)
    return Fraction(gcd(int(one * common), int(other * common)), common)


def presence(a: Num) -> Form:
    """Whether there is a value, as against the known absence."""
    return of_bits(a.is_ordered, NO if a.absent is None else a.absent, a.undetermined)


def possible_of(a: dict[str, Any], unit: Fraction) -> Possible:
    """What one row says, from its columns."""
    low, high = (None if a[end] is None or not a["ordered"] else plain_number(a[end] * unit) for end in ("low", "high"))
    return Possible(low, high, a["ordered"], absent=a["absent"], undetermined=a["undetermined"])


def plain_number(value: Fraction) -> Number:
    """A number as `values` keeps it: an int if it is whole."""
    return value.numerator if value.denominator == 1 else value
