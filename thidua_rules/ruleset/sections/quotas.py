"""Quotas (`chỉ tiêu`): limits within groups, the order in which candidates are taken, and what is done with ties."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from attrs import define

from thidua_rules.conditions import nodes
from thidua_rules.diagnostics import Place
from thidua_rules.facts.singles import speaks_of_dossier
from thidua_rules.facts.vocabulary import DOSSIER, Field, Kind, Vocabulary
from thidua_rules.ruleset.files.forms import Entries, suggestion
from thidua_rules.ruleset.files.keys import CHOICE, GRADE_QUOTA, LIMIT, QUOTA
from thidua_rules.ruleset.model import Citation, LimitDeclaration, QuotaDeclaration, Written
from thidua_rules.ruleset.sections.criteria import Criteria, full_code
from thidua_rules.ruleset.sections.remarks import read_remarks
from thidua_rules.ruleset.sections.roundings import read_rounding
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar, Sequence

COUNCIL = "được hội đồng chọn"
"""The field of candidates that holds the council's choice among those who tie."""

_Ties = Literal["council", "all", "none"]
_TIES: Mapping[str, _Ties] = {"hội đồng chọn": "council", "cùng được": "all", "cùng loại": "none"}


@define
class Quotas:
    """Reads quotas of titles and grades; `criteria` reads conditions and remembers codes."""

    criteria: Criteria
    vocabulary: Vocabulary

    def read(
        self,
        key: Scalar,
        node: Node,
        owner: str,
        subjects: tuple[str, ...],
        inherited: tuple[Citation, ...],
        grade: bool = False,
    ) -> QuotaDeclaration | None:
        """The quota of a title or grade `owner` for candidates of each of these types; None (told) without limits.

        On a grade (`grade`) it says which step it limits (`bậc`) and which takes its place (`vượt thì`); whether
        these are steps of the grade is for the caller to check.
        """
        reader = self.criteria.reader
        parts = reader.entries(node, GRADE_QUOTA if grade else QUOTA)
        if parts is None:
            return None
        remarks = read_remarks(reader, parts, self.criteria.context, inherited)
        group = self._group(parts, subjects)
        if "trong" not in parts:
            reader.found.add("QUOTA-01", key.place, name=owner)
        limits = self._limits(parts, key, owner, subjects, remarks.citations)
        self._check_sizes(limits, owner, parts)
        priorities = self._priorities(parts, subjects)
        ties, choice = self._ties(parts, key, subjects)
        guard = self.criteria.optional(parts, "áp dụng khi")
        if group is None or not limits:
            return None
        return QuotaDeclaration(
            group=group,
            limits=limits,
            priorities=priorities,
            ties=ties,
            choice=choice,
            guard=guard,
            grade=reader.optional_text(parts, "bậc"),
            otherwise=reader.optional_text(parts, "vượt thì"),
            remarks=remarks,
            place=key.place,
            each_type=len(subjects) > 1,
        )

    def _group(self, parts: Entries, subjects: tuple[str, ...]) -> str | None:
        """The reference field that `trong` names, as the first type declares it; told of each type without it."""
        if "trong" not in parts:
            return None
        node = parts["trong"][1]
        text = self.criteria.reader.text(node)
        if text is None:
            return None
        found = [self._reference(text, node, each) for each in subjects]
        return None if None in found else next(iter(found), None)

    def _reference(self, text: str, node: Node, subject: str) -> str | None:
        fact_type = self.vocabulary.type(subject)
        assert fact_type is not None
        if speaks_of_dossier(text) and fact_type.field(text) is None:
            self.criteria.reader.of_dossier = True
            return DOSSIER
        found = fact_type.field(text)
        if found is None or found.kind is not Kind.REFERENCE:
            names = [each.name for each in fact_type.fields if each.kind is Kind.REFERENCE]
            hints = suggestion(text, names)
            self.criteria.reader.found.add("QUOTA-02", node.place, name=text, type=fact_type.name, **hints)
            return None
        return found.name

    def _limits(
        self, parts: Entries, key: Scalar, owner: str, subjects: tuple[str, ...], inherited: tuple[Citation, ...]
    ) -> tuple[LimitDeclaration, ...]:
        if "giới hạn" not in parts:
            self.criteria.reader.found.add("QUOTA-03", key.place, name=owner)
            return ()
        written = self.criteria.reader.pairs(parts, "giới hạn")
        read = [self._limit(each, below, owner, subjects, inherited) for each, below in written]
        return tuple(each for each in read if each is not None)

    def _limit(
        self, key: Scalar, node: Node, owner: str, subjects: tuple[str, ...], inherited: tuple[Citation, ...]
    ) -> LimitDeclaration | None:
        criteria, reader = self.criteria, self.criteria.reader
        code = criteria.code(key, owner)
        parts = reader.shorthand(node, LIMIT, "tối đa", key)
        if parts is None:
            return None
        if "tối đa" not in parts:
            reader.found.add("QUOTA-04", key.place, code=code)
        remarks = read_remarks(reader, parts, criteria.context, inherited)
        if not remarks.citations and "căn cứ" not in parts:
            reader.found.add("RULE-02", key.place, code=code)
        most = criteria.optional(parts, "tối đa")
        rounding, _ = read_rounding(reader, parts["làm tròn"][1], stepped=False) if "làm tròn" in parts else (None, 1)
        least, counts = criteria.optional(parts, "tối thiểu"), criteria.optional(parts, "tính cho")
        group, guard = self._group(parts, subjects), criteria.optional(parts, "áp dụng khi")
        if most is None:
            return None
        return LimitDeclaration(code, most, rounding, least, group, counts, guard, remarks, key.place)

    def _check_sizes(self, limits: tuple[LimitDeclaration, ...], owner: str, parts: Entries) -> None:
        """`chỉ tiêu Q1` must name another limit of the same quota, and not lead back to itself."""
        codes = {fold(each.code): each.code for each in limits}
        # a limit that could not be read is told already, and is no reason to say that there is none
        written = parts["giới hạn"][1] if "giới hạn" in parts else None
        unread = {fold(full_code(key.text, owner)) for key, _ in written} if isinstance(written, Branch) else set()
        uses: dict[str, list[tuple[str, Place]]] = {each.code: [] for each in limits}
        for limit in limits:
            for formula in (limit.most, limit.least):
                for size in () if formula is None else nodes.below(formula.tree):
                    if not isinstance(size, nodes.QuotaSize):
                        continue
                    wanted = fold(full_code(size.code, owner))
                    meant = codes.get(wanted)
                    if meant is None and wanted in unread:
                        continue
                    if meant is None:
                        names = [each.removeprefix(f"{owner}.") for each in codes.values() if each != limit.code]
                        place = formula.place_of(size.span) if formula is not None else limit.place
                        self.criteria.reader.found.add(
                            "QUOTA-05", place, code=size.code, **suggestion(size.code, names)
                        )
                    elif formula is not None:
                        uses[limit.code].append((meant, formula.place_of(size.span)))
        for limit in limits:
            for meant, place in uses[limit.code]:
                if _leads(meant, limit.code, uses):
                    self.criteria.reader.found.add("QUOTA-06", place, code=limit.code)
                    return

    def _priorities(self, parts: Entries, subjects: tuple[str, ...]) -> tuple[Written, ...]:
        if "ưu tiên" not in parts:
            return ()
        node = parts["ưu tiên"][1]
        items: tuple[Node, ...] = node.items if isinstance(node, Sequence) else (node,)
        read = [self.criteria.condition(each) for each in items]
        found = tuple(each for each in read if each is not None)
        for each in found:
            absent = (told for subject in subjects for told in _unguarded(each.tree, subject, self.vocabulary))
            for name, span in dict.fromkeys(absent):
                self.criteria.reader.found.add("QUOTA-09", each.place_of(span), name=name)
        return found

    def _ties(self, parts: Entries, key: Scalar, subjects: tuple[str, ...]) -> tuple[_Ties, Written | None]:
        """What `khi bằng nhau` says, and the condition that it names for the council's choice.

        The council's choice, which is the default, otherwise needs its field.
        """
        reader, place = self.criteria.reader, key.place
        ties: _Ties = "council"
        if "khi bằng nhau" in parts:
            node = parts["khi bằng nhau"][1]
            place = node.place
            if isinstance(node, Branch):
                named = reader.entries(node, CHOICE)
                if named is not None and not named:
                    reader.found.add("QUOTA-07", place, text="{…}")
                return ties, None if named is None else self.criteria.optional(named, "hội đồng chọn")
            text = reader.text(node)
            words = {fold(word): meant for word, meant in _TIES.items()}
            if text is None or fold(text) not in words:
                if text is not None:
                    reader.found.add("QUOTA-07", place, text=text)
                return ties, None
            ties = words[fold(text)]
        for subject in subjects if ties == "council" else ():
            fact_type = self.vocabulary.type(subject)
            chosen = None if fact_type is None else fact_type.field(COUNCIL)
            if chosen is None or chosen.kind is not Kind.BOOLEAN:
                reader.found.add("QUOTA-08", place, name=COUNCIL, type=subject)
        return ties, None


def _leads(start: str, goal: str, uses: Mapping[str, list[tuple[str, Place]]]) -> bool:
    """Whether a limit uses another, directly or through others."""
    seen: set[str] = set()
    open_ = [start]
    while open_:
        code = open_.pop()
        if code == goal:
            return True
        if code not in seen:
            seen.add(code)
            open_.extend(meant for meant, _ in uses[code])
    return False


def _unguarded(tree: nodes.Expression, subject: str, vocabulary: Vocabulary) -> Iterable[tuple[str, nodes.Span]]:
    """The fields a priority uses that may be known not to exist, where it does not ask whether they do (`có x`).

    What stands inside a collection's filter is about its elements and not looked at.
    """
    asked = {
        _names(each.members.base)
        for each in nodes.below(tree)
        if isinstance(each, nodes.Has) and each.least is None and isinstance(each.members.base, nodes.Path)
    }
    told: set[tuple[str, ...]] = set()
    for path in _paths(tree):
        names = _names(path)
        if names in asked or names in told:
            continue
        told.add(names)
        field = _field_at(path, subject, vocabulary)
        if field is not None and field.may_be_absent:
            yield field.name, path.span


def _names(path: nodes.Path) -> tuple[str, ...]:
    return tuple(each.text for each in path.names)


def _paths(tree: nodes.Spanned) -> Iterator[nodes.Path]:
    """The paths outside collections."""
    if isinstance(tree, nodes.Path):
        yield tree
    elif not isinstance(tree, nodes.Members):
        for part in nodes.children(tree):
            yield from _paths(part)


def _field_at(path: nodes.Path, subject: str, vocabulary: Vocabulary) -> Field | None:
    """The field that a path ends at, starting from a subject of a type; None if it is no field."""
    types: tuple[str, ...] = (subject,)
    field: Field | None = None
    for name in reversed(path.names):
        found = [each for one in types if (kind := vocabulary.type(one)) and (each := kind.field(name.text))]
        if not found:
            return None
        field = found[0]
        types = field.targets
    return field
