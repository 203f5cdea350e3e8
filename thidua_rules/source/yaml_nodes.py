"""What a YAML file is made of here: texts, lists and mappings, each with its place."""

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
