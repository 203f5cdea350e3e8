"""How a case comes about: records are gathered as read, then checked together; any fault, and there is no case."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua_rules.diagnostics import Collector, DossierError, Place
from thidua_rules.facts.assembling import Assembly, Entry, Roster, place_fault, suggest
from thidua_rules.facts.case import Between, Case, Closure, SubjectId
from thidua_rules.facts.codec import Refusal, UnresolvedKey, encode, show
from thidua_rules.facts.completions import refuse_stranded
from thidua_rules.facts.keys import code
from thidua_rules.facts.periods import Period, parse_period
from thidua_rules.facts.singles import single_closures
from thidua_rules.facts.vocabulary import Collection, FactType, Field, Kind, Vocabulary
from thidua_rules.source.text import fold

CODE = fold("mã")
_DAY = Field("ngày xét", "ngay_xet", Kind.DATE)


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
        self._finer: dict[tuple[str, str], list[tuple[Place, Field, Between]]] = {}
        self._closed: set[str] = set()
        self._rosters: list[Roster] = []
        self._members: list[tuple[Entry, Collection, Any, Place]] = []

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
            if declared is None or declared.implied:
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
            if isinstance(slot, Between) and isinstance(value, float | Decimal | Fraction):
                self._finer.setdefault((entry.type.name, declared.name), []).append((place, declared, slot))
            if slot is not None:
                entry.slots[declared.name] = slot

    def _take_code(self, entry: Entry, value: Any, place: Place) -> None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if entry.type.single:
            self.found.add("FACT-53", place, type=entry.type.name)
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
            self._rosters.append(Roster(whom, collection, where, listed))

    def list_member(self, owner: Entry, collection: Collection, written: Any, place: Place) -> None:
        """Take it that an existing subject, given by its code, is in a collection of the owner."""
        self._members.append((owner, collection, written, place))

    def refuse(self, refusal: Refusal, name: str, place: Place | None = None) -> None:
        """Record why a value was refused, at its place."""
        place_fault(self.found, refusal, name, place or self.place)

    def find_type(self, name: str, place: Place | None = None) -> FactType | None:
        """The declared type of that name; an unknown one is a fault."""
        fact_type = self.vocabulary.type(name)
        if fact_type is None or fact_type.is_dossier:
            fact_type = None
            names = [each.name for each in self.vocabulary.given]
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
        names = [*(["mã"] if fact_type.coded else []), *(each.name for each in fact_type.given)]
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
        met = {each.type.name for each in self._entries if each.type.single}
        self._entries += [Entry(each, self.place) for each in self.vocabulary.singles if each.name not in met]
        assembly = Assembly(self.vocabulary, self.found, self._entries, self._members, self._rosters)
        for cells in self._finer.values():
            where, declared, slot = cells[0]
            self.found.add("FACT-51", where, field=declared.name, read=show(declared, slot), count=len(cells))
        closed = frozenset(map(Closure, self._closed)) | single_closures(self.vocabulary) | assembly.assemble()
        self.found.raise_errors(DossierError)
        assert self.on is not None
        assert self.period is not None
        case = Case(self.vocabulary, self.on, self.period, assembly.rows(), closed, assembly.origins())
        refuse_stranded(case, self.found)
        self.found.raise_errors(DossierError)
        return case
