"""Values, gaps, changes and places in words."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.report.small import decision
from thidua_rules.advice.changes import Change
from thidua_rules.diagnostics import Place
from thidua_rules.facts.case import Closure, SubjectId
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Gap
from thidua_rules.report.wording import change_words, gap_words, one_line, place_words, value_words, wanted_words
from thidua_rules.values import ABSENT, Possible, point

PERCENT = Field("x", "x", Kind.PERCENT, decimals=2)
GRADE = Field("x", "x", Kind.GRADE, options=("yếu", "đạt", "tốt"), outside=("không xếp loại",))
DATE = Field("x", "x", Kind.DATE)
UNIT = SubjectId("tập thể", "a")
HEAD = SubjectId("cá nhân", "n1")


@pytest.mark.parametrize(
    ("shape", "value", "expected"),
    [
        (PERCENT, point(Fraction(197, 200)), "98,5%"),
        (PERCENT, Possible(Fraction(3, 5), Fraction(4, 5)), "60%..80%"),
        (PERCENT, Possible(Fraction(3, 5), None), "60%.."),
        (PERCENT, Possible(None, None), "chưa biết"),
        (PERCENT, point(Fraction(2, 3)), "≈66,66%"),
        (GRADE, Possible(1, 2), "đạt..tốt"),
        (GRADE, Possible(ordered=False, others=frozenset({-1})), "không xếp loại"),
        (GRADE, Possible(2, 2, others=frozenset({-1}), absent=True), "tốt | không xếp loại | không có"),
        (DATE, point(738170), "15/01/2022"),
        (None, point(3), "3"),
        (None, point(Fraction(1, 3)), "1/3"),
        (None, point(Fraction(26999, 300)), "≈89,99"),
        (None, point(Fraction(-266, 3)), "≈-88,66"),
        (None, point(Fraction(1, 3000)), "≈0,0003"),
    ],
)
def test_what_is_known_of_a_value(shape: Field | None, value: Possible, expected: str) -> None:
    """A value is shown by its type, cut if its decimals do not end, and an interval by its ends."""
    kind = shape.kind if shape is not None else Kind.NUMBER
    assert value_words(ir.ValueType(kind, shape), value, "vi") == expected


def test_one_of_several_values() -> None:
    """Names are quoted, grades in their order; numbers are not quoted."""
    grades = ir.ValueType(Kind.GRADE, GRADE)
    assert wanted_words(grades, frozenset({2, 1, -1}), "vi") == "“không xếp loại” hoặc “đạt” hoặc “tốt”"
    assert wanted_words(ir.ValueType(Kind.CHOICE, None), frozenset({"b", "a"}), "en") == "“a” or “b”"
    whole = ir.ValueType(Kind.INTEGER, Field("x", "x", Kind.INTEGER))
    assert wanted_words(whole, frozenset({12, 3}), "vi") == "3 hoặc 12"


@pytest.mark.parametrize(
    ("change", "vi", "en"),
    [
        (
            Change(UNIT, "tỷ lệ hoàn thành kế hoạch", Decimal("98.5"), 100),
            "tỷ lệ hoàn thành kế hoạch của Cục A tăng 1,5 điểm phần trăm (98,5% → 100%)",
            "tỷ lệ hoàn thành kế hoạch of Cục A rises by 1.5 percentage points (98.5% → 100%)",
        ),
        (
            Change(HEAD, "số ngày nghỉ", 9, 5),
            "số ngày nghỉ giảm 4 ngày (9 → 5)",
            "số ngày nghỉ falls by 4 ngày (9 → 5)",
        ),
        (Change(HEAD, "số ngày nghỉ", ABSENT, 0), "số ngày nghỉ = 0 (nay không có)", "số ngày nghỉ = 0 (now none)"),
        (Change(HEAD, "mức", None, 2), "mức = tốt (nay chưa có)", "mức = tốt (not known now)"),
        (Change(HEAD, "mức", 0, 2), "mức = tốt (nay yếu)", "mức = tốt (now yếu)"),
    ],
)
def test_a_change(change: Change, vi: str, en: str) -> None:
    """A number rises or falls by an amount in its unit; anything else takes a value; another's fact names whose."""
    assert change_words(decision(), change, HEAD, "vi") == vi
    assert change_words(decision(), change, HEAD, "en") == en


@pytest.mark.parametrize(
    ("gap", "vi", "en"),
    [
        (
            Gap(UNIT, "giải ngân đúng tiến độ"),
            "Cục A: Giải ngân có đúng tiến độ không?; minh chứng: Báo cáo giải ngân; người cung cấp: Phòng Kế hoạch",
            "Cục A: Giải ngân có đúng tiến độ không?; evidence: Báo cáo giải ngân; provided by: Phòng Kế hoạch",
        ),
        (
            Gap(UNIT, None, Closure("cá nhân", UNIT, "thành viên")),
            "xác nhận danh sách `thành viên` của Cục A đã đủ",
            "confirm that the list `thành viên` of Cục A is complete",
        ),
        (
            Gap(None, None, Closure("cá nhân")),
            "xác nhận danh sách `cá nhân` đã đủ",
            "confirm that the list of `cá nhân` is complete",
        ),
    ],
)
def test_a_gap(gap: Gap, vi: str, en: str) -> None:
    """A missing fact is asked as the question its field declares; a list that may go on is to be confirmed."""
    assert gap_words(decision(), gap, "vi") == vi
    assert gap_words(decision(), gap, "en") == en


def test_places() -> None:
    """A place is told without its file: sheet and row, line, or path."""
    assert place_words(Place("x.xlsx", line=5, sheet="tập thể"), "vi") == "trang “tập thể”, dòng 5"
    assert place_words(Place("x.yaml", line=5, column=3), "vi") == "dòng 5"
    assert place_words(Place("x.yaml", line=5, column=3), "en") == "line 5"
    assert place_words(Place(path="$.a[2]"), "vi") == "$.a[2]"
    assert place_words(None, "vi") == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n  b", "a b"),
        ("a\x1b[31mb\x07", "a[31mb"),
        ('<b> "x" & y', '<b> "x" & y'),
        ("Nguyễn  Văn\tA", "Nguyễn Văn A"),
    ],
)
def test_text_stays_on_its_line(text: str, shown: str) -> None:
    """Names and texts break no line and steer no terminal; everything else comes out as it is."""
    assert one_line(text) == shown
