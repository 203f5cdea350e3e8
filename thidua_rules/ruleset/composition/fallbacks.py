"""`dự phòng`: the rules a ruleset has not issued and takes from another one, with the words they are written in."""

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, field, frozen

from thidua_rules.ruleset.composition.targets import RULE_SECTIONS, value
from thidua_rules.ruleset.files.forms import Entry, Reader, suggestion
from thidua_rules.ruleset.files.keys import COMMON_EXCLUSION
from thidua_rules.ruleset.files.sources import Request, Source
from thidua_rules.ruleset.sections.common_exclusions import reach_of, types_of
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar

_MEASURES = ("tham số", "đại lượng", "xếp hạng", "điểm", "xếp loại", "mức thưởng")
"""What comes along with a rule that names it."""
_EXCLUSIONS = "loại trừ"
_CODED = ("tiêu chí", "danh hiệu")
_CONCLUDED = re.compile(rf"(?:{fold('đạt')}|{fold('đủ chuẩn')}|{fold('chỉ tiêu')}) (\S+)")

Sections = Mapping[str, Iterable[Entry]]


@frozen
class Taken:
    """The entries taken, by section, and the rules among them that were asked for, by their codes as declared."""

    sections: dict[str, list[Entry]] = field(factory=dict)
    rules: tuple[str, ...] = ()


def fall_back(
    reader: Reader, request: Request, older: Source, theirs: Sections, own: Source, inherited: Sections
) -> Taken:
    """What `own`, which has the entries `inherited` besides its own, takes from the composed sections of `older`.

    The rules asked for; the parameters and named values these use, the documents they cite and the vocabulary, each
    only where the ruleset does not have it already. Told: rules that do not exist there or are here already, and
    conclusions they rest on that are neither here nor asked for.
    """
    here = {section: [*inherited[section], *own.sections[section]] for section in inherited}
    mine = {fold(each.name): each for section in RULE_SECTIONS for each in here[section]}
    there = {fold(each.name): (section, each) for section in RULE_SECTIONS for each in theirs[section]}
    wanted: dict[str, tuple[str, Entry]] = {}
    for text, place in request.rules:
        if fold(text) in mine:
            first = mine[fold(text)].key.place.text()
            reader.found.add("COMP-13", place, code=text, first=first)
        elif fold(text) not in there:
            names = [entry.name for _, entry in there.values()]
            arguments = {"code": text, "ruleset": older.header.id}
            reader.found.add("COMP-12", place, **arguments, **suggestion(text, names))
        else:
            wanted[fold(text)] = there[fold(text)]
    rules = tuple(entry.name for _, entry in wanted.values())
    common = [each for each in theirs["loại trừ chung"] if fold(each.name) not in wanted]
    own_common = {fold(each.name): each for each in here["loại trừ chung"]}
    for name, (section, entry) in wanted.items():
        if section == "danh hiệu":
            wanted[name] = section, _barred(reader, request, entry, common, own_common)
    _close(wanted, there, mine)
    asked = {fold(text) for each, _ in own.fallbacks for text, _ in each.rules}
    places = {fold(text): place for text, place in request.rules}
    for name, (_, entry) in wanted.items():
        for needed in _conclusions(entry):
            root = next((each for each in _roots(needed) if each in there and there[each][0] in _CODED), None)
            if root is not None and root not in mine.keys() | wanted.keys() | asked:
                place = places.get(name, request.place)
                arguments = {"code": entry.name, "ruleset": older.header.id, "needed": there[root][1].name}
                reader.found.add("COMP-14", place, **arguments)
    sections: dict[str, list[Entry]] = {section: [] for section in (*RULE_SECTIONS, "từ vựng", "văn bản")}
    for name, (section, _) in wanted.items():
        # a parameter may stand there several times: declared, and set anew
        sections[section].extend(each for each in theirs[section] if fold(each.name) == name)
    sections["danh hiệu"] = [wanted[fold(each.name)][1] for each in sections["danh hiệu"]]
    sections["từ vựng"] = list(_vocabulary(theirs["từ vựng"], here["từ vựng"])) if wanted else []
    text = " ".join(fold(each) for entries in sections.values() for entry in entries for each in _texts(entry))
    known = {fold(each.name) for each in here["văn bản"]}
    sections["văn bản"] = [
        each for each in theirs["văn bản"] if fold(each.name) not in known and _names(text, fold(each.name))
    ]
    return Taken(sections, rules)


def _barred(
    reader: Reader, request: Request, title: Entry, common: Iterable[Entry], here: Mapping[str, Entry]
) -> Entry:
    """A title with those of the common exclusions that bar it where it is taken from, as exclusions of its own.

    One that bars it here too, in the same words, is not said again. Told: those that bar only some of its types,
    which no exclusion of its own can say, and those that say something else here.
    """
    if not isinstance(title.node, Branch):
        return title
    own = value(title.node, _EXCLUSIONS)
    heads = {fold(key) for key in COMMON_EXCLUSION.keys}
    pairs: list[tuple[Scalar, Node]] = list(own) if isinstance(own, Branch) else []
    for each in common:
        barred = reach_of(each).bars(title)
        twin = here.get(fold(each.name))
        if barred and twin is not None and reach_of(twin).bars(title):
            if not _says_the_same(each, twin):
                places = {"first": each.key.place.text(), "other": twin.key.place.text()}
                reader.found.add("COMP-16", request.place, code=title.name, exclusion=each.name, **places)
        elif barred and len(barred) < len(types_of(title)):
            reader.found.add(
                "COMP-15", request.place, code=title.name, exclusion=each.name, first=each.key.place.text()
            )
        elif barred:
            assert isinstance(each.node, Branch)
            body = Branch(tuple(pair for pair in each.node if fold(pair[0].text) not in heads), each.node.place)
            pairs.append((each.key, body))
    rest = [pair for pair in title.node if fold(pair[0].text) != fold(_EXCLUSIONS)]
    if pairs:
        rest.append((Scalar(_EXCLUSIONS, title.key.place), Branch(tuple(pairs), title.node.place)))
    return evolve(title, node=Branch(tuple(rest), title.node.place))


def _says_the_same(one: Entry, other: Entry) -> bool:
    """Whether two common exclusions ask for the same, whomever they bar besides and whatever they cite."""
    aside = {fold(key) for key in (*COMMON_EXCLUSION.keys, "căn cứ", "tên")}
    assert isinstance(one.node, Branch)
    assert isinstance(other.node, Branch)
    found = [
        sorted(tuple(_all_texts(Branch((pair,), node.place))) for pair in node if fold(pair[0].text) not in aside)
        for node in (one.node, other.node)
    ]
    return found[0] == found[1]


def _close(
    wanted: dict[str, tuple[str, Entry]], there: Mapping[str, tuple[str, Entry]], mine: Mapping[str, Entry]
) -> None:
    """Add the parameters and named values that what is wanted uses, and those that these use."""
    measures = {name: pair for name, pair in there.items() if pair[0] in _MEASURES and name not in mine}
    open_ = list(wanted.values())
    for _, entry in open_:
        text = " ".join(fold(each) for each in _texts(entry))
        for name, pair in measures.items():
            if name not in wanted and _names(text, name):
                wanted[name] = pair
                open_.append(pair)


def _vocabulary(theirs: Iterable[Entry], here: Iterable[Entry]) -> Iterator[Entry]:
    """The types and fields that are not here yet."""
    known: dict[str, set[str]] = {}
    for entry in here:
        fields = entry.node if isinstance(entry.node, Branch) else ()
        known.setdefault(fold(entry.name), set()).update(fold(key.text) for key, _ in fields)
    for entry in theirs:
        has = known.get(fold(entry.name))
        if has is None:
            yield entry
        elif isinstance(entry.node, Branch):
            reserved = {fold("khoá"), fold("mã python")}
            fresh = tuple(pair for pair in entry.node if fold(pair[0].text) not in has | reserved)
            if fresh:
                yield Entry(entry.key, Branch(fresh, entry.node.place), entry.origin)


def _texts(entry: Entry) -> Iterator[str]:
    yield from _all_texts(entry.node)


def _all_texts(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Branch):
        for key, below in node:
            yield key.text
            yield from _all_texts(below)
    else:
        for each in node.items:
            yield from _all_texts(each)


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _conclusions(entry: Entry) -> Iterator[str]:
    """The folded codes after `đạt`, `đủ chuẩn` and `chỉ tiêu` in the texts of an entry."""
    for text in _texts(entry):
        for found in _CONCLUDED.finditer(fold(text)):
            yield found[1].strip('(),;“”"')


def _roots(code: str) -> Iterator[str]:
    """The code and those it may be part of, the longest first."""
    parts = code.split(".")
    for count in range(len(parts), 0, -1):
        yield ".".join(parts[:count])
