"""Hypothesis strategies for the facts of any vocabulary: cases, facts added to them, and revisions of them.

Every case drawn is valid: values lie in their domains, references point at somebody who exists, and each missing
reference still has somebody it may point at.
"""

from thidua_rules.facts.completions import has_completion
from thidua_rules.testing.strategies_cases import PERIOD, cases
from thidua_rules.testing.strategies_changes import narrowings, revisions
from thidua_rules.testing.strategies_values import DAY, slots, values

__all__ = ["DAY", "PERIOD", "cases", "has_completion", "narrowings", "revisions", "slots", "values"]
