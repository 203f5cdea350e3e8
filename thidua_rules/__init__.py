"""Criteria for awards as data that decides: rules over typed facts, verdicts with proofs.

The names below are the whole public face; they are loaded when first used, so that importing the package is quick
and reads no file.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thidua_rules.api import Ruleset, list_rulesets, load
    from thidua_rules.decision import Change, Decision, Gap, Known, Proof, Verdict
    from thidua_rules.diagnostics import (
        ArchiveError,
        Diagnostic,
        DossierError,
        Place,
        RulesetError,
        Severity,
        ThiduaError,
        UsageError,
    )
    from thidua_rules.facts.case import Between, Case, Closure, OneOf, SubjectId
    from thidua_rules.facts.periods import Period
    from thidua_rules.keeping.comparing import Comparison, compare
    from thidua_rules.keeping.opening import KeptDecision, open_decision
    from thidua_rules.keeping.verifying import Difference, Verification, verify
    from thidua_rules.papers.writing import write_paper
    from thidua_rules.ruleset.files.catalogue import Summary
    from thidua_rules.session.session import Session, SessionVerdict
    from thidua_rules.values import ABSENT, Status

__version__ = "0.1.0"

_HOMES = {
    "ABSENT": "values",
    "ArchiveError": "diagnostics",
    "Between": "facts.case",
    "Case": "facts.case",
    "Change": "decision",
    "Closure": "facts.case",
    "Comparison": "keeping.comparing",
    "Decision": "decision",
    "Diagnostic": "diagnostics",
    "Difference": "keeping.verifying",
    "DossierError": "diagnostics",
    "Gap": "decision",
    "KeptDecision": "keeping.opening",
    "Known": "decision",
    "OneOf": "facts.case",
    "Period": "facts.periods",
    "Place": "diagnostics",
    "Proof": "decision",
    "Ruleset": "api",
    "RulesetError": "diagnostics",
    "Session": "session.session",
    "SessionVerdict": "session.session",
    "Severity": "diagnostics",
    "Status": "values",
    "SubjectId": "facts.case",
    "Summary": "ruleset.files.catalogue",
    "ThiduaError": "diagnostics",
    "UsageError": "diagnostics",
    "Verdict": "decision",
    "Verification": "keeping.verifying",
    "compare": "keeping.comparing",
    "list_rulesets": "api",
    "load": "api",
    "open_decision": "keeping.opening",
    "verify": "keeping.verifying",
    "write_paper": "papers.writing",
}

__all__ = [
    "ABSENT",
    "ArchiveError",
    "Between",
    "Case",
    "Change",
    "Closure",
    "Comparison",
    "Decision",
    "Diagnostic",
    "Difference",
    "DossierError",
    "Gap",
    "KeptDecision",
    "Known",
    "OneOf",
    "Period",
    "Place",
    "Proof",
    "Ruleset",
    "RulesetError",
    "Session",
    "SessionVerdict",
    "Severity",
    "Status",
    "SubjectId",
    "Summary",
    "ThiduaError",
    "UsageError",
    "Verdict",
    "Verification",
    "__version__",
    "compare",
    "list_rulesets",
    "load",
    "open_decision",
    "verify",
    "write_paper",
]


if not TYPE_CHECKING:  # a type checker knows the names above and no others

    def __getattr__(name: str) -> object:
        """Load a public name from its home."""
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{home}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
