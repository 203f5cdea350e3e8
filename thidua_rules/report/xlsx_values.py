"""What is known of a value as a cell that can be sorted and summed: numbers and days as such, anything else as text."""

import datetime
from decimal import Decimal

from thidua_rules.decision.known import known
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.report.messages import MARK
from thidua_rules.report.wording import value_words
from thidua_rules.report.xlsx_styles import Cell, number
from thidua_rules.values import Possible, Status


def value_cell(type_: ir.ValueType, value: Possible, lang: str) -> Cell:
    """A number exactly as it is, or as text where a workbook would round it; with a question mark what is not known."""
    words = value_words(type_, value, lang)
    if not value.is_point:
        return Cell(f"{MARK[Status.UNKNOWN]} {words}", "text", Status.UNKNOWN)
    native = known(type_, value).value
    if isinstance(native, datetime.date):
        return Cell(native, "number", format="dd/mm/yyyy")
    if isinstance(native, int | Decimal) and Decimal(native).is_finite():
        percent = type_.kind is Kind.PERCENT
        exact = Decimal(native) / 100 if percent else Decimal(native)
        found = number(exact, f"0{_places(Decimal(native))}%" if percent else None)
        if found is not None:
            return found
    return Cell(words)


def _places(value: Decimal) -> str:
    exponent = value.normalize().as_tuple().exponent
    places = max(-exponent, 0) if isinstance(exponent, int) else 0
    return "." + "0" * places if places else ""
