"""What columns found of a code, as columns of its own: where it can no longer change, and how it is read there."""

import polars as pl
from attrs import evolve, frozen

from thidua_rules.executors.columnar.few import Few
from thidua_rules.executors.columnar.masks import Form, Mask, Truth, as_mask
from thidua_rules.executors.columnar.numbers import NO, Num
from thidua_rules.executors.columnar.quotients import Quotient
from thidua_rules.executors.columnar.sheets import Sheet
from thidua_rules.executors.columnar.ways import Known, Run
from thidua_rules.values import MET, NOT_APPLICABLE, NOT_MET, UNDETERMINED


@frozen(eq=False)
class Finding:
    """What was found of a code, by row.

    `settled` says where it can no longer change, `valued` where it besides is a value, or met, not met or not
    applicable. `known` is what `columns` say where it is settled.
    """

    settled: pl.Series
    valued: pl.Series
    columns: list[pl.Series]
    known: Form | Known


def finding_of(run: Run, type_name: str, code: str) -> Finding:
    """What was found of a code about subjects of a type."""
    found = _found(run, type_name, code)
    if code not in run.lost:
        return found
    known = ~run.lost[code].rows
    return evolve(found, settled=found.settled & known, valued=found.valued & known)


def _found(run: Run, type_name: str, code: str) -> Finding:
    sheet, name = run.sheets[type_name], f"={code}"
    if code in run.forms:
        return _of_masks(sheet, run.forms[code], name)
    number = run.nums[code]
    if isinstance(number, Few):
        return _of_few(sheet, number, name)
    if isinstance(number, Quotient):
        return _of_quotient(sheet, number, name)
    return _of_number(sheet, number, name)


def _of_masks(sheet: Sheet, form: Form, name: str) -> Finding:
    masks = _series(sheet, as_mask(form).expr.cast(pl.UInt8), name)
    valued = masks.is_in([MET, NOT_MET, NOT_APPLICABLE])
    settled = valued | (masks == UNDETERMINED)
    reach = 0
    for each in masks.filter(settled).unique().to_list():
        reach |= each
    if not reach & ~(MET | NOT_MET):
        return Finding(settled, valued, [(masks == MET).alias(name)], Truth(pl.col(name), True))
    return Finding(settled, valued, [masks], Mask(pl.col(name), reach, single=True))


def _of_few(sheet: Sheet, value: Few, name: str) -> Finding:
    places = _series(sheet, value.expr.cast(pl.UInt32), name)
    settled = pl.Series([each.is_point for each in value.table], dtype=pl.Boolean).gather(places)
    valued = settled & pl.Series([each.has_value for each in value.table], dtype=pl.Boolean).gather(places)
    used = places.filter(settled).unique().sort()
    table = tuple(value.table[at] for at in used.to_list())
    told = places.replace_strict(used, pl.int_range(used.len(), dtype=pl.UInt32, eager=True), default=0)
    return Finding(settled, valued, [told.cast(pl.UInt32).alias(name)], Few(pl.col(name), table or value.table[:1]))


def _of_quotient(sheet: Sheet, value: Quotient, name: str) -> Finding:
    top, bottom = _series(sheet, value.top.low, name), _series(sheet, value.bottom.low, f"{name}.chia")
    ends = pl.col(top.name), pl.col(bottom.name)
    known = Quotient(
        evolve(value.top, low=ends[0], high=ends[0]),
        evolve(value.bottom, low=ends[1], high=ends[1]),
    )
    return Finding(pl.repeat(True, top.len(), dtype=pl.Boolean, eager=True), bottom != 0, [top, bottom], known)


def _of_number(sheet: Sheet, value: Num, name: str) -> Finding:
    low, high = _series(sheet, value.low.cast(pl.Int64), name), _series(sheet, value.high.cast(pl.Int64), name)
    absent = _series(sheet, NO if value.absent is None else value.absent, f"{name}.không có")
    lost = _series(sheet, NO if value.undetermined is None else value.undetermined, f"{name}.không đáp số")
    ordered = _series(sheet, value.is_ordered, f"{name}.thứ tự")
    valued = (ordered & (low == high).fill_null(False)) & ~absent & ~lost
    settled = valued | (~ordered & (absent ^ lost))
    end = pl.col(name)
    known = Num(end, end, value.unit, value.ends)
    if (settled & ~valued).any():
        there, nobody, nothing = (pl.col(each.name) for each in (ordered, absent, lost))
        known = evolve(known, ordered=there, absent=nobody, undetermined=nothing)
    return Finding(settled, valued, [low.fill_null(value.ends[0]), absent, lost, ordered], known)


def _series(sheet: Sheet, expr: pl.Expr, name: str) -> pl.Series:
    return sheet.done().with_columns(expr.alias(name)).get_column(name)
