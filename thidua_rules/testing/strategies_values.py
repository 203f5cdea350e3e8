"""Hypothesis strategies for the values of one field, and for what a case may hold of it."""

import datetime
from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from thidua_rules.facts._numbers import decimals_of
from thidua_rules.facts.case import Between, OneOf, Slot
from thidua_rules.facts.codec import encode
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.values import ABSENT

DAY = datetime.date(2022, 1, 15)
_WORDS = ("a", "b", "Nguyễn Văn A", "1.000", "x = “y”\nz")


def values(field: Field, *, on: datetime.date = DAY) -> st.SearchStrategy[Slot]:
    """Single values of a field, as a case holds them; numbers near its bounds come often, dates lie around `on`.

    `không có` is among them where declared. A reference has no values of its own: InvalidArgument.
    """
    require(isinstance(field, Field), f"field must be a Field, not {field!r}")
    require(field.kind is not Kind.REFERENCE, f"`{field.name}` is a reference: its values are subjects of a case")
    found = single_values(field, on)
    return st.one_of(found, found, found, st.just(ABSENT)) if field.may_be_absent else found


def slots(field: Field, *, on: datetime.date = DAY, complete: bool = False) -> st.SearchStrategy[Slot]:
    """What a case may hold of a field that is no reference: missing, a value, an interval, a set.

    `complete`: a single value (`không có` included).
    """
    single = values(field, on=on)
    if complete:
        return single
    partial: list[st.SearchStrategy[Slot]] = []
    if field.kind.is_ordered:
        inner = evolve(field, may_be_absent=False, outside=())
        end = st.one_of(st.none(), single_values(inner, on))
        partial.append(st.tuples(end, end).map(interval))
    if field.kind is not Kind.BOOLEAN:
        plain = single.filter(lambda slot: not (isinstance(slot, str) and set("“”") & set(slot)))
        partial.append(st.frozensets(plain, min_size=1, max_size=3).map(subset))
    return st.one_of(st.none(), single, single, single, *partial)


def single_values(field: Field, on: datetime.date) -> st.SearchStrategy[Any]:
    """Values of a field that is no reference, without `không có`."""
    kind = field.kind
    if kind is Kind.BOOLEAN:
        return st.booleans()
    if kind is Kind.GRADE:
        low, high = _ends(field, 0, len(field.options) - 1)
        return st.sampled_from([*range(low, high + 1), *(-1 - n for n in range(len(field.outside)))])
    if field.options:
        return st.sampled_from(field.options)
    if kind in (Kind.TEXT, Kind.TITLE):
        return st.sampled_from(_WORDS[:3] if kind is Kind.TITLE else _WORDS)
    if kind is Kind.DATE:
        return st.integers(*_ends(field, on.toordinal() - 800, on.toordinal() + 200))
    if kind.is_period:
        now = _ordinal(kind, on)
        return st.integers(*_ends(field, now - 4, now + 1))
    grain = 10 ** decimals_of(field)
    low, high = _ends(evolve(field, low=_times(field.low, grain), high=_times(field.high, grain)), 0, 200 * grain)
    number = st.one_of(st.sampled_from([low, high]), st.integers(low, high))
    return number.map(lambda steps: encode(field, Fraction(steps, grain)))


def _ordinal(kind: Kind, on: datetime.date) -> int:
    months = {Kind.MONTH: 12, Kind.QUARTER: 4}.get(kind, 1)
    return on.year * months + (on.month - 1) * months // 12 if months > 1 else on.year


def _times(bound: Fraction | None, grain: int) -> Fraction | None:
    return None if bound is None else bound * grain


def _ends(field: Field, low: int, high: int) -> tuple[int, int]:
    """The part of a usual range that lies in the bounds of a field, or the part of the bounds nearest to it."""
    least = None if field.low is None else ceil(field.low)
    most = None if field.high is None else floor(field.high)
    span = high - low
    low = low if least is None else max(low, least)
    high = high if most is None else min(high, most)
    if low > high:
        low = low if most is None else max(most - span, least if least is not None else most - span)
        high = low + span if most is None else most
    return low, high


def interval(ends: tuple[Any, Any]) -> Slot:
    """The slot for two ends in either order; None is no end."""
    low, high = ends
    if low is None and high is None:
        return None
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
        if low == high:
            return low  # type: ignore[no-any-return]
    return Between(low, high)


def subset(members: Iterable[Any]) -> Slot:
    """The slot for one of these values."""
    found = frozenset(members)
    return next(iter(found)) if len(found) == 1 else OneOf(found)


def require(condition: bool, message: str) -> None:
    """InvalidArgument unless the condition holds."""
    if not condition:
        from hypothesis.errors import InvalidArgument

        raise InvalidArgument(message)
