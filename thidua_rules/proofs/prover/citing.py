"""Citing facts: what walks, references, closures and memberships rest on, and what of them is not known."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import field, frozen

from thidua_rules.facts.case import Between, Case, Closure, OneOf, SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import DOSSIER
from thidua_rules.program import ir
from thidua_rules.proofs.proof import Citation, Cited, CitedClosure, Gap, Grounds
from thidua_rules.semantics.evaluation import Evaluation, Reached


@frozen
class Citing:
    """Finds the facts of a case that a step of a proof looks at."""

    case: Case
    evaluation: Evaluation
    _shared: dict[tuple[object, ...], Grounds] = field(factory=dict)

    def field(self, walk: ir.Walk, name: str, scope: Scope) -> Grounds:
        """The references that a walk follows and a field of the subjects there, and what is not known of them."""
        return _together([self.walk(walk, scope), self.fields(self.evaluation.reach(walk, scope), name)])

    def walk(self, walk: ir.Walk, scope: Scope) -> Grounds:
        """The references that a walk follows, and what is not known of them."""
        return _together(self._walk(walk, scope))

    def _walk(self, walk: ir.Walk, scope: Scope) -> Iterator[Grounds]:
        here = [scope.subject if walk.of_subject else scope.element]
        yield (Cited(here[0]),), ()
        certain = True
        # a subject not yet known may stand in the middle of a walk; where it may lead rests on closures too
        unseen: tuple[str, ...] = ()
        for index, name in enumerate(walk.steps):
            for type_name in unseen:
                yield self.candidates(type_name, name)
            for subject in here:
                slot = self.case.slot(subject, name)
                if slot is None or isinstance(slot, OneOf):
                    certain = False
                    yield from self._unknown(subject, name, slot)
                else:
                    yield (Cited(subject, name, slot),), ()
            partial = ir.Walk(walk.start, walk.steps[: index + 1], walk.of_subject, ())
            reached = self.evaluation.reach(partial, scope)
            here = list(reached.subjects)
            unseen = self._targets(walk, index) if reached.fresh else ()
        if not certain:
            yield tuple(Cited(subject) for subject in here), ()

    def _targets(self, walk: ir.Walk, index: int) -> tuple[str, ...]:
        """The types at which a walk may be after one of its steps."""
        types: tuple[str, ...] = (walk.start,)
        for name in walk.steps[: index + 1]:
            types = tuple(dict.fromkeys(each for one in types for each in self.evaluation.declared(one, name).targets))
        return types

    def candidates(self, type_name: str, name: str) -> Grounds:
        """What bears on where an unknown reference may point: closed target types and closed rosters."""
        return self._once(("candidates", type_name, name), lambda: self._candidates(type_name, name))

    def _candidates(self, type_name: str, name: str) -> Iterator[Grounds]:
        declared = self.evaluation.declared(type_name, name)
        for target in declared.targets:
            yield self.closed_type(target), ()
            if not self.case.is_closed(target):
                yield (), (Gap(None, None, Closure(target), indirect=True),)
            for each in self.case.of_type(target):
                if declared.reverse is None:
                    continue
                if self.case.roster_closed(each, declared.reverse):
                    yield self.closed_roster(each, declared.reverse), ()
                else:
                    yield (), (Gap(each, None, Closure(type_name, each, declared.reverse), indirect=True),)

    def closed_type(self, name: str) -> tuple[Citation, ...]:
        """That a type has no further members, if that is known."""
        if not self.case.is_closed(name):
            return ()
        return self._once(
            ("type", name), lambda: [((CitedClosure(Closure(name), tuple(self.case.of_type(name))),), ())]
        )[0]

    def closed_roster(self, owner: SubjectId, collection: str) -> tuple[Citation, ...]:
        """That somebody's collection has no further members, if that is known, and who they are."""
        if not self.case.roster_closed(owner, collection):
            return ()
        return self._once(("roster", owner, collection), lambda: self._closed_roster(owner, collection))[0]

    def _closed_roster(self, owner: SubjectId, collection: str) -> Iterator[Grounds]:
        declared = self.case.vocabulary.collection(owner.type, collection)
        assert declared is not None
        sure, _ = self.case.referring(declared.member, declared.via)
        members = tuple(sure.get(owner, ()))
        yield (CitedClosure(Closure(declared.member, owner, declared.name), members),), ()
        yield tuple(Cited(each, declared.via, owner) for each in members), ()

    def references(self, type_name: str, via: str) -> tuple[Citation, ...]:
        """Where everybody of a type belongs."""
        return self._once(("references", type_name, via), lambda: [(tuple(self._references(type_name, via)), ())])[0]

    def _references(self, type_name: str, via: str) -> Iterator[Citation]:
        for each in self.case.of_type(type_name):
            slot = self.case.slot(each, via)
            yield Cited(each, None if slot is None else via, slot)

    def unsure(self, type_name: str, via: str, *, indirect: bool) -> Grounds:
        """Of whom of a type it is not known where they belong, and what bears on that."""
        return self._once(("unsure", type_name, via, indirect), lambda: self._unsure(type_name, via, indirect))

    def _unsure(self, type_name: str, via: str, indirect: bool) -> Iterator[Grounds]:
        for each in self.case.referring(type_name, via)[1]:
            yield (), (Gap(each, via, indirect=indirect),)
            yield self.candidates(type_name, via)

    def _once(self, what: tuple[object, ...], find: Callable[[], Iterable[Grounds]]) -> Grounds:
        """What many steps rest on is found once, and held once by all of them."""
        found = self._shared.get(what)
        if found is None:
            facts, gaps = _together(find())
            found = self._shared[what] = (tuple(dict.fromkeys(facts)), tuple(dict.fromkeys(gaps)))
        return found

    def fields(self, reached: Reached, name: str) -> Grounds:
        facts: list[Citation] = []
        gaps: list[Gap] = []
        for subject in reached.subjects:
            slot = self.case.slot(subject, name)
            facts.append(Cited(subject) if slot is None else Cited(subject, name, slot))
            if slot is None or isinstance(slot, Between | OneOf):
                gaps.append(Gap(subject, name, indirect=len(reached.subjects) > 1))
        return tuple(facts), tuple(gaps)

    def belongs(self, members: ir.Members, element: SubjectId) -> Grounds:
        """The references by which an element is in a collection, from the element outwards."""
        return _together(self._belongs(members, element))

    def _belongs(self, members: ir.Members, element: SubjectId) -> Iterator[Grounds]:
        yield (Cited(element),), ()
        here = [element]
        for collection in reversed(members.collections):
            reached: list[SubjectId] = []
            for each in here:
                slot = self.case.slot(each, collection.via)
                if isinstance(slot, SubjectId):
                    yield (Cited(each, collection.via, slot),), ()
                    reached.append(slot)
                elif slot is None or isinstance(slot, OneOf):
                    yield from self._unknown(each, collection.via, slot)
                    reached.extend(self.case.candidates(each, collection.via)[0])
            here = [each for each in reached if each.type == collection.owner]

    def _unknown(self, subject: SubjectId, name: str, slot: OneOf | None) -> Iterator[Grounds]:
        """A reference of which it is not known where it leads, and what bears on that."""
        yield () if slot is None else (Cited(subject, name, slot),), (Gap(subject, name),)
        yield self.candidates(subject.type, name)

    def closed(self, members: ir.Members, scope: Scope) -> tuple[Citation, ...]:
        """What closes a collection at each of its levels: a whole type (and why others are out), or rosters."""
        facts: list[Citation] = []
        for level, owners in self._levels(members, scope):
            collection, deeper = members.collections[level], members.collections[level + 1 : level + 2]
            whole = self.case.is_closed(collection.member)
            if whole:
                facts.extend(self.closed_type(collection.member))
            for owner in () if whole else owners:
                facts.extend(self.closed_roster(owner, collection.name))
            if whole or (deeper and self.case.is_closed(deeper[0].member)):
                # what is closed, here or further in, also holds members of others: say that these are others
                facts.extend(self.references(collection.member, collection.via))
            facts.extend(self.unsure(collection.member, collection.via, indirect=True)[0])
        return tuple(facts)

    def open(self, members: ir.Members, scope: Scope) -> tuple[Gap, ...]:
        """What leaves a collection open at each of its levels."""
        gaps: list[Gap] = []
        for level, owners in self._levels(members, scope):
            collection = members.collections[level]
            if not self.case.is_closed(collection.member):
                for owner in owners:
                    if not self.case.roster_closed(owner, collection.name):
                        gaps.append(Gap(owner, None, Closure(collection.member, owner, collection.name)))
                gaps.append(Gap(None, None, Closure(collection.member), indirect=collection.owner != DOSSIER))
            gaps.extend(self.unsure(collection.member, collection.via, indirect=True)[1])
        return tuple(gaps)

    def _levels(self, members: ir.Members, scope: Scope) -> Iterator[tuple[int, Sequence[SubjectId]]]:
        """Each level of a collection with those whose collections these are: nobody where they are the dossier's."""
        owners: Sequence[SubjectId] = self.evaluation.reach(members.owner, scope).subjects
        for level, collection in enumerate(members.collections):
            if level:
                part = ir.Members(members.owner, members.collections[:level])
                owners = tuple(self.evaluation.membership(part, scope)[0])
            yield level, () if collection.owner == DOSSIER else owners


def _together(parts: Iterable[Grounds]) -> Grounds:
    facts: list[Citation] = []
    gaps: list[Gap] = []
    for cited, open_ in parts:
        facts.extend(cited)
        gaps.extend(open_)
    return tuple(facts), tuple(gaps)
