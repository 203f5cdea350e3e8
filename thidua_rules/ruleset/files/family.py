"""A ruleset with those it inherits or falls back on: each read once, from the shelf that it stands on."""

from collections.abc import Iterable
from pathlib import Path

from attrs import define, evolve, field

from thidua_rules.diagnostics import Place, UsageError
from thidua_rules.ruleset.files.forms import Entry, Reader
from thidua_rules.ruleset.files.header import Header
from thidua_rules.ruleset.files.keys import FALLBACK
from thidua_rules.ruleset.files.shelf import Shelf
from thidua_rules.ruleset.files.sources import Request, Source, read_source
from thidua_rules.ruleset.model import SourceFiles

_UNDATED = ("SET-11", "SET-12", "SET-13")
"""Told of a validity that is not known as it was meant."""


@define
class Family:
    """A ruleset with all it inherits or falls back on, each read once; by origin, in the order of reading."""

    reader: Reader
    shelf: Shelf
    sources: dict[int, Source] = field(factory=dict)
    _known: dict[Path, Source | None] = field(factory=dict)

    def gather(self, location: Path, stack: tuple[tuple[Path, str], ...]) -> Source | None:
        """Read a ruleset, and those it inherits or falls back on; `stack` is who inherits it, outermost first."""
        resolved = self.shelf.whole(location)
        if resolved in self._known:
            return self._known[resolved]
        origin = len(self._known)
        source = read_source(self.reader, self.shelf, location, origin)
        self._known[resolved] = source
        if source is None:
            return None
        inner = (*stack, (resolved, source.header.id))
        lineage: dict[int, None] = {}
        others: dict[str, int] = {}
        whole = True
        for reference, place in source.header.parents:
            parent = self._inherit(reference, place, source, inner)
            whole = whole and parent is not None and parent.whole
            if parent is not None:
                lineage |= dict.fromkeys((*parent.lineage, parent.origin))
                others[reference] = parent.origin
        fallbacks = []
        for request in _read_requests(self.reader, source.sections["dự phòng"]):
            older = self._other(request.reference, request.at, source, inner, ("COMP-11", "COMP-11"))
            whole = whole and older is not None and older.whole
            if older is not None:
                fallbacks.append((request, older.origin))
                others[request.reference] = older.origin
        source = evolve(source, lineage=tuple(lineage), fallbacks=tuple(fallbacks), whole=whole, others=others)
        self._known[resolved] = self.sources[origin] = source
        return source

    def _inherit(
        self, reference: str, place: Place, child: Source, stack: tuple[tuple[Path, str], ...]
    ) -> Source | None:
        """The ruleset inherited; told unless it is in force whenever the child is."""
        parent = self._other(reference, place, child, stack, ("SET-20", "SET-18"))
        if parent is None or _covers(parent.header, child.header):
            return parent
        if any(each.code in _UNDATED for each in self.reader.found.items):
            return parent  # one of the two is in force at another time than was read
        arguments = {"parent": parent.header.id, "child": child.header.id}
        if _meet(parent.header, child.header):
            self.reader.found.add("SET-19", place, **arguments)
        else:
            dates = {"parent_dates": _validity(parent.header), "child_dates": _validity(child.header)}
            self.reader.found.add("SET-24", place, **arguments, **dates)
        return parent

    def _other(
        self, reference: str, place: Place, child: Source, stack: tuple[tuple[Path, str], ...], codes: tuple[str, str]
    ) -> Source | None:
        """A ruleset that the child names; told under the first code if there is none, the second if unreadable."""
        path = self._locate(reference, place, child, codes[0])
        if path is None:
            return None
        ids = [identifier for at, identifier in stack]
        above = [at for at, _ in stack]
        resolved = self.shelf.whole(path)
        if resolved in above:
            cycle = [*ids[above.index(resolved) :], ids[above.index(resolved)]]
            self.reader.found.add("SET-17", place, cycle=" → ".join(cycle))
            return None
        found = self.gather(path, stack)
        if found is None:
            self.reader.found.add(codes[1], place, name=reference)
        return found

    def _locate(self, reference: str, place: Place, child: Source, missing: str) -> Path | None:
        if reference == child.header.id:
            return child.location
        try:
            return self.shelf.other(reference, child.location)
        except UsageError as error:
            hints = error.diagnostics[0].arguments
            kept = {key: hints[key] for key in ("hint_vi", "hint_en") if key in hints}
            self.reader.found.add(missing, place, name=reference, **kept)
        return None

    def files(self) -> tuple[SourceFiles, ...]:
        """What was read, so that it can be read again from there alone."""
        places = {origin: position for position, origin in enumerate(sorted(self.sources))}
        return tuple(
            SourceFiles(each.header.id, each.files, {name: places[origin] for name, origin in each.others.items()})
            for _, each in sorted(self.sources.items())
        )


def _covers(parent: Header, child: Header) -> bool:
    starts = parent.valid_from is None or (child.valid_from is not None and parent.valid_from <= child.valid_from)
    ends = parent.valid_to is None or (child.valid_to is not None and child.valid_to <= parent.valid_to)
    return starts and ends


def _meet(parent: Header, child: Header) -> bool:
    """Whether there is a day on which both are in force."""
    over = parent.valid_to is not None and child.valid_from is not None and parent.valid_to < child.valid_from
    ahead = parent.valid_from is not None and child.valid_to is not None and child.valid_to < parent.valid_from
    return not over and not ahead


def _validity(header: Header) -> str:
    return "–".join(f"{day:%d/%m/%Y}" if day else "…" for day in (header.valid_from, header.valid_to))


def _read_requests(reader: Reader, entries: Iterable[Entry]) -> tuple[Request, ...]:
    """The entries of `dự phòng` that say all they must; the others are told."""
    read = (_request(reader, entry) for entry in entries)
    return tuple(each for each in read if each is not None)


def _request(reader: Reader, entry: Entry) -> Request | None:
    parts = reader.entries(entry.node, FALLBACK)
    if parts is None:
        return None
    lacking = [f"`{key}`" for key in FALLBACK.keys if key not in parts]
    if lacking:
        reader.found.add("COMP-10", entry.node.place, keys=", ".join(lacking))
        return None
    reference, reason = reader.text(parts["bộ quy tắc"][1]), reader.text(parts["lý do"][1])
    rules = tuple(reader.texts(parts["quy tắc"][1]))
    if reference is None or reason is None or not rules:
        return None
    citations = parts["căn cứ"][1]
    return Request(reference, parts["bộ quy tắc"][1].place, rules, reason, citations, entry.node.place)
