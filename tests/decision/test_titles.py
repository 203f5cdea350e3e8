"""Verdicts on titles: what the standard and the seats say, why a title is unknown, and proofs that show it."""

import json
from fractions import Fraction

import pytest
from attrs import evolve

from tests.proofs.seats import PERSON, REASON, UNIT, case, decided, program
from thidua_rules.diagnostics import UsageError
from thidua_rules.facts.case import Case, Closure, SubjectId
from thidua_rules.proofs.checker.checker import check_proof
from thidua_rules.proofs.proof import Cited, CitedClosure, Proof
from thidua_rules.proofs.replay import replay
from thidua_rules.values import Status

# six people, a third of them: two seats
SIX = case((True, 90), (True, 80), (True, 70), (False, 95), (False, 60), (False, 50))


def told(facts: Case, key: str = "p3", code: str = "X") -> tuple[str, str | None, str | None, str | None]:
    """Status, reason, standard and quota as plain data tells them."""
    data = decided(program(), facts)[key, code].to_dict()
    return data["status"], data["reason"], data["standard"], data["quota"]


# ---------------------------------------------------------------- verdicts


def test_inside() -> None:
    """Who has the standard and a seat is given the title; it has no reason."""
    assert told(SIX, "p1") == told(SIX, "p2") == ("met", None, "met", "inside")


def test_the_standard_is_met_but_there_is_no_seat() -> None:
    """That only the quota keeps somebody from a title is an outcome of its own."""
    assert told(SIX) == ("not_met", "quota", "met", "outside")


def test_the_standard_is_not_met() -> None:
    """Where the standard is not met, that is the reason, whether or not there would be a seat."""
    assert told(SIX, "p4") == ("not_met", "standard", "not_met", "inside")
    assert told(SIX, "p6") == ("not_met", "standard", "not_met", "outside")


def test_seats_wait_for_a_fact() -> None:
    """While it is not known whether one placed before has the standard, facts are the reason."""
    facts = case((True, 90), (None, 80), (True, 70), (False, 95), (False, 60), (False, 50))
    assert told(facts) == ("unknown", "facts", "met", "unknown")
    missing = decided(program(), facts)["p3", "X"].missing()
    assert [(each.subject, each.name) for each in missing if not each.indirect] == [(SubjectId(PERSON, "p2"), "đủ")]


def test_a_tie_waits_for_the_council() -> None:
    """Where the council's choice is a fact, it is what is missing; where there is none, the text gives no answer."""
    tied = case((True, 90), (True, 80), (True, 80), (False, 95), (False, 60), (False, 50))
    verdict = decided(program(), tied)["p3", "X"]
    assert (verdict.reason, verdict.tied, verdict.quota) == ("facts", True, "unknown")
    assert {each.name for each in verdict.missing() if not each.indirect} == {"được hội đồng chọn"}
    undecided = decided(program(choice=False), tied)["p3", "X"]
    assert (undecided.reason, undecided.tied, undecided.missing()) == ("undetermined", True, ())
    assert not decided(program(), SIX)["p3", "X"].tied


def test_only_those_who_tie_wait_for_the_council() -> None:
    """Of many whose choice is blank, only those who are level at the edge are named; the others cannot matter."""
    crowd = case(*((True, 90) for _ in range(2)), *((True, 80) for _ in range(3)), *((True, 10) for _ in range(15)))
    verdict = decided(program(Fraction(1, 5)), crowd)["p3", "X"]
    level = [SubjectId(PERSON, key) for key in ("p3", "p4", "p5")]
    assert [each.subject for each in verdict.missing() if each.name == "được hội đồng chọn"] == level
    assert all(each.name == "được hội đồng chọn" for each in verdict.missing())


def test_a_tie_that_another_fact_may_remove_is_none_yet() -> None:
    """While it is not known whether the one who is level has the standard, that is what is missing."""
    facts = case((True, 90), (None, 80), (True, 80), (False, 95), (False, 60), (False, 50))
    assert not decided(program(), facts)["p3", "X"].tied


def test_a_text_that_is_not_at_hand() -> None:
    """A title that rests on a text not at hand is undetermined, with the reason that was written."""
    verdict = decided(program(), SIX)["p1", "T"]
    assert (verdict.status, verdict.reason, verdict.unstated) == (Status.UNKNOWN, "undetermined", (REASON,))
    assert verdict.to_dict() | {"title": ""} == {
        "code": "T",
        "title": "",
        "status": "unknown",
        "reason": "undetermined",
        "standard": "unknown",
        "quota": None,
    }
    assert decided(program(), SIX)["p1", "X"].unstated == ()


def test_every_conclusion_of_a_title_has_its_verdict() -> None:
    """The standard and the quota are conclusions like others, in data and by code; a quota is no quantity."""
    decision = decided(program(), SIX)
    assert decision["p3", "đủ chuẩn X"].status is Status.MET
    assert decision["p3", "chỉ tiêu X"].status is Status.NOT_MET
    person = next(each for each in json.loads(decision.to_json())["subjects"] if each["type"] == PERSON)
    codes = [each["code"] for each in person["conclusions"]]
    assert codes == ["đủ chuẩn X", "chỉ tiêu X", "X", "X.chuẩn", "X.chỉ tiêu", "đủ chuẩn T", "T"]
    assert person["quantities"] == {}
    with pytest.raises(UsageError, match="USE-53"):
        decision.value("p3", "chỉ tiêu X")


# ---------------------------------------------------------------- proofs


def proof_of(facts: Case, key: str = "p3", code: str = "chỉ tiêu X") -> Proof:
    """The proof of one verdict."""
    return decided(program(), facts)[key, code].proof


def test_what_a_proof_about_seats_cites() -> None:
    """The roster, every rival's group, standard and keys, and the base and seats as steps of their own."""
    proof = proof_of(SIX)
    people = tuple(SubjectId(PERSON, f"p{n}") for n in range(1, 7))
    assert CitedClosure(Closure(PERSON), people) in proof.facts
    for each in people:
        assert Cited(each, "đơn vị", SubjectId(UNIT, "u")) in proof.facts
    for each, points in ((people[0], 90), (people[1], 80), (people[2], 70)):
        assert Cited(each, "điểm", points) in proof.facts
    assert Cited(people[0], "đủ", True) in proof.facts
    steps = {child.role: child.outcome for child in proof.root.children}
    assert (steps["size"].low, steps["seats"].high) == (6, 2)
    assert check_proof(program(), SIX, proof) == ()
    assert replay(program(), SIX, proof) == proof.mask


@pytest.mark.parametrize("role", ["standard", "key", "seats"])
def test_a_proof_without_what_it_rests_on_is_rejected(role: str) -> None:
    """Leaving out rivals' standards, or keys, is noticed; the seats are reckoned anew from the cited facts."""
    proof = proof_of(SIX)
    kept = tuple(child for child in proof.root.children if child.role != role)
    shorter = evolve(proof, root=evolve(proof.root, children=kept))
    assert bool(check_proof(program(), SIX, shorter)) is (role != "seats")


def test_a_forged_number_of_seats_is_rejected() -> None:
    """A proof that claims another number of seats than the cited facts give is rejected."""
    proof = proof_of(SIX)
    forged = tuple(
        evolve(child, outcome=evolve(child.outcome, low=3, high=3)) if child.role == "seats" else child  # type: ignore[type-var]
        for child in proof.root.children
    )
    assert check_proof(program(), SIX, evolve(proof, root=evolve(proof.root, children=forged)))


def test_a_proof_for_a_larger_group_is_rejected() -> None:
    """Of an open group nobody is surely inside: the proof of a closed one is rejected once it is open."""
    proof = proof_of(SIX, "p1")
    open_group = case((True, 90), (True, 80), (True, 70), (False, 95), (False, 60), (False, 50), closed=False)
    assert check_proof(program(), SIX, proof) == ()
    assert check_proof(program(), open_group, proof)


def test_a_text_not_at_hand_is_proved_to_give_no_answer() -> None:
    """Its proof cites no fact about it and is accepted; a claim that it is met is rejected."""
    proof = proof_of(SIX, "p1", "T")
    assert check_proof(program(), SIX, proof) == ()
    forged = evolve(proof, mask=1, root=evolve(proof.root, outcome=1, allowed=1))
    assert check_proof(program(), SIX, forged)
