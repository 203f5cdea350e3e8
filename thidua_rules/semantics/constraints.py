"""Facts that contradict what a ruleset demands of every fact of their type."""

from collections.abc import Callable
from typing import Any

from thidua_rules.diagnostics import Collector, DossierError
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.values import NOT_MET


def refuse_breaches(program: ir.Program, case: Case, question: Callable[[], Question]) -> None:
    """Raise DossierError with every fact that surely breaks a constraint; `question` is asked only if there is one."""
    if not program.constraints:
        return
    evaluation = Evaluation(case, question(), _no_finding, _no_finding)
    found = Collector()
    for constraint in program.constraints:
        for subject in case.of_type(constraint.subject):
            if evaluation.condition(constraint.condition, Scope.of(subject)) == NOT_MET:
                names = [part.name for part in parts(constraint.condition) if isinstance(part, ir.FieldValue | ir.Fact)]
                places = [case.origins[subject, name] for name in names if (subject, name) in case.origins]
                found.add(
                    "FACT-48",
                    places[0] if places else case.origins.get((subject, "mã")),
                    key=show_key(case.vocabulary, subject),
                    type=subject.type,
                    text=constraint.about.text,
                    title=constraint.about.title or constraint.code,
                )
    found.raise_errors(DossierError)


def _no_finding(subject: SubjectId, code: str) -> Any:
    raise KeyError((subject, code))
