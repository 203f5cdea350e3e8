"""Tables whose rows test one value against constants: they are evaluated cell by cell, which is exact."""

from fractions import Fraction

from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.typing import is_constant
from thidua_rules.program.walking import parts
from thidua_rules.values import point


def cut(rows: tuple[ir.TableRow, ...]) -> ir.Table:
    """A table, cut cell by cell if all rows test one value against constants and no result mentions it."""
    tested: set[ir.Value] = set()
    marks: list[ir.Value] = []
    for row in rows:
        if row.condition is not None and not _simple(row.condition, tested, marks):
            return ir.Table(rows)
    if len(tested) != 1:
        return ir.Table(rows)
    (value,) = tested
    if any(value in parts(row.result) for row in rows):
        return ir.Table(rows)
    return ir.Table(rows, value, tuple(marks))


def _simple(condition: ir.Condition, tested: set[ir.Value], marks: list[ir.Value]) -> bool:
    match condition:
        case ir.Compared(_, left, right) if is_constant(right):
            tested.add(left)
            marks.append(right)
            return not is_constant(left)
        case ir.Compared(_, left, right) if is_constant(left):
            tested.add(right)
            marks.append(left)
            return True
        case ir.AmongOf(operand, wanted):
            tested.add(operand)
            whole = ir.ValueType(Kind.NUMBER)
            numbers = [each for each in wanted if isinstance(each, int | Fraction)]
            marks.extend(ir.Constant(point(each), whole) for each in sorted(numbers))
            return True
        case ir.PresentOf(operand):
            tested.add(operand)
            return True
        case ir.Negation(operand):
            return _simple(operand, tested, marks)
        case ir.Conjunction(operands) | ir.Disjunction(operands):
            simple = [_simple(each, tested, marks) for each in operands]  # every one collects its marks
            return all(simple)
    return False
