"""Products and quotients, linear where one factor is chosen or summed from few plain numbers, as a tally is."""

from fractions import Fraction
from typing import Any

import z3

from thidua_rules.proving.terms import Amount, known, pick, term, total

_FEW = 64
Numbers = frozenset[int | Fraction]


def times(a: Amount, b: Amount) -> Amount:
    """a × b."""
    if known(a) and known(b):
        return a * b
    if any(known(each) and each == 0 for each in (a, b)):
        return 0
    if not known(a) and not known(b):
        for one, other in ((a, b), (b, a)):
            if _numbers(one, {}) is not None:
                return _spread(one, other, {})
    return term(a) * term(b)


def over(a: Amount, b: Amount) -> Amount:
    """a / b, where b is not 0."""
    if known(b):
        return 0 if b == 0 else times(a, Fraction(1) / b)
    found: Amount = 0
    numbers = _numbers(b, {})
    if numbers is not None:
        for each in sorted(numbers - {0}):
            found = pick(b == term(each), over(a, each), found)
        return found
    upper, lower = term(a), term(b)
    return (z3.ToReal(upper) if upper.is_int() else upper) / (z3.ToReal(lower) if lower.is_int() else lower)


def _spread(amount: Any, by: Amount, made: dict[int, Amount]) -> Amount:
    """The product, of each plain number with the other factor."""
    found = made.get(amount.get_id())
    if found is None:
        plain = _plain(amount)
        if plain is not None:
            found = times(plain, by)
        elif z3.is_app_of(amount, z3.Z3_OP_ITE):
            chosen, one, other = amount.children()
            found = pick(chosen, _spread(one, by, made), _spread(other, by, made))
        elif z3.is_mul(amount):
            factor, rest = _scaled(amount)
            found = times(factor, _spread(rest, by, made))
        else:
            found = total(_spread(each, by, made) for each in amount.children())
        made[amount.get_id()] = found
    return found


def _numbers(amount: Any, made: dict[int, Numbers | None]) -> Numbers | None:
    """The plain numbers that a term is chosen or summed from; None if these are not all, or many."""
    key = amount.get_id()
    if key not in made:
        found = _numbers_of(amount, made)
        made[key] = None if found is None or len(found) > _FEW else found
    return made[key]


def _numbers_of(amount: Any, made: dict[int, Numbers | None]) -> Numbers | None:
    plain = _plain(amount)
    if plain is not None:
        return frozenset([plain])
    if z3.is_mul(amount):
        factor, rest = _scaled(amount)
        found = None if factor is None else _numbers(rest, made)
        return None if factor is None or found is None else frozenset(factor * each for each in found)
    if not (z3.is_app_of(amount, z3.Z3_OP_ITE) or z3.is_add(amount) or z3.is_to_real(amount)):
        return None
    found = Numbers() if z3.is_app_of(amount, z3.Z3_OP_ITE) else Numbers([0])
    for each in filter(z3.is_arith, amount.children()):
        part = _numbers(each, made)
        if part is None or len(found) > _FEW:
            return None
        found = found | part if z3.is_app_of(amount, z3.Z3_OP_ITE) else Numbers(x + y for x in found for y in part)
    return found


def _scaled(product: Any) -> tuple[Any, Any]:
    """The plain factor of a product of two, None if there is none, and the other one."""
    if product.num_args() != 2:
        return None, product
    one, other = product.children()
    return (_plain(one), other) if _plain(one) is not None else (_plain(other), one)


def _plain(amount: Any) -> int | Fraction | None:
    if z3.is_int_value(amount):
        return int(amount.as_long())
    if z3.is_rational_value(amount):
        return Fraction(amount.numerator_as_long(), amount.denominator_as_long())
    return None
