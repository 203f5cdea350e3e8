"""Scores: from a declaration to the values of its lines, items and maxima, and to the total.

An item starts from its formula, its table or its items; without these from its maximum if it only takes away, else
from nothing. Less and plus lines are applied, the result is rounded and then kept within 0 and the maximum. All of
it is told as quantities, so that proofs and reports show every step.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce
from typing import Any, Literal, TypeVar, cast

from attrs import define, field

from thidua_rules.diagnostics import Place
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.compiler import Compiler
from thidua_rules.program.names import Scope, TypeFault, type_of
from thidua_rules.program.score_names import (
    as_applied,
    falls_away,
    if_any,
    is_bare,
    is_limited,
    is_optional,
    item_code,
    maximum_code,
    scale_code,
    table_code,
    unlimited,
)
from thidua_rules.program.tables import cut
from thidua_rules.program.walking import parts
from thidua_rules.ruleset.model import ItemDeclaration, RowDeclaration, ScoreDeclaration, ScoreLine, Written
from thidua_rules.values import NONE_KNOWN, point

T = TypeVar("T")

_ZERO = ir.Constant(point(0), ir.WHOLE)


def compile_score(compiler: Compiler, declared: ScoreDeclaration) -> list[ir.Rule] | None:
    """The quantities of a score, the total last; None (told) with a fault."""
    making = _Score(compiler, declared)
    making.all()
    return None if making.failed else making.rules


def without_unused(rules: list[ir.Rule]) -> list[ir.Rule]:
    """The rules without the values of items that may fall away, where nothing asks for these."""
    optional = {each.code: each for each in rules if is_optional(each.code)}
    if not optional:
        return rules
    asked: set[str] = set()
    open_: list[ir.Rule] = [each for each in rules if each.code not in optional]
    while open_:
        found = {part.code for part in parts(open_.pop()) if isinstance(part, ir.Derived)} & optional.keys()
        open_.extend(optional[each] for each in found - asked)
        asked |= found
    return [each for each in rules if each.code in asked or each.code not in optional]


@define
class _Score:
    """Makes the quantities of one score; `failed` once something in it has a fault, which is told."""

    compiler: Compiler
    declared: ScoreDeclaration
    rules: list[ir.Rule] = field(factory=list)
    failed: bool = False
    made: dict[int, Any] = field(factory=dict)

    @property
    def name(self) -> str:
        return self.declared.name

    @property
    def scope(self) -> Scope:
        return Scope((self.declared.subject,), self.declared.subject)

    @property
    def type(self) -> ir.ValueType:
        """Of all parts of the score: numbers that need not be whole."""
        return ir.ValueType(Kind.NUMBER, self.declared.shape)

    # ------------------------------------------------------------ the score

    def all(self) -> None:
        """The items, the scale, the total."""
        declared = self.declared
        bonus, penalty = declared.bonus, declared.penalty
        for each in declared.items:
            self.item(each)
            if falls_away(each):
                self.optional(each)
        for apart in (bonus, penalty):
            if apart is not None:
                self.item(apart)
        about = self.compiler.about(declared.remarks)
        guard = self.condition(declared.guard)
        most: ir.Value | None = None
        if unlimited(declared) is None:
            scale = self.sum([self.maximum_of(each) for each in declared.items])
            title = f"thang điểm của {about.title or as_written(self.name)}"
            self.add(scale_code(self.name), scale, ir.About(title=title, citations=about.citations), guard)
            most = self.derived(scale_code(self.name))
        if bonus is not None and most is not None:
            most = self.sum([most, self.maximum_of(bonus)]) if is_limited(bonus) else None
        if declared.ceiling is not None:
            most = self.number(declared.ceiling)
        total = self.sum([self.points_of(each) for each in (*declared.items, *([bonus] if bonus else []))])
        if penalty is not None:
            total = self.combined("−", total, self.points_of(penalty))
        if declared.rounding is not None:
            total = ir.Rounded(declared.rounding, Fraction(declared.step), total, self.type)
        body = ir.Bounded(total, _ZERO, most, self.type)
        if declared.shape.kind is Kind.INTEGER and not self.failed and not self.is_whole(body):
            self.tell(declared.place, "TYPE-51", name=self.name)
        self.rules.append(ir.Quantity(self.name, declared.subject, body, type_of(declared.shape), guard, about))

    # ------------------------------------------------------------ items

    def item(self, item: ItemDeclaration) -> None:
        """The quantities of an item and of all below it."""
        for each in item.items:
            self.item(each)
            if item.take == "least" and falls_away(each):
                self.optional(each)
        for line in (*item.minus, *item.plus):
            self.line(line)
        self.maximum(item)
        about = self.compiler.about(item.remarks, item.formula.text if item.formula else "")
        if item.rows and is_bare(item):
            rows = [self.row(each) for each in item.rows]
            kept = [ir.TableRow(row.condition, self.kept(item, row.result), row.about) for row in rows if row]
            if len(kept) == len(item.rows):
                self.add(item_code(self.name, item.code), cut(tuple(kept)), about)
            return
        if item.rows:
            found = [row for each in item.rows if (row := self.row(each)) is not None]
            if len(found) == len(item.rows):
                title = f"{about.title or item.code} (bảng)"
                self.add(
                    table_code(self.name, item), cut(tuple(found)), ir.About(title=title, citations=about.citations)
                )
        full = self.maximum_of(item) if item.guard is not None and not item.dropped and is_limited(item) else _ZERO
        self.add(item_code(self.name, item.code), self.points(item, full), about)

    def optional(self, item: ItemDeclaration) -> None:
        """Points and maximum of an item that may fall away: as if it applied, and none where it does not."""
        guard = self.condition(item.guard)
        if guard is None:
            return
        title, citations = item.remarks.title or item.code, tuple(str(each) for each in item.remarks.citations)
        values: list[tuple[str, ir.Value | ir.Table]] = [
            (item_code(self.name, item.code), self.points(item, None)),
            *([(maximum_code(self.name, item.code), self.most(item))] if is_limited(item) else []),
        ]
        absent = ir.Constant(NONE_KNOWN, self.type)
        for code, value in values:
            self.add(as_applied(code), value, ir.About(title=f"{title} (khi áp dụng)", citations=citations))
            existing = self.where(guard, self.derived(as_applied(code)), absent)
            self.add(if_any(code), existing, ir.About(title=f"{title} (nếu có)", citations=citations))

    def points(self, item: ItemDeclaration, otherwise: ir.Value | None) -> ir.Value | ir.Table:
        """The points of an item, which are `otherwise` where its guard is not met; if None, as if it were met."""
        core = self.kept(item, self.start(item))
        rows = []
        guard, forfeit = self.condition(item.guard), self.condition(item.forfeit)
        if guard is not None and otherwise is not None:
            text = item.guard.text if item.guard else ""
            rows.append(ir.TableRow(ir.Negation(guard), otherwise, ir.About(text=f"không áp dụng (chỉ khi {text})")))
        if forfeit is not None:
            rows.append(ir.TableRow(forfeit, _ZERO, ir.About(text=item.forfeit.text if item.forfeit else "")))
        return cut((*rows, ir.TableRow(None, core))) if rows else core

    def kept(self, item: ItemDeclaration, start: ir.Value) -> ir.Value:
        """What an item starts from after its lines, rounded, within 0 and its maximum."""
        value = start
        for line in item.minus:
            value = self.combined("−", value, self.derived(item_code(self.name, line.code)))
        for line in item.plus:
            value = self.combined("+", value, self.derived(item_code(self.name, line.code)))
        if item.rounding is not None:
            value = ir.Rounded(item.rounding, Fraction(item.step), value, self.type)
        return ir.Bounded(value, _ZERO, self.number(item.most), self.type)

    def start(self, item: ItemDeclaration) -> ir.Value:
        """What an item starts from."""
        if item.formula is not None:
            return self.number(item.formula) or _ZERO
        if item.rows:
            return self.derived(table_code(self.name, item))
        if item.items:
            return self.taken(item, [item_code(self.name, each.code) for each in item.items])
        # all of it where it only takes away or may be forfeited, nothing where it only adds
        return _ZERO if item.plus else self.number(item.most) or _ZERO

    def taken(self, item: ItemDeclaration, codes: list[str]) -> ir.Value:
        """What is made of the points, or maxima, of the items below an item."""
        values = [self.derived(code) for code in codes]
        if item.take == "sum":
            return self.sum(values)
        if item.take == "greatest":
            return reduce(lambda a, b: ir.Bounded(a, b, None, self.type), values)
        # the sum is no less than the least of them, and 0 where all fall away
        result = self.sum(values)
        for each, value, code in zip(item.items, values, codes, strict=True):
            bound = self.derived(if_any(code)) if falls_away(each) else value
            result = ir.Bounded(result, None, bound, self.type)
        return result

    def maximum(self, item: ItemDeclaration) -> None:
        """The quantity `tối đa` of an item."""
        if not is_limited(item):
            if item.guard is not None and not item.dropped:
                self.tell(item.guard.place, "TYPE-50", code=item_code(self.name, item.code))
            return
        guard = self.condition(item.guard)
        whole = self.where(guard if item.dropped else None, self.most(item), _ZERO)
        title = f"điểm tối đa của {item.remarks.title or item.code}"
        about = ir.About(title=title, citations=tuple(str(each) for each in item.remarks.citations))
        self.add(maximum_code(self.name, item.code), whole, about)

    def most(self, item: ItemDeclaration) -> ir.Value:
        """The most that an item can bring where it applies: less what falls away below it."""
        own = self.number(item.most)
        codes = [maximum_code(self.name, each.code) for each in item.items]
        limited = codes and not item.plus and all(is_limited(each) for each in item.items)
        if not limited:
            return own or _ZERO
        if own is not None and (item.take != "sum" or not any(falls_away(each) for each in _all_below(item))):
            return own
        below = self.taken(item, codes)
        return below if own is None else ir.Bounded(below, None, own, self.type)

    def line(self, line: ScoreLine) -> None:
        """The points of one line: at least 0, at most its own maximum, none where its guard is not met."""
        points, most, guard = self.number(line.points), self.number(line.most), self.condition(line.guard)
        if points is None:
            return
        body = self.where(guard, ir.Bounded(points, _ZERO, most, self.type), _ZERO)
        about = self.compiler.about(line.remarks, line.points.text)
        self.add(item_code(self.name, line.code), body, about)

    def row(self, row: RowDeclaration) -> ir.TableRow | None:
        condition, result = self.condition(row.condition), self.number(row.result)
        if result is None or (row.condition is not None and condition is None):
            return None
        text = row.condition.text if row.condition else ""
        return ir.TableRow(condition, result, self.compiler.about(row.remarks, text))

    # ------------------------------------------------------------ parts

    def add(self, code: str, body: ir.Value | ir.Table, about: ir.About, guard: ir.Condition | None = None) -> None:
        self.rules.append(ir.Quantity(code, self.declared.subject, body, self.type, guard, about))

    def condition(self, written: Written | None) -> ir.Condition | None:
        """A condition; None if there is none, or (told) with a fault."""
        if written is None:
            return None
        return self.once(written, lambda: self.compiler.typer.condition(written.tree, self.scope))

    def number(self, written: Written | None) -> ir.Value | None:
        """A number; None if there is none, or (told) with a fault."""
        if written is None:
            return None
        return self.once(written, lambda: self._number(written))

    def _number(self, written: Written) -> ir.Value:
        found = self.compiler.typer.value(written.tree, self.scope)
        if found.unit not in ("plain", "either"):
            kind, wanted = found.type.kind.value, self.declared.shape.kind.value
            raise TypeFault("TYPE-30", written.tree.span, found=kind, wanted=wanted, name=self.name)
        return found.value

    def where(self, guard: ir.Condition | None, value: ir.Value, otherwise: ir.Value) -> ir.Value | ir.Table:
        """A value where a guard is met, if there is one."""
        if guard is None:
            return value
        return cut((ir.TableRow(ir.Negation(guard), otherwise), ir.TableRow(None, value)))

    def sum(self, values: list[ir.Value]) -> ir.Value:
        return reduce(lambda a, b: self.combined("+", a, b), values)

    def derived(self, code: str) -> ir.Value:
        return ir.Derived(ir.Walk(self.declared.subject, ends=(self.declared.subject,)), code, self.type)

    def points_of(self, item: ItemDeclaration) -> ir.Value:
        return self.derived(item_code(self.name, item.code))

    def maximum_of(self, item: ItemDeclaration) -> ir.Value:
        return self.derived(maximum_code(self.name, item.code))

    def combined(self, operator: Literal["+", "−"], a: ir.Value, b: ir.Value) -> ir.Value:
        return ir.Calculation(operator, a, b, self.type)

    def once(self, written: Written, make: Callable[[], T]) -> T | None:
        """What `make` makes of a text, made and its fault told only once; None with a fault."""
        if id(written) not in self.made:
            self.made[id(written)] = self.compiler.typed(written, make)
            self.failed = self.failed or self.made[id(written)] is None
        return cast("T | None", self.made[id(written)])

    def tell(self, place: Place, fault: str, **arguments: str) -> None:
        self.compiler.collector.add(fault, place, **arguments)
        self.failed = True

    def is_whole(self, value: ir.Value) -> bool:
        """Whether a value of this score is surely a whole number."""
        match value:
            case ir.Calculation("/", _, _, _):
                return False
            case ir.Calculation(_, left, right, _):
                return self.is_whole(left) and self.is_whole(right)
            case ir.Bounded(operand, low, high, _):
                return all(each is None or self.is_whole(each) for each in (operand, low, high))
            case ir.Rounded(_, step, operand, _):
                return step.denominator == 1
            case ir.Derived(walk, code, _) if not walk.steps:
                own = next((each for each in self.rules if each.code == code), None)
                if isinstance(own, ir.Quantity):
                    body = own.body
                    values = [row.result for row in body.rows] if isinstance(body, ir.Table) else [body]
                    return all(self.is_whole(each) for each in values)
        return value.type.integral


def _all_below(item: ItemDeclaration) -> Iterator[ItemDeclaration]:
    for each in item.items:
        yield each
        yield from _all_below(each)
