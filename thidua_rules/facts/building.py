"""How a case comes about: records are gathered as read, then checked together; any fault, and there is no case."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from attrs import define, field

from thidua_rules.diagnostics import Collector, DossierError, Place
from thidua_rules.facts.case import Case, Closure, Key, OneOf, Row, SubjectId
from thidua_rules.facts.codec import Refusal, UnresolvedKey, encode
from thidua_rules.facts.keys import code, key_of, key_part, show_key
from thidua_rules.facts.periods import Period, parse_period
from thidua_rules.facts.vocabulary import Collection, FactType, Field, Kind, Vocabulary
from thidua_rules.text import did_you_mean, fold
from thidua_rules.values import ABSENT

CODE = fold("mã")
_DAY = Field("ngày xét", "ngay_xet", Kind.DATE)


@define(eq=False)
class Entry:
    """One record as read: its encoded slots, where they stand, and the list of an owner it was nested in."""

    type: FactType
    place: Place
    code: str | None = None
    slots: dict[str, Any] = field(factory=dict)
    places: dict[str, Place] = field(factory=dict)
    owner: "Entry | None" = None
    nested_in: Collection | None = None
    key: Key | None = None
    key_sought: bool = False
    faulty: set[str] = field(factory=set)

    @property
    def subject(self) -> SubjectId | None:
        """Whom the record is about, once its key is known."""
        return None if self.key is None else SubjectId(self.type.name, self.key)


@define
class _Roster:
    """A collection of one owner that was said to be complete; `listed` if its members were listed under the owner."""

    owner: Entry | UnresolvedKey
    collection: str
    place: Place
    listed: bool


class CaseBuilder:
    """Gathers records and closures, and makes the case. `found` holds the faults so far; `build` raises them all."""

    def __init__(self, vocabulary: Vocabulary, place: Place | None = None) -> None:
        self.vocabulary = vocabulary
        self.place = place or Place()
        self.found = Collector()
        self.on: datetime.date | None = None
        self.period: Period | None = None
        self.ruleset: str | None = None
        self._entries: list[Entry] = []
        self._closed: set[str] = set()
        self._rosters: list[_Roster] = []
        self._members: list[tuple[Entry, Collection, Any, Place]] = []
        self._coded: dict[SubjectId, Entry] = {}
        self._existing: dict[SubjectId, Entry] = {}
        self._by_owner: dict[tuple[str, str], dict[SubjectId, list[Entry]]] = {}

    # ------------------------------------------------------------ gathering

    def add(
        self,
        type_name: str,
        values: Mapping[str, Any],
        *,
        place: Place | None = None,
        places: Mapping[str, Place] | None = None,
        owner: Entry | None = None,
        collection: Collection | None = None,
    ) -> Entry | None:
        """Take one record: native values or texts (as `codec.encode`) by field name, and `mã` unless it is keyed.

        With `owner` and `collection` the record was nested there and refers to that owner. None if there is no such
        type.
        """
        fact_type = self.find_type(type_name, place)
        if fact_type is None:
            return None
        where = place or self.place
        entry = Entry(fact_type, where, owner=owner, nested_in=collection)
        self._entries.append(entry)
        for name, value in values.items():
            at = (places or {}).get(name, where)
            if fold(name) == CODE and fact_type.field(name) is None:
                self._take_code(entry, value, at)
                continue
            declared = fact_type.field(name)
            if declared is None:
                self.unknown_field(fact_type, name, at)
            elif declared.name in entry.places:
                self.found.add("FACT-38", at, field=declared.name)
            else:
                entry.places[declared.name] = at
                self._take(entry, declared, value, at)
        return entry

    def _take(self, entry: Entry, declared: Field, value: Any, place: Place) -> None:
        try:
            slot = encode(declared, value)
        except Refusal as refusal:
            self.refuse(refusal, declared.name, place)
            entry.faulty.add(declared.name)
        else:
            if slot is not None:
                entry.slots[declared.name] = slot

    def _take_code(self, entry: Entry, value: Any, place: Place) -> None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if entry.type.key:
            self.found.add("FACT-27", place, type=entry.type.name, fields=", ".join(entry.type.key))
            return
        entry.places["mã"] = place
        try:
            entry.code = code(value)
        except Refusal as refusal:
            self.refuse(refusal, "mã", place)
            entry.faulty.add("mã")

    def close_type(self, type_name: str, place: Place | None = None) -> None:
        """Take it that the type has no members but those in this case."""
        fact_type = self.find_type(type_name, place)
        if fact_type is not None:
            self._closed.add(fact_type.name)

    def close_roster(
        self, owner: Entry | SubjectId, collection: str, place: Place | None = None, *, listed: bool = False
    ) -> None:
        """Take it that a collection of one subject has no members but those in this case.

        `listed`: its members are those nested under the owner, so that one elsewhere contradicts.
        """
        where = place or self.place
        whom = owner if isinstance(owner, Entry) else UnresolvedKey(owner.type, owner.key)
        fact_type = owner.type if isinstance(owner, Entry) else self.find_type(owner.type, place)
        if fact_type is not None and self.find_collection(fact_type, collection, where) is not None:
            self._rosters.append(_Roster(whom, collection, where, listed))

    def list_member(self, owner: Entry, collection: Collection, written: Any, place: Place) -> None:
        """Take it that an existing subject, given by its code, is in a collection of the owner."""
        self._members.append((owner, collection, written, place))

    def refuse(self, refusal: Refusal, name: str, place: Place | None = None) -> None:
        """Record why a value was refused, at its place."""
        arguments = {"bounds_en": "", **refusal.arguments}
        self.found.add(refusal.code, place or self.place, **{"field": name, **arguments})

    def find_type(self, name: str, place: Place | None = None) -> FactType | None:
        """The declared type of that name; an unknown one is a fault."""
        fact_type = self.vocabulary.type(name)
        if fact_type is None:
            names = [each.name for each in self.vocabulary]
            self.found.add("FACT-20", place or self.place, name=name, **suggest(name, names))
        return fact_type

    def find_collection(self, owner: FactType, name: str, place: Place) -> Collection | None:
        """The declared collection of that name; an unknown one is a fault."""
        found = self.vocabulary.collection(owner.name, name)
        if found is None:
            names = [each.name for each in self.vocabulary.collections(owner.name)]
            self.found.add("FACT-32", place, type=owner.name, name=name, **suggest(name, names))
        return found

    def unknown_field(self, fact_type: FactType, name: str, place: Place) -> None:
        """Record that a type has no such field, with the nearest names."""
        names = ["mã", *(each.name for each in fact_type.fields)]
        names += [each.name for each in self.vocabulary.collections(fact_type.name)]
        self.found.add("FACT-21", place, type=fact_type.name, name=name, **suggest(name, names))

    def ask(self, on: Any = None, period: Any = None, place: Place | None = None) -> None:
        """Say which date and period are asked about; texts are read, faults recorded, None leaves it as it is."""
        if on is not None:
            try:
                day = encode(_DAY, on)
            except Refusal as refusal:
                self.refuse(refusal, "ngày xét", place)
                self.on = self.on or datetime.date.min
            else:
                if isinstance(day, int):
                    self.on = datetime.date.fromordinal(day)
                elif day is not None:
                    self.found.add("FACT-08", place or self.place, field="ngày xét", text=str(on))
        if period is not None and str(period).strip():
            read = period if isinstance(period, Period) else parse_period(str(period))
            if read is None or isinstance(period, bool):
                self.found.add("FACT-31", place or self.place, text=str(period)[:60])
            self.period = read or self.period or Period(Kind.YEAR, 1)

    # ------------------------------------------------------------ making the case

    def build(self, on: Any = None, period: Any = None) -> Case:
        """The case, asked on a date about a period (overriding what was read). Raises DossierError with all faults."""
        self.ask(on, period)
        if self.on is None:
            self.found.add("FACT-29", self.place)
        if self.period is None:
            self.found.add("FACT-30", self.place)
        self._find_keys()
        self._enter_owners()
        for entry in self._entries:
            for name, slot in entry.slots.items():
                declared = entry.type.field(name)
                if declared is not None and declared.kind is Kind.REFERENCE:
                    entry.slots[name] = self._resolved(entry, declared, slot)
        self._enter_members()
        closed = frozenset((*map(Closure, self._closed), *self._roster_closures()))
        self.found.raise_errors(DossierError)
        assert self.on is not None
        assert self.period is not None
        case = Case(self.vocabulary, self.on, self.period, self._rows(), closed, self._origins())
        self._check_completion(case)
        self.found.raise_errors(DossierError)
        return case

    def _find_keys(self) -> None:
        # codes first: a key may name them
        for entry in self._entries:
            if not entry.type.key:
                self._find_key(entry)
        self._coded = {subject: entry for entry in self._entries if (subject := entry.subject) is not None}
        for entry in self._entries:
            self._find_key(entry)
        for entry in self._entries:
            subject = entry.subject
            if subject is None:
                continue
            first = self._existing.setdefault(subject, entry)
            if first is not entry:
                shown = show_key(self.vocabulary, subject)
                self.found.add("FACT-22", entry.place, key=shown, type=subject.type, first=first.place.text() or "?")

    def _find_key(self, entry: Entry) -> None:
        if entry.key_sought:
            return
        entry.key_sought = True
        if not entry.type.key:
            entry.key = entry.code
            if entry.code is None and "mã" not in entry.faulty:
                self.found.add("FACT-23", entry.place, type=entry.type.name)
            return
        parts = []
        for name in entry.type.key:
            declared = entry.type.field(name)
            assert declared is not None
            slot = self._key_slot(entry, declared)
            if slot is None:
                return
            parts.append(key_part(declared, slot))
        entry.key = tuple(parts)

    def _key_slot(self, entry: Entry, declared: Field) -> Any:
        """The definite slot of a field of the key, or None after recording why there is none."""
        slot = entry.slots.get(declared.name)
        nested = entry.nested_in
        if slot is None and nested is not None and nested.via == declared.name and entry.owner is not None:
            self._find_key(entry.owner)
            return entry.owner.subject
        if isinstance(slot, UnresolvedKey):
            return self._target(entry, declared, slot, self._coded if len(declared.targets) > 1 else None)
        if not isinstance(slot, int | str | Decimal | SubjectId):
            if declared.name not in entry.faulty:
                place = entry.places.get(declared.name, entry.place)
                self.found.add("FACT-24", place, type=entry.type.name, field=declared.name)
            return None
        return slot

    def _target(
        self, entry: Entry, declared: Field, written: UnresolvedKey, existing: Mapping[Any, Entry] | None
    ) -> SubjectId | None:
        """The subject that a reference means; with `existing`, one of these. Faults are recorded."""
        place = entry.places.get(declared.name, entry.place)
        candidates = []
        for target in (written.type,) if written.type is not None else declared.targets:
            fact_type = self.vocabulary.type(target)
            assert fact_type is not None
            try:
                candidates.append(SubjectId(target, key_of(self.vocabulary, fact_type, written.key)))
            except Refusal:
                continue
        if existing is None and candidates:
            return candidates[0]
        found = [each for each in candidates if existing is not None and each in existing]
        if not found and existing is not None:
            found = self._typed(declared, written.key, existing)
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            types = ", ".join(each.type for each in found)
            self.found.add("FACT-26", place, field=declared.name, key=written.key, types=types)
        else:
            self._dangling(declared, written.key, place)
        entry.faulty.add(declared.name)
        return None

    def _typed(self, declared: Field, key: Any, existing: Mapping[Any, Entry]) -> list[SubjectId]:
        """The subject meant by `a (tập thể)`, which tells codes apart that several types share."""
        if not isinstance(key, str) or not key.endswith(")") or " (" not in key or len(declared.targets) < 2:
            return []
        written, _, name = key[:-1].rpartition(" (")
        fact_type = self.vocabulary.type(name)
        if fact_type is None or fact_type.name not in declared.targets:
            return []
        try:
            subject = SubjectId(fact_type.name, key_of(self.vocabulary, fact_type, written))
        except Refusal:
            return []
        return [subject] if subject in existing else []

    def _dangling(self, declared: Field, key: Any, place: Place) -> None:
        shown = "; ".join(map(str, key)) if isinstance(key, tuple) else str(key)
        codes = [show_key(self.vocabulary, each) for each in self._existing if each.type in declared.targets]
        near = did_you_mean(shown, codes) if len(codes) < 5000 else ()
        hints = suggest(shown, codes) if near else {}
        targets = " / ".join(declared.targets)
        self.found.add("FACT-25", place, field=declared.name, targets=targets, key=shown, **hints)

    def _resolved(self, entry: Entry, declared: Field, slot: Any) -> Any:
        if isinstance(slot, OneOf):
            members = frozenset(self._resolved(entry, declared, each) for each in slot.values)
            return None if None in members else next(iter(members)) if len(members) == 1 else OneOf(members)
        if isinstance(slot, UnresolvedKey):
            return None if declared.name in entry.faulty else self._target(entry, declared, slot, self._existing)
        if isinstance(slot, SubjectId) and slot not in self._existing:
            self._dangling(declared, slot.key, entry.places.get(declared.name, entry.place))
        return slot

    def _enter_owners(self) -> None:
        """A record nested under an owner refers to it."""
        for entry in self._entries:
            if entry.owner is not None and entry.nested_in is not None:
                owner = entry.owner.subject
                if owner is not None:
                    self._refer(entry, entry.nested_in, owner, entry.place)

    def _enter_members(self) -> None:
        for owner, collection, written, place in self._members:
            fact_type = self.vocabulary.type(collection.member)
            assert fact_type is not None
            try:
                member = SubjectId(fact_type.name, key_of(self.vocabulary, fact_type, written))
            except Refusal as refusal:
                self.refuse(refusal, collection.name, place)
                continue
            entry = self._existing.get(member)
            if entry is None:
                pointer = Field(collection.name, "", Kind.REFERENCE, targets=(fact_type.name,))
                self._dangling(pointer, written, place)
            elif owner.subject is not None:
                entry.owner, entry.nested_in = owner, collection
                self._refer(entry, collection, owner.subject, place)

    def _refer(self, entry: Entry, collection: Collection, owner: SubjectId, place: Place) -> None:
        declared = entry.type.field(collection.via)
        assert declared is not None
        given = entry.slots.get(declared.name)
        if given is not None:
            given = self._resolved(entry, declared, given)
        if given is not None and given != owner and not (isinstance(given, OneOf) and owner in given.values):
            shown = "không có" if given is ABSENT else show_slot(self.vocabulary, given)
            whose = show_key(self.vocabulary, owner)
            self.found.add("FACT-33", place, owner=whose, field=declared.name, other=shown)
            return
        entry.slots[declared.name] = owner
        entry.places.setdefault(declared.name, place)

    def _roster_closures(self) -> Iterator[Closure]:
        for roster in self._rosters:
            owner = roster.owner
            subject = owner.subject if isinstance(owner, Entry) else self._existing_subject(owner, roster.place)
            if subject is None:
                continue
            collection = self.vocabulary.collection(subject.type, roster.collection)
            assert collection is not None
            if roster.listed:
                self._check_listed(subject, collection)
            yield Closure(collection.member, subject, collection.name)

    def _existing_subject(self, written: UnresolvedKey, place: Place) -> SubjectId | None:
        fact_type = self.vocabulary.type(written.type or "")
        assert fact_type is not None
        try:
            subject = SubjectId(fact_type.name, key_of(self.vocabulary, fact_type, written.key))
        except Refusal as refusal:
            self.refuse(refusal, "mã", place)
            return None
        if subject in self._existing:
            return subject
        self.found.add("FACT-36", place, name=f"{fact_type.name} {show_key(self.vocabulary, subject)}")
        return None

    def _check_listed(self, owner: SubjectId, collection: Collection) -> None:
        """Who refers to an owner whose list is complete must be in that list."""
        for entry in self._referring(collection).get(owner, ()):
            inside = entry.nested_in == collection and entry.owner is not None and entry.owner.subject == owner
            if not inside and entry.subject is not None:
                place = entry.places.get(collection.via, entry.place)
                whose, who = show_key(self.vocabulary, owner), show_key(self.vocabulary, entry.subject)
                self.found.add("FACT-34", place, collection=collection.name, owner=whose, member=who)

    def _referring(self, collection: Collection) -> Mapping[SubjectId, list[Entry]]:
        """The records of a collection by the owner that they refer to."""
        spot = collection.member, collection.via
        if spot not in self._by_owner:
            index = self._by_owner[spot] = {}
            for entry in self._entries:
                owner = entry.slots.get(collection.via) if entry.type.name == collection.member else None
                if isinstance(owner, SubjectId):
                    index.setdefault(owner, []).append(entry)
        return self._by_owner[spot]

    def _rows(self) -> Mapping[str, Mapping[Key, Row]]:
        rows: dict[str, dict[Key, Row]] = {each.name: {} for each in self.vocabulary}
        for subject, entry in self._existing.items():
            rows[subject.type][subject.key] = tuple(entry.slots.get(each.name) for each in entry.type.fields)
        return MappingProxyType({name: MappingProxyType(members) for name, members in rows.items()})

    def _origins(self) -> Mapping[tuple[SubjectId, str], Place]:
        origins: dict[tuple[SubjectId, str], Place] = {}
        for subject, entry in self._existing.items():
            if entry.place != Place():
                origins[subject, "mã"] = entry.places.get("mã", entry.place)
            for name, place in entry.places.items():
                if place != Place():
                    origins[subject, name] = place
        return MappingProxyType(origins)

    def _check_completion(self, case: Case) -> None:
        """A missing reference must be able to point at somebody: rule 2 of the semantics."""
        open_to_any: dict[tuple[str, str], bool] = {}
        for subject, entry in self._existing.items():
            for declared in entry.type.fields:
                slot = entry.slots.get(declared.name)
                if declared.kind is not Kind.REFERENCE or not (slot is None or isinstance(slot, OneOf)):
                    continue
                if declared.may_be_absent and (slot is None or ABSENT in slot.values):
                    continue
                if slot is None:
                    spot = subject.type, declared.name
                    if spot not in open_to_any:
                        open_to_any[spot] = _may_refer(case, subject, declared)
                    possible = open_to_any[spot]
                else:
                    possible = _may_refer(case, subject, declared)
                if not possible:
                    who = show_key(self.vocabulary, subject)
                    place = entry.places.get(declared.name, entry.place)
                    targets = " / ".join(declared.targets)
                    self.found.add("FACT-35", place, member=who, field=declared.name, targets=targets)


def _may_refer(case: Case, subject: SubjectId, declared: Field) -> bool:
    candidates, fresh = case.candidates(subject, declared.name)
    return fresh or bool(candidates)


def suggest(name: str, names: list[str]) -> dict[str, str]:
    """The hint with the declared names nearest to a misspelt one, or with all of them if none is near."""
    near = did_you_mean(name, names)
    if near:
        joined = ", ".join(f"“{each}”" for each in near)
        return {"hint_vi": f"có phải {joined}?", "hint_en": f"did you mean {joined}?"}
    if not names:
        return {}
    joined = ", ".join(f"“{each}”" for each in names[:12]) + (" …" if len(names) > 12 else "")
    return {"hint_vi": f"có các tên: {joined}", "hint_en": f"the names are: {joined}"}


def show_slot(vocabulary: Vocabulary, slot: Any) -> str:
    """A reference, or a set of them, as the codes a file would write."""
    if isinstance(slot, OneOf):
        return " | ".join(sorted(show_slot(vocabulary, each) for each in slot.values))
    return show_key(vocabulary, slot) if isinstance(slot, SubjectId) else "không có"
