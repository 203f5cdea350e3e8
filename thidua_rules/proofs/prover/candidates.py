"""The candidates before a quota who may share a group: found, ordered and cut off once for all of them."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import field, frozen

from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.groups import Groups
from thidua_rules.semantics.merit_order import Corner
from thidua_rules.semantics.quotas import Standing
from thidua_rules.values import MET, NOT_MET

Candidate = tuple[SubjectId, Standing]


def is_choice(rule: ir.Quota, position: int) -> bool:
    """Whether the sort key at this position is the council's choice between those who tie."""
    return rule.keys[position].choice


def is_level(mine: Standing, other: Standing, rule: ir.Quota) -> bool:
    """Whether two are surely level by everything but the council's choice, and that does not tell them apart."""
    for position, ends in enumerate(zip(mine.best, mine.worst, other.best, other.worst, strict=True)):
        apart = len(set(ends)) > 1
        if apart and not (is_choice(rule, position) and (ends[0] != ends[1] or ends[2] != ends[3])):
            return False
    return True


@frozen(slots=False)
class Candidates:
    """Everybody who may be in one of some groups, and where each stands, in the order of their keys."""

    rule: ir.Quota
    members: tuple[Candidate, ...]
    _lines: dict[int, SubjectId | None] = field(init=False, factory=dict)

    @cached_property
    def ordered(self) -> tuple[Candidate, ...]:
        """Those who may have the standard, the first in the order first."""
        may = (each for each in self.members if each[1].standard != NOT_MET)
        return tuple(sorted(may, key=_place))

    @cached_property
    def ordered_places(self) -> tuple[Corner, ...]:
        """The place of each of those in order at its best."""
        return tuple(place.best for _, place in self.ordered)

    @cached_property
    def _asking(self) -> frozenset[SubjectId]:
        return frozenset(each for each, _ in self.ordered)

    def others(self, subject: SubjectId) -> int:
        """How many beside a candidate may have the standard."""
        return len(self.ordered) - (subject in self._asking)

    @cached_property
    def _unsure(self) -> frozenset[SubjectId]:
        return frozenset(each for each, place in self.ordered if place.standard != MET)

    @cached_property
    def _levels(self) -> dict[Corner, list[Candidate]]:
        """Those whose place is known but for the council's choice, by that place."""
        found: dict[Corner, list[Candidate]] = {}
        for each in self.members:
            at = self._level(each[1])
            if at is not None:
                found.setdefault(at, []).append(each)
        return found

    def _level(self, place: Standing) -> Corner | None:
        keys = [position for position, _ in enumerate(place.best) if not is_choice(self.rule, position)]
        if any(place.best[each] != place.worst[each] for each in keys):
            return None
        return tuple(place.best[each] for each in keys)

    def level(self, subject: SubjectId, mine: Standing) -> Iterator[Candidate]:
        """The others who are surely level with a candidate by everything but the council's choice."""
        at = self._level(mine)
        for other, place in self._levels.get(at, ()) if at is not None else ():
            if other != subject and is_level(mine, place, self.rule):
                yield other, place

    def last_seated(self, subject: SubjectId, mine: Standing, seats: int) -> SubjectId | None:
        """Who takes the last of so many seats, if a candidate, taken to have the standard, is among those who ask.

        None where it is not known who asks or who comes first, or nobody is left without.
        """
        if self._unsure - {subject}:
            return None
        if subject not in self._asking:
            return _last(sorted([(subject, mine), *self.ordered], key=_place), seats)
        if seats not in self._lines:
            self._lines[seats] = _last(self.ordered, seats)
        last = self._lines[seats]
        if last == subject and seats > 1 and _place(self.ordered[seats - 2]) == _place((subject, mine)):
            # of those level with each other another one is named
            return self.ordered[seats - 2][0]
        return last


def _place(candidate: Candidate) -> tuple[Corner, Corner]:
    return candidate[1].best, candidate[1].worst


def _last(ordered: Sequence[Candidate], seats: int) -> SubjectId | None:
    """The last of those who surely have one of so many seats, where somebody surely has none."""
    seated, rest = ordered[:seats], ordered[max(seats, 0) :]
    if seated and rest and max(place.worst for _, place in seated) < min(place.best for _, place in rest):
        return seated[-1][0]
    return None


def candidates(evaluation: Evaluation, rule: ir.Quota, reference: str, groups: Groups) -> Candidates:
    """Everybody who may be in one of these groups."""
    members = evaluation.peers(rule.subject, reference, groups)
    return Candidates(rule, tuple((each, evaluation.standing(rule, each)) for each, _ in members))
