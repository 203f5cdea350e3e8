"""The facts of a case, or of tables, as one Polars frame for each type, to which what is found of it is added.

A field is a column of its plain values (numbers as whole multiples of the field's grain, choices and texts as places
in a list); what is known of it in any other way stands beside it as a place in a short list of slots, 0 for none. A
reference is the row of whom it means, one column for each type that it may lead to.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
from attrs import define, evolve, field

from thidua_rules.facts._numbers import decimals_of
from thidua_rules.facts.case import Between, Case, OneOf, Slot, SubjectId
from thidua_rules.facts.vocabulary import FactType, Field, Kind
from thidua_rules.values import ABSENT

WIDEST = 2**62
"""Numbers of columns stay below this, so that sums and differences of two fit into 64 bits."""
ROW = pl.UInt32


@define(eq=False)
class Cells:
    """One field of a type: the column of its plain values, and of its slots of another kind, if there are any.

    `options` are the values that the column gives the places of, for a field without an order. `nulls` says whether
    a value may be missing, `ends` are the least and greatest plain value.
    """

    declared: Field
    name: str
    odd: str | None = None
    slots: tuple[Slot, ...] = ()
    options: tuple[Any, ...] = ()
    nulls: bool = False
    ends: tuple[int, int] | None = None


Doubts = Mapping[int, Collection[tuple[str, int]] | None]
"""By row, the types and rows that an unknown reference may mean; None: anybody."""


@define(eq=False)
class Sheet:
    """The subjects of one type by row: their facts, and what rules have found of them."""

    fact_type: FactType
    frame: pl.DataFrame
    cells: Mapping[str, Cells]
    unknown: Mapping[str, "Doubts"] = field(factory=dict)
    """References that are not known of some subject, with whom they may mean there."""
    absent: frozenset[str] = frozenset()
    """References that some subject has none of."""
    rosters: Mapping[tuple[str, str], frozenset[int]] = field(factory=dict)
    """By type and reference, the rows here to which surely nobody else refers."""
    _layers: list[dict[str, pl.Expr]] = field(factory=list)
    _levels: dict[str, int] = field(factory=dict)

    def fresh(self) -> "Sheet":
        """The facts alone, to which a run of its own may add."""
        return evolve(self, layers=[], levels={})

    def put(self, name: str, expr: pl.Expr) -> pl.Expr:
        """Add a column; it is worked out together with others once somebody needs it."""
        level = 1 + max((self._levels.get(each, -1) for each in expr.meta.root_names()), default=-1)
        while len(self._layers) <= level:
            self._layers.append({})
        self._layers[level][name] = expr
        self._levels[name] = level
        return pl.col(name)

    def has(self, name: str) -> bool:
        """Whether there is such a column, worked out or not."""
        return name in self._levels or name in self.frame.columns

    def done(self) -> pl.DataFrame:
        """The frame with all columns worked out."""
        if self._layers:
            plan = self.frame.lazy()
            for layer in self._layers:
                plan = plan.with_columns(**layer)
            self.frame = plan.collect()
            self._layers, self._levels = [], {}
        return self.frame

    def series(self, name: str) -> pl.Series:
        """One column, worked out."""
        return (self.done() if name in self._levels else self.frame).get_column(name)

    @property
    def height(self) -> int:
        """How many subjects there are."""
        return self.frame.height


Sheets = Mapping[str, Sheet]


def reference_column(name: str, target: str) -> str:
    """The column of the rows that a reference means, of one of its target types."""
    return f"thuộc:{name}@{target}"


def grain(declared: Field) -> Fraction:
    """What 1 in a column of this field is worth."""
    if not declared.kind.is_number:
        return Fraction(1)
    return Fraction(1, 10 ** decimals_of(declared) * (100 if declared.kind is Kind.PERCENT else 1))


def sheets_of(case: Case) -> dict[str, Sheet]:
    """The sheets of a case; rows are in the order of its keys."""
    rows = {each.name: {one: at for at, one in enumerate(case.of_type(each.name))} for each in case.vocabulary}
    rosters: dict[str, dict[tuple[str, str], set[int]]] = {each.name: {} for each in case.vocabulary}
    for closure in case.closed:
        if closure.owner is not None and closure.collection is not None:
            collection = case.vocabulary.collection(closure.owner.type, closure.collection)
            assert collection is not None
            at = rosters[closure.owner.type].setdefault((collection.member, collection.via), set())
            at.add(rows[closure.owner.type][closure.owner])
    return {
        each.name: evolve(
            _sheet(each, rows, case), rosters={of: frozenset(at) for of, at in rosters[each.name].items()}
        )
        for each in case.vocabulary
    }


def _sheet(fact_type: FactType, rows: Mapping[str, Mapping[SubjectId, int]], case: Case) -> Sheet:
    subjects = list(rows[fact_type.name])
    slots = [case.subjects[fact_type.name][each.key] for each in subjects]
    series: list[pl.Series] = []
    cells: dict[str, Cells] = {}
    unknown: dict[str, Doubts] = {}
    absent = set()
    for position, declared in enumerate(fact_type.fields):
        values = [row[position] for row in slots]
        if declared.kind is Kind.REFERENCE:
            doubts = {
                row: None if each is None else [(one.type, rows[one.type][one]) for one in each.values - {ABSENT}]
                for row, each in enumerate(values)
                if each is None or isinstance(each, OneOf)
            }
            if doubts:
                unknown[declared.name] = doubts
            if any(each is ABSENT for each in values):
                absent.add(declared.name)
            for target in declared.targets:
                at = rows[target]
                found = [at.get(each) if isinstance(each, SubjectId) else None for each in values]
                series.append(pl.Series(reference_column(declared.name, target), found, dtype=ROW))
        else:
            cells[declared.name], columns = field_columns(declared, values)
            series += columns
    frame = pl.DataFrame(series) if series else pl.DataFrame()
    if not series:
        frame = pl.DataFrame({"dòng": pl.Series(range(len(subjects)), dtype=ROW)})
    return Sheet(fact_type, frame, cells, unknown, frozenset(absent))


def field_columns(declared: Field, values: Sequence[Slot]) -> tuple[Cells, list[pl.Series]]:
    """The columns of a field whose slots are these."""
    places: dict[Slot, int] = {}
    plain: list[Any] = []
    odd: list[int] = []
    options: dict[Any, int] = {each: at for at, each in enumerate(declared.options)} if _by_place(declared) else {}
    for slot in values:
        number = _plain(declared, slot, options)
        plain.append(number)
        odd.append(0 if number is not None or slot is None else places.setdefault(slot, len(places) + 1))
    found = Cells(declared, declared.name, None, tuple(places), tuple(options))
    dtype = pl.Boolean if declared.kind is Kind.BOOLEAN else pl.UInt32 if _by_place(declared) else pl.Int64
    column = pl.Series(declared.name, plain, dtype=dtype)
    found.nulls = any(each is None and not other for each, other in zip(plain, odd, strict=True))
    columns = [column]
    if places:
        found.odd = f"lạ:{declared.name}"
        columns.append(pl.Series(found.odd, odd, dtype=pl.UInt32))
    set_ends(found, column)
    return found, columns


def set_ends(cells: Cells, column: pl.Series) -> None:
    """Find the least and the greatest plain value."""
    if column.dtype != pl.Boolean and not cells.options and column.null_count() < column.len():
        low, high = column.min(), column.max()
        assert isinstance(low, int)
        assert isinstance(high, int)
        cells.ends = low, high


def _by_place(declared: Field) -> bool:
    """Whether a column holds places in a list of values."""
    return not declared.kind.is_ordered and declared.kind is not Kind.BOOLEAN


def _plain(declared: Field, slot: Slot, options: dict[Any, int]) -> Any:
    """What stands in the column for a slot that is one value within the order and its width; None for any other."""
    if slot is None or slot is ABSENT or isinstance(slot, Between | OneOf):
        return None
    if declared.kind is Kind.BOOLEAN:
        return slot
    if _by_place(declared):
        return options.setdefault(slot, len(options))
    assert isinstance(slot, int | Decimal)
    if declared.kind is Kind.GRADE and slot < 0:
        return None
    number = Fraction(slot) / (100 if declared.kind is Kind.PERCENT else 1) / grain(declared)
    if abs(number) >= WIDEST:
        return None
    assert number.denominator == 1
    return number.numerator
