"""The names that conditions may use, and what they mean from where they stand."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from thidua_rules.conditions import nodes
from thidua_rules.facts.vocabulary import Collection, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.units import Unit
from thidua_rules.ruleset.model import ItemDeclaration, ScoreDeclaration
from thidua_rules.source.text import did_you_mean, fold


class TypeFault(Exception):
    """One fault of a condition: a diagnostic code, the offsets it points at, and the message's arguments."""

    def __init__(self, code: str, span: nodes.Span, /, **arguments: Any) -> None:
        super().__init__(code)
        self.code, self.span, self.arguments = code, span, arguments


@frozen
class ItemAtHand:
    """An item of a score; `counted` if 0 stands for it where it falls away, else it is spoken of as if it applied."""

    score: ScoreDeclaration
    item: ItemDeclaration
    counted: bool = False


@frozen
class Scope:
    """The types the element at hand may have, and the type of the rule's subject.

    `item` is the item of a score that a filter of `mục của …` speaks of, beside the element.
    """

    element: tuple[str, ...]
    subject: str
    item: ItemAtHand | None = None


@frozen
class Names:
    """What a condition may speak of besides fields: parameters, quantities and ranks by type, and codes.

    `measures` maps (type, folded name) to the code and type of a quantity or rank, `truths` to the code of a true/false
    quantity; `conclusions` a code to the type it is asked of; `period` is the kind of `kỳ xét`, `unlimited` the
    parameters that may be `không giới hạn`; `scores` are those of each type, whose items can be named.
    """

    vocabulary: Vocabulary
    parameters: Mapping[str, tuple[str, ir.ValueType]] = field(factory=dict)
    measures: Mapping[tuple[str, str], tuple[str, ir.ValueType]] = field(factory=dict)
    conclusions: Mapping[str, str] = field(factory=dict)
    truths: Mapping[tuple[str, str], str] = field(factory=dict)
    period: Kind = Kind.YEAR
    unlimited: frozenset[str] = frozenset()
    scores: Mapping[str, tuple[ScoreDeclaration, ...]] = field(factory=dict)

    def walk(self, steps: tuple[nodes.Name, ...], of_subject: bool, scope: Scope) -> ir.Walk:
        """The way along references that names say; raises TypeFault."""
        ends = (scope.subject,) if of_subject else scope.element
        start = ends[0]
        names = []
        for name in steps:
            declared = self.field_of(ends, name)
            if declared is None:
                raise self.unknown(name, ends)
            if declared.kind is not Kind.REFERENCE:
                raise TypeFault("TYPE-25", name.span, name=declared.name)
            names.append(declared.name)
            ends = declared.targets
        return ir.Walk(start, tuple(names), of_subject, ends)

    def field_of(self, types: tuple[str, ...], name: nodes.Name) -> Field | None:
        """The field that all these types have under that name with the same kind."""
        found = None
        for each in types:
            fact_type = self.vocabulary.type(each)
            declared = fact_type.field(name.text) if fact_type is not None else None
            if declared is None:
                return None
            if found is not None and (found.kind, found.options) != (declared.kind, declared.options):
                raise TypeFault("TYPE-26", name.span, name=name.text, types=", ".join(types))
            found = declared
        return found

    def measure(self, types: tuple[str, ...], name: nodes.Name) -> tuple[str, ir.ValueType] | None:
        """The code and type of the quantity or rank of that name."""
        return self.measures.get((types[0], fold(name.text))) if len(types) == 1 else None

    def truth(self, types: tuple[str, ...], name: nodes.Name) -> str | None:
        """The code of the true/false quantity of that name."""
        return self.truths.get((types[0], fold(name.text))) if len(types) == 1 else None

    def collection(self, types: tuple[str, ...], name: nodes.Name) -> Collection | None:
        """The collection of that name."""
        return self.vocabulary.collection(types[0], name.text) if len(types) == 1 else None

    def unknown(self, name: nodes.Name, types: tuple[str, ...]) -> TypeFault:
        """The fault of a name that is none of these types'."""
        declared = [each for type_name in types for each in self._declared(type_name)]
        near = did_you_mean(name.text, declared)
        return TypeFault("NAME-02", name.span, name=name.text, types=", ".join(types), **suggest(near))

    def _declared(self, type_name: str) -> Iterator[str]:
        fact_type = self.vocabulary.type(type_name)
        assert fact_type is not None
        yield from (each.name for each in fact_type.fields)
        yield from (each.name for each in self.vocabulary.collections(type_name))
        yield from (name for (subject, _), (name, _) in self.measures.items() if subject == type_name)
        yield from (name for (subject, _), name in self.truths.items() if subject == type_name)


@frozen
class Typed:
    """A value with its unit; `unit` is None for what is not a number."""

    value: ir.Value
    type: ir.ValueType
    unit: Unit | None = None


def path_steps(path: nodes.Path) -> tuple[nodes.Name, ...]:
    """The names of a path in walking order: `a của b` goes to b first."""
    return tuple(reversed(path.names))


def type_of(shape: Field) -> ir.ValueType:
    """The type of the values of a field."""
    whole = shape.kind in (Kind.INTEGER, Kind.DATE, Kind.GRADE) or shape.kind.is_period
    return ir.ValueType(shape.kind, shape, whole or (shape.kind is Kind.MONEY and shape.decimals == 0))


def suggest(near: tuple[str, ...]) -> dict[str, str]:
    """The hint of a diagnostic that names what may have been meant."""
    if not near:
        return {}
    listed = ", ".join(f"`{each}`" for each in near)
    return {"hint_vi": f"có phải {listed}?", "hint_en": f"did you mean {listed}?"}
