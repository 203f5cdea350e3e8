"""From what a case holds of a field to what the rules compute with: slots and domains as possible values.

A percentage is lifted to a fraction of one (98,5% is 985/1000); dates, periods and grades are their ordinals;
choices, texts, titles and references are outcomes without order.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from thidua_rules.facts.case import Between, OneOf, Slot
from thidua_rules.facts.texts import Text
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.values import ABSENT, NONE_KNOWN, Number, Possible, options, point


@lru_cache(maxsize=4096)
def domain(field: Field) -> Possible:
    """All values that a field may take: what a missing fact is."""
    if field.kind is Kind.GRADE:
        outside = frozenset(-1 - position for position in range(len(field.outside)))
        return Possible(0, len(field.options) - 1, bool(field.options), outside, field.may_be_absent)
    if field.kind.is_ordered:
        return Possible(_bound(field, field.low), _bound(field, field.high), absent=field.may_be_absent)
    # texts, and references to subjects that may not exist yet, are open
    closed = frozenset(field.options) if field.options else None
    return Possible(ordered=False, others=closed, absent=field.may_be_absent)


def lift(field: Field, slot: Slot) -> Possible:
    """What is known of one value; a missing one is the whole domain of its field."""
    if slot is None:
        return domain(field)
    if slot is ABSENT:
        return NONE_KNOWN
    if isinstance(slot, Between):
        whole = domain(field)
        low = whole.low if slot.low is None else number(field, slot.low)
        high = whole.high if slot.high is None else number(field, slot.high)
        return Possible(low, high)
    if isinstance(slot, OneOf):
        return _one_of(field, slot.values)
    if not field.kind.is_ordered:
        return options((_unordered(field, slot),))
    value = number(field, slot)
    return options((value,)) if field.kind is Kind.GRADE and value < 0 else point(value)


def _unordered(field: Field, value: Any) -> Any:
    """What rules compare, for a slot that is one value of a field without an order."""
    return Text(value) if field.kind is Kind.TEXT and isinstance(value, str) else value


def number(field: Field, slot: Any) -> Number:
    """The number that rules compute with, for a slot that is one value of an ordered field."""
    if field.kind is Kind.PERCENT:
        return _plain(Fraction(slot) / 100)
    return slot if isinstance(slot, int) else _plain(Fraction(slot))


def _one_of(field: Field, values: frozenset[Any]) -> Possible:
    absent = ABSENT in values
    known = values - {ABSENT}
    if not field.kind.is_ordered:
        return Possible(ordered=False, others=frozenset(_unordered(field, each) for each in known), absent=absent)
    numbers = {number(field, value) for value in known}
    outside = frozenset(each for each in numbers if each < 0) if field.kind is Kind.GRADE else frozenset()
    inside = numbers - outside
    if not inside:
        return Possible(ordered=False, others=outside, absent=absent)
    return Possible(min(inside), max(inside), others=outside, absent=absent)


def _bound(field: Field, bound: Fraction | None) -> Number | None:
    if bound is None:
        return None
    return _plain(bound / 100 if field.kind is Kind.PERCENT else bound)


def _plain(value: Fraction | Decimal) -> Number:
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else exact


def slot_of(field: Field, value: Number) -> Slot:
    """The slot of an ordered field that lifts to this number; the number must fit the field's decimals."""
    if field.kind is Kind.PERCENT:
        value = Fraction(value) * 100
    if not field.kind.is_number:
        return int(value)
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else Decimal(exact.numerator) / Decimal(exact.denominator)
