"""How rounding is written (`làm tròn`): a direction, and the number whose multiple the result is."""

from decimal import Decimal

from thidua_rules.conditions import ConditionError, NameTable, parse
from thidua_rules.conditions.nodes import NumberLiteral
from thidua_rules.ruleset.files.forms import Reader, suggestion
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_tree import Node
from thidua_rules.values import Rounding

_WORDS = {fold(each.value): each for each in Rounding}
NO_ROUNDING: tuple[Rounding | None, Decimal] = (None, Decimal(1))
"""What is read where no rounding is written."""

_TO = f" {fold('đến')} "


def read_rounding(reader: Reader, node: Node, stepped: bool = True) -> tuple[Rounding | None, Decimal]:
    """The direction and step that `xuống`, `lên đến 10.000`, `gần nhất đến 0,25` write; step 1 where none is given.

    None (told) if it cannot be read. Without `stepped` no step may be given.
    """
    text = reader.text(node)
    if text is None:
        return NO_ROUNDING
    word, to, number = fold(text).partition(_TO)
    rounding = _WORDS.get(word)
    step = _step(number) if to else Decimal(1)
    if rounding is None:
        words = [each.value for each in Rounding]
        reader.found.add("QUOTA-10", node.place, text=text, **(_with_to(text) or suggestion(text, words)))
    elif step is None or (to and not stepped):
        reader.found.add("QUOTA-11", node.place, text=text, **(_with_comma(number) if stepped else {}))
    return rounding, step or Decimal(1)


def _with_to(text: str) -> dict[str, str]:
    """The hint for a step without `đến`: `gần nhất 0,25`."""
    for each in Rounding:
        word, number = each.value, fold(text).removeprefix(fold(each.value)).strip()
        if fold(text).startswith(f"{fold(word)} ") and _step(number) is not None:
            return {"hint_vi": f"viết `{word} đến {number}`", "hint_en": f"write `{word} đến {number}`"}
    return {}


def _with_comma(number: str) -> dict[str, str]:
    """The hint for a step with the wrong sign before its decimals, or between its thousands: `0.25`, `10,000`."""
    swapped = number.translate(str.maketrans(".,", ",."))
    if swapped == number or _step(swapped) is None:
        return {}
    return {"hint_vi": f"viết `{swapped}`", "hint_en": f"write `{swapped}`"}


def _step(text: str) -> Decimal | None:
    """The positive number that is written, or None."""
    try:
        tree = parse(text, NameTable.of(()))
    except ConditionError:
        return None
    if isinstance(tree, NumberLiteral) and not tree.percent and tree.value > 0:
        return tree.value
    return None
