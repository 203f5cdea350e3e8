"""Tests against a part of another value (`điểm tháng ≥ 88% × thang điểm tháng`), seen as tests of their quotient.

Tables are read by cutting what one value may be at the constants it is tested against. Thresholds that are parts of
one and the same value cut the quotient in the same way, as long as that value is not below 0.
"""

from collections.abc import Callable

from attrs import evolve

from thidua_rules.conditions import nodes

Sign = Callable[[nodes.Expression], bool]
"""Whether a value is surely not below 0."""


def as_quotients(tree: nodes.Expression, at_least_zero: Sign) -> nodes.Expression:
    """The condition with every `a ≥ c × b` as `a / b ≥ c`, where `c` is a number and `b` surely not below 0."""
    match tree:
        case nodes.And(operands) | nodes.Or(operands):
            return evolve(tree, operands=tuple(as_quotients(each, at_least_zero) for each in operands))
        case nodes.Not(operand):
            return evolve(tree, operand=as_quotients(operand, at_least_zero))
        case nodes.Compare(_, left, right):
            part = _part(right, at_least_zero)
            return tree if part is None else evolve(tree, left=nodes.Arithmetic("/", left, part[1]), right=part[0])
        case nodes.Within(operand, low, high):
            first, last = _part(low, at_least_zero), None if high is None else _part(high, at_least_zero)
            if first is None or (high is not None and (last is None or last[1] != first[1])):
                return tree
            upper = None if last is None else last[0]
            return evolve(tree, operand=nodes.Arithmetic("/", operand, first[1]), low=first[0], high=upper)
    return tree


def _part(tree: nodes.Expression, at_least_zero: Sign) -> tuple[nodes.NumberLiteral, nodes.Expression] | None:
    """The number and the value of a product `c × b`; None if it is no such product."""
    if not isinstance(tree, nodes.Arithmetic) or tree.operator != "×":
        return None
    for number, value in ((tree.left, tree.right), (tree.right, tree.left)):
        if isinstance(number, nodes.NumberLiteral) and not isinstance(value, nodes.NumberLiteral):
            return (number, value) if at_least_zero(value) else None
    return None
