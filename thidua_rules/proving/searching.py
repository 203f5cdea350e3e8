"""Random complete dossiers, for what cannot be proved: values are drawn near those that the rules speak of."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from random import Random
from time import monotonic
from typing import Any

from attrs import define, evolve, field

from thidua_rules.api import Ruleset
from thidua_rules.authoring.on_demand import OnDemand
from thidua_rules.diagnostics import Collector
from thidua_rules.facts._numbers import decimals_of
from thidua_rules.facts.case import Case, Closure, Row, Slot, SubjectId
from thidua_rules.facts.keys import key_part
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.singles import single
from thidua_rules.facts.vocabulary import FactType, Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts
from thidua_rules.proving.claims import Against, breaks, field_of
from thidua_rules.proving.demonstrating import Demonstration, demonstrated
from thidua_rules.semantics.constraints import tell_breaches
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.values import ABSENT

SEED = 20_220_615
"""What dossiers are drawn with, so that they are the same each time."""
_YEARS, _DAYS = 6, 4_000


def searched(
    ruleset: Ruleset, question: Question, invariant: ir.Invariant, sizes: Mapping[str, int], deadline: float
) -> tuple[int, Demonstration | None]:
    """How many dossiers were tried until the `deadline` (monotonic), and the first that breaks an invariant."""
    drawing = Drawing(ruleset, question, sizes)
    tried = 0
    while monotonic() < deadline:
        case = drawing.case()
        if case is None:
            continue
        tried += 1
        record = OnDemand(ruleset.program, case, question)
        for against in drawing.ways(case, invariant):
            shows = partial(breaks, ruleset.program, question, invariant, against)
            if shows(case, record):
                kept = [against.subject, *([against.newcomer] if against.newcomer else [])]
                shown = demonstrated(ruleset, question, case, kept, shows)
                if shown is not None:
                    changed = against.slot is not None
                    change = (field_of(invariant), against.slot) if changed else None
                    return tried, evolve(shown, change=change)
    return tried, None


@define
class Drawing:
    """Dossiers drawn at random, with at most `sizes` subjects of each type."""

    ruleset: Ruleset
    question: Question
    sizes: Mapping[str, int]
    random: Random = field(factory=lambda: Random(SEED))
    marks: dict[str, list[Fraction]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for part in (each for rule in self.ruleset.program.rules for each in parts(rule)):
            if isinstance(part, ir.Compared):
                for one, other in ((part.left, part.right), (part.right, part.left)):
                    if isinstance(one, ir.FieldValue):
                        self._mark(one.name, other)

    def _mark(self, name: str, bound: ir.Value) -> None:
        known = bound.value if isinstance(bound, ir.Constant) else None
        if isinstance(bound, ir.Parameter):
            known = self.question.parameters[bound.name]
        if known is not None and known.ordered and known.low is not None:
            self.marks.setdefault(name, []).append(Fraction(known.low))

    def case(self) -> Case | None:
        """A dossier in which everything is known; None for one that no dossier is."""
        vocabulary = self.ruleset.model.vocabulary
        subjects: dict[str, dict[Any, Row]] = {each.name: {} for each in vocabulary}
        there: dict[str, list[SubjectId]] = {each.name: [single(each)] for each in vocabulary.singles}
        # what is known by its facts comes after those to whom they may refer
        for fact_type in sorted(vocabulary.given, key=lambda each: bool(each.key)):
            if not fact_type.single:
                number = self.random.randint(0, self.sizes.get(fact_type.name, 1))
                code = fact_type.attribute.replace("_", "-")
                there[fact_type.name] = [SubjectId(fact_type.name, f"{code}-{at + 1}") for at in range(number)]
        for fact_type in sorted(vocabulary, key=lambda each: bool(each.key)):
            rows = [(each, self._row(fact_type, there)) for each in there[fact_type.name]]
            known = {_key(fact_type, row) or each.key: row for each, row in rows if row is not None}
            if len(known) < len(rows) and not fact_type.key:
                return None
            subjects[fact_type.name] = known
            there[fact_type.name] = [SubjectId(fact_type.name, key) for key in known]
        closed = frozenset(Closure(each.name) for each in vocabulary)
        made = Case(vocabulary, self.question.on, self.question.period, subjects, closed)
        return made if self._is_kept(made) else None

    def _is_kept(self, case: Case) -> bool:
        found = Collector()
        evaluation = Evaluation(case, self.question, _none, _none)
        tell_breaches(
            self.ruleset.program, evaluation, found, lambda each, at: evaluation.condition(each.condition, Scope.of(at))
        )
        return not found.errors

    def _row(self, fact_type: FactType, there: Mapping[str, list[SubjectId]]) -> Row | None:
        row = []
        for each in fact_type.fields:
            slot = single(self._type(each.targets[0])) if each.implied else self.slot(each, there)
            if slot is None:
                return None
            row.append(slot)
        return tuple(row)

    def _type(self, name: str) -> FactType:
        found = self.ruleset.model.vocabulary.type(name)
        assert found is not None
        return found

    def slot(self, declared: Field, there: Mapping[str, list[SubjectId]]) -> Slot:
        """A value of a field; None if there is nobody to refer to."""
        pick = self.random
        if declared.may_be_absent and pick.random() < 0.3:
            return ABSENT
        if declared.kind is Kind.REFERENCE:
            targets = [each for target in declared.targets for each in there.get(target, ())]
            return pick.choice(targets) if targets else ABSENT if declared.may_be_absent else None
        if declared.kind is Kind.BOOLEAN:
            return pick.random() < 0.5
        if declared.kind is Kind.GRADE:
            return pick.randint(-len(declared.outside), len(declared.options) - 1)
        if declared.options:
            return pick.choice(declared.options)
        if not declared.kind.is_ordered:
            return f"văn bản {pick.randint(1, 2)}"
        return self._number(declared)

    def _number(self, declared: Field) -> Slot:
        kind, pick = declared.kind, self.random
        if kind is Kind.DATE:
            return self.question.on.toordinal() - pick.randint(0, _DAYS)
        if kind.is_period:
            known = self.question.period.ordinal if kind is self.question.period.kind else self.question.year
            return known - pick.randint(0, _YEARS)
        share = 100 if kind is Kind.PERCENT else 1
        grain = Fraction(1, 10 ** decimals_of(declared))
        marks = [each * share for each in self.marks.get(declared.name, ())]
        near = [mark + step * grain for mark in marks for step in (-1, 0, 1)]
        near += [each for each in (declared.low, declared.high) if each is not None] or [Fraction(pick.randint(0, 9))]
        value = Fraction(pick.choice(near) // grain) * grain
        low, high = declared.low, declared.high
        value = value if low is None else max(value, low)
        value = value if high is None else min(value, high)
        return int(value) if value.denominator == 1 else Decimal(value.numerator) / Decimal(value.denominator)

    def ways(self, case: Case, invariant: ir.Invariant) -> Iterator[Against]:
        """Whom an invariant may be held against in a dossier, with another value of the field, or each newcomer."""
        states = invariant.states
        for subject in case.of_type(invariant.subject):
            if isinstance(states, ir.Implies):
                yield Against(subject)
            elif isinstance(states, ir.Keeps) and isinstance(states.more, ir.Members):
                yield from (Against(subject, each) for each in case.of_type(states.more.element))
            else:
                declared = self._type(subject.type).field(field_of(invariant))
                assert declared is not None
                there = {each.name: list(case.of_type(each.name)) for each in case.vocabulary}
                yield Against(subject, None, self.slot(declared, there))


def _key(fact_type: FactType, row: Row) -> tuple[Any, ...]:
    fields = [(each, slot) for each, slot in zip(fact_type.fields, row, strict=True)]
    named = {each.name: key_part(each, slot) for each, slot in fields}
    return tuple(named[name] for name in fact_type.key)


def _none(subject: SubjectId, code: str) -> Any:
    raise KeyError((subject, code))
