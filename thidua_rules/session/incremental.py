"""Facts that come and go one at a time: what was found is kept until a fact that it was found from changes.

Each rule is decided for each subject when first asked for, by the shared evaluation on a view of the facts that
notes what is read. A change forgets what depended on it, directly or through other findings, and nothing else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar, cast

from attrs import define, field

from thidua_rules.diagnostics import Collector, DossierError
from thidua_rules.facts.case import Case, Closure, Row, SubjectId
from thidua_rules.facts.completions import refuse_stranded
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.constraints import tell_breaches
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.reference import Findings, apply
from thidua_rules.session.facts import Facts, Read
from thidua_rules.session.groups import Candidate, Groups, Outcomes, Standings
from thidua_rules.values import Possible

T = TypeVar("T")


@define
class _Finding:
    """What one rule found about one subject, and what it read for that."""

    masks: dict[str, int]
    amount: Possible | None
    reads: frozenset[Read]
    of_group: Any = None
    """Of a whole group its `Standings` or `Outcomes`, and of somebody in it the `Candidate`."""


@define(eq=False)
class Incremental:
    """A program on facts that change. It is not for several threads at once.

    `evaluations` counts how often a rule was decided for a subject, which tells what a change has cost.
    """

    program: ir.Program
    question: Question
    evaluations: int = 0
    _facts: Facts = field(init=False)
    _evaluation: Evaluation = field(init=False)
    _groups: Groups = field(init=False)
    _found: dict[Read, _Finding] = field(init=False, factory=dict)
    _readers: defaultdict[Read, set[Read]] = field(init=False, factory=lambda: defaultdict(set))

    def __attrs_post_init__(self) -> None:
        self._facts = Facts(self.program.vocabulary)
        self._evaluation = Evaluation(cast(Case, self._facts), self.question, self.mask, self.value)
        self._groups = Groups(self._facts, self._evaluation)

    # ------------------------------------------------------------ changes

    def put(self, subject: SubjectId, row: Row) -> None:
        """A subject comes, or its facts change; `row` has all its slots, None where nothing is known.

        A subject that a slot refers to and that has not come counts as one of which nothing is known.
        """
        self._forget(self._facts.put(subject, row))

    def remove(self, subject: SubjectId) -> None:
        """A subject goes; KeyError if it has not come. Others may still refer to it."""
        self._forget(self._facts.remove(subject))

    def close(self, closure: Closure) -> None:
        """There are no others in a type or in one subject's collection."""
        self._forget(self._facts.close(closure))

    def reopen(self, closure: Closure) -> None:
        """There may be others again."""
        self._forget(self._facts.reopen(closure))

    def _forget(self, changed: Iterable[Read]) -> None:
        waiting = list(changed)
        while waiting:
            read = waiting.pop()
            if read[0] == "candidate":
                # only groups read it: they stay, and look again at the one who changed
                for group in self._readers.get(read, ()):
                    self._found[group].of_group.changed.add(read[1])
                    waiting.append(group)
                continue
            for reader in self._readers.pop(read, ()):
                finding = self._found.pop(reader, None)
                if finding is not None:
                    for each in finding.reads:
                        others = self._readers.get(each)
                        if others is not None:
                            others.discard(reader)
                            if not others:
                                del self._readers[each]
                    waiting.append(reader)

    # ------------------------------------------------------------ what is found

    def mask(self, subject: SubjectId, code: str) -> int:
        """The outcomes still possible for a criterion or requirement; KeyError as for any record."""
        return self._finding(subject, code).masks[code]

    def value(self, subject: SubjectId, code: str) -> Possible:
        """What is known of a quantity or rank; KeyError as for any record."""
        amount = self._finding(subject, code).amount
        if amount is None:
            raise KeyError((subject, code))
        return amount

    def subjects(self, type_name: str) -> tuple[SubjectId, ...]:
        """The subjects of a type, those referred to but not yet come included, in the order of their keys."""
        return tuple(self._facts.of_type(type_name))

    def case(self) -> Case:
        """The facts of now as a case."""
        return self._facts.case(self.question)

    def require_completion(self) -> None:
        """DossierError if a missing reference has nobody left to point at, or facts break a constraint, as when a case
        is built."""
        found = Collector()
        outside, self._facts.reads = self._facts.reads, set()
        try:
            refuse_stranded(cast(Case, self._facts), found)
            tell_breaches(self.program, self._evaluation, found, self._kept)
        finally:
            self._facts.reads = outside
        found.raise_errors(DossierError)

    def _finding(self, subject: SubjectId, code: str) -> _Finding:
        rule = self.program.homes[code]
        node: Read = ("rule", subject, rule.code)
        found = self._found.get(node)
        if found is None:
            if rule.subject != subject.type or subject not in self._facts:
                raise KeyError((subject, code))
            found = self._decide(rule, subject, node)
        self._facts.reads.add(node)
        return found

    def _kept(self, constraint: ir.Constraint, subject: SubjectId) -> int:
        """Whether a subject keeps a constraint."""
        node: Read = ("constraint", subject, constraint.code)
        found = self._found.get(node)
        if found is None:
            scope = Scope.of(subject)
            mask, reads = self._noting(subject, lambda: self._evaluation.condition(constraint.condition, scope))
            found = self._keep(node, _Finding({constraint.code: mask}, None, reads))
        return found.masks[constraint.code]

    def _decide(self, rule: ir.Rule, subject: SubjectId, node: Read) -> _Finding:
        findings = Findings()
        if isinstance(rule, ir.Rank | ir.Quota):
            outcome, reads = self._noting(subject, lambda: self._in_group(rule, subject))
            if outcome is not None:
                self.evaluations += 1
                if isinstance(outcome, int):
                    return self._keep(node, _Finding({rule.code: outcome}, None, reads))
                return self._keep(node, _Finding({}, outcome, reads))
        _, reads = self._noting(subject, lambda: apply(rule, subject, self._evaluation, findings))
        self.evaluations += 1
        masks = {code: mask for (_, code), mask in findings.masks.items()}
        return self._keep(node, _Finding(masks, findings.values.get((subject, rule.code)), reads))

    def _in_group(self, rule: ir.Rank | ir.Quota, subject: SubjectId) -> int | Possible | None:
        """The place or the mask of a subject, if its group as a whole settles it."""
        group = self._groups.group(rule, subject)
        if group is None:
            return None

        def candidate(each: SubjectId) -> Candidate:
            node: Read = ("candidate", each, rule.code)
            return cast(Candidate, self._of_group(node, each, lambda: self._groups.candidate(rule, each)))

        def standings() -> Standings:
            node: Read = ("group", group, rule.code)
            found: Standings = self._of_group(node, group, lambda: self._groups.standings(rule, group, candidate))
            for each in sorted(found.changed):
                # whoever asks rests on the group, which rests on each candidate
                changed, _ = self._noting(each, partial(candidate, each))
                found.put(each, changed)
                found.changed.remove(each)
            return found

        outcome = self._groups.outcome(rule, standings(), subject)
        if outcome is not None:
            return outcome
        node: Read = ("outcomes", group, rule.code)
        outcomes: Outcomes = self._of_group(node, group, lambda: self._groups.outcomes(rule, group, standings()))
        return outcomes.get(subject)

    def _of_group(self, node: Read, subject: SubjectId, find: Callable[[], Any]) -> Any:
        """What is kept of a group, or of somebody in it."""
        found = self._found.get(node)
        if found is None:
            made, reads = self._noting(subject, find)
            found = self._keep(node, _Finding({}, None, reads, made))
        self._facts.reads.add(node)
        return found.of_group

    def _noting(self, subject: SubjectId, find: Callable[[], T]) -> tuple[T, frozenset[Read]]:
        """What is found about a subject, and what was read for that."""
        outside, self._facts.reads = self._facts.reads, set()
        try:
            # a finding goes with its subject
            return find(), frozenset({*self._facts.reads, ("slot", subject, 0)})
        finally:
            self._facts.reads = outside

    def _keep(self, node: Read, finding: _Finding) -> _Finding:
        self._found[node] = finding
        for read in finding.reads:
            self._readers[read].add(node)
        return finding
