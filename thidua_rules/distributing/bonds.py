"""Which references bind rows together: those along which a verdict looks at others than those a row points at."""

from collections.abc import Iterator

from attrs import frozen

from thidua_rules.executors.columnar.reach import Path, paths_of_rule
from thidua_rules.facts.vocabulary import Kind, Vocabulary
from thidua_rules.program import ir


@frozen
class Bond:
    """A reference `via` from rows of a type to rows of another that binds them, and a rule for which it does."""

    source: str
    via: str
    target: str
    rule: str


def bonds_of(program: ir.Program) -> tuple[Bond, ...]:
    """The references that bind, each once.

    A way that leads back to those who point at somebody (members, rivals of a group) binds all along. One that only
    leads on, to whom a row points at, does not bind where what is found of them also only looks on: they can stand
    in several parts, and the same is found of them in each. A constraint is looked at for all who stand in a part: if
    it looks back, every reference binds that leads to those it is about.
    """
    looking = (*program.rules, *program.constraints)
    ways = [(rule, path) for rule in looking for path in paths_of_rule(program, rule) if path]
    gathering: set[str] = set()
    """The types of which something is found that rests on rows which bind them."""
    while True:
        more = {rule.subject for rule, path in ways if _binds(path, gathering)} - gathering
        if not more:
            break
        gathering |= more
    found: dict[tuple[str, str, str], Bond] = {}
    for rule, path in ways:
        for step in path if _binds(path, gathering) else ():
            source, target = (step.target, step.source) if step.back else (step.source, step.target)
            found.setdefault((source, step.via, target), Bond(source, step.via, target, rule.code))
    for constraint in program.constraints:
        if constraint.subject in gathering:
            for bond in _leading_to(program.vocabulary, constraint):
                found.setdefault((bond.source, bond.via, bond.target), bond)
    return tuple(found.values())


def _leading_to(vocabulary: Vocabulary, constraint: ir.Constraint) -> Iterator[Bond]:
    """The references along which those that a constraint is about come into a part."""
    found, waiting = {constraint.subject}, [constraint.subject]
    while waiting:
        target = waiting.pop()
        for fact_type in vocabulary:
            for declared in fact_type.fields:
                if declared.kind is Kind.REFERENCE and target in declared.targets:
                    yield Bond(fact_type.name, declared.name, target, constraint.code)
                    if fact_type.name not in found:
                        found.add(fact_type.name)
                        waiting.append(fact_type.name)


def _binds(path: Path, gathering: set[str]) -> bool:
    return any(step.back or step.target in gathering for step in path)
