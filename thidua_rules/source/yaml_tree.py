"""A YAML file as a tree of texts with places: the only form in which rulesets, dossiers and scenarios are read.

YAML is data here: no tags, no anchors, no typed scalars. Every scalar is text; its type comes from the vocabulary.
"""

from pathlib import Path

from thidua_rules.diagnostics import Diagnostic
from thidua_rules.source.yaml_nodes import Mapping, Node, Scalar, Sequence
from thidua_rules.source.yaml_reading import LARGEST_FILE, read_text

DEEPEST = 50
"""Levels of nesting; anything deeper is refused."""


def read(
    source: str | Path | bytes, *, name: str | None = None, max_bytes: int = LARGEST_FILE, max_depth: int = DEEPEST
) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of one YAML file, and everything that is wrong with the file as YAML.

    A Path is a file to read; str and bytes are the content itself, called `name` in places. The tree is None if the
    file cannot be read to its end (missing, too large, not UTF-8, a syntax fault, too deep, empty). Faults that do
    not hide the rest (duplicate keys, tags, anchors, values cut by a comma or `#`) come with a tree, so that the rest
    can be checked too; a caller must not accept it while there are errors. Never raises for any content.
    """
    shown = name or (str(source) if isinstance(source, Path) else "<văn bản>")
    text = read_text(source, shown, max_bytes)
    if isinstance(text, Diagnostic):
        return None, (text,)
    # the scanner is loaded where something is scanned: a tree that was kept needs none
    from thidua_rules.source.yaml_events import tree_of

    return tree_of(text, shown, max_depth)


__all__ = ["DEEPEST", "Mapping", "Node", "Scalar", "Sequence", "read"]
