"""The vocabulary of a ruleset: fact types, their fields, keys and collections; no two names of one owner alike."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import define, evolve, field

from thidua_rules.diagnostics import Place
from thidua_rules.facts.singles import with_singles
from thidua_rules.facts.vocabulary import DOSSIER, FactType, Field, Kind, Vocabulary
from thidua_rules.ruleset.files.forms import Entries, Entry, Reader, suggestion
from thidua_rules.ruleset.files.keys import FACT_TYPE, FIELD
from thidua_rules.ruleset.sections.documents import Documents
from thidua_rules.ruleset.sections.shapes import attribute_of, read_shape, short_form
from thidua_rules.ruleset.sections.title_names import with_titles
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar

BUILT_IN = ("ngày xét", "kỳ xét", "năm xét", "mã")
"""Names every ruleset has: of the question, and what identifies a subject."""

_BUILT_IN = {fold(name) for name in BUILT_IN}
_SINGLE = "duy nhất"
_TYPE_KEYS = {fold(key): key for key in FACT_TYPE.keys}
_YES_OR_NO = {fold("đúng"): True, fold("sai"): False}


def _said(node: Node) -> bool | None:
    """Whether `duy nhất` is said to be so; None where it is a field of that name."""
    return _YES_OR_NO.get(fold(node.text)) if isinstance(node, Scalar) else None


@define
class _Type:
    """One fact type while it is being read; several files or rulesets may add to it.

    It is `declared` by an entry of its own, not only named among several.
    """

    name: str
    place: Place
    declared: bool = False
    keys: dict[str, tuple[Scalar, Node]] = field(factory=dict)
    fields: list[Entry] = field(factory=list)


class Words:
    """The vocabulary as written, from which shapes can be looked up while they are still being read."""

    def __init__(
        self,
        reader: Reader,
        entries: Iterable[Entry],
        documents: Documents,
        titles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`titles` gives the name of each declared title by its code: what fields of the kind `danh hiệu` may hold."""
        self.reader, self.documents, self.titles = reader, documents, titles
        self._gathered = self._gather(entries)
        self.types: Mapping[str, str] = {key: each.name for key, each in self._gathered.items()}
        self._shapes: dict[tuple[str, str], Field | None] = {}
        self._read: dict[int, Field | None] = {}
        self._open: list[tuple[str, str]] = []

    def _gather(self, entries: Iterable[Entry]) -> dict[str, _Type]:
        gathered: dict[str, _Type] = {}
        for entry in entries:
            if not isinstance(entry.node, Branch):
                if not (isinstance(entry.node, Scalar) and not entry.node.text):
                    self.reader.found.add("SET-01", entry.node.place)
                    continue
                entry = evolve(entry, node=Branch((), entry.node.place))
            assert isinstance(entry.node, Branch)
            one = gathered.setdefault(fold(entry.name), _Type(entry.name, entry.key.place))
            one.declared = one.declared or not entry.shared
            for key, node in entry.node:
                reserved = _TYPE_KEYS.get(fold(key.text))
                if reserved is None or (reserved == _SINGLE and _said(node) is None):
                    one.fields.append(Entry(key, node, entry.origin))
                elif reserved in one.keys:
                    first = one.keys[reserved][0].place.text()
                    self.reader.found.add("SET-04", key.place, name=reserved, first=first)
                else:
                    one.keys[reserved] = (key, node)
        names = [one.name for one in gathered.values() if one.declared]
        for one in gathered.values():
            if not one.declared:
                self.reader.found.add("VOC-30", one.place, name=one.name, **suggestion(one.name, names, 0))
            one.fields = self.reader.unique(one.fields, "VOC-08")
        return gathered

    def vocabulary(self) -> Vocabulary:
        """All types with all their fields."""
        built = [self._type(key, one) for key, one in self._gathered.items()]
        self._check_attributes([(each.name, each.attribute, each.place) for each in built], {})
        self._check_collections(built)
        return with_singles(Vocabulary(tuple(built)))

    def like(self, text: str, place: Place) -> Field | None:
        """The field that `như` names (`tên`, or `tên của loại`); told if there is none, or several unlike ones."""
        wanted, _, owner = text.partition(" của ")
        places = [
            (type_key, fold(name))
            for type_key, one in self._gathered.items()
            for name, said in ((text, ""), (wanted, owner))
            if (not said or fold(said) == type_key) and any(fold(each.name) == fold(name) for each in one.fields)
        ]
        cyclic = [each for each in places if each in self._open]
        found = [shape for each in places if each not in self._open and (shape := self._shape(*each)) is not None]
        if len({(each.kind, each.options, each.outside, each.low, each.high, each.targets) for each in found}) > 1:
            self.reader.found.add("VOC-16", place, name=wanted)
            return None
        if not found:
            names = [each.name for one in self._gathered.values() for each in one.fields]
            hints = {} if cyclic else suggestion(text, names)
            self.reader.found.add("VOC-17" if cyclic else "VOC-09", place, name=text, **hints)
            return None
        return found[0]

    def _type(self, key: str, one: _Type) -> FactType:
        shapes = {fold(each.name): self._shape(key, fold(each.name)) for each in one.fields}
        fields = [each for each in shapes.values() if each is not None]
        self.reader.refused |= {name for name, shape in shapes.items() if shape is None}
        identity = self._key(one, fields)
        if not identity and all(fold(each.name) != fold("tên") for each in one.fields):
            fields.insert(0, Field("tên", "ten", Kind.TEXT, place=one.place))
        self._check_attributes([(each.name, each.attribute, each.place) for each in fields], {"ma": "mã"})
        entries: Entries = {name: pair for name, pair in one.keys.items() if name == "mã python"}
        single = _SINGLE in one.keys and bool(_said(one.keys[_SINGLE][1]))
        if single and (identity or fold(one.name) == fold(DOSSIER)):
            self.reader.found.add("VOC-32", one.keys[_SINGLE][0].place, type=one.name)
            single = False
        attribute = attribute_of(self.reader, one.name, entries)
        return FactType(one.name, attribute, tuple(fields), identity, one.place, single)

    def _shape(self, type_key: str, name: str) -> Field | None:
        """The shape of one field, read once for all types that share it; `như` may lead here amid another."""
        at = (type_key, name)
        if at not in self._shapes:
            self._open.append(at)
            entry = next(each for each in self._gathered[type_key].fields if fold(each.name) == name)
            if id(entry.key) not in self._read:
                self._read[id(entry.key)] = self._field(entry)
            self._shapes[at] = self._read[id(entry.key)]
            self._open.pop()
        return self._shapes[at]

    def _field(self, entry: Entry) -> Field | None:
        if fold(entry.name) in _BUILT_IN:
            self.reader.found.add("VOC-18", entry.key.place, name=entry.name)
            return None
        entries = short_form(entry) or self.reader.entries(entry.node, FIELD)
        if entries is None:
            return None
        place = entry.key.place
        shape = read_shape(self.reader, entry.name, place, entries, self.types, self.like, self.documents)
        return None if shape is None else with_titles(shape, self.titles)

    def _key(self, one: _Type, fields: list[Field]) -> tuple[str, ...]:
        if "khoá" not in one.keys:
            return ()
        node = one.keys["khoá"][1]
        written = fold(node.text) if isinstance(node, Scalar) else ""
        if isinstance(node, Branch) or written in {fold(each.value) for each in Kind} - {
            fold(each.name) for each in fields
        }:
            self.reader.found.add("VOC-29", one.keys["khoá"][0].place, name="khoá")
            return ()
        names = {fold(each.name): each.name for each in fields}
        declared = {fold(each.name) for each in one.fields}
        key: list[str] = []
        for text, place in self.reader.texts(node):
            if fold(text) not in declared:
                self.reader.found.add("VOC-15", place, name=text, type=one.name, **suggestion(text, names.values()))
            elif fold(text) in names:
                key.append(names[fold(text)])
        return tuple(key)

    def _check_attributes(self, named: Iterable[tuple[str, str, Place]], taken: Mapping[str, str]) -> None:
        first: dict[str, str] = dict(taken)
        for name, attribute, place in named:
            other = first.setdefault(attribute, name)
            if other != name:
                self.reader.found.add("VOC-19", place, name=name, other=other, attribute=attribute)

    def _check_collections(self, built: list[FactType]) -> None:
        """A collection shares the names of the type it is seen from."""
        owned = {each.name: {fold(one.name): one.place for one in each.fields} for each in built}
        having: dict[int, list[str]] = {}
        for fact_type, one in ((each, one) for each in built for one in each.fields if one.reverse):
            having.setdefault(id(one), []).append(fact_type.name)
        members = {id(one): one for each in built for one in each.fields if one.reverse}
        for at, member in members.items():
            assert member.reverse is not None
            if len(having[at]) > 1:
                types = ", ".join(f"`{each}`" for each in having[at])
                self.reader.found.add("VOC-31", member.place, name=member.name, types=types)
                continue
            for target in member.targets:
                first = owned[target].setdefault(fold(member.reverse), member.place)
                if first is not member.place:
                    shown = normalize(member.reverse)
                    self.reader.found.add("VOC-08", member.place, name=shown, first=first.text())
