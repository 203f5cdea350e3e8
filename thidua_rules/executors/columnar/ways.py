"""Where walks lead, and what was found of others brought from there; what all expressions of a run share."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
from attrs import define, evolve, field, frozen

from thidua_rules.executors.columnar.few import Few
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import (
    Form,
    Mask,
    Truth,
    as_mask,
)
from thidua_rules.executors.columnar.numbers import Num
from thidua_rules.executors.columnar.quotients import Quotient
from thidua_rules.executors.columnar.sheets import Sheet, Sheets, reference_column
from thidua_rules.executors.forward.runtime import constant as known_constant
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.values import (
    NONE_KNOWN,
    NOT_MET,
    Possible,
)

Known = Num | Few | Quotient
"""What is known of a value: by its ends, by one of few descriptions, or as two numbers of which it is the quotient."""
Collected = ir.CountOf | ir.FoldOf | ir.StreakOf | ir.RatioOf | ir.EveryOf | ir.RatioCompared


@frozen(eq=False)
class Lost:
    """The rows in which columns do not say what was asked, though they do in others, and why."""

    why: Beyond
    rows: pl.Series


@define(eq=False)
class Run:
    """What all expressions of one run share: the facts, the question, and what rules have found so far."""

    program: ir.Program
    question: Question
    sheets: Sheets
    closed: frozenset[str]
    asked: frozenset[str]
    wanted: frozenset[str]
    """What is asked for by itself, and that with all that it rests on."""
    collected: Callable[[Any, Collected], Form | Num | Quotient]
    forms: dict[str, Form] = field(factory=dict)
    nums: dict[str, Known] = field(factory=dict)
    failed: dict[str, Beyond] = field(factory=dict)
    lost: dict[str, Lost] = field(factory=dict)
    """The rows in which what was found of a code says nothing."""
    names: dict[tuple[object, ...], str] = field(factory=dict)
    """What columns of owners are of, by what is asked of their members."""

    def known(self, value: ir.Value) -> Possible:
        """What a value is that the question fixes."""
        return known_constant(value, self.question)

    def form(self, code: str) -> Form:
        """What was found of a conclusion."""
        if code in self.failed:
            raise self.failed[code]
        return self.forms[code]

    def num(self, code: str) -> Known:
        """What was found of a quantity or rank."""
        if code in self.failed:
            raise self.failed[code]
        return self.nums[code]


@frozen(eq=False)
class Way:
    """Where a walk leads: the sheet at its end, the column of rows there (None: the same row), and whether to none."""

    sheet: Sheet
    rows: str | None
    absent: bool


@define(eq=False)
class Walker:
    """The rows of one type, seen from themselves, and where walks lead from them."""

    run: Run
    type_name: str
    inner: bool = False
    """Whether the rows are members of a collection that a rule about others asks of."""
    asking: tuple[str, str] | None = None
    """Of such rows, the type of the subject that the rule is asked of, and the column of its rows, if it owns them."""

    @property
    def sheet(self) -> Sheet:
        """The sheet of the type."""
        return self.run.sheets[self.type_name]

    def way(self, walk: ir.Walk) -> Way:
        """The end of a walk."""
        if not (walk.of_subject and self.inner):
            return self.along(walk.steps, self.sheet, None)
        if self.asking is None:
            raise Beyond("construct", "của người được xét")
        return self.along(walk.steps, self.run.sheets[self.asking[0]], self.asking[1])

    def along(self, steps: Sequence[str], sheet: Sheet, rows: str | None) -> Way:
        """The end of some references, each followed from the one before, the first from a row of a sheet."""
        absent = False
        path = rows or ""
        for step in steps:
            declared = sheet.fact_type.field(step)
            assert declared is not None
            if len(declared.targets) != 1:
                raise Beyond("construct", declared.name)
            if declared.name in sheet.unknown:
                raise Beyond("reference", declared.name)
            column = reference_column(declared.name, declared.targets[0])
            absent = absent or declared.name in sheet.absent
            path += f"→{declared.name}"
            if rows is None:
                rows = column
            else:
                if not self.sheet.has(path):
                    self.sheet.put(path, pl.lit(sheet.series(column)).gather(pl.col(rows)))
                rows = path
            sheet = self.run.sheets[declared.targets[0]]
        return Way(sheet, rows, absent)

    def at(self, way: Way, expr: pl.Expr) -> pl.Expr:
        """A column of the sheet where a walk ends, as one of the rows here; null where it leads to nobody."""
        if way.rows is None:
            return expr
        (name,) = expr.meta.root_names()
        return pl.lit(way.sheet.series(name)).gather(pl.col(way.rows))

    def brought(self, way: Way, form: Form) -> Form:
        """What was found of others, for those here whom a walk leads to them; not met where it leads to nobody."""
        if way.rows is None:
            return form
        if isinstance(form, Truth):
            found = self.at(way, form.expr)
            if way.absent:
                here = pl.col(way.rows)
                found = (
                    found.fill_null(False) if form.definite else pl.when(here.is_null()).then(False).otherwise(found)
                )
            return Truth(found, form.definite)
        mask = as_mask(form)
        found = self.at(way, mask.expr)
        return Mask(found.fill_null(NOT_MET) if way.absent else found, mask.reach | NOT_MET, mask.single)

    def brought_value(self, way: Way, value: Known) -> Known:
        """What was found of a value of others, for those here whom a walk leads to them."""
        if isinstance(value, Num):
            return self.brought_num(way, value)
        if isinstance(value, Quotient):
            if way.absent:
                raise Beyond("construct", "/")
            return Quotient(self.brought_num(way, value.top), self.brought_num(way, value.bottom))
        return value if way.rows is None else self._nowhere(way, Few(self.at(way, value.expr), value.table))

    def brought_num(self, way: Way, number: Num) -> Num:
        """What was found of others, for those here whom a walk leads to them."""
        if way.rows is None:
            return number

        def bring(expr: pl.Expr) -> pl.Expr:
            return self.at(way, expr)

        low = bring(number.low)
        found = evolve(number, low=low, high=low if number.is_point else bring(number.high))
        flags = [None if each is None else bring(each) for each in (number.ordered, number.absent, number.undetermined)]
        found = evolve(found, ordered=flags[0], absent=flags[1], undetermined=flags[2])
        if not way.absent:
            return found
        nowhere = pl.col(way.rows).is_null()
        return evolve(
            found,
            ordered=~nowhere if found.ordered is None else found.ordered.fill_null(False),
            absent=nowhere if found.absent is None else found.absent.fill_null(True),
            undetermined=None if found.undetermined is None else found.undetermined.fill_null(False),
        )

    def _nowhere(self, way: Way, found: Few) -> Few:
        """The same, and no value where a walk leads to nobody."""
        if not way.absent:
            return found
        assert way.rows is not None
        place = pl.when(pl.col(way.rows).is_null()).then(len(found.table)).otherwise(found.expr)
        return Few(place, (*found.table, NONE_KNOWN))
