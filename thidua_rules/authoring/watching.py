"""Checking, testing and deciding again whenever a file changes: what is otherwise since the last save."""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from attrs import define, evolve, field, frozen

from thidua_rules.api import Ruleset
from thidua_rules.authoring.check import check
from thidua_rules.authoring.scenarios import Outcome, run_scenario, scenarios_of
from thidua_rules.decision import Decision
from thidua_rules.diagnostics import Diagnostic, Severity, ThiduaError
from thidua_rules.keeping.comparing import Comparison, compare
from thidua_rules.ruleset.files import catalogue
from thidua_rules.ruleset.files.disk import Disk
from thidua_rules.ruleset.files.forms import Reader

SETTLED = 2.0
"""Seconds after which a file that was not written to is taken to be unchanged without being read."""


@frozen
class Asked:
    """What is watched: a ruleset, and a dossier with what is asked about it."""

    ruleset: str
    dossier: str | None = None
    on: str | None = None
    period: str | None = None
    parameters: Mapping[str, str] = field(factory=dict)


@frozen
class Round:
    """What was found after a save, and what is otherwise than at the last save after which all could be read.

    `decision` is None without a dossier, or where the ruleset or the dossier has errors: `faults` are those of the
    dossier. `compared` is there as soon as there are two decisions to compare.
    """

    ruleset: Ruleset | None
    findings: tuple[Diagnostic, ...]
    outcomes: tuple[Outcome, ...] = ()
    decision: Decision | None = None
    faults: tuple[Diagnostic, ...] = ()
    before: "Round | None" = None
    compared: Comparison | None = None
    files: int = 0

    @property
    def broken(self) -> bool:
        """Whether the ruleset cannot be used as it stands."""
        return self.ruleset is None

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The scenarios that do not hold."""
        return tuple(each for each in self.outcomes if not each.passed)

    def came(self) -> tuple[Diagnostic, ...]:
        """The errors and warnings that were not there before; where a finding stands does not count."""
        known = {_said(each) for each in self.before.findings} if self.before is not None else set()
        return tuple(each for each in self._serious() if _said(each) not in known)

    def gone(self) -> int:
        """How many errors and warnings there are no longer."""
        if self.before is None:
            return 0
        now = {_said(each) for each in self.findings}
        return sum(_said(each) not in now for each in self.before._serious())

    def _serious(self) -> tuple[Diagnostic, ...]:
        return tuple(each for each in self.findings if each.severity is not Severity.NOTE)


def _said(finding: Diagnostic) -> tuple[str, str | None, str]:
    return finding.code, finding.place.file, finding.message()


def watch(asked: Asked, ticks: Iterable[object]) -> Iterator[Round]:
    """A round at once, and one whenever files have changed and nothing was written to them between two ticks.

    Raises UsageError at once where there is no such ruleset; what is wrong later on is told in the rounds.
    """
    eye = _Eye(asked)
    last: Round | None = None
    good: Round | None = None
    looked: dict[Path, str] = {}
    waiting = eye.look()
    for _ in chain([None], ticks):
        now = eye.look()
        settled, waiting = now == waiting, now
        if now == looked or not settled:
            continue
        before = None if last is None else evolve(last, before=None, compared=None)
        last = _round(asked, before, good, eye)
        good = good if last.broken or last.faults else last
        # a file that was read for the first time counts from now on; one that changed meanwhile makes another round
        looked = eye.look() | now
        waiting = looked
        yield last


def _round(asked: Asked, before: Round | None, good: Round | None, eye: "_Eye") -> Round:
    """Everything once; an error of a file that vanishes meanwhile is a finding like any other."""
    try:
        report = check(asked.ruleset, eye.shelf)
    except ThiduaError as error:
        return Round(None, error.diagnostics, before=before)
    found: dict[str, Any] = {"before": before, "files": len(eye.look())}
    rules = report.ruleset
    if rules is None:
        return Round(None, report.findings, **found)
    with suppress(ThiduaError):  # faults in the form of scenarios are among the findings
        found["outcomes"] = tuple(run_scenario(each, rules) for each in scenarios_of(rules))
    if asked.dossier is not None:
        try:
            case = rules.read_case(asked.dossier, on=asked.on, period=asked.period)
            found["decision"] = rules.decide(case, parameters=asked.parameters)
        except ThiduaError as error:
            found["faults"] = error.diagnostics
    if good is not None and good.decision is not None and "decision" in found:
        found["compared"] = compare(good.decision, found["decision"])
    return Round(rules, report.findings, **found)


@frozen(eq=False)
class _Noting(Disk):
    """The disk, which notes where it was asked for something."""

    places: dict[Path, None] = field(factory=dict)

    def files(self, location: Path) -> tuple[Path, ...]:
        """The files of a ruleset."""
        self.places[location] = None
        return super().files(location)

    def scenarios(self, reader: Reader, location: Path) -> tuple[Path, ...]:
        """The files of scenarios, and the folders in which others may come to be."""
        found = super().scenarios(reader, location)
        self.places.update(dict.fromkeys((*found, *(each.parent for each in found))))
        return found

    def content(self, path: Path) -> bytes | Diagnostic:
        """The content of a file."""
        self.places[path] = None
        return super().content(path)


@define(eq=False)
class _Eye:
    """Tells whether anything that a round read is otherwise: by times and sizes, and by content where it is fresh."""

    asked: Asked
    shelf: _Noting = field(factory=_Noting)
    known: dict[Path, tuple[float, int, str]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.shelf.files(catalogue.find(self.asked.ruleset).location)

    def look(self) -> dict[Path, str]:
        """What each file holds now, folders by the names of their files; what is not there is left out."""
        found = {path: seen for path in self._paths() if (seen := self._seen(path)) is not None}
        self.known = {path: each for path, each in self.known.items() if path in found}
        return found

    def _paths(self) -> Iterator[Path]:
        yield from self.shelf.places
        if self.asked.dossier is not None:
            dossier = Path(self.asked.dossier)
            yield from (dossier, *(sorted(dossier.iterdir()) if dossier.is_dir() else ()))

    def _seen(self, path: Path) -> str | None:
        try:
            if path.is_dir():
                return "\n".join(sorted(os.listdir(path)))
            stamp = path.stat()
            time_, size, digest = self.known.get(path, (0.0, -1, ""))
            if (time_, size) != (stamp.st_mtime, stamp.st_size) or time.time() - stamp.st_mtime < SETTLED:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
            self.known[path] = (stamp.st_mtime, stamp.st_size, digest)
        except OSError:
            return None
        return digest
