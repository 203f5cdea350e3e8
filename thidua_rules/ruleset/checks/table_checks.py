"""Tables read as a whole: rows that can never be chosen, and values that no row covers.

A table whose rows test one value against constants is cut into cells between these constants; each row covers some
of them. Rows may besides ask conditions of any other kind, each of which is taken to hold or not, whatever the
others do, except that a title may imply another: a row that no such combination chooses can never be chosen, and
combinations that choose no row are a gap.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from thidua_rules.conditions import nodes, print_condition
from thidua_rules.diagnostics import Diagnostic, Place
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.ruleset.checks.implied_titles import implied
from thidua_rules.ruleset.checks.relative_tests import as_quotients
from thidua_rules.ruleset.checks.table_cells import Axis, Cell, Point, cells_of, listed_gaps
from thidua_rules.ruleset.model import ItemDeclaration, RowDeclaration, RulesetModel, Written
from thidua_rules.source.text import fold
from thidua_rules.values import Comparison

_MOST_CELLS = 5000
"""Combinations of cells to look at; a table with more is left alone."""

_MOST_GAPS = 3


@frozen
class _Table:
    """The rows of one table, with what it is called, whom it is about, where it stands, and when it applies."""

    name: str
    subject: str
    rows: tuple[RowDeclaration, ...]
    place: Place
    guards: tuple[Written | None, ...]


def table_findings(model: RulesetModel) -> tuple[Diagnostic, ...]:
    """A warning for each row that can never be chosen, and for each table on one value that leaves some uncovered."""
    return tuple(finding for table in _tables(model) for finding in _of_table(table, model))


def _tables(model: RulesetModel) -> Iterator[_Table]:
    for quantity in model.quantities:
        yield _Table(quantity.name, quantity.subject, quantity.rows, quantity.place, (quantity.guard,))
    for grade in model.grades:
        yield _Table(grade.name, grade.subject, grade.rows, grade.place, (grade.guard,))
    for score in model.scores:
        for item, guards in _items((*score.items, score.bonus, score.penalty)):
            yield _Table(f"{score.name}.{item.code}", score.subject, item.rows, item.place, guards)


def _items(
    items: Iterable[ItemDeclaration | None], above: tuple[Written | None, ...] = ()
) -> Iterator[tuple[ItemDeclaration, tuple[Written | None, ...]]]:
    """Each item with its own guard and those of the items it stands in."""
    for item in items:
        if item is not None:
            guards = (*above, item.guard)
            yield item, guards
            yield from _items(item.items, guards)


def _of_table(table: _Table, model: RulesetModel) -> Iterator[Diagnostic]:
    axes = _Axes(table.subject, model)
    trees = [
        None if row.condition is None else as_quotients(row.condition.tree, axes.at_least_zero) for row in table.rows
    ]
    for tree in trees:
        if tree is not None:
            axes.collect(tree)
    for guard in table.guards:
        if guard is not None:
            axes.suppose(guard.tree)
    found = axes.axes()
    size = 1
    for axis in found.values():
        size *= len(axis.choices)
    if not found or size > _MOST_CELLS:
        return
    follows = implied(model, table.subject)
    chosen = [False] * len(trees)
    gaps: list[Point] = []
    if len(found) == 1:
        yield from _overlaps(table, trees, axes, *found.items())
    for combination in itertools.product(*(axis.choices for axis in found.values())):
        point = dict(zip(found, combination, strict=True))
        if any(point[each] is True and point.get(one) is False for each in found for one in follows.get(each, ())):
            continue  # nobody has the one without the other
        first = next((at for at, tree in enumerate(trees) if tree is None or axes.holds(tree, point)), None)
        if first is None:
            gaps.append(point)
        else:
            chosen[first] = True
    for row, reached in zip(table.rows, chosen, strict=True):
        if row.condition is not None and not reached:
            shown = print_condition(row.condition.tree)
            yield Diagnostic("TABLE-01", row.place, {"name": table.name, "row": shown})
    if gaps:
        listed = list(listed_gaps(tuple(found.values()), gaps))
        if listed:
            more = "; …" if len(listed) > _MOST_GAPS else ""
            arguments = {"name": table.name, "gaps": "; ".join(listed[:_MOST_GAPS]) + more}
            yield Diagnostic("TABLE-02", table.place, arguments)


def _overlaps(
    table: _Table, trees: Sequence[nodes.Expression | None], axes: "_Axes", only: tuple[str, Axis]
) -> Iterator[Diagnostic]:
    """Rows each of which takes something that the other does not, and both of them some value besides.

    A row within another one is how tables are written that go from the narrow to the wide.
    """
    key, axis = only
    covers = [
        frozenset(cell for cell in axis.choices if tree is not None and axes.holds(tree, {key: cell})) for tree in trees
    ]
    rows = zip(table.rows, trees, covers, strict=True)
    for (_, first, a), (other, second, b) in itertools.combinations(rows, 2):
        if first is not None and second is not None and a & b and a - b and b - a:
            points: list[Point] = [{key: cell} for cell in axis.choices if cell in a & b]
            cells = "; ".join(listed_gaps((axis,), points))
            shown = {"row": print_condition(first), "other": print_condition(second)}
            yield Diagnostic("TABLE-03", other.place, {"name": table.name, "cells": cells, **shown})


# ---------------------------------------------------------------- what is tested


class _Axes:
    """The values and conditions that the rows of one table test."""

    def __init__(self, subject: str, model: RulesetModel) -> None:
        self.subject, self.model = subject, model
        self._numbers: dict[str, dict[Fraction, str]] = {}
        self._named: dict[str, Field] = {}
        self._asked: dict[str, None] = {}
        self._present: dict[str, str] = {}
        self._guarded: set[str] = set()
        self._operands: dict[str, nodes.Expression] = {}

    def collect(self, tree: nodes.Expression) -> None:
        """Note everything that a condition tests."""
        match tree:
            case nodes.And(operands) | nodes.Or(operands):
                for each in operands:
                    self.collect(each)
            case nodes.Not(operand):
                self.collect(operand)
            case nodes.Compare() | nodes.Within() | nodes.Is() | nodes.In():
                if not self._collect_test(tree):
                    self._asked[print_condition(tree)] = None
            case _:
                if (key := self._presence(tree)) is not None:
                    self._present[print_condition(tree)] = key
                self._asked[print_condition(tree)] = None

    def suppose(self, guard: nodes.Expression) -> None:
        """Note the values that exist wherever the table applies."""
        if isinstance(guard, nodes.And):
            for each in guard.operands:
                self.suppose(each)
        elif (key := self._presence(guard)) is not None:
            self._guarded.add(key)

    def _presence(self, tree: nodes.Expression) -> str | None:
        """The value that a condition asks only the existence of; None for any other condition."""
        match tree:
            case nodes.Has(nodes.Members(nodes.Path() as path, None), None):
                shape = self._shape(path)
                return print_condition(path) if shape is not None and shape.may_be_absent else None
        return None

    def _collect_test(self, tree: "nodes.Compare | nodes.Within | nodes.Is | nodes.In") -> bool:
        """Note a value and the constants it is tested against; False if it is not tested against constants."""
        operand, constants = _tested(tree)
        if operand is None:
            return False
        key = print_condition(operand)
        numbers = [_number(each) for each in constants]
        texts = [each.text for each in constants if isinstance(each, nodes.TextLiteral)]
        if constants and None not in numbers:
            marks = self._numbers.setdefault(key, {})
            for number, each in zip(numbers, constants, strict=True):
                marks[number or Fraction(0)] = print_condition(each)
            self._operands[key] = operand
            return True
        shape = self._shape(operand)
        if constants and len(texts) == len(constants) and shape is not None and shape.options:
            if any(shape.option(text) is None for text in texts):
                return False
            self._named[key] = shape
            return True
        return False

    def axes(self) -> dict[str, Axis]:
        """By what is tested, the cells or choices there are."""
        found: dict[str, Axis] = {}
        for key, marks in self._numbers.items():
            absent = self._absence(key, self._shape(self._operands[key]))
            found[key] = Axis(key, (*cells_of(marks, *self._step(self._operands[key])), *absent), marks)
        for key, shape in self._named.items():
            found[key] = Axis(key, (*shape.options, *shape.outside, *self._absence(key, shape)))
        # whether there is a value is no question apart where the value itself is tested
        asked = (each for each in self._asked if self._present.get(each) not in found)
        return found | {key: Axis(key, (True, False)) for key in asked}

    def _absence(self, key: str, shape: Field | None) -> tuple[bool, ...]:
        """False stands for a value that is known not to exist."""
        return (False,) if shape is not None and shape.may_be_absent and key not in self._guarded else ()

    def _step(self, operand: nodes.Expression) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
        """The least and greatest value, and the step between values, as far as the declarations tell."""
        if isinstance(operand, nodes.Count):
            return Fraction(0), None, Fraction(1)
        if isinstance(operand, nodes.Share):
            return Fraction(0), Fraction(1), None
        shape = self._shape(operand)
        if shape is None or not (shape.kind.is_number or shape.kind.is_period or shape.kind is Kind.DATE):
            return None, None, None
        whole = not shape.kind.is_number or shape.kind is Kind.INTEGER
        unit = Fraction(1, 100) if shape.kind is Kind.PERCENT else Fraction(1)
        low, high = (None if end is None else end * unit for end in (shape.low, shape.high))
        return low, high, unit if whole else unit / 10**shape.decimals

    def at_least_zero(self, value: nodes.Expression) -> bool:
        """Whether a value is surely not below 0: a number of people, points of a score, or a field with that bound."""
        if isinstance(value, nodes.ScoreItem | nodes.Count):
            return True
        if not isinstance(value, nodes.Path):
            return False
        low = self._step(value)[0]
        scores = {fold(name) for each in self.model.scores for name in (each.name, f"thang {each.name}")}
        return (low is not None and low >= 0) or fold(value.names[0].text) in scores

    def _shape(self, operand: nodes.Expression) -> Field | None:
        """The declared field of the subject, or of one it refers to, that a path ends at; None for anything else."""
        if not isinstance(operand, nodes.Path) or operand.of_subject:
            return None
        types: tuple[str, ...] = (self.subject,)
        for name in reversed(operand.names[1:]):
            step = self._field(types, name.text)
            types = () if step is None else step.targets
        return self._field(types, operand.names[0].text)

    def _field(self, types: tuple[str, ...], name: str) -> Field | None:
        kinds = [self.model.vocabulary.type(each) for each in types]
        found = [each for kind in kinds if kind is not None and (each := kind.field(name)) is not None]
        if found:
            return found[0]
        named = (each for each in self.model.grades if each.subject in types and fold(each.name) == fold(name))
        return next((each.shape for each in named), None)

    # ------------------------------------------------------------ whether a row is met

    def holds(self, tree: nodes.Expression, point: Point) -> bool:
        """Whether a condition is met at one combination of cells."""
        match tree:
            case nodes.And(operands):
                return all(self.holds(each, point) for each in operands)
            case nodes.Or(operands):
                return any(self.holds(each, point) for each in operands)
            case nodes.Not(operand):
                return not self.holds(operand, point)
        asked = point.get(print_condition(tree))
        if asked is not None:
            return asked is True
        if (present := self._presence(tree)) is not None:
            return point[present] is not False
        assert isinstance(tree, nodes.Compare | nodes.Within | nodes.Is | nodes.In)
        tested, _ = _tested(tree)
        assert tested is not None
        key = print_condition(tested)
        cell = point[key]
        if isinstance(cell, Cell):
            return _number_holds(tree, cell)
        # nothing compares with a value that is known not to exist
        return isinstance(cell, str) and _option_holds(tree, cell, self._named[key])


def _tested(
    tree: "nodes.Compare | nodes.Within | nodes.Is | nodes.In",
) -> tuple[nodes.Expression | None, tuple[nodes.Expression, ...]]:
    """The value that is tested and the constants it is tested against; no value if there are none."""
    match tree:
        case nodes.Compare(_, left, right):
            if _is_constant(right) and not _is_constant(left):
                return left, (right,)
            return (right, (left,)) if _is_constant(left) and not _is_constant(right) else (None, ())
        case nodes.Within(operand, low, high):
            ends = (low,) if high is None else (low, high)
            return (operand, ends) if all(map(_is_constant, ends)) else (None, ())
        case nodes.Is(operand, literal):
            return operand, (literal,)
        case nodes.In(operand, members):
            return operand, members


def _is_constant(tree: nodes.Expression) -> bool:
    return _number(tree) is not None or isinstance(tree, nodes.TextLiteral)


def _number(tree: nodes.Expression) -> Fraction | None:
    """A number (98,5% is 0.985) or the ordinal of a date; None for anything else."""
    match tree:
        case nodes.NumberLiteral(value, percent):
            return Fraction(value) / 100 if percent else Fraction(value)
        case nodes.DateLiteral(ordinal):
            return Fraction(ordinal)
        case nodes.Negative(operand):
            number = _number(operand)
            return None if number is None else -number
    return None


_MIRRORED = {
    Comparison.LT: Comparison.GT,
    Comparison.GT: Comparison.LT,
    Comparison.LE: Comparison.GE,
    Comparison.GE: Comparison.LE,
}


def _sign(cell: Cell, constant: Fraction) -> int:
    """Where a cell lies from a constant, which is never inside one: −1 below, 0 the same, 1 above."""
    if cell.is_point and cell.low == constant:
        return 0
    return -1 if cell.high is not None and cell.high <= constant else 1


def _compares(comparison: Comparison, sign: int) -> bool:
    match comparison:
        case Comparison.EQ:
            return sign == 0
        case Comparison.NE:
            return sign != 0
        case Comparison.LT:
            return sign < 0
        case Comparison.LE:
            return sign <= 0
        case Comparison.GT:
            return sign > 0
        case Comparison.GE:
            return sign >= 0


def _number_holds(tree: "nodes.Compare | nodes.Within | nodes.Is | nodes.In", cell: Cell) -> bool:
    match tree:
        case nodes.Compare(comparison, left, right):
            if _is_constant(right):
                return _compares(comparison, _sign(cell, _number(right) or Fraction(0)))
            return _compares(_MIRRORED.get(comparison, comparison), _sign(cell, _number(left) or Fraction(0)))
        case nodes.Within(_, low, high, half_open):
            if _sign(cell, _number(low) or Fraction(0)) < 0:
                return False
            return high is None or _sign(cell, _number(high) or Fraction(0)) < (0 if half_open else 1)
        case nodes.In(_, members):
            return any(_sign(cell, _number(each) or Fraction(0)) == 0 for each in members)
    return False


def _option_holds(tree: "nodes.Compare | nodes.Within | nodes.Is | nodes.In", option: str, shape: Field) -> bool:
    """Whether a grade or choice passes a test; order comparisons are never met outside the order."""

    def sign(literal: nodes.Expression) -> int | None:
        assert isinstance(literal, nodes.TextLiteral)
        meant = shape.option(literal.text)
        if option not in shape.options or meant not in shape.options:
            return None
        a, b = shape.options.index(option), shape.options.index(meant)
        return (a > b) - (a < b)

    def same(literal: nodes.Expression) -> bool:
        return isinstance(literal, nodes.TextLiteral) and shape.option(literal.text) == option

    match tree:
        case nodes.Compare(comparison, left, right):
            literal = right if _is_constant(right) else left
            if comparison in (Comparison.EQ, Comparison.NE):
                return same(literal) == (comparison is Comparison.EQ)
            at = sign(literal)
            if at is None:
                return False
            return _compares(comparison if literal is right else _MIRRORED[comparison], at)
        case nodes.Within(_, low, high, half_open):
            from_, to = sign(low), None if high is None else sign(high)
            if from_ is None or from_ < 0 or (high is not None and to is None):
                return False
            return to is None or to < (0 if half_open else 1)
        case nodes.Is(_, text):
            return same(text)
        case nodes.In(_, members):
            return any(same(each) for each in members)
