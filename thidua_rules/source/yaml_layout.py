"""A commented YAML tree in the one canonical layout: two spaces deep, quotes only where needed, lines of one width.

What is written on one line stays so where it fits (`{từ: …, đến: …}`), and becomes a block where it does not. Line
breaks inside block texts are their author's. One blank line at most stands anywhere, and one beside each section.
"""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from thidua_rules.source.yaml_comments import Branch, Entry, Leaf
from thidua_rules.source.yaml_tree import Mapping, Node, Scalar, Sequence, read
from thidua_rules.source.yaml_writing import quoted

WIDTH = 120
"""Columns that a line fills at most, unless a single word or a comment is longer."""

_ONE_SPACE = re.compile(r"\S+(?: \S+)*")
_SURE = re.compile(r"[^\W\d_][\w/-]*(?: [\w/-]+)*")
"""What YAML reads as it is wherever it stands."""


def write_commented(root: Branch) -> str:
    """The text of a tree, composed (NFC); reading and writing it again changes nothing."""
    _hoist(root)
    lines = [*_comments(root.lead, ""), *_block(root, "")]
    while lines and not lines[0]:
        del lines[0]
    return unicodedata.normalize("NFC", "".join(f"{line}\n" for line in lines))


def _hoist(branch: Branch) -> None:
    """Put comments before the first entry of an item in front of the item, for that entry begins on the dash's line."""
    for entry in branch.entries:
        if not isinstance(entry.value, Branch):
            continue
        _hoist(entry.value)
        if entry.key is None and entry.value.entries:
            first = entry.value.entries[0]
            entry.lead.extend(each for each in first.lead if each)
            first.lead.clear()


def _comments(comments: Iterable[str], indent: str) -> Iterator[str]:
    """Comments on lines of their own; of several blank lines one stays."""
    before = None
    for each in comments:
        if each or before != "":
            yield f"{indent}{each}" if each else ""
        before = each


def _block(branch: Branch, indent: str) -> list[str]:
    """The lines of a mapping or list in which each entry begins a line of its own."""
    if not branch.entries:
        return [indent + ("[]" if branch.listed else "{}"), *_comments(branch.close, indent)]
    lines: list[str] = []
    large = False
    for position, entry in enumerate(branch.entries):
        lead, written = list(entry.lead), _entry(entry, indent)
        was_large, large = large, isinstance(entry.value, Branch) and len(written) > 1
        if position == 0:
            while lead and not lead[0]:
                del lead[0]
        elif _stands_apart(branch) and (large or was_large):
            lead.insert(0, "")
        lines += [*_comments(lead, indent), *written]
    closing = list(_comments(branch.close, indent))
    while closing and not closing[-1]:
        closing.pop()
    return lines + closing


def _stands_apart(branch: Branch) -> bool:
    """Whether large entries stand apart: the sections of a file, and the items of a list that is one."""
    return branch.holder is None or (branch.listed and branch.holder.inside.holder is None)


def _entry(entry: Entry, indent: str) -> list[str]:
    if entry.key is None:
        return _valued(entry, f"{indent}-", indent)
    if entry.key.style in ("literal", "folded"):
        return [*_text(entry.key, f"{indent}?", indent + "  "), *_valued(entry, f"{indent}:", indent)]
    return _valued(entry, f"{indent}{one_line(entry.key.text, 'key')}:", indent)


def _valued(entry: Entry, head: str, indent: str) -> list[str]:
    """The lines of an entry whose key, or dash, is `head`."""
    if isinstance(entry.value, Leaf):
        first, *rest = _text(entry.value, head, indent + "  ")
        return [_with_tail(entry, first, indent), *rest]
    parts = _parts(entry.value)
    if parts is not None:
        lines = _flow(parts, entry.value.listed, head, indent + ("   " if entry.key is None else "  "))
        if all(len(line) <= WIDTH for line in lines) or not parts:
            return [*lines[:-1], _with_tail(entry, lines[-1], indent)]
    inner = _block(entry.value, indent + "  ")
    if entry.key is not None:
        return [_with_tail(entry, head, indent), *inner]
    behind = [f"{indent}  {entry.tail}"] if entry.tail else []
    return [f"{head} {inner[0].lstrip(' ')}", *inner[1:], *behind]


def _with_tail(entry: Entry, line: str, indent: str) -> str:
    """The line with the comment behind it, as far from the margin of the entry as it was, but clear of the line."""
    if not entry.tail:
        return line
    column = max(len(line) + 2, entry.column + len(indent) - entry.at)
    return line.ljust(column) + entry.tail


def _parts(branch: Branch) -> list[str] | None:
    """The entries of what was written in brackets, or is empty, each on one line; None for what is to be a block."""
    if branch.close or (branch.entries and not branch.flow):
        return None
    parts: list[str] = []
    for entry in branch.entries:
        value = _inline(entry.value) if isinstance(entry.value, Branch) else _flow_text(entry.value)
        if value is None or entry.tail or any(entry.lead):
            return None
        parts.append(value if entry.key is None else f"{one_line(entry.key.text, 'flow key')}: {value}")
    return parts


def _inline(branch: Branch) -> str | None:
    parts = _parts(branch)
    return None if parts is None else _brackets(branch.listed).format(", ".join(parts))


def _brackets(listed: bool) -> str:
    return "[{}]" if listed else "{{{}}}"


def _flow(parts: list[str], listed: bool, head: str, indent: str) -> list[str]:
    """The parts in brackets behind a key or dash: on one line, or as many on each as fit, the further ones indented."""
    opening, closing = _brackets(listed).format(" ").split(" ")
    lines = [f"{head} {opening}"]
    for position, part in enumerate(parts):
        last = position == len(parts) - 1
        put = part + (closing if last else ",")
        gap = "" if position == 0 else " "
        if position and len(lines[-1]) + len(gap) + len(put) > WIDTH:
            lines.append(indent + put)
        else:
            lines[-1] += gap + put
    if not parts:
        lines[-1] += closing
    return lines


def _flow_text(leaf: Leaf) -> str:
    return "" if _is_blank(leaf) else one_line(leaf.text, "flow")


def _is_blank(leaf: Leaf) -> bool:
    """Whether nothing is written, which is not the same as an empty text in quotes."""
    return leaf.style == "plain" and leaf.text in ("", "~", "null", "Null", "NULL")


def _text(leaf: Leaf, head: str, indent: str) -> list[str]:
    """The lines of a text behind its key or dash; what goes on stands at `indent`."""
    if _is_blank(leaf):
        return [head]
    if leaf.style in ("literal", "folded") and leaf.header.strip("|>+-") == "" and not _starts_deep(leaf):
        lines = _refilled(leaf.lines, indent) if leaf.style == "folded" else leaf.lines
        return [f"{head} {leaf.header}", *(f"{indent}{line}" if line else "" for line in lines)]
    line = f"{head} {one_line(leaf.text, 'block')}"
    if len(line) <= WIDTH or not _ONE_SPACE.fullmatch(leaf.text) or not leaf.text.isprintable():
        return [line]
    return [f"{head} >-", *(indent + part for part in _filled(leaf.text, indent))]


def _starts_deep(leaf: Leaf) -> bool:
    """Whether a block text begins deeper than it goes on, which must be said in numbers."""
    return not leaf.lines or leaf.lines[0].startswith(" ") or not leaf.lines[0]


def _refilled(lines: list[str], indent: str) -> list[str]:
    """The lines of a folded text; what does not fit on one goes to the beginning of the next."""
    found: list[str] = []
    over: list[str] = []
    for position, line in enumerate(lines):
        first, *over = _filled(" ".join((*over, line)), indent) if line else ("",)
        found.append(first)
        if over and not _ONE_SPACE.fullmatch("".join(lines[position + 1 : position + 2])):
            found += over
            over = []
    return found


def _filled(line: str, indent: str) -> list[str]:
    """A line that is too long and may be broken, in several."""
    if len(indent) + len(line) <= WIDTH or not _ONE_SPACE.fullmatch(line):
        return [line]
    return textwrap.wrap(line, max(WIDTH - len(indent), 20), break_long_words=False, break_on_hyphens=False)


_FRAMES = {"block": "k: {}\n", "key": "{}: v\n", "flow": "[{}, v]\n", "flow key": "{{{}: v}}\n"}


@lru_cache(maxsize=65536)
def one_line(text: str, where: Literal["block", "key", "flow", "flow key"]) -> str:
    """A text on one line, in quotes unless it is read back as it is where it stands: in a block, or in brackets."""
    if _SURE.fullmatch(text) and text not in ("null", "Null", "NULL"):
        return text
    if not text.isprintable():
        return quoted(text)
    node, found = read(_FRAMES[where].format(text)) if text.strip() else (None, ())
    return text if not found and _texts(node) in ([text, "v"], ["k", text]) else "'" + text.replace("'", "''") + "'"


def _texts(node: Node | None) -> list[str]:
    """The plain texts in a small mapping or list, in their order."""
    match node:
        case Mapping(entries=((Scalar() as key, Scalar(plain=True) as value),)) if key.plain:
            return [key.text, value.text]
        case Sequence(items=(Scalar(plain=True) as first, Scalar() as last)):
            return [first.text, last.text]
    return []
