"""Building proofs: an evaluation done again for one conclusion, keeping what it rested on.

Outcomes come from the executor's record and from `Evaluation`; this module only chooses which children and which
members are needed, by giving up as much as the conclusion allows, last first, so that the first witnesses stay.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from attrs import evolve, field, frozen

from thidua_rules.executors.forward.together import Together
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.resting import resting_on
from thidua_rules.proofs.proof import Gap, Later, Opened, Proof, Role, Step
from thidua_rules.proofs.prover.candidates import Candidates, candidates
from thidua_rules.proofs.prover.citing import Citing
from thidua_rules.proofs.prover.groups import Rival, quota_step
from thidua_rules.proofs.prover.members import aggregate
from thidua_rules.proofs.prover.streaks import lacking_for
from thidua_rules.proofs.prover.values import value_step
from thidua_rules.proofs.prover.weakening import CONJUNCTION, DISJUNCTION, NEGATION, Joined
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.groups import Groups
from thidua_rules.semantics.protocol import Record
from thidua_rules.values import ANYTHING, APPLIED, Possible, compare, count, every, is_settled, outcomes, ratio_compare

MOST_KEPT = 2_000
"""So many steps of conclusions are kept from one proof to the next."""
MOST_OPENED = 200_000
"""So much of what is missing is kept: rules with a subject, and the gaps of each."""
MOST_RIVALS = 20_000
"""Of so many candidates it is kept what each does to the limits."""


Part = tuple[Role, int, Callable[[int], Step]]
"""What a step rests on: its role, its outcome, and the step that keeps it within what is allowed."""


@frozen
class Prover:
    """Builds proofs of what a record says about a case.

    A step is looked into when somebody asks what it rests on: what is never opened costs nothing.
    """

    program: ir.Program
    case: Case
    question: Question
    record: Record
    evaluation: Evaluation
    citing: Citing
    memo: dict[tuple[SubjectId, str, int], Step] = field(factory=dict)
    _proofs: dict[tuple[SubjectId, str], Proof] = field(factory=dict)
    _keys: dict[tuple[SubjectId, str], tuple[Step, ...]] = field(factory=dict)
    _gaps: dict[tuple[SubjectId, str], bool] = field(factory=dict)
    _opened: Opened = field(factory=Opened)
    _candidates: dict[tuple[str, str, Groups], Candidates] = field(factory=dict)
    rivals: dict[tuple[str, SubjectId], Rival] = field(factory=dict)
    """What everybody does to the limits of a quota, shared by all who compete with them."""
    ties: dict[tuple[str, SubjectId], bool] = field(factory=dict)
    """Whether only a tie leaves a seat open, by quota and candidate."""

    @classmethod
    def of(cls, program: ir.Program, case: Case, question: Question, record: Record) -> "Prover":
        """A prover for one run."""
        quotas = (each for each in program.rules if isinstance(each, ir.Quota))
        evaluation = Together(case, question, record.mask, record.value).remember(quotas)
        answerless = resting_on(program, ir.Quota) | resting_on(program, ir.Unstated)
        citing = Citing(case, evaluation)
        return cls(program, case, question, record, evaluation, citing, opened=Opened(answerless))

    def __reduce__(self) -> tuple[Any, ...]:
        """As applications send it between processes: without what was proved already."""
        return Prover.of, (self.program, self.case, self.question, self.record)

    def prove(self, subject: SubjectId, code: str) -> Proof:
        """The proof of the verdict on one conclusion."""
        found = self._proofs.get((subject, code))
        if found is None:
            if len(self.memo) > MOST_KEPT:
                self._forget()
            mask = self.record.mask(subject, code)
            root = self.conclusion(subject, code, mask)
            found = Proof(subject, code, mask, self.question, root, self._opened)
            self._proofs[subject, code] = found
        return found

    def _forget(self) -> None:
        """Let go of what was proved, so that going through many verdicts takes no more memory than a few."""
        self.memo.clear()
        self._proofs.clear()
        self._keys.clear()
        self._gaps.clear()
        self._opened.unanswered.clear()  # these hold steps
        if sum(1 + len(each) for each in self._opened.gaps.values()) > MOST_OPENED:
            self._opened.gaps.clear()
        if len(self.rivals) > MOST_RIVALS:
            self.rivals.clear()

    def has_gap(self, subject: SubjectId, code: str) -> bool:
        """Whether the proof of a verdict that may still change says that something is missing."""
        found = self._gaps.get((subject, code))
        if found is None and (subject, code) in self._opened.gaps:
            return bool(self._opened.gaps[subject, code])
        if found is None:
            node = self.program.conclusions[code]
            parts = (child.code for child in node.children) if isinstance(node, ir.Requirement) else ()
            mask = self.record.mask
            found = any(not is_settled(mask(subject, each)) and self.has_gap(subject, each) for each in parts)
            found = self._gaps[subject, code] = found or self.prove(subject, code).root.has_gap
        return found

    # ------------------------------------------------------------ rules

    def conclusion(self, subject: SubjectId, code: str, allowed: int) -> Step:
        """The step for a conclusion about a subject, resting on no more than keeps it within `allowed`."""
        found = self.memo.get((subject, code, allowed))
        if found is None:
            node = self.program.conclusions[code]
            scope = Scope(subject, subject)
            if isinstance(node, ir.Quota):
                found = quota_step(self, node, scope, allowed)
            elif isinstance(node, ir.Exempting):
                found = self._exempting(node, scope, allowed)
            else:
                found = self._requirement(node, scope, allowed)
            self.memo[subject, code, allowed] = found
        return found

    def _requirement(self, node: ir.Requirement, scope: Scope, allowed: int) -> Step:
        def parts() -> Iterator[Part]:
            if node.guard is not None:
                yield self._part(node.guard, scope, "guard")
            if node.condition is not None:
                # where nothing else bears on it, what was found of it is in the record
                alone = node.guard is None and not node.exceptions
                yield self._part(node.condition, scope, "condition", mask if alone else None, bare=True)
            for child in node.children:
                part = self.record.mask(scope.subject, child.code)
                yield "child", part, partial(self._requirement, child, scope)
            for each in node.exceptions:
                part = self.record.mask(scope.subject, each.code)
                yield "exception", part, partial(self._exempting, each, scope)

        mask = self.record.mask(scope.subject, node.code)
        return self._join(node, scope, mask, Joined.of(node), parts, allowed)

    def _exempting(self, node: ir.Exempting, scope: Scope, allowed: int) -> Step:
        def parts() -> Iterator[Part]:
            yield self._part(node.condition, scope, "test")
            if node.guard is not None:
                yield self._part(node.guard, scope, "guard")

        return self._join(node, scope, self.record.mask(scope.subject, node.code), Joined.of(node), parts, allowed)

    def _part(
        self, condition: ir.Condition, scope: Scope, role: Role, mask: int | None = None, bare: bool = False
    ) -> Part:
        if bare and isinstance(condition, ir.Concluded):
            found = self.evaluation.concluded(condition, scope) if mask is None else mask
            return role, found, lambda want: self._concluded(condition, scope, want, found, want)
        found = self.evaluation.condition(condition, scope) if mask is None else mask
        return role, found, lambda want: self.condition(condition, scope, want, found)

    def _join(
        self,
        rule: ir.Requirement | ir.Exempting | ir.Condition,
        scope: Scope,
        outcome: int,
        joined: Joined,
        parts: Callable[[], Iterable[Part]],
        allowed: int,
    ) -> Step:
        def children() -> tuple[Step, ...]:
            made = tuple(parts())
            wanted = joined.weakened([mask for _, mask, _ in made], allowed)
            return tuple(
                make(want if want != ANYTHING else mask).placed(role, want, want != ANYTHING)
                for (role, mask, make), want in zip(made, wanted, strict=True)
            )

        return Step(rule, scope, outcome, "other", allowed, True, Later(children))

    # ------------------------------------------------------------ conditions

    def condition(self, condition: ir.Condition, scope: Scope, allowed: int, mask: int | None = None) -> Step:
        """The step for a condition, resting on no more than keeps its outcome within `allowed`.

        `mask` is its outcome, where that was found already.
        """
        if mask is None:
            mask = self.evaluation.condition(condition, scope)
        match condition:
            case ir.Negation(operand):
                return self._joint(condition, (operand,), scope, mask, NEGATION, allowed)
            case ir.Conjunction(operands):
                return self._joint(condition, operands, scope, mask, CONJUNCTION, allowed)
            case ir.Disjunction(operands):
                return self._joint(condition, operands, scope, mask, DISJUNCTION, allowed)
            case ir.Concluded():
                before = sum(bit for bit in outcomes(ANYTHING) if APPLIED[bit] & ~allowed == 0)
                return self._concluded(condition, scope, before, mask, allowed)
            case ir.Fact(walk, name) | ir.PresentFact(walk, name):
                grounds = Later(lambda: self.citing.field(walk, name, scope))
                return Step(condition, scope, mask, "other", allowed, True, (), grounds, grounds)
            case ir.Compared(comparison, ir.CountOf(members, _), right):
                limit = self.evaluation.value(right, scope)
                step = aggregate(
                    self,
                    condition,
                    members,
                    None,
                    scope,
                    mask,
                    allowed,
                    lambda places, more: compare(comparison, count(places, more), limit),
                )
                beside = Later(lambda: (*step.children, self.value(right, scope)))
                return evolve(step, children=beside)
            case ir.RatioCompared(comparison, members, filter_, threshold):
                level = self.evaluation.value(threshold, scope).low
                if level is None:
                    return self._of_values(condition, (threshold,), scope, mask, allowed)
                return aggregate(
                    self,
                    condition,
                    members,
                    filter_,
                    scope,
                    mask,
                    allowed,
                    lambda places, more: ratio_compare(comparison, places, more, level),
                )
            case ir.EveryOf(members, filter_):
                return aggregate(self, condition, members, filter_, scope, mask, allowed, every)
            case ir.Compared(_, left, right):
                step = self._of_values(condition, (left, right), scope, mask, allowed)
                return evolve(step, gaps=Later(lambda: ((), self._lacking(step))))
            case ir.AmongOf(operand, _) | ir.PresentOf(operand):
                return self._of_values(condition, (operand,), scope, mask, allowed)
            case ir.Unstated():
                return Step(condition, scope, mask, "other", allowed)

    def _joint(
        self,
        condition: ir.Condition,
        operands: tuple[ir.Condition, ...],
        scope: Scope,
        mask: int,
        joined: Joined,
        allowed: int,
    ) -> Step:
        return self._join(
            condition, scope, mask, joined, lambda: (self._part(each, scope, "operand") for each in operands), allowed
        )

    def _of_values(
        self, condition: ir.Condition, values: tuple[ir.Value, ...], scope: Scope, mask: int, allowed: int
    ) -> Step:
        children = Later(lambda: tuple(self.value(each, scope) for each in values))
        return Step(condition, scope, mask, "other", allowed, True, children)

    def _lacking(self, step: Step) -> tuple[Gap, ...]:
        """The records that a run of periods lacks to be as long as a comparison asks."""
        rule, limit = step.rule, step.children[1].outcome
        assert isinstance(rule, ir.Compared)
        assert isinstance(limit, Possible)
        return lacking_for(self.evaluation, self.program.homes, rule.comparison, rule.left, limit, step.scope)

    def _concluded(self, condition: ir.Concluded, scope: Scope, within: int, mask: int, allowed: int) -> Step:
        """The step for a conclusion in a condition: of everybody whom it may be about no more than `within`."""

        def children() -> Iterator[Step]:
            for subject in self.evaluation.reach(condition.walk, scope).subjects:
                code = condition.code_of(subject.type)
                found = self.record.mask(subject, code)
                yield self.conclusion(subject, code, within if within & found == found else found)

        grounds = Later(lambda: self.citing.walk(condition.walk, scope))
        return Step(condition, scope, mask, "other", allowed, True, Later(lambda: tuple(children())), grounds, grounds)

    # ------------------------------------------------------------ values

    def value(self, value: ir.Value, scope: Scope) -> Step:
        """The step for a value; it rests on everything that was read to find it."""
        return value_step(self, value, scope)

    # ------------------------------------------------------------ places among others

    def keys(self, rule: ir.Rank | ir.Quota, subject: SubjectId) -> tuple[Step, ...]:
        """The steps for the sort keys of a subject."""
        if (subject, rule.code) not in self._keys:
            own = Scope.of(subject)
            self._keys[subject, rule.code] = tuple(self._key(key, own) for key in rule.keys)
        return self._keys[subject, rule.code]

    def _key(self, key: ir.SortKey, scope: Scope) -> Step:
        if isinstance(key.operand, ir.Value):
            return self.value(key.operand, scope).placed("key", ANYTHING)
        mask = self.evaluation.condition(key.operand, scope)
        return self.condition(key.operand, scope, mask, mask).placed("key", mask)

    def candidates(self, rule: ir.Quota, limit: ir.Limit, subject: SubjectId) -> Candidates:
        """Everybody who may share with a subject a group as a limit sees it."""
        groups = self.evaluation.groups(subject, limit.group)
        found = self._candidates.get((rule.code, limit.group, groups))
        if found is None:
            found = candidates(self.evaluation, rule, limit.group, groups)
            self._candidates[rule.code, limit.group, groups] = found
        return found
