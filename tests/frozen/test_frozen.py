"""Rulesets written in the first version of the language load, print and decide as they did, but for what was mended.

`ngon-ngu-1.zip` holds the rulesets and dossiers, and what the library that first had this version made of them. It is
never changed; whatever comes out otherwise stands here with its reason.
"""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.frozen.recording import DECIDED, NAMES, decided, printed
from thidua_rules.cli import main

MENDED: dict[str, tuple[str, str]] = {}
"""Why verdicts came to be others: the ruleset, and how their codes begin."""


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The folder with the rulesets, looked up before the bundled ones, and the record."""
    folder = tmp_path_factory.mktemp("frozen")
    with zipfile.ZipFile(Path(__file__).with_name("ngon-ngu-1.zip")) as archive:
        archive.extractall(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THIDUA_RULES_PATH", str(folder / "rulesets"))
        yield folder, json.loads((folder / "record.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_ruleset_prints_as_it_did(frozen: tuple[Path, dict[str, Any]], name: str) -> None:
    """Nothing that policy staff read in a ruleset is lost or worded otherwise."""
    assert printed(name) == frozen[1]["printed"][name]


@pytest.mark.parametrize(("name", "dossier"), DECIDED)
def test_a_dossier_is_decided_as_it_was(frozen: tuple[Path, dict[str, Any]], name: str, dossier: str) -> None:
    """Every verdict and value is the same, but for what is listed with its reason."""
    folder, record = frozen
    before, after = record["decided"][f"{name} {dossier}"], dict(decided(name, folder / dossier))
    other = {key: (before.get(key), after.get(key)) for key in before | after if before.get(key) != after.get(key)}
    for ruleset, code in MENDED.values():
        other = {key: pair for key, pair in other.items() if ruleset != name or not key.split()[-1].startswith(code)}
    assert other == {}


def test_scenarios_pass_as_they_did(frozen: tuple[Path, dict[str, Any]]) -> None:
    """The scenarios of scores and grades, which no bundled dossier has, still hold."""
    result = CliRunner().invoke(main, ["test", "danh-gia/2026"])
    assert (result.exit_code, "58" in result.output) == (0, True), result.output
