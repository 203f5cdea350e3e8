"""Records (frozen attrs classes, as programs are made of) as plain data, and back: exactly, or not at all.

Data is a table of records, each `[class, field, …]`; a record within another is its place further up in the table, so
that what is shared is said once. Reading believes nothing: every field is held to the type that its class declares,
and a class is known only if it can be part of what is asked for. `UnfitData` tells everything else.
"""

import datetime
import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs

from thidua_rules.facts.texts import Text
from thidua_rules.values import ABSENT, Absent

R = TypeVar("R")
Read = Callable[[Any, list[Any]], Any]
"""Reads a field, given the records so far."""

_PLAIN = (str, int, bool, type(None))


class UnfitData(ValueError):
    """Data that does not say a record of the class asked for, or a record that data cannot say."""


# ---------------------------------------------------------------- writing


def written(record: Any) -> list[Any]:
    """A record as a table, itself the last entry; UnfitData if it holds what data cannot say."""
    table: list[Any] = []
    _entry(record, table, {})
    return table


def _entry(record: Any, table: list[Any], places: dict[Any, int]) -> int:
    """The place of a record in the table, where it is put if it is not there."""
    known = places.get(id(record))
    if known is not None:
        return known
    cls = type(record)
    fields = [_data(getattr(record, name), table, places) for name in _fields(cls)]  # type: ignore[arg-type]
    entry = [cls.__name__, *fields]
    key = repr(entry)  # alike in every field, those that do not count for equality too
    place = places.get(key)
    if place is None:
        place = places[key] = len(table)
        table.append(entry)
    places[id(record)] = place
    return place


def _data(value: Any, table: list[Any], places: dict[Any, int]) -> Any:
    if type(value) in _PLAIN:
        return value
    if attrs.has(type(value)):
        return _entry(value, table, places)
    if isinstance(value, Mapping):
        return [[_data(key, table, places), _data(each, table, places)] for key, each in value.items()]
    if type(value) is tuple:
        return [_data(each, table, places) for each in value]
    if type(value) is frozenset:
        return [_data(each, table, places) for each in sorted(value, key=repr)]
    if isinstance(value, Enum) and not isinstance(value, Absent):
        return value.value
    for kind, (mark, text, _) in _MARKED.items():
        if type(value) is kind:
            return {mark: text(value)}
    raise UnfitData(f"no data for {type(value).__name__}")


# ---------------------------------------------------------------- reading


def read(cls: type[R], table: Any) -> R:
    """The record of a class that a table says; UnfitData if it says none."""
    shapes = _shapes(cls)  # type: ignore[arg-type]  # classes can be hashed
    records: list[Any] = []
    try:
        for name, *fields in table:
            made, readers = shapes[name]
            records.append(made(*[each(field, records) for each, field in zip(readers, fields, strict=True)]))
        found = records[-1]
    except (LookupError, TypeError, ValueError, ArithmeticError) as fault:
        raise UnfitData(str(fault)) from None
    if type(found) is not cls:
        raise UnfitData("another record")
    return found


@cache
def _fields(cls: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in attrs.fields(cls) if each.init)


@cache
def _shapes(cls: type[Any]) -> dict[str, tuple[type[Any], list[Read]]]:
    """By name, every class that can be part of one, with how its fields are read."""
    found: dict[str, tuple[type[Any], list[Read]]] = {}
    waiting = [cls]
    while waiting:
        each = waiting.pop()
        if each.__name__ not in found:
            hints = get_type_hints(each)
            fields = [hints[name] for name in _fields(each)]  # type: ignore[arg-type]
            found[each.__name__] = (each, [_reader(hint) for hint in fields])
            waiting += [inner for hint in fields for inner in _classes(hint)]
    return found


@cache
def _classes(hint: Any) -> list[type[Any]]:
    """The classes of records that a type speaks of."""
    if isinstance(hint, type) and attrs.has(hint):
        return [hint]
    return [each for inner in get_args(hint) if get_origin(hint) is not Literal for each in _classes(inner)]


@cache
def _reader(hint: Any) -> Read:
    """How a field of a type is read."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in (object, Any):
        return _any
    if origin in (Union, types.UnionType):
        return _one_of(arguments)
    if origin is Literal:
        return _among(arguments)
    if origin is tuple and arguments[-1] is Ellipsis:
        return _each(tuple, _reader(arguments[0]))
    if origin is tuple:
        return _just([_reader(each) for each in arguments])
    if origin is frozenset:
        return _each(frozenset, _reader(arguments[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _each(dict, _just([_reader(each) for each in arguments]))
    if isinstance(hint, type) and attrs.has(hint):
        return _record((hint,))
    if isinstance(hint, type) and issubclass(hint, Enum) and hint is not Absent:
        return lambda data, _: hint(data)
    return _of((hint,))


def _one_of(arguments: tuple[Any, ...]) -> Read:
    kinds = tuple(each for each in arguments if each is not type(None))
    records = tuple(each for each in kinds if attrs.has(each))
    inner = _record(records) if records else _reader(kinds[0]) if len(kinds) == 1 else _of(kinds)
    if len(kinds) == len(arguments):
        return inner
    return lambda data, so_far: None if data is None else inner(data, so_far)


def _record(classes: tuple[type[Any], ...]) -> Read:
    known = frozenset(classes)

    def reader(data: Any, so_far: list[Any]) -> Any:
        if type(data) is not int or data < 0:
            raise UnfitData("no place")
        found = so_far[data]
        if type(found) not in known:
            raise UnfitData("another record")
        return found

    return reader


def _of(kinds: tuple[Any, ...]) -> Read:
    known = frozenset(kinds)

    def reader(data: Any, so_far: list[Any]) -> Any:
        found = data if type(data) in _PLAIN else _any(data, so_far)
        if type(found) not in known:
            raise UnfitData("another type")
        return found

    return reader


def _among(values: tuple[Any, ...]) -> Read:
    def reader(data: Any, _: list[Any]) -> Any:
        if type(data) is not str or data not in values:
            raise UnfitData("another word")
        return data

    return reader


def _each(made: Callable[[list[Any]], Any], inner: Read) -> Read:
    def reader(data: Any, so_far: list[Any]) -> Any:
        if type(data) is not list:
            raise UnfitData("no list")
        return made([inner(each, so_far) for each in data])

    return reader


def _just(readers: list[Read]) -> Read:
    def reader(data: Any, so_far: list[Any]) -> Any:
        if type(data) is not list:
            raise UnfitData("no list")
        return tuple(read(each, so_far) for read, each in zip(readers, data, strict=True))

    return reader


_MARKED: dict[type[Any], tuple[str, Callable[[Any], Any], Callable[[Any], Any]]] = {
    Fraction: ("ratio", lambda value: [value.numerator, value.denominator], lambda data: Fraction(*_whole(data))),
    Decimal: ("decimal", str, Decimal),
    datetime.date: ("day", datetime.date.toordinal, datetime.date.fromordinal),
    Text: ("text", str, Text),
    Absent: ("absent", lambda _: True, lambda _: ABSENT),
}
_READ = {mark: made for mark, _, made in _MARKED.values()}


def _whole(data: Any) -> list[int]:
    if [type(each) for each in data] != [int, int]:
        raise UnfitData("no ratio")
    return list(data)


def _any(data: Any, _: list[Any]) -> Any:
    """A plain value, or one that says of what type it is."""
    if type(data) in _PLAIN:
        return data
    if type(data) is not dict or len(data) != 1:
        raise UnfitData("no value")
    ((mark, held),) = data.items()
    return _READ[mark](held)
