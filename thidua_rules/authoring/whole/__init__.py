"""What is found of a ruleset as a whole, beyond the faults of its single parts."""

from collections.abc import Callable, Iterable, Iterator

from thidua_rules.api import Ruleset
from thidua_rules.authoring.whole.alike import near_names
from thidua_rules.authoring.whole.finding import Finding, after_acceptance
from thidua_rules.authoring.whole.quotas import empty_quotas
from thidua_rules.authoring.whole.twice import given_twice
from thidua_rules.authoring.whole.usage import unasked, unused
from thidua_rules.ruleset.checks.table_checks import table_findings

FINDERS: tuple[Callable[[Ruleset], Iterable[Finding]], ...] = (
    lambda rules: (Finding(each, str(each.arguments["name"])) for each in table_findings(rules.model)),
    empty_quotas,
    unused,
    unasked,
    near_names,
    given_twice,
)


def whole_findings(rules: Ruleset) -> Iterator[Finding]:
    """Everything found of a ruleset as a whole, what is accepted (`chấp nhận`) as notes."""
    yield from after_acceptance(rules.model, (each for finder in FINDERS for each in finder(rules)))


__all__ = ["FINDERS", "Finding", "whole_findings"]
