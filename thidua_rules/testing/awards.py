"""Hypothesis strategies for titles under quotas, scores and grades: the rules by which awards are decided.

Quotas come with every shape of seats (a constant rate, a rate by size, a number of the group), limits nested in
others or in other groups, priorities of every kind and all three treatments of ties; the dossiers for them are small
and mostly known, so that all that they may still become can be tried.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Literal, Protocol, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from thidua_rules.facts.case import Between, Case, Closure, Key, OneOf, Row, Slot, SubjectId
from thidua_rules.facts.vocabulary import Collection, FactType, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.bases import with_base
from thidua_rules.testing.strategies_cases import cases, with_completion
from thidua_rules.testing.strategies_values import require, values
from thidua_rules.values import ABSENT, NO_LIMIT, Comparison, Rounding, options, point

Shape = Literal["single", "nested", "any"]

NUMBER = ir.ValueType(Kind.NUMBER)
MOST_SEATS: Final = "số suất nhiều nhất"
"""A parameter that some limits name; it may be `không giới hạn`."""
UNLIMITED: Final = point(NO_LIMIT)

BLOCK, UNIT, PERSON = "khối", "tập thể", "cá nhân"
GRADES = ("chưa đạt", "đạt", "tốt")
_RATES = (Fraction(1, 2), Fraction(1, 3), Fraction(2, 3), Fraction(29, 100), Fraction(2, 5), Fraction(1), Fraction(0))

AWARDS: Final = Vocabulary(
    (
        FactType(BLOCK, "khoi", (Field("số suất", "so_suat", Kind.INTEGER, Fraction(0), Fraction(3)),)),
        FactType(
            UNIT,
            "tap_the",
            (
                Field("số suất", "so_suat", Kind.INTEGER, Fraction(0), Fraction(3), may_be_absent=True),
                Field("hoàn thành", "hoan_thanh", Kind.BOOLEAN),
            ),
        ),
        FactType(
            PERSON,
            "ca_nhan",
            (
                Field("tập thể", "don_vi", Kind.REFERENCE, targets=(UNIT,), reverse="thành viên", may_be_absent=True),
                Field("khối", "khoi", Kind.REFERENCE, targets=(BLOCK,), reverse="người trong khối"),
                Field("mức", "muc", Kind.GRADE, options=GRADES, outside=("không xếp loại",)),
                Field("điểm", "diem", Kind.INTEGER, Fraction(0), Fraction(2), may_be_absent=True),
                Field("quản lý", "quan_ly", Kind.BOOLEAN),
                Field("đủ", "du", Kind.BOOLEAN),
                Field("được hội đồng chọn", "duoc_chon", Kind.BOOLEAN),
            ),
        ),
    )
)
"""Blocks, collectives and people with what quotas ask for: seats, classes of people, grades, a council's choice."""


T = TypeVar("T")


class Making(Protocol):
    """Who draws the expressions of a rule about subjects of one type, as far as awards need it."""

    draw: st.DrawFn
    subject: str

    def pick(self, choices: Sequence[T]) -> T:
        """One of these."""
        ...

    def chance(self, one_in: int) -> bool:
        """Whether a chance of one in that many comes true."""
        ...

    def condition(self, here: tuple[str, ...], depth: int) -> ir.Condition:
        """A condition on an element of one of these types."""
        ...

    def _fields(self, here: Sequence[str]) -> list[Field]: ...


# ---------------------------------------------------------------- quotas


def quota_rules(maker: Making, code: str, shape: Shape = "any") -> list[ir.Rule]:
    """A title with a quota, as it is compiled: its standard, perhaps a rate by size, the quota, the title itself.

    `maker` must be about a type with a reference.
    """
    return _Quotas(maker, code).rules(shape)


class _Quotas:
    """Draws one quota for the subjects of a maker."""

    def __init__(self, maker: Making, code: str) -> None:
        self.maker, self.code = maker, code
        self.subject, self.here = maker.subject, (maker.subject,)
        self.standard, self.name = f"đủ chuẩn {code}", f"chỉ tiêu {code}"
        self.own = ir.Walk(self.subject, (), False, self.here)
        self.groups = [each for each in maker._fields(self.here) if each.kind is Kind.REFERENCE]
        self.extra: list[ir.Rule] = []

    def rules(self, shape: Shape) -> list[ir.Rule]:
        maker = self.maker
        group = maker.pick(self.groups)
        where = self._where()
        limits = [self._limit(1, group, where)]
        number = {"single": 1, "nested": 2 + maker.chance(4), "any": maker.pick([1, 1, 2])}[shape]
        while len(limits) < number:
            limits.append(self._narrower(len(limits) + 1, limits[0], group))
        quantities = {each.code: each for each in self.extra if isinstance(each, ir.Quantity)}
        limits = [with_base(each, self.subject, quantities) for each in limits]
        parts = [ir.Requirement(f"{self.standard}.1", "leaf", self._simple())]
        honest = not any(isinstance(each, ir.Concluded) and each.code == self.standard for each in _conjuncts(where))
        if where is not None and honest and maker.chance(2):
            parts.append(ir.Requirement(f"{self.standard}.2", "leaf", ir.Conjunction((where,))))
            within = True
        else:
            within = (where is None or not honest) and maker.chance(2)
        if within:
            inner = {where, None}
            limits = [
                evolve(each, within_base=True)
                if each.base is not None and each.base.members.where in inner and maker.draw(st.integers(0, 4))
                else each
                for each in limits
            ]
        ties: ir.Ties = maker.pick(["council", "council", "all", "none"])
        standard = ir.Requirement(self.standard, "all", None, tuple(parts))
        reached = ir.Requirement(f"{self.code}.chuẩn", "leaf", ir.Conjunction((ir.Concluded(self.own, self.standard),)))
        seat = ir.Requirement(f"{self.code}.chỉ tiêu", "leaf", ir.Concluded(self.own, self.name))
        return [
            ir.Criterion(self.standard, self.subject, standard),
            *self.extra,
            ir.Quota(self.name, self.subject, self.standard, tuple(limits), self._keys(ties), ties),
            ir.Criterion(self.code, self.subject, ir.Requirement(self.code, "all", None, (reached, seat))),
        ]

    def _simple(self) -> ir.Condition:
        """A condition that is mostly one fact."""
        facts = [each.name for each in self.maker._fields(self.here) if each.kind is Kind.BOOLEAN]
        if facts and not self.maker.chance(4):
            return ir.Fact(self.own, self.maker.pick(facts))
        return self.maker.condition(self.here, 0)

    def _where(self) -> ir.Condition | None:
        kind = self.maker.draw(st.integers(0, 5))
        if kind <= 1:
            return None
        return ir.Concluded(self.own, self.standard) if kind == 5 else self._simple()

    def _base(self, group: Field, where: ir.Condition | None) -> ir.CountOf | None:
        if group.reverse is None or len(group.targets) != 1:
            return None
        owner = ir.Walk(self.subject, (group.name,), False, group.targets)
        found = Collection(group.reverse, group.targets[0], self.subject, group.name)
        return ir.CountOf(ir.Members(owner, (found,), where), ir.WHOLE)

    def _limit(self, number: int, group: Field, where: ir.Condition | None) -> ir.Limit:
        code = f"{self.code}.Q{number}"
        base = self._base(group, where)
        kind = self.maker.pick(["rate", "rate", "rate", "cut", "by size", "of group", "field", "constant", "parameter"])
        if kind == "field":
            found = self._of_group(group)
            if found is not None:
                return ir.Limit(code, group.name, found)
        if kind == "parameter":
            return ir.Limit(code, group.name, ir.Parameter(MOST_SEATS, NUMBER))
        if kind == "constant" or base is None:
            return ir.Limit(code, group.name, ir.Constant(point(self.maker.draw(st.integers(0, 3))), ir.WHOLE))
        if kind == "cut":
            # fewer seats from some size on
            most = self.maker.draw(st.integers(2, 5))
            rest = ir.Calculation("−", ir.Constant(point(most), ir.WHOLE), base, ir.WHOLE)
            return ir.Limit(code, group.name, ir.Bounded(base, None, rest, ir.WHOLE), None, base)
        told = isinstance(where, ir.Concluded) and where.code == self.standard
        if kind == "of group" and not told:
            return ir.Limit(code, group.name, self._number_of_group(group, base))
        if kind == "by size" and not told:
            rate: ir.Value = self._rate_by_size(group, base)
        else:
            rate = ir.Constant(point(self.maker.pick(_RATES)), NUMBER)
        return ir.Limit(code, group.name, self._rounded(ir.Calculation("×", rate, base, NUMBER)), None, base)

    def _rounded(self, seats: ir.Value) -> ir.Value:
        rounding = self.maker.pick([None, Rounding.DOWN, Rounding.DOWN, Rounding.UP, Rounding.NEAREST])
        if rounding is not None:
            seats = ir.Rounded(rounding, Fraction(1), seats, ir.WHOLE)
        if self.maker.chance(4):
            seats = ir.Bounded(seats, ir.Constant(point(self.maker.draw(st.integers(1, 2))), ir.WHOLE), None, ir.WHOLE)
        return seats

    def _rate_by_size(self, group: Field, base: ir.CountOf) -> ir.Value:
        """A rate that a table of the group gives by the size of the same base: seats that need not grow with it."""
        code = f"tỷ lệ {self.code}.{len(self.extra) + 1}"
        target = group.targets[0]
        size = evolve(base, members=evolve(base.members, owner=ir.Walk(target, (), False, (target,))))
        mark = ir.Constant(point(self.maker.draw(st.integers(1, 4))), ir.WHOLE)
        first, second = (ir.Constant(point(self.maker.pick(_RATES)), NUMBER) for _ in range(2))
        rows = (ir.TableRow(ir.Compared(Comparison.LT, size, mark), first), ir.TableRow(None, second))
        self.extra.append(ir.Quantity(code, target, ir.Table(rows, size, (mark,)), NUMBER))
        return ir.Derived(ir.Walk(self.subject, (group.name,), False, group.targets), code, NUMBER)

    def _number_of_group(self, group: Field, base: ir.CountOf) -> ir.Value:
        """Seats that are a quantity of the group: a share of its size, the rate perhaps by size again, or a few."""
        target = group.targets[0]
        size = evolve(base, members=evolve(base.members, owner=ir.own(target)))
        rate = self._rate_by_size(group, base) if self.maker.chance(2) else None
        shared: ir.Value = ir.Constant(point(self.maker.pick(_RATES)), NUMBER)
        if isinstance(rate, ir.Derived):
            shared = evolve(rate, walk=ir.own(target))
        seats = self._rounded(ir.Calculation("×", shared, size, NUMBER))
        code = f"số suất {self.code}.{len(self.extra) + 1}"
        body: ir.Value | ir.Table = seats
        if self.maker.chance(3):
            few = ir.Compared(Comparison.LT, size, ir.Constant(point(2), ir.WHOLE))
            body = ir.Table((ir.TableRow(few, ir.Constant(point(1), ir.WHOLE)), ir.TableRow(None, seats)), None, ())
        self.extra.append(ir.Quantity(code, target, body, NUMBER))
        return ir.Derived(ir.group_of(self.subject, group.name, target), code, NUMBER)

    def _of_group(self, group: Field) -> ir.Value | None:
        walk = ir.Walk(self.subject, (group.name,), False, group.targets)
        numbers = [each for each in self.maker._fields(group.targets) if each.kind is Kind.INTEGER]
        if not numbers:
            return None
        chosen = self.maker.pick(numbers)
        return ir.FieldValue(walk, chosen.name, ir.ValueType(Kind.INTEGER, chosen, True))

    def _narrower(self, number: int, first: ir.Limit, group: Field) -> ir.Limit:
        """A limit on a class of candidates, reckoned from the first one's seats or anew, perhaps in another group."""
        counts = None if self.maker.chance(6) else self._simple()
        if self.maker.chance(2):
            rate = ir.Constant(point(self.maker.pick(_RATES)), NUMBER)
            seats = self._rounded(ir.Calculation("×", rate, first.seats, NUMBER))
            return ir.Limit(f"{self.code}.Q{number}", first.group, seats, counts, first.base)
        other = self.maker.pick(self.groups) if self.maker.chance(2) else group
        limit = self._limit(number, other, self._where())
        return evolve(limit, counts=counts)

    def _keys(self, ties: ir.Ties) -> tuple[ir.SortKey, ...]:
        maker = self.maker
        keys = []
        for _ in range(maker.draw(st.integers(0, 2))):
            scales = [each for each in maker._fields(self.here) if each.kind in (Kind.INTEGER, Kind.GRADE)]
            if scales and not maker.chance(3):
                chosen = maker.pick(scales)
                value: ir.Value | ir.Condition = ir.FieldValue(
                    self.own, chosen.name, ir.ValueType(chosen.kind, chosen, True)
                )
            else:
                value = self._simple()
            keys.append(ir.SortKey(value, bool(maker.draw(st.integers(0, 2)))))
        council = [each for each in maker._fields(self.here) if each.name == "được hội đồng chọn"]
        if ties == "council" and council and maker.chance(2):
            keys.append(ir.SortKey(ir.Fact(self.own, council[0].name), True, choice=True))
        return tuple(keys)


def _conjuncts(condition: ir.Condition | None) -> Sequence[ir.Condition]:
    return condition.operands if isinstance(condition, ir.Conjunction) else () if condition is None else (condition,)


# ---------------------------------------------------------------- scores and grades

SHEETS: Final = Vocabulary(
    (
        FactType(UNIT, "tap_the", (Field("mức", "muc", Kind.GRADE, options=GRADES, outside=("không xếp loại",)),)),
        FactType(
            "phiếu",
            "phieu",
            (
                Field("tập thể", "don_vi", Kind.REFERENCE, targets=(UNIT,), reverse="phiếu", may_be_absent=True),
                Field("số lần", "so_lan", Kind.INTEGER, Fraction(0), Fraction(4)),
                Field("số buổi", "so_buoi", Kind.NUMBER, Fraction(0), Fraction(2), decimals=2, may_be_absent=True),
                Field("có nhiệm vụ", "co_nhiem_vu", Kind.BOOLEAN),
                Field("vi phạm", "vi_pham", Kind.BOOLEAN),
            ),
        ),
    )
)
"""Collectives with a grade, and sheets of theirs on which points are taken off and added."""
_SHEET = "phiếu"
_QUARTER = Fraction(1, 4)


@st.composite
def _score_rules(draw: st.DrawFn, maker: Making) -> list[ir.Rule]:
    own = ir.Walk(_SHEET, (), False, (_SHEET,))
    rules: list[ir.Rule] = []
    items: list[ir.Value] = []
    for number in range(draw(st.integers(1, 3))):
        code, most = f"S.{number + 1}", draw(st.integers(1, 16)) * _QUARTER
        counted = ir.FieldValue(own, maker.pick(["số lần", "số buổi"]), NUMBER)
        off: ir.Value = ir.Calculation(
            "×", _number(maker.pick([_QUARTER, Fraction(1, 2), Fraction(1), Fraction(4)])), counted, NUMBER
        )
        if maker.chance(3):
            off = ir.Calculation("+", off, _number(_QUARTER), NUMBER)
        if maker.chance(3):
            off = ir.Bounded(off, None, _number(most / 2), NUMBER)
        value = off if maker.chance(3) else ir.Calculation("−", _number(most), off, NUMBER)
        value = ir.Bounded(value, _number(0), _number(most), NUMBER)
        body: ir.Value | ir.Table = value
        if maker.chance(3):
            applies = ir.TableRow(maker.condition((_SHEET,), 0), value)
            otherwise = [ir.TableRow(None, _number(maker.pick([Fraction(0), most])))]
            body = ir.Table((applies, *(otherwise if draw(st.integers(0, 3)) else [])))
        rules.append(ir.Quantity(code, _SHEET, body, NUMBER))
        items.append(ir.Derived(own, code, NUMBER))
    total: ir.Value = items[0]
    for each in items[1:]:
        total = ir.Calculation("+", total, each, NUMBER)
    if maker.chance(3):
        total = ir.Rounded(maker.pick(list(Rounding)), maker.pick([_QUARTER, Fraction(1)]), total, NUMBER)
    rules.append(ir.Quantity("S", _SHEET, ir.Bounded(total, _number(0), _number(6), NUMBER), NUMBER))
    return rules


@st.composite
def _grade_rules(draw: st.DrawFn, maker: Making) -> list[ir.Rule]:
    own = ir.Walk(_SHEET, (), False, (_SHEET,))
    level = ir.ValueType(Kind.GRADE, Field("G", "g", Kind.GRADE, options=GRADES, outside=("không xếp loại",)), True)
    total = ir.Derived(own, "S", NUMBER)
    marks = sorted(draw(st.lists(st.integers(1, 24), min_size=1, max_size=3, unique=True)), reverse=True)
    cuts = tuple(_number(each * _QUARTER) for each in marks)
    sign = maker.pick([Comparison.GE, Comparison.GT])
    plain = maker.chance(3)
    rows = []
    for mark, grade in zip(cuts, (2, 1, 0), strict=False):
        row: ir.Condition = ir.Compared(sign, total, mark)
        if plain:
            row = ir.Conjunction((row, maker.condition((_SHEET,), 0)))
        rows.append(ir.TableRow(row, ir.Constant(point(grade), level)))
    if draw(st.integers(0, 3)):
        last = maker.pick([point(0), options([-1])])
        rows.append(ir.TableRow(None, ir.Constant(last, level)))
    table = ir.Table(tuple(rows)) if plain else ir.Table(tuple(rows), total, cuts)
    rules: list[ir.Rule] = [ir.Quantity("G (bảng)", _SHEET, table, level)]
    before = ir.Derived(own, "G (bảng)", level)
    for number in range(draw(st.integers(0, 2))):
        code = f"G (Đ{number + 1})"
        unit = ir.FieldValue(ir.Walk(_SHEET, ("tập thể",), False, (UNIT,)), "mức", level)
        lower = ir.Calculation("−", before, ir.Constant(point(1), ir.WHOLE), level)
        changes: list[ir.Value] = [
            ir.Bounded(lower, ir.Constant(point(0), level), None, level),
            ir.Bounded(before, None, unit, level),
            ir.Bounded(before, unit, None, level),
            ir.Constant(options([-1]), level),
        ]
        rows = [ir.TableRow(maker.condition((_SHEET,), 0), maker.pick(changes)), ir.TableRow(None, before)]
        # a grade outside the order has none below it: it stays
        rows.insert(0, ir.TableRow(ir.AmongOf(before, frozenset([-1])), before))
        rules.append(ir.Quantity(code, _SHEET, ir.Table(tuple(rows)), level))
        before = ir.Derived(own, code, level)
    reached = ir.Compared(
        maker.pick([Comparison.GE, Comparison.EQ, Comparison.LT]), before, ir.Constant(point(1), level)
    )
    rules.append(ir.Criterion("K", _SHEET, ir.Requirement("K", "leaf", reached)))
    return rules


def score_rules(maker: Making, graded: bool) -> list[ir.Rule]:
    """A score as it is compiled, items within their bounds and their sum; with `graded` the grade read off it too.

    `maker` must be about the sheets of `SHEETS`.
    """
    found = maker.draw(_score_rules(maker))
    return found + (maker.draw(_grade_rules(maker)) if graded else [])


def _number(number: Fraction | int) -> ir.Constant:
    return ir.Constant(point(Fraction(number)), NUMBER)


# ---------------------------------------------------------------- dossiers


def dossiers(
    vocabulary: Vocabulary = AWARDS, *, people: int = 5, unknown: int = 3, closed: bool | None = None
) -> st.SearchStrategy[Case]:
    """Small cases in which at most `unknown` facts are missing or partly known, with up to `people` of the last type.

    `closed` True: all types are closed; None: all are in most cases, some are not in the others.
    Raises InvalidArgument for arguments of another kind.
    """
    require(isinstance(vocabulary, Vocabulary), f"vocabulary must be a Vocabulary, not {vocabulary!r}")
    require(isinstance(people, int) and people >= 0, f"people={people!r} must be ≥ 0")
    require(isinstance(unknown, int) and unknown >= 0, f"unknown={unknown!r} must be ≥ 0")
    return _dossiers(vocabulary, people, unknown, closed)


@st.composite
def _dossiers(draw: st.DrawFn, vocabulary: Vocabulary, people: int, unknown: int, closed: bool | None) -> Case:
    case: Case = draw(cases(vocabulary, max_subjects=2, complete=True, closed=True))
    last = list(vocabulary)[-1]
    subjects: dict[str, dict[Key, Row]] = {name: dict(rows) for name, rows in case.subjects.items()}
    owners = {each.name: [SubjectId(each.name, key) for key in subjects[each.name]] for each in vocabulary}
    homes = all(owners[name] for each in last.fields if not each.may_be_absent for name in each.targets)
    number = draw(st.integers(1, people)) if people and homes else 0
    subjects[last.name] = {
        f"p{n + 1}": tuple(draw(_known(each, owners)) for each in last.fields) for n in range(number)
    }
    places = [(name, key, n) for name, rows in subjects.items() for key, row in rows.items() for n in range(len(row))]
    for name, key, n in draw(st.lists(st.sampled_from(places), max_size=unknown, unique=True)) if places else []:
        declared = next(each for each in vocabulary if each.name == name).fields[n]
        row = subjects[name][key]
        subjects[name][key] = (*row[:n], draw(_unsure(declared, row[n], owners)), *row[n + 1 :])
    closures = {Closure(each.name) for each in vocabulary}
    if closed is None and draw(st.integers(0, 4)) == 0:
        closures = {each for each in closures if draw(st.booleans())}
        for each in last.fields:
            for owner in (owner for target in each.targets for owner in owners[target]):
                if each.reverse is not None and draw(st.booleans()):
                    closures.add(Closure(last.name, owner, each.reverse))
    made = evolve(case, subjects=subjects, closed=frozenset(closures))
    return with_completion(made)


def _known(declared: Field, owners: dict[str, list[SubjectId]]) -> st.SearchStrategy[Slot]:
    if declared.kind is not Kind.REFERENCE:
        return values(declared)
    found = [each for target in declared.targets for each in owners[target]]
    first = [found[0]] * 3 if found else []
    return st.sampled_from([*first, *found, *([ABSENT] if declared.may_be_absent else [])])


def _unsure(declared: Field, slot: Slot, owners: dict[str, list[SubjectId]]) -> st.SearchStrategy[Slot]:
    """Less than a fact: nothing, an interval or a set around it."""
    ways: list[Slot] = [None, None]
    if declared.kind is Kind.REFERENCE:
        found = frozenset(each for target in declared.targets for each in owners[target])
        ways += [OneOf(found)] if len(found) > 1 else []
    elif declared.kind in (Kind.INTEGER, Kind.GRADE) and isinstance(slot, int) and slot >= 0:
        top = len(declared.options) - 1 if declared.options else int(declared.high or 3)
        if slot < top:
            ways.append(Between(slot, slot + 1))
        if declared.outside:
            ways.append(OneOf(frozenset([slot, -1])))
        if declared.may_be_absent:
            ways.append(OneOf(frozenset([slot, ABSENT])))
    return st.sampled_from(ways)
