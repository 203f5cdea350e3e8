"""The classes of a vocabulary as Python source, for editors and type checkers."""

import json
import textwrap

from thidua_rules.facts.classes import TYPE_MARK, attribute_of, class_name
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.values import ABSENT

_WIDTH = 100
_NUMBER = "Decimal | int | str"
_TYPES = {
    Kind.BOOLEAN: "bool | str",
    Kind.INTEGER: "int | str",
    Kind.NUMBER: _NUMBER,
    Kind.PERCENT: _NUMBER,
    Kind.MONEY: _NUMBER,
    Kind.DATE: "datetime.date | str",
    Kind.MONTH: "Period | str",
    Kind.QUARTER: "Period | str",
    Kind.YEAR: "Period | int | str",
    Kind.SCHOOL_YEAR: "Period | str",
    Kind.TEXT: "str",
    Kind.CHOICE: "str",
    Kind.TITLE: "str",
    Kind.REFERENCE: "str | tuple[Any, ...] | SubjectId",
}


def python_module(vocabulary: Vocabulary, title: str) -> str:
    """The source of a module with one frozen attrs class for each type, clean under strict type checking.

    Its objects go into a case as those of `fact_classes` do; their values are checked there, and may be written as in
    a dossier (`"98,5%"`, `"15/12/2021"`). `title` names the
    ruleset in the docstring.
    """
    body = "\n\n\n".join(_class(each) for each in vocabulary.given)
    standard = [
        "import datetime" if "datetime." in body else "",
        "from decimal import Decimal" if "Decimal" in body else "",
        _import("typing", ["Any", "ClassVar", "Literal"], body),
    ]
    others = [
        "from attrs import frozen",
        _import("thidua_rules.facts.case", ["Between", "OneOf", "SubjectId"], body),
        _import("thidua_rules.facts.periods", ["Period"], body),
        _import("thidua_rules.values", ["Absent"], body),
    ]
    imports = "\n\n".join("\n".join(filter(None, group)) for group in (standard, others))
    named = "\n".join(textwrap.wrap(title, _WIDTH, break_long_words=False))
    docstring = f"Typed facts, written by `thidua facts`: do not edit.\n\n{named}\n"
    return f"{_quoted(docstring)}\n\n{imports}\n\n\n{body}\n"


def _import(module: str, names: list[str], body: str) -> str:
    used = [name for name in names if name in body]
    return f"from {module} import {', '.join(used)}" if used else ""


def _class(fact_type: FactType) -> str:
    lines = [
        "@frozen(kw_only=True)",
        f"class {class_name(fact_type)}:",
        f"    {_quoted(f'Facts of one “{fact_type.name}”.')}",
        "",
        f"    {TYPE_MARK}: ClassVar[str] = {_literal(fact_type.name)}",
    ]
    if fact_type.coded:
        lines.append("    ma: str")
    for field in fact_type.given:
        lines.append(f"    {attribute_of(field.attribute)}: {_annotation(field)} = None")
        lines.append(f"    {_quoted(_description(field))}")
    return "\n".join(lines)


def _annotation(field: Field) -> str:
    if field.kind in (Kind.GRADE, Kind.CHOICE) and field.options:
        kind = f"Literal[{', '.join(_literal(name) for name in (*field.options, *field.outside))}]"
    else:
        kind = _TYPES.get(field.kind, "str")
    parts = [kind]
    if field.kind.is_ordered:
        parts.append("Between")
    if field.kind is not Kind.BOOLEAN:
        parts.append("OneOf")
    if field.may_be_absent:
        parts.append("Absent")
    return " | ".join([*parts, "None"])


def _description(field: Field) -> str:
    unit = " (in points: 98.5 is 98,5%)" if field.kind is Kind.PERCENT else f" ({field.unit})" if field.unit else ""
    target = f" → {', '.join(field.targets)}" if field.targets else ""
    absent = f"; may be known not to exist (`{ABSENT.value}`)" if field.may_be_absent else ""
    return f"{field.name}: {field.kind.value}{target}{unit}{absent}"


def _literal(text: str) -> str:
    # a JSON string is a Python one
    return json.dumps(text, ensure_ascii=False)


def _quoted(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace('"""', "'''").replace('"', "“")
    return f'"""{safe}"""'
