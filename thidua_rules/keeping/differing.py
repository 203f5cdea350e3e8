"""In what two decisions differ before anything is decided: facts, rules, parameters and dates."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from attrs import frozen

from thidua_rules.archive.data import possible_data
from thidua_rules.decision import Decision
from thidua_rules.facts.case import Case, Closure, SubjectId
from thidua_rules.facts.keys import show_key, slot_text
from thidua_rules.facts.tables import COMPLETE
from thidua_rules.facts.vocabulary import Vocabulary
from thidua_rules.keeping.telling import parameter_words

Named = tuple[str, str | None, str | None]
"""A fact by type, key as written and field: without a field that the subject is there, without a key of the type."""


@frozen
class FactDifference:
    """One fact: of a field of a subject as dossiers write it; None where nothing is known.

    Without a `field` it is that there is such a subject; `đầy đủ…` is that a list is complete, and without a `key`
    that of all subjects of the type.
    """

    type: str
    key: str | None
    field: str | None
    before: str | None
    after: str | None


@frozen
class RuleDifference:
    """One named part of a ruleset: of which section, the declaration it belongs to, its own code, what differs in it.

    `before` and `after` say on which side there is such a part; `parts` name what of it is another, if both have it.
    """

    section: str
    rule: str
    name: str
    before: bool
    after: bool
    parts: tuple[str, ...] = ()


@frozen
class AskedDifference:
    """A date, the period or a parameter with its value on either side; None where there is no such parameter."""

    kind: Literal["on", "period", "parameter"]
    name: str
    before: str | None
    after: str | None


def fact_differences(before: Case, after: Case) -> Iterator[FactDifference]:
    """The facts that differ, by type, subject and field."""
    one, other = _facts(before), _facts(after)
    for name in sorted(one.keys() | other.keys(), key=lambda each: tuple(part or "" for part in each)):
        if one.get(name) != other.get(name):
            yield FactDifference(*name, one.get(name), other.get(name))


def _facts(case: Case) -> dict[Named, str]:
    """Every known fact as a dossier writes it."""
    vocabulary = case.vocabulary
    found: dict[Named, str] = {}
    for fact_type in vocabulary.given:
        for subject in case.of_type(fact_type.name):
            key = show_key(vocabulary, subject)
            found[fact_type.name, key, None] = ""
            for field, slot in zip(fact_type.fields, case.row(subject), strict=True):
                if slot is not None and not field.implied:
                    found[fact_type.name, key, field.name] = slot_text(vocabulary, field, slot)
    return found | {closure_name(vocabulary, each): "" for each in case.closed}


def closure_name(vocabulary: Vocabulary, closure: Closure) -> Named:
    """The fact that a list is complete, as one of its owner, or of the type."""
    if closure.owner is None:
        return closure.type, None, COMPLETE
    return closure.owner.type, show_key(vocabulary, closure.owner), f"{COMPLETE}: {closure.collection}"


def subject_name(vocabulary: Vocabulary, subject: SubjectId, field: str | None = None) -> Named:
    """A fact of a subject."""
    return subject.type, show_key(vocabulary, subject), field


_NAMES = {"documents": "id", "titles": "code", "constraints": "code"}
_SECTIONS = (
    "documents",
    "parameters",
    "types",
    "criteria",
    "quantities",
    "ranks",
    "titles",
    "scores",
    "grades",
    "constraints",
)
_HEAD = ("valid", "select_by", "parents")


def rule_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[RuleDifference]:
    """The named parts of two rulesets, in their canonical form, whose own text differs."""
    one, other = parts_of(before), parts_of(after)
    for section, rule, name in sorted(one.keys() | other.keys()):
        old, new = one.get((section, rule, name)), other.get((section, rule, name))
        if old is None or new is None:
            yield RuleDifference(section, rule, name, old is not None, new is not None)
        elif old != new:
            parts = tuple(sorted(each for each in old.keys() | new.keys() if old.get(each) != new.get(each)))
            yield RuleDifference(section, rule, name, True, True, parts)


def parts_of(ruleset: Mapping[str, Any]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The parts of a ruleset, each without those within it that have a code of their own."""
    found = {("head", each, each): {each: ruleset[each]} for each in _HEAD if each in ruleset}
    for section in _SECTIONS:
        for entry in ruleset.get(section, ()):
            rule = str(entry["root"]["code"] if section == "criteria" else entry[_NAMES.get(section, "name")])
            for name, part in _named(rule, entry):
                # what several types share stands once for each of them
                found.setdefault((section, rule, name), {}).update(part)
    return found


def _named(name: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    own: dict[str, Any] = {}
    for key, value in entry.items():
        below = [each for each in (value if isinstance(value, list) else [value]) if _has_code(each)]
        own[key] = [each["code"] for each in below] if below else value
        for each in below:
            yield from _named(str(each["code"]), each)
    yield name, own


def _has_code(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("code"), str)


def asked_differences(before: Decision, after: Decision) -> Iterator[AskedDifference]:
    """The dates, the period and the parameters that differ."""
    one, other = before.question, after.question
    if one.on != other.on:
        yield AskedDifference("on", "ngày xét", f"{one.on:%d/%m/%Y}", f"{other.on:%d/%m/%Y}")
    if one.period != other.period:
        yield AskedDifference("period", "kỳ xét", str(one.period), str(other.period))
    for name in sorted(one.parameters.keys() | other.parameters.keys()):
        old, new = one.parameters.get(name), other.parameters.get(name)
        if (old and possible_data(old)) != (new and possible_data(new)):
            shown = [
                None if value is None else parameter_words(side, name, value, "vi")
                for side, value in ((before, old), (after, new))
            ]
            yield AskedDifference("parameter", name, shown[0], shown[1])
