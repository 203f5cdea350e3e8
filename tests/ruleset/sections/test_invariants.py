"""Invariants: each form of the sentence is read, each fault told at its place, and nothing is decided otherwise."""

from pathlib import Path

import pytest

from tests.ruleset.test_ruleset_diagnostics import BASE
from thidua_rules.api import inspect, load
from thidua_rules.program import ir

TITLES = f"""{BASE}  việc làm:
    người làm: {{kiểu: thuộc tập thể, chiều ngược: việc làm}}
    xong: đúng/sai
danh hiệu:
  A: {{cho: tập thể, tên: A, căn cứ: vb-1 M1, yêu cầu: {{a: tốt}}}}
  B: {{cho: tập thể, tên: B, căn cứ: vb-1 M2, yêu cầu: {{a: điểm thi đua ≥ 5, b: có việc làm}}}}
"""
"""20 lines; an invariant stands on line 22."""


def stated(sentence: str, more: str = "") -> str:
    """The ruleset with one invariant."""
    return f"{TITLES}bất biến:\n  B1: {{cho: tập thể, khẳng định: {sentence}{more}}}\n"


def read(text: str, folder: Path) -> ir.Invariant:
    """The one invariant of a ruleset."""
    (folder / "bo.yaml").write_text(text, encoding="utf-8")
    (found,) = load(folder).program.invariants
    return found


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("đạt B thì đạt A", ir.Implies),
        ("Nếu điểm thi đua < 3 thì không đạt danh hiệu nào", ir.Implies),
        ("càng nhiều việc làm càng không mất A; B", ir.Keeps),
        ("càng ít việc làm trong đó (không xong) càng không mất danh hiệu nào", ir.Keeps),
        ("càng cao điểm thi đua càng không mất B", ir.Keeps),
        ("tốt khác nhau thì kết quả như nhau trừ khi bằng nhau", ir.Alike),
    ],
)
def test_each_form_is_read(sentence: str, kind: type, tmp_path: Path) -> None:
    """The sentence becomes what its form says, and is kept as written."""
    found = read(stated(sentence, ", cỡ: {việc làm: 3}"), tmp_path)
    assert isinstance(found.states, kind)
    assert found.about.text == sentence
    assert found.sizes == {"việc làm": 3}


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        (stated("tót thì đạt A"), "NAME-01", "22:34"),
        (stated("đạt A thì tót"), "NAME-01", "22:44"),
        (stated("càng nhiều việc làm càng không mất A; C"), "TYPE-04", "22:72"),
        (f"{TITLES}bất biến:\n  B1: {{cho: tập thể}}\n", "INV-01", "22:3"),
        (stated("luôn luôn đúng"), "INV-02", "22:34"),
        (stated("đạt A thì đạt B", ", cỡ: {việc làm: 99}"), "INV-03", "22:66"),
        (stated("càng nhiều 2 × điểm thi đua càng không mất A"), "INV-04", "22:45"),
        (stated("giỏi khác nhau thì kết quả như nhau"), "INV-05", "22:34"),
        (f"{TITLES}bất biến:\n  B1: {{khẳng định: đạt A thì đạt B}}\n", "RULE-01", "22:3"),
    ],
)
def test_a_fault_is_told_at_its_place(text: str, code: str, where: str, tmp_path: Path) -> None:
    """One fault, at the part of the sentence that has it."""
    (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    _, findings = inspect(tmp_path)
    assert [(each.code, f"{each.place.line}:{each.place.column}") for each in findings] == [(code, where)]


def test_an_invariant_leaves_the_hash_as_it_is(tmp_path: Path) -> None:
    """It decides nothing, so what was decided before it was written stays what that ruleset decides."""
    for name, text in (("a", TITLES), ("b", stated("đạt B thì đạt A"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "bo.yaml").write_text(text, encoding="utf-8")
    assert load(tmp_path / "a").hash == load(tmp_path / "b").hash


def test_invariants_are_inherited(tmp_path: Path) -> None:
    """What the law promises is asked of the rules of a body too."""
    (tmp_path / "luat").mkdir()
    (tmp_path / "luat" / "bo.yaml").write_text(stated("đạt B thì đạt A"), encoding="utf-8")
    child = "bộ quy tắc: con/2021\ntên: Bộ con\nhiệu lực: {từ: 2021-01-01, đến: 2021-12-31}\nkế thừa: [../luat]\n"
    (tmp_path / "con").mkdir()
    (tmp_path / "con" / "bo.yaml").write_text(child, encoding="utf-8")
    assert [each.code for each in load(tmp_path / "con").program.invariants] == ["B1"]
