"""What is found of a ruleset as a whole, beyond the faults of its single parts."""

from collections.abc import Callable, Iterable, Iterator

from thidua_rules.api import Ruleset
from thidua_rules.authoring.whole.alike import near_names
from thidua_rules.authoring.whole.finding import Finding, after_acceptance, is_accepted
from thidua_rules.authoring.whole.quotas import empty_quotas
from thidua_rules.authoring.whole.showing import of_table
from thidua_rules.authoring.whole.twice import given_twice
from thidua_rules.authoring.whole.usage import unasked, unused
from thidua_rules.ruleset.checks.table_checks import table_findings

Finder = Callable[[Ruleset], Iterable[Finding]]
"""Looks at a ruleset as a whole."""


def _tables(rules: Ruleset) -> Iterator[Finding]:
    """What is found of tables; what no row takes, and what two of them do, with a dossier."""
    for each in table_findings(rules.model):
        about = str(each.arguments["name"])
        shown = each.code != "TABLE-01" and not is_accepted(rules.model, each.code, about)
        yield Finding(each, about, of_table(rules, each) if shown else None)


FINDERS: tuple[Finder, ...] = (
    _tables,
    empty_quotas,
    unused,
    unasked,
    near_names,
    given_twice,
)


def whole_findings(rules: Ruleset, more: Finder | None = None) -> Iterator[Finding]:
    """Everything found of a ruleset as a whole, by `more` (a solver) too, what is accepted (`chấp nhận`) as notes."""
    finders = FINDERS if more is None else (*FINDERS, more)
    yield from after_acceptance(rules.model, (each for finder in finders for each in finder(rules)), more is not None)


__all__ = ["FINDERS", "Finder", "Finding", "whole_findings"]
