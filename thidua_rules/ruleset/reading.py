"""From the files of a ruleset and of those it inherits to its model: the one way in."""

from pathlib import Path

from attrs import evolve

from thidua_rules.diagnostics import Diagnostic
from thidua_rules.ruleset.building import build
from thidua_rules.ruleset.composition.composing import composed
from thidua_rules.ruleset.files.disk import Disk
from thidua_rules.ruleset.files.family import Family
from thidua_rules.ruleset.files.forms import Reader
from thidua_rules.ruleset.files.shelf import Shelf
from thidua_rules.ruleset.model import RulesetModel


def read_ruleset(location: Path, shelf: Shelf | None = None) -> tuple[RulesetModel | None, tuple[Diagnostic, ...]]:
    """The composed model of the ruleset at a file or folder, and every finding, in the order of the files.

    With an error among the findings the model holds what could be read, and must not be used to decide; it is None
    if not even the head could be read. A path that does not exist is a finding too. `shelf` is where it
    lies, if not on the disk.
    """
    reader = Reader()
    family = Family(reader, shelf or Disk())
    own = family.gather(Path(location), ())
    if own is None:
        model = None
    else:
        model = evolve(build(reader, own, composed(reader, family.sources, own)), sources=family.files())
    files = {name: position for position, name in enumerate(reader.lines)}
    return model, tuple(sorted(reader.found.items, key=lambda each: _order(each, files)))


def _order(finding: Diagnostic, files: dict[str, int]) -> tuple[int, int, int]:
    place = finding.place
    return files.get(place.file or "", -1), place.line or 0, place.column or 0
