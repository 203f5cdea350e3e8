"""Data in a page stays data."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.report.page.reading import Page
from thidua_rules.report.page.embedding import Texts, as_json

HOSTILE = ["</script>", "<!--", "<script>", "]]>", "\u2028", "&lt;", "\u202e", '"', "\\", "\0"]


@given(st.lists(st.text() | st.sampled_from(HOSTILE)))
def test_whatever_a_text_holds_it_comes_back_from_the_page(texts: list[str]) -> None:
    """A block is one element of data, and its data is what was put in."""
    page = Page(f'<script type="application/json" id="x">{as_json(texts)}</script><p>after</p>')
    assert page.data == {"x": texts}
    assert page.tags == {"script", "p"}
    assert page.text == "after"
    assert json.loads(as_json(texts)) == texts


@given(st.lists(st.text(max_size=3)))
def test_texts_are_numbered_once(texts: list[str]) -> None:
    """The numbers lead back to the texts, and no text is listed twice."""
    numbered = Texts()
    numbers = numbered.numbers(texts)
    assert [numbered.listed[each] for each in numbers] == texts
    assert len(set(numbered.listed)) == len(numbered.listed)
