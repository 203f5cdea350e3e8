"""One invariant before the solver: what would break it, as a formula about a dossier, or two that share facts."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from thidua_rules.api import Ruleset
from thidua_rules.facts.case import Case, Slot, SubjectId
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.proving.claims import Against, bears_on, breaks, field_of, titles_of
from thidua_rules.proving.demonstrating import Shows
from thidua_rules.proving.dossier import Seat
from thidua_rules.proving.result import Proof, Result
from thidua_rules.proving.solving import NO_END, Answer, Search
from thidua_rules.proving.terms import Formula, all_hold, holds, some_hold
from thidua_rules.proving.translating import Scope, Translation
from thidua_rules.semantics.protocol import Record
from thidua_rules.values import Comparison


@frozen
class _Breach:
    """What would break an invariant, what it starts from, and who else is kept in a dossier that shows it."""

    formula: Formula
    premise: Formula
    kept: tuple[Seat, ...] = ()
    changed: bool = False


def refuted(
    ruleset: Ruleset, question: Question, invariant: ir.Invariant, sizes: Mapping[str, int], deadline: float
) -> Proof:
    """The invariant proved up to these sizes, refuted, or left open at the `deadline` (monotonic)."""
    program, states = ruleset.program, invariant.states
    more = states.more if isinstance(states, ir.Keeps) else None
    newcomer = more.element if isinstance(more, ir.Members) else None
    search = Search(program, question, sizes, ruleset, newcomer, effort=NO_END, deadline=deadline)
    breach = _breach(search, invariant)
    slots: list[Slot] = []

    def claim(subjects: Sequence[SubjectId], model: Any) -> Shows:
        slot = search.dossier.other_slot(model) if breach.changed else None
        slots.append(slot)
        against = Against(subjects[0], subjects[1] if len(subjects) > 1 else None, slot)

        def shows(case: Case, record: Record) -> bool:
            return breaks(program, question, invariant, against, case, record)

        return shows

    seat = search.first(invariant.subject)
    found = search.look(seat, breach.formula, claim, breach.kept)
    left_out = tuple(sorted({each for named in search.formulas.left_out.values() for each in named}))
    proof = Proof(invariant, Result.OPEN, sizes, why=found.why, left_out=left_out)
    if found.answer is Answer.IMPOSSIBLE:
        vacuous = search.possible(seat, breach.premise) is False
        return evolve(proof, result=Result.PROVED, vacuous=vacuous)
    if found.demonstration is None:
        return proof
    shown = found.demonstration
    if breach.changed:
        shown = evolve(shown, change=(field_of(invariant), slots[-1]))
    return evolve(proof, result=Result.REFUTED, demonstration=shown)


def _breach(search: Search, invariant: ir.Invariant) -> _Breach:
    states, formulas = invariant.states, search.formulas
    seat = search.first(invariant.subject)
    scope = Scope(seat, seat)
    all_titles = titles_of(search.program, invariant)
    titles = [each for each in all_titles if bears_on(search.program, invariant, each)]
    if isinstance(states, ir.Implies):
        premise = formulas.condition(states.premise, scope).met
        if states.conclusion is not None:
            broken = formulas.condition(states.conclusion, scope).not_met
        else:
            broken = some_hold(*(formulas.outcome(seat, each).met for each in titles))
        return _Breach(all_hold(premise, broken), premise)
    if isinstance(states, ir.Keeps) and isinstance(states.more, ir.Members):
        coming = search.dossier.coming
        assert coming is not None
        fewer = search.beside(search.dossier.reduced())
        inside = dict(formulas.members(states.more, scope))[coming]
        pair = (formulas, fewer) if states.less else (fewer, formulas)
        return _Breach(all_hold(inside, _lost(seat, titles, *pair)), _any_met(seat, all_titles, pair[0]), (coming,))
    name = field_of(invariant)
    other = search.beside(search.dossier.varied(seat, name))
    lost = _lost(seat, titles, formulas, other, isinstance(states, ir.Alike))
    if isinstance(states, ir.Keeps):
        one, two = search.dossier.value(seat, name), other.dossier.value(seat, name)
        beyond = holds(Comparison.LT if states.less else Comparison.GT, two.number, one.number)
        lost = all_hold(one.ordered, two.ordered, beyond, lost)
    return _Breach(lost, _any_met(seat, all_titles, formulas), changed=True)


def _any_met(seat: Seat, titles: Sequence[str], formulas: Translation) -> Formula:
    return some_hold(*(formulas.outcome(seat, each).met for each in titles))


def _lost(
    seat: Seat, titles: Sequence[str], before: Translation, after: Translation, inapplicable: bool = False
) -> Formula:
    """That a title is met before and not after; `inapplicable`: or does not apply then."""
    found = []
    for each in titles:
        late = after.outcome(seat, each)
        gone = some_hold(late.not_met, late.not_applicable) if inapplicable else late.not_met
        found.append(all_hold(before.outcome(seat, each).met, gone))
    return some_hold(*found)
