"""One value of one field: what is read, what is refused, and that showing is the inverse of reading."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.diagnostics import CODES
from thidua_rules.facts.case import Between, OneOf, Slot
from thidua_rules.facts.codec import Refusal, UnresolvedKey, decode, encode, parse_text, show
from thidua_rules.facts.lifting import domain, lift
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.values import ABSENT, NONE_KNOWN, Possible

from .sample import GRADES, VOCABULARY, values

FIELDS = {
    (each.name, field.name): field for each in VOCABULARY for field in each.fields if field.kind is not Kind.REFERENCE
}
RATE, PAY = FIELDS["tập thể", "tỷ lệ"], FIELDS["cá nhân", "lương"]
FACTOR, CHILDREN = FIELDS["cá nhân", "hệ số"], FIELDS["cá nhân", "số con"]
GRADE, DAY = FIELDS["cá nhân", "mức"], FIELDS["cá nhân", "ngày vào"]
PROGRAMME, NOTE = FIELDS["tập thể", "có chương trình"], FIELDS["cá nhân", "ghi chú"]
MONTH, YEAR = FIELDS["cá nhân", "tháng"], FIELDS["kết quả năm", "năm"]
DAY_15_12 = datetime.date(2021, 12, 15).toordinal()


@given(st.data())
@settings(max_examples=examples(300), deadline=None)
def test_show_and_decode_are_inverses_of_reading(data: st.DataObject) -> None:
    """What is shown in Vietnamese, or decoded, is read again as the same slot."""
    field = data.draw(st.sampled_from(list(FIELDS.values())))
    slot = encode(field, data.draw(values(field)))
    assert parse_text(field, show(field, slot)) == slot
    assert encode(field, decode(field, slot)) == slot


@pytest.mark.parametrize(
    ("field", "text", "slot"),
    [
        (RATE, "98,5%", Decimal("98.5")),
        (RATE, "98,50 %", Decimal("98.5")),
        (RATE, "60%..80%", Between(60, 80)),
        (RATE, "..80%", Between(None, 80)),
        (RATE, "60%..60%", 60),
        (PAY, "1.234.567", 1234567),
        (PAY, "1.000 đồng", 1000),
        (FACTOR, "-1,125", Decimal("-1.125")),
        (FACTOR, "không có", ABSENT),
        (GRADE, "“Tốt”", 2),
        (GRADE, "không xếp loại", -1),
        (GRADE, "đạt | tốt", OneOf(frozenset({1, 2}))),
        (GRADE, "đạt..tốt", Between(1, 2)),
        (DAY, "15/12/2021", DAY_15_12),
        (DAY, "2021-12-15", DAY_15_12),
        (MONTH, "03/2021", 2021 * 12 + 2),
        (PROGRAMME, "Có", True),
        (PROGRAMME, "sai", False),
        (PROGRAMME, "không", False),
        (PROGRAMME, "không có", ABSENT),
        (NOTE, " a\r\nb ", " a\nb "),
        (NOTE, "a | b .. c", "a | b .. c"),
        (NOTE, "“a” | “b”", OneOf(frozenset({"a", "b"}))),
        (NOTE, "  ", None),
        (RATE, "", None),
    ],
)
def test_texts_are_read(field: Field, text: str, slot: Slot) -> None:
    """The forms of the language mean what its page says."""
    assert parse_text(field, text) == slot


@pytest.mark.parametrize(
    ("field", "text", "code", "hint"),
    [
        (RATE, "98.5%", "FACT-02", "`98,5%`"),
        (RATE, "98,5", "FACT-03", "`98,5%`"),
        (RATE, "98.5", "FACT-02", "`98,5%`"),
        (RATE, "201%", "FACT-05", ""),
        (RATE, "1,230%", "FACT-02", "`1.230%`, `1,23%`"),
        (CHILDREN, "1,234", "FACT-02", "`1.234`"),
        (RATE, "98,555%", "FACT-04", ""),
        (RATE, "80%..60%", "FACT-15", ""),
        (FACTOR, "1,000", "FACT-02", "`1.000`"),
        (FACTOR, "1,234.5", "FACT-02", "`1.234,5`"),
        (FACTOR, "1.00", "FACT-02", "`1,00`"),
        (FACTOR, "5%", "FACT-17", ""),
        (FACTOR, "9" * 31, "FACT-18", ""),
        (FACTOR, "năm", "FACT-01", ""),
        (CHILDREN, "-1", "FACT-05", ""),
        (CHILDREN, "1,5", "FACT-04", ""),
        (CHILDREN, "không có", "FACT-11", ""),
        (GRADE, "tôt", "FACT-06", "“tốt”"),
        (GRADE, "không xếp loại..tốt", "FACT-13", ""),
        (GRADE, "tốt | ", "FACT-14", ""),
        (DAY, "5/3/2021", "FACT-08", "`05/03/2021`"),
        (DAY, "31/02/2021", "FACT-08", ""),
        (DAY, "44545", "FACT-09", "15/12/2021"),
        (YEAR, "21", "FACT-10", ""),
        (MONTH, "2021", "FACT-10", "`03/2021`"),
        (PROGRAMME, "x", "FACT-07", ""),
        (NOTE, "a\x00", "FACT-16", ""),
    ],
)
def test_texts_are_refused_with_the_right_form(field: Field, text: str, code: str, hint: str) -> None:
    """What can be read two ways or does not fit is refused, with the right form where there is one."""
    with pytest.raises(Refusal) as raised:
        parse_text(field, text)
    assert raised.value.code == code
    arguments = {"field": field.name, **raised.value.arguments}
    shown = arguments.get("hint_vi") or CODES[code].hint_vi.format(**arguments)
    assert hint in str(shown)
    assert field.name in CODES[code].vi.format(**arguments)
    assert field.name in CODES[code].en.format(**arguments)


@pytest.mark.parametrize(
    ("field", "value", "slot"),
    [
        (RATE, 98.5, Decimal("98.5")),
        (RATE, 0.07, Decimal("0.07")),
        (CHILDREN, 2.0, 2),
        (FACTOR, Fraction(1, 8), Decimal("0.125")),
        (DAY, datetime.date(2021, 12, 15), DAY_15_12),
        (DAY, datetime.datetime(2021, 12, 15), DAY_15_12),
        (YEAR, 2021, 2021),
        (RATE, {"từ": 60, "đến": "80%"}, Between(60, 80)),
        (RATE, {"từ": "60%", "đến": ""}, Between(60, None)),
        (GRADE, {"một trong": ["tốt", "đạt"]}, OneOf(frozenset({1, 2}))),
    ],
)
def test_native_values_are_taken(field: Field, value: object, slot: Slot) -> None:
    """Native values pass as they are, floats by their shortest text."""
    assert encode(field, value) == slot


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (RATE, float("nan"), "FACT-01"),
        (FACTOR, Decimal("1e999999999"), "FACT-18"),
        (FACTOR, Decimal("1e-999999999"), "FACT-18"),
        (CHILDREN, True, "FACT-12"),
        (CHILDREN, 1.5, "FACT-04"),
        (DAY, 44545, "FACT-09"),
        (DAY, datetime.datetime(2021, 1, 1, 7), "FACT-12"),
        (MONTH, datetime.date(2021, 3, 1), "FACT-10"),
        (YEAR, Decimal("Infinity"), "FACT-10"),
        (YEAR, Decimal("sNaN"), "FACT-10"),
        (NOTE, 5, "FACT-12"),
        (GRADE, {"một trong": []}, "FACT-14"),
        (GRADE, {"trong": ["tốt"]}, "FACT-13"),
        (NOTE, [1], "FACT-12"),
    ],
)
def test_native_values_are_refused(field: Field, value: object, code: str) -> None:
    """A native value of the wrong type, too fine or too large is refused."""
    with pytest.raises(Refusal) as raised:
        encode(field, value)
    assert raised.value.code == code


def test_references_wait_for_the_case() -> None:
    """A code is kept as written until the whole case is known."""
    unit = Field("đơn vị", "don_vi", Kind.REFERENCE, targets=("tập thể",))
    assert parse_text(unit, "a") == UnresolvedKey("tập thể", "a")
    assert encode(unit, ["p", 2021]) == UnresolvedKey("tập thể", ("p", 2021))


def test_lifting() -> None:
    """Percentages become fractions of one, grades ordinals with outcomes outside the order, missing the domain."""
    assert lift(RATE, Decimal("98.5")) == Possible(Fraction(985, 1000), Fraction(985, 1000))
    assert lift(RATE, Between(60, None)) == Possible(Fraction(3, 5), 2)
    assert lift(RATE, None) == domain(RATE) == Possible(0, 2)
    assert domain(GRADE) == Possible(0, len(GRADES) - 1, others=frozenset({-1}), absent=True)
    assert lift(GRADE, -1) == Possible(ordered=False, others=frozenset({-1}))
    assert lift(GRADE, OneOf(frozenset({-1, 1, 3, ABSENT}))) == Possible(1, 3, others=frozenset({-1}), absent=True)
    assert lift(GRADE, ABSENT) == NONE_KNOWN
    assert domain(NOTE) == Possible(ordered=False, others=None, absent=True)


@given(st.data())
@settings(max_examples=examples(200), deadline=None)
def test_a_slot_is_within_its_domain(data: st.DataObject) -> None:
    """What a slot leaves possible is possible for its field."""
    field = data.draw(st.sampled_from(list(FIELDS.values())))
    if field.kind is Kind.BOOLEAN:
        return
    whole, part = domain(field), lift(field, encode(field, data.draw(values(field))))
    assert whole.absent or not part.absent
    assert whole.others is None or (part.others is not None and part.others <= whole.others)
    if part.ordered:
        assert whole.ordered
        assert whole.low is None or (part.low is not None and part.low >= whole.low)
        assert whole.high is None or (part.high is not None and part.high <= whole.high)


def test_a_share_of_1_with_too_many_decimals_is_told_how_to_write_percent() -> None:
    """0.985 in a percentage is not to be rounded: the hint says what it is read as and how 98,5% is written."""
    with pytest.raises(Refusal) as raised:
        encode(RATE, 0.985)
    assert raised.value.code == "FACT-04"
    assert "muốn nói 98,5% thì viết `98,5%`" in raised.value.arguments["hint_vi"]
    assert encode(RATE, 98.555) == Between(Decimal("98.55"), Decimal("98.56"))
