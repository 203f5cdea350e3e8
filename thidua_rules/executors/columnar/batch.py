"""What was decided of tables: statuses by subject and code, and how much of it was handed over to forward, and why."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from functools import cache, cached_property, partial
from typing import Generic, TypeVar

import polars as pl
from attrs import define, evolve, field, frozen

from thidua_rules.diagnostics import Diagnostic
from thidua_rules.executors.columnar.deciding import Decided, decide_sheets
from thidua_rules.executors.columnar.files import write_table
from thidua_rules.executors.columnar.frames import Frames
from thidua_rules.executors.columnar.gathering import case_of_one, gathered
from thidua_rules.executors.columnar.masks import Form, Mask, Truth, as_mask
from thidua_rules.facts.case import Case
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.question import Question
from thidua_rules.values import MET, NOT_APPLICABLE, NOT_MET, Number, Status
from thidua_rules.values.calendar import date_of

STATUSES = pl.Enum([Status.NOT_MET.value, Status.UNKNOWN.value, Status.MET.value, Status.NOT_APPLICABLE.value])
_NOT_MET, _UNKNOWN, _MET, _NOT_APPLICABLE = (pl.lit(each, dtype=STATUSES) for each in STATUSES.categories)
SEATED = pl.Enum(["outside", "unknown", "inside"])
_OUTSIDE, _OPEN, _INSIDE = (pl.lit(each, dtype=SEATED) for each in SEATED.categories)
D = TypeVar("D")


@frozen
class HandedOver:
    """Verdicts of a code that columns do not decide: of whom (`mã`), and why, as a code of `handing_over.REASONS`."""

    code: str
    reason: str
    what: str
    keys: pl.Series = field(repr=False, eq=False)

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.keys)


@define(eq=False, slots=False)
class BatchDecision(Generic[D]):
    """The verdicts on all subjects of some tables.

    `statuses` has a table for each type with the keys (`mã`) and a column for each code, in the order of the rows;
    `seats` the same for titles with a quota: `inside`, `outside` or `unknown` for those who compete, else null.
    `values` the same for the quantities that were asked for, as exact text (null if not known), each with the least
    (`… từ`) and the greatest (`… đến`) that is possible. `findings` are the doubts that all this rests on.
    """

    program: ir.Program
    frames: Frames
    statuses: Mapping[str, pl.DataFrame]
    seats: Mapping[str, pl.DataFrame]
    values: Mapping[str, pl.DataFrame]
    handed_over: tuple[HandedOver, ...]
    findings: tuple[Diagnostic, ...]
    _decide: Callable[[Case], D] = field(repr=False)

    @cached_property
    def verdicts(self) -> pl.DataFrame:
        """One row for each subject and code: `loại`, `mã`, `quy tắc`, `kết luận`, and `suất` of titles with a quota."""
        nobody = pl.lit(None, dtype=SEATED)
        found = []
        for name, table in self.statuses.items():
            seats = self.seats.get(name, pl.DataFrame())
            for code in table.columns[1:]:
                seat = pl.lit(seats.get_column(code)) if code in seats.columns else nobody
                told = (pl.lit(name).alias("loại"), "mã", pl.lit(code).alias("quy tắc"), pl.col(code).alias("kết luận"))
                found.append(table.select(*told, seat.alias("suất")))
        return pl.concat(found) if found else pl.DataFrame()

    @property
    def counts(self) -> Counter[str]:
        """How many verdicts were handed over, by reason."""
        found: Counter[str] = Counter()
        for each in self.handed_over:
            found[each.reason] += each.number
        return found

    def among(self, keys: Mapping[str, pl.Series]) -> "BatchDecision[D]":
        """The same of just some subjects, by type; what is told of a type that is not named is told of nobody."""

        def mine(name: str, keys_told: pl.Series) -> pl.Series:
            return keys_told.is_in(keys.get(name, keys_told.clear()).implode())

        def kept(found: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
            return {name: table.filter(mine(name, table.get_column("mã"))) for name, table in found.items()}

        homes = self.program.homes
        some = (
            evolve(each, keys=each.keys.filter(mine(homes[each.code].subject, each.keys))) for each in self.handed_over
        )
        statuses, seats, values = map(kept, (self.statuses, self.seats, self.values))
        handed = tuple(each for each in some if each.number)
        return evolve(self, statuses=statuses, seats=seats, values=values, handed_over=handed)

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the verdicts as .parquet or .csv; the file is there whole or not at all."""
        write_table(self.verdicts, path)

    def case_of(self, key: str, type_name: str | None = None) -> D:
        """The decision by forward on just the facts that bear on one subject: why its verdicts are what they are.

        `type_name` is needed where several types have the key. KeyError if there is no such subject.
        """
        return self._decide(case_of_one(self.program, self.frames, key, type_name))


def decide(
    program: ir.Program,
    frames: Frames,
    question: Question,
    decide_case: Callable[[Case], D],
    codes: Iterable[str] | None,
    values: Iterable[str] = (),
    findings: Iterable[Diagnostic] = (),
) -> BatchDecision[D]:
    """Decide the asked codes and values of all subjects; None asks for all criteria and titles people ask for."""
    conclusions = tuple(_reported(program) if codes is None else codes)
    quantities = tuple(values)
    asked = (*conclusions, *quantities)
    titles = {each.code: each for each in program.awarded if each.quota is not None and each.code in conclusions}
    closed = [each.type for each in frames.closed if each.owner is None]
    beside = [code for each in titles.values() for code in _of_seats(program, each)]
    told = (*asked, *beside)
    found = decide_sheets(program, question, frames.sheets, closed, asked, told, partial(gathered, frames))
    forms = _Forms(program, found)
    statuses: dict[str, pl.DataFrame] = {}
    seats: dict[str, pl.DataFrame] = {}
    known: dict[str, pl.DataFrame] = {}
    for fact_type in program.vocabulary:
        mine = [code for code in conclusions if program.homes[code].subject == fact_type.name]
        measures = [code for code in quantities if program.homes[code].subject == fact_type.name]
        seated = [titles[code] for code in mine if code in titles]
        for kind, columns in (
            (statuses, lambda mine=mine: [status(forms.of(code)).alias(as_written(code)) for code in mine]),
            (seats, lambda seated=seated: [forms.seat(each).alias(as_written(each.code)) for each in seated]),
            (known, lambda measures=measures: [each for code in measures for each in forms.texts(code)]),
        ):
            shown = columns()
            if shown:
                table = found.whole.sheets[fact_type.name].done().select(shown)
                kind[fact_type.name] = table.insert_column(0, frames.keys[fact_type.name].alias("mã"))
    handed = tuple(_handed(found, frames, asked))
    return BatchDecision(program, frames, statuses, seats, known, handed, tuple(findings), decide_case)


def _reported(program: ir.Program) -> list[str]:
    criteria = (rule for rule in program.rules if isinstance(rule, ir.Criterion))
    return [rule.code for rule in criteria if rule.root.about.reported]


def _of_seats(program: ir.Program, title: ir.Title) -> tuple[str, str]:
    """The codes that say who has a seat: the quota, and the standard of those who compete."""
    assert title.quota is not None
    quota = program.homes[title.quota]
    assert isinstance(quota, ir.Quota)
    return quota.code, quota.standard


def _handed(found: Decided, frames: Frames, asked: Iterable[str]) -> Iterator[HandedOver]:
    for code in asked:
        left = found.left(code)
        if left.len():
            why = found.why(code)
            keys = frames.keys[found.program.homes[code].subject].gather(left)
            yield HandedOver(code, why.reason, why.what, keys)


@frozen
class _Forms:
    """What was found of codes as columns of the sheets of all rows."""

    program: ir.Program
    found: Decided

    def of(self, code: str) -> Form:
        """The mask of a code, over the sheet of its type."""
        if self.found.is_whole(code):
            return self.found.whole.form(code)
        sheet, name = self.found.sheet(code), f"!{code}"
        if not sheet.has(name):
            sheet.frame = sheet.done().with_columns(self.found.masks(code).alias(name))
        return Mask(pl.col(name), 15)

    def texts(self, code: str) -> list[pl.Series]:
        """A value of every subject as text, with the least and the greatest that is possible."""
        rule = self.program.homes[code]
        assert isinstance(rule, ir.Quantity | ir.Rank)
        possible = self.found.values(code)
        shown = cache(partial(value_text, rule.type))
        known = [shown(each.low) if each.is_point and each.ordered else None for each in possible]
        lows, highs = ([shown(getattr(each, end)) for each in possible] for end in ("low", "high"))
        name = as_written(code)
        told = ((name, known), (f"{name} từ", lows), (f"{name} đến", highs))
        return [pl.Series(each, texts, dtype=pl.String) for each, texts in told]

    def seat(self, title: ir.Title) -> pl.Expr:
        """Whether there is a seat for those who compete for a title."""
        quota, standard = _of_seats(self.program, title)
        competes = as_mask(self.of(standard)).expr == MET
        bits = as_mask(self.of(quota)).expr
        seat = pl.when(bits == MET).then(_INSIDE).when(bits == NOT_MET).then(_OUTSIDE).otherwise(_OPEN)
        return pl.when(competes).then(seat)


def status(form: Form) -> pl.Expr:
    """The status that is shown."""
    if isinstance(form, Truth):
        met = pl.when(form.expr).then(_MET)
        return met.otherwise(_NOT_MET) if form.definite else met.when(~form.expr).then(_NOT_MET).otherwise(_UNKNOWN)
    bits = as_mask(form).expr
    found = pl.when(bits == MET).then(_MET).when(bits == NOT_MET).then(_NOT_MET)
    return found.when(bits == NOT_APPLICABLE).then(_NOT_APPLICABLE).otherwise(_UNKNOWN)


def value_text(type_: ir.ValueType, number: Number | None) -> str | None:
    """A number, day, period or grade as exact text; a percentage in points."""
    if number is None:
        return None
    if type_.kind is Kind.GRADE and type_.shape is not None:
        return type_.shape.options[int(number)]
    if type_.kind is Kind.DATE:
        return date_of(int(number)).isoformat()
    if type_.kind.is_period:
        return str(Period(type_.kind, int(number)))
    exact = Fraction(number) * (100 if type_.kind is Kind.PERCENT else 1)
    with localcontext() as context:
        context.traps[Inexact] = True
        try:
            return f"{(Decimal(exact.numerator) / exact.denominator).normalize():f}"
        except Inexact:
            return str(exact)
