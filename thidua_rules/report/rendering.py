"""Verdicts explained: the tree of requirements with the facts, thresholds and sources that each rests on."""

from collections.abc import Iterator

from attrs import frozen

from thidua_rules.decision.changes import Change
from thidua_rules.decision.decision import Decision, Verdict
from thidua_rules.decision.proof import Cited, Gap, MemberOf, Step
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.report.messages import MARK, say, status_word
from thidua_rules.report.wording import (
    change_words,
    field_of,
    gap_words,
    name_of,
    place_words,
    slot_words,
    value_words,
)
from thidua_rules.values import COUNTED, OUT, Status, status_of

_MOST_LINES = 8
"""How many facts or members are listed before the rest is only counted."""


@frozen
class Renderer:
    """Puts parts of a decision into words of one language."""

    decision: Decision
    lang: str = "vi"

    def say(self, key: str, **arguments: object) -> str:
        """A word of the catalogue in this language."""
        return say(key, self.lang, **arguments)

    def verdict(self, verdict: Verdict, with_changes: bool = True) -> str:
        """A verdict with its reasons, what is missing, and what would make it met."""
        node = self.decision.program.nodes[verdict.code]
        name = name_of(self.decision, verdict.subject)
        title = f" {node.about.title}" if node.about.title else ""
        lines = [f"{name} · {verdict.code}{title}: {status_word(verdict.status, self.lang)}"]
        if verdict.reason == "undetermined":
            lines.append(f"  {self.say('no_answer')}")
        root = verdict.proof.root
        lines.extend(self._below(root, 1) if self._inner(root) else self._node(root, 1))
        lines.extend(self._own_letters(root))
        gaps = verdict.missing()
        if gaps:
            lines.append(f"{self.say('missing')}:")
            lines.extend(f"  - {self.gap(gap)}" for gap in self._direct(gaps))
        changes = verdict.changes() if with_changes else ()
        if changes:
            lines.append(f"{self.say('after_change')}: {self.changes(changes, verdict.subject)}")
        return "\n".join(lines)

    def _own_letters(self, root: Step) -> Iterator[str]:
        """A remark on documents whose clause letters are the ruleset's and not their own."""
        cited = {
            citation.partition(" ")[0]
            for step in root.walk()
            if isinstance(step.rule, ir.Requirement)
            for citation in step.rule.about.citations
        }
        for document in sorted(cited & self.decision.program.own_letters):
            number = self.decision.program.documents.get(document, document)
            yield f"  ({self.say('own_letters', document=number)})"

    def page(self) -> str:
        """The whole decision as one printable HTML page."""
        from thidua_rules.report.html import to_html

        return to_html(self.decision, self.lang)

    def gap(self, gap: Gap) -> str:
        """One absent fact in words."""
        return gap_words(self.decision, gap, self.lang)

    def changes(self, changes: tuple[tuple[Change, ...], ...], subject: SubjectId) -> str:
        """Sets of changes in words, smallest first."""
        joined = [
            f" {self.say('and')} ".join(change_words(self.decision, each, subject, self.lang) for each in group)
            for group in changes[:3]
        ]
        return f"; {self.say('or')} ".join(joined)

    def _direct(self, gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
        direct = tuple(gap for gap in gaps if not gap.indirect)
        return direct or gaps

    # ------------------------------------------------------------ the tree

    def _inner(self, step: Step) -> bool:
        return isinstance(step.rule, ir.Requirement) and bool(step.rule.children)

    def _below(self, step: Step, depth: int) -> Iterator[str]:
        """The lines for what a group consists of."""
        for child in step.children:
            if isinstance(child.rule, ir.Requirement):
                yield from self._node(child, depth)
            else:
                yield from self._side(child, depth)
        if isinstance(step.rule, ir.Requirement):
            for code, reason in step.rule.remarks:
                yield f"{'  ' * depth}· {code}  {self.say('not_encoded')}: {reason}"

    def _node(self, step: Step, depth: int) -> Iterator[str]:
        """The lines for one requirement."""
        rule = step.rule
        assert isinstance(rule, ir.Requirement | ir.Exempting)
        assert isinstance(step.outcome, int)
        status = status_of(step.outcome)
        label = rule.about.title or rule.about.text
        pad = "  " * depth
        yield f"{pad}{MARK[status]} {rule.code}  {label}: {status_word(status, self.lang).lower()}"
        if self._inner(step):
            yield from self._below(step, depth + 1)
        else:
            inside = pad + "      "
            for child in step.children:
                if child.role in ("condition", "test"):
                    yield from (inside + line for line in dict.fromkeys(self._leaf(child)))
                else:
                    yield from self._side(child, depth + 2)
        yield from self._source(rule, status, pad + "      ")

    def _side(self, step: Step, depth: int) -> Iterator[str]:
        """A guard or an exception."""
        if step.role == "exception" and isinstance(step.rule, ir.Exempting):
            yield from self._node(step, depth)
        elif step.role == "guard":
            assert isinstance(step.outcome, int)
            mark = MARK[status_of(step.outcome)]
            for line in dict.fromkeys(self._leaf(step)):
                yield f"{'  ' * depth}{mark} {self.say('guard')}: {line}"

    def _source(self, rule: ir.Requirement | ir.Exempting, status: Status, pad: str) -> Iterator[str]:
        about = rule.about
        if about.citations and not (isinstance(rule, ir.Requirement) and rule.children):
            yield f"{pad}{self.say('reference')}: {'; '.join(map(self.citation, about.citations))}"
        if about.reading and status is not Status.NOT_APPLICABLE:
            yield f"{pad}{self.say('reading')}: {about.reading}"
        if status is Status.UNKNOWN:
            for key, value in (("evidence", about.evidence), ("confirmed_by", about.confirmed_by)):
                if value:
                    yield f"{pad}{self.say(key)}: {value}"

    def citation(self, citation: str) -> str:
        """`953/BTNMT-TĐKTTT, T2.b` for `cv-953-2021 T2.b`."""
        document, _, clause = citation.partition(" ")
        number = self.decision.program.documents.get(document, document)
        return f"{number}, {clause}" if clause else number

    # ------------------------------------------------------------ conditions

    def _leaf(self, step: Step) -> Iterator[str]:
        """What a condition looked at: facts with their values and what is needed."""
        rule = step.rule
        if isinstance(rule, ir.Fact | ir.PresentFact):
            yield from self._facts(step, rule.name)
        elif isinstance(rule, ir.Concluded):
            yield from self._concluded(step)
        elif isinstance(rule, ir.Compared):
            yield from self._comparison(step, rule)
        elif isinstance(rule, ir.AmongOf | ir.PresentOf):
            for child in step.children:
                yield from self._value(child)
        elif isinstance(rule, ir.RatioCompared | ir.EveryOf):
            yield from self._members(step)
        else:
            for child in step.children:
                yield from self._leaf(child)

    def _facts(self, step: Step, name: str) -> Iterator[str]:
        known = [fact for fact in step.facts if isinstance(fact, Cited) and fact.name == name]
        for fact in known:
            declared = field_of(self.decision, fact.subject, name)
            value = slot_words(self.decision, declared, fact.slot, self.lang)
            yield f"{declared.name} = {value}{self._whose(fact.subject, step)}{self._where(fact.subject, name)}"
        for gap in step.gaps:
            if gap.name is not None and gap.subject is not None and not any(gap.name == fact.name for fact in known):
                yield self.say("missing_fact", name=gap.name) + self._whose(gap.subject, step)

    def _whose(self, subject: SubjectId, step: Step) -> str:
        return "" if subject == step.scope.subject else f" ({name_of(self.decision, subject)})"

    def _where(self, subject: SubjectId, name: str) -> str:
        place = place_words(self.decision.case.origins.get((subject, name)), self.lang)
        return f"   [{place}]" if place else ""

    def _concluded(self, step: Step) -> Iterator[str]:
        for child in step.children:
            assert isinstance(child.outcome, int)
            assert isinstance(child.rule, ir.Requirement | ir.Exempting)
            status = status_of(child.outcome)
            whose = self._whose(child.scope.subject, step)
            title = f" {child.rule.about.title}" if child.rule.about.title else ""
            yield f"{MARK[status]} {child.rule.code}{title}{whose}: {status_word(status, self.lang).lower()}"
            yield from ("    " + line for line in self._failing(child, status))

    def _failing(self, step: Step, status: Status) -> Iterator[str]:
        """Of another conclusion that is not met, only what decides it."""
        for child in step.children:
            if not isinstance(child.rule, ir.Requirement) or not isinstance(child.outcome, int):
                continue
            if status is not Status.MET and status_of(child.outcome) is status:
                yield from self._node(child, 0)

    def _comparison(self, step: Step, rule: ir.Compared) -> Iterator[str]:
        limit = self.decision.prover.evaluation.value(rule.right, step.scope)
        needed = f"{self.say('need')} {rule.comparison.value} {value_words(_type(rule), limit, self.lang)}"
        if isinstance(rule.left, ir.CountOf):
            counted = self.decision.prover.evaluation.value(rule.left, step.scope)
            name = " ".join(each.name for each in reversed(rule.left.members.collections))
            yield f"{name}: {value_words(rule.left.type, counted, self.lang)}, {needed}"
            yield from self._listed(step)
            return
        if step.children:
            lines = list(self._value(step.children[0]))
            yield from lines[:-1]
            yield f"{lines[-1] if lines else ''}, {needed}".removeprefix(", ")

    def _value(self, step: Step) -> Iterator[str]:
        rule = step.rule
        if isinstance(rule, ir.FieldValue):
            yield from self._facts(step, rule.name)
        elif isinstance(rule, ir.Derived):
            assert not isinstance(step.outcome, int)
            names = [name_of(self.decision, child.scope.subject) for child in step.children]
            whose = f" ({', '.join(names)})" if rule.walk.steps else ""
            yield f"{rule.code} = {value_words(rule.type, step.outcome, self.lang)}{whose}"
        elif isinstance(rule, ir.CountOf | ir.RatioOf | ir.FoldOf | ir.StreakOf):
            assert not isinstance(step.outcome, int)
            name = " ".join(each.name for each in reversed(rule.members.collections))
            yield f"{name}: {value_words(rule.type, step.outcome, self.lang)}"
            yield from self._listed(step)
        else:
            for child in step.children:
                yield from self._value(child)

    def _members(self, step: Step) -> Iterator[str]:
        rule = step.rule
        assert isinstance(rule, ir.RatioCompared | ir.EveryOf)
        name = " ".join(each.name for each in reversed(rule.members.collections))
        places = [child.outcome for child in step.children if isinstance(child.rule, MemberOf)]
        met = sum(place == COUNTED for place in places)
        needed = ""
        if isinstance(rule, ir.RatioCompared):
            limit = self.decision.prover.evaluation.value(rule.threshold, step.scope)
            needed = f", {self.say('need')} {rule.comparison.value} {value_words(_type(rule), limit, self.lang)}"
        yield f"{name}: {met}/{len(places)}{needed}"
        yield from self._listed(step)

    def _listed(self, step: Step) -> Iterator[str]:
        """The members that matter, and lists that may be incomplete."""
        shown = [child for child in step.children if isinstance(child.rule, MemberOf) and child.outcome != OUT]
        for child in shown[:_MOST_LINES]:
            assert isinstance(child.outcome, int)
            status = Status.MET if child.outcome == COUNTED else Status.NOT_MET
            mark = MARK[status if child.settled else Status.UNKNOWN]
            inside = [line for part in child.children for line in self._leaf(part)]
            details = f": {'; '.join(dict.fromkeys(inside))}" if inside else ""
            yield f"  {mark} {name_of(self.decision, child.scope.element)}{details}"
        if len(shown) > _MOST_LINES:
            yield f"  … +{len(shown) - _MOST_LINES}"
        if not step.settled:
            for gap in step.gaps:
                if gap.closure is not None and not gap.indirect:
                    yield f"  ? {self.gap(gap)}"


def _type(rule: ir.Compared | ir.RatioCompared) -> ir.ValueType:
    """The type by which the compared values are shown: the side that has a declared shape, else the threshold's."""
    if isinstance(rule, ir.RatioCompared):
        return rule.threshold.type
    return rule.left.type if rule.left.type.shape is not None else rule.right.type
