"""A decision person by person, and title by title who nearly has it: what people ask when they ask about somebody."""

from collections.abc import Iterator

from attrs import frozen

from thidua_rules.decision.decision import Decision, Verdict
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.program.codes import as_written
from thidua_rules.report.gaps import names
from thidua_rules.report.messages import MARK, Beyond, Shown, noted_word, say, status_word
from thidua_rules.report.reasons import ReasonWords
from thidua_rules.report.selection import EVERYTHING, Selection
from thidua_rules.report.table import measures, reading_order, standards_of
from thidua_rules.report.wording import hanging, label_words, name_of, shown_as, value_words
from thidua_rules.values import Status

MOST_PEOPLE = 40
"""How many people are told of one by one before the rest is only counted."""
_MOST_PARTS = 3


@frozen
class NearMiss:
    """Somebody who does not have a title, and each of the causes, in words."""

    verdict: Verdict
    causes: tuple[str, ...]


def near_misses(decision: Decision, code: str, selection: Selection = EVERYTHING, lang: str = "vi") -> list[NearMiss]:
    """Those who surely miss a title or criterion, seats included, by how many causes they miss it, fewest first."""
    found = []
    for type_name in decision.program.types_of(code):
        for subject in selection.of_type(decision.case, type_name):
            verdict = decision[subject, code]
            if verdict.status is Status.NOT_MET:
                words = ReasonWords(decision, verdict, verdict.reasons, lang)
                found.append(NearMiss(verdict, tuple(dict.fromkeys(words.parts()))))
    return sorted(found, key=lambda each: (shown_as(each.verdict) is not Beyond.OUTSIDE, len(each.causes)))


def near_miss_lines(
    decision: Decision, code: str, selection: Selection = EVERYTHING, lang: str = "vi", width: int = 100
) -> Iterator[str]:
    """Who misses a title by few causes, in lines."""
    found = near_misses(decision, code, selection, lang)
    yield from hanging(say("nearly", lang, title=_title(decision, code), number=len(found)), "", width)
    alike: dict[tuple[Shown, tuple[str, ...]], list[SubjectId]] = {}
    for each in found[:MOST_PEOPLE]:
        alike.setdefault((shown_as(each.verdict), each.causes), []).append(each.verdict.subject)
    for (shown, causes), subjects in alike.items():
        told = "; ".join(causes[:_MOST_PARTS])
        if len(causes) > _MOST_PARTS:
            told = f"{told}; {say('and_other_things', lang, number=len(causes) - _MOST_PARTS)}"
        who = f"{MARK[shown]} {names(decision, tuple(subjects), lang, MOST_PEOPLE)}"
        yield from hanging(f"{who} ({say('causes', lang, number=len(causes))}): {told}", "  ", width)
    if len(found) > MOST_PEOPLE:
        yield f"  {say('and_more', lang, number=len(found) - MOST_PEOPLE)}"


def _title(decision: Decision, code: str) -> str:
    program = decision.program
    about = program.conclusions[program.code_of(program.types_of(code)[0], code)].about
    return f"{code} {about.title}".rstrip()


def people_lines(decision: Decision, selection: Selection, lang: str = "vi", width: int = 100) -> Iterator[str]:
    """Each of the people selected: what was found of them on every title and criterion, why, and their values."""
    told = 0
    for fact_type in decision.program.vocabulary:
        for subject in selection.of_type(decision.case, fact_type.name):
            lines = list(_card(decision, subject, selection, lang, width))
            if not lines:
                continue
            told += 1
            if told <= MOST_PEOPLE:
                key = show_key(decision.case.vocabulary, subject)
                name = name_of(decision, subject)
                yield ""
                yield from hanging(name if name == key else f"{name} ({key})", "", width)
                yield from lines
    if told > MOST_PEOPLE:
        yield f"\n{say('and_more', lang, number=told - MOST_PEOPLE)}"


def _card(decision: Decision, subject: SubjectId, selection: Selection, lang: str, width: int) -> Iterator[str]:
    standards = standards_of(decision)
    for rule in reading_order(decision.program):
        if rule.subject != subject.type or rule.code in standards or not selection.has_code(rule.code):
            continue
        verdict = decision[subject, rule.code]
        shown = shown_as(verdict)
        if not selection.has_outcome(shown):
            continue
        noted = rule.root.about.noted
        word = noted_word(verdict.status, lang) if noted else status_word(shown, lang).lower()
        why = "" if verdict.status is Status.MET or noted else _reason(decision, verdict, lang)
        head = f"{MARK[shown]} {as_written(rule.code)}  {label_words(rule.root.about, verdict.status, lang)}".rstrip()
        yield from hanging(f"{head}: {word}" + (f" – {why}" if why else ""), "  ", width)
    if selection.codes is None and selection.outcomes is None:
        for measure in measures(decision.program, subject.type):
            value = value_words(measure.type, decision.possible(subject, measure.code), lang)
            yield from hanging(f"{as_written(measure.code)}: {value}", "    ", width)


def _reason(decision: Decision, verdict: Verdict, lang: str) -> str:
    return ReasonWords(decision, verdict, verdict.reasons, lang).reason()
