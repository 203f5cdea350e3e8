"""Which references bind rows together: those along which a verdict looks at others than those a row points at."""

from attrs import frozen

from thidua_rules.executors.columnar.reach import Path, paths_of_rule
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
    in several parts, and the same is found of them in each.
    """
    ways = [(rule, path) for rule in program.rules for path in paths_of_rule(program, rule) if path]
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
    return tuple(found.values())


def _binds(path: Path, gathering: set[str]) -> bool:
    return any(step.back or step.target in gathering for step in path)
