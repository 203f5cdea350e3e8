"""The titles that a ruleset declares, as what values of the kind `danh hiệu` may be."""

from collections.abc import Iterable, Mapping

from attrs import evolve

from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.ruleset.files.forms import Entry
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Scalar


def title_names(entries: Iterable[Entry]) -> dict[str, str]:
    """By code the name of every title that is written, whatever else is wrong with it; "" where it has none."""
    found: dict[str, str] = {}
    for entry in entries:
        below = entry.node if isinstance(entry.node, Branch) else ()
        named = [node for key, node in below if fold(key.text) == fold("tên")]
        name = normalize(named[0].text) if named and isinstance(named[0], Scalar) else ""
        found.setdefault(entry.name, name)
    return found


def with_titles(shape: Field, titles: Mapping[str, str]) -> Field:
    """The shape with the declared titles as its options, named by code or name, if it holds a title."""
    if shape.kind is not Kind.TITLE or shape.options:
        return shape
    return evolve(shape, options=tuple(titles), labels=_labels(titles))


def _labels(names: Mapping[str, str]) -> tuple[str, ...]:
    """The names of titles in the order of their codes; "" for a name that several titles share, or that is a code."""
    folded = [fold(name) for name in names.values()]
    codes = {fold(code) for code in names}
    return tuple(name if folded.count(fold(name)) == 1 and fold(name) not in codes else "" for name in names.values())
