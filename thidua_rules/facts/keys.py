"""Keys of subjects: from what a file or a caller writes to the key of a case, and back to text."""

import unicodedata
from typing import Any

from thidua_rules.facts.case import Case, Key, OneOf, Slot, SubjectId
from thidua_rules.facts.codec import Refusal, UnresolvedKey, encode_one, free_text, shortened, show
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.source.text import fold, normalize

_NO_CODE = fold("không có")
_LOOK_ALIKE = str.maketrans("аеорсухіАВЕКМНОРСТХІΑΒΕΗΙΚΜΝΟΡΤΧ", "aeopcyxiABEKMHOPCTXIABEHIKMNOPTX")
"""Cyrillic and Greek letters that nobody can tell from Latin ones."""


def code(value: Any) -> str:
    """A `mã` as it is kept: one line of text. Raises Refusal for anything else, numbers included."""
    if not isinstance(value, str):
        raise Refusal("FACT-28", key=shortened(value))
    if value.isascii() and value.isprintable():
        # nothing of what is looked for below can stand in it but these two signs
        plain = " ".join(value.split())
        if plain and "|" not in plain and ";" not in plain:
            return plain
    written = free_text(value).strip()
    hidden = [sign for sign in written if unicodedata.category(sign) == "Cf"]
    if hidden:
        # two codes that look the same would be two subjects
        raise Refusal("FACT-50", key=visible(written), character=f"U+{ord(hidden[0]):04X}")
    kept = normalize(written)
    # a line break is refused before spaces are made one, or it would silently become a space
    if not kept or len(written.splitlines()) > 1 or set("|;“”") & set(kept) or fold(kept) == _NO_CODE:
        raise Refusal("FACT-28", key=visible(value))
    return kept


def likeness(code: str) -> str:
    """What codes have in common that look the same but for capitals, or for letters of another script."""
    lowered = code.lower()
    # codes are too many to be remembered, and most have no letter that could be written in two ways
    return lowered if code.isascii() and "y" not in lowered else fold(code.translate(_LOOK_ALIKE))


def visible(text: str) -> str:
    """A text on one line, cut short, with a sign for each character that nobody sees."""
    shown = "".join("�" if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") else sign for sign in text)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def key_of(vocabulary: Vocabulary, fact_type: FactType, written: Any) -> Key:
    """The key that a code, or the parts of a key (a tuple, or text with `;` between), stand for. Raises Refusal."""
    if not fact_type.key:
        return code(written)
    parts = tuple(part.strip() for part in written.split(";")) if isinstance(written, str) else written
    if not isinstance(parts, tuple | list) or len(parts) != len(fact_type.key):
        raise Refusal("FACT-28", key=written)
    fields = [_key_field(fact_type, name) for name in fact_type.key]
    return tuple(_part(vocabulary, field, part) for field, part in zip(fields, parts, strict=True))


def subject_in(case: Case, type_name: str, written: Any) -> SubjectId | None:
    """The subject of a case that a key means as `key_of` reads it or as `show_key` shows it; None if it is not one.

    A part that may point to subjects of several types says no type when it is shown: it means whoever the case has.
    """
    fact_type = case.vocabulary.type(type_name)
    assert fact_type is not None
    try:
        subject = SubjectId(type_name, key_of(case.vocabulary, fact_type, written))
    except Refusal:
        wanted = fold(written) if isinstance(written, str) else None
        found = [each for each in case.of_type(type_name) if fold(show_key(case.vocabulary, each)) == wanted]
        return found[0] if len(found) == 1 else None
    return subject if subject in case else None


def _key_field(fact_type: FactType, name: str) -> Field:
    field = fact_type.field(name)
    assert field is not None
    return field


def _part(vocabulary: Vocabulary, field: Field, written: Any) -> Any:
    if field.kind is not Kind.REFERENCE:
        return encode_one(field, written)
    if len(field.targets) > 1:
        if isinstance(written, SubjectId):
            return written
        raise Refusal("FACT-28", key=written)
    target = vocabulary.type(field.targets[0])
    assert target is not None
    return key_of(vocabulary, target, written.key if isinstance(written, SubjectId | UnresolvedKey) else written)


def key_part(field: Field, slot: Any) -> Any:
    """What a resolved slot contributes to its record's key: the code if it can only point to one type, else itself."""
    return slot.key if isinstance(slot, SubjectId) and len(field.targets) == 1 else slot


def part_slot(field: Field, part: Any) -> Any:
    """The slot that a part of a key stands for: the inverse of `key_part`."""
    if field.kind is Kind.REFERENCE and not isinstance(part, SubjectId):
        return SubjectId(field.targets[0], part)
    return part


def show_key(vocabulary: Vocabulary, subject: SubjectId) -> str:
    """The key as text that `key_of` reads back: the code, or the parts with `; ` between."""
    fact_type = vocabulary.type(subject.type)
    if fact_type is None or not fact_type.key or not isinstance(subject.key, tuple):
        return str(subject.key)
    shown = []
    for name, part in zip(fact_type.key, subject.key, strict=True):
        field = _key_field(fact_type, name)
        slot = part_slot(field, part)
        shown.append(show_key(vocabulary, slot) if isinstance(slot, SubjectId) else show(field, slot))
    return "; ".join(shown)


def slot_text(vocabulary: Vocabulary, field: Field, slot: Slot) -> str:
    """What is known of a field as a dossier writes it, a reference by the key of whom it names; empty if missing."""
    if isinstance(slot, OneOf) and field.kind is Kind.REFERENCE:
        return " | ".join(sorted(slot_text(vocabulary, field, each) for each in slot.values))
    return show_key(vocabulary, slot) if isinstance(slot, SubjectId) else show(field, slot)
