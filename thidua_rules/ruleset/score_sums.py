"""Whether the maxima of a score, as far as they are plain numbers, add up to what the score says they do."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from thidua_rules.conditions import nodes
from thidua_rules.diagnostics import Place
from thidua_rules.facts._numbers import from_fraction, show
from thidua_rules.ruleset.forms import Reader
from thidua_rules.ruleset.model import ItemDeclaration, ScoreDeclaration, ScoreLine, Written


def check_sums(reader: Reader, score: ScoreDeclaration) -> None:
    """Tell what does not add up: the items with the scale, items with those below them, deductions with their item."""
    scale = constant(score.scale)
    sums = _sums(score.items)
    if score.scale is not None and scale is not None and sums and scale not in sums:
        shown = _shown(sum((constant(each.most) or Fraction(0) for each in score.items), Fraction(0)))
        reader.found.add("SCORE-09", score.scale.place, name=score.name, total=shown, scale=_shown(scale))
    for item in _all(score):
        _check_items(reader, item)
        _check_lines(reader, item)


def constant(written: Written | None) -> Fraction | None:
    """The number that a formula is if nothing in it has a name; None otherwise."""
    return None if written is None else _number(written.tree)


def _number(tree: nodes.Expression) -> Fraction | None:
    match tree:
        case nodes.NumberLiteral(value, percent):
            return Fraction(value) / 100 if percent else Fraction(value)
        case nodes.Negative(operand):
            number = _number(operand)
            return None if number is None else -number
        case nodes.Arithmetic(operator, left, right):
            a, b = _number(left), _number(right)
            if a is None or b is None or (operator == "/" and b == 0):
                return None
            return {"+": a + b, "−": a - b, "×": a * b, "/": a / b if b else a}[operator]
    return None


def _all(score: ScoreDeclaration) -> Iterator[ItemDeclaration]:
    open_ = [*score.items, *(each for each in (score.bonus, score.penalty) if each is not None)]
    while open_:
        item = open_.pop()
        yield item
        open_.extend(item.items)


def _sums(items: Iterable[ItemDeclaration]) -> set[Fraction]:
    """What the maxima of items may add up to: those that fall away where they do not apply may be left out.

    Empty if one of them is no plain number.
    """
    sums = {Fraction(0)}
    for item in items:
        most = constant(item.most)
        if most is None:
            return set()
        without = sums if item.guard is not None and item.dropped else set()
        sums = {each + most for each in sums} | without
    return sums


def _check_items(reader: Reader, item: ItemDeclaration) -> None:
    most = constant(item.most)
    if not item.items or item.most is None or most is None:
        return
    if item.take == "sum":
        sums = _sums(item.items)
        if sums and most not in sums and not item.plus:
            total = sum((constant(each.most) or Fraction(0) for each in item.items), Fraction(0))
            reader.found.add("SCORE-10", item.most.place, code=item.code, total=_shown(total), most=_shown(most))
        return
    for each in item.items:
        greatest = constant(each.most)
        if each.most is not None and greatest is not None and greatest > most:
            arguments = {"code": each.code, "points": _shown(greatest), "parent": item.code, "most": _shown(most)}
            reader.found.add("SCORE-11", each.most.place, **arguments)


def _check_lines(reader: Reader, item: ItemDeclaration) -> None:
    most = constant(item.most)
    if most is None:
        return
    for line in (*item.minus, *item.plus):
        points, place = _least_of(line)
        if points is not None and points > most:
            arguments = {"code": line.code, "points": _shown(points), "item": item.code, "most": _shown(most)}
            reader.found.add("SCORE-12", place, **arguments)
    for row in item.rows:
        points = constant(row.result)
        if points is not None and not 0 <= points <= most:
            arguments = {"points": _shown(points), "item": item.code, "most": _shown(most)}
            reader.found.add("SCORE-13", row.result.place, **arguments)


def _least_of(line: ScoreLine) -> tuple[Fraction | None, Place]:
    """The points of a line where they are fixed, or for one occurrence (`4 × số buổi`), and where that stands."""
    points = _factor(line.points.tree)
    most = constant(line.most)
    if line.most is not None and most is not None and (points is None or most <= points):
        return most, line.most.place
    return points, line.points.place


def _factor(tree: nodes.Expression) -> Fraction | None:
    number = _number(tree)
    if number is None and isinstance(tree, nodes.Arithmetic) and tree.operator == "×":
        return _number(tree.left) if _number(tree.left) is not None else _number(tree.right)
    return number


def _shown(number: Fraction) -> str:
    return show(from_fraction(number))
