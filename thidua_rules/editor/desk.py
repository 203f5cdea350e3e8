"""The files on somebody's desk: what is on the disk with the texts that are not saved yet laid over it."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import define, field, frozen

from thidua_rules.api import Ruleset, usable
from thidua_rules.authoring.check import check
from thidua_rules.authoring.scenarios import check_scenario, home_of, read_scenarios
from thidua_rules.diagnostics import Diagnostic, ThiduaError, distinct
from thidua_rules.editor.pages import Page
from thidua_rules.editor.symbols import Declared, Occurrence, declarations, uses
from thidua_rules.ruleset.files.disk import Disk
from thidua_rules.ruleset.files.family import Family
from thidua_rules.ruleset.files.forms import Reader
from thidua_rules.ruleset.files.header import read_head
from thidua_rules.ruleset.files.sources import SCENARIO, ruleset_files
from thidua_rules.ruleset.reading import read_ruleset
from thidua_rules.source.kept import keeping_nothing
from thidua_rules.source.yaml_kept import read_kept
from thidua_rules.source.yaml_reading import read_text, split_lines
from thidua_rules.source.yaml_tree import Node


def is_scenarios(path: Path) -> bool:
    """Whether a file is one of scenarios, by its name."""
    return path.name.lower().endswith(SCENARIO)


def root_of(path: Path) -> str:
    """The standing at which a file begins (`ruleset.files.structure`)."""
    return "scenarios" if is_scenarios(path) else "ruleset"


def ruleset_of(path: Path) -> Path:
    """The ruleset that a file belongs to: its folder, or the file where the folder holds several rulesets."""
    if is_scenarios(path):
        return home_of(path)
    try:
        headed = [each for each in ruleset_files(path.parent) if read_head(each) is not None]
    except OSError:
        return path
    return path if len(headed) > 1 else path.parent


@frozen
class Study:
    """What the files of a ruleset say together: its own ones with those of scenarios, and those that it inherits.

    `unread` are its own files that cannot be read as they stand; what they said before still counts among the
    declarations, but no place in them is to be trusted.
    """

    own: tuple[Path, ...]
    inherited: tuple[Path, ...]
    declared: Declared
    found: Mapping[Path, tuple[Occurrence, ...]]
    unread: tuple[Path, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them."""
        return (*self.own, *self.inherited)


@define
class _Read:
    """What was made of a file's text, kept until the text or what others declare is otherwise."""

    text: str
    node: Node | None
    declared: tuple[Occurrence, ...] = ()
    known: object = None
    uses: tuple[Occurrence, ...] = ()


@define(eq=False)
class Desk:
    """The texts that are open, by path, and what was made of them and of the files around them.

    A change costs the reading of the changed file; the others are kept.
    """

    texts: dict[Path, str] = field(factory=dict)
    units: str = "utf-16"
    _read: dict[Path, _Read] = field(factory=dict)
    _families: dict[Path, tuple[tuple[Path, ...], tuple[Path, ...]]] = field(factory=dict)
    _declared: dict[Path, tuple[tuple[tuple[Occurrence, ...], ...], Declared]] = field(factory=dict)
    _homes: dict[Path, Path] = field(factory=dict)

    def open(self, path: Path, text: str) -> None:
        """Take a text for what a file holds, saved or not."""
        self.texts[path] = text

    def close(self, path: Path) -> None:
        """Take what is on the disk for what a file holds."""
        self.texts.pop(path, None)

    def refresh(self) -> None:
        """Look anew which files there are: something was saved, made or taken away."""
        self._families.clear()
        self._homes.clear()

    def text(self, path: Path) -> str:
        """What a file holds; empty if it cannot be read."""
        if path in self.texts:
            return self.texts[path]
        found = read_text(path, str(path))
        return found if isinstance(found, str) else ""

    def page(self, path: Path) -> Page:
        """The text of a file with its lines."""
        return Page(self.text(path), self.units)

    def ruleset(self, path: Path) -> Path:
        """The ruleset that a file belongs to."""
        if path not in self._homes:
            self._homes[path] = ruleset_of(path)
        return self._homes[path]

    def declared(self, path: Path) -> Declared:
        """What the ruleset that a file belongs to declares, inherited ones included, with what is not saved yet."""
        location = self.ruleset(path)
        said = tuple(self._file(each).declared for each in self._files(path) if not is_scenarios(each))
        kept = self._declared.get(location)
        if kept is None or kept[0] != said:
            kept = (said, Declared.of(one for each in said for one in each))
        self._declared[location] = kept
        return kept[1]

    def study(self, path: Path) -> Study:
        """What the ruleset that a file belongs to says, with what is not saved yet."""
        declared = self.declared(path)
        read = {each: self._file(each) for each in self._files(path)}
        for each, one in read.items():
            if one.known != declared.known:
                one.uses = uses(one.node, root_of(each), split_lines(one.text), declared)
                one.known = declared.known
        _, inherited = self._family(self.ruleset(path))
        own = tuple(each for each in read if each not in inherited)
        unread = tuple(each for each in own if read[each].text != self.text(each))
        return Study(own, inherited, declared, {each: one.uses for each, one in read.items()}, unread)

    def _files(self, path: Path) -> tuple[Path, ...]:
        own, inherited = self._family(self.ruleset(path))
        return (*own, *inherited) if path in own else (*own, path, *inherited)

    def findings(self, path: Path, whole: bool = False) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the ruleset of a file as it stands; `whole`: with all its scenarios."""
        location = self.ruleset(path)
        shelf = Overlay(self.texts)
        with keeping_nothing():
            try:
                if whole:
                    return check(location, shelf).findings
                ruleset, found = usable(*read_ruleset(location, shelf))
                if ruleset is not None and is_scenarios(path):
                    scenarios, faults = read_scenarios(path, shelf.content(path))
                    doubtful = (fault for each in scenarios for fault in check_scenario(each, ruleset))
                    found = distinct((*found, *faults, *doubtful))
                return found
            except ThiduaError as error:
                return error.diagnostics

    def loaded(self, path: Path) -> Ruleset | None:
        """The ruleset of a file, if it can be used as it stands."""
        with keeping_nothing():
            try:
                return usable(*read_ruleset(self.ruleset(path), Overlay(self.texts)))[0]
            except ThiduaError:
                return None

    def _family(self, location: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        if location not in self._families:
            shelf = Overlay(self.texts)
            family = Family(Reader(), shelf)
            try:
                with keeping_nothing():
                    source = family.gather(location, ())
            except ThiduaError:
                source = None
            others = [each for each in family.sources.values() if source is None or each.origin != source.origin]
            inherited = dict.fromkeys(
                Path(os.path.normpath(one)) for each in others for one in shelf.files(each.location)
            )
            own = (*shelf.files(location), *shelf.scenarios(Reader(), location))
            found = tuple(map(_normal, own)), tuple(each for each in inherited if each not in map(_normal, own))
            if source is None and not inherited:
                return found  # the head is being written: look again when it can be read
            self._families[location] = found
        return self._families[location]

    def _file(self, path: Path) -> _Read:
        text = self.text(path)
        kept = self._read.get(path)
        if kept is not None and kept.text == text:
            return kept
        with keeping_nothing():
            node, _ = read_kept(text, str(path))
            if node is None and text.strip():
                if kept is not None:
                    return kept
                saved = read_text(path, str(path))
                text = saved if isinstance(saved, str) else text
                node, _ = read_kept(text, str(path))
        found = _Read(text, node, () if is_scenarios(path) else declarations(node))
        self._read[path] = found
        return found


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path))


@frozen
class Overlay(Disk):
    """The disk with texts that are not saved laid over it."""

    texts: Mapping[Path, str] = field(factory=dict)

    def content(self, path: Path) -> bytes | Diagnostic:
        """The text that is open, or what the file holds."""
        open_text = self.texts.get(_normal(path))
        return super().content(path) if open_text is None else open_text.encode("utf-8", "surrogatepass")


def paths_of(findings: tuple[Diagnostic, ...]) -> Iterator[Path]:
    """The files that findings point at."""
    yield from dict.fromkeys(_normal(Path(each.place.file)) for each in findings if each.place.file is not None)
