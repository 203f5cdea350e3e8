"""The JSON Schema accepts what the library accepts, refuses keys that there are not, and tells what each key means."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

import thidua_rules
from tests.profiles import examples
from tests.ruleset.every_key import SAMPLES
from thidua_rules.authoring.schema import schema
from thidua_rules.cli import main
from thidua_rules.ruleset.files.keys import FORMS
from thidua_rules.ruleset.files.sources import SCENARIO
from thidua_rules.ruleset.files.structure import STANDINGS, standing_at
from thidua_rules.source import yaml_tree
from thidua_rules.source.yaml_kept import read_kept

SHIPPED = Path(thidua_rules.__file__).parents[1] / "rulesets"
FILES = sorted(SHIPPED.rglob("*.yaml"), key=lambda path: path.stat().st_size)
VALIDATORS = {"ruleset": Draft7Validator(schema("ruleset")), "scenarios": Draft7Validator(schema("scenarios"))}
Steps = tuple[str | int, ...]


def plain(node: yaml_tree.Node | None) -> Any:
    """A tree as those read it who know nothing of places."""
    if isinstance(node, yaml_tree.Mapping):
        return {key.text: plain(value) for key, value in node}
    if isinstance(node, yaml_tree.Sequence):
        return [plain(each) for each in node.items]
    return node.text if node is not None else None


def kind_of(path: Path) -> str:
    return "scenarios" if path.name.endswith(SCENARIO) else "ruleset"


def read(path: Path) -> Any:
    return plain(read_kept(path.read_text(encoding="utf-8"), str(path))[0])


def mappings(data: Any, at: Steps = ()) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """Every mapping in a file, with its path."""
    if isinstance(data, dict):
        yield at, data
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from mappings(value, (*at, key))


@pytest.mark.parametrize("kind", VALIDATORS)
def test_the_schema_is_one(kind: str) -> None:
    """It is a schema of its draft, in both languages."""
    for lang in ("vi", "en"):
        Draft7Validator.check_schema(schema(kind, lang))  # type: ignore[arg-type]


def test_shipped_files_are_valid() -> None:
    """Every ruleset file that is shipped fits its schema, and so do files of scenarios, the largest in deep runs."""
    rules = [path for path in FILES if kind_of(path) == "ruleset"]
    scenarios = [path for path in FILES if kind_of(path) == "scenarios"]
    for path in (*rules, *scenarios[: examples(25)]):
        errors = [error.message for error in VALIDATORS[kind_of(path)].iter_errors(read(path))]
        assert errors == [], path


def test_every_key_in_use_is_accepted() -> None:
    """The small rulesets in which each key of each form stands are valid."""
    assert {sample.form.name for sample in SAMPLES} == {form.name for form in FORMS}
    for sample in SAMPLES:
        data = plain(yaml_tree.read(sample.text, name="bo.yaml")[0])
        assert [error.message for error in VALIDATORS["ruleset"].iter_errors(data)] == [], sample.form.name


@pytest.mark.parametrize("name", ["btnmt/2021/bo-quy-tac.yaml", "danh-gia/2026/cong-chuc.yaml"])
def test_a_mistyped_key_is_refused_wherever_keys_are_those_of_the_language(name: str) -> None:
    """With one wrong key in any mapping of the language's own keys the file is no longer valid."""
    path = SHIPPED / name
    data = read(path)
    tried = 0
    for at, mapping in mappings(data):
        here = standing_at("ruleset", at)
        if here.keys and here.named is None:
            mapping["yêu câu"] = "sai"
            assert not VALIDATORS["ruleset"].is_valid(data), at
            del mapping["yêu câu"]
            tried += 1
    assert tried > 10
    assert VALIDATORS["ruleset"].is_valid(data)


def test_every_form_stands_somewhere_and_every_place_is_described() -> None:
    """No form of keys is forgotten, and whatever a standing names there is."""
    assert {form.name for form in FORMS} <= {form.name for each in STANDINGS.values() for form in each.forms}
    for here in STANDINGS.values():
        below = {here.below(key) for key in here.keys} | {here.named, here.items}
        assert below - {None} <= STANDINGS.keys()


@pytest.mark.parametrize("kind", VALIDATORS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_key_is_described(kind: str, lang: str) -> None:
    """Each key of each mapping has a description, in the language asked for."""
    found = schema(kind, lang)["definitions"]  # type: ignore[arg-type]
    ways = [one for each in found.values() for one in (each, *each.get("anyOf", ()))]
    lacking = [
        key
        for one in ways
        for key, said in one.get("properties", {}).items()
        if "description" not in said and not said.get("deprecated")
    ]
    assert lacking == []


def test_the_command_prints_or_writes_it(tmp_path: Path) -> None:
    """To the output, or to a file, whole or not at all."""
    printed = CliRunner().invoke(main, ["schema", "--of", "scenarios"]).output
    assert '"mong đợi"' in printed
    path = tmp_path / "a.json"
    assert CliRunner().invoke(main, ["schema", "--of", "scenarios", "-o", str(path)]).exit_code == 0
    assert path.read_text(encoding="utf-8") == printed
    assert CliRunner().invoke(main, ["schema", "-o", str(tmp_path / "không" / "có.json")]).exit_code == 2
