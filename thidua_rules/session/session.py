"""A session: facts arrive, change and are retracted one at a time; only what depends on them is found again."""

from collections.abc import Callable
from typing import Any

from attrs import field, frozen

from thidua_rules.advice.changes import Changes
from thidua_rules.decision import Decision, Gap, Verdict
from thidua_rules.decision.decision import address_of, require_conclusion
from thidua_rules.diagnostics import Collector, Diagnostic, DossierError, Place, UsageError
from thidua_rules.facts.assembling import place_fault
from thidua_rules.facts.case import Case, Closure, Key, OneOf, Row, Slot, SubjectId
from thidua_rules.facts.classes import TYPE_MARK, attribute_of
from thidua_rules.facts.codec import Refusal, UnresolvedKey, encode
from thidua_rules.facts.keys import key_of, key_part
from thidua_rules.facts.singles import implied_slots, single
from thidua_rules.facts.vocabulary import FactType, Field
from thidua_rules.program.ir import Program
from thidua_rules.program.question import Question
from thidua_rules.semantics.protocol import Record
from thidua_rules.semantics.reference import Findings
from thidua_rules.session.incremental import Incremental
from thidua_rules.values import Status, status_of

Decide = Callable[[Case, Question, Record, str], Decision]
"""Makes a decision of what an executor of some name found of a case."""


@frozen
class SessionVerdict:
    """A verdict as of when it was asked for; reasons are worked out from the facts at that time."""

    subject: SubjectId
    code: str
    mask: int
    _session: "Session" = field(repr=False)
    _revision: int = field(repr=False)

    @property
    def status(self) -> Status:
        """Met, not met, unknown, or not applicable."""
        return status_of(self.mask)

    def _verdict(self) -> Verdict:
        if self._session.revision != self._revision:
            raise UsageError([Diagnostic("USE-58")])
        return self._session.decision()[self.subject, self.code]

    def summary(self, lang: str = "vi") -> str:
        """The status and the reason that matters most. UsageError once the session's facts have changed."""
        return self._verdict().summary(lang)

    def explain(self, lang: str = "vi", full: bool = False, width: int = 100) -> str:
        """Why, as text, in short or in full. UsageError once the session's facts have changed."""
        return self._verdict().explain(lang, full, width)

    def missing(self) -> tuple[Gap, ...]:
        """What is absent and would matter. UsageError once the session's facts have changed."""
        return self._verdict().missing()

    def changes(self, seconds: float | None = 2.0) -> Changes:
        """What would have to change. UsageError once the session's facts have changed."""
        return self._verdict().changes(seconds)


class Session:
    """Facts one at a time. Everything is open until `close`; the order in which facts come does not matter.

    So a missing reference that has nobody left to point at, and facts that break a constraint, are refused only when a
    verdict is asked for: DossierError, and the facts stay as they are, to be completed, corrected or reopened.
    Not for several threads at once. As a context manager it forgets its facts at the end.
    """

    def __init__(self, program: Program, question: Question, decide: Decide) -> None:
        self._program, self._question, self._decide = program, question, decide
        self._incremental = Incremental(program, question)
        self._decision: tuple[int, Decision] | None = None
        self.revision = 0
        self._sound_at: int | None = None

    def __getstate__(self) -> object:
        """TypeError: two sessions that share what they have found would tell each other's verdicts."""
        raise TypeError("a session is neither copied nor pickled: send `session.decision()`, or its `case`")

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self._incremental = Incremental(self._program, self._question)
        self._changed()

    def _changed(self) -> None:
        self.revision += 1
        self._decision = None

    def assert_fact(self, fact: Any) -> SubjectId:
        """Take a typed object: a new subject, or new facts about a known one in place of the old.

        Raises DossierError if it does not fit the vocabulary; then nothing has changed.
        """
        subject, row = self._row(fact)
        self._incremental.put(subject, row)
        self._changed()
        return subject

    def retract(self, fact: Any) -> None:
        """Take back a typed object (or a SubjectId): the subject goes, and that its lists are complete.

        Others may still refer to it.
        """
        subject = fact if isinstance(fact, SubjectId) else self._row(fact)[0]
        try:
            self._incremental.remove(subject)
        except KeyError:
            arguments = {"key": str(subject.key), "type": subject.type}
            raise UsageError([Diagnostic("USE-52", arguments=arguments)]) from None
        self._changed()

    def close(self, type_name: str, owner: Key | SubjectId | None = None, collection: str | None = None) -> None:
        """There are no others: of a type, or (`close("tập thể", "cuc-a", "thành viên")`) in an owner's collection."""
        self._incremental.close(self._closure(type_name, owner, collection))
        self._changed()

    def reopen(self, type_name: str, owner: Key | SubjectId | None = None, collection: str | None = None) -> None:
        """There may be others again."""
        self._incremental.reopen(self._closure(type_name, owner, collection))
        self._changed()

    def _require_completion(self) -> None:
        if self._sound_at != self.revision:
            self._incremental.require_completion()
            self._sound_at = self.revision

    def __getitem__(self, address: tuple[Key | SubjectId, str]) -> SessionVerdict:
        key, code = address_of(address)
        self._require_completion()
        require_conclusion(self._program, code)
        types = self._program.types_of(code)
        if len(types) > 1 and not isinstance(key, SubjectId):
            # which of them has a subject of that key is for the decision to say
            key = self.decision().subject(key, code)
        subject = key if isinstance(key, SubjectId) else SubjectId(types[0], key)
        try:
            mask = self._incremental.mask(subject, self._program.code_of(subject.type, code))
        except KeyError:
            arguments = {"key": str(subject.key), "type": types[0]}
            raise UsageError([Diagnostic("USE-52", arguments=arguments)]) from None
        return SessionVerdict(subject, code, mask, self, self.revision)

    def decision(self) -> Decision:
        """All verdicts on the facts of now. DossierError if facts are refused, as where a case is built."""
        if self._decision is None or self._decision[0] != self.revision:
            self._require_completion()
            case = self._incremental.case()
            findings = Findings()
            for rule_code, rule in self._program.homes.items():
                for subject in case.of_type(rule.subject):
                    if rule_code in self._program.conclusions:
                        findings.masks[subject, rule_code] = self._incremental.mask(subject, rule_code)
                    else:
                        findings.values[subject, rule_code] = self._incremental.value(subject, rule_code)
            made = self._decide(case, self._question, findings, "session")
            self._decision = (self.revision, made)
        return self._decision[1]

    # ------------------------------------------------------------ from objects to rows

    def _type(self, name: str) -> FactType:
        found = self._program.vocabulary.type(name)
        if found is None:
            known = "; ".join(each.name for each in self._program.vocabulary.given)
            raise UsageError([Diagnostic("USE-59", arguments={"name": name, "known": known})])
        return found

    def _closure(self, type_name: str, owner: Key | SubjectId | None, collection: str | None) -> Closure:
        fact_type = self._type(type_name)
        if owner is None or collection is None:
            return Closure(fact_type.name)
        found = self._program.vocabulary.collection(fact_type.name, collection)
        if found is None:
            names = self._program.vocabulary.collections(fact_type.name)
            known = "; ".join(each.name for each in names)
            raise UsageError([Diagnostic("USE-60", arguments={"name": collection, "known": known})])
        whose = owner if isinstance(owner, SubjectId) else SubjectId(fact_type.name, owner)
        return Closure(found.member, whose, found.name)

    def _row(self, fact: Any) -> tuple[SubjectId, Row]:
        fact_type = self._type(str(getattr(fact, TYPE_MARK, type(fact).__name__)))
        slots: list[Slot] = []
        found = Collector()
        for declared in fact_type.fields:
            attribute = attribute_of(declared.attribute)
            if declared.implied:
                slots.append(implied_slots(fact_type)[declared.name])
                continue
            try:
                slots.append(self._slot(declared, getattr(fact, attribute, None)))
            except Refusal as refusal:
                slots.append(None)
                place_fault(found, refusal, declared.name, Place(path=f"$.{attribute}"))
        found.raise_errors(DossierError)
        by_name = dict(zip((each.name for each in fact_type.fields), slots, strict=True))
        if fact_type.single:
            return single(fact_type), tuple(slots)
        if not fact_type.key:
            return SubjectId(fact_type.name, str(getattr(fact, "ma", ""))), tuple(slots)
        parts = []
        for name in fact_type.key:
            declared_key = fact_type.field(name)
            assert declared_key is not None
            parts.append(key_part(declared_key, by_name[name]))
        return SubjectId(fact_type.name, tuple(parts)), tuple(slots)

    def _slot(self, declared: Field, value: Any) -> Slot:
        if hasattr(value, TYPE_MARK):
            return SubjectId(getattr(value, TYPE_MARK), value.ma)
        slot: Any = encode(declared, value)
        if isinstance(slot, OneOf):
            return OneOf(frozenset(self._resolved(declared, each) for each in slot.values))
        return self._resolved(declared, slot)

    def _resolved(self, declared: Field, slot: Any) -> Slot:
        """A reference by code: to the one known subject of that code, or to the only type it may point to."""
        if not isinstance(slot, UnresolvedKey):
            return slot  # type: ignore[no-any-return]
        vocabulary = self._program.vocabulary
        targets = [slot.type] if slot.type is not None else list(declared.targets)
        found = []
        for target in targets:
            fact_type = vocabulary.type(target)
            assert fact_type is not None
            subject = SubjectId(fact_type.name, key_of(vocabulary, fact_type, slot.key))
            if len(targets) == 1 or subject in self._incremental.subjects(fact_type.name):
                found.append(subject)
        if len(found) != 1:
            raise Refusal("FACT-25", targets=" / ".join(declared.targets), key=str(slot.key))
        return found[0]
