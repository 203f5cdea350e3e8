"""Conditions, nodes and values of the program as expressions over the columns of a sheet."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

import polars as pl
from attrs import define

from thidua_rules.executors.columnar import few, quotients
from thidua_rules.executors.columnar import numbers as num
from thidua_rules.executors.columnar.choosing import by_description, first_met, parts_reached, results_left
from thidua_rules.executors.columnar.few import Few
from thidua_rules.executors.columnar.fields import (
    Fields,
    among_these,
    compared_with,
    is_few,
    is_listed,
    of_slot,
    plainly,
)
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import (
    FALSE,
    TRUE,
    Form,
    applied,
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
from thidua_rules.executors.columnar.sheets import WIDEST, grain
from thidua_rules.executors.columnar.ways import Known
from thidua_rules.executors.forward.reading import is_constant
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.walking import parts
from thidua_rules.semantics.evaluation import CALCULATIONS
from thidua_rules.values import (
    NO_VALUE,
    NOT_MET,
    UNDETERMINED,
    Comparison,
    Possible,
    bounded,
    compare,
    extreme,
    otherwise,
    presence,
)
from thidua_rules.values.calendar import date_of, day_of, months_between, shift


@define(eq=False)
class Writer(Fields):
    """Writes expressions for the rows of one type, seen from themselves."""

    # ------------------------------------------------------------ conditions

    def condition(self, condition: ir.Condition) -> Form:
        """The outcomes of a condition, which never is not applicable."""
        match condition:
            case ir.Fact(walk, name):
                return self._leaf(walk, name, of_slot, NOT_MET, lambda v: v)
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
                    return self._of_field(operand, presence, plainly)
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

    def _compared(self, comparison: Comparison, left: ir.Value, right: ir.Value) -> Form:
        for side, other, told in ((left, right, comparison), (right, left, _TURNED.get(comparison, comparison))):
            if isinstance(side, ir.FieldValue) and is_constant(other):
                limit = self.run.known(other)
                judge = partial(compared_with, told, limit)
                return self._of_field(side, judge, self._plain_test(side, told, limit))
        given = [self.value(each) for each in (left, right)]
        if any(isinstance(each, Quotient) for each in given):
            plain = [each if isinstance(each, Quotient) else _number(each) for each in given]
            return quotients.compared(comparison, *map(quotients.as_quotient, plain))
        sides = self.alike((left, right))
        if isinstance(sides[0], Few):
            return few.judged(_few(sides), partial(compare, comparison))
        return num.compare(comparison, *_numbers(sides))

    def _among(self, operand: ir.Value, wanted: frozenset[object]) -> Form:
        if not isinstance(operand, ir.FieldValue):
            found = self.value(operand)
            if isinstance(found, Few):
                return few.judged([found], partial(among_these, wanted, operand.type.integral))
            return num.among(_number(found), wanted, operand.type.integral)
        declared = self.way(operand.walk).sheet.fact_type.field(operand.name)
        assert declared is not None
        exact = [Fraction(each) / grain(declared) for each in wanted if isinstance(each, int | Fraction)]
        inside = [int(each) for each in exact if each.denominator == 1 and abs(each) < WIDEST]
        judge = partial(among_these, wanted, operand.type.integral)
        return self._of_field(operand, judge, lambda v: None if is_listed(declared) else v.is_in(inside))

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
            return few.same(known) if is_few(value.type.kind) else num.fixed(known)
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
                return num.rounded(_number(inner), step, rounding)
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

    def alike(self, values: Sequence[ir.Value], *begun: Known) -> list[Known]:
        """Some values in one form: by their descriptions if one that facts decide is, else by their ends.

        `begun` is what is known of the first of them, where that was asked for already.
        """
        found = [*begun, *(self.value(each) for each in values[len(begun) :])]
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
        found = self.alike((left, right), first)
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

    # ------------------------------------------------------------ tables

    def measure(self, quantity: ir.Quantity) -> Known:
        """What is known of a quantity."""
        body = quantity.body
        found = self.table(body) if isinstance(body, ir.Table) else self.value(body)
        if quantity.guard is None:
            return found
        return first_met([(self.condition(quantity.guard), found)], None)

    def table(self, table: ir.Table) -> Known:
        """The result of the first row whose condition is met."""
        results = self.alike([each.result for each in table.rows])
        if table.tested is not None:
            if any(table.tested in parts(each.result) for each in table.rows):
                raise Beyond("construct", "bảng")
            tested = self.value(table.tested)
            if isinstance(tested, Few):
                return by_description(self.run.question, self.type_name, table, tested)
            number = _number(tested)
            if not number.is_plain:
                return self._cells(table, number, results)
        told: list[tuple[Form, Known]] = []
        for row, found in zip(table.rows, results, strict=True):
            if row.condition is None:
                return first_met(told, found)
            told.append((self.condition(row.condition), found))
        return first_met(told, None)

    def _cells(self, table: ir.Table, tested: Num, results: Sequence[Known]) -> Known:
        """A table whose rows test one value, cut between the numbers against which they test it."""
        assert table.tested is not None
        marks = tuple(low for each in table.breakpoints if (low := self.run.known(each).low) is not None)
        ways: list[tuple[pl.Expr, Known]] = []
        for part, reached in parts_reached(tested, marks, table.tested.type.integral):
            ways += [(reached, each) for each in results_left(self.run.question, table, part, results)]
        if any(isinstance(each, Few) for _, each in ways):
            return few.united([(reached, each) for reached, each in ways if isinstance(each, Few)])
        return num.chosen([(reached, each) for reached, each in ways if isinstance(each, Num)])


def _number(value: Known) -> Num:
    """A value by its ends."""
    if isinstance(value, Quotient):
        raise Beyond("construct", "/")
    return few.as_number(value) if isinstance(value, Few) else value


def _few(values: Sequence[Known]) -> list[Few]:
    return [each for each in values if isinstance(each, Few)]


def _numbers(values: Sequence[Known]) -> list[Num]:
    return [each for each in values if isinstance(each, Num)]


_TURNED = {
    Comparison.LT: Comparison.GT,
    Comparison.LE: Comparison.GE,
    Comparison.GT: Comparison.LT,
    Comparison.GE: Comparison.LE,
}
_WORDS = {ir.DatePart: "tháng của", ir.FoldOf: "tổng"}
