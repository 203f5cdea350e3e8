"""What became of an invariant."""

from collections.abc import Mapping
from enum import Enum

from attrs import frozen

from thidua_rules.program import ir
from thidua_rules.proving.demonstrating import Demonstration


class Result(Enum):
    """What became of an invariant; the value is a stable word for files."""

    PROVED = "proved"
    REFUTED = "refuted"
    OPEN = "open"


@frozen
class Proof:
    """What became of one invariant.

    Proved, it holds of every dossier with at most `sizes` subjects of each type, all facts known, for the question;
    `vacuous` says that nobody there meets what it starts from, so that it says nothing. Refuted, the `demonstration`
    breaks it. Else it is open: `why`, and how many random dossiers were `tried` without one that breaks it. `left_out`
    are constructs that the formulas do not cover, of which the proof assumes nothing.
    """

    invariant: ir.Invariant
    result: Result
    sizes: Mapping[str, int]
    demonstration: Demonstration | None = None
    vacuous: bool = False
    why: str = ""
    tried: int = 0
    left_out: tuple[str, ...] = ()
    seconds: float = 0.0
