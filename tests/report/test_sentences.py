"""No word is said that the proof does not carry: every line of an explanation is held against the steps it sums up."""

import datetime
import random
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from tests.report.test_any_program import decisions
from thidua_rules.api import load
from thidua_rules.decision import Decision, Verdict
from thidua_rules.facts.case import Between, OneOf, SubjectId
from thidua_rules.program import ir
from thidua_rules.program.walking import parts
from thidua_rules.proofs.proof import Cited, CitedClosure, Step
from thidua_rules.reasons.causes import Cause
from thidua_rules.report.gaps import shortened
from thidua_rules.report.messages import MARK
from thidua_rules.report.reasons import ReasonWords, Said
from thidua_rules.report.wording import name_of
from thidua_rules.values import Possible, Status, status_of

ROOT = Path(__file__).parents[2]
_DATE = re.compile(r"\d{2}/\d{2}/\d{4}|\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"(?<![\w.,/-])[-−]?\d[\d.,]*\d?%?")
_FRACTION = re.compile(r"(?<![\w.,/])(-?\d+)/(\d+)(?!/)")
_DEEPEST = 6
_QUOTED = re.compile(r"`[^`]*`|“[^”]*”|\[[^\]]*\]")


def _unfounded(text: str, lang: str, numbers: set[Fraction], most: int) -> list[object]:
    """The numbers of a line that no step carries; how many there are, up to `most`, is counted and stands in none.

    Percentages are shares; what is quoted, and where a fact was read, is no number.
    """

    def is_carried(number: Fraction) -> bool:
        # cut to two digits behind the comma
        return any(abs(number - exact) < Fraction(1, 100) for exact in numbers)

    found: list[object] = []
    for date in _DATE.findall(text):
        day = datetime.date.fromisoformat(date) if "-" in date else datetime.datetime.strptime(date, "%d/%m/%Y").date()
        found += [] if is_carried(Fraction(day.toordinal())) else [date]
    text = _DATE.sub("", text).replace("..", " ").replace("−", "-")
    for top, bottom in ((int(top), int(bottom)) for top, bottom in _FRACTION.findall(text)):
        shared = 0 <= top <= most and bottom <= most
        found += [] if shared or is_carried(Fraction(top, bottom)) else [(top, bottom)]
    for each in _NUMBER.findall(_FRACTION.sub("", text)):
        plain = each.rstrip("%").rstrip(".,")
        plain = plain.replace(".", "").replace(",", ".") if lang == "vi" else plain.replace(",", "")
        if plain and plain not in "-.":
            number = Fraction(plain) / (100 if each.endswith("%") else 1)
            counted = number.denominator == 1 and 0 <= number <= most
            found += [] if counted or is_carried(number) else [number]
    return found


def _carried(steps: Iterable[Step], decision: Decision) -> tuple[set[Fraction], set[SubjectId]]:
    """The numbers and the subjects of these steps, of their rules and of the facts that they cite."""
    numbers: set[Fraction] = set()
    subjects: set[SubjectId] = set()

    def take(value: object) -> None:
        if isinstance(value, Possible):
            for end in (value.low, value.high):
                if end is not None:
                    numbers.add(Fraction(end))
            for each in value.others or ():
                take(each)
        elif isinstance(value, SubjectId):
            subjects.add(value)
        elif isinstance(value, Between):
            take(value.low)
            take(value.high)
        elif isinstance(value, OneOf):
            for each in value.values:
                take(each)
        elif isinstance(value, int | Decimal | Fraction):
            # a percentage is kept in points
            numbers.update((Fraction(value), Fraction(value) / 100))

    for step in steps:
        subjects.update((step.scope.subject, step.scope.element))
        take(step.outcome)
        for part in parts(step.rule):
            if isinstance(part, ir.Constant):
                take(part.value)
            elif isinstance(part, ir.Parameter):
                take(decision.question.parameters[part.name])
            elif isinstance(part, ir.Rounded):
                take(part.step)
            elif isinstance(part, ir.AmongOf):
                for each in part.wanted:
                    take(each)
            elif isinstance(part, ir.Shifted):
                take(abs(part.days))
                take(abs(part.months))
            elif isinstance(part, ir.Requirement):
                take(part.least)
        for fact in step.facts:
            match fact:
                case Cited(subject, _, slot):
                    subjects.add(subject)
                    take(slot)
                case CitedClosure(closure, members):
                    subjects.update(members)
                    take(closure.owner)
        subjects.update(gap.subject for gap in step.gaps if gap.subject is not None)
    return numbers, subjects


def _told(words: ReasonWords, cause: Cause) -> Iterator[tuple[str, Cause]]:
    """Each line under a cause, with the cause that it is about."""

    def lines(said: Said, about: Cause) -> Iterator[tuple[str, Cause]]:
        about = said.cause or about
        yield said.text, about
        for each in said.below:
            yield from lines(each, about)

    return lines(words._tree(cause, _DEEPEST), cause)


def _holds(verdict: Verdict, lang: str) -> None:
    decision = verdict.decision
    words = ReasonWords(decision, verdict, verdict.reasons, lang)
    named = _names(decision)
    carried: dict[int, tuple[set[Fraction], set[SubjectId]]] = {}
    for top in verdict.reasons.causes:
        for line, cause in _told(words, top):
            if id(cause.step) not in carried:
                carried[id(cause.step)] = _carried(cause.step.walk(), decision)
            numbers, subjects = carried[id(cause.step)]
            subjects.add(verdict.subject)
            text = _QUOTED.sub("", line)
            for name, subject in named.items():
                if re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", text):
                    assert subject in subjects, (line, subject)
                    text = text.replace(name, "")
            if any(each.isdigit() for each in text):
                text = _without_own_words(text, cause.step.walk())
            most = len(subjects) + len(cause.step.children)
            assert not _unfounded(text, lang, numbers, most), (line, _unfounded(text, lang, numbers, most))
            rule = cause.step.rule
            if cause.kind in ("conclusion", "requirement") and isinstance(rule, ir.Requirement | ir.Exempting):
                for subject in cause.subjects:
                    assert status_of(decision.record.mask(subject, rule.code)) is cause.status, line
        first = words._tree(top, _DEEPEST).text
        assert first.strip(), (verdict, top.kind)
        if first[0] in MARK.values() and top.kind in ("conclusion", "requirement"):
            assert first[0] == MARK[top.status], first


def _without_own_words(text: str, steps: Iterable[Step]) -> str:
    """A line without the words of the ruleset itself, which may hold numbers of articles."""
    written: set[str] = set()
    for step in steps:
        if isinstance(step.outcome, Possible):
            written.update(str(each) for each in step.outcome.others or () if isinstance(each, str))
        written.update(fact.slot for fact in step.facts if isinstance(fact, Cited) and isinstance(fact.slot, str))
        for part in parts(step.rule):
            if isinstance(part, ir.Requirement | ir.Exempting | ir.Quota):
                written.update((part.about.title, part.about.text))
            elif isinstance(part, ir.Unstated):
                written.add(part.reason)
            elif isinstance(part, ir.DayOf):
                written.add(f"{part.day}/{part.month}")
    for each in sorted(written, key=len, reverse=True):
        for shown in (each, shortened(each, 80), shortened(each, 60)) if each else ():
            text = text.replace(shown, "")
    return text


@lru_cache(maxsize=1)
def _names(decision: Decision) -> dict[str, SubjectId]:
    """The subjects by their names, the longest first."""
    everybody = [each for kind in decision.case.subjects for each in decision.case.of_type(kind)]
    # of what there is one of, the name is the word for it
    named = [each for each in everybody if each.key != each.type]
    return {name_of(decision, each): each for each in sorted(named, key=lambda each: -len(name_of(decision, each)))}


def _summed_up(verdict: Verdict, lang: str) -> None:
    """The sentence names nobody and no number beyond the whole proof."""
    decision = verdict.decision
    _, _, why = verdict.summary(lang).partition(" – ")
    if verdict.status is Status.UNKNOWN or why.endswith("…") or not any(each.isdigit() for each in why):
        return
    numbers, subjects = _carried(verdict.proof.root.walk(), decision)
    why = _without_own_words(why, verdict.proof.root.walk())
    for name in _names(decision):
        why = why.replace(name, "")
    found = _unfounded(_QUOTED.sub("", why), lang, numbers, len(subjects) + 20)
    assert not found, (why, found)


@settings(max_examples=examples(60), phases=[Phase.explicit, Phase.reuse, Phase.generate])  # long to shrink
@given(decisions(), st.sampled_from(["vi", "en"]))
def test_every_line_says_what_its_steps_say(decision: Decision, lang: str) -> None:
    """Of any rules and facts: numbers and names of a line stand in its steps, marks are what was found."""
    for verdict in decision:
        _holds(verdict, lang)
        _summed_up(verdict, lang)


@pytest.mark.parametrize(("year", "dossier"), [(2021, "ho-so-2021.xlsx"), (2024, "ho-so-hai-nam.xlsx")])
def test_every_line_on_the_bundled_dossiers_says_what_its_steps_say(year: int, dossier: str) -> None:
    """The same of a whole ministry; of some of its verdicts, and in the deep profile of all."""
    rules = load("btnmt", period=year)
    case = rules.read_case(str(ROOT / "docs" / "vi-du" / dossier), period=year, on=f"15/01/{year + 1}")
    found = list(rules.decide(case))
    for verdict in random.Random(1).sample(found, min(examples(20), len(found))):
        _holds(verdict, "vi")
        _summed_up(verdict, "vi")
