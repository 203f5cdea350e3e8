"""Decisions, verdicts and their proofs."""

from thidua_rules.advice.changes import Change
from thidua_rules.decision.as_data import plain
from thidua_rules.decision.decision import Decision, Identity, Verdict, show_key
from thidua_rules.decision.known import Known
from thidua_rules.proofs.proof import Cited, CitedClosure, Gap, Proof, Step

__all__ = [
    "Change",
    "Cited",
    "CitedClosure",
    "Decision",
    "Gap",
    "Identity",
    "Known",
    "Proof",
    "Step",
    "Verdict",
    "plain",
    "show_key",
]
