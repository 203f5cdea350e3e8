"""Checking a ruleset: findings, clauses, and what its authors decided or left out."""

from pathlib import Path

import pytest

from tests.report.small import RULES, SCENARIOS, write
from thidua_rules.authoring.check import check
from thidua_rules.diagnostics import Severity, UsageError


def test_a_clean_ruleset(tmp_path: Path) -> None:
    """Readings and sentences that are not encoded are listed as notes, which are no findings."""
    report = check(write(tmp_path))
    assert report.clean
    assert report.ruleset is not None
    assert [(each.code, each.arguments["code"]) for each in report.findings] == [("RULE-30", "T1"), ("RULE-31", "T1.e")]
    assert report.cited() == {"vb-1": (8, 8)}
    assert report.count(Severity.NOTE) == 2


def test_the_bundled_ruleset_is_clean() -> None:
    """`btnmt/2021` has no error and no warning, and cites every clause of its sources."""
    report = check("btnmt/2021")
    assert report.clean
    assert all(cited == count for cited, count in report.cited().values())


def test_a_clause_that_nothing_cites(tmp_path: Path) -> None:
    """An uncited clause is a warning, so the ruleset is not clean."""
    report = check(write(tmp_path, RULES.replace("C2: đứng đầu}", "C2: đứng đầu, C3: sót}")))
    assert not report.clean
    assert report.cited() == {"vb-1": (8, 9)}
    assert [each.code for each in report.findings if each.severity is Severity.WARNING] == ["SET-21"]


def test_a_rule_made_from_a_summary(tmp_path: Path) -> None:
    """What rests on a summary of the text is noted."""
    report = check(
        write(tmp_path, RULES.replace("    tên: Mức hoàn thành\n", "    tên: Mức hoàn thành\n    nguồn: tóm tắt\n"))
    )
    assert ("RULE-32", "C1") in [(each.code, each.arguments.get("code")) for each in report.findings]


def test_faults_in_scenarios_are_findings(tmp_path: Path) -> None:
    """The form of scenario files is checked too."""
    report = check(write(tmp_path, scenarios=SCENARIOS.replace("mong đợi: {a: {T1.a: chưa", "mong: {a: {T1.a: chưa")))
    assert not report.clean
    assert {each.code for each in report.findings if each.severity is Severity.ERROR} == {"TEST-01", "TEST-03"}


def test_a_ruleset_that_cannot_be_used(tmp_path: Path) -> None:
    """Every fault is reported, and there is no ruleset."""
    report = check(write(tmp_path, RULES.replace("áp dụng khi: được giao giải ngân", "áp dụng khi: được giao giải")))
    assert report.ruleset is None
    assert not report.clean
    assert report.count(Severity.ERROR) == 1


def test_no_such_ruleset() -> None:
    """What does not exist is a fault in the use, not in a ruleset."""
    with pytest.raises(UsageError):
        check("khong/co")
