"""Names that read almost alike: one of them is easily written where the other is meant."""

import re
from collections.abc import Iterator
from itertools import combinations

from attrs import frozen

from thidua_rules.api import Ruleset
from thidua_rules.authoring.whole.finding import Finding
from thidua_rules.diagnostics import Diagnostic, Place
from thidua_rules.source.text import fold, normalize, strip_marks

FEWEST_LETTERS = 8
"""Shorter names may differ by one letter, and so may codes: they often do."""


@frozen
class _Named:
    name: str
    place: Place
    is_code: bool = False

    @property
    def plain(self) -> str:
        """The name without case, marks and spaces."""
        return re.sub(r"[\s_-]", "", strip_marks(normalize(self.name)).lower())

    @property
    def spoilt(self) -> Iterator[str]:
        """Itself and all that is left of it without one letter: names one letter apart share one of these."""
        written = normalize(self.name).lower()
        if not self.is_code and len(self.plain) >= FEWEST_LETTERS:
            yield written
            yield from (written[:at] + written[at + 1 :] for at in range(len(written)))


def near_names(rules: Ruleset) -> Iterator[Finding]:
    """A warning for each pair of names that differ by case, tone marks, spaces or one letter.

    One of the two is declared here. Names are compared with those that may stand in the same place: names of fields,
    types, parameters and values with each other, codes with codes, and the values of one field with each other.
    """
    model = rules.model
    for group in (_names(rules), _codes(rules), *_options(rules)):
        for one, other in _pairs(list({fold(each.name): each for each in group}.values())):
            if model.owns(one.place) or model.owns(other.place):
                later, earlier = (other, one) if model.owns(other.place) else (one, other)
                told = {"name": later.name, "other": earlier.name, "place": earlier.place.text()}
                yield Finding(Diagnostic("CHECK-06", later.place, told), later.name)


def _names(rules: Ruleset) -> Iterator[_Named]:
    model = rules.model
    for fact_type in model.vocabulary:
        yield _Named(fact_type.name, fact_type.place)
        for each in fact_type.given:
            yield from (_Named(name, each.place) for name in (each.name, each.reverse) if name)
    yield from (_Named(each.name, each.place) for each in model.parameters)
    yield from (_Named(each.name, each.place) for each in model.quantities)
    yield from (_Named(each.name, each.place) for each in model.ranks)
    yield from (_Named(each.name, each.place) for each in model.scores)
    yield from (_Named(each.name, each.place) for each in model.grades)


def _codes(rules: Ruleset) -> Iterator[_Named]:
    yield from (_Named(each.root.code, each.root.place, True) for each in rules.model.criteria)
    yield from (_Named(each.code, each.place, True) for each in rules.model.titles)


def _options(rules: Ruleset) -> Iterator[list[_Named]]:
    for fact_type in rules.model.vocabulary:
        for each in fact_type.given:
            yield [_Named(option, each.place) for option in (*each.options, *each.outside)]


def _pairs(group: list[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """The pairs that can be taken for each other, in the order of the names."""
    shared: dict[str, list[int]] = {}
    for at, each in enumerate(group):
        for key in {f"={each.plain}", *each.spoilt}:
            shared.setdefault(key, []).append(at)
    near = {pair for those in shared.values() for pair in combinations(those, 2)}
    yield from ((group[a], group[b]) for a, b in sorted(near) if _alike(group[a], group[b]))


def _alike(one: _Named, other: _Named) -> bool:
    """Whether two names that share something spoilt are mixed up; numbered names (`tháng 1`, `hạng A`) are not."""
    if one.plain == other.plain:
        return True
    a, b = normalize(one.name).lower(), normalize(other.name).lower()
    differing = [(x, y) for x, y in zip(a.split(), b.split(), strict=False) if x != y]
    return _without_digits(a) != _without_digits(b) and not (
        len(a.split()) == len(b.split()) and all(len(x) == 1 == len(y) for x, y in differing)
    )


def _without_digits(text: str) -> str:
    return re.sub(r"\d", "", text)
