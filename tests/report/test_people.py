"""A decision narrowed to some people, units, titles and outcomes, and who nearly has a title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.small import decision
from thidua_rules.diagnostics import UsageError
from thidua_rules.report.messages import OUTCOMES, Beyond
from thidua_rules.report.people import near_miss_lines, near_misses, people_lines
from thidua_rules.report.selection import selected
from thidua_rules.report.wording import name_of, shown_as
from thidua_rules.values import Status


def test_a_unit_stands_for_itself_and_for_all_that_refer_to_it() -> None:
    """People of a unit are told with it, by its code or its name however it is written, and nobody else."""
    found = decision()
    for written in ("a", "Cục A", "cục a"):
        chosen = selected(found, units=[written]).subjects or set()
        assert {each.key for each in chosen} == {"a", *_people_of("a")}


def _people_of(unit: str) -> set[object]:
    case = decision().case
    return {each.key for each in case.of_type("cá nhân") if getattr(case.slot(each, "đơn vị"), "key", "") == unit}


def test_a_person_of_a_unit_is_told_only_if_both_fit() -> None:
    """People and units together select who is in both."""
    found = decision()
    inside = next(iter(sorted(map(str, _people_of("a")))))
    assert {each.key for each in selected(found, units=["a"], people=[inside]).subjects or ()} == {inside}
    assert selected(found, units=["b"], people=[inside]).subjects == frozenset()


def test_every_name_that_is_not_there_is_told_at_once_with_what_comes_near() -> None:
    """Faults are gathered, each with its hint."""
    with pytest.raises(UsageError) as caught:
        selected(decision(), units=["Cục AA"], people=["khong co"], titles=["C9"])
    assert [each.code for each in caught.value.diagnostics] == ["USE-77", "USE-77", "USE-51"]
    hints = [str(each.arguments.get("hint_vi", "")) for each in caught.value.diagnostics]
    assert any("“Cục A”" in each for each in hints)


@given(st.sampled_from(sorted(OUTCOMES)))
def test_only_one_outcome_tells_just_those_who_have_it(word: str) -> None:
    """Each card's lines have the mark of that outcome, and all verdicts that have it are told."""
    found = decision()
    people = [str(each.key) for name in ("tập thể", "cá nhân") for each in found.case.of_type(name)]
    lines = "\n".join(people_lines(found, selected(found, people=people, only=[word])))
    for verdict in found:
        about = found.program.conclusions[verdict.at].about
        if about.noted:
            continue
        wanted = shown_as(verdict) is OUTCOMES[word]
        card = next((part for part in lines.split("\n\n") if f"({verdict.subject.key})" in part), "")
        assert (f" {verdict.code}  " in card or f" {verdict.code}:" in card) == wanted


def test_near_misses_are_those_who_surely_miss_it_fewest_causes_first() -> None:
    """Everybody whose verdict is not met is there once, with at least one cause, in order."""
    found = decision()
    for code in dict.fromkeys(verdict.code for verdict in found):
        misses = near_misses(found, code)
        wanted = {each.subject for each in found if each.code == code and each.status is Status.NOT_MET}
        assert {each.verdict.subject for each in misses} == wanted
        order = [(shown_as(each.verdict) is not Beyond.OUTSIDE, len(each.causes)) for each in misses]
        assert order == sorted(order)
        assert all(each.causes for each in misses)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit_the_width(width: int) -> None:
    """No line of the lists is wider than asked for."""
    found = decision()
    lines = [
        line
        for lang in ("vi", "en")
        for line in (
            *near_miss_lines(found, "C2", lang=lang, width=width),
            *people_lines(found, selected(found, people=["n1", "a"]), lang, width),
        )
    ]
    assert max(map(len, lines)) <= width
    assert any(name_of(found, each.verdict.subject) in line for line in lines for each in near_misses(found, "C2"))
