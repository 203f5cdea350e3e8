"""Checking a ruleset: what counts against it, and what is only worth knowing."""

from pathlib import Path

import pytest

from tests.authoring.small import lines, scenario, write_rules, write_scenarios
from thidua_rules.authoring.check import check
from thidua_rules.diagnostics import Severity, UsageError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the small ruleset."""
    return write_rules(tmp_path / "bo")


def edit(home: Path, old: str, new: str) -> Path:
    """The ruleset with a passage replaced."""
    path = home / "bo.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return home


def test_a_ruleset_without_findings_is_clean(home: Path) -> None:
    """Every clause is cited and nothing is found."""
    report = check(home)
    assert report.clean
    assert report.findings == ()
    assert report.cited() == {"vb-1": (2, 2)}


def test_a_clause_that_nothing_cites_is_a_warning(home: Path) -> None:
    """The warning names the clause at its document, the count falls short, and the ruleset is not clean."""
    report = check(edit(home, "B: người đứng đầu", "B: người đứng đầu, C: khác"))
    assert lines(report.findings) == [("SET-21", 6)]
    assert report.count(Severity.WARNING) == 1
    assert report.cited() == {"vb-1": (2, 3)}
    assert not report.clean


def test_recorded_readings_are_notes_and_leave_it_clean(home: Path) -> None:
    """A reading is told to whoever checks, but is nothing to mend."""
    report = check(edit(home, "    tên: Đủ điểm\n", "    tên: Đủ điểm\n    diễn giải: {chọn: a, lý do: b}\n"))
    assert [(each.code, each.severity) for each in report.findings] == [("RULE-30", Severity.NOTE)]
    assert report.clean


def test_a_sentence_left_uncoded_counts_as_cited(home: Path) -> None:
    """A requirement that only says why it is not encoded cites its clause and is a note."""
    edit(home, "B: người đứng đầu", "B: người đứng đầu, C: lời kêu gọi")
    node = "    khi: điểm ≥ điểm tối thiểu\n  B:"
    parts = """\
    yêu cầu:
      A.1: {khi: điểm ≥ điểm tối thiểu, căn cứ: vb-1 A}
      A.2: {không mã hoá: Lời kêu gọi chung., căn cứ: vb-1 C}
  B:"""
    report = check(edit(home, node, parts))
    assert [each.code for each in report.findings] == ["RULE-31"]
    assert report.cited() == {"vb-1": (3, 3)}


def test_an_error_leaves_no_ruleset(home: Path) -> None:
    """A condition over a name that does not exist is an error, and there is nothing to use."""
    report = check(edit(home, "khi: điểm ≥", "khi: điểm số ≥"))
    assert report.ruleset is None
    assert report.count(Severity.ERROR) >= 1
    assert not report.clean


def test_faults_of_scenarios_are_faults_of_the_ruleset(home: Path) -> None:
    """A file of scenarios that is not well formed is found when the ruleset is checked."""
    write_scenarios(home, "tình huống:\n  - x\n")
    assert lines(check(home).findings) == [("TEST-03", 2)]


def test_scenarios_are_read_and_not_run(home: Path) -> None:
    """A scenario that would not pass is no finding of the check."""
    write_scenarios(home, scenario("a: {A: không đạt}"))
    assert check(home).clean


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        ("a: {Z: đạt}", "TEST-04"),
        ("c: {A: đạt}", "TEST-05"),
        ("a: {A: tốt}", "TEST-06"),
        ("a: {điểm còn thiếu: nhiều}", "FACT-01"),
    ],
)
def test_what_scenarios_expect_must_exist(home: Path, expected: str, code: str) -> None:
    """A code, a subject or a result that there is none of is found by checking, at its line."""
    write_scenarios(home, scenario(expected))
    assert lines(check(home).findings) == [(code, 10)]


def test_faults_of_a_scenarios_dossier_are_found(home: Path) -> None:
    """A field that the vocabulary does not have is found by checking."""
    write_scenarios(home, scenario("a: {A: đạt}").replace("được xét", "được xem"))
    assert lines(check(home).findings) == [("FACT-21", 7)]


def test_a_ruleset_that_does_not_exist_is_a_fault_of_use(tmp_path: Path) -> None:
    """A path without a ruleset raises UsageError."""
    with pytest.raises(UsageError):
        check(tmp_path / "không có")
