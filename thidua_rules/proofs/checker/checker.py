"""An independent checker of proofs.

It shares no code with the search for proofs nor with the engine's evaluation: it looks only at the facts that a proof
cites, redoes every step's arithmetic in its own way, and accepts the conclusion if these facts leave nothing else
possible. Outcomes are sets of letters here: M met, N not met, A not applicable, U undetermined.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product

from attrs import evolve

from thidua_rules.facts.case import Case, Slot, SubjectId
from thidua_rules.facts.lifting import domain
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.checker.exact import (
    UNDETERMINED_VALUE,
    Letters,
    built,
    calculate,
    comparing,
    cover,
    each_end,
    excuse,
    grouped,
    is_among,
    kept_within,
    moved,
    outermost,
    part_of,
    picked,
    pieces,
    ratio_holds,
    replaced,
    round_to,
    share_of,
    three_valued,
    truth,
    whole_months,
)
from thidua_rules.proofs.checker.facts import CitedFacts
from thidua_rules.proofs.checker.groups import rank_value
from thidua_rules.proofs.checker.members import extent_of, folded_value, streak_value
from thidua_rules.proofs.checker.seats import seats_left
from thidua_rules.proofs.proof import MemberOf, Proof, Step
from thidua_rules.values import Possible

_BITS = {"M": 1, "N": 2, "A": 4, "U": 8}
_ALL: Letters = frozenset("MNAU")


def letters(mask: int) -> Letters:
    """The outcomes in a mask."""
    return frozenset(letter for letter, bit in _BITS.items() if mask & bit)


def check_proof(program: ir.Program, case: Case, proof: Proof) -> tuple[str, ...]:
    """What is wrong with a proof, in English for developers; nothing if it is accepted."""
    return tuple(Checker(program, case, proof).complaints())


class Checker:
    """What the cited facts and the claims of a proof's steps amount to, and what of it is wrong."""

    def __init__(self, program: ir.Program, case: Case, proof: Proof) -> None:
        self.program, self.case, self.proof = program, case, proof
        self.facts = CitedFacts(case, proof)
        self.claims: dict[tuple[SubjectId, str], Letters] = {}
        self.measures: dict[tuple[SubjectId, str], Possible] = {}

    # ------------------------------------------------------------ the proof as a whole

    def complaints(self) -> Iterator[str]:
        """Everything that is wrong."""
        proof = self.proof
        yield from self.facts.cite()
        for step in proof.root.used():
            self._claim(step)
        node = self.program.conclusions.get(proof.code)
        if node is None or proof.root.rule != node or proof.root.scope != Scope(proof.subject, proof.subject):
            yield "the proof is not about the conclusion it claims"
            return
        if not letters(proof.root.allowed) <= letters(proof.mask):
            yield "the root step establishes less than the proof claims"
        for step in proof.root.used():
            yield from self._check(step)
        if letters(proof.mask) - {"M", "N", "A"} or len(letters(proof.mask)) > 1:
            yield from self._open(proof)

    def _claim(self, step: Step) -> None:
        """What the step says of a conclusion or quantity; each is checked at its own step."""
        subject = step.scope.subject
        if isinstance(step.rule, ir.Requirement | ir.Exempting | ir.Quota):
            known = self.claims.get((subject, step.rule.code), _ALL)
            self.claims[subject, step.rule.code] = known & letters(step.allowed)
        elif isinstance(step.rule, ir.Quantity | ir.Rank) and isinstance(step.outcome, Possible):
            self.measures[subject, step.rule.code] = step.outcome

    def _open(self, proof: Proof) -> Iterator[str]:
        for gap in proof.gaps:
            if gap.closure is not None:
                if gap.closure in self.case.closed:
                    yield f"{gap.closure} is called open but is closed"
                if gap.period is not None and self.facts.has_record(gap.closure, gap.name, gap.period.ordinal):
                    yield f"{gap.closure} is said to lack a record of {gap.period} but has one"
            elif gap.subject is not None and gap.name is not None:
                slot = self.case.slot(gap.subject, gap.name)
                if slot is not None and not isinstance(slot, tuple):
                    yield f"{gap.subject} {gap.name} is called unknown but is known"
        if not proof.gaps and not any(_gives_no_answer(step.outcome) for step in proof.root.walk()):
            yield "the verdict is unknown and nothing is said to be missing"

    def supposing(self, subject: SubjectId, name: str, slot: Slot) -> "Checker":
        """The same claims, with one more fact supposed."""
        supposed = Checker(self.program, self.case, self.proof)
        supposed.claims, supposed.measures = self.claims, self.measures
        supposed.facts = self.facts.with_slot(subject, name, slot)
        return supposed

    def claimed(self, subject: SubjectId, code: str) -> Letters:
        """What the steps leave of a conclusion; anything if none is about it."""
        return self.claims.get((subject, code), _ALL)

    # ------------------------------------------------------------ steps

    def _check(self, step: Step) -> Iterator[str]:
        rule, scope = step.rule, step.scope
        if isinstance(rule, ir.Requirement):
            found = self._requirement(rule, scope)
        elif isinstance(rule, ir.Exempting):
            found = self._exempting(rule, scope)
        elif isinstance(rule, MemberOf):
            return
        elif isinstance(rule, ir.Quantity):
            yield from self._same(step, self.quantity(rule, scope, {}))
            return
        elif isinstance(rule, ir.Rank):
            yield from self._same(step, rank_value(self, rule, scope.subject))
            return
        elif isinstance(rule, ir.TableRow | ir.Table | ir.Criterion):
            return
        elif isinstance(rule, ir.Quota):
            found = seats_left(self, rule, scope.subject)
            if "U" in letters(step.allowed) and found in ({"M"}, {"N"}) and len(rule.limits) > 1:
                # how a tie under several limits ends is followed further here: the proof says less, not otherwise
                return
        elif isinstance(rule, ir.Value):
            yield from self._same(step, self.value(rule, scope, {}))
            return
        else:
            bare = isinstance(rule, ir.Concluded) and step.role == "condition"
            found = self._concluded(rule, scope) if bare and isinstance(rule, ir.Concluded) else self.holds(rule, scope)
        if not found <= letters(step.allowed):
            yield f"the cited facts leave {sorted(found)} possible for {type(rule).__name__}, not only what is claimed"

    def _same(self, step: Step, found: Possible) -> Iterator[str]:
        claimed = step.outcome
        if not isinstance(claimed, int) and not claimed.ordered:
            # ends mean nothing where there is nothing in the order
            claimed = evolve(claimed, low=None, high=None)
        if claimed != (found if found.ordered else evolve(found, low=None, high=None)):
            yield f"{type(step.rule).__name__} amounts to {found} by the cited facts, not to {step.outcome}"

    # ------------------------------------------------------------ rules

    def _requirement(self, node: ir.Requirement, scope: Scope) -> Letters:
        if node.condition is not None:
            bare = node.condition
            body = self._concluded(bare, scope) if isinstance(bare, ir.Concluded) else self.holds(bare, scope)
        else:
            children = [self.claims.get((scope.subject, child.code), _ALL) for child in node.children]
            body = grouped(node, children)
        for exception in node.exceptions:
            met = self.claims.get((scope.subject, exception.code), _ALL)
            body = frozenset(excuse(a, b) for a, b in product(body, met))
        if node.guard is None:
            return body
        guard = self.holds(node.guard, scope)
        return (body if guard & {"M", "U"} else frozenset()) | (frozenset("A") if guard & set("NAU") else frozenset())

    def _exempting(self, node: ir.Exempting, scope: Scope) -> Letters:
        body = self.holds(node.condition, scope)
        guard = frozenset("M") if node.guard is None else self.holds(node.guard, scope)
        return (body if guard & {"M", "U"} else frozenset()) | (frozenset("A") if guard & set("NAU") else frozenset())

    def quantity(self, rule: ir.Quantity, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
        """What the cited facts leave of a quantity, if these values are given."""
        body = rule.body
        found = self._table(body, scope, given) if isinstance(body, ir.Table) else self.value(body, scope, given)
        if rule.guard is None:
            return found
        guard = self.holds(rule.guard, scope, given)
        parts = [found] if guard & {"M", "U"} else []
        return cover([*parts, UNDETERMINED_VALUE] if guard & {"N", "U"} else parts)

    def _table(self, table: ir.Table, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
        if table.tested is None:
            return self._rows(table, scope, given)
        marks = [self.value(each, scope, given).low for each in table.breakpoints]
        known = self.value(table.tested, scope, given)
        whole = table.tested.type.integral
        return cover(self._rows(table, scope, {**given, table.tested: each}) for each in pieces(known, marks, whole))

    def _rows(self, table: ir.Table, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
        results = []
        for row in table.rows:
            chosen = frozenset("M") if row.condition is None else self.holds(row.condition, scope, given)
            if chosen & {"M", "U"}:
                results.append(self.value(row.result, scope, given))
            if not chosen & {"N", "U"}:
                return cover(results)
        return cover([*results, UNDETERMINED_VALUE])

    # ------------------------------------------------------------ conditions

    def holds(self, rule: ir.Condition, scope: Scope, given: Mapping[ir.Value, Possible] | None = None) -> Letters:
        """The outcomes that the cited facts leave to a condition."""
        known = given or {}
        match rule:
            case ir.Negation(operand):
                swap = {"M": "N", "N": "M"}
                return frozenset(swap.get(each, each) for each in self.holds(operand, scope, known))
            case ir.Conjunction(operands):
                return three_valued([self.holds(each, scope, known) for each in operands], "N", "M")
            case ir.Disjunction(operands):
                return three_valued([self.holds(each, scope, known) for each in operands], "M", "N")
            case ir.Concluded():
                return frozenset("N" if each == "A" else each for each in self._concluded(rule, scope))
            case ir.Fact(walk, name):
                return self._everywhere(walk, scope, lambda subject: truth(self.facts.slots.get((subject, name))), "MN")
            case ir.PresentFact(walk, name):
                return self._everywhere(walk, scope, lambda subject: self.facts.presence(subject, name), "MN")
            case ir.PresentOf(operand):
                value = self.value(operand, scope, known)
                has = value.ordered or value.others is None or bool(value.others)
                return picked(M=has, N=value.absent, U=value.undetermined)
            case ir.AmongOf(operand, wanted):
                return is_among(self.value(operand, scope, known), wanted, operand.type.integral)
            case ir.EveryOf(members, condition):
                extent = extent_of(self, members, condition, scope)
                sure = any(each == {"B"} for each in extent.places.values())
                doubt = extent.more or any("B" in each for each in extent.places.values())
                return frozenset("N") if sure else picked(M=True, N=doubt)
            case ir.RatioCompared(comparison, members, condition, threshold):
                limit = self.value(threshold, scope, known).low
                if limit is None:
                    return frozenset("U")
                return ratio_holds(comparison, extent_of(self, members, condition, scope), Fraction(limit))
            case ir.Compared(comparison, left, right):
                return comparing(comparison, self.value(left, scope, known), self.value(right, scope, known))
            case ir.Unstated():
                return frozenset("U")

    def _concluded(self, rule: ir.Concluded, scope: Scope) -> Letters:
        def at(subject: SubjectId) -> Letters:
            return self.claims.get((subject, rule.code_of(subject.type)), _ALL)

        return self._everywhere(rule.walk, scope, at, "MNAU")

    def _everywhere(self, walk: ir.Walk, scope: Scope, at: Callable[[SubjectId], Letters], anything: str) -> Letters:
        """The outcomes at every subject that a walk may reach; nobody there is not met."""
        subjects, fresh, absent = self.facts.walk(walk, scope)
        found = frozenset(letter for subject in subjects for letter in at(subject))
        found |= frozenset("N") if absent else frozenset()
        return found | frozenset(anything) if fresh or not found else found

    # ------------------------------------------------------------ values

    def value(self, rule: ir.Value, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
        """What the cited facts leave of a value."""
        if given and rule in given:
            return given[rule]
        match rule:
            case ir.Constant(value, _):
                return value
            case ir.Parameter(name, _):
                return self.proof.question.parameters[name]
            case ir.Asked(what, _):
                question = self.proof.question
                number = {"on": question.on.toordinal(), "period": question.period.ordinal, "year": question.year}[what]
                return Possible(number, number)
            case ir.FieldValue(walk, name, _):
                whole = [domain(self.facts.declared(each, name)) for each in walk.ends]
                return self._anywhere(walk, scope, lambda subject: self.facts.lifted(subject, name), whole)
            case ir.Derived():
                anything = Possible(others=None, absent=True, undetermined=True)

                def found(subject: SubjectId) -> Possible:
                    return self.measures.get((subject, rule.code_of(subject.type)), anything)

                return self._anywhere(rule.walk, scope, found, [anything])
            case ir.Calculation(operator, left, right, _):
                return calculate(operator, self.value(left, scope, given), self.value(right, scope, given))
            case ir.Opposite(operand, _):
                return calculate("−", Possible(0, 0), self.value(operand, scope, given))
            case ir.Rounded(rounding, step, operand, _):
                return each_end(self.value(operand, scope, given), lambda end: round_to(Fraction(end), step, rounding))
            case ir.Shifted(operand, days, months, _):
                return each_end(self.value(operand, scope, given), lambda end: moved(int(end), days, months))
            case ir.DayOf(year, month, day, _):
                return each_end(self.value(year, scope, given), lambda end: built(int(end), month, day))
            case ir.DatePart(part, operand, _):
                return part_of(self.value(operand, scope, given), part)
            case ir.MonthsBetween(start, end, _):
                return whole_months(self.value(start, scope, given), self.value(end, scope, given))
            case ir.Bounded(operand, low, high, _):
                bounds = (None if each is None else self.value(each, scope, given) for each in (low, high))
                return kept_within(self.value(operand, scope, given), *bounds)
            case ir.ExtremeOf(greatest, operands, _):
                return outermost(greatest, [self.value(each, scope, given) for each in operands])
            case ir.Otherwise(operand, default, _):
                return replaced(self.value(operand, scope, given), self.value(default, scope, given))
            case ir.CountOf(members, _):
                extent = extent_of(self, members, None, scope)
                sure = sum(each == {"C"} for each in extent.places.values())
                maybe = sum("C" in each for each in extent.places.values())
                return Possible(sure, None if extent.more else maybe)
            case ir.RatioOf(members, condition, _):
                return share_of(extent_of(self, members, condition, scope))
            case ir.FoldOf():
                return folded_value(self, rule, scope, given)
            case ir.StreakOf():
                return streak_value(self, rule, scope, given)

    def _anywhere(
        self, walk: ir.Walk, scope: Scope, at: Callable[[SubjectId], Possible], anything: list[Possible]
    ) -> Possible:
        subjects, fresh, absent = self.facts.walk(walk, scope)
        found = [at(subject) for subject in subjects]
        if fresh or not (found or absent):
            found.extend(anything)
        if absent:
            found.append(Possible(ordered=False, absent=True))
        return cover(found)


def _gives_no_answer(outcome: int | Possible) -> bool:
    """Whether the text itself may leave it undetermined, so that nothing need be missing."""
    return bool(outcome & _BITS["U"]) if isinstance(outcome, int) else outcome.undetermined
