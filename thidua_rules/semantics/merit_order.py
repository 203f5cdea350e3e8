"""Seats under several limits, where all that bears on them is known: candidates in turn, while no limit overflows.

Whoever may have a seat before a candidate has it only if others leave it one, and these only if still others do; who
is not linked so does not matter. Nor does it matter where exactly somebody stands, as long as it is known who of those
who ask for the same seats is first: a council's choice that nobody waits for may be blank. What is not known here is
only how an unresolved tie ends; of each limit the fewest and the most seats taken are kept, and a candidate for whom
that makes a difference has no answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field

from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.walking import conjuncts
from thidua_rules.semantics.groups import may_have_more
from thidua_rules.values import MET, NOT_MET, UNDETERMINED, Number, is_settled

if TYPE_CHECKING:
    from thidua_rules.semantics.evaluation import Evaluation
    from thidua_rules.semantics.groups import Groups
    from thidua_rules.semantics.quotas import Standing

Corner = tuple[tuple[int, Number], ...]
"""A place in the order of the candidates, at its best or worst."""
SeatPool = tuple[int, SubjectId]
"""A limit, by its position, in one group."""
Way = Mapping[SeatPool, Number | None]
"""The pools that a candidate must pass, each with its seats, or None if it has no answer."""


@lru_cache(maxsize=1024)
def is_within(narrow: ir.Limit, wide: ir.Limit) -> bool:
    """Whether a limit asks of those whom it counts all that the other one asks, and more, in the same group."""
    return narrow.group == wide.group and set(conjuncts(wide.counts)) < set(conjuncts(narrow.counts))


class NotSettled(Exception):
    """Something that bears on a seat can still change."""


def outcome_in_order(evaluation: "Evaluation", rule: ir.Quota, binding: Sequence[int], subject: SubjectId) -> int:
    """The outcome for one candidate, taken to have the standard, when all candidates take their turn.

    Raises NotSettled if that depends on what can still change.
    """
    rounds: dict[Corner, list[SubjectId]] = {}
    for each in linked(evaluation, rule, binding, subject):
        rounds.setdefault(evaluation.standing(rule, each).best, []).append(each)
    seats = Seats(evaluation, rule, binding, subject)
    for place in sorted(rounds):
        seats.take(rounds[place])
    return seats.found[subject]


def linked(
    evaluation: "Evaluation", rule: ir.Quota, binding: Sequence[int], subject: SubjectId, *, settled: bool = True
) -> list[SubjectId]:
    """A subject and everybody whose turn, at the latest with its own, bears on it: rivals, the rivals of these, and on.

    If `settled`, raises NotSettled if somebody may be among them of whom that is not known, or whose standard is not,
    or if two of them may pass the same pool in either order; otherwise gives everybody who may be among them.
    """
    mine = evaluation.standing(rule, subject)
    found, known, passed = [subject], {subject}, set[SeatPool]()
    queues: defaultdict[SeatPool, list[Standing]] = defaultdict(list)
    for each in found:
        latest = mine.worst if each == subject or not settled else mine.best
        for position, groups in pools(evaluation, rule, binding, each):
            at = {(position, group) for group in groups.known}
            for pool in at:
                queues[pool].append(evaluation.standing(rule, each))
            if at <= passed and not groups.fresh:
                continue
            passed |= at
            limit = rule.limits[position]
            if settled and (groups.sure is None or may_have_more(evaluation, rule.subject, limit.group, groups)):
                raise NotSettled
            for other, theirs in evaluation.peers(rule.subject, limit.group, groups):
                if other in known or not may_be_before(evaluation, rule, other, latest):
                    continue
                counted = counts(evaluation, limit, other)
                if counted == NOT_MET:
                    continue
                place = evaluation.standing(rule, other)
                sure = theirs.sure is not None and is_settled(counted) and is_settled(place.standard)
                if settled and not (sure and place.best <= mine.best):
                    raise NotSettled
                known.add(other)
                found.append(other)
    if settled and any(map(may_swap, queues.values())):
        raise NotSettled
    return found


def may_swap(queue: Iterable["Standing"]) -> bool:
    """Whether two of those who ask at one pool may come in either order; a tie is none."""
    ordered = sorted(queue, key=lambda each: (each.best, each.worst))
    return any(not comes_first(one, other) for one, other in pairwise(ordered))


def comes_first(one: "Standing", other: "Standing") -> bool:
    """Whether one surely comes before another who stands no better at best, or the two surely tie."""
    return one.worst < other.best or (one.placed and other.placed and one.best == other.best)


def may_be_before(evaluation: "Evaluation", rule: ir.Quota, subject: SubjectId, place: Corner) -> bool:
    """Whether somebody may be a candidate whose turn comes at this place or earlier."""
    theirs = evaluation.standing(rule, subject)
    return bool(theirs.standard & (MET | UNDETERMINED)) and theirs.best <= place


def counts(evaluation: "Evaluation", limit: ir.Limit, subject: SubjectId) -> int:
    """Whether a limit counts a subject."""
    return MET if limit.counts is None else evaluation.condition(limit.counts, Scope.of(subject))


def pools(
    evaluation: "Evaluation", rule: ir.Quota, binding: Sequence[int], subject: SubjectId
) -> Iterator[tuple[int, "Groups"]]:
    """The limits that may count a subject, each with the groups in which it may; none where it has no group."""
    for position in binding:
        limit = rule.limits[position]
        if counts(evaluation, limit, subject) != NOT_MET:
            groups = evaluation.groups(subject, limit.group)
            if not groups.nowhere:
                yield position, groups


@define
class Seats:
    """The seats taken so far at each pool: how many at least, and at most."""

    evaluation: "Evaluation"
    rule: ir.Quota
    binding: Sequence[int]
    subject: SubjectId
    found: dict[SubjectId, int] = field(factory=dict)
    _least: defaultdict[SeatPool, Number] = field(factory=lambda: defaultdict(int))
    _most: defaultdict[SeatPool, Number] = field(factory=lambda: defaultdict(int))

    def take(self, tied: Sequence[SubjectId]) -> None:
        """Let those who are level with each other take their turn."""
        ways: dict[SubjectId, dict[SeatPool, Number]] = {}
        lost: dict[SubjectId, dict[SeatPool, Number]] = {}
        for each in tied:
            asked_of = self.way(each)
            way = {at: room for at, room in asked_of.items() if room is not None}
            if any(self._least[at] + 1 > room for at, room in way.items()):
                self.found[each] = NOT_MET
            elif len(way) < len(asked_of):
                lost[each] = way
                self._occupy(way, surely=False)
            else:
                ways[each] = way
        seats = {at: room for way in ways.values() for at, room in way.items()}
        passable = {at for at, room in seats.items() if self._most[at] + 1 <= room}
        edge, over, asking = self._contested(ways, seats, passable)
        for each, way in lost.items():
            # where all who tie are left out, it makes no difference that some other limit gives no answer
            out = self.rule.ties == "none" and any(self._least[at] + asking[at] + 1 > room for at, room in way.items())
            self.found[each] = NOT_MET if out else UNDETERMINED
        filling = Counter(
            at
            for each, way in ways.items()
            for at in over.intersection(way)
            if self._is_candidate(each) and edge.intersection(way) == {at}
        )
        full = {at: min(seats[at] // 1, self._least[at] + filling[at]) for at in over}
        for each, way in ways.items():
            self._seat(each, way, edge.intersection(way), passable, bool(over.intersection(way)))
        for at, least in full.items():
            self._least[at] = max(self._least[at], seats[at] // 1 if self.rule.ties == "none" else least)
            self._most[at] = max(self._most[at], self._least[at])

    def _contested(
        self,
        ways: Mapping[SubjectId, Mapping[SeatPool, Number]],
        seats: Mapping[SeatPool, Number],
        passable: set[SeatPool],
    ) -> tuple[set[SeatPool], set[SeatPool], Counter[SeatPool]]:
        """Where more may ask than there are seats, where surely more do, and how many surely ask.

        Who may be stopped at another pool by those before does not surely ask. Where none of those who tie gets
        a seat, whom a narrower limit leaves out does not ask at the wider one.
        """
        edge: set[SeatPool] = set()
        over: set[SeatPool] = set()
        number: Counter[SeatPool] = Counter()
        inner = {at: self._narrower(at, seats) if self.rule.ties == "none" else set[SeatPool]() for at in seats}
        for at in sorted(seats, key=lambda each: len(inner[each])):
            asking = [each for each, way in ways.items() if at in way and not over & inner[at] & way.keys()]
            sure = [
                each
                for each in asking
                if self._is_candidate(each)
                and ways[each].keys() - passable <= {at}
                and not edge & inner[at] & ways[each].keys()
            ]
            number[at] = len(sure)
            if self._most[at] + len(asking) > seats[at]:
                edge.add(at)
            if self._least[at] + len(sure) > seats[at]:
                over.add(at)
        return edge, over, number

    def _narrower(self, at: SeatPool, others: Iterable[SeatPool]) -> set[SeatPool]:
        limits = self.rule.limits
        return {each for each in others if each[1] == at[1] and is_within(limits[each[0]], limits[at[0]])}

    def _seat(
        self, each: SubjectId, way: Iterable[SeatPool], edge: set[SeatPool], passable: set[SeatPool], over: bool
    ) -> None:
        """Decide one candidate of a round; at an `edge` there may be more asking than seats, surely so if `over`."""
        if not edge or (self.rule.ties == "all" and edge <= passable):
            self.found[each] = MET
        elif over and self.rule.ties == "none":
            self.found[each] = NOT_MET
            return
        else:
            self.found[each] = UNDETERMINED
        self._occupy(way, self.found[each] == MET and self._is_candidate(each))

    def _occupy(self, way: Iterable[SeatPool], surely: bool) -> None:
        for at in way:
            self._most[at] += 1
            self._least[at] += surely

    def _is_candidate(self, each: SubjectId) -> bool:
        return each == self.subject or self.evaluation.standing(self.rule, each).standard == MET

    def way(self, subject: SubjectId) -> Way:
        """The pools that a candidate must pass."""
        return way_of(self.evaluation, self.rule, self.binding, subject, self.subject)


def way_of(
    evaluation: "Evaluation", rule: ir.Quota, binding: Sequence[int], subject: SubjectId, taken: SubjectId
) -> Way:
    """The pools that a candidate must pass, where `taken` has the standard.

    Raises NotSettled if they, or their seats, can still change.
    """
    way: dict[SeatPool, Number | None] = {}
    for position in binding:
        limit = rule.limits[position]
        counted = counts(evaluation, limit, subject)
        if counted == NOT_MET:
            continue
        groups = evaluation.groups(subject, limit.group)
        seats = evaluation.seats(limit, subject, evaluation.base_size(limit, subject, taken))
        if groups.sure is not None and counted == MET and seats.is_point and seats.low is not None:
            way[position, groups.sure] = seats.low
        elif is_settled(counted) and (groups.nowhere or (groups.sure is not None and seats.is_point)):
            way[position, groups.sure or subject] = None
        else:
            raise NotSettled
    return way
