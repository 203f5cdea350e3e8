"""A case laid out in columns: per type its subjects, rows, reference targets and members, aligned by position.

Columns depend on the case alone, so they are made when first asked for and kept as long as the case lives.
"""

from decimal import Decimal
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from thidua_rules.executors.forward.exact import Held, lowered
from thidua_rules.facts.case import Case, Closure, OneOf, Slot, SubjectId
from thidua_rules.facts.lifting import lift
from thidua_rules.facts.vocabulary import Field, Kind

Key = tuple[str, ...]
"""What a column holds, then of what.

`ids T`: the subjects of a type; `rows T`: their rows; `index T`: the position of each subject; `refs T field target`:
the position of the subject that a reference surely points at, else −1; `kids owner member via`: the positions of
the members of each owner; `unsure owner member via`: whether someone may be a member of each owner without surely
being one; `strays member via`: whether someone may be a member of an owner that does not exist yet;
`open owner member name`: whether each owner may have further members; `closed T`: whether the type may not;
`exact T field`: what is held of a number field of each subject, at the scale of the field;
`whole owner member via name`: whether the members of each owner are all known, and there are surely no others;
`groups owner member via name`: the members, by position, of each such owner that has some.
"""


class Columns(dict[Key, Any]):
    """The columns of one case, by key."""

    def __init__(self, case: Case) -> None:
        self._vocabulary, self._subjects, self._closures = case.vocabulary, case.subjects, case.closed
        self._of_type = {each.name: tuple(case.of_type(each.name)) for each in case.vocabulary}

    def __missing__(self, key: Key) -> Any:
        made = getattr(self, "_" + key[0])(*key[1:])
        self[key] = made
        return made

    def _ids(self, type_name: str) -> tuple[SubjectId, ...]:
        return self._of_type[type_name]

    def _rows(self, type_name: str) -> list[Any]:
        if not self._of_type[type_name]:
            return []
        rows = self._subjects[type_name]
        return [rows[each.key] for each in self._of_type[type_name]]

    def _index(self, type_name: str) -> dict[SubjectId, int]:
        return {each: position for position, each in enumerate(self._of_type[type_name])}

    def _declared(self, type_name: str, name: str) -> Field:
        fact_type = self._vocabulary.type(type_name)
        declared = fact_type.field(name) if fact_type is not None else None
        assert declared is not None
        return declared

    def _slots(self, type_name: str, name: str) -> list[Any]:
        fact_type = self._vocabulary.type(type_name)
        assert fact_type is not None
        position = fact_type.position(name)
        return [row[position] for row in self["rows", type_name]]

    def _exact(self, type_name: str, name: str) -> list[Held]:
        declared = self._declared(type_name, name)
        unit, scale = int(10**declared.decimals), exact_scale(declared)

        def held(slot: Slot) -> Held:
            if isinstance(slot, int):
                return slot * unit
            if isinstance(slot, Decimal):
                # the decimal module itself would round to its own number of digits
                numerator, denominator = slot.as_integer_ratio()
                if unit % denominator == 0:
                    return numerator * (unit // denominator)
            return lowered(lift(declared, slot), scale)

        return [held(slot) for slot in self._slots(type_name, name)]

    def _refs(self, type_name: str, name: str, target: str) -> list[int]:
        index = self["index", target]
        return [index.get(slot, -1) if isinstance(slot, SubjectId) else -1 for slot in self._slots(type_name, name)]

    def _kids(self, owner: str, member: str, via: str) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self._of_type[owner]]
        for position, target in enumerate(self["refs", member, via, owner]):
            if target >= 0:
                found[target].append(position)
        return found

    def _unsure(self, owner: str, member: str, via: str) -> list[bool]:
        reverse = self._declared(member, via).reverse
        slots = self._slots(member, via)
        anyone = None in slots
        named = {each for slot in slots if isinstance(slot, OneOf) for each in slot.values}
        # a subject whose roster is closed has no members but those already known
        return [
            (anyone or each in named) and (reverse is None or Closure(member, each, reverse) not in self._closures)
            for each in self._of_type[owner]
        ]

    def _strays(self, member: str, via: str) -> bool:
        fresh = any(Closure(target) not in self._closures for target in self._declared(member, via).targets)
        return fresh and None in self._slots(member, via)

    def _open(self, owner: str, member: str, name: str) -> list[bool]:
        if self["closed", member]:
            return [False] * len(self._of_type[owner])
        return [Closure(member, each, name) not in self._closures for each in self._of_type[owner]]

    def _groups(self, owner: str, member: str, via: str, name: str) -> list[list[int]]:
        known = zip(self["kids", owner, member, via], self["whole", owner, member, via, name], strict=True)
        return [members for members, is_whole in known if members and is_whole]

    def _whole(self, owner: str, member: str, via: str, name: str) -> list[bool]:
        doubts = zip(self["open", owner, member, name], self["unsure", owner, member, via], strict=True)
        return [not is_open and not is_unsure for is_open, is_unsure in doubts]

    def _closed(self, type_name: str) -> bool:
        return Closure(type_name) in self._closures


def exact_scale(declared: Field) -> int:
    """How many times the numbers of a field are whole, as far as its decimals go."""
    return int(10**declared.decimals) * (100 if declared.kind is Kind.PERCENT else 1)


_columns: WeakKeyDictionary[Case, Columns] = WeakKeyDictionary()
_lock = Lock()


def columns_of(case: Case) -> Columns:
    """The columns of a case; the same object as long as the case lives."""
    found = _columns.get(case)
    if found is None:
        with _lock:
            found = _columns.setdefault(case, Columns(case))
    return found
