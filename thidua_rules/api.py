"""The facade: joins the rooms, each of which holds only data or functions.

Rooms that loading a ruleset has no use for are loaded when they are first used: half of the start would be theirs.
"""

import datetime
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, evolve

import thidua_rules
from thidua_rules.diagnostics import Diagnostic, DossierError, RulesetError, Severity, UsageError
from thidua_rules.facts.case import Case, Slot
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import UNLIMITED
from thidua_rules.program import kept
from thidua_rules.program.ir import Program
from thidua_rules.program.outline import Outline, outline_of
from thidua_rules.program.question import Question, out_of_force, parameter_values
from thidua_rules.ruleset.files import catalogue
from thidua_rules.source.kept import cache_folder
from thidua_rules.source.text import fold
from thidua_rules.source.uncollected import uncollected
from thidua_rules.values import ABSENT

if TYPE_CHECKING:
    from thidua_rules.decision.decision import Decision, Words
    from thidua_rules.executors.columnar.batch import BatchDecision
    from thidua_rules.executors.columnar.frames import Frames, Given
    from thidua_rules.facts.classes import FactClasses
    from thidua_rules.ruleset.model import RulesetModel
    from thidua_rules.semantics.protocol import Record
    from thidua_rules.session.session import Session

Asked = datetime.date | str | None
Periodic = Period | int | str | None


@define(frozen=True, eq=False, slots=False, repr=False)
class Ruleset:
    """A loaded ruleset: immutable, equal and hashable by content, safe to share between threads.

    `findings` are the warnings and notes of loading it, with how a date alone chose it.
    """

    outline: Outline
    program: Program
    findings: tuple[Diagnostic, ...]
    _read: "Callable[[], RulesetModel]"
    _hash: str | None = None

    def __repr__(self) -> str:
        return f"<Ruleset {self.id} {self.hash[:12]}: {self.outline.title}>"

    def __getstate__(self) -> dict[str, object]:
        """What is sent of it: not the classes of its facts, which are made where they are asked for."""
        return {name: value for name, value in self.__dict__.items() if name != "facts"}

    @property
    def id(self) -> str:
        """The identifier, such as `btnmt/2021`."""
        return self.outline.id

    @property
    def model(self) -> "RulesetModel":
        """The ruleset as written."""
        return self._read()

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical content, parents included, positions not."""
        if self._hash is not None:
            return self._hash
        from thidua_rules.ruleset.canonical import content_hash

        return content_hash(self.model)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ruleset) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    @cached_property
    def facts(self) -> "FactClasses":
        """The attrs classes of the vocabulary, by attribute: `rules.facts.tap_the`."""
        from thidua_rules.facts.classes import fact_classes

        return fact_classes(self.program.vocabulary)

    def read_case(
        self,
        source: str | os.PathLike[str] | Mapping[str, Any],
        *,
        on: Asked = None,
        period: Periodic = None,
        closed: Iterable[str] = (),
    ) -> Case:
        """The facts of a dossier: a .yaml, .json, .xlsx or .parquet file, a folder of .csv or .parquet, or a dict.

        `on` and `period` override `ngày xét` and `kỳ xét`; `closed` are types that are complete besides those named in
        it. Raises DossierError with every fault; nothing is half-read.
        """
        from thidua_rules.facts.reading import read_case

        vocabulary, day, when = self.program.vocabulary, as_date(on), as_period(period)
        return self._kept_to(read_case(vocabulary, source, on=day, period=when, ruleset=self.id, closed=closed))

    def case(
        self,
        *facts: object,
        on: Asked = None,
        period: Periodic = None,
        closed: Iterable[str] = (),
    ) -> Case:
        """A case from objects of the classes in `facts`; open but for the types named in `closed`."""
        from thidua_rules.facts.classes import case_of

        found = case_of(self.program.vocabulary, facts, on=as_date(on), period=as_period(period), closed=tuple(closed))
        return self._kept_to(found)

    def _kept_to(self, case: Case) -> Case:
        """The case, if no fact breaks a constraint of the ruleset (`ràng buộc`)."""
        if self.program.constraints:
            from thidua_rules.semantics.constraints import refuse_breaches

            refuse_breaches(self.program, case, lambda: self.question(case.on, case.period))
        return case

    def decide(
        self, case: Case, *, executor: str = "forward", parameters: Mapping[str, object] | None = None
    ) -> "Decision":
        """Every verdict on every subject of the case; `parameters` override the ruleset's, by name."""
        from thidua_rules.executors import executor_named

        _require_case(case)
        chosen = executor_named(executor)
        question = self.question(case.on, case.period, parameters)
        record = chosen.run(self.program, case, question)
        return self.decision(case, question, record, chosen.name)

    def read_frames(
        self,
        tables: Mapping[str, Any] | str | os.PathLike[str],
        *,
        on: Asked = None,
        period: Periodic = None,
        closed: Iterable[str] = (),
    ) -> "Frames":
        """Facts in tables of Polars or Arrow, by type, checked and ready to be decided many times.

        A path leads to a .parquet or .csv file, or to a folder of them, with the tables `hồ sơ` and `đầy đủ` if any,
        or to any other dossier that `read_case` reads.
        Columns are named as the vocabulary names fields, with the key under `mã`; percentages are in points. Types
        named in `closed` have no other subjects. Raises DossierError with the faults that reading rows would give,
        UsageError if Polars is not installed (`thidua-rules[columnar]`).
        """
        from thidua_rules.executors.columnar import require_polars

        require_polars()
        from thidua_rules.executors.columnar.files import in_columns, sources, told_by_rows
        from thidua_rules.executors.columnar.frames import frames_of_case, given_tables
        from thidua_rules.facts.reading import not_read

        asked = as_date(on), as_period(period), tuple(closed)
        if not isinstance(tables, str | os.PathLike):
            return self._frames(given_tables(tables), *asked)
        path = tables
        by_rows = partial(self.read_case, path, on=on, period=period, closed=asked[-1])
        if not in_columns(path):
            return frames_of_case(by_rows())
        try:
            found = self._frames([each.read() for each in sources(path)], *asked)
        except DossierError as fault:
            return told_by_rows(fault, lambda: frames_of_case(by_rows()))
        beside = not_read(Path(path)) if Path(path).is_dir() else ()
        return evolve(found, findings=(*beside, *found.findings))

    def _frames(
        self, given: "list[Given]", on: datetime.date | None, period: Period | None, closed: tuple[str, ...]
    ) -> "Frames":
        from thidua_rules.executors.columnar.constraints import refuse_breaches_of
        from thidua_rules.executors.columnar.frames import frames_by_rows, frames_of

        told = (self.program.vocabulary, given, on, period, closed, self.id)
        frames = frames_of(*told)
        question = self.question(frames.on, frames.period)
        refuse_breaches_of(self.program, frames, question, lambda: frames_by_rows(*told))
        return frames

    def decide_frames(
        self,
        tables: "Mapping[str, Any] | str | os.PathLike[str] | Frames",
        *,
        on: Asked = None,
        period: Periodic = None,
        closed: Iterable[str] = (),
        parameters: Mapping[str, object] | None = None,
        codes: Iterable[str] | None = None,
        values: Iterable[str] = (),
    ) -> "BatchDecision[Decision]":
        """Every verdict on every subject of some tables, by columns; see `read_frames`.

        `codes` are the criteria, requirements and titles to decide (None: all that people ask for), `values` the
        quantities and ranks to tell too. What columns cannot decide is left to forward, and counted.
        """
        from thidua_rules.executors.columnar import require_polars

        require_polars()
        from thidua_rules.executors.columnar.batch import decide
        from thidua_rules.executors.columnar.frames import Frames

        frames = tables if isinstance(tables, Frames) else self.read_frames(tables, on=on, period=period, closed=closed)
        question = self.question(frames.on, frames.period, parameters)
        asked = None if codes is None else [at for code in codes for at in self._at(code, "USE-51", "code")]
        wanted = [at for code in values for at in self._at(code, "USE-53", "name")]
        alone = partial(self.decide, parameters=parameters)
        findings = (*frames.findings, *out_of_force(self.outline, frames.on, frames.period))
        return decide(self.program, frames, question, alone, asked, wanted, findings)

    def _at(self, code: str, fault: str, what: str) -> list[str]:
        """The codes of the program that a code, as it is written, stands for; UsageError if there is none."""
        of_values = what == "name"
        found = [self.program.code_of(each, code) for each in self.program.types_of(code)]
        if not found or any((each in self.program.conclusions) == of_values for each in found):
            raise UsageError([Diagnostic(fault, arguments={what: code})])
        return found

    def decision(self, case: Case, question: Question, record: "Record", executor: str) -> "Decision":
        """What an executor found, with all that makes it reproducible and explainable."""
        from thidua_rules.decision.decision import Decision, Identity
        from thidua_rules.facts.hashing import facts_hash

        identity = Identity(self.id, self.hash, partial(facts_hash, case), thidua_rules.__version__, executor)
        findings = (*case.findings, *out_of_force(self.outline, question.on, question.period))
        return Decision(identity, self.program, case, question, record, in_words, findings, self._read)

    def question(self, on: datetime.date, period: Period, parameters: Mapping[str, object] | None = None) -> Question:
        """The question for a date and a period, every parameter with its value."""
        from thidua_rules.facts.codec import Refusal, encode

        shapes = {fold(each.name): each for each in self.outline.parameters}
        overrides: dict[str, Slot] = {}
        faults: list[Diagnostic] = []
        for name, value in (parameters or {}).items():
            declared = shapes.get(fold(name))
            if declared is None:
                known = "; ".join(each.name for each in self.outline.parameters)
                faults.append(Diagnostic("USE-54", arguments={"name": name, "known": known}))
                continue
            if declared.name in overrides:
                faults.append(Diagnostic("USE-68", arguments={"name": declared.name}))
            if isinstance(value, str) and not value.strip():
                faults.append(Diagnostic("USE-69", arguments={"name": declared.name}))
                continue
            if isinstance(value, str) and fold(value) == UNLIMITED and declared.shape.kind.is_ordered:
                overrides[declared.name] = ABSENT
                continue
            try:
                overrides[declared.name] = encode(declared.shape, value)
            except Refusal as refusal:
                why = Diagnostic(refusal.code, arguments={"bounds_en": "", **refusal.arguments, "field": declared.name})
                named = f"`{declared.name}`: "  # messages about a value begin with its name, which is said here already
                messages = {f"message_{lang}": why.message(lang).removeprefix(named) for lang in ("vi", "en")}
                faults.append(Diagnostic("USE-61", arguments={"name": declared.name, **messages}))
        if faults:
            raise UsageError(faults)
        return Question(on, period, parameter_values(self.outline, on, period, overrides))

    def session(self, *, on: Asked = None, period: Periodic = None) -> "Session":
        """A session in which facts arrive, change and are retracted one at a time."""
        from thidua_rules.session.session import Session

        day, when = as_date(on), as_period(period)
        if day is None or when is None:
            raise UsageError([Diagnostic("USE-55")])
        return Session(self.program, self.question(day, when), self.decision)


def _require_case(case: object) -> None:
    if not isinstance(case, Case):
        raise UsageError([Diagnostic("USE-75", arguments={"given": type(case).__name__})])


def in_words(decision: "Decision", lang: str) -> "Words":
    """The wording of a decision in one language."""
    from thidua_rules.report.everything import Wording

    return Wording(decision, lang)


def load(reference: str | os.PathLike[str], *, on: Asked = None, period: Periodic = None) -> Ruleset:
    """The ruleset of an id (`btnmt/2021`), of a family in force (`btnmt` with `on` or `period`), or of a path.

    A family whose years go by the period is better asked with `period`: a date in the first quarter alone takes the
    ruleset of that date, and `findings` say so where the year before has another one.
    Raises RulesetError with every fault found; UsageError if there is no such ruleset.
    """
    ruleset, findings = inspect(reference, on=on, period=period)
    if ruleset is None:
        raise RulesetError(each for each in findings if each.severity is Severity.ERROR)
    return ruleset


@uncollected()
def inspect(
    reference: str | os.PathLike[str], *, on: Asked = None, period: Periodic = None
) -> tuple[Ruleset | None, tuple[Diagnostic, ...]]:
    """The ruleset, if it can be used, and every finding about it: errors, warnings and notes."""
    choice = catalogue.find(reference, on=as_date(on), period=as_period(period))
    doubts = () if choice.doubt is None else (choice.doubt,)
    found = kept.find(choice.location)
    if found is not None:
        known, read = found
        return Ruleset(known.outline, known.program, (*doubts, *known.findings), read, known.hash), (
            *doubts,
            *known.findings,
        )
    from thidua_rules.ruleset.reading import read_ruleset

    ruleset, findings = usable(*read_ruleset(choice.location))
    if ruleset is None:
        return None, (*doubts, *findings)
    if cache_folder() is not None:
        made = kept.KeptProgram(ruleset.outline, ruleset.hash, ruleset.program, findings)
        kept.keep(choice.location, made, ruleset.model)
    return evolve(ruleset, findings=(*doubts, *findings)), (*doubts, *findings)


def usable(
    model: "RulesetModel | None", findings: tuple[Diagnostic, ...]
) -> tuple[Ruleset | None, tuple[Diagnostic, ...]]:
    """The ruleset of a model as read, if it can be used, and every finding, those of its compilation included."""
    from thidua_rules.program.compile import compile_ruleset

    if model is None or any(each.severity is Severity.ERROR for each in findings):
        return None, findings
    program, typed = compile_ruleset(model)
    findings = (*findings, *typed)
    if program is None:
        return None, findings
    return ruleset_of(model, program, findings), findings


def ruleset_of(model: "RulesetModel", program: Program, findings: tuple[Diagnostic, ...]) -> Ruleset:
    """The ruleset that a model and its program make."""
    return Ruleset(outline_of(model), program, findings, kept.LaterModel(Path(), (), model))


def list_rulesets() -> tuple[catalogue.Summary, ...]:
    """The rulesets that can be loaded by id: bundled ones, those on THIDUA_RULES_PATH, and those of plug-ins."""
    return catalogue.list_rulesets()


def as_date(value: Asked) -> datetime.date | None:
    """A date given as such or as text (`2022-01-15`, `15/01/2022`)."""
    if value is None or isinstance(value, datetime.date):
        return value
    from thidua_rules.facts._numbers import nearly_date, written_date

    found = written_date(value) if isinstance(value, str) else None
    if found is None:
        near = nearly_date(value) if isinstance(value, str) else None
        shown = {} if near is None else {"hint_vi": f"viết `{near:%d/%m/%Y}`", "hint_en": f"write `{near:%d/%m/%Y}`"}
        raise UsageError([Diagnostic("USE-56", arguments={"text": str(value), **shown})])
    return found


def as_period(value: Periodic) -> Period | None:
    """A period given as such, as a year, or as text (`2021`, `2021-2022`, `Q1/2021`, `03/2021`)."""
    if value is None or isinstance(value, Period):
        return value
    from thidua_rules.facts.periods import parse_period

    found = parse_period(f"{value:04d}" if isinstance(value, int) else value)
    if found is None:
        raise UsageError([Diagnostic("USE-57", arguments={"text": str(value)})])
    return found


__all__ = ["Ruleset", "inspect", "list_rulesets", "load"]
