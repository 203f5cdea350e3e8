"""Lines for reading: what each begins with and says, where that stands in the files, and the lines below it."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from thidua_rules.diagnostics import Place

INDENT = "    "


@frozen
class Line:
    """A line with those below it. Two are equal if they read the same.

    It begins with `lead`, a code or a word that tells what it is. `place` is where the part that it is about stands, if
    it is about one, and `codes` what that goes by; with none, by those of the line above. `cited` are the pieces of
    `rest` where that cites clauses: each with the citation, if it is one.
    """

    lead: str
    rest: str = ""
    below: tuple["Line", ...] = ()
    place: Place | None = field(default=None, eq=False)
    codes: tuple[str, ...] = field(default=(), eq=False)
    cited: tuple[tuple[str, str], ...] = field(default=(), eq=False)

    @property
    def text(self) -> str:
        """The line without those below it."""
        return self.lead + self.rest


@frozen
class Block:
    """A rule for reading: the types of whom it is for, what is said of the whole, and its lines."""

    subjects: tuple[str, ...]
    line: Line
    said: str = ""

    @property
    def head(self) -> str:
        """Whom it is for."""
        return " ".join(filter(None, (f"[{', '.join(self.subjects)}]", self.said)))


def plain(text: str, *below: Line) -> Line:
    """A line that begins with nothing in particular."""
    return Line("", text, below)


def printed(lines: Iterable[Line], depth: int = 0) -> Iterator[str]:
    """Lines as text, each indented below that to which it belongs."""
    for each in lines:
        yield INDENT * depth + each.text
        yield from printed(each.below, depth + 1)
