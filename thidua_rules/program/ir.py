"""The typed intermediate form of a ruleset: what executors run. It knows neither files nor spelling.

Every expression is evaluated for a *scope*: the element at hand (`self`) and the subject the rule is asked of.
A condition yields a mask, a value yields a `Possible` (both of `thidua_rules.values`).
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from thidua_rules.facts.vocabulary import Collection, Field, Kind, Vocabulary
from thidua_rules.program.codes import as_written
from thidua_rules.values import Comparison, Fold, Possible, Rounding


@frozen(cache_hash=True)
class ValueType:
    """The static type of a value.

    `shape` is a declared field of the same type, for display and for the grades' names; `kind` BOOLEAN never occurs.
    `integral` says that the value is always a whole number.
    """

    kind: Kind
    shape: Field | None = None
    integral: bool = False


@frozen(cache_hash=True)
class Walk:
    """A way from the scope along references, each followed by name; ends at one subject.

    `start` is the type at which it begins, `ends` the types at which it may end.
    """

    start: str
    steps: tuple[str, ...] = ()
    of_subject: bool = False
    ends: tuple[str, ...] = ()


def own(type_name: str) -> Walk:
    """The way from a subject to itself."""
    return Walk(type_name, (), False, (type_name,))


def group_of(type_name: str, reference: str, target: str) -> Walk:
    """The way from a subject to what one of its references leads to."""
    return Walk(type_name, (reference,), False, (target,))


WHOLE = ValueType(Kind.INTEGER, None, True)
"""Of whole numbers that have no declared field."""

# ---------------------------------------------------------------- values


@frozen(cache_hash=True)
class Constant:
    """A literal."""

    value: Possible
    type: ValueType


@frozen(cache_hash=True)
class Parameter:
    """A parameter of the ruleset, fixed by the question."""

    name: str
    type: ValueType


@frozen(cache_hash=True)
class Asked:
    """Part of the question: `on` (ngày xét), `period` (kỳ xét) or `year` (năm xét)."""

    what: Literal["on", "period", "year"]
    type: ValueType


@frozen(cache_hash=True)
class FieldValue:
    """A field of the subject that `walk` leads to; never a boolean one."""

    walk: Walk
    name: str
    type: ValueType


Apart = tuple[tuple[str, str], ...]
"""By type, the code of what several types have under one code: each type has a rule of its own."""


class _OfTypes:
    """What has a code, which may be another one for each type."""

    __slots__ = ()
    code: str
    apart: Apart

    def code_of(self, type_name: str) -> str:
        """The code for a subject of that type."""
        return next((code for each, code in self.apart if each == type_name), self.code)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes that it may be."""
        return tuple(code for _, code in self.apart) or (self.code,)


@frozen(cache_hash=True)
class Derived(_OfTypes):
    """A quantity or rank of the subject that `walk` leads to; of several types, the one `apart` gives for its type."""

    walk: Walk
    code: str
    type: ValueType
    apart: Apart = ()


@frozen(cache_hash=True)
class Calculation:
    """Arithmetic on two values. A period plus a number is the period so many later."""

    operator: Literal["+", "−", "×", "/"]
    left: "Value"
    right: "Value"
    type: ValueType


@frozen(cache_hash=True)
class Opposite:
    """The negative of a number."""

    operand: "Value"
    type: ValueType


@frozen(cache_hash=True)
class Rounded:
    """A number as a multiple of `step`."""

    rounding: Rounding
    step: Fraction
    operand: "Value"
    type: ValueType


@frozen(cache_hash=True)
class Shifted:
    """A date moved by days or months (negative: back); month ends clamp."""

    operand: "Value"
    days: int
    months: int
    type: ValueType


@frozen(cache_hash=True)
class DayOf:
    """A day of the year that `year` gives; 29/2 is the last day of February."""

    year: "Value"
    month: int
    day: int
    type: ValueType


@frozen(cache_hash=True)
class DatePart:
    """The year or the month (1 to 12) of a date."""

    part: Literal["year", "month"]
    operand: "Value"
    type: ValueType


@frozen(cache_hash=True)
class MonthsBetween:
    """The most whole months that added to `start` come to no day after `end`; month ends clamp."""

    start: "Value"
    end: "Value"
    type: ValueType


@frozen(cache_hash=True)
class Bounded:
    """A value kept at or above `low` and at or below `high` (which wins over `low`), where these have a value.

    An operand outside the order (`không xếp loại`, `không có`) stays as it is; a bound that is known not to exist, or
    lies outside the order, does not bind; an undetermined one leaves the result undetermined. The greatest of several
    values is a value kept at or above the others.
    """

    operand: "Value"
    low: "Value | None"
    high: "Value | None"
    type: ValueType


@frozen(cache_hash=True)
class Members:
    """The elements reached from the end of `owner` through collections, each seen from the one before.

    `where` restricts which of them are in; it is evaluated with the element as `self`.
    """

    owner: Walk
    collections: tuple[Collection, ...]
    where: "Condition | None" = None

    @property
    def element(self) -> str:
        """The type of the elements."""
        return self.collections[-1].member


@frozen(cache_hash=True)
class ExtremeOf:
    """The greatest or the least of some values; those that are known not to exist are left out."""

    greatest: bool
    operands: tuple["Value", ...]
    type: ValueType


@frozen(cache_hash=True)
class Otherwise:
    """A value, or another one where it has none: known not to exist, or without an answer."""

    operand: "Value"
    default: "Value"
    type: ValueType


@frozen(cache_hash=True)
class CountOf:
    """How many elements there are."""

    members: Members
    type: ValueType


@frozen(cache_hash=True)
class RatioOf:
    """The share of the elements that meet the condition."""

    members: Members
    condition: "Condition"
    type: ValueType


@frozen(cache_hash=True)
class FoldOf:
    """Sum, mean, greatest or least of a value of the elements; `domain` bounds that value statically.

    With `by`: the sum of the greatest or least values of the groups of elements that share the value `by`.
    """

    fold: Fold
    item: "Value"
    members: Members
    domain: Possible
    type: ValueType
    by: "Value | None" = None


@frozen(cache_hash=True)
class StreakOf:
    """How many periods in a row, counting back from `until`, have an element; `period` is the element's field.

    `unique` says that an owner has at most one element a period.
    """

    until: "Value"
    members: Members
    period: str
    unique: bool
    type: ValueType


Value = (
    Constant
    | Parameter
    | Asked
    | FieldValue
    | Derived
    | Calculation
    | Opposite
    | Rounded
    | Shifted
    | DayOf
    | DatePart
    | MonthsBetween
    | Bounded
    | ExtremeOf
    | Otherwise
    | CountOf
    | RatioOf
    | FoldOf
    | StreakOf
)

# ---------------------------------------------------------------- conditions


@frozen(cache_hash=True)
class Fact:
    """A boolean field of the subject that `walk` leads to."""

    walk: Walk
    name: str


@frozen(cache_hash=True)
class Concluded(_OfTypes):
    """A conclusion about the subject that `walk` leads to; of several types, the one `apart` gives for its type."""

    walk: Walk
    code: str
    apart: Apart = ()


@frozen(cache_hash=True)
class Compared:
    """A comparison of two values."""

    comparison: Comparison
    left: Value
    right: Value


@frozen(cache_hash=True)
class RatioCompared:
    """A share compared with a threshold that the question fixes; exact, without division."""

    comparison: Comparison
    members: Members
    condition: "Condition"
    threshold: Value


@frozen(cache_hash=True)
class AmongOf:
    """Whether a value is one of these grades, choices, texts, numbers."""

    operand: Value
    wanted: frozenset[object]


@frozen(cache_hash=True)
class PresentOf:
    """Whether a value exists, as against the known absence."""

    operand: Value


@frozen(cache_hash=True)
class PresentFact:
    """Whether a boolean field, or a reference, has a value, as against the known absence."""

    walk: Walk
    name: str


@frozen(cache_hash=True)
class EveryOf:
    """Whether all elements meet the condition."""

    members: Members
    condition: "Condition"


@frozen(cache_hash=True)
class Unstated:
    """What the text at hand does not say: never decided, whatever the facts; `reason` is told."""

    reason: str


@frozen(cache_hash=True)
class Negation:
    """Not."""

    operand: "Condition"


@frozen(cache_hash=True)
class Conjunction:
    """All."""

    operands: tuple["Condition", ...]


@frozen(cache_hash=True)
class Disjunction:
    """At least one."""

    operands: tuple["Condition", ...]


Condition = (
    Fact
    | Concluded
    | Compared
    | RatioCompared
    | AmongOf
    | PresentOf
    | PresentFact
    | EveryOf
    | Unstated
    | Negation
    | Conjunction
    | Disjunction
)

# ---------------------------------------------------------------- rules


@frozen(cache_hash=True)
class About:
    """What people are told about a node: its name, citations, evidence, and remarks. No meaning depends on it.

    An `excluding` node is one of `loại trừ`: its condition is the negation of what excludes, told in `text`. A `truth`
    is a true/false quantity: told as `đúng` or `sai`, and where it is used, not by itself. An `internal` node is the
    compiler's own and not told at all. A `serving` one is there for others, and told where they use it (of a quantity,
    what it is reckoned from); a `noted` one is neither good nor bad, and told as there or not. `reads` is what
    explanations call a quantity, if that is not its code.
    """

    title: str = ""
    text: str = ""
    citations: tuple[str, ...] = ()
    evidence: str | None = None
    confirmed_by: str | None = None
    reading: str | None = None
    summary: bool = False
    excluding: bool = False
    truth: bool = False
    internal: bool = False
    serving: bool = False
    noted: bool = False
    reads: str = ""

    @property
    def reported(self) -> bool:
        """Whether it is a verdict that people ask for by itself."""
        return not (self.truth or self.internal or self.serving)


@frozen(cache_hash=True)
class Exempting:
    """One exception under `trừ khi`."""

    code: str
    condition: Condition
    guard: Condition | None = None
    about: About = About()


@frozen(cache_hash=True)
class Requirement:
    """A node of a criterion: a leaf with a condition, or a group of children.

    `group` is how children combine; `least` is n of `ít nhất n trong`. A guard that is not met makes the node not
    applicable; an exception that is met makes it met. A leaf whose condition is one bare conclusion inherits its
    being not applicable. `remarks` are the sentences under this node that facts cannot decide (code, reason).
    """

    code: str
    group: Literal["leaf", "all", "any", "at_least", "none"]
    condition: Condition | None = None
    children: tuple["Requirement", ...] = ()
    least: int = 0
    guard: Condition | None = None
    exceptions: tuple[Exempting, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    about: About = About()


@frozen(cache_hash=True)
class Criterion:
    """A conclusion about subjects of one type; each of its requirements is a conclusion too."""

    code: str
    subject: str
    root: Requirement


@frozen(cache_hash=True)
class TableRow:
    """`condition: result`; no condition is `còn lại`."""

    condition: Condition | None
    result: Value
    about: About = About()


@frozen(cache_hash=True)
class Table:
    """The result of the first row whose condition is met; undetermined without one.

    `tested` is the one value that all rows test against constants, if so: then rows are chosen cell by cell between
    `breakpoints`, which is exact. Otherwise the rows still possible are joined.
    """

    rows: tuple[TableRow, ...]
    tested: Value | None = None
    breakpoints: tuple[Value, ...] = ()


@frozen(cache_hash=True)
class Quantity:
    """A named value of subjects of one type, by formula or by table; a guard that is not met leaves it undetermined."""

    code: str
    subject: str
    body: Value | Table
    type: ValueType
    guard: Condition | None = None
    about: About = About()


@frozen(cache_hash=True)
class SortKey:
    """A number, date, period or grade, or a condition (met first); `choice` says that it is the council's choice."""

    operand: Value | Condition
    descending: bool
    choice: bool = False


@frozen(cache_hash=True)
class Rank:
    """The place of a subject among those that share its reference `group`, by keys; equal keys share a place."""

    code: str
    subject: str
    group: str
    keys: tuple[SortKey, ...]
    type: ValueType
    about: About = About()


Ties = Literal["council", "all", "none"]
"""What is done where candidates tie for the last seats: the council's choice (the last key), all of them, none."""


@frozen(cache_hash=True)
class Through:
    """The quantities of the group through which seats rest on their base, each after those it uses."""

    quantities: tuple[Quantity, ...] = ()


@frozen(cache_hash=True)
class Limit:
    """One ceiling of a quota: in each group at most `seats` of the candidates that it `counts` (all, if None).

    `group` is a reference field of the candidates. `seats` is evaluated for a candidate, rounding and least number
    included, and says the same of every candidate of the group. `base` is what it rests on that counts members of the
    candidate's own group, perhaps `through` quantities of the group; `within_base` says that whoever has the standard
    is surely in that base. Where `guard` is not met it counts nobody; `counts` asks for that too, `applies` has the
    words of it.
    """

    code: str
    group: str
    seats: Value
    counts: Condition | None = None
    base: CountOf | None = None
    within_base: bool = False
    about: About = About()
    through: Through = Through()
    guard: Condition | None = None
    applies: str = ""


@frozen(cache_hash=True)
class Quota:
    """Whether a subject, taken to have the standard, is among those whom the limits leave room for.

    `standard` is the conclusion that makes a candidate: the title's standard or, where further conditions come before
    the seats, that these are met too. Candidates are taken in the order of `keys` while no limit
    overflows. A subject without a group, or whose seats are undetermined, has no answer.
    """

    code: str
    subject: str
    standard: str
    limits: tuple[Limit, ...]
    keys: tuple[SortKey, ...] = ()
    ties: Ties = "council"
    about: About = About()


Rule = Criterion | Quantity | Rank | Quota


@frozen(cache_hash=True)
class Constraint:
    """What the facts about every subject of a type satisfy; it decides nothing: facts that break it are refused."""

    code: str
    subject: str
    condition: Condition
    about: About = About()


@frozen
class Implies:
    """Whoever meets the `premise` meets the `conclusion`; without one, attains no title."""

    premise: Condition
    conclusion: Condition | None


@frozen
class Keeps:
    """One more member of a collection, or more of a field (`less`: less of it), never loses one of the `titles`."""

    more: Members | FieldValue
    less: bool
    titles: tuple[str, ...]


@frozen
class Alike:
    """Subjects who differ in one field attain the same titles; `tied`: but for seats, have the standard of the same."""

    name: str
    tied: bool


@frozen
class Invariant:
    """What should hold of every dossier; it decides nothing. `sizes`: how many subjects of each type it is said of."""

    code: str
    subject: str
    states: Implies | Keeps | Alike
    sizes: Mapping[str, int] = field(factory=dict, hash=False)
    about: About = About()


@frozen(cache_hash=True)
class Title:
    """How the conclusions of a title hang together: `code` is `đạt`, `standard` is `đủ chuẩn`, `quota` the seats.

    A grade with a quota on one of its steps has a title too, whose `code` is the quantity of that grade.
    """

    code: str
    subject: str
    standard: str
    quota: str | None = None
    name: str = ""


PartRole = Literal["item", "bonus", "penalty", "minus", "plus"]
"""What a part of a score is: an item, what is added to or taken off the whole, or one line of an item."""


@frozen(cache_hash=True)
class ScorePart:
    """A part of a score with those below it. Its points are the quantity `code`, the most it brings `most`, if any.

    `name` is what the ruleset calls it within the score (`I.1`); a line of the penalty takes off. `applies` is the
    text of when it applies, and of an item `lost` of what loses its points, if they are said, and `table` the quantity
    whose rows it starts from. The body of `code` is then a table: a row for each of the two before anything else.
    """

    code: str
    name: str
    title: str
    role: PartRole
    most: str | None = None
    parts: tuple["ScorePart", ...] = ()
    applies: str = ""
    lost: str = ""
    table: str | None = None


@frozen(cache_hash=True)
class Score:
    """How a score, the quantity `code`, is made up; `scale` is the sum of the maxima that apply, if there is one."""

    code: str
    subject: str
    title: str
    parts: tuple[ScorePart, ...]
    scale: str | None = None


@frozen(slots=False, repr=False)
class Program:
    """All rules in an order in which each comes after those it uses; `strata[i]` is the stratum of `rules[i]`.

    Rules of one stratum use, of each other, only conclusions about the same subject. `documents` gives the official
    number of each cited document, `own_letters` those whose clause letters are the ruleset's.
    """

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    strata: tuple[int, ...]
    parameters: Mapping[str, ValueType] = field(factory=dict, hash=False)
    documents: Mapping[str, str] = field(factory=dict, hash=False)
    own_letters: frozenset[str] = frozenset()
    awarded: tuple[Title, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    scores: tuple[Score, ...] = ()
    invariants: tuple[Invariant, ...] = ()

    def __repr__(self) -> str:
        return f"<Program of {len(self.rules)} rules about {self.vocabulary!r}>"

    @cached_property
    def homes(self) -> Mapping[str, Rule]:
        """The rule that decides each code: of a criterion, requirement, exception, quantity, rank or quota."""
        return {code: rule for rule in self.rules for code in codes_of(rule)}

    @cached_property
    def shared(self) -> Mapping[tuple[str, str], str]:
        """By type and code as it is written, the code here of a rule that several types share."""
        found = ((rule.subject, code) for rule in self.rules for code in codes_of(rule))
        return {(subject, as_written(code)): code for subject, code in found if as_written(code) != code}

    def code_of(self, type_name: str, code: str) -> str:
        """The code here of what a code means for subjects of a type."""
        return self.shared.get((type_name, code), code)

    def types_of(self, code: str) -> tuple[str, ...]:
        """The types that a code, as it is written, is asked of; none if there is no such code."""
        if code in self.homes:
            return (self.homes[code].subject,)
        return tuple(type_name for type_name, shared in self.shared if shared == code)

    @cached_property
    def nodes(self) -> Mapping[str, Requirement | Exempting]:
        """The requirement or exception of each code."""
        return {
            node.code: node for rule in self.rules if isinstance(rule, Criterion) for node in nodes_below(rule.root)
        }

    @cached_property
    def guards(self) -> frozenset[int]:
        """The conditions that say when something applies, by their identities."""
        quantities = [rule for rule in self.rules if isinstance(rule, Quantity)]
        limits = [limit for rule in self.rules if isinstance(rule, Quota) for limit in rule.limits]
        guarded = (*self.nodes.values(), *quantities, *limits)
        return frozenset(id(each.guard) for each in guarded if each.guard is not None)

    @cached_property
    def conclusions(self) -> Mapping[str, Requirement | Exempting | Quota]:
        """What yields a mask, by code: the requirements and exceptions, and the quotas."""
        return {**self.nodes, **{rule.code: rule for rule in self.rules if isinstance(rule, Quota)}}

    @cached_property
    def read_as(self) -> Mapping[str, str]:
        """What explanations call the quantities that have a name for that, by code."""
        abouts = [(rule.code, rule.about) for rule in self.rules if isinstance(rule, Quantity)]
        abouts += [(rule.code, rule.root.about) for rule in self.rules if isinstance(rule, Criterion)]
        return {code: about.reads for code, about in abouts if about.reads}

    @cached_property
    def titles(self) -> Mapping[str, Title]:
        """The titles by code."""
        return {each.code: each for each in self.awarded}


def all_of(conditions: Sequence[Condition]) -> Condition | None:
    """All of these as one condition; None for nothing to ask."""
    return Conjunction(tuple(conditions)) if len(conditions) > 1 else next(iter(conditions), None)


def nodes_below(node: Requirement) -> Iterator[Requirement | Exempting]:
    """A requirement, its exceptions, and everything below it, outermost first."""
    yield node
    yield from node.exceptions
    for child in node.children:
        yield from nodes_below(child)


def codes_of(rule: Rule) -> Iterator[str]:
    """Every code that a rule decides."""
    if isinstance(rule, Criterion):
        yield from (node.code for node in nodes_below(rule.root))
    else:
        yield rule.code
