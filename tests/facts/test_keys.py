"""Codes as they are kept, and which of them look alike."""

from hypothesis import given
from hypothesis import strategies as st

from thidua_rules.facts._refusal import Refusal
from thidua_rules.facts.keys import code, likeness
from thidua_rules.source.text import fold

PLAIN = st.text(st.sampled_from("aAyYiIkK10.-_ |;\t\n\x7f"), max_size=6)


@given(PLAIN)
def test_a_code_in_plain_letters_is_one_line_with_single_spaces(written: str) -> None:
    """It is refused if it is blank, of several lines, or has a sign that lists and keys are written with."""
    stripped = written.strip()
    allowed = stripped != "" and not set("|;\n\x7f") & set(stripped)
    try:
        assert code(written) == " ".join(written.split())
    except Refusal:
        assert not allowed
    else:
        assert allowed


@given(PLAIN, PLAIN)
def test_plain_codes_look_alike_as_names_do(one: str, other: str) -> None:
    """Capitals do not tell them apart, nor does y for i where names do not."""
    one, other = (" ".join(each.split()) for each in (one, other))
    assert (likeness(one) == likeness(other)) == (fold(one) == fold(other))
