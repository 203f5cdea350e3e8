"""Typed facts: one frozen attrs class for each type of a vocabulary, and the way from objects to cases and back."""

import keyword
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any

import attrs
from cattrs import Converter

from thidua_rules.diagnostics import Collector, DossierError, Place
from thidua_rules.facts.assembling import place_fault
from thidua_rules.facts.building import CODE, CaseBuilder
from thidua_rules.facts.case import Between, Case, Closure, OneOf, SubjectId
from thidua_rules.facts.codec import Refusal, UnresolvedKey, decode, encode, show
from thidua_rules.facts.keys import code, show_key
from thidua_rules.facts.singles import single_closures
from thidua_rules.facts.spots import DataPlaces, InData
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.source.text import did_you_mean, fold, near_hint

TYPE_MARK = "thidua_type"
"""The class attribute that names the fact type of a typed object."""


class FactClasses:
    """The classes of a vocabulary as attributes: `rules.facts.tap_the`; iterating gives all of them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._classes = MappingProxyType({each.attribute: _make_class(each) for each in vocabulary.given})

    def __getattr__(self, name: str) -> type[Any]:
        classes: Mapping[str, type[Any]] = self.__dict__.get("_classes", {})
        if name in classes:
            return classes[name]
        near = did_you_mean(name, classes)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise AttributeError(f"there is no fact type {name!r}{hint}")

    def __iter__(self) -> Iterator[type[Any]]:
        return iter(self._classes.values())

    def __dir__(self) -> list[str]:
        return sorted(self._classes)

    def of(self, type_name: str) -> type[Any]:
        """The class of a fact type, by its Vietnamese name; KeyError if there is none."""
        fact_type = self._vocabulary.type(type_name)
        if fact_type is None:
            raise KeyError(type_name)
        return self._classes[fact_type.attribute]


def fact_classes(vocabulary: Vocabulary) -> FactClasses:
    """One frozen class for each type: keyword arguments `ma` (unless the type has a key) and its fields.

    Every field is None (missing) unless given. Values are taken as `codec.encode` takes them and kept as native ones:
    Decimal (a percentage in points), int, date, Period, str, bool, ABSENT, Between, OneOf; a reference is a code, a
    key or another typed object. A class raises DossierError with all its faults at once.
    """
    return FactClasses(vocabulary)


def attribute_of(name: str) -> str:
    """An attribute that Python accepts: keywords get an underscore. ValueError for what is no name at all.

    Classes are made by running source that holds these names.
    """
    if not name.isidentifier():
        raise ValueError(f"not a name of Python: {name!r}")
    return f"{name}_" if keyword.iskeyword(name) else name


def class_name(fact_type: FactType) -> str:
    """The name of a type's class: `tap_the` is `TapThe`."""
    return "".join(part.capitalize() for part in fact_type.attribute.split("_"))


def _make_class(fact_type: FactType) -> type[Any]:
    attributes: dict[str, Any] = {"ma": attrs.field(type=str)} if fact_type.coded else {}
    for each in fact_type.given:
        attributes[attribute_of(each.attribute)] = attrs.field(default=None, metadata={"field": each})

    def check(self: Any) -> None:
        found = Collector()
        if fact_type.coded:
            _keep(self, "ma", "mã", found, lambda: code(self.ma))
        for each in fact_type.given:
            name = attribute_of(each.attribute)
            _keep(self, name, each.name, found, lambda name=name, each=each: _native(each, getattr(self, name)))
        found.raise_errors(DossierError)

    namespace = {
        "__attrs_post_init__": check,
        "__doc__": f"Facts of one “{fact_type.name}”.",
        TYPE_MARK: fact_type.name,
    }
    made = type(class_name(fact_type), (), namespace)
    return attrs.make_class(
        class_name(fact_type), attributes, bases=(made,), frozen=True, kw_only=True, slots=False, eq=True
    )


def _keep(target: Any, attribute: str, name: str, found: Collector, native: Any) -> None:
    try:
        object.__setattr__(target, attribute, native())
    except Refusal as refusal:
        place_fault(found, refusal, name, Place(path=f"{type(target).__name__}.{attribute}"))


def _native(field: Field, value: Any) -> Any:
    """The value as the class keeps it: as a case would decode it, a reference as its code, key or SubjectId."""
    if field.kind is Kind.REFERENCE:
        value = _referred(value)
    return _written(decode(field, encode(field, value)))


def _written(value: Any) -> Any:
    if isinstance(value, UnresolvedKey):
        return value.key
    return OneOf(frozenset(map(_written, value.values))) if isinstance(value, OneOf) else value


def _referred(value: Any) -> Any:
    """Typed objects in the place of references, as the subjects that they describe."""
    if isinstance(value, OneOf):
        return OneOf(frozenset(map(_referred, value.values)))
    name = getattr(value, TYPE_MARK, None)
    if name is None or not hasattr(value, "ma"):
        return value
    return SubjectId(name, value.ma)


# ---------------------------------------------------------------- objects and cases


def add_objects(builder: CaseBuilder, objects: Iterable[Any]) -> None:
    """Fill the builder with typed objects, of `fact_classes` or of a module that `python_module` wrote."""
    counts: dict[str, int] = {}
    for (kind, mark), group in groupby(objects, lambda each: (type(each), getattr(each, TYPE_MARK, None))):
        alike = list(group)
        name = mark if isinstance(mark, str) else kind.__name__
        for _ in alike:  # who is of no type is told of each
            fact_type = builder.find_type(name, Place(path="$"))
        if fact_type is not None:
            first = counts.get(fact_type.name, 0)
            counts[fact_type.name] = first + len(alike)
            _add_alike(builder, fact_type, alike, first)


def _add_alike(builder: CaseBuilder, fact_type: FactType, objects: list[Any], first: int) -> None:
    """Take objects of one type a field at a time; the first of them is counted so among those of its type."""
    attributes = {"mã": "ma"} if fact_type.coded else {}
    attributes |= {each.name: attribute_of(each.attribute) for each in fact_type.given}
    columns = {name: [getattr(each, read, None) for each in objects] for name, read in attributes.items()}
    for each in fact_type.given:
        if each.kind is Kind.REFERENCE:
            columns[each.name] = list(map(_referred, columns[each.name]))
    shapes: dict[tuple[str, ...], dict[str, str]] = {}
    spots = []
    for number, values in enumerate(zip(*columns.values(), strict=True)):
        names = tuple(name for name, value in zip(columns, values, strict=True) if value is not None)
        written = shapes.setdefault(names, {name: attributes[name] for name in names})
        spots.append(InData(DataPlaces(None), (fact_type.attribute,), first + number, written))
    builder.add_alike(fact_type, columns, spots)


def case_of(
    vocabulary: Vocabulary,
    objects: Iterable[Any],
    *,
    on: Any = None,
    period: Any = None,
    closed: Iterable[str | tuple[SubjectId, str]] = (),
) -> Case:
    """The case that typed objects describe. Everything is open but what `closed` names: types, or the collection
    of one subject as `(SubjectId, collection)`. Raises DossierError with all faults."""
    builder = CaseBuilder(vocabulary)
    add_objects(builder, objects)
    for each in closed:
        if isinstance(each, str):
            builder.close_type(each)
        else:
            builder.close_roster(*each)
    return builder.build(on, period)


def objects_of(case: Case, classes: FactClasses | None = None) -> list[Any]:
    """The facts of a case as typed objects, by type and key; its closures are not part of them (`closures_of`)."""
    made = classes or fact_classes(case.vocabulary)
    objects = []
    for fact_type in case.vocabulary.given:
        for subject in case.of_type(fact_type.name):
            values: dict[str, Any] = {"ma": subject.key} if fact_type.coded else {}
            for field, slot in zip(fact_type.fields, case.row(subject), strict=True):
                if slot is not None and not field.implied:
                    values[attribute_of(field.attribute)] = decode(field, slot)
            objects.append(made.of(fact_type.name)(**values))
    return objects


def closures_of(case: Case) -> list[str | tuple[SubjectId, str]]:
    """What is complete in a case, in the form that `case_of` takes."""
    found: list[str | tuple[SubjectId, str]] = []
    for closure in case.closed:
        if closure in single_closures(case.vocabulary):
            continue
        if closure == Closure(closure.type):
            found.append(closure.type)
        elif closure.owner is not None and closure.collection is not None:
            found.append((closure.owner, closure.collection))
    return found


# ---------------------------------------------------------------- cattrs


def converter(vocabulary: Vocabulary, classes: FactClasses) -> Converter:
    """A cattrs converter between typed objects and plain dicts.

    `structure({"mã": "a", "tỷ lệ": "98,5%"}, classes.tap_the)` takes Vietnamese names and attributes alike;
    `unstructure(object)` gives Vietnamese names with texts, whole numbers and booleans, ready for JSON.
    Faults raise DossierError with a path.
    """
    made = Converter()
    for fact_type in vocabulary.given:
        cls = classes.of(fact_type.name)
        made.register_structure_hook(cls, _structurer(fact_type))
        made.register_unstructure_hook(cls, _unstructurer(vocabulary, fact_type))
    return made


def _structurer(fact_type: FactType) -> Any:
    names = {fold(each.name): attribute_of(each.attribute) for each in fact_type.given}
    names |= {attribute_of(each.attribute): attribute_of(each.attribute) for each in fact_type.given}
    if fact_type.coded:
        names |= {CODE: "ma", "ma": "ma"}

    def structure(data: Any, cls: type[Any]) -> Any:
        found = Collector()
        values: dict[str, Any] = {}
        if not isinstance(data, Mapping):
            found.add("FACT-37", Place(path="$"), expected="các mục `tên: giá trị`", expected_en="entries by name")
            found.raise_errors(DossierError)
        for name, value in data.items():
            place = Place(path=f"$.{name}")
            attribute = names.get(str(name)) or names.get(fold(str(name)))
            if attribute is None:
                near = did_you_mean(str(name), [each.name for each in fact_type.given])
                hints = near_hint(near[:1], "“{}”")
                found.add("FACT-21", place, type=fact_type.name, name=str(name), **hints)
            elif attribute in values:
                found.add("FACT-43", place, key=str(name))
            else:
                values[attribute] = value
        if fact_type.coded and "ma" not in values:
            found.add("FACT-23", Place(path="$"), type=fact_type.name)
            values["ma"] = "?"
        try:
            made = cls(**values)
        except DossierError as fault:
            found.extend(fault.diagnostics)
            made = None
        found.raise_errors(DossierError)
        return made

    return structure


def _unstructurer(vocabulary: Vocabulary, fact_type: FactType) -> Any:
    def unstructure(instance: Any) -> dict[str, Any]:
        record: dict[str, Any] = {"mã": instance.ma} if fact_type.coded else {}
        for field in fact_type.given:
            value = getattr(instance, attribute_of(field.attribute))
            if value is not None:
                record[field.name] = _plain(vocabulary, field, value)
        return record

    return unstructure


def _plain(vocabulary: Vocabulary, field: Field, value: Any) -> Any:
    if isinstance(value, OneOf):
        return {"một trong": sorted((_plain(vocabulary, field, each) for each in value.values), key=str)}
    if isinstance(value, Between):
        ends = (("từ", value.low), ("đến", value.high))
        return {word: _plain(vocabulary, field, end) for word, end in ends if end is not None}
    if isinstance(value, SubjectId):
        return show_key(vocabulary, value)
    if isinstance(value, bool) or (field.kind is Kind.INTEGER and isinstance(value, int)):
        return value
    return list(value) if isinstance(value, tuple) else show(field, encode(field, value))
