"""Keys, values and outcomes as plain data that is read back exactly."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua_rules.facts.case import Key, SubjectId
from thidua_rules.values import Number, Possible
from thidua_rules.values.outcomes import MET, NOT_APPLICABLE, NOT_MET, UNDETERMINED

_OUTCOMES = {MET: "met", NOT_MET: "not_met", NOT_APPLICABLE: "not_applicable", UNDETERMINED: "undetermined"}


def mask_text(mask: int) -> str:
    """The outcomes that are possible: `met`, or `met|not_met`."""
    return "|".join(word for bit, word in _OUTCOMES.items() if mask & bit)


def mask_of(text: str) -> int:
    """The mask that a text of outcomes means; KeyError for anything else."""
    bits = {word: bit for bit, word in _OUTCOMES.items()}
    return sum({bits[each] for each in text.split("|")})


def key_data(key: Key | Any) -> Any:
    """A key, or a part of one."""
    if isinstance(key, SubjectId):
        return {"type": key.type, "key": key_data(key.key)}
    if isinstance(key, tuple):
        return [key_data(each) for each in key]
    return {"number": str(key)} if isinstance(key, Decimal | Fraction) else key


def key_of(data: Any) -> Any:
    """The key that data means."""
    if isinstance(data, dict):
        return Decimal(data["number"]) if "number" in data else SubjectId(str(data["type"]), key_of(data["key"]))
    return tuple(key_of(each) for each in data) if isinstance(data, list) else data


def possible_data(value: Possible) -> dict[str, Any]:
    """What is known of a value; what is not possible is left out, and so are ends that there are not."""
    found: dict[str, Any] = {}
    if value.ordered:
        found["low"], found["high"] = (None if each is None else str(each) for each in (value.low, value.high))
    if value.others is None:
        found["others"] = None
    elif value.others:
        found["others"] = sorted((_other(each) for each in value.others), key=str)
    found |= {name: True for name in ("absent", "undetermined") if getattr(value, name)}
    return found


def possible_of(data: dict[str, Any]) -> Possible:
    """The value that data means."""
    ordered = "low" in data
    low, high = (_number(data[each]) if ordered and data[each] is not None else None for each in ("low", "high"))
    others = None if "others" in data and data["others"] is None else frozenset(map(_another, data.get("others", ())))
    return Possible(low, high, ordered, others, bool(data.get("absent")), bool(data.get("undetermined")))


def _number(text: str) -> Number:
    exact = Fraction(text)
    return int(exact) if exact.denominator == 1 else exact


def _other(value: Any) -> Any:
    return {"fraction": str(value)} if isinstance(value, Fraction) else key_data(value)


def _another(data: Any) -> Any:
    return _number(data["fraction"]) if isinstance(data, dict) and "fraction" in data else key_of(data)
