"""Titles (`danh hiệu`): the standard with its exclusions, further conditions, and the quota."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from thidua_rules.diagnostics import Place
from thidua_rules.ruleset.files.forms import Entries, Entry
from thidua_rules.ruleset.model import Citation, Node, Remarks, TitleDeclaration
from thidua_rules.ruleset.sections.common_exclusions import CommonExclusion
from thidua_rules.ruleset.sections.criteria import Criteria, full_code, read_subject
from thidua_rules.ruleset.sections.quotas import Quotas
from thidua_rules.ruleset.sections.remarks import KEYS as REMARK_KEYS
from thidua_rules.ruleset.sections.remarks import read_remarks
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node as Tree
from thidua_rules.source.yaml_tree import Scalar

STANDARD = "đủ chuẩn"
"""What stands before a title's code in the code of its standard."""

_ONE_OF = "một-trong"
"""The code of the ways of a title that asks for more besides."""

_FURTHER, _KEEPS_SEAT = "điều kiện thêm", fold("vẫn giữ chỗ")
_KEYS = (
    "cho",
    "áp dụng khi",
    "yêu cầu",
    "một trong",
    "loại trừ",
    "điều kiện thêm",
    "chỉ tiêu",
    "chưa có văn bản",
    *REMARK_KEYS,
)


def read_titles(
    criteria: Criteria, quotas: Quotas, entries: Iterable[Entry], common: Sequence[CommonExclusion] = ()
) -> tuple[TitleDeclaration, ...]:
    """All titles that can be read, in the order of the files, each with those of the `common` exclusions that bar it.

    Told: common exclusions, and titles these name, where nothing is barred.
    """
    barred: list[tuple[int, str]] = []
    read = [_title(criteria, quotas, entry, common, barred) for entry in entries]
    for at, each in enumerate(common):
        idle = [each.node.place] if each.titles is None and each.subjects and at not in dict(barred) else []
        idle += [place for title, place in each.titles or () if each.subjects and (at, title) not in barred]
        for place in idle:
            criteria.reader.found.add("TITLE-05", place, code=each.node.code, types=", ".join(each.subjects))
    return tuple(each for each in read if each is not None)


def _title(
    criteria: Criteria,
    quotas: Quotas,
    entry: Entry,
    common: Sequence[CommonExclusion],
    barred: list[tuple[int, str]],
) -> TitleDeclaration | None:
    """One title; adds to `barred` which common exclusions, by position, bar it (or may, if it cannot be read)."""
    reader, place = criteria.reader, entry.key.place
    code = criteria.code(entry.key, None)
    parts = reader.entries(entry.node, _KEYS)
    if parts is None:
        return None
    subject = None
    if "cho" in parts:
        subject = read_subject(reader, parts["cho"][1], criteria.context)
    else:
        reader.found.add("RULE-01", place, code=code)
    remarks = read_remarks(reader, parts, criteria.context)
    guard = criteria.optional(parts, "áp dụng khi")
    missing: list[tuple[str, Place]] = []
    barring = [] if "chưa có văn bản" in parts else [each for each in common if subject and each.bars(code, subject)]
    barred += [(at, fold(code)) for at, each in enumerate(common) if each in barring or subject is None]
    standard = _standard(criteria, parts, code, place, remarks.citations, missing, barring)
    further = _further(criteria, parts, code, remarks.citations, missing)
    quota = None
    if "chỉ tiêu" in parts:
        quota = quotas.read(*parts["chỉ tiêu"], code, subject, remarks.citations)
    if standard is None:
        return None
    standard = evolve(standard, remarks=remarks)
    criteria.tell_missing(missing, evolve(standard, code=code, children=(*standard.children, *further)))
    return None if subject is None else TitleDeclaration(code, subject, standard, further, quota, guard, remarks, place)


def _standard(
    criteria: Criteria,
    parts: Entries,
    code: str,
    place: Place,
    inherited: tuple[Citation, ...],
    missing: list[tuple[str, Place]],
    common: Iterable[CommonExclusion],
) -> Node | None:
    """The node `đủ chuẩn X`: the requirements, one of the ways, the exclusions; or that there is no text to say."""
    reader, own = criteria.reader, f"{STANDARD} {code}"
    requirements = _nodes(criteria, parts, "yêu cầu", code, inherited, missing)
    ways = _nodes(criteria, parts, "một trong", code, inherited, missing)
    exclusions = (*_exclusions(criteria, parts, code, inherited, missing), *_common(criteria, code, common))
    if "chưa có văn bản" in parts:
        key, node = parts["chưa có văn bản"]
        ruling = [each for each in ("yêu cầu", "một trong", "loại trừ") if each in parts]
        if ruling:
            keys = ", ".join(f"`{each}`" for each in (*ruling, "chưa có văn bản"))
            reader.found.add("RULE-06", key.place, code=code, keys=keys)
        if not inherited and "căn cứ" not in parts:
            missing.append((code, place))
        return Node(own, "unstated", place=place, unstated=reader.text(node) or "")
    if "yêu cầu" not in parts and "một trong" not in parts:
        reader.found.add("TITLE-01", place, code=code)
        return None
    if ways and not (requirements or exclusions):
        return Node(own, "any", children=ways, place=place)
    one = Node(f"{code}.{_ONE_OF}", "any", children=ways, remarks=Remarks(citations=inherited), place=place)
    return Node(own, "all", children=(*requirements, *((one,) if ways else ()), *exclusions), place=place)


def _nodes(
    criteria: Criteria,
    parts: Entries,
    key: str,
    code: str,
    inherited: tuple[Citation, ...],
    missing: list[tuple[str, Place]],
) -> tuple[Node, ...]:
    """The nodes under one key of a title, whose codes continue the title's."""
    if key not in parts:
        return ()
    node = parts[key][1]
    if not isinstance(node, Branch) or not node.entries:
        criteria.reader.found.add("RULE-03", node.place, key=key)
        return ()
    read = [criteria.node(each, below, code, inherited, missing) for each, below in node]
    return tuple(each for each in read if each is not None)


def _further(
    criteria: Criteria,
    parts: Entries,
    code: str,
    inherited: tuple[Citation, ...],
    missing: list[tuple[str, Place]],
) -> tuple[Node, ...]:
    """The entries of `điều kiện thêm`; `vẫn giữ chỗ` marks those decided after the seats are given."""
    key, tree = parts.get(_FURTHER, (None, None))
    if key is None or not isinstance(tree, Branch):
        return _nodes(criteria, parts, _FURTHER, code, inherited, missing)
    keeping: dict[str, bool] = {}
    bare: list[tuple[Scalar, Tree]] = []
    for each, below in tree:
        if isinstance(below, Branch):
            marks = [node for name, node in below if fold(name.text) == _KEEPS_SEAT]
            if marks:
                keeping[full_code(normalize(each.text), code)] = criteria.reader.boolean(marks[0])
                rest = tuple(pair for pair in below if fold(pair[0].text) != _KEEPS_SEAT)
                below = Branch(rest, below.place)
                if "chỉ tiêu" not in parts:
                    criteria.reader.found.add("TITLE-03", marks[0].place, code=code)
        bare.append((each, below))
    read = _nodes(criteria, {_FURTHER: (key, Branch(tuple(bare), tree.place))}, _FURTHER, code, inherited, missing)
    return tuple(evolve(each, keeps_seat=keeping.get(each.code, False)) for each in read)


def _exclusions(
    criteria: Criteria,
    parts: Entries,
    code: str,
    inherited: tuple[Citation, ...],
    missing: list[tuple[str, Place]],
) -> tuple[Node, ...]:
    """The entries of `loại trừ`; each is one condition (or a sentence left uncoded, or one not at hand)."""
    read = _nodes(criteria, parts, "loại trừ", code, inherited, missing)
    for each in read:
        if each.children:
            criteria.reader.found.add("TITLE-02", each.place, code=each.code)
    return tuple(evolve(each, excluding=each.group == "leaf") for each in read)


def _common(criteria: Criteria, code: str, common: Iterable[CommonExclusion]) -> Iterator[Node]:
    """The common exclusions as the title's own; told where it has one of that code already."""
    for each in common:
        node = each.of(code)
        first = criteria.codes.setdefault(fold(node.code), node.place)
        if first is not node.place:
            criteria.reader.found.add("RULE-10", node.place, code=node.code, first=first.text())
        yield node
