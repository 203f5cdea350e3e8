"""What those who reckon one kind of rule ask the checker for: facts, claims, and conditions and values below."""

from collections.abc import Mapping
from typing import Protocol

from thidua_rules.facts.case import Slot, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.checker.exact import Letters
from thidua_rules.proofs.checker.facts import CitedFacts
from thidua_rules.proofs.proof import Proof
from thidua_rules.values import Possible


class Judge(Protocol):
    """What the cited facts and the claims of a proof's steps amount to."""

    proof: Proof
    facts: CitedFacts

    def claimed(self, subject: SubjectId, code: str) -> Letters:
        """What the steps leave of a conclusion; anything if none is about it."""

    def holds(self, rule: ir.Condition, scope: Scope, given: Mapping[ir.Value, Possible] | None = None) -> Letters:
        """What the cited facts leave of a condition."""

    def value(self, rule: ir.Value, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
        """What they leave of a value, some values given."""

    def quantity(self, rule: ir.Quantity, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
        """What they leave of a quantity, reckoned anew."""

    def supposing(self, subject: SubjectId, name: str, slot: Slot) -> "Judge":
        """The same claims, with one more fact supposed."""
