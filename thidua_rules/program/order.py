"""The order of rules: each after those it uses, in strata that grow where a rule looks at other subjects."""

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from thidua_rules.program import ir
from thidua_rules.program.walking import children

Arranged = tuple[tuple[ir.Rule, ...], tuple[int, ...]]


def arrange(rules: Sequence[ir.Rule]) -> tuple[Arranged | None, list[str]]:
    """The rules in order with their strata, or the codes along a circle (the first one again at its end)."""
    homes = {code: rule.code for rule in rules for code in ir.codes_of(rule)}
    by_code = {rule.code: rule for rule in rules}
    uses = {rule.code: _uses(rule, homes) for rule in rules}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for code in sorted(uses):
        sorter.add(code, *sorted({each for each, _ in uses[code]}))
    try:
        order = list(sorter.static_order())
    except CycleError as error:
        return None, list(reversed(error.args[1]))
    strata: dict[str, int] = {}
    for code in order:
        strata[code] = max((strata[each] + (not same) for each, same in uses[code]), default=0)
    placed = sorted(order, key=strata.__getitem__)
    return (tuple(by_code[code] for code in placed), tuple(strata[code] for code in placed)), []


def _uses(rule: ir.Rule, homes: dict[str, str]) -> set[tuple[str, bool]]:
    """The rules that a rule uses, and whether only about the same subject."""
    found: set[tuple[str, bool]] = set()

    def visit(part: object, inside: bool) -> None:
        if isinstance(part, ir.Concluded | ir.Derived):
            found.update((homes[code], not inside and not part.walk.steps) for code in part.codes)
        if isinstance(part, ir.Quota):
            found.add((homes[part.standard], False))
        deeper = inside or isinstance(part, _ABOUT_OTHERS)
        for child in children(part):
            visit(child, deeper)

    visit(rule, False)
    return found


_ABOUT_OTHERS = (ir.CountOf, ir.RatioOf, ir.RatioCompared, ir.FoldOf, ir.EveryOf, ir.StreakOf, ir.Rank, ir.Quota)
