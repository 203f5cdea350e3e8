"""Titles (`danh hiệu`): the standard with its exclusions, further conditions, and the quota."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from thidua_rules.diagnostics import Place
from thidua_rules.ruleset.files.forms import Entries, Entry
from thidua_rules.ruleset.files.keys import FURTHER, TITLE
from thidua_rules.ruleset.model import Node, Remarks, TitleDeclaration
from thidua_rules.ruleset.sections.common_exclusions import CommonExclusion
from thidua_rules.ruleset.sections.criteria import Criteria, check_order, full_code, read_subjects
from thidua_rules.ruleset.sections.quotas import Quotas
from thidua_rules.ruleset.sections.remarks import read_remarks
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node as Tree
from thidua_rules.source.yaml_tree import Scalar

STANDARD = "đủ chuẩn"
"""What stands before a title's code in the code of its standard."""

_ONE_OF = "một-trong"
"""The code of the ways of a title that asks for more besides."""

_FURTHER, _KEEPS_SEAT = "điều kiện thêm", fold(*FURTHER.keys)


def read_titles(
    criteria: Criteria, quotas: Quotas, entries: Iterable[Entry], common: Sequence[CommonExclusion] = ()
) -> tuple[TitleDeclaration, ...]:
    """All titles that can be read, in the order of the files, each with those of the `common` exclusions that bar it.

    Told: common exclusions, and titles these name, where nothing is barred.
    """
    read = [each for entry in entries for each in _titles(criteria, quotas, entry, common)]
    for each in common:
        wanted = each.titles or ((None, each.node.place),)
        for title, place in wanted if each.subjects else ():
            if not any(each in barred and title in (None, fold(code)) for code, barred, _ in read):
                criteria.reader.found.add("TITLE-05", place, code=each.node.code, types=", ".join(each.subjects))
    return tuple(declared for _, _, declared in read if declared is not None)


_Read = tuple[str, Sequence[CommonExclusion], TitleDeclaration | None]
"""The code of a title, the common exclusions that bar it (all that may, if it has no type), what is declared."""


def _titles(criteria: Criteria, quotas: Quotas, entry: Entry, common: Sequence[CommonExclusion]) -> Iterator[_Read]:
    """What is read of a title: a declaration for each type that it is for."""
    reader, place = criteria.reader, entry.key.place
    code = criteria.code(entry.key, None)
    parts = reader.entries(entry.node, TITLE)
    if parts is None:
        yield code, common, None
        return
    subjects: tuple[str, ...] = ()
    if "cho" in parts:
        subjects = read_subjects(reader, parts["cho"][1], criteria.context)
    else:
        reader.found.add("RULE-01", place, code=code)
    remarks = read_remarks(reader, parts, criteria.context)
    guard = criteria.optional(parts, "áp dụng khi")
    missing: list[tuple[str, Place]] = []
    asked = _Asked(criteria, parts, code, place, remarks, missing)
    standard, further = asked.standard(), asked.further()
    quota = None
    if "chỉ tiêu" in parts:
        key, below = parts["chỉ tiêu"]
        check_order(reader, entry, criteria.context, "chỉ tiêu", below, key.place)
        quota = quotas.read(key, below, code, subjects, remarks.citations)
    if standard is not None:
        criteria.tell_missing(missing, evolve(standard.whole(()), code=code, children=(*standard.children, *further)))
    told: set[str] = set()
    for subject in subjects:
        barring = [each for each in common if fold(subject) in each.reach.bars(entry)]
        declared = None
        if standard is not None:
            whole = standard.whole(_common(criteria, code, barring, told))
            declared = TitleDeclaration(code, subject, whole, further, quota, guard, remarks, place)
        yield code, barring, declared
    if not subjects:
        yield code, common, None


@frozen
class _Standard:
    """The parts of a title's standard, which common exclusions may join."""

    code: str
    requirements: tuple[Node, ...]
    ways: tuple[Node, ...]
    exclusions: tuple[Node, ...]
    unstated: str | None
    remarks: Remarks
    place: Place

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes that the title itself declares."""
        return self.whole(()).children

    def whole(self, common: tuple[Node, ...]) -> Node:
        """The node `đủ chuẩn X`: the requirements, one of the ways, the exclusions; or that there is no text to say."""
        own = f"{STANDARD} {self.code}"
        if self.unstated is not None:
            return Node(own, "unstated", remarks=self.remarks, place=self.place, unstated=self.unstated)
        exclusions = (*self.exclusions, *common)
        if self.ways and not (self.requirements or exclusions):
            return Node(own, "any", children=self.ways, remarks=self.remarks, place=self.place)
        cited = Remarks(citations=self.remarks.citations)
        one = Node(f"{self.code}.{_ONE_OF}", "any", children=self.ways, remarks=cited, place=self.place)
        children = (*self.requirements, *((one,) if self.ways else ()), *exclusions)
        return Node(own, "all", children=children, remarks=self.remarks, place=self.place)


@frozen
class _Asked:
    """Reads what a title asks for; `missing` takes the nodes without a citation."""

    criteria: Criteria
    parts: Entries
    code: str
    place: Place
    remarks: Remarks
    missing: list[tuple[str, Place]]

    def standard(self) -> _Standard | None:
        """What a title asks for; None (told) if it does not say."""
        reader, parts, code = self.criteria.reader, self.parts, self.code
        requirements, ways = self.nodes("yêu cầu"), self.nodes("một trong")
        exclusions = self.exclusions()
        unstated = None
        if "chưa có văn bản" in parts:
            key, node = parts["chưa có văn bản"]
            ruling = [each for each in ("yêu cầu", "một trong", "loại trừ") if each in parts]
            if ruling:
                keys = ", ".join(f"`{each}`" for each in (*ruling, "chưa có văn bản"))
                reader.found.add("RULE-06", key.place, code=code, keys=keys)
            if not self.remarks.citations and "căn cứ" not in parts:
                self.missing.append((code, self.place))
            unstated = reader.text(node) or ""
        elif "yêu cầu" not in parts and "một trong" not in parts:
            reader.found.add("TITLE-01", self.place, code=code)
            return None
        return _Standard(code, requirements, ways, exclusions, unstated, self.remarks, self.place)

    def nodes(self, key: str) -> tuple[Node, ...]:
        """The nodes under one key of a title, whose codes continue the title's."""
        return self.below(self.criteria.reader.pairs(self.parts, key))

    def below(self, pairs: Iterable[tuple[Scalar, Tree]]) -> tuple[Node, ...]:
        """The nodes that these are, as far as they can be read."""
        citations = self.remarks.citations
        read = [self.criteria.node(key, tree, self.code, citations, self.missing) for key, tree in pairs]
        return tuple(each for each in read if each is not None)

    def further(self) -> tuple[Node, ...]:
        """The entries of `điều kiện thêm`; `vẫn giữ chỗ` marks those decided after the seats are given."""
        reader = self.criteria.reader
        keeping: dict[str, bool] = {}
        bare: list[tuple[Scalar, Tree]] = []
        for each, below in reader.pairs(self.parts, _FURTHER):
            marks = (
                [node for name, node in below if fold(name.text) == _KEEPS_SEAT] if isinstance(below, Branch) else []
            )
            if marks and isinstance(below, Branch):
                keeping[full_code(normalize(each.text), self.code)] = reader.boolean(marks[0])
                below = Branch(tuple(pair for pair in below if fold(pair[0].text) != _KEEPS_SEAT), below.place)
                if "chỉ tiêu" not in self.parts:
                    reader.found.add("TITLE-03", marks[0].place, code=self.code)
            bare.append((each, below))
        return tuple(evolve(each, keeps_seat=keeping.get(each.code, False)) for each in self.below(bare))

    def exclusions(self) -> tuple[Node, ...]:
        """The entries of `loại trừ`; each is one condition (or a sentence left uncoded, or one not at hand)."""
        read = self.nodes("loại trừ")
        for each in read:
            if each.children:
                self.criteria.reader.found.add("TITLE-02", each.place, code=each.code)
        return tuple(evolve(each, excluding=each.group == "leaf") for each in read)


def _common(criteria: Criteria, code: str, common: Iterable[CommonExclusion], told: set[str]) -> tuple[Node, ...]:
    """The common exclusions as the title's own; told (and noted in `told`) where it has one of that code already."""
    found = []
    for each in common:
        node = each.of(code)
        first = criteria.codes.setdefault(fold(node.code), node.place)
        if first is not node.place and node.code not in told:
            criteria.reader.found.add("RULE-10", node.place, code=node.code, first=first.text())
            told.add(node.code)
        found.append(node)
    return tuple(found)
