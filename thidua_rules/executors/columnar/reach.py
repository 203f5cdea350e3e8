"""Which rows bear on the verdicts of some subjects: those that their rules look at, and the rules of these, and on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl
from attrs import frozen

from thidua_rules.executors.columnar.sheets import Sheets, reference_column
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


def paths_of(program: ir.Program, type_name: str) -> set[Path]:
    """The ways that rules about subjects of a type look along; every one begins at the subject."""
    return {path for rule in program.rules if rule.subject == type_name for path in paths_of_rule(program, rule)}


def paths_of_rule(program: ir.Program, rule: ir.Rule | ir.Constraint) -> set[Path]:
    """The ways that a rule or a constraint looks along."""
    return set(_paths(program, rule, (), rule.subject, rule.subject))


def _paths(program: ir.Program, part: object, here: Path, at: str, subject: str) -> Iterator[Path]:
    if isinstance(part, ir.Fact | ir.FieldValue | ir.PresentFact | ir.Concluded | ir.Derived):
        yield from _along(program, part.walk, here, at, subject)
    elif isinstance(part, ir.CountOf | ir.RatioOf | ir.RatioCompared | ir.EveryOf | ir.FoldOf | ir.StreakOf):
        for path in _along(program, part.members.owner, here, at, subject):
            inner = path
            for collection in part.members.collections:
                inner = (*inner, Step(collection.owner, collection.via, collection.member, True))
            yield inner
            for child in (part.members.where, *(each for each in children(part) if not isinstance(each, ir.Members))):
                yield from _paths(program, child, inner, part.members.element, subject)
    else:
        groups = [part.group] if isinstance(part, ir.Rank | ir.Limit) else []
        fact_type = program.vocabulary.type(subject)
        assert fact_type is not None
        for name in groups:
            declared = fact_type.fields[fact_type.position(name)]
            for target in declared.targets:
                out = Step(subject, declared.name, target, False)
                yield (out, Step(target, declared.name, subject, True))
        if isinstance(part, ir.Limit):
            for quantity in part.through.quantities:
                yield from _paths(program, quantity.body, here, at, subject)
        for child in children(part):
            yield from _paths(program, child, here, at, subject)


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


def touched(program: ir.Program, sheets: Sheets, start: Mapping[str, Iterable[int]]) -> dict[str, pl.Series]:
    """The rows that bear on those at the start, by type; of the subjects that are reached all rules are looked at.

    A reference leads on to its subject even where no rule follows it, so that no row of the case points at nobody.
    """
    paths = {name: paths_of(program, name) for name in sheets}
    found = {name: pl.Series([], dtype=pl.UInt32) for name in sheets}
    waiting = {name: pl.Series(list(rows), dtype=pl.UInt32) for name, rows in start.items()}
    while waiting:
        fresh: dict[str, list[pl.Series]] = {}
        for name, rows in waiting.items():
            found[name] = pl.concat([found[name], rows])
            for path in paths[name]:
                at = rows
                for step in path:
                    at = _step(sheets, step, at)
                    fresh.setdefault(step.target, []).append(at)
            for step in _references(sheets, name):
                fresh.setdefault(step.target, []).append(_step(sheets, step, rows))
        waiting = {}
        for name, each in fresh.items():
            rows = pl.concat(each).unique()
            rows = rows.filter(~rows.is_in(found[name].implode()))
            if rows.len():
                waiting[name] = rows
    return {name: rows.sort() for name, rows in found.items()}


def _step(sheets: Sheets, step: Step, rows: pl.Series) -> pl.Series:
    back = sheets[step.target if step.back else step.source].frame
    column = back.get_column(reference_column(step.via, step.source if step.back else step.target))
    if step.back:
        return column.is_in(rows.implode()).arg_true().cast(pl.UInt32)
    return column.gather(rows).drop_nulls().unique()


def _references(sheets: Sheets, name: str) -> Sequence[Step]:
    fields = sheets[name].fact_type.fields
    return [
        Step(name, each.name, target, False)
        for each in fields
        if each.kind is Kind.REFERENCE
        for target in each.targets
    ]
