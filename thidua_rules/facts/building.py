"""How a case comes about: records are gathered as read, then checked together; any fault, and there is no case."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from thidua_rules.diagnostics import Collector, DossierError, Place
from thidua_rules.facts.assembling import Assembly, Roster, place_fault, suggest
from thidua_rules.facts.case import Between, Case, Closure, SubjectId
from thidua_rules.facts.codec import Refusal, UnresolvedKey, encode, show
from thidua_rules.facts.columns import Column, code_column
from thidua_rules.facts.completions import refuse_stranded, stranded
from thidua_rules.facts.entries import Entry
from thidua_rules.facts.periods import Period, parse_period
from thidua_rules.facts.plain import Later, LaterSubjects, Plain, PlainReader, may_be_stranded, settled
from thidua_rules.facts.singles import single_closures
from thidua_rules.facts.spots import Spot, Told
from thidua_rules.facts.vocabulary import Collection, FactType, Field, Kind, Vocabulary
from thidua_rules.source.text import fold

CODE = fold("mã")
_NO_FIELD = ""
"""Stands for `mã`, since a type may have a field of that name."""
_DAY = Field("ngày xét", "ngay_xet", Kind.DATE)


def known_name(fact_type: FactType, name: str) -> str | None:
    """The declared name of a field that records give, or `mã`, however it is spelt; None if it is neither."""
    declared = fact_type.field(name)
    if declared is None:
        return "mã" if fold(name) == CODE else None
    return None if declared.implied else declared.name


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
        self._plain: list[Plain] = []
        self._columns: dict[tuple[str, str], Column] = {}
        self._finer: dict[tuple[str, str], list[tuple[Spot, Field, Between]]] = {}
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
        given = {name: (places or {}).get(name, where) for name in values}
        written: dict[str, str] = {}
        for name in values:
            known = known_name(fact_type, name)
            if known is None:
                self.unknown_field(fact_type, name, given[name])
            elif known in written:
                self.found.add("FACT-38", given[name], field=known)
            else:
                written[known] = name
        spot = Told(where, {name: given[spelt] for name, spelt in written.items()})
        columns = {name: [values[spelt]] for name, spelt in written.items()}
        return self.add_alike(fact_type, columns, [spot], owner, collection)[0]

    def add_alike(
        self,
        fact_type: FactType,
        columns: Mapping[str, Sequence[Any]],
        spots: Sequence[Spot],
        owner: Entry | None = None,
        collection: Collection | None = None,
    ) -> list[Entry]:
        """Take records of one type, one at each spot: for a declared field, and for `mã`, its values in all of them.

        None and blank texts say nothing. Faults come in the order of the records.
        """
        self._take_plain_apart()
        names = {name: fact_type.field(name) for name in columns}
        unsaid: Sequence[Any] = [None] * len(spots)
        slots = dict.fromkeys((_NO_FIELD, *(each.name for each in fact_type.fields)), unsaid)
        doubtful: list[tuple[int, str]] = []
        for name, declared in names.items():
            column = self._column(fact_type, declared)
            read = slots[_NO_FIELD if declared is None else declared.name] = column.read(columns[name])
            doubtful += [(number, name) for number in column.doubtful(columns[name], read)]
        entries = [
            Entry(fact_type, spot, row, owner, collection, code)
            for spot, code, *row in zip(spots, *slots.values(), strict=True)
        ]
        self._entries += entries
        doubtful.sort(key=lambda each: (each[0], list(spots[each[0]].names).index(each[1])))
        for number, name in doubtful:
            self._doubt(entries[number], names[name])
        return entries

    def add_arrow(self, fact_type: FactType, columns: Mapping[str, Any], cell: Callable[[int, str], Place]) -> bool:
        """Take the rows of a table of Arrow without looking at each, if all of them are plain; else take nothing.

        `columns` are by declared name, `cell` gives the place of a row, counted from 1, under a name.
        """
        plain = None if self._entries else PlainReader(self._column).table(fact_type, columns, cell)
        if plain is not None:
            self._plain.append(plain)
        return plain is not None

    def _take_plain_apart(self) -> None:
        """Make records of plain tables, where others come after them or something is to be told of one."""
        tables, self._plain = self._plain, []
        for each in tables:
            self.add_alike(each.type, each.values(), each.spots())

    def _column(self, fact_type: FactType, declared: Field | None) -> Column:
        name = _NO_FIELD if declared is None else declared.name
        column = self._columns.get((fact_type.name, name))
        if column is None:
            made = code_column(fact_type) if declared is None else Column(partial(encode, declared), declared)
            column = self._columns[fact_type.name, name] = made
        return column

    def _doubt(self, entry: Entry, declared: Field | None) -> None:
        """Tell of a value that was refused, or that is finer than its field."""
        name = "mã" if declared is None else declared.name
        slot: Any = entry.code if declared is None else entry.slots[entry.type.position(name)]
        if isinstance(slot, Refusal):
            self.refuse(slot, name, entry.spot.of(name))
            entry.faulty |= {name}
            if declared is None:
                entry.code = None
            else:
                entry.slots[entry.type.position(name)] = None
        elif declared is not None:
            self._finer.setdefault((entry.type.name, name), []).append((entry.spot, declared, slot))

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

    def without_records(self) -> tuple[datetime.date, Period, frozenset[Closure]] | None:
        """The question and the closed types, where records are kept elsewhere; None if anything is at fault."""
        if self.on is None or self.period is None or self.found.items or self._rosters:
            return None
        return self.on, self.period, frozenset(map(Closure, self._closed)) | single_closures(self.vocabulary)

    def build(self, on: Any = None, period: Any = None) -> Case:
        """The case, asked on a date about a period (overriding what was read). Raises DossierError with all faults."""
        self.ask(on, period)
        if self.on is None:
            self.found.add("FACT-29", self.place)
        if self.period is None:
            self.found.add("FACT-30", self.place)
        made = self._plain_case() if self._plain else None
        return self._assembled() if made is None else made

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said of anybody."""
        return not self._entries and not self._plain

    def _plain_case(self) -> Case | None:
        """The case of plain tables, if nothing is wrong with them together; nothing is made of a single row."""
        if self.found.errors or self._rosters or self._members or not settled(self._plain, self.vocabulary):
            return None
        assert self.on is not None
        assert self.period is not None
        closed = frozenset(map(Closure, self._closed)) | single_closures(self.vocabulary)
        subjects = LaterSubjects(self.vocabulary, self._plain)
        case = Case(self.vocabulary, self.on, self.period, subjects, closed, Later(lambda: self._assembled().origins))
        if may_be_stranded(self._plain) and next(stranded(case), None) is not None:
            return None
        return case

    def _assembled(self) -> Case:
        """The case of all records, each by itself."""
        self._take_plain_apart()
        met = {each.type.name for each in self._entries if each.type.single}
        for each in self.vocabulary.singles:
            if each.name not in met:
                self.add_alike(each, {}, [Told(self.place, {})])
        assembly = Assembly(self.vocabulary, self.found, self._entries, self._members, self._rosters)
        for cells in self._finer.values():
            spot, declared, slot = cells[0]
            self.found.add(
                "FACT-51", spot.of(declared.name), field=declared.name, read=show(declared, slot), count=len(cells)
            )
        closed = frozenset(map(Closure, self._closed)) | single_closures(self.vocabulary) | assembly.assemble()
        self.found.raise_errors(DossierError)
        assert self.on is not None
        assert self.period is not None
        case = Case(self.vocabulary, self.on, self.period, assembly.rows(), closed, assembly.origins())
        refuse_stranded(case, self.found)
        self.found.raise_errors(DossierError)
        return case
