"""A fingerprint of a case, so that a decision can be told to rest on the same facts years later."""

import hashlib

from thidua_rules.facts.case import Case, OneOf, Slot


def facts_hash(case: Case) -> str:
    """SHA-256 of the facts and the question, whatever order they came in."""
    digest = hashlib.sha256(f"{case.on.isoformat()} {case.period}".encode())
    for fact_type in case.vocabulary:
        for subject in case.of_type(fact_type.name):
            digest.update(repr((subject, _stable(case.row(subject)))).encode())
    digest.update(repr(sorted(map(repr, case.closed))).encode())
    return digest.hexdigest()


def _stable(row: tuple[Slot, ...]) -> list[object]:
    """A row in which the members of a set stand in order."""
    return [sorted(map(repr, slot.values)) if isinstance(slot, OneOf) else slot for slot in row]
