"""Criteria for awards as data that decides: rules over typed facts, verdicts with proofs.

The names below are the whole public face; they are loaded when first used, so that importing the package is quick
and reads no file.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua_rules.api import Ruleset, list_rulesets, load
    from thidua_rules.decision import Decision, Verdict
    from thidua_rules.diagnostics import Diagnostic, DossierError, RulesetError, ThiduaError, UsageError
    from thidua_rules.facts.case import Between, OneOf
    from thidua_rules.facts.periods import Period
    from thidua_rules.values import ABSENT, Status

__version__ = "0.1.0"

_HOMES = {
    "ABSENT": "values",
    "Between": "facts.case",
    "Decision": "decision",
    "Diagnostic": "diagnostics",
    "DossierError": "diagnostics",
    "OneOf": "facts.case",
    "Period": "facts.periods",
    "Ruleset": "api",
    "RulesetError": "diagnostics",
    "Status": "values",
    "ThiduaError": "diagnostics",
    "UsageError": "diagnostics",
    "Verdict": "decision",
    "list_rulesets": "api",
    "load": "api",
}

__all__ = [
    "ABSENT",
    "Between",
    "Decision",
    "Diagnostic",
    "DossierError",
    "OneOf",
    "Period",
    "Ruleset",
    "RulesetError",
    "Status",
    "ThiduaError",
    "UsageError",
    "Verdict",
    "__version__",
    "list_rulesets",
    "load",
]


def __getattr__(name: str) -> Any:
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
