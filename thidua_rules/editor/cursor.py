"""Where somebody is writing: the keys above, and whether a key or a value is begun, in a text that may not be YAML yet.

Read from the text before the cursor alone, line by line, so that it works while everything else is broken.
"""

import re
from typing import Literal

from attrs import define, field, frozen

from thidua_rules.ruleset.files.structure import Standing, standing_at

_KEY = re.compile(
    r"""(?P<key>"[^"]*"|'[^']*'|[^\s#"'{}\[\],&*!|>%@`-][^#{}\[\]]*?|-[^\s#{}\[\]][^#{}\[\]]*?)\s*:(?=\s|$)"""
)
_ITEM = re.compile(r"-(?:\s+|$)")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")

Steps = tuple[str | int, ...]


@frozen
class Cursor:
    """The path to where the cursor is, what is begun there, and the letters of it before the cursor.

    At a `value` the path ends with its key; at a `key` it ends with the mapping that the key will be in. A bare word
    where nothing follows yet may be either, and is called a key.
    """

    path: Steps
    role: Literal["key", "value"]
    begun: str
    whole: str
    """All that was written of a text before its present line too."""

    def standing(self, root: str) -> Standing:
        """What may stand there."""
        return standing_at(root, self.path)


@define
class _Level:
    """A mapping or list in a block: its column, and the key or the position that is open in it."""

    column: int
    step: str | int
    text: str = ""
    """The value as far as it is written; empty where it is a block of its own."""


@define
class _Flow:
    """A mapping or list in brackets: the step that is open, None before a key is whole, and the letters since."""

    listed: bool
    step: str | int | None
    letters: str = ""


@define
class _Scan:
    levels: list[_Level] = field(factory=list)
    flows: list[_Flow] = field(factory=list)
    block: int | None = None
    """The column of the key whose block of text is being read."""

    def line(self, row: str, last: bool) -> None:
        column = len(row) - len(row.lstrip(" "))
        rest = row[column:]
        if self.block is not None:
            if not rest or column > self.block:
                self.levels[-1].text += rest + "\n"
                return
            self.block = None
        if self.flows:
            self._flow(row)
            return
        if not last and (not rest.strip() or rest.startswith("#")):
            return
        open_key = self.levels[-1] if self.levels else None
        if open_key is not None and open_key.text and column > open_key.column and _KEY.match(rest) is None:
            open_key.text += " " + rest  # a plain text goes on
            return
        while (item := _ITEM.match(rest)) is not None:
            self._close(column, listed=True)
            if self.levels and self.levels[-1].column == column and isinstance(self.levels[-1].step, int):
                self.levels[-1].step += 1
            else:
                self.levels.append(_Level(column, 0))
            self.levels[-1].text = ""
            column += item.end()
            rest = rest[item.end() :]
        self._close(column, listed=False)
        key = _KEY.match(rest)
        if key is None:
            self._value(rest, column)
            return
        self.levels.append(_Level(column, key["key"].strip("\"'")))
        self._value(rest[key.end() :].lstrip(), column)

    def _close(self, column: int, listed: bool) -> None:
        """Leave what does not go on in this column; a list may stand in the column of its key."""
        while self.levels:
            last = self.levels[-1]
            same = last.column == column and isinstance(last.step, int) == listed
            if last.column < column or (same and listed) or (listed and last.column == column and not same):
                return
            self.levels.pop()

    def _value(self, rest: str, column: int) -> None:
        rest = _COMMENT.sub("", rest) if rest[:1] not in ("{", "[") else rest
        if _BLOCK.match(rest) and self.levels:
            self.block = self.levels[-1].column
        elif rest[:1] in ("{", "["):
            self._flow(rest)
        elif self.levels:
            self.levels[-1].text = rest

    def _flow(self, rest: str) -> None:
        quote = ""
        for at, sign in enumerate(rest):
            if quote:
                quote = "" if sign == quote else quote
                self._letter(sign)
            elif sign in "\"'" and (not self.flows or not self.flows[-1].letters.strip()):
                quote = sign
                self._letter(sign)
            elif sign in "{[":
                # inside a text a brace is the text's own: `x thuộc {1; 2}`
                if self.flows and self.flows[-1].letters.strip():
                    self._letter(sign)
                else:
                    self.flows.append(_Flow(sign == "[", 0 if sign == "[" else None))
            elif sign in "}]" and self.flows:
                if self.flows[-1].letters.count("{") > self.flows[-1].letters.count("}"):
                    self._letter(sign)
                    continue
                self.flows.pop()
                if not self.flows and self.levels:
                    self.levels[-1].text = "}"
            elif sign == "," and self.flows:
                top = self.flows[-1]
                top.step = (top.step or 0) + 1 if isinstance(top.step, int) and top.listed else None
                top.letters = ""
            elif sign == ":" and self.flows and not self.flows[-1].listed and rest[at + 1 : at + 2] in ("", " "):
                top = self.flows[-1]
                if top.step is None:
                    top.step, top.letters = top.letters.strip().strip("\"'"), ""
                else:
                    self._letter(sign)
            elif sign == "#" and rest[at - 1 : at] in ("", " "):
                return
            else:
                self._letter(sign)
        self._letter(" ")

    def _letter(self, sign: str) -> None:
        if self.flows:
            self.flows[-1].letters += sign


def cursor_at(text: str, offset: int) -> Cursor:
    """Where the cursor is, by all that stands before it."""
    before = text[:offset]
    rows = before.split("\n")
    scan = _Scan()
    for number, row in enumerate(rows):
        scan.line(row.rstrip("\r"), last=number == len(rows) - 1)
    row = rows[-1]
    steps: Steps = tuple(each.step for each in scan.levels)
    if scan.flows:
        inner = tuple(each.step for each in scan.flows[:-1] if each.step is not None)
        top = scan.flows[-1]
        letters = top.letters[:-1].lstrip()
        if top.step is None:
            return Cursor((*steps, *inner), "key", letters, letters)
        return Cursor((*steps, *inner, top.step), "value", letters, letters)
    column = len(row) - len(row.lstrip(" "))
    rest = row[column:]
    if scan.block is not None:
        return Cursor(steps, "value", rest, scan.levels[-1].text.rstrip("\n"))
    while (item := _ITEM.match(rest)) is not None:
        column += item.end()
        rest = rest[item.end() :]
    key = _KEY.match(rest)
    if key is not None:
        return Cursor(steps, "value", rest[key.end() :].lstrip(), scan.levels[-1].text)
    last = scan.levels[-1] if scan.levels else None
    if last is not None and last.text and last.text != rest:
        return Cursor(steps, "value", rest, last.text)  # a plain text that goes on
    if last is not None and isinstance(last.step, int) and _ITEM.match(row.lstrip(" ")) is not None:
        return Cursor(steps, "value", rest, rest)
    above = [each.step for each in scan.levels if each.column < column]
    return Cursor(tuple(above), "key", rest, rest)
