"""The condition language: text to syntax tree and back."""

from thidua_rules.conditions.faults import ConditionError, Fault
from thidua_rules.conditions.names import NameTable
from thidua_rules.conditions.parser import is_ambiguous_name, parse
from thidua_rules.conditions.printer import print_condition

__all__ = ["ConditionError", "Fault", "NameTable", "is_ambiguous_name", "parse", "print_condition"]
