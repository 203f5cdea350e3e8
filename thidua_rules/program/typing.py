"""Typing of conditions: a syntax tree and a scope become an expression of the program, or located faults.

A *scope* is the types of the element at hand and of the rule's own subject; names are resolved in the element's type
first, then among parameters and the words of the question.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Literal

from attrs import evolve, field, frozen

from thidua_rules.conditions import nodes
from thidua_rules.conditions.printer import print_condition
from thidua_rules.facts.periods import parse_period
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program import typing_items as items
from thidua_rules.program.codes import as_written
from thidua_rules.program.names import Names, Scope, Typed, TypeFault, path_steps, suggest, type_of
from thidua_rules.program.scales import check_comparable, day_by_slashes, literal, outcomes
from thidua_rules.program.typing_collections import fold_of, inside, members_of, share_of, streak_of
from thidua_rules.program.units import UNIT_WORDS, UNITS, combined
from thidua_rules.program.walking import parts
from thidua_rules.source.text import did_you_mean, fold
from thidua_rules.values import Comparison, Possible, Rounding, point

_PARTS: dict[str, Literal["year", "month"]] = {fold("năm"): "year", fold("tháng"): "month"}


def is_constant(value: ir.Value) -> bool:
    """Whether the question alone fixes the value."""
    match value:
        case ir.Constant() | ir.Parameter() | ir.Asked():
            return True
        case ir.Calculation(_, left, right, _):
            return is_constant(left) and is_constant(right)
        case ir.DayOf(operand, _, _, _) | ir.DatePart(_, operand, _) | ir.Opposite(operand, _):
            return is_constant(operand)
        case ir.Rounded(_, _, operand, _) | ir.Shifted(operand, _, _, _):
            return is_constant(operand)
        case ir.ExtremeOf(_, operands, _):
            return all(map(is_constant, operands))
    return False


@frozen
class Typer:
    """Types conditions against the names of one ruleset. `seats` finds what `chỉ tiêu Q1` means in a quota.

    `made` are the quantities that conditions on the items of scores need, by type and code.
    """

    names: Names
    seats: Callable[[nodes.QuotaSize], ir.Value] | None = None
    made: dict[tuple[str, str], ir.Quantity] = field(factory=dict, eq=False)

    def blank(self, type_: ir.ValueType) -> Typed:
        """Some value of a type, to say what is expected."""
        return Typed(ir.Constant(Possible(), type_), type_, UNITS.get(type_.kind))

    # ------------------------------------------------------------ conditions

    def condition(self, node: nodes.Expression, scope: Scope) -> ir.Condition:
        """The condition that a tree means; raises TypeFault."""
        match node:
            case nodes.Not(operand):
                return ir.Negation(self.condition(operand, scope))
            case nodes.And(operands):
                return ir.Conjunction(tuple(self.condition(each, scope) for each in operands))
            case nodes.Or(operands):
                return ir.Disjunction(tuple(self.condition(each, scope) for each in operands))
            case nodes.Compare(comparison, left, right):
                return self._compare(comparison, left, right, scope, node.span)
            case nodes.Within():
                return self._within(node, scope)
            case nodes.Is(operand, literal):
                return self._is(operand, literal, scope)
            case nodes.In(operand, members):
                return self._in(operand, members, scope)
            case nodes.Predicate(path, name):
                return self._fact(path, (*path_steps(path), name), scope)
            case nodes.Path():
                return self._fact(node, path_steps(node), scope)
            case nodes.Concludes():
                return self._concludes(node, scope)
            case nodes.Has():
                return self._has(node, scope)
            case nodes.Every(members, _) if items.over_items(members):
                return items.every_item(self, node, scope)
            case nodes.Every(members, condition):
                found = members_of(self, members, scope)
                return ir.EveryOf(found, self.condition(condition, inside(found, scope)))
        raise TypeFault("TYPE-01", node.span, text=print_condition(node))

    def _fact(self, path: nodes.Path, steps: tuple[nodes.Name, ...], scope: Scope) -> ir.Condition:
        """A boolean field or quantity at the end of a walk, or a boolean parameter; `steps` in walking order."""
        here = self.names.walk((), False, scope)
        alone = len(steps) == 1 and not path.of_subject and self.names.truth(here, steps[0]) is None
        if alone and self.names.field_of(scope.element, steps[0]) is None:
            parameter = self.names.parameters.get(fold(steps[0].text))
            if parameter is not None and parameter[1].kind is Kind.BOOLEAN:
                return ir.AmongOf(ir.Parameter(*parameter), frozenset([True]))
        walk = self.names.walk(steps[:-1], path.of_subject, scope)
        declared = self.names.field_of(walk.ends, steps[-1])
        if declared is None:
            truth = self.names.truth(walk, steps[-1])
            if truth is None:
                raise self.names.unknown(steps[-1], walk.ends)
            return truth
        if declared.kind is not Kind.BOOLEAN:
            raise TypeFault("TYPE-02", steps[-1].span, name=declared.name, kind=declared.kind.value)
        return ir.Fact(walk, declared.name)

    def _concludes(self, node: nodes.Concludes, scope: Scope) -> ir.Condition:
        steps = () if node.path is None else path_steps(node.path)
        walk = self.names.walk(steps, node.path is not None and node.path.of_subject, scope)
        code = f"đủ chuẩn {node.code}" if node.standard else node.code
        concluded = self.names.conclusion(walk, code)
        if concluded is not None:
            return concluded
        sharing = [subject for subject, shared in self.names.shared if shared == code]
        asked = self.names.conclusions.get(code, ", ".join(sharing) or None)
        known = {*self.names.conclusions, *(shared for _, shared in self.names.shared)}
        if asked is None and node.standard and node.code in known:
            raise TypeFault("TYPE-03", node.span, code=node.code)
        if asked is None:
            near = did_you_mean(node.code, dict.fromkeys(map(as_written, self.names.conclusions)))
            raise TypeFault("TYPE-04", node.span, code=node.code, **suggest(near))
        raise TypeFault("TYPE-05", node.span, code=node.code, asked=asked, here=", ".join(walk.ends))

    def _compare(
        self, comparison: Comparison, left: nodes.Expression, right: nodes.Expression, scope: Scope, span: nodes.Span
    ) -> ir.Condition:
        if isinstance(left, nodes.TextLiteral) and not isinstance(right, nodes.TextLiteral):
            mirrored = {"<": ">", "≤": "≥", ">": "<", "≥": "≤"}.get(comparison.value, comparison.value)
            return self._compare(Comparison(mirrored), right, left, scope, span)
        if isinstance(left, nodes.Share) and not items.over_items(left.members):
            members, condition = share_of(self, left, scope)
            limit = self.value(right, scope)
            if self._is_threshold(limit.value) and limit.unit is not None:
                return ir.RatioCompared(comparison, members, condition, limit.value)
        a = self.value(left, scope)
        b = self.expected(right, a, scope)
        a = self._as_period(a, b)
        check_comparable(comparison, a, b, span)
        return ir.Compared(comparison, a.value, b.value)

    def _is_threshold(self, value: ir.Value) -> bool:
        """Whether the question fixes a number that shares can be compared with exactly."""
        inside = (part for part in parts(value) if isinstance(part, ir.Parameter))
        return is_constant(value) and not any(each.name in self.names.unlimited for each in inside)

    def _as_period(self, a: Typed, b: Typed) -> Typed:
        if b.type.kind is Kind.YEAR and isinstance(a.value, ir.Constant) and a.unit == "plain":
            return Typed(ir.Constant(a.value.value, b.type), b.type)
        return a

    def expected(self, node: nodes.Expression, like: Typed, scope: Scope) -> Typed:
        """A value where one of the type of `like` is wanted: literals take that type."""
        kind = like.type.kind
        if isinstance(node, nodes.TextLiteral):
            return literal(node, like.type)
        if isinstance(node, nodes.NumberLiteral) and kind is Kind.YEAR and not node.percent:
            return Typed(ir.Constant(point(Fraction(node.value)), like.type), like.type)
        found = self.value(node, scope)
        if kind is Kind.MONEY and found.unit == "plain" and is_constant(found.value):
            return Typed(found.value, like.type, "money")
        return found

    def _within(self, node: nodes.Within, scope: Scope) -> ir.Condition:
        upper = Comparison.LT if node.half_open else Comparison.LE
        above = self._compare(Comparison.GE, node.operand, node.low, scope, node.span)
        if node.high is None:
            return above
        return ir.Conjunction((above, self._compare(upper, node.operand, node.high, scope, node.span)))

    def _is(self, operand: nodes.Expression, text: nodes.TextLiteral, scope: Scope) -> ir.Condition:
        value = self.value(operand, scope)
        constant = literal(text, value.type).value
        assert isinstance(constant, ir.Constant)
        return ir.AmongOf(value.value, outcomes(constant))

    def _in(self, operand: nodes.Expression, members: tuple[Any, ...], scope: Scope) -> ir.Condition:
        value = self.value(operand, scope)
        wanted: set[object] = set()
        for member in members:
            typed = self._as_period(self.expected(member, value, scope), value)
            check_comparable(Comparison.EQ, value, typed, member.span)
            assert isinstance(typed.value, ir.Constant)
            wanted |= outcomes(typed.value)
        return ir.AmongOf(value.value, frozenset(wanted))

    def _has(self, node: nodes.Has, scope: Scope) -> ir.Condition:
        if items.over_items(node.members):
            return self._has_items(node, scope)
        if node.least is None and node.members.where is None and isinstance(node.members.base, nodes.Path):
            present = self._presence(node.members.base, scope)
            if present is not None:
                return present
        if node.least is None:
            count = ir.CountOf(members_of(self, node.members, scope), ir.WHOLE)
            return ir.Compared(Comparison.GE, count, ir.Constant(point(1), ir.WHOLE))
        least = self._least(node.least, scope)
        if least.unit == "percent":
            members, condition = share_of(self, nodes.Share(node.members, span=node.span), scope)
            if not self._is_threshold(least.value):
                ratio = ir.RatioOf(members, condition, ir.ValueType(Kind.NUMBER))
                return ir.Compared(Comparison.GE, ratio, least.value)
            return ir.RatioCompared(Comparison.GE, members, condition, least.value)
        return ir.Compared(Comparison.GE, ir.CountOf(members_of(self, node.members, scope), ir.WHOLE), least.value)

    def _has_items(self, node: nodes.Has, scope: Scope) -> ir.Condition:
        if node.least is None:
            return items.has_item(self, node.members, scope)
        least = self._least(node.least, scope)
        if least.unit == "percent":
            share = items.share_of_items(self, node.members, scope)
            return ir.Compared(Comparison.GE, share.value, least.value)
        return ir.Compared(Comparison.GE, items.count_items(self, node.members, scope).value, least.value)

    def _least(self, node: nodes.Expression, scope: Scope) -> Typed:
        """What stands after `có ít nhất`: a number to count up to, or a percentage."""
        least = self.value(node, scope)
        if least.unit not in ("plain", "either", "percent"):
            raise TypeFault("TYPE-12", node.span)
        match node:
            case nodes.NumberLiteral(number, False):
                written = Fraction(number)
            case nodes.Arithmetic("/", nodes.NumberLiteral(over, False), nodes.NumberLiteral(under, False)) if under:
                written = Fraction(over) / Fraction(under)
            case _:
                return least
        if 0 < written < 1:
            text = f"{written.numerator}/{written.denominator}"
            raise TypeFault("TYPE-69", node.span, written=print_condition(node), fraction=text)
        return least

    def _presence(self, path: nodes.Path, scope: Scope) -> ir.Condition | None:
        """`có x` of a field that may be known not to exist; None if the path names a collection."""
        steps = path_steps(path)
        if not self._is_field(steps, path.of_subject, scope):
            return None
        walk = self.names.walk(steps[:-1], path.of_subject, scope)
        declared = self.names.field_of(walk.ends, steps[-1])
        assert declared is not None
        if not declared.may_be_absent:
            raise TypeFault("TYPE-13", path.span, name=declared.name)
        return ir.PresentFact(walk, declared.name)

    def _is_field(self, steps: tuple[nodes.Name, ...], of_subject: bool, scope: Scope) -> bool:
        try:
            walk = self.names.walk(steps[:-1], of_subject, scope)
        except TypeFault:
            return False
        return self.names.field_of(walk.ends, steps[-1]) is not None

    # ------------------------------------------------------------ values

    def value(self, node: nodes.Expression, scope: Scope) -> Typed:
        """The value that a tree means; raises TypeFault."""
        match node:
            case nodes.NumberLiteral(number, percent):
                exact = Fraction(number) / 100 if percent else Fraction(number)
                kind = Kind.PERCENT if percent else Kind.NUMBER
                whole = exact.denominator == 1 and not percent
                type_ = ir.ValueType(kind, None, whole)
                return Typed(ir.Constant(point(exact), type_), type_, "percent" if percent else "plain")
            case nodes.DateLiteral(day):
                date_type = ir.ValueType(Kind.DATE, None, True)
                return Typed(ir.Constant(point(day), date_type), date_type)
            case nodes.PeriodLiteral(text):
                period = parse_period(text)
                assert period is not None
                period_type = ir.ValueType(period.kind, None, True)
                return Typed(ir.Constant(point(period.ordinal), period_type), period_type)
            case nodes.Path():
                return self._path(node, scope)
            case nodes.Arithmetic():
                return self._arithmetic(node, scope)
            case nodes.DayOf():
                return self._day_of(node, scope)
            case nodes.Elapsed():
                return self._elapsed(node, scope)
            case nodes.Negative(operand):
                inner = self._number(operand, scope)
                return Typed(ir.Opposite(inner.value, inner.type), inner.type, inner.unit)
            case nodes.Round(rounding, step, operand):
                return self._round(rounding, Fraction(step), operand, scope)
            case nodes.Extreme(words, operands):
                return self._extreme(words.endswith(("lớn nhất", "muộn nhất")), operands, scope)
            case nodes.Otherwise(operand, default):
                return self._otherwise(operand, default, scope)
            case nodes.Remainder(operand, divisor):
                return self._remainder(operand, divisor, scope)
            case nodes.Count(members) if items.over_items(members):
                return items.count_items(self, members, scope)
            case nodes.Share(members) if items.over_items(members):
                return items.share_of_items(self, members, scope)
            case nodes.Aggregate() if items.over_items(node.members):
                return items.fold_items(self, node, scope)
            case nodes.ScoreItem():
                return items.score_item(self, node, scope)
            case nodes.Count(members):
                return Typed(ir.CountOf(members_of(self, members, scope), ir.WHOLE), ir.WHOLE, "plain")
            case nodes.Share():
                share_members, condition = share_of(self, node, scope)
                share = ir.ValueType(Kind.NUMBER)
                return Typed(ir.RatioOf(share_members, condition, share), share, "either")
            case nodes.Aggregate():
                return fold_of(self, node, scope)
            case nodes.Streak():
                return streak_of(self, node, scope)
            case nodes.TextLiteral(text):
                raise TypeFault("TYPE-14", node.span, text=text)
            case nodes.Duration():
                raise TypeFault("TYPE-15", node.span)
            case nodes.QuotaSize() if self.seats is not None:
                seats = ir.ValueType(Kind.NUMBER)
                return Typed(self.seats(node), seats, "plain")
            case nodes.QuotaSize() | nodes.Ordered():
                raise TypeFault("TYPE-16", node.span, text=print_condition(node))
        raise TypeFault("TYPE-17", node.span, text=print_condition(node))

    def _path(self, node: nodes.Path, scope: Scope) -> Typed:
        steps = path_steps(node)
        part = self._part_of_date(node, scope)
        if part is not None:
            return part
        if scope.item is not None and len(steps) == 1 and not node.of_subject:
            said = items.named(scope.item, steps[0])
            if said is not None:
                return said
        if len(steps) == 1 and not node.of_subject and self.names.field_of(scope.element, steps[0]) is None:
            known = self._known(steps[0], scope)
            if known is not None:
                return known
        walk = self.names.walk(steps[:-1], node.of_subject, scope)
        last = steps[-1]
        declared = self.names.field_of(walk.ends, last)
        if declared is not None:
            if declared.kind is Kind.BOOLEAN:
                raise TypeFault("TYPE-18", last.span, name=declared.name)
            type_ = type_of(declared)
            return Typed(ir.FieldValue(walk, declared.name, type_), type_, UNITS.get(declared.kind))
        measure = self.names.measure(walk, last)
        if measure is not None:
            return Typed(measure, measure.type, UNITS.get(measure.type.kind))
        if self.names.truth(walk, last) is not None:
            raise TypeFault("TYPE-18", last.span, name=last.text)
        if self.names.collection(walk.ends, last) is not None:
            raise TypeFault("TYPE-19", last.span, name=last.text)
        raise self.names.unknown(last, walk.ends)

    def _known(self, name: nodes.Name, scope: Scope) -> Typed | None:
        """A parameter or a word of the question, unless the element has a measure or collection of that name."""
        here = self.names.walk((), False, scope)
        if (
            self.names.measure(here, name) is not None
            or self.names.truth(here, name) is not None
            or self.names.collection(scope.element, name) is not None
        ):
            return None
        key = fold(name.text)
        parameter = self.names.parameters.get(key)
        if parameter is not None:
            declared, type_ = parameter
            return Typed(ir.Parameter(declared, type_), type_, UNITS.get(type_.kind))
        asked: dict[str, tuple[Literal["on", "period", "year"], Kind]] = {
            fold("ngày xét"): ("on", Kind.DATE),
            fold("kỳ xét"): ("period", self.names.period),
            fold("năm xét"): ("year", Kind.YEAR),
        }
        if key in asked:
            what, kind = asked[key]
            type_ = ir.ValueType(kind, None, True)
            return Typed(ir.Asked(what, type_), type_)
        return None

    def _number(self, node: nodes.Expression, scope: Scope) -> Typed:
        found = self.value(node, scope)
        if found.unit is None:
            raise TypeFault("TYPE-20", node.span, kind=found.type.kind.value)
        return found

    def _arithmetic(self, node: nodes.Arithmetic, scope: Scope) -> Typed:
        left = self.value(node.left, scope)
        if isinstance(node.right, nodes.Duration):
            return self._shift(node, left, node.right)
        right = self.value(node.right, scope)
        if isinstance(left.value, ir.DayOf) and right.unit == "plain" and node.operator in ("+", "−"):
            # `ngày 30/3 của năm xét + 1` is a day of the next year
            if not right.type.integral:
                raise TypeFault("TYPE-20", node.right.span, kind=right.type.kind.value)
            year = left.value.year
            later = ir.Calculation(node.operator, year, right.value, year.type)
            return Typed(evolve(left.value, year=later), left.type)
        if node.operator == "/" and isinstance(node.right, nodes.NumberLiteral) and node.right.value == 0:
            raise TypeFault("TYPE-57", node.right.span)
        if left.type.kind.is_period and right.unit == "plain" and node.operator in ("+", "−") and right.type.integral:
            return Typed(ir.Calculation(node.operator, left.value, right.value, left.type), left.type)
        if left.unit is None or right.unit is None:
            wrong = node.left if left.unit is None else node.right
            kind = (left if left.unit is None else right).type.kind
            raise TypeFault("TYPE-20", wrong.span, kind=kind.value, **day_by_slashes(node, kind))
        unit = combined(node.operator, left.unit, right.unit)
        if unit is None:
            raise TypeFault(
                "TYPE-21",
                node.span,
                operator=node.operator,
                left=UNIT_WORDS[left.unit],
                right=UNIT_WORDS[right.unit],
            )
        kind = {"percent": Kind.PERCENT, "money": Kind.MONEY}.get(unit, Kind.NUMBER)
        whole = left.type.integral and right.type.integral and node.operator != "/"
        type_ = ir.ValueType(kind, None, whole)
        return Typed(ir.Calculation(node.operator, left.value, right.value, type_), type_, unit)

    def _day_of(self, node: nodes.DayOf, scope: Scope) -> Typed:
        year = self.value(node.year, scope)
        whole = year.unit == "plain" and year.type.integral
        if year.type.kind is not Kind.YEAR and not whole:
            raise TypeFault("TYPE-58", node.year.span, wanted=Kind.YEAR.value, found=year.type.kind.value)
        type_ = ir.ValueType(Kind.DATE, None, True)
        return Typed(ir.DayOf(year.value, node.month, node.day, type_), type_)

    def _date(self, node: nodes.Expression, scope: Scope) -> ir.Value:
        found = self.value(node, scope)
        if found.type.kind is not Kind.DATE:
            raise TypeFault("TYPE-58", node.span, wanted=Kind.DATE.value, found=found.type.kind.value)
        return found.value

    def _elapsed(self, node: nodes.Elapsed, scope: Scope) -> Typed:
        start, end = self._date(node.start, scope), self._date(node.end, scope)
        if node.unit == "ngày":
            return Typed(ir.Calculation("−", end, start, ir.WHOLE), ir.WHOLE, "plain")
        return Typed(ir.MonthsBetween(start, end, ir.WHOLE), ir.WHOLE, "plain")

    def _part_of_date(self, node: nodes.Path, scope: Scope) -> Typed | None:
        """`năm của ngày nộp`, `tháng của ngày nộp`: the first name is a part of the date that the others lead to."""
        part = _PARTS.get(fold(node.names[0].text))
        if part is None or len(node.names) == 1:
            return None
        try:
            date = self.value(evolve(node, names=node.names[1:]), scope)
        except TypeFault:
            return None
        if date.type.kind is not Kind.DATE:
            return None
        if part == "year":
            year = ir.ValueType(Kind.YEAR, None, True)
            return Typed(ir.DatePart("year", date.value, year), year)
        return Typed(ir.DatePart("month", date.value, ir.WHOLE), ir.WHOLE, "plain")

    def _shift(self, node: nodes.Arithmetic, left: Typed, duration: nodes.Duration) -> Typed:
        if left.type.kind is not Kind.DATE or node.operator not in ("+", "−"):
            raise TypeFault("TYPE-15", duration.span)
        count = duration.count if node.operator == "+" else -duration.count
        months = {"tháng": count, "năm": 12 * count}.get(duration.unit, 0)
        days = count if duration.unit == "ngày" else 0
        return Typed(ir.Shifted(left.value, days, months, left.type), left.type)

    def _alike(self, node: nodes.Expression, first: Typed, scope: Scope) -> Typed:
        """A value that stands for the same as another one does: an ordered value of its kind."""
        found = self._as_period(self.expected(node, first, scope), first)
        check_comparable(Comparison.GE, first, found, node.span)
        return found

    def _extreme(self, greatest: bool, operands: Sequence[nodes.Expression], scope: Scope) -> Typed:
        first = self.value(operands[0], scope)
        if not first.type.kind.is_ordered or first.type.kind is Kind.GRADE:
            raise TypeFault("TYPE-20", operands[0].span, kind=first.type.kind.value)
        found = [first, *(self._alike(each, first, scope) for each in operands[1:])]
        like = next((each for each in found if each.unit != "either"), first)
        type_ = ir.ValueType(like.type.kind, None, all(each.type.integral for each in found))
        return Typed(ir.ExtremeOf(greatest, tuple(each.value for each in found), type_), type_, like.unit)

    def _otherwise(self, operand: nodes.Expression, default: nodes.Expression, scope: Scope) -> Typed:
        first = self.value(operand, scope)
        other = self._alike(default, first, scope)
        type_ = evolve(first.type, integral=first.type.integral and other.type.integral)
        return Typed(ir.Otherwise(first.value, other.value, type_), type_, first.unit)

    def _remainder(self, operand: nodes.Expression, divisor: nodes.Expression, scope: Scope) -> Typed:
        """What is left of a number after as many whole divisors as fit; never below zero."""
        whole, by = self._number(operand, scope), self.value(divisor, scope)
        fixed = by.value.value.low if isinstance(by.value, ir.Constant) else None
        if by.unit != "plain" or fixed is None or fixed <= 0 or whole.unit not in ("plain", "either"):
            raise TypeFault("TYPE-62", divisor.span)
        number = ir.ValueType(Kind.NUMBER, None, whole.type.integral and by.type.integral)
        times = ir.Rounded(Rounding.DOWN, Fraction(1), ir.Calculation("/", whole.value, by.value, number), ir.WHOLE)
        left = ir.Calculation("−", whole.value, ir.Calculation("×", times, by.value, number), number)
        most = ir.Constant(point(fixed - 1 if number.integral else fixed), number)
        return Typed(ir.Bounded(left, ir.Constant(point(0), number), most, number), number, "plain")

    def _round(self, rounding: Rounding, step: Fraction, operand: nodes.Expression, scope: Scope) -> Typed:
        inner = self._number(operand, scope)
        exact = step / 100 if inner.unit == "percent" else step
        type_ = ir.ValueType(inner.type.kind, None, exact.denominator == 1)
        return Typed(ir.Rounded(rounding, exact, inner.value, type_), type_, inner.unit)
