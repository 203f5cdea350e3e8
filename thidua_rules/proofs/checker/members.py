"""The checker's own reckoning of collections: who is in them, sums and extremes over them, periods in a row."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Literal

from attrs import evolve

from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.checker.exact import UNDETERMINED_VALUE, Extent, calculate, cover, may_equal, tidy
from thidua_rules.proofs.checker.grouped import Entry, grouped_value
from thidua_rules.proofs.checker.judging import Judge
from thidua_rules.values import Fold, Number, Possible


def extent_of(checker: Judge, members: ir.Members, condition: ir.Condition | None, scope: Scope) -> Extent:
    belonging, more = checker.facts.belonging(members, scope)
    places = {}
    for element, inside in belonging.items():
        inner = Scope(element, scope.subject)
        where = frozenset("M") if members.where is None else checker.holds(members.where, inner)
        met = frozenset("M") if condition is None else checker.holds(condition, inner)
        found: set[str] = set()
        if "O" in inside or where & {"N", "U"}:
            found.add("O")
        if where & {"M", "U"}:
            found |= ({"C"} if met & {"M", "U"} else set()) | ({"B"} if met & {"N", "U"} else set())
        if found != {"O"}:
            places[element] = frozenset(found)
    return Extent(places, more)


def folded_value(checker: Judge, rule: ir.FoldOf, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
    extent = extent_of(checker, rule.members, None, scope)
    if rule.by is not None:
        inside = {Scope(each, scope.subject): places for each, places in extent.places.items() if "C" in places}
        found = [
            Entry(places == {"C"}, *(checker.value(each, at, given) for each in (rule.item, rule.by)))
            for at, places in inside.items()
        ]
        return grouped_value(rule.fold, found, rule.domain, extent.more)
    entries = [
        (places == {"C"}, checker.value(rule.item, Scope(element, scope.subject), given))
        for element, places in extent.places.items()
        if "C" in places
    ]
    if rule.fold is Fold.SUM:
        result = Possible(0, 0)
        for sure, value in entries:
            missing = value.absent or value.others != frozenset()
            parts = [_ordered_part(value)] if value.ordered or value.undetermined else []
            zero = [] if sure and not missing else [Possible(0, 0)]
            result = calculate("+", result, cover([*parts, *zero]))
        if extent.more:
            limits = rule.domain
            low = result.low if limits.low is not None and limits.low >= 0 else None
            high = result.high if limits.high is not None and limits.high <= 0 else None
            result = evolve(result, low=low, high=high, undetermined=result.undetermined or limits.undetermined)
        return result
    if any(sure and value.has_no_answer for sure, value in entries):
        return UNDETERMINED_VALUE
    entries = [(sure, value) for sure, value in entries if value.ordered or value.undetermined]
    parts = [_ordered_part(value) for _, value in entries]
    if extent.more:
        parts.append(_ordered_part(rule.domain))
    if not parts:
        return UNDETERMINED_VALUE
    firm = [value for sure, value in entries if sure and not value.absent and value.others == frozenset()]
    whole = cover(parts)
    vague = whole.undetermined or not firm
    if rule.fold is Fold.MEAN:
        if not whole.ordered or not all(value.ordered for value in firm):
            return evolve(whole, undetermined=vague)
        loose = [
            value
            for sure, value in entries
            if value.ordered and not (sure and not value.absent and value.others == frozenset())
        ]
        endless = [rule.domain] if extent.more and rule.domain.ordered else []
        low, high = (_mean_end(firm, loose, endless, side) for side in ("low", "high"))
        return evolve(whole, low=low, high=high, undetermined=vague)
    greatest = rule.fold is Fold.MAX
    ends = [value.low if greatest else value.high for value in firm if value.ordered]
    known = [end for end in ends if end is not None]
    if not known:
        return evolve(whole, undetermined=vague)
    if greatest:
        return evolve(whole, low=max(known), undetermined=vague)
    return evolve(whole, high=min(known), undetermined=vague)


def _mean_end(
    firm: Sequence[Possible], loose: Sequence[Possible], endless: Sequence[Possible], side: Literal["low", "high"]
) -> Number | None:
    """The least (`low`) or greatest mean of all that are firm and as many as one likes of the others.

    The least is reached with the smallest of the loose ones, however many these are; of the endless ones there is
    no end, so that the mean comes as near to them as one likes.
    """
    ends = [getattr(value, side) for value in (*firm, *loose, *endless)]
    if None in ends:
        return None
    given, rest, beyond = ([Fraction(getattr(value, side)) for value in part] for part in (firm, loose, endless))
    rest.sort(reverse=side == "high")
    sums = accumulate(rest, initial=sum(given, Fraction(0)))
    means = [each / number for number, each in enumerate(sums, len(given)) if number]
    return tidy((min if side == "low" else max)([*means, *beyond]))


def streak_value(checker: Judge, rule: ir.StreakOf, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
    until = checker.value(rule.until, scope, given)
    if not until.ordered:
        return UNDETERMINED_VALUE
    if until.undetermined or until.absent:
        return Possible(0, None, undetermined=True)
    if until.low is None or until.high is None or until.high - until.low > 64:
        return Possible(0, None)
    return cover(_back(checker, rule, scope, year) for year in range(int(until.low), int(until.high) + 1))


def _back(checker: Judge, rule: ir.StreakOf, scope: Scope, until: int) -> Possible:
    """Periods counted back from one: how many surely in a row, how many possibly."""
    shape = checker.facts.declared(rule.members.element, rule.period)
    belonging, more = checker.facts.belonging(rule.members, scope)
    extent = extent_of(checker, rule.members, None, scope)
    at = {element: checker.facts.lifted(element, rule.period) for element in belonging}
    dated = {element: int(when.low) for element, when in at.items() if when.is_point and when.low is not None}
    bottom = None if shape.low is None else int(shape.low)
    sure = possible = 0
    unbroken = True
    period = until
    last = min([*dated.values(), until + 1])
    while bottom is None or period >= bottom:
        counted = {element for element, places in extent.places.items() if "C" in places}
        yes = any(dated.get(element) == period and extent.places[element] == {"C"} for element in counted)
        maybe = any(may_equal(at[element], period) for element in counted)
        filled = rule.unique and any(
            dated.get(element) == period and inside == {"C"} for element, inside in belonging.items()
        )
        if not maybe and not (more and not filled):
            break
        unbroken = unbroken and yes
        sure, possible = sure + unbroken, possible + 1
        period -= 1
        if bottom is None and period < last:
            vague = more or any(element not in dated for element in belonging)
            return Possible(sure, None if vague else possible)
    return Possible(sure, possible)


def _ordered_part(value: Possible) -> Possible:
    """Without the known absence and outcomes outside the order, which an aggregate leaves out."""
    return evolve(value, absent=False, others=frozenset())
