"""Groups: which subjects may share one, and the place of each in the order of its group."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from thidua_rules.facts.case import Slot, SubjectId, key_order
from thidua_rules.facts.placed import placed
from thidua_rules.program import ir
from thidua_rules.values import ABSENT, NO_VALUE, NOTHING, Key, Possible, corner, hull

if TYPE_CHECKING:
    from thidua_rules.semantics.evaluation import Evaluation


@frozen
class Groups:
    """The groups that a subject may be in, whether it may be in one not yet known, and whether in none."""

    known: frozenset[SubjectId]
    fresh: bool
    absent: bool

    @property
    def sure(self) -> SubjectId | None:
        """The one group that it is surely in."""
        return next(iter(self.known)) if len(self.known) == 1 and not self.fresh and not self.absent else None

    @property
    def nowhere(self) -> bool:
        """Whether it is surely in none."""
        return not self.known and not self.fresh

    def meets(self, other: "Groups") -> bool:
        """Whether both may be in one group."""
        return bool(self.known & other.known) or (self.fresh and other.fresh)


def groups_of(evaluation: "Evaluation", subject: SubjectId, reference: str) -> Groups:
    """Where a reference of a subject may point."""
    slot = evaluation.case.slot(subject, reference)
    if isinstance(slot, SubjectId):
        return Groups(frozenset([slot]), False, False)
    if slot is ABSENT:
        return Groups(frozenset(), False, True)
    candidates, fresh = evaluation.case.candidates(subject, reference)
    return Groups(frozenset(candidates), fresh, evaluation.may_be_absent(subject, reference))


Member = tuple[SubjectId, Groups]
"""A subject and the groups that it may be in."""


def may_share(evaluation: "Evaluation", type_name: str, reference: str, groups: Groups) -> Iterator[Member]:
    """The subjects of a type that may be in one of these groups, in the order of their keys."""
    for other in evaluation.case.of_type(type_name):
        theirs = evaluation.groups(other, reference)
        if theirs.meets(groups):
            yield other, theirs


def may_have_more(evaluation: "Evaluation", type_name: str, reference: str, groups: Groups) -> bool:
    """Whether a subject not yet known may be in one of these groups."""
    if evaluation.case.is_closed(type_name):
        return False
    reverse = evaluation.declared(type_name, reference).reverse
    return groups.fresh or any(
        reverse is None or not evaluation.case.roster_closed(each, reverse) for each in groups.known
    )


def in_each_group(
    evaluation: "Evaluation", subject: SubjectId, reference: str, groups: Groups
) -> Iterator["Evaluation"]:
    """The facts as they would be with a subject in each of the groups that it may be in, and in none if that may be."""
    possible: list[Slot] = [*sorted(groups.known, key=lambda each: (each.type, key_order(each.key)))]
    for each in [*possible, ABSENT] if groups.absent else possible:
        yield evaluation.about(placed(evaluation.case, subject, reference, each))


# ---------------------------------------------------------------- ranks


def rank(evaluation: "Evaluation", rule: ir.Rank, subject: SubjectId) -> Possible:
    """The possible places of a subject in its group. A subject with an undetermined key has no place."""
    groups = evaluation.groups(subject, rule.group)
    if groups.sure is None and not (groups.fresh or groups.nowhere):
        found = [each.rank(rule, subject) for each in in_each_group(evaluation, subject, rule.group, groups)]
        return hull(found)
    own = evaluation.keys(rule, subject)
    if not all(value.ordered for value, _ in own) or groups.nowhere:
        return NO_VALUE
    ahead = perhaps = 0
    for other, theirs in evaluation.peers(rule.subject, rule.group, groups):
        if other == subject:
            continue
        keys = evaluation.keys(rule, other)
        if not all(value.ordered for value, _ in keys):
            continue
        sure = groups.sure is not None and theirs.sure is not None and not may_be_unranked(keys)
        ahead += sure and corner(keys, best=False) < corner(own, best=True)
        perhaps += corner(keys, best=True) < corner(own, best=False)
    more = may_have_more(evaluation, rule.subject, rule.group, groups)
    uncertain = may_be_unranked(own) or groups.absent
    return Possible(1 + ahead, None if more else 1 + perhaps, undetermined=uncertain)


def may_be_unranked(keys: Iterable[Key]) -> bool:
    """Whether one of a subject's sort keys may have no place in the order."""
    return any(value.undetermined or value.absent or value.others != NOTHING for value, _ in keys)
