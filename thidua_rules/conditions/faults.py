"""What is wrong with a condition, by diagnostic code and by the characters it concerns."""

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from thidua_rules.diagnostics import Diagnostic


@frozen
class Fault:
    """One fault: a code of the catalogue, the offsets [start, end) in the text as given, and the message's values."""

    code: str
    span: tuple[int, int]
    arguments: dict[str, Any] = field(factory=dict, hash=False)


class ConditionError(Exception):
    """A text is not a condition; `faults` holds every fault found, in the order of the text."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(faults, key=lambda fault: fault.span))
        shown = (f"{fault.code} {Diagnostic(fault.code, arguments=fault.arguments).message()}" for fault in self.faults)
        super().__init__("\n".join(shown))
