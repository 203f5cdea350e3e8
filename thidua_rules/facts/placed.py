"""A case, or facts offered as one, with one reference of one subject supposed to point somewhere; nothing is copied."""

from collections import ChainMap
from collections.abc import Mapping
from typing import Any, cast

from thidua_rules.facts.case import Case, Slot, SubjectId, key_order


def placed(case: Case, subject: SubjectId, reference: str, at: Slot) -> Case:
    """The case with a subject's reference at one of the subjects that it may point at, or absent."""
    return cast(Case, _Placed(case, subject, reference, at))


class _Placed:
    """Answers for the one reference itself, and leaves the rest to the case."""

    def __init__(self, case: Case, subject: SubjectId, reference: str, at: Slot) -> None:
        self._case, self._subject, self._reference, self._at = case, subject, reference, at

    def slot(self, subject: SubjectId, name: str) -> Slot:
        """What is known, or supposed, of one field of a subject."""
        if subject == self._subject and name == self._reference:
            return self._at
        return self._case.slot(subject, name)

    def referring(self, member: str, via: str) -> tuple[Mapping[SubjectId, list[SubjectId]], list[SubjectId]]:
        """The subjects of a type by whom their reference `via` surely points at, and those whose is not known."""
        sure, unsure = self._case.referring(member, via)
        if (member, via) != (self._subject.type, self._reference):
            return sure, unsure
        rest = [each for each in unsure if each != self._subject]
        if not isinstance(self._at, SubjectId):
            return sure, rest
        there = sorted([*sure.get(self._at, ()), self._subject], key=lambda each: key_order(each.key))
        return ChainMap({self._at: there}, cast(Any, sure)), rest

    def __getattr__(self, name: str) -> Any:
        return getattr(self._case, name)
