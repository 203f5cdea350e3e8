"""What would have to change: exact, minimal, and advice."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations, count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import thidua_rules as tr
from tests.proofs.world import PERSON, PROGRAM, QUESTION, cases
from thidua_rules.advice import changes, counterfactual
from thidua_rules.advice.changes import MOST_FACTS, Change, minimal_changes
from thidua_rules.advice.counterfactual import Place
from thidua_rules.facts.case import Case, Slot, SubjectId
from thidua_rules.proofs.prover.prover import Prover
from thidua_rules.semantics import reference
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
    """Whatever facts, guards aside, make it met when changed for no worse, a set within them is offered."""
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
        grades = [(case.slot(*place), after) for place, after in slots.items() if place[1] == "mức"]
        if any(isinstance(before, int) and 0 <= before > after for before, after in grades):  # type: ignore[operator]
            continue
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


CHOICES = """
bộ quy tắc: nho/2021
tên: Nhỏ
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
văn bản:
  vb: {số hiệu: 1/2020, ngày: 2020-01-01, cơ quan: Bộ, mục: {Đ1: một}}
từ vựng:
  người:
    là nữ: {kiểu: đúng/sai, không đổi được: đúng}
    ngày nghỉ: {kiểu: số nguyên, từ: 0, hướng: càng thấp càng tốt}
    giờ dạy: {kiểu: số nguyên, từ: 0, hướng: càng cao càng tốt}
    số phiếu: {kiểu: số nguyên, từ: 0}
    số thành viên: {kiểu: số nguyên, từ: 0, không đổi được: đúng}
    mức: {kiểu: bậc, bậc: [kém, khá, tốt]}
  kết quả:
    khoá: [người, năm]
    người: {kiểu: thuộc người, chiều ngược: kết quả}
    năm: năm
    tốt: đúng/sai
ràng buộc:
  P: {cho: người, tên: phiếu không quá số thành viên, căn cứ: vb Đ1, khi: số phiếu ≤ số thành viên}
tiêu chí:
  NỮ: {cho: người, tên: Nữ, căn cứ: vb Đ1, khi: là nữ}
  NGHỈ: {cho: người, tên: Nghỉ, căn cứ: vb Đ1, khi: ngày nghỉ ≥ 3 hoặc ngày nghỉ = 0}
  DẠY: {cho: người, tên: Dạy, căn cứ: vb Đ1, khi: giờ dạy < 5 hoặc giờ dạy ≥ 20}
  MỨC: {cho: người, tên: Mức, căn cứ: vb Đ1, khi: mức là “kém”}
  PHIẾU: {cho: người, tên: Phiếu, căn cứ: vb Đ1, khi: số phiếu ≥ 16}
  ĐA-SỐ: {cho: người, tên: Đa số, căn cứ: vb Đ1, khi: số phiếu > 8}
  NĂM: {cho: kết quả, tên: Năm tốt, căn cứ: vb Đ1, khi: tốt}
"""


def test_nothing_is_advised_that_nobody_can_do_or_should(tmp_path: Path) -> None:
    """No other sex, no worse value, no more votes than members, no other past; a missing fact may turn out."""
    (tmp_path / "nho.yaml").write_text(CHOICES, encoding="utf-8")
    rules = tr.load(tmp_path / "nho.yaml")
    known = {
        "là nữ": "sai",
        "ngày nghỉ": "2",
        "giờ dạy": "10",
        "số phiếu": "7",
        "số thành viên": "15",
        "mức": "khá",
    }
    years = [{"người": "a", "năm": year, "tốt": "sai"} for year in ("2020", "2021")]
    facts = {"người": [{"mã": "a", **known}, {"mã": "b"}], "kết quả": years}
    decision = rules.decide(rules.read_case(facts, on="2021-12-01", period=2021))

    def advised(key: object, code: str) -> list[object]:
        return [each.after for found in decision[key, code].changes() for each in found]  # type: ignore[index]

    assert [advised("a", code) for code in ("NỮ", "MỨC", "PHIẾU")] == [[], [], []]
    assert [advised("a", code) for code in ("NGHỈ", "DẠY", "ĐA-SỐ")] == [[0], [20], [9]]
    assert [advised(("a", year), "NĂM") for year in (2020, 2021)] == [[], [True]]
    assert [advised("b", code) for code in ("NỮ", "MỨC", "NGHỈ")] == [[True], [0], [0]]


def test_a_search_keeps_its_time_within_a_single_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one trial alone has many rivals to decide, the search ends on time and says that it was given up."""
    time, decided = count(), []

    def apply(*rule: Any) -> None:
        decided.append(rule)
        reference.apply(*rule)

    monkeypatch.setattr(counterfactual, "perf_counter", lambda: next(time))
    monkeypatch.setattr(changes, "perf_counter", lambda: next(time))
    monkeypatch.setattr(counterfactual, "apply", apply)
    rules = tr.load("btnmt/2021")
    verdict = rules.decide(rules.read_case(DOSSIER))["nv-001", "CSTĐCS"]
    assert not verdict.changes(seconds=20).complete
    assert 0 < len(decided) <= 20


def test_a_search_does_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounded by what is decided again it stops at the same place everywhere; with room for all it is whole."""
    rules = tr.load("btnmt/2021")
    decision = rules.decide(rules.read_case(DOSSIER))
    subject = decision.subject("nv-006", "LĐTT")
    whole = minimal_changes(decision.prover, subject, "LĐTT")
    assert whole
    monkeypatch.setattr(counterfactual, "perf_counter", lambda: pytest.fail("the clock is not asked"))
    assert minimal_changes(decision.prover, subject, "LĐTT", most=whole.spent) == whole
    cut = minimal_changes(decision.prover, subject, "LĐTT", most=whole.spent // 2)
    assert not cut.complete
    assert whole.spent // 2 < cut.spent < whole.spent * 2 // 3


def test_what_no_fact_can_bring_about_is_seen_at_once() -> None:
    """A title that the council has yet to vote on is not looked for among the facts of a person."""
    rules = tr.load("btnmt/2021")
    decision = rules.decide(rules.read_case(DOSSIER))
    found = minimal_changes(decision.prover, decision.subject("nv-009", "CSTĐTQ"), "CSTĐTQ")
    assert (tuple(found), found.complete) == ((), True)
    assert found.spent < 1_000
