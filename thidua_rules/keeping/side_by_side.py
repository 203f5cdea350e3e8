"""Two decisions side by side in words: counts first, then who changed and why, then what else is otherwise."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from thidua_rules.keeping.comparing import Change, Comparison, Kind, Side, Subject
from thidua_rules.keeping.differing import AskedDifference, FactDifference, RuleDifference
from thidua_rules.keeping.telling import answer_words, subject_words
from thidua_rules.program.codes import as_written
from thidua_rules.report.messages import MARK, STATUS, say, status_word
from thidua_rules.report.units import unit_field, unit_words
from thidua_rules.report.wording import hanging, name_of, one_line
from thidua_rules.values import Possible, Status

KINDS: dict[Kind, tuple[str, str]] = {
    "gained": (MARK[Status.MET], "compared_gained"),
    "lost": (MARK[Status.NOT_MET], "compared_lost"),
    "unknown": (MARK[Status.UNKNOWN], "compared_unknown"),
    "known": ("•", "compared_known"),
    "other": ("•", "compared_other"),
    "value": ("•", "compared_value"),
}
"""The sign of each kind of change, and the word for it."""
_MOST_REASONS = 4
_MOST_LISTED = 8
_BAR = 20
"""The length of the longest bar."""


@frozen
class Words:
    """Puts a comparison into lines of one width; of each list at most so many entries."""

    found: Comparison
    lang: str
    width: int
    most: int

    def lines(self) -> Iterator[str]:
        """All of it."""
        for key, side in (("compared_before", self.found.before), ("compared_after", self.found.after)):
            yield from hanging(f"{self._say(key)}: {self._side(side)}", "", self.width)
        yield from hanging(self._counted(), "", self.width)
        for code, counts in self.found.counts().items():
            yield from hanging(f"{self.named(code)}: {self.counts(counts)}", "  ", self.width)
        yield from self._by_unit()
        if self.found.changes:
            yield ""
            yield from self._changes()
        yield from self._rest()

    def _say(self, key: str, **arguments: object) -> str:
        return say(key, self.lang, **arguments)

    def _side(self, side: Side) -> str:
        decision, question = side.decision, side.decision.question
        named = dict.fromkeys((side.label, decision.identity.ruleset))  # in an impact the ruleset is the label
        asked = (f"{self._say('on')} {question.on:%d/%m/%Y}", f"{self._say('period')} {question.period}")
        return " · ".join((*named, *asked))

    def _counted(self) -> str:
        found = self.found
        changed = len({(each.type, each.key) for each in found.changes})
        numbers = {"facts": len(found.facts), "rules": len(found.rules), "asked": len(found.asked)}
        return self._say("compared_counts", changes=len(found.changes), subjects=changed, **numbers)

    def named(self, code: str) -> str:
        """A code with its title."""
        title = self.title(code)
        return f"{code}  {title}" if title else code

    def title(self, code: str) -> str:
        """The title of a code, if it has another one."""
        for each in self.found.after.asked.values():
            if as_written(each.code) == code:
                program = self.found.after.decision.program
                conclusion = program.conclusions.get(each.code)
                title = conclusion.about.title if conclusion is not None else ""
                return "" if title == code else title
        return ""

    def _by_unit(self) -> Iterator[str]:
        """The units where most changed, each with a bar of as many signs as verdicts changed there."""
        units: dict[str, Counter[Kind]] = {}
        for each in self.found.changes:
            units.setdefault(self.unit(each), Counter())[each.kind] += 1
        if len(units) > 1:
            yield from bars(say("page_by_unit", self.lang), units, self.lang, self.width, self.most)

    def unit(self, change: Change) -> str:
        """The unit of whom a change is about, in words."""
        decision = self.found.after.decision
        subject = self.found.after.subjects[change.type, change.key]
        return unit_words(decision, subject, unit_field(decision, change.type))

    def counts(self, counts: Counter[Kind]) -> str:
        """How many changes of each kind there are, with the signs of the kinds."""
        return counted(counts, self.lang)

    def _changes(self) -> Iterator[str]:
        """Who changed, from what to what, and what bears on it; the reasons that several share are told once."""
        told: dict[tuple[str, str], list[Change]] = {}
        for each in self.found.changes:
            told.setdefault((each.code, self.why(each)), []).append(each)
        left = self.most
        for (_, why), changes in told.items():
            if left <= 0:
                break
            for each in changes[:left]:
                yield from hanging(self._change(each), "", self.width)
            left -= len(changes)
            yield from hanging(f"{self._say('because')}: {why}", "    ", self.width)
        if left < 0 or len(self.found.changes) > self.most:
            yield self._say("and_more", number=len(self.found.changes) - self.most)

    def _change(self, change: Change) -> str:
        subject = self.found.after.subjects[change.type, change.key]
        who = subject_words(self.found.after.decision, subject)
        mark, _ = KINDS[change.kind]
        before, after = (
            self.answer(self.found.before, change, change.before),
            self.answer(self.found.after, change, change.after),
        )
        return f"{mark} {who} · {change.code}: {before} → {after}"

    def answer(self, side: Side, change: Change, answer: object) -> str:
        if isinstance(answer, Possible):
            return answer_words(side.decision, side.subjects[change.type, change.key], change.code, answer, self.lang)
        return next(status_word(each, self.lang).lower() for each in STATUS if each is answer)

    def why(self, change: Change) -> str:
        own = change.type, change.key
        reasons = [*self._facts(change.facts, own), *self._rules(change.rules), *map(self._asked, change.asked)]
        return self._some(reasons, _MOST_REASONS, "; ") if reasons else self._say("compared_no_reason")

    def _facts(self, facts: Sequence[FactDifference], own: Subject | None = None) -> Iterator[str]:
        """Facts that differ; alike of several subjects is told once, of the subject itself without its name."""
        alike: dict[object, list[FactDifference]] = {}
        for each in facts:
            mine = (each.type, each.key) == own
            alike.setdefault((mine, each.type, each.field, each.before, each.after), []).append(each)
        for (mine, *_), group in ((key, group) for key, group in alike.items() if isinstance(key, tuple)):
            first = group[0]
            named = [self._name(each.type, each.key) for each in group if each.key is not None]
            whose = "" if mine or not named else f" {self._say('of')} {self._some(named, _MOST_REASONS, ', ')}"
            yield f"{first.field or first.type}{whose}{self._turned(first)}"

    def _turned(self, fact: FactDifference) -> str:
        if fact.field is None or fact.key is None or "" in (fact.before, fact.after):
            shown = "" if fact.key is not None or fact.field is None else f": {fact.type}"
            return f"{shown} ({self._say('compared_only_before' if fact.after is None else 'compared_only_after')})"
        before, after = (self._say("unknown") if each is None else one_line(each) for each in (fact.before, fact.after))
        return f": {before} → {after}"

    def _name(self, type_name: str, key: str) -> str:
        for side in (self.found.after, self.found.before):
            if (type_name, key) in side.subjects:
                return name_of(side.decision, side.subjects[type_name, key])
        return key

    def _asked(self, asked: AskedDifference) -> str:
        name = asked.name if asked.kind == "parameter" else self._say(asked.kind)
        label = f"{self._say('parameter')} {name}" if asked.kind == "parameter" else name
        before, after = (self._say("kept_nothing") if each is None else each for each in (asked.before, asked.after))
        return f"{label}: {before} → {after}"

    def _rules(self, rules: Sequence[RuleDifference]) -> list[str]:
        """A rule by its one part that differs, or by itself where several do."""
        parts: dict[str, list[str]] = {}
        for each in rules:
            found = parts.setdefault(each.rule, [])
            if each.parts != ("children",):  # that other parts stand in it is told of them
                found.append(each.name)
        # an item of a score has a code that says nothing without the score
        names = [found[0] if len(found) == 1 and rule in found[0] else rule for rule, found in parts.items()]
        return [f"{self._say('compared_rules')} {self._some(names, _MOST_REASONS, ', ')}"] if names else []

    def _some(self, told: Sequence[str], most: int, sign: str) -> str:
        more = len(told) - most
        listed = sign.join(told[:most])
        return listed if more <= 0 else f"{listed}{sign}{self._say('and_more', number=more)}"

    def _rest(self) -> Iterator[str]:
        """Subjects and codes of one side only, and differences that bear on no change that is told."""
        for key, subjects, codes in zip(
            ("compared_only_before", "compared_only_after"), self.found.subjects, self.found.codes, strict=True
        ):
            label = self._say(key)
            if subjects:
                named = [self._name(*each) for each in subjects]
                yield from hanging(f"{label}: {len(subjects)}: {self._some(named, _MOST_LISTED, ', ')}", "", self.width)
            if codes:
                named = list(dict.fromkeys(code for _, code in codes))
                listed = self._some(named, _MOST_LISTED, ", ")
                yield from hanging(f"{label}, {self._say('compared_codes')}: {listed}", "", self.width)
        bearing = {id(each) for change in self.found.changes for each in (*change.facts, *change.asked)}
        quiet = list(self._facts([each for each in self.found.facts if id(each) not in bearing]))
        quiet += [self._asked(each) for each in self.found.asked if id(each) not in bearing]
        if quiet:
            listed = self._some(quiet, _MOST_LISTED, "; ")
            yield from hanging(f"{self._say('compared_quiet')} ({len(quiet)}): {listed}", "", self.width)


def counted(counts: Counter[Kind], lang: str) -> str:
    """How many changes of each kind there are: `✓ 3 thành đạt  ✗ 1 không còn đạt`."""
    told = ((mark, counts[kind], say(word, lang)) for kind, (mark, word) in KINDS.items() if counts[kind])
    return "  ".join(f"{mark} {number} {word}" for mark, number, word in told)


def bars(title: str, by: Mapping[str, Counter[Kind]], lang: str, width: int, most: int) -> Iterator[str]:
    """The largest of some counts, each with a bar as long as it is large."""
    yield f"{title}:"
    largest = max(counts.total() for counts in by.values())
    for name, counts in sorted(by.items(), key=lambda each: -each[1].total())[:most]:
        bar = "▇" * max(1, round(counts.total() * _BAR / largest))
        yield from hanging(f"{name or '–'}: {bar} {counted(counts, lang)}", "  ", width)
    if len(by) > most:
        yield f"  {say('and_more', lang, number=len(by) - most)}"


def comparison_lines(found: Comparison, lang: str, width: int, most: int) -> Iterator[str]:
    """Two decisions side by side, with at most so many of the changes."""
    return Words(found, lang, width, most).lines()
