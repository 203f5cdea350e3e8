"""Building proofs: an evaluation done again for one conclusion, keeping what it rested on.

Outcomes come from the executor's record and from `Evaluation`; this module only chooses which children and which
members are needed, by giving up as much as the conclusion allows, last first, so that the first witnesses stay.
"""

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.proofs.proof import Gap, Proof, Role, Step
from thidua_rules.proofs.prover.citing import Citing
from thidua_rules.proofs.prover.groups import quota_step
from thidua_rules.proofs.prover.members import aggregate
from thidua_rules.proofs.prover.streaks import lacking_for
from thidua_rules.proofs.prover.values import value_step
from thidua_rules.semantics.evaluation import Evaluation, combine
from thidua_rules.semantics.protocol import Record
from thidua_rules.semantics.quotas import Standing
from thidua_rules.values import (
    ANYTHING,
    APPLIED,
    BOTH,
    EITHER_OF,
    MET,
    NEGATED,
    NOT_MET,
    Possible,
    compare,
    count,
    every,
    excused,
    guarded,
    is_settled,
    outcomes,
    ratio_compare,
)

_BY_SIZE = sorted(range(1, ANYTHING + 1), key=lambda mask: (-len(outcomes(mask)), mask))


def weaken(masks: Sequence[int], combined: Callable[[Sequence[int]], int], allowed: int) -> list[int]:
    """The least that must be known of each mask so that their combination stays within `allowed`."""
    kept = list(masks)
    for index in reversed(range(len(kept))):
        known = kept[index]
        for wider in _BY_SIZE:
            if wider & known == known:
                kept[index] = wider
                if combined(kept) & ~allowed == 0:
                    break
    return kept


@frozen
class Prover:
    """Builds proofs of what a record says about a case."""

    program: ir.Program
    case: Case
    question: Question
    record: Record
    evaluation: Evaluation
    citing: Citing
    memo: dict[tuple[SubjectId, str, int], Step]
    _standings: dict[tuple[SubjectId, str], Standing]
    _keys: dict[tuple[SubjectId, str], tuple[Step, ...]]

    @classmethod
    def of(cls, program: ir.Program, case: Case, question: Question, record: Record) -> "Prover":
        """A prover for one run."""
        evaluation = Evaluation(case, question, record.mask, record.value)
        return cls(program, case, question, record, evaluation, Citing(case, evaluation), {}, {}, {})

    def prove(self, subject: SubjectId, code: str) -> Proof:
        """The proof of the verdict on one conclusion."""
        mask = self.record.mask(subject, code)
        return Proof(subject, code, mask, self.question, self.conclusion(subject, code, mask))

    def has_gap(self, subject: SubjectId, code: str) -> bool:
        """Whether the proof of a verdict that may still change says that something is missing; no more is proved."""
        node = self.program.conclusions[code]
        for child in node.children if isinstance(node, ir.Requirement) else ():
            if not is_settled(self.record.mask(subject, child.code)) and self.has_gap(subject, child.code):
                return True
        return self.conclusion(subject, code, self.record.mask(subject, code)).has_gap

    # ------------------------------------------------------------ rules

    def conclusion(self, subject: SubjectId, code: str, allowed: int, role: Role = "other") -> Step:
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
        return evolve(found, role=role)

    def _requirement(self, node: ir.Requirement, scope: Scope, allowed: int) -> Step:
        makers: list[tuple[Role, int, Callable[[int], Step]]] = []
        if node.guard is not None:
            makers.append(self._maker(node.guard, scope, "guard"))
        guards = len(makers)
        if node.condition is not None:
            makers.append(self._maker(node.condition, scope, "condition", bare=True))
        for child in node.children:
            mask = self.record.mask(scope.subject, child.code)
            makers.append(("child", mask, lambda want, child=child: self._requirement(child, scope, want)))  # type: ignore[misc]
        body = len(makers)
        for exception in node.exceptions:
            mask = self.record.mask(scope.subject, exception.code)
            makers.append(
                ("exception", mask, lambda want, each=exception: self._exempting(each, scope, want))  # type: ignore[misc]
            )

        def combined(masks: Sequence[int]) -> int:
            inner = list(masks[guards:body])
            mask = excused(inner[0] if node.group == "leaf" else combine(node, inner), masks[body:])
            return guarded(masks[0], mask) if guards else mask

        return self._join(node, scope, makers, combined, allowed)

    def _exempting(self, node: ir.Exempting, scope: Scope, allowed: int) -> Step:
        makers = [self._maker(node.condition, scope, "test")]
        if node.guard is not None:
            makers.append(self._maker(node.guard, scope, "guard"))
        return self._join(
            node, scope, makers, lambda masks: guarded(masks[1], masks[0]) if len(masks) > 1 else masks[0], allowed
        )

    def _maker(
        self, condition: ir.Condition, scope: Scope, role: Role, bare: bool = False
    ) -> tuple[Role, int, Callable[[int], Step]]:
        if bare and isinstance(condition, ir.Concluded):
            mask = self.evaluation.concluded(condition, scope)
            return role, mask, lambda want: self._concluded(condition, scope, want, mask, role)
        mask = self.evaluation.condition(condition, scope)
        return role, mask, lambda want: evolve(self.condition(condition, scope, want), role=role)

    def _join(
        self,
        rule: ir.Requirement | ir.Exempting | ir.Condition,
        scope: Scope,
        makers: Sequence[tuple[Role, int, Callable[[int], Step]]],
        combined: Callable[[Sequence[int]], int],
        allowed: int,
    ) -> Step:
        masks = [mask for _, mask, _ in makers]
        wanted = weaken(masks, combined, allowed)
        children = []
        for (role, mask, make), want in zip(makers, wanted, strict=True):
            step = make(want if want != ANYTHING else mask)
            children.append(evolve(step, role=role, allowed=want, needed=want != ANYTHING))
        return Step(rule, scope, combined(masks), allowed=allowed, children=tuple(children))

    # ------------------------------------------------------------ conditions

    def condition(self, condition: ir.Condition, scope: Scope, allowed: int) -> Step:
        """The step for a condition, resting on no more than keeps its outcome within `allowed`."""
        lacking: tuple[Gap, ...] = ()
        match condition:
            case ir.Negation(operand):
                makers = [self._maker(operand, scope, "operand")]
                return self._join(condition, scope, makers, lambda masks: NEGATED[masks[0]], allowed)
            case ir.Conjunction(operands) | ir.Disjunction(operands):
                table, start = (BOTH, MET) if isinstance(condition, ir.Conjunction) else (EITHER_OF, NOT_MET)

                def combined(masks: Sequence[int]) -> int:
                    result = start
                    for mask in masks:
                        result = table[result][mask]
                    return result

                makers = [self._maker(each, scope, "operand") for each in operands]
                return self._join(condition, scope, makers, combined, allowed)
            case ir.Concluded():
                mask = self.evaluation.concluded(condition, scope)
                before = sum(bit for bit in outcomes(ANYTHING) if APPLIED[bit] & ~allowed == 0)
                step = self._concluded(condition, scope, before, mask, "other")
                return evolve(step, outcome=APPLIED[mask], allowed=allowed)
            case ir.Fact(walk, name) | ir.PresentFact(walk, name):
                mask = self.evaluation.condition(condition, scope)
                facts, gaps, reached = self.citing.walk(walk, scope)
                more, open_ = self.citing.fields(reached, name)
                return Step(condition, scope, mask, allowed=allowed, facts=facts + more, gaps=gaps + open_)
            case ir.Compared(comparison, ir.CountOf(members, _), right):
                limit = self.evaluation.value(right, scope)
                step = aggregate(
                    self,
                    condition,
                    members,
                    None,
                    scope,
                    allowed,
                    lambda places, more: compare(comparison, count(places, more), limit),
                )
                return evolve(step, children=(*step.children, self.value(right, scope)))
            case ir.RatioCompared(_, _, _, threshold) if self.evaluation.value(threshold, scope).low is None:
                children: tuple[Step, ...] = (self.value(threshold, scope),)
            case ir.RatioCompared(comparison, members, filter_, threshold):
                level = self.evaluation.value(threshold, scope).low
                assert level is not None
                return aggregate(
                    self,
                    condition,
                    members,
                    filter_,
                    scope,
                    allowed,
                    lambda places, more: ratio_compare(comparison, places, more, level),
                )
            case ir.EveryOf(members, filter_):
                return aggregate(self, condition, members, filter_, scope, allowed, every)
            case ir.Compared(comparison, left, right):
                limit_step = self.value(right, scope)
                children = (self.value(left, scope), limit_step)
                assert isinstance(limit_step.outcome, Possible)
                lacking = lacking_for(self.evaluation, self.program.homes, comparison, left, limit_step.outcome, scope)
            case ir.AmongOf(operand, _) | ir.PresentOf(operand):
                children = (self.value(operand, scope),)
            case ir.Unstated():
                children = ()
        mask = self.evaluation.condition(condition, scope)
        return Step(condition, scope, mask, allowed=allowed, children=children, gaps=lacking)

    def _concluded(self, condition: ir.Concluded, scope: Scope, allowed: int, mask: int, role: Role) -> Step:
        facts, gaps, reached = self.citing.walk(condition.walk, scope)
        children = []
        for subject in reached.subjects:
            found = self.record.mask(subject, condition.code)
            children.append(self.conclusion(subject, condition.code, allowed if allowed & found == found else found))
        return Step(condition, scope, mask, role, allowed, True, tuple(children), facts, gaps)

    # ------------------------------------------------------------ values

    def value(self, value: ir.Value, scope: Scope) -> Step:
        """The step for a value; it rests on everything that was read to find it."""
        return value_step(self, value, scope)

    # ------------------------------------------------------------ places among others

    def keys(self, rule: ir.Rank | ir.Quota, subject: SubjectId) -> tuple[Step, ...]:
        """The steps for the sort keys of a subject."""
        if (subject, rule.code) not in self._keys:
            own = Scope.of(subject)
            self._keys[subject, rule.code] = tuple(evolve(self._key(key, own), role="key") for key in rule.keys)
        return self._keys[subject, rule.code]

    def _key(self, key: ir.SortKey, scope: Scope) -> Step:
        if isinstance(key.operand, ir.Value):
            return self.value(key.operand, scope)
        return self.condition(key.operand, scope, self.evaluation.condition(key.operand, scope))

    def standing(self, rule: ir.Quota, subject: SubjectId) -> Standing:
        """What is known of a subject as a candidate."""
        if (subject, rule.code) not in self._standings:
            self._standings[subject, rule.code] = self.evaluation.standing(rule, subject)
        return self._standings[subject, rule.code]


__all__ = ["Prover", "weaken"]
