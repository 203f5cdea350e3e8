"""Which exclusions exclude an outcome: the operations on outcomes, turned into positive rules.

An operation combines the outcomes of its operands. An outcome of the result is excluded exactly when every combination
of single outcomes that yields it has a member excluded. The minimal such sets of exclusions, the *covers*, are the
premises of positive rules; none of them needs more than three.
"""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import combinations, product
from typing import Final

from thidua_rules.values import APPLIED, BOTH, EITHER_OF, NEGATED, excused, guarded, outcomes

Literal = tuple[int, int]
"""What a premise says: of the operand with this number, this outcome is excluded."""
MOST_PREMISES: Final = 3
"""The longest rule that the engine is trusted with."""

OPERATIONS: Final[Mapping[str, Callable[..., int]]] = {
    "both": lambda a, b: BOTH[a][b],
    "either": lambda a, b: EITHER_OF[a][b],
    "not": lambda a: NEGATED[a],
    "applied": lambda a: APPLIED[a],
    "guarded": lambda guard, a: guarded(guard, a),
    "excused": lambda a, exception: excused(a, [exception]),
}
"""The operations on masks; on single outcomes they are the truth tables that covers are derived from."""


def reach(operation: str, domains: tuple[int, ...]) -> int:
    """The outcomes that an operation can yield when its operands stay within these masks."""
    return OPERATIONS[operation](*domains)


@cache
def covers(operation: str, domains: tuple[int, ...], outcome: int) -> tuple[tuple[Literal, ...], ...]:
    """The minimal sets of exclusions that exclude an outcome of the operation; operands stay within `domains`.

    Sets that exclude all that an operand can be are left out: known facts always leave something possible.
    """
    yielding = [
        set(enumerate(combination))
        for combination in product(*map(outcomes, domains))
        if OPERATIONS[operation](*combination) & outcome
    ]
    literals = [(number, bit) for number, domain in enumerate(domains) for bit in outcomes(domain)]
    found: list[tuple[Literal, ...]] = []
    for size in range(1, len(literals) + 1):
        for chosen in combinations(literals, size):
            if any(set(less) <= set(chosen) for less in found) or not all(each & set(chosen) for each in yielding):
                continue
            if all(_left(chosen, number, domain) for number, domain in enumerate(domains)):
                found.append(chosen)
    assert all(len(each) <= MOST_PREMISES for each in found), (operation, domains)
    return tuple(found)


def _left(chosen: tuple[Literal, ...], number: int, domain: int) -> int:
    """What the exclusions leave of one operand."""
    return domain & ~sum(bit for operand, bit in chosen if operand == number)
