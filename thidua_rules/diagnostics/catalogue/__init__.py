"""Every diagnostic code: severity, message and hint, in Vietnamese and in English, a module for each kind of fault.

Codes are stable: a code keeps its meaning for ever and is never used again for something else.
`{name}` in a text is an argument of the diagnostic.
"""

from thidua_rules.diagnostics.catalogue import (
    asking,
    authoring,
    conditions,
    criteria,
    dossiers,
    files,
    invariants,
    keeping,
    papers,
    proving,
    rulesets,
    scores,
    titles,
    types,
    vocabularies,
    whole,
)
from thidua_rules.diagnostics.catalogue.code import Code

_KINDS = (
    *(files, conditions, rulesets, vocabularies, criteria, titles, scores),
    *(dossiers, types, asking, keeping, papers, authoring, whole, invariants, proving),
)

CODES: dict[str, Code] = {code: wording for kind in _KINDS for code, wording in kind.CODES.items()}

__all__ = ["CODES", "Code"]
