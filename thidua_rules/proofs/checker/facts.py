"""What the checker knows: the facts that a proof cites and nothing else, and where references may lead by these."""

from collections.abc import Iterator

from thidua_rules.facts.case import Case, Closure, OneOf, Slot, SubjectId
from thidua_rules.facts.lifting import lift
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import Collection, Field
from thidua_rules.program import ir
from thidua_rules.proofs.checker.exact import Letters
from thidua_rules.proofs.proof import CitedClosure, Proof
from thidua_rules.values import ABSENT, Possible


class CitedFacts:
    """The facts that a proof cites; `cite` reads them and says which of them the case does not hold."""

    def __init__(self, case: Case, proof: Proof) -> None:
        self.case, self.proof = case, proof
        self.slots: dict[tuple[SubjectId, str], Slot] = {}
        self.subjects: dict[SubjectId, None] = {}
        # of a type of one subject there never are others
        self.closed: dict[Closure, tuple[SubjectId, ...]] = {
            Closure(each.name): tuple(case.of_type(each.name)) for each in case.vocabulary.singles
        }
        self.subjects.update(dict.fromkeys(one for members in self.closed.values() for one in members))

    # ------------------------------------------------------------ reading the citations

    def cite(self) -> Iterator[str]:
        """Take in the cited facts, complaining of those that the case does not hold."""
        for fact in self.proof.facts:
            if isinstance(fact, CitedClosure):
                if fact.closure not in self.case.closed or set(fact.members) != set(self._members(fact.closure)):
                    yield f"the closure {fact.closure} with these members is not in the case"
                self.closed[fact.closure] = fact.members
                for member in fact.members:
                    self._exists(member)
                if fact.closure.owner is not None:
                    self.subjects[fact.closure.owner] = None
                continue
            if fact.subject not in self.case:
                yield f"{fact.subject} is not in the case"
                continue
            self._exists(fact.subject)
            if fact.name is not None:
                if self.case.slot(fact.subject, fact.name) != fact.slot or fact.slot is None:
                    yield f"{fact.subject} {fact.name} is not known as cited"
                self.slots[fact.subject, fact.name] = fact.slot
                if isinstance(fact.slot, SubjectId):
                    self.subjects[fact.slot] = None
        for closure, members in self.closed.items():
            declared = self._collection(closure)
            for member in members:
                if declared is not None and self.slots.get((member, declared.via)) != closure.owner:
                    yield f"{member} is cited as one of {closure}, but not what makes it one"

    def _exists(self, subject: SubjectId) -> None:
        """A cited subject; a record comes with its key."""
        self.subjects[subject] = None
        fact_type = self.case.vocabulary.type(subject.type)
        implied = [each.name for each in fact_type.fields if each.implied] if fact_type is not None else []
        for name in (*fact_type.key, *implied) if fact_type is not None else ():
            slot = self.case.slot(subject, name)
            self.slots[subject, name] = slot
            if isinstance(slot, SubjectId):
                self.subjects[slot] = None

    def _members(self, closure: Closure) -> Iterator[SubjectId]:
        for subject in self.case.of_type(closure.type):
            if closure.owner is None:
                yield subject
            else:
                declared = self._collection(closure)
                if declared is not None and self.case.slot(subject, declared.via) == closure.owner:
                    yield subject

    def _collection(self, closure: Closure) -> Collection | None:
        """The collection that a closure is of, if not of a whole type."""
        if closure.owner is None:
            return None
        return self.case.vocabulary.collection(closure.owner.type, closure.collection or "")

    def has_record(self, closure: Closure, name: str | None, period: int) -> bool:
        """Whether the case knows a member of an extent whose field `name` is this period."""
        return name is not None and any(self.case.slot(each, name) == period for each in self._members(closure))

    def with_slot(self, subject: SubjectId, name: str, slot: Slot) -> "CitedFacts":
        """The same facts, with one more supposed."""
        supposed = CitedFacts(self.case, self.proof)
        supposed.slots = {**self.slots, (subject, name): slot}
        supposed.subjects, supposed.closed = self.subjects, self.closed
        return supposed

    # ------------------------------------------------------------ single facts

    def declared(self, type_name: str, name: str) -> Field:
        """The declaration of a field."""
        fact_type = self.case.vocabulary.type(type_name)
        found = fact_type.field(name) if fact_type is not None else None
        assert found is not None
        return found

    def known(self, type_name: str) -> list[SubjectId]:
        """The cited subjects of a type."""
        return [each for each in self.case.of_type(type_name) if each in self.subjects]

    def lifted(self, subject: SubjectId, name: str) -> Possible:
        """What is cited of a field; its whole domain if nothing is."""
        return lift(self.declared(subject.type, name), self.slots.get((subject, name)))

    def presence(self, subject: SubjectId, name: str) -> Letters:
        """Whether a field has a value, as against the known absence."""
        if self.slots.get((subject, name)) is ABSENT:
            return frozenset("N")
        return frozenset("MN" if self.may_be_absent(subject, name) else "M")

    def may_be_absent(self, subject: SubjectId, name: str) -> bool:
        """Whether a field may be known not to exist."""
        slot = self.slots.get((subject, name))
        if slot is None:
            return self.declared(subject.type, name).may_be_absent
        return slot is ABSENT or (isinstance(slot, OneOf) and ABSENT in slot.values)

    # ------------------------------------------------------------ references

    def targets(self, subject: SubjectId, name: str) -> tuple[frozenset[SubjectId], bool]:
        """The cited subjects that a reference may point at, and whether it may point elsewhere."""
        slot = self.slots.get((subject, name))
        if isinstance(slot, SubjectId):
            return frozenset([slot]), False
        if slot is ABSENT:
            return frozenset(), False
        return self.unknown_targets(self.declared(subject.type, name), subject.type, slot)

    def unknown_targets(self, declared: Field, type_name: str, slot: Slot) -> tuple[frozenset[SubjectId], bool]:
        """As `targets`, for a reference of which no more than `slot` is known."""
        if isinstance(slot, OneOf):
            allowed, fresh = {each for each in slot.values if isinstance(each, SubjectId)}, False
        else:
            allowed = {each for target in declared.targets for each in self.known(target)}
            fresh = any(Closure(target) not in self.closed for target in declared.targets)
        barred = {each for each in allowed if Closure(type_name, each, declared.reverse) in self.closed}
        return frozenset(allowed - barred), fresh

    def walk(self, walk: ir.Walk, scope: Scope) -> tuple[frozenset[SubjectId], bool, bool]:
        """The cited subjects that a walk may lead to, whether it may lead elsewhere, and whether nowhere."""
        here = frozenset([scope.subject if walk.of_subject else scope.element])
        types = frozenset([walk.start])
        fresh = absent = False
        for name in walk.steps:
            there: frozenset[SubjectId] = frozenset()
            elsewhere = False
            for subject in here:
                targets, new = self.targets(subject, name)
                there, elsewhere = there | targets, elsewhere or new
                absent = absent or self.may_be_absent(subject, name)
            if fresh:
                for each in types:
                    targets, new = self.unknown_targets(self.declared(each, name), each, None)
                    there, elsewhere = there | targets, elsewhere or new
                    absent = absent or self.declared(each, name).may_be_absent
            types = frozenset(target for each in types for target in self.declared(each, name).targets)
            here, fresh = there, elsewhere
        return here, fresh, absent

    def belonging(self, members: ir.Members, scope: Scope) -> tuple[dict[SubjectId, Letters], bool]:
        """Cited elements that may be in a collection: {"C"} surely, {"O", "C"} perhaps; and whether more may come."""
        start, fresh, absent = self.walk(members.owner, scope)
        firm = len(start) == 1 and not fresh and not absent
        owners: dict[SubjectId, Letters] = dict.fromkeys(start, frozenset("C" if firm else "OC"))
        for collection in members.collections:
            found: dict[SubjectId, Letters] = {}
            for element in self.known(collection.member):
                slot = self.slots.get((element, collection.via))
                targets, new = self.targets(element, collection.via)
                inside = [owners[each] for each in targets if each in owners]
                if isinstance(slot, SubjectId):
                    if inside:
                        found[element] = inside[0]
                    continue
                absent = self.may_be_absent(element, collection.via)
                surely = bool(targets) and len(inside) == len(targets) and all(each == {"C"} for each in inside)
                if surely and not new and not absent:
                    found[element] = frozenset("C")
                elif inside or (new and fresh):
                    found[element] = frozenset("OC")
            rosters = all(Closure(collection.member, owner, collection.name) in self.closed for owner in owners)
            fresh = Closure(collection.member) not in self.closed and (fresh or not rosters)
            owners = found
        return owners, fresh
