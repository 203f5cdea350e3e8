"""Conditions, formulas and table results in a ruleset file: parsed, with every fault at its own place in the file."""

import re
from collections.abc import Sequence

from attrs import evolve

from thidua_rules.conditions import ConditionError, NameTable, parse
from thidua_rules.conditions.nodes import TextLiteral
from thidua_rules.diagnostics import Place
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.ruleset.files.forms import Reader, suggestion
from thidua_rules.ruleset.model import Written, place_within
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Node, Scalar

_WORD = re.compile(r"\S+")
_TRUTH_WORDS = {fold("đúng"): "đúng", fold("có"): "đúng", fold("sai"): "sai", fold("không"): "sai"}
"""The results of a table of a true/false quantity, and which of two words each means."""
_OF_DOSSIER = fold("của hồ sơ")
_FURTHEST = 3
"""How many lines without a word of the text (blank lines, the indicator of a block) may stand between two words."""


def read_condition(reader: Reader, node: Node, names: NameTable, options: Sequence[str] = ()) -> Written | None:
    """The condition or formula that a scalar writes; None if it is none, which is told.

    `options` are the words that may stand there too: an unknown name is most likely one of them, misspelt.
    """
    if not isinstance(node, Scalar) or not node.text.strip():
        reader.found.add("SET-07", node.place)
        return None
    return _parsed(reader, node, node.text, node.text, names, options)


def read_part(reader: Reader, node: Scalar, names: NameTable, span: tuple[int, int], word: str = "") -> Written | None:
    """The condition or formula that part of a scalar's text writes, read as if `word` stood before it; as above."""
    start, end = span
    part = node.text[start:end]
    if not word:
        return _parsed(reader, node, part, part.rjust(end), names)
    said = f"{word} {part}"
    found = _parsed(reader, node, said, said.rjust(end), names)
    # the word does not stand in the file
    return None if found is None else evolve(found, tree=evolve(found.tree, span=span))


def _parsed(
    reader: Reader, node: Scalar, said: str, text: str, names: NameTable, options: Sequence[str] = ()
) -> Written | None:
    """What a text says that is parsed as `text`, in which each word has the place that it has in the scalar."""
    pieces = pieces_of(node, reader.lines.get(node.place.file or "", []))
    reader.of_dossier = reader.of_dossier or _OF_DOSSIER in fold(text)
    try:
        return Written(said, parse(text, names), node.place, pieces)
    except ConditionError as error:
        for fault in error.faults:
            if fault.code == "NAME-01" and fold(str(fault.arguments["name"])) in reader.refused:
                continue
            hints = suggestion(node.text, options) if options and fault.code == "NAME-01" else {}
            reader.found.add(fault.code, place_within(node.place, pieces, fault.span), **{**fault.arguments, **hints})
    return None


def read_result(reader: Reader, node: Node, names: NameTable, shape: Field) -> Written | None:
    """The result of a table's row: an expression, or a bare word of the quantity's grades or choices."""
    if isinstance(node, Scalar):
        literal = _bare_word(node.text, shape)
        if literal is not None:
            pieces = pieces_of(node, reader.lines.get(node.place.file or "", []))
            return Written(node.text, TextLiteral(literal, span=(0, len(node.text))), node.place, pieces)
    return read_condition(reader, node, names, (*shape.options, *shape.outside))


def _bare_word(text: str, shape: Field) -> str | None:
    said = normalize(text)
    if shape.kind is Kind.BOOLEAN:
        return _TRUTH_WORDS.get(fold(said))
    if shape.options:
        return shape.option(said)
    if shape.kind in (Kind.TEXT, Kind.TITLE) and said and not set(said) & set('“”"'):
        return said
    return None


def pieces_of(scalar: Scalar, lines: list[str]) -> tuple[tuple[int, Place], ...]:
    """Where the words of a scalar's text stand in the file: offset in the text and place, one per unbroken stretch.

    Words are looked for from the scalar's start on, so it does not matter whether the text is plain, quoted or
    folded; a word that is written otherwise than it reads (an escaped quote) is passed over.
    """
    place = scalar.place
    if place.line is None or place.column is None or not lines:
        return ()
    line, column = place.line - 1, place.column - 1
    pieces: list[tuple[int, Place]] = []
    for word in _WORD.finditer(scalar.text):
        at = _find(word[0], lines, line, column)
        if at is None:
            continue
        previous = pieces[-1] if pieces else None
        line, start = at
        if previous is None or (previous[1].line, _distance(previous)) != (line + 1, start + 1 - word.start()):
            pieces.append((word.start(), evolve(place, line=line + 1, column=start + 1, excerpt=lines[line])))
        column = start + len(word[0])
    return tuple(pieces)


def _distance(piece: tuple[int, Place]) -> int:
    return (piece[1].column or 1) - piece[0]


def _find(word: str, lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    for ahead in range(_FURTHEST):
        if line + ahead >= len(lines):
            return None
        found = lines[line + ahead].find(word, column if ahead == 0 else 0)
        if found >= 0:
            return line + ahead, found
    return None
