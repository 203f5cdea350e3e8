"""A YAML file as a tree of texts with places: the only form in which rulesets, dossiers and scenarios are read.

YAML is data here: no tags, no anchors, no typed scalars. Every scalar is text; its type comes from the vocabulary.
"""

from collections.abc import Iterator

from attrs import frozen

from thidua_rules.diagnostics import Place


@frozen
class Scalar:
    """A piece of text; `plain` is false for quoted and block scalars. A YAML null is the empty plain scalar."""

    text: str
    place: Place
    plain: bool = True


@frozen
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    place: Place


@frozen
class Mapping:
    """Keys with their nodes, in the order of the file; keys are unique after folding (`text.fold`)."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place

    def __iter__(self) -> Iterator[tuple[Scalar, "Node"]]:
        return iter(self.entries)


Node = Scalar | Sequence | Mapping
