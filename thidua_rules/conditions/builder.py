"""The actions of the grammar: each makes the node of its rule from the lexemes and nodes of its parts.

The method names are the rule names of `grammar.lark`.
"""

from decimal import Decimal
from typing import Any

from attrs import evolve

from thidua_rules.conditions import nodes
from thidua_rules.conditions.lexer import Lexeme
from thidua_rules.values import Comparison, Fold, Rounding

Parts = list[Any]
_SCORE_WORDS = {"POINTS": "points", "MAXIMUM": "maximum", "SCALE": "scale"}


def _span(parts: Parts) -> nodes.Span:
    present = [part for part in parts if part is not None]
    return present[0].span[0], present[-1].span[1]


def _name(lexeme: Lexeme) -> nodes.Name:
    return nodes.Name(lexeme.value, span=lexeme.span)


def _flat(kind: type[nodes.And] | type[nodes.Or], operands: Parts) -> tuple[nodes.Expression, ...]:
    flat: list[nodes.Expression] = []
    for operand in operands:
        flat.extend(operand.operands if isinstance(operand, kind) else [operand])
    return tuple(flat)


class Builder:
    """Makes the tree bottom-up; it has no state, so one serves all threads."""

    def ordered(self, parts: Parts) -> nodes.Ordered:
        return nodes.Ordered(parts[0], parts[1].value == "giảm dần", span=_span(parts))

    def all_of(self, parts: Parts) -> nodes.And:
        return nodes.And(_flat(nodes.And, parts[::2]), span=_span(parts))

    def any_of(self, parts: Parts) -> nodes.Or:
        return nodes.Or(_flat(nodes.Or, parts[::2]), span=_span(parts))

    def negated(self, parts: Parts) -> nodes.Not:
        return nodes.Not(parts[1], span=_span(parts))

    def compare(self, parts: Parts) -> nodes.Compare:
        return nodes.Compare(Comparison(parts[1].value), parts[0], parts[2], span=_span(parts))

    def within(self, parts: Parts) -> nodes.Within:
        return nodes.Within(parts[0], parts[2], parts[4], False, span=_span(parts))

    def within_half_open(self, parts: Parts) -> nodes.Within:
        return nodes.Within(parts[0], parts[2], parts[5], True, span=_span(parts))

    def within_upward(self, parts: Parts) -> nodes.Within:
        return nodes.Within(parts[0], parts[2], None, False, span=_span(parts))

    def is_text(self, parts: Parts) -> nodes.Is:
        return nodes.Is(parts[0], self.text(parts[2:]), span=_span(parts))

    def is_in(self, parts: Parts) -> nodes.In:
        members = tuple(part for part in parts[3:] if part is not None and not isinstance(part, Lexeme))
        return nodes.In(parts[0], members, span=_span(parts))

    def predicate(self, parts: Parts) -> nodes.Predicate:
        return nodes.Predicate(parts[0], _name(parts[-1]), span=_span(parts))

    def not_predicate(self, parts: Parts) -> nodes.Not:
        return nodes.Not(self.predicate(parts), span=_span(parts))

    def conclude(self, parts: Parts) -> nodes.Concludes:
        return nodes.Concludes(parts[1].value, parts[0].type == "QUALIFIES", None, span=_span(parts))

    def concludes_of(self, parts: Parts) -> nodes.Concludes:
        said: nodes.Concludes = parts[-1]
        return evolve(said, path=parts[0], span=_span(parts))

    def not_concludes_of(self, parts: Parts) -> nodes.Not:
        return nodes.Not(self.concludes_of(parts), span=_span(parts))

    def has(self, parts: Parts) -> nodes.Has:
        return nodes.Has(parts[1], None, span=_span(parts))

    def has_at_least(self, parts: Parts) -> nodes.Has:
        return nodes.Has(parts[3], parts[2], span=_span(parts))

    def has_fraction(self, parts: Parts) -> nodes.Compare:
        """`có ít nhất 2/3 S trong đó ĐK`: a part of them, as a percentage is."""
        span = _span(parts)
        return nodes.Compare(Comparison.GE, nodes.Share(parts[3], span=span), parts[2], span=span)

    def every(self, parts: Parts) -> nodes.Every:
        return nodes.Every(parts[1], parts[3], span=_span(parts))

    def arithmetic(self, parts: Parts) -> nodes.Arithmetic:
        return nodes.Arithmetic(parts[1].value, parts[0], parts[2], span=_span(parts))

    def negative(self, parts: Parts) -> nodes.Negative:
        return nodes.Negative(parts[1], span=_span(parts))

    def fraction(self, parts: Parts) -> nodes.Arithmetic:
        whole, divisor = (self.number([each]) for each in (parts[0], parts[2]))
        return nodes.Arithmetic("/", whole, divisor, span=_span(parts))

    def number(self, parts: Parts) -> nodes.NumberLiteral:
        return nodes.NumberLiteral(parts[0].value, parts[0].type == "PERCENT", span=_span(parts))

    def negative_member(self, parts: Parts) -> nodes.NumberLiteral:
        return nodes.NumberLiteral(parts[1].value.copy_negate(), parts[1].percent, span=_span(parts))

    def date(self, parts: Parts) -> nodes.DateLiteral:
        return nodes.DateLiteral(parts[0].value, span=_span(parts))

    def period(self, parts: Parts) -> nodes.PeriodLiteral:
        return nodes.PeriodLiteral(parts[0].value, span=_span(parts))

    def text(self, parts: Parts) -> nodes.TextLiteral:
        return nodes.TextLiteral(parts[0].value, span=_span(parts))

    def duration(self, parts: Parts) -> nodes.Duration:
        count, unit = parts[0].value
        return nodes.Duration(count, unit, span=_span(parts))

    def day_of(self, parts: Parts) -> nodes.DayOf:
        day, month = parts[0].value
        return nodes.DayOf(day, month, parts[1], span=_span(parts))

    def elapsed(self, parts: Parts) -> nodes.Elapsed:
        return nodes.Elapsed("tháng" if "tháng" in parts[0].value else "ngày", parts[1], parts[3], span=_span(parts))

    def count(self, parts: Parts) -> nodes.Count:
        return nodes.Count(parts[1], span=_span(parts))

    def share(self, parts: Parts) -> nodes.Share:
        return nodes.Share(parts[1], span=_span(parts))

    def aggregate(self, parts: Parts) -> nodes.Aggregate:
        return nodes.Aggregate(Fold(parts[0].value), _name(parts[1]), parts[3], span=_span(parts))

    def aggregate_by(self, parts: Parts) -> nodes.Aggregate:
        return evolve(self.aggregate(parts[2:6]), by=parts[8], over=Fold(parts[0].value), span=_span(parts))

    def streak(self, parts: Parts) -> nodes.Streak:
        return nodes.Streak(parts[2], parts[4], span=_span(parts))

    def round(self, parts: Parts) -> nodes.Round:
        return nodes.Round(_rounding(parts[0]), Decimal(1), parts[2], span=_span(parts))

    def round_to(self, parts: Parts) -> nodes.Round:
        return nodes.Round(_rounding(parts[0]), parts[2].value, parts[4], span=_span(parts))

    def extreme(self, parts: Parts) -> nodes.Extreme:
        operands = tuple(part for part in parts if part is not None and not isinstance(part, Lexeme))
        return nodes.Extreme(parts[0].value.removesuffix(" trong"), operands, span=_span(parts))

    def otherwise(self, parts: Parts) -> nodes.Otherwise:
        return nodes.Otherwise(parts[0], parts[2], span=_span(parts))

    def remainder(self, parts: Parts) -> nodes.Remainder:
        return nodes.Remainder(parts[1], parts[3], span=_span(parts))

    def score_item(self, parts: Parts) -> nodes.ScoreItem:
        return nodes.ScoreItem(_SCORE_WORDS[parts[0].type], parts[1].value, span=_span(parts))  # type: ignore[arg-type]

    def quota_size(self, parts: Parts) -> nodes.QuotaSize:
        return nodes.QuotaSize(parts[1].value, span=_span(parts))

    def unfiltered(self, parts: Parts) -> nodes.Members:
        return parts[0] if isinstance(parts[0], nodes.Members) else nodes.Members(parts[0], None, span=_span(parts))

    def filtered(self, parts: Parts) -> nodes.Members:
        base = parts[0]
        if isinstance(base, nodes.Members) and base.where is None:
            base = base.base
        return nodes.Members(base, parts[2], span=_span(parts))

    def grouped(self, parts: Parts) -> nodes.Members:
        inner: nodes.Members = parts[1]
        return evolve(inner, span=_span(parts))

    def items_of(self, parts: Parts) -> nodes.ItemsOf:
        return nodes.ItemsOf(_name(parts[1]), span=_span(parts))

    def parenthesised(self, parts: Parts) -> nodes.Expression:
        inner: nodes.Expression = evolve(parts[1], span=_span(parts))
        return inner

    def path(self, parts: Parts) -> nodes.Path:
        of_subject = parts[-1] is not None
        names = tuple(_name(part) for part in parts[:-1] if part.type == "NAME")
        return nodes.Path(names, of_subject, span=_span(parts))


def _rounding(lexeme: Lexeme) -> Rounding:
    return Rounding(lexeme.value.removeprefix("làm tròn "))
