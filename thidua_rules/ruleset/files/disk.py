"""Rulesets on a disk: beside the one that names them, or in the catalogue."""

from pathlib import Path

from attrs import frozen

from thidua_rules.diagnostics import Diagnostic
from thidua_rules.ruleset.files import catalogue, sources
from thidua_rules.ruleset.files.forms import Reader
from thidua_rules.source.yaml_reading import load_bytes


@frozen
class Disk:
    """Files and folders as they lie there."""

    def whole(self, location: Path) -> Path:
        """The absolute path, through links."""
        return location.resolve()

    def files(self, location: Path) -> tuple[Path, ...]:
        """The file itself, or the folder's YAML files in order."""
        return sources.ruleset_files(location)

    def scenarios(self, reader: Reader, location: Path) -> tuple[Path, ...]:
        """Below its folder but for rulesets within, or beside its file."""
        return sources.scenario_files(reader, location)

    def content(self, path: Path) -> bytes | Diagnostic:
        """The bytes of a file that is not too large."""
        return load_bytes(path, str(path))

    def other(self, reference: str, location: Path) -> Path:
        """A ruleset beside the one at a location, or of the catalogue."""
        return catalogue.near(reference, location) or catalogue.find(reference).location


__all__ = ["Disk"]
