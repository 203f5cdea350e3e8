"""A case decided in columns, as the record that all executors give."""

from functools import partial
from typing import Any

from attrs import define, field

from thidua_rules.executors.columnar.deciding import decide_sheets
from thidua_rules.executors.columnar.gathering import part_of
from thidua_rules.executors.columnar.sheets import sheets_of
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.values import Possible


@define(eq=False)
class ColumnRecord:
    """What was found, as lists by row."""

    rows: dict[str, dict[SubjectId, int]]
    masks: dict[str, list[int]]
    values: dict[str, list[Possible]]
    types: dict[str, str]
    handed_over: dict[str, Any] = field(factory=dict)

    def mask(self, subject: SubjectId, code: str) -> int:
        """The outcomes still possible for a criterion or requirement."""
        return self.masks[code][self.rows[self.types[code]][subject]]

    def value(self, subject: SubjectId, code: str) -> Possible:
        """What is known of a quantity or rank."""
        return self.values[code][self.rows[self.types[code]][subject]]


def record_of(program: ir.Program, case: Case, question: Question) -> ColumnRecord:
    """Decide a case: in columns as far as they go, the rest by forward."""
    rows = {each.name: {one: at for at, one in enumerate(case.of_type(each.name))} for each in case.vocabulary}
    types = {code: rule.subject for code, rule in program.homes.items()}
    closed = [each.name for each in case.vocabulary if case.is_closed(each.name)]
    codes = program.homes
    found = decide_sheets(program, question, sheets_of(case), closed, codes, codes, partial(part_of, case))
    values = {code for code, rule in codes.items() if isinstance(rule, ir.Quantity | ir.Rank)}
    return ColumnRecord(
        rows,
        {code: found.masks(code).to_list() for code in codes if code not in values},
        {code: found.values(code) for code in values},
        types,
        handed_over={code: found.why(code) for code in codes if not found.is_whole(code)},
    )
