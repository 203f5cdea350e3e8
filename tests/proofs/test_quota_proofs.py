"""Proofs about seats, scores and grades: accepted, replayed from their facts, and rejected once tampered with."""

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.crossed import crossed_groups, crossed_quotas
from tests.profiles import examples
from thidua_rules.facts.case import Case
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.proofs.checker.checker import check_proof
from thidua_rules.proofs.proof import Cited, CitedClosure, Proof, Step
from thidua_rules.proofs.prover.prover import Prover
from thidua_rules.proofs.replay import replay
from thidua_rules.semantics.reference import Reference
from thidua_rules.testing.awards import AWARDS, SHEETS, dossiers
from thidua_rules.testing.programs import programs, questions, quota_programs, score_programs
from thidua_rules.testing.showing import show_case, show_program
from thidua_rules.testing.strategies import cases
from thidua_rules.testing.vocabularies import vocabularies
from thidua_rules.values import is_settled

KINDS = {
    "single": (quota_programs("single"), dossiers(AWARDS, people=4)),
    "nested": (quota_programs("nested"), dossiers(AWARDS, people=4)),
    "crossed": (crossed_quotas(), crossed_groups()),
    "score": (score_programs(), dossiers(SHEETS, people=2)),
    "grade": (score_programs(graded=True), dossiers(SHEETS, people=2)),
    "anything": (programs(vocabularies(), titles=True), None),
}


def proofs(program: ir.Program, case: Case, question: Question) -> list[Proof]:
    """The proof of every conclusion about every subject."""
    record = Reference().run(program, case, question)
    prover = Prover.of(program, case, question, record)
    return [prover.prove(subject, code) for subject, code in record.masks]


def told(program: ir.Program, case: Case, *more: object) -> str:
    """What a failing example is about."""
    return "\n".join([*map(str, more), show_program(program), show_case(case)])


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(25))
@given(data=st.data())
def test_the_cited_facts_suffice(kind: str, data: st.DataObject) -> None:
    """Deciding from the cited facts alone, all else missing and open, leaves no more possible."""
    made, some = KINDS[kind]
    program = data.draw(made)
    case, question = data.draw(cases(program.vocabulary) if some is None else some), data.draw(questions(program))
    for proof in proofs(program, case, question):
        again = replay(program, case, proof)
        assert again == proof.mask, told(program, case, proof.subject, proof.code, proof.mask, again)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(25))
@given(data=st.data())
def test_every_proof_is_accepted(kind: str, data: st.DataObject) -> None:
    """The checker, which reckons seats in its own way, accepts each proof."""
    made, some = KINDS[kind]
    program = data.draw(made)
    case, question = data.draw(cases(program.vocabulary) if some is None else some), data.draw(questions(program))
    for proof in proofs(program, case, question):
        found = check_proof(program, case, proof)
        assert found == (), told(program, case, proof.subject, proof.code, proof.mask, *found)


@pytest.mark.parametrize("kind", ["single", "nested", "crossed"])
@settings(max_examples=examples(8))
@given(data=st.data())
def test_a_proof_that_lost_what_it_needs_is_rejected(kind: str, data: st.DataObject) -> None:
    """If a fact, a roster or a rival is dropped and the rest no longer gives the verdict, the proof is rejected."""
    made, some = KINDS[kind]
    program, case = data.draw(made), data.draw(some)
    question = data.draw(questions(program))
    found = [proof for proof in proofs(program, case, question) if is_settled(proof.mask)]
    if not found:
        return
    proof = data.draw(st.sampled_from(found))
    for fact in proof.facts:
        shorter = evolve(proof, root=without(proof.root, fact))
        if replay(program, case, shorter) != proof.mask:
            assert check_proof(program, case, shorter), told(program, case, proof.subject, proof.code, fact)


@settings(max_examples=examples(15))
@given(data=st.data())
def test_a_forged_verdict_on_seats_is_rejected(data: st.DataObject) -> None:
    """Claiming that one is inside or outside, where the facts say or leave open otherwise, is rejected."""
    program, case = data.draw(quota_programs("single")), data.draw(dossiers(AWARDS))
    question = data.draw(questions(program))
    for proof in proofs(program, case, question):
        for other in (1, 2):
            if proof.code == "chỉ tiêu X" and proof.mask & ~other:
                forged = evolve(proof, mask=other, root=evolve(proof.root, outcome=other, allowed=other))
                assert check_proof(program, case, forged), told(program, case, proof.subject, proof.mask, other)


def without(step: Step, fact: Cited | CitedClosure) -> Step:
    """A step and all below it, not citing a fact."""
    kept = tuple(each for each in step.facts if each != fact)
    return evolve(step, facts=kept, children=tuple(without(each, fact) for each in step.children))
