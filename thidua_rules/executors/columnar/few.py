"""Values of which there are only a few descriptions (grades, choices, texts): a column of places in a list of them.

Whatever is made of such a value is worked out once for each description, by the functions of `values` themselves.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from math import prod

import polars as pl
from attrs import frozen

from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import Form, Mask, Truth, as_mask
from thidua_rules.executors.columnar.numbers import Num
from thidua_rules.values import EITHER, MET, NO_VALUE, NOT_MET, NOTHING, UNDETERMINED, Possible, hull

MOST = 4096
"""The most descriptions, or pairs of them, that are worked out."""


@frozen(eq=False)
class Few:
    """A value described by a place in a table."""

    expr: pl.Expr
    table: tuple[Possible, ...]


def same(value: Possible) -> Few:
    """The same value in every row."""
    return Few(pl.lit(0, dtype=pl.UInt32), (value,))


def judged(operands: Sequence[Few], judge: Callable[..., int]) -> Form:
    """What a condition on some values amounts to."""
    place, ways = _together(operands)
    masks = [judge(*each) for each in ways]
    reach = 0
    for each in masks:
        reach |= each
    if reach & ~EITHER:
        return Mask(pl.lit(pl.Series(masks, dtype=pl.UInt8)).gather(place), reach)
    told = pl.Series([None if each == EITHER else each == MET for each in masks], dtype=pl.Boolean)
    return Truth(pl.lit(told).gather(place), EITHER not in masks)


def made(operands: Sequence[Few], function: Callable[..., Possible]) -> Few:
    """What a function makes of some values."""
    place, ways = _together(operands)
    return _interned(place, [function(*each) for each in ways])


def chosen(rows: Sequence[tuple[Form, Few]], last: Few) -> Few:
    """The hull of the values that rows still possible give, as a table has it: the first whose condition is met."""
    found = last
    for condition, value in reversed(rows):
        bits = as_mask(condition).expr
        # 0: this row alone, 1: those after it, 2: either
        way = (
            pl.when((bits & (NOT_MET | UNDETERMINED)) == 0)
            .then(0)
            .when((bits & (MET | UNDETERMINED)) == 0)
            .then(1)
            .otherwise(2)
        )
        place, ways = _together([value, found])
        results = [each for one, rest in ways for each in (one, rest, hull([one, rest]))]
        found = _interned(place * 3 + way.cast(pl.UInt32), results)
    return found


def united(ways: Sequence[tuple[pl.Expr, Few]]) -> Few:
    """The hull of the values whose condition holds; of each row at least one does."""
    (reached, first), *others = ways
    found, known = first, reached
    for reached, value in others:
        place, pairs = _together([found, value])
        results = [each for one, more in pairs for each in (one, more, hull([one, more]))]
        way = pl.when(reached & known).then(2).when(reached).then(1).otherwise(0)
        found = _interned(place * 3 + way.cast(pl.UInt32), results)
        known = known | reached
    return found


def as_number(value: Few, outside: bool = False) -> Num:
    """The same as ends of an interval. Raises Beyond for outcomes outside the order, unless they count as no value."""
    others = [each.others is None or each.others != NOTHING for each in value.table]
    if any(others) and not outside:
        raise Beyond("construct", "ngoài bậc")
    plain = [Possible(each.low, each.high, each.ordered) for each in value.table]
    ends = [end for each in plain if each.ordered for end in (each.low, each.high)]
    if any(end is None or end % 1 for end in ends):
        raise Beyond("construct", "ngoài bậc")

    def told(values: Sequence[object], dtype: type[pl.DataType]) -> pl.Expr:
        return pl.lit(pl.Series(values, dtype=dtype)).gather(value.expr)

    lows, highs = ([0 if not each.ordered else int(getattr(each, end)) for each in plain] for end in ("low", "high"))
    low = told(lows, pl.Int64)
    absent = [each.absent or other for each, other in zip(value.table, others, strict=True)]
    flags = ([each.ordered for each in plain], absent, [each.undetermined for each in value.table])
    return Num(
        low,
        low if lows == highs else told(highs, pl.Int64),
        Fraction(1),
        (min(lows), max(highs)),
        ordered=None if all(flags[0]) else told(flags[0], pl.Boolean),
        absent=told(flags[1], pl.Boolean) if any(flags[1]) else None,
        undetermined=told(flags[2], pl.Boolean) if any(flags[2]) else None,
    )


def _together(operands: Sequence[Few]) -> tuple[pl.Expr, list[tuple[Possible, ...]]]:
    """One place for some values together, and what stands at each."""
    if prod(len(each.table) for each in operands) > MOST:
        raise Beyond("construct", "nhiều giá trị")
    place = operands[0].expr.cast(pl.UInt32)
    for each in operands[1:]:
        place = place * len(each.table) + each.expr.cast(pl.UInt32)
    return place, list(product(*(each.table for each in operands)))


def _interned(place: pl.Expr, results: Sequence[Possible]) -> Few:
    table = {each: at for at, each in enumerate(dict.fromkeys(results))}
    if len(table) == len(results):
        return Few(place, tuple(table))
    return Few(pl.lit(pl.Series([table[each] for each in results], dtype=pl.UInt32)).gather(place), tuple(table))


NONE_SAID = same(NO_VALUE)
"""No answer, in every row."""
