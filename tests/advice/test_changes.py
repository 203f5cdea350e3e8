"""What would have to change: exact, minimal, and advice."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import thidua_rules as tr
from tests.proofs.world import PERSON, PROGRAM, QUESTION, cases
from thidua_rules.advice.changes import MOST_FACTS, Change, minimal_changes
from thidua_rules.advice.counterfactual import Place
from thidua_rules.facts.case import Case, Slot, SubjectId
from thidua_rules.proofs.prover.prover import Prover
from thidua_rules.semantics.reference import Reference
from thidua_rules.values import MET

DOSSIER = Path(__file__).parents[2] / "docs" / "vi-du" / "ho-so-2021.xlsx"
WORTH_TRYING: Mapping[str, tuple[Slot, ...]] = {
    "tỷ lệ giải ngân": (90, 95, 100),
    "điểm": (0, 1, 2, 3),
    "mức": (-1, 0, 1, 2),
    "số sáng kiến": (0, 1, 2),
}


def changed(case: Case, slots: Mapping[Place, Slot], subject: SubjectId, code: str) -> int:
    """What reference finds under changed facts."""
    return Reference().run(PROGRAM, case.supposing(slots), QUESTION).mask(subject, code)


def _drawn(case: Case, data: st.DataObject) -> tuple[Prover, SubjectId, str] | None:
    record = Reference().run(PROGRAM, case, QUESTION)
    open_ = [key for key, mask in record.masks.items() if mask != MET]
    if not open_:
        return None
    subject, code = data.draw(st.sampled_from(open_))
    return Prover.of(PROGRAM, case, QUESTION, record), subject, code


@given(cases(), st.data())
def test_changes_do_and_no_part_of_them_does(case: Case, data: st.DataObject) -> None:
    """Every set makes the conclusion met by reference, no proper part of it does, and no set holds another."""
    drawn = _drawn(case, data)
    if drawn is None:
        return
    prover, subject, code = drawn
    sets = []
    for found in minimal_changes(prover, subject, code):
        slots = {(each.subject, each.name): each.after for each in found}
        assert len(slots) == len(found) <= MOST_FACTS
        assert changed(case, slots, subject, code) == MET
        for size in range(len(slots)):
            for part in combinations(slots, size):
                assert changed(case, {place: slots[place] for place in part}, subject, code) != MET
        assert all(case.slot(each.subject, each.name) == each.before != each.after for each in found)
        assert not any(other <= slots.keys() for other in sets)
        sets.append(slots.keys())


@given(cases(), st.data())
def test_no_set_is_left_out(case: Case, data: st.DataObject) -> None:
    """Whatever facts, guards aside, make it met when changed, a set within them is offered."""
    drawn = _drawn(case, data)
    if drawn is None:
        return
    prover, subject, code = drawn
    owners = [subject]
    if subject.type == PERSON and isinstance(unit := case.slot(subject, "đơn vị"), SubjectId):
        owners.append(unit)
    free = [
        (owner, name)
        for owner in owners
        for name in ("tỷ lệ giải ngân", "điểm", "mức", "số sáng kiến")
        if (name in ("mức", "số sáng kiến")) == (owner.type == PERSON)
    ]
    offered = [{(each.subject, each.name) for each in found} for found in minimal_changes(prover, subject, code)]
    for _ in range(5):
        chosen = data.draw(st.lists(st.sampled_from(free), max_size=MOST_FACTS, unique=True))
        slots = {place: data.draw(st.sampled_from(WORTH_TRYING[place[1]])) for place in chosen}
        if changed(case, slots, subject, code) == MET:
            assert any(each <= slots.keys() for each in offered), slots


def test_advice_of_the_bundled_dossier() -> None:
    """A rank is reached by a rival's value, and nobody is told to stop being the head or the budget's holder."""
    rules = tr.load("btnmt/2021")
    decision = rules.decide(rules.read_case(DOSSIER))
    points = Change(SubjectId("tập thể", "cuc-b"), "điểm thi đua", Decimal("941.5"), 965)
    plan = Change(SubjectId("tập thể", "cuc-b"), "tỷ lệ hoàn thành kế hoạch năm", Decimal("98.5"), 100)
    assert decision["nv-008", "H.b"].changes() == ((points,),)
    assert {frozenset(each) for each in decision["nv-008", "CN"].changes()} == {frozenset([points, plan])}
