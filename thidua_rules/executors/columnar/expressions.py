"""Conditions, nodes and values of the program as expressions over the columns of a sheet."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from math import ceil, floor
from typing import Any

import polars as pl
from attrs import define, evolve, field, frozen

from thidua_rules.executors.columnar import few, quotients
from thidua_rules.executors.columnar import numbers as num
from thidua_rules.executors.columnar.few import Few
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
from thidua_rules.executors.columnar.quotients import Quotient
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
from thidua_rules.semantics.evaluation import CALCULATIONS, Evaluation
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
    bounded,
    cell_parts,
    compare,
    extreme,
    otherwise,
    presence,
)
from thidua_rules.values.calendar import date_of, day_of, months_between, shift

Known = Num | Few | Quotient
"""What is known of a value: by its ends, by one of few descriptions, or as two numbers of which it is the quotient."""
Collected = ir.CountOf | ir.FoldOf | ir.StreakOf | ir.RatioOf | ir.EveryOf | ir.RatioCompared


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
    collected: "Callable[[Writer, Collected], Form | Num | Quotient]"
    forms: dict[str, Form] = field(factory=dict)
    nums: dict[str, Known] = field(factory=dict)
    failed: dict[str, Beyond] = field(factory=dict)
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


Judge = Callable[[Slot], int]


@define(eq=False)
class Writer:
    """Writes expressions for the rows of one type, seen from themselves."""

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

    # ------------------------------------------------------------ ways

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
                if isinstance(operand, ir.FieldValue) and operand.type.kind is Kind.REFERENCE:
                    return self._present(operand.walk, operand.name)
                if isinstance(operand, ir.FieldValue):
                    return self._of_field(operand, presence, _known)
                known = self.value(operand)
                return few.judged([known], presence) if isinstance(known, Few) else num.presence(_number(known))
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
        assert not isinstance(told, Num | Quotient)
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
        return Mask(found.fill_null(NOT_MET) if way.absent else found, mask.reach | NOT_MET, mask.single)

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
        given = [self.value(each) for each in (left, right)]
        if any(isinstance(each, Quotient) for each in given):
            plain = [each if isinstance(each, Quotient) else _number(each) for each in given]
            return quotients.compared(comparison, *map(quotients.as_quotient, plain))
        sides = self.alike((left, right))
        if isinstance(sides[0], Few):
            return few.judged(_few(sides), partial(compare, comparison))
        return num.compare(comparison, *_numbers(sides))

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
            found = self.value(operand)
            if isinstance(found, Few):
                return few.judged([found], partial(_among_these, wanted, operand.type.integral))
            return num.among(_number(found), wanted, operand.type.integral)
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

    def value(self, value: ir.Value) -> Known:
        """What is known of a value."""
        if is_constant(value):
            known = self.run.known(value)
            return few.same(known) if _is_few(value.type.kind) else num.fixed(known)
        match value:
            case ir.FieldValue(walk, name, _):
                return self._field(walk, name)
            case ir.Derived():
                way = self.way(value.walk)
                return self.brought_value(way, self.run.num(value.code_of(way.sheet.fact_type.name)))
            case ir.Calculation(operator, left, right, _):
                if operator == "×" and is_constant(left):
                    left, right = right, left
                return self._calculated(operator, left, right)
            case ir.Opposite(operand, _):
                return self.number(operand).negative()
            case ir.Rounded(rounding, step, operand, _):
                inner = self.value(operand)
                if isinstance(inner, Quotient):
                    return quotients.rounded(inner, step, rounding)
                return num.rounded(self.number(operand), step, rounding)
            case ir.Shifted(operand, days, months, _):
                return num.monotone(self.number(operand), lambda end: shift(end, days, months))
            case ir.DayOf(year, month, day, _):
                return num.monotone(self.number(year), lambda end: day_of(end, month, day))
            case ir.DatePart("year", operand, _):
                return num.monotone(self.number(operand), lambda end: date_of(end).year)
            case ir.MonthsBetween(start, end, _):
                return self._months(start, end)
            case ir.Bounded(operand, low, high, _):
                return self._bounded(operand, low, high)
            case ir.ExtremeOf(greatest, operands, _):
                found = self.alike(operands)
                if isinstance(found[0], Few):
                    return few.made(_few(found), lambda *each: extreme(greatest, each))
                return (num.greatest if greatest else num.least)(_numbers(found))
            case ir.Otherwise(operand, default, _):
                found = self.alike((operand, default))
                if isinstance(found[0], Few):
                    return few.made(_few(found), otherwise)
                return num.otherwise(*_numbers(found))
            case ir.CountOf() | ir.FoldOf() | ir.StreakOf() | ir.RatioOf():
                told = self.run.collected(self, value)
                assert isinstance(told, Num | Quotient)
                return told
        raise Beyond("construct", _WORDS.get(type(value), type(value).__name__))

    def number(self, value: ir.Value) -> Num:
        """What is known of a value, by its ends."""
        return _number(self.value(value))

    def alike(self, values: Sequence[ir.Value]) -> list[Known]:
        """Some values in one form: by their descriptions if one that facts decide is, else by their ends."""
        found = [self.value(each) for each in values]
        pairs = list(zip(values, found, strict=True))
        constant_few = all(isinstance(each, Few) for each in found)
        if not constant_few and not any(isinstance(each, Few) for value, each in pairs if not is_constant(value)):
            return [_number(each) for each in found]
        told: list[Known] = []
        for value, each in pairs:
            if not isinstance(each, Few) and not is_constant(value):
                raise Beyond("construct", "ngoài bậc")
            told.append(each if isinstance(each, Few) else few.same(self.run.known(value)))
        return told

    def _calculated(self, operator: str, left: ir.Value, right: ir.Value) -> Known:
        first = self.value(left)
        if isinstance(first, Quotient):
            return self._scaled(first, operator, right)
        found = self.alike((left, right))
        if isinstance(found[0], Few):
            return few.made(_few(found), CALCULATIONS[operator])
        one, other = _numbers(found)
        if operator in "×/" and is_constant(right):
            factor = self.run.known(right)
            if factor.is_point and factor.low:
                return one.times(Fraction(factor.low) if operator == "×" else 1 / Fraction(factor.low))
        if operator == "/":
            return quotients.quotient(one, other)
        if operator == "×":
            return num.multiply(one, other)
        return num.add(one, other if operator == "+" else other.negative())

    def _scaled(self, value: Quotient, operator: str, right: ir.Value) -> Quotient:
        """A quotient multiplied or divided by what the question fixes."""
        factor = self.run.known(right) if is_constant(right) else NO_VALUE
        if operator not in "×/" or not factor.is_point or not factor.low:
            raise Beyond("construct", "/")
        return value.times(Fraction(factor.low) if operator == "×" else 1 / Fraction(factor.low))

    def _bounded(self, operand: ir.Value, low: ir.Value | None, high: ir.Value | None) -> Known:
        ends = [each for each in (low, high) if each is not None]
        found = self.alike((operand, *ends))
        if isinstance(found[0], Few):

            def kept(value: Possible, *told: Possible) -> Possible:
                rest = list(told)
                return bounded(
                    value, rest.pop(0) if low is not None else None, rest.pop() if high is not None else None
                )

            return few.made(_few(found), kept)
        number, *limits = _numbers(found)
        if low is not None:
            number = num.kept_above(number, limits.pop(0))
        return number if high is None else num.kept_below(number, limits.pop())

    def _months(self, start: ir.Value, end: ir.Value) -> Num:
        if is_constant(end) and (known := self.run.known(end)).is_point and known.low is not None:
            last = int(known.low)
            # the later it begins, the fewer months have passed
            return num.monotone(self.number(start), lambda day: -months_between(day, last)).negative()
        if is_constant(start) and (known := self.run.known(start)).is_point and known.low is not None:
            first = int(known.low)
            return num.monotone(self.number(end), lambda day: months_between(first, day))
        raise Beyond("construct", "số tháng từ … đến …")

    def _field(self, walk: ir.Walk, name: str) -> Known:
        """A field of the subject that a walk leads to."""
        way = self.way(walk)
        cells = way.sheet.cells.get(_named(way.sheet, name))
        if cells is None or cells.declared.kind is Kind.BOOLEAN:
            raise Beyond("construct", name)
        if _is_few(cells.declared.kind):
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

    def _nowhere(self, way: Way, found: Few) -> Few:
        """The same, and no value where a walk leads to nobody."""
        if not way.absent:
            return found
        assert way.rows is not None
        place = pl.when(pl.col(way.rows).is_null()).then(len(found.table)).otherwise(found.expr)
        return Few(place, (*found.table, NONE_KNOWN))

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

    # ------------------------------------------------------------ tables

    def measure(self, quantity: ir.Quantity) -> Known:
        """What is known of a quantity."""
        body = quantity.body
        found = self.table(body) if isinstance(body, ir.Table) else self.value(body)
        if quantity.guard is None:
            return found
        return self._rows([(self.condition(quantity.guard), found)], None)

    def table(self, table: ir.Table) -> Known:
        """The result of the first row whose condition is met."""
        results = self.alike([each.result for each in table.rows])
        if table.tested is not None:
            if any(table.tested in parts(each.result) for each in table.rows):
                raise Beyond("construct", "bảng")
            tested = self.value(table.tested)
            if isinstance(tested, Few):
                return self._by_description(table, tested)
            number = _number(tested)
            if not number.is_plain:
                return self._cells(table, number, results)
        told: list[tuple[Form, Known]] = []
        for row, found in zip(table.rows, results, strict=True):
            if row.condition is None:
                return self._rows(told, found)
            told.append((self.condition(row.condition), found))
        return self._rows(told, None)

    def _rows(self, rows: Sequence[tuple[Form, Known]], last: Known | None) -> Known:
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
        return self._numbers_by_row(numbers, last if isinstance(last, Num) else num.fixed(NO_VALUE))

    def _numbers_by_row(self, rows: Sequence[tuple[Form, Num]], last: Num) -> Num:
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

    def _by_description(self, table: ir.Table, tested: Few) -> Few:
        """A table that tests a value of few descriptions and gives only what the question fixes."""
        if not all(is_constant(each.result) for each in table.rows):
            raise Beyond("construct", "bảng")
        whole = ir.Quantity("", self.type_name, table, table.rows[0].result.type)

        def result(part: Possible) -> Possible:
            return _supposing(self.run.question, table, part).measure(whole, _NOBODY)

        return few.made([tested], result)

    def _cells(self, table: ir.Table, tested: Num, results: Sequence[Known]) -> Known:
        """A table whose rows test one value, cut between the numbers against which they test it."""
        assert table.tested is not None
        marks = tuple(low for each in table.breakpoints if (low := self.run.known(each).low) is not None)
        ways: list[tuple[pl.Expr, Known]] = []
        for part, reached in self._parts(tested, marks, table.tested.type.integral):
            ways += [(reached, each) for each in self._results(table, part, results)]
        if any(isinstance(each, Few) for _, each in ways):
            return few.united([(reached, each) for reached, each in ways if isinstance(each, Few)])
        return num.chosen([(reached, each) for reached, each in ways if isinstance(each, Num)])

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

    def _results(self, table: ir.Table, part: Possible, results: Sequence[Known]) -> list[Known]:
        """The results still possible where the tested value is this."""
        supposed = _supposing(self.run.question, table, part)
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


def _number(value: Known) -> Num:
    """A value by its ends."""
    if isinstance(value, Quotient):
        raise Beyond("construct", "/")
    return few.as_number(value) if isinstance(value, Few) else value


def _few(values: Sequence[Known]) -> list[Few]:
    return [each for each in values if isinstance(each, Few)]


def _numbers(values: Sequence[Known]) -> list[Num]:
    return [each for each in values if isinstance(each, Num)]


def _is_few(kind: Kind) -> bool:
    """Whether values of a kind are kept by their descriptions: grades, and all that has no order."""
    return kind is Kind.GRADE or not kind.is_ordered


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
_WORDS = {ir.DatePart: "tháng của", ir.FoldOf: "tổng"}


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


__all__ = ["Collected", "Known", "Run", "Way", "Writer"]
