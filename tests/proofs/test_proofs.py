"""Proofs: accepted by the independent checker, replayed from their facts, and rejected once tampered with."""

from attrs import evolve
from hypothesis import given

from tests.proofs.world import PROGRAM, QUESTION, cases
from thidua_rules.facts.case import Case
from thidua_rules.proofs.checker.checker import check_proof
from thidua_rules.proofs.proof import Cited, CitedClosure, Proof, Step
from thidua_rules.proofs.prover.prover import Prover
from thidua_rules.proofs.replay import replay
from thidua_rules.semantics.reference import Reference
from thidua_rules.values import is_settled


def proofs(case: Case) -> list[Proof]:
    """The proof of every conclusion about every subject."""
    record = Reference().run(PROGRAM, case, QUESTION)
    prover = Prover.of(PROGRAM, case, QUESTION, record)
    return [prover.prove(subject, code) for subject, code in record.masks]


@given(cases())
def test_every_proof_is_accepted_and_its_facts_suffice(case: Case) -> None:
    """The checker accepts each proof, and deciding from the cited facts alone leaves no more possible."""
    for proof in proofs(case):
        assert check_proof(PROGRAM, case, proof) == (), (proof.subject, proof.code)
        assert replay(PROGRAM, case, proof) == proof.mask, (proof.subject, proof.code)


@given(cases())
def test_a_proof_that_lost_what_it_needs_is_rejected(case: Case) -> None:
    """If the facts left after dropping one do not give the verdict on replay, the checker rejects the proof."""
    for proof in proofs(case):
        if not is_settled(proof.mask):
            continue
        for fact in proof.facts:
            shorter = evolve(proof, root=_without(proof.root, fact))
            if replay(PROGRAM, case, shorter) != proof.mask:
                assert check_proof(PROGRAM, case, shorter), (proof.subject, proof.code, fact)


@given(cases())
def test_a_proof_of_another_verdict_is_rejected(case: Case) -> None:
    """Claiming any other single outcome is rejected."""
    for proof in proofs(case):
        for other in (1, 2, 4, 8):
            if other != proof.mask:
                assert check_proof(PROGRAM, case, evolve(proof, mask=other)), (proof.subject, proof.code)


@given(cases())
def test_a_proof_that_cites_what_is_not_known_is_rejected(case: Case) -> None:
    """A cited fact that the case does not hold is noticed."""
    for proof in proofs(case):
        for fact in proof.facts:
            if isinstance(fact, Cited) and fact.name is not None and isinstance(fact.slot, bool):
                forged = Cited(fact.subject, fact.name, not fact.slot)
                assert check_proof(PROGRAM, case, evolve(proof, root=_exchanged(proof.root, fact, forged)))


@given(cases())
def test_an_unknown_verdict_names_what_is_missing(case: Case) -> None:
    """Every verdict that facts could still change lists a gap, and a settled one lists none."""
    for proof in proofs(case):
        assert bool(proof.gaps) is not is_settled(proof.mask), (proof.subject, proof.code)


def _without(step: Step, fact: Cited | CitedClosure) -> Step:
    kept = tuple(each for each in step.facts if each != fact)
    return evolve(step, facts=kept, children=tuple(_without(each, fact) for each in step.children))


def _exchanged(step: Step, fact: Cited, forged: Cited) -> Step:
    facts = tuple(forged if each == fact else each for each in step.facts)
    return evolve(step, facts=facts, children=tuple(_exchanged(each, fact, forged) for each in step.children))
