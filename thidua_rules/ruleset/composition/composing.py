"""What a ruleset makes of rules it inherits: it adds to them (`bổ sung`) or puts others in their place (`thay thế`).

This works on the entries as written, before anything is read from them: what is put in keeps its own place in the
file of the ruleset that says it, so that faults in it are told there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from attrs import define, evolve, field, frozen

from thidua_rules.diagnostics import Place
from thidua_rules.ruleset.composition.additions import add, cites
from thidua_rules.ruleset.composition.fallbacks import fall_back
from thidua_rules.ruleset.composition.targets import RULE_SECTIONS, Spot, changed, spots_of, value
from thidua_rules.ruleset.files.forms import Entry, Reader, suggestion
from thidua_rules.ruleset.files.keys import REPLACEMENT, SHAPE
from thidua_rules.ruleset.files.sources import SECTIONS, Request, Source
from thidua_rules.ruleset.model import Citation, Fallback, Replacement
from thidua_rules.ruleset.sections.documents import Documents, read_citations
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar

_OF_REPLACEMENT = {fold(key) for key in REPLACEMENT.keys}
_UNNAMED = {"văn bản", "từ vựng", "bất biến", "không mã hoá", "chấp nhận"}
"""The sections whose entries nobody adds to or replaces."""
_HEAD_KEYS = ("cho", "tên", "áp dụng cho")
_SHAPE_KEYS = {fold(key) for key in (*SHAPE.keys, *SHAPE.aliases, "mã python")}


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


@frozen
class _Change:
    """That a ruleset added to or replaced the rule or part at a path of the entry of that name."""

    way: Literal["bổ sung", "thay thế"]
    section: str
    name: str
    path: tuple[int, ...]
    origin: int
    place: Place


@frozen
class _Replaced:
    """A replacement before documents are read: its citations, and those of what it replaced, are still as written."""

    record: Replacement
    citations: Node | None
    before: tuple[Node, ...]


@define
class Composition:
    """The entries of all sections as they come to be, ruleset by ruleset, parents first."""

    reader: Reader
    family: Mapping[int, Source]
    sections: dict[str, list[Entry]] = field(factory=lambda: {section: [] for section in SECTIONS})
    replaced: list[_Replaced] = field(factory=list)
    fell_back: list[tuple[Fallback, Node | None]] = field(factory=list)
    _changes: list[_Change] = field(factory=list)
    _known: dict[int, tuple[Entry, tuple[Spot, ...]]] = field(factory=dict)

    def replacements(self, documents: Documents) -> tuple[Replacement, ...]:
        """What was replaced, with citations; faults in these are told where the rule itself is read."""
        return tuple(
            evolve(
                each.record,
                citations=_citations(each.citations, documents),
                instead_of=tuple(one for node in each.before for one in _citations(node, documents)),
            )
            for each in self.replaced
        )

    def fallbacks(self, documents: Documents) -> tuple[Fallback, ...]:
        """What was taken from other rulesets."""
        return tuple(evolve(each, citations=_citations(cited, documents)) for each, cited in self.fell_back)

    def take(self, source: Source) -> None:
        """Put a ruleset on top of those it inherits: what it falls back on, its changes, then its own entries."""
        for request, origin in source.fallbacks:
            self._fall_back(request, origin, source)
        for way in ("bổ sung", "thay thế"):
            entries = source.sections[way]
            if entries and not source.lineage and not source.fallbacks:
                # a parent that could not be read is told already
                if not source.header.parents and not source.sections["dự phòng"]:
                    self.reader.found.add("COMP-04", entries[0].key.place, key=way)
                continue
            for entry in entries:
                spot = self._target(entry, source)
                if spot is not None and way == "bổ sung":
                    self._add(entry, spot, source)
                elif spot is not None:
                    self._replace(entry, spot, source)
        for section in RULE_SECTIONS.keys() | _UNNAMED:
            self.sections[section].extend(source.sections[section])

    # ---------------------------------------------------------------- finding what is meant

    def spots(self) -> Iterator[tuple[str, int, Spot]]:
        """Every rule and coded part there is so far, with its section and the position of its entry there."""
        for section in RULE_SECTIONS:
            for position, entry in enumerate(self.sections[section]):
                for spot in self._spots(section, entry):
                    yield section, position, spot

    def _spots(self, section: str, entry: Entry) -> tuple[Spot, ...]:
        known = self._known.get(id(entry))
        if known is None or known[0] is not entry:
            known = self._known[id(entry)] = (entry, tuple(spots_of(section, entry)))
        return known[1]

    def _target(self, entry: Entry, source: Source) -> tuple[str, int, Spot] | None:
        """What an entry of `bổ sung` or `thay thế` names; told if it is nothing inherited, or not one thing."""
        wanted, place = fold(entry.name), entry.key.place
        found = [each for each in self.spots() if fold(each[2].code) == wanted]
        own = [
            spot for section in RULE_SECTIONS for each in source.sections[section] for spot in spots_of(section, each)
        ]
        mine = [spot for spot in own if fold(spot.code) == wanted]
        mine += [spot for _, _, spot in found if self._is_added_by(spot, source)]
        if found and found[0][0] == "tham số":
            found = found[-1:]  # a parameter may have been set anew: the last one counts
        if mine and not (found and found[0][0] == "tham số" and mine[0].kind == "parameter"):
            self.reader.found.add("COMP-03", place, code=entry.name, first=mine[0].key.place.text())
        elif not found and not source.whole:
            pass  # that what it may name could not be read is told already
        elif not found:
            spots = [spot for _, _, spot in self.spots()]
            called = [spot.code for spot in spots if fold(_text(value(spot.node, "tên"))) == wanted]
            # where no code is like it, whole rules are listed before their parts
            names = called or sorted((spot.code for spot in spots), key=lambda code: "." in code)
            self.reader.found.add("COMP-01", place, code=entry.name, **suggestion(entry.name, names))
        elif len(found) > 1:
            places = "; ".join(spot.key.place.text() for _, _, spot in found)
            self.reader.found.add("COMP-02", place, code=entry.name, places=places)
        else:
            return found[0]
        return None

    def _is_added_by(self, spot: Spot, source: Source) -> bool:
        """Whether a part stands in a file of the ruleset because that added it, not because that replaced it."""
        replaced = {each.record.place for each in self.replaced if each.record.by == source.header.id}
        return spot.key.place.file in self._files(source) and spot.key.place not in replaced

    def _files(self, source: Source) -> set[str | None]:
        return {entry.key.place.file for entries in source.sections.values() for entry in entries}

    def _clash(self, change: _Change, code: str) -> bool:
        """Whether a ruleset that this one does not build on, or itself, replaced the same rule; told."""
        lineage = self.family[change.origin].lineage
        for each in self._changes:
            alike = (each.section, each.name) == (change.section, change.name) and each.origin not in lineage
            over = each.way == "thay thế" and change.path[: len(each.path)] == each.path
            under = change.way == "thay thế" and each.path[: len(change.path)] == change.path
            if alike and (over or under):
                self.reader.found.add("COMP-06", change.place, code=code, first=each.place.text())
                return True
        self._changes.append(change)
        return False

    # ---------------------------------------------------------------- replacing

    def _replace(self, entry: Entry, at: tuple[str, int, Spot], source: Source) -> None:
        section, position, spot = at
        reason = value(entry.node, "lý do")
        if not isinstance(entry.node, Branch) or reason is None:
            self.reader.found.add("COMP-05", entry.key.place, code=spot.code)
            return
        said = self.reader.text(reason)
        if said is None:
            return
        old = self.sections[section][position]
        if self._clash(
            _Change("thay thế", section, fold(old.name), spot.path, source.origin, entry.key.place), spot.code
        ):
            return
        body = Branch(tuple(pair for pair in entry.node if fold(pair[0].text) not in _OF_REPLACEMENT), entry.node.place)
        cited = value(body, "căn cứ")
        if spot.path and not cites(body):
            self.reader.found.add("RULE-02", entry.key.place, code=spot.code)
        # the key says the code as it was declared, and where it is declared now
        key = evolve(spot.key, place=entry.key.place)
        if spot.kind == "parameter" and value(body, "kiểu") is None:
            self.sections[section].append(Entry(key, body, source.origin))
        elif spot.path:
            if spot.kind == "adjustment" and value(body, "mã") is None:
                body = Branch(((Scalar("mã", key.place), key), *body.entries), body.place)
            self.sections[section][position] = evolve(old, node=changed(old.node, spot.path, key, body))
        else:
            new = Entry(key, _with_head(body, old.node), source.origin)
            kept = [each for each in self.sections[section] if fold(each.name) != fold(old.name) or each is old]
            self.sections[section] = [new if each is old else each for each in kept]
        before = self._declarer(spot, old)
        record = Replacement(spot.code, before, source.header.id, said, place=entry.key.place)
        self.replaced.append(_Replaced(record, cited, tuple(_cited_in(spot.node))))

    def _declarer(self, spot: Spot, entry: Entry) -> str:
        """The identifier of the ruleset in whose files something stands."""
        for source in self.family.values():
            if spot.key.place.file in self._files(source):
                return source.header.id
        return self.family[entry.origin].header.id

    # ---------------------------------------------------------------- adding and falling back

    def _add(self, entry: Entry, at: tuple[str, int, Spot], source: Source) -> None:
        section, position, spot = at
        old = self.sections[section][position]
        change = _Change("bổ sung", section, fold(old.name), spot.path, source.origin, entry.key.place)
        if self._clash(change, spot.code):
            return
        codes = {fold(each.code): each for _, _, each in self.spots()}
        node = add(self.reader, old.node, spot, entry, codes)
        if node is not None:
            self.sections[section][position] = evolve(old, node=changed(old.node, spot.path, spot.key, node))

    def _fall_back(self, request: Request, origin: int, source: Source) -> None:
        side = Reader(lines=self.reader.lines)
        older = composed(side, self.family, self.family[origin])
        # what both inherit is composed twice, and its faults are to be told once
        self.reader.found.extend(each for each in side.found.items if each not in self.reader.found.items)
        taken = fall_back(self.reader, request, self.family[origin], older.sections, source, self.sections)
        for section, entries in taken.sections.items():
            self.sections[section].extend(entries)
        if taken.rules:
            record = Fallback(
                ruleset=self.family[origin].header.id,
                rules=taken.rules,
                by=source.header.id,
                reason=request.reason,
                documents=tuple(entry.name for entry in taken.sections["văn bản"]),
                place=request.place,
            )
            self.fell_back.append((record, request.citations))


def composed(reader: Reader, family: Mapping[int, Source], own: Source) -> Composition:
    """The ruleset put together with all it inherits, each of which says what it changes in those before it."""
    whole = Composition(reader, family)
    for origin in own.lineage:
        whole.take(family[origin])
    whole.take(own)
    return whole


def _citations(node: Node | None, documents: Documents) -> tuple[Citation, ...]:
    return () if node is None else read_citations(Reader(), node, documents)


def _cited_in(node: Node) -> Iterator[Node]:
    """What stands under `căn cứ` in the node and below it."""
    if isinstance(node, Branch):
        for key, below in node:
            if fold(key.text) == fold("căn cứ"):
                yield below
            else:
                yield from _cited_in(below)
    elif not isinstance(node, Scalar):
        for each in node.items:
            yield from _cited_in(each)


def _with_head(body: Branch, old: Node) -> Branch:
    """The new rule, with what it does not say itself: whom it is for, its name, and what kind of value it is."""
    said = {fold(key.text) for key, _ in body}
    wanted = {fold(key) for key in _HEAD_KEYS}
    if not said & {fold("kiểu"), fold("như"), fold("bậc")}:
        wanted |= _SHAPE_KEYS
    kept: Sequence[tuple[Scalar, Node]] = [
        pair for pair in (old if isinstance(old, Branch) else ()) if fold(pair[0].text) in wanted - said
    ]
    return Branch((*kept, *body.entries), body.place)
