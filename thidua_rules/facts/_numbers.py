"""Exact numbers and dates as people write them, and the forms that are refused because they can be read two ways."""

import datetime
import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from thidua_rules.facts._refusal import Refusal
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.source.text import fold

_MOST_DIGITS = 30
_CELL_DIGITS = Context(prec=15, rounding=ROUND_HALF_EVEN)
"""A spreadsheet keeps 15 digits of a number; what stands behind them comes of its reckoning in binary."""
_NUMBER = re.compile(r"([-−+]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)
_DOT_DECIMAL = re.compile(r"([-−+]?)(\d+)\.(\d+)", re.ASCII)
_COMMA_THOUSANDS = re.compile(r"[-−+]?[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
_ENGLISH = re.compile(r"[-−+]?\d{1,3}(?:,\d{3})+\.\d+", re.ASCII)
_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_NEAR_DATE = re.compile(
    r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})|(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})", re.ASCII
)
_MONEY_UNITS = ("đồng", "đ", "vnd", "vnđ")


def _as_percentage(body: str, match: re.Match[str]) -> str:
    """What a number without `%` may have meant: `95` is 95%; `0,95` is more likely a share, 95%, than 0,95%."""
    decimals = (match[3] or "").rstrip("0")
    if match[1] or match[2].strip("0") or not decimals:
        return f"{body}%"
    share = f"{decimals:0<2}"
    shown = (share[:2].lstrip("0") or "0") + (f",{share[2:]}" if share[2:] else "")
    return f"{shown}%` / `{body}%"


def parse(field: Field, text: str) -> int | Decimal:
    """The number that a text writes, in the units of the field (a percentage in points). Raises Refusal."""
    body, percent = text, text.endswith("%")
    if percent:
        body = text[:-1].rstrip()
    if percent and field.kind is not Kind.PERCENT:
        raise Refusal("FACT-17", text=text)
    if not percent:
        body = _without_unit(field, body)
    match = _NUMBER.fullmatch(body)
    sign = "%" if field.kind is Kind.PERCENT else ""
    if match is None or _is_ambiguous(field, body):
        raise _misread(body, sign, text)
    if field.kind is Kind.PERCENT and not percent:
        raise Refusal("FACT-03", text=text, right=_as_percentage(body, match))
    whole, decimals = match[2].replace(".", ""), match[3] or ""
    if len(whole) + len(decimals) > _MOST_DIGITS:
        raise Refusal("FACT-18", text=_shorten(text))
    number = Decimal(f"{whole}.{decimals}" if decimals else whole)
    return _fitting(field, -number if match[1] in ("-", "−") else number, text)


def native(field: Field, value: int | float | Decimal | Fraction) -> int | Decimal:
    """The number that Python, JSON or a spreadsheet holds, to the digits a spreadsheet keeps. Raises Refusal."""
    if isinstance(value, int):
        if abs(value) >= 10**_MOST_DIGITS:
            raise Refusal("FACT-18", text="10^30")
        return value
    if isinstance(value, Fraction):
        scaled = value * 10 ** decimals_of(field)
        if abs(value) >= 10**_MOST_DIGITS:
            raise Refusal("FACT-18", text="10^30")
        if scaled.denominator != 1:
            raise Refusal("FACT-04", text=str(value), limit=decimals_of(field))
        return _fitting(field, Decimal(scaled.numerator).scaleb(-decimals_of(field)), str(value))
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if not number.is_finite():
        raise Refusal("FACT-01", text=str(value))
    if number and not -_MOST_DIGITS <= number.adjusted() < _MOST_DIGITS:
        raise Refusal("FACT-18", text=str(value))
    return _fitting(field, _kept(field, number), str(value))


def neighbours(field: Field, value: float | Decimal | Fraction) -> tuple[int | Decimal, int | Decimal]:
    """The values next to a number that is finer than its field can hold."""
    grain = Fraction(1, 10 ** decimals_of(field))
    if isinstance(value, float):
        value = _CELL_DIGITS.create_decimal_from_float(value)
    steps = Fraction(value) // grain
    low, high = (from_fraction(each * grain) for each in (steps, steps + 1))
    return low, high


def _kept(field: Field, number: Decimal) -> Decimal:
    """A number as it stands if its field can hold it, and else without what is behind the digits of a spreadsheet."""
    exponent = number.normalize().as_tuple().exponent
    fits = isinstance(exponent, int) and -exponent <= decimals_of(field)
    return number if fits else _CELL_DIGITS.plus(number)


def decimals_of(field: Field) -> int:
    """How many digits may follow the comma."""
    return 0 if field.kind is Kind.INTEGER else field.decimals


def _fitting(field: Field, number: Decimal, text: str) -> int | Decimal:
    if number == number.to_integral_value():
        return int(number)
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    if -exponent > decimals_of(field):
        raise Refusal("FACT-04", text=_shorten(text), limit=decimals_of(field), **_as_share(field, number, text))
    return number.normalize()


def _as_share(field: Field, number: Decimal, text: str) -> dict[str, str]:
    """The hint for a bare number up to 1 where points are wanted: 0.985 was meant as 98,5%, not to be rounded."""
    if field.kind is not Kind.PERCENT or text.endswith("%") or not 0 < number <= 1:
        return {}
    meant, read = show((number * 100).normalize(), "%"), show(number.normalize(), "%")
    return {
        "hint_vi": f"số không có dấu `%` được hiểu là {read}; muốn nói {meant} thì viết `{meant}`",
        "hint_en": f"a number without the sign `%` is read as {read}; if {meant} is meant, write `{meant}`",
    }


def _is_ambiguous(field: Field, body: str) -> bool:
    """Whether `1,000` could be a thousand: three digits after the comma of which the last says nothing."""
    if _COMMA_THOUSANDS.fullmatch(body) is None:
        return False
    return body.endswith("0") or decimals_of(field) == 0 or body.count(",") > 1


def _misread(body: str, sign: str, text: str) -> Refusal:
    """The refusal for a number in another notation, with the form that is meant."""
    rights: list[str] = []
    dotted = _DOT_DECIMAL.fullmatch(body)
    if dotted is not None:
        rights = [f"{dotted[1]}{dotted[2]},{dotted[3]}{sign}"]
    elif _COMMA_THOUSANDS.fullmatch(body):
        rights = [body.replace(",", ".") + sign]
        if body.count(",") == 1 and body.endswith("0"):
            rights.append(body.rstrip("0").rstrip(",") + sign)
    elif _ENGLISH.fullmatch(body):
        rights = [body.replace(",", " ").replace(".", ",").replace(" ", ".") + sign]
    if not rights:
        return Refusal("FACT-01", text=_shorten(text))
    return Refusal("FACT-02", text=_shorten(text), right="`, `".join(rights))


def _without_unit(field: Field, body: str) -> str:
    units = [unit for unit in (field.unit,) if unit] + (list(_MONEY_UNITS) if field.kind is Kind.MONEY else [])
    match = re.match(r"[-−+\d.,]+", body, re.ASCII)
    if match is not None:
        rest = body[match.end() :].strip()
        if rest and any(fold(rest) == fold(unit) for unit in units):
            return match[0]
    return body


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def show(value: int | Decimal, sign: str = "", lang: str = "vi") -> str:
    """A number with a decimal comma and dots between thousands (in English the other way round)."""
    number = Decimal(value)
    grouped = f"{number:,f}"
    if lang == "vi":
        grouped = grouped.replace(",", " ").replace(".", ",").replace(" ", ".")
    return grouped + sign


def from_fraction(value: Fraction) -> int | Decimal:
    """A fraction whose denominator is made of twos and fives, as a decimal."""
    if value.denominator == 1:
        return value.numerator
    return Decimal(value.numerator) / Decimal(value.denominator)


def written_date(text: str) -> datetime.date | None:
    """The day that `15/12/2021` or `2021-12-15` writes, with these digit widths."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    day, month, year = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    return _day(year, month, day)


def nearly_date(text: str) -> datetime.date | None:
    """The day that a text would write if its form were kept to, as in `5/3/2021`."""
    match = _NEAR_DATE.fullmatch(text)
    if match is None:
        return None
    day, month, year = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    return _day(year, month, day)


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
