"""The columnar executor: the program as expressions over one table for each type, by Polars.

What has no form in columns is handed over to forward, and counted.
"""

import os
from functools import cache
from typing import ClassVar

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.case import Case
from thidua_rules.program.ir import Program
from thidua_rules.program.question import Question
from thidua_rules.semantics.protocol import Record


def require_polars() -> None:
    """UsageError that says how to install it, if Polars is not installed, or that it would wait without end here.

    The threads of Polars do not come along into a process that is forked.
    """
    try:
        import polars  # noqa: F401
    except ImportError as fault:
        raise UsageError([Diagnostic("USE-34")]) from fault
    if _first_process() != os.getpid():
        raise UsageError([Diagnostic("USE-94")])


@cache
def _first_process() -> int:
    """The process in which columns were first asked for; a forked one remembers that of its parent."""
    return os.getpid()


class Columnar:
    """Columns, and forward for what is beyond them."""

    name: ClassVar[str] = "columnar"

    def __init__(self) -> None:
        require_polars()

    def run(self, program: Program, case: Case, question: Question) -> Record:
        """Decide every conclusion for every subject."""
        from thidua_rules.executors.columnar.recording import record_of

        return record_of(program, case, question)


__all__ = ["Columnar", "require_polars"]
