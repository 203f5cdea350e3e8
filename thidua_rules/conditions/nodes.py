"""The syntax tree of a condition, before any name is resolved. Positions are character offsets into its text."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from attrs import field, fields, frozen

from thidua_rules.values import Comparison, Fold, Rounding

Span = tuple[int, int]


@frozen
class Spanned:
    """What stands at some place in the text."""

    span: Span = field(default=(0, 0), eq=False, repr=False, kw_only=True)


@frozen
class Name(Spanned):
    """One declared name as declared (not as spelt); its meaning depends on where it stands."""

    text: str


@frozen
class Path(Spanned):
    """`a của b của c`: names from the left; `of_subject` when it ends in `của đối tượng xét`.

    A condition's bare `tên` is a path of one name.
    """

    names: tuple[Name, ...]
    of_subject: bool = False


@frozen
class NumberLiteral(Spanned):
    """`1.000`, `98,5` or, with `percent`, `98,5%`; the value is what is written (98.5)."""

    value: Decimal
    percent: bool = False


@frozen
class TextLiteral(Spanned):
    """`“tốt”`: a grade, a choice or a text."""

    text: str


@frozen
class DateLiteral(Spanned):
    """`15/12/2021` or `2021-12-15`; the ordinal of `datetime.date`."""

    ordinal: int


@frozen
class PeriodLiteral(Spanned):
    """`2021-2022`, `Q1/2021` or `03/2021` as written canonically. A bare `2021` is a NumberLiteral."""

    text: str


@frozen
class Duration(Spanned):
    """`10 tháng`: only to be added to or taken from a date."""

    count: int
    unit: Literal["ngày", "tháng", "năm"]


@frozen
class DayOf(Spanned):
    """`ngày 30/3 của năm xét`: a day of a year; 29/2 is the last day of February."""

    day: int
    month: int
    year: "Expression"


@frozen
class Elapsed(Spanned):
    """`số ngày kể từ a đến b`, `số tháng kể từ a đến b`: the days, or whole months, that have passed."""

    unit: Literal["ngày", "tháng"]
    start: "Expression"
    end: "Expression"


@frozen
class Arithmetic(Spanned):
    """`a + b`, `a − b`, `a × b`, `a / b`."""

    operator: Literal["+", "−", "×", "/"]
    left: "Expression"
    right: "Expression"


@frozen
class Negative(Spanned):
    """`−a`."""

    operand: "Expression"


@frozen
class Round(Spanned):
    """`làm tròn lên|xuống|gần nhất [đến n] của ( … )`; `step` is n, 1 when not given."""

    rounding: Rounding
    step: Decimal
    operand: "Expression"


@frozen
class Extreme(Spanned):
    """`số lớn nhất trong (a; b)` and its kin: the greatest or the least of some values, `words` as written."""

    words: Literal["số lớn nhất", "số nhỏ nhất", "ngày muộn nhất", "ngày sớm nhất"]
    operands: tuple["Expression", ...]


@frozen
class Otherwise(Spanned):
    """`(a, không có thì b)`: b where a has no value."""

    operand: "Expression"
    default: "Expression"


@frozen
class Remainder(Spanned):
    """`số dư của a chia n`."""

    operand: "Expression"
    divisor: "Expression"


@frozen
class Compare(Spanned):
    """`a ≥ b` and its kin."""

    comparison: Comparison
    left: "Expression"
    right: "Expression"


@frozen
class Within(Spanned):
    """`x từ a đến b`, `x từ a đến dưới b` (half_open), `x từ a trở lên` (high is None)."""

    operand: "Expression"
    low: "Expression"
    high: "Expression | None"
    half_open: bool = False


@frozen
class Is(Spanned):
    """`x là “…”`."""

    operand: "Expression"
    literal: TextLiteral


@frozen
class In(Spanned):
    """`x thuộc {a; b}`; members are literals."""

    operand: "Expression"
    members: tuple["TextLiteral | NumberLiteral | DateLiteral | PeriodLiteral", ...]


@frozen
class Predicate(Spanned):
    """`người được chấm là người đứng đầu`: a boolean name of the subject that a path leads to."""

    path: Path
    name: Name


@frozen
class Concludes(Spanned):
    """`đạt T2`, `đủ chuẩn X`, `đơn vị đạt TTG`; `standard` for `đủ chuẩn`, `path` is None for the subject itself."""

    code: str
    standard: bool = False
    path: Path | None = None


@frozen
class Not(Spanned):
    """`không A`."""

    operand: "Expression"


@frozen
class And(Spanned):
    """`A và B và …`; no operand is itself an And."""

    operands: tuple["Expression", ...]


@frozen
class Or(Spanned):
    """`A hoặc B hoặc …`; no operand is itself an Or."""

    operands: tuple["Expression", ...]


@frozen
class Members(Spanned):
    """A collection: a path, or a collection in parentheses, with the filter after `trong đó`."""

    base: "Path | Members | ItemsOf"
    where: "Expression | None" = None


@frozen
class Has(Spanned):
    """`có S [trong đó ĐK]`, or `có x` for a value that may be known not to exist.

    With `least`: `có ít nhất n S` (a number or expression) or `có ít nhất 70% S trong đó ĐK` (a percentage).
    `không có S` is Not(Has).
    """

    members: Members
    least: "Expression | None" = None


@frozen
class Every(Spanned):
    """`mọi S đều ĐK`."""

    members: Members
    condition: "Expression"


@frozen
class Count(Spanned):
    """`số S [trong đó ĐK]`."""

    members: Members


@frozen
class Share(Spanned):
    """`tỷ lệ S trong đó ĐK`."""

    members: Members


@frozen
class Aggregate(Spanned):
    """`tổng|trung bình|lớn nhất|nhỏ nhất x của S`; with `by`: `tổng (lớn nhất|nhỏ nhất x của S) theo y`.

    `over` is then what is made of the groups; nothing but a sum has a meaning.
    """

    fold: Fold
    item: Name
    members: Members
    by: Path | None = None
    over: Fold = Fold.SUM


@frozen
class Streak(Spanned):
    """`số năm liên tục đến N có S trong đó ĐK` (or `số kỳ liên tục …`)."""

    until: "Expression"
    members: Members


@frozen
class ScoreItem(Spanned):
    """`điểm mục I.1` (what "points"), `tối đa mục I.1` ("maximum"), `thang X` ("scale")."""

    what: Literal["points", "maximum", "scale"]
    code: str


@frozen
class ItemsOf(Spanned):
    """`mục của <điểm>`: the collection of the items of a score; stands where a path may stand in Members."""

    score: Name


@frozen
class QuotaSize(Spanned):
    """`chỉ tiêu Q1`: the seats of another limit."""

    code: str


@frozen
class Ordered(Spanned):
    """`x giảm dần`, `x tăng dần`: a key of a priority list or a rank."""

    operand: "Expression"
    descending: bool


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


def children(node: Spanned) -> Iterator[Spanned]:
    """The nodes directly below a node."""
    for each in fields(type(node)):
        held = getattr(node, each.name)
        yield from (one for one in (held if isinstance(held, tuple) else (held,)) if isinstance(one, Spanned))


def below(node: Spanned) -> Iterator[Spanned]:
    """A node and every node below it, outermost first."""
    yield node
    for each in children(node):
        yield from below(each)
