"""Units of numbers, and what arithmetic makes of them."""

from collections.abc import Mapping
from typing import Literal

from thidua_rules.facts.vocabulary import Kind

Unit = Literal["plain", "percent", "money", "either"]
UNITS: Mapping[Kind, Unit] = {
    Kind.INTEGER: "plain",
    Kind.NUMBER: "plain",
    Kind.PERCENT: "percent",
    Kind.MONEY: "money",
}

UNIT_WORDS: Mapping[Unit, str] = {"plain": "số", "percent": "phần trăm", "money": "tiền", "either": "thương số"}


def combined(operator: str, a: Unit, b: Unit) -> Unit | None:
    """The unit of a sum, product or quotient; None if there is no such thing."""
    if operator in ("+", "−"):
        if a == b:
            return a
        return None if "either" not in (a, b) or "money" in (a, b) else (b if a == "either" else a)
    if operator == "×":
        if "money" in (a, b):
            return None if a == b else "money"
        if a == b:
            return a
        return "either" if "either" in (a, b) and "plain" not in (a, b) else "plain"
    if a == b:
        return "either"
    return None if b == "money" else a
