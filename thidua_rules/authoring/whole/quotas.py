"""Limits that leave no seat in small groups, or in any: 15 % of six, rounded down, is nobody."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve, frozen

from thidua_rules.api import Ruleset
from thidua_rules.authoring.spots import Found, Spot, spots_of
from thidua_rules.authoring.whole.finding import Finding, is_accepted
from thidua_rules.authoring.whole.showing import group_without_seat
from thidua_rules.diagnostics import Diagnostic
from thidua_rules.facts.case import Slot
from thidua_rules.facts.lifting import lift
from thidua_rules.program import ir
from thidua_rules.ruleset.model import ParameterDeclaration
from thidua_rules.values import NO_LIMIT, Number, round_number

LARGEST = 200
"""Groups of up to so many are looked at."""


def empty_quotas(rules: Ruleset) -> Iterator[Finding]:
    """A warning for each limit under which a group that has candidates may be left without a seat.

    Told is the size of the base from which on there is one. Limits whose seats rest on anything but numbers,
    parameters and the size of their base are passed over.
    """
    spots = spots_of(rules.model)
    for rule in rules.program.rules:
        if isinstance(rule, ir.Quota) and rule.code in spots:
            for limit in rule.limits:
                yield from _of_limit(rule, limit, spots[rule.code], rules)


def _of_limit(quota: ir.Quota, limit: ir.Limit, found: Found, rules: Ruleset) -> Iterator[Finding]:
    spot = found.limit(limit.code)
    if not rules.model.owns(spot.place):
        return
    parameters = {each.name: each for each in rules.model.parameters}
    sizes = range(1, LARGEST + 1) if limit.base is not None else (1,)
    for size in sizes:
        seats = _Seats(limit, size, parameters).of(limit.seats)
        if seats is None:
            return
        if seats >= 1:
            if size > 1:
                finding = _finding("CHECK-01", spot, {"first": size, "last": size - 1})
                if not is_accepted(rules.model, "CHECK-01", finding.about):
                    finding = evolve(finding, dossier=group_without_seat(rules, quota, limit, size - 1))
                yield finding
            return
    yield _finding("CHECK-02", spot, {})


def _finding(code: str, spot: Spot, told: dict[str, object]) -> Finding:
    return Finding(Diagnostic(code, spot.place, {"code": spot.code, **told}), spot.code)


@frozen
class _Seats:
    """The seats of a limit where its base has so many members; None for what is not known from that alone."""

    limit: ir.Limit
    size: int
    parameters: Mapping[str, ParameterDeclaration]

    def of(self, value: ir.Value) -> Number | None:
        """The value as a number."""
        match value:
            case ir.Constant(known):
                return known.low if known.is_point else None
            case ir.Parameter(name):
                return self._parameter(self.parameters[name])
            case ir.CountOf():
                return self.size if value == self.limit.base else None
            case ir.Opposite(operand):
                inner = self.of(operand)
                return None if inner is None else -inner
            case ir.Rounded(rounding, step, operand):
                inner = self.of(operand)
                return None if inner is None else round_number(inner, step, rounding)
            case ir.Bounded(operand, low, high):
                return self._bounded(operand, low, high)
            case ir.Calculation(operator, left, right):
                return self._calculated(operator, self.of(left), self.of(right))
        return None

    def _bounded(self, operand: ir.Value, low: ir.Value | None, high: ir.Value | None) -> Number | None:
        found = self.of(operand)
        for end, kept in ((low, max), (high, min)):
            if end is not None and found is not None:
                bound = self.of(end)
                found = None if bound is None else kept(found, bound)
        return found

    def _calculated(self, operator: str, left: Number | None, right: Number | None) -> Number | None:
        if left is None or right is None:
            return None
        match operator:
            case "+":
                return left + right
            case "−":
                return left - right
            case "×":
                return left * right
        return None if right == 0 else Fraction(left) / Fraction(right)

    def _parameter(self, declared: ParameterDeclaration) -> Number | None:
        """The value of a parameter; of one that changes with time, the last."""
        slot: Slot = declared.values[-1][1]
        known = lift(declared.shape, slot)
        return known.low if known.is_point and known.low != NO_LIMIT else None
