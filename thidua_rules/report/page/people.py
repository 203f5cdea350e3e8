"""The subjects of a page: where each belongs, and the address by which a link opens it."""

from collections import Counter
from collections.abc import Iterator

from attrs import frozen

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.report.table import Line, Sheet
from thidua_rules.report.units import unit_field

OWN = "muc-"
"""What the addresses of a page's own parts begin with."""


@frozen
class Person:
    """A person or a collective: its line in the table of its type (`sheet` counts them), its unit and its address."""

    line: Line
    sheet: int
    anchor: str
    unit: SubjectId | None

    @property
    def subject(self) -> SubjectId:
        """Who it is."""
        return self.line.subject


def people_of(decision: Decision, sheets: tuple[Sheet, ...]) -> tuple[Person, ...]:
    """All subjects of the sheets, in their order.

    An address is the key; of a key that several types have, the type and the key.
    """
    keys = Counter(line.key for sheet in sheets for line in sheet.lines)
    found = []
    for number, sheet in enumerate(sheets):
        via = unit_field(decision, sheet.type)
        for line in sheet.lines:
            plain = keys[line.key] == 1 and not line.key.startswith(OWN)
            anchor = line.key if plain else f"{sheet.type}:{line.key}"
            slot = None if via is None else decision.case.slot(line.subject, via)
            found.append(Person(line, number, anchor, slot if isinstance(slot, SubjectId) else None))
    return tuple(found)


def by_unit(people: tuple[Person, ...], most: int) -> Iterator[tuple[SubjectId | None, tuple[Person, ...]]]:
    """The people of each unit, the unit itself first where it is one of them; no part has more than `most`.

    Those who belong nowhere come together, type by type.
    """
    units = {each.unit for each in people}
    homes: dict[SubjectId | int, list[Person]] = {}
    for each in people:
        home = each.subject if each.subject in units else each.unit
        homes.setdefault(home or each.sheet, []).append(each)
    for key, members in homes.items():
        for start in range(0, len(members), most):
            yield (key if isinstance(key, SubjectId) else None), tuple(members[start : start + most])
