"""Why, as a person would say it: the causes that a proof holds, between the proof and its wording."""

from thidua_rules.reasons.causes import Cause, Explanation
from thidua_rules.reasons.finding import explain

__all__ = ["Cause", "Explanation", "explain"]
