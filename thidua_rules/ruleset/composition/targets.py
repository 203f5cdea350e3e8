"""What a ruleset that inherits can name: the rules of the composed sections and the coded parts of each."""

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from thidua_rules.ruleset.files.forms import Entry
from thidua_rules.ruleset.sections.criteria import full_code, is_group
from thidua_rules.ruleset.sections.grades import coded_adjustments
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar, Sequence

Kind = Literal[
    "criterion",
    "node",
    "exception",
    "title",
    "quota",
    "limit",
    "score",
    "item",
    "line",
    "grade",
    "adjustment",
    "parameter",
    "other",
]

RULE_SECTIONS: Mapping[str, Kind] = {
    "tiêu chí": "criterion",
    "danh hiệu": "title",
    "loại trừ chung": "node",
    "tham số": "parameter",
    "điểm": "score",
    "xếp loại": "grade",
    "đại lượng": "other",
    "xếp hạng": "other",
    "mức thưởng": "other",
    "ràng buộc": "other",
}
"""The sections whose entries can be named, and what their entries are."""

_PARTS: Mapping[Kind, Mapping[str, Kind]] = {
    "criterion": {"trừ khi": "exception"},
    "node": {"trừ khi": "exception"},
    "title": {"loại trừ": "node", "điều kiện thêm": "node"},
    "quota": {"giới hạn": "limit"},
    "score": {"mục": "item"},
    "item": {"mục": "item", "trừ": "line", "cộng": "line"},
    "grade": {"điều chỉnh": "adjustment"},
}
_APART = {fold("điểm thưởng"): "thưởng", fold("điểm trừ"): "trừ"}


@frozen
class Spot:
    """A rule or a coded part of one; `path` leads to it from the entry's tree, by positions at each level.

    `code` is the full one under which it can be named; `inner` is what the codes of its own parts continue.
    """

    code: str
    inner: str | None
    prefix: str
    kind: Kind
    key: Scalar
    node: Node
    path: tuple[int, ...] = ()


def spots_of(section: str, entry: Entry) -> Iterator[Spot]:
    """The entry itself and every coded part of it, each after what it stands in."""
    kind = RULE_SECTIONS[section]
    inner, prefix = (None, f"{entry.name}.") if kind == "score" else (entry.name, "")
    yield from parts_of(Spot(entry.name, inner, prefix, kind, entry.key, entry.node))


def part_kind(kind: Kind, key: Scalar) -> Kind | None:
    """What the parts under a key of a rule or part are; None if nothing under it has a code."""
    if is_group(key) and (kind in ("criterion", "node") or (kind == "title" and fold(key.text) == fold("yêu cầu"))):
        return "node"
    return {fold(name): meant for name, meant in _PARTS.get(kind, {}).items()}.get(fold(key.text))


def child_spot(parent: Spot, kind: Kind, key: Scalar, node: Node, path: tuple[int, ...] = ()) -> Spot:
    """A coded part of `parent` written under this key, wherever it stands."""
    written = normalize(key.text)
    if kind == "adjustment":
        return Spot(f"{parent.code}.{written}", None, "", kind, key, node, path)
    inner = full_code(written, parent.inner)
    return Spot(parent.prefix + inner, inner, parent.prefix, kind, key, node, path)


def whole_spot(parent: Spot, key: Scalar, node: Node, path: tuple[int, ...] = ()) -> Spot | None:
    """The part that is the value of a key itself: a quota, the bonus or the penalty of a score; None of another key."""
    folded = fold(key.text)
    if folded == fold("chỉ tiêu") and parent.kind in ("title", "grade"):
        return Spot(f"chỉ tiêu {parent.code}", parent.inner, "", "quota", key, node, path)
    if folded in _APART and parent.kind == "score":
        inner = _APART[folded]
        return Spot(parent.prefix + inner, inner, parent.prefix, "item", key, node, path)
    return None


def parts_of(spot: Spot) -> Iterator[Spot]:
    """A rule or part itself, and every coded part below it, each after what it stands in."""
    yield spot
    for position, (key, below) in enumerate(spot.node if isinstance(spot.node, Branch) else ()):
        path = (*spot.path, position)
        whole = whole_spot(spot, key, below, path)
        kind = part_kind(spot.kind, key)
        if whole is not None:
            yield from parts_of(whole)
        elif kind == "adjustment":
            for place, (code, each) in enumerate(coded_adjustments(below)):
                yield child_spot(spot, kind, code, each, (*path, place))
        elif kind is not None and isinstance(below, Branch):
            for place, (code, each) in enumerate(below):
                yield from parts_of(child_spot(spot, kind, code, each, (*path, place)))


def changed(tree: Node, path: tuple[int, ...], key: Scalar, node: Node) -> Node:
    """The tree with another node, under another key, at the end of the path."""
    if not path:
        return node
    at, rest = path[0], path[1:]
    if isinstance(tree, Branch):
        entries = list(tree.entries)
        first, below = entries[at]
        entries[at] = (first if rest else key, changed(below, rest, key, node))
        return Branch(tuple(entries), tree.place)
    assert isinstance(tree, Sequence)
    items = list(tree.items)
    items[at] = changed(items[at], rest, key, node)
    return Sequence(tuple(items), tree.place)


def along(tree: Node, path: tuple[int, ...]) -> Iterator[Node]:
    """The nodes on the way to the end of the path, from the tree itself to the one before the last."""
    for at in path:
        yield tree
        if isinstance(tree, Branch):
            tree = tree.entries[at][1]
        elif isinstance(tree, Sequence):
            tree = tree.items[at]


def value(node: Node, name: str) -> Node | None:
    """What stands under a key of a mapping; None if the key is not there."""
    if not isinstance(node, Branch):
        return None
    return next((below for key, below in node if fold(key.text) == fold(name)), None)
