"""What a policy officer gets wrong with titles, quotas, scores, grades, money and inheritance, through the command."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests import school
from tests.mistakes import FACTS, OFFICE, RULES, SCHOOL, Edit
from thidua_rules import api
from thidua_rules.api import Ruleset
from thidua_rules.cli import main

TEXTS = {OFFICE: school.OFFICE, SCHOOL: school.SCHOOL}
api_load = api.load


def write(root: Path, *edits: Edit) -> Path:
    """The two rulesets, damaged by replacing in each file the first of one text by another; the school's."""
    texts = dict(TEXTS)
    for file, old, new in edits:
        assert old in texts[file]
        texts[file] = texts[file].replace(old, new, 1)
    for file, text in texts.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    return root / SCHOOL


def run(*arguments: object) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of a command; whatever is not a plain exit fails the test."""
    result = CliRunner().invoke(main, [*map(str, arguments), "--json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    data = json.loads(result.stdout)
    assert isinstance(data, dict)
    return result.exit_code, data


def findings(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The errors and warnings; each is said in both languages, with its place and the line it is about."""
    found = [each for each in data.get("findings", []) if each["severity"] != "note"]
    for each in found:
        assert each["message"]["vi"]
        assert each["message"]["en"]
        assert each["place"]["line"]
        assert each["hint"]["vi"], each["code"]
        assert each["hint"]["en"]
    return found


@pytest.mark.parametrize("case", RULES)
def test_ruleset(case: str, tmp_path: Path) -> None:
    """A damaged ruleset gives exactly the findings of the damage, each at its place."""
    edits, wanted = RULES[case]
    code, data = run("check", write(tmp_path, *edits))
    named = {"so": "OFFICE", "truong": "SCHOOL"}
    found = [(each["code"], each["place"]) for each in findings(data)]
    shown = [f"{name}@{named[Path(at['file']).parent.name]}:{at['line']}:{at['column']}" for name, at in found]
    assert (code, " ".join(shown)) == (1, wanted)


def test_the_school_is_clean(tmp_path: Path) -> None:
    """What the damage is done to has no fault of its own, and every command takes it."""
    rules = write(tmp_path)
    (tmp_path / "hs.yaml").write_text(school.DOSSIER, encoding="utf-8")
    assert run("check", rules)[0] == 0
    assert run("show", rules, "CSG")[0] == 0
    assert run("test", rules)[0] == 0
    _, data = run("explain", rules, tmp_path / "hs.yaml", "A", "CSG")
    assert data["status"] == "met"
    for who, name, value in (("A; 11/2026", "điểm tháng", "38.5"), ("A", "tiền thưởng", "2340000")):
        code, data = run("explain", rules, tmp_path / "hs.yaml", who, name)
        assert (code, data["value"]["low"], data["value"]["high"]) == (0, value, value)
        assert data["text"].startswith(f"{who} · {name}")


def test_circles_are_told_with_the_names_as_declared(tmp_path: Path) -> None:
    """A circle through titles and members is printed from name to name, back to where it began."""
    edits, _ = RULES["cycle titles members"]
    _, data = run("check", write(tmp_path, *edits))
    (found,) = findings(data)
    for message in found["message"].values():
        assert "CSG → đủ chuẩn CSG → TTG → đủ chuẩn TTG → CSG" in message


@cache
def undamaged(path: str) -> Ruleset:
    return api_load(path)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("rules"))


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dossiers are damaged, not the ruleset that they are decided under."""
    monkeypatch.setattr(api, "load", lambda reference, **_: undamaged(str(reference)))


@pytest.mark.parametrize("case", FACTS)
def test_dossier(case: str, rules: Path, tmp_path: Path) -> None:
    """A dossier with a fault is refused at the place of the fault."""
    old, new, wanted = FACTS[case]
    assert old in school.DOSSIER
    path = tmp_path / "hs.yaml"
    path.write_text(school.DOSSIER.replace(old, new, 1), encoding="utf-8")
    code, data = run("decide", rules, path)
    shown = [f"{each['code']}@{each['place']['line']}:{each['place']['column']}" for each in findings(data)]
    assert (code, " ".join(shown)) == (1, wanted)


def test_a_ruleset_out_of_force_is_told(rules: Path, tmp_path: Path) -> None:
    """A dossier of another time is decided by the ruleset that was named, with a warning in the user's language."""
    path = tmp_path / "hs.yaml"
    path.write_text(school.DOSSIER.replace("15/12/2026", "15/12/2028", 1), encoding="utf-8")
    for lang, words in (("vi", "không có hiệu lực vào 15/12/2028"), ("en", "not on 15/12/2028")):
        result = CliRunner().invoke(main, ["--lang", lang, "decide", str(rules), str(path), "--json"])
        assert result.exit_code == 0
        assert "USE-67" in result.stderr
        assert words in result.stderr
        assert json.loads(result.stdout)["subjects"]


def test_a_misspelt_score_is_suggested(rules: Path, tmp_path: Path) -> None:
    """Whoever asks about a score, grade or amount by a wrong name is told the right one."""
    path = tmp_path / "hs.yaml"
    path.write_text(school.DOSSIER, encoding="utf-8")
    code, data = run("explain", rules, path, "A", "tiền thuong")
    (finding,) = data["findings"]
    assert (code, finding["code"]) == (2, "USE-51")
    assert "`tiền thưởng`" in finding["hint"]["vi"]


SCENARIO = """\
mặc định: {{ngày xét: 15/12/2026, kỳ xét: 2026}}
tình huống:
  - tên: một
    hồ sơ: {{cá nhân: [{{mã: A, bị kỷ luật: sai}}], phiếu tháng: [{{cá nhân: A, tháng: 11/2026, mất hồ sơ: đúng}}]}}
    mong đợi: {{{wanted}}}
"""
EXPECTED = {
    "no such title": ("A: {LDG: đạt}", 1, "TEST-04"),
    "no such grade": ('"A; 11/2026": {mức tháng: giỏi}', 1, "FACT-06"),
    "no such status": ("A: {LĐG: được}", 1, "TEST-06"),
    "nobody": ("Z: {LĐG: đạt}", 1, "TEST-05"),
    "another grade": ('"A; 11/2026": {mức tháng: tốt}', 1, None),
    "the grade there is": ('"A; 11/2026": {mức tháng: không xếp loại}', 0, None),
}


@pytest.mark.parametrize("case", EXPECTED)
def test_scenario(case: str, tmp_path: Path) -> None:
    """An expectation that cannot be is a finding of check and test; one that is not met fails, and is told."""
    wanted, code, name = EXPECTED[case]
    folder = tmp_path / "truong" / "2026"
    (folder / "tinh-huong").mkdir(parents=True)
    write(tmp_path)
    (tmp_path / SCHOOL).rename(folder / "bo-quy-tac.yaml")
    scenario = folder / "tinh-huong" / "mot.tinh-huong.yaml"
    scenario.write_text(SCENARIO.format(wanted=wanted), encoding="utf-8")
    assert run("test", folder)[0] == code
    checked, data = run("check", folder)
    assert [each["code"] for each in findings(data)] == ([] if name is None else [name])
    assert checked == (0 if name is None else 1)
