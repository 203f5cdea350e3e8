"""The smallest dossiers that show findings about tables and quotas, found by trying and then decided again."""

import random
from collections.abc import Callable, Iterator
from itertools import islice, product
from typing import Any

from attrs import evolve

from thidua_rules.api import Ruleset
from thidua_rules.authoring.hunting import Hunt, fact_type_of, with_row
from thidua_rules.authoring.on_demand import OnDemand
from thidua_rules.authoring.searching import Aim, Search, blank, is_sound, moment_of, outcomes, shrunk
from thidua_rules.conditions import print_condition
from thidua_rules.diagnostics import Diagnostic
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.writing import to_dict
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.ruleset.model import RowDeclaration, RulesetModel
from thidua_rules.values import MET, NOT_MET

MOST_TRIED = 2_000
"""So many combinations of facts are tried."""
_MOST_PEOPLE = 12
"""A group of more people than that is no small dossier."""


def group_without_seat(rules: Ruleset, quota: ir.Quota, limit: ir.Limit, size: int) -> dict[str, Any] | None:
    """A group of so many people, all of whom have the standard, and none of whom has a seat."""
    if size > _MOST_PEOPLE:
        return None
    moment = moment_of(rules)
    aim = Aim(rules, quota.subject, quota.standard, MET)
    one = Search(moment, (aim,), lambda: ()).smallest(
        lambda case: any(
            outcomes(rules, case).mask(each, quota.standard) == MET for each in case.of_type(quota.subject)
        )
    )
    declared = fact_type_of(blank(rules, moment), quota.subject).field(limit.group)
    if one is None or declared is None or not declared.targets:
        return None
    (first, *_) = one.of_type(quota.subject)
    group = SubjectId(declared.targets[0], "nhom")
    case = with_row(one, group, (None,) * len(fact_type_of(one, group.type).fields))
    row = list(case.row(first))
    row[fact_type_of(one, quota.subject).position(declared.name)] = group
    for number in range(size):
        case = with_row(case, SubjectId(quota.subject, f"{first.key}{number or ''}"), tuple(row))

    def nobody(found: Case) -> bool:
        record = outcomes(rules, found)
        people = list(found.of_type(quota.subject))
        return (
            len(people) == size
            and is_sound(record)
            and all(
                record.mask(each, quota.standard) == MET and record.mask(each, quota.code) == NOT_MET for each in people
            )
        )

    closed = blank(rules, moment).closed
    case = evolve(case, closed=closed)
    return to_dict(shrunk(case, nobody)) if nobody(case) else None


def of_table(rules: Ruleset, found: Diagnostic) -> dict[str, Any] | None:
    """What no row takes (TABLE-02), or two of them do (TABLE-03)."""
    name = str(found.arguments["name"])
    rule = next((each for each in rules.program.rules if _is_table(each, name)), None)
    if not isinstance(rule, ir.Quantity) or not isinstance(rule.body, ir.Table):
        return None
    conditions = [each.condition for each in rule.body.rows]
    if found.code == "TABLE-02":
        masks = dict.fromkeys(range(len(conditions)), NOT_MET)
    else:
        rows = _rows(rules.model, name)
        at = [place for place, each in enumerate(rows) if each.place == found.place]
        at += [
            place
            for place, each in enumerate(rows)
            if each.condition is not None and print_condition(each.condition.tree) == found.arguments["row"]
        ]
        masks = dict.fromkeys(at, MET)

    def shows(record: OnDemand, subject: SubjectId) -> bool:
        evaluation = record.evaluation
        guarded = rule.guard is None or evaluation.condition(rule.guard, Scope.of(subject)) == MET
        return guarded and all(
            condition is not None and evaluation.condition(condition, Scope.of(subject)) == masks[place]
            for place, condition in enumerate(conditions)
            if place in masks
        )

    return _tried(rules, rule, shows) if masks else None


def _is_table(rule: ir.Rule, name: str) -> bool:
    is_one = isinstance(rule, ir.Quantity) and isinstance(rule.body, ir.Table)
    return is_one and as_written(rule.code) in (name, f"{name} (bảng)")


def _rows(model: RulesetModel, name: str) -> tuple[RowDeclaration, ...]:
    found = {each.name: each.rows for each in model.grades} | {each.name: each.rows for each in model.quantities}
    return found.get(name, ())


def _tried(rules: Ruleset, rule: ir.Quantity, shows: Callable[[OnDemand, SubjectId], bool]) -> dict[str, Any] | None:
    """One subject with the facts that a quantity reads, in every combination of values at and next to its constants."""
    start = blank(rules, moment_of(rules))
    subject, fact_type = SubjectId(rule.subject, "x"), fact_type_of(start, rule.subject)
    if fact_type.key or fact_type.single:
        return None
    question = rules.question(start.on, start.period)
    hunt = Hunt(rules.program, question, rule.code, MET, random.Random(0), partial=True)
    empty = with_row(start, subject, (None,) * len(fact_type.fields))

    def holds(case: Case) -> bool:
        record = outcomes(rules, case)
        return subject in record.case and is_sound(record) and shows(record, subject)

    for case in islice(_combined(hunt, empty, subject), MOST_TRIED):
        if holds(case):
            return to_dict(shrunk(case, holds))
    return None


def _combined(hunt: Hunt, empty: Case, subject: SubjectId) -> Iterator[Case]:
    choices = hunt.choices(empty, subject)
    for values in product(*choices.values()):
        row = list(empty.row(subject))
        for position, value in zip(choices, values, strict=True):
            row[position] = value
        yield with_row(empty, subject, tuple(row))
