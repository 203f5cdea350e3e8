"""Typing: what a condition means, and what is refused with which code."""

from fractions import Fraction

import pytest
from attrs import evolve

from thidua_rules.conditions import NameTable, parse
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.names import Names, Scope, TypeFault
from thidua_rules.program.typing import Typer
from thidua_rules.source.text import fold

GRADES = ("yếu", "đạt", "tốt", "xuất sắc")
VOCABULARY = Vocabulary(
    (
        FactType(
            "tập thể",
            "tap_the",
            (
                Field("tên", "ten", Kind.TEXT),
                Field("tỷ lệ giải ngân", "ty_le_giai_ngan", Kind.PERCENT, decimals=2),
                Field("có kế hoạch", "co_ke_hoach", Kind.BOOLEAN),
                Field("quỹ thưởng", "quy_thuong", Kind.MONEY),
            ),
        ),
        FactType(
            "cá nhân",
            "ca_nhan",
            (
                Field("đơn vị", "don_vi", Kind.REFERENCE, targets=("tập thể",), reverse="thành viên"),
                Field("mức", "muc", Kind.GRADE, options=GRADES, outside=("không xếp loại",)),
                Field("số sáng kiến", "so_sang_kien", Kind.INTEGER),
                Field("ngày tuyển dụng", "ngay_tuyen_dung", Kind.DATE),
                Field("điểm", "diem", Kind.NUMBER, decimals=2, may_be_absent=True),
                Field("là người đứng đầu", "la_nguoi_dung_dau", Kind.BOOLEAN),
            ),
        ),
        FactType(
            "kết quả",
            "ket_qua",
            (
                Field("cá nhân", "ca_nhan", Kind.REFERENCE, targets=("cá nhân",), reverse="kết quả năm"),
                Field("năm", "nam", Kind.YEAR),
                Field("mức", "muc", Kind.GRADE, options=GRADES, outside=("không xếp loại",)),
            ),
            key=("cá nhân", "năm"),
        ),
    )
)
PERCENT = ir.ValueType(Kind.PERCENT)
NAMES = Names(
    VOCABULARY,
    parameters={fold("mức tối thiểu"): ("mức tối thiểu", PERCENT)},
    conclusions={"C1": "cá nhân", "T1": "tập thể"},
)
TABLE = NameTable.of(
    [
        *(each.name for fact_type in VOCABULARY for each in fact_type.fields),
        "thành viên",
        "kết quả năm",
        "mức tối thiểu",
        "ngày xét",
        "kỳ xét",
        "năm xét",
    ]
)


def typed(text: str, subject: str = "cá nhân") -> ir.Condition:
    return Typer(NAMES).condition(parse(text, TABLE), Scope((subject,), subject))


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("là người đứng đầu", ir.Fact, "cá nhân"),
        ("đơn vị có kế hoạch", ir.Fact, "cá nhân"),
        ("mức ≥ “tốt”", ir.Compared, "cá nhân"),
        ("mức là “không xếp loại”", ir.AmongOf, "cá nhân"),
        ("mức thuộc {“tốt”; “xuất sắc”}", ir.AmongOf, "cá nhân"),
        ("tỷ lệ giải ngân của đơn vị ≥ mức tối thiểu", ir.Compared, "cá nhân"),
        ("đơn vị đạt T1", ir.Concluded, "cá nhân"),
        ("ngày tuyển dụng + 8 tháng > ngày xét", ir.Compared, "cá nhân"),
        ("có điểm", ir.PresentFact, "cá nhân"),
        ("có ít nhất 70% thành viên trong đó đạt C1", ir.RatioCompared, "tập thể"),
        ("có ít nhất 2/3 thành viên trong đó đạt C1", ir.RatioCompared, "tập thể"),
        ("có ít nhất 2 thành viên trong đó đạt C1", ir.Compared, "tập thể"),
        ("tỷ lệ thành viên trong đó đạt C1 ≥ 4/5", ir.RatioCompared, "tập thể"),
        ("mọi thành viên đều đạt C1", ir.EveryOf, "tập thể"),
        ("số thành viên ≥ 3", ir.Compared, "tập thể"),
        ("tổng số sáng kiến của thành viên ≥ 3", ir.Compared, "tập thể"),
        ("số năm liên tục đến năm xét - 1 có kết quả năm trong đó (mức ≥ “tốt”) ≥ 2", ir.Compared, "cá nhân"),
        ("có kết quả năm trong đó (năm = 2020 và mức ≥ “tốt”)", ir.Compared, "cá nhân"),
        ("quỹ thưởng ≥ 1.000.000", ir.Compared, "tập thể"),
        ("số sáng kiến / số sáng kiến của đối tượng xét ≥ 50%", ir.Compared, "cá nhân"),
    ],
)
def test_every_form_has_its_meaning(text: str, kind: type, subject: str) -> None:
    """Each form of the language becomes the expression that the semantics names for it."""
    assert isinstance(typed(text, subject), kind)


@pytest.mark.parametrize(
    ("text", "code", "subject"),
    [
        ("số sáng kiến", "TYPE-02", "cá nhân"),
        ("đủ chuẩn C1", "TYPE-03", "cá nhân"),
        ("đạt C9", "TYPE-04", "cá nhân"),
        ("đạt T1", "TYPE-05", "cá nhân"),
        ("số sáng kiến = “tốt”", "TYPE-06", "cá nhân"),
        ("mức ≥ “tôt”", "TYPE-07", "cá nhân"),
        ("số sáng kiến ≥ 95%", "TYPE-08", "cá nhân"),
        ("ngày tuyển dụng ≥ năm xét", "TYPE-09", "cá nhân"),
        ("mức ≥ “không xếp loại”", "TYPE-11", "cá nhân"),
        ("có đơn vị", "TYPE-13", "cá nhân"),
        ("“tốt” = “xuất sắc”", "TYPE-14", "cá nhân"),
        ("số sáng kiến + 3 tháng ≥ 2", "TYPE-15", "cá nhân"),
        ("là người đứng đầu ≥ 1", "TYPE-18", "cá nhân"),
        ("thành viên ≥ 3", "TYPE-19", "tập thể"),
        ("mức + 1 ≥ 2", "TYPE-20", "cá nhân"),
        ("quỹ thưởng + 5% ≥ 2", "TYPE-21", "tập thể"),
        ("có ít nhất 70% thành viên", "TYPE-23", "tập thể"),
        ("có ít nhất 0,7 thành viên", "TYPE-69", "tập thể"),
        ("có ít nhất (2/3) thành viên trong đó đạt C1", "TYPE-69", "tập thể"),
        ("số mức ≥ 3", "TYPE-24", "cá nhân"),
        ("tỷ lệ giải ngân của mức ≥ 95%", "TYPE-25", "cá nhân"),
        ("tỷ lệ giải ngân ≥ 95%", "NAME-02", "cá nhân"),
    ],
)
def test_what_has_no_meaning_is_refused(text: str, code: str, subject: str) -> None:
    """A condition that parses but means nothing is refused with its own code and a place inside the text."""
    with pytest.raises(TypeFault) as caught:
        typed(text, subject)
    assert caught.value.code == code
    start, end = caught.value.span
    assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "text", ["lớn nhất mức của thành viên trong đó mức là “tốt”", "tỷ lệ thành viên trong đó mức ≥ “tốt”"]
)
def test_a_comparison_that_a_filter_needs_in_parentheses_is_told_so(text: str) -> None:
    """What is compared then is the value of the list, not the element's: the hint puts the comparison inside."""
    with pytest.raises(TypeFault) as caught:
        typed(text, "tập thể")
    assert caught.value.code == "TYPE-02"
    for lang in ("vi", "en"):
        assert "`trong đó (mức …)`" in caught.value.arguments[f"hint_{lang}"]


def _union(**instead: object) -> Typer:
    """Pupils and teachers with some fields of the same names, and sheets whose `chủ` is one or the other."""
    teacher, pupil = ("giáo viên", "giao_vien"), ("học sinh", "hoc_sinh")
    count = Field("điểm", "diem", Kind.INTEGER, Fraction(1), Fraction(5))
    grade = Field("mức", "muc", Kind.GRADE, options=GRADES)
    owner = Field("chủ", "chu", Kind.REFERENCE, targets=(teacher[0], pupil[0]), reverse="phiếu")
    other = evolve(count, **{"low": Fraction(0), "high": Fraction(3), **instead})
    types = (
        FactType(*teacher, (count, grade)),
        FactType(*pupil, (other, evolve(grade, outside=("không xếp loại",)))),
        FactType("phiếu", "phieu", (owner,)),
    )
    return Typer(Names(Vocabulary(types)))


def _of_sheet(typer: Typer, text: str) -> ir.Condition:
    table = NameTable.of(["điểm", "mức", "chủ", "phiếu"])
    return typer.condition(parse(text, table), Scope(("phiếu",), "phiếu"))


def test_a_field_behind_a_reference_to_several_types_is_as_wide_as_in_any_of_them() -> None:
    """What both types have with one kind can be named through the reference, within the bounds of either."""
    condition = _of_sheet(_union(may_be_absent=True), "điểm của chủ ≥ 2")
    assert isinstance(condition, ir.Compared)
    assert isinstance(condition.left, ir.FieldValue)
    shape = condition.left.type.shape
    assert shape is not None
    assert (shape.low, shape.high, shape.may_be_absent) == (0, 5, True)
    assert condition.left.walk.ends == ("giáo viên", "học sinh")


def test_a_collection_that_comes_from_one_field_is_had_by_all_its_targets() -> None:
    """The other side of `chủ` can be counted whichever type the owner is of."""
    condition = _of_sheet(_union(), "số phiếu của chủ ≥ 2")
    assert isinstance(condition, ir.Compared)
    assert isinstance(condition.left, ir.CountOf)


@pytest.mark.parametrize(
    ("instead", "text", "code", "said"),
    [
        ({"kind": Kind.TEXT}, "điểm của chủ ≥ 2", "TYPE-26", "số nguyên (`giáo viên`), chữ (`học sinh`)"),
        ({"name": "phạt"}, "điểm của chủ ≥ 2", "TYPE-66", "`học sinh`"),
        ({}, "mức của chủ ≥ “tốt”", "TYPE-26", "không xếp loại (`học sinh`)"),
    ],
)
def test_a_path_that_not_all_types_have_names_the_type_that_lacks_it(
    instead: dict[str, object], text: str, code: str, said: str
) -> None:
    """A field that one type lacks, or has otherwise, is refused with the types and what each of them has."""
    with pytest.raises(TypeFault) as caught:
        _of_sheet(_union(**instead), text)
    assert caught.value.code == code
    assert said in str(caught.value.arguments)


def test_a_percentage_is_a_fraction_of_one() -> None:
    """98,5% in a condition is 197/200."""
    condition = typed("tỷ lệ giải ngân ≥ 98,5%", "tập thể")
    assert isinstance(condition, ir.Compared)
    assert isinstance(condition.right, ir.Constant)
    assert condition.right.value.low == Fraction(197, 200)


def test_a_share_is_not_compared_exactly_with_what_may_be_unlimited() -> None:
    """A parameter that may be `không giới hạn` is no exact threshold: the share is compared as a number."""
    names = evolve(NAMES, unlimited=frozenset(["mức tối thiểu"]))
    tree = parse("tỷ lệ thành viên trong đó đạt C1 ≥ mức tối thiểu", TABLE)
    assert isinstance(Typer(NAMES).condition(tree, Scope(("tập thể",), "tập thể")), ir.RatioCompared)
    assert isinstance(Typer(names).condition(tree, Scope(("tập thể",), "tập thể")), ir.Compared)
