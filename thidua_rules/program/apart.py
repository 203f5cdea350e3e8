"""Rules that several types share: one rule for each type, whose codes are told apart inside the program."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from attrs import evolve

from thidua_rules.diagnostics import Diagnostic, distinct
from thidua_rules.facts.vocabulary import Vocabulary
from thidua_rules.program.codes import as_written, of_type, standard_code
from thidua_rules.ruleset.model import CriterionDeclaration, Node, QuotaDeclaration, RulesetModel, TitleDeclaration

T = TypeVar("T")
_STANDARD = standard_code("")
_OF_TYPES = ("types", "here")
"""The arguments of diagnostics that say from which type a rule was looked at."""


def told_apart(model: RulesetModel) -> RulesetModel:
    """The model with a code of its own for each of the rules that share one because they are for several types."""
    measures = Counter(each.name for each in model.quantities)
    measures += Counter(each.name for each in model.scores) + Counter(each.name for each in model.grades)
    measures += Counter(each.name for each in model.ranks)
    criteria = Counter(each.root.code for each in model.criteria)
    titles = Counter(each.code for each in model.titles)
    if max((*measures.values(), *criteria.values(), *titles.values()), default=0) < 2:
        return model

    def own_seats(declared: Any) -> Any:
        quota = declared.quota
        return declared if quota is None else evolve(declared, quota=_quota(quota, declared.subject, model.vocabulary))

    return evolve(
        model,
        criteria=_each(model.criteria, lambda each: criteria[each.root.code] > 1, _criterion),
        quantities=_each(model.quantities, lambda each: measures[each.name] > 1, _named),
        ranks=_each(model.ranks, lambda each: measures[each.name] > 1, _named),
        scores=_each(model.scores, lambda each: measures[each.name] > 1, _named),
        grades=_each(model.grades, lambda each: measures[each.name] > 1, lambda each: _named(own_seats(each))),
        titles=_each(model.titles, lambda each: titles[each.code] > 1, lambda each: _title(own_seats(each))),
    )


def _each(declared: Sequence[T], is_shared: Callable[[Any], bool], make: Callable[[Any], T]) -> tuple[T, ...]:
    return tuple(make(each) if is_shared(each) else each for each in declared)


def _named(declared: Any) -> Any:
    return evolve(declared, name=of_type(declared.name, declared.subject))


def _quota(declared: QuotaDeclaration, subject: str, vocabulary: Vocabulary) -> QuotaDeclaration:
    """A quota with its groups as a type calls the references to them: another may spell them otherwise."""

    def spelt(group: str) -> str:
        fact_type = vocabulary.type(subject)
        reference = None if fact_type is None else fact_type.field(group)
        return group if reference is None else reference.name

    limits = tuple(each if each.group is None else evolve(each, group=spelt(each.group)) for each in declared.limits)
    return evolve(declared, group=spelt(declared.group), limits=limits)


def _criterion(declared: CriterionDeclaration) -> CriterionDeclaration:
    code = declared.root.code
    return evolve(declared, root=_renamed(declared.root, code, of_type(code, declared.subject)))


def _title(declared: TitleDeclaration) -> TitleDeclaration:
    code, own = declared.code, of_type(declared.code, declared.subject)
    further = tuple(_renamed(each, code, own) for each in declared.further)
    return evolve(declared, code=own, standard=_renamed(declared.standard, code, own), further=further)


def _renamed(node: Node, code: str, own: str) -> Node:
    """The node and all below it with `own` where their codes begin with `code`."""

    def renamed(full: str) -> str:
        lead = _STANDARD if full == standard_code(code) else ""
        return lead + own + full.removeprefix(lead).removeprefix(code)

    return evolve(
        node,
        code=renamed(node.code),
        children=tuple(_renamed(each, code, own) for each in node.children),
        exceptions=tuple(evolve(each, code=renamed(each.code)) for each in node.exceptions),
    )


def told_together(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings with codes as they are written; what is the same for several types once, for all of them."""
    together: dict[tuple[object, ...], Diagnostic] = {}
    for each in distinct(findings):
        said = {name: as_written(value) if isinstance(value, str) else value for name, value in each.arguments.items()}
        rest = {name: value for name, value in said.items() if name not in _OF_TYPES and not name.startswith("hint_")}
        at = (each.code, each.place, repr(sorted(rest.items())))
        before = together.get(at)
        if before is not None:
            for name in _OF_TYPES:
                if name in said:
                    types = dict.fromkeys([*str(before.arguments[name]).split(", "), *str(said[name]).split(", ")])
                    said[name] = ", ".join(types)
            said = {**before.arguments, **{name: said[name] for name in _OF_TYPES if name in said}}
        together[at] = evolve(each, arguments=said)
    return tuple(together.values())
