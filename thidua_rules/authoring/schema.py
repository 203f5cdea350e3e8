"""The JSON Schema of ruleset files and of files of scenarios: for editors that complete and explain keys by one."""

from collections.abc import Iterator
from typing import Any, Literal

from thidua_rules.authoring import reference
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.ruleset.files.keys import Form
from thidua_rules.ruleset.files.structure import SCENARIO, SCENARIO_FILE, SECTION_KEYS, STANDINGS, Standing

FileKind = Literal["ruleset", "scenarios"]
DRAFT = "http://json-schema.org/draft-07/schema#"
SCALARS = ["string", "number", "boolean", "null"]
"""What a text may be to those who read numbers and dates out of YAML."""

_TITLES = {
    "ruleset": ("Tệp của một bộ quy tắc", "A file of a ruleset"),
    "scenarios": ("Tệp tình huống của một bộ quy tắc", "A file of scenarios of a ruleset"),
}
_KINDS = (*(each.value for each in Kind if each is not Kind.REFERENCE), "thuộc …")


def schema(file: FileKind = "ruleset", lang: str = "vi") -> dict[str, Any]:
    """The schema of one kind of file, its descriptions the words of the reference pages."""
    return {
        "$schema": DRAFT,
        "title": _TITLES[file][lang == "en"],
        "$ref": f"#/definitions/{file}",
        "definitions": {name: _definition(STANDINGS[name], lang) for name in _reached(file)},
    }


def description(form: Form, key: str, lang: str) -> str:
    """What the reference says of a key of a form; empty where it says nothing."""
    if form is SECTION_KEYS:
        return reference.of_section(key, lang).text
    row = (
        reference.of_scenario(key, lang)
        if form in (SCENARIO, SCENARIO_FILE)
        else reference.of_key(form.name, key, lang)
    )
    return row.text if row is not None else ""


def _reached(file: str) -> Iterator[str]:
    waiting, seen = [file], {file}
    for name in waiting:
        yield name
        here = STANDINGS[name]
        below = [here.below(key) for key in here.keys]
        for each in (*below, here.named, here.items):
            if each is not None and each not in seen:
                seen.add(each)
                waiting.append(each)


def _definition(here: Standing, lang: str) -> dict[str, Any]:
    ways: list[dict[str, Any]] = []
    if here.text is not None:
        ways.append(_text(here))
    if here.keys or here.named is not None:
        ways.append(_mapping(here, lang))
    if here.items is not None:
        ways.append({"type": "array", "items": _ref(here.items)})
    if here.text is None and ways:
        ways.append({"type": "null"})
    return {"anyOf": ways} if len(ways) > 1 else ways[0] if ways else {}


def _text(here: Standing) -> dict[str, Any]:
    words = _KINDS if here.text == "kind" else here.words
    return {"type": SCALARS, "examples": list(words)} if words else {"type": SCALARS}


def _mapping(here: Standing, lang: str) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for form in here.forms:
        for key in form.keys:
            properties.setdefault(key, _property(here, form, key, lang))
        properties |= {alias: properties[key] for alias, key in form.aliases.items() if key in form.keys}
    found: dict[str, Any] = {"type": "object", "properties": properties}
    numbered = properties.pop("ít nhất 2 trong", None)
    if numbered is not None:
        found["patternProperties"] = {"^ít nhất [0-9]+ trong$": numbered}
    found["additionalProperties"] = False if here.named is None else _ref(here.named)
    return found


def _property(here: Standing, form: Form, key: str, lang: str) -> dict[str, Any]:
    told = description(form, key, lang)
    # beside `$ref` nothing else counts in this draft
    found: dict[str, Any] = {"allOf": [_ref(here.below(key))]}
    if key in form.idle:
        found["deprecated"] = True
    return {"description": told, **found} if told else found


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{name.replace(' ', '%20')}"}
