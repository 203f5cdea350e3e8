"""What is kept of a decision: all that it rests on and all that was found, each in a member of its own."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from thidua_rules.archive import file as archive
from thidua_rules.archive.data import key_data, mask_text, possible_data
from thidua_rules.archive.file import as_json
from thidua_rules.diagnostics import Diagnostic, Place, UsageError
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.writing import to_dict
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.outline import outline_of
from thidua_rules.program.question import Question, parameter_values
from thidua_rules.ruleset.canonical import canonical_text
from thidua_rules.ruleset.files.header import LANGUAGE
from thidua_rules.ruleset.model import RulesetModel, SourceFiles
from thidua_rules.semantics.protocol import Record
from thidua_rules.values import Possible

CANONICAL, SOURCES = "rules/canonical.json", "rules/sources.json"
FACTS, PLACES, QUESTION, FOUND, DOUBTS = "facts.json", "places.json", "question.json", "found.json", "doubts.json"
SHELF = "rules"
"""The folder below which the files of the rulesets stand, numbered."""

Answers = dict[tuple[SubjectId, str], int | Possible]
"""What was found, by subject and code: masks of conclusions, values (`Possible`) of quantities and ranks."""


@frozen
class Answered:
    """Everything that a decision rests on and found."""

    model: RulesetModel
    program: ir.Program
    case: Case
    question: Question
    record: Record
    findings: tuple[Diagnostic, ...] = ()


def save(path: str | os.PathLike[str], answered: Answered, identity: Mapping[str, str]) -> None:
    """Keep a decision in one file, whole or not at all; the same decision gives the same bytes.

    `identity` says by what it was decided: `ruleset`, `ruleset_hash`, `facts_hash`, `version`, `executor`. Raises
    UsageError where the ruleset was not read from files, and OSError.
    """
    if not answered.model.sources:
        raise UsageError([Diagnostic("KEEP-11")])
    head = {
        "ruleset": {"id": identity["ruleset"], "hash": identity["ruleset_hash"], "title": answered.model.title},
        "facts": {"hash": identity["facts_hash"]},
        "library": {"version": identity["version"], "language": LANGUAGE, "executor": identity["executor"]},
        "documents": dict(sorted(answered.program.documents.items())),
    }
    archive.write(path, head, _members(answered))


def _members(answered: Answered) -> dict[str, bytes]:
    case, model = answered.case, answered.model
    found = {
        CANONICAL: canonical_text(model).encode(),
        FACTS: as_json(to_dict(case, model.id), indent=1),
        PLACES: as_json(_places(case)),
        QUESTION: as_json(_question(model, answered.question), indent=1),
        FOUND: as_json(_found(answered)),
        DOUBTS: as_json([_nameless(each).to_json() for each in answered.findings], indent=1),
    }
    listed = []
    for position, source in enumerate(model.sources):
        members = [f"{SHELF}/{position}/{each}" for each in _member_names(source)]
        found |= {member: content for member, (_, content) in zip(members, source.files, strict=True)}
        files = [{"member": member, "name": name} for member, (name, _) in zip(members, source.files, strict=True)]
        listed.append({"id": source.id, "files": files, "others": dict(sorted(source.others.items()))})
    return {**found, SOURCES: as_json(listed, indent=1)}


def _member_names(source: SourceFiles) -> list[str]:
    """What the files of a ruleset are called in a zip: as on their disk, or by number where that is not safe."""
    names = [name for name, _ in source.files]
    return names if all(map(archive.is_safe, names)) else [f"{number}.yaml" for number in range(len(names))]


def _question(model: RulesetModel, question: Question) -> dict[str, Any]:
    """The question; `given` are the parameters whose value is not the ruleset's own."""
    own = parameter_values(outline_of(model), question.on, question.period, {})
    values = sorted(question.parameters.items())
    return {
        "on": question.on.isoformat(),
        "period": str(question.period),
        "parameters": {name: possible_data(value) for name, value in values},
        "given": [name for name, value in values if own.get(name) != value],
    }


def answers(program: ir.Program, case: Case, record: Record) -> Answers:
    """Everything that is told of a case: each conclusion of each subject, and each quantity and rank."""
    found: Answers = {}
    for rule in program.rules:
        if isinstance(rule, ir.Criterion) and rule.root.about.internal:
            continue
        read: Any = record.mask if isinstance(rule, ir.Criterion | ir.Quota) else record.value
        for code in ir.codes_of(rule):
            written = as_written(code)
            found |= {(subject, written): read(subject, code) for subject in case.of_type(rule.subject)}
    return found


def _found(answered: Answered) -> list[dict[str, Any]]:
    """What was found of each subject, by code."""
    told: dict[SubjectId, dict[str, Any]] = {}
    for (subject, code), answer in answers(answered.program, answered.case, answered.record).items():
        about = told.setdefault(
            subject, {"type": subject.type, "key": key_data(subject.key), "verdicts": {}, "values": {}}
        )
        if isinstance(answer, int):
            about["verdicts"][code] = mask_text(answer)
        else:
            about["values"][code] = possible_data(answer)
    return [told[each] for each in sorted(told, key=str)]


def _places(case: Case) -> list[dict[str, Any]]:
    """Where each fact was read: by subject and field, without the folders, which say nothing years later."""
    found: dict[SubjectId, dict[str, Any]] = {}
    for (subject, name), place in case.origins.items():
        parts = (_file_name(place), place.sheet, place.cell_column, place.line, place.column, place.path)
        found.setdefault(subject, {})[name] = parts
    ordered: Iterable[SubjectId] = sorted(found, key=str)
    return [{"type": each.type, "key": key_data(each.key), "fields": found[each]} for each in ordered]


def _file_name(place: Place) -> str | None:
    return None if place.file is None else Path(place.file).name


def _nameless(finding: Diagnostic) -> Diagnostic:
    """The finding without the folders of its file."""
    return evolve(finding, place=evolve(finding.place, file=_file_name(finding.place)))
