"""What `bổ sung` adds to an inherited rule: entries to its maps, each with a code of its own and a citation."""

from collections.abc import Iterable, Mapping

from attrs import evolve

from thidua_rules.ruleset.composition.targets import (
    Kind,
    Spot,
    along,
    child_spot,
    part_kind,
    value,
    whole_spot,
)
from thidua_rules.ruleset.files.forms import Entry, Reader
from thidua_rules.ruleset.files.keys import GROUPS
from thidua_rules.ruleset.sections.grades import coded_adjustments
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar, Sequence

_CITATION = "căn cứ"
_ALLOWED: Mapping[Kind, tuple[str, ...]] = {
    "criterion": (*GROUPS, "trừ khi"),
    "node": (*GROUPS, "trừ khi"),
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

    `codes` are all rules and parts there are, by folded code. A citation beside what is added joins those of the rule,
    and is that of the added parts that have none; the parts that were there go on citing what they cited.
    """
    if not isinstance(entry.node, Branch) or not entry.node.entries:
        reader.found.add("SET-01", entry.node.place)
        return None
    above = [each for one in along(tree, spot.path) if (each := value(one, _CITATION)) is not None]
    before = len(reader.found.items)
    node = _grown(reader, spot, entry.node, codes, above[-1] if above else None, None)
    return node if len(reader.found.items) == before else None


def _grown(
    reader: Reader, spot: Spot, more: Branch, codes: Mapping[str, Spot], inherited: Node | None, beside: Pair | None
) -> Branch | None:
    """The rule or part with more in it; `inherited` is what it cites through the rule it is part of.

    `beside` is a citation that stands further up, for parts added without any.
    """
    own = next((pair for pair in more if fold(pair[0].text) == fold(_CITATION)), None)
    added = [pair for pair in more if pair is not own]
    node = _as_mapping(reader, spot, added)
    if node is None:
        return None
    old = value(node, _CITATION) or inherited
    if own is not None:
        node = _with_citations(_pinned(spot, node, (own[0], old)) if old is not None else node, own, old)
    adding = _Adding(reader, spot, own or beside, codes, old)
    for key, below in added:
        node = adding.under(node, key, below)
    return node


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

    def __init__(
        self, reader: Reader, spot: Spot, cited: Pair | None, codes: Mapping[str, Spot], inherited: Node | None
    ) -> None:
        """`cited` is what added parts cite that have no citation, `inherited` what the rule cited before."""
        self.reader, self.spot, self.cited, self.inherited = reader, spot, cited, inherited
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
            new = self._whole(whole, below, old)
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
        pairs = self._list(kind, below, 0 if old is None else len(coded_adjustments(old)))
        if pairs is None:
            return None
        before = [] if old is None else (coded_adjustments(old) if kind == "adjustment" else list(old))  # type: ignore[arg-type]
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
            return coded_adjustments(below, before)
        if isinstance(below, Branch) and below.entries:
            return list(below)
        self.reader.found.add("SET-01", below.place)
        return None

    def _whole(self, spot: Spot, below: Node, old: Node | None) -> Node | None:
        """A quota, bonus or penalty: all of it where there is none, else more of its parts."""
        if old is None:
            return self._cited(spot, below)
        if not isinstance(below, Branch):
            self.reader.found.add("SET-01", below.place)
            return None
        # what is there now, which may have been given the citation it had through the rule
        there = evolve(self.codes[fold(spot.code)], node=old)
        return _grown(self.reader, there, below, self.codes, self.inherited, self.cited)

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
        return _citing(spot.kind, node, self.cited)


def cites(node: Node) -> bool:
    """Whether the node or anything below it has a citation."""
    if isinstance(node, Branch):
        return any(fold(key.text) == fold(_CITATION) or cites(below) for key, below in node)
    return isinstance(node, Sequence) and any(cites(each) for each in node.items)


def _citing(kind: Kind, node: Node, cited: Pair) -> Node:
    """The part with a citation, if it has none."""
    if isinstance(node, Scalar) and node.text.strip() and kind in _BODIES:
        return Branch(((Scalar(_BODIES[kind], node.place), node), cited), node.place)
    if isinstance(node, Branch) and value(node, _CITATION) is None:
        return Branch((*node.entries, cited), node.place)
    return node


def _pinned(spot: Spot, node: Branch, cited: Pair) -> Branch:
    """The rule with each of its parts citing by itself what it cited through the rule."""
    entries: list[Pair] = []
    for key, below in node:
        kind, whole = part_kind(spot.kind, key), whole_spot(spot, key, below)
        if whole is not None:
            below = _citing(whole.kind, below, cited)
        elif kind is not None and isinstance(below, Branch):
            below = Branch(tuple((each, _citing(kind, part, cited)) for each, part in below), below.place)
        elif kind is not None and isinstance(below, Sequence):
            below = Sequence(tuple(_citing(kind, part, cited) for part in below.items), below.place)
        entries.append((key, below))
    return Branch(tuple(entries), node.place)


def _with_citations(node: Branch, cited: Pair, old: Node | None) -> Branch:
    """The node citing more than before."""
    items = [item for each in (old, cited[1]) if each is not None for item in _items(each)]
    rest = [pair for pair in node if fold(pair[0].text) != fold(_CITATION)]
    return Branch((*rest, (cited[0], Sequence(tuple(items), cited[1].place))), node.place)


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)
