"""Where the files of rulesets come from: a disk, or an archive that holds all that a ruleset consists of."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.ruleset.files.forms import Reader

if TYPE_CHECKING:
    from thidua_rules.ruleset.model import SourceFiles


class Shelf(Protocol):
    """What reading a ruleset asks of the place where it lies."""

    def whole(self, location: Path) -> Path:
        """The location in the one form that tells it from others."""
        ...

    def files(self, location: Path) -> tuple[Path, ...]:
        """The files that the ruleset at a location consists of, scenarios apart."""
        ...

    def scenarios(self, reader: Reader, location: Path) -> tuple[Path, ...]:
        """The files of scenarios of the ruleset at a location; what is doubtful is told."""
        ...

    def content(self, path: Path) -> bytes | Diagnostic:
        """The content of one of the files, or why there is none."""
        ...

    def other(self, reference: str, location: Path) -> Path:
        """Where a ruleset is that the one at a location names; UsageError if there is none."""
        ...


@frozen
class Kept:
    """Rulesets from memory alone, as if they stood in numbered folders below `root`; the first is the one meant."""

    root: Path
    sources: "tuple[SourceFiles, ...]"

    def place(self, position: int) -> Path:
        """Where the ruleset of a position stands."""
        return self.root / str(position)

    def whole(self, location: Path) -> Path:
        """The location itself."""
        return location

    def files(self, location: Path) -> tuple[Path, ...]:
        """The kept files, in the order in which they were read."""
        return tuple(location / name for name, _ in self._source(location).files)

    def scenarios(self, reader: Reader, location: Path) -> tuple[Path, ...]:
        """None: scenarios decide nothing and are not kept."""
        return ()

    def content(self, path: Path) -> bytes | Diagnostic:
        """The content as it was read."""
        return dict(self._source(path.parent).files)[path.name]

    def other(self, reference: str, location: Path) -> Path:
        """The kept ruleset that was found under that name before."""
        position = self._source(location).others.get(reference)
        if position is None:
            raise UsageError([Diagnostic("USE-02", arguments={"name": reference})])
        return self.place(position)

    def _source(self, location: Path) -> "SourceFiles":
        return self.sources[int(location.name)]
