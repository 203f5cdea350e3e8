"""The propositions of one round as rulesets of positive rules, each small enough for the engine's tables."""

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

from thidua_rules.executors.durable.covers import covers, reach
from thidua_rules.executors.durable.engine import PositiveRule, Premise, Rules
from thidua_rules.executors.durable.plan import Combined, Joined, Proposition
from thidua_rules.values import outcomes

MOST_NODES = 300
"""Names tested in one ruleset; the engine holds 511."""
MOST_USES = 150
"""Rules that start from one exclusion; the engine holds 255."""
MOST_RULES = 600
"""Rules in one ruleset; a session costs memory for each."""


def node(proposition: int) -> str:
    """The engine's name of a proposition."""
    return f"p{proposition:05d}"


def reference_node(proposition: int) -> str:
    """The engine's name of the reference that a joined proposition follows."""
    return f"j{proposition:05d}"


@frozen
class Part:
    """Propositions derived in one session, in order; `inputs` are those they use but do not derive."""

    derived: tuple[Proposition, ...]
    inputs: tuple[int, ...]
    rules: Rules


def positive_rules(proposition: Proposition, all_of_them: Sequence[Proposition]) -> Iterator[PositiveRule]:
    """The rules that exclude the outcomes of a derived proposition, one set for each outcome."""
    how = proposition.how
    name = node(proposition.number)
    if isinstance(how, Joined):
        link = Premise(reference_node(proposition.number))
        never = proposition.domain & ~all_of_them[how.target].domain
        for bit in outcomes(proposition.domain):
            there = () if bit & never else (Premise(node(how.target), str(bit), same="of"),)
            yield PositiveRule((link, *there), name, str(bit))
    elif isinstance(how, Combined):
        domains = tuple(all_of_them[each].domain for each in how.operands)
        for bit in outcomes(reach(how.operation, domains)):
            for cover in covers(how.operation, domains, bit):
                premises = {Premise(node(how.operands[number]), str(excluded)) for number, excluded in cover}
                yield PositiveRule(tuple(sorted(premises, key=repr)), name, str(bit))


def parts_of(derived: Sequence[Proposition], all_of_them: Sequence[Proposition], name: str) -> list[Part]:
    """The rulesets of one round, to be run one after the other."""
    result: list[Part] = []
    here: list[Proposition] = []
    rules: list[PositiveRule] = []
    names: set[str] = set()
    uses: Counter[tuple[str, str]] = Counter()

    def close() -> None:
        made = {each.number for each in here}
        used = {each for proposition in here for each in operands(proposition)}
        registered = Rules(f"{name}-{len(result)}", rules)
        result.append(Part(tuple(here), tuple(sorted(used - made)), registered))

    for proposition in derived:
        more = list(positive_rules(proposition, all_of_them))
        tested = [premise for rule in more for premise in rule.premises]
        added = Counter((each.node, each.what) for each in tested)
        if here and (
            len(names | {each.node for each in tested}) > MOST_NODES
            or len(rules) + len(more) > MOST_RULES
            or any(uses[each] + count > MOST_USES for each, count in added.items())
        ):
            close()
            here, rules, names, uses = [], [], set(), Counter()
        here.append(proposition)
        rules.extend(more)
        names.update(each.node for each in tested)
        uses.update(added)
    if here:
        close()
    return result


def operands(proposition: Proposition) -> tuple[int, ...]:
    """The propositions that a derived one uses."""
    how = proposition.how
    if isinstance(how, Joined):
        return (how.target,)
    return how.operands if isinstance(how, Combined) else ()
