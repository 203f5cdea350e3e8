"""Candidates under several limits, all known, followed turn by turn: every way in which ties may end is tried.

What is tried is kept small: only the limits that the candidate's own chances hang on are followed, and those who are
level and must pass the same limits are counted, not told apart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from attrs import frozen

from thidua_rules.decision.checking_groups import Where, may_grow
from thidua_rules.decision.exact import Letters
from thidua_rules.facts.case import SubjectId

if TYPE_CHECKING:
    from thidua_rules.decision.checking_quotas import Hall

Gate = tuple[int, SubjectId]
"""A limit, by its position, in one group."""
Taken = frozenset[tuple[Gate, int]]
"""How many seats are gone at each gate."""
MOST_STATES = 5_000


@frozen
class Walker:
    """A candidate: the gates to pass, whether it surely asks at them, and whether some gate gives no answer."""

    gates: frozenset[Gate]
    sure: bool
    lost: bool


def follow_turns(hall: "Hall") -> Letters | None:
    """Whether the candidate gets a seat: M, N, or U where ties leave it open; None if not all that matters is known."""
    seats: dict[Gate, Fraction] = {}
    walkers = _connected(hall, seats)
    if walkers is None:
        return None
    rounds: dict[tuple[Fraction, ...], list[SubjectId]] = {}
    for other in walkers:
        rounds.setdefault(hall.people[other].best, []).append(other)
    found = _follow(hall, rounds, walkers, seats)
    if found is None:
        return None
    if len(found) > 1 or (walkers[hall.subject].lost and True in found):
        return frozenset("U")
    return frozenset("M" if True in found else "N")


def _connected(hall: "Hall", seats: dict[Gate, Fraction]) -> dict[SubjectId, Walker] | None:
    """The candidate and those before it whom it meets at a gate, whom these meet, and so on; None if that is open.

    The seats of every gate that they come to are added to `seats`.
    """
    mine = _walker(hall, hall.subject, seats)
    if mine is None:
        return None
    place = hall.people[hall.subject].worst
    waiting = [
        each
        for each, known in hall.people.items()
        if each != hall.subject and known.standard & {"M", "U"} and known.best <= place
    ]
    walkers = {hall.subject: mine}
    gates = set(mine.gates)
    while True:
        reached = [each for each in waiting if any(_may_pass(hall, each, gate) for gate in gates)]
        for each in reached:
            walker = _walker(hall, each, seats) if hall.people[each].fixed else None
            if walker is None:
                return None
            walkers[each] = walker
            gates |= walker.gates
        if not reached:
            break
        waiting = [each for each in waiting if each not in walkers]
    for position, group in gates:
        here = Where(frozenset([group]), False, False)
        if may_grow(hall.checker, hall.rule.subject, hall.limits[position].group, here):
            return None
    return walkers


def _may_pass(hall: "Hall", subject: SubjectId, gate: Gate) -> bool:
    limit = hall.limits[gate[0]]
    return gate[1] in hall.where(limit, subject).known and hall.counted(limit, subject) != {"N"}


def _walker(hall: "Hall", subject: SubjectId, seats: dict[Gate, Fraction]) -> Walker | None:
    gates: set[Gate] = set()
    lost = False
    for position, limit in enumerate(hall.limits):
        counted = hall.counted(limit, subject)
        if counted == {"N"}:
            continue
        where = hall.where(limit, subject)
        room = hall.seats(limit, subject, hall.size(limit, subject))
        if counted == {"M"} and where.sure is not None and room.is_point and room.low is not None:
            gates.add((position, where.sure))
            seats[position, where.sure] = Fraction(room.low)
        elif len(counted) == 1 and (where.nowhere or (where.sure is not None and room.is_point)):
            lost = True
        else:
            return None
    sure = subject == hall.subject or (hall.people[subject].standard == {"M"} and not lost)
    return Walker(frozenset(gates), sure, lost)


def _follow(
    hall: "Hall",
    rounds: Mapping[tuple[Fraction, ...], Sequence[SubjectId]],
    walkers: Mapping[SubjectId, Walker],
    seats: Mapping[Gate, Fraction],
) -> set[bool] | None:
    """Whether the candidate is seated, over all ways; None if there are too many."""
    states: set[Taken] = {frozenset()}
    for place in sorted(rounds):
        asked = hall.subject in rounds[place]
        classes = Counter((walkers[each].gates, walkers[each].sure) for each in rounds[place] if each != hall.subject)
        mine = walkers[hall.subject].gates if asked else None
        after: set[Taken] = set()
        outcomes: set[bool] = set()
        for state in states:
            for taken, seated in _round(hall, state, classes, mine, seats):
                after.add(taken)
                outcomes.add(seated)
                if len(after) > MOST_STATES:
                    return None
        if asked:
            return outcomes
        states = after
    raise AssertionError("the candidate has a round of its own")


def _round(
    hall: "Hall",
    state: Taken,
    classes: Counter[tuple[frozenset[Gate], bool]],
    mine: frozenset[Gate] | None,
    seats: Mapping[Gate, Fraction],
) -> Iterator[tuple[Taken, bool]]:
    """What may come of those who are level: the seats gone after them, and whether the candidate is seated."""
    kinds = list(classes)
    choices = [range(classes[each] + 1) if not each[1] else (classes[each],) for each in kinds]
    for numbers in product(*choices):
        asking: Counter[frozenset[Gate]] = Counter()
        for (gates, _), number in zip(kinds, numbers, strict=True):
            asking[gates] += number
        used = Counter(dict(state))
        if _all_fit(used, asking, mine, seats):
            for gates, number in asking.items():
                _take(used, gates, number)
            _take(used, mine or (), 1)
            yield frozenset(used.items()), mine is not None
        elif hall.rule.ties == "council":
            yield from _in_any_order(used, asking, mine, seats)
        else:
            yield _all_or_none(hall, used, asking, mine, seats)


def _take(used: Counter[Gate], gates: frozenset[Gate] | tuple[()], number: int) -> None:
    for gate in gates:
        used[gate] += number


def _fits(used: Mapping[Gate, int], gates: frozenset[Gate], seats: Mapping[Gate, Fraction]) -> bool:
    return all(used.get(gate, 0) + 1 <= seats[gate] for gate in gates)


def _all_fit(
    used: Counter[Gate],
    asking: Mapping[frozenset[Gate], int],
    mine: frozenset[Gate] | None,
    seats: Mapping[Gate, Fraction],
) -> bool:
    wanted = Counter(used)
    for gates, number in asking.items():
        _take(wanted, gates, number)
    _take(wanted, mine or (), 1)
    passed = {gate for gates, number in asking.items() if number for gate in gates} | set(mine or ())
    return all(wanted[gate] <= seats[gate] for gate in passed)


def _in_any_order(
    used: Counter[Gate],
    asking: Mapping[frozenset[Gate], int],
    mine: frozenset[Gate] | None,
    seats: Mapping[Gate, Fraction],
) -> Iterator[tuple[Taken, bool]]:
    """The council takes those who are level one after another, in any order, while there is room."""
    kinds = [each for each in asking if asking[each]]
    start = (frozenset(used.items()), tuple(asking[each] for each in kinds), mine is not None, False)
    waiting, seen = [start], {start}
    while waiting:
        state, left, pending, seated = waiting.pop()
        taken = Counter(dict(state))
        # whom one gate stops now is stopped for good
        left = tuple(n if _fits(taken, gates, seats) else 0 for gates, n in zip(kinds, left, strict=True))
        pending = pending and mine is not None and _fits(taken, mine, seats)
        if not any(left) and not pending:
            yield state, seated
            continue
        for at, gates in enumerate(kinds):
            if left[at]:
                further = Counter(taken)
                _take(further, gates, 1)
                rest = (*left[:at], left[at] - 1, *left[at + 1 :])
                _push((frozenset(further.items()), rest, pending, seated), waiting, seen)
        if pending and mine is not None:
            further = Counter(taken)
            _take(further, mine, 1)
            _push((frozenset(further.items()), left, False, True), waiting, seen)


_State = tuple[Taken, tuple[int, ...], bool, bool]


def _push(state: _State, waiting: list[_State], seen: set[_State]) -> None:
    if state not in seen and len(seen) <= MOST_STATES:
        seen.add(state)
        waiting.append(state)


def _all_or_none(
    hall: "Hall",
    used: Counter[Gate],
    asking: Mapping[frozenset[Gate], int],
    mine: frozenset[Gate] | None,
    seats: Mapping[Gate, Fraction],
) -> tuple[Taken, bool]:
    """All who are level and find room are seated; or, where more ask at a gate than it has seats, none of these."""
    people = Counter(asking)
    if mine is not None:
        people[mine] += 1
    left = {gates: number for gates, number in people.items() if number and _fits(used, gates, seats)}
    over: set[Gate] = set()
    if hall.rule.ties == "none":
        gates_asked = {gate for gates in left for gate in gates}
        for gate in sorted(gates_asked, key=lambda each: bool(_inside(hall, each, gates_asked))):
            inside = _inside(hall, gate, gates_asked)
            number = sum(n for gates, n in left.items() if gate in gates and not over & gates & inside)
            if used[gate] + number > seats[gate]:
                over.add(gate)
    taken = Counter(used)
    for gates, number in left.items():
        if not over & gates:
            _take(taken, gates, number)
    for gate in over:
        # the seats that nobody got stay empty
        taken[gate] = max(taken[gate], int(seats[gate] // 1))
    return frozenset(taken.items()), mine is not None and mine in left and not over & mine


def _inside(hall: "Hall", gate: Gate, others: set[Gate]) -> set[Gate]:
    """The gates of classes within the same group, if this one is for everybody."""
    wide = hall.limits[gate[0]]
    if wide.counts is not None:
        return set()
    limits = hall.limits
    return {
        each
        for each in others
        if each[1] == gate[1] and limits[each[0]].group == wide.group and limits[each[0]].counts is not None
    }


__all__ = ["follow_turns"]
