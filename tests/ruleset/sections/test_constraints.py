"""Constraints: facts that contradict each other are refused at their place, before anything is decided."""

from pathlib import Path

import pytest

from thidua_rules import DossierError, load
from thidua_rules.api import inspect

RULES = """
bộ quy tắc: nho/2021
tên: Nhỏ
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
từ vựng:
  phiên họp:
    khoá: [lần họp]
    lần họp: {kiểu: số nguyên}
    thành viên: {kiểu: số nguyên}
    phiếu thuận: {kiểu: số nguyên, từ: 0}
    phòng: {kiểu: thuộc phòng, chiều ngược: phiên họp}
  phòng: {}
ràng buộc:
  R1: {cho: phiên họp, tên: Phiếu không nhiều hơn người, khi: phiếu thuận ≤ thành viên}
"""


def write(folder: Path, text: str = RULES) -> Path:
    path = folder / "nho.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def dossier(**facts: object) -> dict[str, object]:
    return {"ngày xét": "2021-12-01", "kỳ xét": "2021", "phiên họp": [{"lần họp": 1, **facts}]}


def test_more_ayes_than_members_are_refused(tmp_path: Path) -> None:
    """Facts that surely break a constraint are refused, with its name and the subject's key."""
    with pytest.raises(DossierError) as caught:
        load(write(tmp_path)).read_case(dossier(**{"thành viên": 10, "phiếu thuận": 11}))
    (fault,) = caught.value.diagnostics
    assert fault.code == "FACT-48"
    assert fault.arguments["title"] == "Phiếu không nhiều hơn người"
    assert fault.arguments["key"] == "1"


@pytest.mark.parametrize("facts", [{"thành viên": 10, "phiếu thuận": 10}, {"phiếu thuận": 11}, {}])
def test_facts_that_may_agree_are_kept(tmp_path: Path, facts: dict[str, object]) -> None:
    """What is missing may still make the facts agree, so that they are kept."""
    assert list(load(write(tmp_path)).read_case(dossier(**facts)).of_type("phiên họp"))


def test_a_constraint_looks_at_its_own_fact_only(tmp_path: Path) -> None:
    """A constraint that speaks of other facts is told at its condition."""
    path = write(tmp_path, RULES.replace("phiếu thuận ≤ thành viên", "số phiên họp của phòng ≤ 3"))
    ruleset, findings = inspect(path)
    assert ruleset is None
    assert [(each.code, each.place.line) for each in findings if each.code == "TYPE-44"] == [("TYPE-44", 14)]


def test_constraints_count_in_the_content(tmp_path: Path) -> None:
    """A ruleset with another constraint is another ruleset."""
    first = load(write(tmp_path)).hash
    assert load(write(tmp_path, RULES.replace("≤", "<"))).hash != first
