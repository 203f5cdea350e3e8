"""The keys that a ruleset file may have."""

import pytest

from thidua_rules.ruleset.files import keys
from thidua_rules.ruleset.files.keys import Form

FORMS = [each for each in vars(keys).values() if isinstance(each, Form)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_another_spelling_stands_for_a_key_that_is_read(form: Form) -> None:
    """Where `câu hỏi` says nothing, `hỏi` is unknown too, and not passed over without a word."""
    assert set(form.aliases.values()) <= set(form.keys)
