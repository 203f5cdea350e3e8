"""One record as read, on its way into a case, and afterwards the answer to where each of its facts was read."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define

from thidua_rules.diagnostics import Place
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.spots import Spot
from thidua_rules.facts.vocabulary import Collection, FactType

_NOWHERE = Place()
_NOTHING_FILLED: Mapping[str, Place] = {}


@define(eq=False)
class Entry:
    """One record: its slots in the order of the fields, and the list of an owner it was nested in.

    `slots` is a list until the case is made, and then the row of the case. `faulty` names what was refused, `filled`
    gives the places of what the record itself does not say.
    """

    type: FactType
    spot: Spot
    slots: Any
    owner: "Entry | None" = None
    nested_in: Collection | None = None
    code: str | None = None
    subject: SubjectId | None = None
    key_sought: bool = False
    faulty: frozenset[str] = frozenset()
    filled: Mapping[str, Place] = _NOTHING_FILLED

    @property
    def place(self) -> Place:
        """The place of the record as a whole."""
        return self.spot.place

    def place_of(self, name: str) -> Place | None:
        """Where a field, or `mã`, was written or comes from; None if the record says nothing of it."""
        if name in self.filled:
            return self.filled[name]
        if name in self.spot.names and not self._is_blank(name):
            return self.spot.of(name)
        is_owner = self.nested_in is not None and self.nested_in.via == name
        return self.place if is_owner else None

    def _is_blank(self, name: str) -> bool:
        """Whether a name stands there and the record says nothing of it."""
        if self.type.field(name) is None:
            return self.code is None
        return self.spot.sparse and self.slots[self.type.position(name)] is None

    @property
    def told(self) -> Iterator[str]:
        """The names that may have a place, `mã` among them."""
        names = {"mã": None, **dict.fromkeys(self.spot.names), **dict.fromkeys(self.filled)}
        if self.nested_in is not None:
            names[self.nested_in.via] = None
        return iter(names)


class Origins(Mapping[tuple[SubjectId, str], Place]):
    """Where each fact of a case was read, by subject and field; `mã` stands for the record itself."""

    def __init__(self, entries: Mapping[SubjectId, Entry]) -> None:
        self._entries = entries

    def __getitem__(self, spot: tuple[SubjectId, str]) -> Place:
        subject, name = spot
        entry = self._entries[subject]
        place = entry.place_of(name) or (entry.place if name == "mã" else None)
        if place is None or place == _NOWHERE:
            raise KeyError(spot)
        return place

    def __iter__(self) -> Iterator[tuple[SubjectId, str]]:
        spots = ((subject, name) for subject, entry in self._entries.items() for name in entry.told)
        return filter(self.__contains__, spots)

    def __len__(self) -> int:
        return sum(1 for _ in self)
