"""The words of reports and of the command."""

import re
from pathlib import Path
from string import Formatter

import pytest

import thidua_rules
from thidua_rules.report.messages import MARK, STATUS, WORDS
from thidua_rules.values import Status

PACKAGE = Path(thidua_rules.__file__).parent
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for room in ("report", "cli")
    for path in sorted((PACKAGE / room).glob("*.py"))
    if path.name != "messages.py"
)


def test_every_status_has_its_own_word_and_mark() -> None:
    """No two statuses look alike, in either language."""
    assert len(set(MARK.values())) == len(Status)
    for lang in (0, 1):
        assert len({STATUS[status][lang] for status in Status}) == len(Status)


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same(key: str) -> None:
    """An entry is not empty, takes the same values in both languages, and is used."""
    vi, en = WORDS[key]
    assert vi
    assert en
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name is not None} for text in (vi, en)]
    assert fields[0] == fields[1]
    assert re.search(rf"""["']{key}["']""", SOURCE) or key.startswith("group_")


def test_no_word_is_missing() -> None:
    """Every key that is written out where words are asked for stands in the catalogue."""
    asked = re.findall(r"""\b_?say\(\s*["'](\w+)["']\s*[,)]""", SOURCE)
    assert len(asked) > 40
    assert set(asked) <= set(WORDS)
