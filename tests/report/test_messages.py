"""The words of reports and of the command."""

import re
from pathlib import Path
from string import Formatter

import pytest

import thidua_rules
from thidua_rules.report.messages import MARK, STATUS, WORDS, Beyond
from thidua_rules.values import Status

PACKAGE = Path(thidua_rules.__file__).parent
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for room in ("report", "keeping", "authoring", "proving", "cli")
    for path in sorted((PACKAGE / room).rglob("*"))
    if path.suffix in (".py", ".html") and path.name != "messages.py"
)

PUT_TOGETHER = ("group_", "part_", "mutant_ties_", "diff_", "help_", "prove_open_", "proved_")
"""What keys begin with that the code puts together."""


def test_every_outcome_has_its_own_word_and_mark() -> None:
    """No two outcomes look alike, in either language: every status, and the standard met without a seat."""
    shown = {*Status, *Beyond}
    assert set(MARK) == set(STATUS) == shown
    assert len(set(MARK.values())) == len(shown)
    for lang in (0, 1):
        assert len({word[lang] for word in STATUS.values()}) == len(shown)


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same(key: str) -> None:
    """An entry is not empty, takes the same values in both languages, and is used."""
    vi, en = WORDS[key]
    assert vi
    assert en
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name is not None} for text in (vi, en)]
    assert fields[0] == fields[1]
    assert re.search(rf"""["']{key}["']""", SOURCE) or key.startswith(PUT_TOGETHER)


def test_no_word_is_missing() -> None:
    """Every key that is written out where words are asked for stands in the catalogue."""
    asked = re.findall(r"""\b_?say\(\s*["'](\w+)["']\s*[,)]""", SOURCE)
    assert len(asked) > 40
    assert set(asked) <= set(WORDS)
