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

ALL_TITLES = "mọi danh hiệu"
"""What `áp dụng cho` says in place of a list of titles; the same as saying nothing."""


@frozen
class CommonExclusion:
    """One entry: the exclusion, whom it bars, and from which titles (folded code and place; None: from all)."""

    node: Node
    subjects: tuple[str, ...]
    titles: tuple[tuple[str, Place], ...] | None

    def bars(self, code: str, subject: str) -> bool:
        """Whether it is one of the exclusions of a title of that code and type."""
        named = self.titles is None or fold(code) in {title for title, _ in self.titles}
        return named and subject in self.subjects

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
    return CommonExclusion(evolve(node, excluding=node.group == "leaf"), subjects, titles)


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
