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

import thidua_rules as tr
from tests.frozen.recording import DECIDED, NAMES, decided, printed
from thidua_rules.cli import main

HASHES = {
    "btnmt/2021": "be6b85efc1bc6e6912ab3b5ddedc35064e3c157aadd9b62eb18c6a5c07612a96",
    "btnmt/2024": "5a517b72331574933dffca1f085007958ace94d940434f69c0d6cd18232af2ee",
    "chung/danh-hieu": "6fc148ac42ec9345ffb5f6146e17c47c8de07fa39ca0e60f0286201d6ddb164a",
    "chung/luat-06-2022": "a6db2112f655991fc99be23545148d3b026894dc4ae25d733776788eadd2554e",
    "chung/luat-2003": "2dd14ea19460c9bba143ee0b2de9783cf422dc5a3213f3899075abc205c81759",
    "danh-gia/2026": "823c76f2cae1794c400e107d2af0222bc6e864fd987214aae5ab82f09c6da0f4",
    "luat/2014": "41911b2c0d1f8f29b4cd4ad7f884fb432c5273b646d25d386ac0756e4c0c3e5d",
    "luat/2017": "64e02335387d12973d511a2a68f7c03da6132d106cfe22de6322488ba9e31bbf",
    "luat/2024": "bdd4f371c02df7b69a8a0610671dd055aa2d740834ff7935d00bf4f2b5b2fae0",
    "luat/2025": "c6fb58e05d627a09e447041bd58280123b7c8dbfcf21c58e29588a6bf8d5284f",
}
"""The content hash that decisions of then were signed with."""

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
    """Nothing that policy staff read in a ruleset is lost, moved or worded otherwise; what is told besides is new."""
    lines = iter(printed(name).splitlines())
    assert [each for each in frozen[1]["printed"][name].splitlines() if each not in lines] == []


@pytest.mark.parametrize(("name", "dossier"), DECIDED)
def test_a_dossier_is_decided_as_it_was(frozen: tuple[Path, dict[str, Any]], name: str, dossier: str) -> None:
    """Every verdict and value is the same, but for what is listed with its reason."""
    folder, record = frozen
    before, after = record["decided"][f"{name} {dossier}"], dict(decided(name, folder / dossier))
    other = {key: (before.get(key), after.get(key)) for key in before | after if before.get(key) != after.get(key)}
    for ruleset, code in MENDED.values():
        other = {key: pair for key, pair in other.items() if ruleset != name or not key.split()[-1].startswith(code)}
    assert other == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_ruleset_keeps_its_hash(frozen: tuple[Path, dict[str, Any]], name: str) -> None:
    """A decision that names the content of a ruleset can be held against it later, whatever the language has learnt."""
    assert tr.load(name).hash == HASHES[name]


def test_scenarios_pass_as_they_did(frozen: tuple[Path, dict[str, Any]]) -> None:
    """The scenarios of scores and grades, which no bundled dossier has, still hold."""
    result = CliRunner().invoke(main, ["test", "danh-gia/2026"])
    assert (result.exit_code, "58" in result.output) == (0, True), result.output
