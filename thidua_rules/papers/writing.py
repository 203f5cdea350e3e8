"""Papers of a decision, written from the bundled templates or from those of an office."""

import os
from collections.abc import Sequence
from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path

from thidua_rules.decision.decision import Decision
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.papers.filling import filled
from thidua_rules.papers.kinds import KINDS, By
from thidua_rules.papers.paper import Paper
from thidua_rules.report.selection import selected
from thidua_rules.source.text import did_you_mean
from thidua_rules.source.whole_files import whole_file, write_all

_SUFFIX = ".docx"


def write_paper(
    decision: Decision,
    path: str | PathLike[str],
    kind: str,
    *,
    units: Sequence[str] = (),
    people: Sequence[str] = (),
    titles: Sequence[str] = (),
    by: By = "supplier",
    template: str | PathLike[str] | None = None,
) -> None:
    """Write a paper of `KINDS` as a .docx file; it is there whole or not at all.

    `units`, `people` (codes or names) and `titles` (codes) narrow what it tells; a letter needs one of `people`.
    `by` says whether a notice goes to each supplier of facts or to each unit. `template` is used instead of the
    bundled one. UsageError with every fault of the template, or if there is nothing to tell; OSError if the file
    cannot be written.
    """
    faults = _faults(path, kind, template)
    if faults:
        raise UsageError(faults)
    selection = selected(decision, units, people, titles)
    named = tuple(sorted(selection.subjects or ())) if people else ()
    paper = Paper(decision, selection, by, named)
    if kind == "tra-loi" and len(paper.people) != 1:
        raise UsageError([Diagnostic("PAPER-14", arguments={"number": len(paper.people)})])
    if template is None and not (paper.notices if kind == "thong-bao" else paper.titles or paper.people):
        raise UsageError([Diagnostic("PAPER-15" if kind == "thong-bao" else "PAPER-16")])
    content = filled(template if template is not None else _bundled(kind), paper)
    with whole_file(path) as beside:
        beside.write_bytes(content)


def _faults(path: str | PathLike[str], kind: str, template: str | PathLike[str] | None) -> list[Diagnostic]:
    """What is wrong with what is asked, before anything is done."""
    found = []
    if kind not in KINDS:
        near = did_you_mean(kind, KINDS) or KINDS
        found.append(Diagnostic("PAPER-01", arguments={"kind": kind, "known": ", ".join(near)}))
    target = fspath(path)
    if "\0" in target or Path(target).suffix.lower() != _SUFFIX or Path(target).is_dir():
        found.append(Diagnostic("PAPER-17", arguments={"path": target}))
    elif template is not None and _same(target, template):
        found.append(Diagnostic("PAPER-18", arguments={"path": target}))
    return found


def _same(one: str, other: str | PathLike[str]) -> bool:
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def _bundled(kind: str) -> Path:
    return Path(str(files("thidua_rules.papers").joinpath("templates", kind + _SUFFIX)))


def copy_templates(folder: str | PathLike[str]) -> tuple[Path, ...]:
    """Copy the bundled templates into a folder, for an office to change in Word; the files that were written.

    UsageError, and nothing is written, if the folder has a file of one of their names.
    """
    home = Path(folder)
    targets = {kind: home / (kind + _SUFFIX) for kind in KINDS}
    there = [each for each in targets.values() if each.exists()]
    if there:
        raise UsageError([Diagnostic("USE-71", arguments={"path": str(each)}) for each in there])
    write_all(home, {target.name: _bundled(kind).read_bytes() for kind, target in targets.items()})
    return tuple(targets.values())
