"""One decision: round by round, our own code evaluates, the engine derives, and what it derived is checked."""

from collections.abc import Callable, Mapping, Sequence

from attrs import define, field, frozen

from thidua_rules.executors.durable.covers import OPERATIONS
from thidua_rules.executors.durable.engine import Atom, fault
from thidua_rules.executors.durable.plan import Combined, Counted, Joined, Leaf, Plan, Proposition, Seated
from thidua_rules.executors.durable.rules import Part, node, parts_of, reference_node
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.reference import Findings
from thidua_rules.values import Possible, at_least, outcomes

Ordering = Callable[[list[Atom]], Sequence[Atom]]
"""The order in which facts are asserted; no answer depends on it."""


@frozen(eq=False, slots=False)
class Prepared:
    """A plan and the registered rulesets of each of its rounds; for one thread."""

    plan: Plan
    rounds: tuple[tuple[Part, ...], ...]


def prepare(plan: Plan) -> Prepared:
    """Register the rulesets of a plan."""
    rounds = enumerate(plan.rounds)
    return Prepared(plan, tuple(tuple(parts_of(each.derived, plan.propositions, f"r{n}")) for n, each in rounds))


def decide(prepared: Prepared, case: Case, question: Question, order: Ordering) -> Findings:
    """Every conclusion for every subject; DurableFault if the engine's answers do not fit together."""
    running = _Running(prepared.plan, case, question, order)
    for each, parts in zip(prepared.plan.rounds, prepared.rounds, strict=True):
        for step in each.own:
            running.evaluate(step)
        for part in parts:
            running.derive(part)
    return running.findings()


@define
class _Running:
    """What has been found so far: masks by proposition, values by rule."""

    plan: Plan
    case: Case
    question: Question
    order: Ordering
    masks: dict[int, dict[SubjectId, int]] = field(factory=dict)
    values: dict[tuple[SubjectId, str], Possible] = field(factory=dict)
    evaluation: Evaluation = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.evaluation = Evaluation(self.case, self.question, self._conclusion, self._value)

    def _conclusion(self, subject: SubjectId, code: str) -> int:
        return self.masks[self.plan.codes[code]][subject]

    def _value(self, subject: SubjectId, code: str) -> Possible:
        return self.values[subject, code]

    def findings(self) -> Findings:
        """The masks of codes and the values, as other executors give them."""
        found = Findings(values=self.values)
        for code, number in self.plan.codes.items():
            found.masks.update({(subject, code): mask for subject, mask in self.masks[number].items()})
        return found

    # ------------------------------------------------------------ our own code

    def evaluate(self, step: Proposition | ir.Quantity | ir.Rank) -> None:
        """Find a proposition or value without the engine."""
        for subject in self.case.of_type(step.subject):
            if isinstance(step, ir.Quantity):
                self.values[subject, step.code] = self.evaluation.measure(step, Scope(subject, subject))
            elif isinstance(step, ir.Rank):
                self.values[subject, step.code] = self.evaluation.rank(step, subject)
        if isinstance(step, Proposition):
            of_type = self.case.of_type(step.subject)
            self.masks[step.number] = {subject: self._evaluated(step, subject) for subject in of_type}

    def _evaluated(self, proposition: Proposition, subject: SubjectId) -> int:
        scope = Scope(subject, subject)
        match proposition.how:
            case Leaf(condition, bare):
                if bare and isinstance(condition, ir.Concluded):
                    return self.evaluation.concluded(condition, scope)
                return self.evaluation.condition(condition, scope)
            case Counted(least, operands):
                return at_least(least, [self.masks[each][subject] for each in operands])
            case Seated(quota):
                return self.evaluation.quota(quota, subject)
            case Joined(_, _, _, conclusion):
                return self.evaluation.concluded(conclusion, scope)
        raise AssertionError(proposition)

    # ------------------------------------------------------------ the engine

    def derive(self, part: Part) -> None:
        """Run one ruleset: assert what is excluded of its inputs, and read what is excluded of what it derives."""
        keys: dict[SubjectId, str] = {}

        def key(subject: SubjectId) -> str:
            return keys.setdefault(subject, f"k{len(keys)}")

        atoms: list[Atom] = []
        for number in part.inputs:
            domain = self.plan.propositions[number].domain
            for subject, mask in self.masks[number].items():
                atoms.extend(_exclusions(number, domain, mask, key(subject)))
        joins: dict[int, Mapping[SubjectId, SubjectId]] = {}
        for proposition in part.derived:
            if isinstance(proposition.how, Joined):
                joins[proposition.number] = self._joined(proposition, proposition.how)
                for subject in self.case.of_type(proposition.subject):
                    target = joins[proposition.number].get(subject)
                    if target is not None:
                        atoms.append(Atom(reference_node(proposition.number), key(subject), of=key(target)))
                    else:
                        mask = self._evaluated(proposition, subject)
                        atoms.extend(_exclusions(proposition.number, proposition.domain, mask, key(subject)))
        held = part.rules.run(self.order(atoms))
        for proposition in part.derived:
            name = node(proposition.number)
            found = self.masks[proposition.number] = {}
            for subject in self.case.of_type(proposition.subject):
                out = sum(bit for bit in outcomes(proposition.domain) if Atom(name, key(subject), str(bit)) in held)
                found[subject] = proposition.domain & ~out
                if not found[subject]:
                    raise fault(f"{subject}: {name} excluded altogether")
                if found[subject] != self._fitting(proposition, subject, joins):
                    raise fault(f"{subject}: {name} is {found[subject]}")

    def _joined(self, proposition: Proposition, how: Joined) -> Mapping[SubjectId, SubjectId]:
        """The subjects whose reference is known, and where it leads."""
        found: dict[SubjectId, SubjectId] = {}
        for subject in self.case.of_type(proposition.subject):
            slot = self.case.slot(subject, how.reference)
            if isinstance(slot, SubjectId) and slot.type == how.target_type:
                found[subject] = slot
        return found

    def _fitting(
        self, proposition: Proposition, subject: SubjectId, joins: Mapping[int, Mapping[SubjectId, SubjectId]]
    ) -> int:
        """What a derived mask must be, given the masks it was derived from: a lost or stray derivation shows here."""
        match proposition.how:
            case Combined(operation, operands):
                return OPERATIONS[operation](*(self.masks[each][subject] for each in operands))
            case Joined(_, target, _, _):
                there = joins[proposition.number].get(subject)
                return self._evaluated(proposition, subject) if there is None else self.masks[target][there]
        raise AssertionError(proposition)


def _exclusions(number: int, domain: int, mask: int, key: str) -> list[Atom]:
    if not mask or mask & ~domain:
        raise fault(f"{node(number)} is {mask}")
    return [Atom(node(number), key, str(bit)) for bit in outcomes(domain & ~mask)]
