"""YAML trees kept from one run to the next: scanning YAML takes most of the time in which a ruleset is first loaded.

Rule files and the scenarios that stand with them are kept, dossiers are not. A tree is found by what it was read from:
the text, and the code that reads it.
"""

import hashlib
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import thidua_rules
from thidua_rules.diagnostics import Diagnostic, Place
from thidua_rules.source import kept, yaml_tree
from thidua_rules.source.yaml_nodes import Mapping, Node, Scalar, Sequence
from thidua_rules.source.yaml_reading import split_lines


@lru_cache(maxsize=256)
def read_kept(text: str, name: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a text and what is wrong with it, as `yaml_tree.read` gives them, from the cache where it has it."""
    if kept.cache_folder() is None:
        return yaml_tree.read(text, name=name)
    where = kept.name_of(_reader(), text)
    found = _tree(kept.load(where), name, text)
    if found is not None:
        return found, ()
    node, findings = yaml_tree.read(text, name=name)
    if node is not None and not findings:
        with suppress(RecursionError):
            kept.keep(where, _data(node))
    return node, findings


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


def _tree(data: Any, name: str, text: str) -> Node | None:
    """The tree that data of the cache says; None if it says none."""
    try:
        return None if data is None else _node(data, name, split_lines(text))
    except (ValueError, TypeError, IndexError, RecursionError):
        return None


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
