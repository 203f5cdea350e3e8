"""Where subjects belong, and their addresses."""

from tests.report import small
from thidua_rules.report.page.people import by_unit, people_of
from thidua_rules.report.table import sheets


def test_a_subject_belongs_to_its_unit() -> None:
    """People belong to units; units, which refer to nothing, belong nowhere."""
    people = people_of(small.decision(), sheets(small.decision()))
    units = {each.anchor: each.unit and each.unit.key for each in people}
    assert units == {"a": None, "b": None, "n1": "a", "n2": "a", "n3": "a", "n4": "b"}


def test_an_address_is_that_of_one_subject() -> None:
    """A key of two types, or one like the page's own addresses, goes with its type."""
    rules = small.ruleset()
    data = {"ngày xét": "15/01/2022", "kỳ xét": "2021", "tập thể": [{"mã": "x"}, {"mã": "muc-loc"}]}
    decision = rules.decide(rules.read_case({**data, "cá nhân": [{"mã": "x"}, {"mã": "y"}]}))
    anchors = {each.anchor for each in people_of(decision, sheets(decision))}
    assert anchors == {"tập thể:x", "cá nhân:x", "y", "tập thể:muc-loc"}


def test_units_stand_before_their_people_and_parts_are_no_larger_than_asked() -> None:
    """Each subject is in one part."""
    people = people_of(small.decision(), sheets(small.decision()))
    parts = [(unit and unit.key, [each.anchor for each in own]) for unit, own in by_unit(people, 3)]
    assert parts == [("a", ["a", "n1", "n2"]), ("a", ["n3"]), ("b", ["b", "n4"])]
