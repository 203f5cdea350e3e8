"""What is missing: complete, so that a verdict stays unknown until something of it becomes known."""

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from tests.proofs.world import PROGRAM, QUESTION, cases
from thidua_rules.facts.case import Between, Case, Closure, OneOf, Slot, SubjectId
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.resting import resting_on
from thidua_rules.proofs.proof import Gap, Opened
from thidua_rules.proofs.prover.prover import Prover
from thidua_rules.semantics.reference import Reference
from thidua_rules.testing.awards import AWARDS, Shape, dossiers
from thidua_rules.testing.programs import questions, quota_programs
from thidua_rules.testing.showing import show_case, show_program
from thidua_rules.values import is_settled


@given(cases(), st.data())
def test_nothing_else_settles_an_unknown_verdict(case: Case, data: st.DataObject) -> None:
    """With every fact but the listed ones known and every extent but the listed ones closed, it is still unknown."""
    _assert_still_unknown(PROGRAM, case, QUESTION, data)


@pytest.mark.parametrize("shape", ["single", "nested"])
@settings(max_examples=examples(25))
@given(data=st.data())
def test_nothing_else_settles_whether_there_is_a_seat(shape: Shape, data: st.DataObject) -> None:
    """The same of seats and titles: who is in the group, who has the standard, in which order, how many seats."""
    program, case = data.draw(quota_programs(shape)), data.draw(dossiers(AWARDS, unknown=4))
    _assert_still_unknown(program, case, data.draw(questions(program)), data)


def _assert_still_unknown(program: ir.Program, case: Case, question: Question, data: st.DataObject) -> None:
    """An unknown verdict stays so with all that its gaps do not name made known; and a quick look finds a gap."""
    record = Reference().run(program, case, question)
    prover = Prover.of(program, case, question, record)
    unknown = [key for key, mask in record.masks.items() if not is_settled(mask)]
    if not unknown:
        return
    subject, code = data.draw(st.sampled_from(unknown))
    gaps = prover.prove(subject, code).gaps
    assert prover.has_gap(subject, code) is bool(gaps), (subject, code, gaps)
    other = Prover.of(program, case, question, record)
    for each in unknown:
        other.prove(*each).gaps  # noqa: B018 - so that what is asked next is put together of what is known by now
    assert other.prove(subject, code).gaps == gaps
    proof = other.prove(subject, code)
    everywhere = evolve(proof, opened=Opened()).unanswered
    for each in everywhere:
        assert code in resting_on(program, type(each.rule))
    # where nothing of that kind can be is not looked at
    assert {(each.rule, each.scope) for each in proof.unanswered} == {(each.rule, each.scope) for each in everywhere}
    alone = prover.prove(subject, code).root.open_gaps()
    assert {(each.subject, each.name, each.closure, each.period) for each in alone} == {
        (each.subject, each.name, each.closure, each.period) for each in gaps
    }
    more = _everything_else(case, gaps, data.draw)
    after = Reference().run(program, more, question).mask(subject, code)
    assert not is_settled(after), (subject, code, gaps, show_program(program), show_case(case))


def _everything_else(case: Case, gaps: tuple[Gap, ...], draw: st.DrawFn) -> Case:
    """The case with all that no gap names made known, at random."""
    open_fields = {(gap.subject, gap.name) for gap in gaps}
    open_extents = {gap.closure for gap in gaps}
    vocabulary = case.vocabulary
    subjects = {
        fact_type.name: {
            key: tuple(
                slot
                if (SubjectId(fact_type.name, key), declared.name) in open_fields
                else _known(case, SubjectId(fact_type.name, key), declared, slot, draw)
                for declared, slot in zip(fact_type.fields, row, strict=True)
            )
            for key, row in case.subjects[fact_type.name].items()
        }
        for fact_type in vocabulary
    }
    extents = {Closure(fact_type.name) for fact_type in vocabulary} - open_extents
    for fact_type in vocabulary:
        for owner in case.of_type(fact_type.name):
            for each in vocabulary.collections(fact_type.name):
                extents.add(Closure(each.member, owner, each.name))
    chosen = {each for each in extents - open_extents if draw(st.booleans())}
    more = Case(vocabulary, case.on, case.period, subjects, case.closed | chosen)
    return more if _possible(more) else Case(vocabulary, case.on, case.period, subjects, case.closed)


def _known(case: Case, subject: SubjectId, declared: Field, slot: Slot, draw: st.DrawFn) -> Slot:
    if isinstance(slot, Between):
        return draw(st.sampled_from([slot.low, slot.high]))
    if isinstance(slot, OneOf):
        return draw(st.sampled_from(sorted(slot.values, key=str)))
    if slot is not None:
        return slot
    if declared.kind is Kind.REFERENCE:
        candidates = case.candidates(subject, declared.name)[0]
        return draw(st.sampled_from(candidates)) if candidates else None
    if declared.kind is Kind.BOOLEAN:
        return draw(st.booleans())
    if declared.kind is Kind.TEXT:
        return "x"
    if declared.kind is Kind.GRADE:
        return draw(st.integers(-len(declared.outside), len(declared.options) - 1))
    return draw(st.integers(int(declared.low or 0), int(declared.high or 3)))


def _possible(case: Case) -> bool:
    """Whether every unknown reference still has somewhere to point."""
    for fact_type in case.vocabulary:
        for declared in fact_type.fields:
            for subject in case.of_type(fact_type.name) if declared.kind is Kind.REFERENCE else ():
                if case.slot(subject, declared.name) is None and case.candidates(subject, declared.name) == ((), False):
                    return False
    return True
