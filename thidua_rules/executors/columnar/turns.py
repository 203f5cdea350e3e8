"""Seats under several limits of which one lies within the next, for all candidates at once: turns without turns.

Of pools of which any two are apart, or one within the other, a narrower one is gone through before those around it. Who
passes it is who would in merit order: as long as a wider pool has seats it stops nobody, and once it has none it stops
everybody, so that it makes no difference who passes the narrower one from then on. What is level at an edge is told by
`semantics.merit_order.Seats`:

- `all` are seated who have room before their level; `none` of a level for which there are too few seats, nor anybody
  after it. Whom a narrower limit of the same group stops does not ask with those of its level at the wider one, whom
  one of another group stops does.
- Of `council`, those level at an edge may pass. Others are told from how many surely pass before them, and how many
  may with them, as long as one of these decides.

Whose pools cross, or hold something open, or more than that is left with all who are linked with them (`Lost`).
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import floor

import polars as pl
from attrs import frozen

from thidua_rules.executors.columnar.expressions import Writer
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import TRUE, Form, constant
from thidua_rules.executors.columnar.numbers import NO, YES
from thidua_rules.executors.columnar.ordering import FAR, Keys, group_column, in_order, keys_of, numbered
from thidua_rules.executors.columnar.seats import Known, Seats, as_column, base_of, by_group, known, under_one
from thidua_rules.executors.columnar.ways import Lost
from thidua_rules.executors.forward.reading import rests_on
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import conjuncts, seat_parameters
from thidua_rules.semantics.merit_order import is_within
from thidua_rules.values import EITHER, MET, NOT_MET, UNDETERMINED, is_unlimited

_MOST_ROUNDS = 32
"""Pools linked in a longer chain are left together with all others."""


def quota(writer: Writer, rule: ir.Quota, everybody: bool) -> Form:
    """Whether there is a seat for each subject, taken to have the standard; who is left is told in the run.

    Unless `everybody` is asked, those who surely lack the standard are passed over: what stands there says nothing.
    """
    given = writer.run.question.parameters
    limits = [each for each in rule.limits if not any(is_unlimited(given[name].low) for name in seat_parameters(each))]
    if not limits:
        return constant(MET)
    if len(limits) == 1:
        return under_one(writer, rule, limits[0], everybody)
    gates = [_Gate.of(writer, rule, number, each) for number, each in enumerate(limits)]
    keys, standard = keys_of(writer, rule), known(writer.run.form(rule.standard))
    frame = numbered(writer.sheet)
    people = _people(frame, gates, keys, standard, everybody)
    for gate in gates:
        people = gate.with_room(people, frame, writer.run.question)
    people = _settled(people, gates, keys)
    gates.sort(key=lambda each: (-people.get_column(each.group).n_unique(), -len(set(conjuncts(each.limit.counts)))))
    people = _crossed(people, gates)
    for at, gate in enumerate(gates):
        people = _passing(people, gate, gates[:at], rule.ties, keys)
    people = _linked(people, gates, rule)
    told = pl.when("bỏ").then(EITHER).when(~pl.col("có thể qua")).then(NOT_MET)
    masks = people.select(told.when("qua").then(MET).otherwise(UNDETERMINED).cast(pl.UInt8)).to_series()
    whole = pl.repeat(MET, frame.height, dtype=pl.UInt8, eager=True).scatter(people.get_column("dòng"), masks)
    left = people.filter("bỏ").get_column("dòng")
    if left.len():
        rows = pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True).scatter(left, True)
        writer.run.lost[rule.code] = Lost(Beyond("limits", rule.code), rows)
    return as_column(writer.sheet, f"={rule.code}", whole)


@frozen(eq=False)
class _Gate:
    """One of the limits that bind, and the names of its columns: who passes it, and with how many seats."""

    limit: ir.Limit
    group: str
    groups: int
    """How many rows the type of the groups has."""
    counted: Known
    base: Known
    seats: Seats
    name: str

    @classmethod
    def of(cls, writer: Writer, rule: ir.Quota, number: int, limit: ir.Limit) -> "_Gate":
        """A limit. Raises Beyond for one that has no form in columns."""
        if limit.through.quantities or (limit.base is not None and not rests_on(limit.seats, limit.base)):
            raise Beyond("seats", limit.code)
        group = group_column(writer.run, rule, limit.group)
        groups = writer.along((limit.group,), writer.sheet, None).sheet.height
        counted = known(TRUE if limit.counts is None else writer.condition(limit.counts))
        seats = Seats({}) if limit.base is not None else Seats.by_candidate(writer, limit)
        return cls(limit, group, groups, counted, known(base_of(writer, limit)), seats, f"q{number}")

    @property
    def here(self) -> str:
        """The column that says who passes it."""
        return f"{self.name} tính"

    @property
    def room(self) -> str:
        """The column of its whole seats, where each is taken to have the standard."""
        return f"{self.name} chỗ"

    @property
    def passed(self) -> str:
        """The column that says who surely passes it, or need not."""
        return f"{self.name} qua"

    @property
    def open(self) -> str:
        """The column that says for whom it had seats before those of its level."""
        return f"{self.name} còn"

    @property
    def pools(self) -> pl.Expr:
        """The group of each who passes it."""
        return pl.when(self.here).then(pl.col(self.group))

    def columns(self) -> dict[str, pl.Expr]:
        """What is read of everybody."""
        found = {f"{self.name} {name}": each for name, each in self.seats.columns.items()}
        found |= {f"{self.name} trong": self.base.sure, self.here: self.counted.may}
        return found | {f"{self.name} ngờ": self.counted.may & ~self.counted.sure}

    def with_room(self, people: pl.DataFrame, frame: pl.DataFrame, question: Question) -> pl.DataFrame:
        """The candidates with their seats, and who is left since these, or their pool, are not known."""
        at = people.get_column(self.group)
        left = (pl.col(f"{self.name} ngờ")) | pl.col(self.group).is_null()
        if self.limit.base is None:
            low, exact = pl.col(f"{self.name} ít"), pl.col(f"{self.name} đúng")
            return people.with_columns(
                pl.col("bỏ") | (pl.col(self.here) & (left | ~exact | low.is_null())),
                low.fill_null(0).alias(self.room),
            )
        members = frame.lazy().filter(pl.col(self.group).is_not_null())
        sure, open_ = pl.collect_all(
            members.filter(each).group_by(self.group).len()
            for each in (self.base.sure, self.base.may & ~self.base.sure)
        )
        size = by_group(sure, self.group, self.groups)
        doubts = by_group(open_, self.group, self.groups)
        seats = Seats.by_size(self.limit, question, max(size.to_list(), default=0) + 1)
        rooms = pl.Series([min(FAR, floor(each or 0)) for each in seats.fewest], dtype=pl.Int64)
        known_seats = pl.Series(seats.exact, dtype=pl.Boolean)
        own = people.get_column(f"{self.name} trong")
        base = size.gather(at).fill_null(0)
        taken = base + (~own).cast(pl.Int64) if self.limit.within_base else base
        grown = rooms.gather(taken) - rooms.gather(base)
        steady = known_seats.gather(taken) & known_seats.gather(base) & grown.is_between(0, 1)
        unknown = pl.Series(doubts.gather(at).fill_null(0) > 0)
        # a seat more at a limit that does not count who brings it may go to somebody who comes before at another
        elsewhere = ~pl.col(self.here) & (grown != 0).fill_null(False)
        return people.with_columns(
            pl.col("bỏ") | elsewhere | (pl.col(self.here) & (left | unknown | ~steady)),
            pl.col("thêm") | (pl.col(self.here) & (grown > 0)),
            rooms.gather(taken).alias(self.room),
        )


def _people(frame: pl.DataFrame, gates: Sequence[_Gate], keys: Keys, standard: Known, everybody: bool) -> pl.DataFrame:
    """Those who compete (`thi`), may, or ask too; `bỏ`: who is left, `thêm`: who brings another seat."""
    columns = {name: each for gate in gates for name, each in gate.columns().items()}
    flags = {
        "thi": standard.sure,
        "có thể thi": standard.may,
        "bỏ": standard.may & ~standard.sure,
        "thêm": NO,
        "qua": YES,
        "có thể qua": YES,
    }
    names = dict.fromkeys((*keys.best, *keys.worst, *(gate.group for gate in gates)))
    asks = YES if everybody else standard.may
    return frame.lazy().select("dòng", *names, **flags, **columns, hỏi=asks).filter("hỏi").collect()


def _settled(people: pl.DataFrame, gates: Sequence[_Gate], keys: Keys) -> pl.DataFrame:
    """Who is left too since it may come before another of its pool, or after; a tie is no doubt."""
    if keys.are_known:
        return people
    for gate in gates:
        own = pl.col(gate.group)
        earlier = [pl.col(each).shift(1) for each in keys.worst]
        apart, alike = NO, own == own.shift(1)
        for before, best in zip(reversed(earlier), reversed(keys.best), strict=True):
            apart = (before < pl.col(best)) | ((before == pl.col(best)) & apart)
        placed = pl.all_horizontal(pl.col(one) == pl.col(two) for one, two in zip(keys.best, keys.worst, strict=True))
        same = pl.all_horizontal(pl.col(each) == pl.col(each).shift(1) for each in keys.best)
        level = same & placed & placed.shift(1)
        mixed = people.filter(gate.here).sort(gate.group, *keys.best, *keys.worst).filter(alike & ~apart & ~level)
        people = people.with_columns(
            pl.col("bỏ") | (pl.col(gate.here) & own.is_in(mixed.get_column(gate.group).unique().implode()))
        )
    return people


def _crossed(people: pl.DataFrame, gates: Sequence[_Gate]) -> pl.DataFrame:
    """Who is left too since its pools are not one within the other."""
    for narrow, wide in combinations(gates, 2):
        within = is_within(narrow.limit, wide.limit) or (narrow.group == wide.group and wide.limit.counts is None)
        if within:
            continue
        around = wide.pools
        pools = people.lazy().filter(pl.col(narrow.here)).group_by(narrow.group)
        ends = pools.agg(first=around.min(), last=around.max(), outside=around.is_null().any())
        crosses = (pl.col("first") != pl.col("last")) | (pl.col("first").is_not_null() & pl.col("outside"))
        crossing = ends.filter(crosses).select(narrow.group).collect().to_series()
        if crossing.len():
            hit = pl.col(narrow.here) & pl.col(narrow.group).is_in(crossing.implode())
            people = people.with_columns(pl.col("bỏ") | hit)
    return people


def _passing(people: pl.DataFrame, gate: _Gate, inner: Sequence[_Gate], ties: ir.Ties, keys: Keys) -> pl.DataFrame:
    """Who passes a limit (`qua`), and who may (`có thể qua`), of those who pass the narrower ones."""
    asks = pl.col("có thể qua")
    if ties == "none":
        asks = YES
        for each in inner:
            asks = asks & pl.col(each.passed if is_within(each.limit, gate.limit) else each.open)
    asking = people.with_row_index("thứ").filter(pl.col(gate.here) & pl.col(gate.group).is_not_null())
    asking = asking.with_columns(
        (pl.col("thi") & each).cast(pl.Int64).alias(name)
        for name, each in {"trên": pl.col("qua"), "tới": pl.col("qua"), "xin": asks}.items()
    )
    if not asking.height:
        return people.with_columns(YES.alias(gate.passed), YES.alias(gate.open))
    asking = asking.hstack(in_order(asking, gate.group, keys.best, {"trên": False, "tới": True, "xin": True}))
    room, upto, most = pl.col(gate.room), pl.col("tới trước") - pl.col("tới"), pl.col("xin trước") - pl.col("xin")
    has_room = pl.col("trên trước") < room
    clear = has_room if ties == "all" else most < room
    stopped = upto >= room if ties == "none" else ~has_room
    doubt = (most > upto) | ~pl.col("qua") | pl.col("thêm") if ties == "council" else YES
    found = asking.select("thứ", qua=clear, hết=stopped, bỏ=~clear & ~stopped & doubt, còn=has_room)

    def everywhere(name: str, otherwise: bool) -> pl.Series:
        whole = pl.repeat(otherwise, people.height, dtype=pl.Boolean, eager=True)
        return whole.scatter(found.get_column("thứ"), found.get_column(name))

    return people.with_columns(
        everywhere("qua", True).alias(gate.passed),
        everywhere("còn", True).alias(gate.open),
        pl.col("bỏ") | (pl.col("có thể qua") & everywhere("bỏ", False)),
        pl.col("qua") & everywhere("qua", True),
        pl.col("có thể qua") & ~everywhere("hết", False),
    )


def _linked(people: pl.DataFrame, gates: Iterable[_Gate], rule: ir.Quota) -> pl.DataFrame:
    """With those who are left, all who are linked with them through pools. Raises Beyond if that leads far."""
    before = 0
    for _ in range(_MOST_ROUNDS):
        number = people.select(pl.col("bỏ").sum()).item()
        if number == before:
            return people
        before = number
        for gate in gates:
            pools = people.filter("bỏ", "có thể thi").select(gate.pools.unique().drop_nulls()).to_series()
            people = people.with_columns(pl.col("bỏ") | gate.pools.is_in(pools.implode()).fill_null(False))
    raise Beyond("limits", rule.code)
