"""What a cell of a workbook holds and how it looks: named styles, by which a workbook can be restyled as a whole."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal

from attrs import define, field, frozen

from thidua_rules.report.messages import Beyond, Shown
from thidua_rules.report.xlsx_rows import Content
from thidua_rules.values import Status

Style = Literal["title", "head", "text", "number", "mark", "fill"]

_COLOURS: dict[Shown, str] = {
    Status.MET: "C6EFCE",
    Beyond.OUTSIDE: "E4DFEC",
    Status.NOT_MET: "FFC7CE",
    Status.UNKNOWN: "FFEB9C",
    Status.NOT_APPLICABLE: "EDEDED",
}
_DIGITS = 15
"""How many digits a number of a workbook has."""
_OF_FORMULAS = frozenset("=+-@\t\n")
Look = tuple[Style, Shown | None, str | None]
"""How a cell looks: its style, the outcome that colours it and the format of its number."""
TEXT: Look = ("text", None, None)
NUMBER: Look = ("number", None, None)


@frozen
class Cell:
    """What stands in a cell: text, a number with its format or a day; coloured by an outcome, if there is one."""

    value: Content
    style: Style = "text"
    status: Shown | None = None
    format: str | None = None

    @property
    def look(self) -> Look:
        """How it looks."""
        return self.style, self.status, self.format


def number(value: int | Decimal, format_: str | None = None) -> Cell | None:
    """A number that a workbook holds as it is; None for one with more digits than that."""
    exact = Decimal(value)
    _sign, digits, exponent = exact.as_tuple()
    if not isinstance(exponent, int) or len(digits) + max(exponent, 0) > _DIGITS or exponent < -9:
        return None
    places = max(-exponent, 0)
    shown = format_ or ("#,##0" if places == 0 else "#,##0." + "0" * places)
    return Cell(int(exact) if places == 0 else float(exact), "number", format=shown)


@define
class Styles:
    """The styles of one workbook by their numbers."""

    book: Any
    _numbers: dict[tuple[Look, bool, bool], int] = field(factory=dict)

    @classmethod
    def of(cls, book: Any) -> "Styles":
        """Those of a workbook of openpyxl, which gets them."""
        for each in _named():
            book.add_named_style(each)
        return cls(book)

    def number(self, value: Content, look: Look) -> int:
        """The number of a cell's style. What begins like a formula keeps a mark, else editing would make it one."""
        is_text = isinstance(value, str)
        quoted = isinstance(value, str) and value[:1] in _OF_FORMULAS
        key = (look, is_text, quoted)
        found = self._numbers.get(key)
        if found is None:
            style, status, format_ = look
            found = self._numbers[key] = self._add(style, status, None if is_text else format_, quoted)
        return found

    def _add(self, style: Style, status: Shown | None, format_: str | None, quoted: bool) -> int:
        from openpyxl.cell import WriteOnlyCell

        made = WriteOnlyCell(self.book.worksheets[0])
        made.style = f"thidua {style}" if status is None else f"thidua {style} {status.value}"
        if quoted:
            made.quotePrefix = True
        if format_ is not None:
            made.number_format = format_
        return int(made.style_id)


def _named() -> Iterable[Any]:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    line = Side(style="thin", color="BFBFBF")
    frame = Border(left=line, right=line, top=line, bottom=line)
    text = Alignment(vertical="top", wrap_text=True)
    middle = Alignment(horizontal="center", vertical="top", wrap_text=True)
    size = {"name": "Calibri", "size": 11}
    yield NamedStyle("thidua title", font=Font(bold=True, **size), alignment=Alignment(vertical="top"))
    yield NamedStyle(
        "thidua head",
        font=Font(bold=True, **size),
        fill=PatternFill("solid", fgColor="D9E1F2"),
        border=frame,
        alignment=Alignment(vertical="center", wrap_text=True),
    )
    yield NamedStyle("thidua text", font=Font(**size), border=frame, alignment=text)
    yield NamedStyle("thidua number", font=Font(**size), border=frame, alignment=Alignment(vertical="top"))
    edge = Side(style="medium", color="BF8F00")
    yield NamedStyle(
        "thidua fill",
        font=Font(**size),
        fill=PatternFill("solid", fgColor="FFF2CC"),
        border=Border(left=edge, right=edge, top=edge, bottom=edge),
        alignment=text,
    )
    for status, colour in _COLOURS.items():
        for style, alignment in (("text", text), ("mark", middle), ("number", text)):
            yield NamedStyle(
                f"thidua {style} {status.value}",
                font=Font(**size),
                fill=PatternFill("solid", fgColor=colour),
                border=frame,
                alignment=alignment,
            )
