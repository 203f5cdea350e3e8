"""The checker's own reckoning of seats: the rules of quotas written once more from the page on semantics.

The others of the group are counted by what they may do (be in the base, take a seat first); for every size that the
base may have, the most and the fewest seats that may be taken before the candidate are added up and held against the
seats that this base gives. Several limits, where all is known, are followed turn by turn (`checking_turns`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.program.walking import seat_parameters
from thidua_rules.proofs.checker.competition import Competition
from thidua_rules.proofs.checker.exact import END, Letters, high_end, low_end, three_valued
from thidua_rules.proofs.checker.groups import candidate, may_grow, whereabouts, wherever
from thidua_rules.proofs.checker.judging import Judge
from thidua_rules.proofs.checker.merit_order import admit_in_order, is_narrower
from thidua_rules.values import NO_LIMIT, Possible

_PERHAPS = frozenset("MU")
_ENDLESS = Fraction(NO_LIMIT, 10**6)
"""Seats from here on are `không giới hạn`, reckoned with or not."""
_OPEN: Letters = frozenset("MNU")
_MET, _NOT_MET, _NO_ANSWER = frozenset("M"), frozenset("N"), frozenset("U")


def seats_left(checker: Judge, rule: ir.Quota, subject: SubjectId) -> Letters:
    """Whether the cited facts leave a seat for a subject that is taken to have the standard."""
    limits = tuple(limit for limit in rule.limits if not _lifted(checker, limit))
    people = {each: candidate(checker, rule, each) for each in checker.facts.known(rule.subject)}
    people.setdefault(subject, candidate(checker, rule, subject))
    found = _answer(Competition(checker, rule, subject, limits, people))
    if found in (_MET, _NOT_MET):
        return found
    for reference in dict.fromkeys(limit.group for limit in limits):
        if whereabouts(checker, subject, reference).is_one_of_some:
            left = (seats_left(each, rule, subject) for each in wherever(checker, subject, reference))
            return found & frozenset().union(*left)
    return found


def _lifted(checker: Judge, limit: ir.Limit) -> bool:
    asked = (checker.proof.question.parameters[name].low for name in seat_parameters(limit))
    return any(low is not None and low >= _ENDLESS for low in asked)


@frozen
class Contender:
    """What another may do at a limit.

    `base` holds the possible answers to whether it counts in the base; `may` and `must` hold, for the answers no and
    yes, whether it may and must take a seat first. `narrower` are limits inside this one that surely (True) or perhaps
    count it; `stopped_elsewhere` says that yet another limit may keep it from a seat.
    """

    base: frozenset[bool]
    may: tuple[bool, bool]
    must: tuple[bool, bool]
    narrower: frozenset[tuple[int, bool]]
    stopped_elsewhere: bool


def _answer(competition: Competition) -> Letters:
    """What all limits together leave."""
    followed = admit_in_order(competition) if len(competition.limits) > 1 else None
    if followed in (_MET, _NOT_MET):
        return followed
    known = followed is not None or (len(competition.limits) == 1 and _all_known(competition, competition.limits[0]))
    left = []
    for limit in competition.limits:
        counted = competition.counted(limit, competition.subject)
        if counted & _PERHAPS:
            found = _under(competition, limit, known)
            left.append(found if counted == _MET else found | _MET)
    found = three_valued(left, "N", "M")
    return _NO_ANSWER if followed is not None and found not in (_MET, _NOT_MET) else found


def _all_known(competition: Competition, limit: ir.Limit) -> bool:
    """Whether no further fact can change anything at a limit."""
    here = competition.where(limit, competition.subject)
    if may_grow(competition.checker, competition.rule.subject, limit.group, here) or not (here.sure or here.nowhere):
        return False
    for other, found in competition.people.items():
        there = competition.where(limit, other)
        if not there.may_share(here):
            continue
        single = (
            competition.in_base(limit, other),
            competition.counted(limit, other),
            _MET if other == competition.subject else found.standard,
        )
        if there.sure is None or found.best != found.worst or any(len(each) > 1 for each in single):
            return False
    return True


# ------------------------------------------------------------ one limit


def _under(competition: Competition, limit: ir.Limit, known: bool) -> Letters:
    checker, subject = competition.checker, competition.subject
    here = competition.where(limit, subject)
    if here.nowhere:
        return _NO_ANSWER
    if here.sure is None:
        return _OPEN
    others = [
        _contender(competition, limit, other)
        for other in competition.people
        if other != competition.subject and competition.where(limit, other).may_share(here)
    ]
    own = _MET if limit.within_base else competition.in_base(limit, competition.subject)
    surely = int(own == _MET) + sum(each.base == {True} for each in others)
    doubtful = int(("M" in own and own != _MET) or "U" in own) + sum(len(each.base) == 2 for each in others)
    seats = [
        competition.seats(limit, competition.subject, Possible(surely + x, surely + x)) for x in range(doubtful + 1)
    ]
    if not any(each.ordered for each in seats):
        return _NO_ANSWER
    lost = frozenset("U") if any(map(_no_number, seats)) else frozenset()
    most, fewest = _most(competition, others, doubtful), _fewest(competition, others, doubtful)
    grows = may_grow(checker, competition.rule.subject, limit.group, here)
    enough = all(each.ordered and low_end(each) - taken >= 1 for each, taken in zip(seats, most, strict=True))
    beyond = competition.seats(limit, competition.subject, Possible(surely, None)) if grows else None
    if enough and (beyond is None or (beyond.ordered and low_end(beyond) >= _ENDLESS)):
        return _MET | lost
    if beyond is not None:
        full = beyond.ordered and high_end(beyond) - min(fewest) < 1
    else:
        full = all(each.ordered and high_end(each) - taken < 1 for each, taken in zip(seats, fewest, strict=True))
    if full:
        return _NOT_MET | lost
    exact = known and not lost and all(each.is_point for each in seats)
    return _NO_ANSWER if exact else _OPEN


def _contender(competition: Competition, limit: ir.Limit, other: SubjectId) -> Contender:
    me, found = competition.people[competition.subject], competition.people[other]
    counted = competition.counted(limit, other)
    level_first, level_perhaps = competition.rule.ties == "none", competition.rule.ties != "all"
    first = found.worst < me.best or (level_first and found.worst == me.best)
    perhaps = found.best < me.worst or (level_perhaps and found.best == me.worst)
    may = perhaps and bool(found.standard & _PERHAPS) and bool(counted & _PERHAPS)
    must = first and found.standard == _MET and counted == _MET
    member = competition.where(limit, other).sure is not None
    narrower, elsewhere = _stops(competition, limit, other)
    if limit.base is None:
        return Contender(
            frozenset([True] if member else [True, False]), (False, may), (False, must), narrower, elsewhere
        )
    filtered = competition.in_base(limit, other)
    inside = filtered | (frozenset() if member else _NOT_MET)
    base = frozenset(answer for answer, signs in ((True, "MU"), (False, "NU")) if inside & set(signs))
    # whoever counts in the base is in the group; whom the filter surely lets in is beside the base only elsewhere
    beside = not limit.within_base and filtered != _MET
    # a base of those who compete holds nobody who does not
    alone = ir.Concluded(
        ir.Walk(competition.rule.subject, (), False, (competition.rule.subject,)), competition.rule.standard
    )
    inside_first = must or (first and counted == _MET and limit.base.members.where == alone)
    return Contender(base, (may and beside, may), (must and member and beside, inside_first), narrower, elsewhere)


def _stops(competition: Competition, limit: ir.Limit, other: SubjectId) -> tuple[frozenset[tuple[int, bool]], bool]:
    """The narrower limits that may keep another from a seat, and whether some limit does that would not stop me."""
    narrower = set()
    elsewhere = False
    for position, each in enumerate(competition.limits):
        counted = competition.counted(each, other)
        if each is limit or not counted & _PERHAPS:
            continue
        if is_narrower(each, limit):
            narrower.add((position, counted == _MET))
            continue
        group = competition.where(each, competition.subject).sure
        together = group is not None and group == competition.where(each, other).sure
        elsewhere = elsewhere or not (together and competition.counted(each, competition.subject) == _MET)
    return frozenset(narrower), elsewhere


# ------------------------------------------------------------ adding up


def _room(competition: Competition, position: int) -> tuple[int, int]:
    """The fewest and the most whole seats of another limit in the candidate's group."""
    limit = competition.limits[position]
    seats = competition.seats(limit, competition.subject, competition.size(limit, competition.subject))
    if _no_number(seats):
        return 0, int(END)
    return max(0, int(low_end(seats) // 1)), max(0, int(high_end(seats) // 1))


def _most(competition: Competition, others: Sequence[Contender], doubtful: int) -> list[int]:
    """The most seats that may be gone, for each number of doubtful ones that are in the base after all."""
    capped = competition.rule.ties != "all"
    narrow = sorted({at for each in others for at, sure in each.narrower if sure}) if capped else []
    rooms = [_room(competition, at)[1] for at in narrow]
    alike = Counter((each.base, each.may, tuple((at, True) in each.narrower for at in narrow)) for each in others)
    states: dict[tuple[int, tuple[int, ...]], int] = {(0, (0,) * len(narrow)): 0}
    for (base, may, held), number in alike.items():
        states = _joined(states, base, may, held, number, rooms)
    own = doubtful - sum(len(each.base) == 2 for each in others)
    best = [0] * (doubtful + 1)
    for (inside, _), taken in states.items():
        for x in range(inside, inside + own + 1):
            best[x] = max(best[x], taken)
    return best


def _fewest(competition: Competition, others: Sequence[Contender], doubtful: int) -> list[int]:
    """The fewest seats that must be gone, for each number of doubtful ones that are in the base after all."""
    free = [each for each in others if not each.narrower and not each.stopped_elsewhere]
    either = sum(len(each.base) == 2 for each in free)
    base = sum(each.must[True in each.base] for each in free if len(each.base) == 1)
    base += sum(each.must[0] for each in free if len(each.base) == 2)
    more = sum(each.must[1] > each.must[0] for each in free if len(each.base) == 2)
    # of x doubtful ones in the base as many as can be are taken to be such as change nothing
    idle = doubtful - either + (either - more)
    fewest = [base + max(0, x - idle) for x in range(doubtful + 1)]
    through = 0
    contested = sum(_ever(each.may, each.base) for each in others if each.narrower)
    for position in range(len(competition.limits)):
        queue = [each for each in others if [at for at, _ in each.narrower] == [position]]
        sure = sum(_always(each.must, each.base) for each in queue if not each.stopped_elsewhere)
        least = _room(competition, position)[0] if queue else 0
        if competition.rule.ties != "none" or contested < least:
            through += min(sure, least)
    return [each + through for each in fewest]


def _joined(
    states: dict[tuple[int, tuple[int, ...]], int],
    base: frozenset[bool],
    may: tuple[bool, bool],
    held: tuple[bool, ...],
    number: int,
    rooms: Sequence[int],
) -> dict[tuple[int, tuple[int, ...]], int]:
    """The states after so many more who are alike: how many doubtful ones are in the base, seats gone in all."""
    found: dict[tuple[int, tuple[int, ...]], int] = {}
    for (inside, used), taken in states.items():
        for many in range(number + 1) if len(base) == 2 else (number if base == {True} else 0,):
            able = many * may[1] + (number - many) * may[0]
            able = min([able, *(room - each for room, each, at in zip(rooms, used, held, strict=True) if at)])
            for extra in range(max(able, 0) + 1) if any(held) else (able,):
                after = tuple(each + extra * at for each, at in zip(used, held, strict=True))
                key = (inside + (many if len(base) == 2 else 0), after)
                found[key] = max(found.get(key, 0), taken + extra)
    return found


def _ever(answers: tuple[bool, bool], base: Iterable[bool]) -> bool:
    return any(answers[each] for each in base)


def _always(answers: tuple[bool, bool], base: Iterable[bool]) -> bool:
    return all(answers[each] for each in base)


def _no_number(seats: Possible) -> bool:
    return not seats.ordered or seats.undetermined or seats.absent
