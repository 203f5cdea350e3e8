"""Criteria: the tree of requirements with full codes, guards, exceptions and citations."""

import re
from collections.abc import Iterable
from typing import Literal, TypeVar

from attrs import define, evolve, field

from thidua_rules.conditions.pieces import code_at
from thidua_rules.diagnostics import Place
from thidua_rules.ruleset.files.forms import Entries, Entry, Reader, suggestion
from thidua_rules.ruleset.files.keys import BODIES, CRITERION, EXCEPTION, GROUPS, NODE
from thidua_rules.ruleset.model import Citation, CriterionDeclaration, ExceptionNode, Node, Remarks, Written
from thidua_rules.ruleset.sections.remarks import Context, read_remarks
from thidua_rules.ruleset.sections.written import read_condition
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node as Tree
from thidua_rules.source.yaml_tree import Scalar

T = TypeVar("T")

Group = Literal["all", "any", "at_least", "none"]
_MEANT: tuple[Group, ...] = ("all", "any", "none")
_GROUPS = dict(zip(map(fold, GROUPS), _MEANT, strict=True))
_AT_LEAST = re.compile(rf"{fold('ít nhất')} (\S+) {fold('trong')}")
_SERVING, _NOTED = "không báo riêng", "chỉ ghi nhận"
_OF_ROOT = {fold(key) for key in CRITERION.keys}


@define
class Criteria:
    """Reads criteria; `codes` remembers where each code was first used."""

    reader: Reader
    context: Context
    codes: dict[str, Place] = field(factory=dict)

    def read(self, entries: Iterable[Entry]) -> tuple[CriterionDeclaration, ...]:
        """All criteria that can be read, in the order of the files."""
        return for_each(((entry, self._criterion(entry)) for entry in entries), self.context)

    def _criterion(self, entry: Entry) -> CriterionDeclaration | None:
        subject = None
        if not isinstance(entry.node, Branch):
            self.reader.found.add("SET-01", entry.node.place)
            return None
        own = dict_of(entry.node)
        rest = Branch(tuple(pair for pair in entry.node if fold(pair[0].text) not in _OF_ROOT), entry.node.place)
        if fold("cho") not in own:
            self.reader.found.add("RULE-01", entry.key.place, code=entry.name)
        else:
            subject = read_subject(self.reader, own[fold("cho")], self.context)
        serving, noted = (fold(each) in own and self.reader.boolean(own[fold(each)]) for each in (_SERVING, _NOTED))
        if serving and noted:
            self.reader.found.add("RULE-24", own[fold(_NOTED)].place, code=entry.name)
        missing: list[tuple[str, Place]] = []
        root = self.node(entry.key, rest, None, (), missing)
        if root is None:
            return None
        self.tell_missing(missing, root)
        return None if subject is None else CriterionDeclaration(subject, root, serving, noted)

    def tell_missing(self, missing: list[tuple[str, Place]], root: Node) -> None:
        """Tell which nodes have no citation: the root alone if nothing below it has one."""
        if missing and not root.remarks.citations and len(missing) == len(_leaves(root)):
            missing = [(root.code, root.place)]
        for code, place in missing:
            self.reader.found.add("RULE-02", place, code=code)

    def node(
        self,
        key: Scalar,
        tree: Tree,
        parent: str | None,
        inherited: tuple[Citation, ...],
        missing: list[tuple[str, Place]],
    ) -> Node | None:
        """One node and all below it; `parent` is the code above and `inherited` what that cites.

        Nodes without a citation are added to `missing`. None (told) if it has no meaning.
        """
        code = self.code(key, parent)
        if isinstance(tree, Scalar):
            if not inherited:
                missing.append((code, key.place))
            condition = self.condition(tree)
            leaf = Node(code, "leaf", condition, remarks=Remarks(citations=inherited), place=key.place)
            return None if condition is None else leaf
        parts, groups = self._parts(tree)
        if parts is None:
            return None
        remarks = read_remarks(self.reader, parts, self.context, inherited)
        if not remarks.citations and not groups and "căn cứ" not in parts:
            missing.append((code, key.place))
        bodies = [pair[0] for name, pair in parts.items() if name in BODIES]
        bodies += [each[0] for each in groups]
        if len(bodies) != 1:
            self._tell_bodies(code, key, bodies)
            return None
        guard = self.optional(parts, "áp dụng khi")
        exceptions = self._exceptions(parts, code, remarks.citations)
        if groups:
            return self._group(groups[0], code, key.place, guard, exceptions, remarks, missing)
        if "không mã hoá" in parts:
            reason = self.reader.text(parts["không mã hoá"][1])
            return Node(code, "not_encoded", None, (), 0, guard, exceptions, reason or "", remarks, key.place)
        if "chưa có văn bản" in parts:
            reason = self.reader.text(parts["chưa có văn bản"][1]) or ""
            return Node(code, "unstated", None, (), 0, guard, exceptions, None, remarks, key.place, unstated=reason)
        condition = self.optional(parts, "khi")
        if condition is None:
            return None
        return Node(code, "leaf", condition, (), 0, guard, exceptions, None, remarks, key.place)

    def _group(
        self,
        group: tuple[Scalar, Tree, Group, int],
        code: str,
        place: Place,
        guard: Written | None,
        exceptions: tuple[ExceptionNode, ...],
        remarks: Remarks,
        missing: list[tuple[str, Place]],
    ) -> Node | None:
        key, below, kind, least = group
        if not isinstance(below, Branch) or not below.entries:
            self.reader.found.add("RULE-03", below.place, key=normalize(key.text))
            return None
        read = [self.node(child, node, code, remarks.citations, missing) for child, node in below]
        children = tuple(each for each in read if each is not None)
        deciding = len(below.entries) - sum(child.not_encoded is not None for child in children)
        if kind == "at_least" and not 1 <= least <= deciding:
            self.reader.found.add("RULE-04", key.place, number=least, count=deciding)
        return Node(code, kind, None, children, least, guard, exceptions, None, remarks, place)

    def _parts(self, tree: Tree) -> tuple[Entries | None, list[tuple[Scalar, Tree, Group, int]]]:
        """The entries of a node with known keys, and its groups of children apart."""
        if not isinstance(tree, Branch):
            self.reader.found.add("SET-01", tree.place)
            return None, []
        groups: list[tuple[Scalar, Tree, Group, int]] = []
        rest: list[tuple[Scalar, Tree]] = []
        for key, node in tree:
            folded = fold(key.text)
            at_least = _AT_LEAST.fullmatch(folded)
            if folded in _GROUPS:
                groups.append((key, node, _GROUPS[folded], 0))
            elif at_least is not None and at_least[1].isascii() and at_least[1].isdigit():
                groups.append((key, node, "at_least", int(at_least[1])))
            elif folded == fold("cho"):
                self.reader.found.add("RULE-05", key.place)
            elif not any(folded == fold(known) for known in NODE.keys):
                self.reader.unknown_key(key, NODE.keys)
            else:
                rest.append((key, node))
        return self.reader.entries(Branch(tuple(rest), tree.place), NODE), groups

    def _tell_bodies(self, code: str, key: Scalar, bodies: list[Scalar]) -> None:
        if bodies:
            named = ", ".join(f"`{normalize(each.text)}`" for each in bodies)
            self.reader.found.add("RULE-06", bodies[1].place, code=code, keys=named)
        else:
            self.reader.found.add("RULE-07", key.place, code=code)

    def optional(self, parts: Entries, key: str) -> Written | None:
        """The condition or formula under a key; None if it is not there, or (told) cannot be read."""
        return self.condition(parts[key][1]) if key in parts else None

    def condition(self, node: Tree) -> Written | None:
        """The condition or formula that a scalar writes; None (told) if it is none."""
        return read_condition(self.reader, node, self.context.names)

    def _exceptions(self, parts: Entries, code: str, inherited: tuple[Citation, ...]) -> tuple[ExceptionNode, ...]:
        written = self.reader.pairs(parts, "trừ khi", "RULE-08")
        read = [self._exception(key, below, code, inherited) for key, below in written]
        return tuple(each for each in read if each is not None)

    def _exception(self, key: Scalar, tree: Tree, parent: str, inherited: tuple[Citation, ...]) -> ExceptionNode | None:
        code = self.code(key, parent)
        if isinstance(tree, Scalar):
            condition = self.condition(tree)
            remarks, guard = Remarks(citations=inherited), None
        else:
            parts = self.reader.entries(tree, EXCEPTION)
            if parts is None:
                return None
            if "khi" not in parts:
                self.reader.found.add("RULE-07", key.place, code=code)
            remarks = read_remarks(self.reader, parts, self.context, inherited)
            condition, guard = self.optional(parts, "khi"), self.optional(parts, "áp dụng khi")
        return None if condition is None else ExceptionNode(code, condition, guard, remarks, key.place)

    def code(self, key: Scalar, parent: str | None) -> str:
        """The full code under its parent; told if it cannot be written in a condition or was used before."""
        written = normalize(key.text)
        if code_at(written, 0) != written:
            self.reader.found.add("RULE-09", key.place, code=written)
        code = full_code(written, parent)
        first = self.codes.setdefault(fold(code), key.place)
        if first is not key.place:
            self.reader.found.add("RULE-10", key.place, code=code, first=first.text())
        return code


def full_code(code: str, parent: str | None) -> str:
    """`T2.a` for `a` under `T2`; a code that begins with its parent's is full already (`T4.a1` under `T4.a`)."""
    return code if parent is None or (code.startswith(parent) and code != parent) else f"{parent}.{code}"


def is_group(key: Scalar) -> bool:
    """Whether a key opens a group of requirements (`yêu cầu`, `một trong`, `ít nhất n trong`, `không`)."""
    folded = fold(key.text)
    return folded in _GROUPS or _AT_LEAST.fullmatch(folded) is not None


def read_subject(reader: Reader, node: Tree, context: Context) -> str | None:
    """The declared type that `cho` names, the first of several; told of each that is none."""
    return next(iter(read_subjects(reader, node, context)), None)


EACH_TYPE = "của từng loại"
"""What says of a quota or a rank of several types that the subjects of each type have seats and places of their own."""


def read_subjects(reader: Reader, node: Tree, context: Context) -> tuple[str, ...]:
    """The declared types that `cho` names, one or a list of them; told of each that is none."""
    found = [_type_named(reader, text, place, context) for text, place in reader.texts(node)]
    return tuple(dict.fromkeys(each for each in found if each is not None))


def for_each(read: Iterable[tuple[Entry, T | None]], context: Context) -> tuple[T, ...]:
    """The declarations of what could be read: one for each type that `cho` lists, alike in all else."""
    found: list[T] = []
    for entry, declared in read:
        if declared is not None:
            subjects = listed_subjects(entry.node, context)
            found.extend(evolve(declared, subject=each) for each in subjects)  # type: ignore[misc]
    return tuple(found)


def listed_subjects(node: Tree, context: Context) -> tuple[str, ...]:
    """The declared types that `cho` of an entry lists, once that has been read."""
    said = dict_of(node).get(fold("cho")) if isinstance(node, Branch) else None
    return () if said is None else read_subjects(Reader(), said, context)


def check_order(reader: Reader, entry: Entry, context: Context, key: str, order: Tree, place: Place) -> None:
    """Tell of an order that a rule of several types makes among all of them, unless it is `của từng loại`.

    Told too: a rule of one type that says so, where nothing comes of it.
    """
    types = listed_subjects(entry.node, context)
    said = dict_of(order).get(fold(EACH_TYPE)) if isinstance(order, Branch) else None
    each_type = said is not None and reader.boolean(said)
    if len(types) > 1 and not each_type:
        listed = ", ".join(f"`{each}`" for each in types)
        reader.found.add("RULE-25", place, name=entry.name, key=key, types=listed)
    elif len(types) == 1 and said is not None:
        reader.found.add("RULE-26", said.place, name=entry.name, type=types[0])


def _type_named(reader: Reader, text: str, place: Place, context: Context) -> str | None:
    subject = context.types.get(fold(text))
    if subject is None:
        reader.found.add("RULE-11", place, name=text, **suggestion(text, context.types.values()))
    return subject


def dict_of(branch: Branch) -> dict[str, Tree]:
    """The values of a mapping by folded key."""
    return {fold(key.text): node for key, node in branch}


def _leaves(node: Node) -> list[Node]:
    return [leaf for child in node.children for leaf in _leaves(child)] if node.children else [node]
