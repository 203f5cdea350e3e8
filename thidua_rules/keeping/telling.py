"""Kept decisions in words: whether one is made again today, and what is otherwise."""

from collections.abc import Iterator

import thidua_rules
from thidua_rules.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.keeping.verifying import Difference, Verification
from thidua_rules.program import ir
from thidua_rules.report.messages import MARK, say, status_word, truth_word
from thidua_rules.report.wording import hanging, name_of, one_line, value_words
from thidua_rules.values import Possible, Status, outcomes, status_of

_HASH = 12


def verification_lines(found: Verification, lang: str, width: int, most: int) -> Iterator[str]:
    """Whether a kept decision is made again, and at most so many of the things that are not as they were."""
    then, question = found.kept.then, found.kept.question
    yield from hanging(
        f"{say('ruleset', lang)} {then.ruleset} · {say('on', lang)} {question.on:%d/%m/%Y} · "
        f"{say('period', lang)} {question.period}",
        "",
        width,
    )
    yield from hanging(say("kept_by", lang, then=then.version, now=thidua_rules.__version__), "", width)
    if found.same:
        numbers = {"count": found.count, "subjects": len({subject for subject, _ in found.kept.found})}
        yield from hanging(f"{MARK[Status.MET]} {say('kept_same', lang, **numbers)}", "", width)
        return
    count = len(found.differences)
    yield from hanging(f"{MARK[Status.NOT_MET]} {say('kept_differs', lang, count=count)}", "", width)
    for each in found.differences[:most]:
        yield from hanging(_difference(found.decision, each, lang), "  ", width)
    if count > most:
        yield f"  {say('and_more', lang, number=count - most)}"


def _difference(decision: Decision, each: Difference, lang: str) -> str:
    if each.kind in ("ruleset", "facts"):
        what, then, now = say(f"{each.kind}_hash", lang), each.then[:_HASH], each.now[:_HASH]
    elif each.kind == "parameter":
        what = f"{say('parameter', lang)} {each.name}"
        then, now = (parameter_words(decision, each.name, value, lang) for value in (each.then, each.now))
    else:
        subject, name = each.subject, each.name
        assert subject is not None
        what = f"{subject_words(decision, subject)}: {name}"
        then, now = (answer_words(decision, subject, name, answer, lang) for answer in (each.then, each.now))
    return f"{what}: {then} → {now}"


def subject_words(decision: Decision, subject: SubjectId) -> str:
    """A subject by its key and, if it has one, its name."""
    key, name = one_line(show_key(decision.case.vocabulary, subject)), name_of(decision, subject)
    return name if name == key else f"{name} ({key})"


def answer_words(decision: Decision, subject: SubjectId, name: str, answer: int | Possible | None, lang: str) -> str:
    """A verdict, or what is known of a value; of an unknown verdict also what it may be."""
    program = decision.program
    code = program.code_of(subject.type, name)
    if isinstance(answer, int):
        is_truth = code in program.conclusions and program.conclusions[code].about.truth
        return _mask_words(answer, is_truth, lang)
    rule = program.homes.get(code)
    return _value_words(rule.type if isinstance(rule, ir.Quantity | ir.Rank) else None, answer, lang)


def parameter_words(decision: Decision, name: str, value: Possible | None, lang: str) -> str:
    """The value of a parameter."""
    return _value_words(decision.program.parameters.get(name), value, lang)


def _mask_words(mask: int, is_truth: bool, lang: str) -> str:
    def word(status: Status) -> str:
        return truth_word(status, lang) if is_truth else status_word(status, lang).lower()

    possible = [word(status_of(bit)) for bit in outcomes(mask)]
    return word(status_of(mask)) if len(possible) < 2 else f"{word(Status.UNKNOWN)} ({' | '.join(possible)})"


def _value_words(type_: ir.ValueType | None, value: Possible | None, lang: str) -> str:
    if value is None:
        return say("kept_nothing", lang)
    if value.has_no_answer:
        return say("no_answer", lang)
    return one_line(value_words(type_ or ir.ValueType(Kind.NUMBER), value, lang))
