"""A decision: what was asked, of which facts, under which ruleset, and every verdict with its reasons."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, Protocol

from attrs import astuple, define, field, frozen

from thidua_rules.advice.changes import Changes, minimal_changes
from thidua_rules.decision.as_data import Part, decision_data, decision_json
from thidua_rules.decision.awarded import awarded_facts
from thidua_rules.decision.depth import at_any_depth
from thidua_rules.decision.known import Known, known
from thidua_rules.decision.seldom import seldom_collected
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.case import Case, Key, SubjectId
from thidua_rules.facts.keys import subject_in
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.question import Question
from thidua_rules.program.resting import resting_on
from thidua_rules.proofs.proof import Gap, Proof
from thidua_rules.proofs.prover.groups import is_tied
from thidua_rules.proofs.prover.prover import Prover
from thidua_rules.reasons import Explanation, explain
from thidua_rules.semantics.protocol import Record
from thidua_rules.source.text import did_you_mean, near_hint
from thidua_rules.values import MET, NOT_MET, UNDETERMINED, Possible, Status, status_of

if TYPE_CHECKING:
    from thidua_rules.ruleset.model import RulesetModel


class Words(Protocol):
    """Puts a decision into words of one language; reports supply it, so that this room knows no wording."""

    def verdict(self, verdict: "Verdict") -> str:
        """A verdict with all its reasons and what is missing."""

    def short(self, verdict: "Verdict", width: int) -> str:
        """A verdict with the causes that decide it, within 40 lines of that width."""

    def summary(self, verdict: "Verdict") -> str:
        """A verdict and the reason that matters most, in one sentence."""

    def measure(self, subject: SubjectId, name: str) -> str:
        """The value of a quantity or rank of a subject, with all that it was reckoned from."""

    def short_measure(self, subject: SubjectId, name: str, width: int) -> str:
        """The value of a quantity or rank with what it comes from, within 40 lines of that width."""

    def page(self) -> str:
        """The whole decision as one printable HTML page."""

    def workbook(self, path: str | PathLike[str], full: bool) -> None:
        """Write the whole decision as a workbook, with `full` the reasons of every requirement too."""


Seated = Literal["inside", "outside", "unknown"]
"""Whether there is a seat: within the limits of a quota, beyond them, or not known."""


@frozen(slots=False)
class Identity:
    """What makes a decision reproducible: ruleset and its content hash, the facts' hash, library and executor."""

    ruleset: str
    ruleset_hash: str
    _fingerprint: Callable[[], str] = field(eq=False, repr=False)
    version: str
    executor: str

    @cached_property
    def facts_hash(self) -> str:
        """The hash of the facts, reckoned when first asked for."""
        return self._fingerprint()

    def to_dict(self) -> dict[str, str]:
        """All of it as plain data."""
        names = ("ruleset", "ruleset_hash", "facts_hash", "version", "executor")
        return {name: getattr(self, name) for name in names}


@frozen(repr=False)
class Verdict:
    """What was found of one conclusion about one subject.

    `reason` says why an unknown verdict is unknown: `facts` (facts are missing) or `undetermined` (the text itself
    gives no answer, as for the share of nobody, for a tie that waits for the council, or where it is not at hand).
    Of a title that is not met it says whether that is for its `standard`, or only for its `quota`: the standard is
    met (and every condition that comes before the seats), but there is no seat. Otherwise it is None.
    """

    decision: "Decision"
    subject: SubjectId
    code: str
    mask: int

    @property
    def at(self) -> str:
        """The code in the program, where rules that several types share are told apart."""
        return self.decision.program.code_of(self.subject.type, self.code)

    def __repr__(self) -> str:
        return f"<Verdict {show_key(self.subject.key)} {self.code}: {self.status.value}>"

    @property
    def status(self) -> Status:
        """Met, not met, unknown, or not applicable."""
        return status_of(self.mask)

    @property
    def reason(self) -> str | None:
        """Why a verdict is unknown, or a title not met."""
        if self.status is Status.NOT_MET:
            if self.standard is Status.NOT_MET:
                return "standard"
            return "quota" if self.competes and self.quota == "outside" else None
        if self.status is not Status.UNKNOWN:
            return None
        # a share counts whom the text leaves open as open, so more than the single outcome may be left by no gap
        if self.mask == UNDETERMINED or not at_any_depth(lambda: self.decision.prover.has_gap(self.subject, self.at)):
            return "undetermined"
        return "facts"

    @property
    def title(self) -> str:
        """The name of the criterion, requirement or quota, or its code if it has none."""
        return self.decision.program.conclusions[self.at].about.title or self.code

    @property
    def standard(self) -> Status | None:
        """Of a title, whether its standard (`đủ chuẩn`) is met; None for anything else."""
        title = self.decision.program.titles.get(self.at)
        return None if title is None else status_of(self.decision.record.mask(self.subject, title.standard))

    @property
    def competes(self) -> bool:
        """Of a title with a quota, whether the subject surely asks for a seat: nothing that comes before it is open."""
        title = self.decision.program.titles.get(self.at)
        quota = None if title is None or title.quota is None else self.decision.program.conclusions[title.quota]
        return isinstance(quota, ir.Quota) and self.decision.record.mask(self.subject, quota.standard) == MET

    @property
    def quota(self) -> Seated | None:
        """Of a title with a quota, whether there is a seat for the subject, taken to have the standard."""
        title = self.decision.program.titles.get(self.at)
        if title is None or title.quota is None:
            return None
        return seated(self.decision.record.mask(self.subject, title.quota))

    @property
    def unstated(self) -> tuple[str, ...]:
        """Why the text at hand gives no answer, where an unknown verdict rests on that; each reason once."""
        if self.status is not Status.UNKNOWN or self.at not in self.decision.on_text:
            return ()
        found = (step.rule.reason for step in self.proof.unanswered if isinstance(step.rule, ir.Unstated))
        return tuple(dict.fromkeys(found))

    @property
    def tied(self) -> bool:
        """Whether an unknown verdict rests on a tie for the last seats that the facts leave unresolved."""
        if self.status is not Status.UNKNOWN or self.at not in self.decision.on_seats:
            return False
        return any(is_tied(self.decision.prover, step) for step in self.proof.unanswered)

    @property
    def proof(self) -> Proof:
        """Why: the rules applied, the facts they rest on, and what is not known."""
        return at_any_depth(lambda: self.decision.prover.prove(self.subject, self.at))

    @property
    def reasons(self) -> Explanation:
        """Why, as data: the causes that the proof holds, the decisive ones first."""
        return at_any_depth(lambda: explain(self.decision.prover, self.proof))

    def summary(self, lang: str = "vi") -> str:
        """The status and the reason that matters most, in one sentence of at most 200 characters."""
        return at_any_depth(lambda: self.decision.renderer(lang).summary(self))

    def explain(self, lang: str = "vi", full: bool = False, width: int = 100) -> str:
        """Why, as text: the causes that decide it, in at most 40 lines of `width` characters.

        `full` tells the whole proof, citing every source and fact, in lines as long as they are. What would have to
        change is `changes`.
        """
        words = self.decision.renderer(lang)
        with seldom_collected():
            return at_any_depth(lambda: words.verdict(self) if full else words.short(self, width))

    def missing(self) -> tuple[Gap, ...]:
        """The facts and closures that are absent and would matter, and the text that is not at hand (of kind `text`).

        Empty for a definite verdict. If nothing listed becomes known, the verdict stays unknown whatever else does.
        """
        return (*self.proof.gaps, *(Gap(self.subject, text=reason) for reason in self.unstated))

    def changes(self, seconds: float | None = 2.0) -> Changes:
        """All minimal sets of at most three facts of the subject and its path that would make it met.

        Empty when it is met or not applicable already, and when no such set is enough. A search that takes longer
        than `seconds` (None: as long as it takes) is given up: what was found is exact, and not `complete`.
        """
        if self.status in (Status.MET, Status.NOT_APPLICABLE):
            return Changes()
        return at_any_depth(lambda: minimal_changes(self.decision.prover, self.subject, self.at, seconds))

    def to_dict(self) -> dict[str, Any]:
        """The verdict as plain data; `standard` (a status) and `quota` are None for what is not a title."""
        told = self.at in self.decision.program.titles or self.status is Status.UNKNOWN
        standard = self.standard if told else None
        return {
            "code": self.code,
            "title": self.title,
            "status": self.status.value,
            "reason": self.reason if told else None,
            "standard": None if standard is None else standard.value,
            "quota": self.quota if told else None,
        }


@define(frozen=True, eq=False, slots=False, repr=False)
class Decision:
    """Every verdict of one run. `decision["cuc-a", "T2"]` is one of them.

    `findings` are the doubts that it rests on: what was doubtful when the facts were read and yet accepted, and that
    the ruleset is not in force on the day that counts. `read` gives the ruleset as written, if it came from files.
    """

    identity: Identity
    program: ir.Program
    case: Case
    question: Question
    record: Record
    words: Callable[["Decision", str], Words]
    findings: tuple[Diagnostic, ...] = ()
    read: "Callable[[], RulesetModel] | None" = None

    @property
    def model(self) -> "RulesetModel | None":
        """The ruleset as written, if it came from files."""
        return None if self.read is None else self.read()

    def __reduce__(self) -> tuple[Any, ...]:
        """As applications send a decision between processes: what was found, without proofs already built."""
        return Decision, astuple(self, recurse=False)

    def __repr__(self) -> str:
        return f"<Decision {self.identity.ruleset} by {self.identity.executor}: {self.case!r}>"

    def __getitem__(self, address: tuple[Key | SubjectId, str]) -> Verdict:
        subject, code = address_of(address)
        found = self.subject(subject, code)
        return self._verdict(found, code)

    def _verdict(self, subject: SubjectId, code: str) -> Verdict:
        return Verdict(
            self, subject, as_written(code), self.record.mask(subject, self.program.code_of(subject.type, code))
        )

    def subject(self, key: Key | SubjectId, code: str) -> SubjectId:
        """The subject of that key among those that the code is asked of; UsageError if there is none, or several."""
        require_conclusion(self.program, code)
        return self._of_types(key, code)

    def _of_types(self, key: Key | SubjectId, code: str) -> SubjectId:
        """The subject of that key of one of the types that the code is asked of."""
        types = self.program.types_of(code)
        given = [key] if isinstance(key, SubjectId) else [SubjectId(each, key) for each in types]
        found = [each for each in given if each in self.case and each.type in types]
        return self._only(found, types, key.key if isinstance(key, SubjectId) else key)

    def key(self, written: str | tuple[str, ...], code: str) -> SubjectId:
        """The subject that a key as people write it means (`nv-001`, or `nv-001; 2020` in parts).

        `code` is a conclusion, a quantity or a rank, which says what type of subject is meant.
        """
        types = self.program.types_of(code)
        if not types:
            return self.subject(written, code)
        found = [each for home in types if (each := subject_in(self.case, home, written)) is not None]
        return self._only(found, types, written)

    def _only(self, found: Sequence[SubjectId], types: Sequence[str], key: Key) -> SubjectId:
        """The one subject that was found for a key among subjects of these types."""
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(each.type for each in found)
            raise UsageError([Diagnostic("USE-76", arguments={"key": show_key(found[0].key), "type": listed})])
        known = [str(each.key) for type_name in types for each in self.case.of_type(type_name)]
        arguments = {"key": show_key(key), "type": ", ".join(types), **near_hint(did_you_mean(str(key), known))}
        raise UsageError([Diagnostic("USE-52", arguments=arguments)])

    def value(self, key: Key | SubjectId, name: str) -> Known:
        """What is known of a quantity or rank of a subject: days, decimals, labels, and what is still possible."""
        found = self.possible(key, name)
        rule = self.program.homes[self.program.code_of(self._of_types(key, name).type, name)]
        assert not isinstance(rule, ir.Criterion | ir.Quota)
        return known(rule.type, found)

    def possible(self, key: Key | SubjectId, name: str) -> Possible:
        """The same as executors reckon with it: percentages as shares, days and grades as ordinals."""
        if as_written(name) not in self.measures:
            hints = near_hint(did_you_mean(name, self.measures))
            raise UsageError([Diagnostic("USE-53", arguments={"name": name, **hints})])
        found = self._of_types(key, name)
        return self.record.value(found, self.program.code_of(found.type, name))

    def __len__(self) -> int:
        """How many verdicts iteration gives."""
        return sum(
            len(tuple(self.case.of_type(rule.subject)))
            for rule in self.program.rules
            if isinstance(rule, ir.Criterion) and rule.root.about.reported
        )

    def __bool__(self) -> bool:
        """A decision is one, even on nobody."""
        return True

    def titles(self) -> Iterator[Verdict]:
        """The verdicts on titles alone, by title and then by subject."""
        for title in self.program.awarded:
            if title.code in self.program.conclusions:
                for subject in self.case.of_type(title.subject):
                    yield self._verdict(subject, title.code)

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """The names of all quantities and ranks, those that scores, grades and amounts are made of included."""
        named = (as_written(each.code) for each in self.program.rules if not isinstance(each, ir.Criterion | ir.Quota))
        return tuple(dict.fromkeys(named))

    def explain_value(
        self, key: Key | SubjectId, name: str, lang: str = "vi", full: bool = False, width: int = 100
    ) -> str:
        """The value of a quantity or rank of a subject as text, in at most 40 lines of `width` characters.

        Of a score its items and what was taken off, of a grade the row that holds and what changed it. `full` tells
        every value, row and fact it rests on, in lines as long as they are.
        """
        self.possible(key, name)  # refuses a name or key that does not exist
        found = self._of_types(key, name)
        code, words = self.program.code_of(found.type, name), self.renderer(lang)
        return at_any_depth(lambda: words.measure(found, code) if full else words.short_measure(found, code, width))

    def __iter__(self) -> Iterator[Verdict]:
        """The verdicts on whole criteria, by rule and then by subject; true/false quantities are none."""
        for rule in self.program.rules:
            if isinstance(rule, ir.Criterion) and rule.root.about.reported:
                for subject in self.case.of_type(rule.subject):
                    yield self._verdict(subject, rule.code)

    def verdicts(self, subject: SubjectId, rule: str | None = None) -> list[Verdict]:
        """The verdicts on all criteria, requirements, exceptions and quotas of a subject, in the program's order.

        Of one `rule` alone, by its code in the program, those on it and its parts.
        """
        mask, homes = self.record.mask, self._codes.get(subject.type, {})
        asked = homes.values() if rule is None else (homes.get(rule, ()),)
        return [Verdict(self, subject, code, mask(subject, at)) for codes in asked for code, at in codes]

    @cached_property
    def _codes(self) -> Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]:
        """The codes that each rule asks of each type of subjects: as they are written, and in the program."""
        found: dict[str, dict[str, Sequence[tuple[str, str]]]] = {}
        for rule in self.program.rules:
            if isinstance(rule, ir.Quota) or (isinstance(rule, ir.Criterion) and not rule.root.about.internal):
                codes = tuple((as_written(code), code) for code in ir.codes_of(rule))
                found.setdefault(rule.subject, {})[rule.code] = codes
        return found

    @cached_property
    def on_text(self) -> frozenset[str]:
        """The codes of what may rest on text that is not at hand."""
        return resting_on(self.program, ir.Unstated)

    @cached_property
    def on_seats(self) -> frozenset[str]:
        """The codes of what may rest on the seats of a quota."""
        return resting_on(self.program, ir.Quota)

    @cached_property
    def prover(self) -> Prover:
        """Builds the proofs of this decision, when asked."""
        return Prover.of(self.program, self.case, self.question, self.record)

    def renderer(self, lang: str = "vi") -> Words:
        """Turns parts of this decision into words."""
        return self.words(self, lang)

    def to_dict(self, proofs: bool = False) -> dict[str, Any]:
        """The decision as plain data: every verdict and value, and what is missing.

        What verdicts wait for (`missing`) stands once, and verdicts name it by its place. `proofs` adds the facts that
        each verdict `rests_on`, in runs of places (first and last) among all that are `cited`.
        """
        return decision_data(self, self._head(), proofs)

    def _head(self) -> dict[str, Any]:
        """What was decided, of which facts, with what."""
        identity = self.identity
        return {
            "ruleset": {"id": identity.ruleset, "hash": identity.ruleset_hash},
            "facts": {"hash": identity.facts_hash},
            "findings": [each.to_json() for each in self.findings],
            "library": {"version": identity.version, "executor": identity.executor},
        }

    def as_facts(self, into: str = "danh hiệu đã nhận") -> dict[str, list[dict[str, Any]]]:
        """The titles that are surely given, as records of the type `into` for the dossier of a later period.

        Raises UsageError if the key of that type is not one subject, one title and one period.
        """

        def is_given(subject: SubjectId, title: str) -> bool:
            return self[subject, title].status is Status.MET

        return awarded_facts(self.program, self.case, is_given, into)

    def to_json(
        self,
        indent: int | None = None,
        proofs: bool = False,
        subjects: Iterable[SubjectId] | None = None,
        codes: Iterable[str] | None = None,
    ) -> str:
        """The decision as JSON text, as `to_dict` has it: a line for each subject unless it is to be indented.

        `subjects`, and the `codes` of criteria and titles, narrow it to a part, which `part` then says.
        """
        part = Part(
            None if subjects is None else frozenset(subjects),
            None if codes is None else frozenset(codes),
        )
        return decision_json(self, self._head(), proofs, indent, part)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Keep the decision in one file (`.thidua`) that `open_decision` and `verify` open again, years later too.

        Written whole or not at all; the same decision gives the same bytes. UsageError if its ruleset came from no
        file, ArchiveError if it is larger than what is opened again, OSError if it cannot be written.
        """
        from thidua_rules.archive.saving import Answered, save

        model = self.model
        if model is None:
            raise UsageError([Diagnostic("KEEP-11")])
        answered = Answered(model, self.program, self.case, self.question, self.record, self.findings)
        save(path, answered, self.identity.to_dict())

    def to_html(self, lang: str = "vi") -> str:
        """The decision as one printable HTML page."""
        return self.renderer(lang).page()

    def to_xlsx(self, path: str | PathLike[str], lang: str = "vi", full: bool = False) -> None:
        """Write the decision as the workbook that people work with: titles, scores, and what is to be collected.

        `full` adds the reasons of every requirement of every subject. The file is there whole or not at all; OSError
        where it cannot be written.
        """
        self.renderer(lang).workbook(path, full)


def seated(mask: int) -> Seated:
    """What the outcomes of a quota amount to."""
    return "inside" if mask == MET else "outside" if mask == NOT_MET else "unknown"


def show_key(key: Key) -> str:
    """A subject's key as shown to people: `nv-001`, or `nv-001, 2020`."""
    if not isinstance(key, tuple):
        return key
    return ", ".join(show_key(part.key) if isinstance(part, SubjectId) else str(part) for part in key)


def address_of(address: object) -> tuple[Any, str]:
    """The key and the code of `[key, code]`; UsageError if it is anything else."""
    if isinstance(address, tuple) and not isinstance(address, SubjectId) and len(address) == 2:
        key, code = address
        if isinstance(code, str):
            return key, code
    raise UsageError([Diagnostic("USE-73", arguments={"given": repr(address)[:60]})])


def require_conclusion(program: ir.Program, code: str) -> None:
    """UsageError if the code is no conclusion; of a quantity it says how its value is asked for."""
    at = next((program.code_of(each, code) for each in program.types_of(code)), code)
    if at in program.conclusions:
        return
    if at in program.homes:
        raise UsageError([Diagnostic("USE-72", arguments={"code": code})])
    near = did_you_mean(code, dict.fromkeys(map(as_written, program.homes)))
    raise UsageError([Diagnostic("USE-51", arguments={"code": code, **near_hint(near)})])
