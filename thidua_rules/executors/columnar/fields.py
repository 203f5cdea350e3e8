"""Fields of subjects as conditions and as values, whatever is known of each."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from math import ceil, floor
from typing import Any

import polars as pl
from attrs import define, evolve

from thidua_rules.executors.columnar import few
from thidua_rules.executors.columnar.few import Few
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import (
    Form,
    Mask,
    Truth,
    as_mask,
    constant,
)
from thidua_rules.executors.columnar.numbers import Num
from thidua_rules.executors.columnar.sheets import WIDEST, Cells, Sheet, grain, reference_column
from thidua_rules.executors.columnar.ways import Known, Walker, Way
from thidua_rules.facts.case import OneOf, Slot
from thidua_rules.facts.lifting import domain, lift
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.values import (
    ABSENT,
    EITHER,
    MET,
    NONE_KNOWN,
    NOT_MET,
    Comparison,
    Possible,
    among,
    compare,
)

Judge = Callable[[Slot], int]


@define(eq=False)
class Fields(Walker):
    """Writes what is asked of fields."""

    def _leaf(
        self, walk: ir.Walk, name: str, judge: Judge, nowhere: int, plain: Callable[[pl.Expr], pl.Expr | None]
    ) -> Form:
        """A condition about one field: `judge` says what a slot amounts to, `plain` says it of plain values."""
        way = self.way(walk)
        cells = way.sheet.cells[named(way.sheet, name)]
        value = self.at(way, pl.col(cells.name))
        holds = plain(value)
        if holds is None:
            return self._by_list(way, cells, value, judge, nowhere)
        missing = judge(None) if cells.nulls else MET
        others = [judge(each) for each in cells.slots] if cells.odd else []
        leading = [nowhere] if way.absent else []
        if any(each & ~EITHER for each in (missing, *others, *leading)):
            definite = Truth(holds, not cells.nulls and not cells.odd and not way.absent)
            bits = as_mask(definite).expr
            bits = (
                pl.when(value.is_null()).then(pl.lit(missing, dtype=pl.UInt8)).otherwise(bits) if cells.nulls else bits
            )
            return self._with_others(way, cells, Mask(bits, EITHER | missing), others, leading)
        is_definite = not cells.nulls or missing != EITHER
        if cells.nulls and missing != EITHER:
            holds = pl.when(value.is_null()).then(missing == MET).otherwise(holds)
        return self._with_others(way, cells, Truth(holds, is_definite), others, leading)

    def _with_others(
        self, way: Way, cells: Cells, form: Truth | Mask, others: Sequence[int], nowhere: Sequence[int]
    ) -> Form:
        """A form with what stands for slots of another kind, and for those whom a walk leads to nobody."""
        expr = form.expr
        reach = EITHER if isinstance(form, Truth) else form.reach
        for each in (*others, *nowhere):
            reach |= each
        told: Sequence[Any] = others
        if isinstance(form, Truth):
            told = [None if each == EITHER else each == MET for each in others]
        if cells.odd is not None:
            dtype = pl.Boolean if isinstance(form, Truth) else pl.UInt8
            series = pl.Series([None, *told], dtype=dtype)
            odd = self.at(way, pl.col(cells.odd))
            expr = pl.when(odd > 0).then(pl.lit(series).gather(odd)).otherwise(expr)
        for each in nowhere:
            assert way.rows is not None
            value = pl.lit(each, dtype=pl.UInt8) if isinstance(form, Mask) else constant(each).expr  # type: ignore[union-attr]
            expr = pl.when(pl.col(way.rows).is_null()).then(value).otherwise(expr)
        if isinstance(form, Mask):
            return Mask(expr, reach)
        return Truth(expr, form.definite and EITHER not in (*others, *nowhere))

    def _by_list(self, way: Way, cells: Cells, place: pl.Expr, judge: Judge, nowhere: int) -> Form:
        """A condition about a field of few values, each of which is judged once."""
        told = [judge(each) for each in _listed(cells)]
        missing = [judge(None)] if cells.nulls else []
        others = [judge(each) for each in cells.slots] if cells.odd else []
        leading = [nowhere] if way.absent else []
        if any(each & ~EITHER for each in (*told, *missing, *others, *leading)):
            series = pl.Series([*told, *missing], dtype=pl.UInt8)
            expr = pl.lit(series).gather(place.fill_null(len(told)) if missing else place)
            reach = EITHER
            for each in (*told, *missing):
                reach |= each
            return self._with_others(way, cells, Mask(expr, reach), others, leading)
        if EITHER in told:
            raise Beyond("construct", cells.name)
        holds = place.is_in([at for at, each in enumerate(told) if each == MET])
        for whole in (MET, NOT_MET):
            if all(each == whole for each in told):
                holds = pl.when(place.is_not_null()).then(whole == MET)
        if told.count(MET) == 1:
            holds = place == told.index(MET)
        if missing and missing != [EITHER]:
            holds = holds.fill_null(missing == [MET])
        definite = missing != [EITHER]
        return self._with_others(way, cells, Truth(holds, definite), others, leading)

    def _of_field(
        self, value: ir.FieldValue, judge: Callable[[Possible], int], plain: Callable[[pl.Expr], pl.Expr | None]
    ) -> Form:
        way = self.way(value.walk)
        declared = way.sheet.fact_type.field(value.name)
        assert declared is not None
        if declared.kind in (Kind.REFERENCE, Kind.BOOLEAN):
            raise Beyond("construct", declared.name)
        return self._leaf(value.walk, value.name, lambda slot: judge(lift(declared, slot)), judge(NONE_KNOWN), plain)

    def _present(self, walk: ir.Walk, name: str) -> Form:
        way = self.way(walk)
        declared = way.sheet.fact_type.field(name)
        assert declared is not None
        if declared.kind is not Kind.REFERENCE:
            return self._leaf(walk, name, partial(_there, declared), NOT_MET, plainly)
        if declared.name in way.sheet.unknown:
            raise Beyond("reference", declared.name)
        ends = [self.at(way, pl.col(reference_column(declared.name, each))).is_not_null() for each in declared.targets]
        return Truth(pl.any_horizontal(ends), True)

    def _plain_test(
        self, side: ir.FieldValue, comparison: Comparison, limit: Possible
    ) -> Callable[[pl.Expr], pl.Expr | None]:
        declared = self.way(side.walk).sheet.fact_type.field(side.name)
        assert declared is not None

        def test(value: pl.Expr) -> pl.Expr | None:
            if is_listed(declared):
                return None
            if not limit.is_point or limit.low is None:
                raise Beyond("construct", declared.name)
            return _against(comparison, value, Fraction(limit.low) / grain(declared))

        return test

    def _field(self, walk: ir.Walk, name: str) -> Known:
        """A field of the subject that a walk leads to."""
        way = self.way(walk)
        cells = way.sheet.cells.get(named(way.sheet, name))
        if cells is None or cells.declared.kind is Kind.BOOLEAN:
            raise Beyond("construct", name)
        if is_few(cells.declared.kind):
            return self._few_of(way, cells)
        value, unit = self.at(way, pl.col(cells.name)), grain(cells.declared)
        whole = domain(cells.declared)
        lifted = [lift(cells.declared, each) for each in cells.slots] if cells.odd else []
        if any(each.others is None or each.others for each in (*lifted, *([whole] if cells.nulls else []))):
            raise Beyond("construct", f"ngoài bậc: {name}")
        ends = list(cells.ends or ())
        low = high = value
        absent: list[pl.Expr] = []
        ordered: list[pl.Expr] = []
        opened = [False, False]
        if cells.nulls:
            first, last = (_units(end, unit) for end in (whole.low, whole.high))
            ends += [each for each in (first, last) if each is not None]
            low = value if first is None else value.cast(pl.Int64).fill_null(first)
            high = value if last is None else value.cast(pl.Int64).fill_null(last)
            opened = [first is None, last is None]
            if whole.absent:
                known = value.is_not_null()
                absent.append(~known if cells.odd is None else ~known & (self.at(way, pl.col(cells.odd)) == 0))
        if cells.odd is not None:
            odd = self.at(way, pl.col(cells.odd))
            lows, highs = ([_units(getattr(each, end), unit) for each in lifted] for end in ("low", "high"))
            ends += [each for each in (*lows, *highs) if each is not None]
            low, high = (
                pl.when(odd > 0).then(pl.lit(pl.Series([None, *told], dtype=pl.Int64)).gather(odd)).otherwise(end)
                for told, end in ((lows, low), (highs, high))
            )
            for at, there in enumerate((lows, highs)):
                opened[at] = opened[at] or any(
                    end is None and each.ordered for end, each in zip(there, lifted, strict=True)
                )
            if any(each.absent for each in lifted):
                absent.append(pl.lit(pl.Series([False, *(each.absent for each in lifted)])).gather(odd))
            if any(not each.ordered for each in lifted):
                ordered.append(pl.lit(pl.Series([True, *(each.ordered for each in lifted)])).gather(odd))
        if way.absent:
            assert way.rows is not None
            nowhere = pl.col(way.rows).is_null()
            absent = [pl.when(nowhere).then(True).otherwise(each) for each in absent] or [nowhere]
            ordered = [pl.when(nowhere).then(False).otherwise(each) for each in ordered] or [~nowhere]
        if not ends:
            ends = [0]
        found = Num(low, high, unit, (min(ends), max(ends)), opened[0], opened[1])
        return evolve(found, absent=_some(absent), ordered=_every(ordered))

    def _few_of(self, way: Way, cells: Cells) -> Few:
        """A field of few values, by its descriptions."""
        listed = _listed(cells)
        if len(listed) > few.MOST:
            raise Beyond("construct", cells.name)
        table = [lift(cells.declared, each) for each in listed]
        place = self.at(way, pl.col(cells.name)).cast(pl.UInt32)
        if cells.nulls:
            place = place.fill_null(len(table))
            table.append(domain(cells.declared))
        if cells.odd is not None:
            odd = self.at(way, pl.col(cells.odd))
            place = pl.when(odd > 0).then(odd.cast(pl.Int64) + (len(table) - 1)).otherwise(place).cast(pl.UInt32)
            table += [lift(cells.declared, each) for each in cells.slots]
        return self._nowhere(way, Few(place, tuple(table)))


def is_few(kind: Kind) -> bool:
    """Whether values of a kind are kept by their descriptions: grades, and all that has no order."""
    return kind is Kind.GRADE or not kind.is_ordered


def _some(flags: Sequence[pl.Expr]) -> pl.Expr | None:
    return pl.any_horizontal(flags) if flags else None


def _every(flags: Sequence[pl.Expr]) -> pl.Expr | None:
    return pl.all_horizontal(flags) if flags else None


def named(sheet: Sheet, name: str) -> str:
    declared = sheet.fact_type.field(name)
    assert declared is not None
    return declared.name


def _units(end: Any, unit: Fraction) -> int | None:
    if end is None:
        return None
    number = Fraction(end) / unit
    if number.denominator != 1:
        raise Beyond("construct", "đầu khoảng")
    if abs(number) >= WIDEST:
        raise Beyond("wide")
    return number.numerator


def is_listed(declared: Field) -> bool:
    """Whether plain values are few enough to be judged one by one."""
    return declared.kind is Kind.GRADE or not declared.kind.is_ordered


def _listed(cells: Cells) -> Sequence[Slot]:
    """The plain values of such a field, by the places that its column gives."""
    return range(len(cells.declared.options)) if cells.declared.kind is Kind.GRADE else cells.options


def of_slot(slot: Slot) -> int:
    """What a slot of a true or false field amounts to."""
    if slot is None:
        return EITHER
    if isinstance(slot, OneOf):
        return (MET if True in slot.values else 0) | (NOT_MET if slot.values != {True} else 0)
    return MET if slot is True else NOT_MET


def plainly(value: pl.Expr) -> pl.Expr:
    """True for every plain value, and null for what is none."""
    return pl.when(value.is_not_null()).then(True)


def _there(declared: Field, slot: Slot) -> int:
    """Whether a slot has a value, as against the known absence."""
    if slot is ABSENT:
        return NOT_MET
    may_be_absent = declared.may_be_absent if slot is None else isinstance(slot, OneOf) and ABSENT in slot.values
    return EITHER if may_be_absent else MET


def compared_with(comparison: Comparison, limit: Possible, value: Possible) -> int:
    return compare(comparison, value, limit)


def among_these(wanted: frozenset[object], integral: bool, value: Possible) -> int:
    return among(value, wanted, integral)


def _against(comparison: Comparison, value: pl.Expr, limit: Fraction) -> pl.Expr:
    """The test of a column of whole numbers against a number, exactly."""
    if abs(limit) >= WIDEST:
        limit = Fraction(WIDEST if limit > 0 else -WIDEST)
    match comparison:
        case Comparison.GE:
            return value >= ceil(limit)
        case Comparison.GT:
            return value > floor(limit)
        case Comparison.LE:
            return value <= floor(limit)
        case Comparison.LT:
            return value < ceil(limit)
    if limit.denominator != 1:
        return pl.when(value.is_not_null()).then(comparison is Comparison.NE)
    return value == limit.numerator if comparison is Comparison.EQ else value != limit.numerator
