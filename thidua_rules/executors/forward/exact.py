"""Numbers that static types hold to one scale: generated source reckons with plain ints in place of fractions.

Where every number that goes into a value is plainly known, the value times its scale is a whole number, and that is
what generated code holds of it: an int. Where one is known up to an interval, it holds the ends of that as a pair of
ints; where even that says too little, a `Possible`. Comparisons are made at a common scale, so nothing is divided.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor, lcm

from attrs import frozen

from thidua_rules.values import MET, NOT_MET, UNDETERMINED, Comparison, Number, Possible, Rounding

Ends = tuple[int | None, int | None]
Held = int | Ends | Possible
"""What generated code holds of a number: scaled, exactly or from one end to another (None: no end), or as it is."""

MOST_SCALE = 10**36
"""Numbers of a finer scale are left to fractions."""
DEEPEST = 12
"""Source is given a name before it is nested deeper."""

_OPERATORS = {
    Comparison.EQ: "==",
    Comparison.NE: "!=",
    Comparison.LT: "<",
    Comparison.LE: "<=",
    Comparison.GT: ">",
    Comparison.GE: ">=",
}


@frozen
class Exact:
    """Source of a number that is plainly known where all of `atoms`, local names, hold an int.

    `whole` is then the source of an int, `scale` times the number. Whatever the atoms hold, `possible` is the source of
    what is known of the number. A sum of several numbers has its `terms` too: the source of what is held of each, with
    the factor that it has in the whole, and beside them `rest`. `own` is the source of what is held of a number that is
    no result of others.
    """

    whole: str
    atoms: tuple[str, ...]
    scale: int
    possible: str
    depth: int = 0
    terms: tuple[tuple[str, int], ...] | None = None
    rest: int = 0
    own: str | None = None

    @property
    def plain(self) -> str:
        """Source of the test that the number is plainly known."""
        return " and ".join(f"type({each}) is int" for each in self.atoms) or "True"

    @property
    def held(self) -> str:
        """Source of what is held of the number."""
        if self.own == self.whole:
            return self.whole
        return f"{self.whole} if {self.plain} else {self.vague}" if self.atoms else self.whole

    @property
    def vague(self) -> str:
        """Source of what is held of the number where it is not plainly known."""
        if self.own is not None:
            return self.own
        if self.terms is None:
            return self.possible
        terms = "".join(f"({held}, {factor}), " for held, factor in self.terms)
        return f"spread({self.rest}, ({terms})) or {self.possible}"

    @property
    def known(self) -> str:
        """Source of what is known of the number, by its ends where these say all."""
        return f"lifted({self.vague}, {self.scale})" if self.terms and self.own is None else self.possible

    @property
    def fixed(self) -> int | None:
        """The int itself, if the question alone fixes the number."""
        return self.rest if self.terms == () else None

    def at(self, scale: int) -> str:
        """Source of the int at a multiple of the scale."""
        factor = scale // self.scale
        return _times(self.whole, factor) if self.fixed is None else f"({self.fixed * factor})"


def _times(whole: str, factor: int) -> str:
    return whole if factor == 1 else f"({whole} * {factor})"


def lifted(held: Held, scale: int) -> Possible:
    """What is held of a number, as the rest of the library knows it."""
    if isinstance(held, Possible):
        return held
    low, high = held if isinstance(held, tuple) else (held, held)
    return Possible(_number(low, scale), _number(high, scale))


def _number(end: int | None, scale: int) -> Number | None:
    return end if end is None or scale == 1 else end // scale if end % scale == 0 else Fraction(end, scale)


def lowered(possible: Possible, scale: int) -> Held:
    """What is known of a number, as it is held at a scale."""
    if possible != Possible(possible.low, possible.high):
        return possible
    ends = [None if each is None else Fraction(each) * scale for each in (possible.low, possible.high)]
    if any(each is not None and each.denominator != 1 for each in ends):
        return possible
    low, high = (None if each is None else each.numerator for each in ends)
    return low if low is not None and low == high else (low, high)


def spread(rest: int, terms: Iterable[tuple[Held, int]]) -> Ends | None:
    """The ends of a sum of numbers times their factors; None if one of them has more outcomes than an interval."""
    low: int | None = rest
    high: int | None = rest
    for held, factor in terms:
        if isinstance(held, Possible):
            return None
        one, other = (held, held) if isinstance(held, int) else held if factor > 0 else (held[1], held[0])
        low = None if low is None or one is None else low + one * factor
        high = None if high is None or other is None else high + other * factor
    return low, high


def first_held(rows: Iterable[tuple[int, Held, int]]) -> Ends | None:
    """The ends of the results, each times its factor, of the rows that may be the first that is met, by their masks.

    None if one of them has more outcomes than an interval, or if perhaps no row is met.
    """
    lows: list[int | None] = []
    highs: list[int | None] = []
    for mask, held, factor in rows:
        if mask & (MET | UNDETERMINED):
            if isinstance(held, Possible):
                return None
            one, other = (held, held) if isinstance(held, int) else held
            lows.append(None if one is None else one * factor)
            highs.append(None if other is None else other * factor)
        if not mask & (NOT_MET | UNDETERMINED):
            low = None if None in lows else min(each for each in lows if each is not None)
            return low, None if None in highs else max(each for each in highs if each is not None)
    return None


def kept(name: str, scale: int) -> Exact:
    """The number of which a local name holds what is held."""
    return Exact(name, (name,), scale, f"lifted({name}, {scale})", terms=((name, 1),), own=name)


def slot(name: str, table: str) -> Exact:
    """The whole number of a slot, of which a local name holds the slot and a table knows what is held."""
    held = f"({name} if type({name}) is int else {table}[{name}])"
    return Exact(name, (name,), 1, f"lifted({table}[{name}], 1)", terms=((held, 1),), own=held)


def constant(value: Possible, name: str) -> Exact | None:
    """A value that the question fixes, if it is one number; `name` is bound to it."""
    if not (value.ordered and value.is_point) or value.low is None:
        return None
    exact = Fraction(value.low)
    if exact.denominator > MOST_SCALE or abs(exact.numerator) > MOST_SCALE:
        return None
    return Exact(f"({exact.numerator})", (), exact.denominator, name, terms=(), rest=exact.numerator)


def calculated(operator: str, one: Exact, two: Exact, called: str) -> Exact | None:
    """The sum, difference or product, or the quotient by a constant; None if there is no such scale."""
    possible, depth = f"{called}({one.possible}, {two.possible})", 1 + max(one.depth, two.depth)
    if operator in "+−":
        sign, scale = (1 if operator == "+" else -1), lcm(one.scale, two.scale)
        made = _sum([(one, scale // one.scale), (two, sign * scale // two.scale)])
        whole = f"({one.at(scale)} {'+' if operator == '+' else '-'} {two.at(scale)})"
    elif operator == "×":
        scale = one.scale * two.scale
        if one.fixed is not None:
            one, two = two, one
        made = _sum([(one, two.fixed)]) if two.fixed else (None, 0)
        whole = f"({one.whole} * {two.whole})" if two.fixed is None else _times(one.whole, two.fixed)
    elif two.fixed:
        scale, factor = one.scale * abs(two.fixed), two.scale if two.fixed > 0 else -two.scale
        made, whole = _sum([(one, factor)]), _times(one.whole, factor)
    else:
        return None
    if scale > MOST_SCALE:
        return None
    return Exact(whole, tuple(dict.fromkeys(one.atoms + two.atoms)), scale, possible, depth, *made)


def _sum(parts: Sequence[tuple[Exact, int]]) -> tuple[tuple[tuple[str, int], ...] | None, int]:
    """The terms, and what is beside them, of a sum of numbers times their factors."""
    terms: list[tuple[str, int]] = []
    for each, factor in parts:
        if each.terms is None:
            return None, 0
        terms += [(held, of * factor) for held, of in each.terms]
    return tuple(terms), sum(each.rest * factor for each, factor in parts)


def opposite(one: Exact) -> Exact:
    """The negative."""
    possible = f"negative({one.possible})"
    return Exact(f"(-{one.whole})", one.atoms, one.scale, possible, one.depth + 1, *_sum([(one, -1)]))


def rounded_to(one: Exact, step: Number, rounding: Rounding, possible: str) -> Exact | None:
    """The multiple of a step to which a number is rounded."""
    exact = Fraction(step)
    # how many steps: the number is whole / scale, the step numerator / denominator
    parts, of = f"{one.whole} * {exact.denominator}", one.scale * exact.numerator
    if of <= 0:
        return None
    if rounding is Rounding.DOWN:
        steps = f"{parts} // {of}"
    elif rounding is Rounding.UP:
        steps = f"-(-{parts} // {of})"
    else:
        steps = f"(2 * {parts} + {of}) // {2 * of}"
    whole = f"({steps})" if exact.numerator == 1 else f"(({steps}) * {exact.numerator})"
    return Exact(whole, one.atoms, exact.denominator, possible, one.depth + 1)


def extreme_of(called: str, operands: Sequence[Exact], possible: str) -> Exact | None:
    """The greatest (`max`) or least (`min`) of some numbers."""
    scale = lcm(*(each.scale for each in operands))
    if scale > MOST_SCALE:
        return None
    atoms = tuple(dict.fromkeys(atom for each in operands for atom in each.atoms))
    whole = f"{called}({', '.join(each.at(scale) for each in operands)})" if len(operands) > 1 else operands[0].whole
    return Exact(whole, atoms, scale, possible, 1 + max(each.depth for each in operands))


def compared(comparison: Comparison, one: Exact, two: Exact) -> str:
    """Source of whether a comparison holds of two numbers that are plainly known."""
    operator = _OPERATORS[comparison]
    if two.fixed is None:
        scale = lcm(one.scale, two.scale)
        return f"{one.at(scale)} {operator} {two.at(scale)}"
    limit = Fraction(two.fixed * one.scale, two.scale)
    if limit.denominator == 1:
        return f"{one.whole} {operator} {limit.numerator}"
    if operator in ("==", "!="):
        return str(operator == "!=")
    # between two whole numbers: at least means above the lower one
    return f"{one.whole} {'>=' if '>' in operator else '<='} {ceil(limit) if '>' in operator else floor(limit)}"
