"""Exclusions that several titles have in common (`loại trừ chung`), each an exclusion of every title it bars."""

from collections.abc import Iterable

from attrs import evolve, frozen

from thidua_rules.diagnostics import Place
from thidua_rules.ruleset.files.forms import Entry, suggestion
from thidua_rules.ruleset.files.keys import COMMON_EXCLUSION
from thidua_rules.ruleset.model import Node
from thidua_rules.ruleset.sections.criteria import Criteria, dict_of, read_subjects
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node as Tree
from thidua_rules.source.yaml_tree import Scalar, Sequence

ALL_TITLES = "mọi danh hiệu"
"""What `áp dụng cho` says in place of a list of titles; the same as saying nothing."""


@frozen
class Reach:
    """Whom an entry bars and from which titles (None: from all), by folded names."""

    types: frozenset[str]
    titles: frozenset[str] | None

    def bars(self, title: Entry) -> tuple[str, ...]:
        """The types, folded, of a title that it is an exclusion of; none where the title's text is not at hand."""
        said = dict_of(title.node) if isinstance(title.node, Branch) else {}
        reached = self.titles is None or fold(title.name) in self.titles
        if not reached or fold("chưa có văn bản") in said:
            return ()
        return tuple(each for each in types_of(title) if each in self.types)


def reach_of(entry: Entry) -> Reach:
    """Whom an entry bars, and from which titles."""
    whom, which = (_said(entry, key) for key in COMMON_EXCLUSION.keys)
    everywhere = not which or set(which) == {fold(ALL_TITLES)}
    return Reach(frozenset(whom), None if everywhere else frozenset(which))


def types_of(title: Entry) -> tuple[str, ...]:
    """The types that a title is for, folded."""
    return _said(title, "cho")


def _said(entry: Entry, key: str) -> tuple[str, ...]:
    """The folded texts of the list under a key, or the one that stands for it."""
    node = dict_of(entry.node).get(fold(key)) if isinstance(entry.node, Branch) else None
    items = node.items if isinstance(node, Sequence) else () if node is None else (node,)
    return tuple(dict.fromkeys(fold(each.text) for each in items if isinstance(each, Scalar)))


@frozen
class CommonExclusion:
    """One entry: the exclusion, how far it reaches, and the types and titles it names (code, folded, and place)."""

    node: Node
    reach: Reach
    subjects: tuple[str, ...]
    titles: tuple[tuple[str, Place], ...] | None

    def of(self, code: str) -> Node:
        """It as an exclusion of a title, under a code of its own there."""
        exceptions = tuple(evolve(each, code=f"{code}.{each.code}") for each in self.node.exceptions)
        return evolve(self.node, code=f"{code}.{self.node.code}", exceptions=exceptions)


def read_common_exclusions(criteria: Criteria, entries: Iterable[Entry]) -> tuple[CommonExclusion, ...]:
    """All common exclusions that can be read."""
    read = (_exclusion(criteria, entry) for entry in entries)
    return tuple(each for each in read if each is not None)


def _exclusion(criteria: Criteria, entry: Entry) -> CommonExclusion | None:
    reader = criteria.reader
    if not isinstance(entry.node, Branch):
        reader.found.add("SET-01", entry.node.place)
        return None
    own = dict_of(entry.node)
    heads = [fold(key) for key in COMMON_EXCLUSION.keys]
    rest = Branch(tuple(pair for pair in entry.node if fold(pair[0].text) not in heads), entry.node.place)
    subjects: tuple[str, ...] = ()
    if heads[0] in own:
        subjects = read_subjects(reader, own[heads[0]], criteria.context)
    else:
        reader.found.add("RULE-01", entry.key.place, code=entry.name)
    titles = _titles(criteria, own[heads[1]]) if heads[1] in own else None
    missing: list[tuple[str, Place]] = []
    node = criteria.node(entry.key, rest, None, (), missing)
    if node is None:
        return None
    criteria.tell_missing(missing, node)
    if node.children:
        reader.found.add("TITLE-02", node.place, code=node.code)
    return CommonExclusion(evolve(node, excluding=node.group == "leaf"), reach_of(entry), subjects, titles)


def _titles(criteria: Criteria, node: Tree) -> tuple[tuple[str, Place], ...] | None:
    """The titles that `áp dụng cho` lists, told where there is none of that code; None for all titles."""
    known = criteria.context.titles
    said = criteria.reader.texts(node)
    if [fold(text) for text, _ in said] == [fold(ALL_TITLES)]:
        return None
    folded = {fold(code) for code in known}
    for text, place in said:
        if fold(text) not in folded:
            criteria.reader.found.add("TITLE-04", place, code=text, **suggestion(text, known))
    return tuple((fold(text), place) for text, place in said if fold(text) in folded)
