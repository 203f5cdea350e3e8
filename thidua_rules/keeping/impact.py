"""What another ruleset, or other parameters, would change on some dossiers: who, in which unit, by which rule."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import define, frozen

from thidua_rules.keeping.comparing import Change, Comparison, Kind
from thidua_rules.keeping.side_by_side import Words, bars, comparison_lines, counted
from thidua_rules.report.messages import say
from thidua_rules.report.wording import hanging, name_of

_WIDE = 100


@frozen
class Changed:
    """One verdict or value that is otherwise, in words: whose, in which dossier and unit, what, and why."""

    dossier: str
    unit: str
    type: str
    key: str
    name: str
    code: str
    title: str
    kind: Kind
    before: str
    after: str
    why: str


@define(frozen=True, eq=False, slots=False)
class Impact:
    """The comparisons of two sides on each of some dossiers, by the names of these, told in one language.

    `title` is the word for what this is, as a page or sheet is called.
    """

    found: Mapping[str, Comparison]
    lang: str
    title: str = "impact_changes"

    @cached_property
    def rows(self) -> tuple[Changed, ...]:
        """Every change, dossier by dossier."""
        return tuple(row for name, comparison in self.found.items() for row in _rows(name, comparison, self.lang))

    def by(self, what: Callable[[Changed], str]) -> Mapping[str, Counter[Kind]]:
        """How many changes of each kind there are by what is said of each, the most first."""
        counts: dict[str, Counter[Kind]] = {}
        for each in self.rows:
            counts.setdefault(what(each), Counter())[each.kind] += 1
        return dict(sorted(counts.items(), key=lambda each: -each[1].total()))

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, Counter[Kind]]]:
        """The counts by conclusion, by unit, by dossier and by what made the change, under the words for these."""
        found = {
            "impact_by_code": self.by(lambda each: f"{each.code}  {each.title}".strip()),
            "page_by_unit": self.by(lambda each: each.unit),
            "impact_by_dossier": self.by(lambda each: each.dossier),
            "impact_by_why": self.by(lambda each: each.why),
        }
        if len(self.found) == 1:
            del found["impact_by_dossier"]
        return found

    @property
    def subjects(self) -> int:
        """How many subjects something changes for."""
        return len({(each.dossier, each.type, each.key) for each in self.rows})

    @property
    def sides(self) -> tuple[str, str]:
        """What the two sides are decided by."""
        first = next(iter(self.found.values()))
        return first.before.label, first.after.label

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data: of one dossier as a comparison, of several by their names."""
        if len(self.found) == 1:
            return next(iter(self.found.values())).to_dict()
        return {"dossiers": {name: each.to_dict() for name, each in self.found.items()}}


def _rows(dossier: str, found: Comparison, lang: str) -> Iterator[Changed]:
    words = Words(found, lang, _WIDE, 0)
    titles = {code: words.title(code) for code in {each.code for each in found.changes}}
    for each in found.changes:
        yield _row(dossier, each, words, titles[each.code])


def _row(dossier: str, change: Change, words: Words, title: str) -> Changed:
    found = words.found
    answers = [
        words.answer(side, change, value)
        for side, value in ((found.before, change.before), (found.after, change.after))
    ]
    return Changed(
        dossier,
        words.unit(change),
        change.type,
        change.key,
        name_of(found.after.decision, found.after.subjects[change.type, change.key]),
        change.code,
        title,
        change.kind,
        answers[0],
        answers[1],
        words.why(change),
    )


def impact_lines(impact: Impact, width: int, most: int) -> Iterator[str]:
    """Of one dossier as two decisions side by side; of several the counts, then who changed and why."""
    if len(impact.found) == 1:
        yield from comparison_lines(next(iter(impact.found.values())), impact.lang, width, most)
        return
    lang = impact.lang
    before, after = impact.sides
    numbers = {"changes": len(impact.rows), "subjects": impact.subjects, "dossiers": len(impact.found)}
    yield from hanging(f"{before} → {after}", "", width)
    yield from hanging(say("impact_counts", lang, **numbers), "", width)
    for key, counts in impact.tables.items():
        if counts:
            yield ""
            yield from bars(say(key, lang), counts, lang, width, most)
    if impact.rows:
        yield ""
    for row in impact.rows[:most]:
        told = f"{row.dossier} · {row.name} · {row.code}: {row.before} → {row.after}"
        yield from hanging(f"{counted(Counter([row.kind]), lang)[0]} {told}", "", width)
    if len(impact.rows) > most:
        yield say("and_more", lang, number=len(impact.rows) - most)
