"""Vietnamese names: what counts as one name, and what a misspelt one may have meant."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_rules.source.text import did_you_mean, fold, normalize, python_name, strip_marks

LETTERS = "aàáảãạăằắâầấbcdđeèéêềghiìíklmnoòóôồơờpqrstuùúưừvxyỳý"
SYLLABLES = st.text(LETTERS, min_size=1, max_size=6)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà giải", "hòa giải"),
        ("thuỷ lợi", "thủy lợi"),
        ("tỷ lệ", "tỉ lệ"),
        ("chiến sỹ", "chiến sĩ"),
        ("tỷ lệ", "Tỷ   Lệ"),
        ("tỷ lệ", "tỷ\u00a0lệ"),
        ("đơn vị", "Đơn vị"),
        ("đơn vị", "Ðơn vị"),
        ("quý", "quí"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    """Tone placement, i/y, case, white space and the Icelandic eth do not distinguish names."""
    assert fold(one) == fold(other)
    assert fold(one) == fold(unicodedata.normalize("NFD", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("ta", "tá"), ("điểm", "diem"), ("tay", "tai"), ("khối", "khôi"), ("cơ sở", "cơ số"), ("tuy", "tui")],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    """Tones, hats and final y after a vowel do distinguish names."""
    assert fold(one) != fold(other)


@given(NAMES)
def test_folding_is_stable_under_form(name: str) -> None:
    """Composed or decomposed, upper case or lower, spaced or not: the key is the same, and folding again keeps it."""
    for other in (unicodedata.normalize("NFD", name), name.upper(), f"  {name.replace(' ', '   ')}\t"):
        assert fold(other) == fold(name)
    assert normalize(normalize(name)) == normalize(name)


@given(NAMES)
def test_every_name_has_a_python_name(name: str) -> None:
    """The attribute is ASCII and a valid identifier."""
    attribute = python_name(name)
    assert attribute.isascii()
    assert attribute.isidentifier()


def test_the_attribute_of_a_phrase() -> None:
    """`tỷ lệ hoàn thành kế hoạch năm` becomes words joined by underscores; a leading digit gets a letter."""
    assert python_name("tỷ lệ hoàn thành kế hoạch năm") == "ty_le_hoan_thanh_ke_hoach_nam"
    assert python_name("5 nội dung") == "n_5_noi_dung"
    assert strip_marks("Đường") == "Duong"


def test_the_nearest_names_come_first() -> None:
    """A missing tone or a slip of a letter finds the declared name; what resembles nothing finds nothing."""
    declared = ["tỷ lệ giải ngân", "tỷ lệ hoàn thành kế hoạch năm", "mức hoàn thành nhiệm vụ"]
    assert did_you_mean("ty le giai ngan", declared)[0] == "tỷ lệ giải ngân"
    assert did_you_mean("tỷ lệ hoàn thành kế hoạch nam", declared)[0] == "tỷ lệ hoàn thành kế hoạch năm"
    assert did_you_mean("xyz", declared) == ()
