"""Which mutants of a ruleset its scenarios notice: one of them expects something that the mutant does not find."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from random import Random
from typing import Any

from attrs import define, evolve, field, frozen

from thidua_rules.api import Ruleset
from thidua_rules.authoring.mutating import Key, Mutant, mutants_of
from thidua_rules.authoring.on_demand import OnDemand, users_of
from thidua_rules.authoring.scenarios import (
    Addressed,
    Scenario,
    addressed,
    holds,
    prepared,
    run_scenario,
    scenarios_of,
)
from thidua_rules.decision import Decision
from thidua_rules.diagnostics import Collector, Diagnostic, UsageError
from thidua_rules.facts.case import Case
from thidua_rules.facts.periods import Period
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts

SEED = 20_140_101
"""What samples are drawn with, so that they are the same each time."""


@frozen
class Pair:
    """What one scenario decides, by a ruleset before and after a small change, with the question asked of each.

    `affected` are the rules that may find something else.
    """

    case: Case
    before: Ruleset
    asked: Question
    after: Ruleset
    asked_after: Question
    affected: frozenset[str]


@frozen
class Same:
    """That no complete dossier tells a mutant from the ruleset is proved, on the days and for the periods `asked`.

    It holds of dossiers with at most `sizes` subjects of each type; with none named, of all. Of dossiers that lack
    facts so many were `tried`, and none tells.
    """

    asked: tuple[tuple[datetime.date, Period], ...]
    sizes: Mapping[str, int]
    tried: int


@frozen
class Noticed:
    """A mutant, and the first scenario that notices it; None if none does, perhaps as none can (`same`)."""

    mutant: Mutant
    by: Scenario | None
    same: Same | None = None


@frozen
class MutantReport:
    """The mutants that were tried, of `all` that there are; `asked` whether it was asked which no dossier tells."""

    ruleset: Ruleset
    tried: tuple[Noticed, ...]
    all: int
    asked: bool = False

    @property
    def unnoticed(self) -> tuple[Mutant, ...]:
        """Those that no scenario notices and a dossier may tell, in the order of files and lines."""
        return tuple(each.mutant for each in self.tried if each.by is None and each.same is None)

    @property
    def same(self) -> tuple[tuple[Mutant, Same], ...]:
        """Those of which it is proved that no complete dossier tells."""
        return tuple((each.mutant, each.same) for each in self.tried if each.same is not None)

    @property
    def noticed(self) -> int:
        """How many are noticed."""
        return sum(each.by is not None for each in self.tried)

    @property
    def share(self) -> float:
        """How many are noticed, in percent of those that a dossier may tell; 100 of none."""
        may_be = self.noticed + len(self.unnoticed)
        return 100 * self.noticed / may_be if may_be else 100.0


def try_mutants(
    ruleset: Ruleset,
    inherited: bool = False,
    limit: int | None = None,
    tell: Callable[[int, int], None] = lambda done, all_: None,
    same: Callable[[Mutant, Sequence[Pair]], Same | None] | None = None,
) -> MutantReport:
    """Try every mutant of a ruleset, or a sample of `limit` of them (the same one each time), on its scenarios.

    `tell` hears how many are done, of how many; `same` is asked of each that no scenario notices whether one can.
    Raises RulesetError for scenarios with faults of form, and UsageError where scenarios fail without any change: what
    such a scenario would notice says nothing.
    """
    scenarios = scenarios_of(ruleset)
    failing = [each for each in scenarios if not run_scenario(each, ruleset).passed]
    if failing:
        named = {"number": len(failing), "name": failing[0].name}
        raise UsageError([Diagnostic("TEST-09", failing[0].place, named)])
    runs = [_Run.of(each, ruleset) for each in scenarios]
    mutants = mutants_of(ruleset, inherited)
    chosen: Sequence[Mutant] = mutants
    if limit is not None and limit < len(mutants):
        chosen = [mutants[each] for each in sorted(Random(SEED).sample(range(len(mutants)), limit))]
    trial = _Trial(ruleset, runs)
    tried: list[Noticed] = []
    for done, mutant in enumerate(chosen):
        tell(done, len(chosen))
        by = trial.noticing(mutant)
        found = None
        if by is None and same is not None:
            found = same(mutant, [pair for _, pair in trial.pairs(mutant)])
        tried.append(Noticed(mutant, by, found))
    tell(len(chosen), len(chosen))
    return MutantReport(ruleset, tuple(tried), len(mutants), same is not None)


@define
class _Run:
    """A scenario with what it expects, and what the rules find of that before any change."""

    scenario: Scenario
    rules: Ruleset
    case: Case
    parameters: Mapping[str, str]
    expected: tuple[Addressed, ...]
    record: OnDemand
    decision: Decision

    @classmethod
    def of(cls, scenario: Scenario, ruleset: Ruleset) -> "_Run":
        rules, case, parameters = prepared(scenario, ruleset)
        question = rules.question(case.on, case.period, parameters)
        record = OnDemand(rules.program, case, question)
        expected = tuple(addressed(scenario, rules, case, Collector()))
        decision = rules.decision(case, question, record, "reference")
        return cls(scenario, rules, case, parameters, expected, record, decision)

    def notices(self, pair: Pair) -> bool:
        """Whether something is found otherwise than expected, by a program that differs in the affected rules."""
        asked = [each for each in self.expected if _rules_of(each, self.rules.program) & pair.affected]
        if not asked:
            return False
        program, question = pair.after.program, pair.asked_after
        record = OnDemand(program, self.case, question, self.record, pair.affected)
        decision = evolve(self.decision, program=program, question=question, record=record)
        return not all(holds(each, decision) for each in asked)


def _rules_of(each: Addressed, program: ir.Program) -> frozenset[str]:
    """The rules that an expectation is held against: of a title with a quota also who competes for it."""
    codes = {each.rule.code}
    title = program.titles.get(each.rule.code)
    if title is not None:
        codes |= {title.standard} | ({title.quota} if title.quota is not None else set())
    return frozenset(codes)


@define
class _Trial:
    """All scenarios against one mutant after the other."""

    ruleset: Ruleset
    runs: Sequence[_Run]
    _of: dict[str, "_Of"] = field(factory=dict)

    def noticing(self, mutant: Mutant) -> Scenario | None:
        """The first scenario that notices a mutant."""
        return next((run.scenario for run, pair in self.pairs(mutant) if run.notices(pair)), None)

    def pairs(self, mutant: Mutant) -> Iterator[tuple[_Run, Pair]]:
        """The scenarios whose ruleset has the change."""
        changed: dict[str, tuple[Ruleset, frozenset[str]] | None] = {}
        for run in self.runs:
            rules = run.rules
            if rules.hash not in changed:
                changed[rules.hash] = self._in(rules).changed(mutant)
            found = changed[rules.hash]
            if found is None:
                continue
            now, affected = found
            question = run.record.question
            if mutant.parameter is not None:
                question = now.question(run.case.on, run.case.period, run.parameters)
                if question.parameters == run.record.question.parameters:
                    continue
            yield run, Pair(run.case, rules, run.record.question, now, question, affected)

    def _in(self, rules: Ruleset) -> "_Of":
        if rules.hash not in self._of:
            self._of[rules.hash] = _Of(rules, rules == self.ruleset)
        return self._of[rules.hash]


@define(slots=False)
class _Of:
    """A ruleset that scenarios are decided by: the one that is tried, or one that inherits from it."""

    rules: Ruleset
    itself: bool

    @cached_property
    def users(self) -> Mapping[str, frozenset[str]]:
        return users_of(self.rules.program)

    @cached_property
    def mutants(self) -> Mapping[Key, Mutant]:
        return {each.key: each for each in mutants_of(self.rules, inherited=True)}

    def changed(self, mutant: Mutant) -> tuple[Ruleset, frozenset[str]] | None:
        """The ruleset with the change of a mutant and the rules that it may change; None if it has no such place."""
        here = mutant if self.itself else self.mutants.get(mutant.key)
        if here is None:
            return None
        codes: Iterable[str] = here.rules
        if here.parameter is not None:
            codes = self._asking(here.parameter.name)
        made = {new.code for rules in here.rules.values() for new in rules}
        return here.of(self.rules), frozenset(made).union(*(self.users[each] for each in codes))

    def _asking(self, parameter: str) -> list[str]:
        """The rules that name a parameter."""
        return [
            rule.code
            for rule in self.rules.program.rules
            if any(isinstance(part, ir.Parameter) and part.name == parameter for part in _all_parts(rule))
        ]


def _all_parts(rule: ir.Rule) -> Iterable[Any]:
    yield from parts(rule)
    for limit in rule.limits if isinstance(rule, ir.Quota) else ():
        yield from parts(limit.through.quantities)
