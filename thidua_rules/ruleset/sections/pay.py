"""Amounts of money that go with honours (`mức thưởng`): a coefficient times a base salary, rounded."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve

from thidua_rules.conditions import nodes, print_condition
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.ruleset.files.forms import Entries, Entry, Reader
from thidua_rules.ruleset.files.keys import AMOUNT
from thidua_rules.ruleset.model import QuantityDeclaration, Written
from thidua_rules.ruleset.sections.criteria import for_each
from thidua_rules.ruleset.sections.quantities import read_rows, shape_of, subject_of
from thidua_rules.ruleset.sections.remarks import Context, read_remarks
from thidua_rules.ruleset.sections.roundings import NO_ROUNDING, read_rounding
from thidua_rules.ruleset.sections.shapes import Like
from thidua_rules.ruleset.sections.written import read_condition
from thidua_rules.source.yaml_tree import Scalar
from thidua_rules.values import Rounding


def coefficient_name(name: str) -> str:
    """The name of the quantity that holds the coefficient of an amount."""
    return f"hệ số {name}"


def read_pay(reader: Reader, entries: Iterable[Entry], context: Context, like: Like) -> tuple[QuantityDeclaration, ...]:
    """The two quantities of each amount that can be read: itself, and its coefficient (`hệ số M`)."""
    read = ((entry, each) for entry in entries for each in _pay(reader, entry, context, like))
    return for_each(read, context)


def _pay(reader: Reader, entry: Entry, context: Context, like: Like) -> tuple[QuantityDeclaration, ...]:
    parts = reader.entries(entry.node, AMOUNT)
    if parts is None:
        return ()
    subject = subject_of(reader, entry, parts, context)
    remarks = read_remarks(reader, parts, context)
    if not remarks.citations and "căn cứ" not in parts:
        reader.found.add("RULE-02", entry.key.place, code=entry.name)
    if "mức lương" not in parts or "hệ số" not in parts:
        reader.found.add("PAY-01", entry.key.place, name=entry.name)
        return ()
    amount = _shape(reader, entry, parts, context, like, Kind.MONEY)
    factor = _shape(reader, _named(entry), {}, context, like, Kind.NUMBER)
    wage = read_condition(reader, parts["mức lương"][1], context.names)
    guard = read_condition(reader, parts["áp dụng khi"][1], context.names) if "áp dụng khi" in parts else None
    rounding, step = read_rounding(reader, parts["làm tròn"][1]) if "làm tròn" in parts else NO_ROUNDING
    if factor is None or amount is None:
        return ()
    coefficient = _coefficient(reader, parts, context, factor)
    if subject is None or wage is None or coefficient is None:
        return ()
    formula = _product(factor.name, wage, rounding, step)
    place = entry.key.place
    own = evolve(remarks, title="", interpretation=None, note=None)
    return (
        QuantityDeclaration(entry.name, subject, amount, formula, (), guard, remarks, place, "thập phân" in parts),
        evolve(coefficient, subject=subject, guard=guard, remarks=own, place=place),
    )


def _named(entry: Entry) -> Entry:
    return evolve(entry, key=evolve(entry.key, text=coefficient_name(entry.name)))


def _shape(reader: Reader, entry: Entry, parts: Entries, context: Context, like: Like, kind: Kind) -> Field | None:
    """A field of that kind, with the decimals given."""
    kept: Entries = {key: pair for key, pair in parts.items() if key == "thập phân"}
    return shape_of(reader, entry, {**kept, "kiểu": (entry.key, Scalar(kind.value, entry.key.place))}, context, like)


def _coefficient(reader: Reader, parts: Entries, context: Context, shape: Field) -> QuantityDeclaration | None:
    """The coefficient by its formula or its table, the first row that is met."""
    node = parts["hệ số"][1]
    if isinstance(node, Scalar):
        formula = read_condition(reader, node, context.names)
        return None if formula is None else QuantityDeclaration(shape.name, "", shape, formula)
    rows = read_rows(reader, node, context, shape)
    return QuantityDeclaration(shape.name, "", shape, None, rows) if rows else None


def _product(coefficient: str, wage: Written, rounding: Rounding | None, step: Decimal) -> Written:
    """`làm tròn … của (hệ số M × mức lương)`; faults in the wage keep their places."""
    factor = nodes.Path((nodes.Name(coefficient),))
    tree: nodes.Expression = nodes.Arithmetic("×", factor, wage.tree)
    if rounding is not None:
        tree = nodes.Round(rounding, step, tree)
    return Written(print_condition(tree), tree, wage.place, wage.pieces)
