"""Seats under a quota in one completion, by trying every order in which candidates might be taken.

Nothing here is clever: everything that the text leaves undetermined (an empty ratio, an unresolved tie) is tried both
ways, and where the ways disagree about a candidate, the answer is undetermined.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.program.walking import parts
from thidua_rules.values import NO_LIMIT

if TYPE_CHECKING:
    from tests.semantics.oracle import Oracle

T, F, U = "T", "F", "U"
MOST_WORLDS = 400

Place = tuple[int, SubjectId]
"""A limit, by its position, in one group."""


@frozen
class World:
    """Everything undetermined decided one way: who takes part, at which places each must pass, in which order."""

    ways: Mapping[SubjectId, tuple[Place, ...]]
    keys: Mapping[SubjectId, tuple[Any, ...]]
    seats: Mapping[Place, Fraction]
    limits: Sequence[ir.Limit] = ()

    @property
    def wide(self) -> set[Place]:
        """The places with others inside them."""
        return {at for at in self.seats if self.narrow_of(at)}

    def narrow_of(self, at: Place) -> set[Place]:
        """The places of classes of the same group that are part of the class of `at`."""
        mine = self.limits[at[0]]
        return {
            (n, at[1])
            for n, limit in enumerate(self.limits)
            if limit.group == mine.group and asked(mine.counts) < asked(limit.counts)
        }


def asked(condition: ir.Condition | None) -> set[ir.Condition]:
    """What a class asks of those in it."""
    if isinstance(condition, ir.Conjunction):
        return {each for operand in condition.operands for each in asked(operand)}
    return set() if condition is None else {condition}


def seated(oracle: "Oracle", rule: ir.Quota, asked: SubjectId) -> frozenset[str]:
    """Whether there is a seat for `asked`, taken to have the standard; nothing if there is too much to try."""
    limits = [n for n, limit in enumerate(rule.limits) if not _lifted(oracle, limit)]
    without_answer = False
    found: set[str] = set()
    for number, (world, lost) in enumerate(_worlds(oracle, rule, limits, asked)):
        if number >= MOST_WORLDS:
            return frozenset()
        without_answer = without_answer or lost
        reached, tied = outcomes(world, rule.ties, asked)
        found |= reached
        oracle.tied = oracle.tied or (tied and len(limits) > 1)
    if found == {T} and without_answer:
        return frozenset([U])
    return frozenset(found) if len(found) == 1 else frozenset([U])


def outcomes(world: World, ties: ir.Ties, asked: SubjectId) -> tuple[set[str], bool]:
    """Whether `asked` gets a seat, over every way in which unresolved ties may end; and whether there are any."""
    unresolved = False
    rounds: dict[tuple[Any, ...], list[SubjectId]] = {}
    for each in world.ways:
        rounds.setdefault(world.keys[each], []).append(each)
    states: set[tuple[tuple[Place, Fraction], ...]] = {()}
    for key in sorted(rounds):
        after: set[tuple[tuple[Place, Fraction], ...]] = set()
        found: set[str] = set()
        for state in states:
            for used, holders in _round(world, ties, rounds[key], Counter(dict(state))):
                after.add(tuple(sorted(used.items())))
                found.add(T if asked in holders else F)
                unresolved = unresolved or not holders.issuperset(rounds[key])
        if asked in rounds[key]:
            return found, unresolved
        states = after
    raise AssertionError(asked)


Taken = tuple[Counter[Place], set[SubjectId]]


def _round(world: World, ties: ir.Ties, tied: Sequence[SubjectId], used: Counter[Place]) -> Iterator[Taken]:
    """What may come of those whose keys are equal: the seats used after them, and who of them has one."""

    def fits(each: SubjectId, taken: Mapping[Place, Any]) -> bool:
        return all(taken.get(at, 0) + 1 <= world.seats[at] for at in world.ways[each])

    if ties == "council":
        for order in itertools.permutations(tied):
            taken, holders = Counter(used), set[SubjectId]()
            for each in order:
                if fits(each, taken):
                    holders.add(each)
                    taken.update(world.ways[each])
            yield taken, holders
        return
    left = [each for each in tied if fits(each, used)]
    over: set[Place] = set()
    if ties == "none":
        # whom a narrower limit leaves out does not ask at the wider one
        for at in sorted({at for each in left for at in world.ways[each]}, key=lambda at: len(world.narrow_of(at))):
            asking = [each for each in left if at in world.ways[each]]
            if at in world.wide:
                asking = [each for each in asking if not over.intersection(world.ways[each]) & world.narrow_of(at)]
            if used[at] + len(asking) > world.seats[at]:
                over.add(at)
    holders = {each for each in left if not over.intersection(world.ways[each])}
    taken = Counter(used)
    for each in holders:
        taken.update(world.ways[each])
    for at in over:  # the seats that nobody got stay empty
        taken[at] = max(taken[at], int(world.seats[at] // 1))
    yield taken, holders


# ---------------------------------------------------------------- what is undetermined, both ways


def _worlds(oracle: "Oracle", rule: ir.Quota, limits: Sequence[int], asked: SubjectId) -> Iterator[tuple[World, bool]]:
    """Every world, and whether the one asked about has no answer at some limit there."""
    people = list(oracle.case.of_type(rule.subject))
    candidates = [p for p in people if p == asked or T in oracle.verdicts[p, rule.standard] or _open(oracle, rule, p)]
    takes = [[True] if p == asked or oracle.verdicts[p, rule.standard] == {T} else [True, False] for p in candidates]
    keys = [[_order(key) for key in itertools.product(*(oracle.key(k, p) for k in rule.keys))] for p in candidates]
    counts = [[_answers(_counted(oracle, rule.limits[n], p)) for n in limits] for p in candidates]
    bases = [_base_members(oracle, rule.limits[n], people, asked) for n in limits]
    for taking in itertools.product(*takes):
        part = [p for p, takes_part in zip(candidates, taking, strict=True) if takes_part]
        for inside in itertools.product(*(itertools.product(*each.values()) for each in bases)):
            members = [dict(zip(each, answers, strict=True)) for each, answers in zip(bases, inside, strict=True)]
            honest = all(
                each.get(p, True)
                for n, each in zip(limits, members, strict=True)
                if rule.limits[n].within_base
                for p in part
            )
            if not honest:
                continue
            for counted in itertools.product(*(itertools.product(*each) for each in counts)):
                ways = {
                    p: [n for n, yes in zip(limits, mine, strict=True) if yes]
                    for p, mine in zip(candidates, counted, strict=True)
                    if p in part
                }
                for chosen in itertools.product(*keys):
                    order = dict(zip(candidates, chosen, strict=True))
                    yield from _with_seats(oracle, rule, limits, ways, members, order, asked)


def _with_seats(
    oracle: "Oracle",
    rule: ir.Quota,
    limits: Sequence[int],
    ways: Mapping[SubjectId, list[int]],
    members: Sequence[Mapping[SubjectId, bool]],
    order: Mapping[SubjectId, tuple[Any, ...]],
    asked: SubjectId,
) -> Iterator[tuple[World, bool]]:
    groups = {(p, n): oracle.slot(p, rule.limits[n].group) for p in ways for n in limits}
    places: dict[Place, list[Any]] = {}
    for (p, n), group in groups.items():
        if isinstance(group, SubjectId) and (p == asked or (n, group) not in places):
            inside = members[limits.index(n)]
            size = sum(yes for q, yes in inside.items() if oracle.slot(q, rule.limits[n].group) == group)
            places[n, group] = _seats(oracle, rule.limits[n], p, size)
    # a number of seats that has no answer is the same for all: whoever is ahead has a seat if one behind has
    vague = {at for at, options in places.items() if None in options}
    oracle.tied = oracle.tied or (bool(vague) and len(limits) > 1)
    tried = [range(len(ways) + 1) if at in vague else options for at, options in places.items()]
    for chosen in itertools.product(*tried):
        seats = dict(zip(places, map(Fraction, chosen), strict=True))
        passing: dict[SubjectId, tuple[Place, ...]] = {}
        lost: set[SubjectId] = set()
        for p, mine in ways.items():
            known = [(n, groups[p, n]) for n in mine if (n, groups[p, n]) in seats]
            passing[p] = tuple(known)
            if len(known) < len(mine):
                lost.add(p)
        for gone in _subsets(lost - {asked}):
            left = {p: way for p, way in passing.items() if p not in gone}
            unanswered = asked in lost or bool(vague.intersection(passing[asked]))
            yield World(left, order, seats, rule.limits), unanswered


def _seats(oracle: "Oracle", limit: ir.Limit, subject: SubjectId, size: int) -> list[Any]:
    """The seats in the group of a subject with a base of this size; None stands for no answer."""
    group, kept = oracle.slot(subject, limit.group), dict(oracle.values)
    if limit.base is not None and isinstance(group, SubjectId):
        # as if the unit had so many, whoever of its quantities counts them too
        there = evolve(limit.base, members=evolve(limit.base.members, owner=ir.own(group.type)))
        oracle.supposed |= {limit.base: Fraction(size), there: Fraction(size)}
        for rule in oracle.program.rules:
            if isinstance(rule, ir.Quantity) and rule.subject == group.type:
                oracle.values[group, rule.code] = oracle.quantity(rule, group)
    found = oracle.value(limit.seats, subject, subject)
    oracle.supposed.clear()
    oracle.values.update(kept)
    return sorted({x if isinstance(x, Fraction | int) else None for x in found}, key=repr)


def _base_members(
    oracle: "Oracle", limit: ir.Limit, people: Iterable[SubjectId], asked: SubjectId
) -> dict[SubjectId, list[bool]]:
    """Of everybody, whether they count in the base of their own group."""
    if limit.base is None:
        return {}
    where = limit.base.members.where
    found = {p: [True] if where is None else _answers(oracle.holds(where, p, asked)) for p in people}
    if limit.within_base:
        found[asked] = [True]
    return found


def _counted(oracle: "Oracle", limit: ir.Limit, subject: SubjectId) -> frozenset[str]:
    return frozenset([T]) if limit.counts is None else oracle.holds(limit.counts, subject, subject)


def _answers(found: frozenset[str]) -> list[bool]:
    return [*([True] if found & {T, U} else []), *([False] if found - {T} else [])]


def _open(oracle: "Oracle", rule: ir.Quota, subject: SubjectId) -> bool:
    return U in oracle.verdicts[subject, rule.standard]


def _order(key: Sequence[Any]) -> tuple[Any, ...]:
    """Keys in which one without a place comes last."""
    return tuple((1, 0) if each is None else (0, each) for each in key)


def _subsets(of: set[SubjectId]) -> Iterator[set[SubjectId]]:
    for size in range(len(of) + 1):
        yield from map(set, itertools.combinations(sorted(of), size))


def _lifted(oracle: "Oracle", limit: ir.Limit) -> bool:
    """Whether the question lifts a limit."""
    asked = [oracle.question.parameters[each.name] for each in parts(limit.seats) if isinstance(each, ir.Parameter)]
    return any(each.low == NO_LIMIT for each in asked)


def seats_of(oracle: "Oracle", limit: ir.Limit, subject: SubjectId) -> Fraction | None:
    """The seats in the group of a subject as things are; None for no answer, or without a limit."""
    if _lifted(oracle, limit):
        return None
    found = oracle.value(limit.seats, subject, subject)
    numbers = [each for each in found if isinstance(each, Fraction | int)]
    return max(numbers) if len(numbers) == len(found) else None
