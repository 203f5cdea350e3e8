"""A small world for proofs: collectives with members, yearly results, and rules of every kind about them."""

import datetime
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from thidua_rules.conditions import NameTable, parse
from thidua_rules.facts.case import Between, Case, Closure, OneOf, SubjectId
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.names import Names, Scope
from thidua_rules.program.order import arrange
from thidua_rules.program.question import Question
from thidua_rules.program.typing import Typer
from thidua_rules.source.text import fold
from thidua_rules.values import ABSENT, Possible

GRADES = ("yếu", "đạt", "tốt")
UNIT, PERSON, RESULT, BLOCK = "tập thể", "cá nhân", "kết quả", "khối"

VOCABULARY = Vocabulary(
    (
        FactType(BLOCK, "khoi", (Field("tên", "ten", Kind.TEXT),)),
        FactType(
            UNIT,
            "tap_the",
            (
                Field("khối", "khoi", Kind.REFERENCE, targets=(BLOCK,), reverse="đơn vị trong khối"),
                Field("tỷ lệ giải ngân", "ty_le", Kind.PERCENT, Fraction(0), Fraction(100), decimals=1),
                Field("có kế hoạch", "co_ke_hoach", Kind.BOOLEAN),
                Field("điểm", "diem", Kind.INTEGER, Fraction(0), Fraction(3)),
            ),
        ),
        FactType(
            PERSON,
            "ca_nhan",
            (
                Field("đơn vị", "don_vi", Kind.REFERENCE, targets=(UNIT,), reverse="thành viên"),
                Field("mức", "muc", Kind.GRADE, options=GRADES, outside=("không xếp loại",)),
                Field("số sáng kiến", "so_sang_kien", Kind.INTEGER, Fraction(0), Fraction(2), may_be_absent=True),
                Field("đứng đầu", "dung_dau", Kind.BOOLEAN),
            ),
        ),
        FactType(
            RESULT,
            "ket_qua",
            (
                Field("người", "nguoi", Kind.REFERENCE, targets=(PERSON,), reverse="kết quả năm"),
                Field("năm", "nam", Kind.YEAR),
                Field("mức", "muc", Kind.GRADE, options=GRADES, outside=("không xếp loại",)),
            ),
            key=("người", "năm"),
        ),
    )
)
WHOLE = ir.ValueType(Kind.INTEGER, None, True)
MEASURES = {
    (PERSON, fold("điểm thưởng")): ("điểm thưởng", WHOLE),
    (UNIT, fold("thứ hạng")): ("thứ hạng", WHOLE),
}
NAMES = Names(VOCABULARY, {}, MEASURES, {"C1": PERSON, "C1.2": PERSON, "T1": UNIT, "H": PERSON})
TABLE = NameTable.of(
    [
        *(each.name for fact_type in VOCABULARY for each in fact_type.fields),
        *("thành viên", "kết quả năm", "đơn vị trong khối", "điểm thưởng", "thứ hạng", "năm xét"),
    ]
)


def condition(text: str, subject: str) -> ir.Condition:
    """A typed condition of this world."""
    return Typer(NAMES).condition(parse(text, TABLE), Scope((subject,), subject))


def leaf(code: str, text: str, subject: str, guard: str | None = None, unless: str | None = None) -> ir.Requirement:
    """A leaf, guarded or excused."""
    exceptions = () if unless is None else (ir.Exempting(f"{code}.e", condition(unless, subject)),)
    within = None if guard is None else condition(guard, subject)
    return ir.Requirement(code, "leaf", condition(text, subject), guard=within, exceptions=exceptions)


def _program() -> ir.Program:
    person = (
        leaf("C1.1", "mức ≥ “tốt”", PERSON, unless="đứng đầu và số sáng kiến ≥ 2"),
        ir.Requirement(
            "C1.2",
            "at_least",
            least=2,
            children=(
                leaf("C1.2.a", "số sáng kiến ≥ 1", PERSON),
                leaf("C1.2.b", "đứng đầu", PERSON),
                leaf("C1.2.c", "đơn vị có kế hoạch", PERSON, guard="không đứng đầu"),
            ),
        ),
        leaf("C1.3", "số năm liên tục đến năm xét - 1 có kết quả năm trong đó (mức ≥ “đạt”) ≥ 1", PERSON),
        leaf("C1.4", "điểm thưởng ≥ 1 hoặc không có kết quả năm trong đó (mức là “yếu”)", PERSON),
    )
    unit = (
        leaf("T1.1", "tỷ lệ giải ngân ≥ 95%", UNIT, guard="có kế hoạch"),
        leaf("T1.2", "có ít nhất 50% thành viên trong đó đạt C1", UNIT),
        leaf("T1.3", "mọi thành viên đều (mức ≥ “đạt”)", UNIT),
        leaf("T1.4", "có thành viên trong đó (số sáng kiến ≥ 1)", UNIT),
        leaf("T1.5", "tổng điểm thưởng của thành viên ≥ 2 hoặc số kết quả năm của thành viên ≥ 2", UNIT),
    )
    head = (
        leaf("H.1", "đơn vị đạt T1", PERSON, guard="đứng đầu"),
        leaf("H.2", "thứ hạng của đơn vị ≤ 1", PERSON),
        leaf("H.3", "không (đơn vị đạt T1 và đạt C1)", PERSON),
    )
    whole = Possible
    table = ir.Table(
        (
            ir.TableRow(condition("mức ≥ “tốt”", PERSON), ir.Constant(whole(2, 2), WHOLE)),
            ir.TableRow(condition("mức là “không xếp loại”", PERSON), ir.Constant(whole(0, 0), WHOLE)),
            ir.TableRow(condition("mức ≥ “đạt”", PERSON), ir.Constant(whole(1, 1), WHOLE)),
        ),
    )
    points = Typer(NAMES).value(parse("điểm", TABLE), Scope((UNIT,), UNIT)).value
    rules: list[ir.Rule] = [
        ir.Criterion("C1", PERSON, ir.Requirement("C1", "all", children=person)),
        ir.Criterion("T1", UNIT, ir.Requirement("T1", "all", children=unit)),
        ir.Criterion("H", PERSON, ir.Requirement("H", "any", children=head)),
        ir.Quantity("điểm thưởng", PERSON, table, WHOLE),
        ir.Rank("thứ hạng", UNIT, "khối", (ir.SortKey(points, True),), WHOLE),
    ]
    arranged, cycle = arrange(rules)
    assert arranged is not None, cycle
    return ir.Program(VOCABULARY, *arranged)


PROGRAM = _program()
QUESTION = Question(datetime.date(2022, 1, 15), Period(Kind.YEAR, 2021))
_BLOCKS = tuple(SubjectId(BLOCK, key) for key in ("k1", "k2"))
_UNITS = tuple(SubjectId(UNIT, key) for key in ("u1", "u2"))
_PEOPLE = tuple(SubjectId(PERSON, key) for key in ("p1", "p2", "p3"))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Cases of this world: facts missing, partial and known; types and rosters open and closed."""
    grade = st.sampled_from([None, -1, 0, 1, 2, Between(1, 2), OneOf(frozenset([-1, 0]))])
    flag = st.sampled_from([None, True, False])
    units = {
        each.key: (
            draw(st.sampled_from([None, *_BLOCKS])),
            draw(st.sampled_from([None, Decimal("94.9"), 95, Between(90, 96)])),
            draw(flag),
            draw(st.sampled_from([None, 0, 1, 2])),
        )
        for each in draw(st.sampled_from([_UNITS, _UNITS[:1]]))
    }
    present = [each for each in _UNITS if each.key in units]
    count = draw(st.integers(0, 3))
    people = {
        each.key: (
            draw(st.sampled_from([None, *present, *present])),
            draw(grade),
            draw(st.sampled_from([None, ABSENT, 0, 1, 2, Between(1, 2)])),
            draw(flag),
        )
        for each in _PEOPLE[:count]
    }
    results = {
        (key, year): (SubjectId(PERSON, key), year, draw(grade))
        for key in people
        for year in (2019, 2020)
        if draw(st.booleans())
    }
    closures = [Closure(BLOCK), Closure(UNIT), Closure(PERSON), Closure(RESULT)]
    closures += [Closure(PERSON, each, "thành viên") for each in present]
    closures += [Closure(UNIT, each, "đơn vị trong khối") for each in _BLOCKS]
    closures += [Closure(RESULT, SubjectId(PERSON, key), "kết quả năm") for key in people]
    closed = frozenset(each for each in closures if draw(st.booleans()))
    subjects = {BLOCK: {each.key: (None,) for each in _BLOCKS}, UNIT: units, PERSON: people, RESULT: results}
    case = Case(VOCABULARY, QUESTION.on, QUESTION.period, subjects, closed)
    for subject, name in [(each, "đơn vị") for each in case.of_type(PERSON)] + [(each, "khối") for each in present]:
        candidates, fresh = case.candidates(subject, name)
        if case.slot(subject, name) is None and not candidates and not fresh:
            return Case(VOCABULARY, QUESTION.on, QUESTION.period, subjects)
    return case
