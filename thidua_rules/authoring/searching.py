"""The smallest dossier with a property: looked for along the rules and among scenarios, then made smaller."""

import datetime
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from time import process_time
from types import MappingProxyType

from attrs import evolve, field, frozen

from thidua_rules.api import Ruleset
from thidua_rules.authoring.hunting import Hunt, fact_type_of, keeps_constraints, with_row
from thidua_rules.authoring.on_demand import OnDemand
from thidua_rules.authoring.scenarios import prepared, scenarios_of
from thidua_rules.authoring.translating import translated
from thidua_rules.diagnostics import ThiduaError
from thidua_rules.facts.case import Case, Closure, SubjectId
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.values import MET, NOT_MET, Status, status_of

SECONDS = 4.0
"""So much work is spent on one dossier."""
WAYS = 3
"""Ways tried to each outcome."""
_SEED = 20_140_101

Wanted = Callable[[Case], bool]
Moment = tuple[datetime.date, Period]
"""The date and the period that dossiers are of."""


def dossiers_of(rules: Ruleset) -> Iterator[Case]:
    """The dossiers of the scenarios of a ruleset that are decided by itself, with its own parameters."""
    try:
        for scenario in scenarios_of(rules):
            if scenario.ruleset in (None, rules.id) and not scenario.settings:
                yield prepared(scenario, rules)[1]
    except ThiduaError:
        return  # scenarios with faults are told elsewhere, and are no places to begin


def moment_of(rules: Ruleset, given: Sequence[Case] = ()) -> Moment:
    """When new dossiers are of: as the last of those given, or of the first year that the ruleset is in force."""
    if given:
        return given[-1].on, given[-1].period
    start = rules.model.valid_from or rules.model.valid_to or datetime.date(2000, 1, 1)
    period = Period(Kind.YEAR, start.year)
    return period.last_day + datetime.timedelta(15), period


def blank(rules: Ruleset, moment: Moment) -> Case:
    """A dossier of a ruleset without subjects, of which all lists are complete."""
    vocabulary = rules.model.vocabulary
    closed = frozenset(Closure(each.name) for each in vocabulary.given if not each.single)
    return Case(vocabulary, *moment, MappingProxyType({}), closed)


def outcomes(rules: Ruleset, case: Case) -> OnDemand:
    """What a ruleset finds of a dossier in any vocabulary, when it is asked for."""
    return OnDemand(rules.program, translated(case, rules.model.vocabulary), rules.question(case.on, case.period))


def is_sound(record: OnDemand) -> bool:
    """Whether a dossier breaks no constraint."""
    return keeps_constraints(record.program, record.evaluation)


@frozen
class Aim:
    """A conclusion about somebody of a type, by its code in the program of a ruleset, and the wanted outcome."""

    rules: Ruleset
    type_name: str
    code: str
    wanted: int


@frozen
class Search:
    """Looks for the smallest dossier with a property: near outcomes of conclusions, and among given dossiers."""

    moment: Moment
    aims: tuple[Aim, ...]
    given: Callable[[], Iterable[Case]]
    seconds: float = SECONDS
    _chance: random.Random = field(factory=lambda: random.Random(_SEED), eq=False)

    def smallest(self, wanted: Wanted) -> Case | None:
        """The dossier, from which no fact can be taken; None if none was found, which proves nothing."""
        for case in self._candidates():
            if wanted(case):
                return shrunk(case, wanted)
        return None

    def _candidates(self) -> Iterator[Case]:
        until = process_time() + self.seconds / 2
        hunts = [self._hunt(each) for each in self.aims]
        numbers, shares_of_all = (
            tuple(sorted({number for hunt, _ in hunts for number in found(hunt)}))
            for found in (attrgetter("numbers"), attrgetter("shares"))
        )
        for hunt, _ in hunts:
            hunt.numbers, hunt.shares = numbers, shares_of_all
        yield from (start for _, start in hunts)
        reached: list[tuple[Hunt, Case, SubjectId]] = []
        for _ in range(WAYS):
            for (hunt, start), aim in zip(hunts, self.aims, strict=True):
                subject = SubjectId(aim.type_name, "x")
                case = hunt.run(start, subject, away=False, until=until)
                if case is not None:
                    yield case
                    reached.append((hunt, case, subject))
        until = process_time() + self.seconds / 2
        near = [(hunt, each, subject) for hunt, case, subject in reached for each in hunt.beside(case, subject)]
        shares = (
            two
            for hunt, case, subject in reached
            for one in hunt.beside(case, subject, shares=True)
            for two in hunt.beside(one, subject, shares=True)
        )
        pairs = (two for hunt, case, subject in near for two in hunt.beside(case, subject))
        for way in (chain(shares, (case for _, case, _ in near), pairs), self.given()):
            for each in way:
                if process_time() > until:
                    break
                yield each
            until = process_time() + self.seconds / 2

    def _hunt(self, aim: Aim) -> tuple[Hunt, Case]:
        start = blank(aim.rules, self.moment)
        fact_type = fact_type_of(start, aim.type_name)
        if not fact_type.single:
            start = with_row(start, SubjectId(aim.type_name, "x"), (None,) * len(fact_type.fields))
        question = aim.rules.question(start.on, start.period)
        return Hunt(aim.rules.program, question, aim.code, aim.wanted, self._chance, partial=True), start


def shrunk(case: Case, wanted: Wanted) -> Case:
    """The dossier without all that it can do without: subjects, facts, and that lists are complete."""
    while True:
        smaller = next((each for each in _smaller(case) if wanted(each)), None)
        if smaller is None:
            return case
        case = smaller


def _smaller(case: Case) -> Iterator[Case]:
    """The dossier without one thing, the largest things first."""
    subjects = [each for fact_type in case.vocabulary.given for each in case.of_type(fact_type.name)]
    for each in subjects:
        referring = {other for other in subjects if each in case.row(other)}
        if referring:
            yield _without(case, {each, *referring})
        yield _without(case, {each})
    yield from (evolve(case, closed=case.closed - {each}) for each in sorted(case.closed, key=str))
    for subject in subjects:
        fact_type, row = fact_type_of(case, subject.type), case.row(subject)
        for position, declared in enumerate(fact_type.fields):
            if row[position] is not None and declared.name not in fact_type.key and not declared.implied:
                yield with_row(case, subject, (*row[:position], None, *row[position + 1 :]))


def _without(case: Case, gone: set[SubjectId]) -> Case:
    """The dossier without some subjects, and without what refers to them."""
    subjects = {
        name: MappingProxyType(
            {
                key: tuple(None if isinstance(slot, SubjectId) and slot in gone else slot for slot in row)
                for key, row in rows.items()
                if SubjectId(name, key) not in gone
            }
        )
        for name, rows in case.subjects.items()
    }
    closed = frozenset(each for each in case.closed if each.owner not in gone)
    return evolve(case, subjects=MappingProxyType(subjects), closed=closed)


# ---------------------------------------------------------------- properties


@frozen
class Verdicts:
    """How a conclusion about one subject comes out by two rulesets."""

    subject: SubjectId
    before: Status
    after: Status


def decided_differently(
    before: Ruleset, after: Ruleset, type_name: str, codes: tuple[str, str], case: Case
) -> Verdicts | None:
    """The first subject of whom two rulesets surely conclude different things, by the codes in their programs."""
    one, other = outcomes(before, case), outcomes(after, case)
    if not (is_sound(one) and is_sound(other)):
        return None
    for subject in one.case.of_type(type_name):
        if subject in other.case:
            found = [status_of(each.mask(subject, code)) for each, code in zip((one, other), codes, strict=True)]
            if found[0] is not found[1] and Status.UNKNOWN not in found:
                return Verdicts(subject, found[0], found[1])
    return None


def aims_at(rules: Ruleset, type_name: str, code: str) -> tuple[Aim, ...]:
    """Both outcomes of a conclusion; none of what is no conclusion."""
    if not isinstance(rules.program.homes.get(code), ir.Criterion):
        return ()
    return tuple(Aim(rules, type_name, code, wanted) for wanted in (MET, NOT_MET))
