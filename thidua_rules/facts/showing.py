"""A case and a vocabulary in a few lines: what a developer sees at a prompt and in the message of a failed test."""

from collections.abc import Iterator
from enum import Enum

from thidua_rules.facts.case import Between, Case, Closure, OneOf, Slot, SubjectId
from thidua_rules.facts.vocabulary import Field, Vocabulary

MOST_SHOWN = 8_000
"""Characters of a case or vocabulary at a prompt."""


def show_case(case: Case) -> str:
    """Every subject with its facts on a line (missing ones left out), then what is closed."""
    lines = [f"  ngày xét {case.on}, kỳ xét {case.period}"]
    for fact_type in case.vocabulary:
        for subject in case.of_type(fact_type.name):
            known = zip(fact_type.fields, case.row(subject), strict=True)
            facts = ", ".join(f"{declared.name}: {show_slot(slot)}" for declared, slot in known if slot is not None)
            lines.append(f"  {subject.type} {show_slot(subject)}: {facts}")
    return "\n".join([*lines, "  đầy đủ: " + ", ".join(sorted(map(_extent, case.closed)))])


def show_vocabulary(vocabulary: Vocabulary) -> str:
    """Every type with its fields on a line."""
    return "\n".join(f"  {each.name}: {', '.join(map(_field, each.fields))}" for each in vocabulary)


def shortened(text: str) -> str:
    """The first lines of a text, as many as people read and Hypothesis repeats without complaint."""
    lines = text.splitlines()
    room = MOST_SHOWN
    for shown, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*lines[:shown], f"  … ({len(lines) - shown} dòng nữa)"])
    return text


def show_slot(slot: Slot) -> str:
    """What a row holds of one field, without its names."""
    match slot:
        case SubjectId(_, key):
            return key if isinstance(key, str) else "·".join(map(str, key))
        case Between(low, high):
            return f"[{_end(low)}; {_end(high)}]"
        case OneOf(values):
            return "{" + " | ".join(sorted(map(show_slot, values))) + "}"
        case Enum():
            return str(slot.value)
        case str():
            # one line, whatever a text holds
            return slot if slot.isprintable() else repr(slot)
    return str(slot)


def _end(end: Slot) -> str:
    return "…" if end is None else show_slot(end)


def _extent(closure: Closure) -> str:
    return closure.type if closure.owner is None else f"{closure.collection} của {show_slot(closure.owner)}"


def _field(declared: Field) -> str:
    return f"{declared.name} ({' '.join(_kind(declared))})"


def _kind(declared: Field) -> Iterator[str]:
    yield declared.kind.value
    if declared.low is not None or declared.high is not None:
        yield f"[{_end_of(declared.low)}; {_end_of(declared.high)}]"
    yield from filter(None, ["/".join(declared.targets), " < ".join(declared.options), " | ".join(declared.outside)])
    if declared.may_be_absent:
        yield "hoặc không có"


def _end_of(bound: object) -> str:
    return "…" if bound is None else str(bound)


__all__ = ["shortened", "show_case", "show_slot", "show_vocabulary"]
