"""Which conclusions whoever has a title surely has too, as far as the declarations say so in plain words."""

from collections.abc import Iterator, Mapping

from thidua_rules.conditions import nodes, print_condition
from thidua_rules.ruleset.model import Node, RulesetModel, TitleDeclaration
from thidua_rules.source.text import fold


def implied(model: RulesetModel, subject: str) -> Mapping[str, frozenset[str]]:
    """By the text of `đạt X` and `đủ chuẩn X`, the texts of all conclusions that follow for the same subject.

    What stands under `trừ khi`, under a guard or among alternatives does not follow, nor does a title that may be not
    applicable: as a requirement it would be passed over.
    """
    titles = {fold(each.code): each for each in model.titles if each.subject == subject}
    direct: dict[str, set[str]] = {}
    for title in titles.values():
        reached, standard = _said(title.code), _said(title.code, standard=True)
        direct[reached] = {standard, *_asked(title.further, titles)}
        direct[standard] = set(_asked(title.standard.children, titles))
    return {each: frozenset(_closure(each, direct)) for each in direct}


def _said(code: str, standard: bool = False) -> str:
    return print_condition(nodes.Concludes(code, standard))


def _closure(start: str, direct: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for each in direct.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def _asked(requirements: tuple[Node, ...], titles: Mapping[str, TitleDeclaration]) -> Iterator[str]:
    """The conclusions on titles among requirements all of which have to be met."""
    for node in requirements:
        if node.guard is not None or node.exceptions or node.excluding:
            continue
        if node.group == "all":
            yield from _asked(node.children, titles)
        elif node.group == "leaf" and node.condition is not None:
            for each in _conjuncts(node.condition.tree):
                if isinstance(each, nodes.Concludes) and each.path is None:
                    title = titles.get(fold(each.code))
                    if title is not None and (each is not node.condition.tree or _applies(title)):
                        yield _said(title.code, each.standard)


def _conjuncts(tree: nodes.Expression) -> Iterator[nodes.Expression]:
    yield from tree.operands if isinstance(tree, nodes.And) else (tree,)


def _applies(title: TitleDeclaration) -> bool:
    """Whether a title surely applies to everybody: no guard, and a requirement of its own that none keeps away."""
    own = (node for node in title.standard.children if node.guard is None and node.condition is not None)
    return title.guard is None and any(
        not isinstance(node.condition.tree, nodes.Concludes) for node in own if node.condition is not None
    )
