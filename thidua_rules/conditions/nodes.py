"""The syntax tree of a condition, before any name is resolved. Positions are character offsets into its text."""

from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from thidua_rules.values import Comparison, Fold, Rounding

Span = tuple[int, int]


@frozen
class Name:
    """One declared name as declared (not as spelt); its meaning depends on where it stands."""

    text: str
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Path:
    """`a của b của c`: names from the left; `of_subject` when it ends in `của đối tượng xét`.

    A condition's bare `tên` is a path of one name.
    """

    names: tuple[Name, ...]
    of_subject: bool = False
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class NumberLiteral:
    """`1.000`, `98,5` or, with `percent`, `98,5%`; the value is what is written (98.5)."""

    value: Decimal
    percent: bool = False
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class TextLiteral:
    """`“tốt”`: a grade, a choice or a text."""

    text: str
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class DateLiteral:
    """`15/12/2021` or `2021-12-15`; the ordinal of `datetime.date`."""

    ordinal: int
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class PeriodLiteral:
    """`2021-2022`, `Q1/2021` or `03/2021` as written canonically. A bare `2021` is a NumberLiteral."""

    text: str
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Duration:
    """`10 tháng`: only to be added to or taken from a date."""

    count: int
    unit: Literal["ngày", "tháng", "năm"]
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class DayOf:
    """`ngày 30/3 của năm xét`: a day of a year; 29/2 is the last day of February."""

    day: int
    month: int
    year: "Expression"
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Elapsed:
    """`số ngày kể từ a đến b`, `số tháng kể từ a đến b`: the days, or whole months, that have passed."""

    unit: Literal["ngày", "tháng"]
    start: "Expression"
    end: "Expression"
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Arithmetic:
    """`a + b`, `a − b`, `a × b`, `a / b`."""

    operator: Literal["+", "−", "×", "/"]
    left: "Expression"
    right: "Expression"
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Negative:
    """`−a`."""

    operand: "Expression"
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Round:
    """`làm tròn lên|xuống|gần nhất [đến n] của ( … )`; `step` is n, 1 when not given."""

    rounding: Rounding
    step: Decimal
    operand: "Expression"
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Extreme:
    """`số lớn nhất trong (a; b)` and its kin: the greatest or the least of some values, `words` as written."""

    words: Literal["số lớn nhất", "số nhỏ nhất", "ngày muộn nhất", "ngày sớm nhất"]
    operands: tuple["Expression", ...]
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Otherwise:
    """`(a, không có thì b)`: b where a has no value."""

    operand: "Expression"
    default: "Expression"
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Remainder:
    """`số dư của a chia n`."""

    operand: "Expression"
    divisor: "Expression"
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Compare:
    """`a ≥ b` and its kin."""

    comparison: Comparison
    left: "Expression"
    right: "Expression"
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Within:
    """`x từ a đến b`, `x từ a đến dưới b` (half_open), `x từ a trở lên` (high is None)."""

    operand: "Expression"
    low: "Expression"
    high: "Expression | None"
    half_open: bool = False
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Is:
    """`x là “…”`."""

    operand: "Expression"
    literal: TextLiteral
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class In:
    """`x thuộc {a; b}`; members are literals."""

    operand: "Expression"
    members: tuple["TextLiteral | NumberLiteral | DateLiteral | PeriodLiteral", ...]
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Predicate:
    """`người được chấm là người đứng đầu`: a boolean name of the subject that a path leads to."""

    path: Path
    name: Name
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Concludes:
    """`đạt T2`, `đủ chuẩn X`, `đơn vị đạt TTG`; `standard` for `đủ chuẩn`, `path` is None for the subject itself."""

    code: str
    standard: bool = False
    path: Path | None = None
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Not:
    """`không A`."""

    operand: "Expression"
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class And:
    """`A và B và …`; no operand is itself an And."""

    operands: tuple["Expression", ...]
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Or:
    """`A hoặc B hoặc …`; no operand is itself an Or."""

    operands: tuple["Expression", ...]
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Members:
    """A collection: a path, or a collection in parentheses, with the filter after `trong đó`."""

    base: "Path | Members | ItemsOf"
    where: "Expression | None" = None
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Has:
    """`có S [trong đó ĐK]`, or `có x` for a value that may be known not to exist.

    With `least`: `có ít nhất n S` (a number or expression) or `có ít nhất 70% S trong đó ĐK` (a percentage).
    `không có S` is Not(Has).
    """

    members: Members
    least: "Expression | None" = None
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Every:
    """`mọi S đều ĐK`."""

    members: Members
    condition: "Expression"
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Count:
    """`số S [trong đó ĐK]`."""

    members: Members
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Share:
    """`tỷ lệ S trong đó ĐK`."""

    members: Members
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Aggregate:
    """`tổng|trung bình|lớn nhất|nhỏ nhất x của S`; with `by`: `tổng (lớn nhất|nhỏ nhất x của S) theo y`.

    `over` is then what is made of the groups; nothing but a sum has a meaning.
    """

    fold: Fold
    item: Name
    members: Members
    by: Path | None = None
    over: Fold = Fold.SUM
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Streak:
    """`số năm liên tục đến N có S trong đó ĐK` (or `số kỳ liên tục …`)."""

    until: "Expression"
    members: Members
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class ScoreItem:
    """`điểm mục I.1` (what "points"), `tối đa mục I.1` ("maximum"), `thang X` ("scale")."""

    what: Literal["points", "maximum", "scale"]
    code: str
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class ItemsOf:
    """`mục của <điểm>`: the collection of the items of a score; stands where a path may stand in Members."""

    score: Name
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class QuotaSize:
    """`chỉ tiêu Q1`: the seats of another limit."""

    code: str
    span: Span = field(default=(0, 0), eq=False, repr=False)


@frozen
class Ordered:
    """`x giảm dần`, `x tăng dần`: a key of a priority list or a rank."""

    operand: "Expression"
    descending: bool
    span: Span = field(default=(0, 0), eq=False, repr=False)


Expression = (
    Path
    | NumberLiteral
    | TextLiteral
    | DateLiteral
    | PeriodLiteral
    | Duration
    | DayOf
    | Elapsed
    | Arithmetic
    | Negative
    | Round
    | Extreme
    | Otherwise
    | Remainder
    | Compare
    | Within
    | Is
    | In
    | Predicate
    | Concludes
    | Not
    | And
    | Or
    | Has
    | Every
    | Count
    | Share
    | Aggregate
    | Streak
    | ScoreItem
    | QuotaSize
    | Ordered
)
