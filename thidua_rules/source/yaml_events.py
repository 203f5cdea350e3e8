"""The YAML scanner's events to a tree, and what is refused of YAML on the way."""

import re
from collections.abc import Iterable
from typing import Any, TypeGuard

from attrs import define, field
from ruamel.yaml import YAML
from ruamel.yaml.error import StringMark, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from thidua_rules.diagnostics import Collector, Diagnostic, Place
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_faults import syntax_fault
from thidua_rules.source.yaml_nodes import Mapping, Node, Scalar, Sequence
from thidua_rules.source.yaml_reading import split_lines


def tree_of(text: str, name: str, max_depth: int) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a text, None if it cannot be read to its end, and everything that is wrong with it as YAML."""
    reading = _Reading(name, split_lines(text), text, max_depth)
    try:
        node = reading.tree(YAML(typ="safe", pure=True).parse(text))
    except _TooDeep:
        node = None
    except YAMLError as fault:
        node = None
        reading.found.extend([syntax_fault(fault, reading.lines, name)])
    except (ValueError, OverflowError):
        # the scanner lets these through for an escape like "\\UFFFFFFFF" that is no character
        node = None
        reading.found.add("YAML-09", Place(file=name))
    return node, tuple(reading.found.items)


class _TooDeep(Exception):
    """The file is nested deeper than allowed."""


@define
class _Open:
    """A sequence or mapping whose end has not come yet; of a mapping, `items` holds keys and values in turn."""

    start: Any
    items: list[Node] = field(factory=list)

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.start, MappingStartEvent)


_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_INDENTATION = re.compile(r"[ \t]*[^\S \t\r\n]")
_GLUED_COMMENT = re.compile(r"[ \t]+#(?=[^\s#!])")
_BRACKETS = (("“", "”"), ("(", ")"), ("«", "»"))


@define
class _Reading:
    name: str
    lines: list[str]
    text: str
    max_depth: int
    found: Collector = field(factory=Collector)

    def tree(self, events: Iterable[Any]) -> Node | None:
        """Build the tree from the event stream with a stack of its own, so that depth is bounded by a limit only."""
        stack: list[_Open] = []
        root: Node | None = None
        documents = 0
        for event in events:
            done: Node | None = None
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.found.add("YAML-13", self._place(event.start_mark, 3))
                if documents > 1:
                    break
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                self._refuse_powers(event)
                stack.append(_Open(event))
                if len(stack) > self.max_depth:
                    self.found.add("YAML-12", self._place(event.start_mark), limit=self.max_depth)
                    raise _TooDeep
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                done = self._close(stack.pop())
            elif isinstance(event, ScalarEvent):
                self._refuse_powers(event)
                done = self._scalar(event, stack[-1] if stack else None)
            elif isinstance(event, AliasEvent):
                self.found.add("YAML-11", self._place(event.start_mark, len(event.anchor) + 1), sign=f"*{event.anchor}")
                done = Scalar("", self._place(event.start_mark))
            if done is None:
                continue
            if stack:
                stack[-1].items.append(done)
            else:
                root = done
        if root is None:
            self.found.add("FILE-06", Place(file=self.name))
        return root

    def _place(self, mark: StringMark, length: int = 1) -> Place:
        line = min(mark.line, len(self.lines) - 1)
        return Place(self.name, line + 1, mark.column + 1, max(1, length), self.lines[line])

    def _refuse_powers(self, event: Any) -> None:
        """Tags and anchors: data has no use for them, and they can build objects or explode."""
        if event.anchor is not None:
            self.found.add("YAML-11", self._place(event.start_mark, len(event.anchor) + 1), sign=f"&{event.anchor}")
        if event.ctag is not None:
            self.found.add("YAML-14", self._place(event.start_mark, len(str(event.ctag))), tag=str(event.ctag))

    def _scalar(self, event: ScalarEvent, around: _Open | None) -> Scalar:
        start, end = event.start_mark, event.end_mark
        length = end.index - start.index if end.line == start.line else len(self.lines[start.line]) - start.column
        plain = event.style is None
        text: str = event.value
        node = Scalar("" if plain and text in _NULLS else text, self._place(start, length), plain)
        if plain and text:
            self._check_plain(event, node, around)
        return node

    def _check_plain(self, event: ScalarEvent, node: Scalar, around: _Open | None) -> None:
        start, end = event.start_mark, event.end_mark
        if _INDENTATION.match(self.lines[start.line]) and start.column <= len(self.lines[start.line]) - len(
            self.lines[start.line].lstrip()
        ):
            self.found.add("YAML-02", self._place(start))
        comment = _GLUED_COMMENT.match(self.text, end.index)
        unclosed = any(event.value.count(opened) > event.value.count(closed) for opened, closed in _BRACKETS)
        if comment is None and unclosed:
            comment = re.compile(r"[ \t]+#").match(self.text, end.index)
        if comment is not None:
            column = end.column + comment.end() - end.index
            self.found.add(
                "YAML-15", Place(self.name, end.line + 1, column, 1, self.lines[end.line]), value=event.value
            )
        if around is not None and not around.is_mapping and around.start.flow_style and around.items:
            # [98,5] reads as two items: a comma between two digits needs a space to be a list's
            before = self.text[max(0, start.index - 2) : start.index]
            if len(before) == 2 and before[0].isdigit() and before[1] == "," and event.value[0].isdigit():
                self.found.add("YAML-16", node.place, value=event.value)

    def _close(self, opened: _Open) -> Node:
        place = self._place(opened.start.start_mark)
        if not opened.is_mapping:
            return Sequence(tuple(opened.items), place)
        match opened.items:
            case [key, value] if opened.start.flow_style and _is_cut(key, value):
                self.found.add("YAML-21", place, value=key.text)
                return key
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        for key, value in zip(opened.items[::2], opened.items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.found.add("YAML-18", key.place)
                continue
            if opened.start.flow_style and _is_cut(key, value):
                self.found.add("YAML-16", _cut_value(entries, key).place, value=key.text)
                continue
            if not key.text.strip():
                self.found.add("YAML-19", key.place)
                continue
            if key.text == "<<" and key.plain:
                self.found.add("YAML-20", key.place)
                continue
            folded = fold(key.text)
            first = seen.setdefault(folded, key)
            if first is not key:
                self.found.add("YAML-17", key.place, key=key.text, first=first.place.line)
                continue
            entries.append((key, value))
        return Mapping(tuple(entries), place)


def _cut_value(entries: list[tuple[Scalar, Node]], rest: Scalar) -> Node:
    """The value before a comma that cut it, of which nothing further is told; or the rest, if there is none."""
    value = entries[-1][1] if entries else rest
    return value if isinstance(value, Scalar) and value.plain and value.text else rest


def _is_cut(key: Node, value: Node) -> TypeGuard[Scalar]:
    """Whether a key inside `{…}` has no colon after it: what a comma inside a value leaves behind."""
    if (
        not isinstance(key, Scalar)
        or not isinstance(value, Scalar)
        or value.text
        or not value.plain
        or not key.plain
        or not key.text
    ):
        return False
    start, end = key.place, value.place
    return (start.line, (start.column or 0) + start.length) == (end.line, end.column)
