"""Checking a ruleset: every fault, every clause accounted for, and what its authors decided or left out."""

import os

from attrs import frozen

from thidua_rules.api import Ruleset, usable
from thidua_rules.authoring.scenarios import check_scenario, read_scenarios
from thidua_rules.authoring.whole import Finder, Finding, whole_findings
from thidua_rules.diagnostics import Diagnostic, Severity, distinct
from thidua_rules.ruleset.checks.coverage import ClauseReport, clause_findings, clause_report, notes
from thidua_rules.ruleset.files import catalogue
from thidua_rules.ruleset.files.disk import Disk
from thidua_rules.ruleset.files.shelf import Shelf
from thidua_rules.ruleset.reading import read_ruleset
from thidua_rules.ruleset.sections.parameters import undated_findings


@frozen
class CheckReport:
    """What checking found: the ruleset if it can be used, all findings, and the clauses of its sources.

    `whole` are those findings that are about the ruleset as a whole, with what shows them.
    """

    ruleset: Ruleset | None
    findings: tuple[Diagnostic, ...]
    clauses: tuple[ClauseReport, ...] = ()
    whole: tuple[Finding, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether there is no error and no warning; notes do not count."""
        return all(each.severity is Severity.NOTE for each in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings there are of a severity."""
        return sum(each.severity is severity for each in self.findings)

    def cited(self) -> dict[str, tuple[int, int]]:
        """By document, how many of its clauses are cited, of how many."""
        found: dict[str, tuple[int, int]] = {}
        for each in self.clauses:
            cited, count = found.get(each.document, (0, 0))
            found[each.document] = (cited + bool(each.cited_by), count + 1)
        return found


def check(reference: str | os.PathLike[str], shelf: Shelf | None = None, more: Finder | None = None) -> CheckReport:
    """Check the ruleset of an id or path, and that its scenarios can be run; UsageError if there is no such ruleset.

    `shelf` is where its files lie, if not on the disk; `more` looks at it as a whole too, as a solver does.
    """
    shelf = shelf or Disk()
    choice = catalogue.find(reference)
    ruleset, findings = usable(*read_ruleset(choice.location, shelf))
    findings = findings if choice.doubt is None else (choice.doubt, *findings)
    if ruleset is None:
        return CheckReport(None, findings)
    scenarios: list[Diagnostic] = []
    for path in ruleset.model.scenario_files:
        read, faults = read_scenarios(path, shelf.content(path))
        scenarios.extend(faults)
        scenarios.extend(fault for each in read for fault in check_scenario(each, ruleset))
    whole = tuple(whole_findings(ruleset, more))
    parts = (*clause_findings(ruleset.model), *undated_findings(ruleset.model))
    told = (*parts, *(each.diagnostic for each in whole))
    everything = distinct((*findings, *told, *scenarios, *notes(ruleset.model)))
    return CheckReport(ruleset, everything, clause_report(ruleset.model), whole)
