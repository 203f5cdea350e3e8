"""Numbers, dates and periods: how conditions write them, and what is said of forms that could be misread."""

import datetime
import re
from decimal import Decimal

from thidua_rules.conditions.faults import Fault
from thidua_rules.facts.periods import parse_period

_MOST_DIGITS = 40
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_ENGLISH_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_POINT = re.compile(r"[0-9]+\.[0-9]{1,3}")


def read_number(written: str, span: tuple[int, int]) -> tuple[Decimal, Fault | None]:
    """The value of `98,5`, `1.000` (percent sign left out); with a fault where the form is wrong or ambiguous."""
    sign = "%" if written.endswith("%") else ""
    digits = written.rstrip("%").rstrip()
    if len(digits) > _MOST_DIGITS:
        return Decimal(0), Fault("COND-29", span, {"limit": _MOST_DIGITS})
    if _ENGLISH_GROUPS.fullmatch(digits):
        return _english(digits, written, sign, span)
    if _PLAIN.fullmatch(digits) or _GROUPED.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", ".")), None
    if _POINT.fullmatch(digits):
        value = Decimal(digits)
        suggestion = digits.replace(".", ",")
        if _ENGLISH_GROUPS.fullmatch(suggestion):
            suggestion += "0"
        return value, Fault("COND-07", span, {"written": written, "suggestion": suggestion + sign})
    whole = Decimal(re.sub(r"[.,]", "", digits))
    return whole, Fault("COND-09", span, {"written": written, "suggestion": format_number(whole) + sign})


def _english(digits: str, written: str, sign: str, span: tuple[int, int]) -> tuple[Decimal, Fault]:
    """A comma before three digits: thousands in English, decimals in Vietnamese."""
    thousands = Decimal(digits.replace(",", ""))
    first = format_number(thousands) + sign
    if digits.count(",") > 1 or "." in digits:
        return thousands, Fault("COND-09", span, {"written": written, "suggestion": first})
    decimals = Decimal(digits.replace(",", "."))
    second = format_number(decimals) + sign
    return thousands, Fault("COND-08", span, {"written": written, "thousands": first, "decimals": second})


def format_number(value: Decimal) -> str:
    """The canonical text: decimal comma, dots between thousands, no useless zeros.

    Whole numbers from 1900 to 2199 stay without a dot, because they are read as years. Three decimals get a fourth,
    so that `12,3450` cannot be taken for thousands.
    """
    text = f"{value.copy_abs():f}"
    whole, _, decimals = text.partition(".")
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    is_year = not decimals and 1900 <= int(whole) <= 2199
    grouped = whole if is_year else f"{int(whole):,}".replace(",", ".")
    if len(decimals) == 3 and whole != "0" and len(whole) <= 3:
        decimals += "0"
    sign = "−" if value < 0 else ""
    return sign + (f"{grouped},{decimals}" if decimals else grouped)


def read_date(written: str, span: tuple[int, int]) -> tuple[int, Fault | None]:
    """The ordinal of `15/12/2021` or `2021-12-15`; with a fault for a day that the calendar does not have."""
    if "/" in written:
        day, month, year = (int(part) for part in written.split("/"))
    else:
        year, month, day = (int(part) for part in written.split("-"))
    try:
        return datetime.date(year, month, day).toordinal(), None
    except ValueError:
        return 1, Fault("COND-10", span, {"written": written})


def odd_date(written: str, span: tuple[int, int]) -> tuple[int, Fault]:
    """The fault of a date whose day or month lacks its leading zero."""
    separator = "/" if "/" in written else "-"
    suggestion = separator.join(part.zfill(2) for part in written.split(separator))
    ordinal, impossible = read_date(suggestion, span)
    return ordinal, impossible or Fault("COND-11", span, {"written": written, "suggestion": suggestion})


def format_date(ordinal: int) -> str:
    """`15/12/2021`."""
    date = datetime.date.fromordinal(ordinal)
    return f"{date.day:02d}/{date.month:02d}/{date.year:04d}"


def read_period(written: str, span: tuple[int, int]) -> tuple[str, Fault | None]:
    """The canonical text of `2021-2022`, `Q1/2021`, `03/2021`; with a fault for a period that does not exist."""
    period = parse_period(written.replace("–", "-"))
    if period is not None:
        return str(period), None
    if "/" not in written:
        first = int(written[:4])
        hint_vi = f"năm học gồm hai năm liền nhau: `{first}-{first + 1}`; phép trừ viết có dấu cách: `a − b`"
        hint_en = f"a school year spans two successive years: `{first}-{first + 1}`; put spaces around a minus"
    elif written[0] in "Qq":
        hint_vi, hint_en = "quý từ `Q1` đến `Q4`", "quarters run from `Q1` to `Q4`"
    else:
        hint_vi = "tháng từ `01` đến `12`; phép chia viết có dấu cách: `a / b`"
        hint_en = "months run from `01` to `12`; put spaces around a division"
    return "2021-2022", Fault("COND-12", span, {"written": written, "hint_vi": hint_vi, "hint_en": hint_en})
