"""JSON as exact nested data: decimals by their text, no key twice, no endless depth."""

import json
from decimal import Decimal
from functools import lru_cache
from typing import Any

from thidua_rules.diagnostics import Collector, Diagnostic, Place
from thidua_rules.facts.data import DEEPEST
from thidua_rules.facts.spots import DataPlaces, Locate, Path
from thidua_rules.source.text import fold

_LONGEST_INTEGER = 40


class _Object(dict[str, Any]):
    """An object with the keys that it holds twice."""

    repeated: tuple[str, ...] = ()


def load_json(text: str, name: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    """The data of a JSON text, and its faults; None with a fault if it cannot be read to its end."""
    try:
        data = json.loads(
            text, parse_float=Decimal, parse_int=_integer, parse_constant=Decimal, object_pairs_hook=_object
        )
    except json.JSONDecodeError as fault:
        lines = text.split("\n")
        place = Place(name, fault.lineno, fault.colno, 1, lines[min(fault.lineno, len(lines)) - 1].rstrip("\r"))
        return None, (Diagnostic("FILE-07", place, {}),)
    except RecursionError:
        return None, (Diagnostic("YAML-12", Place(file=name), {"limit": DEEPEST}),)
    found = Collector()
    if _is_doubtful(data):
        _check(data, found, DataPlaces(name), ())
    return data, tuple(found.items)


def _integer(text: str) -> int | Decimal:
    # the codec refuses numbers of this length; int() itself would raise for thousands of digits
    return int(text) if len(text) <= _LONGEST_INTEGER else Decimal(text)


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    whole = _Object(pairs)
    if _are_apart(tuple(whole)) and len(whole) == len(pairs):
        return whole
    found = _Object()
    seen: set[str] = set()
    for key, value in pairs:
        if fold(key) in seen:
            found.repeated = (*found.repeated, key)
        else:
            seen.add(fold(key))
            found[key] = value
    return found


@lru_cache(maxsize=4096)
def _are_apart(keys: tuple[str, ...]) -> bool:
    """Whether no two keys are the same name: asked once for all objects of a shape."""
    return len(set(map(fold, keys))) == len(keys)


def _is_doubtful(data: Any) -> bool:
    """Whether there may be something to tell: a key that stands twice, or too much depth."""
    level: list[Any] = [data] if isinstance(data, dict | list) else []
    depth = 0
    while level:
        if depth >= DEEPEST or any(isinstance(each, _Object) and each.repeated for each in level):
            return True
        below = (each.values() if isinstance(each, dict) else each for each in level)
        level = [value for values in below for value in values if isinstance(value, dict | list)]
        depth += 1
    return False


def _check(data: Any, found: Collector, locate: Locate, path: Path) -> None:
    if len(path) > DEEPEST:
        found.add("YAML-12", locate(path), limit=DEEPEST)
        return
    if isinstance(data, _Object):
        for key in data.repeated:
            found.add("FACT-43", locate((*path, key)), key=key)
        for key, value in data.items():
            _check(value, found, locate, (*path, key))
    elif isinstance(data, list):
        for position, value in enumerate(data):
            _check(value, found, locate, (*path, position))
