"""Types of one subject: it is there in every case, without a code, and whatever refers to it does so by itself."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import thidua_rules as tr
from thidua_rules.diagnostics import DossierError, RulesetError, UsageError
from thidua_rules.facts.case import SubjectId
from thidua_rules.proofs.checker.checker import check_proof

RULES = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng:
  hội đồng: {duy nhất: đúng, biên chế: {kiểu: số nguyên, từ: 1}}
  uỷ viên: {hội đồng: {kiểu: thuộc hội đồng, chiều ngược: uỷ viên}, có mặt: đúng/sai}
  phòng: {số phiếu: {kiểu: số nguyên, từ: 0}}
tiêu chí:
  T: {cho: phòng, tên: t, căn cứ: qd Đ1, khi: CONDITION}
"""
COUNCIL = SubjectId("hội đồng", "hội đồng")
Load = Callable[[str], tr.Ruleset]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def loaded(condition: str = "số phiếu ≥ 2/3 × biên chế của hội đồng", vocabulary: str = "") -> tr.Ruleset:
        text = RULES.replace("CONDITION", condition).replace("tiêu chí:", vocabulary + "tiêu chí:")
        (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
        return tr.load(tmp_path / "bo.yaml")

    return loaded


def case_of(rules: tr.Ruleset, **data: Any) -> tr.Case:
    dossier = {name.replace("_", " "): value for name, value in data.items()}
    return rules.read_case({"phòng": [{"mã": "p", "số phiếu": 6}], **dossier}, on="15/12/2026", period=2026)


@pytest.mark.parametrize("written", [{"biên chế": 9}, [{"biên chế": 9}]])
def test_it_is_reached_from_everywhere(load: Load, written: Any) -> None:
    """Its fields are read from a subject of any type, and it may be written as one record or as a list of one."""
    rules = load()
    verdict = rules.decide(case_of(rules, hội_đồng=written))["p", "T"]
    assert verdict.status is tr.Status.MET
    assert check_proof(rules.program, verdict.decision.case, verdict.proof) == ()


def test_what_is_not_said_of_it_is_missing(load: Load) -> None:
    """Where a dossier says nothing of it, its fields are missing, and named."""
    rules = load()
    verdict = rules.decide(case_of(rules))["p", "T"]
    assert verdict.status is tr.Status.UNKNOWN
    assert [(each.subject, each.name) for each in verdict.missing()] == [(COUNCIL, "biên chế")]


def test_there_is_only_one(load: Load) -> None:
    """A second one, or a code, is refused at its place."""
    rules = load()
    with pytest.raises(DossierError) as refused:
        case_of(rules, hội_đồng=[{"biên chế": 9}, {"mã": "b"}])
    told = [(each.code, each.place.path) for each in refused.value.diagnostics]
    assert told == [("FACT-53", "$.hội đồng[1].mã"), ("FACT-54", "$.hội đồng[1]")]


def test_references_to_it_fill_themselves(load: Load) -> None:
    """A reference that can lead nowhere else is given by nobody, and its collection is counted as any other."""
    rules = load("số uỷ viên của hội đồng trong đó có mặt ≥ 1")
    case = case_of(rules, uỷ_viên=[{"mã": "u", "có mặt": True}])
    assert rules.decide(case)["p", "T"].status is tr.Status.MET
    with pytest.raises(DossierError, match="FACT-21"):
        case_of(rules, uỷ_viên=[{"mã": "u", "hội đồng": "hội đồng"}])


def test_a_session_has_it_too(load: Load) -> None:
    """In a session it is there from the start; its facts come and go, it stays, and there is never another."""
    rules = load()
    with rules.session(on=datetime.date(2026, 12, 15), period=2026) as session:
        session.assert_fact(rules.facts.phong(ma="p", so_phieu=6))
        assert session["p", "T"].status is tr.Status.UNKNOWN
        council = rules.facts.hoi_dong(bien_che=9)
        session.assert_fact(council)
        assert session["p", "T"].status is tr.Status.MET
        session.reopen("hội đồng")
        session.retract(council)
        assert session["p", "T"].status is tr.Status.UNKNOWN
        with pytest.raises(UsageError):
            session.close("hồ sơ khác")


def test_it_has_no_key_and_is_not_the_dossier(load: Load) -> None:
    """A type cannot have one subject and a key, nor be the dossier itself; a field may still be called `duy nhất`."""
    for declared in ("  a: {duy nhất: đúng, khoá: [n], n: năm}\n", "  hồ sơ: {duy nhất: đúng}\n"):
        with pytest.raises(RulesetError, match="VOC-32"):
            load(vocabulary=declared)
    assert load(vocabulary="  a: {duy nhất: đúng/sai}\n").facts.a(ma="x", duy_nhat=True).duy_nhat is True
