"""What would have to change: all smallest sets of facts about a subject and its path that would make it met."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from time import perf_counter

from attrs import define, field, frozen

from thidua_rules.advice.candidates import Line, nearest_first, options, weakest
from thidua_rules.advice.counterfactual import Mode, OutOfTime, Place, Trials
from thidua_rules.facts.case import Between, OneOf, Slot, SubjectId
from thidua_rules.proofs.prover.prover import Prover
from thidua_rules.values import ABSENT, MET

MOST_FACTS = 3
"""Sets of more facts than this are not looked for."""
MOST_TRIALS = 200
"""How often the conclusion is decided again, at most, to find the values of one set."""
MOST_IN_ALL = 2_000
"""How often it is decided again for all sets together; no set is begun after that."""


@frozen
class Change:
    """One fact that would have to be otherwise; `before` None is a missing fact."""

    subject: SubjectId
    name: str
    before: Slot
    after: Slot


class Changes(tuple[tuple[Change, ...], ...]):
    """Sets of changes, smallest first; `complete` unless the search was given up, so that there may be more.

    `spent` is how many rules, candidates and fields were looked at to find them.
    """

    complete: bool = True
    spent: int = 0


def minimal_changes(
    prover: Prover, subject: SubjectId, code: str, seconds: float | None = None, most: int | None = None
) -> Changes:
    """All minimal sets of at most three facts whose change makes the conclusion met, smallest first.

    Facts are the fields, references and keys aside, of the subject and of subjects reached from it by references.
    Within a set each fact takes the value nearest to the present one that does, the facts before it in the set
    first; a missing one the least demanding value, as far as that has a sense.

    No set switches off what applies now by changing known facts: to stop being the head of a unit is no advice on
    what heads must achieve, and guards (`áp dụng khi`) say for whom a requirement is meant. Where a missing fact
    decides whether it applies, learning that it does not is a change like any other.

    Nothing is advised that nobody can do or should: known facts declared `không đổi được` and records of past periods
    stay as they are, no value changes for the worse (`hướng`; grades rise), and no set breaks a constraint.

    A search that would take too long (`MOST_TRIALS`, `MOST_IN_ALL`, so many `seconds`, or at `most` so much `spent`)
    is given up, so sets may be left out of large rules whose facts depend on each other; what is found is always exact.
    """
    until = None if seconds is None else perf_counter() + seconds
    trials = Trials(prover.program, prover.case, prover.question, subject, code, until, most)
    found: list[tuple[Change, ...]] = []
    complete = True
    try:
        if trials.mask({}, Mode.PLAIN) != MET:
            search = _Search(trials, trials.places())
            for values in search.run():
                found.append(tuple(Change(*place, trials.now(place), slot) for place, slot in values.items()))
            complete = not search.given_up
    except OutOfTime:
        complete = False
    changes = Changes(found)
    changes.complete, changes.spent = complete, trials.spent
    return changes


class _GivenUp(Exception):
    """The search has taken too long."""


@define(eq=False)
class _Search:
    """Goes through sets of facts, each one fact larger than one that fails.

    Whoever fails shows facts of which every set that does must hold at least one: only by those is it made larger.
    """

    trials: Trials
    places: Sequence[Place]
    _world: dict[Place, Slot] = field(init=False, factory=dict)
    _conflicts: list[frozenset[Place]] = field(init=False, factory=list)
    _until: int = field(init=False, default=0)
    given_up: bool = field(init=False, default=False)

    def run(self) -> Iterator[dict[Place, Slot]]:
        """The minimal sets with their values, in order of size."""
        if self._hopeless(frozenset(self.places)):
            return
        self._world = self._adverse()
        found: list[frozenset[Place]] = []
        level = [frozenset[Place]()]
        for size in range(MOST_FACTS + 1):
            larger: dict[frozenset[Place], None] = {}
            for chosen in level:
                if any(each <= chosen for each in found):
                    continue
                if self.trials.count > MOST_IN_ALL:
                    self.given_up = True
                    return
                conflict = self._conflict(chosen)
                if conflict is None:
                    values = self._values([place for place in self.places if place in chosen])
                    if values is not None:
                        found.append(chosen)
                        yield values
                        continue
                    conflict = frozenset(self.places) - chosen
                if size < MOST_FACTS:
                    larger.update(dict.fromkeys(chosen | {place} for place in self.places if place in conflict))
            level = list(larger)

    # ------------------------------------------------------------ which sets cannot do

    def _conflict(self, chosen: frozenset[Place]) -> frozenset[Place] | None:
        """Facts of which any larger set that does must hold one; None if the set itself might do.

        Where the verdict cannot be met although all its facts are left open and the other missing ones turn out
        badly, it fails whatever their values.
        """
        for conflict in self._conflicts:
            if not conflict & chosen:
                return conflict
        if not self._hopeless(chosen):
            return None
        failing = chosen
        for place in self.places:
            if place not in failing and self._hopeless(failing | {place}):
                failing = failing | {place}
        conflict = frozenset(self.places) - failing
        self._conflicts.append(conflict)
        return conflict

    def _hopeless(self, chosen: frozenset[Place]) -> bool:
        return not self.trials.mask({**self._world, **dict.fromkeys(chosen)}, Mode.ADVERSE) & MET

    def _adverse(self) -> dict[Place, Slot]:
        """Unwelcome values of the missing facts: a set that does must do under these as well."""
        world: dict[Place, Slot] = {}
        for place in self.places:
            if self.trials.is_missing(place):
                masks = [
                    (self.trials.mask({**world, place: slot}, Mode.ADVERSE), slot) for slot in self._extremes(place)
                ]
                worst = min(masks, key=lambda each: (each[0] == MET, bool(each[0] & MET)), default=None)
                if worst is not None:
                    world[place] = worst[1]
        return world

    def _extremes(self, place: Place) -> list[Slot]:
        """Some values that a missing fact may have, the less welcome first."""
        now = self.trials.now(place)
        if isinstance(now, OneOf):
            return sorted(now.values, key=str)
        if isinstance(now, Between):
            return [each for each in now if each is not None]
        line = Line.of(self.trials, place)
        if line is None:
            return options(self.trials, place)[::-1]
        low = line.start if line.low is None else line.low
        high = max(line.start, low) + 10**6 if line.high is None else line.high
        return [line.slot(low), line.slot(high)]

    # ------------------------------------------------------------ values

    def _values(self, chosen: Sequence[Place]) -> dict[Place, Slot] | None:
        """The first values that make it met with no part of them enough; None if there are none."""
        self._until = self.trials.count + MOST_TRIALS
        try:
            for values in self._assignments(chosen, {}):
                weak = self._weakened(values)
                for each in (weak, values) if weak != values else (values,):
                    if self._is_minimal(each) and not self.trials.breaks_constraint(each):
                        return each
        except _GivenUp:
            self.given_up = True
        return None

    def _assignments(self, chosen: Sequence[Place], slots: Mapping[Place, Slot]) -> Iterator[dict[Place, Slot]]:
        if not chosen:
            if self._mask(slots) == MET and not self.trials.breaks_constraint(slots):
                yield dict(slots)
            return
        place, *rest = chosen
        others = dict.fromkeys(rest)

        def might(slot: Slot) -> int:
            supposed = {**slots, **others, place: slot}
            if self.trials.breaks_constraint(supposed):
                return 0
            mask = self._mask(supposed)
            if mask != MET and not self.trials.mask({**self._world, **supposed}, Mode.ADVERSE) & MET:
                return 0
            return mask

        for slot in self._candidates(place, might):
            yield from self._assignments(rest, {**slots, place: slot})

    def _candidates(self, place: Place, might: Callable[[Slot], int]) -> Iterator[Slot]:
        now = self.trials.now(place)
        line = Line.of(self.trials, place)
        if line is None:
            yield from (slot for slot in options(self.trials, place) if might(slot) & MET)
            return
        absent = [ABSENT] if line.declared.may_be_absent and might(ABSENT) & MET else []
        yield from (slot for slot in chain(nearest_first(line, might), absent) if slot != now)

    def _weakened(self, values: dict[Place, Slot]) -> dict[Place, Slot]:
        """A missing number for which doing nothing would do is given the most that still does (`≤ 5`: 5, not 0)."""
        result = dict(values)
        for place, slot in values.items():
            line = Line.of(self.trials, place) if self.trials.is_missing(place) else None
            if line is not None and slot == line.slot(line.start):
                rest = dict(result)
                result[place] = weakest(line, lambda up: self._mask({**rest, place: up}) == MET)  # noqa: B023
        return result

    def _is_minimal(self, values: Mapping[Place, Slot]) -> bool:
        if self.trials.mask(values, Mode.PLAIN) != MET:
            return False
        return not any(
            self.trials.mask({place: values[place] for place in part}, Mode.PLAIN) == MET
            for size in range(1, len(values))
            for part in combinations(values, size)
        )

    def _mask(self, slots: Mapping[Place, Slot]) -> int:
        if self.trials.count >= self._until:
            raise _GivenUp
        return self.trials.mask(slots, Mode.ADVISING)
