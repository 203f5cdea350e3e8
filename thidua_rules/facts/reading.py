"""Dossiers from files and data: the suffix says the form, and every form gives the same case."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from thidua_rules.diagnostics import Diagnostic, DossierError, Place, Severity, UsageError
from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.case import Case
from thidua_rules.facts.data import parse_data, parse_tree
from thidua_rules.facts.spots import DataPlaces
from thidua_rules.facts.vocabulary import Vocabulary
from thidua_rules.source import yaml_tree
from thidua_rules.source.uncollected import uncollected
from thidua_rules.source.yaml_reading import read_text

_OF_FOLDER = (".csv", ".parquet")
SUFFIXES = (".yaml", ".yml", ".json", ".xlsx", *_OF_FOLDER)


@uncollected()
def read_case(
    vocabulary: Vocabulary,
    source: str | os.PathLike[str] | Mapping[str, Any],
    *,
    on: Any = None,
    period: Any = None,
    ruleset: str | None = None,
    closed: Iterable[str] = (),
) -> Case:
    """The case that a dossier describes.

    `source` is a path (.yaml, .yml, .json, .xlsx, .csv, .parquet, or a folder of .csv or .parquet files, one for each
    type) or a mapping in the form of a dossier. `on` (date or text) and `period` (Period, text or a year) override
    what the dossier says; `closed` are types that are complete besides those it names. With `ruleset`, a dossier made
    for another ruleset is doubtful. Raises DossierError with all faults; nothing is taken of a dossier with faults.
    What is doubtful is accepted and told in `findings` of the case.
    """
    builder = fill(CaseBuilder(vocabulary), source)
    for name in closed:
        builder.close_type(name)
    if ruleset is not None and builder.ruleset is not None and builder.ruleset != ruleset:
        builder.found.add("FACT-39", builder.place, given=builder.ruleset, wanted=ruleset)
    doubts = [each for each in builder.found.items if each.severity is not Severity.ERROR]
    try:
        case = builder.build(on, period)
    except DossierError as fault:
        # that it was made for another ruleset, or that a file was not read, may be why all the rest is wrong
        raise DossierError([*doubts, *fault.diagnostics]) from None
    if builder.is_empty:
        builder.found.add("FACT-46", builder.place)
    return evolve(case, findings=tuple(builder.found.items))


def fill(builder: CaseBuilder, source: str | os.PathLike[str] | Mapping[str, Any]) -> CaseBuilder:
    """The builder with everything a dossier says. DossierError only if the source cannot be read to its end."""
    if isinstance(source, Mapping):
        builder.place = Place(path="$")
        parse_data(builder, source, DataPlaces(None))
        return builder
    path = _path(source)
    builder.place = Place(file=str(path))
    if "\0" in str(path) or not path.exists():
        raise DossierError([Diagnostic("FILE-01", builder.place, {})])
    suffix = path.suffix.lower()
    if path.is_dir():
        _fill_from_folder(builder, path)
    elif suffix in (".yaml", ".yml"):
        _fill_from_yaml(builder, path)
    elif suffix == ".json":
        _fill_from_json(builder, path)
    elif suffix == ".xlsx":
        from thidua_rules.facts.workbook import read_workbook

        read_workbook(builder, path)
    elif suffix == ".csv":
        from thidua_rules.facts.csv_tables import read_csv

        read_csv(builder, path)
    elif suffix == ".parquet":
        from thidua_rules.facts.parquet import read_parquet

        read_parquet(builder, path)
    else:
        raise DossierError([Diagnostic("FILE-08", builder.place, {"suffix": suffix, "known": ", ".join(SUFFIXES)})])
    return builder


def _path(source: object) -> Path:
    """The path that a source is; UsageError for what is none."""
    if isinstance(source, str | os.PathLike):
        return Path(source)
    raise UsageError([Diagnostic("USE-74", Place(path="$"), {"given": type(source).__name__})])


def _fill_from_yaml(builder: CaseBuilder, path: Path) -> None:
    node, diagnostics = yaml_tree.read(path)
    builder.found.extend(diagnostics)
    if node is None:
        raise DossierError(builder.found.errors)
    parse_tree(builder.vocabulary, node, builder)


def _fill_from_json(builder: CaseBuilder, path: Path) -> None:
    from thidua_rules.facts.json_text import load_json

    text = read_text(path, str(path))
    if isinstance(text, Diagnostic):
        raise DossierError([text])
    if not text.strip():
        raise DossierError([Diagnostic("FILE-06", Place(file=str(path)), {})])
    data, diagnostics = load_json(text, str(path))
    builder.found.extend(diagnostics)
    if data is None and diagnostics:
        raise DossierError(builder.found.errors)
    parse_data(builder, data, DataPlaces(str(path)))


def not_read(folder: Path) -> list[Diagnostic]:
    """The doubts that other dossiers lie in a folder of tables."""
    others = (each for each in sorted(folder.iterdir()) if each.suffix.lower() in set(SUFFIXES) - set(_OF_FOLDER))
    return [
        Diagnostic("FILE-18", Place(file=str(each))) for each in others if each.is_file() and each.name[0] not in ".~"
    ]


def _fill_from_folder(builder: CaseBuilder, folder: Path) -> None:
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() in _OF_FOLDER)
    if not files:
        raise DossierError([Diagnostic("FILE-09", builder.place, {})])
    builder.found.extend(not_read(folder))
    unreadable: list[Diagnostic] = []
    for each in files:
        try:
            fill(builder, each)
        except DossierError as fault:
            unreadable.extend(fault.diagnostics)
    builder.place = Place(file=str(folder))
    if unreadable:
        raise DossierError([*unreadable, *(each for each in builder.found.errors if each not in unreadable)])
