"""A case decided in columns, as the record that all executors give."""

from fractions import Fraction
from typing import Any

import polars as pl
from attrs import define, field

from thidua_rules.executors.columnar.expressions import Known
from thidua_rules.executors.columnar.few import Few
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import as_mask
from thidua_rules.executors.columnar.numbers import plain_number, possible_of
from thidua_rules.executors.columnar.quotients import Quotient
from thidua_rules.executors.columnar.running import Outcome, run_columns
from thidua_rules.executors.columnar.sheets import Sheet, sheets_of
from thidua_rules.executors.forward import Forward
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.protocol import Record
from thidua_rules.values import NO_VALUE, Possible, point


@define(eq=False)
class ColumnRecord:
    """What was found, as lists by row; of what was handed over, the record of forward."""

    rows: dict[str, dict[SubjectId, int]]
    masks: dict[str, list[int]]
    values: dict[str, list[Possible]]
    types: dict[str, str]
    others: Record | None = None
    handed_over: dict[str, Any] = field(factory=dict)

    def mask(self, subject: SubjectId, code: str) -> int:
        """The outcomes still possible for a criterion or requirement."""
        if code in self.masks:
            return self.masks[code][self.rows[self.types[code]][subject]]
        if self.others is None:
            raise KeyError(code)
        return self.others.mask(subject, code)

    def value(self, subject: SubjectId, code: str) -> Possible:
        """What is known of a quantity or rank."""
        if code in self.values:
            return self.values[code][self.rows[self.types[code]][subject]]
        if self.others is None:
            raise KeyError(code)
        return self.others.value(subject, code)


def record_of(program: ir.Program, case: Case, question: Question) -> ColumnRecord:
    """Decide a case: in columns as far as they go, the rest by forward."""
    rows = {each.name: {one: at for at, one in enumerate(case.of_type(each.name))} for each in case.vocabulary}
    types = {code: rule.subject for code, rule in program.homes.items()}
    closed = [each.name for each in case.vocabulary if case.is_closed(each.name)]
    try:
        outcome = run_columns(program, question, sheets_of(case), closed, program.homes)
    except Beyond as beyond:
        whole = Forward().run(program, case, question)
        return ColumnRecord(rows, {}, {}, types, whole, dict.fromkeys(program.homes, beyond))
    failed = outcome.run.failed
    others = Forward().run(program, case, question) if failed else None
    masks = {code: masks_of(outcome, code) for code in outcome.run.forms if code not in failed}
    values = {
        code: values_of(outcome.run.sheets[types[code]], number)
        for code, number in outcome.run.nums.items()
        if code not in failed
    }
    return ColumnRecord(rows, masks, values, types, others, dict(failed))


def masks_of(outcome: Outcome, code: str) -> list[int]:
    """The mask of every subject."""
    sheet = outcome.run.sheets[outcome.program.homes[code].subject]
    expr = as_mask(outcome.run.form(code)).expr
    return sheet.done().select(expr.cast(pl.UInt8)).to_series().to_list()


def values_of(sheet: Sheet, number: Known) -> list[Possible]:
    """What is known of a value of every subject."""
    if isinstance(number, Few):
        places = sheet.done().select(number.expr).to_series().to_list()
        return [number.table[each] for each in places]
    if isinstance(number, Quotient):
        pairs = sheet.done().select(number.top.low.alias("a"), number.bottom.low.alias("b")).iter_rows()
        unit = number.top.unit / number.bottom.unit
        return [NO_VALUE if not b else point(plain_number(Fraction(a, b) * unit)) for a, b in pairs]
    flags = {
        "ordered": pl.lit(True) if number.ordered is None else number.ordered,
        "absent": pl.lit(False) if number.absent is None else number.absent,
        "undetermined": pl.lit(False) if number.undetermined is None else number.undetermined,
    }
    every = pl.int_range(pl.len()).alias("dòng")
    table: Any = sheet.done().select(every, low=number.low, high=number.high, **flags)
    return [possible_of(row, number.unit) for row in table.iter_rows(named=True)]
