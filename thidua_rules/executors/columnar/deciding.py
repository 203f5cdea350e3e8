"""Deciding what is asked: by columns of all rows, else by columns of the rows of which all is known, else by forward.

Only what columns can say of nobody, and of the others the rows with something open and those that rest on them, are
left to forward, which gets just the facts that bear on them.
"""

from collections.abc import Callable, Iterable, Mapping

import polars as pl
from attrs import define, field, frozen

from thidua_rules.executors.columnar.aggregates import collected
from thidua_rules.executors.columnar.few import Few
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.numbers import Num
from thidua_rules.executors.columnar.plain import Flags, plain_rows, sheets_of_rows
from thidua_rules.executors.columnar.quotients import Quotient
from thidua_rules.executors.columnar.reach import touched
from thidua_rules.executors.columnar.reading import masks_of, values_of
from thidua_rules.executors.columnar.running import decide_rules, needed_codes, run_columns, uses
from thidua_rules.executors.columnar.settled import finding_of
from thidua_rules.executors.columnar.sheets import Sheet, Sheets
from thidua_rules.executors.columnar.ways import Run
from thidua_rules.executors.forward import FlatRecord, Forward
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.values import Possible

Gather = Callable[[Mapping[str, pl.Series]], tuple[Case, dict[str, list[SubjectId]]]]
"""Some rows of every type as a case, and who stands in each of them."""


@frozen(eq=False)
class Part:
    """What was found by columns of some rows alone."""

    run: Run
    rows: Flags


@frozen(eq=False)
class Rest:
    """What was found by forward, of the subjects in some rows of every type."""

    record: FlatRecord
    rows: Mapping[str, pl.Series]
    subjects: Mapping[str, list[SubjectId]]

    def at(self, type_name: str, rows: pl.Series) -> list[SubjectId]:
        """Who stands in some of these rows."""
        return [self.subjects[type_name][at] for at in self.rows[type_name].search_sorted(rows).to_list()]


@define(eq=False)
class Decided:
    """What was found of all rows: `whole` by columns at once, `parts` by columns of some rows, by code, `rest`."""

    program: ir.Program
    whole: Run
    parts: dict[str, Part] = field(factory=dict)
    rest: Rest | None = None

    def sheet(self, code: str) -> Sheet:
        """The sheet of whom a code is asked of."""
        return self.whole.sheets[self.program.homes[code].subject]

    def is_whole(self, code: str) -> bool:
        """Whether columns decide a code of all rows at once."""
        return code not in self.whole.failed and code not in self.whole.lost

    def why(self, code: str) -> Beyond:
        """Why columns do not decide a code of all rows."""
        return self.whole.failed[code] if code in self.whole.failed else self.whole.lost[code].why

    def left(self, code: str) -> pl.Series:
        """The rows of which columns do not decide a code."""
        if self.is_whole(code):
            return pl.Series([], dtype=pl.UInt32)
        nobody = pl.repeat(False, self.sheet(code).height, dtype=pl.Boolean, eager=True)
        if code not in self.whole.failed:
            flags = self.whole.lost[code].rows
        elif code not in self.parts:
            flags = ~nobody
        else:
            part = self.parts[code]
            flags = ~part.rows[self.program.homes[code].subject]
            if code in part.run.lost:
                flags = flags | nobody.scatter(self._rows(code).filter(part.run.lost[code].rows), True)
        return flags.arg_true().cast(pl.UInt32)

    def _rows(self, code: str) -> pl.Series:
        """The rows of which columns of some rows alone tell a code."""
        name = self.program.homes[code].subject
        return self.parts[code].rows[name].arg_true() if code in self.parts else pl.Series([], dtype=pl.UInt32)

    def masks(self, code: str) -> pl.Series:
        """The outcomes still possible in every row."""
        type_name, left = self.program.homes[code].subject, self.left(code)
        found = pl.zeros(self.sheet(code).height, dtype=pl.UInt8, eager=True)
        if code not in self.whole.failed:
            found = found | masks_of(self.sheet(code), self.whole.form(code))
        elif code in self.parts:
            run = self.parts[code].run
            found = found.scatter(self._rows(code), masks_of(run.sheets[type_name], run.form(code)))
        if left.len():
            assert self.rest is not None
            record = self.rest.record
            told = [record.mask(each, code) for each in self.rest.at(type_name, left)]
            found = found.scatter(left, pl.Series(told, dtype=pl.UInt8))
        return found

    def values(self, code: str) -> list[Possible]:
        """What is known of a quantity or rank in every row."""
        type_name, left = self.program.homes[code].subject, self.left(code)
        if code not in self.whole.failed:
            found = values_of(self.sheet(code), self.whole.num(code))
        else:
            found = [Possible()] * self.sheet(code).height
        if code in self.parts:
            run = self.parts[code].run
            for at, value in zip(
                self._rows(code).to_list(), values_of(run.sheets[type_name], run.num(code)), strict=True
            ):
                found[at] = value
        if left.len():
            assert self.rest is not None
            for at, each in zip(left.to_list(), self.rest.at(type_name, left), strict=True):
                found[at] = self.rest.record.value(each, code)
        return found


def decide_sheets(
    program: ir.Program,
    question: Question,
    sheets: Sheets,
    closed: Iterable[str],
    asked: Iterable[str],
    told: Iterable[str],
    gather: Gather,
) -> Decided:
    """Decide the asked codes of all rows; `told` are those, and others that rest on the same, of which it is read."""
    closed = frozenset(closed)
    decided = Decided(program, run_columns(program, question, sheets, closed, asked))
    wanted = [code for code in dict.fromkeys(told) if not decided.is_whole(code)]
    if not wanted:
        return decided
    if decided.whole.failed:
        decided.parts = _parts(program, sheets, closed, decided.whole)
    start: dict[str, pl.Series] = {}
    for code in wanted:
        name = program.homes[code].subject
        start[name] = pl.concat([start[name], decided.left(code)]).unique() if name in start else decided.left(code)
    if any(rows.len() for rows in start.values()):
        needed = needed_codes(program, wanted)
        rules = [rule for rule in program.rules if not needed.isdisjoint(ir.codes_of(rule))]
        rows = touched(program, rules, sheets, start)
        case, subjects = gather(rows)
        decided.rest = Rest(Forward().run(program, case, question), rows, subjects)
    return decided


def _parts(program: ir.Program, sheets: Sheets, closed: frozenset[str], whole: Run) -> dict[str, Part]:
    """By code that columns cannot say of all rows, what they say of those of which all is known."""
    failed = whole.failed
    rules = [rule for rule in program.rules if not failed.keys().isdisjoint(ir.codes_of(rule))]
    used = frozenset[str]().union(*map(uses, rules)) - failed.keys()
    subjects = {code: program.homes[code].subject for code in used}
    findings = {code: finding_of(whole, subjects[code], code) for code in used}

    def of(rows: Flags) -> Part:
        some = sheets_of_rows(sheets, rows, ((subjects[code], each) for code, each in findings.items()))
        run = Run(program, whole.question, some, frozenset(some), whole.asked, whole.wanted, collected)
        for code, finding in findings.items():
            if isinstance(finding.known, Num | Few | Quotient):
                run.nums[code] = finding.known
            else:
                run.forms[code] = finding.known
        decide_rules(run, rules)
        return Part(run, rows)

    nobody = {name: pl.repeat(False, sheet.height, dtype=pl.Boolean, eager=True) for name, sheet in sheets.items()}
    left = failed.keys() - of(nobody).run.failed.keys()
    found: dict[str, Part] = {}
    for strict in (False, True):
        if left:
            part = of(plain_rows(program, rules, sheets, closed, findings, strict))
            found.update(dict.fromkeys(left - part.run.failed.keys(), part))
            left &= part.run.failed.keys()
    return found
