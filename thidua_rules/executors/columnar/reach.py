"""Which rows bear on the verdicts of some subjects: those that their rules look at, and the rules of these, and on."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import polars as pl
from attrs import evolve, frozen

from thidua_rules.executors.columnar.sheets import ROW, Sheet, Sheets, reference_column
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.walking import children


@frozen
class Step:
    """From rows of one type to rows of another: along a reference, or (`back`) to those who refer to them."""

    source: str
    via: str
    target: str
    back: bool


Path = tuple[Step, ...]


@frozen
class Look:
    """A way that a rule looks along, and what it asks for at the end: fields, and codes of what was found there."""

    path: Path
    fields: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


def paths_of(rules: Iterable[tuple[ir.Rule, Iterable[Look]]], type_name: str) -> set[Path]:
    """The ways that rules about subjects of a type look along; every one begins at the subject."""
    return {look.path for rule, looks in rules if rule.subject == type_name for look in looks}


def paths_of_rule(program: ir.Program, rule: ir.Rule | ir.Constraint) -> set[Path]:
    """The ways that a rule or a constraint looks along."""
    return {look.path for look in looks_of(program, rule)}


def looks_of(program: ir.Program, rule: ir.Rule | ir.Constraint) -> set[Look]:
    """All that a rule or a constraint looks at."""
    return set(_looks(program, rule, (), rule.subject, rule.subject))


def _looks(program: ir.Program, part: object, here: Path, at: str, subject: str) -> Iterator[Look]:
    if isinstance(part, ir.Fact | ir.FieldValue | ir.PresentFact):
        for path in _along(program, part.walk, here, at, subject):
            yield Look(path, fields=(part.name,))
    elif isinstance(part, ir.Concluded | ir.Derived):
        for path in _along(program, part.walk, here, at, subject):
            yield Look(path, codes=(part.code_of(end_of(path, subject)),))
    elif isinstance(part, ir.CountOf | ir.RatioOf | ir.RatioCompared | ir.EveryOf | ir.FoldOf | ir.StreakOf):
        for path in _along(program, part.members.owner, here, at, subject):
            inner = path
            for collection in part.members.collections:
                inner = (*inner, Step(end_of(inner, subject), collection.via, collection.member, True))
            yield Look(inner, fields=(part.period,) if isinstance(part, ir.StreakOf) else ())
            for child in (part.members.where, *(each for each in children(part) if not isinstance(each, ir.Members))):
                yield from _looks(program, child, inner, part.members.element, subject)
    else:
        groups = [part.group] if isinstance(part, ir.Rank | ir.Limit) else []
        fact_type = program.vocabulary.type(subject)
        assert fact_type is not None
        for name in groups:
            declared = fact_type.fields[fact_type.position(name)]
            for target in declared.targets:
                out = Step(subject, declared.name, target, False)
                yield Look((out, Step(target, declared.name, subject, True)))
                for quantity in part.through.quantities if isinstance(part, ir.Limit) else ():
                    if quantity.subject == target:
                        for look in looks_of(program, quantity):
                            yield evolve(look, path=(out, *look.path))
        if isinstance(part, ir.Quota):
            yield Look((), codes=(part.standard,))
        for child in children(part):
            yield from _looks(program, child, here, at, subject)


def end_of(path: Path, subject: str) -> str:
    """The type of those at the end of a path that begins at subjects of a type."""
    return path[-1].target if path else subject


def _along(program: ir.Program, walk: ir.Walk, here: Path, at: str, subject: str) -> Iterator[Path]:
    """Every way that a walk may take, with all types that a reference may lead to."""
    ways: list[Path] = [() if walk.of_subject else here]
    ends = [subject if walk.of_subject else at]
    for name in walk.steps:
        further: list[Path] = []
        next_ends: list[str] = []
        for way, end in zip(ways, ends, strict=True):
            fact_type = program.vocabulary.type(end)
            assert fact_type is not None
            declared = fact_type.fields[fact_type.position(name)]
            for target in declared.targets:
                further.append((*way, Step(end, declared.name, target, False)))
                next_ends.append(target)
        ways, ends = further, next_ends
    return iter(ways)


def touched(
    program: ir.Program, rules: Iterable[ir.Rule], sheets: Sheets, start: Mapping[str, Iterable[int]]
) -> dict[str, pl.Series]:
    """The rows that bear on what rules find of those at the start, by type; of whom is reached the same rules ask.

    A reference leads on to its subject even where no rule follows it, so that no row of the case points at nobody; one
    that is not known and that rules follow, one way or the other, to all whom it may mean.
    """
    looks = [(rule, looks_of(program, rule)) for rule in rules]
    paths = {name: paths_of(looks, name) for name in sheets}
    steps = {step for ways in paths.values() for path in ways for step in path}
    followed = {(step.target if step.back else step.source, step.via) for step in steps}
    found = {name: pl.Series([], dtype=ROW) for name in sheets}
    waiting = {name: pl.Series(list(rows), dtype=ROW) for name, rows in start.items()}
    while waiting:
        fresh: dict[str, list[pl.Series]] = {}
        for name, rows in waiting.items():
            found[name] = pl.concat([found[name], rows])
            for path in paths[name]:
                at, anywhere = rows, False
                for step in path:
                    # from somebody who is not known the way may lead to anybody
                    anywhere = anywhere or _is_lost(sheets, step, at)
                    at = _all(sheets[step.target]) if anywhere else _step(sheets, step, at)
                    fresh.setdefault(step.target, []).append(at)
            for step in _references(sheets, name):
                fresh.setdefault(step.target, []).append(_step(sheets, step, rows, (name, step.via) in followed))
        waiting = {}
        for name, each in fresh.items():
            rows = pl.concat(each).unique()
            rows = rows.filter(~rows.is_in(found[name].implode()))
            if rows.len():
                waiting[name] = rows
    return {name: rows.sort() for name, rows in found.items()}


def _step(sheets: Sheets, step: Step, rows: pl.Series, followed: bool = True) -> pl.Series:
    """Where a step leads, with all whom a reference that is not known may mean."""
    source = sheets[step.target if step.back else step.source]
    column = source.frame.get_column(reference_column(step.via, step.source if step.back else step.target))
    doubts = source.unknown.get(step.via, {})
    if step.back:
        sure = column.is_in(rows.implode()).arg_true().cast(ROW)
        perhaps = [row for row, at in doubts.items() if _may_mean(at, step.source, rows)]
        return pl.concat([sure, pl.Series(perhaps, dtype=ROW)])
    found = [column.gather(rows).drop_nulls()]
    for row in rows.to_list() if doubts else ():
        at = doubts.get(row, ())
        if at is not None:
            found.append(pl.Series([one for name, one in at if name == step.target], dtype=ROW))
        elif followed:
            return _all(sheets[step.target])
    return pl.concat(found).unique()


def _all(sheet: Sheet) -> pl.Series:
    return pl.int_range(sheet.height, dtype=ROW, eager=True)


def _is_lost(sheets: Sheets, step: Step, rows: pl.Series) -> bool:
    """Whether a step is along a reference that may mean anybody, of one of these rows."""
    doubts = {} if step.back else sheets[step.source].unknown.get(step.via, {})
    return bool(doubts) and any(row in doubts and doubts[row] is None for row in rows.to_list())


def _may_mean(at: Collection[tuple[str, int]] | None, name: str, rows: pl.Series) -> bool:
    """Whether somebody of a type among these rows may be meant, or somebody of whom there is no row."""
    return at is None or any(of == name and one in rows for of, one in at)


def _references(sheets: Sheets, name: str) -> Sequence[Step]:
    fields = sheets[name].fact_type.fields
    return [
        Step(name, each.name, target, False)
        for each in fields
        if each.kind is Kind.REFERENCE
        for target in each.targets
    ]
