"""Building proofs: an evaluation done again for one conclusion, keeping what it rested on.

Outcomes come from the executor's record and from `Evaluation`; this module only chooses which children and which
members are needed, by giving up as much as the conclusion allows, last first, so that the first witnesses stay.
"""

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from thidua_rules.decision.citing import Citing
from thidua_rules.decision.proof import Citation, Cited, Gap, MemberOf, Proof, Role, Step
from thidua_rules.executors.evaluation import Evaluation, Reached, Scope, combine
from thidua_rules.executors.protocol import Question, Record
from thidua_rules.facts.case import Case, Closure, OneOf, SubjectId
from thidua_rules.program import ir
from thidua_rules.values import (
    ANYTHING,
    APPLIED,
    BARE,
    BOTH,
    COUNTED,
    EITHER_OF,
    MET,
    NEGATED,
    NOT_MET,
    OUT,
    Possible,
    compare,
    count,
    every,
    excused,
    guarded,
    outcomes,
    place,
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
    _memo: dict[tuple[SubjectId, str, int], Step]

    @classmethod
    def of(cls, program: ir.Program, case: Case, question: Question, record: Record) -> "Prover":
        """A prover for one run."""
        evaluation = Evaluation(case, question, record.mask, record.value)
        return cls(program, case, question, record, evaluation, Citing(case, evaluation), {})

    def prove(self, subject: SubjectId, code: str) -> Proof:
        """The proof of the verdict on one conclusion."""
        mask = self.record.mask(subject, code)
        return Proof(subject, code, mask, self.question, self._conclusion(subject, code, mask))

    # ------------------------------------------------------------ rules

    def _conclusion(self, subject: SubjectId, code: str, allowed: int, role: Role = "other") -> Step:
        found = self._memo.get((subject, code, allowed))
        if found is None:
            node = self.program.nodes[code]
            scope = Scope(subject, subject)
            if isinstance(node, ir.Exempting):
                found = self._exempting(node, scope, allowed)
            else:
                found = self._requirement(node, scope, allowed)
            self._memo[subject, code, allowed] = found
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
                step = self._aggregate(
                    condition,
                    members,
                    None,
                    scope,
                    allowed,
                    lambda places, more: compare(comparison, count(places, more), limit),
                )
                return evolve(step, children=(*step.children, self.value(right, scope)))
            case ir.RatioCompared(comparison, members, filter_, threshold):
                level = self.evaluation.value(threshold, scope).low
                assert level is not None
                return self._aggregate(
                    condition,
                    members,
                    filter_,
                    scope,
                    allowed,
                    lambda places, more: ratio_compare(comparison, places, more, level),
                )
            case ir.EveryOf(members, filter_):
                return self._aggregate(condition, members, filter_, scope, allowed, every)
            case ir.Compared(_, left, right):
                children: tuple[Step, ...] = (self.value(left, scope), self.value(right, scope))
            case ir.AmongOf(operand, _) | ir.PresentOf(operand):
                children = (self.value(operand, scope),)
        mask = self.evaluation.condition(condition, scope)
        return Step(condition, scope, mask, allowed=allowed, children=children)

    def _concluded(self, condition: ir.Concluded, scope: Scope, allowed: int, mask: int, role: Role) -> Step:
        facts, gaps, reached = self.citing.walk(condition.walk, scope)
        children = []
        for subject in reached.subjects:
            found = self.record.mask(subject, condition.code)
            children.append(self._conclusion(subject, condition.code, allowed if allowed & found == found else found))
        return Step(condition, scope, mask, role, allowed, True, tuple(children), facts, gaps)

    # ------------------------------------------------------------ values

    def value(self, value: ir.Value, scope: Scope) -> Step:
        """The step for a value; it rests on everything that was read to find it."""
        children: list[Step] = []
        facts: tuple[Citation, ...] = ()
        gaps: tuple[Gap, ...] = ()
        match value:
            case ir.FieldValue(walk, name, _):
                facts, gaps, reached = self.citing.walk(walk, scope)
                more, open_ = self.citing.fields(reached, name)
                facts, gaps = facts + more, gaps + open_
            case ir.Derived(walk, code, _):
                facts, gaps, reached = self.citing.walk(walk, scope)
                children = [self._measure(subject, code) for subject in reached.subjects]
            case ir.Calculation(_, left, right, _):
                children = [self.value(left, scope), self.value(right, scope)]
            case ir.Opposite(operand, _) | ir.Rounded(_, _, operand, _) | ir.Shifted(operand, _, _, _):
                children = [self.value(operand, scope)]
            case ir.CountOf(members, _):
                children, facts, gaps = self._extent(members, None, scope)
            case ir.RatioOf(members, filter_, _):
                children, facts, gaps = self._extent(members, filter_, scope)
            case ir.FoldOf(_, item, members, _, _):
                children, facts, gaps = self._extent(members, None, scope)
                counted = [each.scope for each in children if isinstance(each.outcome, int) and each.outcome & COUNTED]
                children.extend(self.value(item, each) for each in counted)
            case ir.StreakOf(until, members, period, _, _):
                children, facts, gaps = self._extent(members, None, scope)
                elements = [each.scope.element for each in children]
                more, open_ = self.citing.fields(Reached(tuple(elements)), period)
                facts, gaps = facts + more, gaps + open_
                children.append(self.value(until, scope))
        outcome = self.evaluation.value(value, scope)
        return Step(value, scope, outcome, "operand", children=tuple(children), facts=facts, gaps=gaps)

    def _measure(self, subject: SubjectId, code: str) -> Step:
        found = self._memo.get((subject, code, ANYTHING))
        if found is None:
            rule = self.program.homes[code]
            scope = Scope(subject, subject)
            outcome = self.record.value(subject, code)
            if isinstance(rule, ir.Rank):
                found = self._rank(rule, scope, outcome)
            else:
                assert isinstance(rule, ir.Quantity)
                found = self._quantity(rule, scope, outcome)
            self._memo[subject, code, ANYTHING] = found
        return found

    def _quantity(self, rule: ir.Quantity, scope: Scope, outcome: Possible) -> Step:
        children = []
        if rule.guard is not None:
            mask = self.evaluation.condition(rule.guard, scope)
            children.append(evolve(self.condition(rule.guard, scope, mask), role="guard"))
        if isinstance(rule.body, ir.Table):
            children.extend(self._row(row, scope) for row in rule.body.rows)
        else:
            children.append(self.value(rule.body, scope))
        return Step(rule, scope, outcome, children=tuple(children))

    def _row(self, row: ir.TableRow, scope: Scope) -> Step:
        children = []
        if row.condition is not None:
            mask = self.evaluation.condition(row.condition, scope)
            children.append(evolve(self.condition(row.condition, scope, mask), role="test"))
        result = self.value(row.result, scope)
        return Step(row, scope, result.outcome, "result", children=(*children, evolve(result, role="result")))

    def _rank(self, rule: ir.Rank, scope: Scope, outcome: Possible) -> Step:
        facts: list[Citation] = []
        gaps: list[Gap] = []
        children: list[Step] = []
        for subject in self.case.of_type(rule.subject):
            slot = self.case.slot(subject, rule.group)
            facts.append(Cited(subject) if slot is None else Cited(subject, rule.group, slot))
            own = Scope(subject, subject)
            if slot is None or isinstance(slot, OneOf):
                gaps.append(Gap(subject, rule.group))
                more_facts, more_gaps = self.citing.candidates(subject.type, rule.group)
                facts.extend(more_facts)
                gaps.extend(more_gaps)
            elif slot != self.case.slot(scope.subject, rule.group):
                mine = self.case.slot(scope.subject, rule.group)
                if isinstance(mine, SubjectId):
                    continue
            for key in rule.keys:
                children.append(evolve(self._key(key, own), role="key"))
        declared = self.evaluation.declared(rule.subject, rule.group)
        facts.extend(self.citing.closed_type(rule.subject))
        if not self.case.is_closed(rule.subject):
            groups = {
                slot for each in [scope.subject] if isinstance(slot := self.case.slot(each, rule.group), SubjectId)
            }
            for group in sorted(groups):
                if declared.reverse is not None:
                    facts.extend(self.citing.closed_roster(group, declared.reverse))
                    if not self.case.roster_closed(group, declared.reverse):
                        gaps.append(Gap(group, None, Closure(rule.subject, group, declared.reverse)))
            gaps.append(Gap(None, None, Closure(rule.subject)))
        return Step(rule, scope, outcome, children=tuple(children), facts=tuple(facts), gaps=tuple(gaps))

    def _key(self, key: ir.SortKey, scope: Scope) -> Step:
        if isinstance(key.operand, ir.Value):
            return self.value(key.operand, scope)
        return self.condition(key.operand, scope, self.evaluation.condition(key.operand, scope))

    # ------------------------------------------------------------ collections

    def _extent(
        self, members: ir.Members, condition: ir.Condition | None, scope: Scope
    ) -> tuple[list[Step], tuple[Citation, ...], tuple[Gap, ...]]:
        """Every element that may be in a collection, with all that fixes its place; closures; what is open."""
        facts, gaps, _ = self.citing.walk(members.owner, scope)
        found, _ = self.evaluation.membership(members, scope)
        steps = [self._member(members, condition, element, mask, scope) for element, mask in found.items()]
        closures, open_ = self.citing.closures(members, scope)
        return steps, (*facts, *closures), (*gaps, *open_)

    def _member(
        self, members: ir.Members, condition: ir.Condition | None, element: SubjectId, membership: int, scope: Scope
    ) -> Step:
        inner = Scope(element, scope.subject)
        children = []
        mask = membership
        if members.where is not None:
            where = self.evaluation.condition(members.where, inner)
            mask = BOTH[mask][where]
            children.append(evolve(self.condition(members.where, inner, where), role="where"))
        filter_ = MET
        if condition is not None:
            filter_ = self.evaluation.condition(condition, inner)
            children.append(evolve(self.condition(condition, inner, filter_), role="filter"))
        facts, gaps = self.citing.belongs(members, element, scope)
        outcome = place(mask, filter_)
        rule = MemberOf(members, condition)
        return Step(rule, inner, outcome, "member", children=tuple(children), facts=facts, gaps=gaps)

    def _aggregate(
        self,
        rule: ir.Condition,
        members: ir.Members,
        condition: ir.Condition | None,
        scope: Scope,
        allowed: int,
        combined: Callable[[Sequence[int], bool], int],
    ) -> Step:
        """A condition on a collection: the witnesses alone if it holds whatever else there is, else the roster."""
        found, is_open = self.evaluation.membership(members, scope)
        steps = [self._member(members, condition, element, mask, scope) for element, mask in found.items()]
        places = [step.outcome for step in steps if isinstance(step.outcome, int)]
        outcome = combined(places, is_open)
        facts, gaps, _ = self.citing.walk(members.owner, scope)
        closures, open_ = self.citing.closures(members, scope)
        needs_closure = combined(places, True) & ~allowed != 0
        more = is_open or not needs_closure
        kept = list(places)
        for index in reversed(range(len(kept))):
            known = kept[index]
            for wider in (OUT, OUT | BARE | COUNTED, BARE | COUNTED, OUT | BARE, OUT | COUNTED):
                # a member may be left unmentioned only where others may come anyway
                if (wider == OUT and needs_closure) or (wider != OUT and wider & known != known):
                    continue
                if combined([*kept[:index], wider, *kept[index + 1 :]], more) & ~allowed == 0:
                    kept[index] = wider
                    break
        children = []
        for step, left in zip(steps, kept, strict=True):
            dropped = not needs_closure and left == OUT
            children.append(evolve(self._within(step, left), needed=not dropped, allowed=left))
        return Step(
            rule,
            scope,
            outcome,
            allowed=allowed,
            children=tuple(children),
            facts=(*facts, *closures) if needs_closure else facts,
            gaps=(*gaps, *open_),
            needs_closure=needs_closure,
        )

    def _within(self, step: Step, left: int) -> Step:
        """A member's step resting only on what keeps it within the places left to it."""
        assert isinstance(step.outcome, int)
        if left == step.outcome:
            return step
        keep = []
        for child in step.children:
            needless = left & (BARE | COUNTED) == BARE | COUNTED and child.role == "filter"
            keep.append(evolve(child, needed=False) if needless or left == ANYTHING else child)
        return evolve(step, children=tuple(keep))


__all__ = ["Prover", "weaken"]
