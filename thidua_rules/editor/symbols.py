"""The names, codes and clauses of a file: where each is declared and where it is used, read from the tree of the file.

What one name means is not worked out by type: all that is declared under one name is one symbol, so that whoever
renames it renames it everywhere.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from attrs import define, evolve, field, frozen

from thidua_rules.conditions import NameTable
from thidua_rules.conditions.lexer import Lexeme, tokenise
from thidua_rules.conditions.pieces import key_of
from thidua_rules.diagnostics import Place
from thidua_rules.facts.vocabulary import DOSSIER, Kind
from thidua_rules.ruleset.composition.targets import RULE_SECTIONS, Spot, parts_of, spots_of
from thidua_rules.ruleset.composition.targets import Kind as RuleKind
from thidua_rules.ruleset.files.forms import Entry, apart
from thidua_rules.ruleset.files.keys import FACT_TYPE
from thidua_rules.ruleset.files.structure import STANDINGS
from thidua_rules.ruleset.model import place_within
from thidua_rules.ruleset.sections.grades import before_quota
from thidua_rules.ruleset.sections.pay import coefficient_name
from thidua_rules.ruleset.sections.scores import ITEM_NAMES
from thidua_rules.ruleset.sections.vocabulary import BUILT_IN
from thidua_rules.ruleset.sections.written import pieces_of
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar, Sequence

SymbolKind = Literal["name", "type", "code", "document", "clause"]
Symbol = tuple[SymbolKind, str]
"""A kind with the folded name, the folded full code, or the folded document and clause."""

_NAMED_SECTIONS = ("tham số", "đại lượng", "xếp hạng", "điểm", "xếp loại", "mức thưởng")
_TITLES = fold(Kind.TITLE.value)
_TARGETS = re.compile(r"(?:(?<=^thuộc )|(?<=[\[,]))\s*[^\[\],]+", re.IGNORECASE)


@frozen
class Occurrence:
    """A symbol at a place: `shown` as it is declared there or written; `home` is the section or type it is in.

    `node` is what stands under the name where it `defines` the symbol. What `uses` finds stands exactly at the place:
    the name, the part of a code that is the rule's own, the document or the clause, and nothing beside.
    """

    symbol: Symbol
    place: Place
    shown: str
    defines: bool = False
    home: str = ""
    node: Node | None = field(default=None, eq=False, repr=False)


def named(kind: SymbolKind, name: str) -> Symbol:
    """The symbol of a name."""
    return kind, fold(name)


# ---------------------------------------------------------------- declarations


def declarations(root: Node | None) -> tuple[Occurrence, ...]:
    """What a ruleset file declares; nothing of a file of scenarios."""
    return tuple(_declared(root)) if isinstance(root, Branch) else ()


def _declared(root: Branch) -> Iterator[Occurrence]:
    for key, node in root:
        section = normalize(key.text).casefold()
        if not isinstance(node, Branch):
            continue
        for name, body in node:
            if section == "từ vựng":
                yield from _vocabulary(name, body)
            elif section == "văn bản":
                yield Occurrence(named("document", name.text), name.place, normalize(name.text), True, section, body)
                for clause, gist in _under(body, "mục"):
                    symbol = named("clause", f"{name.text} {clause.text}")
                    yield Occurrence(symbol, clause.place, normalize(clause.text), True, normalize(name.text), gist)
            elif section in _NAMED_SECTIONS:
                yield Occurrence(named("name", name.text), name.place, normalize(name.text), True, section, body)
        if section in RULE_SECTIONS:
            yield from _coded(section, node)
        elif section in ("bổ sung", "thay thế"):
            yield from _added(section, node)


def _vocabulary(key: Scalar, body: Node) -> Iterator[Occurrence]:
    shared = apart(Entry(key, body))
    for each in shared:
        yield Occurrence(named("type", each.name), each.key.place, each.name, True, "từ vựng", body)
    reserved = {fold(each) for each in FACT_TYPE.keys}
    for name, node in body if isinstance(body, Branch) else ():
        if fold(name.text) in reserved:
            continue
        owner = ", ".join(each.name for each in shared)
        yield Occurrence(named("name", name.text), name.place, normalize(name.text), True, owner, node)
        reverse = next((below for one, below in _entries(node) if fold(one.text) == fold("chiều ngược")), None)
        if isinstance(reverse, Scalar) and reverse.text:
            symbol = named("name", reverse.text)
            yield Occurrence(symbol, reverse.place, normalize(reverse.text), True, owner, node)


def _coded(section: str, node: Branch) -> Iterator[Occurrence]:
    for name, body in node:
        if section in _NAMED_SECTIONS and section not in ("điểm", "xếp loại"):
            continue
        for spot in spots_of(section, Entry(name, body)):
            if spot.node is body and section in _NAMED_SECTIONS:
                continue  # a score or grade is called by its name
            if spot.kind == "quota" or fold(spot.key.text) in (fold("điểm thưởng"), fold("điểm trừ")):
                continue
            code = spot.code.removeprefix(f"{name.text}.") if section == "điểm" else spot.code
            yield Occurrence(named("code", code), spot.key.place, normalize(code), True, section, spot.node)


_TELLING: tuple[tuple[RuleKind, tuple[str, ...]], ...] = (
    ("title", ("loại trừ", "điều kiện thêm", "chỉ tiêu")),
    ("score", ("mục",)),
    ("item", ("trừ", "cộng")),
)


def _added(section: str, node: Branch) -> Iterator[Occurrence]:
    """The parts that are added to an inherited rule, or put in its place; what the rule is its keys tell."""
    for name, body in node:
        keys = {fold(key.text) for key, _ in _entries(body)}
        kind: RuleKind = next((one for one, telling in _TELLING if keys & set(map(fold, telling))), "criterion")
        code = normalize(name.text)
        if fold(code).startswith(fold("chỉ tiêu ")):
            kind, code = "quota", code.partition("tiêu ")[2]
        inner = None if kind == "score" else code
        for spot in parts_of(Spot(code, inner, f"{code}." if kind == "score" else "", kind, name, body)):
            if spot.node is not body and spot.kind != "quota":
                part = spot.code.removeprefix(f"{code}.") if kind == "score" else spot.code
                yield Occurrence(named("code", part), spot.key.place, normalize(part), True, section, spot.node)


def _entries(node: Node) -> Iterator[tuple[Scalar, Node]]:
    yield from node if isinstance(node, Branch) else ()


def _under(node: Node, key: str) -> Iterator[tuple[Scalar, Node]]:
    for name, below in _entries(node):
        if fold(name.text) == fold(key):
            yield from _entries(below)


# ---------------------------------------------------------------- what is declared, for those who look names up


@frozen
class Declared:
    """All that the files of a ruleset declare, inherited ones included."""

    symbols: Mapping[Symbol, tuple[Occurrence, ...]]
    names: NameTable
    derived: Mapping[str, tuple[Symbol, int]]
    """Names made of others (`hệ số T`): the symbol that is in them, and the pieces before it."""
    titled: frozenset[str]
    """The folded names of fields that hold titles."""
    known: object = field(init=False, eq=False, repr=False)
    """All of it but for places: as long as this is the same, the same is used elsewhere."""

    @known.default
    def _known(self) -> object:
        return frozenset((symbol, each[0].home) for symbol, each in self.symbols.items()), self.titled

    def is_at(self, symbol: Symbol, place: Place) -> bool:
        """Whether the symbol is declared at a place; a code may be declared by a longer text than its own part."""
        return any(_same_spot(each.place, place) for each in self.symbols.get(symbol, ()))

    @classmethod
    def of(cls, found: Iterable[Occurrence]) -> "Declared":
        """The declarations of several files together."""
        symbols: dict[Symbol, list[Occurrence]] = {}
        for each in found:
            symbols.setdefault(each.symbol, []).append(each)
        firsts = [each[0] for each in symbols.values()]
        plain = [each.shown for each in firsts if each.symbol[0] == "name"]
        derived: dict[str, tuple[Symbol, int]] = {}
        for each in firsts:
            if each.home == "mức thưởng":
                derived[coefficient_name(each.shown)] = each.symbol, len(key_of(coefficient_name("")))
            elif each.home == "xếp loại" and each.symbol[0] == "name":
                derived[before_quota(each.shown)] = each.symbol, 0
        types = {each.shown: () for each in firsts if each.symbol[0] == "type"}
        titled = {
            each.symbol[1] for one in symbols.values() for each in one if each.defines and _kind_of(each) == _TITLES
        }
        names = NameTable.of([*BUILT_IN, *plain, *derived, *ITEM_NAMES], types)
        return cls(
            {symbol: tuple(each) for symbol, each in symbols.items()},
            names,
            {fold(name): one for name, one in derived.items()},
            frozenset(titled),
        )

    def all(self, kind: SymbolKind) -> Iterator[Occurrence]:
        """The first declaration of each symbol of a kind."""
        return (each[0] for symbol, each in self.symbols.items() if symbol[0] == kind)

    def code(self, written: str, within: str = "") -> Symbol | None:
        """The symbol of a code as written in a rule: a full one, or one of the rule's own parts."""
        parts = within.split(".") if within else []
        for length in range(len(parts), -1, -1):
            symbol = named("code", ".".join([*parts[:length], written]))
            if symbol in self.symbols:
                return symbol
        return None


def _kind_of(each: Occurrence) -> str:
    if isinstance(each.node, Scalar):
        return fold(each.node.text)
    return next(
        (
            fold(one.text)
            for key, one in _entries(each.node or Branch((), Place()))
            if fold(key.text) == fold("kiểu") and isinstance(one, Scalar)
        ),
        "",
    )


# ---------------------------------------------------------------- uses


def uses(root: Node | None, file: str, lines: list[str], declared: Declared) -> tuple[Occurrence, ...]:
    """Where a file uses what is declared, and each declaration of it."""
    walk = _Walk(lines, declared)
    if root is not None:
        walk.node(root, file, "", "")
    return tuple(dict.fromkeys(walk.found))


@define
class _Walk:
    lines: list[str]
    declared: Declared
    found: list[Occurrence] = field(factory=list)

    def node(self, node: Node, standing: str, key: str, within: str) -> None:
        """A node that stands somewhere, under a key, within the rule of a code."""
        here = STANDINGS[standing]
        if isinstance(node, Sequence):
            for each in node.items:
                self.node(each, here.items or "anything", key, within)
        elif isinstance(node, Scalar):
            self._text(node, standing, key, within)
        elif standing == "scenario":
            self._scenario(node)
        else:
            known = {fold(each) for form in here.forms for each in (*form.keys, *form.aliases)}
            for name, below in node:
                own = fold(name.text) not in known and not fold(name.text).startswith(f"{fold('ít nhất')} ")
                inside = self._named(name, standing, within) if own else within
                self.node(below, here.below(name.text), normalize(name.text), inside)

    def _named(self, name: Scalar, standing: str, within: str) -> str:
        """A name of the author's at a key; the code of the rule that it begins, or else that of the rule around."""
        match standing:
            case "table" | "factor":
                if fold(name.text) != fold("còn lại"):
                    self._condition(name, within)
            case "criteria" | "titles" | "common exclusions" | "constraints":
                self._code(name, within)
                return normalize(name.text)
            case "requirements" | "further conditions" | "exceptions" | "limits" | "items" | "lines":
                symbol = self.declared.code(name.text, within) or named("code", f"{within}.{name.text}".strip("."))
                self._code(name, within)
                full = normalize(name.text) if symbol == named("code", name.text) else f"{within}.{name.text}"
                return full.strip(".")
            case "additions" | "replacements":
                if not self._name(name) and not self._code(name, ""):
                    at = name.text.lower().find("chỉ tiêu ")
                    if at == 0:
                        self._code(_part(name, 9, len(name.text)), "")
                return normalize(name.text).removeprefix("chỉ tiêu ")
            case "acceptances":
                about = _part(name, name.text.find(" ") + 1, len(name.text))
                if not self._code(about, ""):
                    self._name_of(about)
            case "sizes":
                _ = self._type(name) or self._name(name)
            case "vocabulary":
                for each in apart(Entry(name, name)):
                    self._add(named("type", each.name), each.key.place)
            case "type" | "parameters" | "quantities" | "ranks" | "scores" | "amounts" | "settings":
                self._name(name)
            case "grades":
                self._name(name)
                return normalize(name.text)
            case "documents":
                self._add(named("document", name.text), name.place)
                return normalize(name.text)
            case "clauses":
                self._clause(name, within)
        return within

    def _text(self, text: Scalar, standing: str, key: str, within: str) -> None:
        if not text.text.strip():
            return
        if standing == "reading" or (standing == "text" and key == "tham số"):
            self._name(text)
        elif standing == "alike":
            self._name_of(text)
        elif standing == "texts" and key == "cần xác nhận":
            self._clause(text, within)
        elif key == "chiều ngược":
            self._name(text)
        elif key == "mã":
            self._code(text, within)
        match STANDINGS[standing].text:
            case "condition":
                self._condition(text, within)
            case "citation":
                for found in re.finditer(r"[^;]+", text.text):
                    self._clause(_part(text, found.start(), found.end()), "")
            case "type":
                self._type(text)
            case "kind":
                for found in _TARGETS.finditer(text.text):
                    self._type(_part(text, found.start(), found.end()))
            case "field" if standing != "alike":
                self._name(text)
            case "title" | "code":
                _ = self._code(text, "") or self._name(text)

    def _condition(self, text: Scalar, within: str) -> None:
        try:
            lexemes, _ = tokenise(text.text, self.declared.names, False)
        except (ValueError, RecursionError):
            return
        pieces = pieces_of(text, self.lines)

        def part(start: int, end: int) -> Scalar:
            return Scalar(text.text[start:end], place_within(text.place, pieces, (start, end)))

        for at, each in enumerate(lexemes):
            before = lexemes[at - 1].type if at else ""
            written = text.text[each.start : each.end]
            if each.type == "NAME" and _of_dossier(lexemes, at):
                self._type(part(each.start, each.end))
            elif each.type == "NAME" or (each.type == "CODE" and before == "SCALE"):
                derived = self.declared.derived.get(fold(written))
                if derived is None:
                    self._name(part(each.start, each.end))
                else:
                    self._derived(part(each.start, each.end), *derived)
            elif each.type == "CODE":
                self._code(part(each.start, each.end), within)
            elif each.type == "TEXT" and ("code", fold(written[1:-1])) in self.declared.symbols and at > 1:
                # a title is named by its code where a field that holds titles is compared with it
                compared = [one for one in lexemes[max(0, at - 4) : at] if one.type == "NAME"]
                if any(fold(str(one.value)) in self.declared.titled for one in compared):
                    self._code(part(each.start + 1, each.end - 1), "")

    def _derived(self, name: Scalar, symbol: Symbol, before: int) -> None:
        words = list(re.finditer(r"\S+", name.text))
        count = len(symbol[1].split(" "))
        if len(words) >= before + count:
            found = _part(name, words[before].start(), words[before + count - 1].end())
            self._add(symbol, found.place)

    def _scenario(self, node: Branch) -> None:
        for key, below in node:
            if fold(key.text) == fold("hồ sơ"):
                self._dossier(below, top=True)
            elif fold(key.text) == fold("mong đợi"):
                self._expected(below)
            elif fold(key.text) == fold("tham số"):
                for name, _ in _entries(below):
                    self._name(name)

    def _dossier(self, node: Node, top: bool) -> None:
        for each in node.items if isinstance(node, Sequence) else ():
            self._dossier(each, False)
        for key, below in _entries(node):
            if fold(key.text) in (fold("đầy đủ"), fold("chưa đầy đủ")):
                for one in below.items if isinstance(below, Sequence) else ():
                    _ = isinstance(one, Scalar) and (self._type(one) or self._name(one))
                continue
            _ = (top and self._type(key)) or self._name(key) or self._type(key)
            if isinstance(below, Scalar) and fold(key.text) in self.declared.titled:
                self._code(below, "")
            self._dossier(below, False)

    def _expected(self, node: Node) -> None:
        for _, found in _entries(node):
            for code, below in _entries(found):
                standard = re.match(r"\s*đủ chuẩn\s+", code.text)
                at = standard.end() if standard else 0
                _ = self._code(_part(code, at, len(code.text)), "") or self._name(code)
                if isinstance(below, Branch):  # of one of several rulesets
                    for inner, _ in below:
                        _ = self._code(inner, "") or self._name(inner)

    def _name(self, text: Scalar) -> bool:
        return self._add(named("name", text.text), text.place)

    def _name_of(self, text: Scalar) -> None:
        """A name, or one with the type that it is of: `mức của kết quả năm`."""
        name, _, owner = text.text.partition(" của ")
        if not self._name(text):
            self._name(_part(text, 0, len(name)))
            self._type(_part(text, len(text.text) - len(owner), len(text.text)))

    def _type(self, text: Scalar) -> bool:
        return self._add(named("type", text.text), _trimmed(text).place)

    def _clause(self, text: Scalar, document: str) -> None:
        trimmed = _trimmed(text)
        said, _, clause = trimmed.text.partition(" ")
        if document:
            self._add(named("clause", f"{document} {trimmed.text}"), trimmed.place)
        elif self._add(named("document", said), _part(trimmed, 0, len(said)).place) and clause.strip():
            found = _trimmed(_part(trimmed, len(said) + 1, len(trimmed.text)))
            self._add(named("clause", f"{said} {clause}"), found.place)

    def _code(self, text: Scalar, within: str) -> bool:
        """A code: the part of it that is the rule's own, and those of the rules that it is part of."""
        trimmed = _trimmed(text)
        symbol = self.declared.code(trimmed.text, within)
        if symbol is None:
            return False
        full, written = symbol[1].split("."), trimmed.text.split(".")
        hidden = len(full) - len(written)
        begun = 0
        for length in range(1, len(full) + 1):
            one: Symbol = "code", ".".join(full[:length])
            if one not in self.declared.symbols:
                # a score or grade goes by a name of its own
                begun = length if ("name", one[1]) in self.declared.symbols else begun
                continue
            if length > hidden:
                start = sum(len(each) + 1 for each in written[: max(begun - hidden, 0)])
                end = sum(len(each) + 1 for each in written[: length - hidden]) - 1
                self._add(one, _part(trimmed, start, end).place)
            begun = length
        return True

    def _add(self, symbol: Symbol, place: Place) -> bool:
        declared = self.declared.symbols.get(symbol)
        if declared is None:
            return False
        self.found.append(Occurrence(symbol, _bare(place), declared[0].shown, home=declared[0].home))
        return True


def _same_spot(one: Place, other: Place) -> bool:
    if (one.file, one.line) != (other.file, other.line):
        return False
    start, at = one.column or 1, other.column or 1
    return start <= at < start + max(one.length, 1)


def _of_dossier(lexemes: list[Lexeme], at: int) -> bool:
    """Whether `… của hồ sơ` follows: then the name is that of a type."""
    following = lexemes[at + 1 : at + 3]
    return [each.type for each in following] == ["OF", "NAME"] and following[1].value == DOSSIER


def _part(text: Scalar, start: int, end: int) -> Scalar:
    """Part of a text that stands on one line as it reads."""
    place = text.place
    shift = start + (0 if text.plain or place.excerpt is None else _quote(place))
    return Scalar(text.text[start:end], evolve(place, column=(place.column or 1) + shift, length=max(end - start, 1)))


def _quote(place: Place) -> int:
    return int((place.excerpt or "")[(place.column or 1) - 1 :][:1] in ("'", '"'))


def _bare(place: Place) -> Place:
    """The place without the quotes around it."""
    quotes = _quote(place)
    return evolve(place, column=(place.column or 1) + 1, length=max(place.length - 2, 1)) if quotes else place


def _trimmed(text: Scalar) -> Scalar:
    bare = text.text.strip()
    start = text.text.find(bare)
    return text if bare == text.text else _part(text, start, start + len(bare))
