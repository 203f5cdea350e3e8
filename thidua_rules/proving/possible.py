"""Whether something may surely hold of somebody: as a dossier at hand shows, or as the solver finds."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import define, evolve, field, frozen

from thidua_rules.api import Ruleset
from thidua_rules.authoring.on_demand import OnDemand
from thidua_rules.authoring.searching import dossiers_of, is_sound
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.scope import Scope as Within
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.proving.demonstrating import Shows, demonstrated
from thidua_rules.proving.sizes import CLOSER, sizes_for
from thidua_rules.proving.solving import EFFORT, Answer, Found, Search
from thidua_rules.proving.terms import Formula, Outcome, all_hold, some_hold
from thidua_rules.proving.translating import Scope, Translation
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.protocol import Record
from thidua_rules.values import MET, NOT_APPLICABLE, NOT_MET


@frozen
class Holding:
    """What may hold of somebody of a type: as a formula, and as what was found of a dossier shows it.

    `code` is the conclusion or quantity that it is about.
    """

    subject: str
    code: str
    formula: Callable[[Translation], Formula]
    shown: Callable[[Case, Record, SubjectId], bool]


def comes_out(subject: str, code: str, wanted: Mapping[str, int]) -> Holding:
    """That each of some conclusions is surely one of some outcomes, a mask."""

    def formula(made: Translation) -> Formula:
        seat = made.dossier.seats(subject)[0]
        return all_hold(*(_one_of(made.outcome(seat, each), mask) for each, mask in wanted.items()))

    def shown(_case: Case, record: Record, who: SubjectId) -> bool:
        return all((mask := record.mask(who, each)) and not mask & ~allowed for each, allowed in wanted.items())

    return Holding(subject, code, formula, shown)


def row_counts(question: Question, rule: ir.Quantity, table: ir.Table, at: int) -> Holding:
    """That a row of the table of a quantity is the one that counts, where the quantity applies."""

    def formula(made: Translation) -> Formula:
        seat = made.dossier.seats(rule.subject)[0]
        chosen = [chosen for chosen, _ in made.rows(table, Scope(seat, seat))][at]
        return chosen if rule.guard is None else all_hold(chosen, made.condition(rule.guard, Scope(seat, seat)).met)

    def shown(case: Case, record: Record, who: SubjectId) -> bool:
        evaluation = Evaluation(case, question, record.mask, record.value)
        wanted = [(each.condition, NOT_MET) for each in table.rows[:at]]
        wanted += [(table.rows[at].condition, MET), (rule.guard, MET)]
        return all(each is None or evaluation.condition(each, Within.of(who)) == mask for each, mask in wanted)

    return Holding(rule.subject, rule.code, formula, shown)


def _one_of(outcome: Outcome, mask: int) -> Formula:
    ways = ((MET, outcome.met), (NOT_MET, outcome.not_met), (NOT_APPLICABLE, outcome.not_applicable))
    return some_hold(*(formula for bit, formula in ways if mask & bit))


@define
class Possibilities:
    """Looks for dossiers of a ruleset until the `deadline` (monotonic), with so much `effort` for each question.

    First among those of its scenarios, of which each, whatever is not known of it, shows what surely holds. Then the
    solver is asked, with few subjects and, where it finds none, with as many as the rules in question may speak of.
    """

    ruleset: Ruleset
    question: Question
    deadline: float
    effort: int = EFFORT
    few: Search = field(init=False)
    _many: Search = field(init=False)
    _at_hand: list[OnDemand] = field(init=False)

    def __attrs_post_init__(self) -> None:
        program, asked = self.ruleset.program, self.question
        self.few = self._many = self._search(sizes_for(program, asked, [rule.code for rule in program.rules]))
        cases = (evolve(each, on=asked.on, period=asked.period) for each in dossiers_of(self.ruleset))
        self._at_hand = list(filter(is_sound, (OnDemand(program, each, asked) for each in cases)))

    def settled(self, holding: Holding) -> bool | None:
        """Whether it holds of everybody, or of nobody, by the question alone."""
        formula = holding.formula(self.few.formulas)
        return formula if isinstance(formula, bool) else None

    def may(self, holding: Holding) -> bool | None:
        """Whether it may surely hold of somebody; None if that is not known in time."""
        if next(self._showing(holding), None) is not None:
            return True
        found = _solved(self.few, holding)
        return _solved(self._closer(holding.code), holding) if found is False else found

    def look(self, holding: Holding) -> Found:
        """A dossier that shows it, of which nothing can be left out: one at hand, or what the solver finds."""
        return self.look_at_hand(holding) or found_in(self._closer(holding.code), holding)

    def look_at_hand(self, holding: Holding) -> Found | None:
        """The same among those at hand only."""
        for case, who in sorted(self._showing(holding), key=lambda each: _size(each[0])):
            shown = demonstrated(self.ruleset, self.question, case, [who], _shows(holding, who))
            if shown is not None:
                return Found(Answer.SHOWN, shown)
        return None

    def _showing(self, holding: Holding) -> Iterator[tuple[Case, SubjectId]]:
        """The dossiers at hand that show it, with those of whom they do."""
        for each in self._at_hand:
            for who in each.case.of_type(holding.subject):
                if holding.shown(each.case, each, who):
                    yield each.case, who

    def sizes(self, code: str) -> Mapping[str, int]:
        """With how many subjects of each type it is at last asked what is said of a conclusion or quantity."""
        return sizes_for(self.ruleset.program, self.question, [code], most=CLOSER, wide=True)

    def _closer(self, code: str) -> Search:
        sizes = self.sizes(code)
        if self._many.sizes != sizes:
            self._many = self._search(sizes)
        return self._many

    def _search(self, sizes: Mapping[str, int]) -> Search:
        program = self.ruleset.program
        return Search(program, self.question, sizes, self.ruleset, effort=self.effort, deadline=self.deadline)


def _solved(search: Search, holding: Holding) -> bool | None:
    if search.out_of_time:
        return None  # not even the formula is made, which may be large
    return search.possible(search.first(holding.subject), holding.formula(search.formulas))


def found_in(search: Search, holding: Holding) -> Found:
    """The smallest dossier that a search finds of somebody of whom it holds."""
    if search.out_of_time:
        return Found(Answer.OPEN, why="time")

    def claim(subjects: Sequence[SubjectId], _model: object) -> Shows:
        return _shows(holding, subjects[0])

    return search.look(search.first(holding.subject), holding.formula(search.formulas), claim)


def _shows(holding: Holding, who: SubjectId) -> Shows:
    return lambda case, record: holding.shown(case, record, who)


def _size(case: Case) -> int:
    return sum(len(each) for each in case.subjects.values())
