"""One value of one field, in all its forms: text of a cell, native Python, what a case holds, text for people.

Text is Vietnamese: a comma before the decimals, dots between thousands, a percentage with its sign, `15/12/2021`.
Native numbers are taken as they are, a percentage in points (98.5 is 98,5%). Whatever does not fit the field is
refused with a code and the arguments of its message; nothing is rounded, guessed or dropped.
"""

import datetime
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, cast

from thidua_rules.facts import _numbers
from thidua_rules.facts._refusal import Refusal
from thidua_rules.facts.case import Between, OneOf, Slot, SubjectId
from thidua_rules.facts.periods import Period, parse_period
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.source.text import did_you_mean, fold, near_hint, normalize
from thidua_rules.values import ABSENT

__all__ = ["Refusal", "UnresolvedKey", "decode", "encode", "parse_text", "shortened", "show"]


class UnresolvedKey(NamedTuple):
    """A reference as written, before the case is known: a code, or the parts of a key; `type` is None if open."""

    type: str | None
    key: Any


_WORDS = {fold(word): value for word, value in {"đúng": True, "có": True, "sai": False, "không": False}.items()}
_ABSENT = fold("không có")
_FROM, _TO, _ONE_OF = fold("từ"), fold("đến"), fold("một trong")
_QUOTES = (("“", "”"), ('"', '"'))
_ALLOWED_CONTROLS = "\n\t"


# ---------------------------------------------------------------- text


def parse_text(field: Field, text: str) -> Slot:
    """What a text says of a field: a value, `không có`, `60%..80%`, `tốt | khá`, or nothing (None) if it is blank.

    References come back as `UnresolvedKey`, since only the whole case knows whom they mean. Raises Refusal.
    """
    if field.kind is Kind.TEXT:
        return _parse_free_text(field, text)
    written = normalize(text)
    if not written:
        return None
    if "|" in written:
        return one_of(field, (parse_one(field, part) for part in written.split("|")))
    low, dots, high = written.partition("..")
    if dots and (field.kind.is_ordered or field.kind is Kind.BOOLEAN):
        ends = [parse_one(field, end) if end.strip() else None for end in (low, high)]
        return between(field, ends[0], ends[1])
    return parse_one(field, written)


def parse_one(field: Field, text: str) -> Slot:
    """What a text says if it is a single value, without `..` and `|`. Raises Refusal."""
    written = _unquoted(normalize(text))
    if not written:
        raise Refusal("FACT-14")
    named = _named(field, written)
    if named is not None:
        return named
    if fold(written) == _ABSENT:
        return _absence(field)
    match field.kind:
        case Kind.BOOLEAN:
            truth = _WORDS.get(fold(written))
            if truth is None:
                raise Refusal("FACT-07", text=written)
            return truth
        case Kind.DATE:
            return _checked(field, _parse_date(written))
        case Kind.REFERENCE:
            return _reference(field, written)
        case Kind.CHOICE | Kind.GRADE | Kind.TITLE if field.options or field.kind is not Kind.TITLE:
            allowed = (*field.options, *field.outside)
            raise Refusal("FACT-06", text=written, **_suggestion(written, allowed))
        case Kind.TITLE:
            return written
    if field.kind.is_period:
        return _checked(field, _parse_period(field, written))
    return _checked(field, _numbers.parse(field, written))


def _parse_free_text(field: Field, text: str) -> Slot:
    cleaned = free_text(text)
    if not cleaned.strip():
        return None
    if fold(cleaned) == _ABSENT:
        return _absence(field)
    parts = cleaned.split("” | “")
    if len(parts) > 1 and cleaned.startswith("“") and cleaned.endswith("”"):
        return one_of(field, cleaned[1:-1].split("” | “"))
    return cleaned


def free_text(text: str) -> str:
    """A text as it is kept: composed (NFC), line ends as `\\n`; control characters are refused."""
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    for character in kept:
        number = ord(character)
        if (number < 32 and character not in _ALLOWED_CONTROLS) or 0x7F <= number < 0xA0 or 0xD800 <= number < 0xE000:
            raise Refusal("FACT-16", character=f"U+{number:04X}")
        if number in (0xFFFE, 0xFFFF):
            raise Refusal("FACT-16", character=f"U+{number:04X}")
    return kept


def _unquoted(text: str) -> str:
    for opened, closed in _QUOTES:
        if len(text) >= 2 and text.startswith(opened) and text.endswith(closed):
            return normalize(text[1:-1])
    return text


def _named(field: Field, text: str) -> Slot:
    """The option of that name: its declared spelling, or its ordinal if it is a grade."""
    name = field.option(text)
    if name is None or field.kind is not Kind.GRADE:
        return name
    return field.options.index(name) if name in field.options else -1 - field.outside.index(name)


def _absence(field: Field) -> Slot:
    if not field.may_be_absent:
        raise Refusal("FACT-11", **_absence_hint(field))
    return ABSENT


def _absence_hint(field: Field) -> dict[str, str]:
    if field.kind is Kind.BOOLEAN:
        return {"hint_vi": "viết `không`", "hint_en": "write `không` (no)"}
    return {}


def _suggestion(text: str, allowed: Iterable[str]) -> dict[str, str]:
    names = tuple(allowed)
    joined = ", ".join(f"“{name}”" for name in names[:12])
    others = {"hint_vi": f"một trong: {joined}", "hint_en": f"one of: {joined}"} if names else {}
    return near_hint(did_you_mean(text, names), "“{}”") or others


def _parse_date(text: str) -> int:
    day = _numbers.written_date(text)
    if day is not None:
        return day.toordinal()
    near = _numbers.nearly_date(text)
    if near is not None:
        raise Refusal("FACT-08", text=text, **_write(near.strftime("%d/%m/%Y") if near.year > 999 else str(near)))
    if text.replace(".", "").replace(",", "").isdigit():
        raise _serial(text)
    raise Refusal("FACT-08", text=text)


def _serial(text: str) -> Refusal:
    """A bare number in a date field: perhaps a spreadsheet's count of days, so say which day that would be."""
    digits = text.split(".")[0].split(",")[0]
    days = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 0
    hints = {}
    if 1 <= days <= 2958465:
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=days)
        shown = f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
        hints = {
            "hint_vi": f"nếu đây là số ngày của Excel thì là ngày {shown}: định dạng ô là ngày, hoặc viết `{shown}`",
            "hint_en": f"if it is Excel's day count, it is {shown}: format the cell as a date, or write `{shown}`",
        }
    return Refusal("FACT-09", text=text, **hints)


def _parse_period(field: Field, text: str) -> int:
    period = parse_period(text) if text.isascii() else None
    if period is None or period.kind is not field.kind:
        raise Refusal("FACT-10", text=text, kind=field.kind.value, example=_EXAMPLES[field.kind])
    return period.ordinal


_EXAMPLES = {Kind.YEAR: "2021", Kind.SCHOOL_YEAR: "2021-2022", Kind.QUARTER: "Q1/2021", Kind.MONTH: "03/2021"}


def _write(right: str) -> dict[str, str]:
    return {"hint_vi": f"viết `{right}`", "hint_en": f"write `{right}`"}


def _reference(field: Field, key: Any) -> Slot:
    # the builder of a case replaces it by the subject that is meant, before anybody else sees it
    return cast(Slot, UnresolvedKey(field.targets[0] if len(field.targets) == 1 else None, key))


# ---------------------------------------------------------------- native values


def encode(field: Field, value: Any) -> Slot:
    """What a native value says of a field.

    Takes None, bool, int, float and Decimal (to the 15 digits of a spreadsheet; what is finer than its field is the
    interval between its neighbours), date, Period, str (as `parse_text`), ABSENT,
    Between, OneOf, and mappings `{"từ": …, "đến": …}` or `{"một trong": […]}`. Raises Refusal.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return parse_text(field, value)
    if isinstance(value, Between):
        return between(field, _encode_end(field, value.low), _encode_end(field, value.high))
    if isinstance(value, OneOf):
        return one_of(field, (encode_one(field, each) for each in value.values))
    if isinstance(value, Mapping):
        return _encode_mapping(field, value)
    if isinstance(value, float | Decimal | Fraction) and field.kind.is_number and field.kind is not Kind.INTEGER:
        return _measured(field, value)
    return encode_one(field, value)


def _measured(field: Field, value: float | Decimal | Fraction) -> Slot:
    """A number that a machine holds: if it is finer than the field, the interval between its neighbours."""
    try:
        return encode_one(field, value)
    except Refusal as refusal:
        # a share where points are wanted is no matter of digits
        if refusal.code != "FACT-04" or "hint_vi" in refusal.arguments:
            raise
    low, high = (_checked(field, end) for end in _numbers.neighbours(field, value))
    return between(field, low, high)


def encode_one(field: Field, value: Any) -> Slot:
    """The slot of a native value that is a single one. Raises Refusal."""
    if isinstance(value, str):
        if field.kind is not Kind.TEXT or not value.strip() or fold(value) == _ABSENT:
            return parse_one(field, value)
        return free_text(value)
    if value is ABSENT:
        return _absence(field)
    if field.kind is Kind.REFERENCE:
        return _encode_reference(field, value)
    if isinstance(value, bool):
        if field.kind is Kind.BOOLEAN:
            return value
        raise _mismatch(field, value)
    if field.kind.is_number and isinstance(value, int | float | Decimal | Fraction):
        return _checked(field, _numbers.native(field, value))
    if field.kind is Kind.DATE:
        return _checked(field, _encode_date(field, value))
    if field.kind.is_period:
        return _checked(field, _encode_period(field, value))
    raise _mismatch(field, value)


def _encode_end(field: Field, value: Any) -> Slot:
    blank = value is None or (isinstance(value, str) and not value.strip())
    return None if blank else encode_one(field, value)


def _encode_mapping(field: Field, value: Mapping[Any, Any]) -> Slot:
    parts = {fold(name): part for name, part in value.items() if isinstance(name, str)}
    if len(parts) == len(value):
        if set(parts) == {_ONE_OF} and isinstance(parts[_ONE_OF], list | tuple | set | frozenset):
            return one_of(field, (encode_one(field, each) for each in parts[_ONE_OF]))
        if parts and set(parts) <= {_FROM, _TO}:
            return between(field, _encode_end(field, parts.get(_FROM)), _encode_end(field, parts.get(_TO)))
    raise Refusal("FACT-13")


def _encode_reference(field: Field, value: Any) -> Slot:
    if isinstance(value, SubjectId | UnresolvedKey):
        if value.type is not None and value.type not in field.targets:
            raise Refusal("FACT-12", value=value.type, kind=" / ".join(field.targets))
        return cast(Slot, value)
    if isinstance(value, tuple | list):
        return _reference(field, tuple(value))
    if isinstance(value, int | float | Decimal):
        raise Refusal("FACT-28", key=shortened(value))
    raise _mismatch(field, value)


def _encode_date(field: Field, value: Any) -> int:
    if isinstance(value, datetime.datetime):
        if value.time() != datetime.time():
            raise Refusal("FACT-12", value=value.isoformat(sep=" "), kind=field.kind.value)
        return value.date().toordinal()
    if isinstance(value, datetime.date):
        return value.toordinal()
    if isinstance(value, int | float | Decimal):
        raise _serial(str(value))
    raise _mismatch(field, value)


def _encode_period(field: Field, value: Any) -> int:
    if isinstance(value, Period) and value.kind is field.kind:
        return value.ordinal
    finite = isinstance(value, float | Decimal) and Decimal(value).is_finite()
    whole = isinstance(value, int) or (finite and value % 1 == 0)
    if field.kind is Kind.YEAR and whole and 1 <= value <= 9999:
        return int(value)
    if isinstance(value, Period | int | float | Decimal | datetime.date):
        raise Refusal("FACT-10", text=str(value), kind=field.kind.value, example=_EXAMPLES[field.kind])
    raise _mismatch(field, value)


def _mismatch(field: Field, value: Any) -> Refusal:
    return Refusal("FACT-12", value=shortened(value), kind=field.kind.value)


def shortened(value: Any) -> str:
    """A native value as a message quotes it: a list or mapping by its brackets, at most 60 characters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping | list | tuple):
        return "{…}" if isinstance(value, Mapping) else "[…]"
    text = str(value) if isinstance(value, int | float | Decimal | datetime.date | Period) else type(value).__name__
    return text if len(text) <= 60 else text[:59] + "…"


# ---------------------------------------------------------------- partial values


def between(field: Field, low: Slot, high: Slot) -> Slot:
    """The slot of an interval with both ends included; None is no end. Raises Refusal."""
    if not field.kind.is_ordered or low is ABSENT or high is ABSENT:
        raise Refusal("FACT-13")
    if field.kind is Kind.GRADE and any(isinstance(end, int) and end < 0 for end in (low, high)):
        raise Refusal("FACT-13")
    if low is None and high is None:
        return None
    ends: Any = (low, high)
    if None not in ends:
        if ends[0] > ends[1]:
            raise Refusal("FACT-15", low=show(field, low), high=show(field, high))
        if ends[0] == ends[1]:
            return low
    return Between(low, high)


def one_of(field: Field, values: Iterable[Slot]) -> Slot:
    """The slot of a set of possible values. Raises Refusal."""
    members = frozenset(values)
    if not members or None in members:
        raise Refusal("FACT-14")
    if field.kind is Kind.BOOLEAN:
        raise Refusal("FACT-13")
    if any(isinstance(each, Between | OneOf) for each in members):
        raise Refusal("FACT-13")
    if field.kind is Kind.TEXT and any(isinstance(each, str) and set("“”") & set(each) for each in members):
        raise Refusal("FACT-13")
    return next(iter(members)) if len(members) == 1 else OneOf(members)


def _checked(field: Field, value: int | Decimal) -> int | Decimal:
    exact = Fraction(value)
    if (field.low is not None and exact < field.low) or (field.high is not None and exact > field.high):
        raise Refusal("FACT-05", value=show(field, value), bounds=_bounds(field, "vi"), bounds_en=_bounds(field, "en"))
    return value


def _bounds(field: Field, lang: str) -> str:
    words = {"vi": ("từ", "đến"), "en": ("from", "to")}[lang]
    ends = ((words[0], field.low), (words[1], field.high))
    return " ".join(f"{word} {show(field, _numbers.from_fraction(end), lang)}" for word, end in ends if end is not None)


# ---------------------------------------------------------------- back to Python and to people


def decode(field: Field, slot: Slot) -> Any:
    """The native value of a slot: Decimal, int (whole numbers), date, Period, str, bool, SubjectId, ABSENT, None,
    or Between and OneOf of these."""
    if isinstance(slot, Between):
        return Between(decode(field, slot.low), decode(field, slot.high))
    if isinstance(slot, OneOf):
        return OneOf(frozenset(decode(field, each) for each in slot.values))
    if slot is None or slot is ABSENT or isinstance(slot, bool):
        return slot
    if isinstance(slot, int | Decimal):
        if field.kind is Kind.GRADE:
            position = int(slot)
            return field.options[position] if position >= 0 else field.outside[-1 - position]
        if field.kind is Kind.DATE:
            return datetime.date.fromordinal(int(slot))
        if field.kind.is_period:
            return Period(field.kind, int(slot))
        return int(slot) if field.kind is Kind.INTEGER else Decimal(slot)
    return slot


def show(field: Field, slot: Slot, lang: str = "vi") -> str:
    """A slot as text for people: `98,5%`, `15/12/2021`, `tốt | khá`; empty if missing.

    In Vietnamese, `parse_text` reads it back to the same slot (a reference to its code or the parts of its key).
    """
    if slot is None:
        return ""
    if slot is ABSENT:
        return "không có" if lang == "vi" else "none"
    if isinstance(slot, Between):
        return f"{show(field, slot.low, lang)}..{show(field, slot.high, lang)}"
    if isinstance(slot, OneOf):
        shown = sorted((each is ABSENT, show(field, each, lang)) for each in slot.values)
        if field.kind is Kind.TEXT:
            return " | ".join(text if absent else f"“{text}”" for absent, text in shown)
        return " | ".join(text for _, text in shown)
    if isinstance(slot, SubjectId | UnresolvedKey):
        return "; ".join(str(part) for part in slot.key) if isinstance(slot.key, tuple) else str(slot.key)
    if isinstance(slot, bool):
        return {"vi": ("sai", "đúng"), "en": ("no", "yes")}[lang][slot]
    if isinstance(slot, int | Decimal):
        value = decode(field, slot)
        if isinstance(value, datetime.date):
            day = f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
            return day if lang == "vi" else value.isoformat()
        if isinstance(value, str | Period):
            return str(value)
        return _numbers.show(slot, "%" if field.kind is Kind.PERCENT else "", lang)
    return str(slot)
