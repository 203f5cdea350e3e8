"""Ranks and seats among the subjects of a bounded dossier, as formulas."""

from collections.abc import Sequence

from attrs import evolve

from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import seat_parameters
from thidua_rules.proving.dossier import Dossier, Seat
from thidua_rules.proving.products import times
from thidua_rules.proving.terms import (
    Amount,
    Amounts,
    Formula,
    Outcome,
    all_hold,
    conjunction,
    fails,
    holds,
    number,
    one_of,
    pick,
    some_hold,
    tally,
    total,
)
from thidua_rules.proving.translating import Scope, Translation
from thidua_rules.values import Comparison, is_unlimited


def translation(program: ir.Program, question: Question, dossier: Dossier) -> Translation:
    """The formulas of a program about a dossier."""
    return Translation(program, question, dossier, ranked, seated)


Key = tuple[Formula, Amount]
"""Whether there is a key, and the number by which who has less comes first."""


def ranked(made: Translation, rule: ir.Rank, seat: Seat) -> Amounts:
    """The place of a subject in its group; without a group, or a key that has an order, it has none."""
    mine = _keys(made, rule.keys, seat)
    ahead = []
    for other in made.dossier.seats(rule.subject):
        if other != seat:
            theirs = _keys(made, rule.keys, other)
            placed = all_hold(*(ordered for ordered, _ in theirs))
            together = _together(made, rule.group, seat, other)
            ahead.append(all_hold(made.dossier.exists(other), together, placed, _before(theirs, mine)[0]))
    placed = all_hold(*(ordered for ordered, _ in mine), fails(_alone(made, rule.group, seat)))
    return Amounts(total([1, tally(ahead)]), placed)


def _keys(made: Translation, keys: Sequence[ir.SortKey], seat: Seat) -> list[Key]:
    scope = Scope(seat, seat)
    found: list[Key] = []
    for each in keys:
        if isinstance(each.operand, ir.Value):
            value = made.value(each.operand, scope)
            ordered, amount = value.ordered, value.number
        else:
            met = made.decided(made.condition(each.operand, scope), "ưu tiên", each.operand, scope)
            ordered, amount = True, pick(met, 1, 0)
        found.append((ordered, times(-1, amount) if each.descending else amount))
    return found


def _before(one: Sequence[Key], other: Sequence[Key]) -> tuple[Formula, Formula]:
    """Whether one comes before another, and whether they tie; what has no key comes last."""
    before: Formula = False
    level: Formula = True
    for (has, mine), (they_have, theirs) in zip(one, other, strict=True):
        both = all_hold(has, they_have)
        less = some_hold(all_hold(has, fails(they_have)), all_hold(both, holds(Comparison.LT, mine, theirs)))
        before = some_hold(before, all_hold(level, less))
        same = some_hold(all_hold(fails(has), fails(they_have)), all_hold(both, holds(Comparison.EQ, mine, theirs)))
        level = all_hold(level, same)
    return before, level


def _together(made: Translation, reference: str, one: Seat, other: Seat) -> Formula:
    here, there = made.dossier.pointer(one, reference), made.dossier.pointer(other, reference)
    return some_hold(*(all_hold(here.at(each), there.at(each)) for each in here.targets))


def _alone(made: Translation, reference: str, seat: Seat) -> Formula:
    return made.dossier.pointer(seat, reference).nowhere


# ---------------------------------------------------------------- seats


def seated(made: Translation, rule: ir.Quota, seat: Seat) -> Outcome:
    """Whether there is a seat for a subject that is taken to have the standard.

    Of one limit that is exact. Of several it is settled here only where everybody ahead has room in every limit, or
    where one limit has no seat at all; between these the solver chooses.
    """
    binding = [each for each in rule.limits if not _is_lifted(made, each)]
    parts = [_under(made, rule, limit, seat, several=len(binding) > 1) for limit in binding]
    return conjunction(parts) if parts else Outcome(True, False)


def _is_lifted(made: Translation, limit: ir.Limit) -> bool:
    return any(is_unlimited(made.question.parameters[name].low) for name in seat_parameters(limit))


def _counts(made: Translation, limit: ir.Limit, seat: Seat) -> Formula:
    if limit.counts is None:
        return True
    scope = Scope(seat, seat)
    return made.decided(made.condition(limit.counts, scope), "tính cho", limit.counts, scope)


def _under(made: Translation, rule: ir.Quota, limit: ir.Limit, seat: Seat, several: bool) -> Outcome:
    counted = _counts(made, limit, seat)
    mine = _keys(made, rule.keys, seat)
    may, must, base = [], [], [True if limit.within_base else _in_base(made, limit, seat, seat)]
    for other in made.dossier.seats(rule.subject):
        if other == seat:
            continue
        here = all_hold(made.dossier.exists(other), _together(made, limit.group, seat, other))
        inside = _in_base(made, limit, other, seat)
        base.append(all_hold(here, inside))
        standard = made.outcome(other, rule.standard)
        takes = all_hold(here, _counts(made, limit, other), inside if limit.base and limit.within_base else True)
        before, level = _before(_keys(made, rule.keys, other), mine)
        first = some_hold(before, level) if rule.ties == "none" else before
        perhaps = before if rule.ties == "all" else some_hold(before, level)
        may.append(all_hold(takes, fails(some_hold(standard.not_met, standard.not_applicable)), perhaps))
        must.append(all_hold(takes, standard.met, first))
    seats = _seats(made, limit, seat, number(tally(base)))
    answer = all_hold(seats.ordered, fails(_alone(made, limit.group, seat)))
    room = holds(Comparison.GE, total([seats.number, times(-1, tally(may))]), 1)
    least: Amount = 0 if several else tally(must)
    full = holds(Comparison.LT, total([seats.number, times(-1, least)]), 1)
    met, not_met = all_hold(answer, room), all_hold(answer, full)
    if several:
        open_ = all_hold(answer, fails(some_hold(room, full)))
        chosen = made.any_outcome("nhiều giới hạn của một chỉ tiêu", limit, seat)
        made.choices.append(open_)
        met, not_met = some_hold(met, all_hold(open_, chosen.met)), some_hold(not_met, all_hold(open_, chosen.not_met))
    return Outcome(some_hold(fails(counted), met), all_hold(counted, not_met))


def _in_base(made: Translation, limit: ir.Limit, seat: Seat, subject: Seat) -> Formula:
    if limit.base is None or limit.base.members.where is None:
        return True
    scope = Scope(seat, subject)
    return made.decided(made.condition(limit.base.members.where, scope), "cơ sở", limit.base, scope)


def _seats(made: Translation, limit: ir.Limit, seat: Seat, base: Amounts) -> Amounts:
    if limit.base is None:
        return made.value(limit.seats, Scope(seat, seat))
    found: list[tuple[Formula, Amounts]] = []
    pointer = made.dossier.pointer(seat, limit.group)
    for group in pointer.targets:
        here = ir.own(group.type)
        given: dict[ir.Value, Amounts] = {
            limit.base: base,
            evolve(limit.base, members=evolve(limit.base.members, owner=here)): base,
        }
        outer: dict[ir.Value, Amounts] = {limit.base: base}
        for each in limit.through.quantities:
            amount = made.supposing(given).measure(each, Scope(group, group))
            given[ir.Derived(here, each.code, each.type)] = amount
            outer[ir.Derived(ir.group_of(seat.type, limit.group, group.type), each.code, each.type)] = amount
        found.append((pointer.at(group), made.supposing(outer).value(limit.seats, Scope(seat, seat))))
    return one_of(found)
