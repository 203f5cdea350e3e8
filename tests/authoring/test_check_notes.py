"""What a check lists although nothing has to be mended, and what it says of the bundled ruleset."""

from pathlib import Path

from tests.report.small import RULES, write
from thidua_rules.authoring.check import check
from thidua_rules.diagnostics import Severity


def test_the_bundled_ruleset_is_clean() -> None:
    """`btnmt/2021` has no error and no warning, and cites every clause of its sources."""
    report = check("btnmt/2021")
    assert report.clean
    assert all(cited == count for cited, count in report.cited().values())


def test_readings_and_sentences_left_uncoded_are_listed_together(tmp_path: Path) -> None:
    """A ruleset with both has a note for each, in that order, and is clean with its scenarios."""
    report = check(write(tmp_path))
    assert report.clean
    assert report.count(Severity.NOTE) == 2
    assert [(each.code, each.arguments["code"]) for each in report.findings] == [("RULE-30", "T1"), ("RULE-31", "T1.e")]


def test_a_rule_made_from_a_summary_is_a_note(tmp_path: Path) -> None:
    """What rests on a summary of the text is told."""
    text = RULES.replace("    tên: Mức hoàn thành\n", "    tên: Mức hoàn thành\n    nguồn: tóm tắt\n")
    report = check(write(tmp_path, text))
    assert report.clean
    assert ("RULE-32", "C1") in [(each.code, each.arguments.get("code")) for each in report.findings]
