"""Writing ruleset files and files of scenarios in their canonical layout, without losing a word or a comment."""

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import field, frozen

from thidua_rules.api import inspect
from thidua_rules.authoring.key_order import put_in_order
from thidua_rules.authoring.scenarios import read_scenarios
from thidua_rules.diagnostics import Diagnostic, Place, Severity, UsageError
from thidua_rules.ruleset.canonical import content_hash
from thidua_rules.ruleset.files.disk import Disk
from thidua_rules.ruleset.files.header import read_head, top_keys
from thidua_rules.ruleset.files.sources import SCENARIO, ruleset_files
from thidua_rules.ruleset.reading import read_ruleset
from thidua_rules.source import yaml_tree
from thidua_rules.source.text import fold
from thidua_rules.source.whole_files import whole_file
from thidua_rules.source.yaml_comments import read_commented
from thidua_rules.source.yaml_kept import read_kept
from thidua_rules.source.yaml_layout import write_commented
from thidua_rules.source.yaml_reading import load_bytes, read_text


@frozen
class Formatted:
    """A file and its canonical layout; `after` is None for what is left as it is, because of the errors found."""

    path: Path
    before: bytes = b""
    after: bytes | None = None
    findings: tuple[Diagnostic, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the file is not laid out like that."""
        return self.after is not None and self.after != self.before

    def write(self) -> None:
        """Put the canonical layout in the place of the file, whole or not at all. OSError where that cannot be done."""
        if self.after is not None and self.changed:
            with whole_file(self.path) as beside:
                beside.write_bytes(self.after)


def canonical_layout(text: str, name: str = "<văn bản>") -> str | Diagnostic:
    """A ruleset file or file of scenarios in its canonical layout, or why there is none.

    Keys of the language are put in order, see `key_order`; the rest is as `yaml_layout` says.
    """
    tree, found = read_kept(text, name)
    faults = [each for each in found if each.severity is Severity.ERROR]
    if tree is None or faults:
        return faults[0]
    commented, comments = read_commented(text)
    if commented is None or commented.listed:
        return Diagnostic("SET-01", tree.place)
    put_in_order(commented)
    after = write_commented(commented)
    again, lost = read_kept(after, name)
    kept = Counter(read_commented(after)[1]) == Counter(map(_composed, comments)) and _meaning(again) == _meaning(tree)
    return after if kept and len(lost) <= len(found) else Diagnostic("FMT-02", Place(file=name))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _meaning(node: yaml_tree.Node | None) -> object:
    """What a tree says, in whatever layout and order of keys."""
    match node:
        case yaml_tree.Mapping():
            return {_composed(key.text): _meaning(value) for key, value in node}
        case yaml_tree.Sequence():
            return [_meaning(each) for each in node.items]
        case yaml_tree.Scalar():
            return _composed(node.text), bool(node.text) or node.plain
    return None


def format_rulesets(paths: Iterable[str | os.PathLike[str]]) -> tuple[Formatted, ...]:
    """The canonical layout of each file of the rulesets at the paths: files, or folders with rulesets in or below them.

    Nothing is written. A ruleset with errors is left as it is, and so is one whose content hash would change. Raises
    UsageError for a path at which there is nothing to be laid out.
    """
    found: dict[Path, Formatted] = {}
    for each in map(Path, paths):
        if not each.exists():
            raise UsageError([Diagnostic("USE-01", arguments={"name": str(each)})])
        before = len(found)
        if each.name.lower().endswith(SCENARIO):
            found.setdefault(each, _scenarios(each))
        for location in () if each.name.lower().endswith(SCENARIO) else _rulesets(each):
            for formatted in _ruleset(location, None if each.is_dir() else each):
                found.setdefault(formatted.path, formatted)
        if len(found) == before and each not in found:
            raise UsageError([Diagnostic("FMT-03", arguments={"path": str(each)})])
    return tuple(found.values())


def _rulesets(path: Path) -> Iterator[Path]:
    """Where the rulesets at a path lie: each in a folder, or in a file where a folder has several of them."""
    if not path.is_dir():
        beside = [each for each in ruleset_files(path.parent) if read_head(each) is not None]
        yield path.parent if len(beside) == 1 else path
        return
    for name, folders, _ in os.walk(path):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        files = ruleset_files(Path(name))
        headed = [each for each in files if fold("bộ quy tắc") in top_keys(each)]
        if len(headed) > 1:
            yield from headed
        elif headed or (files and Path(name) == path):
            yield Path(name)


def _ruleset(location: Path, only: Path | None) -> Iterator[Formatted]:
    """The files of a ruleset; `only` the one that is asked for."""
    ruleset, findings = inspect(location)
    faults = tuple(each for each in findings if each.severity is Severity.ERROR)
    if ruleset is None:
        yield Formatted(only or location, findings=faults)
        return
    formatted = [_file(path) for path in ruleset_files(location) if only in (None, path)]
    laid = {each.path: each.after for each in formatted if each.after is not None}
    model, _ = read_ruleset(location, _LaidOut(laid))
    if model is None or content_hash(model) != ruleset.hash:
        yield Formatted(only or location, findings=(Diagnostic("FMT-01", Place(file=str(location))),))
        return
    yield from formatted
    yield from (_scenarios(path) for path in ruleset.model.scenario_files if only is None)


@frozen
class _LaidOut(Disk):
    """The disk as if some files were laid out already."""

    laid: Mapping[Path, bytes] = field(factory=dict)

    def content(self, path: Path) -> bytes | Diagnostic:
        """The bytes of a file in its new layout, or as it is."""
        return self.laid[path] if path in self.laid else super().content(path)


def _scenarios(path: Path) -> Formatted:
    _, found = read_scenarios(path)
    faults = tuple(each for each in found if each.severity is Severity.ERROR)
    return Formatted(path, findings=faults) if faults else _file(path)


def _file(path: Path) -> Formatted:
    before = load_bytes(path, str(path))
    text = before if isinstance(before, Diagnostic) else read_text(before, str(path))
    after = text if isinstance(text, Diagnostic) else canonical_layout(text, str(path))
    if isinstance(before, Diagnostic) or isinstance(after, Diagnostic):
        return Formatted(path, findings=tuple(each for each in (before, after) if isinstance(each, Diagnostic))[:1])
    return Formatted(path, before, after.encode())
