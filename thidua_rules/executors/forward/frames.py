"""The pieces of a function that is being generated: nested loops with the lines inside them."""

from typing import Any

from attrs import define, field


@define
class Interval:
    """Source of a number surely in the order: the names of its ends, the high one possibly None."""

    low: str
    high: str


@define
class Frame:
    """The body of a loop over elements of one type; `at` and `row` are the names of its position and its row."""

    type: str
    at: str
    row: str
    outer: "Frame | None" = None
    rows: str | None = None
    reads_row: bool = False
    slots: dict[int, str] = field(factory=dict)
    body: "list[str | Loop]" = field(factory=list)
    known: dict[object, Any] = field(factory=dict)
    loops: "dict[object, Loop]" = field(factory=dict)

    @property
    def subject(self) -> "Frame":
        """The frame of the subject that the rule is asked of."""
        return self if self.outer is None else self.outer.subject

    def source(self) -> list[str]:
        """All lines, without indentation."""
        lines = []
        if (self.slots or self.reads_row) and self.rows is not None:
            lines.append(f"{self.row} = {self.rows}[{self.at}]")
        lines += [f"{name} = {self.row}[{position}]" for position, name in self.slots.items()]
        for each in self.body:
            lines.extend([each] if isinstance(each, str) else each.source())
        return lines


@define
class Loop:
    """A loop over members; `more` names whether others may come, `unsure` whether someone perhaps is one."""

    header: list[str]
    inner: Frame
    more: str
    unsure: str
    before: list[str]
    after: list[str]
    depth: int

    def source(self) -> list[str]:
        """All lines, at the indentation of the frame outside."""
        body = self.inner.source() or ["pass"]
        return [*self.before, *self.header, *("    " * self.depth + each for each in body), *self.after]
