"""Definitions that the rules give twice, under two names: mended in one place, they are left wrong in the other."""

from collections.abc import Iterator
from itertools import combinations

from attrs import evolve

from thidua_rules.api import Ruleset
from thidua_rules.authoring.equivalence import same_condition
from thidua_rules.authoring.spots import Spot, spots_of
from thidua_rules.authoring.whole.finding import Finding
from thidua_rules.diagnostics import Diagnostic
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written


def given_twice(rules: Ruleset) -> Iterator[Finding]:
    """A warning for each pair of quantities or criteria of one type that come to the same, and of requirements beside
    each other; of each pair at least the second is declared here."""
    spots = spots_of(rules.model)
    defined = [each for each in rules.program.rules if isinstance(each, ir.Quantity) and each.code in spots]
    roots = [each for each in rules.program.rules if isinstance(each, ir.Criterion) and _is_whole(each)]
    pairs = [(one.code, other.code) for one, other in combinations(defined, 2) if _same_quantity(one, other)]
    pairs += [
        (one.code, other.code)
        for one, other in combinations(roots, 2)
        if one.subject == other.subject and _same(one.root, other.root)
    ]
    for rule in rules.program.rules:
        if isinstance(rule, ir.Criterion):
            pairs += [
                (one.code, other.code)
                for node in ir.nodes_below(rule.root)
                if isinstance(node, ir.Requirement)
                for one, other in combinations(node.children, 2)
                if _same(one, other)
            ]
    told: set[tuple[str, str]] = set()
    for pair in pairs:
        one_code, other_code = pair
        if one_code in spots and other_code in spots and pair not in told:
            told.add(pair)
            yield from _finding(spots[one_code].spot, spots[other_code].spot, rules)


def _is_whole(rule: ir.Criterion) -> bool:
    return not rule.root.about.internal and rule.root.condition is not None and "đủ chuẩn" not in rule.code


def _finding(one: Spot, other: Spot, rules: Ruleset) -> Iterator[Finding]:
    places = one.place, other.place
    if places[0] != places[1] and any(rules.model.owns(each) for each in places):
        later, earlier = (other, one) if rules.model.owns(other.place) else (one, other)
        codes = as_written(later.code), as_written(earlier.code)
        told = {"code": codes[0], "other": codes[1], "place": earlier.place.text()}
        yield Finding(Diagnostic("CHECK-07", later.place, told), codes[0])


def _same_quantity(one: ir.Quantity, other: ir.Quantity) -> bool:
    return (
        one.subject == other.subject
        and one.type.kind is other.type.kind
        and _bare(one) == _bare(other)
        and not isinstance(one.body, ir.FieldValue | ir.Constant | ir.Parameter)
    )


def _bare(rule: ir.Quantity) -> tuple[object, object]:
    """What a quantity comes to, without what is told of it."""
    body: object = rule.body
    if isinstance(body, ir.Table):
        body = tuple(evolve(each, about=ir.About()) for each in body.rows)
    return body, rule.guard


def _same(one: ir.Requirement, other: ir.Requirement) -> bool:
    """Whether two requirements without parts hold of the same complete facts."""
    if (
        one.condition is None
        or other.condition is None
        or (one.guard, one.about.excluding)
        != (
            other.guard,
            other.about.excluding,
        )
    ):
        return False
    if isinstance(one.condition, ir.Unstated) or [each.condition for each in one.exceptions] != [
        each.condition for each in other.exceptions
    ]:
        return False
    return one.condition == other.condition or same_condition(one.condition, other.condition)
