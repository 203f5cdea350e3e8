"""Offsets, an editor's positions and the places of findings are three names for one letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_rules.diagnostics import Place
from thidua_rules.editor.pages import Page
from thidua_rules.source.yaml_reading import split_lines

TEXTS = st.text(alphabet=st.sampled_from("aế𝔸🙂e\u0302 :\n\r\x85\u2028"), max_size=30)


@given(text=TEXTS, units=st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_an_offset_comes_back_from_its_position(text: str, units: str) -> None:
    """Every letter that does not end a line has a position of its own, whatever the units."""
    page = Page(text, units)
    for offset, letter in enumerate(text):
        if letter not in "\r\n":
            assert page.offset(page.position(offset)) == offset


@given(text=TEXTS)
def test_lines_are_those_that_findings_count(text: str) -> None:
    """The place of the first letter of each line, as YAML's readers break lines, is that of the line's own text."""
    page = Page(text)
    for number, line in enumerate(split_lines(text), 1):
        start, end = page.span(Place("a", number, 1, max(1, len(line))))
        assert text[start:end].startswith(line)


@pytest.mark.parametrize(("units", "character"), [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)])
def test_a_letter_beyond_the_plane_counts_as_its_units(units: str, character: int) -> None:
    """After `𝔸a` one has gone five bytes, three units of sixteen bits, or two letters."""
    assert Page("x\n𝔸ab", units).position(4) == (1, character)


def test_what_is_beyond_is_at_the_end() -> None:
    """A position behind its line is at the line's end, one behind the text at the text's end."""
    page = Page("ab\ncd")
    assert page.offset((0, 99)) == 2
    assert page.offset((9, 0)) == 5
