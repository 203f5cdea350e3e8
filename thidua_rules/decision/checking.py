"""An independent checker of proofs.

It shares no code with the search for proofs nor with the engine's evaluation: it looks only at the facts that a proof
cites, redoes every step's arithmetic in its own way, and accepts the conclusion if these facts leave nothing else
possible. Outcomes are sets of letters here: M met, N not met, A not applicable, U undetermined.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import product

from attrs import evolve

from thidua_rules.decision.exact import (
    UNDETERMINED_VALUE,
    Extent,
    Letters,
    calculate,
    comparing,
    cover,
    each_end,
    excuse,
    grouped,
    is_among,
    may_equal,
    picked,
    pieces,
    ratio_holds,
    round_to,
    share_of,
    sooner,
    three_valued,
    tidy,
    truth,
)
from thidua_rules.decision.proof import CitedClosure, MemberOf, Proof, Step
from thidua_rules.executors.calendar import shift
from thidua_rules.executors.evaluation import Scope
from thidua_rules.facts.case import Case, Closure, OneOf, Slot, SubjectId
from thidua_rules.facts.lifting import domain, lift
from thidua_rules.facts.vocabulary import Field
from thidua_rules.program import ir
from thidua_rules.values import ABSENT, Fold, Possible

_BITS = {"M": 1, "N": 2, "A": 4, "U": 8}
_ALL: Letters = frozenset("MNAU")


def letters(mask: int) -> Letters:
    """The outcomes in a mask."""
    return frozenset(letter for letter, bit in _BITS.items() if mask & bit)


def check_proof(program: ir.Program, case: Case, proof: Proof) -> tuple[str, ...]:
    """What is wrong with a proof, in English for developers; nothing if it is accepted."""
    return tuple(_Checker(program, case, proof).complaints())


class _Checker:
    """The facts that a proof cites, and what its steps claim."""

    def __init__(self, program: ir.Program, case: Case, proof: Proof) -> None:
        self.program, self.case, self.proof = program, case, proof
        self.slots: dict[tuple[SubjectId, str], Slot] = {}
        self.subjects: dict[SubjectId, None] = {}
        self.closed: dict[Closure, tuple[SubjectId, ...]] = {}
        self.claims: dict[tuple[SubjectId, str], Letters] = {}
        self.measures: dict[tuple[SubjectId, str], Possible] = {}

    # ------------------------------------------------------------ the proof as a whole

    def complaints(self) -> Iterator[str]:
        proof = self.proof
        yield from self._cite()
        for step in proof.root.used():
            self._claim(step)
        node = self.program.nodes.get(proof.code)
        if node is None or proof.root.rule != node or proof.root.scope != Scope(proof.subject, proof.subject):
            yield "the proof is not about the conclusion it claims"
            return
        if not letters(proof.root.allowed) <= letters(proof.mask):
            yield "the root step establishes less than the proof claims"
        for step in proof.root.used():
            yield from self._check(step)
        if letters(proof.mask) - {"M", "N", "A"} or len(letters(proof.mask)) > 1:
            yield from self._open(proof)

    def _cite(self) -> Iterator[str]:
        for fact in self.proof.facts:
            if isinstance(fact, CitedClosure):
                if fact.closure not in self.case.closed or set(fact.members) != set(self._members(fact.closure)):
                    yield f"the closure {fact.closure} with these members is not in the case"
                self.closed[fact.closure] = fact.members
                for member in fact.members:
                    self._exists(member)
                if fact.closure.owner is not None:
                    self.subjects[fact.closure.owner] = None
                continue
            if fact.subject not in self.case:
                yield f"{fact.subject} is not in the case"
                continue
            self._exists(fact.subject)
            if fact.name is not None:
                if self.case.slot(fact.subject, fact.name) != fact.slot or fact.slot is None:
                    yield f"{fact.subject} {fact.name} is not known as cited"
                self.slots[fact.subject, fact.name] = fact.slot
                if isinstance(fact.slot, SubjectId):
                    self.subjects[fact.slot] = None

    def _exists(self, subject: SubjectId) -> None:
        """A cited subject; a record comes with its key."""
        self.subjects[subject] = None
        fact_type = self.case.vocabulary.type(subject.type)
        for name in fact_type.key if fact_type is not None else ():
            slot = self.case.slot(subject, name)
            self.slots[subject, name] = slot
            if isinstance(slot, SubjectId):
                self.subjects[slot] = None

    def _members(self, closure: Closure) -> Iterator[SubjectId]:
        for subject in self.case.of_type(closure.type):
            if closure.owner is None:
                yield subject
            else:
                declared = self.case.vocabulary.collection(closure.owner.type, closure.collection or "")
                if declared is not None and self.case.slot(subject, declared.via) == closure.owner:
                    yield subject

    def _claim(self, step: Step) -> None:
        """What the step says of a conclusion or quantity; each is checked at its own step."""
        subject = step.scope.subject
        if isinstance(step.rule, ir.Requirement | ir.Exempting):
            known = self.claims.get((subject, step.rule.code), _ALL)
            self.claims[subject, step.rule.code] = known & letters(step.allowed)
        elif isinstance(step.rule, ir.Quantity | ir.Rank) and isinstance(step.outcome, Possible):
            self.measures[subject, step.rule.code] = step.outcome

    def _open(self, proof: Proof) -> Iterator[str]:
        for gap in proof.gaps:
            if gap.closure is not None:
                if gap.closure in self.case.closed:
                    yield f"{gap.closure} is called open but is closed"
            elif gap.subject is not None and gap.name is not None:
                slot = self.case.slot(gap.subject, gap.name)
                if slot is not None and not isinstance(slot, tuple):
                    yield f"{gap.subject} {gap.name} is called unknown but is known"
        if not proof.gaps and not any(_gives_no_answer(step.outcome) for step in proof.root.walk()):
            yield "the verdict is unknown and nothing is said to be missing"

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
            yield from self._same(step, self._quantity(rule, scope))
            return
        elif isinstance(rule, ir.Rank):
            yield from self._same(step, self._rank(rule, scope.subject))
            return
        elif isinstance(rule, ir.TableRow | ir.Table):
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
        if step.outcome != found:
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

    def _quantity(self, rule: ir.Quantity, scope: Scope) -> Possible:
        found = self._table(rule.body, scope) if isinstance(rule.body, ir.Table) else self.value(rule.body, scope, {})
        if rule.guard is None:
            return found
        guard = self.holds(rule.guard, scope)
        parts = [found] if guard & {"M", "U"} else []
        return cover([*parts, UNDETERMINED_VALUE] if guard & {"N", "U"} else parts)

    def _table(self, table: ir.Table, scope: Scope) -> Possible:
        if table.tested is None:
            return self._rows(table, scope, {})
        marks = [self.value(each, scope, {}).low for each in table.breakpoints]
        known = self.value(table.tested, scope, {})
        whole = table.tested.type.integral
        return cover(self._rows(table, scope, {table.tested: each}) for each in pieces(known, marks, whole))

    def _rows(self, table: ir.Table, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
        results = []
        for row in table.rows:
            chosen = frozenset("M") if row.condition is None else self.holds(row.condition, scope, given)
            if chosen & {"M", "U"}:
                results.append(self.value(row.result, scope, given))
            if not chosen & {"N", "U"}:
                return cover(results)
        return cover([*results, UNDETERMINED_VALUE])

    def _rank(self, rule: ir.Rank, subject: SubjectId) -> Possible:
        mine = self._keys(rule, subject)
        own = self.slots.get((subject, rule.group))
        if own is ABSENT or not all(key.ordered for key, _ in mine):
            return UNDETERMINED_VALUE
        declared = self._declared(rule.subject, rule.group)
        groups, fresh = self._targets(subject, rule.group)
        least = most = 1
        for other in self._known(rule.subject):
            if other == subject:
                continue
            theirs, theirs_fresh = self._targets(other, rule.group)
            keys = self._keys(rule, other)
            if not (groups & theirs or (fresh and theirs_fresh)) or not all(key.ordered for key, _ in keys):
                continue
            firm = not self._may_be_absent(other, rule.group) and not any(_unplaced(key) for key, _ in keys)
            least += (
                len(groups) == 1
                and groups == theirs
                and not fresh
                and not theirs_fresh
                and firm
                and sooner(keys, mine, surely=True)
            )
            most += sooner(keys, mine, surely=False)
        rosters = all(Closure(rule.subject, group, declared.reverse) in self.closed for group in groups)
        more = Closure(rule.subject) not in self.closed and (fresh or not rosters)
        vague = self._may_be_absent(subject, rule.group) or any(_unplaced(key) for key, _ in mine)
        return Possible(least, None if more else most, undetermined=vague)

    def _keys(self, rule: ir.Rank, subject: SubjectId) -> list[tuple[Possible, bool]]:
        scope = Scope(subject, subject)
        found = []
        for key in rule.keys:
            if isinstance(key.operand, ir.Value):
                found.append((self.value(key.operand, scope, {}), key.descending))
            else:
                met = self.holds(key.operand, scope)
                found.append((Possible(int(met == {"M"}), int(bool(met & {"M", "U"}))), key.descending))
        return found

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
                return self._everywhere(walk, scope, lambda subject: truth(self.slots.get((subject, name))), "MN")
            case ir.PresentFact(walk, name):
                return self._everywhere(walk, scope, lambda subject: self._presence(subject, name), "MN")
            case ir.PresentOf(operand):
                value = self.value(operand, scope, known)
                has = value.ordered or value.others is None or bool(value.others)
                return picked(M=has, N=value.absent, U=value.undetermined)
            case ir.AmongOf(operand, wanted):
                return is_among(self.value(operand, scope, known), wanted, operand.type.integral)
            case ir.EveryOf(members, condition):
                extent = self._extent(members, condition, scope)
                sure = any(each == {"B"} for each in extent.places.values())
                doubt = extent.more or any("B" in each for each in extent.places.values())
                return frozenset("N") if sure else picked(M=True, N=doubt)
            case ir.RatioCompared(comparison, members, condition, threshold):
                limit = self.value(threshold, scope, known).low
                return ratio_holds(comparison, self._extent(members, condition, scope), Fraction(limit or 0))
            case ir.Compared(comparison, left, right):
                return comparing(comparison, self.value(left, scope, known), self.value(right, scope, known))

    def _concluded(self, rule: ir.Concluded, scope: Scope) -> Letters:
        return self._everywhere(rule.walk, scope, lambda subject: self.claims.get((subject, rule.code), _ALL), "MNAU")

    def _everywhere(self, walk: ir.Walk, scope: Scope, at: Callable[[SubjectId], Letters], anything: str) -> Letters:
        """The outcomes at every subject that a walk may reach; nobody there is not met."""
        subjects, fresh, absent = self._walk(walk, scope)
        found = frozenset(letter for subject in subjects for letter in at(subject))
        found |= frozenset("N") if absent else frozenset()
        return found | frozenset(anything) if fresh or not found else found

    def _presence(self, subject: SubjectId, name: str) -> Letters:
        if self.slots.get((subject, name)) is ABSENT:
            return frozenset("N")
        return frozenset("MN" if self._may_be_absent(subject, name) else "M")

    def _may_be_absent(self, subject: SubjectId, name: str) -> bool:
        slot = self.slots.get((subject, name))
        if slot is None:
            return self._declared(subject.type, name).may_be_absent
        return slot is ABSENT or (isinstance(slot, OneOf) and ABSENT in slot.values)

    # ------------------------------------------------------------ references

    def _declared(self, type_name: str, name: str) -> Field:
        fact_type = self.case.vocabulary.type(type_name)
        found = fact_type.field(name) if fact_type is not None else None
        assert found is not None
        return found

    def _known(self, type_name: str) -> list[SubjectId]:
        return [each for each in self.case.of_type(type_name) if each in self.subjects]

    def _targets(self, subject: SubjectId, name: str) -> tuple[frozenset[SubjectId], bool]:
        """The cited subjects that a reference may point at, and whether it may point elsewhere."""
        slot = self.slots.get((subject, name))
        if isinstance(slot, SubjectId):
            return frozenset([slot]), False
        if slot is ABSENT:
            return frozenset(), False
        return self._unknown_targets(self._declared(subject.type, name), subject.type, slot)

    def _unknown_targets(self, declared: Field, type_name: str, slot: Slot) -> tuple[frozenset[SubjectId], bool]:
        if isinstance(slot, OneOf):
            allowed, fresh = {each for each in slot.values if isinstance(each, SubjectId)}, False
        else:
            allowed = {each for target in declared.targets for each in self._known(target)}
            fresh = any(Closure(target) not in self.closed for target in declared.targets)
        barred = {each for each in allowed if Closure(type_name, each, declared.reverse) in self.closed}
        return frozenset(allowed - barred), fresh

    def _walk(self, walk: ir.Walk, scope: Scope) -> tuple[frozenset[SubjectId], bool, bool]:
        here = frozenset([scope.subject if walk.of_subject else scope.element])
        types = frozenset([walk.start])
        fresh = absent = False
        for name in walk.steps:
            there: frozenset[SubjectId] = frozenset()
            elsewhere = False
            for subject in here:
                targets, new = self._targets(subject, name)
                there, elsewhere = there | targets, elsewhere or new
                absent = absent or self._may_be_absent(subject, name)
            if fresh:
                for each in types:
                    targets, new = self._unknown_targets(self._declared(each, name), each, None)
                    there, elsewhere = there | targets, elsewhere or new
                    absent = absent or self._declared(each, name).may_be_absent
            types = frozenset(target for each in types for target in self._declared(each, name).targets)
            here, fresh = there, elsewhere
        return here, fresh, absent

    # ------------------------------------------------------------ collections

    def _belonging(self, members: ir.Members, scope: Scope) -> tuple[dict[SubjectId, Letters], bool]:
        """Cited elements that may be in a collection: {"C"} surely, {"O", "C"} perhaps; and whether more may come."""
        start, fresh, absent = self._walk(members.owner, scope)
        firm = len(start) == 1 and not fresh and not absent
        owners: dict[SubjectId, Letters] = dict.fromkeys(start, frozenset("C" if firm else "OC"))
        for collection in members.collections:
            found: dict[SubjectId, Letters] = {}
            for element in self._known(collection.member):
                slot = self.slots.get((element, collection.via))
                targets, new = self._targets(element, collection.via)
                inside = [owners[each] for each in targets if each in owners]
                if isinstance(slot, SubjectId):
                    if inside:
                        found[element] = inside[0]
                    continue
                absent = self._may_be_absent(element, collection.via)
                surely = bool(targets) and len(inside) == len(targets) and all(each == {"C"} for each in inside)
                if surely and not new and not absent:
                    found[element] = frozenset("C")
                elif inside or (new and fresh):
                    found[element] = frozenset("OC")
            rosters = all(Closure(collection.member, owner, collection.name) in self.closed for owner in owners)
            fresh = Closure(collection.member) not in self.closed and (fresh or not rosters)
            owners = found
        return owners, fresh

    def _extent(self, members: ir.Members, condition: ir.Condition | None, scope: Scope) -> Extent:
        belonging, more = self._belonging(members, scope)
        places = {}
        for element, inside in belonging.items():
            inner = Scope(element, scope.subject)
            where = frozenset("M") if members.where is None else self.holds(members.where, inner)
            met = frozenset("M") if condition is None else self.holds(condition, inner)
            found: set[str] = set()
            if "O" in inside or where & {"N", "U"}:
                found.add("O")
            if where & {"M", "U"}:
                found |= ({"C"} if met & {"M", "U"} else set()) | ({"B"} if met & {"N", "U"} else set())
            if found != {"O"}:
                places[element] = frozenset(found)
        return Extent(places, more)

    # ------------------------------------------------------------ values

    def value(self, rule: ir.Value, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
        """What the cited facts leave of a value."""
        if rule in given:
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
                whole = [domain(self._declared(each, name)) for each in walk.ends]
                return self._anywhere(walk, scope, lambda subject: self._lifted(subject, name), whole)
            case ir.Derived(walk, code, _):
                anything = Possible(others=None, absent=True, undetermined=True)
                return self._anywhere(
                    walk, scope, lambda subject: self.measures.get((subject, code), anything), [anything]
                )
            case ir.Calculation(operator, left, right, _):
                return calculate(operator, self.value(left, scope, given), self.value(right, scope, given))
            case ir.Opposite(operand, _):
                return calculate("−", Possible(0, 0), self.value(operand, scope, given))
            case ir.Rounded(rounding, step, operand, _):
                return each_end(self.value(operand, scope, given), lambda end: round_to(Fraction(end), step, rounding))
            case ir.Shifted(operand, days, months, _):
                return each_end(self.value(operand, scope, given), lambda end: shift(int(end), days, months))
            case ir.CountOf(members, _):
                extent = self._extent(members, None, scope)
                sure = sum(each == {"C"} for each in extent.places.values())
                maybe = sum("C" in each for each in extent.places.values())
                return Possible(sure, None if extent.more else maybe)
            case ir.RatioOf(members, condition, _):
                return share_of(self._extent(members, condition, scope))
            case ir.FoldOf():
                return self._fold(rule, scope, given)
            case ir.StreakOf():
                return self._streak(rule, scope, given)

    def _lifted(self, subject: SubjectId, name: str) -> Possible:
        return lift(self._declared(subject.type, name), self.slots.get((subject, name)))

    def _anywhere(
        self, walk: ir.Walk, scope: Scope, at: Callable[[SubjectId], Possible], anything: list[Possible]
    ) -> Possible:
        subjects, fresh, absent = self._walk(walk, scope)
        found = [at(subject) for subject in subjects]
        if fresh or not (found or absent):
            found.extend(anything)
        if absent:
            found.append(Possible(ordered=False, absent=True))
        return cover(found)

    def _fold(self, rule: ir.FoldOf, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
        extent = self._extent(rule.members, None, scope)
        entries = [
            (places == {"C"}, self.value(rule.item, Scope(element, scope.subject), given))
            for element, places in extent.places.items()
            if "C" in places
        ]
        if rule.fold is Fold.SUM:
            result = Possible(0, 0)
            for sure, value in entries:
                missing = value.absent or value.others != frozenset()
                parts = [_ordered_part(value)] if value.ordered or value.undetermined else []
                zero = [] if sure and not missing else [Possible(0, 0)]
                result = calculate("+", result, cover([*parts, *zero]))
            if extent.more:
                limits = rule.domain
                low = result.low if limits.low is not None and limits.low >= 0 else None
                high = result.high if limits.high is not None and limits.high <= 0 else None
                result = evolve(result, low=low, high=high, undetermined=result.undetermined or limits.undetermined)
            return result
        entries = [(sure, value) for sure, value in entries if value.ordered or value.undetermined]
        parts = [_ordered_part(value) for _, value in entries]
        if extent.more:
            parts.append(_ordered_part(rule.domain))
        if not parts:
            return UNDETERMINED_VALUE
        firm = [value for sure, value in entries if sure and not value.absent and value.others == frozenset()]
        whole = cover(parts)
        vague = whole.undetermined or not firm
        if rule.fold is Fold.MEAN:
            if extent.more or len(firm) < len(parts) or not all(value.ordered for value in firm):
                return evolve(whole, undetermined=vague)
            ends = [
                None if any(end is None for end in side) else tidy(sum(map(Fraction, side), Fraction(0)) / len(side))  # type: ignore[arg-type]
                for side in ([value.low for value in firm], [value.high for value in firm])
            ]
            return Possible(ends[0], ends[1], undetermined=vague)
        greatest = rule.fold is Fold.MAX
        ends = [value.low if greatest else value.high for value in firm if value.ordered]
        known = [end for end in ends if end is not None]
        if not known:
            return evolve(whole, undetermined=vague)
        if greatest:
            return evolve(whole, low=max(known), undetermined=vague)
        return evolve(whole, high=min(known), undetermined=vague)

    def _streak(self, rule: ir.StreakOf, scope: Scope, given: Mapping[ir.Value, Possible]) -> Possible:
        until = self.value(rule.until, scope, given)
        if not until.ordered:
            return UNDETERMINED_VALUE
        if until.undetermined or until.absent:
            return Possible(0, None, undetermined=True)
        if until.low is None or until.high is None or until.high - until.low > 64:
            return Possible(0, None)
        return cover(self._back(rule, scope, year) for year in range(int(until.low), int(until.high) + 1))

    def _back(self, rule: ir.StreakOf, scope: Scope, until: int) -> Possible:
        """Periods counted back from one: how many surely in a row, how many possibly."""
        shape = self._declared(rule.members.element, rule.period)
        belonging, more = self._belonging(rule.members, scope)
        extent = self._extent(rule.members, None, scope)
        at = {element: self._lifted(element, rule.period) for element in belonging}
        dated = {element: int(when.low) for element, when in at.items() if when.is_point and when.low is not None}
        bottom = None if shape.low is None else int(shape.low)
        sure = possible = 0
        unbroken = True
        period = until
        last = min([*dated.values(), until + 1])
        while bottom is None or period >= bottom:
            counted = {element for element, places in extent.places.items() if "C" in places}
            yes = any(dated.get(element) == period and extent.places[element] == {"C"} for element in counted)
            maybe = any(may_equal(at[element], period) for element in counted)
            filled = rule.unique and any(
                dated.get(element) == period and inside == {"C"} for element, inside in belonging.items()
            )
            if not maybe and not (more and not filled):
                break
            unbroken = unbroken and yes
            sure, possible = sure + unbroken, possible + 1
            period -= 1
            if bottom is None and period < last:
                vague = more or any(element not in dated for element in belonging)
                return Possible(sure, None if vague else possible)
        return Possible(sure, possible)


def _gives_no_answer(outcome: int | Possible) -> bool:
    """Whether the text itself may leave it undetermined, so that nothing need be missing."""
    return bool(outcome & _BITS["U"]) if isinstance(outcome, int) else outcome.undetermined


def _unplaced(key: Possible) -> bool:
    """Whether a sort key may have no place in the order."""
    return key.undetermined or key.absent or key.others != frozenset()


def _ordered_part(value: Possible) -> Possible:
    """Without the known absence and outcomes outside the order, which an aggregate leaves out."""
    return evolve(value, absent=False, others=frozenset())


__all__ = ["check_proof", "letters"]
