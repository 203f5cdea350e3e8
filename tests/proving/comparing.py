"""What formulas say of one complete dossier, to be compared with what the reference finds of it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import z3

from thidua_rules.facts._numbers import decimals_of
from thidua_rules.facts.case import Case, Closure, SubjectId
from thidua_rules.facts.texts import Text
from thidua_rules.facts.vocabulary import Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts
from thidua_rules.proving.dossier import Dossier, Seat, term_of
from thidua_rules.proving.places import translation
from thidua_rules.proving.terms import Amounts, Outcome, all_hold, holds, some_hold
from thidua_rules.values import ABSENT, MET, NOT_APPLICABLE, NOT_MET, UNDETERMINED, Comparison, Possible


def is_plain(program: ir.Program) -> bool:
    """Whether a drawn program is one that a ruleset can become: no vague literal, no cell that a result names."""
    for rule in program.rules:
        if any(isinstance(part, ir.Constant) and not part.value.is_point for part in parts(rule)):
            return False
        body = getattr(rule, "body", None)
        if isinstance(body, ir.Table) and any(body.tested in list(parts(row.result)) for row in body.rows):
            return False
    return True


def everything_closed(vocabulary: Vocabulary) -> frozenset[Closure]:
    """That there is nobody else of any type."""
    return frozenset(Closure(each.name) for each in vocabulary)


def choices(declared: Field, subjects: Mapping[str, list[SubjectId]], days: tuple[int, ...] = ()) -> list[Any]:
    """A few complete values of a field, all of them where there are few."""
    found: list[Any] = [ABSENT] if declared.may_be_absent else []
    if declared.kind is Kind.REFERENCE:
        return found + [each for target in declared.targets for each in subjects[target]]
    if declared.kind is Kind.BOOLEAN:
        return [*found, True, False]
    if declared.kind is Kind.GRADE:
        return found + list(range(-len(declared.outside), len(declared.options)))
    if declared.options:
        return [*found, *declared.options]
    if declared.kind is Kind.DATE:
        return [*found, *days]
    if declared.kind is Kind.TEXT:
        return [*found, "x", "y"]
    if declared.kind is Kind.YEAR:
        return [*found, 2019, 2020, 2021]
    if declared.kind is Kind.PERCENT:
        return [*found, 0, 50, 100]
    low = 0 if declared.low is None else int(declared.low)
    high = low + 3 if declared.high is None else int(declared.high)
    return found + list(range(low, high + 1))


def seats_of(case: Case) -> dict[SubjectId, Seat]:
    """A place for each subject."""
    return {each: Seat(t.name, at) for t in case.vocabulary for at, each in enumerate(case.of_type(t.name))}


def pins(dossier: Dossier, case: Case, seats: Mapping[SubjectId, Seat]) -> Iterator[Any]:
    """That the facts asked for are those of the case."""
    at = {seat: subject for subject, seat in seats.items()}
    for (seat, name), (held, absent) in dossier._terms.items():
        declared, slot = dossier.declared(seat.type, name), case.slot(at[seat], name)
        if declared.kind is Kind.REFERENCE:
            pointer = dossier.pointer(seat, name)
            yield held == (-1 if slot is ABSENT else pointer.targets.index(seats[slot]))  # type: ignore[index]
            continue
        if declared.may_be_absent:
            yield absent == (slot is ABSENT)
        if slot is ABSENT:
            continue
        if declared.kind is Kind.BOOLEAN:
            yield held == slot
        elif declared.kind.is_number:
            yield held == int(Fraction(slot) * 10 ** decimals_of(declared))  # type: ignore[arg-type]
        elif declared.kind.is_ordered:
            yield held == slot
        else:
            yield held == dossier.code(Text(slot) if declared.kind is Kind.TEXT else slot)


def agrees(program: ir.Program, question: Question, case: Case, record: Any) -> bool:
    """Whether the formulas, with the facts of a complete case, may all say what a record has not ruled out.

    Where nothing was left to the solver's choice they say one thing only.
    """
    seats = seats_of(case)
    sizes = {each.name: len(list(case.of_type(each.name))) for each in program.vocabulary}
    dossier = Dossier(program.vocabulary, sizes)
    formulas = translation(program, question, dossier)
    solver = z3.Solver()
    for rule in program.rules:
        for subject, code in product(case.of_type(rule.subject), ir.codes_of(rule)):
            if isinstance(rule, ir.Criterion | ir.Quota):
                mask = record.mask(subject, code)
                solver.add(term_of(_within(mask, formulas.outcome(seats[subject], code))))
            else:
                solver.add(term_of(_covered(record.value(subject, code), formulas.quantity(seats[subject], code))))
    solver.add(*(term_of(dossier.exists(each)) for each in seats.values()), *pins(dossier, case, seats))
    solver.add(*map(term_of, dossier.axioms))
    return bool(solver.check() == z3.sat)


def _within(mask: int, said: Outcome) -> Any:
    ways = ((MET, said.met), (NOT_MET, said.not_met), (NOT_APPLICABLE, said.not_applicable))
    ways = (*ways, (UNDETERMINED, said.undetermined))
    return some_hold(*(formula for bit, formula in ways if mask & bit)) if mask else True


def _covered(known: Possible, said: Amounts) -> Any:
    ends = ((Comparison.GE, known.low), (Comparison.LE, known.high))
    inside = [holds(comparison, said.number, end) for comparison, end in ends if end is not None]
    nothing = not (known.has_value or known.absent or known.undetermined)
    return some_hold(
        all_hold(said.ordered, *inside) if known.ordered else False,
        said.outside if known.others is None or known.others else False,
        said.absent if known.absent else False,
        said.undetermined if known.undetermined or nothing else False,
    )
