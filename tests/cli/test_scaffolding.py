"""The command that begins a ruleset, as policy staff meet it."""

from pathlib import Path

import pytest

from tests.cli.test_commands import thidua


def test_a_small_ruleset_goes_through_all_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made without a question where nobody can answer, checks, tests, and gives a workbook to fill in."""
    monkeypatch.chdir(tmp_path)
    made = thidua("new", "so-mau/2026")
    assert made.exit_code == 0
    assert made.output.startswith("đã ghi so-mau/2026\n")
    for command in (("check",), ("test",), ("facts", "-o", "ho-so.xlsx")):
        assert thidua(command[0], "so-mau/2026", *command[1:]).exit_code == 0
    again = thidua("new", "so-mau/2026")
    assert (again.exit_code, "NEW-03" in again.output) == (2, True)


def test_the_next_year_tells_which_parents_changed(tmp_path: Path) -> None:
    """In the language asked for, before it says what was written; without a source nothing is."""
    made = thidua("new", "btnmt/2026", "--from", "btnmt/2024", "--to", tmp_path / "moi", "--lang", "en")
    assert made.exit_code == 0
    assert "`luat/2025` (01/07/2025–28/02/2027) is inherited in place of `luat/2024`" in made.output
    assert thidua("new", "btnmt/2026", "--from", "khong/2024", "--to", tmp_path / "hai").exit_code == 2
    assert [each.name for each in tmp_path.iterdir()] == ["moi"]
