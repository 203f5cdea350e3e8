"""Cases in which a conclusion comes out as wanted: drawn, then led there step by step along the rules.

Random facts almost never meet a title that asks for ten things at once, so properties of who meets it would hold of
nobody. Here a complete case is drawn and changed fact by fact. Each change is tried on what the rules of the
conclusion read, with values at and next to the constants that they compare with, and kept if the conclusion comes
no farther from the wanted status. All choices come from Hypothesis, so failures are reproduced.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from attrs import define, evolve, field
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from thidua_rules.api import Ruleset
from thidua_rules.facts.case import Case, Key, Row, Slot, SubjectId
from thidua_rules.facts.keys import key_part
from thidua_rules.facts.lifting import slot_of
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import FactType, Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.session.incremental import Incremental
from thidua_rules.testing.showing import show_case
from thidua_rules.testing.strategies_cases import PERIOD, cases
from thidua_rules.testing.strategies_values import DAY, require
from thidua_rules.values import ABSENT, MET, NOT_MET, Status

MOST_STEPS = 600
"""Changes tried on one way."""
MOST_WAYS = 10
"""Ways tried from one drawn case; after that the draw is rejected."""


def cases_where(
    rules: Ruleset,
    code: str,
    status: Status = Status.MET,
    *,
    away: bool = False,
    on: Any = DAY,
    period: Any = PERIOD,
    max_subjects: int = 2,
) -> st.SearchStrategy[Case]:
    """Complete, closed cases in which the conclusion `code` is met (or not met) by at least one subject.

    Where several types share the code, by one of either type.

    With `away`, cases in which it is not so, but would be if one fact were otherwise. Numbers stand at the constants
    of the rules or one step beside them. Cases satisfy the constraints of the ruleset. A draw is rejected if no way is
    found (`MOST_STEPS`, `MOST_WAYS`); a title with a quota may take seconds a case. InvalidArgument for an unknown
    code or another status.
    """
    require(isinstance(rules, Ruleset), f"rules must be a Ruleset, not {rules!r}")
    program = rules.program
    own = {program.code_of(each, code) for each in program.types_of(code)}
    require(bool(own & program.conclusions.keys()), f"{code!r} is no conclusion of {rules.id}")
    require(status in (Status.MET, Status.NOT_MET), f"status={status!r} must be MET or NOT_MET")
    drawn = cases(rules.model.vocabulary, on=on, period=period, max_subjects=max_subjects, complete=True, closed=True)
    wanted = MET if status is Status.MET else NOT_MET

    # without arguments, which Hypothesis would print: a ruleset is long
    @st.composite
    def aimed(draw: st.DrawFn) -> Case:
        return _aimed(draw, rules, code, wanted, away, drawn)

    return aimed()


def _aimed(draw: st.DrawFn, rules: Ruleset, code: str, wanted: int, away: bool, drawn: st.SearchStrategy[Case]) -> Case:
    case = draw(drawn)
    chance = random.Random(draw(st.integers(0, 2**32 - 1)))
    home = chance.choice(rules.program.types_of(code))
    own = rules.program.code_of(home, code)
    hunt = _Hunt(rules.program, rules.question(case.on, case.period), own, wanted, chance)
    subjects = tuple(case.of_type(home))
    found: tuple[Case, SubjectId] | None = (case, chance.choice(subjects)) if subjects else None
    found = found or hunt.newcomer(case, _type(case, home), None)
    for _ in range(MOST_WAYS if found is not None else 0):
        assert found is not None
        reached = hunt.run(*found, away)
        if reached is not None:
            return reached
    return reject()


def _type(case: Case, name: str) -> FactType:
    found = case.vocabulary.type(name)
    assert found is not None
    return found


def check_whenever(
    drawn: st.SearchStrategy[Case],
    premise: Callable[[Case], bool],
    then: Callable[[Case], bool],
    *,
    examples: int = 50,
) -> None:
    """Whenever the premise holds of a case, so does the other; AssertionError if not, or if no case had the premise."""
    tried, seen = 0, 0
    slow = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]

    # an aimed case hardly gets smaller, and each draw takes its time
    phases = (Phase.explicit, Phase.generate)

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=slow, phases=phases)
    @given(drawn)
    def check(case: Case) -> None:
        nonlocal tried, seen
        tried += 1
        if premise(case):
            seen += 1
            assert then(case), f"the premise holds, but not what should follow from it:\n{show_case(case)}"

    check()
    assert seen, f"the premise held in none of {tried} cases, so nothing was tested: aim at it with `cases_where`"


@define
class _Hunt:
    """The way from a case to one in which the conclusion has the wanted outcome."""

    program: ir.Program
    question: Question
    code: str
    wanted: int
    chance: random.Random
    numbers: tuple[Fraction, ...] = field(init=False)
    labels: frozenset[str] = field(init=False)
    unmet: list[tuple[object, Scope]] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        numbers = {Fraction(0), Fraction(1), Fraction(self.question.period.ordinal)}
        labels: set[str] = set(self.program.titles)
        for rule in self.program.rules:
            for part in parts(rule):
                known = part.value if isinstance(part, ir.Constant) else None
                if isinstance(part, ir.Parameter):
                    known = self.question.parameters.get(part.name)
                if known is not None and known.ordered:
                    numbers |= {Fraction(each) for each in (known.low, known.high) if each is not None}
                if isinstance(part, ir.AmongOf):
                    labels |= {each for each in part.wanted if isinstance(each, str)}
        self.numbers = tuple(sorted(numbers))
        self.labels = frozenset(labels)

    # ------------------------------------------------------------ the way

    def run(self, case: Case, subject: SubjectId, away: bool) -> Case | None:
        """The first case on the way that is as wanted, or the one before it."""
        session = Incremental(self.program, self.question)
        for name in case.subjects:
            for key, row in case.subjects[name].items():
                session.put(SubjectId(name, key), row)
        for closure in case.closed:
            session.close(closure)
        score, waiting = self.score(session, case, subject)
        for _ in range(MOST_STEPS):
            if not waiting:
                return None if away else case
            changed = self.step(case, subject, waiting)
            if changed is None:
                continue
            after, place = changed
            before = case.subjects[place.type].get(place.key)
            session.put(place, after.subjects[place.type][place.key])
            new_score, new_waiting = self.score(session, after, subject)
            if not new_waiting and away and self.is_sound(after, session) and self.is_sound(case, session):
                return case
            if new_score >= score:
                case, score, waiting = after, new_score, new_waiting
            elif before is None:
                session.remove(place)
            else:
                session.put(place, before)
        return None

    def is_sound(self, case: Case, session: Incremental) -> bool:
        """Whether a case breaks no constraint."""
        evaluation = Evaluation(case, self.question, session.mask, session.value)
        return all(
            evaluation.condition(rule.condition, Scope.of(each)) != NOT_MET
            for rule in self.program.constraints
            for each in case.of_type(rule.subject)
        )

    def score(self, session: Incremental, case: Case, subject: SubjectId) -> tuple[float, list[tuple[object, Scope]]]:
        """How near the conclusion is, constraints included, and what stands in the way."""
        evaluation = Evaluation(case, self.question, session.mask, session.value)
        self.unmet = []
        total = 0.0
        for rule in self.program.constraints:
            for each in case.of_type(rule.subject):
                total -= 10 * (1 - self.near(evaluation, rule.condition, Scope.of(each), True))
        broken = list(self.unmet)
        want = self.wanted == MET
        total += self.conclusion(evaluation, self.code, subject, want)
        if session.mask(subject, self.code) == self.wanted:
            return total + 100, broken
        return total, self.unmet or [(self.program.homes[self.code], Scope.of(subject))]

    # ------------------------------------------------------------ how near

    def conclusion(self, evaluation: Evaluation, code: str, subject: SubjectId, want: bool) -> float:
        """How near a conclusion about a subject is to being met (or not met), from 0 to 1."""
        mask = evaluation.concluded(ir.Concluded(ir.Walk(subject.type), code), Scope.of(subject))
        if mask == (MET if want else NOT_MET):
            return 1
        home = self.program.homes[code]
        if isinstance(home, ir.Criterion):
            for node in ir.nodes_below(home.root):
                if node.code == code:
                    return self.node(evaluation, node, Scope.of(subject), want)
        self.unmet.append((home, Scope.of(subject)))
        # a share of a group gives seats only in a group that is large enough
        return min(0.5, len(tuple(evaluation.case.of_type(subject.type))) / 80) if want else 0

    def node(self, evaluation: Evaluation, node: ir.Requirement | ir.Exempting, scope: Scope, want: bool) -> float:
        """As `conclusion`, of a requirement or exception."""
        if node.guard is not None and evaluation.condition(node.guard, scope) != MET:
            return self.near(evaluation, node.guard, scope, True) / 2
        if node.condition is not None:
            return self.near(evaluation, node.condition, scope, want)
        assert isinstance(node, ir.Requirement)
        inner = want != (node.group == "none")
        found = [self.conclusion(evaluation, each.code, scope.subject, inner) for each in node.children]
        if not want and node.group == "all":
            return self._best(found)
        if node.group in ("all", "none"):
            return sum(found) / len(found)
        if node.group == "at_least" and want:
            return sum(sorted(found)[-node.least :]) / node.least
        return self._best(found) if want else sum(found) / len(found)

    @staticmethod
    def _best(found: list[float]) -> float:
        return max(found) + sum(found) / (100 * len(found))

    def near(self, evaluation: Evaluation, condition: ir.Condition, scope: Scope, want: bool) -> float:
        """As `conclusion`, of a condition."""
        if isinstance(condition, ir.Negation):
            return self.near(evaluation, condition.operand, scope, not want)
        if isinstance(condition, ir.Conjunction | ir.Disjunction):
            found = [self.near(evaluation, each, scope, want) for each in condition.operands]
            every = isinstance(condition, ir.Conjunction) == want
            return sum(found) / len(found) if every else self._best(found)
        mask = evaluation.condition(condition, scope)
        if mask == (MET if want else NOT_MET):
            return 1
        if isinstance(condition, ir.Concluded):
            reached = evaluation.reach(condition.walk, scope).subjects
            if len(reached) == 1:
                one = next(iter(reached))
                return self.conclusion(evaluation, condition.code_of(one.type), one, want)
        self.unmet.append((condition, scope))
        if isinstance(condition, ir.Compared):
            left, right = (evaluation.value(each, scope) for each in (condition.left, condition.right))
            if left.ordered and right.ordered and left.low is not None and right.low is not None:
                return 0.9 / (1 + abs(float(left.low - right.low)))
        return 0

    # ------------------------------------------------------------ one change

    def step(
        self, case: Case, subject: SubjectId, waiting: list[tuple[object, Scope]]
    ) -> tuple[Case, SubjectId] | None:
        """The case with one fact changed, or one subject more, that something in the way may read."""
        part, scope = self.chance.choice(waiting)
        if isinstance(part, ir.Quota) and isinstance(scope.subject.key, str) and self.chance.random() < 0.6:
            like = SubjectId(scope.subject.type, f"{scope.subject.key}-{len(case.subjects[scope.subject.type]) + 1}")
            return _with_row(case, like, case.row(scope.subject)), like
        names: set[str] = set()
        types: set[str] = {scope.subject.type}
        self._read(part, names, types, set())
        about = [each for name in sorted(types) for each in case.of_type(name)]
        if self.chance.random() < 0.4:
            known = [each for each in case.vocabulary if each.name in types and each.name != subject.type]
            if known:
                return self.newcomer(case, self.chance.choice(known), scope.subject)
        places = [
            (each, declared)
            for each in about
            for declared in _type(case, each.type).fields
            if declared.name in names and declared.name not in _type(case, each.type).key
        ]
        if not places:
            return None
        own = [each for each in places if each[0] == scope.subject]
        place, declared = self.chance.choice(own if own and self.chance.random() < 0.5 else places)
        row = list(case.row(place))
        row[_type(case, place.type).position(declared.name)] = self.value(case, declared, scope.subject)
        return _with_row(case, place, tuple(row)), place

    def _read(self, part: object, names: set[str], types: set[str], seen: set[str]) -> None:
        """The fields that a part of the rules names, and the types that it goes through, other rules included."""
        for each in parts(part):
            if isinstance(each, ir.Fact | ir.PresentFact | ir.FieldValue):
                names |= {each.name, *each.walk.steps}
                types |= {each.walk.start, *each.walk.ends}
            elif isinstance(each, ir.Members):
                names |= {one.via for one in each.collections}
                types |= {one.member for one in each.collections}
            elif isinstance(each, ir.Concluded | ir.Derived):
                for code in set(each.codes) - seen:
                    seen.add(code)
                    names |= set(each.walk.steps)
                    types |= {each.walk.start, *each.walk.ends}
                    self._read(self.program.homes[code], names, types, seen)

    def newcomer(self, case: Case, fact_type: FactType, owner: SubjectId | None) -> tuple[Case, SubjectId] | None:
        """The case with one more subject of a type, which refers to `owner` where it may; None if there is no place."""
        if fact_type.single:
            return None
        row: list[Slot] = []
        for declared in fact_type.fields:
            value = self.value(case, declared, owner)
            if value is None:
                return None
            row.append(value)
        key: Key = f"{fact_type.attribute.replace('_', '-')}-{len(case.subjects.get(fact_type.name, {})) + 1}"
        if fact_type.key:
            fields = [fact_type.fields[fact_type.position(name)] for name in fact_type.key]
            key = tuple(key_part(each, row[fact_type.position(each.name)]) for each in fields)
            if any(part is ABSENT for part in key):
                return None
        place = SubjectId(fact_type.name, key)
        return None if place in case else (_with_row(case, place, tuple(row)), place)

    def value(self, case: Case, declared: Field, owner: SubjectId | None) -> Slot:
        """A single value of a field, at or next to a constant of the rules; None if there is none."""
        choices = list(self._values(case, declared, owner))
        if declared.may_be_absent and (not choices or self.chance.random() < 0.2):
            return ABSENT
        return self.chance.choice(choices) if choices else None

    def _values(self, case: Case, declared: Field, owner: SubjectId | None) -> Iterator[Slot]:
        kind = declared.kind
        if kind is Kind.REFERENCE:
            if owner is not None and owner.type in declared.targets:
                yield from [owner] * 3
            yield from (each for target in declared.targets for each in case.of_type(target))
        elif kind is Kind.BOOLEAN:
            yield from (True, False)
        elif kind is Kind.GRADE:
            yield from (*range(len(declared.options)), *(-1 - n for n in range(len(declared.outside))))
        elif declared.options:
            yield from declared.options
        elif kind in (Kind.TEXT, Kind.TITLE, Kind.CHOICE):
            yield from sorted(self.labels) or ["một"]
        elif kind is Kind.DATE:
            yield from (case.on.toordinal() - days for days in (0, 1, 30, 200, 365, 400, 800))
        elif kind.is_period:
            yield from (case.period.ordinal - back for back in range(8) if kind is case.period.kind)
            if kind is not case.period.kind:
                yield case.on.year * {Kind.MONTH: 12, Kind.QUARTER: 4}.get(kind, 1)
        else:
            yield from self._amounts(declared)

    def _amounts(self, declared: Field) -> Iterator[Slot]:
        share = Fraction(1, 100) if declared.kind is Kind.PERCENT else Fraction(1)
        grain = Fraction(1, 10**declared.decimals) if declared.kind is not Kind.INTEGER else Fraction(1)
        ends = [each * share for each in (declared.low, declared.high) if each is not None]
        for number in (*self.numbers, *ends):
            for shifted in (number, number, number - grain * share, number + grain * share):
                points = shifted / share
                low = declared.low is None or points >= declared.low
                if low and (declared.high is None or points <= declared.high) and (points / grain).denominator == 1:
                    yield slot_of(declared, shifted)


def _with_row(case: Case, place: SubjectId, row: Row) -> Case:
    rows: Mapping[Key, Row] = MappingProxyType({**case.subjects.get(place.type, {}), place.key: row})
    return evolve(case, subjects=MappingProxyType({**case.subjects, place.type: rows}))
