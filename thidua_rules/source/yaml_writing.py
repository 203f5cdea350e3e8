"""Nested texts as YAML that `yaml_tree` reads back exactly: block style, quotes only where they are needed."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"\w(?:[\w%/()+−×.,;=<>≥≤“”-]| (?![#]))*", re.UNICODE)
_NULLS = frozenset(("null", "Null", "NULL"))


def write_yaml(data: Mapping[str, Any]) -> str:
    """The YAML text of nested mappings, lists, texts, whole numbers and booleans (`đúng`, `sai`)."""
    return "".join(f"{line}\n" for line in _mapping(data, ""))


def scalar(value: Any) -> str:
    """One value on one line, quoted where YAML would read it as something else."""
    if isinstance(value, bool):
        return "đúng" if value else "sai"
    text = str(value)
    if _PLAIN.fullmatch(text) and text not in _NULLS and not text.endswith(" ") and text.isprintable():
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """A text on one line in double quotes."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\\n\t':
        return json.dumps(character)[1:-1]
    if character.isprintable() or character == " ":
        return character
    number = ord(character)
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"


def _mapping(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in data.items():
        key = scalar(name)
        if isinstance(value, Mapping) and value:
            yield f"{indent}{key}:"
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, list) and value:
            yield f"{indent}{key}:"
            yield from _sequence(value, indent + "  ")
        elif isinstance(value, list | Mapping):
            yield f"{indent}{key}: {'[]' if isinstance(value, list) else '{}'}"
        else:
            yield f"{indent}{key}: {scalar(value)}"


def _sequence(items: list[Any], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping) and item:
            first, *rest = _mapping(item, indent + "  ")
            yield f"{indent}- {first.strip()}"
            yield from rest
        elif isinstance(item, list | Mapping):
            raise TypeError("a list of lists or of empty mappings is no part of a dossier")
        else:
            yield f"{indent}- {scalar(item)}"
