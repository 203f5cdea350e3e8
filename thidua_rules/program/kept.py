"""Programs kept from one run to the next, so that a ruleset is read, typed and put in order once.

One is found by where it lies and by the code that compiles, and is used only if every file it was read from is there
as it was, under the same names: those of the ruleset and of all it inherits. What else tells of a ruleset, its model,
is read when it is first asked for, from the very bytes that were looked at.
"""

import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, frozen

import thidua_rules
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.program import records, shipped
from thidua_rules.program.ir import Program
from thidua_rules.program.outline import Outline
from thidua_rules.ruleset.files.disk import AsRead, Disk, Held
from thidua_rules.ruleset.files.forms import Reader
from thidua_rules.source import kept

if TYPE_CHECKING:
    from thidua_rules.ruleset.model import RulesetModel


@frozen
class KeptProgram:
    """What is kept of a ruleset; `hash` is that of its content."""

    outline: Outline
    hash: str
    program: Program
    findings: tuple[Diagnostic, ...]


@define(eq=False)
class LaterModel:
    """The model of a ruleset whose program was kept, read when it is first asked for; it can be pickled."""

    location: Path
    held: tuple[Held, ...]
    _model: "RulesetModel | None" = None

    def __call__(self) -> "RulesetModel":
        """The model."""
        if self._model is None:
            from thidua_rules.ruleset.reading import read_ruleset

            self._model, _ = read_ruleset(self.location, AsRead(self.held))
            assert self._model is not None  # it was read from the same bytes before
        return self._model


def find(location: Path) -> tuple[KeptProgram, LaterModel] | None:
    """What is kept of the ruleset at a location, if it is still what stands there; else None."""
    if kept.cache_folder() is None:
        return None
    data = kept.load(_name(location)) or shipped.entry(location)
    try:
        held = _held(location, data["files"])
        found = records.read(KeptProgram, data["records"])
    except (records.UnfitData, LookupError, TypeError, ValueError, OSError, UsageError):
        return None
    return found, LaterModel(location, held)


def keep(location: Path, made: KeptProgram, model: "RulesetModel") -> None:
    """Keep what became of the ruleset at a location; what data cannot say, or no files say, is not kept."""
    with suppress(records.UnfitData, LookupError, OSError, UsageError):
        kept.keep(_name(location), entry_of(location, made, model))


def entry_of(location: Path, made: KeptProgram, model: "RulesetModel") -> dict[str, Any]:
    """What is kept of a ruleset, as data; UnfitData where data cannot say it."""
    shelf, places = Disk(), {0: location}
    for position, source in enumerate(model.sources):
        places |= {at: shelf.other(name, places[position]) for name, at in source.others.items() if at not in places}
    files = [
        {
            "at": str(places[position]),
            "files": [[name, _mark(content)] for name, content in source.files],
            "others": {name: str(places[at]) for name, at in source.others.items()},
        }
        for position, source in enumerate(model.sources)
    ]
    return {"files": files, "records": records.written(made)}


def _held(location: Path, files: Any) -> tuple[Held, ...]:
    """The files of a ruleset and those it inherits, as they are now; ValueError where they are not what was read."""
    shelf, reader = Disk(), Reader()
    found: list[Held] = []
    places = {str(location): location}
    if not files or files[0]["at"] != str(location):
        raise ValueError("no files")
    for source in files:
        at = places[source["at"]]
        if not isinstance(source["others"], dict):
            raise ValueError("no names")
        others = {name: shelf.other(name, at) for name in source["others"]}
        contents = {path: shelf.content(path) for path in shelf.files(at)}
        shelf.scenarios(reader, at)
        if [[path.name, _mark(content)] for path, content in contents.items()] != source["files"] or reader.found.items:
            raise ValueError("other files")
        if {name: str(path) for name, path in others.items()} != source["others"]:
            raise ValueError("other rulesets")
        places |= {str(path): path for path in others.values()}
        found.append(Held(at, contents, others))
    return tuple(found)


def _mark(content: bytes | Diagnostic) -> str:
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else ""


def _name(location: Path) -> str:
    return kept.name_of("program", _code(), str(location), str(location.resolve()))


@cache
def _code() -> str:
    """What tells the code of one version from that of another, also while it is being worked on."""
    found = []
    with suppress(OSError):
        for path in shipped.code_files():
            state = path.stat()
            found.append((str(path), state.st_size, state.st_mtime_ns))
    return f"{thidua_rules.__version__} {found}"
