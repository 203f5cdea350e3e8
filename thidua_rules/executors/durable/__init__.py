"""The executor on durable-rules 2.0.28, opt-in and guarded: equal to the reference, or it raises.

Needs the extra `durable` (Python < 3.13, a C compiler). The engine derives conclusions by positive rules over
string-only facts that say what is excluded; everything with a number in it is evaluated by our own code.
"""

import threading
from collections import OrderedDict
from typing import ClassVar

from thidua_rules.executors.durable.engine import DurableFault, module
from thidua_rules.executors.durable.plan import plan_of
from thidua_rules.executors.durable.running import Ordering, Prepared, decide, prepare
from thidua_rules.facts.case import Case
from thidua_rules.program.ir import Program
from thidua_rules.program.question import Question
from thidua_rules.semantics.reference import Findings

MOST_PROGRAMS = 8
"""Programs kept registered with the engine, for each thread."""


class _Registered(threading.local):
    """What this thread has registered, the latest used last; the engine's handles are not shared."""

    def __init__(self) -> None:
        self.programs: OrderedDict[int, tuple[Program, Prepared]] = OrderedDict()


_REGISTERED = _Registered()


class Durable:
    """Forward chaining by durable-rules. UsageError if the extra is not installed."""

    name: ClassVar[str] = "durable"

    def __init__(self, order: Ordering = list) -> None:
        module()
        self._order = order

    def run(self, program: Program, case: Case, question: Question) -> Findings:
        """Decide every conclusion for every subject; DurableFault rather than a partial answer."""
        try:
            return decide(_prepared(program), case, question, self._order)
        except BaseException:
            # what the engine's memory holds after a fault or an interrupt is not known: start afresh the next time
            _REGISTERED.programs.pop(id(program), None)
            raise


def _prepared(program: Program) -> Prepared:
    programs = _REGISTERED.programs
    if id(program) in programs:
        programs.move_to_end(id(program))
        return programs[id(program)][1]
    prepared = prepare(plan_of(program))
    programs[id(program)] = program, prepared
    if len(programs) > MOST_PROGRAMS:
        programs.popitem(last=False)
    return prepared


__all__ = ["Durable", "DurableFault"]
