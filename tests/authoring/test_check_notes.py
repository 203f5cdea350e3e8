"""What a check lists although nothing has to be mended, and what it says of the bundled ruleset."""

from pathlib import Path

from tests.authoring.small import write_rules
from tests.report.small import RULES, write
from thidua_rules.api import load
from thidua_rules.authoring.check import check
from thidua_rules.diagnostics import Severity


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


def test_clauses_to_be_confirmed_are_counted_down(tmp_path: Path) -> None:
    """A note says how many are left; it goes with the last one, and the content hash never changes."""
    home = write_rules(tmp_path / "bo")
    path = home / "bo.yaml"
    text = path.read_text(encoding="utf-8")
    hashes = set()
    for said, left in (("đúng", "2/2"), ("[A, B]", "2/2"), ("[B]", "1/2"), ("[]", None), ("sai", None)):
        path.write_text(text.replace("    mục:", f"    cần xác nhận: {said}\n    mục:"), encoding="utf-8")
        report = check(home)
        told = [each.message("vi") for each in report.findings if each.code == "DOC-12"]
        assert [f"còn {left}" in each for each in told] == ([True] if left else [])
        assert report.clean
        assert report.ruleset is not None
        hashes.add(report.ruleset.hash)
    path.write_text(text, encoding="utf-8")
    assert hashes == {load(home).hash}


def test_only_declared_clauses_can_be_confirmed(tmp_path: Path) -> None:
    """A clause that the document does not list is a fault at its place."""
    path = write_rules(tmp_path / "bo") / "bo.yaml"
    text = path.read_text(encoding="utf-8").replace("    mục:", "    cần xác nhận: [C]\n    mục:")
    path.write_text(text, encoding="utf-8")
    assert [(each.code, each.place.line) for each in check(path).findings] == [("DOC-07", 10)]
