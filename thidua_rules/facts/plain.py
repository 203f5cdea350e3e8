"""Tables of Arrow in which every row is plain, looked at a column at a time, without an object for any value.

Plain is what raises no question: every subject has a code of its own, every value fits its field, every reference
leads to somebody. What is not plain is not settled here: the rows are then read one by one, as any others are, and
faults have their places. Of plain tables, rows become objects when somebody asks for them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from attrs import define, field, frozen

from thidua_rules.diagnostics import Place
from thidua_rules.facts.case import Key, Row, Slot, SubjectId
from thidua_rules.facts.codec import Refusal, parse_text
from thidua_rules.facts.columns import Column
from thidua_rules.facts.keys import likeness
from thidua_rules.facts.singles import blank_row, single
from thidua_rules.facts.spots import InTable
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary

_PLAIN_CODE = r"^[!#-:<-{}~]+( [!#-:<-{}~]+)*$"
"""Texts that are kept as they are as a code, and as what a reference means: in ASCII, with single spaces."""

Ids = Mapping[str, Sequence[SubjectId]]


@define(eq=False)
class Plain:
    """A plain table of one type: `columns` are Arrow's by the name of the field, `mã` among them."""

    type: FactType
    columns: Mapping[str, Any]
    cell: Callable[[int, str], Place]
    codes: Any
    _slots: dict[str, "_Slots"]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.codes)

    @property
    def references(self) -> "dict[str, _Referred]":
        """Whom its subjects refer to, by field."""
        return {name: each for name, each in self._slots.items() if isinstance(each, _Referred)}

    def spots(self) -> list[InTable]:
        """Where the rows stand."""
        names = tuple(self.columns)
        return [InTable(self.cell, names, number) for number in range(1, self.count + 1)]

    def values(self) -> dict[str, list[Any]]:
        """The values of the rows, each an object."""
        return {name: column.to_pylist() for name, column in self.columns.items()}

    def rows(self, ids: Ids) -> dict[Key, Row]:
        """The rows by their codes; `ids` are the subjects of each type in the order of their rows."""
        unsaid = [_unsaid(each) for each in self.type.fields]
        slots = [
            self._slots[each.name](ids) if each.name in self._slots else [slot] * self.count
            for each, slot in zip(self.type.fields, unsaid, strict=True)
        ]
        return dict(zip(self.codes.to_pylist(), zip(*slots, strict=True), strict=True))


def _unsaid(declared: Field) -> Slot:
    """What a field holds of which a table says nothing."""
    return SubjectId(declared.targets[0], declared.targets[0]) if declared.implied else _presumed(declared)


class PlainReader:
    """Looks at tables with the columns that read single values, `column_of` a type and a field."""

    def __init__(self, column_of: Callable[[FactType, Field | None], Column]) -> None:
        self._column_of = column_of

    def table(self, fact_type: FactType, columns: Mapping[str, Any], cell: Callable[[int, str], Place]) -> Plain | None:
        """The table, if every row is plain by itself: all but whom references mean."""
        if not fact_type.coded or "mã" not in columns or fact_type.field("mã") is not None:
            return None
        try:
            codes = self._codes(fact_type, columns["mã"])
            slots = {} if codes is None else self._all_slots(fact_type, columns)
        except _not_readable():
            return None
        if codes is None or not len(codes):
            return None
        return None if None in slots.values() else Plain(fact_type, columns, cell, codes, slots)

    def _all_slots(self, fact_type: FactType, columns: Mapping[str, Any]) -> dict[str, Any]:
        named = ((name, fact_type.field(name), column) for name, column in columns.items())
        return {name: self._slots(fact_type, each, column) for name, each, column in named if each is not None}

    def _codes(self, fact_type: FactType, column: Any) -> Any:
        """The codes, as an array; None if they are not all there, each one's own."""
        import pyarrow
        from pyarrow import compute

        codes = _texts(column)
        if codes is None or codes.null_count:
            return None
        if not compute.all(compute.match_substring_regex(codes, _PLAIN_CODE)).as_py():
            read = self._column_of(fact_type, None).read(codes.to_pylist())
            if not all(isinstance(each, str) for each in read):
                return None
            codes = pyarrow.array(read, pyarrow.string())
        lowered = compute.utf8_lower(codes)
        odd = compute.any(compute.match_substring_regex(lowered, "[^ -xz~{|}]")).as_py()
        alike = len(set(map(likeness, codes.to_pylist()))) if odd else compute.count_distinct(lowered).as_py()
        return codes if alike == len(codes) else None

    def _slots(self, fact_type: FactType, declared: Field, column: Any) -> "_Slots | None":
        import pyarrow
        from pyarrow import compute

        if pyarrow.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        reader, kind = self._column_of(fact_type, declared), column.type
        if declared.kind is Kind.REFERENCE:
            return _referred(declared, column)
        if pyarrow.types.is_boolean(kind) and declared.kind is Kind.BOOLEAN:
            return _Kept(column, _presumed(declared))
        if pyarrow.types.is_integer(kind) and declared.kind.is_number:
            ends = compute.min_max(column).as_py()
            inside = ends["min"] is None or reader.keeps(int, ends["min"], ends["max"])
            return _Kept(column, _presumed(declared)) if inside else None
        coded = column.combine_chunks().dictionary_encode()
        values = coded.dictionary.to_pylist()
        slots = list(reader.read(values))
        return None if reader.doubtful(values, slots) else _Coded(coded.indices, slots, _presumed(declared))


def settled(tables: Sequence[Plain], vocabulary: Vocabulary) -> bool:
    """Whether tables make a case without a fault: one for a type, and every reference leads to somebody in them."""
    known = {each.type.name: each for each in tables}
    presumed = [_presumed(each) for one in vocabulary for each in one.fields]
    if len(known) < len(tables) or any(isinstance(each, Refusal) for each in presumed):
        return False
    if any(each.default is not None for one in vocabulary.singles for each in one.fields):
        return False
    referred = [each for table in tables for each in table.references.values()]
    return all(each.target in known and each.resolve(known[each.target].codes) for each in referred)


def may_be_stranded(tables: Sequence[Plain]) -> bool:
    """Whether somebody lacks a reference, so that it is to be asked whether there is a way to complete it."""
    return any(
        each.name not in table.references or bool(table.references[each.name].positions.null_count)
        for table in tables
        for each in table.type.fields
        if each.kind is Kind.REFERENCE and not each.implied
    )


class LaterSubjects(Mapping[str, Mapping[Key, Row]]):
    """The rows of plain tables by type, made when first asked for."""

    def __init__(self, vocabulary: Vocabulary, tables: Sequence[Plain]) -> None:
        self._tables = {each.type.name: each for each in tables}
        self._singles = {each.name: each for each in vocabulary.singles}
        self._names = [each.name for each in vocabulary]
        self._rows: dict[str, Mapping[Key, Row]] = {}
        self._ids: dict[str, Sequence[SubjectId]] = {}

    def __getitem__(self, name: str) -> Mapping[Key, Row]:
        if name not in self._rows:
            if name not in self._names:
                raise KeyError(name)
            self._rows[name] = MappingProxyType(self._made(name))
        return self._rows[name]

    def _made(self, name: str) -> dict[Key, Row]:
        if name in self._singles:
            return {single(self._singles[name]).key: blank_row(self._singles[name])}
        table = self._tables.get(name)
        if table is None:
            return {}
        for target in {each.target for each in table.references.values()} - set(self._ids):
            self._ids[target] = [SubjectId(target, code) for code in self._tables[target].codes.to_pylist()]
        return table.rows(self._ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Later(Mapping[Any, Any]):
    """A mapping that is made when first asked for; sent elsewhere as what it is made of."""

    def __init__(self, make: Callable[[], Mapping[Any, Any]]) -> None:
        self._make = make
        self._found: Mapping[Any, Any] | None = None

    @property
    def made(self) -> Mapping[Any, Any]:
        """The mapping itself."""
        if self._found is None:
            self._found = self._make()
        return self._found

    def __getitem__(self, key: Any) -> Any:
        return self.made[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)

    def __reduce__(self) -> tuple[Any, ...]:
        return _itself, (self.made,)


def _itself(found: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return found


# ---------------------------------------------------------------- slots of one column


@frozen(eq=False)
class _Kept:
    """Values that are slots already."""

    column: Any
    presumed: Any

    def __call__(self, _: Ids) -> Iterable[Slot]:
        values = self.column.to_pylist()
        return values if self.presumed is None else [self.presumed if each is None else each for each in values]


@frozen(eq=False)
class _Coded:
    """Positions among few slots."""

    positions: Any
    slots: list[Slot]
    presumed: Any

    def __call__(self, _: Ids) -> Iterable[Slot]:
        slots = [self.presumed if each is None else each for each in (*self.slots, None)]
        return map(slots.__getitem__, self.positions.fill_null(len(self.slots)).to_pylist())


@define(eq=False)
class _Referred:
    """Positions among the codes that are written; `places` are those of the subjects that the codes mean."""

    target: str
    positions: Any
    written: Any
    places: list[int] = field(factory=list)

    def resolve(self, codes: Any) -> bool:
        """Find whom the codes mean; whether there is somebody for each."""
        from pyarrow import compute

        found = compute.index_in(self.written, value_set=codes)
        self.places = found.to_pylist()
        return not found.null_count

    def __call__(self, ids: Ids) -> Iterable[Slot]:
        subjects = ids[self.target]
        meant = [*(subjects[each] for each in self.places), None]
        return map(meant.__getitem__, self.positions.fill_null(len(self.places)).to_pylist())


def _referred(declared: Field, column: Any) -> _Referred | None:
    """References to one type, by codes as they are kept."""
    from pyarrow import compute

    texts = _texts(column)
    if texts is None or len(declared.targets) != 1 or declared.default is not None:
        return None
    coded = texts.dictionary_encode()
    if not compute.all(compute.match_substring_regex(coded.dictionary, _PLAIN_CODE)).as_py():
        return None
    return _Referred(declared.targets[0], coded.indices, coded.dictionary)


_Slots = _Kept | _Coded | _Referred


def _presumed(declared: Field) -> Any:
    """What is presumed where nothing is said: a slot, None, or the refusal of it."""
    if declared.default is None:
        return None
    try:
        return parse_text(declared, declared.default)
    except Refusal as refusal:
        return refusal


def _texts(column: Any) -> Any:
    """A column of texts as one array; None if it holds something else."""
    import pyarrow

    kind = column.type.value_type if pyarrow.types.is_dictionary(column.type) else column.type
    if not (pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind)):
        return None
    return column.cast(pyarrow.string()).combine_chunks()


def _not_readable() -> tuple[type[BaseException], ...]:
    """What goes wrong where a value is no object of Python, or a column too odd for Arrow's functions."""
    import pyarrow

    return (pyarrow.ArrowException, ValueError, OverflowError, TypeError, UnicodeDecodeError)
