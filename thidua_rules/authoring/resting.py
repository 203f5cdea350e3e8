"""Which conclusions rest on a parameter or a quantity."""

from collections.abc import Iterator

from thidua_rules.api import Ruleset
from thidua_rules.authoring.on_demand import users_of
from thidua_rules.program import ir
from thidua_rules.program.walking import parts


def resting_on(rules: Ruleset, name: str) -> Iterator[str]:
    """The requirements that rest on a parameter or a quantity, then the rules that they lead to."""
    program, users = rules.program, users_of(rules.program)
    direct = [rule.code for rule in program.rules if name in _named_in(rule)]
    reached = set().union(*(users[code] for code in direct))
    through = {name} | {rule.code for rule in program.rules if rule.code in reached and isinstance(rule, ir.Quantity)}
    nodes = [node for node in program.nodes.values() if through & _named_in((node.condition, node.guard))]
    yield from (node.code for node in nodes)
    yield from (each.code for each in program.rules if each.code in reached and _is_told(each))


def _named_in(part: object) -> set[str]:
    """The parameters and quantities that a rule, or a part of one, names."""
    looked: list[object] = [part]
    if isinstance(part, ir.Quota):
        looked += [limit.through.quantities for limit in part.limits]
    named = [each for each in parts(tuple(looked)) if isinstance(each, ir.Parameter | ir.Derived)]
    return {name for each in named for name in ((each.name,) if isinstance(each, ir.Parameter) else each.codes)}


def _is_told(rule: ir.Rule) -> bool:
    return isinstance(rule, ir.Criterion) and rule.root.about.reported
