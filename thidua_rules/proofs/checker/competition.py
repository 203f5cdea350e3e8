"""A candidate for a seat among the others that a proof cites, and what is known of each at a limit."""

from attrs import evolve, frozen

from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.proofs.checker.exact import Letters
from thidua_rules.proofs.checker.groups import Candidate, Where, whereabouts
from thidua_rules.proofs.checker.judging import Judge
from thidua_rules.values import Possible

_MET, _NOT_MET = frozenset("M"), frozenset("N")


@frozen(slots=False)
class Competition:
    """A candidate, everybody else who is cited, and the limits that hold."""

    checker: Judge
    rule: ir.Quota
    subject: SubjectId
    limits: tuple[ir.Limit, ...]
    people: dict[SubjectId, Candidate]

    def where(self, limit: ir.Limit, subject: SubjectId) -> Where:
        """The group of a subject as a limit sees it."""
        return whereabouts(self.checker, subject, limit.group)

    def counted(self, limit: ir.Limit, subject: SubjectId) -> Letters:
        """Whether a limit is about a subject."""
        return _MET if limit.counts is None else self.checker.holds(limit.counts, Scope(subject, subject))

    def seats(self, limit: ir.Limit, subject: SubjectId, size: Possible) -> Possible:
        """The seats in the group of a subject if the base is of this size."""
        given: dict[ir.Value, Possible] = {}
        if limit.base is not None:
            given = {limit.base: size}
            group = self.where(limit, subject).sure
            if group is not None:
                given |= self._of_group(limit, subject.type, group, size)
        return self.checker.value(limit.seats, Scope(subject, subject), given)

    def _of_group(self, limit: ir.Limit, type_name: str, group: SubjectId, size: Possible) -> dict[ir.Value, Possible]:
        """The quantities of the group that the size of the base bears on, as a member of the group names them."""
        assert limit.base is not None
        seen, alone = (
            ir.Walk(type_name, (limit.group,), False, (group.type,)),
            ir.Walk(group.type, (), False, (group.type,)),
        )
        known: dict[ir.Value, Possible] = {evolve(limit.base, members=evolve(limit.base.members, owner=alone)): size}
        for rule in limit.through.quantities:
            found = self.checker.quantity(rule, Scope(group, group), known)
            known[ir.Derived(alone, rule.code, rule.type)] = known[ir.Derived(seen, rule.code, rule.type)] = found
        return {each: value for each, value in known.items() if isinstance(each, ir.Derived) and each.walk == seen}

    def size(self, limit: ir.Limit, subject: SubjectId) -> Possible:
        """How many are in the base of a subject's group, the candidate taken to have the standard."""
        if limit.base is None:
            return Possible(0, 0)
        found = self.checker.value(limit.base, Scope(subject, subject), {})
        where, group = limit.base.members.where, self.where(limit, self.subject).sure
        if where is None or not limit.within_base or group is None or self.where(limit, subject).sure != group:
            return found
        inside = self.checker.holds(where, Scope(self.subject, subject))
        low, high = (found.low or 0), found.high
        if inside == _NOT_MET:
            return Possible(low + 1, None if high is None else high + 1)
        return Possible(low + (inside != _MET), high)

    def in_base(self, limit: ir.Limit, subject: SubjectId) -> Letters:
        """Whether the filter of the base lets a subject in."""
        where = None if limit.base is None else limit.base.members.where
        return _MET if where is None else self.checker.holds(where, Scope(subject, self.subject))
