"""Whether quantities keep to what is declared of them: whole numbers, least and greatest value, decimals."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from thidua_rules.diagnostics import Collector, Place
from thidua_rules.facts.codec import show
from thidua_rules.facts.lifting import domain, slot_of
from thidua_rules.facts.vocabulary import Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.ranges import Ranges
from thidua_rules.ruleset.model import QuantityDeclaration, ScoreDeclaration, Written
from thidua_rules.values import Fold, Number

_MOST_DECIMALS = 40


def check_shapes(
    rules: Iterable[ir.Rule],
    declared: Iterable[QuantityDeclaration],
    scores: Iterable[ScoreDeclaration],
    ranges: Ranges,
    collector: Collector,
) -> None:
    """Tell every formula and row that may give what its quantity says it never is, and every score that may.

    `rules` in an order in which each comes after those it uses.
    """
    wanted = {each.name: each for each in declared if each.shape.kind is not Kind.BOOLEAN}
    added_up = {each.name: each for each in scores}
    decimals = _Decimals(ranges.vocabulary)
    for rule in rules:
        if isinstance(rule, ir.Quantity):
            decimals.note(rule)
            if rule.code in wanted:
                one = wanted[rule.code]
                for written, value in _results(one, rule):
                    place = written.place_of(written.tree.span)
                    _check(one.shape, place, value, one.decimals_said, ranges, decimals, collector)
            elif rule.code in added_up and not isinstance(rule.body, ir.Table):
                score = added_up[rule.code]
                _check(score.shape, score.place, rule.body, False, ranges, decimals, collector)
                if score.decimals_said:
                    _check_decimals("TYPE-70", score.shape, score.place, rule.body, decimals, collector)


def _results(declared: QuantityDeclaration, rule: ir.Quantity) -> Iterator[tuple[Written, ir.Value]]:
    """The formula or the result of each row, as written and as typed."""
    if not isinstance(rule.body, ir.Table):
        if declared.formula is not None:
            yield declared.formula, rule.body
        return
    for row, typed in zip(declared.rows, rule.body.rows, strict=True):
        yield row.result, typed.result


def _check(
    shape: Field,
    place: Place,
    value: ir.Value,
    decimals_said: bool,
    ranges: Ranges,
    decimals: "_Decimals",
    collector: Collector,
) -> None:
    exact = decimals.of(value)
    if shape.kind is Kind.INTEGER and exact != 0:
        collector.add("TYPE-63", place, name=shape.name)
        return
    allowed = domain(shape)
    found = ranges.of(value)
    if shape.kind is not Kind.GRADE and shape.kind.is_ordered and found.ordered:
        below = allowed.low is not None and (found.low is None or found.low < allowed.low)
        above = allowed.high is not None and (found.high is None or found.high > allowed.high)
        if below or above:
            could = _range_words(shape, found.low, found.high)
            said = _range_words(shape, allowed.low, allowed.high)
            collector.add("TYPE-64", place, name=shape.name, said=said, found=could)
    if decimals_said:
        _check_decimals("TYPE-65", shape, place, value, decimals, collector)


def _check_decimals(
    code: str, shape: Field, place: Place, value: ir.Value, decimals: "_Decimals", collector: Collector
) -> None:
    exact = decimals.of(value)
    if exact is None or exact > _stored(shape):
        step = show(_PLAIN, slot_of(_PLAIN, Fraction(1, 10**shape.decimals)))
        collector.add(code, place, name=shape.name, decimals=shape.decimals, step=_in_units(shape, step))


_PLAIN = Field("", "", Kind.NUMBER)


def _in_units(shape: Field, number: str) -> str:
    return f"{number}%" if shape.kind is Kind.PERCENT else number


def _range_words(shape: Field, low: Number | None, high: Number | None) -> str:
    """`0..5`, `7`, `0..+∞`."""
    ends = "−∞" if low is None else _end_words(shape, low), "+∞" if high is None else _end_words(shape, high)
    return ends[0] if low == high is not None else "..".join(ends)


def _end_words(shape: Field, end: Number) -> str:
    if not shape.kind.is_number or places_of(end) is not None:
        return show(shape, slot_of(shape, end))
    return _in_units(shape, str(Fraction(end) * (100 if shape.kind is Kind.PERCENT else 1)))


def places_of(number: Number) -> int | None:
    """How many digits after the comma a number has; None without end."""
    denominator = Fraction(number).denominator
    return next((n for n in range(_MOST_DECIMALS + 1) if 10**n % denominator == 0), None)


def _stored(shape: Field) -> int:
    """The digits after the comma of a declared value as rules reckon with it: a percentage as a part of one."""
    if not shape.kind.is_number:
        return 0
    return (0 if shape.kind is Kind.INTEGER else shape.decimals) + (2 if shape.kind is Kind.PERCENT else 0)


@frozen
class _Decimals:
    """How many digits after the comma values can have at most, None where there is no end; by code of a quantity."""

    vocabulary: Vocabulary
    known: dict[str, int | None] = field(factory=dict)

    def note(self, rule: ir.Quantity) -> None:
        """Remember the digits of a quantity."""
        results = [row.result for row in rule.body.rows] if isinstance(rule.body, ir.Table) else [rule.body]
        self.known[rule.code] = self.most(results)

    def most(self, values: Iterable[ir.Value]) -> int | None:
        """The most digits that one of several values can have."""
        return _most([self.of(each) for each in values])

    def of(self, value: ir.Value) -> int | None:
        """The most digits that an expression can have."""
        if value.type.integral or not value.type.kind.is_number:
            return 0
        match value:
            case ir.Constant(constant, _):
                return 0 if constant.low is None else places_of(constant.low)
            case ir.Parameter(_, type_):
                return None if type_.shape is None else _stored(type_.shape)
            case ir.FieldValue(walk, name, _):
                fields = [found.field(name) for each in walk.ends if (found := self.vocabulary.type(each)) is not None]
                return max((_stored(each) for each in fields if each is not None), default=None)
            case ir.Derived():
                return _most([self.known.get(code) for code in value.codes])
            case ir.Calculation("/", left, ir.Constant(divisor, _), _) if divisor.is_point and divisor.low:
                return _sum([self.of(left), places_of(1 / Fraction(divisor.low))])
            case ir.Calculation("/", _, _, _):
                return None
            case ir.Calculation("×", left, right, _):
                return _sum([self.of(left), self.of(right)])
            case ir.Calculation(_, left, right, _):
                return self.most([left, right])
            case ir.Opposite(operand, _):
                return self.of(operand)
            case ir.Rounded(_, step, _, _):
                return places_of(step)
            case ir.Bounded(operand, low, high, _):
                return self.most(each for each in (operand, low, high) if each is not None)
            case ir.ExtremeOf(_, operands, _):
                return self.most(operands)
            case ir.Otherwise(operand, default, _):
                return self.most([operand, default])
            case ir.FoldOf(fold, item, _, _, _) if fold is not Fold.MEAN:
                return self.of(item)
        return None


def _most(digits: list[int | None]) -> int | None:
    known = [each for each in digits if each is not None]
    return max(known, default=0) if len(known) == len(digits) else None


def _sum(digits: list[int | None]) -> int | None:
    known = [each for each in digits if each is not None]
    return sum(known) if len(known) == len(digits) else None
