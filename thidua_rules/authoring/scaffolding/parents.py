"""What a new ruleset inherits: the parents of the one it is made from, or those of their families now in force."""

import datetime
import os
from pathlib import Path

from attrs import frozen

from thidua_rules.authoring.scaffolding.moving import without_year
from thidua_rules.diagnostics import Collector, Place, UsageError
from thidua_rules.ruleset.files.catalogue import Summary, find, list_rulesets, near
from thidua_rules.ruleset.files.header import Header, read_head
from thidua_rules.ruleset.files.sources import ruleset_files

Validity = tuple[datetime.date | None, datetime.date | None]


@frozen
class Parent:
    """A ruleset to be inherited, as it is written, and until when it is in force."""

    reference: str
    valid_to: datetime.date | None


def chosen(
    references: tuple[tuple[str, Place], ...], location: Path, folder: Path, validity: Validity, collector: Collector
) -> dict[str, Parent]:
    """By each reference of the ruleset at a location what the new one in a folder is to inherit in its place.

    That is the same ruleset where it is in force, or else the one that is of those called alike but for the year, which
    is a note. None in force, and several, are errors at the place of the reference.
    """
    found: dict[str, Parent] = {}
    for reference, place in references:
        at = near(reference, location)
        head = _head(at or _found(reference))
        if head is None:
            continue  # whatever loads has its parents
        if _covers(head.valid_from, head.valid_to, validity):
            found[reference] = Parent(_from(folder, reference, at), head.valid_to)
            continue
        family = without_year(head.id)
        known = [each for each in list_rulesets() if without_year(each.id) == family]
        fitting = [each for each in known if _covers(each.valid_from, each.valid_to, validity)]
        fitting = fitting or [each for each in known if _in_force(each, validity)]
        told = {"name": head.id, "family": family, "day": _written(validity[1] or validity[0])}
        if len(fitting) != 1:
            named = "; ".join(f"{each.id} ({_dates((each.valid_from, each.valid_to))})" for each in fitting or known)
            collector.add("NEW-06" if fitting else "NEW-05", place, known=named or "–", **told)
            continue
        (other,) = fitting
        found[reference] = Parent(other.id, other.valid_to)
        dates = _dates((head.valid_from, head.valid_to))
        collector.add(
            "NEW-10", place, other=other.id, dates=dates, others=_dates((other.valid_from, other.valid_to)), **told
        )
    return found


def _from(folder: Path, reference: str, at: Path | None) -> str:
    """How a ruleset near the old one is named from the new folder: as before if it is found so, or else by its path."""
    by_id = not reference.startswith(".") and (near(reference, folder / "moi.yaml") or _found(reference)) is not None
    if at is None or by_id:
        return reference
    path = Path(os.path.relpath(at.resolve(), folder.resolve())).as_posix()
    return path if path.startswith(".") else f"./{path}"


def _found(reference: str) -> Path | None:
    try:
        return find(reference).location
    except UsageError:
        return None


def _head(location: Path | None) -> Header | None:
    files = ruleset_files(location) if location is not None else ()
    return next((head for head in map(read_head, files) if head is not None), None)


def _covers(start: datetime.date | None, end: datetime.date | None, validity: Validity) -> bool:
    first, last = validity
    begins = start is None or (first is not None and start <= first)
    # a validity without an end goes as far as its parents do
    return begins and (
        end is None or (last is not None and last <= end) or (last is None and first is not None and first <= end)
    )


def _in_force(summary: Summary, validity: Validity) -> bool:
    """Whether a ruleset is in force on the last day, which is the one that counts for a period."""
    day = validity[1] or validity[0]
    if day is None:
        return False
    after = summary.valid_from is None or summary.valid_from <= day
    return after and (summary.valid_to is None or day <= summary.valid_to)


def _dates(validity: Validity) -> str:
    return "–".join(map(_written, validity))


def _written(day: datetime.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day is not None else "…"
