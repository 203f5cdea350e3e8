"""The files of one ruleset: found, read, and their sections put together; nothing is built yet."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import evolve, field, frozen

from thidua_rules.diagnostics import Diagnostic, Place
from thidua_rules.ruleset.files import header as head
from thidua_rules.ruleset.files.forms import Entries, Entry, Reader, apart, suggestion
from thidua_rules.ruleset.files.header import Header
from thidua_rules.ruleset.files.keys import HEAD
from thidua_rules.ruleset.files.shelf import Shelf
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_kept import read_kept
from thidua_rules.source.yaml_reading import read_text, split_lines
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar, Sequence

SECTIONS = (
    "văn bản",
    "tham số",
    "từ vựng",
    "tiêu chí",
    "danh hiệu",
    "loại trừ chung",
    "đại lượng",
    "xếp hạng",
    "điểm",
    "xếp loại",
    "mức thưởng",
    "ràng buộc",
    "bất biến",
    "không mã hoá",
    "chấp nhận",
    "bổ sung",
    "thay thế",
    "dự phòng",
)
SCENARIO = ".tinh-huong.yaml"
"""How the name of a file of scenarios ends."""
MOST_BELOW = 10_000
"""How many files and folders may lie below the folder of a ruleset."""

_SUFFIXES = (".yaml", ".yml")
_SECTION_KEYS = {fold(key): key for key in SECTIONS}
_HEAD_KEYS = {fold(key): key for key in HEAD.keys}


@frozen
class Request:
    """One entry of `dự phòng`: the rules taken from a ruleset (each text with its place), why, and on what ground."""

    reference: str
    at: Place
    rules: tuple[tuple[str, Place], ...]
    reason: str
    citations: Node | None
    place: Place


@frozen
class Source:
    """One ruleset as its files say: the head, and the entries of each section in the order of the files.

    `origin` numbers it among the rulesets read together; `lineage` are the origins of all it inherits, parents before
    children; `fallbacks` what it takes from other rulesets, each with the origin of that one, and `others` the origin
    of each that it names. It is not `whole` if one of those could not be read. `files` are names and contents as read.
    """

    location: Path
    header: Header
    sections: Mapping[str, tuple[Entry, ...]]
    scenario_files: tuple[Path, ...]
    origin: int = 0
    lineage: tuple[int, ...] = ()
    fallbacks: tuple[tuple[Request, int], ...] = ()
    whole: bool = True
    others: Mapping[str, int] = field(factory=dict)
    files: tuple[tuple[str, bytes], ...] = ()


def ruleset_files(location: Path) -> tuple[Path, ...]:
    """The files a ruleset consists of, scenarios apart: the file itself, or the folder's YAML files in order."""
    if not location.is_dir():
        return (location,)
    return tuple(sorted(each for each in location.iterdir() if each.suffix.lower() in _SUFFIXES and _is_rules(each)))


def scenario_files(reader: Reader, location: Path) -> tuple[Path, ...]:
    """The files of scenarios of a ruleset: below its folder but for rulesets within, or beside its file."""
    if not location.is_dir():
        return tuple(sorted(location.parent.glob(f"{location.stem}*{SCENARIO}")))
    below = _below(location)
    if below is None:
        reader.found.add("SET-23", Place(file=str(location)), limit=MOST_BELOW)
        return ()
    _warn_of_unread(reader, location, below)
    return tuple(path for path in below if path.name.lower().endswith(SCENARIO))


def _below(folder: Path) -> list[Path] | None:
    """The YAML files in a folder and the folders below it, but for hidden ones and rulesets within.

    None where there is too much to look at: a ruleset put beside all else must not cost a walk through a disk.
    """
    found: list[Path] = []
    seen = 0
    for name, folders, files in os.walk(folder):
        here = Path(name)
        seen += len(folders) + len(files)
        if seen > MOST_BELOW:
            return None
        folders[:] = [each for each in folders if not each.startswith(".") and not _holds_ruleset(here / each)]
        found.extend(here / each for each in files if Path(each).suffix.lower() in _SUFFIXES)
    return sorted(path for path in found if path.is_file())


def _warn_of_unread(reader: Reader, location: Path, below: Iterable[Path]) -> None:
    """Rules in a sub-folder are not read; whoever put them there should know."""
    for path in below:
        if path.parent != location and _is_rules(path) and not head.top_keys(path).isdisjoint(_SECTION_KEYS):
            reader.found.add("SET-22", Place(file=str(path)))


def _is_rules(path: Path) -> bool:
    return path.is_file() and not path.name.lower().endswith(SCENARIO) and not path.name.startswith(".")


def _holds_ruleset(folder: Path) -> bool:
    try:
        return any(head.read_head(path) is not None for path in ruleset_files(folder))
    except OSError:  # a folder that may not be looked into
        return False


def read_source(reader: Reader, shelf: Shelf, location: Path, origin: int) -> Source | None:
    """The ruleset at a file or folder; None (told) if it has no head. `origin` marks its entries."""
    files = shelf.files(location)
    whole = Place(file=str(location))
    if not files:
        reader.found.add("SET-15", whole)
        return None
    gathered: dict[str, list[Entry]] = {section: [] for section in SECTIONS}
    heads: dict[str, tuple[Scalar, Node]] = {}
    unreadable = False
    contents: list[tuple[str, bytes]] = []
    for path in files:
        content = shelf.content(path)
        if isinstance(content, bytes):
            contents.append((path.name, content))
        tree = _read_file(reader, str(path), content)
        unreadable = unreadable or tree is None
        for key, node in tree or ():
            _sort_in(reader, key, node, origin, gathered, heads)
    entries: Entries = heads
    if not heads and unreadable:
        return None
    header = head.read_header(reader, entries, whole)
    if header is None:
        return None
    sections = {section: tuple(found) for section, found in gathered.items()}
    return Source(location, header, sections, shelf.scenarios(reader, location), origin, files=tuple(contents))


def _read_file(reader: Reader, name: str, content: bytes | Diagnostic) -> Branch | None:
    text = content if isinstance(content, Diagnostic) else read_text(content, name)
    if isinstance(text, Diagnostic):
        reader.found.extend([text])
        return None
    reader.lines[name] = split_lines(text)
    tree, faults = read_kept(text, name)
    reader.found.extend(faults)
    if tree is None:
        return None
    if not isinstance(tree, Branch):
        reader.found.add("SET-01", tree.place)
        return None
    strays = [key for key, _ in tree if fold(key.text) in head.DOSSIER_KEYS]
    if strays:
        reader.found.add("SET-16", strays[0].place, key=normalize(strays[0].text))
        return None
    return _with_blanks_at_keys(tree)


def _with_blanks_at_keys(tree: Branch) -> Branch:
    """The same mapping; a value left blank stands where its key does, and not wherever the next text begins."""
    entries = []
    for key, node in tree:
        if isinstance(node, Branch):
            node = _with_blanks_at_keys(node)
        elif isinstance(node, Scalar) and not node.text:
            node = evolve(node, place=key.place)
        entries.append((key, node))
    return Branch(tuple(entries), tree.place)


def _sort_in(
    reader: Reader,
    key: Scalar,
    node: Node,
    origin: int,
    sections: dict[str, list[Entry]],
    heads: dict[str, tuple[Scalar, Node]],
) -> None:
    """Put one entry of the top of a file where it belongs."""
    folded = fold(key.text)
    if folded == fold("dự phòng"):
        items = node.items if isinstance(node, Sequence) else (node,)
        sections["dự phòng"].extend(Entry(key, item, origin) for item in items)
    elif folded in _SECTION_KEYS:
        if isinstance(node, Branch):
            entries = [Entry(name, below, origin) for name, below in node]
            if folded == fold("từ vựng"):
                entries = [one for each in entries for one in apart(each)]
            sections[_SECTION_KEYS[folded]].extend(entries)
        elif not (isinstance(node, Scalar) and not node.text):
            reader.found.add("SET-01", node.place)
    elif folded in _HEAD_KEYS:
        first = heads.setdefault(_HEAD_KEYS[folded], (key, node))
        if first[0] is not key:
            reader.found.add("SET-04", key.place, name=normalize(key.text), first=first[0].place.text())
    else:
        known = (*HEAD.keys, *SECTIONS)
        reader.found.add("SET-02", key.place, key=normalize(key.text), **suggestion(key.text, known))
