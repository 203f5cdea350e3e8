"""A YAML file as a tree that knows how it is laid out: comments, blank lines and styles, each at what it belongs to.

For rewriting a file; whatever reads one for its meaning uses `yaml_tree`. Only files that `yaml_tree` reads without
an error can be read here.
"""

import bisect
import re
from collections.abc import Iterator
from typing import Any, Literal

from attrs import define, field
from ruamel.yaml import YAML
from ruamel.yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from thidua_rules.source.yaml_reading import split_lines

Style = Literal["plain", "quoted", "literal", "folded"]

_STYLES: dict[str | None, Style] = {None: "plain", "'": "quoted", '"': "quoted", "|": "literal", ">": "folded"}
_MARK = re.compile(r"(?:(?<=\s)|^)#")


@define
class Leaf:
    """A text as the file means it, from `start` to before `end`; `lines` are those of a block scalar, unindented."""

    text: str
    style: Style
    start: int
    end: int
    header: str = ""
    lines: list[str] = field(factory=list)


@define
class Entry:
    """A key with its value, or an item of a list (without a key), that begins at `start`, in the column `at`.

    `lead` are the comments before it, of which an empty one is a blank line; `tail` is the one behind it on its line,
    in `column`. Columns count from 0.
    """

    key: Leaf | None
    value: "Leaf | Branch"
    start: int
    at: int
    inside: "Branch" = field(eq=False, repr=False)
    lead: list[str] = field(factory=list)
    tail: str = ""
    column: int = 0


@define
class Branch:
    """A mapping, or a list if it is `listed`, whose entries begin in the column `at`.

    `lead` are comments that stand apart at the head of the file, `close` those after the last entry.
    """

    listed: bool
    flow: bool
    start: int
    at: int
    holder: Entry | None = field(default=None, eq=False, repr=False)
    end: int = 0
    entries: list[Entry] = field(factory=list)
    lead: list[str] = field(factory=list)
    close: list[str] = field(factory=list)


@define
class _Gap:
    """Lines without content from one to before another: comments with their columns, and blank lines (`""`)."""

    first: int
    after: int
    lines: list[tuple[str, int]]


def read_commented(text: str) -> tuple[Branch | None, list[str]]:
    """The tree of a file that `yaml_tree` reads without an error, None if it is a mere text; and all its comments."""
    lines = split_lines(text)
    return _Reading("\n".join(lines), lines).tree()


@define
class _Reading:
    text: str
    lines: list[str]
    starts: list[int] = field(factory=list)
    spans: list[tuple[int, int]] = field(factory=list)
    entries: list[Entry] = field(factory=list)
    flows: list[Branch] = field(factory=list)

    def tree(self) -> tuple[Branch | None, list[str]]:
        root = self._build()
        found = list(self._found())
        comments = [comment for _, _, comment in found if comment]
        if root is None:
            return None, comments
        gaps: list[_Gap] = []
        for number, column, comment in found:
            if self.lines[number][:column].strip():
                self._put_behind(self.starts[number] + column, column, comment, root)
            elif gaps and gaps[-1].after == number:
                gaps[-1].after += 1
                gaps[-1].lines.append((comment, column))
            else:
                gaps.append(_Gap(number, number + 1, [(comment, column)]))
        for gap in gaps:
            self._put_before(gap, root)
        first = root.entries[0].lead if root.entries else []
        apart = max((at for at, line in enumerate(first) if not line and any(first[:at])), default=-1) + 1
        root.lead, first[:apart] = first[:apart], []
        return root, comments

    def _build(self) -> Branch | None:
        total = 0
        for line in self.lines:
            self.starts.append(total)
            total += len(line) + 1
        root: Branch | None = None
        stack: list[Branch] = []
        keys: list[Leaf | None] = []
        for event in YAML(typ="safe", pure=True).parse(self.text):
            if isinstance(event, MappingEndEvent | SequenceEndEvent):
                stack.pop().end = event.end_mark.index
                keys.pop()
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                mark = event.start_mark
                branch = Branch(isinstance(event, SequenceStartEvent), bool(event.flow_style), mark.index, mark.column)
                if stack:
                    branch.holder = self._entry(stack[-1], keys[-1], branch)
                    keys[-1] = None
                root = root or branch
                stack.append(branch)
                keys.append(None)
                if branch.flow:
                    self.flows.append(branch)
            elif isinstance(event, ScalarEvent):
                leaf = self._leaf(event)
                if stack and not stack[-1].listed and keys[-1] is None:
                    keys[-1] = leaf
                elif stack:
                    self._entry(stack[-1], keys[-1], leaf)
                    keys[-1] = None
        return root

    def _leaf(self, event: Any) -> Leaf:
        start, end = event.start_mark.index, event.end_mark.index
        leaf = Leaf(event.value, _STYLES[event.style], start, end)
        if leaf.style in ("plain", "quoted"):
            self.spans.append((start, end))
            return leaf
        head, _, body = self.text[start:end].partition("\n")
        leaf.header = head.split(" ", 1)[0]
        self.spans.append((start, start + len(leaf.header)))
        written = body.split("\n")
        while written and not written[-1].strip() and (len(written) == 1 or "+" not in leaf.header):
            written.pop()  # blank lines behind the text are no part of it
        deep = min((len(each) - len(each.lstrip(" ")) for each in written if each.strip()), default=0)
        leaf.lines = [each[deep:] for each in written]
        leaf.end = start + len(head) + 1 + len("\n".join(written))
        self.spans.append((start + len(head), leaf.end))
        return leaf

    def _entry(self, inside: Branch, key: Leaf | None, value: Leaf | Branch) -> Entry:
        start = key.start if key is not None else value.start
        if inside.listed and not inside.flow:
            start = self._dash(start, inside.at)
        entry = Entry(key, value, start, start - self.starts[self._line(start)], inside)
        inside.entries.append(entry)
        self.entries.append(entry)
        return entry

    def _dash(self, index: int, column: int) -> int:
        """Where the dash of an item stands: in the column of its list, on the line of the value or above it."""
        number = self._line(index)
        while number >= 0:
            if self.lines[number][column : column + 1] == "-" and not self.lines[number][:column].strip(" -?:"):
                return self.starts[number] + column
            number -= 1
        return index

    def _line(self, index: int) -> int:
        return bisect.bisect_right(self.starts, index) - 1

    def _found(self) -> Iterator[tuple[int, int, str]]:
        """Each comment and each blank line that is no part of a text: its line, its column, and what it says."""
        begins = [start for start, _ in self.spans]
        held = {line for start, end in self.spans for line in range(self._line(start) + 1, self._line(end) + 1)}
        for number, line in enumerate(self.lines):
            if not line.strip():
                if number not in held and number + 1 < len(self.lines):
                    yield number, 0, ""
                continue
            for mark in _MARK.finditer(line):
                at = self.starts[number] + mark.start()
                before = bisect.bisect_right(begins, at) - 1
                if before < 0 or at >= self.spans[before][1]:
                    yield number, mark.start(), line[mark.start() :].rstrip()
                    break

    def _last_before(self, index: int) -> Entry | None:
        at = bisect.bisect_left(self.entries, index, key=lambda each: each.start)
        return self.entries[at - 1] if at else None

    def _put_behind(self, index: int, column: int, comment: str, root: Branch) -> None:
        """A comment on a line with content belongs to what was begun last and is not closed before it."""
        entry = self._last_before(index)
        while entry is not None and entry.inside.flow and entry.inside.end <= index:
            entry = entry.inside.holder
        if entry is None:
            (root.entries[0].lead if root.entries else root.close).append(comment)
        elif entry.tail or (entry.key is None and isinstance(entry.value, Branch) and index < entry.value.start):
            entry.lead.append(comment)
        else:
            entry.tail, entry.column = comment, column

    def _put_before(self, gap: _Gap, root: Branch) -> None:
        """Comments on lines of their own belong to the entry that follows, or to the end of what is as deep as they."""
        start, after = self.starts[gap.first], self.starts[min(gap.after, len(self.starts) - 1)]
        at = bisect.bisect_left(self.entries, after, key=lambda each: each.start)
        following = self.entries[at] if at < len(self.entries) else None
        around = max(
            (each for each in self.flows if each.start < start < each.end), key=lambda each: each.start, default=None
        )
        if around is not None:
            following = next((each for each in around.entries if each.start >= after), None)
            (around.close if following is None else following.lead).extend(line for line, _ in gap.lines)
            return
        ended = self._ended(start, following)
        waiting: list[str] = []
        settled = False
        for line, column in gap.lines:
            if not line:
                waiting.append(line)
                continue
            home = None if settled else next((each for each in ended if each.at <= column), None)
            if home is None or (following is not None and column <= following.at):
                settled = following is not None
                (root.close if following is None else following.lead).extend((*waiting, line))
            else:
                home.close.extend((*waiting, line))
            waiting.clear()
        if following is not None:
            following.lead.extend(waiting)

    def _ended(self, index: int, following: Entry | None) -> list[Branch]:
        """The mappings and lists in blocks that end before the next entry, the innermost first."""
        found: list[Branch] = []
        entry = self._last_before(index)
        while entry is not None and (following is None or entry.inside is not following.inside):
            if not entry.inside.flow:
                found.append(entry.inside)
            entry = entry.inside.holder
        return found
