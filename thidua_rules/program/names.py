"""The names that conditions may use, and what they mean from where they stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from attrs import evolve, field, frozen

from thidua_rules.conditions import nodes
from thidua_rules.facts.vocabulary import Collection, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
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
    parameters that may be `không giới hạn`; `scores` are those of each type, whose items can be named; `shared` gives
    the code of a conclusion that several types share, by type and code as written.
    """

    vocabulary: Vocabulary
    parameters: Mapping[str, tuple[str, ir.ValueType]] = field(factory=dict)
    measures: Mapping[tuple[str, str], tuple[str, ir.ValueType]] = field(factory=dict)
    conclusions: Mapping[str, str] = field(factory=dict)
    truths: Mapping[tuple[str, str], str] = field(factory=dict)
    period: Kind = Kind.YEAR
    unlimited: frozenset[str] = frozenset()
    scores: Mapping[str, tuple[ScoreDeclaration, ...]] = field(factory=dict)
    shared: Mapping[tuple[str, str], str] = field(factory=dict)

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
        """The field that all these types have under that name with the same kind, as wide as it is in any of them."""
        found = [self._field(each, name) for each in types]
        declared = [each for each in found if each is not None]
        if len(declared) < len(found):
            return None
        if len({(each.kind, each.options, each.outside) for each in declared}) > 1:
            said = ", ".join(f"{_said(each)} (`{owner}`)" for owner, each in zip(types, declared, strict=True))
            raise TypeFault("TYPE-26", name.span, name=name.text, types=said)
        return declared[0] if len(declared) == 1 else _widest(declared)

    def _field(self, type_name: str, name: nodes.Name) -> Field | None:
        fact_type = self.vocabulary.type(type_name)
        return None if fact_type is None else fact_type.field(name.text)

    def measure(self, walk: ir.Walk, name: nodes.Name) -> ir.Derived | None:
        """The quantity or rank of that name that all types have where a walk ends: of several types, a shared one."""
        found = [self.measures.get((each, fold(name.text))) for each in walk.ends]
        known = [each for each in found if each is not None]
        if len(known) < len(found):
            return None
        code, type_ = known[0]
        if len(known) == 1:
            return ir.Derived(walk, code, type_)
        apart = tuple((owner, each) for owner, (each, _) in zip(walk.ends, known, strict=True))
        return ir.Derived(walk, as_written(code), type_, apart)

    def truth(self, walk: ir.Walk, name: nodes.Name) -> ir.Concluded | None:
        """The true/false quantity of that name that all types have where a walk ends."""
        return self._concluded(walk, [self.truths.get((each, fold(name.text))) for each in walk.ends])

    def conclusion(self, walk: ir.Walk, code: str) -> ir.Concluded | None:
        """The conclusion of that code that all types have where a walk ends."""

        def of(type_name: str) -> str | None:
            own = self.shared.get((type_name, code))
            return code if own is None and self.conclusions.get(code) == type_name else own

        return self._concluded(walk, [of(each) for each in walk.ends])

    def _concluded(self, walk: ir.Walk, codes: Sequence[str | None]) -> ir.Concluded | None:
        found = [each for each in codes if each is not None]
        if len(found) < len(codes):
            return None
        if len(found) == 1:
            return ir.Concluded(walk, found[0])
        return ir.Concluded(walk, as_written(found[0]), tuple(zip(walk.ends, found, strict=True)))

    def collection(self, types: tuple[str, ...], name: nodes.Name) -> Collection | None:
        """The collection of that name, which all these types have if it is the other side of one field."""
        found = [self.vocabulary.collection(each, name.text) for each in types]
        same = len({None if each is None else (each.member, each.via) for each in found}) == 1
        return found[0] if same else None

    def unknown(self, name: nodes.Name, types: tuple[str, ...]) -> TypeFault:
        """The fault of a name that is none of these types', or not of all of them."""
        key = fold(name.text)
        measured = {owner for known in (self.measures, self.truths) for owner, called in known if called == key}
        lacking = [each for each in types if self._field(each, name) is None and each not in measured]
        if 0 < len(lacking) < len(types):
            having = [each for each in types if each not in lacking]
            listed = {"types": _listed(types), "having": _listed(having), "lacking": _listed(lacking)}
            return TypeFault("TYPE-66", name.span, name=name.text, **listed)
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


def _listed(types: Iterable[str]) -> str:
    return ", ".join(f"`{each}`" for each in types)


def _said(declared: Field) -> str:
    """The kind of a field as it is declared, its words included."""
    return f"{declared.kind.value} {', '.join((*declared.options, *declared.outside))}".strip()


def _widest(fields: Sequence[Field]) -> Field:
    """One field that holds whatever any of these may hold; they are of one kind."""
    lows, highs = [each.low for each in fields], [each.high for each in fields]
    return evolve(
        fields[0],
        low=None if None in lows else min(each for each in lows if each is not None),
        high=None if None in highs else max(each for each in highs if each is not None),
        decimals=max(each.decimals for each in fields),
        targets=tuple(dict.fromkeys(target for each in fields for target in each.targets)),
        may_be_absent=any(each.may_be_absent for each in fields),
        absent_fails=all(each.absent_fails or not each.may_be_absent for each in fields),
    )


@frozen
class Typed:
    """A value with its unit; `unit` is None for what is not a number."""

    value: ir.Value
    type: ir.ValueType
    unit: Unit | None = None


class Typing(Protocol):
    """Types the parts of an expression, for whoever types one kind of expression alone. Both methods raise TypeFault.

    `made` are the quantities that conditions on the items of scores need, by type and code.
    """

    @property
    def names(self) -> Names: ...

    @property
    def made(self) -> dict[tuple[str, str], ir.Quantity]: ...

    def condition(self, node: nodes.Expression, scope: Scope) -> ir.Condition: ...

    def value(self, node: nodes.Expression, scope: Scope) -> Typed: ...


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
