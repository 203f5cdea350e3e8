"""From gathered records to the facts of a case: keys, references, rosters, and what contradicts them."""

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from attrs import define, field, frozen

from thidua_rules.diagnostics import Collector, Place
from thidua_rules.facts.case import Closure, Key, OneOf, Row, Slot, SubjectId
from thidua_rules.facts.codec import Refusal, UnresolvedKey, parse_text
from thidua_rules.facts.entries import Entry, Origins
from thidua_rules.facts.keys import key_of, key_part, likeness, show_key, slot_text
from thidua_rules.facts.singles import implied_slots, single
from thidua_rules.facts.vocabulary import Collection, FactType, Field, Kind, Vocabulary
from thidua_rules.source.text import did_you_mean, near_hint


@define
class Roster:
    """A collection of one owner that was said to be complete; `listed` if its members were listed under the owner."""

    owner: Entry | UnresolvedKey
    collection: str
    place: Place
    listed: bool


@frozen
class _Plan:
    """What is to be done with each record of a type, by the positions of its fields."""

    implied: tuple[tuple[int, SubjectId], ...]
    defaults: tuple[tuple[int, Field, Slot | Refusal], ...]
    references: tuple[tuple[int, Field, dict[UnresolvedKey, SubjectId]], ...]
    _presumed: dict[tuple[str, ...], Mapping[str, Place]] = field(init=False, factory=dict)

    @classmethod
    def of(cls, fact_type: FactType) -> "_Plan":
        """The plan of a type."""
        numbered = tuple(enumerate(fact_type.fields))
        implied = implied_slots(fact_type)
        return cls(
            tuple((position, implied[each.name]) for position, each in numbered if each.name in implied),
            tuple((position, each, _presumption(each)) for position, each in numbered if each.default is not None),
            tuple(
                (position, each, {}) for position, each in numbered if each.kind is Kind.REFERENCE and not each.implied
            ),
        )

    def places_of(self, presumed: list[Field]) -> Mapping[str, Place]:
        """Where the presumptions of some fields are declared; one mapping for all records that lack the same."""
        places = {each.name: each.place for each in presumed}
        return self._presumed.setdefault(tuple(places), places)


def _presumption(declared: Field) -> Slot | Refusal:
    assert declared.default is not None
    try:
        return parse_text(declared, declared.default)
    except Refusal as refusal:
        return refusal


@define(eq=False)
class Assembly:
    """Records, listed members and rosters on their way into one case; faults go to `found`."""

    vocabulary: Vocabulary
    found: Collector
    entries: list[Entry]
    members: list[tuple[Entry, Collection, Any, Place]]
    rosters: list[Roster]
    _plans: dict[str, _Plan] = field(init=False, factory=dict)
    _coded: set[SubjectId] = field(init=False, factory=set)
    _existing: dict[SubjectId, Entry] = field(init=False, factory=dict)
    _by_owner: dict[tuple[str, str], dict[SubjectId, list[Entry]]] = field(init=False, factory=dict)

    def assemble(self) -> frozenset[Closure]:
        """Give every record its key and every reference its subject; the closures of rosters that follow."""
        for entry in self.entries:
            self._enter_defaults(entry)
        self._find_keys()
        self._enter_owners()
        for entry in self.entries:
            for position, declared, meant in self._plan(entry.type).references:
                slot = entry.slots[position]
                if slot is not None:
                    entry.slots[position] = self._resolved(entry, declared, slot, meant)
        self._enter_members()
        return frozenset(self._roster_closures())

    def _refuse(self, refusal: Refusal, name: str, place: Place) -> None:
        place_fault(self.found, refusal, name, place)

    def _plan(self, fact_type: FactType) -> "_Plan":
        plan = self._plans.get(fact_type.name)
        if plan is None:
            plan = self._plans[fact_type.name] = _Plan.of(fact_type)
        return plan

    def _enter_defaults(self, entry: Entry) -> None:
        """What the law presumes of a missing fact, with the place of the declaration as its origin."""
        plan = self._plan(entry.type)
        for position, subject in plan.implied:
            entry.slots[position] = subject
        presumed = []
        for position, declared, slot in plan.defaults:
            if entry.slots[position] is not None or declared.name in entry.faulty:
                continue
            if isinstance(slot, Refusal):
                self._refuse(slot, declared.name, declared.place)
                continue
            entry.slots[position] = slot
            presumed.append(declared)
        if presumed:
            entry.filled = plan.places_of(presumed)

    def _find_keys(self) -> None:
        # codes first: a key may name them
        for entry in self.entries:
            if not entry.type.key:
                self._find_key(entry)
        self._coded = {entry.subject for entry in self.entries if entry.subject is not None}
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
            if entry.type.single:
                entry.subject = single(entry.type)
            elif entry.code is not None:
                entry.subject = SubjectId(entry.type.name, entry.code)
            elif "mã" not in entry.faulty:
                self.found.add("FACT-23", entry.place, type=entry.type.name)
            return
        parts = []
        for name in entry.type.key:
            position = entry.type.position(name)
            declared = entry.type.fields[position]
            slot = self._key_slot(entry, declared, entry.slots[position])
            if slot is None:
                return
            parts.append(key_part(declared, slot))
        entry.subject = SubjectId(entry.type.name, tuple(parts))

    def _key_slot(self, entry: Entry, declared: Field, slot: Any) -> Any:
        """The definite slot of a field of the key, or None after recording why there is none."""
        nested = entry.nested_in
        if slot is None and nested is not None and nested.via == declared.name and entry.owner is not None:
            self._find_key(entry.owner)
            return entry.owner.subject
        if isinstance(slot, UnresolvedKey):
            return self._target(entry, declared, slot, self._coded if len(declared.targets) > 1 else None)
        if not isinstance(slot, int | str | Decimal | SubjectId):
            if declared.name not in entry.faulty:
                place = entry.place_of(declared.name) or entry.place
                self.found.add("FACT-24", place, type=entry.type.name, field=declared.name)
            return None
        return slot

    def _target(
        self, entry: Entry, declared: Field, written: UnresolvedKey, existing: Container[SubjectId] | None
    ) -> SubjectId | None:
        """The subject that a reference means; with `existing`, one of these. Faults are recorded."""
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
        place = entry.place_of(declared.name) or entry.place
        if len(found) > 1:
            types = ", ".join(each.type for each in found)
            self.found.add("FACT-26", place, field=declared.name, key=written.key, types=types)
        else:
            self._dangling(declared, written.key, place)
        entry.faulty |= {declared.name}
        return None

    def _typed(self, declared: Field, key: Any, existing: Container[SubjectId]) -> list[SubjectId]:
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

    def _resolved(self, entry: Entry, declared: Field, slot: Any, meant: dict[UnresolvedKey, SubjectId]) -> Any:
        """The subjects in a slot; `meant` remembers whom a code of this field stands for."""
        if isinstance(slot, OneOf):
            members = frozenset(self._resolved(entry, declared, each, meant) for each in slot.values)
            return None if None in members else next(iter(members)) if len(members) == 1 else OneOf(members)
        if isinstance(slot, UnresolvedKey):
            if declared.name in entry.faulty:
                return None
            if not isinstance(slot.key, str):
                return self._target(entry, declared, slot, self._existing)
            found = meant.get(slot) or self._target(entry, declared, slot, self._existing)
            if found is not None:
                meant[slot] = found
            return found
        if isinstance(slot, SubjectId) and slot not in self._existing:
            self._dangling(declared, slot.key, entry.place_of(declared.name) or entry.place)
        return slot

    def _enter_owners(self) -> None:
        """A record nested under an owner refers to it."""
        for entry in self.entries:
            if entry.owner is not None and entry.nested_in is not None:
                owner = entry.owner.subject
                if owner is not None:
                    self._refer(entry, entry.nested_in, owner)

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
                places = {name: where for name in (collection.via, *_via(entry)) if (where := entry.place_of(name))}
                entry.filled = {collection.via: place, **places, **entry.filled}
                entry.owner, entry.nested_in = owner, collection
                self._refer(entry, collection, owner.subject, place)

    def _refer(self, entry: Entry, collection: Collection, owner: SubjectId, place: Place | None = None) -> None:
        position = entry.type.position(collection.via)
        declared, given = entry.type.fields[position], entry.slots[position]
        if given is not None:
            given = self._resolved(entry, declared, given, {})
        if given is not None and given != owner and not (isinstance(given, OneOf) and owner in given.values):
            shown = slot_text(self.vocabulary, declared, given)
            whose = show_key(self.vocabulary, owner)
            where = place or entry.place
            self.found.add("FACT-33", where, owner=whose, field=declared.name, other=shown)
            return
        entry.slots[position] = owner

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
                place = entry.place_of(collection.via) or entry.place
                whose, who = show_key(self.vocabulary, owner), show_key(self.vocabulary, entry.subject)
                self.found.add("FACT-34", place, collection=collection.name, owner=whose, member=who)

    def _referring(self, collection: Collection) -> Mapping[SubjectId, list[Entry]]:
        """The records of a collection by the owner that they refer to."""
        spot = collection.member, collection.via
        if spot not in self._by_owner:
            index = self._by_owner[spot] = {}
            for entry in self.entries:
                if entry.type.name != collection.member:
                    continue
                owner = entry.slots[entry.type.position(collection.via)]
                if isinstance(owner, SubjectId):
                    index.setdefault(owner, []).append(entry)
        return self._by_owner[spot]

    def rows(self) -> Mapping[str, Mapping[Key, Row]]:
        rows: dict[str, dict[Key, Row]] = {each.name: {} for each in self.vocabulary}
        for subject, entry in self._existing.items():
            entry.slots = rows[subject.type][subject.key] = tuple(entry.slots)
        return MappingProxyType({name: MappingProxyType(members) for name, members in rows.items()})

    def origins(self) -> Origins:
        return Origins(self._existing)


def _via(entry: Entry) -> tuple[str, ...]:
    return () if entry.nested_in is None else (entry.nested_in.via,)


def place_fault(found: Collector, refusal: Refusal, name: str, place: Place) -> None:
    """Record why a value was refused, at its place."""
    arguments = {"bounds_en": "", **refusal.arguments}
    found.add(refusal.code, place, **{"field": name, **arguments})


def suggest(name: str, names: list[str]) -> dict[str, str]:
    """The hint with the declared names nearest to a misspelt one, or with all of them if none is near."""
    near = did_you_mean(name, names)
    if near or not names:
        return near_hint(near, "“{}”")
    joined = ", ".join(f"“{each}”" for each in names[:12]) + (" …" if len(names) > 12 else "")
    return {"hint_vi": f"có các tên: {joined}", "hint_en": f"the names are: {joined}"}
