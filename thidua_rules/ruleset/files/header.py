"""The head of a ruleset: its identity, validity, what picks it, and what it inherits."""

import datetime
import re
from pathlib import Path
from typing import Literal

from attrs import field, frozen

from thidua_rules.diagnostics import Place
from thidua_rules.facts._numbers import nearly_date, written_date
from thidua_rules.ruleset.files.forms import Entries, Reader
from thidua_rules.ruleset.files.keys import HEAD, VALIDITY
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_kept import read_kept
from thidua_rules.source.yaml_reading import read_text
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar

LANGUAGE = 1
"""The latest version of the ruleset language that this library reads; it reads every earlier one too."""

DOSSIER_KEYS = frozenset(fold(key) for key in ("ngày xét", "kỳ xét", "đầy đủ", "chưa đầy đủ"))
"""Folded keys at the top of a file that make it a dossier."""

SelectBy = Literal["kỳ xét", "ngày xét"]
_HEAD_KEYS = {fold(key): key for key in HEAD.keys}
ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_.][a-z0-9]+)*)*")
"""What identifiers of rulesets look like."""
_BLOCK = re.compile(r"[^\s#]")
_MARGIN = re.compile(r"\n(?=[^\s#])")


@frozen
class Header:
    """The head as read; `parents` are the references under `kế thừa` with their places."""

    id: str
    title: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    select_by: SelectBy = "ngày xét"
    parents: tuple[tuple[str, Place], ...] = ()
    place: Place = field(factory=Place)
    note: str | None = None


def read_header(reader: Reader, entries: Entries, whole: Place) -> Header | None:
    """The head among the entries of a ruleset's files; None (told) without an identifier or in a language to come."""
    if "bộ quy tắc" not in entries:
        reader.found.add("SET-08", whole)
        return None
    key, node = entries["bộ quy tắc"]
    identifier = reader.text(node)
    if identifier is None:
        return None
    if not _is_readable(reader, entries):
        return None
    if ID.fullmatch(identifier) is None:
        reader.found.add("SET-09", node.place, id=identifier)
    title = reader.optional_text(entries, "tên")
    if "tên" not in entries:
        reader.found.add("SET-10", key.place, id=identifier)
    note = reader.optional_text(entries, "ghi chú")
    start, end = _validity(reader, entries)
    parents = tuple(reader.texts(entries["kế thừa"][1])) if "kế thừa" in entries else ()
    return Header(identifier, title or "", start, end, _select_by(reader, entries), parents, node.place, note)


def _is_readable(reader: Reader, entries: Entries) -> bool:
    """Whether the ruleset is written in a version of the language that is known; told if not."""
    if "phiên bản ngôn ngữ" not in entries:
        return True
    node = entries["phiên bản ngôn ngữ"][1]
    text = reader.text(node)
    if text is None:
        return False
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        reader.found.add("SET-25", node.place, text=text)
        return False
    if int(text) > LANGUAGE:
        reader.found.add("SET-26", node.place, version=text, known=LANGUAGE)
    return int(text) <= LANGUAGE


def read_date(reader: Reader, node: Node) -> datetime.date | None:
    """The date that a scalar writes; None (told) if it writes none."""
    text = reader.text(node)
    if text is None:
        return None
    day = written_date(text)
    if day is None:
        near = nearly_date(text)
        shown = "02/03/2021" if near is None else f"{near.day:02d}/{near.month:02d}/{near.year:04d}"
        reader.found.add("SET-11", node.place, text=text, example=shown)
    return day


def _validity(reader: Reader, entries: Entries) -> tuple[datetime.date | None, datetime.date | None]:
    if "hiệu lực" not in entries:
        reader.found.add("SET-12", entries["bộ quy tắc"][0].place)
        return None, None
    node = entries["hiệu lực"][1]
    ends = reader.entries(node, VALIDITY)
    if ends is None:
        return None, None
    start, end = (
        read_date(reader, ends[key][1]) if key in ends and _written(ends[key][1]) else None for key in ("từ", "đến")
    )
    if start is not None and end is not None and start > end:
        reader.found.add("SET-13", ends["đến"][1].place)
    return start, end


def _written(node: Node) -> bool:
    """A blank end of validity is no end."""
    return not isinstance(node, Scalar) or bool(node.text.strip())


def _select_by(reader: Reader, entries: Entries) -> SelectBy:
    if "chọn theo" not in entries:
        return "ngày xét"
    node = entries["chọn theo"][1]
    said = fold(reader.text(node) or "ngày xét")
    if said == fold("kỳ xét"):
        return "kỳ xét"
    if said != fold("ngày xét"):
        reader.found.add("SET-14", node.place)
    return "ngày xét"


def read_head(path: Path) -> Header | None:
    """The head in a ruleset file, read without the rest of it; None if there is none that can be read."""
    blocks = _top_level_blocks(path)
    names = {name for name, _ in blocks}
    if fold("bộ quy tắc") not in names or names & DOSSIER_KEYS:
        return None
    tree, _ = read_kept("".join(block for name, block in blocks if name in _HEAD_KEYS), str(path))
    if not isinstance(tree, Branch):
        return None
    entries = {_HEAD_KEYS[fold(key.text)]: (key, node) for key, node in tree if fold(key.text) in _HEAD_KEYS}
    return read_header(Reader(), entries, tree.place)


def top_keys(path: Path) -> frozenset[str]:
    """The folded keys at the top of a YAML file, found without reading it as YAML; none if it is no text."""
    return frozenset(name for name, _ in _top_level_blocks(path))


def _top_level_blocks(path: Path) -> list[tuple[str, str]]:
    """The stretches of a file that begin at its margin: each top-level entry's folded key and its lines."""
    text = read_text(path, str(path))
    if not isinstance(text, str):
        return []
    blocks = _MARGIN.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not _BLOCK.match(blocks[0]):
        del blocks[0]
    return [(fold(block.partition(":")[0].strip().strip("\"'")), f"{block}\n") for block in blocks]
