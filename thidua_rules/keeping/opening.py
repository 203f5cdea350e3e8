"""A kept decision opened again: its ruleset and facts read from the file alone, and what was found then."""

import datetime
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from attrs import define, evolve, frozen

from thidua_rules.api import Ruleset, usable
from thidua_rules.archive import file as archive
from thidua_rules.archive import saving
from thidua_rules.archive.data import key_of, mask_of, possible_of
from thidua_rules.archive.file import reading
from thidua_rules.archive.saving import Answers
from thidua_rules.decision import Decision
from thidua_rules.diagnostics import ArchiveError, Diagnostic, DossierError, Place, Severity
from thidua_rules.executors import EXECUTORS, executor_named
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.json_text import load_json
from thidua_rules.facts.periods import parse_period
from thidua_rules.program.question import Question
from thidua_rules.ruleset.files.shelf import Kept
from thidua_rules.ruleset.model import SourceFiles
from thidua_rules.ruleset.reading import read_ruleset

_USUAL = "forward"


@frozen
class Then:
    """By what it was decided, as the manifest says."""

    ruleset: str
    ruleset_hash: str
    facts_hash: str
    version: str
    language: int
    executor: str


@define(frozen=True, eq=False, slots=False, repr=False)
class KeptDecision:
    """A decision as it was kept.

    `rules` is its ruleset, read again from the files kept with it; `case` its facts; `question` what was asked, in
    which the parameters named in `given` were not the ruleset's own; `found` the masks of conclusions and the values
    of quantities by subject and code, as they were found then. `canonical` is the ruleset as it was composed then.
    """

    path: str
    then: Then
    rules: Ruleset
    case: Case
    question: Question
    given: tuple[str, ...]
    found: Answers
    canonical: dict[str, Any]

    def __repr__(self) -> str:
        return f"<KeptDecision {self.then.ruleset} by {self.then.version}: {self.case!r}>"

    def asked(self) -> Question:
        """What would be asked today: the parameters of the ruleset as read today, and those that were given."""
        own = self.rules.question(self.question.on, self.question.period)
        given = {name: self.question.parameters[name] for name in self.given if name in own.parameters}
        return evolve(own, parameters={**own.parameters, **given})

    def decide(self, executor: str | None = None) -> Decision:
        """The same facts decided again by this library, with the executor of then unless another one is named."""
        chosen = executor_named(executor or (self.then.executor if self.then.executor in EXECUTORS else _USUAL))
        question = self.asked()
        record = chosen.run(self.rules.program, self.case, question)
        return self.rules.decision(self.case, question, record, chosen.name)


def open_decision(path: str | os.PathLike[str]) -> KeptDecision:
    """The decision that a file keeps; nothing outside the file is read. Raises ArchiveError with every fault found."""
    name = str(path)
    head, members = archive.read(path)
    with reading(name, archive.MANIFEST):
        then = _then(head)
    content = _Content(name, members)
    canonical = content.data(saving.CANONICAL)
    if hashlib.sha256(members[saving.CANONICAL]).hexdigest() != then.ruleset_hash:
        raise ArchiveError([content.fault("KEEP-07", saving.CANONICAL)])
    rules = _rules(content, then.version)
    with reading(name, saving.QUESTION):
        question, given = _question(content.data(saving.QUESTION))
    case = _case(content, rules, then.version)
    with reading(name, saving.FOUND):
        found = _found(content.data(saving.FOUND))
    return KeptDecision(name, then, rules, case, question, given, found, canonical)


@frozen
class _Content:
    """The members of one file."""

    name: str
    members: dict[str, bytes]

    def fault(self, code: str, member: str, **arguments: Any) -> Diagnostic:
        return Diagnostic(code, Place(file=self.name, path=member), {"member": member, **arguments})

    def raw(self, member: str) -> bytes:
        if member not in self.members:
            raise ArchiveError([self.fault("KEEP-04", member)])
        return self.members[member]

    def data(self, member: str) -> Any:
        content = self.raw(member)
        with reading(self.name, member):
            return json.loads(content)


def _then(head: dict[str, Any]) -> Then:
    library = head["library"]
    return Then(
        str(head["ruleset"]["id"]),
        str(head["ruleset"]["hash"]),
        str(head["facts"]["hash"]),
        str(library["version"]),
        int(library["language"]),
        str(library["executor"]),
    )


def _rules(content: _Content, version: str) -> Ruleset:
    """The ruleset, read by this library from the files that were kept."""
    listed = content.data(saving.SOURCES)
    with reading(content.name, saving.SOURCES):
        sources = tuple(
            SourceFiles(
                str(source["id"]),
                tuple((str(file["name"]), content.raw(str(file["member"]))) for file in source["files"]),
                {str(name): range(len(listed))[position] for name, position in source["others"].items()},
            )
            for source in listed
        )
        shelf = Kept(Path(content.name) / saving.SHELF, sources)
        strange = [name for source in sources for name, _ in source.files if not name or Path(name).name != name]
        if strange or not sources:
            raise ValueError(", ".join(strange))
    rules, findings = usable(*read_ruleset(shelf.place(0), shelf))
    if rules is None:
        errors = [each for each in findings if each.severity is Severity.ERROR]
        raise ArchiveError([content.fault("KEEP-09", saving.SHELF, version=version), *errors])
    return rules


def _question(data: dict[str, Any]) -> tuple[Question, tuple[str, ...]]:
    """What was asked, and which parameters were given with the question."""
    period = parse_period(data["period"])
    if period is None:
        raise ValueError(data["period"])
    parameters = {str(name): possible_of(value) for name, value in data["parameters"].items()}
    given = tuple(str(each) for each in data["given"])
    if not parameters.keys() >= set(given):
        raise KeyError(given)
    return Question(datetime.date.fromisoformat(data["on"]), period, parameters), given


def _case(content: _Content, rules: Ruleset, version: str) -> Case:
    """The facts, each with the place where it was read first."""
    member = saving.FACTS
    with reading(content.name, member):
        text = content.raw(member).decode()
    data, faults = load_json(text, f"{content.name}/{member}")
    if not faults:
        with reading(content.name, member):
            data = dict(data)
        try:
            case = rules.read_case(data)
        except DossierError as error:
            faults = error.diagnostics
    if faults:
        raise ArchiveError([content.fault("KEEP-10", member, version=version), *faults])
    with reading(content.name, saving.PLACES):
        places = {
            (SubjectId(str(each["type"]), key_of(each["key"])), str(name)): _place(*parts)
            for each in content.data(saving.PLACES)
            for name, parts in each["fields"].items()
        }
    return evolve(case, origins=places, findings=())


def _place(file: Any, sheet: Any, column: Any, line: Any, position: Any, path: Any) -> Place:
    return Place(file=file, sheet=sheet, cell_column=column, line=line, column=position, path=path)


def _found(data: list[dict[str, Any]]) -> Answers:
    """What was found, in the types that executors give."""
    found: Answers = {}
    for each in data:
        subject = SubjectId(str(each["type"]), key_of(each["key"]))
        found |= {(subject, str(code)): mask_of(text) for code, text in each["verdicts"].items()}
        found |= {(subject, str(name)): possible_of(value) for name, value in each["values"].items()}
    return found
