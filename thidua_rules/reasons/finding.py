"""Finding the causes in a proof: of each step the parts by which its outcome is what it is, and nothing else."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve, field, frozen

from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Cited, MemberOf, Proof, Step
from thidua_rules.proofs.prover.groups import is_tied
from thidua_rules.proofs.prover.prover import Prover
from thidua_rules.reasons.causes import Below, Cause, Explanation, Opening, in_order
from thidua_rules.values import COUNTED, MET, OUT, Status, status_of

CONDITIONS = ("condition", "test")
"""What the step for the condition of a requirement, and of an exception, is to it."""
_CONTRARY = {Status.MET: Status.NOT_MET, Status.NOT_MET: Status.MET}


def explain(prover: Prover, proof: Proof) -> Explanation:
    """The causes of the verdict that was proved; what is not looked at is not found."""
    return Explanation(proof, _Finder(prover).of_conclusion(proof.root))


def _status(step: Step) -> Status | None:
    """What is so of a conclusion or requirement; None for a value."""
    return status_of(step.outcome) if isinstance(step.outcome, int) else None


def contrary(status: Status) -> Status:
    """What is so of a condition if its negation has this status."""
    return _CONTRARY.get(status, status)


def members_of(step: Step) -> list[Step]:
    """The steps of the elements that may be in a collection."""
    return [each for each in step.children if isinstance(each.rule, MemberOf) and each.outcome != OUT]


@frozen
class _Finder:
    """Goes through one proof; what was told once is told as such when it is met again."""

    prover: Prover
    told: set[tuple[SubjectId, str]] = field(factory=set)

    # ------------------------------------------------------------ conclusions and requirements

    def of_conclusion(self, step: Step, negated: bool = False) -> Cause:
        """A conclusion with what it comes from, the first time that it is met."""
        assert isinstance(step.outcome, int)
        status, subject = status_of(step.outcome), step.scope.subject
        if isinstance(step.rule, ir.Quota):
            return self._of_quota(step, status)
        assert isinstance(step.rule, ir.Requirement | ir.Exempting)
        return Cause(
            "conclusion", step, status, (subject,), negated, Opening(lambda: self._once(step, status, negated))
        )

    def _once(self, step: Step, status: Status, negated: bool) -> Below:
        """What stands below a conclusion, unless that was told already."""
        assert isinstance(step.rule, ir.Requirement | ir.Exempting)
        again = (step.scope.subject, step.rule.code)
        if again in self.told and status is not Status.MET:
            return Below(told=True)
        self.told.add(again)
        return self._below_rule(step, status, negated)

    def _of_rule(self, step: Step, negated: bool = False) -> Cause:
        """A requirement or exception; of a `negated` one the opposite is asked, and of all that it asks."""
        assert isinstance(step.outcome, int)
        status = status_of(step.outcome)
        below = Opening(lambda: self._below_rule(step, status, negated))
        return Cause("requirement", step, status, (step.scope.subject,), negated, below)

    def _below_rule(self, step: Step, status: Status, negated: bool) -> Below:
        rule, children = step.rule, step.children
        assert isinstance(rule, ir.Requirement | ir.Exempting)
        by_role: defaultdict[str, list[Step]] = defaultdict(list)
        for each in children:
            by_role[each.role].append(each)
        guards = tuple(map(self._of_guard, by_role["guard"]))
        if status is Status.NOT_APPLICABLE and guards:
            return Below(in_order(guards))
        doubted = tuple(each for each in guards if each.status is not Status.MET)
        # an exception that is met is the cause; of one that is not, nothing is to be said unless it may still be met
        told = Status.UNKNOWN if status is not Status.MET else Status.MET
        exceptions = [self._of_rule(each) for each in by_role["exception"] if _status(each) is told]
        parts = [(each, _status(each)) for each in by_role["child"]]
        inverted = isinstance(rule, ir.Requirement) and rule.group == "none"
        wanted = contrary(status) if inverted else status
        # where too few are met of those asked for, the others do not apply
        few = not any(found is wanted for _, found in parts) and not (status is Status.UNKNOWN and doubted)
        causing = [each for each, found in parts if (each.outcome != MET if few else found is wanted)]
        decided = set(map(id, causing))
        beside = (each for each, _ in parts if id(each) not in decided)
        holding = [self._held(each) for each in beside if self._is_held(each, wanted, status)]
        if status is Status.MET and exceptions:
            return Below((exceptions[0],), tuple(holding))
        asked = [each for role in CONDITIONS for each in by_role[role]]
        found = [cause for each in asked for cause in self._of_asked(each, negated)]
        found.extend(self._of_part(each, inverted != negated) for each in causing)
        if status is Status.UNKNOWN:
            found = [*doubted, *found, *exceptions]
        causes: list[Cause] = []
        for cause in found:
            if self._may_give_way(rule, cause) and not in_order((*causes[-1:], cause))[-1].told:
                causes.extend(cause.causes)
                holding = [*cause.holding, *holding]
            else:
                causes.append(cause)
        return Below(in_order(causes), tuple(holding))

    def _of_part(self, step: Step, negated: bool) -> Cause:
        if isinstance(step.rule, ir.Quota):
            assert isinstance(step.outcome, int)
            return self._of_quota(step, status_of(step.outcome))
        return self._of_rule(step, negated)

    def _of_asked(self, step: Step, negated: bool = False) -> Iterator[Cause]:
        """What makes a condition what it was found to be."""
        assert isinstance(step.outcome, int)
        status = status_of(step.outcome)
        return self.of_condition(step, contrary(status) if negated else status, negated)

    def _may_give_way(self, above: ir.Requirement | ir.Exempting, cause: Cause) -> bool:
        """Whether a part says only that the title's own standard is asked for, or is the compiler's own."""
        rule = cause.step.rule
        if not isinstance(rule, ir.Requirement):
            return False
        title = self.prover.program.titles.get(above.code.partition(".")[0])
        asked = rule.condition
        if isinstance(asked, ir.Conjunction) and len(asked.operands) == 1:
            asked = asked.operands[0]
        told = asked.code if isinstance(asked, ir.Concluded) else None
        return rule.about.internal or (title is not None and title.standard in (rule.code, told))

    def _is_held(self, step: Step, wanted: Status, status: Status) -> bool:
        if not isinstance(step.rule, ir.Requirement) or step.rule.about.internal or not isinstance(step.outcome, int):
            return False
        return status_of(step.outcome) is not wanted and status is not Status.NOT_APPLICABLE

    def _held(self, step: Step) -> Cause:
        assert isinstance(step.outcome, int)
        return Cause("requirement", step, status_of(step.outcome), (step.scope.subject,))

    def _of_guard(self, step: Step) -> Cause:
        assert isinstance(step.outcome, int)
        status = status_of(step.outcome)
        return Cause("guard", step, status, (step.scope.element,), False, self._causes(lambda: self._of_asked(step)))

    def _causes(self, find: Callable[[], Iterable[Cause]]) -> Opening:
        return Opening(lambda: Below(in_order(find())))

    # ------------------------------------------------------------ conditions

    def of_condition(self, step: Step, status: Status, negated: bool) -> Iterator[Cause]:
        """What makes a condition what it is; a `negated` one is asked not to be met; `status` is the whole one's."""
        rule = step.rule
        own = contrary(status) if negated else status
        if status is Status.NOT_APPLICABLE:
            own = Status.NOT_MET
        match rule:
            case ir.Negation():
                yield from self.of_condition(step.children[0], status, not negated)
            case ir.Conjunction() | ir.Disjunction():
                yield from self._of_operands(step, own, negated)
            case ir.Unstated():
                yield Cause("unstated", step, Status.UNKNOWN, (step.scope.subject,))
            case ir.Concluded() if step.children:
                for child in step.children:
                    yield from self._of_concluded(child, negated)
            case ir.RatioCompared() | ir.EveryOf() | ir.Compared(_, ir.CountOf(), _) if members_of(step):
                yield self._of_members(step, own, negated)
            case _:
                inside = self._causes(lambda: self._open_below(step)) if own is Status.UNKNOWN else Below()
                yield Cause("condition", step, own, (step.scope.element,), negated, inside)

    def _of_operands(self, step: Step, own: Status, negated: bool) -> Iterator[Cause]:
        """Of several conditions those that have the outcome of the whole."""
        whole = contrary(own) if negated else own
        for child in step.children:
            if isinstance(child.outcome, int) and status_of(child.outcome) is own:
                yield from self.of_condition(child, whole, negated)

    def _of_concluded(self, step: Step, negated: bool) -> Iterator[Cause]:
        """Another conclusion. A true/false quantity and the compiler's own give way to what they come from."""
        rule = step.rule
        assert isinstance(step.outcome, int)
        status = status_of(step.outcome)
        if isinstance(rule, ir.Requirement) and rule.about.internal:
            for child in step.children:
                if child.role in CONDITIONS:
                    yield from self._of_asked(child, negated)
                elif child.role == "child":
                    yield from self._of_concluded(child, negated)
            return
        if isinstance(rule, ir.Requirement) and rule.about.truth:
            inside = [each for each in step.children if each.role in CONDITIONS]
            below = self._causes(lambda: (cause for each in inside for cause in self._of_asked(each, negated)))
            yield Cause("condition", step, status, (step.scope.subject,), negated, below)
            return
        yield self.of_conclusion(step, negated)

    def _open_below(self, step: Step) -> Iterator[Cause]:
        """What keeps a condition on values open. The members that its own value is reckoned from need no line that
        says that value again."""
        found = {(each.step.rule, each.step.scope): each for each in self._open_values(step.children)}
        own = {id(each) for each in step.children}
        for each in found.values():
            if each.kind == "members" and id(each.step) in own:
                yield from each.causes
            elif each.kind != "members" or each.causes:
                yield each

    def _open_values(self, steps: Iterable[Step]) -> Iterator[Cause]:
        """What a value that is not known was to be reckoned from: the members by whom it is not, if there are such."""
        for step in steps:
            if isinstance(step.outcome, int) and not isinstance(step.rule, MemberOf):
                if not step.settled:
                    yield from self.of_condition(step, Status.UNKNOWN, False)
            elif not step.settled and members_of(step):
                yield self._of_members(step, Status.UNKNOWN, False)
            elif not step.settled:
                yield from self._open_values(step.children)

    # ------------------------------------------------------------ members

    def _of_members(self, step: Step, own: Status, negated: bool) -> Cause:
        """A collection: those by whom the condition is what it is, alike ones together."""
        below = self._causes(lambda: self._deciding_members(step, own, negated))
        return Cause("members", step, own, (step.scope.subject,), negated, below)

    def _deciding_members(self, step: Step, own: Status, negated: bool) -> Iterator[Cause]:
        members = members_of(step)
        filtered = any(isinstance(each.rule, MemberOf) and each.rule.condition is not None for each in members)
        if own is Status.UNKNOWN:
            yield from self._alike([each for each in members if not each.settled], own)
        elif filtered and (own is Status.NOT_MET) != negated:
            beside = [each for each in members if each.settled and each.outcome != COUNTED]
            yield from self._alike(beside, Status.NOT_MET)
        else:
            yield from self._alike([each for each in members if each.settled and each.outcome == COUNTED], Status.MET)

    def _alike(self, members: Sequence[Step], status: Status) -> Iterator[Cause]:
        """The members, those of whom the same is to be said as one cause."""
        groups: dict[object, list[Cause]] = {}
        for each in members:
            found = [
                cause
                for part in each.children
                if isinstance(part.outcome, int) and (status is not Status.UNKNOWN or not part.settled)
                for cause in _Finder(self.prover, self.told.copy())._of_asked(part)
            ]
            made = Cause("alike", each, status, (each.scope.element,), False, Below(in_order(found)))
            groups.setdefault(tuple(map(_shape, found)), []).append(made)
        for group in groups.values():
            yield evolve(group[0], subjects=tuple(each.subjects[0] for each in group))

    # ------------------------------------------------------------ seats

    def _of_quota(self, step: Step, status: Status) -> Cause:
        tied = is_tied(self.prover, step)
        return Cause("tie" if tied else "seats", step, status, (step.scope.subject,))


def _shape(cause: Cause) -> object:
    """What a cause says, whoever it is said of."""
    rule = cause.step.rule
    what = rule.code if isinstance(rule, ir.Requirement | ir.Exempting | ir.Quota) else rule
    missing = frozenset(gap.name for gap in cause.step.open_gaps()) if not cause.causes else None
    named = (
        (len(cause.subjects) if cause.status is Status.UNKNOWN else cause.subjects) if cause.kind == "alike" else None
    )
    read = _read(cause.step) if cause.kind == "condition" and not cause.causes else None
    return (cause.kind, what, cause.status, missing, named, read, tuple(map(_shape, cause.causes)))


def _read(step: Step) -> object:
    """The facts and values that a condition was found by; of somebody else's whose they are too."""
    rule, own = step.rule, (step.scope.element, step.scope.subject)
    if isinstance(rule, MemberOf):
        return step.outcome
    if isinstance(rule, ir.Fact | ir.PresentFact | ir.FieldValue):
        facts = (each for each in step.facts if isinstance(each, Cited) and each.name == rule.name)
        return tuple((None if each.subject in own else each.subject, each.slot) for each in facts)
    whose = [None if each.scope.subject in own else each.scope.subject for each in step.children]
    return (step.outcome, *zip(whose, map(_read, step.children), strict=True))
