"""Coverage and mutants as marks beside the parts that they are about, on the page of a ruleset."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from thidua_rules.authoring.covering import CoverageReport, Covered
from thidua_rules.authoring.noticing import MutantReport, Noticed
from thidua_rules.authoring.spots import Spot
from thidua_rules.authoring.telling import STATUSES, coverage_summary, mutants_summary, same_words
from thidua_rules.diagnostics import Place
from thidua_rules.report.messages import LANGUAGES, MARK, say, status_word
from thidua_rules.report.page.rules import Mark, Marked, Marks
from thidua_rules.values import Status

_LOOK = {Status.MET: "m", Status.NOT_MET: "n", Status.UNKNOWN: "u", Status.NOT_APPLICABLE: "a"}


def coverage_marks(report: CoverageReport, lang: str) -> Marks:
    """How often each part was found met, not met, without enough evidence, not applicable; and what was never seen."""
    found = [_marked(each.spot, _seen(each, lang)) for each in report.parts]
    return Marks((coverage_summary(report, lang), say("rules_counts", lang)), tuple(_together(found)))


def _seen(part: Covered, lang: str) -> Iterator[Mark]:
    for status in STATUSES:
        word = status_word(status, lang).lower()
        if number := part.counts.get(status, 0):
            yield Mark(_LOOK[status], MARK[status], f"{word} {number}")
        elif status in (Status.MET, Status.NOT_MET):
            yield Mark("u", "!", say("rules_never", lang, status=word), lacking=True)


def mutant_marks(report: MutantReport, lang: str) -> Marks:
    """Which changes of each part nobody noticed, and which are noticed by nobody as no complete dossier tells."""
    found = [_marked(each.mutant.spot, [_change(each, lang)]) for each in report.tried if each.by is None]
    return Marks(tuple(mutants_summary(report, lang)), tuple(_together(found)))


def _change(each: Noticed, lang: str) -> Mark:
    told = each.mutant.told[LANGUAGES.index(lang)]
    if each.same is None:
        return Mark("n", "✗", say("rules_unnoticed", lang, change=told), lacking=True)
    return Mark("a", "–", say("rules_same", lang, change=told, proved=same_words(each.same, lang)))


def _marked(spot: Spot, marks: Iterable[Mark]) -> Marked:
    return Marked(spot.place, spot.code, spot.words, tuple(marks))


def _together(parts: Iterable[Marked]) -> Iterator[Marked]:
    """What is told of one part, once."""
    found: dict[tuple[Place, str], list[Marked]] = {}
    for each in parts:
        found.setdefault((each.place, each.code), []).append(each)
    for told in found.values():
        marks = dict.fromkeys(mark for each in told for mark in each.marks)
        yield evolve(told[0], marks=tuple(marks))
