"""What is told of a whole program: what is allowed but rarely meant, and rules that lead back to themselves."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from thidua_rules.diagnostics import Collector, Place
from thidua_rules.facts.vocabulary import Field, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.codes import codes_of_title
from thidua_rules.program.walking import parts
from thidua_rules.ruleset.model import Node, RulesetModel


def warn(rules: Sequence[ir.Rule], model: RulesetModel, collector: Collector) -> None:
    """What is allowed but rarely meant."""
    nodes_by_code = {node.code: node for rule in rules if isinstance(rule, ir.Criterion) for node in _below(rule.root)}
    for rule in rules:
        if not isinstance(rule, ir.Criterion):
            continue
        for node in _below(rule.root):
            if node.condition is None or isinstance(node.condition, ir.Concluded) or node.about.internal:
                continue
            if isinstance(node.condition, ir.Conjunction) and len(node.condition.operands) == 1:
                continue  # how a title asks for its own standard
            for part in parts(node.condition):
                for code in part.codes if isinstance(part, ir.Concluded) else ():
                    target = nodes_by_code.get(code)
                    if target is not None and _may_not_apply(target, nodes_by_code):
                        collector.add("TYPE-31", node_place(model, node.code), code=target.code)
            for name in _unguarded(node, rule.root, model.vocabulary):
                collector.add("TYPE-32", node_place(model, node.code), name=name)


def tell_circle(
    cycle: list[str], rules: list[ir.Rule], model: RulesetModel, owners: Mapping[str, str], collector: Collector
) -> None:
    """Rules that lead back to themselves: through others, or in one criterion where a node refers to one beside it.

    `owners` gives the declared name for the codes that a score or grade is made of.
    """
    for rule in rules if len(set(cycle)) == 1 else ():
        if not isinstance(rule, ir.Criterion) or rule.code != cycle[0]:
            continue
        around = {each.code: {one.code for one in _below(each)} for each in _below(rule.root)}
        for node in _below(rule.root):
            for part in parts(node.condition) if node.condition is not None else ():
                if isinstance(part, ir.Concluded) and node.code not in around.get(part.code, {node.code}):
                    place = node_place(model, node.code)
                    collector.add("TYPE-33", place, code=node.code, target=part.code, criterion=rule.code)
                    return
    named = [owners.get(code, code) for code in cycle]
    shown = [each for each, before in zip(named, [None, *named], strict=False) if each != before]
    if len(shown) == 1:  # a score that is reckoned from itself
        shown = shown * 2
    collector.add("TYPE-27", _place_of(model, shown[0]), cycle=" → ".join(shown))


def _below(node: ir.Requirement) -> list[ir.Requirement]:
    return [node, *(each for child in node.children for each in _below(child))]


def applicability(rules: Sequence[ir.Rule]) -> Callable[[str], bool]:
    """Whether the conclusion of a code may be not applicable."""
    by_code = {node.code: node for rule in rules if isinstance(rule, ir.Criterion) for node in _below(rule.root)}
    return lambda code: code in by_code and _may_not_apply(by_code[code], by_code)


def _may_not_apply(
    node: ir.Requirement, by_code: Mapping[str, ir.Requirement], inside: frozenset[str] = frozenset()
) -> bool:
    """Whether a node may be not applicable; `inside` are the codes it is asked for, so that a circle ends here."""
    if node.guard is not None:
        return True
    if node.code in inside:
        return False
    inside |= {node.code}
    if isinstance(node.condition, ir.Concluded):
        targets = (by_code.get(code) for code in node.condition.codes)
        return any(each is not None and _may_not_apply(each, by_code, inside) for each in targets)
    return bool(node.children) and all(_may_not_apply(child, by_code, inside) for child in node.children)


def _unguarded(node: ir.Requirement, root: ir.Requirement, vocabulary: Vocabulary) -> list[str]:
    """The values and references that may be absent and are not asked for: in the condition, a guard, an exception."""
    assert node.condition is not None
    inside = list(parts(node.condition))
    perhaps = [(part, used) for part in inside for used in _used(part, vocabulary) if used.may_be_absent]
    if not perhaps:
        return []
    around = [each.guard for each in _below(root) if node in _below(each)]
    excused = [each.condition for each in node.exceptions]
    asked = {part.name for part in parts((node.condition, *around, *excused)) if isinstance(part, ir.PresentFact)}
    settled = {part for each in inside if isinstance(each, ir.Otherwise | ir.ExtremeOf) for part in parts(each)}
    left = (used for part, used in perhaps if part not in settled)
    return list(dict.fromkeys(each.name for each in left if not each.absent_fails and each.name not in asked))


def _used(part: object, vocabulary: Vocabulary) -> Iterator[Field]:
    """The fields that an expression itself reads or follows."""
    yield from _references(part, vocabulary)
    if isinstance(part, ir.FieldValue) and part.type.shape is not None:
        yield part.type.shape


def _references(part: object, vocabulary: Vocabulary) -> Iterator[Field]:
    """The references that an expression follows itself."""
    walk = part.owner if isinstance(part, ir.Members) else getattr(part, "walk", None)
    if not isinstance(walk, ir.Walk):
        return
    types: tuple[str, ...] = (walk.start,)
    for step in walk.steps:
        declared = [found for each in types if (type_ := vocabulary.type(each)) and (found := type_.field(step))]
        yield from declared
        types = tuple(target for each in declared for target in each.targets)


def node_place(model: RulesetModel, code: str) -> Place:
    """Where the condition of a node stands, or else the node."""

    def search(node: Node) -> Place | None:
        if node.code == code:
            return node.place if node.condition is None else node.condition.place
        return next((place for child in node.children if (place := search(child))), None)

    roots = [each.root for each in model.criteria]
    roots += [node for title in model.titles for node in (title.standard, *title.further)]
    return next((place for each in roots if (place := search(each))), _place_of(model, code))


def _place_of(model: RulesetModel, code: str) -> Place:
    for criterion in model.criteria:
        if criterion.root.code == code:
            return criterion.root.place
    for title in model.titles:
        if code in codes_of_title(title):
            return title.place
    places = {each.name: each.place for each in model.quantities} | {each.name: each.place for each in model.ranks}
    places |= {each.name: each.place for each in model.scores} | {each.name: each.place for each in model.grades}
    return places.get(code, Place())
