"""A wrong condition is answered with a code, the characters concerned, and a hint in both languages."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.conditions import ConditionError, Fault, NameTable, parse
from thidua_rules.diagnostics import Diagnostic

WORDS = ["tỷ lệ hoàn thành kế hoạch năm", "điểm", "mức", "sáng kiến", "được công nhận", "thành viên", "đơn vị"]
NAMES = NameTable.of([*WORDS, "kỳ xét", "ngày xét", "A", "B", "C"])

# (text, code, underlined characters, what the Vietnamese message or hint must contain)
WRONG = [
    ("tỷ lệ hoàn thành kế hoạch nam ≥ 100%", "NAME-01", "tỷ lệ hoàn thành kế hoạch nam", "kế hoạch năm"),
    ("tỷ lệ hoàn thàn kế hoạch năm ≥ 1%", "NAME-01", "tỷ lệ hoàn thàn kế hoạch năm", "tỷ lệ hoàn thành kế hoạch năm"),
    ("giải ngân đúng hạn và A", "NAME-01", "giải ngân đúng hạn", "khai báo"),
    ("điểm = giải ngân đúng hạn", "NAME-01", "giải ngân đúng hạn", "Giá trị là chữ thì viết `“giải ngân đúng hạn”`"),
    ("điểm ≥ hoàn thành tốt và A", "NAME-01", "hoàn thành tốt", "Giá trị là chữ thì viết `“hoàn thành tốt”`"),
    ("", "COND-01", "", ""),
    (" \n ", "COND-01", " \n ", ""),
    ("A" * 10_001, "COND-02", "A" * 10_001, "10000"),
    ("không " * 200 + "A", "COND-03", "không " * 200 + "A", "100"),
    ("1" + "+1" * 300, "COND-03", "1" + "+1" * 300, "100"),
    ("(A và (B", "COND-04", "(", ""),
    ("điểm thuộc {3; 4", "COND-04", "{", ""),
    ("A và B)", "COND-05", ")", ""),
    ("(điểm thuộc {3)}", "COND-05", ")", ""),
    ("mức là “tốt và A", "COND-06", "“tốt và A", ""),
    ("mức là ”tốt”", "COND-06", "”tốt”", ""),
    ("điểm ≥ 98.5", "COND-07", "98.5", "98,5"),
    ("điểm ≥ 98.5%", "COND-07", "98.5%", "98,5%"),
    ("điểm ≥ 0.500", "COND-07", "0.500", "0,500"),
    ("điểm ≥ 1,000", "COND-08", "1,000", "viết `1.000` hoặc `1`"),
    ("điểm ≥ 12,345", "COND-08", "12,345", "viết `12.345` hoặc `12,3450`"),
    ("điểm ≥ 1.0000", "COND-09", "1.0000", "10.000"),
    ("điểm ≥ 1,000,000", "COND-09", "1,000,000", "1.000.000"),
    ("ngày xét = 31/02/2021", "COND-10", "31/02/2021", ""),
    ("ngày xét = 2021-13-01", "COND-10", "2021-13-01", ""),
    ("ngày xét = 5/12/2021", "COND-11", "5/12/2021", "05/12/2021"),
    ("kỳ xét = 2021-2023", "COND-12", "2021-2023", "2021-2022"),
    ("kỳ xét = Q5/2021", "COND-12", "Q5/2021", "Q4"),
    ("kỳ xét = 13/2021", "COND-12", "13/2021", "12"),
    ("điểm thuộc {3, 4}", "COND-13", ",", "{3; 4}"),
    ("điểm thuộc {3,4}", "COND-13", "3,4", "{3; 4}"),
    ("1 < điểm < 3", "COND-14", "<", "từ a đến b"),
    ("A và B hoặc C", "COND-15", "hoặc", "`(A và B) hoặc C` hoặc `A và (B hoặc C)`"),
    ("(A hoặc B và C) và A", "COND-15", "và", "`A hoặc (B và C)` hoặc `(A hoặc B) và C`"),
    ("có sáng kiến trong đó được công nhận và A", "COND-16", "được công nhận", "trong đó (được công nhận và …)"),
    ("mọi thành viên đều không đạt X hoặc A", "COND-16", "không đạt X", "đều (không đạt X) hoặc …"),
    ("có sáng kiến trong đó điểm ≥ 5", "COND-17", "điểm ≥", "trong đó (điểm ≥ …)"),
    ("điểm ≥", "COND-18", "≥", ""),
    ("≥ 3", "COND-18", "≥", ""),
    ("A và", "COND-18", "và", ""),
    ("A và hoặc B", "COND-18", "và", ""),
    ("điểm + × 3", "COND-18", "+", ""),
    ("()", "COND-18", ")", ""),
    ("điểm => 3", "COND-19", "=>", "≥"),
    ("điểm =< 3", "COND-19", "=<", "≤"),
    ("0,5 x điểm", "COND-19", "x", "×"),
    ("A && B", "COND-19", "&&", "và"),
    ("A và đạt", "COND-20", "đạt", ""),
    ("đạt và A", "COND-20", "đạt", ""),
    ("mức là tốt lắm", "COND-21", "tốt lắm", "“tốt lắm”"),
    ("mức là điểm", "COND-21", "điểm", "“điểm”"),
    ("mức thuộc {tốt; “khá”}", "COND-21", "tốt", "“tốt”"),
    ("tỷ lệ thành viên ≥ 5%", "COND-22", "tỷ lệ thành viên", "`tỷ lệ thành viên trong đó"),
    ("có ít nhất 2/3 thành viên", "COND-22", "có ít nhất 2/3 thành viên", "`có ít nhất 2/3 thành viên trong đó"),
    (
        "lớn nhất điểm của thành viên trong đó mức là “b” ≥ 3",
        "COND-17",
        "mức là “b”",
        "`trong đó (mức là “b”) ≥ …`",
    ),
    ("có ít nhất 2/3 số thành viên trong đó A", "COND-23", "số", "bỏ `số`: `… thành viên`"),
    ("có ít nhất 70% số thành viên trong đó A", "COND-23", "số", "bỏ `số`: `… thành viên`"),
    ("số thành viên trong đó điểm ≥ 3 > 2", "COND-17", "điểm ≥ 3", "`trong đó (điểm ≥ 3) > …`"),
    (
        "tổng điểm của thành viên theo mức ≥ 3",
        "COND-30",
        "tổng điểm của thành viên theo mức",
        "`tổng (lớn nhất điểm của thành viên) theo mức`",
    ),
    (
        "tổng nhỏ nhất điểm của thành viên theo từng mức của đơn vị",
        "COND-30",
        "tổng nhỏ nhất điểm của thành viên theo từng mức của đơn vị",
        "`tổng (nhỏ nhất điểm của thành viên) theo từng mức của đơn vị`",
    ),
    (
        "tổng điểm của thành viên trong đó (A) theo mức",
        "COND-30",
        "tổng điểm của thành viên trong đó (A) theo mức",
        "`tổng (lớn nhất điểm của thành viên trong đó (A)) theo mức`",
    ),
    ("A B C", "COND-23", "C", "`và`"),
    ("điểm giảm dần và A", "COND-23", "và", ""),
    ("điểm # 3", "COND-24", "#", ""),
    ("A\u200b", "COND-24", "\u200b", "U+200B"),
    ("điểm từ 3", "COND-26", "3", "đến"),
    ("làm tròn lên đến 0 của (điểm)", "COND-27", "0", ""),
    ("có sáng kiến trog đó được công nhận", "COND-28", "trog đó", "trong đó"),
    ("A va B", "COND-28", "va", "và"),
    ("A and B", "COND-28", "and", "và"),
    ("A hoặc not B", "COND-28", "not", "không"),
    ("điểm ≥ " + "9" * 50, "COND-29", "9" * 50, "40"),
]


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(ConditionError) as caught:
        parse(text, NAMES)
    return caught.value.faults


@pytest.mark.parametrize(("text", "code", "underlined", "says"), WRONG)
def test_fault(text, code, underlined, says):
    """The one fault of a text has its code, points at its characters, and says how to correct it."""
    (fault,) = faults(text)
    assert (fault.code, text[slice(*fault.span)]) == (code, underlined)
    shown = Diagnostic(fault.code, arguments=fault.arguments)
    assert says in f"{shown.message()}\n{shown.hint()}"
    assert shown.message("en")
    assert isinstance(shown.hint("en"), str)


def test_all_unknown_names_and_numbers_are_told_at_once():
    """Unknown names, doubtful numbers and the fault of the grammar come together, in the order of the text."""
    text = "sáng kien ≥ 98.5 và muc = 31/02/2021 hoặc A"
    found = [(fault.code, text[slice(*fault.span)]) for fault in faults(text)]
    assert found == [
        ("NAME-01", "sáng kien"),
        ("COND-07", "98.5"),
        ("NAME-01", "muc"),
        ("COND-10", "31/02/2021"),
        ("COND-15", "hoặc"),
    ]


def test_offsets_refer_to_the_text_as_given():
    """Decomposed letters, tabs and no-break spaces before a fault do not shift it."""
    text = unicodedata.normalize("NFD", "\tđiểm\u00a0≥  98.5")
    (fault,) = faults(text)
    assert text[slice(*fault.span)] == "98.5"


def test_very_deep_parentheses_are_never_a_recursion_error():
    """A thousand useless parentheses are read; a thousand nested conditions are a clean fault."""
    assert parse("(" * 1000 + "A" + ")" * 1000, NAMES) == parse("A", NAMES)
    (fault,) = faults("(B hoặc (A và " * 600 + "A" + "))" * 600)
    assert fault.code == "COND-03"


_BITS = ["A", "điểm", "và", "hoặc", "không", "(", ")", "có", "sáng kiến", "trong đó", "≥", "3", "1,000", "đạt", "T2"]
_BITS += [
    "từ",
    "đến",
    "dưới",
    "{",
    "}",
    ";",
    "“tốt”",
    "“",
    "là",
    "thuộc",
    "mọi",
    "đều",
    "của",
    "số",
    "tỷ lệ",
    "xyz",
    "-",
]


@given(st.lists(st.sampled_from(_BITS), max_size=12).map(" ".join) | st.text(max_size=30))
@settings(max_examples=examples(300), deadline=None)
def test_any_text_is_a_condition_or_has_faults_inside_it(text):
    """Whatever is written, the answer is a tree or faults whose spans and messages are sound."""
    found: tuple[Fault, ...] = ()
    try:
        parse(text, NAMES)
    except ConditionError as error:
        found = error.faults
        if not found:
            raise
    for fault in found:
        assert 0 <= fault.span[0] <= fault.span[1] <= len(text)
        assert all(Diagnostic(fault.code, arguments=fault.arguments).message(lang) for lang in ("vi", "en"))
