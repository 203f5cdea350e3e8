"""Tests of `thidua_rules.facts.showing`: a case and a vocabulary in a few lines."""

from hypothesis import given

from tests.facts.sample import VOCABULARY, cases
from thidua_rules.facts.case import Case
from thidua_rules.facts.keys import show_key
from thidua_rules.facts.prompts import MOST_SHOWN, shortened
from thidua_rules.facts.showing import show_case


@given(cases())
def test_every_known_fact_is_shown(case: Case) -> None:
    """Each subject has a line, which names the fields of which something is known."""
    lines = show_case(case).splitlines()
    for fact_type in case.vocabulary:
        for subject in case.of_type(fact_type.name):
            slots = {field.name: case.slot(subject, field.name) for field in fact_type.fields}
            known = [name for name, slot in slots.items() if slot is not None]
            start = f"  {fact_type.name} {show_key(case.vocabulary, subject)}: "
            told = [each for each in lines if each.startswith(start)]
            assert any(all(f"{name}: " in line for name in known) for line in told)


def test_every_field_of_a_vocabulary_is_shown() -> None:
    """Each type is on a line of its own, with the names and kinds of its fields."""
    lines = VOCABULARY.shown.splitlines()
    for line, fact_type in zip(lines, VOCABULARY, strict=True):
        assert line.startswith(f"  {fact_type.name}: ")
        assert all(f"{field.name} ({field.kind.value}" in line for field in fact_type.fields)


def test_what_is_long_is_cut_and_says_so() -> None:
    """A long text keeps its first lines and tells how many are left out; a short one stays as it is."""
    cut = shortened("\n".join(["một dòng"] * MOST_SHOWN)).splitlines()
    assert cut[0] == "một dòng"
    assert cut[-1] == f"  … ({MOST_SHOWN - len(cut) + 1} dòng nữa)"
    assert shortened("một dòng") == "một dòng"
