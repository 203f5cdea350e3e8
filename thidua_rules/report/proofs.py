"""Proofs as plain data for other programs: every value as a dossier would write it."""

from typing import Any

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.keys import show_key, slot_text
from thidua_rules.proofs.proof import Cited, Proof
from thidua_rules.report.wording import field_of


def proof_data(decision: Decision, proof: Proof) -> dict[str, Any]:
    """The facts that a proof cites and what is missing: keys and values as text in the form of a dossier."""
    vocabulary = decision.case.vocabulary

    def key(subject: SubjectId | None) -> str | None:
        return None if subject is None else show_key(vocabulary, subject)

    cited: list[dict[str, Any]] = []
    for fact in proof.facts:
        if not isinstance(fact, Cited):
            members = [key(each) for each in fact.members]
            cited.append({"closed": fact.closure.type, "owner": key(fact.closure.owner), "members": members})
            continue
        value = None
        if fact.name is not None:
            declared = field_of(decision, fact.subject, fact.name)
            if declared.implied:
                continue
            value = slot_text(vocabulary, declared, fact.slot)
        cited.append({"type": fact.subject.type, "key": key(fact.subject), "field": fact.name, "value": value})
    gaps = [
        {
            "type": gap.subject.type if gap.subject else None,
            "key": key(gap.subject),
            "field": gap.name,
            "closed": gap.closure.type if gap.closure else None,
            "period": None if gap.period is None else str(gap.period),
            "indirect": gap.indirect,
        }
        for gap in proof.gaps
    ]
    return {"facts": cited, "missing": gaps}
