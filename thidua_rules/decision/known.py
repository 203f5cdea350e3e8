"""What is known of a value, in the types that people and programs use: days, decimals, labels."""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from attrs import frozen

from thidua_rules.facts._numbers import from_fraction
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.codec import decode
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.values import ABSENT, Number, Possible, is_unlimited

Knowledge = Literal["known", "absent", "undetermined", "unknown"]


@frozen
class Known:
    """What is known of a quantity or rank.

    `status` is `known` (`value` is the one value), `absent` (`value` is ABSENT), `undetermined` (the text gives no
    value, as for the share of nobody) or `unknown` (facts are missing; `value` is None). What is possible is told by
    `low` and `high` (an interval, both ends included, None for no end; both None if nothing in the order is
    possible), `among` (labels, texts and subjects; None for any), and whether `absent` or `undetermined` may be.

    Numbers are int, Decimal, or Fraction where decimals do not end; a percentage is in points (98.5 is 98,5%), money
    in its unit, and `không giới hạn` is Decimal("Infinity"); days are `datetime.date`, periods Period, grades and
    choices their labels. All grades that are possible stand in `among`, and `low` and `high` are the lowest and
    highest of them within the order.
    """

    status: Knowledge
    value: Any = None
    low: Any = None
    high: Any = None
    among: frozenset[Any] | None = frozenset()
    absent: bool = False
    undetermined: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is just one value left, the known absence included."""
        return self.status in ("known", "absent")

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data: exact numbers and days as text, a subject as its key; what is not possible is left
        out. With `low` and `high` null, any value of the order is possible."""
        result: dict[str, Any] = {"status": self.status}
        if self.low is not None or self.high is not None or self._is_any:
            result |= {"low": _written(self.low), "high": _written(self.high)}
        if self.among:
            result["others"] = sorted(str(_written(each)) for each in self.among)
        if self.absent:
            result["absent"] = True
        if self.undetermined:
            result["undetermined"] = True
        return result

    @property
    def _is_any(self) -> bool:
        return self.status == "unknown" and not self.among


def known(type_: ir.ValueType, found: Possible) -> Known:
    """What an executor found of a value of this type, in native values."""
    shape = type_.shape or Field("", "", type_.kind)
    low = None if not found.ordered or found.low is None else _native(shape, found.low)
    high = None if not found.ordered or found.high is None else _native(shape, found.high)
    among = None if found.others is None else frozenset(_label(shape, each) for each in found.others)
    if shape.kind is Kind.GRADE and found.ordered and among is not None:
        first = 0 if found.low is None else int(found.low)
        last = len(shape.options) - 1 if found.high is None else int(found.high)
        among |= frozenset(shape.options[first : last + 1])
        low, high = shape.options[first], shape.options[last]
    status: Knowledge = "unknown"
    value: Any = None
    if found.is_point:
        if found.undetermined:
            status = "undetermined"
        elif found.absent:
            status, value = "absent", ABSENT
        else:
            status = "known"
            value = low if found.ordered else next(iter(among or ()))
    return Known(status, value, low, high, among, found.absent, found.undetermined)


def _native(shape: Field, number: Number) -> Any:
    if not shape.kind.is_number:
        return decode(shape, int(number))
    if is_unlimited(number):
        return Decimal("Infinity")
    exact = Fraction(number) * (100 if shape.kind is Kind.PERCENT else 1)
    return exact if 10**18 % exact.denominator else from_fraction(exact)


def _label(shape: Field, each: Any) -> Any:
    return decode(shape, each) if shape.kind is Kind.GRADE and isinstance(each, int) else each


def _written(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, SubjectId):
        return value.key if isinstance(value.key, str) else "; ".join(map(str, value.key))
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
