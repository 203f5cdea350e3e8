"""Random programs, at the level of the intermediate form, and random cases for them."""

import datetime
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from thidua_rules.facts.case import Between, Case, Closure, OneOf, SubjectId
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import Collection, FactType, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.order import arrange
from thidua_rules.program.question import Question
from thidua_rules.program.tables import cut
from thidua_rules.values import ABSENT, Comparison, Fold, Possible, Rounding, point

UNIT, PERSON, RECORD, BLOCK = "tập thể", "cá nhân", "sáng kiến", "khối"
GRADES = ("yếu", "đạt", "tốt")
VOCABULARY = Vocabulary(
    (
        FactType(BLOCK, "khoi", (Field("tên", "ten", Kind.TEXT), Field("đủ", "du", Kind.BOOLEAN))),
        FactType(
            UNIT,
            "tap_the",
            (
                Field("khối", "khoi", Kind.REFERENCE, targets=(BLOCK,), reverse="đơn vị trong khối"),
                Field("tỷ lệ", "ty_le", Kind.PERCENT, Fraction(0), Fraction(100), decimals=1, may_be_absent=True),
                Field("đủ", "du", Kind.BOOLEAN, may_be_absent=True),
                Field("điểm", "diem", Kind.INTEGER, Fraction(0), Fraction(3)),
            ),
        ),
        FactType(
            PERSON,
            "ca_nhan",
            (
                Field("đơn vị", "don_vi", Kind.REFERENCE, targets=(UNIT,), reverse="thành viên", may_be_absent=True),
                Field("mức", "muc", Kind.GRADE, options=GRADES, outside=("không xếp loại",)),
                Field("điểm", "diem", Kind.INTEGER, Fraction(0), Fraction(3), may_be_absent=True),
                Field("đủ", "du", Kind.BOOLEAN),
                Field("ngày", "ngay", Kind.DATE),
            ),
        ),
        FactType(
            RECORD,
            "sang_kien",
            (
                Field("tác giả", "tac_gia", Kind.REFERENCE, targets=(UNIT, PERSON), reverse="sáng kiến"),
                Field("loại", "loai", Kind.CHOICE, options=("a", "b", "c")),
                Field("năm", "nam", Kind.YEAR),
                Field("điểm", "diem", Kind.INTEGER, Fraction(0), Fraction(3)),
                Field("đủ", "du", Kind.BOOLEAN),
            ),
        ),
    )
)
WHOLE = ir.ValueType(Kind.INTEGER, None, True)
NUMBER = ir.ValueType(Kind.NUMBER)
QUESTION = Question(datetime.date(2022, 1, 15), Period(Kind.YEAR, 2021), {"ngưỡng": point(1)})

# where a reference from each type leads, by name
_STEPS = {UNIT: {"khối": BLOCK}, PERSON: {"đơn vị": UNIT}, BLOCK: {}, RECORD: {}}
_MEMBERS = {
    BLOCK: (Collection("đơn vị trong khối", BLOCK, UNIT, "khối"),),
    UNIT: (Collection("thành viên", UNIT, PERSON, "đơn vị"), Collection("sáng kiến", UNIT, RECORD, "tác giả")),
    PERSON: (Collection("sáng kiến", PERSON, RECORD, "tác giả"),),
    RECORD: (),
}


class Known:
    """What the rules made so far offer to later ones: codes of conclusions and of values, by type."""

    def __init__(self) -> None:
        self.conclusions: dict[str, list[str]] = {each.name: [] for each in VOCABULARY}
        self.values: dict[str, list[str]] = {each.name: [] for each in VOCABULARY}


class Making:
    """Draws expressions about a type, seen from an element of it, for a rule about `subject`."""

    def __init__(self, draw: st.DrawFn, known: Known, subject: str) -> None:
        self.draw, self.known, self.subject = draw, known, subject

    def pick(self, options):  # type: ignore[no-untyped-def]
        return self.draw(st.sampled_from(list(options)))

    def walk(self, here: str) -> tuple[ir.Walk, str]:
        of_subject = here != self.subject and self.draw(st.booleans())
        at = start = self.subject if of_subject else here
        steps: list[str] = []
        while _STEPS[at] and self.draw(st.booleans()):
            step = self.pick(_STEPS[at])
            steps.append(step)
            at = _STEPS[at][step]
        return ir.Walk(start, tuple(steps), of_subject, (at,)), at

    def members(self, here: str, depth: int) -> ir.Members | None:
        walk, at = self.walk(here)
        collections: list[Collection] = []
        while _MEMBERS[at] and (not collections or self.draw(st.booleans())):
            collections.append(self.pick(_MEMBERS[at]))
            at = collections[-1].member
        if not collections:
            return None
        where = self.condition(at, depth - 1) if self.draw(st.booleans()) else None
        return ir.Members(walk, tuple(collections), where)

    def constant(self) -> ir.Value:
        kind = self.pick(["number", "parameter", "wide", "sum"])
        if kind == "parameter":
            return ir.Parameter("ngưỡng", WHOLE)
        if kind == "wide":
            return ir.Constant(self.pick([Possible(0, 2), Possible(), point(Fraction(1, 3))]), NUMBER)
        if kind == "sum":
            return ir.Calculation("+", ir.Parameter("ngưỡng", WHOLE), ir.Constant(point(1), WHOLE), WHOLE)
        return ir.Constant(point(self.draw(st.integers(0, 3))), WHOLE)

    def value(self, here: str, depth: int) -> ir.Value:
        walk, at = self.walk(here)
        kind = self.pick(["field", "field", "derived", "count", "count", "ratio", "fold", "sum", "streak", "other"])
        if kind == "derived" and self.known.values[at]:
            return ir.Derived(walk, self.pick(self.known.values[at]), NUMBER)
        if depth > 0 and kind in ("count", "ratio", "fold", "streak"):
            members = self.members(here, depth)
            if members is not None:
                if kind == "count":
                    return ir.CountOf(members, WHOLE)
                if kind == "ratio":
                    return ir.RatioOf(members, self.condition(members.element, depth - 1), NUMBER)
                if kind == "fold":
                    fold = self.pick(Fold)
                    return ir.FoldOf(fold, self.value(members.element, depth - 1), members, Possible(), NUMBER)
                if members.element == RECORD:
                    return ir.StreakOf(ir.Asked("period", WHOLE), members, "năm", self.draw(st.booleans()), WHOLE)
        if depth > 0 and kind == "sum":
            operator = self.pick("+−×/")
            return ir.Calculation(operator, self.value(here, depth - 1), self.value(here, depth - 1), NUMBER)
        if depth > 0 and kind == "other":
            inner = self.value(here, depth - 1)
            made = [ir.Opposite(inner, NUMBER), ir.Rounded(Rounding.NEAREST, Fraction(1, 2), inner, NUMBER)]
            more = self.value(here, depth - 1)
            greatest = self.draw(st.booleans())
            return self.pick([*made, ir.ExtremeOf(greatest, (inner, more), NUMBER), ir.Otherwise(inner, more, NUMBER)])
        declared = VOCABULARY.type(at)
        assert declared is not None
        numbers = [each for each in declared.fields if each.kind in (Kind.INTEGER, Kind.PERCENT)]
        if not numbers:
            return self.constant()
        return ir.FieldValue(walk, self.pick(numbers).name, NUMBER)

    def condition(self, here: str, depth: int) -> ir.Condition:
        walk, at = self.walk(here)
        kinds = ["fact", "compared", "field", "among", "present", "concluded"]
        if depth > 0:
            kinds += ["count", "value", "share", "every", "not", "all", "any", "has"]
        kind = self.pick(kinds)
        declared = VOCABULARY.type(at)
        assert declared is not None
        if kind == "concluded" and self.known.conclusions[at]:
            return ir.Concluded(walk, self.pick(self.known.conclusions[at]))
        if kind == "field":
            name = self.pick(each for each in declared.fields if each.kind is not Kind.BOOLEAN)
            value = ir.FieldValue(walk, name.name, ir.ValueType(name.kind, name))
            if name.kind.is_ordered and name.kind not in (Kind.DATE, Kind.YEAR):
                left, right = value, self.constant()
                if self.draw(st.booleans()):
                    left, right = right, left
                return ir.Compared(self.pick(Comparison), left, right)
            if name.kind is Kind.DATE:
                return ir.Compared(self.pick(Comparison), value, ir.Asked("on", ir.ValueType(Kind.DATE)))
            if name.kind is Kind.YEAR:
                return ir.Compared(self.pick(Comparison), value, ir.Asked("year", ir.ValueType(Kind.YEAR)))
            return ir.PresentOf(value)
        if kind == "among":
            name = self.pick(each for each in declared.fields if each.kind is not Kind.BOOLEAN)
            wanted = self.pick([frozenset([1]), frozenset(["a", "b"]), frozenset([-1, 2])])
            return ir.AmongOf(ir.FieldValue(walk, name.name, ir.ValueType(name.kind, name)), wanted)
        if kind == "present":
            name = self.pick(each for each in declared.fields if each.kind in (Kind.BOOLEAN, Kind.REFERENCE))
            return ir.PresentFact(walk, name.name)
        if kind in ("count", "share", "every") and (members := self.members(here, depth)) is not None:
            inner = self.condition(members.element, depth - 1)
            if kind == "count":
                limit = ir.Constant(point(self.draw(st.integers(0, 2))), WHOLE)
                return ir.Compared(self.pick(Comparison), ir.CountOf(members, WHOLE), limit)
            if kind == "share":
                share = ir.Constant(point(self.pick([Fraction(1, 2), 1, 0, Fraction(7, 10)])), NUMBER)
                return ir.RatioCompared(self.pick(Comparison), members, inner, share)
            return ir.EveryOf(members, inner)
        if kind == "value":
            return ir.Compared(self.pick(Comparison), self.value(here, depth - 1), self.value(here, depth - 1))
        if kind == "has":
            return ir.PresentOf(self.value(here, depth - 1))
        if kind == "not":
            return ir.Negation(self.condition(here, depth - 1))
        if kind in ("all", "any"):
            operands = tuple(self.condition(here, depth - 1) for _ in range(self.draw(st.integers(1, 3))))
            return ir.Conjunction(operands) if kind == "all" else ir.Disjunction(operands)
        if kind == "compared":
            return ir.Compared(self.pick(Comparison), self.value(here, depth - 1), self.constant())
        booleans = [each.name for each in declared.fields if each.kind is Kind.BOOLEAN]
        return ir.Fact(walk, self.pick(booleans))

    def requirement(self, code: str, depth: int) -> ir.Requirement:
        group = self.pick(["leaf", "leaf", "all", "any", "at_least", "none"]) if depth > 0 else "leaf"
        condition, children = None, ()
        if group == "leaf":
            condition = self.condition(self.subject, 2)
        else:
            children = tuple(
                self.requirement(f"{code}.{number}", depth - 1) for number in range(self.draw(st.integers(1, 3)))
            )
        guard = self.condition(self.subject, 1) if self.draw(st.integers(0, 3)) == 0 else None
        exceptions = ()
        if self.draw(st.integers(0, 3)) == 0:
            within = self.condition(self.subject, 0) if self.draw(st.booleans()) else None
            exceptions = (ir.Exempting(f"{code}.e", self.condition(self.subject, 1), within),)
        return ir.Requirement(code, group, condition, children, 1 + depth % 2, guard, exceptions)

    def table(self) -> ir.Table:
        tested = self.value(self.subject, 1) if self.draw(st.booleans()) else None
        rows = []
        for _ in range(self.draw(st.integers(1, 3))):
            if tested is None:
                condition = self.condition(self.subject, 1)
            else:
                mark = ir.Constant(point(self.draw(st.integers(0, 3))), WHOLE)
                condition = ir.Compared(self.pick(Comparison), tested, mark)
            rows.append(ir.TableRow(condition, self.constant()))
        if self.draw(st.booleans()):
            rows.append(ir.TableRow(None, ir.Constant(point(7), WHOLE)))
        return cut(tuple(rows))


@st.composite
def programs(draw: st.DrawFn, rules: int = 5) -> ir.Program:
    """Programs of up to so many rules of every kind."""
    known = Known()
    made: list[ir.Rule] = []
    for number in range(draw(st.integers(1, rules))):
        subject = draw(st.sampled_from([UNIT, PERSON, PERSON, UNIT, BLOCK, RECORD]))
        making = Making(draw, known, subject)
        kind = draw(st.sampled_from(["criterion", "criterion", "criterion", "quantity", "quantity", "rank"]))
        code = f"R{number}"
        if kind == "rank" and subject in (UNIT, PERSON):
            group = "khối" if subject == UNIT else "đơn vị"
            keys = tuple(
                ir.SortKey(
                    making.value(subject, 1) if draw(st.booleans()) else making.condition(subject, 1),
                    draw(st.booleans()),
                )
                for _ in range(draw(st.integers(1, 2)))
            )
            made.append(ir.Rank(code, subject, group, keys, WHOLE))
            known.values[subject].append(code)
        elif kind == "quantity":
            body = making.table() if draw(st.booleans()) else making.value(subject, 2)
            guard = making.condition(subject, 1) if draw(st.booleans()) else None
            made.append(ir.Quantity(code, subject, body, NUMBER, guard))
            known.values[subject].append(code)
        else:
            rule = ir.Criterion(code, subject, making.requirement(code, 2))
            made.append(rule)
            known.conclusions[subject].extend(ir.codes_of(rule))
    arranged, cycle = arrange(made)
    assert arranged is not None, cycle
    return ir.Program(VOCABULARY, *arranged, {"ngưỡng": WHOLE})


_BLOCKS = tuple(SubjectId(BLOCK, key) for key in ("k1", "k2"))
_UNITS = tuple(SubjectId(UNIT, key) for key in ("u1", "u2"))
_PEOPLE = tuple(SubjectId(PERSON, key) for key in ("p1", "p2", "p3"))
_RECORDS = tuple(SubjectId(RECORD, key) for key in ("s1", "s2", "s3"))
_FLAG = st.sampled_from([None, True, False])
_FEW = st.sampled_from([0, 1, 2, 3, None, Between(1, 2), Between(None, 1), OneOf(frozenset([0, 2]))])


@st.composite
def rows(draw: st.DrawFn, subject: SubjectId, unsure: bool = True):  # type: ignore[no-untyped-def]
    """A row of one subject; `unsure` allows references that are not known."""
    missing = [None] if unsure else []
    if subject.type == BLOCK:
        return (draw(st.sampled_from([None, "x"])), draw(_FLAG))
    if subject.type == UNIT:
        return (
            draw(st.sampled_from([*missing, *_BLOCKS, *_BLOCKS])),
            draw(st.sampled_from([None, Decimal("33.3"), 100, Decimal(50), Between(Decimal(20), 60), ABSENT])),
            draw(st.sampled_from([None, True, False, ABSENT])),
            draw(_FEW),
        )
    if subject.type == PERSON:
        partly = [None, ABSENT, OneOf(frozenset(_UNITS))] if unsure else [ABSENT]
        return (
            draw(st.sampled_from([*partly, *_UNITS, *_UNITS, *_UNITS])),
            draw(st.sampled_from([None, -1, 0, 1, 2, Between(1, 2), OneOf(frozenset([-1, 0]))])),
            draw(st.one_of(_FEW, st.just(ABSENT))),
            draw(_FLAG),
            draw(st.sampled_from([None, QUESTION.on.toordinal(), QUESTION.on.toordinal() - 1])),
        )
    return (
        draw(st.sampled_from([*missing, *_UNITS, *_PEOPLE])),
        draw(st.sampled_from([None, "a", "b", "c", OneOf(frozenset(["a", "b"]))])),
        draw(st.sampled_from([None, 2019, 2020, 2021])),
        draw(_FEW),
        draw(_FLAG),
    )


CLOSURES = (
    *(Closure(each.name) for each in VOCABULARY),
    *(Closure(UNIT, each, "đơn vị trong khối") for each in _BLOCKS),
    *(Closure(PERSON, each, "thành viên") for each in _UNITS),
    *(Closure(RECORD, each, "sáng kiến") for each in (*_UNITS, *_PEOPLE)),
)
SUBJECTS = (*_BLOCKS, *_UNITS, *_PEOPLE, *_RECORDS)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Cases of this vocabulary, valid as to references; half of them leave no reference unknown."""
    unsure = draw(st.booleans())
    subjects: dict[str, dict[object, object]] = {BLOCK: {}, UNIT: {}, PERSON: {}, RECORD: {}}
    for each in (*_BLOCKS, *_UNITS, *_PEOPLE, *_RECORDS[: draw(st.integers(0, 3))]):
        subjects[each.type][each.key] = draw(rows(each, unsure))
    closed = frozenset(each for each in CLOSURES if draw(st.booleans()))
    return Case(VOCABULARY, QUESTION.on, QUESTION.period, subjects, closed)  # type: ignore[arg-type]


def findings(program: ir.Program, case: Case, record) -> dict[object, object]:  # type: ignore[no-untyped-def]
    """Everything that a record says."""
    found: dict[object, object] = {}
    for rule in program.rules:
        for subject in case.of_type(rule.subject):
            for code in ir.codes_of(rule):
                read = record.mask if isinstance(rule, ir.Criterion | ir.Quota) else record.value
                found[subject, code] = read(subject, code)
    return found
