"""Rulesets on a disk: beside the one that names them, or in the catalogue."""

from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

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


@frozen
class Held:
    """A ruleset of a disk whose files were read, each with its content, and where the rulesets lie that it names."""

    location: Path
    files: Mapping[Path, bytes | Diagnostic] = field(repr=False)
    others: Mapping[str, Path]


@frozen
class AsRead(Disk):
    """Rulesets at their places on a disk, of which the files are those that were read before."""

    held: tuple[Held, ...]

    def files(self, location: Path) -> tuple[Path, ...]:
        """The files that were there."""
        return tuple(self._at(location).files)

    def content(self, path: Path) -> bytes | Diagnostic:
        """The content as it was read."""
        return next(each.files[path] for each in self.held if path in each.files)

    def other(self, reference: str, location: Path) -> Path:
        """The ruleset that was found under that name before."""
        return self._at(location).others[reference]

    def _at(self, location: Path) -> Held:
        return next(each for each in self.held if each.location == location)
