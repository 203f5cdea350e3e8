"""Whether the maxima of a score, as far as they are plain numbers, add up to what the score says they do."""

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

from thidua_rules.conditions import nodes
from thidua_rules.diagnostics import Place
from thidua_rules.facts._numbers import from_fraction, show
from thidua_rules.ruleset.files.forms import Reader
from thidua_rules.ruleset.model import ItemDeclaration, ScoreDeclaration, ScoreLine, Written


def check_sums(reader: Reader, score: ScoreDeclaration, partial: Collection[str | None] = ()) -> None:
    """Tell what does not add up: the items with the scale, items with those below them, deductions with their item.

    `partial` are the codes of items (None: the score) below which something could not be read, so that no sum is known.
    """
    scale = constant(score.scale)
    sums = set() if None in partial else _sums(score.items)
    if score.scale is not None and scale is not None and sums and scale not in sums:
        shown = _shown(sum((constant(each.most) or Fraction(0) for each in score.items), Fraction(0)))
        reader.found.add("SCORE-09", score.scale.place, name=score.name, total=shown, scale=_shown(scale))
    for item in _all(score):
        if item.code not in partial:
            _check_items(reader, item)
        _check_lines(reader, item)


def constant(written: Written | None) -> Fraction | None:
    """The number that a formula is if nothing in it has a name; None otherwise, and for a percentage."""
    if written is None or (isinstance(written.tree, nodes.NumberLiteral) and written.tree.percent):
        return None
    return _number(written.tree)


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
    for line in (*item.minus, *item.plus):
        points = _factor(line.points.tree)
        if points is not None and points < 0:
            reader.found.add("SCORE-15", line.points.place, code=line.code, points=_shown(points))
    if most is None or item.most is None:
        return
    if most < 0:
        reader.found.add("SCORE-14", item.most.place, item=item.code, points=_shown(most))
        return
    for line in (*item.minus, *item.plus):
        points, place = _most_of(line)
        if points is not None and points > most:
            arguments = {"code": line.code, "points": _shown(points), "item": item.code, "most": _shown(most)}
            reader.found.add("SCORE-12", place, **arguments)
    for row in item.rows:
        points = constant(row.result)
        if points is not None and not 0 <= points <= most:
            arguments = {"points": _shown(points), "item": item.code, "most": _shown(most)}
            reader.found.add("SCORE-13", row.result.place, **arguments)


def _most_of(line: ScoreLine) -> tuple[Fraction | None, Place]:
    """What a line stops at, or else its fixed points or those of one occurrence (`4 × số buổi`); and the place."""
    most = constant(line.most)
    if line.most is not None:
        return most, line.most.place
    return _factor(line.points.tree), line.points.place


def _factor(tree: nodes.Expression) -> Fraction | None:
    number = _number(tree)
    if number is None and isinstance(tree, nodes.Arithmetic) and tree.operator == "×":
        return _number(tree.left) if _number(tree.left) is not None else _number(tree.right)
    return number


def _shown(number: Fraction) -> str:
    return show(from_fraction(number))
