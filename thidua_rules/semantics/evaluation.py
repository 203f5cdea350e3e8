"""The meaning of expressions: what one condition or value amounts to, for one scope, under the facts of a case.

This is the page on semantics in code, without any optimisation. Conclusions and quantities come from the caller,
so that a batch, a session and a proof can each supply them in their own way.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, field, frozen

from thidua_rules.facts.case import Case, OneOf, SubjectId, key_order
from thidua_rules.facts.lifting import domain, lift
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import Field
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import seat_parameters
from thidua_rules.semantics.groups import Groups, Member, groups_of, may_share, rank
from thidua_rules.semantics.quotas import Standing, quota, standing
from thidua_rules.values import (
    ABSENT,
    ANYTHING,
    APPLIED,
    BOTH,
    CALCULATIONS,
    COUNTED,
    EITHER,
    EITHER_OF,
    MET,
    NEGATED,
    NO_VALUE,
    NONE_KNOWN,
    NOT_MET,
    OUT,
    UNDETERMINED,
    Key,
    Possible,
    add,
    all_of,
    among,
    any_of,
    at_least,
    bounded,
    cell_parts,
    compare,
    count,
    date_part,
    every,
    excused,
    extreme,
    folded,
    grouped,
    guarded,
    hull,
    is_unlimited,
    mapped,
    months_passed,
    negative,
    none_of,
    otherwise,
    place,
    point,
    presence,
    ratio,
    ratio_compare,
    rounded,
)
from thidua_rules.values.calendar import day_of, shift


@frozen
class Reached:
    """Where a walk may end: existing subjects, a subject not yet known (`fresh`), or nowhere (`absent`)."""

    subjects: tuple[SubjectId, ...]
    fresh: bool = False
    absent: bool = False


@frozen
class Evaluation:
    """Evaluates expressions. `conclusion` and `quantity` supply what other rules have found."""

    case: Case
    question: Question
    conclusion: Callable[[SubjectId, str], int]
    quantity: Callable[[SubjectId, str], Possible]
    _given: Mapping[ir.Value, Possible] = field(factory=dict)

    def about(self, case: Case) -> "Evaluation":
        """The same of another case, without anything remembered of this one; what other rules found stays."""
        return Evaluation(case, self.question, self.conclusion, self.quantity, self._given)

    # ------------------------------------------------------------ facts

    def declared(self, type_name: str, name: str) -> Field:
        """The declaration of a field."""
        fact_type = self.case.vocabulary.type(type_name)
        declared = fact_type.field(name) if fact_type is not None else None
        assert declared is not None
        return declared

    def reach(self, walk: ir.Walk, scope: Scope) -> Reached:
        """The subjects that a walk may lead to."""
        subjects: dict[SubjectId, None] = {scope.subject if walk.of_subject else scope.element: None}
        types = {walk.start}
        fresh = absent = False
        for step in walk.steps:
            found: dict[SubjectId, None] = {}
            next_types = {target for each in types for target in self.declared(each, step).targets}
            next_fresh = False
            for subject in subjects:
                slot = self.case.slot(subject, step)
                if isinstance(slot, SubjectId):
                    found[slot] = None
                elif slot is ABSENT:
                    absent = True
                else:
                    candidates, new = self.case.candidates(subject, step)
                    found.update(dict.fromkeys(candidates))
                    next_fresh = next_fresh or new
                    absent = absent or self.may_be_absent(subject, step)
            if fresh:
                for each in types:
                    name = self.declared(each, step)
                    absent = absent or name.may_be_absent
                    found.update(dict.fromkeys(self._open_owners(name)))
                next_fresh = next_fresh or any(not self.case.is_closed(each) for each in next_types)
            subjects, types, fresh = found, next_types, next_fresh
        return Reached(tuple(subjects), fresh, absent)

    def may_be_absent(self, subject: SubjectId, name: str) -> bool:
        """Whether a field may be known not to exist."""
        slot = self.case.slot(subject, name)
        if slot is None:
            return self.declared(subject.type, name).may_be_absent
        return slot is ABSENT or (isinstance(slot, OneOf) and ABSENT in slot.values)

    def _open_owners(self, reference: Field) -> Iterable[SubjectId]:
        for target in reference.targets:
            for each in self.case.of_type(target):
                if reference.reverse is None or not self.case.roster_closed(each, reference.reverse):
                    yield each

    # ------------------------------------------------------------ conditions

    def condition(self, condition: ir.Condition, scope: Scope) -> int:
        """The outcomes of a condition: met, not met, undetermined."""
        match condition:
            case ir.Fact(walk, name):
                return self._fact(walk, name, scope)
            case ir.Concluded():
                return APPLIED[self.concluded(condition, scope)]
            case ir.Compared(comparison, left, right):
                return compare(comparison, self.value(left, scope), self.value(right, scope))
            case ir.RatioCompared(comparison, members, filter_, threshold):
                places, is_open = self.places(members, filter_, scope)
                limit = self.value(threshold, scope).low
                if limit is None:
                    return UNDETERMINED  # a parameter that has no value on the day that counts
                return ratio_compare(comparison, list(places.values()), is_open, limit)
            case ir.AmongOf(operand, wanted):
                return among(self.value(operand, scope), wanted, operand.type.integral)
            case ir.PresentOf(operand):
                return presence(self.value(operand, scope))
            case ir.PresentFact(walk, name):
                return self._present(walk, name, scope)
            case ir.EveryOf(members, filter_):
                places, is_open = self.places(members, filter_, scope)
                return every(places.values(), is_open)
            case ir.Unstated():
                return UNDETERMINED
            case ir.Negation(operand):
                return NEGATED[self.condition(operand, scope)]
            case ir.Conjunction(operands):
                result = MET
                for operand in operands:
                    result = BOTH[result][self.condition(operand, scope)]
                return result
            case ir.Disjunction(operands):
                result = NOT_MET
                for operand in operands:
                    result = EITHER_OF[result][self.condition(operand, scope)]
                return result

    def _fact(self, walk: ir.Walk, name: str, scope: Scope) -> int:
        reached = self.reach(walk, scope)
        result = (EITHER if reached.fresh else 0) | (NOT_MET if reached.absent else 0)
        for subject in reached.subjects:
            slot = self.case.slot(subject, name)
            if slot is True:
                result |= MET
            elif slot is False or slot is ABSENT:
                result |= NOT_MET
            elif isinstance(slot, OneOf):
                result |= (MET if True in slot.values else 0) | (NOT_MET if slot.values != {True} else 0)
            else:
                result |= EITHER
        return result or EITHER

    def _present(self, walk: ir.Walk, name: str, scope: Scope) -> int:
        reached = self.reach(walk, scope)
        result = (EITHER if reached.fresh else 0) | (NOT_MET if reached.absent else 0)
        for subject in reached.subjects:
            result |= NOT_MET if self.may_be_absent(subject, name) else MET
            result |= 0 if self.case.slot(subject, name) is ABSENT else MET
        return result or EITHER

    def concluded(self, conclusion: ir.Concluded, scope: Scope) -> int:
        """The outcomes of a conclusion about the subject a walk leads to, not applicable included."""
        reached = self.reach(conclusion.walk, scope)
        result = (ANYTHING if reached.fresh else 0) | (NOT_MET if reached.absent else 0)
        for subject in reached.subjects:
            result |= self.conclusion(subject, conclusion.code_of(subject.type))
        return result or ANYTHING

    # ------------------------------------------------------------ values

    def value(self, value: ir.Value, scope: Scope) -> Possible:
        """What is known of a value."""
        if self._given and value in self._given:
            return self._given[value]
        match value:
            case ir.Constant(constant, _):
                return constant
            case ir.Parameter(name, _):
                return self.question.parameters[name]
            case ir.Asked(what, _):
                return self._asked(what)
            case ir.FieldValue(walk, name, _):
                return self._field(walk, name, scope)
            case ir.Derived():
                return self._derived(value, scope)
            case ir.Calculation(operator, left, right, _):
                return CALCULATIONS[operator](self.value(left, scope), self.value(right, scope))
            case ir.Opposite(operand, _):
                return negative(self.value(operand, scope))
            case ir.Rounded(rounding, step, operand, _):
                return rounded(self.value(operand, scope), step, rounding)
            case ir.Shifted(operand, days, months, _):
                return mapped(self.value(operand, scope), lambda end: shift(int(end), days, months))
            case ir.DayOf(year, month, day, _):
                return mapped(self.value(year, scope), lambda end: day_of(int(end), month, day))
            case ir.DatePart(part, operand, _):
                return date_part(self.value(operand, scope), part)
            case ir.MonthsBetween(start, end, _):
                return months_passed(self.value(start, scope), self.value(end, scope))
            case ir.Bounded(operand, low, high, _):
                ends = [None if end is None else self.value(end, scope) for end in (low, high)]
                return bounded(self.value(operand, scope), *ends)
            case ir.ExtremeOf(greatest, operands, _):
                return extreme(greatest, [self.value(each, scope) for each in operands])
            case ir.Otherwise(operand, default, _):
                return otherwise(self.value(operand, scope), self.value(default, scope))
            case ir.CountOf(members, _):
                places, is_open = self.places(members, None, scope)
                return count(places.values(), is_open)
            case ir.RatioOf(members, filter_, _):
                places, is_open = self.places(members, filter_, scope)
                return ratio(list(places.values()), is_open)
            case ir.FoldOf(fold, item, members, limits, _, by):
                places, is_open = self.places(members, None, scope)
                counted = [(each, Scope(element, scope.subject)) for element, each in places.items() if each & COUNTED]
                found = [(each, self.value(item, inner)) for each, inner in counted]
                if by is None:
                    return folded(fold, found, is_open, limits)
                groups = [self.value(by, inner) for _, inner in counted]
                return grouped(fold, [(*each, at) for each, at in zip(found, groups, strict=True)], is_open, limits)
            case ir.StreakOf():
                return self._streak(value, scope)

    def _asked(self, what: str) -> Possible:
        if what == "on":
            return point(self.question.on.toordinal())
        return point(self.question.period.ordinal if what == "period" else self.question.year)

    def _field(self, walk: ir.Walk, name: str, scope: Scope) -> Possible:
        reached = self.reach(walk, scope)
        parts = [lift(self.declared(subject.type, name), self.case.slot(subject, name)) for subject in reached.subjects]
        if reached.fresh or not (parts or reached.absent):
            parts.extend(domain(self.declared(each, name)) for each in walk.ends)
        if reached.absent:
            parts.append(NONE_KNOWN)
        return hull(parts)

    def _derived(self, value: ir.Derived, scope: Scope) -> Possible:
        reached = self.reach(value.walk, scope)
        parts = [self.quantity(subject, value.code_of(subject.type)) for subject in reached.subjects]
        if reached.fresh or not (parts or reached.absent):
            parts.append(Possible(others=None, absent=True, undetermined=True))
        if reached.absent:
            parts.append(NONE_KNOWN)
        return hull(parts)

    # ------------------------------------------------------------ collections

    def membership(self, members: ir.Members, scope: Scope) -> tuple[dict[SubjectId, int], bool]:
        """Each existing element that may be in a collection (before `where`) with a mask, and whether more may come."""
        reached = self.reach(members.owner, scope)
        certain = len(reached.subjects) == 1 and not reached.fresh and not reached.absent
        owners = dict.fromkeys(reached.subjects, MET if certain else EITHER)
        fresh = reached.fresh
        for collection in members.collections:
            sure, unsure = self.case.referring(collection.member, collection.via)
            found: dict[SubjectId, int] = {}
            for owner, mask in owners.items():
                for element in sure.get(owner, ()):
                    found[element] = mask
            for element in unsure:
                mask = self._possible_member(element, collection.via, owners, fresh)
                if mask != NOT_MET:
                    found[element] = mask
            more = not self.case.is_closed(collection.member) and (
                fresh or any(not self.case.roster_closed(owner, collection.name) for owner in owners)
            )
            owners = {each: found[each] for each in sorted(found, key=lambda each: key_order(each.key))}
            fresh = more
        return owners, fresh

    def _possible_member(self, element: SubjectId, via: str, owners: Mapping[SubjectId, int], fresh: bool) -> int:
        candidates, new = self.case.candidates(element, via)
        absent = self.may_be_absent(element, via)
        if not new and not absent and candidates and all(owners.get(each) == MET for each in candidates):
            return MET
        return EITHER if (new and fresh) or any(each in owners for each in candidates) else NOT_MET

    def places(
        self, members: ir.Members, condition: ir.Condition | None, scope: Scope
    ) -> tuple[dict[SubjectId, int], bool]:
        """The places left to each existing element (`values.place`), in the order of keys; whether more may come."""
        found, is_open = self.membership(members, scope)
        result = {}
        for element, membership in found.items():
            inner = Scope(element, scope.subject)
            if members.where is not None:
                membership = BOTH[membership][self.condition(members.where, inner)]
            result[element] = place(membership, MET if condition is None else self.condition(condition, inner))
        return {element: each for element, each in result.items() if each != OUT}, is_open

    def _streak(self, streak: ir.StreakOf, scope: Scope) -> Possible:
        until = self.value(streak.until, scope)
        if not until.ordered or until.undetermined or until.absent:
            return NO_VALUE if not until.ordered else Possible(0, None, undetermined=True)
        if until.low is None or until.high is None or until.high - until.low > MOST_PERIODS:
            return Possible(0, None)
        found, is_open = self.membership(streak.members, scope)
        runs = [
            self._run(streak, scope, found, is_open, int(until.low) + n) for n in range(int(until.high - until.low) + 1)
        ]
        return hull(runs)

    def _run(
        self, streak: ir.StreakOf, scope: Scope, found: Mapping[SubjectId, int], is_open: bool, until: int
    ) -> Possible:
        """Leading surely-yes and leading not-surely-no periods, counting back."""
        members = streak.members
        shape = self.declared(members.element, streak.period)
        elements = []
        for element, membership in found.items():
            inner = Scope(element, scope.subject)
            where = MET if members.where is None else self.condition(members.where, inner)
            elements.append((lift(shape, self.case.slot(element, streak.period)), membership, place(membership, where)))
        floor_ = min((int(at.low) for at, _, _ in elements if at.is_point and at.low is not None), default=until + 1)
        if shape.low is not None:
            floor_ = min(floor_, int(shape.low))
        surely = possibly = 0
        sure_so_far = True
        period = until
        while True:
            here = [each for each in elements if compare_period(each[0], period) & MET]
            yes = any(each[2] == COUNTED and each[0].is_point for each in here)
            filled = streak.unique and any(each[1] == MET and each[0].is_point for each in here)
            maybe = any(each[2] & COUNTED for each in here) or (is_open and not filled)
            if shape.low is not None and period < shape.low:
                yes = maybe = False
            if not maybe:
                return Possible(surely, possibly)
            sure_so_far = sure_so_far and yes
            surely += sure_so_far
            possibly += 1
            period -= 1
            if period < floor_ and (shape.low is None or period < int(shape.low)):
                unbounded = shape.low is None and (is_open or any(not each[0].is_point for each in elements))
                return Possible(surely, None if unbounded else possibly)

    # ------------------------------------------------------------ rules

    def requirement(self, node: ir.Requirement, scope: Scope, found: dict[str, int]) -> int:
        """The outcomes of a node; those of it and of all nodes below it are put into `found`."""
        if node.group == "leaf":
            assert node.condition is not None
            if isinstance(node.condition, ir.Concluded):
                mask = self.concluded(node.condition, scope)
            else:
                mask = self.condition(node.condition, scope)
        else:
            children = [self.requirement(child, scope, found) for child in node.children]
            mask = combine(node.group, node.least, children)
        exceptions = []
        for exception in node.exceptions:
            met = self.condition(exception.condition, scope)
            if exception.guard is not None:
                met = guarded(self.condition(exception.guard, scope), met)
            exceptions.append(met)
            found[exception.code] = met
        mask = excused(mask, exceptions)
        if node.guard is not None:
            mask = guarded(self.condition(node.guard, scope), mask)
        found[node.code] = mask
        return mask

    def measure(self, quantity: ir.Quantity, scope: Scope) -> Possible:
        """What is known of a quantity."""
        body = quantity.body
        result = self._table(body, scope) if isinstance(body, ir.Table) else self.value(body, scope)
        if quantity.guard is not None:
            mask = self.condition(quantity.guard, scope)
            parts = [result] if mask & (MET | UNDETERMINED) else []
            result = hull([*parts, NO_VALUE] if mask & (NOT_MET | UNDETERMINED) else parts)
        return result

    def _table(self, table: ir.Table, scope: Scope) -> Possible:
        if table.tested is None:
            return self._rows(table, scope)
        marks = tuple(low for each in table.breakpoints if (low := self.value(each, scope).low) is not None)
        parts = cell_parts(self.value(table.tested, scope), marks, table.tested.type.integral)
        tested = table.tested
        return hull(self._supposing({**self._given, tested: part})._rows(table, scope) for part in parts)

    def _rows(self, table: ir.Table, scope: Scope) -> Possible:
        results = []
        for row in table.rows:
            mask = MET if row.condition is None else self.condition(row.condition, scope)
            if mask & (MET | UNDETERMINED):
                results.append(self.value(row.result, scope))
            if not mask & (NOT_MET | UNDETERMINED):
                return hull(results)
        return hull([*results, NO_VALUE])

    # ------------------------------------------------------------ places in a group

    def keys(self, rule: ir.Rank | ir.Quota, subject: SubjectId) -> list[Key]:
        """The sort keys of one subject; a condition counts 1 when met and 0 when not."""
        scope = Scope.of(subject)
        found = []
        for key in rule.keys:
            if isinstance(key.operand, ir.Value):
                found.append((self.value(key.operand, scope), key.descending))
            else:
                mask = self.condition(key.operand, scope)
                found.append(
                    (Possible(0 if mask != MET else 1, 1 if mask & (MET | UNDETERMINED) else 0), key.descending)
                )
        return found

    def groups(self, subject: SubjectId, reference: str) -> Groups:
        """The groups that a subject may be in."""
        return groups_of(self, subject, reference)

    def peers(self, type_name: str, reference: str, groups: Groups) -> Iterable[Member]:
        """The subjects of a type that may be in one of these groups, in the order of their keys."""
        return may_share(self, type_name, reference, groups)

    def rank(self, rule: ir.Rank, subject: SubjectId) -> Possible:
        """The possible places of a subject in its group."""
        return rank(self, rule, subject)

    def standing(self, rule: ir.Quota, subject: SubjectId) -> Standing:
        """What is known of a subject as a candidate."""
        return standing(self, rule, subject)

    def quota(self, rule: ir.Quota, subject: SubjectId) -> int:
        """Whether there is a seat for a subject that is taken to have the standard."""
        return quota(self, rule, subject)

    def seats(self, limit: ir.Limit, subject: SubjectId, base: Possible) -> Possible:
        """The seats of a limit in the group of a subject, with a base of this size."""
        if limit.base is None:
            return self.value(limit.seats, Scope.of(subject))
        given = {**self._given, limit.base: base}
        group = self.groups(subject, limit.group).sure
        if group is not None:
            given |= self._through_base(limit, subject.type, group, base)
        return self._supposing(given).value(limit.seats, Scope.of(subject))

    def _through_base(
        self, limit: ir.Limit, type_name: str, group: SubjectId, base: Possible
    ) -> dict[ir.Value, Possible]:
        """What the quantities of a group through which its seats rest on the base are, with a base of this size."""
        assert limit.base is not None
        here = ir.own(group.type)
        given: dict[ir.Value, Possible] = {evolve(limit.base, members=evolve(limit.base.members, owner=here)): base}
        found: dict[ir.Value, Possible] = {}
        for each in limit.through.quantities:
            amount = self._supposing(given).measure(each, Scope.of(group))
            given[ir.Derived(here, each.code, each.type)] = amount
            found[ir.Derived(ir.group_of(type_name, limit.group, group.type), each.code, each.type)] = amount
        return found

    def _supposing(self, given: Mapping[ir.Value, Possible]) -> "Evaluation":
        return Evaluation(self.case, self.question, self.conclusion, self.quantity, given)

    def base_size(self, limit: ir.Limit, subject: SubjectId, taken: SubjectId) -> Possible:
        """How many count in the base of a limit, where `taken` has the standard; 0 if its seats depend on none."""
        if limit.base is None:
            return point(0)
        size = self.value(limit.base, Scope.of(subject))
        group, where = self.groups(taken, limit.group).sure, limit.base.members.where
        if where is None or not limit.within_base or group is None or group != self.groups(subject, limit.group).sure:
            return size
        # whoever has the standard is in the base, so one who is taken to have it counts there too
        counted = self.condition(where, Scope(taken, subject))
        if counted == NOT_MET:
            return add(size, point(1))
        return size if counted == MET or size.low is None else evolve(size, low=size.low + 1)

    def is_lifted(self, limit: ir.Limit) -> bool:
        """Whether the question lifts a limit: a parameter of its seats is `không giới hạn`."""
        return any(is_unlimited(self.question.parameters[name].low) for name in seat_parameters(limit))


MOST_PERIODS = 64
"""A streak whose last period is not known better than this is not counted."""


def compare_period(at: Possible, period: int) -> int:
    """Whether a period field is this period."""
    return among(at, frozenset([Fraction(period)]), integral=True)


def combine(group: str, least: int, masks: Sequence[int]) -> int:
    """How the outcomes of children make the outcome of their group."""
    match group:
        case "all":
            return all_of(masks)
        case "any":
            return any_of(masks)
        case "none":
            return none_of(masks)
        case "at_least":
            return at_least(least, masks)
    raise AssertionError(group)


__all__ = ["CALCULATIONS", "Evaluation", "Reached", "combine"]
