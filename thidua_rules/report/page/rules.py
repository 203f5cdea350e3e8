"""A ruleset as one page for reading, and on it, if given, how its scenarios have fared with each part."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from typing import Literal

from attrs import define, field, frozen
from markupsafe import Markup

from thidua_rules import __version__
from thidua_rules.facts.vocabulary import FactType
from thidua_rules.program.codes import quota_code, standard_code
from thidua_rules.report.messages import heading, say
from thidua_rules.report.nodes import INDENT
from thidua_rules.report.page.embedding import policy
from thidua_rules.report.page.templating import template, written
from thidua_rules.report.ruleset import about_lines, document_lines, parameter_lines, rule_blocks
from thidua_rules.ruleset.model import Document, RulesetModel
from thidua_rules.source.whole_files import whole_file

_GROUPS = {
    "titles": "diff_titles",
    "criteria": "diff_criteria",
    "scores": "diff_scores",
    "grades": "diff_grades",
    "quantities": "diff_quantities",
    "ranks": "diff_ranks",
    "constraints": "diff_constraints",
    "invariants": "rules_invariants",
}
Aspect = Literal["rule", "guard", "row"]
"""What of a code a mark is about: the rule or requirement itself, when it applies, or a row of its table."""


@frozen
class Mark:
    """Something told of a part: `look` is its colour (as of verdicts), `sign` is said by the text too.

    What is `lacking` is told once more above all rules.
    """

    look: str
    sign: str
    text: str
    lacking: bool = False


@frozen
class Marked:
    """A part, by its code and, of a row, its words; with what is told of it."""

    aspect: Aspect
    code: str
    words: str
    marks: tuple[Mark, ...]


@frozen
class Marks:
    """What is told of the parts of a ruleset, and `summary`, of all of them together."""

    summary: tuple[str, ...] = ()
    parts: tuple[Marked, ...] = ()


@frozen
class Line:
    """A line of a rule, with those below it; `cited` are its pieces where it cites clauses: text and anchor."""

    code: str
    text: str
    cited: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    below: "tuple[Line, ...]"


@frozen
class Block:
    """A rule: whom it is about, and its lines."""

    anchor: str
    subjects: str
    head: Line


def rules_page(model: RulesetModel, lang: str = "vi", marks: Marks | None = None) -> str:
    """The HTML of the page; it needs nothing from elsewhere and runs nothing."""
    found = marks or Marks()
    reading = _Reading.of(model, lang, found)
    style = written("page.css")
    ends = [f"{day:%d/%m/%Y}" if day else "…" for day in (model.valid_from, model.valid_to)]
    groups = [
        (group, say(_GROUPS[group], lang), [reading.block(each, f"{group}-{at}") for at, each in enumerate(blocks)])
        for group, blocks in rule_blocks(model, lang).items()
        if blocks
    ]
    parameters = [
        reading.block(["", *parameter_lines(each, reading.documents, lang)], f"tham-so-{at}")
        for at, each in enumerate(model.parameters)
    ]
    return template("rules.html").render(
        lang=lang,
        model=model,
        version=__version__,
        valid=" – ".join(ends),
        style=Markup(style),
        policy=policy(style, ""),
        about=list(about_lines(model, lang)),
        groups=groups,
        parameters=parameters,
        types=[_type(each, lang) for each in model.vocabulary.given],
        documents=[reading.document(each) for each in model.documents],
        left_out=[(reading.cited([str(each.citation)]), each.reason) for each in model.left_out],
        summary=found.summary,
        lacking=reading.lacking,
        elsewhere=reading.left(),
        say=lambda key, **arguments: say(key, lang, **arguments),
        heading=lambda key: heading(key, lang),
    )


def write_rules_page(
    model: RulesetModel, path: str | PathLike[str], lang: str = "vi", marks: Marks | None = None
) -> None:
    """Write the page; OSError if it cannot be written."""
    with whole_file(path) as beside:
        beside.write_text(rules_page(model, lang, marks), encoding="utf-8")


def _type(declared: FactType, lang: str) -> tuple[str, list[tuple[str, list[str]]]]:
    """A type of subjects with its fields, and what is said of each."""
    told = (
        ("evidence", "evidence"),
        ("answered_by", "answered_by"),
        ("confirmed_by", "confirmed_by"),
        ("note", "note"),
    )
    fields = []
    for each in declared.given:
        notes = [each.question] if each.question else []
        notes += [f"{say(key, lang)}: {value}" for name, key in told if (value := getattr(each, name))]
        fields.append((each.shown, notes))
    return declared.name, fields


@define
class _Reading:
    """Lines into rules, each line with its code, its links and its marks."""

    model: RulesetModel
    lang: str
    documents: Mapping[str, str]
    waiting: dict[tuple[Aspect, str, str], Marked]
    taken: set[tuple[Aspect, str, str]] = field(factory=set)
    lacking: list[tuple[str, str, Mark]] = field(factory=list)
    _anchor_now: str = ""

    @classmethod
    def of(cls, model: RulesetModel, lang: str, marks: Marks) -> "_Reading":
        waiting = {(each.aspect, each.code, each.words if each.aspect == "row" else ""): each for each in marks.parts}
        return cls(model, lang, {each.id: each.name for each in model.documents}, waiting)

    def block(self, lines: Sequence[str], anchor: str) -> Block:
        """The rule that a block of lines is."""
        subjects, first, *rest = lines
        self._anchor_now = anchor
        name = self._code(first)
        below = self._below([f"{INDENT}{each}" if not each.startswith(INDENT) else each for each in rest], name, name)
        told = [*self._marks("rule", name), *self._marks("rule", standard_code(name))]
        head = Line(name, first.removeprefix(name).strip(), (), tuple(told), tuple(below))
        return Block(anchor, subjects.strip("[]").replace("]", ""), head)

    def _below(self, lines: Sequence[str], block: str, parent: str) -> Iterator[Line]:
        """The lines indented once, each with those below it."""
        at = 0
        while at < len(lines):
            text = lines[at].removeprefix(INDENT)
            end = at + 1
            while end < len(lines) and lines[end].startswith(INDENT * 2):
                end += 1
            inner = [each.removeprefix(INDENT) for each in lines[at + 1 : end]]
            yield self._line(text.strip(), inner, block, parent)
            at = end

    def _line(self, text: str, inner: Sequence[str], block: str, parent: str) -> Line:
        code, marks = self._code(text), list[Mark]()
        if text.startswith(f"{say('guard', self.lang)}: "):
            marks = self._marks("guard", parent) or self._marks("guard", block)
        elif text.startswith(say("quota", self.lang)):
            code, marks = quota_code(block), self._marks("rule", quota_code(block))
        else:
            for each in dict.fromkeys((code, f"{block}.{code}", f"{block} ({code})")):
                marks = marks or self._marks("rule", each)
            otherwise = f"{say('otherwise', self.lang)}: "
            row = text.replace(otherwise, "còn lại: ", 1) if text.startswith(otherwise) else text
            for each in dict.fromkeys((block, parent, f"{block}.{parent}")):
                marks = marks or self._marks("row", each, row)
        named = text.startswith((f"{code}  ", f"{code}: ")) or (text == code and bool(inner))
        shown = code if named else ""
        rest = text.removeprefix(shown)
        cited = self._cited(text) if text.startswith(f"{say('reference', self.lang)}: ") else ()
        below = self._below(inner, block, code if shown or marks else parent)
        return Line(shown, rest, cited, tuple(marks), tuple(below))

    def _code(self, text: str) -> str:
        """What stands before the words of a line."""
        for word in (say("exclusion", self.lang), say("exception", self.lang), say("minus", self.lang)):
            text = text.removeprefix(f"{word} ")
        return re.split(r"  |: | = ", text, maxsplit=1)[0].strip()

    def _marks(self, aspect: Aspect, code: str, words: str = "") -> list[Mark]:
        found = self.waiting.get((aspect, code, words))
        if found is None:
            return []
        self.taken.add((aspect, code, words))
        self.lacking.extend((self._anchor_now, code, each) for each in found.marks if each.lacking)
        return list(found.marks)

    def left(self) -> list[Marked]:
        """The parts that are told of, but found nowhere in what is printed."""
        return [each for key, each in self.waiting.items() if key not in self.taken]

    # ------------------------------------------------------------ clauses

    def _cited(self, text: str) -> tuple[tuple[str, str], ...]:
        """The pieces of a line that cites clauses: each clause with the anchor of it in the list of documents."""
        word, _, rest = text.partition(": ")
        pieces = [(f"{word}: ", "")]
        document = ""
        for at, each in enumerate(rest.split("; ")):
            if at:
                pieces.append(("; ", ""))
            named = [key for key, name in self.documents.items() if each.startswith(f"{name}, ")]
            if named:
                document = max(named, key=lambda key: len(self.documents[key]))
                pieces.append((f"{self.documents[document]}, ", ""))
                each = each.removeprefix(f"{self.documents[document]}, ")
            clause = max(
                (one for one in self._clauses(document) if f"{each} ".startswith(f"{one} ")), key=len, default=""
            )
            pieces.append((clause, self._anchor(document, clause)))
            pieces.append((each.removeprefix(clause), ""))
        return tuple(piece for piece in pieces if piece[0])

    def cited(self, citations: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """As `_cited`, of citations."""
        pieces = []
        for each in citations:
            document, _, clause = each.partition(" ")
            pieces.append((f"{self.documents.get(document, document)}, ", ""))
            pieces.append((clause, self._anchor(document, clause)))
        return tuple(pieces)

    def _anchor(self, document: str, clause: str) -> str:
        return _clause_anchor(document, clause) if clause in self._clauses(document) else ""

    def _clauses(self, document: str) -> Mapping[str, str]:
        return next((each.clauses for each in self.model.documents if each.id == document), {})

    def document(self, document: Document) -> tuple[str, list[str], list[tuple[str, str, str]]]:
        """A document: its name, what is said of it, and its clauses with their anchors."""
        head, *more = document_lines(document, self.lang)
        clauses = [(_clause_anchor(document.id, code), code, gist) for code, gist in document.clauses.items()]
        return head, [each.strip() for each in more], clauses


def _clause_anchor(document: str, clause: str) -> str:
    return "-".join(f"vb {document} {clause}".split())


__all__ = ["Mark", "Marked", "Marks", "rules_page", "write_rules_page"]
