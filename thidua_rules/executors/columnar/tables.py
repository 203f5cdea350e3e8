"""Tables of facts as sheets: checked a column at a time, without a row being looked at by itself.

What is plainly in order is taken as it stands. Values that need a closer look are read once each by the codec. As
soon as anything is at fault, or says less than one value, the row readers take over for all: so faults are theirs.
"""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

import polars as pl
from attrs import define

from thidua_rules.executors.columnar.sheets import (
    ROW,
    WIDEST,
    Cells,
    Sheet,
    field_columns,
    reference_column,
    set_ends,
)
from thidua_rules.facts._numbers import decimals_of
from thidua_rules.facts.case import Between, Slot
from thidua_rules.facts.codec import Refusal, encode, show
from thidua_rules.facts.keys import code, likeness
from thidua_rules.facts.singles import implied_slots, single
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.source.text import fold

_EPOCH = datetime.date(1970, 1, 1).toordinal()
_MOST_EXACT = 10**15
"""Whole numbers that a float holds with the digits that a spreadsheet keeps."""


class Doubtful(Exception):
    """Something in the tables that only the row readers can tell, or take."""


@define(eq=False)
class _Reader:
    vocabulary: Vocabulary
    given: Mapping[str, pl.DataFrame]
    labels: dict[str, pl.Series]
    """The keys of every type as text, by row."""

    def sheets(self) -> dict[str, Sheet]:
        """The sheet of every type."""
        for each in self.vocabulary:
            if not each.key:
                self.labels[each.name] = self._codes(each)
        found = {each.name: self._sheet(each) for each in self.vocabulary}
        for each in self.vocabulary:
            if each.key:
                self.labels[each.name] = self._keys(found[each.name])
        return found

    def frame(self, fact_type: FactType) -> pl.DataFrame:
        """The table of a type; of a type without one, nobody, and of one that is single, the one."""
        found = self.given.get(fact_type.name)
        if found is None:
            return pl.DataFrame({"": [None] * int(fact_type.single)})
        return found

    def _codes(self, fact_type: FactType) -> pl.Series:
        frame = self.frame(fact_type)
        if fact_type.single:
            if frame.height != 1 or "mã" in frame.columns:
                raise Doubtful
            return pl.Series([str(single(fact_type).key)])
        if "mã" not in frame.columns:
            if frame.height:
                raise Doubtful
            return pl.Series([], dtype=pl.String)
        found = _plain_codes(frame.get_column("mã"))
        if found.n_unique() != found.len():
            raise Doubtful
        alike = found.str.to_lowercase()
        if not found.str.contains(r"^[\x20-\x7e]*$").all() or alike.str.contains("y").any():
            alike = pl.Series([likeness(each) for each in found.to_list()], dtype=pl.String)
        if alike.n_unique() != alike.len():
            raise Doubtful
        return found

    def _sheet(self, fact_type: FactType) -> Sheet:
        frame = self.frame(fact_type)
        columns: list[pl.Series] = []
        cells: dict[str, Cells] = {}
        absent: set[str] = set()
        implied = implied_slots(fact_type)
        for declared in fact_type.fields:
            if declared.name in implied:
                target = declared.targets[0]
                columns.append(pl.repeat(0, frame.height, dtype=ROW, eager=True).alias(_column(declared, target)))
            elif declared.kind is Kind.REFERENCE:
                columns += self._references(frame, declared, absent)
            else:
                given = frame.get_column(declared.name) if declared.name in frame.columns else None
                found, made = _field(declared, given, frame.height)
                if declared.default is not None:
                    made = [_presumed(declared, found, made)]
                cells[declared.name] = found
                columns += made
        if not columns:
            columns = [pl.int_range(frame.height, dtype=ROW, eager=True).alias("dòng")]
        return Sheet(fact_type, pl.DataFrame(columns), cells, absent=frozenset(absent))

    def _references(self, frame: pl.DataFrame, declared: Field, absent: set[str]) -> list[pl.Series]:
        """The rows that a reference means: one column for each type that it may lead to."""
        if declared.name not in frame.columns:
            if frame.height:
                raise Doubtful
            return [pl.Series(_column(declared, each), [], dtype=ROW) for each in declared.targets]
        written = frame.get_column(declared.name)
        if written.null_count():
            raise Doubtful
        nobody = None
        codes = written.cast(pl.String) if _is_text(written) else written
        if codes.dtype != pl.String:
            raise Doubtful
        if declared.may_be_absent:
            nobody = codes.is_in(_absent_words(codes).implode())
            if nobody.any():
                absent.add(declared.name)
        found = []
        met = pl.zeros(frame.height, dtype=pl.UInt8, eager=True)
        for target in declared.targets:
            fact_type = self.vocabulary.type(target)
            if fact_type is None or fact_type.key:
                raise Doubtful
            rows = _rows_of(codes, self.labels[target])
            met = met + rows.is_not_null().cast(pl.UInt8)
            found.append((rows.set_sorted() if rows.is_sorted() else rows).alias(_column(declared, target)))
        wanted = 1 if nobody is None else (~nobody).cast(pl.UInt8)
        if not (met == wanted).all():
            raise Doubtful
        return found

    def _keys(self, sheet: Sheet) -> pl.Series:
        """The keys of a type that fields identify, as text; they must be known, and each once."""
        fact_type = sheet.fact_type
        parts: list[pl.Series] = []
        texts: list[pl.Expr] = []
        frame = pl.DataFrame({"dòng": pl.int_range(sheet.height, eager=True)})
        if not sheet.height:
            return pl.Series([], dtype=pl.String)
        for name in fact_type.key:
            declared = fact_type.field(name)
            assert declared is not None
            if declared.kind is Kind.REFERENCE:
                text = pl.Series([None], dtype=pl.String).new_from_index(0, sheet.height)
                for target in declared.targets:
                    rows = sheet.frame.get_column(_column(declared, target))
                    labels = self.labels.get(target)
                    if labels is None:
                        raise Doubtful
                    parts.append(rows.alias(f"{name}@{target}"))
                    text = text.fill_null(labels.gather(rows))
                if text.null_count():
                    raise Doubtful
                frame = frame.with_columns(text.alias(name))
            else:
                cells = sheet.cells[declared.name]
                values = sheet.frame.get_column(cells.name)
                if values.null_count():
                    raise Doubtful
                parts.append(values.alias(name))
                frame = frame.with_columns(shown(cells, values).alias(name))
            texts.append(pl.col(name))
        if pl.DataFrame(parts).is_duplicated().any():
            raise Doubtful
        return frame.select(pl.concat_str(texts, separator="; ")).to_series()


def sheets_of_tables(
    vocabulary: Vocabulary, given: Mapping[str, pl.DataFrame]
) -> tuple[dict[str, Sheet], dict[str, pl.Series]]:
    """The sheets of tables under declared names, and the keys of every type as text. Raises Doubtful."""
    reader = _Reader(vocabulary, given, {})
    return reader.sheets(), reader.labels


def _column(declared: Field, target: str) -> str:
    return reference_column(declared.name, target)


def _is_text(column: pl.Series) -> bool:
    return column.dtype in (pl.Categorical, pl.Enum) or column.dtype == pl.String


def _plain_codes(column: pl.Series) -> pl.Series:
    if not _is_text(column) or column.null_count():
        raise Doubtful
    codes = column.cast(pl.String)
    if codes.str.contains(r"^[A-Za-z0-9][A-Za-z0-9._/-]*$").all():
        return codes
    try:
        return pl.Series([code(each) for each in codes.to_list()], dtype=pl.String)
    except Refusal as refusal:
        raise Doubtful from refusal


def _absent_words(codes: pl.Series) -> pl.Series:
    """What is written in a column for the known absence."""
    candidates = codes.filter(codes.str.len_chars() < 20).unique()
    return candidates.filter(
        pl.Series([fold(each) == fold("không có") for each in candidates.to_list()], dtype=pl.Boolean)
    )


def _rows_of(codes: pl.Series, labels: pl.Series) -> pl.Series:
    """The row of each code among the labels; null where it is none of them."""
    known = pl.DataFrame({"mã": labels, "dòng": pl.int_range(labels.len(), dtype=ROW, eager=True)})
    return pl.DataFrame({"mã": codes}).join(known, on="mã", how="left", maintain_order="left").get_column("dòng")


# ---------------------------------------------------------------- fields


def _field(declared: Field, given: pl.Series | None, height: int) -> tuple[Cells, list[pl.Series]]:
    """The columns of a field."""
    if given is None:
        found, columns = field_columns(declared, [])
        found.nulls = height > 0
        (column,) = columns
        return found, [pl.Series(declared.name, [None] * 0, dtype=column.dtype).extend_constant(None, height)]
    plain = _plain_column(declared, given)
    if plain is not None:
        values, doubt = plain
        if not doubt.any():
            found = Cells(declared, declared.name, nulls=values.null_count() > 0)
            set_ends(found, values)
            return found, [values.alias(declared.name)]
    return _by_value(declared, given)


def _plain_column(declared: Field, given: pl.Series) -> tuple[pl.Series, pl.Series] | None:
    """The column as it is kept, and which of its values need a closer look; None if all do."""
    kind = declared.kind
    if kind is Kind.BOOLEAN and given.dtype == pl.Boolean:
        return given, _none(given)
    if kind is Kind.DATE and given.dtype == pl.Date:
        days = given.cast(pl.Int32) + _EPOCH
        return days, _outside(declared, days, Fraction(1)) | ((days < 1) | (days > 3652059)).fill_null(False)
    if not kind.is_number and kind is not Kind.YEAR:
        return None
    scale = 10 ** decimals_of(declared) if kind.is_number else 1
    if given.dtype.is_integer():
        if given.null_count() < given.len() and max(abs(_int(given.min())), abs(_int(given.max()))) * scale >= WIDEST:
            return None
        if kind is Kind.YEAR:
            years = given.cast(pl.Int64)
            return years, _outside(declared, years, Fraction(1)) | ((years < 1) | (years > 9999)).fill_null(False)
        numbers = given if scale == 1 and given.dtype.is_signed_integer() else given.cast(pl.Int64) * scale
        return numbers, _outside(declared, numbers, Fraction(1, scale))
    if given.dtype.is_float() and kind not in (Kind.INTEGER, Kind.YEAR):
        floats = given.cast(pl.Float64)
        grains = (floats * scale).round()
        exact = (grains / scale == floats) & (grains.abs() < _MOST_EXACT)
        numbers = grains.set(~exact.fill_null(False), None).cast(pl.Int64)
        if numbers.abs().max() is not None and _int(numbers.abs().max()) < 2**31:
            numbers = numbers.cast(pl.Int32)
        return numbers, (~exact.fill_null(given.is_null())) | _outside(declared, numbers, Fraction(1, scale))
    return None


def _none(values: pl.Series) -> pl.Series:
    return pl.repeat(False, values.len(), dtype=pl.Boolean, eager=True)


def _int(value: Any) -> int:
    return int(value)


def _outside(declared: Field, values: pl.Series, unit: Fraction) -> pl.Series:
    """Which values are beyond the bounds of their field; `unit` is what 1 is worth, in its units."""
    found = _none(values)
    if declared.low is not None:
        found = found | (values < ceil(declared.low / unit)).fill_null(False)
    if declared.high is not None:
        found = found | (values > floor(declared.high / unit)).fill_null(False)
    return found


def _by_value(declared: Field, given: pl.Series) -> tuple[Cells, list[pl.Series]]:
    """The columns of a field each of whose values is read once by the codec."""
    if given.dtype in (pl.Categorical, pl.Enum):
        given = given.cast(pl.String)
    if given.dtype.is_nested() or given.dtype in (pl.Binary, pl.Object):
        raise Doubtful
    values = given.unique(maintain_order=True).drop_nulls()
    try:
        slots: list[Slot] = [encode(declared, each) for each in values.to_list()]
    except (Refusal, ValueError, OverflowError) as refusal:  # days beyond the calendar are no objects of Python
        raise Doubtful from refusal
    if (given.dtype.is_float() or given.dtype.is_decimal()) and any(isinstance(each, Between) for each in slots):
        raise Doubtful
    found, columns = field_columns(declared, slots)
    missing = given.null_count() > 0 or any(each is None for each in slots)
    known = pl.DataFrame([values.alias("giá trị"), *columns])
    joined = pl.DataFrame({"giá trị": given}).join(known, on="giá trị", how="left", maintain_order="left")
    found.nulls = missing
    made = [joined.get_column(declared.name)]
    if found.odd is not None:
        made.append(joined.get_column(found.odd).fill_null(0))
    return found, made


def _presumed(declared: Field, found: Cells, columns: Sequence[pl.Series]) -> pl.Series:
    """What the law presumes of a missing fact."""
    if found.odd is not None:
        raise Doubtful
    if not found.nulls:
        return columns[0]
    try:
        told, made = field_columns(declared, [encode(declared, declared.default)])
    except Refusal as refusal:
        raise Doubtful from refusal
    if told.nulls or told.odd is not None or told.options != declared.options:
        raise Doubtful
    filled = columns[0].cast(made[0].dtype).fill_null(made[0].item())
    found.nulls, found.ends, found.options = False, None, told.options
    set_ends(found, filled)
    return filled


def shown(cells: Cells, values: pl.Series) -> pl.Series:
    """Plain values of a field as text."""
    known = values.unique().drop_nulls()
    texts = [show(cells.declared, slot_of_plain(cells, each)) for each in known.to_list()]
    return values.replace_strict(known, pl.Series(texts, dtype=pl.String), default=None, return_dtype=pl.String)


def slot_of_plain(cells: Cells, value: Any) -> Slot:
    """The slot that a plain value of a column stands for."""
    declared = cells.declared
    if value is None or declared.kind is Kind.BOOLEAN:
        return value  # type: ignore[no-any-return]
    if not declared.kind.is_ordered:
        return cells.options[value]  # type: ignore[no-any-return]
    scale = 10 ** decimals_of(declared) if declared.kind.is_number else 1
    if value % scale == 0:
        return int(value // scale)
    return (Decimal(value) / scale).normalize()
