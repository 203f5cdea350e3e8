"""Formulas and numbers for the solver, of which what is known at once is kept as plain `bool`, `int` and `Fraction`."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import z3
from attrs import frozen

from thidua_rules.values import Comparison

Formula = Any
"""A `bool`, or a formula of z3."""
Amount = Any
"""An `int`, a `Fraction`, or an integer or real term of z3."""


def all_hold(*formulas: Formula) -> Formula:
    """And."""
    left = [each for each in formulas if each is not True]
    if any(each is False for each in left):
        return False
    return True if not left else left[0] if len(left) == 1 else z3.And(left)


def some_hold(*formulas: Formula) -> Formula:
    """Or."""
    left = [each for each in formulas if each is not False]
    if any(each is True for each in left):
        return True
    return False if not left else left[0] if len(left) == 1 else z3.Or(left)


def fails(formula: Formula) -> Formula:
    """Not."""
    return (not formula) if isinstance(formula, bool) else z3.Not(formula)


def term(amount: Amount) -> Any:
    """A number as the solver takes it."""
    if isinstance(amount, int):
        return z3.IntVal(amount)
    return z3.Q(amount.numerator, amount.denominator) if isinstance(amount, Fraction) else amount


def known(amount: Amount) -> bool:
    """Whether a number is a plain one."""
    return isinstance(amount, int | Fraction)


def pick(formula: Formula, one: Amount, other: Amount) -> Amount:
    """One number if a formula holds, else another."""
    if isinstance(formula, bool):
        return one if formula else other
    if known(one) and known(other) and one == other:
        return one
    left, right = term(one), term(other)
    if left.sort() != right.sort():
        left, right = (z3.ToReal(each) if each.is_int() else each for each in (left, right))
    return z3.If(formula, left, right)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum."""
    plain: int | Fraction = 0
    rest: list[Any] = []
    for each in amounts:
        if known(each):
            plain += each
        else:
            rest.append(each)
    if not rest:
        return plain
    return z3.Sum(rest if plain == 0 else [*rest, term(plain)])


def tally(formulas: Iterable[Formula]) -> Amount:
    """How many hold."""
    return total(pick(each, 1, 0) for each in formulas)


def whole(amount: Amount) -> Amount:
    """The greatest whole number that is not above."""
    if known(amount):
        return amount // 1
    return amount if amount.is_int() else z3.ToInt(amount)


def holds(comparison: Comparison, a: Amount, b: Amount) -> Formula:
    """Whether two numbers compare so."""
    left, right = (a, b) if known(a) and known(b) else (term(a), term(b))
    match comparison:
        case Comparison.EQ:
            return left == right
        case Comparison.NE:
            return left != right
        case Comparison.LT:
            return left < right
        case Comparison.LE:
            return left <= right
        case Comparison.GT:
            return left > right
        case Comparison.GE:
            return left >= right


@frozen
class Outcome:
    """What a condition amounts to under complete facts: one of these three, or none of them (undetermined).

    `answered`: it surely is one of them.
    """

    met: Formula
    not_met: Formula
    not_applicable: Formula = False
    answered: bool = False

    @property
    def undetermined(self) -> Formula:
        """Whether there is no answer."""
        return False if self.answered else fails(some_hold(self.met, self.not_met, self.not_applicable))

    @property
    def turned(self) -> "Outcome":
        """The negation."""
        return Outcome(self.not_met, self.met, self.not_applicable, self.answered)

    @property
    def applied(self) -> "Outcome":
        """As it counts inside a larger expression: not applicable is not met."""
        return Outcome(self.met, some_hold(self.not_met, self.not_applicable), False, self.answered)


def settled(formula: Formula) -> Outcome:
    """The outcome of what holds or does not."""
    return Outcome(formula, fails(formula), answered=True)


def all_answered(parts: "Iterable[Outcome | Amounts]") -> bool:
    """Whether each surely has an answer."""
    return all(each.undetermined is False for each in parts)


NO_ANSWER = Outcome(False, False)


def conjunction(outcomes: Iterable[Outcome]) -> Outcome:
    """All are met, those not applicable left out."""
    parts = list(outcomes)
    nothing = all_hold(*(each.not_applicable for each in parts))
    met = all_hold(*(some_hold(each.met, each.not_applicable) for each in parts), fails(nothing))
    return Outcome(met, some_hold(*(each.not_met for each in parts)), nothing, all_answered(parts))


def disjunction(outcomes: Iterable[Outcome]) -> Outcome:
    """Some is met, those not applicable left out."""
    return conjunction([each.turned for each in outcomes]).turned


@frozen
class Amounts:
    """A value under complete facts: a number (`ordered`), something outside the order, known not to exist, or none.

    `other` is the code of what is outside the order, if `outside`. `answered`: it surely is one of the three.
    """

    number: Amount = 0
    ordered: Formula = False
    other: Amount = 0
    outside: Formula = False
    absent: Formula = False
    answered: bool = False

    @property
    def undetermined(self) -> Formula:
        """Whether there is no answer."""
        return False if self.answered else fails(some_hold(self.ordered, self.outside, self.absent))

    @property
    def exists(self) -> Formula:
        """Whether there is a value."""
        return some_hold(self.ordered, self.outside)


NOTHING_SAID = Amounts()
NONE_THERE = Amounts(absent=True)


def number(amount: Amount) -> Amounts:
    """Surely this number."""
    return Amounts(amount, True)


def one_of(choices: Iterable[tuple[Formula, Amounts]], exhaustive: bool = False) -> Amounts:
    """The value whose formula holds (at most one does); no answer where none does, which `exhaustive` rules out."""
    parts = [each for each in choices if each[0] is not False]
    if not parts:
        return NOTHING_SAID
    if parts[0][0] is True:
        return parts[0][1]
    amount, other = parts[-1][1].number, parts[-1][1].other
    for formula, value in reversed(parts[:-1]):
        amount, other = pick(formula, value.number, amount), pick(formula, value.other, other)
    return Amounts(
        amount,
        some_hold(*(all_hold(formula, value.ordered) for formula, value in parts)),
        other,
        some_hold(*(all_hold(formula, value.outside) for formula, value in parts)),
        some_hold(*(all_hold(formula, value.absent) for formula, value in parts)),
        exhaustive and all_answered(value for _, value in parts),
    )
