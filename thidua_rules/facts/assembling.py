"""From gathered records to the facts of a case: keys, references, rosters, and what contradicts them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from attrs import define, field

from thidua_rules.diagnostics import Collector, Place
from thidua_rules.facts.case import Closure, Key, OneOf, Row, SubjectId
from thidua_rules.facts.codec import Refusal, UnresolvedKey, parse_text
from thidua_rules.facts.keys import key_of, key_part, likeness, show_key, slot_text
from thidua_rules.facts.singles import implied_slots, single
from thidua_rules.facts.vocabulary import Collection, FactType, Field, Kind, Vocabulary
from thidua_rules.source.text import did_you_mean


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
class Roster:
    """A collection of one owner that was said to be complete; `listed` if its members were listed under the owner."""

    owner: Entry | UnresolvedKey
    collection: str
    place: Place
    listed: bool


@define(eq=False)
class Assembly:
    """Records, listed members and rosters on their way into one case; faults go to `found`."""

    vocabulary: Vocabulary
    found: Collector
    entries: list[Entry]
    members: list[tuple[Entry, Collection, Any, Place]]
    rosters: list[Roster]
    _coded: dict[SubjectId, Entry] = field(init=False, factory=dict)
    _existing: dict[SubjectId, Entry] = field(init=False, factory=dict)
    _by_owner: dict[tuple[str, str], dict[SubjectId, list[Entry]]] = field(init=False, factory=dict)

    def assemble(self) -> frozenset[Closure]:
        """Give every record its key and every reference its subject; the closures of rosters that follow."""
        for entry in self.entries:
            self._enter_defaults(entry)
        self._find_keys()
        self._enter_owners()
        for entry in self.entries:
            for name, slot in entry.slots.items():
                declared = entry.type.field(name)
                if declared is not None and declared.kind is Kind.REFERENCE:
                    entry.slots[name] = self._resolved(entry, declared, slot)
        self._enter_members()
        return frozenset(self._roster_closures())

    def _refuse(self, refusal: Refusal, name: str, place: Place) -> None:
        place_fault(self.found, refusal, name, place)

    def _enter_defaults(self, entry: Entry) -> None:
        """What the law presumes of a missing fact, with the place of the declaration as its origin."""
        entry.slots.update(implied_slots(entry.type))
        for declared in entry.type.fields:
            if declared.default is None or declared.name in entry.slots or declared.name in entry.faulty:
                continue
            try:
                slot = parse_text(declared, declared.default)
            except Refusal as refusal:
                self._refuse(refusal, declared.name, declared.place)
                continue
            entry.slots[declared.name] = slot
            entry.places[declared.name] = declared.place

    def _find_keys(self) -> None:
        # codes first: a key may name them
        for entry in self.entries:
            if not entry.type.key:
                self._find_key(entry)
        self._coded = {subject: entry for entry in self.entries if (subject := entry.subject) is not None}
        for entry in self.entries:
            self._find_key(entry)
        for entry in self.entries:
            subject = entry.subject
            if subject is None:
                continue
            first = self._existing.setdefault(subject, entry)
            if first is not entry and entry.type.single:
                self.found.add("FACT-54", entry.place, type=subject.type, first=first.place.text() or "?")
            elif first is not entry:
                shown = show_key(self.vocabulary, subject)
                self.found.add("FACT-22", entry.place, key=shown, type=subject.type, first=first.place.text() or "?")
        self._tell_alike()

    def _tell_alike(self) -> None:
        """Warn of codes of one type that look the same and are two subjects all the same."""
        seen: dict[tuple[str, str], str] = {}
        for subject, entry in self._existing.items():
            if isinstance(subject.key, str):
                first = seen.setdefault((subject.type, likeness(subject.key)), subject.key)
                if first != subject.key:
                    self.found.add("FACT-52", entry.place, key=subject.key, first=first, type=subject.type)

    def _find_key(self, entry: Entry) -> None:
        if entry.key_sought:
            return
        entry.key_sought = True
        if not entry.type.key:
            entry.key = single(entry.type).key if entry.type.single else entry.code
            if entry.key is None and "mã" not in entry.faulty:
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
        for entry in self.entries:
            if entry.owner is not None and entry.nested_in is not None:
                owner = entry.owner.subject
                if owner is not None:
                    self._refer(entry, entry.nested_in, owner, entry.place)

    def _enter_members(self) -> None:
        for owner, collection, written, place in self.members:
            fact_type = self.vocabulary.type(collection.member)
            assert fact_type is not None
            try:
                member = SubjectId(fact_type.name, key_of(self.vocabulary, fact_type, written))
            except Refusal as refusal:
                self._refuse(refusal, collection.name, place)
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
            shown = slot_text(self.vocabulary, declared, given)
            whose = show_key(self.vocabulary, owner)
            self.found.add("FACT-33", place, owner=whose, field=declared.name, other=shown)
            return
        entry.slots[declared.name] = owner
        entry.places.setdefault(declared.name, place)

    def _roster_closures(self) -> Iterator[Closure]:
        for roster in self.rosters:
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
            self._refuse(refusal, "mã", place)
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
            for entry in self.entries:
                owner = entry.slots.get(collection.via) if entry.type.name == collection.member else None
                if isinstance(owner, SubjectId):
                    index.setdefault(owner, []).append(entry)
        return self._by_owner[spot]

    def rows(self) -> Mapping[str, Mapping[Key, Row]]:
        rows: dict[str, dict[Key, Row]] = {each.name: {} for each in self.vocabulary}
        for subject, entry in self._existing.items():
            rows[subject.type][subject.key] = tuple(entry.slots.get(each.name) for each in entry.type.fields)
        return MappingProxyType({name: MappingProxyType(members) for name, members in rows.items()})

    def origins(self) -> Mapping[tuple[SubjectId, str], Place]:
        origins: dict[tuple[SubjectId, str], Place] = {}
        for subject, entry in self._existing.items():
            if entry.place != Place():
                origins[subject, "mã"] = entry.places.get("mã", entry.place)
            for name, place in entry.places.items():
                if place != Place():
                    origins[subject, name] = place
        return MappingProxyType(origins)


def place_fault(found: Collector, refusal: Refusal, name: str, place: Place) -> None:
    """Record why a value was refused, at its place."""
    arguments = {"bounds_en": "", **refusal.arguments}
    found.add(refusal.code, place, **{"field": name, **arguments})


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
