"""The checker's own reckoning of groups: where a subject belongs, who may still come, and places in an order."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from thidua_rules.facts.case import Closure, Slot, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.checker.exact import END, UNDETERMINED_VALUE, Letters, cover, high_end, low_end, sooner
from thidua_rules.proofs.checker.judging import Judge
from thidua_rules.values import ABSENT, Possible

LAST = END * END
"""The place of a key that has none in the order: after all others."""


@frozen
class Where:
    """The groups that a subject may be in, whether in one that is not cited, and whether in none."""

    known: frozenset[SubjectId]
    elsewhere: bool
    none: bool

    @property
    def sure(self) -> SubjectId | None:
        """The only group it can be in."""
        return None if len(self.known) != 1 or self.elsewhere or self.none else next(iter(self.known))

    @property
    def nowhere(self) -> bool:
        """Whether it is in no group for sure."""
        return not self.known and not self.elsewhere

    @property
    def is_one_of_some(self) -> bool:
        """Whether it is not known which of several that are cited, or none, it is."""
        return self.sure is None and bool(self.known) and not self.elsewhere

    def may_share(self, other: "Where") -> bool:
        """Whether two may be in one group."""
        return not self.known.isdisjoint(other.known) or (self.elsewhere and other.elsewhere)


def whereabouts(checker: Judge, subject: SubjectId, reference: str) -> Where:
    """Where the cited facts leave a subject."""
    known, elsewhere = checker.facts.targets(subject, reference)
    return Where(known, elsewhere, checker.facts.may_be_absent(subject, reference))


def wherever(checker: Judge, subject: SubjectId, reference: str) -> Iterator[Judge]:
    """The cited facts with a subject in each of the groups where they leave it, and in none if they leave that."""
    where = whereabouts(checker, subject, reference)
    possible: list[Slot] = [*where.known]
    for group in [*possible, ABSENT] if where.none else possible:
        yield checker.supposing(subject, reference, group)


def may_grow(checker: Judge, type_name: str, reference: str, where: Where) -> bool:
    """Whether subjects that are not cited may be in one of these groups."""
    closed = checker.facts.closed
    if Closure(type_name) in closed:
        return False
    reverse = checker.facts.declared(type_name, reference).reverse
    return where.elsewhere or any(Closure(type_name, group, reverse) not in closed for group in where.known)


def keys_of(checker: Judge, rule: ir.Rank | ir.Quota, subject: SubjectId) -> list[tuple[Possible, bool]]:
    """The sort keys of a subject; a condition counts 1 when it is met."""
    scope = Scope(subject, subject)
    found = []
    for key in rule.keys:
        if isinstance(key.operand, ir.Value):
            found.append((checker.value(key.operand, scope, {}), key.descending))
        else:
            met = checker.holds(key.operand, scope)
            found.append((Possible(int(met == {"M"}), int(bool(met & {"M", "U"}))), key.descending))
    return found


def _unplaced(key: Possible) -> bool:
    """Whether a sort key may have no place in the order."""
    return key.undetermined or key.absent or key.others != frozenset()


# ---------------------------------------------------------------- ranks


def rank_value(checker: Judge, rule: ir.Rank, subject: SubjectId) -> Possible:
    """The places that the cited facts leave a subject in its group."""
    facts = checker.facts
    where = whereabouts(checker, subject, rule.group)
    if where.is_one_of_some:
        return cover(rank_value(each, rule, subject) for each in wherever(checker, subject, rule.group))
    mine = keys_of(checker, rule, subject)
    if facts.slots.get((subject, rule.group)) is ABSENT or not all(key.ordered for key, _ in mine):
        return UNDETERMINED_VALUE
    own = whereabouts(checker, subject, rule.group)
    least = most = 1
    for other in facts.known(rule.subject):
        if other == subject:
            continue
        theirs = whereabouts(checker, other, rule.group)
        keys = keys_of(checker, rule, other)
        if not own.may_share(theirs) or not all(key.ordered for key, _ in keys):
            continue
        firm = theirs.sure is not None and not any(_unplaced(key) for key, _ in keys)
        together = len(own.known) == 1 and not own.elsewhere and own.known == theirs.known
        least += together and firm and sooner(keys, mine, surely=True)
        most += sooner(keys, mine, surely=False)
    vague = own.none or any(_unplaced(key) for key, _ in mine)
    grows = may_grow(checker, rule.subject, rule.group, own)
    return Possible(least, None if grows else most, undetermined=vague)


# ---------------------------------------------------------------- candidates


@frozen
class Candidate:
    """Somebody in a quota's group: whether it has the standard, and its keys at their best and their worst."""

    subject: SubjectId
    standard: Letters
    best: tuple[Fraction, ...]
    worst: tuple[Fraction, ...]

    @property
    def fixed(self) -> bool:
        """Whether its place in the order and its standard cannot change any more."""
        return self.best == self.worst and len(self.standard) == 1


def candidate(checker: Judge, rule: ir.Quota, subject: SubjectId) -> Candidate:
    """What the cited facts leave of a candidate."""
    best, worst = [], []
    for key, descending in keys_of(checker, rule, subject):
        early, late = (-high_end(key), -low_end(key)) if descending else (low_end(key), high_end(key))
        best.append(early if key.ordered else LAST)
        worst.append(LAST if not key.ordered or _unplaced(key) else late)
    return Candidate(subject, checker.claimed(subject, rule.standard), tuple(best), tuple(worst))
