"""What each rule finds of a bounded dossier, as formulas: the meaning of the language once more, of complete facts.

Where the meaning of rules leaves several answers open although all facts are known (a guard or a row without an
answer, an unresolved tie), and where a construct is not covered, the solver is free to choose. So whatever it finds
impossible is impossible; what it finds possible is believed only once the ordinary rules have shown it of the dossier.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import z3
from attrs import define, evolve, field, frozen

from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.proving.calendars import Calendar, first_day
from thidua_rules.proving.dossier import Dossier, Seat
from thidua_rules.proving.products import over, times
from thidua_rules.proving.terms import (
    NO_ANSWER,
    NONE_THERE,
    NOTHING_SAID,
    Amount,
    Amounts,
    Formula,
    Outcome,
    all_answered,
    all_hold,
    conjunction,
    disjunction,
    fails,
    holds,
    known,
    number,
    one_of,
    pick,
    settled,
    some_hold,
    tally,
    total,
    whole,
)
from thidua_rules.values import NO_VALUE, NOTHING, Comparison, Fold, Possible, Rounding
from thidua_rules.values.calendar import shift

_TURNED = {
    Comparison.LT: Comparison.GT,
    Comparison.GT: Comparison.LT,
    Comparison.LE: Comparison.GE,
    Comparison.GE: Comparison.LE,
    Comparison.EQ: Comparison.EQ,
    Comparison.NE: Comparison.NE,
}
_REACH = 64
"""As many periods in a row are counted at most."""


@frozen
class Scope:
    """The element at hand and the subject a rule is asked of."""

    element: Seat
    subject: Seat


@frozen
class Reached:
    """Where a walk ends: each place with when it does, and when it ends at nobody."""

    ends: tuple[tuple[Formula, Seat], ...]
    absent: Formula


@define
class Translation:
    """The formulas of a program about a dossier, made as they are asked for.

    `ranked` and `seated` say what places and seats come to. `left_out` names what is not covered, by code of the rule;
    `choices` are the formulas under which the solver chooses, and `choosing` what it chooses there, which makes no
    difference to what is certain. The `calendar` has axioms of its own.
    """

    program: ir.Program
    question: Question
    dossier: Dossier
    ranked: "Callable[[Translation, ir.Rank, Seat], Amounts]"
    seated: "Callable[[Translation, ir.Quota, Seat], Outcome]"
    left_out: dict[str, set[str]] = field(factory=dict)
    choices: list[Any] = field(factory=list)
    choosing: list[Any] = field(factory=list)
    calendar: Calendar = field(factory=Calendar)
    _outcomes: dict[tuple[Seat, str], Outcome] = field(factory=dict)
    _values: dict[tuple[Seat, str], Amounts] = field(factory=dict)
    _conditions: dict[tuple[Any, Scope], Outcome] = field(factory=dict)
    _amounts: dict[tuple[Any, Scope], Amounts] = field(factory=dict)
    _free: dict[Any, Any] = field(factory=dict)
    _given: Mapping[ir.Value, Amounts] = field(factory=dict)
    _rule: str = ""

    # ------------------------------------------------------------ what is not decided

    def leave_out(self, construct: str) -> None:
        """Note that a construct of the rule at hand is not covered."""
        self.left_out.setdefault(self._rule, set()).add(construct)

    def free(self, *what: Any) -> Any:
        """A formula that the solver may choose; the same one for the same."""
        return self._free.setdefault(what, z3.FreshBool("tự do"))

    def decided(self, outcome: Outcome, *what: Any) -> Formula:
        """Whether something is met; chosen where it has no answer."""
        open_ = outcome.undetermined
        if open_ is False or (isinstance(outcome.met, bool) and isinstance(outcome.not_met, bool) and not open_):
            return outcome.met
        choice = self.free(*what)
        self.choosing.append(choice)
        self.choices.append(open_)
        return some_hold(outcome.met, all_hold(open_, choice))

    def any_outcome(self, construct: str, *what: Any) -> Outcome:
        """What the solver may choose for a condition that is not covered."""
        self.leave_out(construct)
        met, not_met = self.free("đạt", *what), self.free("không đạt", *what)
        return Outcome(met, all_hold(fails(met), not_met))

    def any_value(self, construct: str, *what: Any) -> Amounts:
        """What the solver may choose for a value that is not covered."""
        self.leave_out(construct)
        ordered, outside, absent = (self.free(each, *what) for each in ("số", "ngoài", "không có"))
        amount = self._free.setdefault(("trị", *what), z3.FreshReal("tự do"))
        other = self._free.setdefault(("mã", *what), z3.FreshInt("tự do"))
        rest = fails(ordered)
        return Amounts(amount, ordered, other, all_hold(rest, outside), all_hold(rest, fails(outside), absent))

    # ------------------------------------------------------------ facts

    def reach(self, walk: ir.Walk, scope: Scope) -> Reached:
        """Where a walk ends."""
        here: dict[Seat, Formula] = {scope.subject if walk.of_subject else scope.element: True}
        absent: Formula = False
        for step in walk.steps:
            found: dict[Seat, Formula] = {}
            for seat, formula in here.items():
                pointer = self.dossier.pointer(seat, step)
                absent = some_hold(absent, all_hold(formula, pointer.nowhere))
                for each in pointer.targets:
                    found[each] = some_hold(found.get(each, False), all_hold(formula, pointer.at(each)))
            here = found
        return Reached(tuple((formula, seat) for seat, formula in here.items()), absent)

    def _outcome_at(self, walk: ir.Walk, scope: Scope, at: Callable[[Seat], Outcome]) -> Outcome:
        reached = self.reach(walk, scope)
        found = [(formula, at(seat)) for formula, seat in reached.ends]
        return Outcome(
            some_hold(*(all_hold(formula, each.met) for formula, each in found)),
            some_hold(*(all_hold(formula, each.not_met) for formula, each in found), reached.absent),
            some_hold(*(all_hold(formula, each.not_applicable) for formula, each in found)),
            all_answered(each for _, each in found),
        )

    def _value_at(self, walk: ir.Walk, scope: Scope, at: Callable[[Seat], Amounts]) -> Amounts:
        reached = self.reach(walk, scope)
        found = [(formula, at(seat)) for formula, seat in reached.ends]
        return one_of([*found, (reached.absent, NONE_THERE)], exhaustive=True)

    def _fact(self, seat: Seat, name: str) -> Outcome:
        return settled(self.dossier.flag(seat, name).true)

    def _presence(self, seat: Seat, name: str) -> Outcome:
        found = self.dossier.fact(seat, name)
        if isinstance(found, Amounts):
            return settled(fails(found.absent))
        declared = self.dossier.declared(seat.type, name)
        absent = getattr(found, "absent", None)
        if absent is None:
            absent = found.nowhere if declared.may_be_absent else False  # type: ignore[union-attr]
        return settled(fails(absent))

    # ------------------------------------------------------------ conclusions

    def outcome(self, seat: Seat, code: str) -> Outcome:
        """What is found of a criterion, requirement, exception or quota."""
        found = self._outcomes.get((seat, code))
        if found is None:
            rule = self.program.homes[code]
            here = self._of_rule(rule.code)
            if isinstance(rule, ir.Criterion):
                here._requirement(rule.root, Scope(seat, seat))
            else:
                assert isinstance(rule, ir.Quota)
                self._outcomes[seat, code] = self.seated(here, rule, seat)
            found = self._outcomes[seat, code]
        return found

    def quantity(self, seat: Seat, code: str) -> Amounts:
        """What is found of a quantity or rank."""
        found = self._values.get((seat, code))
        if found is None:
            rule = self.program.homes[code]
            here = self._of_rule(rule.code)
            if isinstance(rule, ir.Rank):
                found = self.ranked(here, rule, seat)
            else:
                assert isinstance(rule, ir.Quantity)
                found = here.measure(rule, Scope(seat, seat))
            self._values[seat, code] = found
        return found

    def _requirement(self, node: ir.Requirement, scope: Scope) -> Outcome:
        if node.group == "leaf":
            assert node.condition is not None
            if isinstance(node.condition, ir.Concluded):
                found = self._concluded(node.condition, scope)
            else:
                found = self.condition(node.condition, scope)
        else:
            found = _combined(node, [self._requirement(child, scope) for child in node.children])
        for exception in node.exceptions:
            met = self.condition(exception.condition, scope)
            if exception.guard is not None:
                met = self._guarded(exception.guard, met, scope, exception.code)
            self._outcomes[scope.subject, exception.code] = met
            out, answered = found.not_applicable, all_answered([found, met])
            applicable = disjunction([Outcome(found.met, found.not_met), met.applied])
            found = Outcome(
                all_hold(fails(out), applicable.met), all_hold(fails(out), applicable.not_met), out, answered
            )
        if node.guard is not None:
            found = self._guarded(node.guard, found, scope, node.code)
        self._outcomes[scope.subject, node.code] = found
        return found

    def _guarded(self, guard: ir.Condition, outcome: Outcome, scope: Scope, code: str) -> Outcome:
        applies = self.decided(self.condition(guard, scope), "áp dụng", code, scope)
        return Outcome(
            all_hold(applies, outcome.met),
            all_hold(applies, outcome.not_met),
            some_hold(fails(applies), outcome.not_applicable),
            all_answered([outcome]),
        )

    def measure(self, quantity: ir.Quantity, scope: Scope) -> Amounts:
        """What a quantity comes to."""
        body = quantity.body
        found = self._rows(body, scope) if isinstance(body, ir.Table) else self.value(body, scope)
        if quantity.guard is None:
            return found
        applies = self.decided(self.condition(quantity.guard, scope), "áp dụng", quantity.code, scope)
        return one_of([(applies, found), (fails(applies), NOTHING_SAID)])

    def _rows(self, table: ir.Table, scope: Scope) -> Amounts:
        found = [(chosen, self.value(row.result, scope)) for chosen, row in self.rows(table, scope)]
        return one_of(found, exhaustive=table.rows[-1].condition is None)

    def rows(self, table: ir.Table, scope: Scope) -> Iterator[tuple[Formula, ir.TableRow]]:
        """Each row of a table, with when it is the one that counts."""
        before: Formula = True
        for at, row in enumerate(table.rows):
            met: Formula = True
            if row.condition is not None:
                met = self.decided(self.condition(row.condition, scope), "dòng", at, table, scope)
            yield all_hold(before, met), row
            before = all_hold(before, fails(met))

    # ------------------------------------------------------------ conditions

    def condition(self, condition: ir.Condition, scope: Scope) -> Outcome:
        """What a condition amounts to."""
        if self._given:
            return self._condition(condition, scope)
        found = self._conditions.get((condition, scope))
        if found is None:
            found = self._conditions[condition, scope] = self._condition(condition, scope)
        return found

    def _condition(self, condition: ir.Condition, scope: Scope) -> Outcome:
        match condition:
            case ir.Fact(walk, name):
                return self._outcome_at(walk, scope, lambda seat: self._fact(seat, name))
            case ir.Concluded():
                return self._concluded(condition, scope).applied
            case ir.Compared(comparison, left, right):
                return self._compared(comparison, left, right, scope)
            case ir.RatioCompared(comparison, members, filter_, threshold):
                met, all_ = self._tallies(members, filter_, scope)
                limit = self.value(threshold, scope)
                held = holds(comparison, met, times(limit.number, all_))
                anyone = all_hold(holds(Comparison.GT, all_, 0), limit.ordered)
                return Outcome(all_hold(anyone, held), all_hold(anyone, fails(held)))
            case ir.AmongOf(operand, wanted):
                return self._among(self.value(operand, scope), wanted)
            case ir.PresentOf(operand):
                found = self.value(operand, scope)
                return Outcome(found.exists, found.absent, answered=all_answered([found]))
            case ir.PresentFact(walk, name):
                return self._outcome_at(walk, scope, lambda seat: self._presence(seat, name))
            case ir.EveryOf(members, filter_):
                found_members = self.members(members, scope)
                bare = [all_hold(inside, fails(self._meets(filter_, seat, scope))) for seat, inside in found_members]
                return settled(fails(some_hold(*bare)))
            case ir.Unstated():
                return NO_ANSWER
            case ir.Negation(operand):
                return self.condition(operand, scope).turned
            case ir.Conjunction(operands):
                return conjunction([self.condition(each, scope) for each in operands])
            case ir.Disjunction(operands):
                return disjunction([self.condition(each, scope) for each in operands])

    def _concluded(self, condition: ir.Concluded, scope: Scope) -> Outcome:
        return self._outcome_at(condition.walk, scope, lambda seat: self.outcome(seat, condition.code_of(seat.type)))

    def _compared(self, comparison: Comparison, left: ir.Value, right: ir.Value, scope: Scope) -> Outcome:
        a, b = self.value(left, scope), self.value(right, scope)
        met = self._shifted_before(comparison, left, b, scope)
        if met is None and isinstance(right, ir.Shifted):
            comparison, left, right, a, b = _TURNED[comparison], right, left, b, a
            met = self._shifted_before(comparison, left, b, scope)
        answer = fails(some_hold(a.undetermined, b.undetermined))
        beyond = holds(comparison, a.number, b.number) if met is None else met
        ordered = all_hold(a.ordered, b.ordered, beyond)
        if comparison in (Comparison.EQ, Comparison.NE):
            same = all_hold(a.outside, b.outside, holds(Comparison.EQ, a.other, b.other))
            if comparison is Comparison.EQ:
                ordered = some_hold(ordered, same)
            else:
                ordered = some_hold(
                    ordered, all_hold(a.exists, b.exists, fails(all_hold(a.ordered, b.ordered)), fails(same))
                )
        met = all_hold(answer, ordered)
        return Outcome(met, all_hold(answer, fails(met)), answered=answer is True)

    def _shifted_before(self, comparison: Comparison, left: ir.Value, bound: Amounts, scope: Scope) -> Formula | None:
        """How a date moved by months compares with a known one, as a comparison of the date itself; else None."""
        if not isinstance(left, ir.Shifted) or not known(bound.number):
            return None
        day = self.value(left.operand, scope).number
        if known(day):
            return None
        first = first_day(lambda at: shift(at, left.days, left.months) >= bound.number)
        after = first_day(lambda at: shift(at, left.days, left.months) > bound.number)
        reached, passed = day >= first, day >= after
        return {
            Comparison.GE: reached,
            Comparison.GT: passed,
            Comparison.LT: fails(reached),
            Comparison.LE: fails(passed),
            Comparison.EQ: all_hold(reached, fails(passed)),
            Comparison.NE: some_hold(fails(reached), passed),
        }[comparison]

    def _among(self, value: Amounts, wanted: Iterable[object]) -> Outcome:
        met = []
        for each in wanted:
            if isinstance(each, int | Fraction) and not isinstance(each, bool) and each >= 0:
                met.append(all_hold(value.ordered, holds(Comparison.EQ, value.number, each)))
            if value.outside is not False:
                met.append(all_hold(value.outside, holds(Comparison.EQ, value.other, self.dossier.code(each))))
        found = some_hold(*met)
        return Outcome(found, all_hold(fails(value.undetermined), fails(found)), answered=all_answered([value]))

    # ------------------------------------------------------------ values

    def value(self, value: ir.Value, scope: Scope) -> Amounts:
        """What a value is."""
        if self._given:
            return self._given[value] if value in self._given else self._value(value, scope)
        found = self._amounts.get((value, scope))
        if found is None:
            found = self._amounts[value, scope] = self._value(value, scope)
        return found

    def _value(self, value: ir.Value, scope: Scope) -> Amounts:
        match value:
            case ir.Constant(constant, _):
                return self._possible(constant, value)
            case ir.Parameter(name, _):
                return self._possible(self.question.parameters[name], value)
            case ir.Asked(what, _):
                asked = {"on": self.question.on.toordinal(), "period": self.question.period.ordinal}
                return number(asked.get(what, self.question.year))
            case ir.FieldValue(walk, name, _):
                return self._value_at(walk, scope, lambda seat: self.dossier.value(seat, name))
            case ir.Derived():
                return self._value_at(value.walk, scope, lambda seat: self.quantity(seat, value.code_of(seat.type)))
            case ir.Calculation(operator, left, right, _):
                return _calculated(operator, self.value(left, scope), self.value(right, scope))
            case ir.Opposite(operand, _):
                return _numeric([found := self.value(operand, scope)], times(-1, found.number))
            case ir.Rounded(rounding, step, operand, _):
                return _numeric([found := self.value(operand, scope)], _rounded(found.number, step, rounding))
            case ir.Shifted(operand, days, months, _):
                return _numeric(
                    [found := self.value(operand, scope)], self.calendar.shifted(found.number, days, months)
                )
            case ir.DayOf(year, month, day, _):
                return _numeric([found := self.value(year, scope)], self.calendar.day_in(found.number, month, day))
            case ir.DatePart(part, operand, _):
                return _numeric([found := self.value(operand, scope)], self.calendar.part(part, found.number))
            case ir.MonthsBetween(start, end, _):
                one, other = self.value(start, scope), self.value(end, scope)
                return _numeric([one, other], self.calendar.months_between(one.number, other.number))
            case ir.Bounded(operand, low, high, _):
                found = self.value(operand, scope)
                for bound, comparison in ((low, Comparison.LT), (high, Comparison.GT)):
                    if bound is not None:
                        found = _kept(found, self.value(bound, scope), comparison)
                return found
            case ir.ExtremeOf(greatest, operands, _):
                return _extreme(greatest, [self.value(each, scope) for each in operands])
            case ir.Otherwise(operand, default, _):
                found = self.value(operand, scope)
                there = evolve(found, answered=True)
                return one_of([(found.exists, there), (fails(found.exists), self.value(default, scope))], True)
            case ir.CountOf(members, _):
                return number(tally(inside for _, inside in self.members(members, scope)))
            case ir.RatioOf(members, filter_, _):
                met, all_ = self._tallies(members, filter_, scope)
                return _mean(met, all_)
            case ir.FoldOf(fold, item, members, _, _, by):
                return self._folded(fold, item, members, by, scope)
            case ir.StreakOf():
                return self._streak(value, scope)

    def _possible(self, constant: Possible, value: ir.Value) -> Amounts:
        if constant.others and evolve(constant, others=NOTHING) == evolve(NO_VALUE, undetermined=False):
            return self._one_of(constant.others, value)
        if not constant.is_point:
            return self.any_value("giá trị không rõ", value)
        if constant.ordered:
            assert constant.low is not None
            return number(constant.low)
        if constant.absent:
            return NONE_THERE
        if constant.undetermined:
            return NOTHING_SAID
        raise AssertionError(constant)

    def _one_of(self, outcomes: Iterable[object], value: ir.Value) -> Amounts:
        """Any of some outcomes outside the order, the same one wherever the value stands."""
        codes = sorted(map(self.dossier.code, outcomes))
        if len(codes) == 1:
            return Amounts(other=codes[0], outside=True)
        if ("một trong", value) not in self._free:
            chosen = self._free["một trong", value] = z3.FreshInt("một trong")
            self.dossier.axioms.append(some_hold(*(chosen == each for each in codes)))
        return Amounts(other=self._free["một trong", value], outside=True)

    # ------------------------------------------------------------ collections

    def members(self, members: ir.Members, scope: Scope) -> list[tuple[Seat, Formula]]:
        """Everybody who may be in a collection, with when they are."""
        reached = self.reach(members.owner, scope)
        owners = {seat: formula for formula, seat in reached.ends}
        for collection in members.collections:
            found: dict[Seat, Formula] = {}
            for seat in self.dossier.seats(collection.member):
                pointer = self.dossier.pointer(seat, collection.via)
                ways = [all_hold(formula, pointer.at(each)) for each, formula in owners.items()]
                found[seat] = all_hold(self.dossier.exists(seat), some_hold(*ways))
            owners = found
        if members.where is None:
            return list(owners.items())
        where = members.where
        return [(seat, all_hold(inside, self._meets(where, seat, scope))) for seat, inside in owners.items()]

    def _meets(self, condition: ir.Condition, seat: Seat, scope: Scope) -> Formula:
        inner = Scope(seat, scope.subject)
        return self.decided(self.condition(condition, inner), "trong đó", condition, inner)

    def _tallies(self, members: ir.Members, condition: ir.Condition, scope: Scope) -> tuple[Amount, Amount]:
        """How many of a collection meet a condition, and how many there are."""
        found = self.members(members, scope)
        met = tally(all_hold(inside, self._meets(condition, seat, scope)) for seat, inside in found)
        return met, tally(inside for _, inside in found)

    def _folded(self, fold: Fold, item: ir.Value, members: ir.Members, by: ir.Value | None, scope: Scope) -> Amounts:
        found = []
        for seat, inside in self.members(members, scope):
            inner = Scope(seat, scope.subject)
            group = None if by is None else self.value(by, inner)
            found.append((inside, self.value(item, inner), group))
        unanswered = some_hold(*(all_hold(inside, value.undetermined) for inside, value, _ in found))
        counted = [(all_hold(inside, value.ordered), value.number) for inside, value, _ in found]
        if by is not None:
            unanswered = some_hold(
                unanswered,
                *(
                    all_hold(inside, fails(value.absent), group.undetermined)
                    for inside, value, group in found
                    if group is not None
                ),
            )
            groups = [group for _, _, group in found if group is not None]
            summed = total(pick(first, value, 0) for first, value in _first_of_each(fold, counted, groups))
            return Amounts(summed, fails(unanswered))
        summed = total(pick(inside, value, 0) for inside, value in counted)
        if fold is Fold.SUM:
            return Amounts(summed, fails(unanswered))
        if fold is Fold.MEAN:
            mean = _mean(summed, tally(inside for inside, _ in counted))
            return Amounts(mean.number, all_hold(mean.ordered, fails(unanswered)))
        best = _extreme(fold is Fold.MAX, [Amounts(value, inside, absent=fails(inside)) for inside, value in counted])
        return Amounts(best.number, all_hold(best.ordered, fails(unanswered)))

    def _streak(self, streak: ir.StreakOf, scope: Scope) -> Amounts:
        until = self.value(streak.until, scope)
        shape = self.dossier.declared(streak.members.element, streak.period)
        elements = [
            (inside, self.dossier.value(seat, streak.period)) for seat, inside in self.members(streak.members, scope)
        ]
        run: Formula = True
        length: list[Formula] = []
        for back in range(min(len(elements), _REACH)):
            at = total([until.number, -back])
            here = [
                all_hold(inside, value.ordered, holds(Comparison.EQ, value.number, at)) for inside, value in elements
            ]
            early = False if shape.low is None else holds(Comparison.LT, at, shape.low)
            run = all_hold(run, fails(early), some_hold(*here))
            length.append(run)
        return Amounts(tally(length), until.ordered)

    # ------------------------------------------------------------ groups

    def supposing(self, given: Mapping[ir.Value, Amounts]) -> "Translation":
        """The same, where some values are taken to be these."""
        return self._with({**self._given, **given}, self._rule)

    def _of_rule(self, code: str) -> "Translation":
        """The same for a rule, to which belongs what is left out; nothing is supposed."""
        return self._with({}, code)

    def _with(self, given: Mapping[ir.Value, Amounts], rule: str) -> "Translation":
        return evolve(self, given=given, rule=rule)

    def beside(
        self, dossier: Dossier, program: ir.Program | None = None, question: Question | None = None
    ) -> "Translation":
        """The formulas of a dossier that shares facts with this one, with the same choices; of another program too."""
        return Translation(
            program or self.program,
            question or self.question,
            dossier,
            self.ranked,
            self.seated,
            self.left_out,
            self.choices,
            self.choosing,
            self.calendar,
            free=self._free,
        )


# ---------------------------------------------------------------- arithmetic


def _numeric(operands: Sequence[Amounts], result: Amount) -> Amounts:
    absent = some_hold(*(each.absent for each in operands))
    proper = all_answered(operands) and all(each.outside is False for each in operands)
    return Amounts(result, all_hold(*(each.ordered for each in operands)), absent=absent, answered=proper)


def _calculated(operator: str, a: Amounts, b: Amounts) -> Amounts:
    if operator == "/":
        found = _numeric([a, b], over(a.number, b.number))
        divided = holds(Comparison.NE, b.number, 0)
        return evolve(found, ordered=all_hold(found.ordered, divided), answered=found.answered and divided is True)
    if operator == "×":
        return _numeric([a, b], times(a.number, b.number))
    return _numeric([a, b], total([a.number, b.number if operator == "+" else times(-1, b.number)]))


def _rounded(amount: Amount, step: Fraction, rounding: Rounding) -> Amount:
    steps = over(amount, step)
    if rounding is Rounding.DOWN:
        found = whole(steps)
    elif rounding is Rounding.UP:
        found = times(-1, whole(times(-1, steps)))
    else:
        found = whole(total([steps, Fraction(1, 2)]))
    return times(found, step)


def _kept(value: Amounts, bound: Amounts, beyond: Comparison) -> Amounts:
    """A value that does not pass a bound; where the bound has no answer, neither has the value."""
    passes = all_hold(bound.ordered, holds(beyond, value.number, bound.number))
    return evolve(
        value,
        number=pick(passes, bound.number, value.number),
        ordered=all_hold(value.ordered, fails(bound.undetermined)),
        answered=all_answered([value, bound]),
    )


def _extreme(greatest: bool, values: Sequence[Amounts]) -> Amounts:
    """The greatest or least number; those known not to exist are left out."""
    beyond = Comparison.GT if greatest else Comparison.LT
    best, found = values[0].number if values else 0, values[0].ordered if values else False
    for each in values[1:]:
        better = all_hold(each.ordered, some_hold(fails(found), holds(beyond, each.number, best)))
        best, found = pick(better, each.number, best), some_hold(found, each.ordered)
    proper = all_hold(*(some_hold(each.ordered, each.absent) for each in values))
    answered = all_answered(values) and all(each.outside is False for each in values)
    return Amounts(best, all_hold(found, proper), absent=all_hold(*(each.absent for each in values)), answered=answered)


def _mean(summed: Amount, count: Amount) -> Amounts:
    """A sum by a number; no answer where that is 0."""
    return Amounts(over(summed, count), holds(Comparison.GT, count, 0))


def _first_of_each(
    fold: Fold, counted: Sequence[tuple[Formula, Amount]], groups: Sequence[Amounts]
) -> Iterator[tuple[Formula, Amount]]:
    """Each member, with when it is the first of those with the best value in its group."""
    beyond = Comparison.GT if fold is Fold.MAX else Comparison.LT
    for n, (inside, value) in enumerate(counted):
        rivals = []
        for m, (there, other) in enumerate(counted):
            if m != n:
                before = holds(beyond, other, value)
                if m < n:
                    before = some_hold(before, holds(Comparison.EQ, other, value))
                rivals.append(all_hold(there, same_group(groups[n], groups[m]), before))
        yield all_hold(inside, fails(some_hold(*rivals))), value


def same_group(a: Amounts, b: Amounts) -> Formula:
    """Whether two values are one, the known absence included."""
    return some_hold(
        all_hold(a.ordered, b.ordered, holds(Comparison.EQ, a.number, b.number)),
        all_hold(a.outside, b.outside, holds(Comparison.EQ, a.other, b.other)),
        all_hold(a.absent, b.absent),
    )


def _combined(node: ir.Requirement, children: Sequence[Outcome]) -> Outcome:
    match node.group:
        case "all":
            return conjunction(children)
        case "any":
            return disjunction(children)
        case "none":
            return disjunction(children).turned
    nothing = all_hold(*(each.not_applicable for each in children))
    met = tally(each.met for each in children)
    may = tally(some_hold(each.met, each.undetermined) for each in children)
    enough = holds(Comparison.GE, met, node.least)
    possible = holds(Comparison.GE, may, node.least)
    met, not_met = all_hold(fails(nothing), enough), all_hold(fails(nothing), fails(possible))
    return Outcome(met, not_met, nothing, all_answered(children))
