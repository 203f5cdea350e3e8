"""Conditions, nodes and values of the program as expressions over the columns of a sheet."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import ceil, floor
from typing import Any

import polars as pl
from attrs import define, evolve, field, frozen

from thidua_rules.executors.columnar import numbers as num
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import (
    FALSE,
    TRUE,
    Form,
    Mask,
    Truth,
    applied,
    as_mask,
    both,
    combined,
    constant,
    either,
    negated,
    under_exception,
    under_guard,
)
from thidua_rules.executors.columnar.numbers import Num
from thidua_rules.executors.columnar.sheets import WIDEST, Cells, Sheet, Sheets, grain, reference_column
from thidua_rules.executors.forward.reading import is_constant
from thidua_rules.executors.forward.runtime import constant as known_constant
from thidua_rules.facts.case import OneOf, Slot
from thidua_rules.facts.lifting import domain, lift
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.values import (
    ABSENT,
    EITHER,
    MET,
    NO_VALUE,
    NONE_KNOWN,
    NOT_MET,
    UNDETERMINED,
    Comparison,
    Possible,
    among,
    cell_parts,
    compare,
    presence,
)
from thidua_rules.values.calendar import date_of, day_of, months_between, shift

Collected = ir.CountOf | ir.FoldOf | ir.EveryOf | ir.RatioCompared


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
    collected: "Callable[[Writer, Collected], Form | Num]"
    forms: dict[str, Form] = field(factory=dict)
    nums: dict[str, Num] = field(factory=dict)
    failed: dict[str, Beyond] = field(factory=dict)

    def known(self, value: ir.Value) -> Possible:
        """What a value is that the question fixes."""
        return known_constant(value, self.question)

    def form(self, code: str) -> Form:
        """What was found of a conclusion."""
        if code in self.failed:
            raise self.failed[code]
        return self.forms[code]

    def num(self, code: str) -> Num:
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


Judge = Callable[[Slot], int]


@define(eq=False)
class Writer:
    """Writes expressions for the rows of one type, seen from themselves."""

    run: Run
    type_name: str
    inner: bool = False
    """Whether the rows are members of a collection that a rule about others asks of."""

    @property
    def sheet(self) -> Sheet:
        """The sheet of the type."""
        return self.run.sheets[self.type_name]

    # ------------------------------------------------------------ ways

    def way(self, walk: ir.Walk) -> Way:
        """The end of a walk."""
        if walk.of_subject and self.inner:
            raise Beyond("construct", "của người được xét")
        return self.along(walk.steps)

    def along(self, steps: Sequence[str]) -> Way:
        """The end of some references, each followed from the one before."""
        sheet, rows, absent = self.sheet, None, False
        path = ""
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

    # ------------------------------------------------------------ conditions

    def condition(self, condition: ir.Condition) -> Form:
        """The outcomes of a condition, which never is not applicable."""
        match condition:
            case ir.Fact(walk, name):
                return self._leaf(walk, name, _told, NOT_MET, lambda v: v)
            case ir.PresentFact(walk, name):
                return self._present(walk, name)
            case ir.Concluded():
                return applied(self.concluded(condition))
            case ir.Compared(comparison, left, right):
                return self._compared(comparison, left, right)
            case ir.AmongOf(operand, wanted):
                return self._among(operand, wanted)
            case ir.PresentOf(operand):
                if isinstance(operand, ir.FieldValue):
                    return self._of_field(operand, presence, _known)
                return num.presence(self.value(operand))
            case ir.Unstated():
                return constant(UNDETERMINED)
            case ir.Negation(operand):
                return negated(self.condition(operand))
            case ir.Conjunction(operands):
                found: Form = TRUE
                for each in operands:
                    found = both(found, self.condition(each))
                return found
            case ir.Disjunction(operands):
                found = FALSE
                for each in operands:
                    found = either(found, self.condition(each))
                return found
        told = self.run.collected(self, condition)
        assert not isinstance(told, Num)
        return told

    def concluded(self, conclusion: ir.Concluded) -> Form:
        """What was found of a conclusion about the subject that a walk leads to."""
        way = self.way(conclusion.walk)
        form = self.run.form(conclusion.code_of(way.sheet.fact_type.name))
        return self.brought(way, form)

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
        return Mask(found.fill_null(NOT_MET) if way.absent else found, mask.reach | NOT_MET)

    def _leaf(
        self, walk: ir.Walk, name: str, judge: Judge, nowhere: int, plain: Callable[[pl.Expr], pl.Expr | None]
    ) -> Form:
        """A condition about one field: `judge` says what a slot amounts to, `plain` says it of plain values."""
        way = self.way(walk)
        cells = way.sheet.cells[_named(way.sheet, name)]
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
            return self._leaf(walk, name, partial(_there, declared), NOT_MET, _known)
        if declared.name in way.sheet.unknown:
            raise Beyond("reference", declared.name)
        ends = [self.at(way, pl.col(reference_column(declared.name, each))).is_not_null() for each in declared.targets]
        return Truth(pl.any_horizontal(ends), True)

    def _compared(self, comparison: Comparison, left: ir.Value, right: ir.Value) -> Form:
        for side, other, told in ((left, right, comparison), (right, left, _TURNED.get(comparison, comparison))):
            if isinstance(side, ir.FieldValue) and is_constant(other):
                limit = self.run.known(other)
                judge = partial(_compared_with, told, limit)
                return self._of_field(side, judge, self._plain_test(side, told, limit))
        return num.compare(comparison, self.value(left), self.value(right))

    def _plain_test(
        self, side: ir.FieldValue, comparison: Comparison, limit: Possible
    ) -> Callable[[pl.Expr], pl.Expr | None]:
        declared = self.way(side.walk).sheet.fact_type.field(side.name)
        assert declared is not None

        def test(value: pl.Expr) -> pl.Expr | None:
            if _is_listed(declared):
                return None
            if not limit.is_point or limit.low is None:
                raise Beyond("construct", declared.name)
            return _against(comparison, value, Fraction(limit.low) / grain(declared))

        return test

    def _among(self, operand: ir.Value, wanted: frozenset[object]) -> Form:
        if not isinstance(operand, ir.FieldValue):
            return num.among(self.value(operand), wanted, operand.type.integral)
        declared = self.way(operand.walk).sheet.fact_type.field(operand.name)
        assert declared is not None
        exact = [Fraction(each) / grain(declared) for each in wanted if isinstance(each, int | Fraction)]
        inside = [int(each) for each in exact if each.denominator == 1 and abs(each) < WIDEST]
        judge = partial(_among_these, wanted, operand.type.integral)
        return self._of_field(operand, judge, lambda v: None if _is_listed(declared) else v.is_in(inside))

    # ------------------------------------------------------------ nodes

    def requirement(self, node: ir.Requirement, keep: Callable[[str, Form], Form]) -> Form:
        """The outcomes of a node; `keep` writes down those of nodes that are asked for by themselves."""
        if node.group == "leaf":
            assert node.condition is not None
            bare = isinstance(node.condition, ir.Concluded)
            form = self.concluded(node.condition) if bare else self.condition(node.condition)  # type: ignore[arg-type]
        else:
            form = combined(node.group, node.least, [self.requirement(each, keep) for each in node.children])
        for exception in node.exceptions:
            met = self.condition(exception.condition)
            if exception.guard is not None:
                met = under_guard(self.condition(exception.guard), met)
            form = under_exception(form, keep(exception.code, met))
        if node.guard is not None:
            form = under_guard(self.condition(node.guard), form)
        return keep(node.code, form)

    # ------------------------------------------------------------ values

    def value(self, value: ir.Value) -> Num:
        """What is known of a number, date, period or grade."""
        if is_constant(value):
            return num.fixed(self.run.known(value))
        match value:
            case ir.FieldValue(walk, name, _):
                return self._field(walk, name)
            case ir.Derived():
                way = self.way(value.walk)
                return self.brought_num(way, self.run.num(value.code_of(way.sheet.fact_type.name)))
            case ir.Calculation(operator, left, right, _):
                if operator == "×" and is_constant(left):
                    left, right = right, left
                return self._calculated(operator, self.value(left), right)
            case ir.Opposite(operand, _):
                return self.value(operand).negative()
            case ir.Rounded(rounding, step, operand, _):
                return num.rounded(self.value(operand), step, rounding)
            case ir.Shifted(operand, days, months, _):
                return num.monotone(self.value(operand), lambda end: shift(end, days, months))
            case ir.DayOf(year, month, day, _):
                return num.monotone(self.value(year), lambda end: day_of(end, month, day))
            case ir.DatePart("year", operand, _):
                return num.monotone(self.value(operand), lambda end: date_of(end).year)
            case ir.MonthsBetween(start, end, _):
                return self._months(start, end)
            case ir.Bounded(operand, low, high, _):
                found = self.value(operand)
                found = found if low is None else num.kept_above(found, self.value(low))
                return found if high is None else num.kept_below(found, self.value(high))
            case ir.ExtremeOf(greatest, operands, _):
                return (num.greatest if greatest else num.least)([self.value(each) for each in operands])
            case ir.Otherwise(operand, default, _):
                return num.otherwise(self.value(operand), self.value(default))
            case ir.CountOf() | ir.FoldOf():
                told = self.run.collected(self, value)
                assert isinstance(told, Num)
                return told
        raise Beyond("construct", _WORDS.get(type(value), type(value).__name__))

    def _calculated(self, operator: str, left: Num, right: ir.Value) -> Num:
        if operator in "×/" and is_constant(right):
            factor = self.run.known(right)
            if factor.is_point and factor.low:
                return left.times(Fraction(factor.low) if operator == "×" else 1 / Fraction(factor.low))
        if operator == "/":
            raise Beyond("construct", "/")
        other = self.value(right)
        if operator == "×":
            return num.multiply(left, other)
        return num.add(left, other if operator == "+" else other.negative())

    def _months(self, start: ir.Value, end: ir.Value) -> Num:
        if is_constant(end) and (known := self.run.known(end)).is_point and known.low is not None:
            last = int(known.low)
            # the later it begins, the fewer months have passed
            return num.monotone(self.value(start), lambda day: -months_between(day, last)).negative()
        if is_constant(start) and (known := self.run.known(start)).is_point and known.low is not None:
            first = int(known.low)
            return num.monotone(self.value(end), lambda day: months_between(first, day))
        raise Beyond("construct", "số tháng từ … đến …")

    def _field(self, walk: ir.Walk, name: str) -> Num:
        """A field of the subject that a walk leads to."""
        way = self.way(walk)
        cells = way.sheet.cells.get(_named(way.sheet, name))
        if cells is None or not cells.declared.kind.is_ordered:
            raise Beyond("construct", name)
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

    # ------------------------------------------------------------ tables

    def measure(self, quantity: ir.Quantity) -> Num:
        """What is known of a quantity."""
        body = quantity.body
        found = self.table(body) if isinstance(body, ir.Table) else self.value(body)
        if quantity.guard is None:
            return found
        guard = self.condition(quantity.guard)
        return self._rows([(guard, found)], num.fixed(NO_VALUE))

    def table(self, table: ir.Table) -> Num:
        """The result of the first row whose condition is met."""
        if table.tested is not None:
            if any(table.tested in parts(each.result) for each in table.rows):
                raise Beyond("construct", "bảng")
            tested = self.value(table.tested)
            if not tested.is_plain:
                return self._cells(table, tested)
        rows = [(each.condition, self.value(each.result)) for each in table.rows]
        last = next((number for condition, number in rows if condition is None), num.fixed(NO_VALUE))
        told = []
        for condition, number in rows:
            if condition is None:
                break
            told.append((self.condition(condition), number))
        return self._rows(told, last)

    def _rows(self, rows: Sequence[tuple[Form, Num]], last: Num) -> Num:
        if not rows:
            return last
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

    def _cells(self, table: ir.Table, tested: Num) -> Num:
        """A table whose rows test one value, cut between the numbers against which they test it."""
        assert table.tested is not None
        marks = tuple(low for each in table.breakpoints if (low := self.run.known(each).low) is not None)
        integral = table.tested.type.integral
        results = {id(each.result): self.value(each.result) for each in table.rows}
        ways: list[tuple[pl.Expr, Num]] = []
        for part, reached in self._parts(tested, marks, integral):
            for number in self._results(table, part, results):
                ways.append((reached, number))
        return num.chosen(ways)

    def _parts(self, tested: Num, marks: tuple[Any, ...], integral: bool) -> list[tuple[Possible, pl.Expr]]:
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
                    reached = (
                        reached & _may_be(value.high >= int(first / unit)) & _may_be(value.low <= int(last / unit))
                    )
            if value.ordered is not None:
                reached = reached & value.ordered
            found.append((part, reached))
        if value.absent is not None:
            found.append((NONE_KNOWN, value.absent))
        if value.undetermined is not None:
            found.append((NO_VALUE, value.undetermined))
        return found

    def _results(self, table: ir.Table, part: Possible, results: Mapping[int, Num]) -> list[Num]:
        """The results still possible where the tested value is this."""
        assert table.tested is not None
        supposed = Evaluation(None, self.run.question, _none, _none, {table.tested: part})  # type: ignore[arg-type]
        nobody: Any = Scope(None, None)  # type: ignore[arg-type]
        found = []
        for row in table.rows:
            mask = MET if row.condition is None else supposed.condition(row.condition, nobody)
            if mask & (MET | UNDETERMINED):
                found.append(results[id(row.result)])
            if not mask & (NOT_MET | UNDETERMINED):
                return found
        return [*found, num.fixed(NO_VALUE)]


def _none(_subject: object, code: str) -> Any:
    raise KeyError(code)


def _may_be(holds: pl.Expr) -> pl.Expr:
    return holds.fill_null(True)


def _some(flags: Sequence[pl.Expr]) -> pl.Expr | None:
    return pl.any_horizontal(flags) if flags else None


def _every(flags: Sequence[pl.Expr]) -> pl.Expr | None:
    return pl.all_horizontal(flags) if flags else None


def _named(sheet: Sheet, name: str) -> str:
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


def _is_listed(declared: Field) -> bool:
    """Whether plain values are few enough to be judged one by one."""
    return declared.kind is Kind.GRADE or not declared.kind.is_ordered


def _listed(cells: Cells) -> Sequence[Slot]:
    """The plain values of such a field, by the places that its column gives."""
    return range(len(cells.declared.options)) if cells.declared.kind is Kind.GRADE else cells.options


def _told(slot: Slot) -> int:
    """What a slot of a true or false field amounts to."""
    if slot is None:
        return EITHER
    if isinstance(slot, OneOf):
        return (MET if True in slot.values else 0) | (NOT_MET if slot.values != {True} else 0)
    return MET if slot is True else NOT_MET


def _known(value: pl.Expr) -> pl.Expr:
    """True for every plain value, and null for what is none."""
    return pl.when(value.is_not_null()).then(True)


def _there(declared: Field, slot: Slot) -> int:
    """Whether a slot has a value, as against the known absence."""
    if slot is ABSENT:
        return NOT_MET
    may_be_absent = declared.may_be_absent if slot is None else isinstance(slot, OneOf) and ABSENT in slot.values
    return EITHER if may_be_absent else MET


def _compared_with(comparison: Comparison, limit: Possible, value: Possible) -> int:
    return compare(comparison, value, limit)


def _among_these(wanted: frozenset[object], integral: bool, value: Possible) -> int:
    return among(value, wanted, integral)


_TURNED = {
    Comparison.LT: Comparison.GT,
    Comparison.LE: Comparison.GE,
    Comparison.GT: Comparison.LT,
    Comparison.GE: Comparison.LE,
}
_WORDS = {ir.RatioOf: "tỷ lệ", ir.StreakOf: "liên tục", ir.DatePart: "tháng của", ir.FoldOf: "tổng"}


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


__all__ = ["Collected", "Run", "Way", "Writer"]
