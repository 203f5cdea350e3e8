"""Quotients of columns, which are compared or rounded and never divided; where the divisor is 0 there is no answer."""

from fractions import Fraction

import polars as pl
from attrs import evolve, frozen

from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import Form, Mask, Truth, as_mask
from thidua_rules.executors.columnar.numbers import Num, compare, fixed, multiply, within
from thidua_rules.values import EITHER, UNDETERMINED, Comparison, Rounding, point


@frozen(eq=False)
class Quotient:
    """One number by another that is not below 0; both are known in every row."""

    top: Num
    bottom: Num

    def times(self, factor: Fraction) -> "Quotient":
        """The product with a number other than 0."""
        return evolve(self, top=self.top.times(factor))


def quotient(top: Num, bottom: Num) -> Quotient:
    """The quotient of two numbers. Raises Beyond where one is not known, or the divisor may be below 0."""
    if not (top.is_plain and bottom.is_plain) or bottom.ends[0] < 0:
        raise Beyond("construct", "/")
    return Quotient(top, bottom)


def as_quotient(value: "Num | Quotient") -> Quotient:
    """A number as a quotient by 1."""
    return value if isinstance(value, Quotient) else quotient(value, fixed(point(1)))


def compared(comparison: Comparison, one: Quotient, other: Quotient) -> Form:
    """A comparison, by products."""
    form = compare(comparison, multiply(one.top, other.bottom), multiply(other.top, one.bottom))
    assert isinstance(form, Truth)
    if one.bottom.ends[0] > 0 and other.bottom.ends[0] > 0:
        return form
    empty = (one.bottom.low == 0) | (other.bottom.low == 0)
    bits = pl.when(empty).then(pl.lit(UNDETERMINED, dtype=pl.UInt8)).otherwise(as_mask(form).expr)
    return Mask(bits, EITHER | UNDETERMINED)


def rounded(value: Quotient, step: Fraction, rounding: Rounding) -> Num:
    """The quotient as a multiple of `step`."""
    share = value.top.unit / value.bottom.unit / step
    p, q = share.numerator, share.denominator
    most = max(map(abs, value.top.ends)) * p * 2 + value.bottom.ends[1] * q * 2
    within((-most, most))
    top, bottom = value.top.low.cast(pl.Int64) * p, value.bottom.low.cast(pl.Int64) * q
    if rounding is Rounding.DOWN:
        whole = top.floordiv(bottom)
    elif rounding is Rounding.UP:
        whole = -((-top).floordiv(bottom))
    else:
        whole = (top * 2 + bottom).floordiv(bottom * 2)
    found = Num(whole, whole, step, (-most - 1, most + 1))
    if value.bottom.ends[0] > 0:
        return found
    empty = value.bottom.low == 0
    return evolve(found, ordered=~empty, undetermined=empty)
