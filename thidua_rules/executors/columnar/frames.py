"""Facts in tables, checked: what `decide_frames` decides, and the same faults as those of the row readers."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import polars as pl
from attrs import define, evolve, frozen

from thidua_rules.diagnostics import Collector, Diagnostic, DossierError, Place, Severity, UsageError
from thidua_rules.executors.columnar.sheets import Sheet, sheets_of
from thidua_rules.executors.columnar.tables import Doubtful, sheets_of_tables
from thidua_rules.facts.building import CaseBuilder, known_name
from thidua_rules.facts.case import Case, Closure
from thidua_rules.facts.keys import show_key
from thidua_rules.facts.periods import Period
from thidua_rules.facts.tables import COMPLETE, HEADER, Row, Table, find_type, read_table
from thidua_rules.facts.vocabulary import Vocabulary
from thidua_rules.source.text import fold


@frozen
class Given:
    """One table as it was given: its title, its values, and where its cells are (a row from 1, a heading)."""

    title: str
    frame: pl.DataFrame
    place: Callable[[int, str], Place]
    first: int = 1
    """The number of the first row, as people count."""
    at: pl.Series | None = None
    """Where each row stands, from 0, of a part of a table."""

    def rows(self) -> Iterable[Row]:
        """The heading and the rows, as the row readers take them."""
        yield Row(0, self.frame.columns)
        places = range(self.frame.height) if self.at is None else self.at
        for at, values in zip(places, self.frame.iter_rows(), strict=True):
            yield Row(self.first + at, values)

    def fill(self, builder: CaseBuilder) -> None:
        """Read it by rows."""
        read_table(builder, Table(self.title, self.rows(), self.place))

    def without(self, first: str) -> "Given":
        """The table without the rows whose first cell says this."""
        other = [not row or fold(str(row[0])) != fold(first) for row in self.frame.iter_rows()]
        return evolve(self, frame=self.frame.filter(other))

    def readable(self, found: Collector) -> "Given":
        """The table without the columns whose values are no objects of Python, such as days beyond the calendar."""
        frame = self.frame
        for each in frame.select(pl.selectors.temporal()):
            try:
                each.to_list()
            except (ValueError, OverflowError):
                found.add("FILE-22", self.place(0, each.name), kind=str(each.dtype))
                frame = frame.with_columns(pl.lit(None).alias(each.name))
        return evolve(self, frame=frame)


@define(eq=False)
class Frames:
    """Facts in tables that have been checked, with the question.

    `keys` has the key of every subject as text, by type and row. `case` is the same as a case, if it had to be made.
    """

    vocabulary: Vocabulary
    on: datetime.date
    period: Period
    closed: frozenset[Closure]
    sheets: Mapping[str, Sheet]
    keys: Mapping[str, pl.Series]
    case: Case | None = None
    findings: tuple[Diagnostic, ...] = ()


def given_tables(tables: Mapping[str, Any]) -> list[Given]:
    """Tables of Polars or Arrow by title, or as `Given`. UsageError for anything else."""
    if not isinstance(tables, Mapping):
        raise UsageError([Diagnostic("USE-35", arguments={"given": type(tables).__name__})])
    return [
        table if isinstance(table, Given) else Given(str(title), _frame(title, table), _In(str(title)))
        for title, table in tables.items()
    ]


@frozen
class _In:
    """Places in a table of a mapping: `$.người[2].mã`, rows counted from 0 as in Python."""

    title: str

    def __call__(self, number: int, column: str) -> Place:
        row = f"[{number - 1}]" if number else ""
        return Place(path=f"$.{self.title}{row}{f'.{column}' if column else ''}")


def _frame(title: object, table: Any) -> pl.DataFrame:
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    if isinstance(table, pl.DataFrame):
        return table
    if hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__"):
        try:
            return pl.DataFrame(table)
        except _not_taken() as fault:
            faults = list(_odd_columns(table, _In(str(title))))
            if faults:
                raise DossierError(faults) from fault
    raise UsageError([Diagnostic("USE-35", Place(path=f"$.{title}"), {"given": type(table).__name__})])


def _not_taken() -> tuple[type[BaseException], ...]:
    """What Polars raises where it does not take something of Arrow."""
    return pl.exceptions.PolarsError, pl.exceptions.PanicException, ValueError, TypeError


def _odd_columns(table: Any, place: Callable[[int, str], Place]) -> Iterator[Diagnostic]:
    """The columns of a table of Arrow that Polars does not take: met twice, or of a type of which it knows nothing."""
    names = getattr(table, "column_names", [])
    for at, name in enumerate(names):
        if name in names[:at]:
            yield Diagnostic("FACT-43", place(0, name), {"key": name})
        try:
            pl.Series(table.column(at))
        except _not_taken():
            yield Diagnostic("FILE-22", place(0, name), {"kind": str(table.column(at).type)})


def frames_of(
    vocabulary: Vocabulary,
    given: Iterable[Given],
    on: datetime.date | None,
    period: Period | None,
    closed: Iterable[str] = (),
    ruleset: str | None = None,
) -> Frames:
    """The facts of some tables. Raises DossierError with all faults, each at its place."""
    told = list(given)
    builder = CaseBuilder(vocabulary, Place(path="$"))
    records: dict[str, pl.DataFrame] = {}
    try:
        for each in told:
            if fold(each.title) in (fold(HEADER), fold(COMPLETE)):
                each.fill(builder)
            else:
                fact_type, frame = _named(vocabulary, each)
                if fact_type in records:
                    raise Doubtful
                records[fact_type] = frame
        for name in closed:
            builder.close_type(name)
        builder.ask(on, period)
        facts = builder.without_records()
        if facts is None or builder.ruleset not in (None, ruleset) or not any(map(len, records.values())):
            raise Doubtful
        sheets, keys = sheets_of_tables(vocabulary, records)
    except Doubtful:
        return frames_by_rows(vocabulary, told, on, period, tuple(closed), ruleset)
    return Frames(vocabulary, *facts, sheets, keys)


def _named(vocabulary: Vocabulary, given: Given) -> tuple[str, pl.DataFrame]:
    """The type of a table, and its columns under their declared names."""
    fact_type = find_type(vocabulary, given.title)
    if fact_type is None or fact_type.is_dossier:
        raise Doubtful
    names = [known_name(fact_type, each) for each in given.frame.columns]
    if None in names or len(set(names)) < len(names) or not names:
        raise Doubtful
    return fact_type.name, given.frame.rename(
        {old: str(new) for old, new in zip(given.frame.columns, names, strict=True)}
    )


def frames_by_rows(
    vocabulary: Vocabulary,
    given: Iterable[Given],
    on: datetime.date | None,
    period: Period | None,
    closed: Iterable[str],
    ruleset: str | None,
) -> Frames:
    """The same by the row readers, which tell every fault."""
    builder = CaseBuilder(vocabulary, Place(path="$"))
    for each in given:
        each.readable(builder.found).fill(builder)
    for name in closed:
        builder.close_type(name)
    if ruleset is not None and builder.ruleset is not None and builder.ruleset != ruleset:
        builder.found.add("FACT-39", builder.place, given=builder.ruleset, wanted=ruleset)
    doubts = [each for each in builder.found.items if each.severity is not Severity.ERROR]
    try:
        case = builder.build(on, period)
    except DossierError as fault:
        # as of any dossier: a doubt may be why all the rest is wrong
        raise DossierError([*doubts, *fault.diagnostics]) from None
    if not any(case.subjects.values()):
        builder.found.add("FACT-46", builder.place)
    return frames_of_case(evolve(case, findings=tuple(builder.found.items)))


def frames_of_case(case: Case) -> Frames:
    """The facts of a case in tables."""
    keys = {
        each.name: pl.Series([show_key(case.vocabulary, one) for one in case.of_type(each.name)], dtype=pl.String)
        for each in case.vocabulary
    }
    return Frames(case.vocabulary, case.on, case.period, case.closed, sheets_of(case), keys, case, case.findings)
