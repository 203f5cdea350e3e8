"""A tree that was kept is the tree that is read; a cache that is damaged, foreign or forbidden costs time only."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import thidua_rules
from thidua_rules.facts.reading import read_case
from thidua_rules.source import kept as cache
from thidua_rules.source import yaml_kept
from thidua_rules.source.yaml_nodes import Node
from thidua_rules.source.yaml_tree import read
from thidua_rules.source.yaml_writing import write_yaml

from ..facts.sample import VOCABULARY

RULES = Path(__file__).parents[2] / "rulesets"
TEXT = "bộ quy tắc: a/1 # chú thích\ntên: “Thi đua”\nmục:\n  - {x: '1', y: }\n  - |\n    hai dòng\n    nữa\n"
TREE = read(TEXT, name="a.yaml")[0]

_LEAVES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=8)
_DATA = _LEAVES | st.lists(_LEAVES, max_size=3) | st.dictionaries(st.integers(), _LEAVES, min_size=1, max_size=3)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def read_kept(text: str = TEXT, name: str = "a.yaml") -> Node | None:
    """The tree as another process would find it, without what this one remembers."""
    return yaml_kept.read_kept.__wrapped__(text, name)[0]


def kept(folder: Path) -> list[Path]:
    """The files of the cache."""
    return sorted(folder.glob("*")) if folder.exists() else []


@given(st.dictionaries(st.integers(), _DATA, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_kept_tree_is_the_tree_that_was_read(folder: Path, data: dict[int, object]) -> None:
    """With every place, and under another name the next time."""
    text = write_yaml(data)
    for name in ("a.yaml", "b.yaml"):
        assert yaml_kept.read_kept.__wrapped__(text, name) == read(text, name=name)


def test_the_files_of_a_bundled_ruleset_are_kept(folder: Path) -> None:
    """Each is found again as it was read, and nothing is written a second time."""
    files = sorted((RULES / "btnmt").rglob("*.yaml"))[:4]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert read_kept(text, str(path)) == read_kept(text, str(path)) == read(text, name=str(path))[0]
    assert len(kept(folder)) == len(files)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-3],
        lambda content: content.replace("Thi đua".encode(), "Thi ðua".encode()),
        lambda _: b"",
        lambda _: b"\xff\xfe",
        *(
            lambda _, body=body: hashlib.sha256(body).hexdigest().encode() + b"\n" + body
            for body in (b"[]", b"{}", b"7", b"[1,1,1]", b'[99,1,1,"x",true]', b"[1,1,1,[[1]]]", b"[" * 100_000)
        ),
    ],
)
def test_a_damaged_cache_is_ignored(folder: Path, damage: object) -> None:
    """The text is read anew, and what was damaged is put right."""
    assert read_kept() == TREE
    (path,) = kept(folder)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))  # type: ignore[operator]
    assert read_kept() == TREE
    assert path.read_bytes() == whole


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_in_the_cache_is_not_waited_for(folder: Path) -> None:
    """Neither for somebody to write to it, nor for somebody to read from it: the text is read."""
    read_kept()
    (path,) = kept(folder)
    path.unlink()
    os.mkfifo(path)
    assert read_kept() == TREE


def test_a_cache_of_a_user_who_does_not_exist_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is read."""
    monkeypatch.setenv("THIDUA_CACHE", "~khong-co-ai/cache")
    assert read_kept() == TREE


def test_the_cache_of_another_version_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version, or other code of the reader, has trees of its own."""
    read_kept()
    monkeypatch.setattr(thidua_rules, "__version__", "9.9.9")
    monkeypatch.setattr(yaml_kept, "_reader", yaml_kept._reader.__wrapped__)
    assert read_kept() == TREE
    assert len(kept(folder)) == 2


def test_writers_at_once_leave_one_whole_tree(folder: Path) -> None:
    """Whoever reads meanwhile has the tree, and no half of a file stays behind."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: read_kept(), range(40)))
    assert all(each == TREE for each in found)
    assert [each.suffix for each in kept(folder)] == [".json"]
    assert read_kept() == TREE


def test_the_cache_can_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written then, and nothing that stands there is read."""
    monkeypatch.setenv(cache.VARIABLE, "OFF")
    assert read_kept() == TREE
    assert cache.cache_folder() is None
    assert kept(folder) == []


def test_a_cache_that_cannot_be_written_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here a file stands where the folder would be."""
    (tmp_path / "kept").write_text("", encoding="utf-8")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    assert read_kept() == TREE


def test_a_text_with_findings_is_not_kept(folder: Path) -> None:
    """What is wrong with it is told each time."""
    text = "a: &x 1\n"
    for _ in range(2):
        assert yaml_kept.read_kept.__wrapped__(text, "a.yaml") == read(text, name="a.yaml")
    assert kept(folder) == []


def test_the_cache_does_not_grow_without_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The older half is forgotten where much is kept."""
    monkeypatch.setattr(cache, "_MOST_KEPT", 6)
    for number in range(20):
        read_kept(f"a: {number}\n")
    assert 1 <= len(kept(folder)) <= 6


def test_dossiers_are_not_kept(folder: Path, tmp_path: Path) -> None:
    """What they say of people stays where it is."""
    (tmp_path / "a.yaml").write_text("ngày xét: 15/01/2022\nkỳ xét: 2021\ntập thể:\n  - mã: a\n", encoding="utf-8")
    read_case(VOCABULARY, tmp_path / "a.yaml")
    assert kept(folder) == []


def test_a_kept_tree_needs_no_scanner(folder: Path) -> None:
    """Nothing of the YAML library is loaded where all trees are kept."""
    read_kept()
    script = (
        "import sys; from thidua_rules.source.yaml_kept import read_kept;"
        f"read_kept({TEXT!r}, 'a.yaml'); print('ruamel.yaml' in sys.modules)"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
