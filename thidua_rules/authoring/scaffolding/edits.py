"""Changing a few texts of a YAML file and nothing else of it: comments and layout stay as they are."""

from collections.abc import Iterable, Iterator

from attrs import define, field

from thidua_rules.source.text import fold
from thidua_rules.source.yaml_comments import Branch, Entry, Leaf, read_commented
from thidua_rules.source.yaml_layout import one_line
from thidua_rules.source.yaml_reading import split_lines


@define
class Edits:
    """A file without faults, with what is to be put in place of some of its texts, or in front of them."""

    text: str
    root: Branch
    _changes: list[tuple[int, int, str]] = field(factory=list)

    def replace(self, leaf: Leaf, text: str) -> None:
        """Put another text, on one line, in place of one."""
        if text != leaf.text:
            self._changes.append((leaf.start, leaf.end, one_line(text, "flow")))

    def put_in(self, mapping: Branch, key: str, value: str) -> None:
        """Put an entry, written as YAML on one line, behind the first one of a mapping, or in front of a lone one."""
        start = next((each.start for each in mapping.entries[1:2] if not each.lead), mapping.entries[0].start)
        end = ", " if mapping.flow else "\n" + " " * mapping.entries[0].at
        self._changes.append((start, start, f"{key}: {value}{end}"))

    def put_above(self, entry: Entry, comment: str) -> None:
        """Put a comment on a line of its own above an entry."""
        self._changes.append((entry.start, entry.start, f"# {comment}\n{' ' * entry.at}"))

    def done(self) -> str:
        """The text of the file with all changes."""
        text = self.text
        for start, end, put in sorted(self._changes, reverse=True):
            text = text[:start] + put + text[end:]
        return text


def edits_of(text: str) -> Edits | None:
    """A file to be changed; None if there is no mapping in it."""
    root, _ = read_commented(text)
    return None if root is None or root.listed else Edits("\n".join(split_lines(text)), root)


def named(branch: Branch | Leaf, key: str) -> Iterator[Entry]:
    """The entry of a mapping with a key, if there is one."""
    for entry in branch.entries if isinstance(branch, Branch) else ():
        if entry.key is not None and fold(entry.key.text) == fold(key):
            yield entry


def leaves(values: Iterable[Entry]) -> Iterator[Leaf]:
    """The texts that are values of some entries, or items of lists that are."""
    for entry in values:
        if isinstance(entry.value, Leaf):
            yield entry.value
        elif entry.value.listed:
            yield from leaves(entry.value.entries)
