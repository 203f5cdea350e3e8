"""The default executor: forward chaining, stratum by stratum, by Python code generated once per program."""

from typing import Any, ClassVar, cast

from attrs import define, field

from thidua_rules.executors.forward.columns import Columns, columns_of
from thidua_rules.executors.forward.compiled import Compiled, compiled
from thidua_rules.executors.forward.exact import lifted
from thidua_rules.executors.forward.runtime import Fallback
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.program.ir import Program
from thidua_rules.program.question import Question
from thidua_rules.values import Possible


@define(eq=False)
class FlatRecord:
    """What was found, as one tuple per subject and block of rules."""

    program: Program
    question: Question
    case: Case
    blocks: list[Any]
    compiled: Compiled = field(init=False)
    columns: Columns = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.compiled, self.columns = compiled(self.program, self.question), columns_of(self.case)

    def __reduce__(self) -> tuple[Any, ...]:
        """What was found, without the code that found it: that is made anew where it is wanted."""
        return FlatRecord, (self.program, self.question, self.case, self.blocks)

    def mask(self, subject: SubjectId, code: str) -> int:
        """The outcomes still possible for a criterion or requirement."""
        block, place, type_name = self.compiled.masks[code]
        return cast(int, self.blocks[block][self.columns["index", type_name][subject]][place])

    def value(self, subject: SubjectId, code: str) -> Possible:
        """What is known of a quantity or rank."""
        block, place, type_name = self.compiled.values[code]
        held = self.blocks[block][self.columns["index", type_name][subject]][place]
        return lifted(held, self.compiled.scales.get(code, 1))


class Forward:
    """Forward chaining with a flat record."""

    name: ClassVar[str] = "forward"

    def run(self, program: Program, case: Case, question: Question) -> FlatRecord:
        """Decide every conclusion for every subject."""
        record = FlatRecord(program, question, case, [])
        fallback = Fallback(case, question, record)
        columns, blocks = record.columns, record.blocks
        for block in record.compiled.blocks:
            blocks.append(block(columns, blocks, fallback))
        return record


__all__ = ["FlatRecord", "Forward"]
