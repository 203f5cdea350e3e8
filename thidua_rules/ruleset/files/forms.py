"""What the parts of a ruleset file have in common: texts, lists and mappings with known keys, or a diagnostic."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, evolve, field, frozen

from thidua_rules.diagnostics import Collector, Place
from thidua_rules.ruleset.files.keys import Form
from thidua_rules.source.text import did_you_mean, fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar, Sequence

Entries = Mapping[str, tuple[Scalar, Node]]
"""The entries of a mapping by the key's catalogued spelling."""


@frozen
class Entry:
    """One named entry of a section, and the ruleset it was written in (its position among the composed ones).

    A `shared` one stands for several, each of which has an entry with the same node.
    """

    key: Scalar
    node: Node
    origin: int = 0
    shared: bool = False

    @property
    def name(self) -> str:
        """The name as declared, composed and with single spaces."""
        return normalize(self.key.text)


def apart(entry: Entry) -> tuple[Entry, ...]:
    """The entries that one whose key lists several names (`giáo viên, nhân viên`) stands for."""
    names = [each for each in map(normalize, entry.key.text.split(",")) if each]
    if len(names) < 2:
        return (entry,)
    place, found = entry.key.place, []
    for name in names:
        at = (place.excerpt or "").find(name, (place.column or 1) - 1)
        here = place if at < 0 else evolve(place, column=at + 1, length=len(name))
        found.append(Entry(Scalar(name, here), entry.node, entry.origin, shared=True))
    return tuple(found)


@define
class Reader:
    """What reading a ruleset shares: the findings so far and the source lines of every file.

    `refused` are the names (folded) whose declarations are faulty: whoever uses one is not told that there is none.
    `of_dossier` says whether a rule speaks of all subjects of the dossier.
    """

    found: Collector = field(factory=Collector)
    lines: dict[str, list[str]] = field(factory=dict)
    refused: set[str] = field(factory=set)
    of_dossier: bool = False

    def entries(self, node: Node, form: Form) -> Entries | None:
        """The entries of a mapping by known key; None (told) if the node is none. Unknown keys are told."""
        if not isinstance(node, Branch):
            self.found.add("SET-01", node.place)
            return None
        known = {fold(key): key for key in form.keys} | {fold(key): meant for key, meant in form.aliases.items()}
        result: dict[str, tuple[Scalar, Node]] = {}
        for key, value in node:
            meant = known.get(fold(key.text))
            if meant is None:
                self.unknown_key(key, known.values())
            elif meant in result:
                self.found.add("SET-04", key.place, name=normalize(key.text), first=result[meant][0].place.text())
            elif meant in form.idle:
                self.idle_key(key)
            else:
                result[meant] = (key, value)
        return result

    def pairs(self, entries: Entries, key: str, fault: str = "RULE-03") -> tuple[tuple[Scalar, Node], ...]:
        """The entries of the mapping under a key, whatever their keys; none (told) if it has none."""
        node = entries[key][1] if key in entries else None
        if isinstance(node, Branch) and node.entries:
            return node.entries
        if node is not None:
            self.found.add(fault, node.place, **({"key": key} if fault == "RULE-03" else {}))
        return ()

    def shorthand(self, node: Node, form: Form, key: str, own: Scalar) -> Entries | None:
        """As `entries`, where a scalar stands for what `key` would say; `own` is the key that it stands under."""
        return {key: (own, node)} if isinstance(node, Scalar) else self.entries(node, form)

    def idle_key(self, key: Scalar) -> None:
        """Tell that what a key says has no effect here."""
        self.found.add("SET-27", key.place, key=normalize(key.text))

    def unknown_key(self, key: Scalar, allowed: Iterable[str]) -> None:
        """Tell that a key is unknown here; where none is like it, all are named, for the one that is meant is there."""
        known = tuple(allowed)
        self.found.add("SET-02", key.place, key=normalize(key.text), **suggestion(key.text, known, len(known)))

    def text(self, node: Node) -> str | None:
        """The text of a scalar, composed and with single spaces; None (told) if it is blank or no scalar."""
        if isinstance(node, Scalar) and normalize(node.text):
            return normalize(node.text)
        self.found.add("SET-05" if isinstance(node, Scalar) else "SET-03", node.place)
        return None

    def optional_text(self, entries: Entries, key: str) -> str | None:
        """The text under a key, or None if the key is not there."""
        return self.text(entries[key][1]) if key in entries else None

    def texts(self, node: Node) -> list[tuple[str, Place]]:
        """The texts of a list, or the one text that stands for it, each with its place."""
        items = node.items if isinstance(node, Sequence) else (node,)
        return [(text, item.place) for item in items if (text := self.text(item)) is not None]

    def boolean(self, node: Node) -> bool:
        """`đúng` or `sai` (`có`, `không`); anything else is told and counts as `sai`."""
        said = fold(node.text) if isinstance(node, Scalar) else ""
        if said not in _TRUTHS:
            self.found.add("SET-06", node.place)
        return _TRUTHS.get(said, False)

    def unique(self, entries: Iterable[Entry], code: str) -> list[Entry]:
        """The entries whose name no earlier one has; the others are told under `code`, naming both."""
        first: dict[str, Entry] = {}
        for each in entries:
            kept = first.setdefault(fold(each.name), each)
            if kept is not each:
                self.found.add(code, each.key.place, name=each.name, first=kept.key.place.text())
        return list(first.values())


_TRUTHS = {fold(word): value for word, value in {"đúng": True, "có": True, "sai": False, "không": False}.items()}


MOST_NAMED = 32
"""So many names are listed where none is near to what was written."""


def suggestion(name: str, candidates: Iterable[str], most: int = MOST_NAMED) -> dict[str, Any]:
    """The hint that names what a misspelt name may have meant, or else what there is, as arguments of a diagnostic."""
    names = tuple(dict.fromkeys(candidates))
    near = did_you_mean(name, names)
    shown = ", ".join(f"`{each}`" for each in near or names[:most])
    if not shown:
        return {}
    if near or len(names) == 1:
        return {"hint_vi": f"có phải {shown}?", "hint_en": f"did you mean {shown}?"}
    more = ", …" if len(names) > most else ""
    return {"hint_vi": f"một trong: {shown}{more}", "hint_en": f"one of: {shown}{more}"}
