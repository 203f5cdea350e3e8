"""A title with a quota, and a unit of people for it, built by hand."""

import datetime
from fractions import Fraction
from typing import cast

from thidua_rules.decision import Decision, Identity
from thidua_rules.decision.decision import Words
from thidua_rules.facts.case import Case, Closure, Slot, SubjectId
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import Collection, FactType, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.reference import Reference
from thidua_rules.values import Rounding, point

UNIT, PERSON = "tập thể", "cá nhân"
VOCABULARY = Vocabulary(
    (
        FactType(UNIT, "tap_the", (Field("tên", "ten", Kind.TEXT),)),
        FactType(
            PERSON,
            "ca_nhan",
            (
                Field("đơn vị", "don_vi", Kind.REFERENCE, targets=(UNIT,), reverse="thành viên"),
                Field("đủ", "du", Kind.BOOLEAN),
                Field("điểm", "diem", Kind.INTEGER, Fraction(0), Fraction(100)),
                Field("được hội đồng chọn", "duoc_chon", Kind.BOOLEAN),
            ),
        ),
    )
)
QUESTION = Question(datetime.date(2022, 1, 15), Period(Kind.YEAR, 2021))
WHOLE = ir.ValueType(Kind.INTEGER, None, True)
NUMBER = ir.ValueType(Kind.NUMBER)
OWN = ir.Walk(PERSON, (), False, (PERSON,))
BASE = ir.CountOf(
    ir.Members(ir.Walk(PERSON, ("đơn vị",), False, (UNIT,)), (Collection("thành viên", UNIT, PERSON, "đơn vị"),)), WHOLE
)
POINTS = ir.FieldValue(OWN, "điểm", WHOLE)
CHOSEN = ir.Fact(OWN, "được hội đồng chọn")
REASON = "Điều 26 chưa có nguyên văn"


def number(of: Fraction | int) -> ir.Value:
    """A literal number."""
    return ir.Constant(point(of), NUMBER)


def program(rate: Fraction = Fraction(1, 3), *, ties: ir.Ties = "council", choice: bool = True) -> ir.Program:
    """A title X for so many of the members of a unit, by points; and a title T whose text is not at hand."""
    seats = ir.Bounded(
        ir.Rounded(Rounding.DOWN, Fraction(1), ir.Calculation("×", number(rate), BASE, NUMBER), WHOLE),
        number(1),
        None,
        WHOLE,
    )
    limit = ir.Limit("X.Q1", "đơn vị", seats, None, BASE, True, ir.About(text="1/3 × số thành viên của đơn vị"))
    keys = (ir.SortKey(POINTS, True), *((ir.SortKey(CHOSEN, True, choice=True),) if choice else ()))
    reached = ir.Requirement("X.chuẩn", "leaf", ir.Conjunction((ir.Concluded(OWN, "đủ chuẩn X"),)))
    seated = ir.Requirement("X.chỉ tiêu", "leaf", ir.Concluded(OWN, "chỉ tiêu X"), about=ir.About("trong chỉ tiêu"))
    unstated = ir.Requirement("đủ chuẩn T", "leaf", ir.Unstated(REASON))
    rules: tuple[ir.Rule, ...] = (
        ir.Criterion("đủ chuẩn X", PERSON, ir.Requirement("đủ chuẩn X", "leaf", ir.Fact(OWN, "đủ"))),
        ir.Quota("chỉ tiêu X", PERSON, "đủ chuẩn X", (limit,), keys, ties),
        ir.Criterion("X", PERSON, ir.Requirement("X", "all", None, (reached, seated), about=ir.About("Danh hiệu X"))),
        ir.Criterion("đủ chuẩn T", PERSON, unstated),
        ir.Criterion("T", PERSON, ir.Requirement("T", "leaf", ir.Concluded(OWN, "đủ chuẩn T"))),
    )
    awarded = (ir.Title("X", PERSON, "đủ chuẩn X", "chỉ tiêu X"), ir.Title("T", PERSON, "đủ chuẩn T"))
    return ir.Program(VOCABULARY, rules, tuple(range(len(rules))), awarded=awarded)


def case(*people: tuple[Slot, Slot] | tuple[Slot, Slot, Slot], closed: bool = True) -> Case:
    """A unit `u` of people `p1`, `p2`… of each of whom is said: has the standard, points, and the council's choice."""
    unit = SubjectId(UNIT, "u")
    rows = {f"p{n + 1}": (unit, *each, *([None] * (3 - len(each)))) for n, each in enumerate(people)}
    closures = frozenset([Closure(UNIT), Closure(PERSON)]) if closed else frozenset[Closure]()
    return Case(VOCABULARY, QUESTION.on, QUESTION.period, {UNIT: {"u": ("Cục A",)}, PERSON: rows}, closures)


def decided(made: ir.Program, facts: Case) -> Decision:
    """The decision on these people."""
    record = Reference().run(made, facts, QUESTION)
    identity = Identity("thu/2021", "", str, "", Reference.name)
    return Decision(identity, made, facts, QUESTION, record, lambda *_: cast(Words, None))
