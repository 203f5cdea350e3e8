"""What `bổ sung` adds to an inherited rule: entries to its maps, each with a code of its own and a citation."""

from collections.abc import Iterable, Mapping

from thidua_rules.ruleset.forms import Entry, Reader
from thidua_rules.ruleset.targets import Kind, Spot, adjustments, along, child_spot, part_kind, value, whole_spot
from thidua_rules.text import fold, normalize
from thidua_rules.yaml_tree import Mapping as Branch
from thidua_rules.yaml_tree import Node, Scalar, Sequence

_CITATION = "căn cứ"
_GROUPS = ("yêu cầu", "một trong", "không")
_ALLOWED: Mapping[Kind, tuple[str, ...]] = {
    "criterion": (*_GROUPS, "trừ khi"),
    "node": (*_GROUPS, "trừ khi"),
    "title": ("yêu cầu", "loại trừ", "điều kiện thêm", "chỉ tiêu"),
    "quota": ("giới hạn",),
    "score": ("mục", "điểm thưởng", "điểm trừ"),
    "item": ("mục", "trừ", "cộng"),
    "grade": ("điều chỉnh", "chỉ tiêu"),
    "parameter": ("giá trị",),
}
"""What can be added to besides the citations."""
_NEW = ("trừ khi", "loại trừ", "điều kiện thêm", "chỉ tiêu", "điểm thưởng", "điểm trừ", "trừ", "cộng", "điều chỉnh")
"""What a rule can have added that has none of it yet; requirements and items only join others."""
_BODIES: Mapping[Kind, str] = {"node": "khi", "exception": "khi", "limit": "tối đa", "line": "tính", "item": "tính"}
"""The key that a part written as a bare text stands for."""

Pair = tuple[Scalar, Node]


def add(reader: Reader, tree: Node, spot: Spot, entry: Entry, codes: Mapping[str, Spot]) -> Node | None:
    """The rule or part at `spot` (in the tree of its entry) with what the entry adds; None if it must not, told.

    `codes` are all rules and parts there are, by folded code. A citation beside what is added is that of the added
    parts that have none; alone, it joins those of the rule.
    """
    if not isinstance(entry.node, Branch) or not entry.node.entries:
        reader.found.add("SET-01", entry.node.place)
        return None
    pairs = list(entry.node)
    cited = next((pair for pair in pairs if fold(pair[0].text) == fold(_CITATION)), None)
    added = [pair for pair in pairs if pair is not cited]
    node = _as_mapping(reader, spot, added)
    if node is None:
        return None
    adding = _Adding(reader, spot, cited, codes)
    before = len(reader.found.items)
    for key, below in added:
        node = adding.under(node, key, below)
    if cited is not None and (not added or spot.kind == "parameter"):
        node = _with_citations(node, cited, [*along(tree, spot.path)])
    return node if len(reader.found.items) == before else None


def _as_mapping(reader: Reader, spot: Spot, added: Iterable[Pair]) -> Branch | None:
    """The target as a mapping; a bare condition can take exceptions and citations, nothing else."""
    if isinstance(spot.node, Branch):
        return spot.node
    wrong = [key for key, _ in added if not (spot.kind == "node" and fold(key.text) == fold("trừ khi"))]
    if wrong or spot.kind not in _BODIES:
        key = wrong[0] if wrong else spot.key
        reader.found.add("COMP-09", key.place, code=spot.code, key=normalize(key.text))
        return None
    return Branch(((Scalar(_BODIES[spot.kind], spot.node.place), spot.node),), spot.node.place)


class _Adding:
    """Adds to one rule or part, and tells what cannot be added."""

    def __init__(self, reader: Reader, spot: Spot, cited: Pair | None, codes: Mapping[str, Spot]) -> None:
        self.reader, self.spot, self.cited = reader, spot, cited
        self.codes = dict(codes)

    def under(self, node: Branch, key: Scalar, below: Node) -> Branch:
        """The node with what is added under a key."""
        spot = self.spot
        kind, whole = part_kind(spot.kind, key), whole_spot(spot, key, below)
        dated = spot.kind == "parameter" and fold(key.text) == fold("giá trị")
        if kind is None and whole is None and not dated:
            allowed = ", ".join(f"`{each}`" for each in (*_ALLOWED.get(spot.kind, ()), _CITATION))
            self.reader.found.add("COMP-08", key.place, key=normalize(key.text), code=spot.code, allowed=allowed)
            return node
        position = next((at for at, pair in enumerate(node) if fold(pair[0].text) == fold(key.text)), None)
        old = None if position is None else node.entries[position][1]
        if dated:
            new = self._values(key, below, old)
        elif whole is not None:
            new = self._whole(whole, key, below, old)
        elif old is None and not self._may_be_new(node, key):
            self.reader.found.add("COMP-09", key.place, code=spot.code, key=normalize(key.text))
            new = None
        elif kind is not None:
            new = self._parts(kind, below, old)
        else:
            new = None
        if new is None:
            return node
        if position is None:
            return Branch((*node.entries, (key, new)), node.place)
        first = node.entries[position][0]
        return Branch((*node.entries[:position], (first, new), *node.entries[position + 1 :]), node.place)

    def _may_be_new(self, node: Branch, key: Scalar) -> bool:
        without_text = fold(key.text) == fold("loại trừ") and value(node, "chưa có văn bản") is not None
        return fold(key.text) in {fold(each) for each in _NEW} and not without_text

    def _parts(self, kind: Kind, below: Node, old: Node | None) -> Node | None:
        """The coded parts there were, and those added, whose codes must be new."""
        pairs = self._list(kind, below, 0 if old is None else len(adjustments(old)))
        if pairs is None:
            return None
        before = [] if old is None else (adjustments(old) if kind == "adjustment" else list(old))  # type: ignore[arg-type]
        fresh = []
        for key, part in pairs:
            spot = child_spot(self.spot, kind, key, part)
            first = self.codes.setdefault(fold(spot.code), spot)
            if first is not spot:
                self.reader.found.add("COMP-07", key.place, code=spot.code, first=first.key.place.text())
            fresh.append((key, self._cited(spot, part)))
        return Branch((*before, *fresh), below.place if old is None else old.place)

    def _list(self, kind: Kind, below: Node, before: int) -> list[Pair] | None:
        if kind == "adjustment" and isinstance(below, Branch | Sequence):
            return adjustments(below, before)
        if isinstance(below, Branch) and below.entries:
            return list(below)
        self.reader.found.add("SET-01", below.place)
        return None

    def _whole(self, spot: Spot, key: Scalar, below: Node, old: Node | None) -> Node | None:
        """A quota, bonus or penalty: all of it where there is none, else more of its parts."""
        if old is None:
            return self._cited(spot, below)
        if not isinstance(below, Branch):
            self.reader.found.add("SET-01", below.place)
            return None
        there = self.codes[fold(spot.code)]
        inner = _Adding(self.reader, there, self.cited, self.codes)
        node = _as_mapping(self.reader, there, list(below))
        if node is None:
            return None
        own = next((pair for pair in below if fold(pair[0].text) == fold(_CITATION)), None)
        inner.cited = own or self.cited
        for each, part in below:
            if own is None or each is not own[0]:
                node = inner.under(node, each, part)
        return node

    def _values(self, key: Scalar, below: Node, old: Node | None) -> Node | None:
        """Further dated values of a parameter."""
        if not isinstance(old, Branch) or not isinstance(below, Branch):
            place = key.place if isinstance(below, Branch) else below.place
            self.reader.found.add("COMP-09", place, code=self.spot.code, key=normalize(key.text))
            return None
        dates = {fold(each.text): each for each, _ in old}
        for each, _ in below:
            first = dates.get(fold(each.text))
            if first is not None:
                self.reader.found.add("COMP-07", each.place, code=normalize(each.text), first=first.place.text())
        return Branch((*old.entries, *below.entries), old.place)

    def _cited(self, spot: Spot, node: Node) -> Node:
        """An added part with a citation: its own, or the one beside it; told if there is none."""
        if self.cited is None:
            if not cites(node):
                self.reader.found.add("RULE-02", spot.key.place, code=spot.code)
            return node
        if isinstance(node, Scalar) and node.text.strip() and spot.kind in _BODIES:
            return Branch(((Scalar(_BODIES[spot.kind], node.place), node), self.cited), node.place)
        if isinstance(node, Branch) and value(node, _CITATION) is None:
            return Branch((*node.entries, self.cited), node.place)
        return node


def cites(node: Node) -> bool:
    """Whether the node or anything below it has a citation."""
    if isinstance(node, Branch):
        return any(fold(key.text) == fold(_CITATION) or cites(below) for key, below in node)
    return isinstance(node, Sequence) and any(cites(each) for each in node.items)


def _with_citations(node: Branch, cited: Pair, above: list[Node]) -> Branch:
    """The node citing more than before; what it had from the rule it is part of it keeps."""
    had = value(node, _CITATION)
    inherited = [each for each in (value(one, _CITATION) for one in above) if each is not None]
    old = had if had is not None else (inherited[-1] if inherited else None)
    items = [item for each in (old, cited[1]) if each is not None for item in _items(each)]
    rest = [pair for pair in node if fold(pair[0].text) != fold(_CITATION)]
    return Branch((*rest, (cited[0], Sequence(tuple(items), cited[1].place))), node.place)


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)
