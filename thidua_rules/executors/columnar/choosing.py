"""Tables: the result of the first row whose condition is met, where it is not known which row that is."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any

import polars as pl

from thidua_rules.executors.columnar import few
from thidua_rules.executors.columnar import numbers as num
from thidua_rules.executors.columnar.few import Few
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import (
    Form,
    Truth,
    as_mask,
)
from thidua_rules.executors.columnar.numbers import Num
from thidua_rules.executors.columnar.quotients import Quotient
from thidua_rules.executors.columnar.ways import Known
from thidua_rules.executors.forward.reading import is_constant
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.values import (
    MET,
    NO_VALUE,
    NONE_KNOWN,
    NOT_MET,
    UNDETERMINED,
    Possible,
    cell_parts,
)


def first_met(rows: Sequence[tuple[Form, Known]], last: Known | None) -> Known:
    """The first row whose condition is met, else the last; no answer if there is none."""
    if not rows:
        assert last is not None
        return last
    if any(isinstance(each, Quotient) for _, each in rows):
        raise Beyond("construct", "/")
    if isinstance(rows[0][1], Few):
        pairs = [(form, each) for form, each in rows if isinstance(each, Few)]
        return few.chosen(pairs, last if isinstance(last, Few) else few.NONE_SAID)
    numbers = [(form, each) for form, each in rows if isinstance(each, Num)]
    return _numbers_by_row(numbers, last if isinstance(last, Num) else num.fixed(NO_VALUE))


def _numbers_by_row(rows: Sequence[tuple[Form, Num]], last: Num) -> Num:
    truths = [form for form, _ in rows if isinstance(form, Truth) and form.definite]
    if len(truths) == len(rows):
        plain = num.first_of([(form.expr, number) for form, (_, number) in zip(truths, rows, strict=True)], last)
        if plain is not None:
            return plain
    ways: list[tuple[pl.Expr, Num]] = []
    left: pl.Expr = pl.lit(True)
    for form, number in rows:
        if isinstance(form, Truth):
            may, must = form.expr.fill_null(True), form.expr.fill_null(False)
        else:
            bits = as_mask(form).expr
            may, must = (bits & (MET | UNDETERMINED)) > 0, (bits & (NOT_MET | UNDETERMINED)) == 0
        ways.append((left & may, number))
        left = left & ~must
    return num.chosen([*ways, (left, last)])


def by_description(question: Question, type_name: str, table: ir.Table, tested: Few) -> Few:
    """A table that tests a value of few descriptions and gives only what the question fixes."""
    if not all(is_constant(each.result) for each in table.rows):
        raise Beyond("construct", "bảng")
    whole = ir.Quantity("", type_name, table, table.rows[0].result.type)

    def result(part: Possible) -> Possible:
        return _supposing(question, table, part).measure(whole, _NOBODY)

    return few.made([tested], result)


def parts_reached(tested: Num, marks: tuple[Any, ...], integral: bool) -> list[tuple[Possible, pl.Expr]]:
    """Each part into which a value may be cut, and whether a row reaches it."""
    unit = tested.unit
    for mark in marks:
        unit = num.common_unit(unit, Fraction(mark))
    if integral:
        unit = num.common_unit(unit, Fraction(1))
    value = tested.over(unit)
    found: list[tuple[Possible, pl.Expr]] = []
    for part in cell_parts(Possible(), marks, integral):
        if not part.ordered or part.low is None:
            continue
        inside = Fraction(part.low)
        ends = sorted(Fraction(each) for each in marks)
        if inside in ends:
            at = int(inside / unit)
            reached = _may_be(value.low <= at) & _may_be(value.high >= at)
        else:
            below = [each for each in ends if each < inside]
            above = [each for each in ends if each > inside]
            reached = pl.lit(True)
            if below:
                reached = reached & _may_be(value.high > int(below[-1] / unit))
            if above:
                reached = reached & _may_be(value.low < int(above[0] / unit))
            if integral and below and above:
                # between two marks there may be whole numbers, of which the value must reach one
                first, last = floor(below[-1]) + 1, ceil(above[0]) - 1
                reached = reached & _may_be(value.high >= int(first / unit)) & _may_be(value.low <= int(last / unit))
        if value.ordered is not None:
            reached = reached & value.ordered
        found.append((part, reached))
    if value.absent is not None:
        found.append((NONE_KNOWN, value.absent))
    if value.undetermined is not None:
        found.append((NO_VALUE, value.undetermined))
    return found


def results_left(question: Question, table: ir.Table, part: Possible, results: Sequence[Known]) -> list[Known]:
    """The results still possible where the tested value is this."""
    supposed = _supposing(question, table, part)
    found: list[Known] = []
    for row, result in zip(table.rows, results, strict=True):
        mask = MET if row.condition is None else supposed.condition(row.condition, _NOBODY)
        if mask & (MET | UNDETERMINED):
            found.append(result)
        if not mask & (NOT_MET | UNDETERMINED):
            return found
    return [*found, few.NONE_SAID if isinstance(results[0], Few) else num.fixed(NO_VALUE)]


_NOBODY: Any = Scope(None, None)  # type: ignore[arg-type]


def _supposing(question: Question, table: ir.Table, part: Possible) -> Evaluation:
    """What conditions amount to that ask of nothing but what a table tests."""
    assert table.tested is not None
    return Evaluation(None, question, _none, _none, {table.tested: part})  # type: ignore[arg-type]


def _none(_subject: object, code: str) -> Any:
    raise KeyError(code)


def _may_be(holds: pl.Expr) -> pl.Expr:
    return holds.fill_null(True)
