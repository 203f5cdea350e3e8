"""Values, conditions, gaps and changes in words."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from textwrap import wrap

from attrs import evolve

from thidua_rules.advice.changes import Change
from thidua_rules.decision.decision import Decision, Verdict
from thidua_rules.diagnostics import Diagnostic, Place
from thidua_rules.facts.case import Slot, SubjectId
from thidua_rules.facts.codec import show
from thidua_rules.facts.lifting import slot_of
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.proofs.proof import Gap
from thidua_rules.report.messages import Beyond, Shown, say
from thidua_rules.values import Number, Possible, Rounding, Status, is_unlimited, options, point

ROUNDED = {Rounding.DOWN: "rounded_down", Rounding.UP: "rounded_up", Rounding.NEAREST: "rounded_nearest"}
"""The words for each way of rounding."""


def name_of(decision: Decision, subject: SubjectId) -> str:
    """The subject's name if it has one, else its key."""
    fact_type = decision.case.vocabulary.type(subject.type)
    declared = fact_type.field("tên") if fact_type is not None else None
    slot = decision.case.slot(subject, "tên") if declared is not None and subject in decision.case else None
    return one_line(slot if isinstance(slot, str) else decision.case.key_words(subject))


def one_line(text: str) -> str:
    """Text that stays on its line: runs of blanks as one, and nothing that steers a terminal."""
    joined = " ".join(text.split())
    return joined if joined.isprintable() else "".join(filter(str.isprintable, joined))


def citation_words(citations: Iterable[str], documents: Mapping[str, str]) -> str:
    """`Công văn 953/BTNMT-TĐKTTT, T1; T2; Nghị định 90/2020/NĐ-CP, Đ4`: a document once for its clauses in a row.

    `documents` gives the name of each document by its identifier.
    """
    return "".join(text for text, _ in citation_pieces(citations, documents))


def citation_pieces(citations: Iterable[str], documents: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The same piece by piece, each clause with its citation, and what stands between them with none."""
    before = None
    for each in citations:
        document, _, clause = each.partition(" ")
        if before is not None:
            yield "; ", ""
        if not clause or document != before:
            yield documents.get(document, document) + (", " if clause else ""), ""
        if clause:
            yield clause, each
        before = document


def label_words(about: ir.About, status: Status, lang: str) -> str:
    """The name of a requirement, or its text if it has none; of an exclusion, whether it is the case."""
    label = about.title or about.text
    if not about.excluding:
        return label
    return say("excluded" if status is Status.NOT_MET else "not_excluded", lang, title=label)


def labelled(rule: ir.Requirement | ir.Exempting, status: Status, lang: str) -> str:
    """The code of a requirement and, if it has one, its name."""
    label = label_words(rule.about, status, lang)
    code = as_written(rule.code)
    return f"{code}  {label}" if label else code


def shown_as(verdict: Verdict) -> Shown:
    """What a verdict is shown as: its status, or that only the quota keeps a title from being met."""
    # why an unknown verdict is unknown takes a proof to tell
    outside = verdict.status is Status.NOT_MET and verdict.reason == "quota"
    return Beyond.OUTSIDE if outside else verdict.status


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
    return one_line(show(declared, slot, lang))


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


def measured_words(type_: ir.ValueType, value: Possible, lang: str) -> str:
    """What is known of a value with its unit, if it has one: `8,5 giờ`."""
    unit = "" if type_.shape is None or not value.has_value else type_.shape.unit or ""
    return f"{value_words(type_, value, lang)} {unit}".rstrip()


def _end(shape: Field, number: Number, lang: str) -> str:
    if shape.kind.is_number and is_unlimited(number):
        return say("no_limit", lang)
    scaled = Fraction(number) * (100 if shape.kind is Kind.PERCENT else 1)
    if shape.kind.is_number and (scaled.denominator != 1) and 10**9 % scaled.denominator:
        if shape.kind is not Kind.PERCENT and abs(scaled) < 1 and scaled.denominator < 100:
            return str(scaled)  # people say two thirds
        return "≈" + _cut(scaled, lang) + ("%" if shape.kind is Kind.PERCENT else "")
    return show(shape, slot_of(shape, number), lang)


def _cut(number: Fraction, lang: str) -> str:
    """A number whose decimals do not end, cut and not rounded, so that it is never shown on or above its threshold."""
    places = 2 if abs(number) >= 1 else 4
    whole = abs(number.numerator) * 10**places // number.denominator
    shown = Decimal(whole if number > 0 else -whole).scaleb(-places)
    return show(Field("", "", Kind.NUMBER, decimals=places), shown, lang)


def doubt_words(doubt: Diagnostic, lang: str) -> str:
    """What was doubtful, where, and what may be done about it, in one line."""
    place = doubt.place if doubt.place.file is None else evolve(doubt.place, file=Path(doubt.place.file).name)
    where = place.text(lang)
    hint = doubt.hint(lang)
    return f"{f'{where}: ' if where else ''}{doubt.message(lang)}{f'; {hint}' if hint else ''} ({doubt.code})"


def place_words(place: Place | None, lang: str) -> str:
    """Where a fact was read, without the file, which is the same for all."""
    if place is None:
        return ""
    if place.sheet is None and place.line is not None:
        return say("line", lang, line=place.line)
    return Place(line=place.line, sheet=place.sheet, path=place.path).text(lang)


def gap_words(decision: Decision, gap: Gap, lang: str) -> str:
    """What would have to be known, and who may know it."""
    if gap.text is not None:
        return gap.text
    if gap.closure is not None:
        if gap.closure.owner is None:
            return say("type_complete", lang, type=gap.closure.type)
        owner = name_of(decision, gap.closure.owner)
        if gap.period is not None:
            record = {"collection": gap.closure.collection, "owner": owner, "name": gap.name, "period": gap.period}
            return say("lacking_record", lang, **record)
        return say("list_complete", lang, collection=gap.closure.collection, owner=owner)
    assert gap.subject is not None
    assert gap.name is not None
    declared = field_of(decision, gap.subject, gap.name)
    notes = [f"{name_of(decision, gap.subject)}: {declared.question or declared.name}"]
    return "; ".join([*notes, *source_notes(declared, lang)])


def source_notes(declared: Field, lang: str) -> list[str]:
    """What would show a fact, who supplies it, and who confirms it."""
    sources = (
        ("evidence", declared.evidence),
        ("answered_by", declared.answered_by),
        ("confirmed_by", declared.confirmed_by),
    )
    return [f"{say(key, lang)}: {value}" for key, value in sources if value]


def hanging(text: str, indent: str, width: int) -> Iterator[str]:
    """A line wrapped so that what goes on stands under its beginning."""
    yield from wrapped(text, max(width, 30), indent, indent + "    ", break_on_hyphens=False)


def wrapped(text: str, width: int, indent: str = "", further: str = "", *, break_on_hyphens: bool = True) -> list[str]:
    """The lines of a text, the first and the others with an indent of their own; most texts are one line already."""
    told = text.rstrip(" ")
    if told and len(indent) + len(told) <= width and told.isprintable():
        return [indent + told]
    return wrap(text, width, initial_indent=indent, subsequent_indent=further, break_on_hyphens=break_on_hyphens)


def size_words(sizes: Mapping[str, int]) -> str:
    """`cá nhân 1, kết quả năm 3`."""
    return ", ".join(f"{name} {number}" for name, number in sizes.items())


def wanted_words(type_: ir.ValueType, wanted: frozenset[object], lang: str) -> str:
    """One of which values is asked for: `“khá” hoặc “tốt”`, `1 hoặc 2`."""
    numbers = sorted(each for each in wanted if isinstance(each, int | Fraction))
    shape = type_.shape
    named = type_.kind is Kind.GRADE
    words = [value_words(type_, options((each,)) if named and each < 0 else point(each), lang) for each in numbers]
    words.extend(sorted(str(each) for each in wanted if not isinstance(each, int | Fraction)))
    if named or shape is None or not shape.kind.is_ordered:
        words = [f"“{each}”" for each in words]
    return f" {say('or', lang)} ".join(words)


def change_words(decision: Decision, change: Change, own: SubjectId, lang: str) -> str:
    """`tỷ lệ hoàn thành kế hoạch năm tăng 1,5 điểm phần trăm (98,5% → 100%)`, `có kế hoạch = đúng (nay sai)`."""
    declared = field_of(decision, change.subject, change.name)
    after = slot_words(decision, declared, change.after, lang)
    whose = "" if change.subject == own else f" {say('of', lang)} {name_of(decision, change.subject)}"
    name = f"{declared.name}{whose}"
    if change.before is None and declared.fixed:
        return say("result_is", lang, name=name, after=after)  # it is to be found out, not brought about
    if change.before is None:
        return f"{name} = {after} ({say('now_missing', lang)})"
    before = slot_words(decision, declared, change.before, lang)
    numbers = (int, Decimal)
    if declared.kind.is_number and isinstance(change.before, numbers) and isinstance(change.after, numbers):
        difference = Decimal(change.after) - Decimal(change.before)
        amount = show(Field("", "", Kind.NUMBER, decimals=declared.decimals), abs(difference), lang)
        unit = say("points", lang) if declared.kind is Kind.PERCENT else declared.unit or ""
        verb = say("rises" if difference > 0 else "falls", lang)
        return f"{name} {verb} {f'{amount} {unit}'.rstrip()} ({before} → {after})"
    return f"{name} = {after} ({say('now', lang)} {before})"
