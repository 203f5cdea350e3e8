"""The meaning of a program in one completion: every fact known, nothing open. Written anew, to be compared with.

Where the text itself gives no answer (an empty ratio, a table without a row) an outcome is `U`, and what depends on
it may be a set of more than one; otherwise everything found is a set of just one outcome or value.
"""

import calendar
import datetime
import itertools
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import define, field

from tests.semantics.seats import seated
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.texts import Text
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question

T, F, NA, U = "T", "F", "NA", "U"
NONE, UNDEFINED = "không có", "undefined"


@define(frozen=True)
class Outside:
    """An outcome without order: a choice, a text, a subject, a grade outside the order."""

    name: Any


Outcomes = frozenset[str]
Values = frozenset[Any]


def number(x: Any) -> bool:
    return isinstance(x, int | Fraction) and not isinstance(x, bool)


@define
class Oracle:
    """What is found in one completion. `case` holds single values only and is wholly closed.

    `tied` says that candidates tie for last seats under several limits, of whom each stands or falls with the others.
    """

    program: ir.Program
    case: Case
    question: Question
    verdicts: dict[tuple[SubjectId, str], Outcomes] = field(factory=dict)
    values: dict[tuple[SubjectId, str], Values] = field(factory=dict)
    doubtful: bool = False
    tied: bool = False
    supposed: dict[ir.Value, Fraction] = field(factory=dict)

    def run(self) -> "Oracle":
        for rule in self.program.rules:
            for subject in self.case.of_type(rule.subject):
                if isinstance(rule, ir.Criterion):
                    self.node(rule.root, subject)
                elif isinstance(rule, ir.Quantity):
                    self.values[subject, rule.code] = self.quantity(rule, subject)
                elif isinstance(rule, ir.Quota):
                    self.verdicts[subject, rule.code] = seated(self, rule, subject)
                else:
                    self.values[subject, rule.code] = self.rank(rule, subject)
        self.doubtful |= any(UNDEFINED in found or len(found) > 1 for found in self.values.values())
        self.doubtful |= any(U in found or len(found) > 1 for found in self.verdicts.values())
        return self

    # ------------------------------------------------------------ facts

    def declared(self, type_name: str, name: str) -> Field:
        return next(f for t in self.program.vocabulary if t.name == type_name for f in t.fields if f.name == name)

    def slot(self, subject: SubjectId, name: str) -> Any:
        fact_type = next(t for t in self.program.vocabulary if t.name == subject.type)
        names = [f.name for f in fact_type.fields]
        slot = self.case.subjects[subject.type][subject.key][names.index(name)]
        if repr(slot) == "ABSENT":
            return NONE
        assert slot is not None
        return slot

    def end(self, walk: ir.Walk, element: SubjectId, subject: SubjectId) -> SubjectId | None:
        at = subject if walk.of_subject else element
        for step in walk.steps:
            slot = self.slot(at, step)
            if slot == NONE:
                return None
            at = slot
        return at

    def read(self, subject: SubjectId, name: str) -> Any:
        declared, slot = self.declared(subject.type, name), self.slot(subject, name)
        if isinstance(slot, str) and slot == NONE:
            return NONE
        if declared.kind is Kind.GRADE and slot < 0:
            return Outside(slot)
        if declared.kind is Kind.PERCENT:
            return Fraction(slot) / 100
        if declared.kind is Kind.TEXT:
            return Outside(Text(slot))
        if declared.kind in (Kind.CHOICE, Kind.TITLE, Kind.REFERENCE):
            return Outside(slot)
        return Fraction(slot)

    # ------------------------------------------------------------ conditions

    def holds(self, c: ir.Condition, e: SubjectId, s: SubjectId) -> Outcomes:
        """The outcomes of a condition: T, F or U."""
        match c:
            case ir.Fact(walk, name):
                at = self.end(walk, e, s)
                return frozenset([T if at is not None and self.slot(at, name) is True else F])
            case ir.PresentFact(walk, name):
                at = self.end(walk, e, s)
                return frozenset([T if at is not None and self.slot(at, name) != NONE else F])
            case ir.Concluded():
                return frozenset(F if each == NA else each for each in self.concluded(c, e, s))
            case ir.Compared(comparison, left, right):
                pairs = itertools.product(self.value(left, e, s), self.value(right, e, s))
                return frozenset(compared(comparison.value, a, b) for a, b in pairs)
            case ir.RatioCompared(comparison, members, inner, threshold):
                limits = self.value(threshold, e, s)
                shares = self.noting(self.share(members, inner, e, s))
                return frozenset(compared(comparison.value, a, b) for a in shares for b in limits)
            case ir.AmongOf(operand, wanted):
                return frozenset(among(x, wanted) for x in self.value(operand, e, s))
            case ir.PresentOf(operand):
                return frozenset(U if x == UNDEFINED else F if x == NONE else T for x in self.value(operand, e, s))
            case ir.EveryOf(members, inner):
                found = frozenset([T])
                for element, inside in self.inside(members, e, s):
                    found = lifted(both, found, lifted(either, negated(inside), self.holds(inner, element, s)))
                return found
            case ir.Unstated():
                return frozenset([U])
            case ir.Negation(operand):
                return negated(self.holds(operand, e, s))
            case ir.Conjunction(operands):
                found = frozenset([T])
                for operand in operands:
                    found = lifted(both, found, self.holds(operand, e, s))
                return found
            case ir.Disjunction(operands):
                found = frozenset([F])
                for operand in operands:
                    found = lifted(either, found, self.holds(operand, e, s))
                return found
        raise AssertionError(c)

    def concluded(self, c: ir.Concluded, e: SubjectId, s: SubjectId) -> Outcomes:
        at = self.end(c.walk, e, s)
        return frozenset([F]) if at is None else self.verdicts[at, c.code_of(at.type)]

    # ------------------------------------------------------------ collections

    def inside(self, members: ir.Members, e: SubjectId, s: SubjectId) -> list[tuple[SubjectId, Outcomes]]:
        """The elements of a collection, each with whether the filter holds."""
        owner = self.end(members.owner, e, s)
        owners = [] if owner is None else [owner]
        for collection in members.collections:
            found = self.case.subjects.get(collection.member, {})
            everyone = [SubjectId(collection.member, key) for key in found]
            owners = [each for each in everyone if self.slot(each, collection.via) in owners]
        met = frozenset([T])
        return [(each, met if members.where is None else self.holds(members.where, each, s)) for each in owners]

    def parts(self, members: ir.Members, e: SubjectId, s: SubjectId) -> Iterable[list[SubjectId]]:
        """The collection itself; where the filter is undetermined of somebody, with and without them."""
        choices: list[list[list[SubjectId]]] = []
        for element, inside in self.inside(members, e, s):
            choices.append([[element]] if inside == {T} else [[]] if inside == {F} else [[element], []])
        for chosen in itertools.product(*choices):
            yield [each for part in chosen for each in part]

    def share(self, members: ir.Members, inner: ir.Condition, e: SubjectId, s: SubjectId) -> Values:
        found: set[Any] = set()
        for part in self.parts(members, e, s):
            met = [self.holds(inner, each, s) for each in part]
            sure = sum(each == {T} for each in met)
            possible = sum(bool(each & {T, U}) for each in met)
            if not part:
                found.add(UNDEFINED)
            else:
                found.update(Fraction(n, len(part)) for n in range(sure, possible + 1))
        return frozenset(found)

    # ------------------------------------------------------------ values

    def value(self, v: ir.Value, e: SubjectId, s: SubjectId) -> Values:
        return self.noting(self._value(v, e, s))

    def noting(self, found: Values) -> Values:
        """These values, of which it is noted if the text leaves open which."""
        if UNDEFINED in found or len(found) > 1:
            self.doubtful = True
        return found

    def _value(self, v: ir.Value, e: SubjectId, s: SubjectId) -> Values:
        if v in self.supposed:
            return frozenset([self.supposed[v]])
        match v:
            case ir.Constant(constant, _):
                return self.given(constant)
            case ir.Parameter(name, _):
                return self.given(self.question.parameters[name])
            case ir.Asked("on", _):
                return frozenset([Fraction(self.question.on.toordinal())])
            case ir.Asked("period", _):
                return frozenset([Fraction(self.question.period.ordinal)])
            case ir.Asked():
                return frozenset([Fraction(self.question.period.last_day.year)])
            case ir.FieldValue(walk, name, _):
                at = self.end(walk, e, s)
                return frozenset([NONE if at is None else self.read(at, name)])
            case ir.Derived(walk, _, _):
                at = self.end(walk, e, s)
                return frozenset([NONE]) if at is None else self.values[at, v.code_of(at.type)]
            case ir.Calculation(operator, left, right, _):
                pairs = itertools.product(self.value(left, e, s), self.value(right, e, s))
                # nothing is reckoned with a grade outside the order: rules ask for it first
                known = [pair for pair in pairs if not any(isinstance(each, Outside) for each in pair)]
                return frozenset(calculated(operator, a, b) for a, b in known)
            case ir.Opposite(operand, _):
                return frozenset(-x if number(x) else x for x in self.value(operand, e, s))
            case ir.Rounded(rounding, step, operand, _):
                return frozenset(
                    rounded(x, step, rounding.value) if number(x) else x for x in self.value(operand, e, s)
                )
            case ir.Shifted(operand, days, months, _):
                return frozenset(moved(x, days, months) if number(x) else x for x in self.value(operand, e, s))
            case ir.DayOf(year, month, day, _):
                return frozenset(day_in(int(x), month, day) if number(x) else x for x in self.value(year, e, s))
            case ir.DatePart(part, operand, _):
                days = self.value(operand, e, s)
                return frozenset(
                    Fraction(getattr(datetime.date.fromordinal(int(x)), part)) if number(x) else x for x in days
                )
            case ir.MonthsBetween(start, end, _):
                pairs = itertools.product(self.value(start, e, s), self.value(end, e, s))
                return frozenset(
                    months_passed(a, b) if number(a) and number(b) else calculated("−", a, b) for a, b in pairs
                )
            case ir.Bounded(operand, low, high, _):
                loose: Values = frozenset([NONE])
                floors = loose if low is None else self.value(low, e, s)
                ceilings = loose if high is None else self.value(high, e, s)
                triples = itertools.product(self.value(operand, e, s), floors, ceilings)
                return frozenset(kept(kept(x, least, max), most, min) for x, least, most in triples)
            case ir.ExtremeOf(greatest, operands, _):
                chosen = itertools.product(*(self.value(each, e, s) for each in operands))
                return frozenset(outermost(greatest, each) for each in chosen)
            case ir.Otherwise(operand, default, _):
                held = self._value(operand, e, s)
                others = self.value(default, e, s) if held & {NONE, UNDEFINED} else frozenset()
                return (held - {NONE, UNDEFINED}) | others
            case ir.CountOf(members, _):
                return frozenset(Fraction(len(part)) for part in self.parts(members, e, s))
            case ir.RatioOf(members, inner, _):
                return self.share(members, inner, e, s)
            case ir.FoldOf(fold, item, members, _, _, by):
                found: set[Any] = set()
                for part in self.parts(members, e, s):
                    if by is not None:
                        pairs = [itertools.product(self.value(by, each, s), self.value(item, each, s)) for each in part]
                        found |= {by_group(fold.value, chosen) for chosen in itertools.product(*pairs)}
                        continue
                    for chosen in itertools.product(*(self.value(item, each, s) for each in part)):
                        found.add(folded(fold.value, chosen))
                return frozenset(found)
            case ir.StreakOf(until, members, period, _, _):
                runs = set()
                for part in self.parts(members, e, s):
                    years = {self.read(each, period) for each in part}
                    for last in self.value(until, e, s):
                        runs.add(run(years, last) if number(last) else UNDEFINED)
                return frozenset(runs)
        raise AssertionError(v)

    def given(self, constant: Any) -> Values:
        if constant.ordered:
            assert constant.low == constant.high
            return frozenset([Fraction(constant.low)])
        return frozenset(Outside(each) for each in constant.others)

    # ------------------------------------------------------------ rules

    def node(self, node: ir.Requirement, s: SubjectId) -> Outcomes:
        if node.group == "leaf":
            assert node.condition is not None
            bare = isinstance(node.condition, ir.Concluded)
            found = self.concluded(node.condition, s, s) if bare else self.holds(node.condition, s, s)  # type: ignore[arg-type]
        else:
            below = [self.node(child, s) for child in node.children]
            found = frozenset(joined(node, chosen) for chosen in itertools.product(*below))
        for exception in node.exceptions:
            excuse = self.holds(exception.condition, s, s)
            if exception.guard is not None:
                excuse = self.under(exception.guard, excuse, s)
            self.verdicts[s, exception.code] = excuse
            met = frozenset(F if each == NA else each for each in excuse)
            found = frozenset(a if a == NA else either(a, b) for a in found for b in met)
        if node.guard is not None:
            found = self.under(node.guard, found, s)
        self.verdicts[s, node.code] = found
        return found

    def under(self, guard: ir.Condition, found: Outcomes, s: SubjectId) -> Outcomes:
        applies = self.holds(guard, s, s)
        return (found if applies & {T, U} else frozenset()) | ({NA} if applies & {F, U} else frozenset())

    def quantity(self, rule: ir.Quantity, s: SubjectId) -> Values:
        applies = frozenset([T]) if rule.guard is None else self.holds(rule.guard, s, s)
        found: set[Any] = {UNDEFINED} if applies & {F, U} else set()
        if applies & {T, U}:
            found |= self.table(rule.body, s) if isinstance(rule.body, ir.Table) else self.value(rule.body, s, s)
        return frozenset(found)

    def table(self, table: ir.Table, s: SubjectId) -> set[Any]:
        found: set[Any] = set()
        for row in table.rows:
            met = frozenset([T]) if row.condition is None else self.holds(row.condition, s, s)
            if met & {T, U}:
                found |= self.value(row.result, s, s)
            if not met & {F, U}:
                return found
        return found | {UNDEFINED}

    def rank(self, rule: ir.Rank, s: SubjectId) -> Values:
        group = self.slot(s, rule.group)
        if group == NONE:
            return frozenset([UNDEFINED])
        keys = {
            each: list(itertools.product(*(self.key(key, each) for key in rule.keys)))
            for each in self.case.of_type(rule.subject)
            if self.slot(each, rule.group) == group
        }
        found: set[Any] = set()
        for own in keys[s]:
            if None in own:
                found.add(UNDEFINED)
                continue
            ahead = [[None not in each and each < own for each in keys[other]] for other in keys if other != s]
            found.update(range(1 + sum(map(all, ahead)), 2 + sum(map(any, ahead))))
        return frozenset(Fraction(each) if number(each) else each for each in found)

    def key(self, key: ir.SortKey, s: SubjectId) -> list[Any]:
        """The key's values, negated where greater comes first; None for what has no place."""
        if isinstance(key.operand, ir.Value):
            found = [x if number(x) else None for x in self.value(key.operand, s, s)]
        else:
            met = self.holds(key.operand, s, s)
            found = [*([1] if met & {T, U} else []), *([0] if met & {F, U} else [])]
        return [None if x is None else -x if key.descending else x for x in found]


# ---------------------------------------------------------------- single outcomes and values


def both(a: str, b: str) -> str:
    return F if F in (a, b) else U if U in (a, b) else T


def either(a: str, b: str) -> str:
    return T if T in (a, b) else U if U in (a, b) else F


def negated(a: Outcomes) -> Outcomes:
    return frozenset({T: F, F: T}.get(each, each) for each in a)


def lifted(operation: Any, a: Outcomes, b: Outcomes) -> Outcomes:
    return frozenset(operation(x, y) for x in a for y in b)


def joined(node: ir.Requirement, children: tuple[str, ...]) -> str:
    left = [each for each in children if each != NA]
    if not left:
        return NA
    met, unsure = left.count(T), left.count(U)
    least = {"all": len(left), "any": 1, "none": 1, "at_least": node.least}[node.group]
    found = T if met >= least else U if met + unsure >= least else F
    return {T: F, F: T, U: U}[found] if node.group == "none" else found


def compared(sign: str, a: Any, b: Any) -> str:
    if UNDEFINED in (a, b):
        return U
    if NONE in (a, b):
        return F
    if sign in ("=", "≠"):
        return T if (a == b) == (sign == "=") else F
    if not (number(a) and number(b)):
        return F
    return T if {"<": a < b, "≤": a <= b, ">": a > b, "≥": a >= b}[sign] else F


def among(x: Any, wanted: frozenset[object]) -> str:
    if x == UNDEFINED:
        return U
    if isinstance(x, Outside):
        return T if x.name in wanted else F
    return T if x != NONE and x in wanted else F


def calculated(sign: str, a: Any, b: Any) -> Any:
    if UNDEFINED in (a, b):
        return UNDEFINED
    if NONE in (a, b):
        return NONE
    if sign == "/":
        return UNDEFINED if b == 0 else Fraction(a) / b
    return {"+": a + b, "−": a - b, "×": a * b}[sign]


def rounded(x: Fraction, step: Fraction, way: str) -> Fraction:
    whole, rest = divmod(Fraction(x), step)
    up = {"xuống": False, "lên": rest > 0, "gần nhất": 2 * rest >= step}[way]
    return (whole + up) * step


def kept(x: Any, bound: Any, pick: Any) -> Any:
    """A number at or within a bound; what is no number stays, and a bound that is `không có` does not bind."""
    if not number(x):
        return x
    return UNDEFINED if bound == UNDEFINED else pick(x, bound) if number(bound) else x


def outermost(greatest: bool, values: tuple[Any, ...]) -> Any:
    """The greatest or the least of those that are there."""
    if UNDEFINED in values:
        return UNDEFINED
    numbers = [each for each in values if number(each)]
    return NONE if not numbers else max(numbers) if greatest else min(numbers)


def day_in(year: int, month: int, day: int) -> Fraction:
    """The day of a year, the last of its month if there is no such day."""
    while day > calendar.monthrange(year, month)[1]:
        day -= 1
    return Fraction(datetime.date(year, month, day).toordinal())


def months_passed(a: Fraction, b: Fraction) -> Fraction:
    """How often a month can be added before the later day is passed, or must be taken away to come before it."""
    months = 0
    while moved(a, 0, months) > b:
        months -= 1
    while moved(a, 0, months + 1) <= b:
        months += 1
    return Fraction(months)


def moved(x: Fraction, days: int, months: int) -> Fraction:
    day = datetime.date.fromordinal(int(x))
    for _ in range(abs(months)):
        first = day.replace(day=1)
        other = (first + datetime.timedelta(31) if months > 0 else first - datetime.timedelta(1)).replace(day=1)
        day = other
    if months:
        asked = datetime.date.fromordinal(int(x)).day
        day = day.replace(day=min(asked, calendar.monthrange(day.year, day.month)[1]))
    return Fraction(day.toordinal() + days)


def folded(fold: str, values: tuple[Any, ...]) -> Any:
    """Who is `không có`, or outside the order, is left out; nobody left leaves all but a sum undefined."""
    if UNDEFINED in values:
        return UNDEFINED
    numbers = [x for x in values if number(x)]
    if fold == "tổng":
        return sum(numbers, Fraction(0))
    if not numbers:
        return UNDEFINED
    if fold == "trung bình":
        return sum(numbers, Fraction(0)) / len(numbers)
    return max(numbers) if fold == "lớn nhất" else min(numbers)


def by_group(fold: str, pairs: tuple[tuple[Any, Any], ...]) -> Any:
    """The sum over groups of the greatest or least value of each; who is `không có` is in none."""
    counted = [(group, x) for group, x in pairs if number(x) or x is UNDEFINED]
    if any(UNDEFINED in pair for pair in counted):
        return UNDEFINED
    groups = {group: [x for at, x in counted if at == group] for group, _ in counted}
    return sum((folded(fold, tuple(values)) for values in groups.values()), Fraction(0))


def run(years: set[Any], last: Fraction) -> Fraction:
    length = 0
    while last - length in years:
        length += 1
    return Fraction(length)
