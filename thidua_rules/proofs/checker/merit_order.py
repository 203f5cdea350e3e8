"""Candidates under several limits, all known, followed turn by turn: every way in which ties may end is tried.

What is tried is kept small: only the limits that the candidate's own chances hang on are followed, and those who are
level and must pass the same limits are counted, not told apart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product

from attrs import frozen

from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.proofs.checker.competition import Competition
from thidua_rules.proofs.checker.exact import Letters
from thidua_rules.proofs.checker.groups import Where, may_grow

SeatPool = tuple[int, SubjectId]
"""A limit, by its position, in one group."""
Taken = frozenset[tuple[SeatPool, int]]
"""How many seats are gone at each pool."""
MOST_STATES = 5_000


@frozen
class Contender:
    """A candidate: the pools to pass, whether it surely asks at them, and whether some pool gives no answer."""

    pools: frozenset[SeatPool]
    sure: bool
    lost: bool


def admit_in_order(competition: Competition) -> Letters | None:
    """Whether the candidate gets a seat: M, N, or U where ties leave it open; None if not all that matters is known."""
    seats: dict[SeatPool, Fraction] = {}
    candidates = _connected(competition, seats)
    if candidates is None:
        return None
    rounds: dict[tuple[Fraction, ...], list[SubjectId]] = {}
    for other in candidates:
        rounds.setdefault(competition.people[other].best, []).append(other)
    found = _follow(competition, rounds, candidates, seats)
    if found is None:
        return None
    if len(found) > 1 or (candidates[competition.subject].lost and True in found):
        return frozenset("U")
    return frozenset("M" if True in found else "N")


def _connected(competition: Competition, seats: dict[SeatPool, Fraction]) -> dict[SubjectId, Contender] | None:
    """The candidate and those before it whom it meets at a pool, whom these meet, and so on; None if that is open.

    The seats of every pool that they come to are added to `seats`.
    """
    mine = _contender(competition, competition.subject, seats)
    if mine is None:
        return None
    people, place = competition.people, competition.people[competition.subject]
    asking = {each for each, known in people.items() if each != competition.subject and known.standard & {"M", "U"}}
    overtaking = {each for each in asking if place.best < people[each].best <= place.worst}
    if any(_may_pass(competition, each, pool) for each in overtaking for pool in mine.pools):
        return None
    waiting = {each for each in asking if people[each].best <= place.best}
    candidates = {competition.subject: mine}
    pools = set(mine.pools)
    while reached := {each for each in waiting if any(_may_pass(competition, each, pool) for pool in pools)}:
        waiting -= reached
        for each in reached:
            candidate = _contender(competition, each, seats) if len(people[each].standard) == 1 else None
            if candidate is None:
                return None
            candidates[each] = candidate
            pools |= candidate.pools
    for position, group in pools:
        here = Where(frozenset([group]), False, False)
        if may_grow(competition.checker, competition.rule.subject, competition.limits[position].group, here):
            return None
    return candidates if _in_known_order(competition, candidates) else None


def _in_known_order(competition: Competition, candidates: Mapping[SubjectId, Contender]) -> bool:
    """Whether of any two who meet at a pool one is surely first, or both are surely level."""
    for (one, first), (other, second) in combinations(candidates.items(), 2):
        a, b = competition.people[one], competition.people[other]
        level = a.best == a.worst == b.best == b.worst
        if not first.pools.isdisjoint(second.pools) and not (level or a.worst < b.best or b.worst < a.best):
            return False
    return True


def _may_pass(competition: Competition, subject: SubjectId, pool: SeatPool) -> bool:
    limit = competition.limits[pool[0]]
    return pool[1] in competition.where(limit, subject).known and competition.counted(limit, subject) != {"N"}


def _contender(competition: Competition, subject: SubjectId, seats: dict[SeatPool, Fraction]) -> Contender | None:
    pools: set[SeatPool] = set()
    lost = False
    for position, limit in enumerate(competition.limits):
        counted = competition.counted(limit, subject)
        if counted == {"N"}:
            continue
        where = competition.where(limit, subject)
        room = competition.seats(limit, subject, competition.size(limit, subject))
        if counted == {"M"} and where.sure is not None and room.is_point and room.low is not None:
            pools.add((position, where.sure))
            seats[position, where.sure] = Fraction(room.low)
        elif len(counted) == 1 and (where.nowhere or (where.sure is not None and room.is_point)):
            lost = True
        else:
            return None
    sure = subject == competition.subject or (competition.people[subject].standard == {"M"} and not lost)
    return Contender(frozenset(pools), sure, lost)


def _follow(
    competition: Competition,
    rounds: Mapping[tuple[Fraction, ...], Sequence[SubjectId]],
    candidates: Mapping[SubjectId, Contender],
    seats: Mapping[SeatPool, Fraction],
) -> set[bool] | None:
    """Whether the candidate is seated, over all ways; None if there are too many."""
    states: set[Taken] = {frozenset()}
    for place in sorted(rounds):
        asked = competition.subject in rounds[place]
        classes = Counter(
            (candidates[each].pools, candidates[each].sure) for each in rounds[place] if each != competition.subject
        )
        mine = candidates[competition.subject].pools if asked else None
        after: set[Taken] = set()
        outcomes: set[bool] = set()
        for state in states:
            for taken, seated in _round(competition, state, classes, mine, seats):
                after.add(taken)
                outcomes.add(seated)
                if len(after) > MOST_STATES:
                    return None
        if asked:
            return outcomes
        states = after
    raise AssertionError("the candidate has a round of its own")


def _round(
    competition: Competition,
    state: Taken,
    classes: Counter[tuple[frozenset[SeatPool], bool]],
    mine: frozenset[SeatPool] | None,
    seats: Mapping[SeatPool, Fraction],
) -> Iterator[tuple[Taken, bool]]:
    """What may come of those who are level: the seats gone after them, and whether the candidate is seated."""
    kinds = list(classes)
    choices = [range(classes[each] + 1) if not each[1] else (classes[each],) for each in kinds]
    for numbers in product(*choices):
        asking: Counter[frozenset[SeatPool]] = Counter()
        for (pools, _), number in zip(kinds, numbers, strict=True):
            asking[pools] += number
        used = Counter(dict(state))
        if _all_fit(used, asking, mine, seats):
            for pools, number in asking.items():
                _take(used, pools, number)
            _take(used, mine or (), 1)
            yield frozenset(used.items()), mine is not None
        elif competition.rule.ties == "council":
            yield from _in_any_order(used, asking, mine, seats)
        else:
            yield _all_or_none(competition, used, asking, mine, seats)


def _take(used: Counter[SeatPool], pools: frozenset[SeatPool] | tuple[()], number: int) -> None:
    for pool in pools:
        used[pool] += number


def _fits(used: Mapping[SeatPool, int], pools: frozenset[SeatPool], seats: Mapping[SeatPool, Fraction]) -> bool:
    return all(used.get(pool, 0) + 1 <= seats[pool] for pool in pools)


def _all_fit(
    used: Counter[SeatPool],
    asking: Mapping[frozenset[SeatPool], int],
    mine: frozenset[SeatPool] | None,
    seats: Mapping[SeatPool, Fraction],
) -> bool:
    wanted = Counter(used)
    for pools, number in asking.items():
        _take(wanted, pools, number)
    _take(wanted, mine or (), 1)
    passed = {pool for pools, number in asking.items() if number for pool in pools} | set(mine or ())
    return all(wanted[pool] <= seats[pool] for pool in passed)


def _in_any_order(
    used: Counter[SeatPool],
    asking: Mapping[frozenset[SeatPool], int],
    mine: frozenset[SeatPool] | None,
    seats: Mapping[SeatPool, Fraction],
) -> Iterator[tuple[Taken, bool]]:
    """The council takes those who are level one after another, in any order, while there is room."""
    kinds = [each for each in asking if asking[each]]
    start = (frozenset(used.items()), tuple(asking[each] for each in kinds), mine is not None, False)
    waiting, seen = [start], {start}
    while waiting:
        state, left, pending, seated = waiting.pop()
        taken = Counter(dict(state))
        # whom one pool stops now is stopped for good
        left = tuple(n if _fits(taken, pools, seats) else 0 for pools, n in zip(kinds, left, strict=True))
        pending = pending and mine is not None and _fits(taken, mine, seats)
        if not any(left) and not pending:
            yield state, seated
            continue
        for at, pools in enumerate(kinds):
            if left[at]:
                further = Counter(taken)
                _take(further, pools, 1)
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
    competition: Competition,
    used: Counter[SeatPool],
    asking: Mapping[frozenset[SeatPool], int],
    mine: frozenset[SeatPool] | None,
    seats: Mapping[SeatPool, Fraction],
) -> tuple[Taken, bool]:
    """All who are level and find room are seated; or, where more ask at a pool than it has seats, none of these."""
    people = Counter(asking)
    if mine is not None:
        people[mine] += 1
    left = {pools: number for pools, number in people.items() if number and _fits(used, pools, seats)}
    over: set[SeatPool] = set()
    if competition.rule.ties == "none":
        gates_asked = {pool for pools in left for pool in pools}
        for pool in sorted(gates_asked, key=lambda each: len(_inside(competition, each, gates_asked))):
            inside = _inside(competition, pool, gates_asked)
            number = sum(n for pools, n in left.items() if pool in pools and not over & pools & inside)
            if used[pool] + number > seats[pool]:
                over.add(pool)
    taken = Counter(used)
    for pools, number in left.items():
        if not over & pools:
            _take(taken, pools, number)
    for pool in over:
        # the seats that nobody got stay empty
        taken[pool] = max(taken[pool], int(seats[pool] // 1))
    return frozenset(taken.items()), mine is not None and mine in left and not over & mine


def _inside(competition: Competition, pool: SeatPool, others: set[SeatPool]) -> set[SeatPool]:
    """The pools of narrower classes within the same group."""
    limits = competition.limits
    return {each for each in others if each[1] == pool[1] and is_narrower(limits[each[0]], limits[pool[0]])}


def is_narrower(one: ir.Limit, other: ir.Limit) -> bool:
    """Whether one limit is about part of those whom another one is about: it asks for all that that asks for."""
    return one.group == other.group and _asked(other.counts) < _asked(one.counts)


def _asked(condition: ir.Condition | None) -> frozenset[ir.Condition]:
    if isinstance(condition, ir.Conjunction):
        return frozenset[ir.Condition]().union(*map(_asked, condition.operands))
    return frozenset() if condition is None else frozenset([condition])
