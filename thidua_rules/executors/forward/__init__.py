"""The default executor: forward chaining, stratum by stratum, by Python code generated once per program."""

from typing import Any, ClassVar, cast

from attrs import define

from thidua_rules.executors.forward.columns import Columns, columns_of
from thidua_rules.executors.forward.compiled import Compiled, compiled
from thidua_rules.executors.forward.runtime import Fallback
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.program.ir import Program
from thidua_rules.program.question import Question
from thidua_rules.values import Possible


@define(eq=False)
class FlatRecord:
    """What was found, as one tuple per subject and block of rules."""

    compiled: Compiled
    columns: Columns
    blocks: list[Any]

    def mask(self, subject: SubjectId, code: str) -> int:
        """The outcomes still possible for a criterion or requirement."""
        block, place, type_name = self.compiled.masks[code]
        return cast(int, self.blocks[block][self.columns["index", type_name][subject]][place])

    def value(self, subject: SubjectId, code: str) -> Possible:
        """What is known of a quantity or rank."""
        block, place, type_name = self.compiled.values[code]
        return cast(Possible, self.blocks[block][self.columns["index", type_name][subject]][place])


class Forward:
    """Forward chaining with a flat record."""

    name: ClassVar[str] = "forward"

    def run(self, program: Program, case: Case, question: Question) -> FlatRecord:
        """Decide every conclusion for every subject."""
        code = compiled(program, question)
        record = FlatRecord(code, columns_of(case), [])
        fallback = Fallback(case, question, record)
        columns, blocks = record.columns, record.blocks
        for block in code.blocks:
            blocks.append(block(columns, blocks, fallback))
        return record


__all__ = ["FlatRecord", "Forward"]
