"""Long explanations without what was told already: a part that comes again is named and not told again."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from thidua_rules.report.messages import say

_SHORTEST = 2
"""How many lines must stand under a line before leaving them out is worth a remark."""


@frozen
class _Told:
    """A line, how far it is indented, and what stands under it."""

    text: str
    indent: int
    below: list["_Told"] = field(factory=list)

    def shape(self) -> tuple[object, ...]:
        """What it says wherever it stands."""
        return (self.text, tuple(each.shape() for each in self.below))

    def size(self) -> int:
        """How many lines stand under it."""
        return sum(1 + each.size() for each in self.below)


def folded(lines: Iterable[str], lang: str) -> Iterator[str]:
    """The lines, where two or more that stand under another come again under the same one: told the first time only.

    A value is the same one with another threshold: `điểm = 89,5, cần ≥ 90` and `điểm = 89,5, cần < 90`.
    """
    yield from _folded(_tree(lines), lang, set())


def _tree(lines: Iterable[str]) -> list[_Told]:
    top: list[_Told] = []
    open_: list[_Told] = []
    for line in lines:
        text = line.lstrip(" ")
        told = _Told(text, len(line) - len(text))
        while open_ and open_[-1].indent >= told.indent:
            open_.pop()
        (open_[-1].below if open_ else top).append(told)
        open_.append(told)
    return top


def _folded(parts: list[_Told], lang: str, before: set[tuple[object, ...]]) -> Iterator[str]:
    needed = f", {say('need', lang)} "
    for part in parts:
        shown = " " * part.indent + part.text
        if part.size() < _SHORTEST:
            yield shown
            yield from _folded(part.below, lang, before)
            continue
        shape = (part.text.partition(needed)[0], part.shape()[1])
        if shape in before:
            yield f"{shown} ({say('as_above', lang)})"
            continue
        before.add(shape)
        yield shown
        yield from _folded(part.below, lang, before)
