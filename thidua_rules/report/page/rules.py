"""A ruleset as one page for reading, and on it, if given, how its scenarios have fared with each part."""

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike

from attrs import evolve, frozen
from markupsafe import Markup

from thidua_rules import __version__
from thidua_rules.diagnostics import Place
from thidua_rules.facts.vocabulary import FactType
from thidua_rules.report.lines import Block, Line
from thidua_rules.report.messages import heading, say
from thidua_rules.report.page.embedding import policy
from thidua_rules.report.page.templating import template, written
from thidua_rules.report.ruleset import about_lines, document_lines, parameter_lines, rule_blocks
from thidua_rules.report.wording import citation_pieces
from thidua_rules.ruleset.model import Document, ParameterDeclaration, RulesetModel
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
    """A part of a ruleset: where it stands, its code and words, and what is told of it."""

    place: Place
    code: str
    words: str
    marks: tuple[Mark, ...]


@frozen
class Marks:
    """What is told of the parts of a ruleset, and `summary`, of all of them together."""

    summary: tuple[str, ...] = ()
    parts: tuple[Marked, ...] = ()


@frozen
class Row:
    """A line on the page: its text with anchors where it cites clauses, what is told of it, and the rows below it."""

    lead: str
    pieces: Sequence[tuple[str, str]]
    cites: bool
    marks: Sequence[Mark]
    below: "Sequence[Row]"


def rules_page(model: RulesetModel, lang: str = "vi", marks: Marks | None = None) -> str:
    """The HTML of the page; it needs nothing from elsewhere and runs nothing."""
    found = marks or Marks()
    reading = _Reading(model, lang, found)
    style = written("page.css")
    ends = [f"{day:%d/%m/%Y}" if day else "…" for day in (model.valid_from, model.valid_to)]
    groups = [
        (group, say(_GROUPS[group], lang), [reading.rule(each, f"{group}-{at}") for at, each in enumerate(blocks)])
        for group, blocks in rule_blocks(model, lang).items()
        if blocks
    ]
    parameters = [
        reading.rule(_parameter(each, reading.documents, lang), f"tham-so-{at}")
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
    told = ("evidence", "answered_by", "confirmed_by", "note")
    fields = []
    for each in declared.given:
        notes = [each.question] if each.question else []
        notes += [f"{say(key, lang)}: {value}" for key in told if (value := getattr(each, key))]
        fields.append((each.shown, notes))
    return declared.name, fields


def _parameter(declared: ParameterDeclaration, documents: Mapping[str, str], lang: str) -> Block:
    """A parameter as a rule of its own, with all its values but the first below it."""
    first, *others = parameter_lines(declared, documents, lang)
    return Block((), evolve(first, below=(*others, *first.below)))


class _Reading:
    """Lines into what stands on the page, with links to clauses and what is told of each part."""

    def __init__(self, model: RulesetModel, lang: str, marks: Marks) -> None:
        self.model, self.lang = model, lang
        self.documents = {each.id: each.name for each in model.documents}
        self.lacking: list[tuple[str, str, Mark]] = []
        self._waiting = {_spot(each.place, each.code): each for each in marks.parts}

    def rule(self, block: Block, anchor: str) -> tuple[str, str, Row]:
        """A rule: its anchor, whom it is about, and its lines."""
        subjects = ", ".join(block.subjects) + (f" {block.said}" if block.said else "")
        return anchor, subjects, self._row(block.line, anchor, ())

    def _row(self, line: Line, anchor: str, codes: Sequence[str]) -> Row:
        codes = line.codes or codes
        spots = [] if line.place is None else [_spot(line.place, code) for code in codes]
        told = [self._waiting.pop(each) for each in spots if each in self._waiting]
        marks = [mark for each in told for mark in each.marks]
        self.lacking += ((anchor, each.code, mark) for each in told for mark in each.marks if mark.lacking)
        pieces = [(text, self._anchor(cited)) for text, cited in line.cited or ((line.rest, ""),)]
        below = [self._row(each, anchor, codes) for each in line.below]
        return Row(line.lead, pieces, bool(line.cited), marks, below)

    def left(self) -> list[Marked]:
        """The parts that are told of, but found nowhere in what is printed."""
        return list(self._waiting.values())

    def cited(self, citations: Iterable[str]) -> list[tuple[str, str]]:
        """Citations in words, each clause with its anchor."""
        return [(text, self._anchor(cited)) for text, cited in citation_pieces(citations, self.documents)]

    def _anchor(self, citation: str) -> str:
        """Where a clause stands on the page; nowhere if its document does not list it."""
        document, _, clause = citation.partition(" ")
        listed = next((each.clauses for each in self.model.documents if each.id == document), {})
        return _clause_anchor(document, clause) if clause in listed else ""

    def document(self, document: Document) -> tuple[str, list[str], list[tuple[str, str, str]]]:
        """A document: its name, what is said of it, and its clauses with their anchors."""
        head, *more = document_lines(document, self.lang)
        clauses = [(_clause_anchor(document.id, code), code, gist) for code, gist in document.clauses.items()]
        return head, [each.strip() for each in more], clauses


def _spot(place: Place, code: str) -> tuple[str | None, int | None, int | None, str]:
    """What a part is known by: rules that are written once for several stand in one place."""
    return place.file, place.line, place.column, code


def _clause_anchor(document: str, clause: str) -> str:
    return "-".join(f"vb {document} {clause}".split())
