"""A ruleset found kept is the ruleset that is read; what is stale, damaged or foreign is not used."""

import hashlib
import json
import os
import pickle
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import thidua_rules as tr
from thidua_rules.program import kept as programs
from thidua_rules.program.compile import compile_ruleset
from thidua_rules.ruleset import reading
from thidua_rules.source import kept as cache

HEAD = "tên: t\nhiệu lực: {từ: 2021-01-01}\n"
PARENT = (
    f"bộ quy tắc: me/2021\n{HEAD}văn bản: {{qd: {{số hiệu: 1/QĐ, mục: {{Đ1: một}}}}}}\n"
    "từ vựng: {người: {a: đúng/sai, n: số}}\ntham số: {mức: {kiểu: số, giá trị: 3, căn cứ: qd Đ1}}\n"
    "tiêu chí:\n  T0: {cho: người, tên: t, căn cứ: qd Đ1, khi: a và n ≥ mức}\n"
)
CHILD = f"bộ quy tắc: con/2021\n{HEAD}kế thừa: [me/2021]\n"
MORE = "tham số: {k: {kiểu: số, giá trị: 1, căn cứ: qd Đ1}}\n"
FACTS = {"người": [{"mã": "p", "a": "đúng", "n": "3"}, {"mã": "q", "a": "đúng"}]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ruleset that inherits another, and an empty cache."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    for name, text in (("me", PARENT), ("con", CHILD)):
        (tmp_path / "bo" / name / "2021").mkdir(parents=True)
        (tmp_path / "bo" / name / "2021" / "bo.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("THIDUA_RULES_PATH", str(tmp_path / "bo"))
    return tmp_path / "bo"


def told(rules: tr.Ruleset) -> list[tuple[str, str]]:
    """All that is said of two people."""
    found = rules.decide(rules.read_case(FACTS, on="15/12/2021", period=2021))
    return [(repr(each), each.explain(full=True)) for each in found]


def entry(folder: Path) -> Path:
    """The file of the cache that holds a program."""
    (found,) = (each for each in (folder.parent / "kept").glob("*.json") if b'"records"' in each.read_bytes())
    return found


def test_a_ruleset_is_compiled_once(folder: Path, compiled: list[str]) -> None:
    """The second time it says the same, has the same hash, findings and model, and needs no compiling."""
    first, second = tr.load("con/2021"), tr.load("con/2021")
    assert compiled == ["con/2021"]
    assert (second, second.program, second.findings, second.outline) == (
        first,
        first.program,
        first.findings,
        first.outline,
    )
    assert told(second) == told(first)
    assert second.model == first.model
    assert (second.model.location, second.model.sources) == (first.model.location, first.model.sources)


@pytest.mark.parametrize("identifier", ["btnmt/2021", "danh-gia/2026"])
def test_a_bundled_ruleset_found_kept_is_the_one_that_is_read(
    identifier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Program, outline, findings and hash; a hash that was kept is that of the model."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    first, second = tr.load(identifier), tr.load(identifier)
    assert second.program is not first.program
    assert (second.program, second.outline, second.findings) == (first.program, first.outline, first.findings)
    assert second.hash == first.hash


def _edit(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _put_before(folder: Path) -> None:
    """Another ruleset of the parent's name, nearer to the child."""
    (folder / "con" / "me" / "2021").mkdir(parents=True)
    (folder / "con" / "me" / "2021" / "bo.yaml").write_text(PARENT.replace("n ≥", "n >"), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: _edit(folder / "me" / "2021" / "bo.yaml", "a và n", "a hoặc n"),
        lambda folder: _edit(folder / "con" / "2021" / "bo.yaml", "tên: t", "tên: u"),
        lambda folder: (folder / "con" / "2021" / "them.yaml").write_text(MORE, "utf-8"),
        lambda folder: (folder / "me" / "2021" / "bo.yaml").rename(folder / "me" / "2021" / "khac.yaml"),
        _put_before,
    ],
)
def test_a_changed_ruleset_is_read_anew(folder: Path, compiled: list[str], change: Callable[[Path], object]) -> None:
    """A file edited, added, called otherwise, of its own or of a parent; another parent found first."""
    before = tr.load("con/2021")
    change(folder)
    after = tr.load("con/2021")
    assert compiled == ["con/2021"] * 2
    assert after.program == compile_ruleset(after.model)[0]
    assert (after.model.sources, after.outline) != (before.model.sources, before.outline)


def test_faults_are_told_each_time(folder: Path) -> None:
    """A ruleset that cannot be used is not kept, also if it was before; warnings come with what is kept."""
    tr.load("con/2021")
    path = folder / "me" / "2021" / "bo.yaml"
    _edit(path, "n ≥ mức", "n ≥ mứk")
    for _ in range(2):
        with pytest.raises(tr.RulesetError):
            tr.load("con/2021")
    (folder / "con" / "2021" / "sau").mkdir()
    _edit(path, "n ≥ mứk", "n ≥ mức")
    (folder / "con" / "2021" / "sau" / "x.yaml").write_text(MORE, "utf-8")
    assert [[each.code for each in tr.load("con/2021").findings] for _ in range(2)] == [["SET-22"]] * 2


def _marked(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _tampered(content: bytes, change: Callable[[Any], object]) -> bytes:
    data = json.loads(content.partition(b"\n")[2])
    change(data)
    return _marked(json.dumps(data).encode())


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda content: content.replace(b"3", b"4"),
        lambda _: b"",
        lambda _: _marked(b"[]"),
        lambda _: _marked(b'{"files": [], "records": []}'),
        lambda content: _tampered(content, lambda data: data["records"].pop()),
        lambda content: _tampered(content, lambda data: data["records"].append(["KeptProgram", 0, 0, 0, 0])),
        lambda content: _tampered(content, lambda data: data["files"].clear()),
        lambda content: _tampered(content, lambda data: data["files"][0].update(at="/etc")),
        lambda content: _tampered(content, lambda data: data["files"][0]["others"].update(x="y")),
        lambda content: _tampered(content, lambda data: data["files"][0].update(others=[1])),
    ],
)
def test_a_damaged_entry_is_ignored(folder: Path, compiled: list[str], damage: Callable[[bytes], bytes]) -> None:
    """The ruleset is read anew, and what was damaged is put right."""
    whole = told(tr.load("con/2021"))
    path = entry(folder)
    content = path.read_bytes()
    path.write_bytes(damage(content))
    assert told(tr.load("con/2021")) == whole
    assert compiled == ["con/2021"] * 2
    assert path.read_bytes() == content


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say who may write a file")
def test_an_entry_that_others_may_write_is_ignored(folder: Path, compiled: list[str]) -> None:
    """Whoever else writes there decides nothing."""
    tr.load("con/2021")
    path = entry(folder)
    assert path.stat().st_mode & 0o077 == 0
    path.chmod(0o666)
    tr.load("con/2021")
    assert compiled == ["con/2021"] * 2


def test_nothing_is_kept_or_found_where_the_cache_is_off(
    folder: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept before is not looked at."""
    tr.load("con/2021")
    monkeypatch.setenv(cache.VARIABLE, "off")
    found = tr.load("con/2021")
    assert compiled == ["con/2021"] * 2
    assert found.hash


def test_another_version_keeps_its_own(folder: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The code that compiles is part of the name."""
    tr.load("con/2021")
    monkeypatch.setattr(tr, "__version__", "9.9.9")
    monkeypatch.setattr(programs, "_code", programs._code.__wrapped__)
    tr.load("con/2021")
    assert compiled == ["con/2021"] * 2


def test_writers_at_once_leave_one_whole_entry(folder: Path) -> None:
    """Whoever loads meanwhile has the ruleset."""
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: tr.load("con/2021").program, range(12)))
    assert all(each == found[0] for each in found)
    assert not list((folder.parent / "kept").glob("*.tmp"))
    assert entry(folder).exists()


def test_the_model_is_of_the_files_that_were_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that changes before the model is asked for does not get into it; it is read once."""
    tr.load("con/2021")
    found = tr.load("con/2021")
    _edit(folder / "me" / "2021" / "bo.yaml", "a và n", "a hoặc n")
    assert found.program == compile_ruleset(found.model)[0]
    monkeypatch.setattr(reading, "read_ruleset", None)
    assert found.model is found.model


def test_a_decision_of_a_kept_ruleset_is_saved_and_sent(folder: Path) -> None:
    """Pickled before its model is read, and written to a file that opens again."""
    tr.load("con/2021")
    rules = tr.load("con/2021")
    made = rules.decide(rules.read_case(FACTS, on="15/12/2021", period=2021))
    sent = pickle.loads(pickle.dumps(made))
    sent.save(folder / "a.thidua")
    made.save(folder / "b.thidua")
    assert (folder / "a.thidua").read_bytes() == (folder / "b.thidua").read_bytes()
    assert tr.verify(folder / "a.thidua").same


def test_a_path_as_it_was_written_is_part_of_what_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings of one path are not told of another way to write it."""
    monkeypatch.chdir(folder / "me")
    _edit(folder / "me" / "2021" / "bo.yaml", "hiệu lực: {từ: 2021-01-01}\n", "")
    (one,), (two,) = (tr.load(Path(each)).findings for each in ("2021", os.path.join("..", "me", "2021")))
    assert one.place.file != two.place.file
