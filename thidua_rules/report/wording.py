"""Values, conditions, gaps and changes in words."""

from decimal import Decimal
from fractions import Fraction

from thidua_rules.decision.changes import Change
from thidua_rules.decision.decision import Decision, show_key
from thidua_rules.decision.proof import Gap
from thidua_rules.diagnostics import Place
from thidua_rules.facts.case import Slot, SubjectId
from thidua_rules.facts.codec import show
from thidua_rules.facts.lifting import slot_of
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.report.messages import say
from thidua_rules.text import fold
from thidua_rules.values import Number, Possible


def name_of(decision: Decision, subject: SubjectId) -> str:
    """The subject's name if it has one, else its key."""
    fact_type = decision.case.vocabulary.type(subject.type)
    declared = fact_type.field("tên") if fact_type is not None else None
    slot = decision.case.slot(subject, "tên") if declared is not None and subject in decision.case else None
    return slot if isinstance(slot, str) else show_key(subject.key)


def field_of(decision: Decision, subject: SubjectId, name: str) -> Field:
    """The declaration of a subject's field."""
    fact_type = decision.case.vocabulary.type(subject.type)
    declared = fact_type.field(name) if fact_type is not None else None
    assert declared is not None
    return declared


def slot_words(decision: Decision, declared: Field, slot: Slot, lang: str) -> str:
    """What a case holds of a field; a subject by its name."""
    if slot is None:
        return say("unknown", lang)
    if isinstance(slot, SubjectId):
        return name_of(decision, slot)
    return show(declared, slot, lang)


def value_words(type_: ir.ValueType, value: Possible, lang: str) -> str:
    """What is known of a value: `98,5%`, `60%..80%`, `tốt`, `chưa biết`."""
    shape = type_.shape or Field("", "", type_.kind, decimals=4)
    parts = []
    if value.ordered and value.low is not None and value.low == value.high:
        parts.append(_end(shape, value.low, lang))
    elif value.ordered and (value.low is not None or value.high is not None):
        low = "" if value.low is None else _end(shape, value.low, lang)
        high = "" if value.high is None else _end(shape, value.high, lang)
        parts.append(f"{low}..{high}")
    for each in sorted(value.others or (), key=str):
        outside = shape.kind is Kind.GRADE and isinstance(each, int)
        parts.append(shape.outside[-1 - each] if outside else str(each))
    if value.absent:
        parts.append(say("none", lang))
    return " | ".join(parts) or say("unknown", lang)


def _end(shape: Field, number: Number, lang: str) -> str:
    scaled = Fraction(number) * (100 if shape.kind is Kind.PERCENT else 1)
    if shape.kind.is_number and (scaled.denominator != 1) and 10**9 % scaled.denominator:
        return str(scaled) + ("%" if shape.kind is Kind.PERCENT else "")
    return show(shape, slot_of(shape, number), lang)


def place_words(place: Place | None, lang: str) -> str:
    """Where a fact was read, without the file, which is the same for all."""
    if place is None:
        return ""
    return Place(line=place.line, sheet=place.sheet, path=place.path).text(lang)


def gap_words(decision: Decision, gap: Gap, lang: str) -> str:
    """What would have to be known, and who may know it."""
    if gap.closure is not None:
        if gap.closure.owner is None:
            return say("type_complete", lang, type=gap.closure.type)
        owner = name_of(decision, gap.closure.owner)
        return say("list_complete", lang, collection=gap.closure.collection, owner=owner)
    assert gap.subject is not None
    assert gap.name is not None
    declared = field_of(decision, gap.subject, gap.name)
    notes = [f"{name_of(decision, gap.subject)}: {declared.question or declared.name}"]
    for key, value in (
        ("evidence", declared.evidence),
        ("answered_by", declared.answered_by),
        ("confirmed_by", declared.confirmed_by),
    ):
        if value:
            notes.append(f"{say(key, lang)}: {value}")
    return "; ".join(notes)


def change_words(decision: Decision, change: Change, own: SubjectId, lang: str) -> str:
    """`tỷ lệ hoàn thành kế hoạch năm: 98,5% → 100%`."""
    declared = field_of(decision, change.subject, change.name)
    after = slot_words(decision, declared, change.after, lang)
    whose = "" if change.subject == own else f" {say('of', lang)} {name_of(decision, change.subject)}"
    if change.before is None:
        return f"{declared.name}{whose} = {after}"
    before = slot_words(decision, declared, change.before, lang)
    return f"{declared.name}{whose}: {before} → {after}{_difference(declared, change, lang)}"


def _difference(declared: Field, change: Change, lang: str) -> str:
    numbers = (int, Decimal)
    if not declared.kind.is_number or not isinstance(change.before, numbers) or not isinstance(change.after, numbers):
        return ""
    shape = Field("", "", Kind.NUMBER, decimals=declared.decimals)
    difference = Decimal(change.after) - Decimal(change.before)
    unit = f" {say('points', lang)}" if declared.kind is Kind.PERCENT else f" {declared.unit or ''}".rstrip()
    return f" ({'+' if difference > 0 else ''}{show(shape, difference, lang)}{unit})"


def same_name(a: str, b: str) -> bool:
    """Whether two names are the same, however they are spelt."""
    return fold(a) == fold(b)
