"""What the solver finds is told by `check --prove`: with its place, a hint, and the dossier that shows it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.proving.test_never_always import RULES
from thidua_rules.api import load
from thidua_rules.authoring.check import check
from thidua_rules.cli import main
from thidua_rules.proving import findings
from thidua_rules.proving.findings import proved_findings

pytestmark = pytest.mark.prove


def written(folder: Path, more: str = "") -> Path:
    """The ruleset with a fault of each kind."""
    (folder / "bo.yaml").write_text(RULES + more, encoding="utf-8")
    return folder


def test_each_finding_stands_at_its_place(tmp_path: Path) -> None:
    """The row that the plain check tells of is not told twice."""
    report = check(written(tmp_path), more=proved_findings)
    found = {(each.code, each.place.line) for each in report.findings}
    faults = {
        ("NEVER-01", 24),
        ("NEVER-02", 30),
        ("NEVER-03", 43),
        ("NEVER-04", 37),
        ("NEVER-05", 49),
        ("NEVER-06", 46),
    }
    assert found == {("TABLE-01", 57), *faults}
    assert [each.about for each in report.whole if each.dossier is not None] == ["I.b", "H1 H2"]


def test_what_is_accepted_is_a_note_and_unknown_without_the_solver(tmp_path: Path) -> None:
    """The plain check cannot know whether it is still found, and says nothing of it."""
    home = written(tmp_path, "chấp nhận: {NEVER-06 H1 H2: luật viết như vậy}\n")
    assert [each.code for each in check(home).findings] == ["TABLE-01"]
    proved = check(home, more=proved_findings)
    assert "CHECK-30" in {each.code for each in proved.findings}
    assert "NEVER-06" not in {each.code for each in proved.findings}


def test_what_is_accepted_is_not_called_over_where_the_solver_did_not_look_at_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of time, or not installed: who accepted `I` cannot be told that nothing is found there."""
    home = written(tmp_path, "chấp nhận: {NEVER-01 I: luật viết như vậy}\n")
    stale = check(home, more=proved_findings)
    hurried = check(home, more=lambda rules: proved_findings(rules, seconds=0))
    monkeypatch.setattr(findings, "solver_is_installed", lambda: False)
    without = check(home, more=proved_findings)
    assert ["CHECK-12" in {each.code for each in report.findings} for report in (stale, hurried, without)] == [
        True,
        False,
        False,
    ]


def test_without_the_solver_it_is_said_that_this_was_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note with how to install it; everything else is checked."""
    monkeypatch.setattr(findings, "solver_is_installed", lambda: False)
    report = check(written(tmp_path), more=proved_findings)
    assert [each.code for each in report.findings] == ["TABLE-01", "NEVER-12"]


def test_what_a_ruleset_inherits_is_looked_at_where_it_is_written(tmp_path: Path) -> None:
    """One that adds nothing has nothing to be looked at, and leaves nothing open."""
    (tmp_path / "thu").mkdir()
    (tmp_path / "con").mkdir()
    written(tmp_path / "thu")
    child = "bộ quy tắc: con/2021\ntên: Bộ con\nhiệu lực: {từ: 2021-01-01, đến: 2021-12-31}\nkế thừa: [../thu]\n"
    (tmp_path / "con" / "bo.yaml").write_text(child, encoding="utf-8")
    assert not list(proved_findings(load(tmp_path / "con"), seconds=0))


def test_the_command_shows_the_dossier(tmp_path: Path) -> None:
    """Below the finding that it demonstrates."""
    result = CliRunner().invoke(main, ["check", str(written(tmp_path)), "--prove"])
    assert result.exit_code == 1
    assert "hồ sơ nhỏ nhất cho thấy:\n    bộ quy tắc: thu/2021\n" in result.output
