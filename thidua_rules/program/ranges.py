"""Which values a quantity can have at all, whatever the facts: so a mean over an open collection has bounds."""

from collections.abc import Sequence

from attrs import evolve, field, frozen

from thidua_rules.facts.lifting import domain
from thidua_rules.facts.vocabulary import Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.walking import rewritten
from thidua_rules.values import (
    CALCULATIONS,
    NO_VALUE,
    NONE_KNOWN,
    Possible,
    between,
    bounded,
    date_part,
    extreme,
    folded,
    grouped,
    hull,
    months_passed,
    negative,
    otherwise,
    rounded,
)

_ANYTHING = Possible(others=None, absent=True, undetermined=True)


def bound_folds(rules: Sequence[ir.Rule], ranges: "Ranges") -> tuple[ir.Rule, ...]:
    """The rules, with the domain of every sum, mean and extreme of a quantity; `ranges` notes the values of each.

    `rules` in an order in which each comes after those it uses.
    """
    settled = []
    for rule in rules:
        bound = rewritten(rule, ranges.bound)
        ranges.note(bound)
        settled.append(bound)
    return tuple(settled)


@frozen
class Ranges:
    """The values of the quantities seen so far, by code; `unlimited` are the parameters without a bound."""

    vocabulary: Vocabulary
    unlimited: frozenset[str]
    known: dict[str, Possible] = field(factory=dict)

    def bound(self, part: object) -> object:
        """A fold of a quantity with its domain; anything else as it is."""
        if isinstance(part, ir.FoldOf) and isinstance(part.item, ir.Derived):
            return evolve(part, domain=self.of(part.item))
        return part

    def note(self, rule: ir.Rule) -> None:
        """Remember the values of a rule."""
        if isinstance(rule, ir.Rank):
            self.known[rule.code] = Possible(1, None, undetermined=True)
        elif isinstance(rule, ir.Quantity):
            found = self.table(rule.body) if isinstance(rule.body, ir.Table) else self.of(rule.body)
            self.known[rule.code] = found if rule.guard is None else hull([found, NO_VALUE])

    def table(self, table: ir.Table) -> Possible:
        """The values of a table."""
        results = [self.of(row.result) for row in table.rows]
        return hull(results if any(row.condition is None for row in table.rows) else [*results, NO_VALUE])

    def of(self, value: ir.Value) -> Possible:
        """The values that an expression can have."""
        match value:
            case ir.Constant(constant, _):
                return constant
            case ir.Parameter(name, type_):
                return Possible() if name in self.unlimited or type_.shape is None else domain(type_.shape)
            case ir.Asked():
                return Possible()
            case ir.FieldValue(walk, name, _):
                fields = [found.field(name) for each in walk.ends if (found := self.vocabulary.type(each)) is not None]
                return self._walked(walk, hull(domain(each) for each in fields if each is not None))
            case ir.Derived(walk, _, _):
                return self._walked(walk, hull(self.known.get(code, _ANYTHING) for code in value.codes))
            case ir.Calculation(operator, left, right, _):
                return CALCULATIONS[operator](self.of(left), self.of(right))
            case ir.Opposite(operand, _):
                return negative(self.of(operand))
            case ir.Rounded(rounding, step, operand, _):
                return rounded(self.of(operand), step, rounding)
            case ir.Shifted(operand, _, _, _):
                return evolve(self.of(operand), low=None, high=None)
            case ir.DayOf(operand, _, _, _):
                return evolve(self.of(operand), low=None, high=None)
            case ir.DatePart(part, operand, _):
                return date_part(self.of(operand), part)
            case ir.MonthsBetween(start, end, _):
                return months_passed(self.of(start), self.of(end))
            case ir.Bounded(operand, low, high, _):
                ends = [None if end is None else self.of(end) for end in (low, high)]
                return bounded(self.of(operand), *ends)
            case ir.ExtremeOf(greatest, operands, _):
                return extreme(greatest, [self.of(each) for each in operands])
            case ir.Otherwise(operand, default, _):
                return otherwise(self.of(operand), self.of(default))
            case ir.CountOf():
                return between(0, None)
            case ir.RatioOf():
                return Possible(0, 1, undetermined=True)
            case ir.FoldOf(fold, _, _, limits, _, by):
                return folded(fold, [], True, limits) if by is None else grouped(fold, [], True, limits)
            case ir.StreakOf():
                return Possible(0, None, undetermined=True)

    def _walked(self, walk: ir.Walk, found: Possible) -> Possible:
        """What a reference that leads nowhere leaves, is no value."""
        return hull([found, NONE_KNOWN]) if walk.steps else found
