"""The desk answers for the texts that are open, saved or not, and keeps what did not change."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.editor.small import RULES, SCENARIOS, WORDS, small
from thidua_rules.cli import main
from thidua_rules.diagnostics import Diagnostic


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [each.code for each in found]


def test_what_is_not_saved_counts(tmp_path: Path) -> None:
    """A fault in an open text is found in the whole ruleset, and is gone when the text is closed."""
    desk, files = small(tmp_path)
    assert codes(desk.findings(files["rules"], whole=True)) == []
    desk.open(files["words"], WORDS.replace("    điểm:", "    số điểm:"))
    assert codes(desk.findings(files["rules"])) == ["NAME-01"]
    desk.close(files["words"])
    assert desk.findings(files["rules"]) == ()


def test_scenarios_are_looked_at_where_one_is_written(tmp_path: Path) -> None:
    """The file in hand at once, those of the whole ruleset when that is asked for."""
    desk, files = small(tmp_path)
    desk.open(files["scenarios"], SCENARIOS.replace("G: đạt", "G: đạt lắm"))
    assert codes(desk.findings(files["scenarios"])) == ["TEST-06"]
    assert codes(desk.findings(files["rules"])) == []
    assert codes(desk.findings(files["rules"], whole=True)) == ["TEST-06"]


def test_what_a_broken_file_declared_is_remembered(tmp_path: Path) -> None:
    """While a file cannot be read, the names that it declared are still names."""
    desk, files = small(tmp_path)
    before = desk.study(files["rules"])
    desk.open(files["words"], WORDS + "\n  [")
    after = desk.study(files["rules"])
    assert after.declared.symbols.keys() == before.declared.symbols.keys()
    assert after.unread == (files["words"],)
    assert before.unread == ()


def test_only_the_changed_file_is_read_again(tmp_path: Path) -> None:
    """A change that declares nothing new leaves what was found in the other files as it is, the very same."""
    desk, files = small(tmp_path)
    before = desk.study(files["rules"])
    desk.open(files["rules"], "# lời dẫn\n" + RULES)
    after = desk.study(files["rules"])
    assert after.found[files["scenarios"]] is before.found[files["scenarios"]]
    assert after.found[files["rules"]] != before.found[files["rules"]]


def test_a_file_that_comes_to_be_is_found(tmp_path: Path) -> None:
    """After something was saved elsewhere the files are looked up anew."""
    desk, files = small(tmp_path)
    desk.study(files["rules"])
    (tmp_path / "duoi" / "them.yaml").write_text("tham số:\n  mới: {kiểu: số, giá trị: 1, căn cứ: qd M1}\n", "utf-8")
    assert ("name", "mới") not in desk.study(files["rules"]).declared.symbols
    desk.refresh()
    assert any(each.shown == "mới" for each in desk.study(files["rules"]).declared.all("name"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_without_the_extra_the_command_says_how_to_install_it(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody without pygls is told what to run, and nothing else happens."""
    monkeypatch.delitem(sys.modules, "thidua_rules.editor.server", raising=False)
    for name in ("pygls", "lsprotocol"):
        monkeypatch.setitem(sys.modules, name, None)
    found = CliRunner().invoke(main, ["lsp", "--lang", lang])
    assert found.exit_code == 2
    assert "EDIT-07" in found.output
    assert "-m pip install 'thidua-rules[lsp]'" in found.output
