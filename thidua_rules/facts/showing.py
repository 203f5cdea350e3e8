"""A case in a few lines: what a developer sees at a prompt and in the message of a failed test."""

from thidua_rules.facts.case import Case, Closure, Slot
from thidua_rules.facts.keys import show_key, slot_text
from thidua_rules.facts.vocabulary import Field, Vocabulary


def show_case(case: Case) -> str:
    """Every subject with its facts on a line (missing ones left out), then what is closed."""
    lines = [f"  ngày xét {case.on}, kỳ xét {case.period}"]
    for fact_type in case.vocabulary.given:
        for subject in case.of_type(fact_type.name):
            known = [(each, case.slot(subject, each.name)) for each in fact_type.given]
            told = (f"{field.name}: {_told(case.vocabulary, field, slot)}" for field, slot in known if slot is not None)
            lines.append(f"  {subject.type} {show_key(case.vocabulary, subject)}: {', '.join(told)}")
    return "\n".join([*lines, "  đầy đủ: " + ", ".join(sorted(_extent(case.vocabulary, each) for each in case.closed))])


def _told(vocabulary: Vocabulary, declared: Field, slot: Slot) -> str:
    text = slot_text(vocabulary, declared, slot)
    # one line, whatever a text holds
    return text if text.isprintable() else repr(text)


def _extent(vocabulary: Vocabulary, closure: Closure) -> str:
    return closure.type if closure.owner is None else f"{closure.collection} của {show_key(vocabulary, closure.owner)}"
