"""A bundled ruleset whose program came with the package is the one that is read, wherever the package lies."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import thidua_rules as tr
from thidua_rules.authoring.shipping import ship
from thidua_rules.program import shipped
from thidua_rules.program.compile import compile_ruleset
from thidua_rules.source import kept

RULES = Path(__file__).parents[2] / "rulesets" / "chung"


def installed(at: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of bundled rulesets of a package that lies at a place of its own."""
    monkeypatch.setattr(tr, "__file__", str(at / "thidua_rules" / "__init__.py"))
    shipped.code_mark.cache_clear()
    return at / "thidua_rules" / "rulesets"


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The rulesets of a package as built somewhere and installed elsewhere, and an empty cache."""
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "kept"))
    built = installed(tmp_path / "dựng", monkeypatch)
    for name in ("danh-hieu", "luat-2003"):
        shutil.copytree(RULES / name, built / "chung" / name)
    ship(built, built / shipped.FOLDER)
    shutil.rmtree(tmp_path / "kept")
    shutil.move(tmp_path / "dựng", tmp_path / "cài")
    yield installed(tmp_path / "cài", monkeypatch)
    monkeypatch.undo()
    shipped.code_mark.cache_clear()


def test_a_shipped_ruleset_is_not_compiled(rules: Path, compiled: list[str]) -> None:
    """It says what the ruleset says that is read, and tells places where it is installed."""
    found = tr.load("chung/luat-2003")
    assert compiled == []
    program, _ = compile_ruleset(found.model)
    assert found.program == program
    places = {field.place.file for kind in found.program.vocabulary for field in kind.given}
    assert places == {str(path) for path in (rules / "chung" / "danh-hieu").glob("tu-vung.yaml")}
    assert found.model.location == rules / "chung" / "luat-2003"
    assert tr.load(found.model.location).hash == found.hash


def test_a_changed_ruleset_is_read_and_not_what_was_shipped(rules: Path, compiled: list[str]) -> None:
    """Also where the change is in what it inherits."""
    for path in (rules / "chung" / "danh-hieu").glob("tu-vung.yaml"):
        path.write_text(path.read_text(encoding="utf-8") + "\n# ghi thêm\n", encoding="utf-8")
    tr.load("chung/luat-2003")
    assert compiled == ["chung/luat-2003"]


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b\x08", b"{}"])
def test_a_damaged_program_is_passed_over(rules: Path, compiled: list[str], content: bytes) -> None:
    """The ruleset is read."""
    for path in (rules / shipped.FOLDER).iterdir():
        path.write_bytes(content)
    tr.load("chung/luat-2003")
    assert compiled == ["chung/luat-2003"]


def test_other_code_does_not_use_it(rules: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A program is used only by the code that made it."""
    monkeypatch.setattr(tr, "__version__", "9.9.9")
    shipped.code_mark.cache_clear()
    tr.load("chung/luat-2003")
    assert compiled == ["chung/luat-2003"]
