"""The catalogue of diagnostics as it is written: what its dicts would hide when they are put together."""

import ast
from collections import Counter
from pathlib import Path

import thidua_rules.diagnostics.catalogue
from thidua_rules.diagnostics import CODES

SOURCES = sorted(Path(thidua_rules.diagnostics.catalogue.__file__).parent.glob("*.py"))


def test_no_code_is_written_twice() -> None:
    """A code stands once in the source: of two entries with one key, Python would silently keep the last."""
    parts = [part for source in SOURCES for part in ast.walk(ast.parse(source.read_text(encoding="utf-8")))]
    keys = [key for each in parts if isinstance(each, ast.Dict) for key in each.keys]
    written = Counter(key.value for key in keys if isinstance(key, ast.Constant))
    assert [code for code, times in written.items() if times > 1] == []
    assert set(written) == set(CODES)


def test_a_message_has_both_languages() -> None:
    """Whatever is said in one language is said in the other, hint included."""
    hinted = [code for code, each in CODES.items() if bool(each.hint_vi) != bool(each.hint_en)]
    assert all(each.vi and each.en for each in CODES.values())
    assert hinted == []
