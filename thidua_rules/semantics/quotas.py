"""Seats under the limits of a quota, where not everything is known: surely inside, surely outside, or open.

For one candidate, taken to have the standard, every other subject of the group is looked at for what it may do to a
limit: count in the base that the seats are reckoned from, and take a seat first. The two hang together, so they are
varied together: for each number of doubtful members in the base, the most and the fewest seats used are compared
with the seats that this base gives.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.semantics.groups import Groups, in_each_group, may_be_unranked, may_have_more
from thidua_rules.semantics.merit_order import Corner, NotSettled, counts, is_within, outcome_in_order
from thidua_rules.values import (
    BOTH,
    MET,
    NOT_MET,
    UNDETERMINED,
    Key,
    Number,
    Possible,
    corner,
    is_settled,
    is_unlimited,
    point,
)

if TYPE_CHECKING:
    from thidua_rules.semantics.evaluation import Evaluation

OPEN = MET | NOT_MET | UNDETERMINED
_MAYBE = MET | UNDETERMINED
_ENDLESS = 10**9


@frozen
class Standing:
    """What is known of a candidate: the standard (a mask), and its place in the order at its best and worst."""

    standard: int
    best: Corner
    worst: Corner

    @property
    def placed(self) -> bool:
        """Whether its place in the order is known."""
        return self.best == self.worst


def standing(evaluation: "Evaluation", rule: ir.Quota, subject: SubjectId) -> Standing:
    """The standing of a subject. A key without a place in the order comes after all that have one."""
    keys = evaluation.keys(rule, subject)
    standard = evaluation.conclusion(subject, rule.standard)
    return Standing(standard, _corner(keys, best=True), _corner(keys, best=False))


def _corner(keys: Sequence[Key], best: bool) -> Corner:
    result: list[tuple[int, Number]] = []
    for key in keys:
        if not key[0].ordered or (not best and may_be_unranked([key])):
            result.append((2, 0))
        else:
            result.extend(corner([key], best))
    return tuple(result)


def quota(evaluation: "Evaluation", rule: ir.Quota, subject: SubjectId) -> int:
    """Whether there is a seat for a subject that is taken to have the standard: met, not met, or no answer."""
    return Seating(evaluation, rule, subject).outcomes()


@frozen
class Rival:
    """What one other subject may do to a limit.

    `bases` are the possible answers to whether it counts in the base; `most[b]` and `least[b]` say whether it may,
    and whether it must, take a seat first if the answer is b. `inner` are the narrower limits that surely (True) or
    perhaps stand in its way, by position; `other` says that some further limit may.
    """

    bases: tuple[bool, ...]
    most: tuple[bool, bool]
    least: tuple[bool, bool]
    inner: tuple[tuple[int, bool], ...] = ()
    other: bool = False

    @property
    def may(self) -> bool:
        """Whether it may take a seat first."""
        return any(self.most[base] for base in self.bases)

    @property
    def must(self) -> bool:
        """Whether it must take a seat first, if no other limit stands in its way."""
        return all(self.least[base] for base in self.bases)


@frozen(slots=False)
class Seating:
    """One candidate before the limits of a quota.

    An executor that looks at all candidates together may find `is_settled`, `in_turn` and `under` in another way.
    """

    evaluation: "Evaluation"
    rule: ir.Quota
    subject: SubjectId

    def outcomes(self) -> int:
        """What all limits together leave possible; in a group that is not known, what all that it may be leave."""
        binding = [position for position, limit in enumerate(self.rule.limits) if not self.evaluation.is_lifted(limit)]
        found = self._before(binding)
        if is_settled(found):
            return found
        for reference in dict.fromkeys(self.rule.limits[position].group for position in binding):
            groups = self.evaluation.groups(self.subject, reference)
            if groups.sure is None and not (groups.fresh or groups.nowhere):
                return found & self._in_any(reference, groups)
        return found

    def _in_any(self, reference: str, groups: Groups) -> int:
        """What is possible in one or the other of the groups that the subject may be in, or in none."""
        found = 0
        for each in in_each_group(self.evaluation, self.subject, reference, groups):
            found |= Seating(each, self.rule, self.subject).outcomes()
            if found == OPEN:
                break
        return found

    def _before(self, binding: Sequence[int]) -> int:
        """What the limits that bind leave possible, by what is known of the subject's groups."""
        in_turn = self.in_turn(binding) if len(binding) > 1 else None
        if in_turn is not None and in_turn != UNDETERMINED:
            return in_turn
        settled = in_turn is not None or (len(binding) == 1 and self.is_settled(binding[0]))
        result = MET
        for position in binding:
            counted = self.counts(self.rule.limits[position], self.subject)
            if counted & _MAYBE:
                mask = self.under(position, settled)
                result = BOTH[result][mask if counted == MET else mask | MET]
        # a tie may leave open who is seated, but not that there is room for this one whoever they are
        return UNDETERMINED if in_turn is not None and result not in (MET, NOT_MET) else result

    def in_turn(self, binding: Sequence[int]) -> int | None:
        """The outcome when all candidates take their turn before these limits; None if it can still change."""
        try:
            return outcome_in_order(self.evaluation, self.rule, binding, self.subject)
        except NotSettled:
            return None

    @cached_property
    def mine(self) -> Standing:
        """Its own standing."""
        return self.evaluation.standing(self.rule, self.subject)

    def counts(self, limit: ir.Limit, subject: SubjectId) -> int:
        """Whether a limit counts a subject."""
        return counts(self.evaluation, limit, subject)

    def in_base(self, limit: ir.Limit, subject: SubjectId) -> int:
        """Whether a member of the group counts in the base that the seats are reckoned from."""
        if limit.base is None or limit.base.members.where is None:
            return MET
        return self.evaluation.condition(limit.base.members.where, Scope(subject, self.subject))

    def is_settled(self, position: int) -> bool:
        """Whether nothing that bears on a limit can still change."""
        evaluation, type_name, limit = self.evaluation, self.rule.subject, self.rule.limits[position]
        groups = evaluation.groups(self.subject, limit.group)
        if may_have_more(evaluation, type_name, limit.group, groups) or not (groups.sure or groups.nowhere):
            return False
        for other, theirs in evaluation.peers(type_name, limit.group, groups):
            known = self.is_known(limit, other, theirs.sure is not None)
            if not known or (other != self.subject and not is_settled(evaluation.standing(self.rule, other).standard)):
                return False
        return self.mine.placed

    def is_known(self, limit: ir.Limit, other: SubjectId, member: bool) -> bool:
        """Whether nothing but the standard of a member of the group can still change that bears on this one."""
        if not self.is_fixed(limit, other, member):
            return False
        return not self.is_movable(limit, other) or self._is_apart(self.evaluation.standing(self.rule, other))

    def is_fixed(self, limit: ir.Limit, other: SubjectId, member: bool) -> bool:
        """Whether somebody surely is in the group or not, in its base or not, and counted by the limit or not."""
        return member and is_settled(self.in_base(limit, other)) and is_settled(self.counts(limit, other))

    def is_movable(self, limit: ir.Limit, other: SubjectId) -> bool:
        """Whether somebody who may take a seat has a place that is not known."""
        place = self.evaluation.standing(self.rule, other)
        return not place.placed and bool(place.standard & _MAYBE) and bool(self.counts(limit, other) & _MAYBE)

    def _is_apart(self, theirs: Standing) -> bool:
        """Whether another surely comes before this one, or surely after, wherever it comes."""
        return theirs.worst < self.mine.best or theirs.best > self.mine.worst

    # ------------------------------------------------------------ one limit

    def under(self, position: int, settled: bool) -> int:
        """What one limit leaves possible; `settled`: nothing that bears on any limit can still change."""
        evaluation, limit = self.evaluation, self.rule.limits[position]
        groups = evaluation.groups(self.subject, limit.group)
        if groups.nowhere:
            return UNDETERMINED
        if groups.sure is None:
            return OPEN
        rivals = self._rivals(position, groups)
        more = may_have_more(evaluation, self.rule.subject, limit.group, groups)
        own = MET if limit.within_base else self.in_base(limit, self.subject)
        fixed = (own == MET) + sum(each.bases == (True,) for each in rivals)
        doubtful = bool(own & _MAYBE and own != MET) + sum(len(each.bases) == 2 for each in rivals)
        seats = [evaluation.seats(limit, self.subject, point(fixed + x)) for x in range(doubtful + 1)]
        if not any(each.ordered for each in seats):
            return UNDETERMINED
        vague = UNDETERMINED if any(no_number(each) for each in seats) else 0
        most, fewest = self._most_used(rivals, doubtful), self._fewest_used(rivals, doubtful)
        beyond = evaluation.seats(limit, self.subject, Possible(fixed, None)) if more else None
        enough = all(each.low is not None and each.low - used >= 1 for each, used in zip(seats, most, strict=True))
        if enough and (beyond is None or is_unlimited(beyond.low)):
            return MET | vague
        if beyond is not None:
            outside = beyond.high is not None and beyond.high - min(fewest) < 1
        else:
            outside = all(
                each.high is not None and each.high - used < 1 for each, used in zip(seats, fewest, strict=True)
            )
        if outside:
            return NOT_MET | vague
        settled = settled and all(each.is_point for each in seats)
        return UNDETERMINED if settled and not vague else OPEN

    def _rivals(self, position: int, groups: Groups) -> list[Rival]:
        """Everybody else who may be in the group and matters to the limit."""
        limit = self.rule.limits[position]
        found = []
        for other, theirs in self.evaluation.peers(self.rule.subject, limit.group, groups):
            if other != self.subject:
                first, perhaps_first = self._order(self.evaluation.standing(self.rule, other))
                inner, further = self.ways(position, other)
                blocked = any(not self.is_shared(each, other) for each in further)
                rival = self.rival(position, other, theirs.sure is not None, first, perhaps_first)
                if True in rival.bases or rival.may:
                    found.append(evolve(rival, inner=inner, other=blocked))
        return found

    def _order(self, theirs: Standing) -> tuple[bool, bool]:
        """Whether another surely, and whether it perhaps, comes before this one."""
        ties, mine = self.rule.ties, self.mine
        first = theirs.worst <= mine.best if ties == "none" else theirs.worst < mine.best
        return first, theirs.best < mine.worst if ties == "all" else theirs.best <= mine.worst

    def rival(self, position: int, other: SubjectId, member: bool, first: bool, perhaps_first: bool) -> Rival:
        """What another subject does to a limit, if it comes first; `member`: it is surely in the group."""
        limit = self.rule.limits[position]
        place, counted = self.evaluation.standing(self.rule, other), self.counts(limit, other)
        may = bool(place.standard & _MAYBE) and bool(counted & _MAYBE) and perhaps_first
        must = place.standard == MET and counted == MET and first
        if limit.base is None:
            # nothing depends on a base; that it is in the group at all may be in doubt
            return Rival((True,) if member else (False, True), (False, may), (False, must))
        inside = self.in_base(limit, other)
        base = BOTH[MET if member else MET | NOT_MET][inside]
        bases = tuple(answer for answer, bits in ((False, NOT_MET | UNDETERMINED), (True, _MAYBE)) if base & bits)
        # who meets what the base asks for and is not in it is not in the group, and takes no seat of it
        outside_base = not limit.within_base and inside != MET
        # where the base is who competes, whoever is in it does
        in_base = must or (first and counted == MET and counts_candidates(limit, self.rule))
        return Rival(bases, (may and outside_base, may), (must and member and outside_base, in_base))

    def ways(self, position: int, other: SubjectId) -> tuple[tuple[tuple[int, bool], ...], tuple[int, ...]]:
        """The narrower limits that may stand in another's way, and the further ones that may."""
        inner: list[tuple[int, bool]] = []
        further: list[int] = []
        wide = self.rule.limits[position]
        for index, limit in enumerate(self.rule.limits):
            counted = MET if index == position or self.evaluation.is_lifted(limit) else self.counts(limit, other)
            if index == position or self.evaluation.is_lifted(limit) or not counted & _MAYBE:
                continue
            if is_within(limit, wide):
                inner.append((index, counted == MET))
            else:
                further.append(index)
        return tuple(inner), tuple(further)

    def is_shared(self, position: int, other: SubjectId) -> bool:
        """Whether a limit that stops another would stop the one at hand too."""
        limit = self.rule.limits[position]
        mine = self.evaluation.groups(self.subject, limit.group).sure
        same = mine is not None and mine == self.evaluation.groups(other, limit.group).sure
        return same and self.counts(limit, self.subject) == MET

    # ------------------------------------------------------------ seats used first

    def _most_used(self, rivals: Sequence[Rival], doubtful: int) -> list[int]:
        """The most seats that rivals may take first, for each number of doubtful members in the base."""
        # whichever narrower limits are looked at, those they stop take no more than their seats, the others one each;
        # where all who tie are seated, a narrower limit may overflow
        narrow = set() if self.rule.ties == "all" else {at for each in rivals for at, sure in each.inner if sure}
        found = [self._used_beside((), rivals, doubtful)]
        for size in range(1, len(narrow) + 1):
            for chosen in combinations(sorted(narrow), size):
                found.append(self._used_beside(chosen, rivals, doubtful))
        return [min(each) for each in zip(*found, strict=True)]

    def _used_beside(self, chosen: tuple[int, ...], rivals: Sequence[Rival], doubtful: int) -> list[int]:
        """The most seats that rivals may take first, if of those whom these limits stop all their seats are taken."""
        left = [each for each in rivals if not any(sure and at in chosen for at, sure in each.inner)]
        start = sum(self.room(position, most=True) for position in chosen)
        start += sum(each.most[each.bases[0]] for each in left)
        gains = [each.most[1] - each.most[0] for each in left if len(each.bases) == 2]
        return [start + gain for gain in _greatest_sums(gains, doubtful)]

    def _fewest_used(self, rivals: Sequence[Rival], doubtful: int) -> list[int]:
        """The fewest seats that rivals must take first, for each number of doubtful members in the base."""
        free = [each for each in rivals if not each.inner and not each.other]
        capped = [each for each in rivals if len(each.inner) == 1 and not each.other]
        extra = 0
        for position, group in _by_limit(capped).items():
            room = self.room(position, most=False)
            if self.rule.ties != "none" or sum(each.may for each in rivals if each.inner) < room:
                extra += min(sum(each.must for each in group), room)
        start = sum(each.least[each.bases[0]] for each in free)
        losses = [each.least[0] - each.least[1] for each in free if len(each.bases) == 2]
        return [extra + start - loss for loss in _greatest_sums(losses, doubtful)]

    def room(self, position: int, most: bool) -> int:
        """The most or the fewest whole seats of another limit of the same group."""
        limit = self.rule.limits[position]
        seats = self.evaluation.seats(limit, self.subject, self.evaluation.base_size(limit, self.subject, self.subject))
        end = seats.high if most else seats.low
        if no_number(seats) or end is None:
            return _ENDLESS if most else 0
        return max(0, int(end // 1))


def counts_candidates(limit: ir.Limit, rule: ir.Quota) -> bool:
    """Whether the base of a limit is just who competes for its seats, so that the two are one fact of everybody."""
    where = None if limit.base is None else limit.base.members.where
    return where == ir.Concluded(ir.own(rule.subject), rule.standard)


def no_number(seats: Possible) -> bool:
    """Whether seats may be no number at all."""
    return not seats.ordered or seats.undetermined or seats.absent


def _by_limit(rivals: Iterable[Rival]) -> dict[int, list[Rival]]:
    """Rivals by the one narrower limit that may stand in their way."""
    found: dict[int, list[Rival]] = {}
    for each in rivals:
        found.setdefault(each.inner[0][0], []).append(each)
    return found


def _greatest_sums(gains: Sequence[int], most: int) -> list[int]:
    """For each number up to `most`, the greatest sum of so many of these, the missing ones counting nothing."""
    padded = sorted([*gains, *[0] * (most - len(gains))], reverse=True)
    return [0, *accumulate(padded)]
