"""Verdicts explained: the tree of requirements with the facts, thresholds and sources that each rests on."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import evolve, frozen

from thidua_rules.advice.changes import MOST_FACTS, Change, Changes
from thidua_rules.decision.decision import Decision, Verdict
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.proofs.proof import Gap, Step
from thidua_rules.proofs.prover.groups import is_tied
from thidua_rules.proofs.prover.values import measure_step
from thidua_rules.reasons.finding import CONDITIONS
from thidua_rules.reasons.seats import tie, would_be_seated
from thidua_rules.report.conditions import ConditionWords, distinct, is_met, says_more
from thidua_rules.report.folding import folded
from thidua_rules.report.measures_in_short import MeasureWords
from thidua_rules.report.messages import MARK, Beyond, noted_word, say, status_word
from thidua_rules.report.quotas import TIES
from thidua_rules.report.reasons import ReasonWords
from thidua_rules.report.wording import (
    change_words,
    citation_words,
    field_of,
    gap_words,
    label_words,
    labelled,
    measured_words,
    name_of,
    shown_as,
)
from thidua_rules.values import Status, status_of

_WOULD_BE = {Status.MET: "seat_if_met", Status.NOT_MET: "seat_if_not_met"}
_MOST_WAYS = 3
"""How many sets of changes are told."""
_MOST_GAPS = 20
"""How many missing facts are listed before the rest is only counted."""
_INSIDE = "      "
"""What stands under a requirement is indented by this much more than its mark."""


@frozen(slots=False)
class Renderer:
    """Puts parts of a decision into words of one language."""

    decision: Decision
    lang: str = "vi"

    def summary(self, verdict: Verdict) -> str:
        """A verdict and the reason that matters most, in one sentence."""
        return ReasonWords(self.decision, verdict, verdict.reasons, self.lang).summary()

    def short(self, verdict: Verdict, width: int) -> str:
        """A verdict with the causes that decide it, within 40 lines of that width."""
        return "\n".join(ReasonWords(self.decision, verdict, verdict.reasons, self.lang).short(width))

    def verdict(self, verdict: Verdict) -> str:
        """A verdict with all its reasons and what is missing."""
        root = verdict.proof.root
        lines = [self.headline(verdict)]
        if verdict.reason == "undetermined":
            lines.extend(f"  {each}" for each in self._unanswered(verdict))
        lines.extend(folded(self._below(root, 1, self._conditions), self.lang))
        lines.extend(self._own_letters(root))
        gaps = verdict.proof.direct_gaps
        if gaps:
            lines.append(f"{self._say('missing')}:")
            lines.extend(self._gaps(gaps))
        return "\n".join(lines)

    def _gaps(self, gaps: tuple[Gap, ...]) -> Iterator[str]:
        """The absent facts, each told once: what is missing here for two reasons is one thing to find out."""
        told = list(dict.fromkeys(map(self.gap, gaps)))
        yield from (f"  - {each}" for each in told[:_MOST_GAPS])
        if len(told) > _MOST_GAPS:
            yield f"  - … +{len(told) - _MOST_GAPS}"

    def measure(self, subject: SubjectId, name: str) -> str:
        """A quantity or rank with its value, what it was reckoned from, its source, and what is not known."""
        rule = self.decision.program.homes[name]
        step = measure_step(self.decision.prover, subject, name)
        assert isinstance(rule, ir.Quantity | ir.Rank)
        assert not isinstance(step.outcome, int)
        title = f" {rule.about.title}" if rule.about.title not in ("", as_written(name)) else ""
        words = measured_words(rule.type, step.outcome, self.lang)
        lines = [f"{name_of(self.decision, subject)} · {as_written(name)}{title} = {words}"]
        lines.extend(f"  {line}" for line in folded(distinct(self._conditions.measure(step)), self.lang))
        if rule.about.citations:
            lines.append(f"  {self._say('reference')}: {self.citations(rule.about.citations)}")
        gaps = {gap: None for each in step.walk() for gap in each.gaps if not step.outcome.is_point}
        if gaps:
            lines.append(f"{self._say('missing')}:")
            lines.extend(self._gaps(tuple(gaps)))
        return "\n".join(lines)

    def short_measure(self, subject: SubjectId, name: str, width: int) -> str:
        """A quantity or rank with what it comes from, within 40 lines of that width."""
        return "\n".join(MeasureWords(self.decision, subject, self.lang).lines(name, width))

    def headline(self, verdict: Verdict) -> str:
        """`Cục A · T2 Chương trình công tác năm: KHÔNG ĐẠT`."""
        about = self.decision.program.conclusions[verdict.at].about
        title = f" {label_words(about, verdict.status, self.lang)}".rstrip()
        note = f" ({self._say('outside_note')})" if shown_as(verdict) is Beyond.OUTSIDE else ""
        status = noted_word(verdict.status, self.lang).upper() if about.noted else self.status(verdict.status)
        return f"{name_of(self.decision, verdict.subject)} · {verdict.code}{title}: {status}{note}"

    def _unanswered(self, verdict: Verdict) -> Iterator[str]:
        """Why the text gives no answer: it is not at hand, a tie waits for the council, or it does not say."""
        for reason in verdict.unstated:
            yield self._say("unstated", reason=reason)
        prover = self.decision.prover
        tied = next((each for each in verdict.proof.unanswered if is_tied(prover, each)), None)
        if tied is not None:
            yield self._say(TIES[tie(prover, tied)])
        elif not verdict.unstated:
            yield self._say("no_answer")

    def status(self, status: Status) -> str:
        """`ĐẠT`, `KHÔNG ĐẠT`, `CHƯA ĐỦ CĂN CỨ`, `KHÔNG ÁP DỤNG`."""
        return status_word(status, self.lang)

    def gap(self, gap: Gap) -> str:
        """One absent fact in words."""
        return gap_words(self.decision, gap, self.lang)

    def after_changes(self, verdict: Verdict, changes: Changes) -> str:
        """What would make a verdict met, as the sentence that ends an explanation; empty if there is nothing to say."""
        if self.decision.program.conclusions[verdict.at].about.noted:
            return ""
        if changes:
            found = (each for group in changes for each in group)
            is_result = all(
                each.before is None and field_of(self.decision, each.subject, each.name).fixed for each in found
            )
            asked = self._say("after_result" if is_result else "after_change")
            return f"{asked}: {self.changes(changes, verdict.subject)}."
        if verdict.status is not Status.NOT_MET:
            return ""
        return self._say("no_change" if changes.complete else "no_change_yet", most=MOST_FACTS)

    def changes(self, changes: tuple[tuple[Change, ...], ...], subject: SubjectId) -> str:
        """Sets of changes in words, smallest first."""
        joined = [
            f" {self._say('and')} ".join(change_words(self.decision, each, subject, self.lang) for each in group)
            for group in changes[:_MOST_WAYS]
        ]
        more = f"; … +{len(changes) - _MOST_WAYS}" if len(changes) > _MOST_WAYS else ""
        return f"; {self._say('or')} ".join(joined) + more

    def citations(self, citations: Iterable[str]) -> str:
        """`Công văn 953/BTNMT-TĐKTTT, T1; T2` for `cv-953-2021 T1` and `cv-953-2021 T2`."""
        return citation_words(citations, self.decision.program.documents)

    def reasons(self, verdict: Verdict) -> tuple[str, ...]:
        """The facts and thresholds that one requirement without parts rests on, and why it may not apply."""
        root = verdict.proof.root
        children = root.children
        if isinstance(root.rule, ir.Quota):
            return tuple(line.strip() for line in distinct(self._conditions.lines(root)))
        doubted = [child for child in children if child.role == "guard" and not is_met(child)]
        lines = [line for child in doubted for line in self._guard(child)]
        if verdict.status is not Status.NOT_APPLICABLE or not doubted:
            asked = [child for child in children if child.role in CONDITIONS]
            lines += [line for child in asked for line in self._conditions.lines(child)]
        return tuple(line.strip() for line in distinct(lines))

    # ------------------------------------------------------------ the tree

    @cached_property
    def _conditions(self) -> ConditionWords:
        return ConditionWords(self.decision, self.lang)

    def _say(self, key: str, **arguments: object) -> str:
        return say(key, self.lang, **arguments)

    def _node(self, step: Step, depth: int, words: ConditionWords) -> Iterator[str]:
        """The lines for one requirement or exception."""
        rule = step.rule
        assert isinstance(rule, ir.Requirement | ir.Exempting)
        assert isinstance(step.outcome, int)
        status = status_of(step.outcome)
        exempt = f"{self._say('exception')} " if isinstance(rule, ir.Exempting) else ""
        pad = "  " * depth
        if would_be_seated(self.decision.prover, step):
            # whoever does not compete holds no seat: that there would be one must not read as if it had one
            yield f"{pad}· {as_written(rule.code)}  {self._say(_WOULD_BE.get(status, 'seat_if_unknown'))}"
        else:
            yield f"{pad}{MARK[status]} {exempt}{labelled(rule, status, self.lang)}: {self.status(status).lower()}"
        yield from self._below(step, depth + 1, words)

    def _below(self, step: Step, depth: int, words: ConditionWords) -> Iterator[str]:
        """What stands under a requirement: when it applies, what it asks for and found, its source, its parts."""
        rule = step.rule
        assert isinstance(step.outcome, int)
        status = status_of(step.outcome)
        pad = "  " * (depth - 1) + _INSIDE
        if isinstance(rule, ir.Quota):
            yield from (pad + line for line in words.lines(step))
            yield from (pad + line for line in self._source(rule, status))
            return
        assert isinstance(rule, ir.Requirement | ir.Exempting)
        for child in step.children:
            if child.role == "guard":
                yield from (pad + line for line in self._guard(child))
        if status is not Status.NOT_APPLICABLE or rule.guard is None:
            if rule.condition is not None and rule.about.title and says_more(rule.condition):
                yield f"{pad}{self._say('excluded_when' if rule.about.excluding else 'asked')}: {rule.about.text}"
            for child in step.children:
                if child.role in CONDITIONS:
                    yield from (pad + line for line in distinct(words.lines(child)))
        yield from (pad + line for line in self._source(rule, status))
        if status is Status.NOT_APPLICABLE and any(child.role == "guard" for child in step.children):
            return
        if isinstance(rule, ir.Requirement) and rule.group in ("any", "none", "at_least"):
            yield f"{pad}{self._say('group_' + rule.group, least=rule.least)}:"
        inside = isinstance(rule, ir.Requirement) and rule.group == "none"
        for child in step.children:
            if isinstance(child.rule, ir.Requirement | ir.Exempting) and child.role in ("child", "exception"):
                inverted = inside and child.role == "child"
                yield from self._node(child, depth, evolve(words, negated=not words.negated) if inverted else words)
        if isinstance(rule, ir.Requirement):
            for code, reason in rule.remarks:
                yield f"{'  ' * depth}· {code}  {self._say('not_encoded')}: {reason}"

    def _guard(self, step: Step) -> Iterator[str]:
        assert isinstance(step.outcome, int)
        mark = MARK[status_of(step.outcome)]
        for line in distinct(self._conditions.lines(step)):
            yield f"{mark} {self._say('guard')}: {line}"

    def _source(self, rule: ir.Requirement | ir.Exempting | ir.Quota, status: Status) -> Iterator[str]:
        about = rule.about
        if about.citations:
            summary = f" ({self._say('from_summary')})" if about.summary else ""
            yield f"{self._say('reference')}: {self.citations(about.citations)}{summary}"
        if about.reading and status is not Status.NOT_APPLICABLE:
            yield f"{self._say('reading')}: {about.reading}"
        if status is Status.UNKNOWN:
            for key, value in (("evidence", about.evidence), ("confirmed_by", about.confirmed_by)):
                if value:
                    yield f"{self._say(key)}: {value}"

    def _own_letters(self, root: Step) -> Iterator[str]:
        """A remark on documents whose clause letters are the ruleset's and not their own."""
        cited = {
            citation.partition(" ")[0]
            for step in root.walk()
            if isinstance(step.rule, ir.Requirement | ir.Exempting | ir.Quota)
            for citation in step.rule.about.citations
        }
        for document in sorted(cited & self.decision.program.own_letters):
            number = self.decision.program.documents.get(document, document)
            yield f"  ({self._say('own_letters', document=number)})"
