"""One page: its figures and lists, and the data from which the reader's browser makes the rest when it is opened."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve, field, frozen
from markupsafe import Markup

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.proofs.proof import Gap
from thidua_rules.report.gaps import by_supplier
from thidua_rules.report.messages import LANGUAGES, MARK, WORDS, heading, say, status_word
from thidua_rules.report.page.embedding import Texts, as_json, policy
from thidua_rules.report.page.figures import LETTER, number, overviews, title_codes
from thidua_rules.report.page.measures import Measure, measures_of
from thidua_rules.report.page.people import Person, people_of
from thidua_rules.report.page.question import asked
from thidua_rules.report.page.telling import Lack, Teller, Told
from thidua_rules.report.page.templating import template, written
from thidua_rules.report.page.ways import Ways, columns
from thidua_rules.report.table import Sheet, sheets
from thidua_rules.report.units import unit_field
from thidua_rules.report.wording import field_of, name_of, source_notes

TOGETHER = 100
"""So many subjects are told in one block of data, which is read when the first of them is opened."""
_SCRIPT_WORDS = (
    *("page_found", "page_shown", "page_before", "page_after", "page_more", "page_link", "page_not_all_printed"),
    *("page_by_unit", "page_titles", "page_criteria", "page_measures", "page_share", "page_tables", "page_read"),
    "page_way_elsewhere",
)


@frozen
class Matter:
    """What all pages of a decision are made of, in one language."""

    decision: Decision
    lang: str
    sheets: tuple[Sheet, ...]
    people: tuple[Person, ...]
    measures: tuple[tuple[Measure, ...], ...]

    @classmethod
    def of(cls, decision: Decision, lang: str) -> "Matter":
        """The matter of a decision."""
        found = sheets(decision, lang)
        measures = tuple(measures_of(decision.program, sheet.type) for sheet in found)
        return cls(decision, lang, found, people_of(decision, found), measures)

    def ways(self, gathered: "Gathered", share: float = 1.0) -> Ways:
        """What would have to change for those gathered; `share` is their page's of all."""
        criteria = [each.criteria for each in self.sheets]
        return Ways.found(self.decision, gathered.people, criteria, gathered.lacks, self.lang, share)

    def teller(self) -> Teller:
        """Tells of the people one after the other."""
        return Teller.of(self.decision, self.sheets, self.measures, self.lang)


@frozen
class Gathered:
    """What has been told of some subjects: their reasons, what is missing, and what is said when one is opened."""

    people: list[Person] = field(factory=list)
    whys: list[tuple[str, ...]] = field(factory=list)
    gaps: dict[Gap, None] = field(factory=dict)
    lacks: list[tuple[Lack, ...]] = field(factory=list)
    blocks: list[Markup] = field(factory=list)
    _waiting: list[Told] = field(factory=list)

    def add(self, told: Told) -> None:
        """One more subject."""
        self.people.append(told.person)
        self.whys.append(told.whys)
        self.lacks.append(told.lacks)
        self.gaps.update(dict.fromkeys(told.gaps))
        self._waiting.append(told)
        if len(self._waiting) == TOGETHER:
            self.close()

    def close(self) -> None:
        """No more subjects."""
        if not self._waiting:
            return
        texts = Texts()
        told = [[texts.numbers(each) for each in (*one.lines, one.values)] for one in self._waiting]
        places = texts.numbers(one.place for one in self._waiting)
        self.blocks.append(as_json({"texts": texts.listed, "told": told, "places": places}))
        self._waiting.clear()


def paper(
    matter: Matter,
    gathered: Gathered,
    title: str | None = None,
    pages: Sequence[str] | None = None,
    home: str | None = None,
    ways: Ways | None = None,
) -> str:
    """The HTML of a page on the subjects gathered.

    `title` is what it is about, None for all; `pages` gives the page on which each subject is told, where it is not
    this one; `home` the page of all; `ways` what would have to change, where that was looked for.
    """
    decision, lang = matter.decision, matter.lang
    within = [evolve(sheet, lines=()) for sheet in matter.sheets]
    lines: list[list[Any]] = [[] for _ in within]
    for person in gathered.people:
        lines[person.sheet].append(person.line)
    shown = tuple(evolve(sheet, lines=tuple(own)) for sheet, own in zip(within, lines, strict=True))
    style, script = written("page.css"), written("page.js")
    missing, names = _missing(matter, gathered)
    return template("page.html").render(
        lang=lang,
        title=title,
        home=home,
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
        overviews=[(place, each) for place, each in enumerate(overviews(decision.program, shown, lang)) if each.size],
        unit_fields=[unit_field(decision, sheet.type) for sheet in matter.sheets],
        missing=missing,
        asked=asked(decision, lang),
        identity=decision.identity,
        index=as_json(_index(matter, gathered, pages)),
        whys=as_json(_whys(gathered)),
        ways=as_json(_ways(ways)),
        looked=None if ways is None else (len(ways.sentences), ways.asked),
        names=as_json(names),
        blocks=gathered.blocks if pages is None else (),
        say=lambda key, **arguments: say(key, lang, **arguments),
        heading=lambda key: heading(key, lang),
        number=lambda count: number(count, lang),
        statuses=[(LETTER[each], MARK[each], status_word(each, lang).lower()) for each in LETTER],
        units=_unit_names(matter, gathered.people),
    )


def _index(matter: Matter, gathered: Gathered, pages: Sequence[str] | None) -> dict[str, Any]:
    """Who is on the page, with what was found of each: all that lists, search and filters need."""
    lang, titled = matter.lang, title_codes(matter.decision.program)
    units = _unit_names(matter, gathered.people)
    places = {unit: place for place, unit in enumerate(units)}
    files_ = list(dict.fromkeys(pages or ()))
    numbers = {name: place for place, name in enumerate(files_)}
    people = []
    for place, each in enumerate(gathered.people):
        letters = "".join(LETTER[status] for status in each.line.statuses)
        unit = -1 if each.unit is None else places[each.unit]
        key = each.line.key if each.line.key != each.line.name else ""
        row = [each.sheet, each.anchor, key, each.line.name, unit, letters, each.line.values]
        people.append([*row, numbers[pages[place]]] if pages is not None else row)
    return {
        "lang": lang,
        "ruleset": matter.decision.identity.ruleset,
        "words": {key: WORDS[key][LANGUAGES.index(lang)] for key in _SCRIPT_WORDS},
        "heads": {key: heading(key, lang) for key in ("name", "code", "page_unit")},
        "statuses": {LETTER[each]: [MARK[each], status_word(each, lang).lower()] for each in LETTER},
        "types": [
            {
                "name": sheet.type,
                "criteria": [[code, title, int(code in titled)] for code, title in sheet.criteria],
                "ways": columns(matter.decision, sheet.criteria),
                "values": sheet.measures,
                "measures": [[each.label, each.depth, int(each.opening)] for each in matter.measures[place]],
            }
            for place, sheet in enumerate(matter.sheets)
        ],
        "units": list(units.values()),
        "people": people,
        "pages": files_,
        "together": TOGETHER,
    }


def _unit_names(matter: Matter, people: Iterable[Person]) -> dict[SubjectId, str]:
    """The units of the people by name; two of one name are told apart by their keys."""
    units = dict.fromkeys(each.unit for each in people if each.unit is not None)
    named = {each: name_of(matter.decision, each) for each in units}
    counts = Counter(named.values())
    keys = {each: show_key(matter.decision.case.vocabulary, each) for each in units}
    return {each: name if counts[name] == 1 else f"{name} ({keys[each]})" for each, name in named.items()}


def _whys(gathered: Gathered) -> dict[str, Any]:
    texts = Texts()
    told = [texts.numbers(each) for each in gathered.whys]
    return {"texts": texts.listed, "told": told}


def _ways(ways: Ways | None) -> dict[str, Any]:
    """The sentences that there are, by subject and column."""
    texts = Texts()
    found = () if ways is None else ways.sentences.items()
    told = {f"{place}:{column}": texts.number(sentence) for (place, column), sentence in found}
    return {"texts": texts.listed, "told": told}


def _missing(matter: Matter, gathered: Gathered) -> tuple[list[tuple[str, list[Any]]], list[list[int | str]]]:
    """What is missing by supplier, each thing with the number of its list of names; and these lists.

    Who is on the page is in them by number, anybody else by name.
    """
    places = {each.subject: place for place, each in enumerate(gathered.people)}
    names: list[list[int | str]] = []
    suppliers: list[tuple[str, list[Any]]] = []
    for supplier, things in by_supplier(matter.decision, gathered.gaps, matter.lang).items():
        told = []
        for each in things:
            kind = each.subjects[0].type if each.subjects else ""
            notes = source_notes(field_of(matter.decision, each.subjects[0], each.what), matter.lang) if kind else []
            said = "; ".join(note for note in notes if not note.endswith(f": {supplier}"))
            told.append((len(names), each.what, len(each.subjects), kind, said))
            names.append([places[who] if who in places else name_of(matter.decision, who) for who in each.subjects])
        suppliers.append((supplier or say("nobody_named", matter.lang), told))
    return suppliers, names
