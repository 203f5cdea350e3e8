"""Which outcomes of each part of a ruleset its scenarios have reached, and on which of them they rest."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from attrs import define, field, frozen

from thidua_rules.api import Ruleset
from thidua_rules.authoring.scenarios import Addressed, addressed, prepared, scenarios_of
from thidua_rules.authoring.spots import Found, Spot, spots_of
from thidua_rules.decision import Decision
from thidua_rules.decision.depth import at_any_depth
from thidua_rules.diagnostics import Collector, UsageError
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Step
from thidua_rules.proofs.prover.values import measure_step
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.values import MET, NOT_MET, UNDETERMINED, Status, status_of

COVERED = ("requirement", "exception", "exclusion", "guard", "further", "quota", "row", "step")
"""The kinds of parts that are looked at; whole titles and quantities are what these make up."""


@frozen
class Covered:
    """One part of a ruleset and how often scenarios found each of its outcomes, over all subjects of all scenarios.

    Of a quota MET is inside and NOT_MET outside, of those who compete for it; a row is met where it is the one chosen.
    `rests`: an expectation of a scenario rests on it, as its proof shows; else it was at most passed through.
    """

    spot: Spot
    counts: Mapping[Status, int]
    rests: bool

    @property
    def one_sided(self) -> bool:
        """Whether it was never found met, or never found not met."""
        return not (self.counts.get(Status.MET) and self.counts.get(Status.NOT_MET))


@frozen
class CoverageReport:
    """The parts of a ruleset in the order of files and lines, and how many scenarios and subjects were looked at."""

    ruleset: Ruleset
    parts: tuple[Covered, ...]
    scenarios: int
    subjects: int

    @property
    def one_sided(self) -> tuple[Covered, ...]:
        """Those that were never found met, or never found not met."""
        return tuple(each for each in self.parts if each.one_sided)


def cover(
    ruleset: Ruleset, inherited: bool = False, tell: Callable[[int, int], None] = lambda done, all_: None
) -> CoverageReport:
    """Decide every scenario of a ruleset and count what was found of its own rules, or also of those inherited.

    `tell` hears how many scenarios are done, of how many. Raises RulesetError and UsageError for scenarios that
    cannot be read or decided.
    """
    scenarios = scenarios_of(ruleset)
    tally = _Tally()
    for each in spots_of(ruleset.model).values():
        tally.declare(each)
    subjects = 0
    known: dict[str, Mapping[str, Found]] = {}
    for done, scenario in enumerate(scenarios):
        tell(done, len(scenarios))
        rules, case, parameters = prepared(scenario, ruleset)
        spots = known.setdefault(rules.hash, spots_of(rules.model))
        decision = rules.decide(case, parameters=parameters)
        collector = Collector()
        expected = tuple(addressed(scenario, rules, case, collector))
        collector.raise_errors(UsageError)
        looking = _Looking(spots, decision, tally)
        subjects += looking.all()
        for one in expected:
            at_any_depth(partial(looking.resting, one))
    tell(len(scenarios), len(scenarios))
    folder = ruleset.model.location
    parts = tuple(each for each in tally.parts() if inherited or each.spot.is_within(folder))
    return CoverageReport(ruleset, parts, len(scenarios), subjects)


@define
class _Tally:
    """Counts by part."""

    counts: dict[Spot, Counter[Status]] = field(factory=dict)
    rests: set[Spot] = field(factory=set)

    def declare(self, found: Found) -> None:
        spots = [found.spot, *([found.guard] if found.guard else []), *(spot for _, spot in found.rows)]
        for spot in spots:
            if spot.kind in COVERED:
                self.counts.setdefault(spot, Counter())

    def count(self, spot: Spot | None, status: Status) -> None:
        if spot in self.counts:
            self.counts[spot][status] += 1

    def parts(self) -> Iterator[Covered]:
        for spot in sorted(self.counts, key=lambda spot: spot.order):
            yield Covered(spot, dict(self.counts[spot]), spot in self.rests)


@define(init=False)
class _Looking:
    """One decision, part by part."""

    spots: Mapping[str, Found]
    decision: Decision
    tally: _Tally
    evaluation: Evaluation

    def __init__(self, spots: Mapping[str, Found], decision: Decision, tally: _Tally) -> None:
        self.spots, self.decision, self.tally = spots, decision, tally
        record = decision.record
        self.evaluation = Evaluation(decision.case, decision.question, record.mask, record.value)

    def all(self) -> int:
        """Count what was found of everybody; how many subjects there are."""
        seen: set[SubjectId] = set()
        counted: set[tuple[Spot, SubjectId]] = set()
        for rule in self.decision.program.rules:
            for subject in self.decision.case.of_type(rule.subject):
                seen.add(subject)
                for spot, status in self._of(rule, subject):
                    # what stands in two rules, as the guard of a title, is one part
                    if (spot, subject) not in counted:
                        counted.add((spot, subject))
                        self.tally.count(spot, status)
        return len(seen)

    def _of(self, rule: ir.Rule, subject: SubjectId) -> Iterator[tuple[Spot, Status]]:
        if isinstance(rule, ir.Criterion):
            if not rule.root.about.internal:
                for node in ir.nodes_below(rule.root):
                    yield from self._node(node, subject)
            return
        found = self.spots.get(rule.code)
        if found is None:
            return
        if isinstance(rule, ir.Quota):
            if self.decision.record.mask(subject, rule.standard) == MET:
                yield found.spot, status_of(self.decision.record.mask(subject, rule.code))
        elif isinstance(rule, ir.Quantity):
            if found.guard is not None and rule.guard is not None:
                yield found.guard, self._test(rule.guard, subject)
            if isinstance(rule.body, ir.Table):
                yield from self._rows(found, rule.body, subject)

    def _node(self, node: ir.Requirement | ir.Exempting, subject: SubjectId) -> Iterator[tuple[Spot, Status]]:
        found = self.spots.get(node.code)
        if found is None:
            return
        yield found.spot, status_of(self.decision.record.mask(subject, node.code))
        if found.guard is not None and node.guard is not None:
            yield found.guard, self._test(node.guard, subject)

    def _test(self, condition: ir.Condition, subject: SubjectId) -> Status:
        return status_of(self.evaluation.condition(condition, Scope.of(subject)))

    def _rows(self, found: Found, table: ir.Table, subject: SubjectId) -> Iterator[tuple[Spot, Status]]:
        """Whether each row is the one chosen: its condition holds, and that of none before it."""
        still = MET
        for row in table.rows:
            mask = MET if row.condition is None else self.evaluation.condition(row.condition, Scope.of(subject))
            spot = found.row(row)
            chosen = Status.UNKNOWN
            if NOT_MET in (still, mask):
                chosen = Status.NOT_MET
            elif still == MET and mask == MET:
                chosen = Status.MET
            if spot is not None:
                yield spot, chosen
            if mask == MET:
                still = NOT_MET
            elif mask != NOT_MET:
                still = NOT_MET if still == NOT_MET else UNDETERMINED

    # ------------------------------------------------------------ what expectations rest on

    def resting(self, each: Addressed) -> None:
        """Mark the parts that the proof of an expected verdict, or what an expected value is reckoned from, holds."""
        prover = self.decision.prover
        if isinstance(each.rule, ir.Criterion | ir.Quota):
            code = self.decision.program.code_of(each.subject.type, each.expectation.code)
            root = prover.prove(each.subject, code).root
        else:
            root = measure_step(prover, each.subject, each.rule.code)
        for step in root.used():
            self._mark(step)

    def _mark(self, step: Step) -> None:
        if not isinstance(step.rule, ir.Requirement | ir.Exempting | ir.Quantity | ir.Quota):
            return
        found = self.spots.get(step.rule.code)
        if found is None:
            return
        self.tally.rests.add(found.spot)
        for child in step.children:
            if child.role == "guard" and child.needed and found.guard is not None:
                self.tally.rests.add(found.guard)
            if isinstance(child.rule, ir.TableRow):
                spot = found.row(child.rule)
                if spot is not None:
                    self.tally.rests.add(spot)
                if any(each.role == "test" and each.outcome == MET for each in child.children):
                    break  # no row after the one that is chosen
