"""What is wrong, where, and what to do about it: for people who write rulesets and dossiers."""

from thidua_rules.diagnostics._model import (
    ArchiveError,
    Collector,
    Diagnostic,
    DossierError,
    Place,
    RulesetError,
    Severity,
    ThiduaError,
    UsageError,
    distinct,
    folded,
    more_places,
)
from thidua_rules.diagnostics.catalogue import CODES, Code

__all__ = [
    "CODES",
    "ArchiveError",
    "Code",
    "Collector",
    "Diagnostic",
    "DossierError",
    "Place",
    "RulesetError",
    "Severity",
    "ThiduaError",
    "UsageError",
    "distinct",
    "folded",
    "more_places",
]
