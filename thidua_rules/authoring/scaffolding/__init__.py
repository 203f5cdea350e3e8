"""New rulesets: the next year's from one that there is, or a small one to begin with."""

from thidua_rules.authoring.scaffolding.drafts import Draft
from thidua_rules.authoring.scaffolding.next_year import next_year
from thidua_rules.authoring.scaffolding.small import PERIODS, Answers, small_ruleset

__all__ = ["PERIODS", "Answers", "Draft", "next_year", "small_ruleset"]
