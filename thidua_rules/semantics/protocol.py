"""What every executor takes and gives, so that they can be chosen by name and compared."""

from typing import ClassVar, Protocol

from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.program.ir import Program
from thidua_rules.program.question import Question
from thidua_rules.values import Possible


class Record(Protocol):
    """What a run found of every subject: masks of conclusions, values of quantities and ranks.

    Both raise KeyError for a code that is not asked of subjects of that type.
    """

    def mask(self, subject: SubjectId, code: str) -> int:
        """The outcomes still possible for a criterion or requirement."""
        ...

    def value(self, subject: SubjectId, code: str) -> Possible:
        """What is known of a quantity or rank."""
        ...


class Executor(Protocol):
    """Runs a program on a case. Executors hold no state that a caller can see."""

    name: ClassVar[str]

    def run(self, program: Program, case: Case, question: Question) -> Record:
        """Decide every conclusion for every subject."""
        ...
