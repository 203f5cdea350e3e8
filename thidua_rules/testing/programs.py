"""Hypothesis strategies for whole programs, well-typed rules of every kind over a vocabulary, and for questions."""

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeVar

from attrs import define, evolve, field
from hypothesis import strategies as st

from thidua_rules.facts.lifting import domain
from thidua_rules.facts.periods import Period
from thidua_rules.facts.texts import Text
from thidua_rules.facts.vocabulary import Collection, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.names import type_of
from thidua_rules.program.order import arrange
from thidua_rules.program.question import Question
from thidua_rules.testing.awards import AWARDS, MOST_SEATS, PERSON, SHEETS, UNLIMITED, Shape, quota_rules, score_rules
from thidua_rules.testing.strategies import DAY, PERIOD
from thidua_rules.testing.vocabularies import vocabularies
from thidua_rules.values import Comparison, Fold, Possible, Rounding, options, point

T = TypeVar("T")

NUMBER = ir.ValueType(Kind.NUMBER)
DATE = ir.ValueType(Kind.DATE, None, True)
YEAR = ir.ValueType(Kind.YEAR, None, True)
LIMIT = "mức phải đạt"
_FEW = (Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(7, 10), Fraction(1), Fraction(2))
_ANY = Possible(absent=True, undetermined=True)


def programs(
    vocabulary: Vocabulary | st.SearchStrategy[Vocabulary] | None = None,
    *,
    max_rules: int = 4,
    depth: int = 2,
    titles: bool = False,
) -> st.SearchStrategy[ir.Program]:
    """Programs of up to `max_rules` well-typed rules over a vocabulary (None: small ones of many shapes).

    Criteria with every way of joining children, guards and exceptions; quantities by formula and by table, tested
    cell by cell or not; ranks; rules use the conclusions and values of earlier ones, across references and members.
    With `titles` also what titles and scores need: quotas, bounded values, texts that are not at hand.
    `depth` bounds how deep expressions nest. Raises InvalidArgument for arguments of another kind.
    """
    from thidua_rules.testing.strategies_values import require

    require(isinstance(max_rules, int) and max_rules >= 1, f"max_rules={max_rules!r} must be ≥ 1")
    require(isinstance(depth, int) and depth >= 0, f"depth={depth!r} must be ≥ 0")
    source = vocabularies() if vocabulary is None else vocabulary
    if isinstance(source, Vocabulary):
        source = st.just(source)
    require(isinstance(source, st.SearchStrategy), f"vocabulary must be a Vocabulary, not {vocabulary!r}")
    return _programs(source, max_rules, depth, titles)


@st.composite
def _programs(
    draw: st.DrawFn, source: st.SearchStrategy[Vocabulary], max_rules: int, depth: int, titles: bool
) -> ir.Program:
    vocabulary = draw(source)
    known = _Known()
    rules: list[ir.Rule] = []
    subjects = _sharing(vocabulary) if draw(st.booleans()) else ()
    if not 0 < len(subjects) <= max_rules:
        subjects = (None,) * draw(st.integers(1, max_rules))
    for number, given in enumerate(subjects):
        subject = given or draw(st.sampled_from([each.name for each in vocabulary]))
        maker = _Maker(draw, vocabulary, subject, known, depth, titles)
        made = maker.title(f"R{number + 1}") if titles and maker.grouped and maker.chance(4) else None
        for each in made or [maker.rule(f"R{number + 1}")]:
            rules.append(each)
            known.learn(each)
    return _arranged(vocabulary, rules)


@st.composite
def quota_programs(draw: st.DrawFn, shape: Shape = "any", vocabulary: Vocabulary = AWARDS) -> ir.Program:
    """Programs of one title under a quota, for `awards.dossiers`: with one limit, with nested ones, or either."""
    maker = _Maker(draw, vocabulary, PERSON, _Known(), 1, True)
    return _arranged(vocabulary, quota_rules(maker, "X", shape))


@st.composite
def score_programs(draw: st.DrawFn, graded: bool = False) -> ir.Program:
    """Programs of one score over `awards.SHEETS`, items within their bounds; with `graded` a grade read off it too."""
    maker = _Maker(draw, SHEETS, [each.name for each in SHEETS][-1], _Known(), 1, True)
    return _arranged(SHEETS, score_rules(maker, graded))


def _arranged(vocabulary: Vocabulary, rules: list[ir.Rule]) -> ir.Program:
    arranged, circle = arrange(rules)
    assert arranged is not None, circle
    quotas = [each for each in rules if isinstance(each, ir.Quota)]
    titles = tuple(
        ir.Title(each.code.removeprefix("chỉ tiêu "), each.subject, each.standard, each.code) for each in quotas
    )
    return ir.Program(vocabulary, *arranged, {LIMIT: NUMBER, MOST_SEATS: NUMBER}, awarded=titles)


def questions(program: ir.Program, *, on: datetime.date = DAY, period: Period = PERIOD) -> st.SearchStrategy[Question]:
    """Questions for a program on that date about that period: small numbers for its parameters, or no limit."""
    values = st.sampled_from(_FEW).map(point)
    seats = st.sampled_from([point(0), point(1), point(2), UNLIMITED])
    drawn = st.fixed_dictionaries({name: seats if name == MOST_SEATS else values for name in program.parameters})
    return drawn.map(lambda parameters: Question(on, period, parameters))


@define
class _Known:
    """What earlier rules decide: conclusions, and values with their types, by type of subject."""

    conclusions: dict[str, list[str]] = field(factory=dict)
    values: dict[str, list[tuple[str, ir.ValueType]]] = field(factory=dict)

    def learn(self, rule: ir.Rule) -> None:
        if isinstance(rule, ir.Criterion | ir.Quota):
            self.conclusions.setdefault(rule.subject, []).extend(ir.codes_of(rule))
        else:
            self.values.setdefault(rule.subject, []).append((rule.code, rule.type))


def _sharing(vocabulary: Vocabulary) -> tuple[str | None, ...]:
    """The types that a reference may lead to, if one leads to several, and the type that has it, whose rule asks."""
    found = ((*each.targets, one.name) for one in vocabulary for each in one.fields if len(each.targets) > 1)
    return next(found, ())


def _apart(walk: ir.Walk, codes: Sequence[str]) -> ir.Apart:
    """The codes by type, where a walk may end at several types."""
    return tuple(zip(walk.ends, codes, strict=True)) if len(codes) > 1 else ()


@define
class _Maker:
    """Draws expressions for one rule. `here` is the types that the element at hand may have."""

    draw: st.DrawFn
    vocabulary: Vocabulary
    subject: str
    known: _Known
    depth: int
    titles: bool = False

    def pick(self, choices: Sequence[T]) -> T:
        return self.draw(st.sampled_from(choices))

    def chance(self, one_in: int) -> bool:
        return self.draw(st.integers(1, one_in)) == one_in

    # ------------------------------------------------------------ rules

    @property
    def grouped(self) -> bool:
        """Whether subjects of this type refer to anybody who may be their group."""
        return any(each.kind is Kind.REFERENCE for each in self._fields((self.subject,)))

    def title(self, code: str) -> list[ir.Rule]:
        """The rules of a title under a quota."""
        return quota_rules(self, code)

    def rule(self, code: str) -> ir.Rule:
        groups = [each.name for each in self._fields((self.subject,)) if each.kind is Kind.REFERENCE]
        kind = self.pick(["criterion", "criterion", "criterion", "formula", "table", *(["rank"] if groups else [])])
        if kind == "criterion":
            return ir.Criterion(code, self.subject, self.requirement(code, self.depth))
        if kind == "rank":
            keys = tuple(self._key() for _ in range(self.draw(st.integers(1, 2))))
            return ir.Rank(code, self.subject, self.pick(groups), keys, ir.WHOLE)
        here = (self.subject,)
        guard = self.condition(here, 1) if self.chance(4) else None
        if kind == "formula":
            value, type_ = self.value(here, self.depth)
            return ir.Quantity(code, self.subject, value, type_, guard)
        return ir.Quantity(code, self.subject, self.table(), NUMBER, guard)

    def _key(self) -> ir.SortKey:
        here = (self.subject,)
        if self.chance(3):
            return ir.SortKey(self.condition(here, 1), self.draw(st.booleans()))
        return ir.SortKey(self.value(here, 1)[0], self.draw(st.booleans()))

    def requirement(self, code: str, depth: int) -> ir.Requirement:
        here = (self.subject,)
        group: Any = self.pick(["leaf", "all", "any", "at_least", "none"]) if depth > 0 else "leaf"
        condition: ir.Condition | None = None
        children: tuple[ir.Requirement, ...] = ()
        least = 0
        if group == "leaf":
            condition = self.condition(here, self.depth)
        else:
            number = self.draw(st.integers(1, 3))
            children = tuple(self.requirement(f"{code}.{n + 1}", depth - 1) for n in range(number))
            least = self.draw(st.integers(1, number)) if group == "at_least" else 0
        guard = self.condition(here, 1) if self.chance(4) else None
        exceptions: tuple[ir.Exempting, ...] = ()
        if self.chance(5):
            within = self.condition(here, 0) if self.chance(2) else None
            exceptions = (ir.Exempting(f"{code}.e", self.condition(here, 1), within),)
        return ir.Requirement(code, group, condition, children, least, guard, exceptions)

    def table(self) -> ir.Table:
        here = (self.subject,)
        number = self.draw(st.integers(1, 3))
        tested, marks = None, tuple[ir.Value, ...]()
        if self.chance(4):
            conditions = [self.condition(here, 1) for _ in range(number)]
        else:
            tested, type_ = self.value(here, 1)
            conditions = [self._test(tested, type_) for _ in range(number)]
            marks = tuple(mark for each in conditions for mark in _marks(each))
        rows = [ir.TableRow(each, ir.Constant(point(self.pick([0, 1, 1, 2])), ir.WHOLE)) for each in conditions]
        if self.chance(2):
            rows.append(ir.TableRow(None, ir.Constant(point(9), ir.WHOLE)))
        if tested is None or self.chance(4):
            return ir.Table(tuple(rows))
        return ir.Table(tuple(rows), tested, marks)

    def _test(self, tested: ir.Value, type_: ir.ValueType) -> ir.Condition:
        condition = self._against_constant(tested, type_)
        if self.chance(4):
            condition = ir.Conjunction((condition, self._against_constant(tested, type_)))
        return ir.Negation(condition) if self.chance(5) else condition

    # ------------------------------------------------------------ ways

    def _fields(self, here: Sequence[str]) -> list[Field]:
        """The fields that all these types have, with one kind."""
        first, *rest = [self.vocabulary.type(each) for each in here]
        assert first is not None
        shared = []
        for each in first.fields:
            others = [other.field(each.name) if other is not None else None for other in rest]
            if all(o is not None and (o.kind, o.options) == (each.kind, each.options) for o in others):
                shared.append(each)
        return shared

    def _collections(self, here: Sequence[str]) -> list[Collection]:
        """The collections of all these types that come from one field."""
        others = [{(each.member, each.via) for each in self.vocabulary.collections(one)} for one in here[1:]]
        found = self.vocabulary.collections(here[0])
        return [each for each in found if all((each.member, each.via) in other for other in others)]

    def walk(self, here: tuple[str, ...]) -> ir.Walk:
        of_subject = here != (self.subject,) and self.chance(4)
        ends: tuple[str, ...] = (self.subject,) if of_subject else here
        start, steps = ends[0], list[str]()
        while len(steps) < 2 and self.chance(3):
            references = [each for each in self._fields(ends) if each.kind is Kind.REFERENCE]
            if not references:
                break
            step = self.pick(references)
            steps.append(step.name)
            ends = step.targets
        return ir.Walk(start, tuple(steps), of_subject, ends)

    def _to_several(self, here: tuple[str, ...]) -> ir.Walk:
        """A walk, more often one to several types where there is such a reference."""
        wide = [each for each in self._fields(here) if each.kind is Kind.REFERENCE and len(each.targets) > 1]
        if not wide or self.chance(2):
            return self.walk(here)
        step = self.pick(wide)
        return ir.Walk(here[0], (step.name,), False, step.targets)

    def members(self, here: tuple[str, ...], depth: int) -> ir.Members | None:
        owner = self.walk(here)
        at = owner.ends
        chain: list[Collection] = []
        while not chain or self.chance(3):
            collections = self._collections(at)
            if not collections:
                break
            chain.append(self.pick(collections))
            at = (chain[-1].member,)
        if not chain:
            return None
        where = self.condition((chain[-1].member,), depth - 1) if self.chance(2) else None
        return ir.Members(owner, tuple(chain), where)

    # ------------------------------------------------------------ values

    def value(self, here: tuple[str, ...], depth: int) -> tuple[ir.Value, ir.ValueType]:
        """A value that has an order: a number, a grade, a date, a year."""
        kinds = ["field", "field", "derived"]
        if depth > 0:
            kinds += [
                "count",
                "ratio",
                "fold",
                "fold",
                "streak",
                "sum",
                "round",
                "choice",
                "shift",
                *(["bounded"] * 2 * self.titles),
            ]
        kind = self.pick(kinds)
        if kind == "bounded":
            return self._bounded(here, depth)
        if kind == "derived":
            derived = self._derived(self._to_several(here))
            if derived is not None:
                return derived, derived.type
        if kind == "shift":
            if self.chance(2):
                return self._of_days(here)
            days, months = self.pick([(0, 12), (-1, 0), (30, 0), (0, -1)])
            dated = self._field_value(here, (Kind.DATE,))
            return ir.Shifted(dated[0] if dated else ir.Asked("on", DATE), days, months, DATE), DATE
        if kind == "sum":
            return self._calculation(here, depth)
        if kind == "choice":
            (one, first), (other, second) = (self.number(here, depth - 1) for _ in range(2))
            type_ = ir.ValueType(Kind.NUMBER, None, first.integral and second.integral)
            if self.chance(2):
                return ir.Otherwise(one, other, type_), type_
            return ir.ExtremeOf(self.chance(2), (one, other), type_), type_
        if kind == "round":
            inner, type_ = self.number(here, depth - 1)
            step = self.pick([Fraction(1), Fraction(1, 10), Fraction(1, 2)])
            rounded = ir.ValueType(Kind.NUMBER, None, step == 1)
            return ir.Rounded(self.pick(list(Rounding)), step, inner, rounded), rounded
        if kind in ("count", "ratio", "fold", "streak"):
            members = self.members(here, depth)
            if members is not None:
                return self._of_members(kind, members, depth)
        found = self._field_value(here, tuple(each for each in Kind if each.is_ordered))
        return found or (ir.Asked("year", YEAR), YEAR)

    def _of_days(self, here: tuple[str, ...]) -> tuple[ir.Value, ir.ValueType]:
        """A day built from its parts, a part of a day, or the months between two."""
        dated = self._field_value(here, (Kind.DATE,))
        day = dated[0] if dated else ir.Asked("on", DATE)
        kind = self.pick(["built", "year", "month", "between"])
        if kind == "built":
            year = ir.DatePart("year", day, YEAR) if self.chance(2) else ir.Asked("year", YEAR)
            month, number = self.pick([(2, 29), (3, 30), (12, 31)])
            return ir.DayOf(year, month, number, DATE), DATE
        if kind == "year":
            return ir.DatePart("year", day, YEAR), YEAR
        if kind == "month":
            return ir.DatePart("month", day, ir.WHOLE), ir.WHOLE
        return ir.MonthsBetween(
            *self.pick([(day, ir.Asked("on", DATE)), (ir.Asked("on", DATE), day)]), ir.WHOLE
        ), ir.WHOLE

    def _bounded(self, here: tuple[str, ...], depth: int) -> tuple[ir.Value, ir.ValueType]:
        """A number or a grade, kept at or above, or at or below, a constant or another one."""
        found = self._field_value(here, (Kind.GRADE,)) if self.chance(2) else None
        value, type_ = found or self.number(here, depth - 1)
        low, high = (self._end(here, type_) if self.draw(st.integers(0, 3)) else None for _ in range(2))
        kept = ir.ValueType(type_.kind, type_.shape, type_.integral and found is not None)
        return ir.Bounded(value, low, high, kept), kept

    def _end(self, here: tuple[str, ...], type_: ir.ValueType) -> ir.Value:
        """An end for a value of that type: a constant, or another value of the same scale."""
        if self.chance(2):
            is_grade = type_.kind is Kind.GRADE
            other = self._field_value(here, (Kind.GRADE,)) if is_grade else self.number(here, 0)
            if other is not None and (not is_grade or _scale(other[1]) == _scale(type_)):
                return other[0]
        return self.constant(type_)[0]

    def _field_value(self, here: tuple[str, ...], kinds: Sequence[Kind]) -> tuple[ir.Value, ir.ValueType] | None:
        walk = self.walk(here)
        fields = [each for each in self._fields(walk.ends) if each.kind in kinds]
        if not fields:
            return None
        shape = self.pick(fields)
        return ir.FieldValue(walk, shape.name, type_of(shape)), type_of(shape)

    def number(self, here: tuple[str, ...], depth: int) -> tuple[ir.Value, ir.ValueType]:
        """A number."""
        value, type_ = self.value(here, max(depth, 0))
        return (value, type_) if type_.kind.is_number else self.constant(NUMBER)

    def _calculation(self, here: tuple[str, ...], depth: int) -> tuple[ir.Value, ir.ValueType]:
        left, left_type = self.number(here, depth - 1)
        if self.chance(6):
            return ir.Opposite(left, left_type), left_type
        right, right_type = self.number(here, depth - 1) if self.chance(2) else self.constant(NUMBER)
        operator: Any = self.pick(["+", "−", "×", "/"])
        whole = left_type.integral and right_type.integral and operator != "/"
        type_ = ir.ValueType(Kind.NUMBER, None, whole)
        return ir.Calculation(operator, left, right, type_), type_

    def _of_members(self, kind: str, members: ir.Members, depth: int) -> tuple[ir.Value, ir.ValueType]:
        inside = (members.element,)
        if kind == "ratio":
            return ir.RatioOf(members, self.condition(inside, depth - 1), NUMBER), NUMBER
        if kind == "fold":
            item, item_type = self.value(inside, depth - 1)
            fold = self.pick(list(Fold) if item_type.kind.is_number else [Fold.MAX, Fold.MIN])
            own = isinstance(item, ir.FieldValue) and item_type.shape is not None
            limits = domain(item_type.shape) if own and item_type.shape is not None else _ANY
            whole = item_type.integral and fold is not Fold.MEAN
            type_ = ir.ValueType(item_type.kind, None if item_type.kind.is_number else item_type.shape, whole)
            by = self._grouping(inside) if fold in (Fold.MAX, Fold.MIN) and item_type.kind.is_number else None
            return ir.FoldOf(fold, item, members, limits, type_, by), type_
        if kind == "streak":
            element = self.vocabulary.type(members.element)
            assert element is not None
            periods = [each for each in element.fields if each.kind is Kind.YEAR]
            if periods:
                key = {members.collections[0].via, periods[0].name}
                unique = len(members.collections) == 1 and set(element.key) == key
                until: ir.Value = ir.Asked("year", YEAR)
                if self.chance(2):
                    until = ir.Calculation("−", until, ir.Constant(point(1), ir.WHOLE), YEAR)
                return ir.StreakOf(until, members, periods[0].name, unique, ir.WHOLE), ir.WHOLE
        return ir.CountOf(members, ir.WHOLE), ir.WHOLE

    def _grouping(self, inside: tuple[str, ...]) -> ir.Value | None:
        """What elements may be grouped by: a field of any kind but the true or false ones, or a quantity."""
        if self.chance(3):
            return None
        kinds = tuple(each for each in Kind if each is not Kind.BOOLEAN)
        found = self._field_value(inside, kinds) if self.chance(2) else self.value(inside, 0)
        return None if found is None else found[0]

    def constant(self, type_: ir.ValueType) -> tuple[ir.Value, ir.ValueType]:
        """A value of that type that the question fixes."""
        shape, kind = type_.shape, type_.kind
        if kind is Kind.DATE:
            day: ir.Value = ir.Asked("on", DATE)
            return (ir.Shifted(day, 0, self.pick([-12, -6, 1]), DATE) if self.chance(2) else day), DATE
        if kind is Kind.YEAR:
            named = ir.Constant(point(self.pick([2020, 2021])), type_)
            return named if self.chance(2) else ir.Asked("year", YEAR), type_
        if kind is Kind.GRADE:
            assert shape is not None
            return ir.Constant(point(self.draw(st.integers(0, len(shape.options) - 1))), type_), type_
        if self.chance(5):
            return ir.Parameter(LIMIT, NUMBER), NUMBER
        number = self.pick(_FEW)
        if shape is not None and shape.low is not None and shape.high is not None and self.chance(2):
            number = (shape.low + shape.high) / 2 / (100 if kind is Kind.PERCENT else 1)
        whole = ir.ValueType(Kind.NUMBER, None, number.denominator == 1)
        return ir.Constant(point(number), whole), whole

    # ------------------------------------------------------------ conditions

    def _concluded(self, walk: ir.Walk) -> ir.Concluded | None:
        """What has been concluded of all types where a walk ends, if something has."""
        known = [self.known.conclusions.get(each, []) for each in walk.ends]
        if not all(known):
            return None
        codes = [self.pick(each) for each in known]
        return ir.Concluded(walk, codes[0], _apart(walk, codes))

    def _derived(self, walk: ir.Walk) -> ir.Derived | None:
        """A value of one kind that all types have where a walk ends, if there is one."""
        known = [self.known.values.get(each, []) for each in walk.ends]
        if not all(known):
            return None
        first, type_ = self.pick(known[0])
        codes, whole = [first], type_.integral
        for each in known[1:]:
            alike = [(code, one) for code, one in each if one.kind is type_.kind and _scale(one) == _scale(type_)]
            if not alike:
                return None
            code, one = self.pick(alike)
            codes.append(code)
            whole = whole and one.integral
        return ir.Derived(walk, first, evolve(type_, integral=whole), _apart(walk, codes))

    def condition(self, here: tuple[str, ...], depth: int) -> ir.Condition:
        """A condition about the element at hand."""
        kinds = ["fact", "fact", "compared", "compared", "option", "present", "concluded", "concluded"]
        if depth > 0:
            kinds += ["share", "share", "every", "every", "count", "count", "not", "all", "any", "two"]
        kind = self.pick(kinds)
        if kind == "fact" and self.titles and self.chance(10):
            return ir.Unstated("văn bản chưa có")
        if kind == "not":
            return ir.Negation(self.condition(here, depth - 1))
        if kind in ("all", "any"):
            operands = tuple(self.condition(here, depth - 1) for _ in range(self.draw(st.integers(2, 3))))
            return ir.Conjunction(operands) if kind == "all" else ir.Disjunction(operands)
        if kind in ("share", "every", "count"):
            members = self.members(here, depth)
            if members is not None:
                return self._about_members(kind, members, depth)
        if kind == "concluded":
            concluded = self._concluded(self._to_several(here))
            if concluded is not None:
                return concluded
        if kind in ("option", "present"):
            found = self._option(here) if kind == "option" else self._present(here)
            if found is not None:
                return found
        walk = self.walk(here)
        booleans = [each.name for each in self._fields(walk.ends) if each.kind is Kind.BOOLEAN]
        if booleans and kind != "compared":
            return ir.Fact(walk, self.pick(booleans))
        value, type_ = self.value(here, depth)
        if kind == "two":
            other, other_type = self.value(here, 0)
            same_scale = type_.kind is not Kind.GRADE or _scale(type_) == _scale(other_type)
            if same_scale and (type_.kind is other_type.kind or (type_.kind.is_number and other_type.kind.is_number)):
                return ir.Compared(self.pick(list(Comparison)), value, other)
        return self._against_constant(value, type_)

    def _about_members(self, kind: str, members: ir.Members, depth: int) -> ir.Condition:
        if kind == "count":
            least = ir.Constant(point(self.draw(st.integers(0, 2))), ir.WHOLE)
            return ir.Compared(self.pick(list(Comparison)), ir.CountOf(members, ir.WHOLE), least)
        inner = self.condition((members.element,), depth - 1)
        if kind == "every":
            return ir.EveryOf(members, inner)
        return ir.RatioCompared(self.pick(list(Comparison)), members, inner, self.constant(NUMBER)[0])

    def _option(self, here: tuple[str, ...]) -> ir.Condition | None:
        found = self._field_value(here, (Kind.CHOICE, Kind.TEXT, Kind.TITLE))
        if found is None:
            return None
        value, type_ = found
        names = type_.shape.options if type_.shape is not None and type_.shape.options else ("a", "b")
        if type_.kind is Kind.TEXT:
            names = tuple(Text(each) for each in names)
        wanted = frozenset(self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=2)))
        if self.chance(2):
            return ir.AmongOf(value, wanted)
        constant = ir.Constant(options([min(wanted)]), type_)
        return ir.Compared(self.pick([Comparison.EQ, Comparison.NE]), value, constant)

    def _present(self, here: tuple[str, ...]) -> ir.Condition | None:
        walk = self.walk(here)
        fields = [each for each in self._fields(walk.ends) if each.may_be_absent]
        if not fields:
            return None
        chosen = self.pick(fields)
        if chosen.kind not in (Kind.BOOLEAN, Kind.REFERENCE) and self.chance(2):
            return ir.PresentOf(ir.FieldValue(walk, chosen.name, type_of(chosen)))
        return ir.PresentFact(walk, chosen.name)

    def _against_constant(self, value: ir.Value, type_: ir.ValueType) -> ir.Condition:
        """A test of a value that has an order against what the question fixes."""
        shape = type_.shape
        if type_.kind is Kind.GRADE and shape is not None and self.chance(3):
            names = [*range(len(shape.options)), *(-1 - n for n in range(len(shape.outside)))]
            return ir.AmongOf(value, frozenset(self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=2))))
        constant, _ = self.constant(type_)
        if self.chance(5) and isinstance(constant, ir.Constant):
            other, _ = self.constant(type_)
            both = [each.value.low for each in (constant, other) if isinstance(each, ir.Constant)]
            return ir.AmongOf(value, frozenset(both))
        return ir.Compared(self.pick(list(Comparison)), value, constant)


def _scale(type_: ir.ValueType) -> tuple[str, ...]:
    return () if type_.shape is None else type_.shape.options


def _marks(condition: ir.Condition) -> list[ir.Value]:
    """The constants against which a test compares, as breakpoints."""
    match condition:
        case ir.Compared(_, _, right):
            return [right]
        case ir.AmongOf(_, wanted):
            numbers = sorted(each for each in wanted if isinstance(each, int | Fraction))
            return [ir.Constant(point(each), NUMBER) for each in numbers]
        case ir.Negation(operand):
            return _marks(operand)
        case ir.Conjunction(operands):
            return [mark for each in operands for mark in _marks(each)]
    return []
