"""Outcomes of conditions as columns, and how they combine.

Most conditions are met, not met or one of both: a Boolean column, null where both are possible, on which `&`, `|` and
`~` of Polars are the connectives of `values` exactly. What may also be undetermined or not applicable is a column of
the masks themselves, combined by the tables of `values`.
"""

from collections.abc import Callable, Sequence
from functools import cache

import polars as pl
from attrs import frozen

from thidua_rules.values import (
    APPLIED,
    BOTH,
    EITHER,
    EITHER_OF,
    MET,
    NEGATED,
    NOT_APPLICABLE,
    NOT_MET,
    UNDETERMINED,
    excused,
    guarded,
    outcomes,
)


@frozen(eq=False)
class Truth:
    """Met, not met, or (null) one of both; `definite` if there are surely no nulls."""

    expr: pl.Expr
    definite: bool = False


@frozen(eq=False)
class Mask:
    """The mask of a condition or node; `reach` has every outcome that may stand in it, `single` says: one in a row."""

    expr: pl.Expr
    reach: int
    single: bool = False


@frozen(eq=False)
class Guarded:
    """A node that is `truth` where `guard` is met, not applicable where it is not, and either where it may be."""

    truth: Truth
    guard: Truth


Form = Truth | Mask | Guarded
TRUE, FALSE = Truth(pl.lit(True), True), Truth(pl.lit(False), True)


def constant(mask: int) -> Form:
    """The same mask in every row."""
    if mask & ~EITHER:
        return Mask(pl.lit(mask, dtype=pl.UInt8), mask)
    return Truth(pl.lit(None if mask == EITHER else mask == MET, dtype=pl.Boolean), mask != EITHER)


def as_mask(form: Form) -> Mask:
    """The masks themselves."""
    match form:
        case Truth(expr, definite):
            bits = 2 - expr.cast(pl.UInt8)
            return Mask(bits if definite else bits.fill_null(3), EITHER)
        case Guarded(truth, guard):
            return _paired(guarded, guard, truth, EITHER | NOT_APPLICABLE)
    return form


def as_truth(form: Form) -> Truth | None:
    """The Boolean column of a form that is only met or not met; None if it may be more."""
    if isinstance(form, Mask) and not form.reach & ~EITHER:
        if form.single:
            return Truth(form.expr == MET, True)
        definite = form.reach != EITHER
        return Truth(pl.when(form.expr != EITHER).then(form.expr == MET), definite)
    return form if isinstance(form, Truth) else None


@cache
def _table(operation: Callable[[int, int], int]) -> pl.Series:
    found = [operation(a, b) if a and b else 0 for a in range(16) for b in range(16)]
    return pl.Series(found, dtype=pl.UInt8)


def _paired(operation: Callable[[int, int], int], a: Form, b: Form, reach: int) -> Mask:
    one, other = as_mask(a), as_mask(b)
    return Mask(pl.lit(_table(operation)).gather(one.expr.cast(pl.UInt32) * 16 + other.expr), reach)


def mapped(operation: Sequence[int], form: Form) -> Mask:
    """What a table of 16 makes of each mask."""
    mask = as_mask(form)
    reach = 0
    for bit in outcomes(mask.reach):
        reach |= operation[bit]
    told = pl.lit(pl.Series(list(operation), dtype=pl.UInt8)).gather(mask.expr.cast(pl.UInt32))
    return Mask(told, reach, mask.single)


def negated(form: Form) -> Form:
    """Not."""
    return Truth(~form.expr, form.definite) if isinstance(form, Truth) else mapped(NEGATED, form)


def applied(form: Form) -> Form:
    """A conclusion within a condition: not applicable counts as not met."""
    if isinstance(form, Truth):
        return form
    if isinstance(form, Guarded):
        return Truth(form.truth.expr & form.guard.expr, form.truth.definite and form.guard.definite)
    found = mapped(APPLIED, form)
    return as_truth(found) or found


def both(a: Form, b: Form) -> Form:
    """Both, of conditions or nodes."""
    if isinstance(a, Truth) and isinstance(b, Truth):
        return Truth(a.expr & b.expr, a.definite and b.definite)
    return _paired(lambda_of(BOTH), a, b, as_mask(a).reach | as_mask(b).reach)


def either(a: Form, b: Form) -> Form:
    """At least one of both."""
    if isinstance(a, Truth) and isinstance(b, Truth):
        return Truth(a.expr | b.expr, a.definite and b.definite)
    return _paired(lambda_of(EITHER_OF), a, b, as_mask(a).reach | as_mask(b).reach)


_TABLES: dict[int, Callable[[int, int], int]] = {}


def lambda_of(table: tuple[tuple[int, ...], ...]) -> Callable[[int, int], int]:
    """A table of `values` as a function, the same one each time."""
    return _TABLES.setdefault(id(table), lambda a, b: table[a][b])


def combined(group: str, least: int, children: Sequence[Form]) -> Form:
    """How children make their group, as `semantics.evaluation.combine` has it."""
    if group == "none":
        return negated(combined("any", least, children))
    # beside a child that surely applies, one that does not counts as met (of all) or as not met (of any)
    plain = [_beside(group, each) for each in children]
    if any(isinstance(each, Truth) for each in children) and None not in plain:
        return _of_truths(group, least, [each for each in plain if each is not None])
    if group == "at_least":
        return _at_least(least, [as_mask(each) for each in children])
    # in any order they make the same; those that are Boolean columns are cheap together, so they come first
    found, *others = sorted(children, key=lambda child: not isinstance(child, Truth))
    for each in others:
        found = both(found, each) if group == "all" else either(found, each)
    return found


def _beside(group: str, child: Form) -> Truth | None:
    if isinstance(child, Guarded):
        definite = child.truth.definite and child.guard.definite
        if group == "all":
            return Truth(child.truth.expr | ~child.guard.expr, definite)
        return Truth(child.truth.expr & child.guard.expr, definite)
    return child if isinstance(child, Truth) else None


def _of_truths(group: str, least: int, children: Sequence[Truth]) -> Truth:
    found = children[0]
    if group == "at_least":
        surely = pl.sum_horizontal(each.expr.cast(pl.UInt16).fill_null(0) for each in children)
        perhaps = pl.sum_horizontal(each.expr.cast(pl.UInt16).fill_null(1) for each in children)
        definite = all(each.definite for each in children)
        return two_sided(surely >= least, perhaps < least, definite)
    for each in children[1:]:
        step = both(found, each) if group == "all" else either(found, each)
        assert isinstance(step, Truth)
        found = step
    return found


def _at_least(least: int, children: Sequence[Mask]) -> Mask:
    """At least so many, of children of which some may be undetermined or not apply: as `values.at_least` has it."""

    def number(of: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
        return pl.sum_horizontal(of(each.expr).cast(pl.Int32) for each in children)

    met = number(lambda mask: (mask & MET) > 0)
    sure = number(lambda mask: mask == MET)
    open_ = number(lambda mask: (mask & UNDETERMINED) > 0)
    # beside those that may be open: how many may be met
    more = number(lambda mask: (mask & (MET | UNDETERMINED)) == MET)
    forced = number(lambda mask: (mask & (NOT_MET | NOT_APPLICABLE)) == 0)
    failing = number(lambda mask: (mask & NOT_MET) > 0)
    applying = number(lambda mask: (mask & (MET | UNDETERMINED)) > 0)
    some = (forced >= 1) | (failing >= 1) | (pl.lit(least > 1) & (applying >= 1))
    bits = {
        MET: met >= least,
        NOT_MET: (forced < least) & some,
        NOT_APPLICABLE: number(lambda mask: (mask & NOT_APPLICABLE) > 0) == len(children),
        UNDETERMINED: (open_ >= 1) & (sure < least) & (more + open_ >= least),
    }
    mask = pl.sum_horizontal(holds.cast(pl.UInt8) * bit for bit, holds in bits.items()).cast(pl.UInt8)
    reach = NOT_MET
    for each in children:
        reach |= each.reach
    return Mask(mask, reach)


def two_sided(surely: pl.Expr, never: pl.Expr, definite: bool) -> Truth:
    """True where it surely holds, False where it surely does not, else null."""
    return Truth(surely, True) if definite else Truth(pl.when(surely | never).then(surely))


def _excused(mask: int, exception: int) -> int:
    return excused(mask, [exception])


def under_exception(form: Form, exception: Form) -> Form:
    """A requirement under `trừ khi`."""
    met = applied(exception)
    if isinstance(form, Truth) and isinstance(met, Truth):
        return either(form, met)
    return _paired(_excused, form, met, as_mask(form).reach | as_mask(met).reach)


def under_guard(guard: Form, form: Form) -> Form:
    """A node under `áp dụng khi`."""
    if isinstance(guard, Truth) and isinstance(form, Truth):
        return Guarded(form, guard)
    return _paired(guarded, guard, form, as_mask(form).reach | NOT_APPLICABLE)


def of_bits(met: pl.Expr, not_met: pl.Expr, undetermined: pl.Expr | None) -> Form:
    """A mask from whether each outcome is possible; at least one is."""
    if undetermined is None:
        return Truth(pl.when(met != not_met).then(met))
    bits = met.cast(pl.UInt8) + not_met.cast(pl.UInt8) * NOT_MET + undetermined.cast(pl.UInt8) * UNDETERMINED
    return Mask(bits, EITHER | UNDETERMINED)
