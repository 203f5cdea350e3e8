"""Facts that contradict what a ruleset demands of the facts about every subject of a type."""

from collections.abc import Callable, Iterator
from typing import Any

from thidua_rules.diagnostics import Collector, DossierError
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.keys import show_key, slot_text
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import outer_parts
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.values import COUNTED, NOT_MET

_MOST_SHOWN = 6
Place = tuple[SubjectId, str]


def refuse_breaches(program: ir.Program, case: Case, question: Callable[[], Question]) -> None:
    """Raise DossierError with every fact that surely breaks a constraint; `question` is asked only if there is one."""
    if not program.constraints:
        return
    evaluation = Evaluation(case, question(), _no_finding, _no_finding)
    found = Collector()
    tell_breaches(program, evaluation, found, lambda each, at: evaluation.condition(each.condition, Scope.of(at)))
    found.raise_errors(DossierError)


def tell_breaches(
    program: ir.Program, evaluation: Evaluation, found: Collector, outcome: Callable[[ir.Constraint, SubjectId], int]
) -> None:
    """Record every constraint that a subject surely breaks, at the first of the facts that it speaks of."""
    case = evaluation.case
    for constraint in program.constraints:
        for subject in case.of_type(constraint.subject):
            if outcome(constraint, subject) != NOT_MET:
                continue
            involved = list(dict.fromkeys(_involved(evaluation, constraint.condition, Scope.of(subject))))
            involved.sort(key=lambda place: (place[0] != subject, _is_reference(evaluation, place)))
            places = [case.origins[place] for place in involved if place in case.origins]
            found.add(
                "FACT-48",
                places[0] if places else case.origins.get((subject, "mã")),
                key=show_key(case.vocabulary, subject),
                type=subject.type,
                text=constraint.about.text,
                title=constraint.about.title or constraint.code,
                involved=_shown(evaluation, subject, involved),
            )


def _involved(evaluation: Evaluation, expression: object, scope: Scope) -> Iterator[Place]:
    """The fields that a condition reads, of the subject and of those that references and collections lead to."""
    for part in outer_parts(expression):
        if isinstance(part, ir.FieldValue | ir.Fact | ir.PresentFact):
            yield from ((each, part.name) for each in evaluation.reach(part.walk, scope).subjects)
        elif isinstance(part, ir.CountOf | ir.RatioOf | ir.RatioCompared | ir.EveryOf | ir.FoldOf | ir.StreakOf):
            asked = [getattr(part, name, None) for name in ("item", "condition", "by")]
            for element, places in evaluation.places(part.members, None, scope)[0].items():
                if places & COUNTED:
                    inner = Scope(element, scope.subject)
                    yield element, part.members.collections[-1].via
                    yield from (each for one in asked if one is not None for each in _involved(evaluation, one, inner))


def _is_reference(evaluation: Evaluation, place: Place) -> bool:
    return evaluation.declared(place[0].type, place[1]).kind is Kind.REFERENCE


def _shown(evaluation: Evaluation, subject: SubjectId, involved: list[Place]) -> str:
    """Who else is involved and with which facts, in brackets; nothing where the subject is alone."""
    vocabulary = evaluation.case.vocabulary
    told: dict[SubjectId, list[str]] = {}
    for whose, name in involved:
        known = told.setdefault(whose, [])
        declared = evaluation.declared(whose.type, name)
        value = slot_text(vocabulary, declared, evaluation.case.slot(whose, name))
        # by which reference somebody is among the members goes without saying
        if value and not (declared.implied or (whose != subject and declared.reverse)):
            known.append(f"{name} = {value}")
    if not told.keys() - {subject}:
        return ""
    shown = [] if subject not in told else [", ".join(told.pop(subject))]
    for whose, facts in told.items():
        name = f"{whose.type} `{show_key(vocabulary, whose)}`"
        shown.append(f"{name}: {', '.join(facts)}" if facts else name)
    shown = [each for each in shown if each]
    return f" ({'; '.join(shown[:_MOST_SHOWN])}{' …' if len(shown) > _MOST_SHOWN else ''})"


def _no_finding(subject: SubjectId, code: str) -> Any:
    raise KeyError((subject, code))
