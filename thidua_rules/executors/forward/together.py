"""The shared evaluation for many candidates at once: groups, standings, seats and bases are found once and kept."""

from collections.abc import Iterable

from attrs import field, frozen

from thidua_rules.executors.forward.reading import asks_of_element
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.groups import Groups, Member
from thidua_rules.semantics.quotas import Standing
from thidua_rules.values import MET, Key, Possible

Asked = tuple[str, SubjectId]
"""A rank or quota, and a subject."""


@frozen
class Together(Evaluation):
    """An evaluation that remembers what it found of groups and of candidates, for as long as the case is the same."""

    _keys: dict[Asked, list[Key]] = field(factory=dict)
    _grouped: dict[tuple[SubjectId, str], Groups] = field(factory=dict)
    _standings: dict[Asked, Standing] = field(factory=dict)
    _members: dict[tuple[str, str], dict[SubjectId, list[Member]]] = field(factory=dict)
    _seats: dict[tuple[ir.Limit, SubjectId, Possible | None], Possible] = field(factory=dict)
    _sizes: dict[tuple[ir.Limit, SubjectId, int], Possible] = field(factory=dict)
    _remembered: dict[int, dict[SubjectId, int]] = field(factory=dict)
    """What is found of the conditions of limits, by their identity; of those alone that ask of the element only."""

    def remember(self, rules: Iterable[ir.Rank | ir.Quota]) -> "Together":
        """This evaluation, which from now on remembers what the limits of these ask of everybody."""
        for rule in rules:
            for limit in rule.limits if isinstance(rule, ir.Quota) else ():
                for each in (limit.counts, None if limit.base is None else limit.base.members.where):
                    if each is not None and asks_of_element(each):
                        self._remembered.setdefault(id(each), {})
        return self

    def keys(self, rule: ir.Rank | ir.Quota, subject: SubjectId) -> list[Key]:
        found = self._keys.get((rule.code, subject))
        if found is None:
            found = self._keys[rule.code, subject] = super().keys(rule, subject)
        return found

    def groups(self, subject: SubjectId, reference: str) -> Groups:
        found = self._grouped.get((subject, reference))
        if found is None:
            found = self._grouped[subject, reference] = super().groups(subject, reference)
        return found

    def peers(self, type_name: str, reference: str, groups: Groups) -> Iterable[Member]:
        if groups.sure is None:
            return () if groups.nowhere else super().peers(type_name, reference, groups)
        found = self._members.setdefault((type_name, reference), {})
        if groups.sure not in found:
            found |= self._by_group(type_name, reference, groups.sure)
        return found[groups.sure]

    def _by_group(self, type_name: str, reference: str, group: SubjectId) -> dict[SubjectId, list[Member]]:
        """Who may be in a group; where it is not known of everybody where they belong, of all groups at once."""
        sure, unsure = self.case.referring(type_name, reference)
        if not unsure:
            return {group: [(each, self.groups(each, reference)) for each in sure.get(group, ())]}
        placed = [(subject, self.groups(subject, reference)) for subject in self.case.of_type(type_name)]
        groups = (each.sure for _, each in placed if each.sure is not None)
        found: dict[SubjectId, list[Member]] = {each: [] for each in (group, *groups)}
        for subject, theirs in placed:
            for each in theirs.known & found.keys():
                found[each].append((subject, theirs))
        return found

    def standing(self, rule: ir.Quota, subject: SubjectId) -> Standing:
        found = self._standings.get((rule.code, subject))
        if found is None:
            found = self._standings[rule.code, subject] = super().standing(rule, subject)
        return found

    def seats(self, limit: ir.Limit, subject: SubjectId, base: Possible) -> Possible:
        group = self.groups(subject, limit.group).sure
        if group is None:
            return super().seats(limit, subject, base)
        key = (limit, group, base if limit.base is not None else None)
        found = self._seats.get(key)
        if found is None:
            found = self._seats[key] = super().seats(limit, subject, base)
        return found

    def base_size(self, limit: ir.Limit, subject: SubjectId, taken: SubjectId) -> Possible:
        group = self.groups(subject, limit.group).sure
        where = None if limit.base is None else limit.base.members.where
        if limit.base is None or group is None or (where is not None and id(where) not in self._remembered):
            return super().base_size(limit, subject, taken)
        counted = MET
        if where is not None and limit.within_base and group == self.groups(taken, limit.group).sure:
            counted = self.condition(where, Scope(taken, subject))
        found = self._sizes.get((limit, group, counted))
        if found is None:
            found = self._sizes[limit, group, counted] = super().base_size(limit, subject, taken)
        return found

    def condition(self, condition: ir.Condition, scope: Scope) -> int:
        known = self._remembered.get(id(condition))
        if known is None:
            return super().condition(condition, scope)
        found = known.get(scope.element)
        if found is None:
            found = known[scope.element] = super().condition(condition, scope)
        return found
