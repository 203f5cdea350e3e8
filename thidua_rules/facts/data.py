"""A dossier as nested data, whatever file it came from: the header, and a list of records for each type.

YAML, JSON and Python dicts share this form; they differ only in how a path leads to a place.
"""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from thidua_rules.diagnostics import Place
from thidua_rules.facts.building import CaseBuilder, known_name
from thidua_rules.facts.entries import Entry
from thidua_rules.facts.spots import InData, Locate, Path, TreePlaces
from thidua_rules.facts.vocabulary import Collection, FactType, Vocabulary
from thidua_rules.source import yaml_tree
from thidua_rules.source.text import fold

DEEPEST = 50
_RULESET, _ON, _PERIOD, _COMPLETE, _INCOMPLETE = map(
    fold, ("bộ quy tắc", "ngày xét", "kỳ xét", "đầy đủ", "chưa đầy đủ")
)
_LISTS = (list, tuple)


def parse_tree(vocabulary: Vocabulary, node: yaml_tree.Node, builder: CaseBuilder | None = None) -> CaseBuilder:
    """The builder filled with a dossier in YAML (the root of a file, or the `hồ sơ` of a scenario).

    `build` then gives the case or raises all faults; the date and the period may be given there.
    """
    filled = builder or CaseBuilder(vocabulary, node.place)
    places: dict[Path, Place] = {}
    data = _plain(node, (), places)
    parse_data(filled, data, TreePlaces(places, node.place))
    return filled


def _plain(node: yaml_tree.Node, path: Path, places: dict[Path, Place]) -> Any:
    """The tree as lists, dicts and texts, and the place of each path (of an entry: the value, else the key)."""
    places.setdefault(path, node.place)
    if isinstance(node, yaml_tree.Scalar):
        return node.text
    if isinstance(node, yaml_tree.Sequence):
        return [_plain(each, (*path, position), places) for position, each in enumerate(node.items)]
    found = {}
    for key, value in node:
        below = (*path, key.text)
        places[(*below, "")] = key.place
        blank = isinstance(value, yaml_tree.Scalar) and not value.text
        places[below] = key.place if blank else value.place
        found[key.text] = _plain(value, below, places)
    return found


def parse_data(builder: CaseBuilder, data: Any, locate: Locate) -> None:
    """Fill the builder from nested dicts and lists; `locate` says where a path stands."""
    if not isinstance(data, Mapping):
        _expected(builder, locate(()), "các mục `tên: giá trị`", "entries `name: value`")
        return
    walk = _Walk(builder, locate)
    for name, value in data.items():
        at, key_at = locate((name,)), locate((name, ""))
        folded = fold(name) if isinstance(name, str) else ""
        if folded == _RULESET:
            builder.ruleset = None if value is None else str(value).strip() or None
        elif folded == _ON:
            builder.ask(on=value, place=at)
        elif folded == _PERIOD:
            builder.ask(period=value, place=at)
        elif folded == _COMPLETE:
            for each, place in walk.names(value, (name,)):
                builder.close_type(each, place)
        else:
            fact_type = builder.find_type(str(name), key_at)
            if fact_type is not None:
                walk.records(fact_type, value, (name,))


def _expected(builder: CaseBuilder, place: Place, vi: str, en: str) -> None:
    builder.found.add("FACT-37", place, expected=vi, expected_en=en)


@frozen
class _Walk:
    builder: CaseBuilder
    locate: Locate
    _shapes: dict[tuple[str, tuple[Any, ...]], Mapping[str, str] | None] = field(init=False, factory=dict)

    def names(self, value: Any, path: Path) -> list[tuple[str, Place]]:
        """A list of names, or one name alone."""
        if value is None or value == "":
            return []
        if isinstance(value, str):
            return [(value, self.locate(path))]
        if not isinstance(value, _LISTS) or not all(isinstance(each, str) for each in value):
            _expected(self.builder, self.locate(path), "danh sách tên", "a list of names")
            return []
        return [(each, self.locate((*path, position))) for position, each in enumerate(value)]

    def records(
        self,
        fact_type: FactType,
        value: Any,
        path: Path,
        owner: Entry | None = None,
        collection: Collection | None = None,
    ) -> None:
        """A list of records of one type, at the top or nested under their owner."""
        if value is None or value == "":
            return
        if fact_type.single and isinstance(value, Mapping):
            self._record(fact_type, value, path, owner, collection)
            return
        if not isinstance(value, _LISTS):
            _expected(self.builder, self.locate(path), "một danh sách", "a list")
            return
        if len(path) > DEEPEST:
            self.builder.found.add("YAML-12", self.locate(path), limit=DEEPEST)
            return
        alike: list[tuple[int, dict[str, Any], Mapping[str, str]]] = []
        for position, each in enumerate(value):
            written = self._written(fact_type, each) if isinstance(each, dict) else None
            if written is not None:
                alike.append((position, each, written))
                continue
            self._take_alike(fact_type, alike, path, owner, collection)
            alike = []
            below = (*path, position)
            if isinstance(each, Mapping):
                self._record(fact_type, each, below, owner, collection)
            elif isinstance(each, str | tuple) and each and owner is not None and collection is not None:
                self.builder.list_member(owner, collection, each, self.locate(below))
            else:
                _expected(self.builder, self.locate(below), "một đối tượng với các mục của nó", "a record")
        self._take_alike(fact_type, alike, path, owner, collection)

    def _written(self, fact_type: FactType, record: Mapping[Any, Any]) -> Mapping[str, str] | None:
        """How each field is spelt in a record that holds nothing but values of fields, each once; else None."""
        spelt = tuple(record)
        shape = fact_type.name, spelt
        if shape not in self._shapes:
            names = {known: each for each in spelt if isinstance(each, str) and (known := known_name(fact_type, each))}
            self._shapes[shape] = names if len(names) == len(spelt) else None
        return self._shapes[shape]

    def _take_alike(
        self,
        fact_type: FactType,
        alike: list[tuple[int, dict[str, Any], Mapping[str, str]]],
        path: Path,
        owner: Entry | None,
        collection: Collection | None,
    ) -> None:
        """Take records that hold nothing but values, a field at a time."""
        columns: dict[str, list[Any]] = {}
        shapes = {id(written): written for _, _, written in alike}.values()
        for name, spelt in dict.fromkeys(each for written in shapes for each in written.items()):
            values = [record.get(spelt) for _, record, _ in alike]
            if name in columns:
                values = [new if old is None else old for old, new in zip(columns[name], values, strict=True)]
            columns[name] = values
        spots = [InData(self.locate, path, position, written) for position, _, written in alike]
        self.builder.add_alike(fact_type, columns, spots, owner, collection)

    def _record(
        self,
        fact_type: FactType,
        record: Mapping[Any, Any],
        path: Path,
        owner: Entry | None,
        collection: Collection | None,
    ) -> None:
        builder = self.builder
        written: dict[str, str] = {}
        nested: list[tuple[Collection, Any, Path]] = []
        opened: set[str] = set()
        closed: list[tuple[str, Place]] = []
        for name, value in record.items():
            below = (*path, name)
            if not isinstance(name, str):
                _expected(builder, self.locate(path), "tên mục là văn bản", "names of fields that are text")
                continue
            folded = fold(name)
            inner = builder.vocabulary.collection(fact_type.name, name)
            known = known_name(fact_type, name)
            if known in written:
                builder.found.add("FACT-38", self.locate(below), field=known)
            elif known is not None:
                written[known] = name
            elif folded == _INCOMPLETE:
                for each, place in self.names(value, below):
                    found = builder.find_collection(fact_type, each, place)
                    opened.update([found.name] if found else [])
            elif folded == _COMPLETE:
                closed.extend(self.names(value, below))
            elif inner is not None:
                nested.append((inner, value, below))
            else:
                builder.unknown_field(fact_type, name, self.locate((*below, "")))
        columns = {name: [record[spelt]] for name, spelt in written.items()}
        spot = InData(self.locate, path[:-1], path[-1], written)
        (entry,) = builder.add_alike(fact_type, columns, [spot], owner, collection)
        for each, place in closed:
            builder.close_roster(entry, each, place)
        for inner, value, below in nested:
            member = builder.vocabulary.type(inner.member)
            assert member is not None
            self.records(member, value, below, entry, inner)
            if value is not None and value != "" and inner.name not in opened:
                builder.close_roster(entry, inner.name, self.locate(below), listed=True)
