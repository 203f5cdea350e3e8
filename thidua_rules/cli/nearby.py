"""Paths as they are shorter to read: from the working directory where they lie below it."""

import os

from attrs import evolve

from thidua_rules.diagnostics import Diagnostic


def from_here(text: str) -> str:
    """A path, or a text that begins with one, without the working directory at its beginning."""
    try:
        here = os.path.join(os.getcwd(), "")
    except OSError:  # the working directory is gone
        return text
    return text.removeprefix(here)


def finding_from_here(finding: Diagnostic) -> Diagnostic:
    """A finding whose place, and whatever other places it names, are told from the working directory."""
    place = finding.place if finding.place.file is None else evolve(finding.place, file=from_here(finding.place.file))
    told = {name: from_here(each) if isinstance(each, str) else each for name, each in finding.arguments.items()}
    return evolve(finding, place=place, arguments=told)
