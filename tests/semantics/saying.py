"""Rules and dossiers as they are written, for tests that name a case: conditions typed over a small vocabulary."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from thidua_rules.conditions import NameTable, parse
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.reading import read_case
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.names import Names, Scope
from thidua_rules.program.order import arrange
from thidua_rules.program.question import Question
from thidua_rules.program.typing import Typer
from thidua_rules.semantics.reference import Findings, Reference
from thidua_rules.source.text import fold
from thidua_rules.values import Possible, Status, point, status_of

BLOCK, UNIT, PERSON, IDEA, RESULT = "khối", "tập thể", "cá nhân", "sáng kiến", "kết quả năm"
GRADES = ("yếu", "khá", "tốt")
WHOLE = ir.ValueType(Kind.INTEGER, None, True)


def _count(name: str, most: int, absent: bool = False) -> Field:
    return Field(name, "so", Kind.INTEGER, Fraction(0), Fraction(most), may_be_absent=absent)


VOCABULARY = Vocabulary(
    (
        FactType(BLOCK, "khoi", (Field("tên khối", "ten", Kind.TEXT),)),
        FactType(
            UNIT,
            "tap_the",
            (
                Field("khối thi đua", "khoi", Kind.REFERENCE, targets=(BLOCK,), reverse="đơn vị"),
                Field("tỷ lệ giải ngân", "ty_le", Kind.PERCENT, Fraction(0), Fraction(100), decimals=2),
                _count("điểm", 100),
                Field("có kế hoạch", "co_ke_hoach", Kind.BOOLEAN),
            ),
        ),
        FactType(
            PERSON,
            "ca_nhan",
            (
                Field(
                    "thuộc về", "thuoc_ve", Kind.REFERENCE, targets=(UNIT,), reverse="thành viên", may_be_absent=True
                ),
                Field("mức", "muc", Kind.GRADE, options=GRADES, outside=("không xếp loại",)),
                _count("số bằng khen", 9, absent=True),
                Field("đứng đầu", "dung_dau", Kind.BOOLEAN),
            ),
        ),
        FactType(
            IDEA,
            "sang_kien",
            (
                Field("tác giả", "tac_gia", Kind.REFERENCE, targets=(PERSON,), reverse="sáng kiến"),
                Field("loại", "loai", Kind.CHOICE, options=("a", "b")),
            ),
        ),
        FactType(
            RESULT,
            "ket_qua_nam",
            (
                Field("của ai", "cua_ai", Kind.REFERENCE, targets=(PERSON,), reverse="kết quả năm"),
                Field("năm", "nam", Kind.YEAR),
                Field("mức", "muc", Kind.GRADE, options=GRADES, outside=("không xếp loại",)),
            ),
            key=("của ai", "năm"),
        ),
    )
)
MEASURES = {(UNIT, fold("hệ số")): ("hệ số", WHOLE), (UNIT, fold("thứ hạng")): ("thứ hạng", WHOLE)}
TABLE = NameTable.of(
    [
        *(each.name for fact_type in VOCABULARY for each in fact_type.fields),
        *("đơn vị", "thành viên", "sáng kiến", "kết quả năm", "hệ số", "thứ hạng", "năm xét"),
    ]
)


def condition(text: str, subject: str, codes: Mapping[str, str] | None = None) -> ir.Condition:
    """A typed condition; `codes` are the conclusions it may name, with their types of subject."""
    names = Names(VOCABULARY, {}, MEASURES, codes or {})
    return Typer(names).condition(parse(text, TABLE), Scope((subject,), subject))


def value(text: str, subject: str) -> ir.Value:
    """A typed value."""
    return Typer(Names(VOCABULARY, {}, MEASURES, {})).value(parse(text, TABLE), Scope((subject,), subject)).value


def leaf(code: str, text: str, subject: str, codes: Mapping[str, str] | None = None, **more: Any) -> ir.Requirement:
    """A requirement with one condition."""
    return ir.Requirement(code, "leaf", condition(text, subject, codes), **more)


def table(rows: Mapping[str, int], subject: str) -> ir.Table:
    """A table from conditions to whole numbers; `còn lại` stands for the last row."""
    from thidua_rules.program.tables import cut

    made = [
        ir.TableRow(None if text == "còn lại" else condition(text, subject), ir.Constant(point(result), WHOLE))
        for text, result in rows.items()
    ]
    return cut(tuple(made))


def case(dossier: Mapping[str, Any]) -> Case:
    """The case of a dossier asked on 15/01/2022 about 2021."""
    return read_case(VOCABULARY, dossier, on="15/01/2022", period="2021")


def decide(dossier: Mapping[str, Any], *rules: ir.Rule) -> Findings:
    """What the reference finds."""
    arranged, circle = arrange(rules)
    assert arranged is not None, circle
    given = case(dossier)
    return Reference().run(ir.Program(VOCABULARY, *arranged), given, Question(given.on, given.period))


def verdict(dossier: Mapping[str, Any], text: str, subject: str, key: str) -> Status:
    """The verdict on one condition about one subject."""
    found = decide(dossier, ir.Criterion("X", subject, leaf("X", text, subject)))
    return status_of(found.mask(SubjectId(subject, key), "X"))


def amount(dossier: Mapping[str, Any], body: ir.Value | ir.Table, subject: str, key: str) -> Possible:
    """What is found of one value of one subject."""
    found = decide(dossier, ir.Quantity("hệ số", subject, body, WHOLE))
    return found.value(SubjectId(subject, key), "hệ số")
