"""Scenarios: the form of their files, and what running them finds."""

from pathlib import Path

import pytest

from tests.report.small import ruleset
from thidua_rules.authoring.scenarios import Outcome, read_scenarios, run_scenario
from thidua_rules.diagnostics import Diagnostic

DEFAULTS = "mặc định: {ngày xét: 15/01/2022, kỳ xét: 2021}\ntình huống:\n"


def faults(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    """What is wrong in the form of a scenario file."""
    path = folder / "a.tinh-huong.yaml"
    path.write_text(text, encoding="utf-8")
    return read_scenarios(path)[1]


def run(folder: Path, dossier: str, expected: str) -> Outcome:
    """The outcome of one scenario under the small ruleset."""
    path = folder / "a.tinh-huong.yaml"
    text = f"{DEFAULTS}  - {{tên: A, hồ sơ: {dossier}, mong đợi: {expected}}}\n"
    path.write_text(text, encoding="utf-8")
    scenarios, found = read_scenarios(path)
    assert found == ()
    (scenario,) = scenarios
    return run_scenario(scenario, ruleset())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mặc định: {kỳ xét: 2021}\n", [("TEST-02", 1)]),
        ("tình huống: []\nghi thêm: x\n", [("TEST-01", 2)]),
        ("- a\n", [("TEST-02", None)]),
        (DEFAULTS + "  - tên: A\n", [("TEST-03", 3)]),
        (DEFAULTS + "  - {tên: A, hồ sơ: {}, mong doi: {}}\n", [("TEST-01", 3), ("TEST-03", 3)]),
        (DEFAULTS + "  - {tên: A, hồ sơ: {}, mong đợi: {a: đạt}}\n", [("TEST-03", 3)]),
        (DEFAULTS + "  - {tên: A, hồ sơ: {}, mong đợi: {a: {T1: [đạt]}}}\n", [("TEST-03", 3)]),
        (DEFAULTS + "  - A\n", [("TEST-03", 3)]),
    ],
)
def test_faults_in_the_form(tmp_path: Path, text: str, expected: list[tuple[str, int | None]]) -> None:
    """Each fault in a scenario file is a finding with its line."""
    assert [(each.code, each.place.line) for each in faults(tmp_path, text)] == expected


@pytest.mark.parametrize(
    ("found", "dossier"),
    [
        ("đạt", "{mã: a, được miễn: đúng}"),
        ("không đạt", "{mã: a, được miễn: sai}"),
        ("chưa đủ căn cứ", "{mã: a}"),
    ],
)
def test_every_status_can_be_expected(tmp_path: Path, found: str, dossier: str) -> None:
    """A scenario passes with the status that is found, however it is spelt, and with no other."""
    for wanted in ("đạt", "không đạt", "chưa đủ căn cứ", "không áp dụng", "Không  Đạt"):
        outcome = run(tmp_path, f"{{tập thể: [{dossier}]}}", f"{{a: {{T1.d.2: {wanted}}}}}")
        assert outcome.passed is (wanted.lower().split() == found.split())
        assert [each.actual for each in outcome.mismatches] == ([] if outcome.passed else [found])


def test_not_applicable(tmp_path: Path) -> None:
    """What does not apply is expected as such."""
    assert run(tmp_path, "{tập thể: [{mã: a, được giao giải ngân: sai}]}", "{a: {T1.b: không áp dụng}}").passed


@pytest.mark.parametrize(
    ("wanted", "passed", "actual"), [("50%", True, None), ("51%", False, "1/2"), ("chưa đủ căn cứ", False, "1/2")]
)
def test_a_quantity_is_expected_as_a_value(tmp_path: Path, wanted: str, passed: bool, actual: str | None) -> None:
    """A quantity is compared exactly; where it is known, `chưa đủ căn cứ` is a mismatch."""
    people = "[{mã: x, đơn vị: a, mức: tốt}, {mã: y, đơn vị: a, mức: yếu}]"
    dossier = f"{{đầy đủ: [cá nhân], tập thể: [{{mã: a}}], cá nhân: {people}}}"
    outcome = run(tmp_path, dossier, f"{{a: {{tỷ lệ người tốt: {wanted}}}}}")
    assert outcome.passed is passed
    assert [each.actual for each in outcome.mismatches] == ([] if actual is None else [actual])


def test_a_mismatch_is_explained(tmp_path: Path) -> None:
    """Of a conclusion that is not as expected, the proof is told."""
    outcome = run(tmp_path, "{tập thể: [{mã: a, được miễn: sai}]}", "{a: {T1.d.2: đạt}}")
    assert outcome.mismatches[0].explanation.startswith("a · T1.d.2 được miễn: KHÔNG ĐẠT")
    assert outcome.mismatches[0].expectation.place.line == 3


@pytest.mark.parametrize(
    ("dossier", "expected", "code"),
    [
        ("{tập thể: [{mã: a}]}", "{a: {T9: đạt}}", "TEST-04"),
        ("{tập thể: [{mã: a}]}", "{b: {T1: đạt}}", "TEST-05"),
        ("{tập thể: [{mã: a}]}", "{a: {T1: có}}", "TEST-06"),
        ("{tập thể: [{mã: a, tỷ lệ hoàn thành kế hoạch: cao}]}", "{a: {T1: đạt}}", "FACT-"),
        ("{tập thể: [{mã: a}]}", "{a: {tỷ lệ người tốt: nhiều}}", "FACT-"),
    ],
)
def test_faults_in_running(tmp_path: Path, dossier: str, expected: str, code: str) -> None:
    """A scenario that cannot be compared does not pass; what keeps it from that is located."""
    outcome = run(tmp_path, dossier, expected)
    assert not outcome.passed
    assert outcome.faults[0].code.startswith(code)
    assert outcome.faults[0].place.line == 3
