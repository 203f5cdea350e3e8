"""For property-based tests of programs that use this library, and of rulesets: needs the `test` extra.

The names below draw cases of any vocabulary, facts added to them and revisions of them, and check the promises of the
library. `testing.programs` draws whole programs and questions; `testing.plugin` runs `*.tinh-huong.yaml` under pytest.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thidua_rules.testing.aiming import cases_where, check_whenever
    from thidua_rules.testing.properties import (
        check_agreement,
        check_canonical_printing,
        check_knowledge_monotone,
        check_order_free,
        check_round_trip,
        check_session_equals_batch,
        check_sound_proofs,
    )
    from thidua_rules.testing.strategies import cases, narrowings, revisions, slots, values

_HOMES = {
    "cases": "strategies",
    "cases_where": "aiming",
    "check_agreement": "properties",
    "check_canonical_printing": "properties",
    "check_knowledge_monotone": "properties",
    "check_order_free": "properties",
    "check_round_trip": "properties",
    "check_session_equals_batch": "properties",
    "check_sound_proofs": "properties",
    "check_whenever": "aiming",
    "narrowings": "strategies",
    "revisions": "strategies",
    "slots": "strategies",
    "values": "strategies",
}

__all__ = [
    "cases",
    "cases_where",
    "check_agreement",
    "check_canonical_printing",
    "check_knowledge_monotone",
    "check_order_free",
    "check_round_trip",
    "check_session_equals_batch",
    "check_sound_proofs",
    "check_whenever",
    "narrowings",
    "revisions",
    "slots",
    "values",
]


if not TYPE_CHECKING:  # a type checker knows the names above and no others

    def __getattr__(name: str) -> object:
        """Load a public name from its home."""
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        found = getattr(import_module(f"{__name__}.{home}"), name)
        globals()[name] = found
        return found
