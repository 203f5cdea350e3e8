"""A case and a vocabulary in a few lines: what a developer sees at a prompt and in the message of a failed test."""

from collections.abc import Iterator

from thidua_rules.facts.case import Case, Closure, Slot
from thidua_rules.facts.keys import show_key, slot_text
from thidua_rules.facts.vocabulary import Field, Vocabulary

MOST_SHOWN = 8_000
"""Characters of a case or vocabulary at a prompt."""


def show_case(case: Case) -> str:
    """Every subject with its facts on a line (missing ones left out), then what is closed."""
    lines = [f"  ngày xét {case.on}, kỳ xét {case.period}"]
    for fact_type in case.vocabulary.given:
        for subject in case.of_type(fact_type.name):
            known = [(each, case.slot(subject, each.name)) for each in fact_type.given]
            told = (f"{field.name}: {_told(case.vocabulary, field, slot)}" for field, slot in known if slot is not None)
            lines.append(f"  {subject.type} {show_key(case.vocabulary, subject)}: {', '.join(told)}")
    return "\n".join([*lines, "  đầy đủ: " + ", ".join(sorted(_extent(case.vocabulary, each) for each in case.closed))])


def show_vocabulary(vocabulary: Vocabulary) -> str:
    """Every type with its fields on a line."""
    return "\n".join(f"  {each.name}: {', '.join(map(_field, each.given))}" for each in vocabulary.given)


def shortened(text: str) -> str:
    """The first lines of a text, as many as people read and Hypothesis repeats without complaint."""
    lines = text.splitlines()
    room = MOST_SHOWN
    for shown, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*lines[:shown], f"  … ({len(lines) - shown} dòng nữa)"])
    return text


def _told(vocabulary: Vocabulary, declared: Field, slot: Slot) -> str:
    text = slot_text(vocabulary, declared, slot)
    # one line, whatever a text holds
    return text if text.isprintable() else repr(text)


def _extent(vocabulary: Vocabulary, closure: Closure) -> str:
    return closure.type if closure.owner is None else f"{closure.collection} của {show_key(vocabulary, closure.owner)}"


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


__all__ = ["MOST_SHOWN", "shortened", "show_case", "show_vocabulary"]
