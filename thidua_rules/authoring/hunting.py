"""The way from a case to one in which a conclusion comes out as wanted, fact by fact along the rules.

Each change is tried on what the rules of the conclusion read, with values at and next to the constants that they
compare with, and kept if the conclusion comes no farther from the wanted outcome.
"""

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from time import process_time
from types import MappingProxyType

from attrs import define, evolve, field

from thidua_rules.authoring.on_demand import rules_below
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
from thidua_rules.values import ABSENT, MET, NOT_MET, Comparison

MOST_STEPS = 600
"""Changes tried on one way."""
MOST_ALIKE = 3
"""So many records of one type are in a partial case, but for candidates of a quota."""


def fact_type_of(case: Case, name: str) -> FactType:
    """The type of that name."""
    found = case.vocabulary.type(name)
    assert found is not None
    return found


@define
class Hunt:
    """The way from a case to one in which the conclusion has the wanted outcome.

    `partial` cases may lack facts, and newcomers the subjects that they would refer to.
    """

    program: ir.Program
    question: Question
    code: str
    wanted: int
    chance: random.Random
    partial: bool = False
    numbers: tuple[Fraction, ...] = field(init=False)
    shares: tuple[Fraction, ...] = field(init=False)
    labels: frozenset[str] = field(init=False)
    unmet: list[tuple[object, Scope]] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        numbers = {Fraction(0), Fraction(1), Fraction(self.question.period.ordinal)}
        labels: set[str] = set(self.program.titles)
        for rule in rules_below(self.program, self.code):
            for part in parts(rule):
                known = part.value if isinstance(part, ir.Constant) else None
                if isinstance(part, ir.Parameter):
                    known = self.question.parameters.get(part.name)
                if known is not None and known.ordered:
                    numbers |= {Fraction(each) for each in (known.low, known.high) if each is not None}
                if isinstance(part, ir.AmongOf):
                    labels |= {each for each in part.wanted if isinstance(each, str)}
        # 19 of 20 is 95 %: a share is met exactly by its own two numbers
        self.shares = tuple(sorted({Fraction(p) for n in numbers if n.denominator > 1 for p in n.as_integer_ratio()}))
        numbers.update(self.shares)
        self.numbers = tuple(sorted(numbers))
        self.labels = frozenset(labels)

    # ------------------------------------------------------------ the way

    def run(self, case: Case, subject: SubjectId, away: bool, until: float | None = None) -> Case | None:
        """The first case on the way that is as wanted, or the one before it; no step is taken after `until`.

        That is a time of work (`process_time`).
        """
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
            if until is not None and process_time() > until:
                return None
            changed = self.step(case, subject, waiting)
            if changed is None:
                continue
            after, place = changed
            before = case.subjects.get(place.type, {}).get(place.key)
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
        return keeps_constraints(self.program, Evaluation(case, self.question, session.mask, session.value))

    def score(self, session: Incremental, case: Case, subject: SubjectId) -> tuple[float, list[tuple[object, Scope]]]:
        """How near the conclusion is, constraints included, and what stands in the way."""
        evaluation = Evaluation(case, self.question, session.mask, session.value)
        self.unmet = []
        total = 0.0
        for rule in self.program.constraints:
            for each in case.of_type(rule.subject):
                if self.partial and evaluation.condition(rule.condition, Scope.of(each)) != NOT_MET:
                    continue  # what is not known breaks nothing
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
            counted = self._counted(evaluation, condition, scope, want)
            if counted:
                return counted
            left, right = (evaluation.value(each, scope) for each in (condition.left, condition.right))
            if left.ordered and right.ordered and left.low is not None and right.low is not None:
                return 0.9 / (1 + abs(float(left.low - right.low)))
        return 0

    def _counted(self, evaluation: Evaluation, condition: ir.Compared, scope: Scope, want: bool) -> float:
        """How near the nearest element is to being counted, where more are wanted; 0 where that is no matter."""
        left = condition.left
        if isinstance(left, ir.Derived) and not left.walk.steps:
            home = self.program.homes[left.code]
            left = home.body if isinstance(home, ir.Quantity) and not isinstance(home.body, ir.Table) else left
        more = (condition.comparison in (Comparison.GE, Comparison.GT)) == want
        if not isinstance(left, ir.CountOf) or not more or left.members.where is None or left.members.owner.steps:
            return 0
        inside = [
            self.near(evaluation, left.members.where, Scope(each, scope.subject), True)
            for each in evaluation.case.of_type(left.members.element)
        ]
        return max(inside, default=0) / 2

    # ------------------------------------------------------------ one change

    def step(
        self, case: Case, subject: SubjectId, waiting: list[tuple[object, Scope]]
    ) -> tuple[Case, SubjectId] | None:
        """The case with one fact changed, or one subject more, that something in the way may read."""
        part, scope = self.chance.choice(waiting)
        if isinstance(part, ir.Quota) and isinstance(scope.subject.key, str) and self.chance.random() < 0.6:
            like = SubjectId(scope.subject.type, f"{scope.subject.key}-{len(case.subjects[scope.subject.type]) + 1}")
            return with_row(case, like, case.row(scope.subject)), like
        names, types = self._read(part, scope.subject.type)
        about = [each for name in sorted(types) for each in case.of_type(name)]
        if self.chance.random() < 0.4:
            known = [each for each in case.vocabulary if each.name in types and each.name != subject.type]
            if self.partial:
                known = [each for each in known if len(case.subjects.get(each.name, {})) < MOST_ALIKE]
            if known:
                return self.newcomer(case, self.chance.choice(known), scope.subject)
        places = [
            (each, declared)
            for each in about
            for declared in fact_type_of(case, each.type).fields
            if declared.name in names and declared.name not in fact_type_of(case, each.type).key
        ]
        if not places:
            return None
        own = [each for each in places if each[0] == scope.subject]
        place, declared = self.chance.choice(own if own and self.chance.random() < 0.5 else places)
        row = list(case.row(place))
        row[fact_type_of(case, place.type).position(declared.name)] = self.value(case, declared, scope.subject)
        return with_row(case, place, tuple(row)), place

    def beside(self, case: Case, subject: SubjectId, shares: bool = False) -> Iterator[Case]:
        """The cases in which one fact that the conclusion reads has another value, at or next to a constant.

        With `shares`, only numbers: those of which a constant is the share.
        """
        names, types = self._read(self.program.homes[self.code], subject.type)
        for name in sorted(types):
            fact_type = fact_type_of(case, name)
            for place in case.of_type(name):
                for position, declared in enumerate(fact_type.fields):
                    if declared.name in names and declared.name not in fact_type.key:
                        row = case.row(place)
                        found = self._shares(declared) if shares else self._values(case, declared, subject)
                        for value in dict.fromkeys([*found, *(() if shares else _absence(declared))]):
                            if value != row[position]:
                                yield with_row(case, place, (*row[:position], value, *row[position + 1 :]))

    def choices(self, case: Case, subject: SubjectId) -> dict[int, list[Slot]]:
        """By its place in the row, the values at or next to a constant of each fact of a subject that is read."""
        names, _ = self._read(self.program.homes[self.code], subject.type)
        return {
            position: list(dict.fromkeys([*self._values(case, declared, subject), *_absence(declared)]))
            for position, declared in enumerate(fact_type_of(case, subject.type).fields)
            if declared.name in names
        }

    def _read(self, part: object, type_name: str) -> tuple[set[str], set[str]]:
        """The fields that a part of the rules names, and the types that it goes through, other rules included."""
        names, types, seen = set[str](), {type_name}, set[str]()
        waiting = [part]
        for each in (inner for looked in waiting for inner in parts(looked)):
            if isinstance(each, ir.Fact | ir.PresentFact | ir.FieldValue):
                names |= {each.name, *each.walk.steps}
                types |= {each.walk.start, *each.walk.ends}
            elif isinstance(each, ir.Members):
                names |= {one.via for one in each.collections}
                types |= {one.member for one in each.collections}
            elif isinstance(each, ir.Concluded | ir.Derived) and not seen.issuperset(each.codes):
                names |= set(each.walk.steps)
                types |= {each.walk.start, *each.walk.ends}
                waiting += (self.program.homes[code] for code in set(each.codes) - seen)
                seen |= set(each.codes)
        return names, types

    def newcomer(self, case: Case, fact_type: FactType, owner: SubjectId | None) -> tuple[Case, SubjectId] | None:
        """The case with one more subject of a type, which refers to `owner` where it may; None if there is no place."""
        if fact_type.single:
            return None
        row: list[Slot] = []
        for declared in fact_type.fields:
            value = self.value(case, declared, owner)
            if value is None and not self.partial:
                return None
            row.append(value)
        key: Key = f"{fact_type.attribute.replace('_', '-')}-{len(case.subjects.get(fact_type.name, {})) + 1}"
        if fact_type.key:
            fields = [fact_type.fields[fact_type.position(name)] for name in fact_type.key]
            key = tuple(key_part(each, row[fact_type.position(each.name)]) for each in fields)
            if any(part is ABSENT or part is None for part in key):
                return None
        place = SubjectId(fact_type.name, key)
        return None if place in case else (with_row(case, place, tuple(row)), place)

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

    def _shares(self, declared: Field) -> Iterator[Slot]:
        if declared.kind in (Kind.INTEGER, Kind.NUMBER):
            low, high = declared.low, declared.high
            for number in self.shares:
                if (low is None or number >= low) and (high is None or number <= high):
                    yield slot_of(declared, number)

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


def keeps_constraints(program: ir.Program, evaluation: Evaluation) -> bool:
    """Whether the facts of an evaluation break no constraint."""
    return all(
        evaluation.condition(rule.condition, Scope.of(each)) != NOT_MET
        for rule in program.constraints
        for each in evaluation.case.of_type(rule.subject)
    )


def with_row(case: Case, place: SubjectId, row: Row) -> Case:
    rows: Mapping[Key, Row] = MappingProxyType({**case.subjects.get(place.type, {}), place.key: row})
    return evolve(case, subjects=MappingProxyType({**case.subjects, place.type: rows}))


def _absence(declared: Field) -> tuple[Slot, ...]:
    return (ABSENT,) if declared.may_be_absent else ()
