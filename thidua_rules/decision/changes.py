"""What would have to change: all smallest sets of facts about a subject and its path that would make it met."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, islice, product

from attrs import field, frozen

from thidua_rules.decision.proof import Step
from thidua_rules.decision.prover import Prover
from thidua_rules.executors.evaluation import Evaluation
from thidua_rules.executors.protocol import Question
from thidua_rules.executors.reference import Findings, apply
from thidua_rules.facts.case import Between, Case, OneOf, Slot, SubjectId
from thidua_rules.facts.lifting import slot_of
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.values import MET, Possible

MOST_FACTS = 3
"""Sets of more facts than this are not looked for."""
MOST_TRIALS = 20_000
"""How many assignments are tried at most for one conclusion."""

Place = tuple[SubjectId, str]


@frozen
class Change:
    """One fact that would have to be otherwise; `before` None is a missing fact."""

    subject: SubjectId
    name: str
    before: Slot
    after: Slot


def minimal_changes(prover: Prover, subject: SubjectId, code: str) -> tuple[tuple[Change, ...], ...]:
    """All minimal sets of at most three facts whose change makes the conclusion met, smallest first.

    Within a set each fact takes the value nearest to the present one that does. Facts are the fields, references
    aside, of the subject and of subjects reached from it by references, that the conclusion reads.
    """
    step = prover.prove(subject, code).root
    places = _places(prover, step, subject)
    trial = _Trial(prover.program, prover.case, prover.question, subject, code, _reads(prover, step, places))
    required = _required(trial, places)
    if required is None:
        return ()
    free = sorted(set(places) - set(required))
    found: list[tuple[Change, ...]] = []
    for size in range(MOST_FACTS - len(required) + 1):
        for more in combinations(free, size):
            chosen = sorted({*required, *more})
            if any({(change.subject, change.name) for change in each} <= set(chosen) for each in found):
                continue
            values = _first_met(trial, chosen, places)
            if values is not None:
                found.append(
                    tuple(
                        Change(owner, name, prover.case.slot(owner, name), value)
                        for (owner, name), value in zip(chosen, values, strict=True)
                    )
                )
    return tuple(found)


def _required(trial: "_Trial", places: Mapping[Place, Sequence[Slot]]) -> list[Place] | None:
    """The facts that every set must hold; None if no set of at most three can do.

    Without a required fact, some value that it has or may have leaves no way to be met, whatever the values of all
    the others; setting these aside as missing shows that without trying their values.
    """
    if not trial.mask(dict.fromkeys(places)) & MET:
        return None
    required = []
    for place, values in sorted(places.items()):
        others = dict.fromkeys(each for each in places if each != place)
        now = trial.case.slot(*place)
        stays = values if now is None or isinstance(now, Between | OneOf) else [now]
        if any(not trial.mask({**others, place: value}) & MET for value in stays):
            required.append(place)
            if len(required) > MOST_FACTS:
                return None
    return required


def _first_met(
    trial: "_Trial", chosen: Sequence[Place], places: Mapping[Place, Sequence[Slot]]
) -> Sequence[Slot] | None:
    if not trial.mask(dict.fromkeys(chosen, None)) & MET:
        return None
    assignments: Iterator[tuple[Slot, ...]] = product(*(places[each] for each in chosen))
    for values in islice(assignments, MOST_TRIALS):
        if trial.mask(dict(zip(chosen, values, strict=True))) == MET:
            return values
    return None


@frozen
class _Trial:
    """Decides one conclusion again under changed facts.

    `reads` says which of the changeable facts each conclusion or quantity depends on; what depends on none of those
    that differ was found before and is kept.
    """

    program: ir.Program
    case: Case
    question: Question
    subject: SubjectId
    code: str
    reads: Mapping[tuple[SubjectId, str], frozenset[Place]]
    _known: dict[object, Findings] = field(factory=dict)

    def mask(self, slots: Mapping[Place, Slot]) -> int:
        """The outcomes of the conclusion if these facts were so."""
        case = self.case.supposing(slots)

        def found(subject: SubjectId, code: str) -> Findings:
            home = self.program.homes[code]
            read = self.reads.get((subject, home.code), frozenset())
            key = (subject, home.code, frozenset((place, slots[place]) for place in read if place in slots))
            if key not in self._known:
                findings = Findings()
                apply(home, subject, evaluation, findings)
                self._known[key] = findings
            return self._known[key]

        def conclusion(subject: SubjectId, code: str) -> int:
            return found(subject, code).mask(subject, code)

        def quantity(subject: SubjectId, code: str) -> Possible:
            return found(subject, code).value(subject, code)

        evaluation = Evaluation(case, self.question, conclusion, quantity)
        return conclusion(self.subject, self.code)


def _reads(prover: Prover, step: Step, places: Mapping[Place, object]) -> dict[tuple[SubjectId, str], frozenset[Place]]:
    """Which of the places each rule reads for each subject, below a step; for the step's own rule, all of them."""
    found: dict[tuple[SubjectId, str], set[Place]] = {}
    open_: list[set[Place]] = []

    def visit(each: Step) -> None:
        rule = each.rule
        home = None
        if isinstance(rule, ir.Requirement | ir.Quantity | ir.Rank):
            home = prover.program.homes[rule.code].code
        own = home is not None and (home == getattr(rule, "code", None))
        if home is not None and own:
            open_.append(found.setdefault((each.scope.subject, home), set()))
        if isinstance(rule, ir.Fact | ir.PresentFact | ir.FieldValue):
            for owner in prover.evaluation.reach(rule.walk, each.scope).subjects:
                if (owner, rule.name) in places:
                    for reading in open_:
                        reading.add((owner, rule.name))
        for child in each.children:
            visit(child)
        if own:
            open_.pop()

    visit(step)
    own = prover.program.homes[getattr(step.rule, "code", "")].code
    found[step.scope.subject, own] = set(places)
    return {key: frozenset(reading) for key, reading in found.items()}


def _places(prover: Prover, step: Step, subject: SubjectId) -> dict[Place, list[Slot]]:
    """The fields that may be changed, each with the values worth trying, nearest to the present one first."""
    path = _path(prover.case, subject)
    found: dict[Place, list[Slot]] = {}
    for each in step.walk():
        rule = each.rule
        if isinstance(rule, ir.Fact | ir.FieldValue):
            for owner in prover.evaluation.reach(rule.walk, each.scope).subjects:
                if owner in path:
                    declared = prover.evaluation.declared(owner.type, rule.name)
                    if declared.kind is not Kind.REFERENCE:
                        found.setdefault((owner, rule.name), [])
    marks = [mark for each in step.walk() for mark in _marks(prover, each)]
    for owner, name in found:
        declared = prover.evaluation.declared(owner.type, name)
        now = prover.case.slot(owner, name)
        found[owner, name] = [slot for slot in _values(declared, marks, now) if slot != now]
    return {place: values for place, values in found.items() if values}


def _path(case: Case, subject: SubjectId) -> frozenset[SubjectId]:
    found = {subject}
    waiting = [subject]
    while waiting:
        current = waiting.pop()
        fact_type = case.vocabulary.type(current.type)
        assert fact_type is not None
        for declared in fact_type.fields:
            slot = case.slot(current, declared.name)
            if isinstance(slot, SubjectId) and slot not in found:
                found.add(slot)
                waiting.append(slot)
    return frozenset(found)


def _marks(prover: Prover, step: Step) -> list[tuple[Kind, object]]:
    """The values that a step compares with: thresholds, just beyond them, and wanted outcomes."""
    rule = step.rule
    if isinstance(rule, ir.Compared):
        found: list[tuple[Kind, object]] = []
        for side in (rule.left, rule.right):
            known = prover.evaluation.value(side, step.scope)
            if known.ordered and known.low is not None and known.low == known.high:
                found.append((side.type.kind, known.low))
        return found
    if isinstance(rule, ir.AmongOf):
        return [(rule.operand.type.kind, each) for each in rule.wanted]
    return []


def _values(declared: Field, marks: Sequence[tuple[Kind, object]], now: Slot) -> list[Slot]:
    if declared.kind is Kind.BOOLEAN:
        return [True, False]
    if declared.kind is Kind.GRADE:
        return _nearest(declared, [*range(len(declared.options)), *(-1 - n for n in range(len(declared.outside)))], now)
    if declared.kind in (Kind.CHOICE, Kind.TITLE) and declared.options:
        return list(declared.options)
    if not declared.kind.is_ordered:
        return [each for kind, each in marks if kind is declared.kind and isinstance(each, str)]
    unit = Fraction(1, 10**declared.decimals) / (100 if declared.kind is Kind.PERCENT else 1)
    numbers: set[int | Fraction] = set()
    for _, mark in marks:
        if isinstance(mark, int | Fraction) and not isinstance(mark, bool):
            on_grid = Fraction(mark) // unit * unit
            numbers |= {on_grid, on_grid + unit, on_grid - unit}
    slots = [slot_of(declared, each) for each in sorted(numbers) if _inside(declared, each)]
    return _nearest(declared, slots, now)


def _inside(declared: Field, number: int | Fraction) -> bool:
    scaled = number * 100 if declared.kind is Kind.PERCENT else number
    return (declared.low is None or declared.low <= scaled) and (declared.high is None or scaled <= declared.high)


def _nearest(declared: Field, slots: Sequence[Slot], now: Slot) -> list[Slot]:
    """Nearest to the present value first; for a missing one the least that serves, in the field's direction."""
    if isinstance(now, bool) or (not isinstance(now, int) and not hasattr(now, "as_tuple")):
        return list(slots)
    return sorted(slots, key=lambda slot: abs(Fraction(str(slot)) - Fraction(str(now))))


__all__ = ["MOST_FACTS", "Change", "minimal_changes"]
