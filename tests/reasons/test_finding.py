"""Causes are parts of the proof, and say of them what the proof says."""

from hypothesis import given

from tests.report.test_any_program import decisions
from thidua_rules.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Cited, Step
from thidua_rules.values import Status, status_of


def spoken_of(root: Step) -> set[SubjectId | None]:
    """The subjects that a proof speaks of."""
    found: set[SubjectId | None] = set()
    for step in root.walk():
        found |= {step.scope.element, step.scope.subject}
        found |= {fact.subject for fact in step.facts if isinstance(fact, Cited)}
    return found


@given(decisions())
def test_every_cause_points_to_a_step_of_the_proof(decision: Decision) -> None:
    """Nothing is a cause that the proof does not hold, of nobody whom it does not speak of."""
    for verdict in decision:
        found = verdict.reasons
        steps = {id(step) for step in found.proof.root.walk()}
        known = spoken_of(found.proof.root)
        for cause in found.walk():
            assert id(cause.step) in steps
            assert set(cause.subjects) <= known


@given(decisions())
def test_a_cause_has_the_status_of_its_step(decision: Decision) -> None:
    """A conclusion, requirement or guard is told as it was found; a condition is never told as the opposite."""
    for verdict in decision:
        for cause in verdict.reasons.walk():
            if not isinstance(cause.step.outcome, int) or cause.kind == "alike":
                continue
            found = status_of(cause.step.outcome)
            plain = isinstance(cause.step.rule, ir.Requirement | ir.Exempting | ir.Quota) or cause.kind == "guard"
            applies = Status.NOT_APPLICABLE not in (cause.status, found)
            if plain or (applies and found is not Status.UNKNOWN):
                assert cause.status is found


@given(decisions())
def test_what_is_not_met_or_not_known_has_a_cause_that_is_so(decision: Decision) -> None:
    """Whoever asks why is given a reason, and what is in order is no reason."""
    for verdict in decision:
        if verdict.status in (Status.NOT_MET, Status.UNKNOWN):
            causes = verdict.reasons.causes
            # of several asked for, it may be that too few apply
            assert any(cause.status in (verdict.status, Status.NOT_APPLICABLE) or cause.negated for cause in causes)
            if verdict.status is Status.NOT_MET:
                assert not [cause for cause in causes if cause.status is Status.MET and not cause.negated]


@given(decisions())
def test_who_is_told_alike_is_told_the_truth(decision: Decision) -> None:
    """Members that are told together are all in, all out, or all open."""
    for verdict in decision:
        members = [each for each in verdict.reasons.walk() if each.kind == "members"]
        for collection in members:
            steps = {each.scope.element: each for each in collection.step.children if each.role == "member"}
            for cause in collection.causes:
                places = {steps[each].outcome if steps[each].settled else None for each in cause.subjects}
                assert len(places) == 1
