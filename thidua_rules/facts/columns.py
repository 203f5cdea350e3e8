"""One field read many times over: what a value says is worked out once for all its like.

The meaning of a value is the codec's alone; here are only the ways round it where it could say nothing new.
"""

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua_rules.facts._refusal import Refusal
from thidua_rules.facts.case import Between
from thidua_rules.facts.keys import code
from thidua_rules.facts.vocabulary import FactType, Field, Kind

_REMEMBERED = (str, int, float, Decimal, bool, datetime.date, type(None))
"""Types whose values mean the same when they are equal; subclasses may see that otherwise."""
_MEASURED = (float, Decimal, Fraction)
_MOST_WHOLE = 10**30 - 1


class Column:
    """Reads the values of one field, or the codes of a type if there is none, by the function that reads one."""

    def __init__(self, read_one: Callable[[Any], Any], field: Field | None = None) -> None:
        self._read_one = read_one
        self._doubted = False
        self._by_type = _ByType(self._one)
        self._kept, self._range = _kept_as_they_are(field)

    def read(self, values: Sequence[Any]) -> Sequence[Any]:
        """The slot of each value, or the Refusal of it."""
        by_type, kinds = self._by_type, set(map(type, values))
        if len(kinds) == 1 and kinds == self._kept and self.keeps(next(iter(kinds)), min(values), max(values)):
            return values
        try:
            if len(kinds) == 1:
                return list(map(by_type[kinds.pop()].__getitem__, values))
            return [by_type[type(value)][value] for value in values]
        except TypeError:
            # a signalling NaN cannot be looked up
            return list(map(self._one, values))

    def keeps(self, kind: type, least: Any, greatest: Any) -> bool:
        """Whether values of a type, from the least to the greatest, are slots already."""
        return kind in self._kept and self._range[0] <= least and greatest <= self._range[1]

    def doubtful(self, values: Sequence[Any], slots: Sequence[Any]) -> list[int]:
        """Which of the values were refused, or are finer than the field, so that an interval stands for them."""
        if not self._doubted:
            return []
        pairs = enumerate(zip(values, slots, strict=True))
        return [number for number, (value, slot) in pairs if _is_doubtful(value, slot)]

    def _one(self, value: Any) -> Any:
        try:
            slot = self._read_one(value)
        except Refusal as refusal:
            slot = refusal
        self._doubted = self._doubted or _is_doubtful(value, slot)
        return slot


def code_column(fact_type: FactType) -> Column:
    """The codes of a type, None where there is none."""

    def read_one(value: Any) -> str | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if fact_type.single:
            raise Refusal("FACT-53", type=fact_type.name)
        if fact_type.key:
            raise Refusal("FACT-27", type=fact_type.name, fields=", ".join(fact_type.key))
        return code(value)

    return Column(read_one)


def _is_doubtful(value: object, slot: object) -> bool:
    return isinstance(slot, Refusal) or (isinstance(slot, Between) and isinstance(value, _MEASURED))


def _kept_as_they_are(field: Field | None) -> tuple[set[type], tuple[Any, Any]]:
    """The type of values that are slots already, and between which ends."""
    if field is None or not (field.kind.is_number or field.kind is Kind.BOOLEAN):
        return set(), (0, 0)
    if field.kind is Kind.BOOLEAN:
        return {bool}, (False, True)
    low = -_MOST_WHOLE if field.low is None else max(field.low, -_MOST_WHOLE)
    high = _MOST_WHOLE if field.high is None else min(field.high, _MOST_WHOLE)
    return {int}, (low, high)


class _ByType(dict[type, Any]):
    """For each type of values, what leads from a value to its slot."""

    def __init__(self, read_one: Callable[[Any], Any]) -> None:
        self._read_one = read_one

    def __missing__(self, kind: type) -> Any:
        made = self[kind] = (_Remembering if kind in _REMEMBERED else _Forgetting)(self._read_one)
        return made


class _Remembering(dict[Any, Any]):
    """Slots by value. A refusal quotes the value as it was written, and is made for each anew."""

    def __init__(self, read_one: Callable[[Any], Any]) -> None:
        self._read_one = read_one

    def __missing__(self, value: Any) -> Any:
        slot = self._read_one(value)
        if not isinstance(slot, Refusal):
            self[value] = slot
        return slot


class _Forgetting:
    """Values that are looked at each for itself."""

    def __init__(self, read_one: Callable[[Any], Any]) -> None:
        self._read_one = read_one

    def __getitem__(self, value: Any) -> Any:
        return self._read_one(value)
