"""YAML trees kept from one run to the next: scanning YAML takes most of the time in which a ruleset is loaded.

A tree is found by what it was read from: the text, and the code that reads it. It is kept as JSON in the user's
folder for caches, so that whatever stands there can be wrong but can never run; `THIDUA_CACHE=off` does without, and
another value of it is the folder. Only rulesets are kept, never dossiers.
"""

import hashlib
import json
import os
import sys
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import thidua_rules
from thidua_rules.diagnostics import Diagnostic, Place
from thidua_rules.source import yaml_tree
from thidua_rules.source.whole_files import whole_file
from thidua_rules.source.yaml_nodes import Mapping, Node, Scalar, Sequence
from thidua_rules.source.yaml_reading import split_lines

VARIABLE = "THIDUA_CACHE"
OFF = "off"
_MOST_KEPT = 1000
_NAME = "thidua-rules"


@lru_cache(maxsize=256)
def read_kept(text: str, name: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a text and what is wrong with it, as `yaml_tree.read` gives them, from the cache where it has it."""
    folder = cache_folder()
    if folder is None:
        return yaml_tree.read(text, name=name)
    path = folder / f"{_key(text)}.json"
    kept = _load(path, name, text)
    if kept is not None:
        return kept, ()
    node, findings = yaml_tree.read(text, name=name)
    if node is not None and not findings:
        _keep(path, node)
    return node, findings


def cache_folder() -> Path | None:
    """The folder in which trees are kept; None where nothing is to be kept."""
    asked = os.environ.get(VARIABLE, "").strip()
    if asked:
        return None if asked.casefold() == OFF else Path(asked).expanduser()
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / _NAME / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / _NAME
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / _NAME


def _key(text: str) -> str:
    return hashlib.sha256(f"{_reader()}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _reader() -> str:
    """What tells one reader of YAML from another: the version, and the code itself while it is being worked on."""
    digest = hashlib.sha256(thidua_rules.__version__.encode())
    beside = Path(__file__).parent
    with suppress(OSError):
        for each in ("yaml_events.py", "yaml_kept.py", "yaml_nodes.py", "yaml_tree.py", "text.py"):
            digest.update((beside / each).read_bytes())
    return digest.hexdigest()


# ---------------------------------------------------------------- trees as data


def _load(path: Path, name: str, text: str) -> Node | None:
    """The tree that a file of the cache holds; None if there is none, or if it is not as it was written."""
    try:
        mark, _, body = path.read_bytes().partition(b"\n")
        if mark != hashlib.sha256(body).hexdigest().encode():
            return None
        return _node(json.loads(body), name, split_lines(text))
    except (OSError, ValueError, TypeError, IndexError, RecursionError):
        return None


def _keep(path: Path, node: Node) -> None:
    """Write a tree; a cache that cannot be written is none."""
    with suppress(OSError, RecursionError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_room(path.parent)
        body = json.dumps(_data(node), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        with whole_file(path) as beside:
            beside.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def _make_room(folder: Path) -> None:
    """Forget the older half where much is kept: each change of a file leaves a tree behind."""
    kept = list(folder.glob("*.json"))
    if len(kept) >= _MOST_KEPT:
        for each in sorted(kept, key=lambda one: one.stat().st_mtime)[: _MOST_KEPT // 2]:
            each.unlink(missing_ok=True)


def _data(node: Node) -> list[Any]:
    """A node as JSON: its line, column and length, then a text and whether it is plain, or a list of what is in it."""
    place = node.place
    at = [place.line, place.column, place.length]
    if isinstance(node, Scalar):
        return [*at, node.text, node.plain]
    if isinstance(node, Sequence):
        return [*at, [_data(each) for each in node.items]]
    return [*at, [[_data(key), _data(value)] for key, value in node], None]


def _node(data: list[Any], name: str, lines: list[str]) -> Node:
    line, column, length, held, *rest = data
    place = Place(name, line, column, length, lines[line - 1])
    if isinstance(held, str):
        return Scalar(held, place, rest[0])
    if not rest:
        return Sequence(tuple([_node(each, name, lines) for each in held]), place)
    return Mapping(tuple([(_scalar(key, name, lines), _node(value, name, lines)) for key, value in held]), place)


def _scalar(data: list[Any], name: str, lines: list[str]) -> Scalar:
    line, column, length, text, plain = data
    return Scalar(text, Place(name, line, column, length, lines[line - 1]), plain)


__all__ = ["OFF", "VARIABLE", "cache_folder", "read_kept"]
