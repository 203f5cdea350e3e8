"""Columns read back: the mask, or what is known of a value, of every row."""

from fractions import Fraction
from typing import Any

import polars as pl

from thidua_rules.executors.columnar.few import Few
from thidua_rules.executors.columnar.masks import Form, as_mask
from thidua_rules.executors.columnar.numbers import plain_number, possible_of
from thidua_rules.executors.columnar.quotients import Quotient
from thidua_rules.executors.columnar.sheets import Sheet
from thidua_rules.executors.columnar.ways import Known
from thidua_rules.values import NO_VALUE, Possible, point


def masks_of(sheet: Sheet, form: Form) -> pl.Series:
    """The mask of every subject."""
    return sheet.done().select(as_mask(form).expr.cast(pl.UInt8)).to_series()


def values_of(sheet: Sheet, number: Known) -> list[Possible]:
    """What is known of a value of every subject."""
    if isinstance(number, Few):
        places = sheet.done().select(number.expr).to_series().to_list()
        return [number.table[each] for each in places]
    if isinstance(number, Quotient):
        pairs = sheet.done().select(number.top.low.alias("a"), number.bottom.low.alias("b")).iter_rows()
        unit = number.top.unit / number.bottom.unit
        return [NO_VALUE if not b else point(plain_number(Fraction(a, b) * unit)) for a, b in pairs]
    flags = {
        "ordered": pl.lit(True) if number.ordered is None else number.ordered,
        "absent": pl.lit(False) if number.absent is None else number.absent,
        "undetermined": pl.lit(False) if number.undetermined is None else number.undetermined,
    }
    every = pl.int_range(pl.len()).alias("dòng")
    table: Any = sheet.done().select(every, low=number.low, high=number.high, **flags)
    return [possible_of(row, number.unit) for row in table.iter_rows(named=True)]
