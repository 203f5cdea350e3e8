"""From the files of a ruleset and of those it inherits to its model: the one way in."""

from pathlib import Path

from attrs import define, field

from thidua_rules.diagnostics import Diagnostic, Place, UsageError
from thidua_rules.ruleset import catalogue
from thidua_rules.ruleset.building import build
from thidua_rules.ruleset.files import Source, read_source
from thidua_rules.ruleset.forms import Reader
from thidua_rules.ruleset.header import Header
from thidua_rules.ruleset.model import RulesetModel


def read_ruleset(location: Path) -> tuple[RulesetModel | None, tuple[Diagnostic, ...]]:
    """The composed model of the ruleset at a file or folder, and every finding, in the order of the files.

    With an error among the findings the model holds what could be read, and must not be used to decide; it is None
    if not even the head could be read. A path that does not exist is a finding too.
    """
    reader = Reader()
    family = _Family(reader)
    own = family.gather(Path(location), ())
    model = None if own is None else build(reader, own, family.sources)
    files = {name: position for position, name in enumerate(reader.lines)}
    return model, tuple(sorted(reader.found.items, key=lambda each: _order(each, files)))


def _order(finding: Diagnostic, files: dict[str, int]) -> tuple[int, int, int]:
    place = finding.place
    return files.get(place.file or "", -1), place.line or 0, place.column or 0


@define
class _Family:
    """A ruleset with all it inherits, each once, parents before children."""

    reader: Reader
    sources: list[Source] = field(factory=list)
    _known: dict[Path, Source | None] = field(factory=dict)

    def gather(self, location: Path, stack: tuple[tuple[Path, str], ...]) -> Source | None:
        """Read a ruleset, and before it those it inherits; `stack` is who inherits it, outermost first."""
        resolved = location.resolve()
        if resolved in self._known:
            return self._known[resolved]
        source = read_source(self.reader, location, len(self._known))
        self._known[resolved] = source
        if source is None:
            return None
        inner = (*stack, (resolved, source.header.id))
        for reference, place in source.header.parents:
            self._inherit(reference, place, source, inner)
        self.sources.append(source)
        return source

    def _inherit(self, reference: str, place: Place, child: Source, stack: tuple[tuple[Path, str], ...]) -> None:
        path = self._locate(reference, place, child)
        if path is None:
            return
        ids = [identifier for at, identifier in stack]
        above = [at for at, _ in stack]
        if path.resolve() in above:
            cycle = [*ids[above.index(path.resolve()) :], ids[above.index(path.resolve())]]
            self.reader.found.add("SET-17", place, cycle=" → ".join(cycle))
            return
        parent = self.gather(path, stack)
        if parent is None:
            self.reader.found.add("SET-18", place, name=reference)
        elif not _covers(parent.header, child.header):
            self.reader.found.add("SET-19", place, parent=parent.header.id, child=child.header.id)

    def _locate(self, reference: str, place: Place, child: Source) -> Path | None:
        if reference == child.header.id:
            return child.location
        beside = catalogue.near(reference, child.location)
        if beside is not None:
            return beside
        try:
            return catalogue.find(reference)
        except UsageError as error:
            hints = error.diagnostics[0].arguments
            kept = {key: hints[key] for key in ("hint_vi", "hint_en") if key in hints}
            self.reader.found.add("SET-20", place, name=reference, **kept)
        return None


def _covers(parent: Header, child: Header) -> bool:
    starts = parent.valid_from is None or (child.valid_from is not None and parent.valid_from <= child.valid_from)
    ends = parent.valid_to is None or (child.valid_to is not None and child.valid_to <= parent.valid_to)
    return starts and ends
