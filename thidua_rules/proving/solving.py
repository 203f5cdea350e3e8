"""Looking for a dossier of which something is said: none can be, here is one that shows it, or the solver gave up."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from time import monotonic
from typing import Any

import z3
from attrs import define, field, frozen

from thidua_rules.api import Ruleset
from thidua_rules.facts.case import SubjectId
from thidua_rules.program.ir import Program
from thidua_rules.program.question import Question
from thidua_rules.proving.demonstrating import Demonstration, Shows, demonstrated
from thidua_rules.proving.dossier import Dossier, Seat, term_of
from thidua_rules.proving.places import translation
from thidua_rules.proving.terms import Formula, all_hold, fails
from thidua_rules.proving.translating import Scope, Translation

EFFORT = 10_000_000
"""Steps of the solver for one question, some five seconds on a quiet machine: on a busy one the answer is the same."""
NO_END = 0
_LONGEST = 2**31 - 1
_ATTEMPTS = 3
"""So many dossiers of the solver are tried that turn out to show nothing, before it is left open."""


class Answer(Enum):
    """What came of looking."""

    IMPOSSIBLE = "impossible"
    SHOWN = "shown"
    OPEN = "open"


Claim = Callable[[Sequence[SubjectId], Any], Shows]
"""What a dossier is to show, of the subjects at the places looked at, where the solver chose so."""


@frozen
class Found:
    """What came of looking, with the dossier that shows it; `why` says what left it open."""

    answer: Answer
    demonstration: Demonstration | None = None
    why: str = ""


@define
class Search:
    """Dossiers of a program up to some sizes. `effort` is for each question, `deadline` (monotonic) for all of them.

    `ruleset` is whose program it is: only with it dossiers can be shown.
    """

    program: Program
    question: Question
    sizes: Mapping[str, int]
    ruleset: Ruleset | None = None
    newcomer: str | None = None
    effort: int = EFFORT
    deadline: float | None = None
    formulas: Translation = field(init=False)
    _solver: Any = field(init=False)
    _model: Any = None
    _told: list[int] = field(factory=lambda: [0, 0])
    _others: list[Translation] = field(factory=list)
    _constrained: set[tuple[int, str, Seat]] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        dossier = Dossier(self.program.vocabulary, self.sizes, self.newcomer)
        self.formulas = translation(self.program, self.question, dossier)
        self._solver = z3.Solver()

    @property
    def dossier(self) -> Dossier:
        """The dossier that is looked for."""
        return self.formulas.dossier

    def beside(self, dossier: Dossier) -> Translation:
        """The formulas of a dossier that shares facts with the one looked for; it keeps to the constraints too."""
        self._others.append(self.formulas.beside(dossier))
        return self._others[-1]

    def first(self, type_name: str) -> Seat:
        """The place of the subject that a claim is about."""
        return Seat(type_name, 0)

    def look(self, seat: Seat, formula: Formula, claim: Claim, kept: Iterable[Seat] = ()) -> Found:
        """A dossier with somebody at a place of whom a formula holds, as small as can be; it must show it itself."""
        assert self.ruleset is not None
        wanted = self._certainly(term_of(all_hold(self.dossier.exists(seat), formula)))
        if self.out_of_time:
            return Found(Answer.OPEN, why="time")
        self._tell_axioms()
        answer = self._check(wanted)
        if answer == z3.unsat:
            return Found(Answer.IMPOSSIBLE)
        if answer != z3.sat:
            return Found(Answer.OPEN, why="time")
        for attempt in range(_ATTEMPTS):
            model = self._smallest(wanted)
            case = self.dossier.case(model, self.question)
            named = [self.dossier.subject(model, each) for each in (seat, *kept)]
            shown = demonstrated(self.ruleset, self.question, case, named, claim(named, model))
            if shown is not None:
                return Found(Answer.SHOWN, shown)
            # what was chosen where rules give no answer may be what no ordinary run does
            plain = [fails(each) for each in self.formulas.choices] if not attempt else []
            wanted = z3.And(wanted, *map(term_of, plain), z3.Not(self._same(model)))
            if self._check(wanted) != z3.sat:
                break
        return Found(Answer.OPEN, why="unshown")

    # ------------------------------------------------------------ the solver

    def possible(self, seat: Seat, formula: Formula) -> bool | None:
        """Whether a formula may surely hold of somebody; None if that is not known in time."""
        if self.out_of_time:
            return None
        self._tell_axioms()
        answer = self._check(self._certainly(term_of(all_hold(self.dossier.exists(seat), formula))))
        return None if answer == z3.unknown else bool(answer == z3.sat)

    def is_ruled_out(self, formula: Formula) -> bool:
        """Whether a formula is surely false, whatever is chosen where rules have no answer."""
        if formula is False:
            return True
        self._tell_axioms()
        return bool(self._check(term_of(formula)) == z3.unsat)

    @property
    def out_of_time(self) -> bool:
        """Whether the deadline has passed."""
        return self.deadline is not None and monotonic() > self.deadline

    def _check(self, *wanted: Any) -> Any:
        self._solver.set("rlimit", self.effort)
        if self.deadline is not None:
            self._solver.set("timeout", min(max(1, int((self.deadline - monotonic()) * 1000)), _LONGEST))
        self._solver.push()
        try:
            self._solver.add(*wanted)
            answer = self._solver.check()
            if answer == z3.unknown and "interrupt" in self._solver.reason_unknown():
                # the solver takes Ctrl-C for itself
                raise KeyboardInterrupt
            self._model = self._solver.model() if answer == z3.sat else None
            return answer
        finally:
            self._solver.pop()

    def _smallest(self, wanted: Any) -> Any:
        """A model with as few subjects as can be found in time; what was checked last can be met."""
        assert self._model is not None
        model = self._model
        there = [term_of(each) for each in self.dossier.present.values()]
        while there:
            number = sum(z3.is_true(model.eval(each, True)) for each in there)
            if number <= 1 or self._check(wanted, z3.AtMost(*there, number - 1)) != z3.sat:
                break
            model = self._model
        number = sum(z3.is_true(model.eval(each, True)) for each in there)
        few = [z3.AtMost(*there, number)] if there else []
        near = self._check(wanted, *few, *self.dossier.near(self.question)) == z3.sat
        return self._model if near else model

    def _same(self, model: Any) -> Any:
        """That it is the same dossier in who is there."""
        return z3.And([term_of(each) == model.eval(term_of(each), True) for each in self.dossier.present.values()])

    def _tell_axioms(self) -> None:
        """Tell the solver what every dossier keeps to, with the constraints of the ruleset on whoever may be there."""
        constraints = self.program.constraints
        while True:
            new = [
                (at, each, seat)
                for at, _ in enumerate((self.formulas, *self._others))
                for seat in list(self.dossier.present)
                for each in constraints
                if each.subject == seat.type and (at, each.code, seat) not in self._constrained
            ]
            for at, each, seat in new:
                self._constrained.add((at, each.code, seat))
                formulas = (self.formulas, *self._others)[at]
                kept = fails(formulas.condition(each.condition, Scope(seat, seat)).not_met)
                there = term_of(formulas.dossier.exists(seat))
                self.dossier.axioms.append(z3.Implies(there, term_of(kept)))
            if not new:
                break
        for at, axioms in enumerate((self.dossier.axioms, self.formulas.calendar.axioms)):
            self._solver.add(*(term_of(each) for each in axioms[self._told[at] :]))
            self._told[at] = len(axioms)

    def _certainly(self, formula: Any) -> Any:
        """That a formula holds, and whatever is chosen where rules have no answer, at least for all alike."""
        choosing = self.formulas.choosing
        alike = [[(each, z3.BoolVal(chosen)) for each in choosing] for chosen in (True, False)] if choosing else []
        return z3.And(formula, *(z3.substitute(formula, *each) for each in alike))
