"""A dossier of bounded size whose facts are all known but not said: what the solver chooses, and the case of that.

Of each type there are places for so many subjects, the first of them taken. Every field of whoever is there has a
value, and there are no others. Only what is asked for is made, so what bears on nothing costs nothing.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, NamedTuple

import z3
from attrs import define, evolve, field, frozen

from thidua_rules.facts._numbers import decimals_of
from thidua_rules.facts.case import Case, Closure, Row, Slot, SubjectId
from thidua_rules.facts.keys import key_part
from thidua_rules.facts.singles import single, single_closures
from thidua_rules.facts.texts import Text
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.program.question import Question
from thidua_rules.proving.terms import Amounts, Formula, all_hold, one_of, some_hold
from thidua_rules.values import ABSENT

_LAST_DAY = datetime.date.max.toordinal()
_LAST_YEAR = datetime.MAXYEAR
_YEARS_BACK = 40
_PER_YEAR = {Kind.MONTH: 12, Kind.QUARTER: 4}


class Seat(NamedTuple):
    """A place for a subject of a type, counted from 0."""

    type: str
    at: int


@frozen
class Pointer:
    """Where a reference leads: the number of one of `targets`, or −1 for nobody."""

    to: Any
    targets: tuple[Seat, ...]

    def at(self, seat: Seat) -> Formula:
        """Whether it leads there."""
        return self.to == self.targets.index(seat) if seat in self.targets else False

    @property
    def nowhere(self) -> Formula:
        """Whether it is known to lead to nobody."""
        return self.to == -1


@frozen
class Flag:
    """A true/false fact, or the known absence."""

    true: Formula
    absent: Formula


@define
class Dossier:
    """`sizes` says how many subjects of each type there are at most; those it does not name have one.

    A `newcomer` is a type of which there is one more subject, to whom nobody refers. A dossier that shares all with
    another one but some facts has them `instead`; but for a subject, it is `without` that.
    """

    vocabulary: Vocabulary
    sizes: Mapping[str, int]
    newcomer: str | None = None
    instead: Mapping[tuple[Seat, str], Amounts | Pointer | Flag] = field(factory=dict)
    without: Seat | None = None
    axioms: list[Any] = field(factory=list)
    _exists: dict[Seat, Formula] = field(factory=dict)
    _facts: dict[tuple[Seat, str], Amounts | Pointer | Flag] = field(factory=dict)
    _terms: dict[tuple[Seat, str], tuple[Any, Any]] = field(factory=dict)
    _codes: dict[Any, int] = field(factory=dict)
    _keyed: set[str] = field(factory=set)
    _variant: tuple[Seat, str, tuple[Any, Any]] | None = None

    # ------------------------------------------------------------ subjects

    def type(self, name: str) -> FactType:
        """The declaration of a type."""
        found = self.vocabulary.type(name)
        assert found is not None
        return found

    def declared(self, type_name: str, name: str) -> Field:
        """The declaration of a field."""
        found = self.type(type_name).field(name)
        assert found is not None
        return found

    def seats(self, type_name: str) -> tuple[Seat, ...]:
        """All places for subjects of a type."""
        number = 1 if self.type(type_name).single else self.sizes.get(type_name, 1)
        return tuple(Seat(type_name, at) for at in range(number + (type_name == self.newcomer)))

    @property
    def coming(self) -> Seat | None:
        """The place of the newcomer."""
        return None if self.newcomer is None else self.seats(self.newcomer)[-1]

    def varied(self, seat: Seat, name: str) -> "Dossier":
        """The same dossier but for one field of one subject, which may hold anything."""
        self.fact(seat, name)
        mine, terms = self._facts[seat, name], self._terms[seat, name]
        other = self._made(seat, self.declared(seat.type, name), " khác")
        self._variant = (seat, name, self._terms[seat, name])
        self._facts[seat, name], self._terms[seat, name] = mine, terms
        return evolve(self, instead={(seat, name): other})

    def reduced(self) -> "Dossier":
        """The same dossier without the newcomer."""
        return evolve(self, without=self.coming)

    def exists(self, seat: Seat) -> Formula:
        """Whether somebody is there; places are taken from the first on."""
        if seat == self.without:
            return False
        found = self._exists.get(seat)
        if found is None:
            declared = self.type(seat.type)
            found = True if declared.single or seat == self.coming else z3.Bool(f"{seat.type} {seat.at}")
            self._exists[seat] = found
            if seat.at and found is not True:
                self.axioms.append(z3.Implies(found, self.exists(Seat(seat.type, seat.at - 1))))
            for name in declared.key:
                self.fact(seat, name)
            if declared.key and declared.name not in self._keyed:
                self._keyed.add(declared.name)
                self._keep_apart(declared)
        return found

    def _keep_apart(self, declared: FactType) -> None:
        """Two records with the same key are one."""
        seats = self.seats(declared.name)
        for n, one in enumerate(seats):
            for other in seats[:n]:
                same = [self._alike(one, other, name) for name in declared.key]
                both = all_hold(self.exists(one), self.exists(other), *same)
                self.axioms.append(z3.Not(both) if not isinstance(both, bool) else not both)

    def _alike(self, one: Seat, other: Seat, name: str) -> Formula:
        for seat in (one, other):
            self.fact(seat, name)
        return self._terms[one, name][0] == self._terms[other, name][0]

    @property
    def present(self) -> dict[Seat, Formula]:
        """Who may be there, of those asked for so far."""
        return {seat: formula for seat, formula in self._exists.items() if not self.type(seat.type).single}

    # ------------------------------------------------------------ facts

    def code(self, outcome: Any) -> int:
        """The number that stands for an outcome outside the order: a choice, a text, a subject."""
        if isinstance(outcome, int) and outcome < 0:
            return outcome  # an outcome outside a grade's order is its own
        known: int = self._codes.setdefault(outcome, len(self._codes))
        return known

    def fact(self, seat: Seat, name: str) -> Amounts | Pointer | Flag:
        """What a field of a subject holds."""
        if (seat, name) in self.instead:
            return self.instead[seat, name]
        found = self._facts.get((seat, name))
        if found is None:
            found = self._facts[seat, name] = self._made(seat, self.declared(seat.type, name))
        return found

    def value(self, seat: Seat, name: str) -> Amounts:
        """The value of a field that is not a true/false one; a reference is whom it leads to."""
        found = self.fact(seat, name)
        if isinstance(found, Pointer):
            targets = [(found.at(each), Amounts(other=self.code(each), outside=True)) for each in found.targets]
            return one_of([*targets, (found.nowhere, Amounts(absent=True))], exhaustive=True)
        assert isinstance(found, Amounts)
        return found

    def pointer(self, seat: Seat, name: str) -> Pointer:
        """Where a reference leads."""
        found = self.fact(seat, name)
        assert isinstance(found, Pointer)
        return found

    def flag(self, seat: Seat, name: str) -> Flag:
        """A true/false field."""
        found = self.fact(seat, name)
        assert isinstance(found, Flag)
        return found

    def _made(self, seat: Seat, declared: Field, mark: str = "") -> Amounts | Pointer | Flag:
        label = f"{seat.type} {seat.at} {declared.name}{mark}"
        if declared.kind is Kind.REFERENCE:
            return self._reference(seat, declared, label)
        absent = z3.Bool(f"{label} không có") if declared.may_be_absent else False
        if declared.kind is Kind.BOOLEAN:
            true = z3.Bool(label)
            self._terms[seat, declared.name] = (true, absent)
            return Flag(all_hold(true, z3.Not(absent)) if absent is not False else true, absent)
        held = z3.Int(label)
        self._terms[seat, declared.name] = (held, absent)
        there = z3.Not(absent) if absent is not False else True
        low, high = self._ends(declared)
        self.axioms.append(held >= low if low is not None else True)
        self.axioms.append(held <= high if high is not None else True)
        if declared.kind is Kind.GRADE:
            ordered = held >= 0
            return Amounts(held, all_hold(there, ordered), held, all_hold(there, z3.Not(ordered)), absent, True)
        if declared.kind.is_ordered:
            scale = self._scale(declared)
            return Amounts(held if scale == 1 else z3.ToReal(held) * z3.Q(1, scale), there, 0, False, absent, True)
        if declared.options:
            codes = [self.code(each) for each in declared.options]
            self.axioms.append(some_hold(*(held == each for each in codes)))
        return Amounts(0, False, held, there, absent, True)

    def _reference(self, seat: Seat, declared: Field, label: str) -> Pointer:
        targets = tuple(each for target in declared.targets for each in self.seats(target) if each != self.coming)
        if declared.implied:
            return Pointer(0, targets)
        pointer = Pointer(z3.Int(label), targets)
        self._facts[seat, declared.name] = pointer
        self._terms[seat, declared.name] = (pointer.to, pointer.nowhere)
        ways = [all_hold(pointer.at(each), self.exists(each)) for each in targets]
        if declared.may_be_absent:
            ways.append(pointer.nowhere)
        self.axioms.append(z3.Implies(self.exists(seat), some_hold(*ways)))
        self.axioms.append(z3.And(pointer.to >= -1, pointer.to < len(targets)))
        return pointer

    @staticmethod
    def _scale(declared: Field) -> int:
        """By how much a value is multiplied to be a whole number."""
        if not declared.kind.is_number:
            return 1
        return int(10 ** decimals_of(declared)) * (100 if declared.kind is Kind.PERCENT else 1)

    @staticmethod
    def _ends(declared: Field) -> tuple[int | None, int | None]:
        """The least and the greatest number that a field holds, in its smallest unit."""
        kind = declared.kind
        grain = 10 ** decimals_of(declared) if kind.is_number else 1
        low = None if declared.low is None else ceil(declared.low * grain)
        high = None if declared.high is None else floor(declared.high * grain)
        if kind is Kind.GRADE:
            low = -len(declared.outside) if low is None or declared.outside else max(low, 0)
            high = len(declared.options) - 1 if high is None else high
        elif kind is Kind.DATE:
            low, high = max(low or 1, 1), min(high or _LAST_DAY, _LAST_DAY)
        elif kind.is_period:
            per = _PER_YEAR.get(kind, 1)
            last = per * _LAST_YEAR + per - 1 - (kind is Kind.SCHOOL_YEAR)
            low, high = max(low or per, per), min(high or last, last)
        elif not kind.is_ordered:
            low, high = 0, None
        return low, high

    def near(self, question: Question) -> Iterator[Any]:
        """That days and periods are of the time that a reader expects: not long before the day asked, not after it."""
        for (seat, name), (held, _) in self._terms.items():
            kind = self.declared(seat.type, name).kind
            if kind is Kind.DATE:
                last, back = question.on.toordinal(), 365 * _YEARS_BACK
            elif kind is question.period.kind:
                last, back = question.period.ordinal, _PER_YEAR.get(kind, 1) * _YEARS_BACK
            else:
                continue
            yield z3.And(held <= last, held >= last - back)

    # ------------------------------------------------------------ the case of a choice

    def case(self, model: Any, question: Question) -> Case:
        """The facts that the solver chose: those that were asked for. Types asked for are closed, others open."""
        taken = [seat for seat in self._exists if z3.is_true(model.eval(term_of(self.exists(seat)), True))]
        chosen = _Chosen(self, model)
        subjects: dict[str, dict[Any, Row]] = {each.name: {} for each in self.vocabulary}
        for each in self.vocabulary.singles:
            subjects[each.name][single(each).key] = chosen.row(Seat(each.name, 0))
        for seat in sorted(taken):
            if not self.type(seat.type).single:
                subjects[seat.type][chosen.subject(seat).key] = chosen.row(seat)
        touched = {seat.type for seat in self._exists} - self._wanting(taken)
        closed = frozenset(map(Closure, touched)) | single_closures(self.vocabulary)
        return Case(self.vocabulary, question.on, question.period, subjects, closed)

    def _wanting(self, taken: Iterable[Seat]) -> set[str]:
        """The types of which nobody is there, but whom a reference that was not asked for has to lead to."""
        there = {seat.type for seat in taken}
        found: set[str] = set()
        for seat in taken:
            for each in self.type(seat.type).fields:
                unsaid = each.kind is Kind.REFERENCE and (seat, each.name) not in self._facts
                if unsaid and not each.may_be_absent and there.isdisjoint(each.targets):
                    found |= set(each.targets)
        return found

    def subject(self, model: Any, seat: Seat) -> SubjectId:
        """The subject at a place."""
        return _Chosen(self, model).subject(seat)

    def other_slot(self, model: Any) -> Slot:
        """What the field holds in the dossier that is varied."""
        assert self._variant is not None
        seat, name, made = self._variant
        return _Chosen(self, model).held(seat, name, made)


@frozen
class _Chosen:
    """Reads what the solver chose."""

    dossier: Dossier
    model: Any

    def subject(self, seat: Seat) -> SubjectId:
        declared = self.dossier.type(seat.type)
        if declared.single:
            return single(declared)
        if not declared.key:
            return SubjectId(seat.type, f"{declared.attribute.replace('_', '-')}-{seat.at + 1}")
        parts = (key_part(self.dossier.declared(seat.type, name), self.slot(seat, name)) for name in declared.key)
        return SubjectId(seat.type, tuple(parts))

    def row(self, seat: Seat) -> Row:
        declared = self.dossier.type(seat.type)
        return tuple(
            single(self.dossier.type(each.targets[0])) if each.implied else self.slot(seat, each.name)
            for each in declared.fields
        )

    def slot(self, seat: Seat, name: str) -> Slot:
        made = self.dossier._terms.get((seat, name))
        return None if made is None else self.held(seat, name, made)

    def held(self, seat: Seat, name: str, made: tuple[Any, Any]) -> Slot:
        declared = self.dossier.declared(seat.type, name)
        held, absent = made
        if declared.may_be_absent and z3.is_true(self.model.eval(absent, True)):
            return ABSENT
        if declared.kind is Kind.BOOLEAN:
            return bool(z3.is_true(self.model.eval(held, True)))
        number: int = self.model.eval(held, True).as_long()
        if declared.kind is Kind.REFERENCE:
            return self.subject(self.dossier.pointer(seat, name).targets[number])
        if declared.kind.is_number:
            exact = Fraction(number, 10 ** decimals_of(declared))
            return int(exact) if exact.denominator == 1 else Decimal(number) / 10 ** decimals_of(declared)
        if declared.kind.is_ordered:
            return int(number)
        outcome = next((each for each, code in self.dossier._codes.items() if code == number), None)
        if declared.options:
            assert isinstance(outcome, str)
            return outcome
        return str(outcome) if isinstance(outcome, Text) else f"văn bản {number}"


def term_of(formula: Formula) -> Any:
    """A formula as the solver takes it."""
    return z3.BoolVal(formula) if isinstance(formula, bool) else formula
